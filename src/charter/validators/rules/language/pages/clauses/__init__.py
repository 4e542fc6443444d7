"""What can be wrong with clauses and where they stand."""
