"""A table of facts about states."""
