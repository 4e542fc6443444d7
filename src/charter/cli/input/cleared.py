"""What is the original's own in a design, and is taken out of a copy: its history, its members, its sources."""

from __future__ import annotations

from collections.abc import Sequence

from charter.dsl.syntax.tree import Token, Tree

Change = tuple[int, int, str]
"""A piece of a text, from and to, and what comes in its place."""

_HISTORY = frozenset((
    "source", "founded", "ended", "seat", "entered", "milestone", "provisional", "preparatory", "contributor",
    "contributions", "note", "holders",
))  # fmt: skip
_IN_LINES = frozenset(("now", "in_practice"))


def cleared(institution: Tree, tokens: Sequence[Token]) -> list[Change]:
    """The changes that clear an institution: sources and the articles that rest on them, dates, the seat, members and
    holders, who paid what, and notes; its status becomes `proposed`, and all states are taken as its members.
    """
    changes: list[Change] = []
    assumed = any(each.kind == "assume" and each.first("assume_members") for each in institution.walk())
    for node in institution.walk():
        if node.kind in _HISTORY:
            changes.append((node.start, node.end, ""))
        elif node.kind == "members":
            changes.append((node.start, node.end, "" if assumed else "assume members: states"))
            assumed = True
        elif node.kind == "status":
            changes.append((node.start, node.end, "status proposed"))
        elif node.kind in _IN_LINES:
            before = max(token.start for token in tokens if token.kind == "," and token.start < node.start)
            changes.append((before, node.end, ""))
    inside = [t for t in tokens if t.kind == "CITE" and institution.start <= t.start < institution.end]
    changes += [(t.start, t.end, "") for t in inside]
    return _apart(changes)


def _apart(changes: list[Change]) -> list[Change]:
    """The changes without those that lie in another."""
    kept: list[Change] = []
    for start, end, text in sorted(changes, key=lambda each: (each[0], -each[1])):
        if not kept or start >= kept[-1][1]:
            kept.append((start, end, text))
    return kept
