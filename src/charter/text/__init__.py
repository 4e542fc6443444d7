"""How numbers, lists and names are put into sentences, in one way everywhere."""
