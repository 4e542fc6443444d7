"""Where Charter lives."""

HOME = "https://charter.example/charter"
"""The address of the repository, from which rule pages are linked. Until it has a public one, this is a name that RFC
2606 reserves, so that nobody else can ever answer there."""
