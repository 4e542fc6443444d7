"""Structure: organs and how they are filled."""
