"""Representation: votes and seats against population, by group."""
