"""Charter: write international institutions down, prove things about them, draw them."""

from charter._version import __version__

__all__ = ["__version__"]
