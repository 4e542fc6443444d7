"""Mandates: who carries out a function, with what means, and who covers what."""
