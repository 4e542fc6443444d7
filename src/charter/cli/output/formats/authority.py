"""The page of `charter check --focus authority`: scores by area with the parts they come from, and as data."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from typing import TYPE_CHECKING, Any

from charter.cli.output.formats.plain import plain
from charter.cli.output.formats.sheets import Sheet

if TYPE_CHECKING:
    from charter.analysis.authority import Authority

SOURCE = "after Hooghe, Marks et al., Measuring International Authority (2017); docs/authority.md says how"


def sheets(page: Authority) -> Iterator[Sheet]:
    """The scores by area, then how each was had."""
    name = f"{page.institution} ({page.title})" if page.title else page.institution
    rows = [(a.name, _score(a.pooling), _score(a.delegation)) for a in page.areas]
    rows.append(("mean", _score(page.pooling), _score(page.delegation)))
    yield Sheet(f"Authority of {name}", ("area", "pooling", "delegation"), tuple(rows), (SOURCE,), main=True)
    for area in page.areas:
        lines = [
            f"{piece.name}: pooling {_score(piece.pooling)}, delegation {_score(piece.delegation)} "
            f"({'; '.join(piece.why)})"
            for piece in area.pieces
        ]
        if area.missing is not None:
            lines.append(f"not stated: {area.missing}")
        yield Sheet(area.name.capitalize(), lines=tuple(lines))


def _score(value: Fraction | None) -> str:
    return "-" if value is None else f"{float(value):.2f}"


def as_data(page: Authority) -> dict[str, Any]:
    """The page as plain data; exact numbers are strings such as `2/3`."""
    return {
        "institution": page.institution,
        "pooling": plain(page.pooling),
        "delegation": plain(page.delegation),
        "areas": plain(page.areas),
        "gaps": list(page.gaps),
    }
