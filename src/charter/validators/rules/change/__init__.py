"""Change: how the text is amended, what cannot be changed, when it is looked at again."""
