"""The language itself: what can go wrong in a charter as text and as arithmetic."""
