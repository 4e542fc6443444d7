"""Clauses that a builder refused: what they say is not known."""

from __future__ import annotations

from attrs import frozen

from charter.dsl.syntax.source import Span
from charter.dsl.syntax.tree import Token, Tree

UNDERSTOOD = frozenset({"LNG102", "LNG208"})
"""Errors after which it is known what the text says: a missing first line, a name that is a keyword elsewhere."""


@frozen
class Fault:
    """A clause that a builder refused: its place, its node where it has one, and the institution being built."""

    span: Span
    node: Tree | Token | None = None
    within: str = ""
