"""Tables as they are in the wild: one reader, with one set of diagnostics."""
