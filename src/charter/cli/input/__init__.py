"""What the command line is given: targets, decisions, groups, weights."""
