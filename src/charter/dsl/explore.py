"""What `explore` asks for: the charter read once more at each value of a parameter."""

from __future__ import annotations

from fractions import Fraction

from attrs import frozen

from charter.dsl.build.instead import Instead
from charter.dsl.findings import ERROR
from charter.dsl.load import Loaded, again
from charter.dsl.model.charter import Charter, Explore

MOST = 25
"""Values that are tried; where `explore` names more, as many spread evenly over them."""


@frozen
class Version:
    """The charter at a value of the parameter; None where it cannot be meant, `why` then says why."""

    value: Fraction
    charter: Charter | None
    why: str = ""


@frozen
class Tried:
    """A parameter, its value in the text, and the charter at each value tried, that of the text among them.

    `named` is how many values `explore` names; fewer may have been tried.
    """

    name: str
    present: Fraction
    versions: tuple[Version, ...]
    named: int


def tried(loaded: Loaded) -> tuple[Tried, ...]:
    """The parameters that a charter explores. Those that are times, and those of other files, are left out."""
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
        if span is None or not isinstance(now, Fraction):
            continue
        values, named = values_of(each)
        every = sorted({*values, now})
        found.append(Tried(each.name, now, tuple(_version(loaded, Instead({span: v}), v) for v in every), named))
    return tuple(found)


def values_of(each: Explore) -> tuple[tuple[Fraction, ...], int]:
    """The values to try, and how many `explore` names."""
    last = int((each.high - each.low) / each.by)
    taken = range(last + 1) if last < MOST else [round(n * last / (MOST - 1)) for n in range(MOST)]
    return tuple(each.low + n * each.by for n in taken), last + 1


def _version(loaded: Loaded, instead: Instead, value: Fraction) -> Version:
    read = again(loaded, instead)
    wrong = [f for f in read.findings if f.severity == ERROR and f not in loaded.findings]
    if wrong or read.charter is None:
        return Version(value, None, wrong[0].message if wrong else "it cannot be read")
    return Version(value, read.charter)
