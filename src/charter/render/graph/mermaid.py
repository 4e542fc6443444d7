"""Boxes and arrows as a Mermaid flowchart, for forges and wikis that draw it (https://mermaid.js.org/syntax/flowchart).

Ids are numbers of our own; of a text every character that could mean something to Mermaid or HTML is written as its
number (`#60;`), so that no text of a charter is ever read as anything but text.
"""

from __future__ import annotations

import unicodedata

from charter.dsl.joiners import is_joiner
from charter.render.drawing.text import bounded, wrap
from charter.render.graph.flow import FlowBox, FlowChart

_SAFE = frozenset(" .,:()/%+'-=?!–—’“”…")
_SHAPES = {"outside": ('(["', '"])'), "members": ('[["', '"]]')}
_ROOM, _SIZE = 260.0, 9.0
LONGEST = 300


def to_mermaid(flow: FlowChart) -> str:
    """The flow as the text of a Mermaid flowchart."""
    names = {point.id: f"n{number}" for number, point in enumerate(flow.points)}
    lines = ["---", f'title: "{_escaped(bounded(flow.title))}"', "---", f"flowchart {'TD' if flow.down else 'LR'}"]
    lines += [f"  {names[point.id]}{_box(point)}" for point in flow.points]
    for tie in flow.ties:
        arrow = "-.->" if tie.dashed else "-->"
        label = f'|"{_lines(tie.label)}"|' if tie.label else ""
        lines.append(f"  {names[tie.tail]} {arrow}{label} {names[tie.head]}")
    missing = [names[point.id] for point in flow.points if point.kind == "missing"]
    if missing:
        lines += ["  classDef missing stroke-dasharray: 4 3", f"  class {','.join(missing)} missing"]
    return "\n".join(lines) + "\n"


def _box(point: FlowBox) -> str:
    front, back = _SHAPES.get(point.kind, ('["', '"]'))
    words = "<br/>".join(filter(None, (_lines(line) for line in (point.title, *point.lines)))) or " "
    return f"{front}{words}{back}"


def _lines(text: str) -> str:
    return "<br/>".join(_escaped(line) for line in wrap(text, _ROOM, _SIZE, lines=40, longest=LONGEST))


def _escaped(text: str) -> str:
    return "".join(char if _is_safe(char) or is_joiner(text, at) else f"#{ord(char)};" for at, char in enumerate(text))


def _is_safe(char: str) -> bool:
    """Letters with their marks and digits mean nothing to Mermaid, nor do these signs."""
    return char.isalnum() or char in _SAFE or unicodedata.category(char) in ("Mn", "Mc")
