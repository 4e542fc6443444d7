"""Rules on landscape: several institutions together."""
