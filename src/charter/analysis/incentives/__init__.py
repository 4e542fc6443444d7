"""What it is worth to be in: leverage on outsiders, benefits, what the strongest are bound to."""
