"""What `explore` asks for: the charter read once more at each value of a parameter."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from functools import cached_property

from attrs import field, frozen

from charter.dsl.load import Loaded, again, new_errors
from charter.dsl.model.charter import Charter, Explore
from charter.dsl.overrides import Instead
from charter.dsl.syntax.source import Span

MOST = 25
"""Values that are tried; where `explore` names more, as many spread evenly over them."""


@frozen
class Version:
    """The charter at a value of the parameter; None where it cannot be meant, `why` then says why."""

    value: Fraction
    charter: Charter | None
    why: str = ""


@frozen
class Sweep:
    """A parameter with the values that are tried, that of the text (`present`) among them; `named` is how many
    `explore` names. Where it cannot be varied `present` is None, and `why` says why."""

    name: str
    present: Fraction | None = None
    values: tuple[Fraction, ...] = ()
    named: int = 0
    why: str = ""
    loaded: Loaded | None = field(default=None, eq=False, repr=False)
    declared: Span | None = field(default=None, eq=False, repr=False)

    @cached_property
    def versions(self) -> tuple[Version, ...]:
        """The charter at each value, read when asked for."""
        return tuple(self._versions())

    def _versions(self) -> Iterator[Version]:
        if self.loaded is None or self.declared is None:
            return
        for value in self.values:
            read = again(self.loaded, Instead({self.declared: value}))
            wrong = new_errors(read, self.loaded)
            if wrong or read.charter is None:
                yield Version(value, None, wrong[0].message if wrong else "it cannot be read")
            else:
                yield Version(value, read.charter)


def sweeps(loaded: Loaded) -> tuple[Sweep, ...]:
    """The parameters that a charter explores. Nothing is read anew before a sweep's `versions` are asked for."""
    if loaded.charter is None or loaded.parsed is None:
        return ()
    declared = {
        name.text: loaded.parsed.source.span(name.start, name.end)
        for node in loaded.parsed.tree.trees()
        if node.kind == "let" and (name := node.token("NAME")) is not None
    }
    present = {let.name: let.value for let in loaded.charter.lets}
    found = []
    for each in loaded.charter.explores:
        now, span = present.get(each.name), declared.get(each.name)
        if span is None:
            found.append(Sweep(each.name, why="it is named in another file and is not varied here"))
        elif not isinstance(now, Fraction):
            found.append(Sweep(each.name, why="it is a time and is not varied"))
        else:
            values, named = values_of(each)
            found.append(Sweep(each.name, now, tuple(sorted({*values, now})), named, loaded=loaded, declared=span))
    return tuple(found)


def values_of(each: Explore) -> tuple[tuple[Fraction, ...], int]:
    """The values to try, and how many `explore` names."""
    last = int((each.high - each.low) / each.by)
    taken = range(last + 1) if last < MOST else [round(n * last / (MOST - 1)) for n in range(MOST)]
    return tuple(each.low + n * each.by for n in taken), last + 1
