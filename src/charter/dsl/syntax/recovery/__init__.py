"""Going on after a mistake in the text."""
