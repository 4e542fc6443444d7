"""What can be wrong with tables of data."""
