"""What goes into the places of a document."""
