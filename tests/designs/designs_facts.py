"""Reading shipped designs for tests: parts by name, and rules in short."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import Any

import attrs

from charter.designs import designs
from charter.dsl.load import Loaded, load
from charter.dsl.model import (
    AllBut,
    AllOf,
    AnyOf,
    Base,
    Charter,
    Concurring,
    Consensus,
    Count,
    Decision,
    Institution,
    NoNegativeVote,
    NotOpposed,
    Organ,
    ReverseConsensus,
    Rule,
    SeatLine,
    Share,
    Unanimity,
    Unless,
)

NAMES = tuple(designs())
EXISTING = tuple(name for name, design in designs().items() if design.kind == "institutions")
P5 = ("CHN", "FRA", "GBR", "RUS", "USA")
TEN = ("BRA", "CHN", "DEU", "FRA", "GBR", "IND", "ITA", "JPN", "RUS", "USA")


@cache
def loaded(name: str) -> Loaded:
    return load(name)


def charter(name: str) -> Charter:
    found = loaded(name).charter
    assert found is not None
    return found


def institution(name: str) -> Institution:
    return charter(name).institutions[0]


def organ(name: str, which: str) -> Organ:
    found = institution(name).organ(which)
    assert found is not None, which
    return found


def decision(name: str, which: str) -> Decision:
    found = institution(name).decision(which)
    assert found is not None, which
    return found


def lines(name: str, which: str) -> tuple[SeatLine, ...]:
    seats = organ(name, which).seats
    assert seats is not None
    return seats.lines


def base(of: Base) -> str:
    words = {"column": of.column, "group": of.group and of.group.text, "chamber": f"chamber {of.chamber}"}
    text = words.get(of.kind) or of.kind
    return f"{text} from {of.among.text}" if of.among else text


def said(rule: Rule | str | None) -> str | None:
    """A rule in short: `>=2/3 of present`, `>=9 of seats (15)`."""
    if isinstance(rule, Share) and rule.quota == 1:
        return f"all of {base(rule.of)}"
    if isinstance(rule, Share):
        return f"{'>' if rule.strict else '>='}{rule.quota} of {base(rule.of)}"
    if isinstance(rule, Count):
        return f">={rule.number} of {base(rule.of)}" + (f" ({rule.out_of})" if rule.out_of else "")
    if isinstance(rule, Concurring):
        return f"concurring {rule.voters.text}"
    if isinstance(rule, Unless):
        return f"unless {said(rule.objection)} within {rule.within}"
    if isinstance(rule, AllBut):
        return f"all but {rule.number} of {base(rule.of)}"
    if isinstance(rule, NotOpposed):
        return f"not opposed by {'>' if rule.strict else '>='}{rule.quota} of any chamber"
    if isinstance(rule, (Consensus, Unanimity, ReverseConsensus, NoNegativeVote)):
        return type(rule).__name__
    if isinstance(rule, AnyOf):
        return " | ".join(str(said(part)) for part in rule.parts)
    if isinstance(rule, AllOf):
        return " & ".join(str(said(part)) for part in rule.parts)
    return None if rule is None else repr(rule)


def steps(name: str, which: str) -> list[tuple[str, str | None, str | None]]:
    """Each step of a decision: by whom, with what verb, by what rule (None: the organ's own)."""
    return [(str(s.by), s.verb, said(s.rule)) for s in decision(name, which).steps]


def filled(name: str, which: str) -> list[tuple[str, int | None, str | None]]:
    """Each line of an organ's seats: how filled, how many, in which chamber."""
    return [(line.filling.how, line.total, line.chamber) for line in lines(name, which)]


def rungs(name: str, which: str) -> list[tuple[str, str | None, str | None, str | None, str | None]]:
    """Each step that answers a breach of an obligation: its name, kind, duty, deadline, waiting time."""
    (duty,) = (d for d in institution(name).obligations if d.name == which)
    assert duty.ladder is not None
    return [
        (r.name, r.kind, r.duty, str(r.within) if r.within else None, str(r.after) if r.after else None)
        for r in duty.ladder.rungs
    ]


def members(name: str) -> tuple[str, ...]:
    found: tuple[str, ...] | None = stated(institution(name).members).members
    assert found is not None
    return found


def stated(of: Any) -> Any:
    assert of is not None
    return of.value


def within(record: Any) -> Iterator[Any]:
    """Every record below `record`, itself first."""
    yield record
    children: list[Any] = []
    if attrs.has(type(record)):
        children = [getattr(record, f.name) for f in attrs.fields(type(record))]
    elif isinstance(record, tuple):
        children = list(record)
    for child in children:
        if isinstance(child, tuple) or attrs.has(type(child)):
            yield from within(child)
