"""A decision of a charter as a simple game: who votes, with what weight, under which rule, whoever sits."""
