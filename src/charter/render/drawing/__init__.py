"""Drawings: shapes and text on a canvas, painted as SVG, PNG and PDF."""
