"""Facts of an institution, each worked out once and asked from here by rules, expectations, figures and commands."""
