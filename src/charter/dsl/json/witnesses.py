"""Witnesses as JSON and back: what has no shape of its own, so that every value says what it is.

`null`, truth values, whole and floating numbers, texts and lists stand for themselves; a fraction, a tuple, a mapping
and a record of the model are objects that name what they are in `is`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from fractions import Fraction
from typing import Any, get_origin

FRACTION, TUPLE, MAPPING = "fraction", "tuple", "mapping"


def is_free(arm: Any) -> bool:
    """True for a type that says nothing of what is in it: `Any`, `Mapping[str, Any]`."""
    return arm is Any or get_origin(arm) is Mapping


def free_out(value: Any, record_out: Callable[[Any], Any]) -> Any:
    """A value as JSON; `record_out` makes JSON of a record.

    Raises:
        TypeError: there is something else in it, which could not be had back as it was.
    """
    if value is None or type(value) in (bool, int, float, str):
        return value
    if type(value) is Fraction:
        return {"is": FRACTION, "of": str(value)}
    if type(value) is list:
        return [free_out(each, record_out) for each in value]
    if type(value) is tuple:
        return {"is": TUPLE, "of": [free_out(each, record_out) for each in value]}
    if isinstance(value, Mapping):
        if not all(type(key) is str for key in value):
            raise TypeError("a key that is no text")
        return {"is": MAPPING, "of": {key: free_out(each, record_out) for key, each in value.items()}}
    return record_out(value)


def free_in(data: Any, record_in: Callable[[Any], Any]) -> Any:
    """The value that `free_out` has made JSON of; `record_in` makes a record of JSON.

    Raises:
        KeyError, TypeError, ValueError: it is none.
    """
    if isinstance(data, list):
        return [free_in(each, record_in) for each in data]
    if not isinstance(data, dict):
        return data
    kind = data["is"]
    if kind == FRACTION:
        return Fraction(data["of"])
    if kind == TUPLE:
        return tuple(free_in(each, record_in) for each in data["of"])
    if kind == MAPPING:
        return {key: free_in(each, record_in) for key, each in data["of"].items()}
    return record_in(data)
