"""The figures, one module a kind; see `charter.render.registry`."""
