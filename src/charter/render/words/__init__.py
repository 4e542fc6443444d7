"""Clauses of a charter in words."""
