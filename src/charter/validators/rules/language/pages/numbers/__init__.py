"""What can be wrong with numbers, dates and units."""
