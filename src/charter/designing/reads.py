"""What a question rests on: a charter that keeps a list of what is read of it.

A question that is asked of such a charter leaves the places that it has read, with what stood there. Of another design
in which the same stands in each of these places it would read the same, one after the other, and so answer the same:
its answer need not be worked out again. Nobody has to say which clauses a metric looks at.

Institutions, organs, decisions and the declarations of the file are followed one field at a time; what lies beneath a
field is taken whole.
"""

from __future__ import annotations

from functools import cache
from typing import Any, TypeVar

from attrs import define, field

from charter.dsl.model.charter import Charter, Expectation, Group, Let, Scenario, Table
from charter.dsl.model.decisions import Decision
from charter.dsl.model.institution import Institution
from charter.dsl.model.obligations import Obligation
from charter.dsl.model.organs import Organ

Place = tuple[str | int, ...]
"""The way from the charter to a field: `("institutions", 0, "organs", 2, "seats")`."""
FOLLOWED = (Charter, Institution, Organ, Decision, Obligation, Table, Group, Let, Scenario, Expectation)
"""The records whose fields are told apart."""

R = TypeVar("R")


@define(eq=False)
class Reads:
    """The places that were read, in the order in which they first were."""

    places: dict[Place, None] = field(factory=dict)


def following(charter: Charter, reads: Reads) -> Charter:
    """The same charter, for one question: what is read of it goes into `reads`."""
    return _followed(charter, (), reads)


def at(charter: Charter, place: Place) -> object:
    """What stands in a place; of records whose fields are told apart, only how many there are. `ABSENT` where the
    charter has no such place."""
    found: Any = charter
    for step in place:
        if isinstance(step, int):
            if step >= len(found):
                return ABSENT
            found = found[step]
        else:
            found = getattr(found, step)
    return (COUNTED, len(found)) if _several(found) else found


ABSENT, COUNTED = "(absent)", "(records)"


def _several(value: object) -> bool:
    return isinstance(value, tuple) and bool(value) and all(isinstance(each, FOLLOWED) for each in value)


def _followed(original: R, place: Place, reads: Reads) -> R:
    cls: Any = type(original)
    made: R = object.__new__(_following_class(cls))
    object.__setattr__(made, "_followed", (original, place, reads, {}))
    return made


@cache
def _following_class(cls: Any) -> Any:
    """A class of the same records that writes down what is read of them; a changed copy of one is a plain record."""
    names = frozenset(cls.__annotations__)

    def read(self: Any, name: str) -> Any:
        if name == "__class__":
            return cls
        if name not in names:
            return object.__getattribute__(self, name)
        original, place, reads, held = object.__getattribute__(self, "_followed")
        here = (*place, name)
        reads.places.setdefault(here)
        if name not in held:
            value = getattr(original, name)
            if _several(value):
                value = tuple(_followed(each, (*here, n), reads) for n, each in enumerate(value))
            held[name] = value
        return held[name]

    def plain(_: type, *args: Any, **given: Any) -> Any:
        return cls(*args, **given)

    body = {"__getattribute__": read, "__new__": plain, "__annotations__": {}, "_record_shape": None}
    return type(cls.__name__, (cls,), body)
