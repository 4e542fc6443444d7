"""Charters, diagrams, charts and reports show themselves in notebooks."""

from __future__ import annotations

import xml.etree.ElementTree as ET
from collections.abc import Callable
from types import SimpleNamespace
from typing import Any

from report_cases import loaded, report_of

from charter.dsl.model import Charter, Institution
from charter.render import diagram
from charter.render.notebook import load_ipython_extension


class Formatter:
    def __init__(self) -> None:
        self.known: dict[type, Callable[[Any], str]] = {}

    def for_type(self, kind: type, show: Callable[[Any], str]) -> None:
        self.known[kind] = show


def charter_of(name: str) -> Charter:
    charter = loaded(name).charter
    assert charter is not None
    return charter


def test_diagrams_and_charts_are_their_svg() -> None:
    charter = charter_of("iaea")
    for kind, name in (("structure", None), ("seats", "Board"), ("decision", "suspend")):
        drawn = diagram(kind, charter.institutions[0], charter, name)
        root = ET.fromstring(drawn._repr_svg_())
        assert root.tag == "{http://www.w3.org/2000/svg}svg"
        assert root[0].text == drawn.scene.title


def test_ipython_learns_to_show_charters_and_institutions() -> None:
    html, svg = Formatter(), Formatter()
    formatters = {"text/html": html, "image/svg+xml": svg}
    load_ipython_extension(SimpleNamespace(display_formatter=SimpleNamespace(formatters=formatters)))
    landscape = html.known[Charter](charter_of("ai_2026"))
    assert landscape.count("<svg ") == len(charter_of("ai_2026").institutions) + 1
    shown = svg.known[Institution](charter_of("iaea").institutions[0])
    assert "Board of Governors" in shown


def test_a_report_is_a_frame() -> None:
    assert report_of("iaea")._repr_html_().startswith("<iframe sandbox srcdoc=")
