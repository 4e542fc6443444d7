"""How records are made: frozen attrs classes with one shared equality, hash and repr.

attrs writes and compiles these three for every class, which for this many classes is most of the time that a small
`charter check` takes to start; written once, they cost nothing.
"""

from __future__ import annotations

from typing import Any, TypeVar, dataclass_transform

import attrs

C = TypeVar("C", bound=type)


def _values(self: Any) -> tuple[Any, ...]:
    return tuple(getattr(self, field.name) for field in self.__attrs_attrs__)


def _eq(self: object, other: object) -> bool:
    if self.__class__ is not other.__class__:
        return False
    return self is other or bool(_values(self) == _values(other))


def _hash(self: object) -> int:
    return hash((self.__class__, _values(self)))


def _repr(self: object) -> str:
    shown = ", ".join(
        f"{f.name}={value!r}"
        for f, value in zip(self.__class__.__attrs_attrs__, _values(self), strict=True)  # type: ignore[attr-defined]
        if f.name != "span" and value not in (None, ())
    )
    return f"{self.__class__.__name__}({shown})"


@dataclass_transform(frozen_default=True, field_specifiers=(attrs.field,))
def record(cls: C) -> C:
    """Make an immutable record of a class; its repr leaves out places and what is not stated."""
    cls.__eq__ = _eq  # type: ignore[assignment]
    cls.__hash__ = _hash  # type: ignore[assignment]
    cls.__repr__ = _repr  # type: ignore[assignment]
    return attrs.frozen(eq=False, repr=False)(cls)


R = TypeVar("R")


def changed(original: R, **changes: Any) -> R:
    """A copy of a record with some fields changed."""
    made: R = attrs.evolve(original, **changes)  # type: ignore[misc]
    return made
