"""Charts: seats, strips by group, power, representation, trade-offs, coverage, comparison.

They are drawings like the diagrams (`charter.render.drawing.scene`), so that formats, themes, text and checks are the
same.
Every number is taken from the games and validators that the tables take it from; it becomes a float only where it
becomes a length on paper.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from importlib import import_module
from typing import TYPE_CHECKING

from charter.dsl.model import Charter, Institution
from charter.render.diagram import Diagram, NothingToDrawError

if TYPE_CHECKING:
    from charter.dsl.sweep import Sweep

CHARTS = ("seats", "strips", "power", "lorenz", "tradeoff", "coverage", "compare")

NAMED = {
    "seats": "organ", "strips": "organ", "power": "decision", "lorenz": "organ", "tradeoff": "decision",
    "coverage": "landscape",
}  # fmt: skip
"""What the name of a chart is of."""


def chart(
    kind: str,
    institution: Institution | None,
    charter: Charter,
    name: str | None = None,
    others: Sequence[Charter] = (),
    explored: Sequence[Sweep] = (),
) -> Diagram:
    """A chart of an organ, a decision or a landscape; `compare` is of all institutions of the charter and of `others`.
    `tradeoff` is also over the parameters that are `explored`.

    Raises:
        NothingToDrawError: the charter does not state what the chart would show; the message says what.
    """
    from charter.render.charts.subjects import named
    from charter.render.words.names import own_words

    if kind == "compare":
        from charter.render.charts.compare import compare_chart

        return compare_chart([charter, *others])
    if kind == "coverage":
        from charter.render.charts.coverage import coverage_chart

        return coverage_chart(charter, name)
    if institution is None:
        raise NothingToDrawError("this charter has no institution to draw")
    module = import_module(f"charter.render.charts.{kind}")
    make: Callable[..., Diagram] = getattr(module, f"{kind}_chart")
    more = {"explored": explored} if kind == "tradeoff" else {}
    with own_words(institution, charter):
        return make(institution, charter, named(kind, institution, charter, name), **more)


__all__ = ["CHARTS", "NAMED", "chart"]
