"""Enforcement: who can be accused, what answers a breach and when, the ways to a sanction."""
