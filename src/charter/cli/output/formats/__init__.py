"""Parts of which the forms of `check` are made, and the forms of the other commands."""
