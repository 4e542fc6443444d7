"""What of a text was not understood: stretches that recovery left unread, and clauses that a builder refused."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence

from attrs import define, field, frozen

from charter.dsl.syntax.messages import Problem
from charter.dsl.syntax.source import Span
from charter.dsl.syntax.tree import Token, Tree

DECLARING = (
    "organ", "decision", "obligation", "fund", "source", "group", "areas", "let", "data", "domain", "function", "party",
    "outside",
)  # fmt: skip
"""Clauses that do no more than declare a part: whoever uses it names it."""


@frozen
class Unread:
    """A stretch of the text that was not understood: the clause that was left out from `start`, with its first word
    `head` (empty where no whole clause was), shown at `shown`, all by offsets. `wide`: it is not known either which
    clauses belong to which block around it."""

    start: int
    shown: tuple[int, int]
    head: str = ""
    wide: bool = False


@define(eq=False)
class Losses:
    """What recovery has left out so far, as stretches of offsets with their first words; `heads` are the names that may
    have been declared there."""

    stretches: list[tuple[int, int, str]] = field(factory=list)
    heads: set[str] = field(factory=set)

    def add(self, tokens: Sequence[Token], keywords: Collection[str], declares: bool) -> None:
        """Leave these tokens out; `declares`: where they stood, names can be declared."""
        if not tokens:
            return
        head = tokens[0].text
        self.stretches.append((tokens[0].start, max(token.end for token in tokens), head))
        if declares and (head in DECLARING or head not in keywords):
            self.heads.update(token.text for token in tokens[:2] if token.kind == "NAME" or token.kind in keywords)

    def unread(self, problems: Iterable[Problem], braces: Collection[int], end: int | None) -> tuple[Unread, ...]:
        """What was not understood, in order: each problem with the stretch that it made unreadable, and each stretch
        without one. `braces` are the offsets of those that do not pair; `end` is where reading was given up."""
        found: list[Unread] = []
        told: set[int] = set()
        for problem in problems:
            if problem.code == "LNG102":
                continue
            wide = problem.code in ("LNG103", "LNG105") or problem.start in braces
            shown = (problem.start, problem.end)
            over = [n for n, (start, stop, _) in enumerate(self.stretches) if start <= problem.start <= stop]
            told.update(over)
            found += [Unread(self.stretches[n][0], shown, self.stretches[n][2], wide) for n in over]
            if not over or wide:
                found.append(Unread(problem.start, shown, "", wide))
        rest = (stretch for n, stretch in enumerate(self.stretches) if n not in told)
        found += [Unread(start, (start, stop), head) for start, stop, head in rest]
        found += [Unread(offset, (offset, offset + 1), "", True) for offset in sorted(braces)]
        if end is not None:
            found.append(Unread(end, (end, end), "", True))
        return tuple(found)


UNDERSTOOD = frozenset({"LNG102", "LNG208"})
"""Errors after which it is known what the text says: a missing first line, a name that is a keyword elsewhere."""


@frozen
class Fault:
    """A clause that a builder refused: its place, its node where it has one, and the institution being built."""

    span: Span
    node: Tree | Token | None = None
    within: str = ""
