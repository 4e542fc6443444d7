"""Choosing between designs: spaces of them explored, and one mended."""
