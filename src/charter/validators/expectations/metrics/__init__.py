"""The metrics of expressions, one module a metric or small family; each docstring is its page."""
