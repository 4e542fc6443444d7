"""The fixed sentences of an `expect` block, one module a subject."""
