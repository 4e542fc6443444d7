"""A landscape as a table for people, as JSON (`docs/schema/landscape-1.json`), and as CSV."""

from __future__ import annotations

import json
import textwrap
from collections.abc import Iterator, Sequence
from typing import Any

from charter.analysis.mandates.coverage import Body, Cell, Coverage, Holding, Overlap
from charter.cli.output.formats.plain import plain
from charter.cli.output.formats.rows import csv_text
from charter.cli.terminal import Paint, visible, width
from charter.text.wording import percent

VERSION = 1
LINE = 110
COLUMNS = (
    "landscape", "function", "domain", "needed", "force_needed", "institution", "holds", "force", "organ",
    "articles", "states", "share_of_states", "share_of_people",
)  # fmt: skip


# ---- JSON ----------------------------------------------------------------------------------------


def as_json(landscapes: Sequence[Coverage]) -> str:
    """Version 1 of the contract, ASCII only; exact numbers are strings (`"7/193"`)."""
    return json.dumps({"version": VERSION, "landscapes": [_landscape(each) for each in landscapes]}, indent=1) + "\n"


def _landscape(coverage: Coverage) -> dict[str, Any]:
    return {
        "name": coverage.name,
        "title": coverage.title,
        "universe": coverage.universe,
        "institutions": [_body(each) for each in coverage.bodies],
        "cells": [_cell(each) for each in coverage.cells],
        "gaps": [{"function": each.function, "domain": each.domain} for each in coverage.gaps],
        "overlaps": [_overlap(each) for each in coverage.overlaps],
        "members": {
            "in_all": plain(coverage.in_all),
            "in_none": plain(coverage.in_none),
            "people_in_none": plain(coverage.people_in_none),
            "regions": plain(coverage.regions),
        },
    }


def _body(body: Body) -> dict[str, Any]:
    return {
        "name": body.name,
        "title": body.title,
        "described": body.described,
        "mandated": body.mandated,
        "complete": body.complete,
        "parties": plain(body.parties),
        "states": None if body.states is None else len(body.states),
        "share_of_states": plain(body.share_of_states),
        "share_of_people": plain(body.share_of_people),
    }


def _cell(cell: Cell) -> dict[str, Any]:
    return {
        "function": cell.function,
        "domain": cell.domain,
        "needed": cell.need is not None,
        "force_needed": cell.need.force if cell.need is not None else None,
        "citations": [str(c) for c in cell.need.citations] if cell.need is not None else [],
        "held_by": [_holding(each) for each in cell.holdings],
    }


def _holding(holding: Holding) -> dict[str, Any]:
    task = holding.task
    return {
        "institution": holding.body,
        "holds": holding.fit,
        "function": task.function,
        "domain": task.domain,
        "force": task.force,
        "organ": task.through,
        "decided_by": task.decided_by,
        "citations": [str(c) for c in task.citations],
        "file": task.span.file,
        "line": task.span.line,
    }


def _overlap(overlap: Overlap) -> dict[str, Any]:
    return {
        "institutions": [overlap.first, overlap.second],
        "cells": [{"function": f, "domain": d} for f, d in overlap.cells],
        "link": overlap.tie,
        "common_states": overlap.common,
        "all_states": overlap.together,
        "jaccard": plain(overlap.jaccard),
        "only_first": list(overlap.only_first),
        "only_second": list(overlap.only_second),
    }


# ---- CSV -----------------------------------------------------------------------------------------


def as_csv(landscapes: Sequence[Coverage]) -> str:
    """One row for each institution in each cell, and one with empty columns for a cell that nobody holds."""
    rows: list[Sequence[Any]] = [COLUMNS]
    for coverage in landscapes:
        bodies = {each.name: each for each in coverage.bodies}
        for cell in coverage.cells:
            for holding in cell.holdings or (None,):
                rows.append(_row(coverage, cell, holding, bodies))
    return csv_text(rows)


def _row(coverage: Coverage, cell: Cell, holding: Holding | None, bodies: dict[str, Body]) -> list[str]:
    need = cell.need
    row = [coverage.name, cell.function, cell.domain, "yes" if need else "no", (need.force or "") if need else ""]
    if holding is None:
        return row + [""] * (len(COLUMNS) - len(row))
    body, task = bodies[holding.body], holding.task
    articles = "; ".join(str(c) for c in task.citations)
    row += [body.name, holding.fit, task.force or "", task.through or "", _harmless(articles)]
    counts = (None if body.states is None else len(body.states), body.share_of_states, body.share_of_people)
    return [*row, *("" if count is None else str(count) for count in counts)]


def _harmless(text: str) -> str:
    """A text that no spreadsheet takes for a formula."""
    return f"'{text}" if text[:1] in ("=", "+", "-", "@", "\t", "\r") else text


# ---- table ---------------------------------------------------------------------------------------


def as_table(landscapes: Sequence[Coverage], paint: Paint) -> str:
    """For people: institutions, cells, gaps, overlaps, members of all and of none."""
    lines: list[str] = []
    for coverage in landscapes:
        lines += [""] * bool(lines) + list(_lines(coverage, paint))
    return "\n".join(lines) + "\n"


def _lines(coverage: Coverage, paint: Paint) -> Iterator[str]:
    title = f": {visible(coverage.title)}" if coverage.title else ""
    yield paint("strong", f"{visible(coverage.name)}{title}")
    yield ""
    yield paint("strong", "institutions") + f" (of {coverage.universe} states, and of their people)"
    yield from _rows([(visible(b.name), _members(b), visible(b.title or "")) for b in coverage.bodies])
    yield ""
    yield paint("strong", "who covers what")
    yield from _rows([_cell_row(c) for c in coverage.cells] or [("nothing", "", "")])
    needs = [c for c in coverage.cells if c.need is not None]
    if needs:
        yield ""
        yield paint("strong", f"needed and held by {coverage.nobody}: {len(coverage.gaps)} of {len(needs)}")
        yield from (f"  {_name(c)}" for c in coverage.gaps)
        if coverage.gaps and coverage.reserve is not None:
            yield visible(f"  ({coverage.reserve})")
    if coverage.overlaps:
        yield ""
        yield paint("strong", "the same task twice")
        for overlap in coverage.overlaps:
            yield from _overlap_lines(overlap)
    yield ""
    yield from _all_and_none(coverage, paint)


def _members(body: Body) -> str:
    if body.states is None or body.share_of_states is None or body.share_of_people is None:
        return "members not stated" if body.described else "not described"
    states = f"{len(body.states)} state{'' if len(body.states) == 1 else 's'}"
    return f"{states}, {percent(body.share_of_states)}, people {percent(body.share_of_people)}"


def _name(cell: Cell) -> str:
    return visible(f"{cell.function.replace('_', ' ')} in {cell.domain}")


def _cell_row(cell: Cell) -> tuple[str, str, str]:
    mark = "" if cell.need is None else "needed, binding" if cell.need.force == "binding" else "needed"
    held = ", ".join(
        visible(h.body) + (f" ({'; '.join(_how(h))})" if _how(h) else "") for h in cell.holdings
    )  # fmt: skip
    return _name(cell), mark, held or "nobody"


def _how(holding: Holding) -> list[str]:
    """What to say of a holding: its force, and how it covers the cell where not exactly."""
    fit = {"wider": f"as part of {holding.task.domain}", "in part": f"only {holding.task.domain}"}.get(holding.fit)
    force = "without force" if holding.task.force == "none" else holding.task.force
    return [visible(each) for each in (force, fit) if each]


def _overlap_lines(overlap: Overlap) -> Iterator[str]:
    cells = ", ".join(f"{f.replace('_', ' ')} in {d}" for f, d in overlap.cells)
    yield visible(f"  {overlap.first} and {overlap.second}: {cells}")
    if overlap.jaccard is None:
        told = "members not stated"
    else:
        told = f"{overlap.common} of {overlap.together} states in both (Jaccard index {percent(overlap.jaccard)})"
    yield visible(f"    {told}; {overlap.tie or 'no clause links them'}")
    for name, only in ((overlap.first, overlap.only_first), (overlap.second, overlap.only_second)):
        if only:
            more = f" and {len(only) - 5} others" if len(only) > 5 else ""
            yield visible(f"    only in {name}: {', '.join(only[:5])}{more}")


def _all_and_none(coverage: Coverage, paint: Paint) -> Iterator[str]:
    if coverage.in_all is not None:
        yield paint("strong", f"in all: {len(coverage.in_all)} of {coverage.universe} states")
        yield from textwrap.wrap(" ".join(coverage.in_all), LINE, initial_indent="  ", subsequent_indent="  ")
    if coverage.in_none is None or coverage.people_in_none is None:
        yield "which states are in none is not known: not all members are stated"
        return
    people = percent(coverage.people_in_none)
    yield paint("strong", f"in none: {len(coverage.in_none)} of {coverage.universe} states, {people} of the people")
    yield from textwrap.wrap(" ".join(coverage.in_none), LINE, initial_indent="  ", subsequent_indent="  ")
    yield from _rows(
        [(r.name, f"{r.in_none} of {r.states} in none", f"{r.in_all} in all") for r in coverage.regions]
    )  # fmt: skip


def _rows(rows: Sequence[tuple[str, str, str]]) -> Iterator[str]:
    """Three columns, the last one wrapped beside the others."""
    first = max((width(row[0]) for row in rows), default=0)
    second = max((width(row[1]) for row in rows), default=0)
    for one, two, three in rows:
        middle = f"{two}{' ' * (second - width(two))}  " if second else ""
        start = f"  {one}{' ' * (first - width(one))}  {middle}"
        room = max(LINE - first - second, 40)
        parts = textwrap.wrap(three, room) or [""]
        yield (start + parts[0]).rstrip()
        yield from (" " * width(start) + part for part in parts[1:])
