"""`charter render`: draw an institution."""
