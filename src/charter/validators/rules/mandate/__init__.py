"""Rules on mandate: whether what is to be done can be done."""
