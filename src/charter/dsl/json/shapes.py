"""The types of the model, read from its own annotations: what may stand in which field of which record.

The JSON codec and the published JSON Schema are made from these, so that neither can stray from the model.
"""

from __future__ import annotations

from functools import cache
from types import NoneType, UnionType
from typing import Any, TypeVar, Union, get_args, get_origin, get_type_hints

import attrs

from charter.dsl import model
from charter.dsl.syntax.source import Span


@cache
def records() -> dict[str, type]:
    """Every record of the model by its name."""
    named = vars(model).items()
    return {name: thing for name, thing in named if isinstance(thing, type) and attrs.has(thing)}


@attrs.frozen
class Slot:
    """One field of a record: its name, the types that may stand in it, and whether it may be left out."""

    name: str
    arms: tuple[Any, ...]
    optional: bool
    default: Any


def arms(hint: Any) -> tuple[Any, ...]:
    """The alternatives that a type hint allows, unions taken apart: `Clock | None` gives Clock and None."""
    if get_origin(hint) in (Union, UnionType):
        return tuple(arm for part in get_args(hint) for arm in arms(part))
    return (hint,)


def record_of(arm: Any) -> type | None:
    """The record class behind an alternative (`Stated[Clock]` gives Stated), or None for no record."""
    bare = get_origin(arm) or arm
    return bare if isinstance(bare, type) and attrs.has(bare) and bare is not Span else None


def is_list(arm: Any) -> bool:
    """True for tuples, which JSON writes as lists."""
    return get_origin(arm) is tuple


def item_hints(arm: Any, length: int) -> tuple[Any, ...] | None:
    """The hint of each item of a tuple of that length, or None where the tuple has another length."""
    inner = get_args(arm)
    if len(inner) == 2 and inner[1] is Ellipsis:
        return (inner[0],) * length
    return inner if len(inner) == length else None


@cache
def slots(arm: Any) -> tuple[Slot, ...]:
    """The fields of a record, with the type parameter of `Stated[...]` filled in."""
    record = record_of(arm)
    assert record is not None
    filled = get_args(arm)
    return tuple(
        Slot(
            name=entry.name,
            arms=arms(filled[0] if isinstance(hint, TypeVar) else hint),
            optional=entry.default is not attrs.NOTHING,
            default=entry.default,
        )
        for entry, hint in _hinted(record)
    )


@cache
def _hinted(record: type) -> tuple[tuple[Any, Any], ...]:
    hints = get_type_hints(record)
    return tuple((entry, hints[entry.name]) for entry in attrs.fields(record))


def unions() -> dict[str, tuple[Any, ...]]:
    """The families of records that have a name of their own: Rule, Claim, Expression."""
    return {
        "Rule": get_args(model.Rule),
        "Claim": get_args(model.Claim),
        "Expression": get_args(model.Expression),
    }


def families(choices: tuple[Any, ...]) -> tuple[list[str], list[Any]]:
    """The named families that stand whole among the alternatives, and the alternatives that remain."""
    whole = [name for name, members in unions().items() if set(members) <= set(choices)]
    inside = {member for name in whole for member in unions()[name]}
    return whole, [arm for arm in dict.fromkeys(choices) if arm not in inside]


def tag(arm: Any) -> str:
    """A name for a record as it is used: its class, with the types that fill `Stated[...]`."""
    record = record_of(arm)
    if record is None:
        return "Nothing" if arm is NoneType else str(arm.__name__)
    words = [record.__name__]
    for hint in get_args(arm):
        if is_list(hint):
            words.append("ListOf")
            hint = get_args(hint)[0]
        whole, rest = families(arms(hint))
        words += [*whole, *(tag(part) for part in rest)]
    return ".".join(words)
