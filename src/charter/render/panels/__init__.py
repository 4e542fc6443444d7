"""Parts of figures that are drawn in panels of their own."""
