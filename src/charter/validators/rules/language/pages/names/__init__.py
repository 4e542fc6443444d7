"""What can be wrong with names and imports."""
