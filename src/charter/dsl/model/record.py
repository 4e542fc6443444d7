"""How records are made: frozen attrs classes with one shared initialiser, equality, hash and repr.

attrs writes and compiles these four for every class, which for this many classes is most of the time that a small
`charter check` takes to start; written once, they cost nothing.
"""

from __future__ import annotations

from typing import Any, TypeVar, dataclass_transform

import attrs

C = TypeVar("C", bound=type)


def _values(self: Any) -> tuple[Any, ...]:
    return tuple(getattr(self, field.name) for field in self.__attrs_attrs__)


def _shape(cls: Any) -> tuple[tuple[str, ...], dict[str, Any]]:
    """The names of a class's fields and the defaults of those that have one; worked out at its first instance."""
    names = tuple(field.name for field in cls.__attrs_attrs__)
    defaults = {f.name: f.default for f in cls.__attrs_attrs__ if f.default is not attrs.NOTHING}
    cls._record_shape = (cls, names, defaults)
    return names, defaults


def _init(self: Any, *args: Any, **given: Any) -> None:
    cls = self.__class__
    known = cls._record_shape
    names, defaults = known[1:] if known is not None and known[0] is cls else _shape(cls)
    if len(args) > len(names):
        raise TypeError(f"{cls.__name__} has {len(names)} fields, not {len(args)}")
    put = object.__setattr__
    for name, value in zip(names, args, strict=False):
        put(self, name, value)
    for name in names[len(args) :]:
        if name in given:
            put(self, name, given.pop(name))
        elif name in defaults:
            put(self, name, defaults[name])
        else:
            raise TypeError(f"{cls.__name__} needs `{name}`")
    if given:
        raise TypeError(f"{cls.__name__} has no free field {', '.join(given)}")


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
    cls.__init__ = _init  # type: ignore[misc]
    cls._record_shape = None  # type: ignore[attr-defined]
    return attrs.frozen(eq=False, repr=False, init=False)(cls)


R = TypeVar("R")


def changed(original: R, **changes: Any) -> R:
    """A copy of a record with some fields changed."""
    made: R = attrs.evolve(original, **changes)  # type: ignore[misc]
    return made
