"""How records are made: immutable classes with one shared initialiser, equality, hash and repr, which attrs knows.

attrs writes and compiles these for every class, and makes the class a second time, which for this many classes is most
of the time that a small `charter check` takes to start; written once, they cost nothing. `attrs.fields`, `attrs.has`
and `attrs.evolve` work as for any class of attrs; what they need is made when it is first asked for.
"""

from __future__ import annotations

from typing import Any, TypeVar, dataclass_transform

import attrs

C = TypeVar("C", bound=type)


class _Described:
    """`__attrs_attrs__` of a record: what attrs says of its fields, worked out when it is first asked for."""

    def __get__(self, instance: object, owner: Any) -> Any:
        names, defaults = _shape(owner)
        hints = _hints(owner)
        body = {"__annotations__": {name: hints[name] for name in names}, **defaults}
        bare = type(owner.__name__, (), body)
        owner.__attrs_attrs__ = attrs.fields(attrs.frozen(eq=False, repr=False, init=False, slots=False)(bare))
        return owner.__attrs_attrs__


def _hints(cls: Any) -> dict[str, Any]:
    """The annotations of a class and its bases, the farthest base first."""
    found: dict[str, Any] = {}
    for base in reversed(cls.__mro__):
        if "_record_shape" in base.__dict__:
            found |= base.__annotations__
    return found


def _values(self: Any) -> tuple[Any, ...]:
    return tuple(getattr(self, name) for name in _names(self.__class__))


def _names(cls: Any) -> tuple[str, ...]:
    known = cls._record_shape
    names: tuple[str, ...] = known[1] if known is not None and known[0] is cls else _shape(cls)[0]
    return names


def _shape(cls: Any) -> tuple[tuple[str, ...], dict[str, Any]]:
    """The names of a class's fields and the defaults of those that have one; worked out at its first instance."""
    names = tuple(_hints(cls))
    absent = object()
    found = {name: getattr(cls, name, absent) for name in names}
    defaults = {name: value for name, value in found.items() if value is not absent}
    for name, value in defaults.items():
        if type(value).__module__.startswith("attr"):
            raise TypeError(f"{cls.__name__}.{name}: a record has plain defaults; use attrs.frozen for others")
    cls._record_shape = (cls, names, defaults)
    return names, defaults


def _init(self: Any, *args: Any, **given: Any) -> None:
    cls = self.__class__
    known = cls._record_shape
    names, defaults = known[1:] if known is not None and known[0] is cls else _shape(cls)
    if len(args) > len(names):
        raise TypeError(f"{cls.__name__} has {len(names)} fields, not {len(args)}")
    put = self.__dict__
    for name, value in zip(names, args, strict=False):
        put[name] = value
    for name in names[len(args) :]:
        if name in given:
            put[name] = given.pop(name)
        elif name in defaults:
            put[name] = defaults[name]
        else:
            raise TypeError(f"{cls.__name__} needs `{name}`")
    if given:
        raise TypeError(f"{cls.__name__} has no free field {', '.join(given)}")


def _set(self: object, name: str, value: object) -> None:
    raise attrs.exceptions.FrozenInstanceError


def _delete(self: object, name: str) -> None:
    raise attrs.exceptions.FrozenInstanceError


def _eq(self: object, other: object) -> bool:
    if self.__class__ is not other.__class__:
        return False
    return self is other or bool(_values(self) == _values(other))


def _hash(self: object) -> int:
    return hash((self.__class__, _values(self)))


def _repr(self: object) -> str:
    shown = ", ".join(
        f"{name}={value!r}"
        for name, value in zip(_names(self.__class__), _values(self), strict=True)
        if name != "span" and value not in (None, ())
    )
    return f"{self.__class__.__name__}({shown})"


@dataclass_transform(frozen_default=True)
def record(cls: C) -> C:
    """Make an immutable record of a class; its repr leaves out places and what is not stated.

    Defaults are plain values: `attrs.field` and `Factory` are refused at the first instance.
    """
    for name, thing in _METHODS.items():
        setattr(cls, name, thing)
    return cls


_METHODS: dict[str, Any] = {
    "__eq__": _eq,
    "__hash__": _hash,
    "__repr__": _repr,
    "__init__": _init,
    "__setattr__": _set,
    "__delattr__": _delete,
    "__attrs_attrs__": _Described(),
    "_record_shape": None,
}


R = TypeVar("R")


def changed(original: R, **changes: Any) -> R:
    """A copy of a record with some fields changed."""
    if "_record_shape" not in type(original).__dict__:
        made: R = attrs.evolve(original, **changes)  # type: ignore[misc]
        return made
    values = {name: getattr(original, name) for name in _names(type(original))}
    unknown = changes.keys() - values.keys()
    if unknown:
        raise TypeError(f"{type(original).__name__} has no field {', '.join(sorted(unknown))}")
    return type(original)(**{**values, **changes})
