"""What the command line gives back: files, terminals, formats."""
