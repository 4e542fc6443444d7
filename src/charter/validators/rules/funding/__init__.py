"""Funding: who pays, and what that buys."""
