"""Corrections: what a writer may have meant, tried by reading the corrected text."""
