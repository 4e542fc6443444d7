"""Decisions played: on definite players, with abstentions, over open seats; what clauses change."""
