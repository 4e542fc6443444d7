"""What `charter explore` found, as tables and as a page."""
