"""Representation: who sits, who is heard, against people and groups."""
