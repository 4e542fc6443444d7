"""The one form of the language."""
