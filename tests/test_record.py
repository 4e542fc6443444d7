"""Records: immutable, compared by value, made without attrs and known to it all the same."""

from __future__ import annotations

import copy
import pickle
from functools import cached_property

import attrs
import pytest

from charter.dsl.model.base import Clock
from charter.dsl.syntax.source import Span
from charter.record import changed, record

HERE = Span("a.charter", 1, 1, 1, 5)


@record
class Pair:
    """Two things."""

    span: Span
    first: int
    second: str | None = None

    @cached_property
    def double(self) -> int:
        """Twice the first."""
        return self.first * 2


@record
class Triple(Pair):
    """Three things."""

    third: tuple[int, ...] = ()


@attrs.frozen
class Other:
    """A class of attrs."""

    value: int


def test_fields_by_place_and_by_name_with_their_defaults() -> None:
    made = Triple(HERE, 1, third=(2,))
    assert (made.span, made.first, made.second, made.third, made.double) == (HERE, 1, None, (2,), 2)
    assert repr(made) == "Triple(first=1, third=(2,))"


@pytest.mark.parametrize(
    ("args", "names", "says"),
    [
        ((HERE,), {}, "Pair needs `first`"),
        ((HERE, 1, "x", 2), {}, "Pair has 3 fields, not 4"),
        ((HERE, 1), {"third": 3}, "Pair has no free field third"),
        ((HERE, 1), {"first": 3}, "Pair has no free field first"),
    ],
)
def test_what_does_not_fit_is_refused(args: tuple[object, ...], names: dict[str, object], says: str) -> None:
    with pytest.raises(TypeError, match=says):
        Pair(*args, **names)  # type: ignore[arg-type]


def test_nothing_can_be_set_or_deleted() -> None:
    made = Pair(HERE, 1)
    with pytest.raises(attrs.exceptions.FrozenInstanceError):
        made.first = 2  # type: ignore[misc]
    with pytest.raises(attrs.exceptions.FrozenInstanceError):
        del made.first
    assert made.first == 1


def test_equal_by_value_and_class_and_what_is_remembered_does_not_count() -> None:
    one, same = Pair(HERE, 1), Pair(HERE, 1)
    assert one.double == 2
    assert one == same
    assert hash(one) == hash(same)
    assert one != Pair(HERE, 2)
    assert one != Triple(HERE, 1)


def test_copies_and_changes() -> None:
    made = Triple(HERE, 1, "x")
    assert copy.deepcopy(made) == pickle.loads(pickle.dumps(made)) == made
    assert changed(made, first=2) == attrs.evolve(made, first=2) == Triple(HERE, 2, "x")
    assert changed(Other(1), value=2) == Other(2)
    with pytest.raises(TypeError, match="Triple has no field fourth"):
        changed(made, fourth=2)


def test_attrs_knows_its_fields() -> None:
    assert attrs.has(Triple)
    assert [(f.name, f.default) for f in attrs.fields(Triple)] == [
        ("span", attrs.NOTHING),
        ("first", attrs.NOTHING),
        ("second", None),
        ("third", ()),
    ]
    assert [f.name for f in attrs.fields(Pair)] == ["span", "first", "second"]
    assert [f.name for f in attrs.fields(Clock)] == ["span", "amount", "unit", "words"]


def test_a_default_that_attrs_would_have_to_make_is_refused() -> None:
    @record
    class Wrong:
        items: list[int] = attrs.field(factory=list)

    with pytest.raises(TypeError, match="items: a record has plain defaults"):
        Wrong()
