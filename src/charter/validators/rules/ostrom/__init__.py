"""Pack: Ostrom's eight design principles of lasting common-pool institutions."""
