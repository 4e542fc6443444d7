"""The rules, a folder a family; what a rule is and what it is given."""
