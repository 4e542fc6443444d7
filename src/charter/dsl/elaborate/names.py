"""Names in scope: what is declared, where it is looked for, and what was asked of it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, NamedTuple

from attrs import define, field

from charter.dsl.syntax.source import Span


@define(eq=False)
class Declaration:
    """A declared name. `value` is made on first use by `make` (groups may refer to each other in any order), after
    those that it `names`."""

    kind: str
    name: str
    span: Span
    value: Any = None
    make: Callable[[], Any] | None = None
    names: Callable[[], list[Declaration]] = list
    used: bool = False
    making: bool = False

    def made(self) -> Any:
        """The value. The groups that it names are made before it, one by one, so that a long chain of them needs no
        deep recursion; one that leads back to a group under way is left to the clause that closes the circle."""
        waiting = [self] if self.value is None and self.make is not None and not self.making else []
        while waiting:
            entry = waiting[-1]
            named = [] if entry.making else [e for e in entry.names() if e.value is None and not e.making]
            entry.making = True
            if named:
                waiting += [e for e in dict.fromkeys(named) if e.make is not None]
                continue
            waiting.pop()
            if entry.value is None and entry.make is not None:
                entry.value = entry.make()
            entry.making = False
        return self.value


@define(eq=False)
class Names:
    """Names in scope: own, then those of the parents in order (file, imports), then the world's facts."""

    own: dict[str, Declaration] = field(factory=dict)
    parents: tuple[Names, ...] = ()
    uses_world: bool = False

    def find(self, name: str) -> Declaration | None:
        """The nearest entry of that name, or None."""
        entry = self.own.get(name)
        if entry is not None:
            return entry
        for parent in self.parents:
            entry = parent.find(name)
            if entry is not None:
                return entry
        return None

    @property
    def world(self) -> bool:
        """True when this scope, or one around it, says `use world`."""
        return self.uses_world or any(p.world for p in self.parents)

    def of_kind(self, kinds: Sequence[str]) -> list[str]:
        """The names of these kinds in scope (any kind when empty), for near-name help."""
        found = [n for n, e in self.own.items() if not kinds or e.kind in kinds]
        for parent in self.parents:
            found += parent.of_kind(kinds)
        return found


class Asked(NamedTuple):
    """One question about a name. `kinds` are the kinds of entry that may stand there (any, if empty), or `vocabulary`
    is the fixed list that the word must be of; `entry` is what was found, `names` the scope it was looked for in."""

    span: Span
    text: str
    kinds: tuple[str, ...]
    vocabulary: str | None
    entry: Declaration | None
    names: Names
