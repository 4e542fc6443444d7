"""What an institution is to a party: its say, what it bears and gets, what its absence changes."""
