"""The structure of an institution as boxes and arrows, laid out."""
