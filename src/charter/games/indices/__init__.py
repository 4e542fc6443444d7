"""The indices of power, one module each; see `charter.games.index_registry`."""
