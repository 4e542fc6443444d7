"""Monitoring and enforcement: what follows a breach, by whom, by when."""
