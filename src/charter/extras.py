"""What Charter does with packages that are not installed with it: the extras, and the error that names the one missing.

Checking, counting, SVG and HTML need the core alone. What needs more asks here first, with `need`, and so the message
is the same wherever it is met.
"""

from __future__ import annotations

from importlib.util import find_spec

from charter.errors import CharterError

__all__ = ["EXTRAS", "MissingExtraError", "need"]

EXTRAS = {
    "pdf": (
        "PDF and PNG",
        {
            "fontTools": "fonttools",
            "fpdf": "fpdf2",
            "pygraphviz": "pygraphviz",
            "pypdf": "pypdf",
            "uharfbuzz": "uharfbuzz",
        },
    ),
    "editor": (
        "the language server",
        {"lsprotocol": "lsprotocol", "pygls": "pygls", "websockets": "websockets"},
    ),
    "documents": (
        "figures in Markdown and Sphinx documents",
        {"docutils": "docutils", "markdown": "markdown", "pygments": "pygments", "sphinx": "sphinx"},
    ),
    "notebook": ("pictures in notebooks", {"IPython": "ipython"}),
}
"""Each extra of `pyproject.toml`: what it is for, and its packages, module by distribution."""


class MissingExtraError(CharterError):
    """Something was asked for that needs an extra of Charter which is not installed.

    `extra` is its name; `packages` are those that are missing, as pip calls them.
    """

    def __init__(self, extra: str, packages: tuple[str, ...]) -> None:
        self.extra = extra
        self.packages = packages
        what = EXTRAS[extra][0]
        verb = "needs" if what.startswith("the ") else "need"
        super().__init__(
            f"{what} {verb} the extra `{extra}` of Charter, of which some packages are not installed: "
            f"python -m pip install {' '.join(packages)}"
        )


def need(extra: str) -> None:
    """Go on only where every package of an extra is installed; nothing is imported here.

    Raises:
        MissingExtraError: one is missing.
    """
    missing = tuple(package for module, package in EXTRAS[extra][1].items() if find_spec(module) is None)
    if missing:
        raise MissingExtraError(extra, missing)
