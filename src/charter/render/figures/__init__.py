"""The figures, one module a kind."""
