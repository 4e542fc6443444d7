"""A charter goes out as JSON and comes back equal; what is no charter is refused with the place."""

import json
from fractions import Fraction
from pathlib import Path
from types import NoneType
from typing import Any

import attrs
import jsonschema
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from charter.dsl import model
from charter.dsl.format.formatter import format_text
from charter.dsl.json.exchange import ExchangeError, export_data, export_json, import_data, import_json
from charter.dsl.json.schema import schema, schema_text
from charter.dsl.json.shapes import arms, is_list, item_hints, record_of, records, slots
from charter.dsl.load import load
from charter.dsl.syntax.source import Source, Span

PUBLISHED = Path(__file__).parents[3] / "docs" / "schema" / "charter-1.json"
SCHEMA = schema()
HERE = Span("a.charter", 3, 1, 3, 9)

_PLAIN: dict[Any, st.SearchStrategy[Any]] = {
    NoneType: st.none(),
    bool: st.booleans(),
    int: st.integers(-(10**30), 10**30),
    str: st.text(max_size=6),
    Fraction: st.fractions(),
    Span: st.builds(Span, st.just("a.charter"), *[st.integers(1, 10**6)] * 4),
}


def values(choices: tuple[Any, ...], depth: int) -> st.SearchStrategy[Any]:
    """Whatever the model allows in a field, shallow enough to be made quickly."""
    usable = [arm for arm in choices if depth > 0 or record_of(arm) is None or _is_leaf(arm)]
    return st.one_of([value(arm, depth - 1) for arm in usable or choices])


def _is_leaf(arm: Any) -> bool:
    return all(record_of(inner) is None for slot in slots(arm) for inner in slot.arms)


def value(arm: Any, depth: int) -> st.SearchStrategy[Any]:
    if is_list(arm):
        hints = item_hints(arm, 1)
        if hints is None:
            pair = item_hints(arm, 2)
            assert pair is not None
            return st.tuples(*[values(arms(hint), depth) for hint in pair])
        if depth <= 0:
            return st.just(())
        return st.lists(values(arms(hints[0]), depth), max_size=1).map(tuple)
    record = record_of(arm)
    return st.deferred(lambda: record_values(arm, depth)) if record else _PLAIN[arm]


def record_values(arm: Any, depth: int) -> st.SearchStrategy[Any]:
    """A record with its needed fields, and at most two of the others."""
    record = record_of(arm)
    assert record is not None
    needed = {slot.name: values(slot.arms, depth) for slot in slots(arm) if not slot.optional}
    others = [slot for slot in slots(arm) if slot.optional]
    if not others or depth <= 0:
        return st.builds(record, **needed)

    def with_others(chosen: list[Any]) -> st.SearchStrategy[Any]:
        return st.builds(record, **needed, **{slot.name: values(slot.arms, depth) for slot in chosen})

    return st.lists(st.sampled_from(others), max_size=2, unique_by=lambda slot: slot.name).flatmap(with_others)


@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
@given(record_values(model.Charter, 5))
def test_any_model_comes_back_equal(charter: model.Charter) -> None:
    assert import_json(export_json(charter)) == charter


@pytest.mark.parametrize("name", sorted(records()))
@settings(max_examples=3, deadline=None, suppress_health_check=list(HealthCheck), derandomize=True)
@given(data=st.data())
def test_every_record_validates_against_the_schema(name: str, data: st.DataObject) -> None:
    record = records()[name]
    arm = model.Stated[str] if record is model.Stated else record
    made = data.draw(record_values(arm, 2))
    from charter.dsl.json.exchange import _record_out

    written = json.loads(json.dumps(_record_out(made, arm)))
    definition = "Stated.str" if record is model.Stated else name
    jsonschema.Draft202012Validator({**SCHEMA, "$ref": f"#/$defs/{definition}"} | _OPEN).validate(written)


_OPEN: dict[str, Any] = {"type": "object", "properties": {}, "required": [], "additionalProperties": True}


def test_the_published_schema_is_the_one_of_the_model() -> None:
    assert PUBLISHED.read_text(encoding="utf-8") == schema_text(), (
        "write it anew: python -m charter.dsl.json.schema > docs/schema/charter-1.json"
    )
    jsonschema.Draft202012Validator.check_schema(schema())


def small() -> model.Charter:
    """A charter with one of each thing that JSON writes in a way of its own."""
    return model.Charter(
        file="a.charter",
        version=1,
        uses_world=True,
        tables=(
            model.Table(
                HERE,
                "power",
                None,
                "power.csv",
                None,
                None,
                (model.Column("share", None, None, (("KEN", Fraction(2, 3)), ("FRA", "2/3"))),),
            ),
        ),
        lets=(
            model.Let(HERE, "seats", Fraction(30)),
            model.Let(HERE, "term", model.Clock(HERE, Fraction(2), "years")),
        ),
        institutions=(
            model.Institution(
                HERE,
                "A",
                None,
                HERE,
                organs=(
                    model.Organ(
                        HERE,
                        "Council",
                        None,
                        HERE,
                        plenary=model.Stated(HERE, None),
                        quorum=model.Stated(HERE, model.Share(HERE, Fraction(2, 3), False, model.Base(HERE, "seats"))),
                        otherwise=model.Stated(HERE, "as the chair says"),
                    ),
                ),
            ),
        ),
    )


def test_the_form_on_paper() -> None:
    written = export_data(small())
    assert written["format"] == "charter"
    assert written["version"] == 1
    charter = written["charter"]
    assert "groups" not in charter, "what was not stated is left out"
    assert charter["tables"][0]["columns"][0]["values"] == [["KEN", "2/3"], ["FRA", {"words": "2/3"}]]
    assert charter["lets"][0] == {
        "is": "Let",
        "span": ["a.charter", 3, 1, 3, 9],
        "name": "seats",
        "value": "30",
    }
    assert charter["lets"][1]["value"]["is"] == "Clock"
    organ = charter["institutions"][0]["organs"][0]
    assert organ["quorum"]["value"]["is"] == "Share"
    assert organ["quorum"]["value"]["quota"] == "2/3"
    assert organ["plenary"] == {"is": "Stated", "span": ["a.charter", 3, 1, 3, 9], "value": None}


def test_a_number_and_the_same_digits_as_words_stay_apart() -> None:
    back = import_json(export_json(small()))
    assert back == small()
    assert back.tables[0].columns[0].values == (("KEN", Fraction(2, 3)), ("FRA", "2/3"))


def test_the_text_is_plain_ascii_and_valid() -> None:
    title = "Right\u202eleft \x1b[31m é"
    text = export_json(attrs.evolve(small(), notes=(model.Note(HERE, title),)))
    assert text.isascii()
    assert "\x1b" not in text
    jsonschema.validate(json.loads(text), schema())
    assert import_json(text).notes[0].text == title


def _with(path: list[Any], value: Any) -> Any:
    data = json.loads(export_json(small()))
    at = data
    for key in path[:-1]:
        at = at[key]
    at[path[-1]] = value
    return data


ORGAN = ["charter", "institutions", 0, "organs", 0]


@pytest.mark.parametrize(
    ("path", "value", "pointer", "says"),
    [
        (["format"], "other", "", '"format": "charter"'),
        (["version"], 2, "/version", "expected version 1, found 2"),
        (["version"], True, "/version", "expected version 1, found true"),
        (["more"], 1, "/more", "no such field"),
        (["charter", "is"], "Organ", "/charter", 'expected a Charter, found an object with "is": "Organ"'),
        (["charter", "uses_world"], 1, "/charter/uses_world", "expected true or false, found 1"),
        (["charter", "version"], "1", "/charter/version", "expected a whole number"),
        (["charter", "version"], 1.0, "/charter/version", "expected a whole number, found 1.0"),
        (["charter", "version"], True, "/charter/version", "expected a whole number, found true"),
        (["charter", "notes"], "no", "/charter/notes", "expected a list, found"),
        (["charter", "notes"], {}, "/charter/notes", 'an object without "is"'),
        (["charter", "a/b~c"], 1, "/charter/a~1b~0c", "a Charter has no such field"),
        ([*ORGAN, "name"], None, "/charter/institutions/0/organs/0/name", "expected a text, found null"),
        ([*ORGAN, "span"], ["a", 1, 2, 3], "/charter/institutions/0/organs/0/span", "expected a place"),
        ([*ORGAN, "span"], ["a", 1, 2, 3, True], "/charter/institutions/0/organs/0/span", "expected a place"),
        (
            [*ORGAN, "quorum", "value", "is"],
            "Quota",
            "/charter/institutions/0/organs/0/quorum/value",
            'found an object with "is": "Quota"',
        ),
        (
            [*ORGAN, "quorum", "value", "quota"],
            "2/0",
            "/charter/institutions/0/organs/0/quorum/value/quota",
            'an exact number such as "2/3", found "2/0"',
        ),
        (
            [*ORGAN, "quorum", "value", "quota"],
            0.5,
            "/charter/institutions/0/organs/0/quorum/value/quota",
            "expected an exact number, found 0.5",
        ),
        (
            ["charter", "tables", 0, "columns", 0, "values", 0],
            ["KEN"],
            "/charter/tables/0/columns/0/values/0",
            "another number of items than 1",
        ),
    ],
)
def test_what_is_no_charter_is_refused_with_the_place(path: list[Any], value: Any, pointer: str, says: str) -> None:
    with pytest.raises(ExchangeError) as refused:
        import_data(_with(path, value))
    assert refused.value.pointer == pointer
    assert says in refused.value.reason


def test_a_missing_field_is_named() -> None:
    data = json.loads(export_json(small()))
    del data["charter"]["institutions"][0]["name"]
    with pytest.raises(ExchangeError) as refused:
        import_data(data)
    assert refused.value.pointer == "/charter/institutions/0"
    assert refused.value.reason == 'the field "name" of Institution is missing'


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("", "not JSON: Expecting value on line 1, column 1"),
        ('{"format": "charter",\n "version": }', "on line 2, column 13"),
        ("[" * 200_000, "nested too deeply"),
        ('{"format": "charter", "format": "charter"}', 'the field "format" stands twice'),
        ("9" * 10_000, "not JSON that can be read"),
        ("[]", 'expected an object with "format": "charter"'),
        ('{"format": "charter", "version": 1}', 'the field "charter" is missing'),
        ('{"format": "charter", "version": 1, "charter": NaN}', "expected a Charter, found NaN"),
    ],
)
def test_text_that_is_no_charter(text: str, says: str) -> None:
    with pytest.raises(ExchangeError) as refused:
        import_json(text)
    assert says in str(refused.value)


def test_an_expression_too_deep_is_refused() -> None:
    deep: Any = {"is": "Literal", "span": ["a", 1, 1, 1, 2], "value": "1"}
    for _ in range(5000):
        deep = {"is": "Apply", "span": ["a", 1, 1, 1, 2], "op": "neg", "args": [deep]}
    data = _with(
        ["charter", "expectations"],
        [
            {
                "is": "Expectation",
                "span": ["a", 1, 1, 1, 2],
                "of": "A",
                "text": "t",
                "claim": {"is": "That", "span": ["a", 1, 1, 1, 2], "expression": deep},
            }
        ],
    )
    with pytest.raises(ExchangeError) as refused:
        import_data(data)
    assert "nested too deeply" in refused.value.reason


def test_texts_in_an_export_are_those_of_the_formatted_charter() -> None:
    """Spaces, line breaks and comments of the author leave no trace in what is exported: only places differ."""
    written = (
        "charter 1\nuse world\ninstitution A {\n members are {FRA,KEN}\n"
        " organ O { plenary;decides by majority of members }\n decision d:budget{step O}\n}\n"
        "expect A {\n  no   member   can   block d  # why\n  {FRA ,KEN}   can pass d\n}\n"
    )
    loose = load(Source("a.charter", written))
    assert not [f for f in loose.findings if f.severity == "error"], loose.findings
    tidy = load(Source("a.charter", format_text(Source("a.charter", written))))

    def texts(data: object) -> list[str]:
        if isinstance(data, dict):
            own = [value for key, value in data.items() if key == "text" and isinstance(value, str)]
            return own + [text for value in data.values() for text in texts(value)]
        return [text for value in data for text in texts(value)] if isinstance(data, list) else []

    assert loose.charter is not None
    assert tidy.charter is not None
    found = texts(export_data(loose.charter))
    assert found == texts(export_data(tidy.charter))
    assert found
    assert all("  " not in text and " ," not in text for text in found)
