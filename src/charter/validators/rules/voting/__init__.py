"""Voting: what a decision needs, who can stop it, who may not vote."""
