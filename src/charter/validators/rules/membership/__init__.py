"""Membership: who is in, who is out, how one comes and goes."""
