"""Charters in notebooks: `%load_ext charter.render.notebook` shows a charter or an institution as its picture.

Diagrams, charts and reports show themselves. Charters are of a layer that draws nothing, so that IPython is told here
how to show them.
"""

from __future__ import annotations

from typing import Any

from charter.dsl.model import Charter, Institution


def institution_svg(institution: Institution) -> str:
    """The structure of an institution; what it names outside itself keeps its name."""
    from charter.render.diagrams import diagram

    return diagram("structure", institution, Charter("", 1, institutions=(institution,)))._repr_svg_()


def charter_html(charter: Charter) -> str:
    """The pictures of a charter one below the other: structures, and landscapes."""
    from charter.render.diagram import inline
    from charter.render.diagrams import diagram

    made = [diagram("structure", each, charter) for each in charter.institutions]
    made += [diagram("landscape", None, charter, each.name) for each in charter.landscapes]
    return "".join(f"<div>{inline(each, f'charter-{n}')}</div>" for n, each in enumerate(made))


def load_ipython_extension(shell: Any) -> None:
    """Called by IPython for `%load_ext charter.render.notebook`."""
    formatters = shell.display_formatter.formatters
    formatters["text/html"].for_type(Charter, charter_html)
    formatters["image/svg+xml"].for_type(Institution, institution_svg)
