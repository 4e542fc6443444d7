"""Coalitions that are few and light at once."""

from __future__ import annotations

from fractions import Fraction
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from charter.errors import TooLarge
from charter.games.formula import Part, all_of, any_of, holds, threshold
from charter.games.solving import light
from charter.games.solving.light import few_and_light

NAMES = "abcdefg"


@st.composite
def flat(draw: st.DrawFn) -> Part:
    weights = draw(st.lists(st.integers(0, 9), min_size=7, max_size=7))
    return threshold(NAMES, weights, draw(st.integers(1, max(sum(weights), 1))))


BOTH = st.builds(lambda a, b: all_of([a, b]), flat(), flat())
EITHER = st.builds(lambda a, b: any_of([a, b]), flat(), flat())
RULES = st.one_of(flat(), BOTH, EITHER)


@given(
    RULES, st.lists(st.integers(0, 20), min_size=7, max_size=7), st.lists(st.integers(1, 2), min_size=7, max_size=7),
    st.integers(1, 8), st.integers(1, 60),
)  # fmt: skip
def test_it_is_what_going_through_all_coalitions_gives(
    rule: Part, costs: list[int], heads: list[int], few: int, limit: int
) -> None:
    cost, head = dict(zip(NAMES, costs, strict=True)), dict(zip(NAMES, heads, strict=True))

    def size(members: tuple[str, ...]) -> int:
        return sum(head[m] for m in members)

    able = [
        size(chosen)
        for k in range(8)
        for chosen in combinations(NAMES, k)
        if holds(rule, chosen.__contains__) and size(chosen) < few and sum(cost[m] for m in chosen) < limit
    ]
    found = few_and_light(rule, head, cost, Fraction(few), Fraction(limit)) if rule != all_of([]) else ()
    if rule == all_of([]):
        return
    assert (found is None) == (not able)
    if found is not None:
        assert holds(rule, found.__contains__)
        assert size(found) == min(able)
        assert sum(cost[m] for m in found) < limit


def test_of_the_fewest_the_lightest_are_named() -> None:
    """Any two of a, b, c reach 8; b and c have 5, the others more."""
    rule = threshold("abcd", [5, 4, 4, 1], 8)
    costs = {"a": 9, "b": 3, "c": 2, "d": 1}
    assert few_and_light(rule, dict.fromkeys("abcd", 1), costs, Fraction(4), Fraction(6)) == ("b", "c")
    assert few_and_light(rule, dict.fromkeys("abcd", 1), costs, Fraction(2), Fraction(6)) is None
    assert few_and_light(rule, dict.fromkeys("abcd", 1), costs, Fraction(4), Fraction(5)) is None


def test_what_is_beyond_the_search_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(light, "NODE_LIMIT", 2)
    rule = threshold("abcdef", [6, 5, 5, 4, 4, 4], 15)
    with pytest.raises(TooLarge, match="few members and little cost"):
        few_and_light(rule, dict.fromkeys("abcdef", 1), dict.fromkeys("abcdef", 3), Fraction(5), Fraction(9))
