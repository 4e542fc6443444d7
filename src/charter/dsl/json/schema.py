"""The JSON Schema of an exported charter, made from the records of the model.

`python -m charter.dsl.json.schema > docs/schema/charter-1.json` writes it anew; a test keeps it fresh.
"""

from __future__ import annotations

import json
from fractions import Fraction
from types import NoneType
from typing import Any, get_args

from charter.dsl.json.exchange import FORMAT, VERSION
from charter.dsl.json.shapes import arms, families, is_list, record_of, slots, tag, unions
from charter.dsl.model import Charter
from charter.dsl.syntax.source import Span

_PLAIN: dict[Any, dict[str, Any]] = {
    NoneType: {"type": "null"},
    bool: {"type": "boolean"},
    int: {"type": "integer"},
    str: {"type": "string"},
    Fraction: {"$ref": "#/$defs/Number"},
    Span: {"$ref": "#/$defs/Place"},
}
_FIXED: dict[str, dict[str, Any]] = {
    "Number": {
        "description": "An exact number: a whole number or a fraction.",
        "type": "string",
        "pattern": "^-?[0-9]{1,1000}(/[0-9]{1,1000})?$",
    },
    "Words": {
        "description": "A text where a number might stand.",
        "type": "object",
        "properties": {"words": {"type": "string"}},
        "required": ["words"],
        "additionalProperties": False,
    },
    "Place": {
        "description": "File, line, column, end line, end column, counted from 1; the end is outside.",
        "type": "array",
        "prefixItems": [{"type": "string"}, *[{"type": "integer", "minimum": 0}] * 4],
        "minItems": 5,
        "maxItems": 5,
    },
}


def schema() -> dict[str, Any]:
    """The JSON Schema (draft 2020-12) of the format that `export_json` writes."""
    definitions: dict[str, dict[str, Any]] = dict(_FIXED)
    _define(Charter, definitions)
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": "charter-1.json",
        "title": "A charter, exported",
        "description": "What `charter export` writes. A field that is left out has its default: not stated.",
        "type": "object",
        "properties": {
            "format": {"const": FORMAT},
            "version": {"const": VERSION},
            "charter": {"$ref": "#/$defs/Charter"},
        },
        "required": ["format", "version", "charter"],
        "additionalProperties": False,
        "$defs": dict(sorted(definitions.items())),
    }


def schema_text() -> str:
    """The schema as the text of its published file."""
    return json.dumps(schema(), indent=1) + "\n"


def _define(arm: Any, definitions: dict[str, dict[str, Any]]) -> str:
    name = tag(arm)
    if name in definitions:
        return name
    record = record_of(arm)
    assert record is not None
    written: dict[str, Any] = {"type": "object"}
    definitions[name] = written
    summary = (record.__doc__ or "").strip().split("\n\n")[0]
    written["description"] = " ".join(summary.split())
    written["properties"] = {"is": {"const": record.__name__}}
    for slot in slots(arm):
        written["properties"][slot.name] = _value(slot.arms, definitions)
    written["required"] = ["is", *(slot.name for slot in slots(arm) if not slot.optional)]
    written["additionalProperties"] = False
    return name


def _value(choices: tuple[Any, ...], definitions: dict[str, dict[str, Any]]) -> dict[str, Any]:
    mixed = Fraction in choices and str in choices
    whole, rest = families(choices)
    for name in whole:
        if name not in definitions:
            definitions[name] = {}
            definitions[name] = {"anyOf": [_one(arm, definitions) for arm in unions()[name]]}
    options = [{"$ref": f"#/$defs/{name}"} for name in whole]
    options += [{"$ref": "#/$defs/Words"} if mixed and arm is str else _one(arm, definitions) for arm in rest]
    return options[0] if len(options) == 1 else {"anyOf": options}


def _one(arm: Any, definitions: dict[str, dict[str, Any]]) -> dict[str, Any]:
    if is_list(arm):
        inner = get_args(arm)
        if len(inner) == 2 and inner[1] is Ellipsis:
            return {"type": "array", "items": _value(arms(inner[0]), definitions)}
        items = [_value(arms(hint), definitions) for hint in inner]
        return {"type": "array", "prefixItems": items, "minItems": len(items), "maxItems": len(items)}
    if arm in _PLAIN:
        return _PLAIN[arm]
    return {"$ref": f"#/$defs/{_define(arm, definitions)}"}


if __name__ == "__main__":
    print(schema_text(), end="")
