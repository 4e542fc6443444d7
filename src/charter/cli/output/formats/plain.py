"""Witnesses and other data as plain JSON."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from typing import Any

import attrs


def plain(value: Any) -> Any:
    """A witness as JSON: exact numbers become strings (`"2/3"`), records objects, sets sorted lists."""
    if value is None or isinstance(value, bool | int | str):
        return value
    if isinstance(value, Fraction):
        return str(value)
    if isinstance(value, Mapping):
        return {str(key): plain(inner) for key, inner in value.items()}
    if isinstance(value, set | frozenset):
        return sorted((plain(inner) for inner in value), key=str)
    if isinstance(value, list | tuple):
        return [plain(inner) for inner in value]
    if attrs.has(type(value)):
        return {entry.name: plain(getattr(value, entry.name)) for entry in attrs.fields(type(value))}
    return str(value)
