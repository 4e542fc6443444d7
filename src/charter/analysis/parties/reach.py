"""Whom an obligation reaches: members, and private actors by their home or by where they sell."""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction

from charter.analysis.incentives.strongest import whole
from charter.analysis.subject import Subject
from charter.decisions.columns import numbers_of
from charter.decisions.elements import ZERO, Unstated
from charter.dsl.model.charter import Charter, Party
from charter.dsl.model.decisions import Binding
from charter.dsl.model.obligations import Obligation
from charter.record import record

ACTORS = {"firms": ("firm",), "employers": ("employers", "firm"), "workers": ("workers",)}
"""The kinds of declared parties that are actors of a kind."""


@record
class Reach:
    """What of a column an obligation reaches, at least and at most; `surely` and `perhaps` are the parties of it."""

    least: Fraction
    most: Fraction
    surely: tuple[str, ...]
    perhaps: tuple[str, ...]


def private_parties(charter: Charter) -> dict[str, Party]:
    """The parties that the charter declares, by name."""
    return {p.name: p for p in charter.parties}


def reach(subject: Subject, obligation: Obligation, column: str) -> Reach:
    """The share of a column that an obligation binds. A state in the column counts where it is bound itself, or where
    actors in it are; a private party where such actors are bound and it has its home, or sells, where they are.

    Raises:
        Unstated: whom it binds is not settled, or the column has no figures.
    """
    if not obligation.bindings:
        raise Unstated(f"whom {obligation.name} binds", obligation.span)
    values = {p: v for p, v in numbers_of(subject.charter, column).items() if v > 0}
    total = whole(subject, column)
    if not total:
        raise Unstated(f"the figures in `{column}`", obligation.span)
    surely, perhaps = reached(subject.charter, obligation, values)
    least = sum((values[p] for p in surely), ZERO) / total
    most = least + sum((values[p] for p in perhaps), ZERO) / total
    return Reach(least, most, tuple(sorted(surely)), tuple(sorted(perhaps)))


def reached(charter: Charter, obligation: Obligation, parties: Iterable[str]) -> tuple[frozenset[str], frozenset[str]]:
    """Those of some parties that an obligation surely binds, and those of whom the text does not say where they are.

    Raises:
        Unstated: whom it binds is not settled: by an agreement, whoever accepts it, or a set that is not known.
    """
    private = private_parties(charter)
    surely: set[str] = set()
    perhaps: set[str] = set()
    for stated in obligation.bindings:
        binding = stated.value
        known = binding.parties.members if binding.parties is not None else None
        if binding.kind == "parties_to" or binding.acceptors_only or known is None:
            raise Unstated(f"whom {obligation.name} binds", stated.span)
        inside = frozenset(known)
        for name in parties:
            found = _bound(binding, inside, name, private.get(name))
            if found is None:
                perhaps.add(name)
            elif found:
                surely.add(name)
    return frozenset(surely), frozenset(perhaps - surely)


def _bound(binding: Binding, inside: frozenset[str], name: str, party: Party | None) -> bool | None:
    if name in inside:
        return True
    if party is None or binding.kind != "actors":
        return False
    if party.kind not in ACTORS.get(binding.actors or "", (binding.actors,)):
        return False
    if not binding.selling:
        return None if party.home is None else party.home in inside
    markets = party.markets.members if party.markets is not None else None
    return None if markets is None else bool(inside.intersection(markets))


def inside_by_home(charter: Charter, members: frozenset[str]) -> frozenset[str]:
    """The members with the private parties whose home is one of them."""
    return members | {p.name for p in charter.parties if p.home in members}
