"""The table of an exploration as one page that needs nothing else: a picture of any two columns, filters, the rows.

What is pointed at in the picture is marked in the table, and the other way round. The page fetches nothing: its
content security policy allows its own script, by digest, and its own style. Everything from the charter reaches the
page as data, and the script sets it as text.
"""

from __future__ import annotations

import hashlib
import json
from base64 import b64encode
from fractions import Fraction
from functools import cache
from importlib.resources import files
from typing import Any

from charter.cli.exploring.table import ExploredTable, heading, reason
from charter.cli.terminal import visible
from charter.designing.judging import Judgement
from charter.designing.questions import NUMBER, told
from charter.text.wording import number

MOST_ROWS = 20_000
"""Rows that a page holds."""


def page(table: ExploredTable) -> str:
    """The page as HTML."""
    from html import escape

    style, script = _asset("page.css"), _asset("page.js")
    digest = "sha256-" + b64encode(hashlib.sha256(script.encode()).digest()).decode()
    title = f"{visible(table.plan.institution)}: {number(len(table.rows), 'design')}"
    policy = (
        f"default-src 'none'; style-src 'unsafe-inline'; script-src '{digest}'; base-uri 'none'; form-action 'none'"
    )
    return (
        '<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{policy}">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{escape(title)}</title>\n<style>\n{style}</style>\n</head>\n<body>\n<h1>{escape(title)}</h1>\n"
        '<p id="said"></p>\n<div id="controls"></div>\n<div id="picture"></div>\n'
        '<p id="count" aria-live="polite"></p>\n'
        '<div id="rows"></div>\n<noscript><p>The table is shown by a script in this file; '
        "<code>charter explore --format markdown</code> makes one that needs none.</p></noscript>\n"
        f'<script type="application/json" id="data">{_inside(_data(table))}</script>\n<script>{script}</script>\n'
        "</body>\n</html>\n"
    )


@cache
def _asset(name: str) -> str:
    return (files("charter.cli.exploring") / name).read_text(encoding="utf-8")


def _inside(data: dict[str, Any]) -> str:
    """JSON that cannot end the element it stands in."""
    return json.dumps(data, separators=(",", ":")).replace("<", "\\u003c")


def _data(table: ExploredTable) -> dict[str, Any]:
    """The columns, with the kind of each, and the rows: for a number what is shown and where it is drawn."""
    rows = table.rows[:MOST_ROWS]
    said = [f"A search, not the whole space: {table.sampled}."] if table.sampled else []
    if len(rows) < len(table.rows):
        said.append(f"The first {len(rows):,} of {len(table.rows):,} designs; a CSV table has all.")
    columns = [{"name": "design", "kind": "number"}]
    columns += [{"name": visible(name), "kind": "number"} for name in table.dimensions]
    columns += [
        {"name": visible(heading(q)), "kind": "number" if q.kind == NUMBER else "word"} for q in table.questions
    ]
    columns += [{"name": visible(text), "kind": "word"} for text in table.expected]
    columns += [{"name": "kept", "kind": "word"}] * table.keeps + [{"name": "best", "kind": "word"}] * table.goals
    columns += [{"name": "why not", "kind": "text"}]
    return {"columns": columns, "rows": [_row(table, row) for row in rows], "said": " ".join(said)}


def _row(table: ExploredTable, row: Judgement) -> list[Any]:
    cells: list[Any] = [[str(row.number), row.number]]
    for setting in table.plan.space.settings(row.number):
        value = setting.value if isinstance(setting.value, Fraction) else setting.value.days
        cells.append([visible(setting.text), None if value is None else float(value)])
    for n, question in enumerate(table.questions):
        answer = row.answers[n] if row.answers else None
        if question.kind == NUMBER:
            middle = None
            if answer is not None and answer.least is not None and answer.most is not None:
                middle = float((answer.least + answer.most) / 2)
            cells.append(["–" if answer is None else told(answer), middle])
        else:
            cells.append(answer.verdict if answer is not None else "–")
    cells += row.verdicts or ["–"] * len(table.expected)
    cells += [table.kept(row)] if table.keeps else []
    cells += ["yes" if row.number in (table.best or ()) else "no"] if table.goals else []
    return [*cells, visible(reason(table, row))]
