"""What the builders ask of the names of a text: for editors, which show what a name means and what
could stand there."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from charter.dsl.syntax.source import Span

if TYPE_CHECKING:
    from charter.dsl.elaborate.context import Declaration, Names


class Asked(NamedTuple):
    """One question about a name. `kinds` are the kinds of entry that may stand there (any, if empty), or `vocabulary`
    is the fixed list that the word must be of; `entry` is what was found, `names` the scope it was looked for in."""

    span: Span
    text: str
    kinds: tuple[str, ...]
    vocabulary: str | None
    entry: Declaration | None
    names: Names
