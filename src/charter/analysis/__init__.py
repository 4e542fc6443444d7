"""Facts of an institution that rules, expectations and figures ask for, each worked out once."""
