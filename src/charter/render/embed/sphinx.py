"""A Sphinx extension: the directive `charter` draws the charter in it, or that of a file.

    extensions = ["charter.render.embed.sphinx"]

    .. charter:: iaia.charter
       :diagram: decision
       :of: find_breach

The figure is made as SVG, PDF and PNG, so that each builder takes what it can show. A charter that cannot be drawn is
an error at its line.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from typing import Any, ClassVar

from docutils import nodes
from docutils.parsers.rst import directives
from sphinx.application import Sphinx
from sphinx.util.docutils import SphinxDirective

from charter._version import __version__
from charter.names import PICTURE_FORMATS
from charter.render.embed.fences import FenceError, drawn


class CharterDirective(SphinxDirective):
    """`.. charter:: [FILE]` with the charter as content where no file is named."""

    has_content = True
    optional_arguments = 1
    final_argument_whitespace = True
    option_spec: ClassVar[dict[str, Callable[[str], Any]]] = {
        **dict.fromkeys(("diagram", "of", "institution", "theme", "caption"), directives.unchanged),
        "name": directives.unchanged,
        "width": directives.length_or_percentage_or_unitless,
        "alt": directives.unchanged,
        "align": lambda given: directives.choice(given, ("left", "center", "right")),
    }

    def run(self) -> list[nodes.Node]:
        """A figure with its caption."""
        source, _ = self.get_source_info()
        here = Path(source).parent if source else Path(self.env.srcdir)
        asked = {key: value for key, value in self.options.items() if key in ("of", "institution", "theme", "caption")}
        asked["diagram"] = self.options.get("diagram", "structure")
        if self.arguments:
            asked["file"] = self.arguments[0]
            self.env.note_dependency(str((here / self.arguments[0]).resolve()))
        try:
            made = [drawn("\n".join(self.content), asked, here, form) for form in PICTURE_FORMATS]
        except FenceError as error:
            raise self.error(f"this charter cannot be drawn: {error}") from error
        folder = Path(self.env.doctreedir) / "charter-figures"
        folder.mkdir(parents=True, exist_ok=True)
        for form, figure in zip(PICTURE_FORMATS, made, strict=True):
            (folder / f"{figure.stem}.{form}").write_bytes(figure.content)
        return [self._node(folder / made[0].stem, made[0].title)]

    def _node(self, stem: Path, title: str) -> nodes.Node:
        beside = Path(self.env.doc2path(self.env.docname)).parent
        address = Path(os.path.relpath(stem, beside)).as_posix() + ".*"
        image = nodes.image(uri=address, alt=self.options.get("alt", title))
        if "width" in self.options:
            image["width"] = self.options["width"]
        figure = nodes.figure("", image, nodes.caption(title, title))
        figure["align"] = self.options.get("align", "default")
        self.add_name(figure)
        return figure


def setup(app: Sphinx) -> dict[str, Any]:
    """What Sphinx calls."""
    app.add_directive("charter", CharterDirective)
    return {"version": __version__, "parallel_read_safe": True, "parallel_write_safe": True}
