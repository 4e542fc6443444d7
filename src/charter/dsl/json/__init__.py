"""JSON out and in: the one codec, and the published schema."""
