"""What can be wrong with a file and its syntax."""
