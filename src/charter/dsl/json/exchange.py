"""A charter as JSON and back again: `import_json(export_json(charter)) == charter`.

Every record is an object with its class in `is`; a field that is left out has its default (not stated).
Exact numbers are strings (`"2/3"`, `"30"`), never JSON floats; where either a number or words may stand,
words are `{"words": "…"}`. A place in a text is `[file, line, column, end line, end column]`. The schema is
published in `docs/schema/charter-1.json` and made by `charter.dsl.json.schema`.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from fractions import Fraction
from types import NoneType
from typing import Any

from charter.dsl.json.shapes import Slot, arms, is_list, item_hints, record_of, records, slots
from charter.dsl.json.witnesses import free_in, free_out, is_free
from charter.dsl.model import Charter
from charter.dsl.syntax.source import Span
from charter.errors import CharterError

FORMAT = "charter"
VERSION = 1
_NUMBER = re.compile(r"-?[0-9]{1,1000}(/[0-9]{1,1000})?", re.ASCII)

Json = Any


class ExchangeError(CharterError):
    """The JSON is no charter. `pointer` (RFC 6901) says where; the message says what was expected there."""

    def __init__(self, pointer: str, message: str) -> None:
        super().__init__(f"{pointer or '/'}: {message}")
        self.pointer = pointer
        self.reason = message


# ---- out ----------------------------------------------------------------------------------------


def export_data(charter: Charter) -> dict[str, Json]:
    """The charter as plain data, ready for JSON."""
    return {"format": FORMAT, "version": VERSION, "charter": _record_out(charter, Charter)}


def export_json(charter: Charter) -> str:
    """The charter as JSON text: ASCII, one space of indent, a line end at the end."""
    return json.dumps(export_data(charter), indent=1) + "\n"


def record_data(record: Any, arm: Any) -> dict[str, Json]:
    """A record of the class `arm` as plain data: of the model, or another that is made of such, as a finding is.

    Raises:
        TypeError: a witness in it holds what could not be had back as it was.
    """
    return _record_out(record, arm)


def record_from(data: Json, arm: Any) -> Any:
    """The record of the class `arm` that `record_data` has made plain.

    Raises:
        ExchangeError: it is none.
    """
    try:
        return _value_in(data, (arm,), "")
    except (KeyError, TypeError, ValueError, RecursionError) as error:
        raise ExchangeError("", f"no {arm.__name__}: {error}") from error


def _free_record_out(value: Any) -> dict[str, Json]:
    name = type(value).__name__
    if records().get(name) is not type(value):
        raise TypeError(f"a {name} in a witness")
    return _record_out(value, type(value))


def _free_record_in(data: Mapping[str, Json]) -> Any:
    return _value_in(data, (records()[data["is"]],), "")


def _record_out(record: Any, arm: Any) -> dict[str, Json]:
    written: dict[str, Json] = {"is": type(record).__name__}
    for slot in slots(arm):
        value = getattr(record, slot.name)
        if not (slot.optional and _same(value, slot.default)):
            written[slot.name] = _value_out(value, slot.arms)
    return written


def _same(value: Any, default: Any) -> bool:
    return type(value) is type(default) and value == default


def _value_out(value: Any, choices: tuple[Any, ...]) -> Json:
    if any(is_free(arm) for arm in choices):
        return free_out(value, _free_record_out)
    if isinstance(value, Span):
        return [value.file, value.line, value.column, value.end_line, value.end_column]
    if isinstance(value, Fraction):
        return str(value)
    if isinstance(value, str):
        return {"words": value} if Fraction in choices else value
    if value is None or isinstance(value, bool | int):
        return value
    if isinstance(value, tuple):
        hints = _hints_for(value, choices)
        return [_value_out(item, arms(hint)) for item, hint in zip(value, hints, strict=True)]
    return _record_out(value, next(arm for arm in choices if record_of(arm) is type(value)))


def _hints_for(items: tuple[Any, ...] | list[Any], choices: tuple[Any, ...]) -> tuple[Any, ...]:
    fits = (item_hints(arm, len(items)) for arm in choices if is_list(arm))
    return next(hints for hints in fits if hints is not None)


# ---- in -----------------------------------------------------------------------------------------


def import_json(text: str) -> Charter:
    """The charter that a JSON text holds.

    Raises:
        ExchangeError: it is not JSON, another version, or not in the shape of the schema; with the place.
    """
    try:
        data = json.loads(text, object_pairs_hook=_unique)
    except json.JSONDecodeError as error:
        place = f"line {error.lineno}, column {error.colno}"
        raise ExchangeError("", f"not JSON: {error.msg} on {place}") from error
    except RecursionError as error:
        raise ExchangeError("", "nested too deeply for a charter") from error
    except ValueError as error:
        raise ExchangeError("", f"not JSON that can be read: {error}") from error
    return import_data(data)


def import_data(data: Json) -> Charter:
    """The charter that plain data holds, as `json.loads` gives it.

    Raises:
        ExchangeError: another version, or not in the shape of the schema; with the place.
    """
    if not isinstance(data, dict) or data.get("format") != FORMAT:
        raise ExchangeError("", f'expected an object with "format": "{FORMAT}"')
    version = data.get("version")
    if version != VERSION or isinstance(version, bool):
        raise ExchangeError("/version", f"expected version {VERSION}, found {_shown(version)}")
    unknown = sorted(set(data) - {"format", "version", "charter"})
    if unknown:
        raise ExchangeError(_at("", unknown[0]), "no such field here")
    if "charter" not in data:
        raise ExchangeError("", 'the field "charter" is missing')
    try:
        charter = _value_in(data["charter"], (Charter,), "/charter")
    except RecursionError as error:
        raise ExchangeError("/charter", "nested too deeply for a charter") from error
    assert isinstance(charter, Charter)
    return charter


def _unique(pairs: list[tuple[str, Json]]) -> dict[str, Json]:
    record = dict(pairs)
    if len(record) != len(pairs):
        twice = next(key for key in record if sum(key == other for other, _ in pairs) > 1)
        raise ValueError(f"the field {_shown(twice)} stands twice in one object")
    return record


def _value_in(data: Json, choices: tuple[Any, ...], pointer: str) -> Any:
    if data is None and NoneType in choices:
        return None
    if any(is_free(arm) for arm in choices):
        return free_in(data, _free_record_in)
    if isinstance(data, bool):
        fits = bool in choices
    elif isinstance(data, int):
        fits = int in choices
    elif isinstance(data, str):
        if Fraction in choices:
            return _number_in(data, pointer)
        fits = str in choices
    elif isinstance(data, list):
        return _list_in(data, choices, pointer)
    elif isinstance(data, dict):
        return _object_in(data, choices, pointer)
    else:
        fits = False
    if not fits:
        raise ExchangeError(pointer, f"expected {expected(choices)}, found {_shown(data)}")
    return data


def _number_in(data: str, pointer: str) -> Fraction:
    if not _NUMBER.fullmatch(data) or (("/" in data) and int(data.partition("/")[2]) == 0):
        raise ExchangeError(pointer, f'expected an exact number such as "2/3", found {_shown(data)}')
    return Fraction(data)


def _list_in(data: list[Json], choices: tuple[Any, ...], pointer: str) -> Any:
    if Span in choices:
        numbers = data[1:]
        whole = len(data) == 5 and isinstance(data[0], str) and all(type(number) is int for number in numbers)
        if not whole or min(numbers) < 0:
            raise ExchangeError(pointer, "expected a place: [file, line, column, end line, end column]")
        return Span(data[0], *numbers)
    if not any(is_list(arm) for arm in choices):
        raise ExchangeError(pointer, f"expected {expected(choices)}, found a list")
    try:
        hints = _hints_for(data, choices)
    except StopIteration:
        raise ExchangeError(pointer, f"expected another number of items than {len(data)}") from None
    return tuple(
        _value_in(item, arms(hint), f"{pointer}/{index}")
        for index, (item, hint) in enumerate(zip(data, hints, strict=True))
    )


def _object_in(data: Mapping[str, Json], choices: tuple[Any, ...], pointer: str) -> Any:
    if Fraction in choices and str in choices and set(data) == {"words"} and isinstance(data["words"], str):
        return data["words"]
    named = data.get("is")
    matching = [arm for arm in choices if (record := record_of(arm)) and record.__name__ == named]
    if not matching:
        found = f'an object with "is": {_shown(named)}' if "is" in data else 'an object without "is"'
        raise ExchangeError(pointer, f"expected {expected(choices)}, found {found}")
    arm = matching[0]
    allowed = {slot.name: slot for slot in slots(arm)}
    for key in data:
        if key != "is" and key not in allowed:
            raise ExchangeError(_at(pointer, key), f"a {named} has no such field")
    given = [slot for slot in allowed.values() if slot.name in data or not slot.optional]
    values = {slot.name: _slot_in(data, slot, str(named), pointer) for slot in given}
    record = record_of(arm)
    assert record is not None
    return record(**values)


def _slot_in(data: Mapping[str, Json], slot: Slot, record: str, pointer: str) -> Any:
    if slot.name not in data:
        raise ExchangeError(pointer, f'the field "{slot.name}" of {record} is missing')
    return _value_in(data[slot.name], slot.arms, _at(pointer, slot.name))


def expected(choices: tuple[Any, ...]) -> str:
    """What may stand somewhere, in words, at most three alternatives named."""
    words = list(dict.fromkeys(_word(arm) for arm in choices))
    if len(words) > 4:
        words = [*words[:3], "another record of that sort"]
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} or {words[-1]}"


def _word(arm: Any) -> str:
    plain: dict[Any, str] = {
        NoneType: "null",
        bool: "true or false",
        int: "a whole number",
        str: "a text",
        Fraction: "an exact number",
        Span: "a place",
    }
    if is_list(arm):
        return "a list"
    record = record_of(arm)
    return f"a {record.__name__}" if record else plain[arm]


def _at(pointer: str, key: str) -> str:
    return f"{pointer}/{key.replace('~', '~0').replace('/', '~1')}"


def _shown(value: Json) -> str:
    if isinstance(value, dict | list):
        return "an object" if isinstance(value, dict) else "a list"
    text = json.dumps(value)
    return text if len(text) <= 60 else text[:57] + "..."
