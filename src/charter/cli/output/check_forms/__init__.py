"""The forms in which `charter check` shows an outcome, one module each, found by its name."""
