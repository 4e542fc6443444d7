"""From syntax tree to model: one module a part of the charter, all working in one Context."""
