"""Compositions of each kind, against every composition written out."""

from __future__ import annotations

from collections import Counter
from fractions import Fraction
from itertools import combinations
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from charter.decisions.elements import (
    Composition,
    CompositionSpace,
    OpenSeats,
    SeatCondition,
    SeatKind,
    Spaces,
    VoteWeighting,
    seat_of,
)
from charter.games.every_composition import OpenHall, TooMany, fillings, marks_of

PARTIES = ("A", "B", "C", "D", "E")
HIGH, LOW = SeatKind("high", Fraction(2)), SeatKind("low")


@st.composite
def spaces(draw: st.DrawFn) -> CompositionSpace:
    """Up to three kinds of open seats, one certain seat, perhaps a floor."""
    opens = tuple(
        OpenSeats(draw(st.integers(1, 2)), draw(st.frozensets(st.sampled_from(PARTIES[1:]), min_size=1)), post, "some")
        for post in draw(st.lists(st.sampled_from((HIGH, LOW)), min_size=1, max_size=3))
    )
    floor = SeatCondition(None, frozenset("BC"), draw(st.integers(0, 2)), draw(st.sampled_from((None, 1, 2))))
    return CompositionSpace((seat_of("A", LOW),), opens, (floor,) if draw(st.booleans()) else ())


def written_out(space: CompositionSpace) -> list[Composition]:
    """Every lawful composition, by choosing for one kind of seat after the other."""
    found: list[tuple[Any, ...]] = [()]
    for each in space.opens:
        more = []
        for chosen in found:
            taken = {p for p, _, _ in chosen}
            for parties in combinations(sorted(each.eligible - taken), each.count):
                more.append((*chosen, *((p, each.post, each) for p in parties)))
        found = more
    kept = []
    for chosen in found:
        inside = sum(p in side.among for side in space.sides for p, _, _ in chosen)
        if all(s.low <= inside and (s.high is None or inside <= s.high) for s in space.sides):
            kept.append((*space.fixed, *(seat_of(p, post) for p, post, _ in chosen)))
    return kept


def kind(composition: Composition, weights: dict[str, Fraction]) -> Any:
    """What a rule sees of a composition: how many votes of which weight are cast, and where A and B sit."""
    cast = Counter((weights[s.holder], s.post.name) for s in composition)
    return frozenset(cast.items()), frozenset(s.post.name for s in composition if s.holder == "B")


@given(spaces(), st.lists(st.integers(1, 2), min_size=5, max_size=5))
def test_each_kind_is_there_and_no_other(space: CompositionSpace, votes: list[int]) -> None:
    weights = {p: Fraction(v) for p, v in zip(PARTIES, votes, strict=True)}
    form = VoteWeighting("votes", weights=weights)
    halls = [OpenHall("Club.Council", Spaces((space,)))]
    marks = marks_of(PARTIES, [(Spaces((space,)), [form])], [frozenset("B")])
    found = {kind(each["Club.Council"], weights) for each in fillings(halls, marks, 4000)}
    assert found == {kind(each, weights) for each in written_out(space)}


def test_equal_voters_need_one_composition_of_each_kind() -> None:
    """Three of 20 members with one vote each, two of them asked about: none, one or both of the two sit."""
    members = tuple(f"M{i}" for i in range(20))
    space = CompositionSpace((), (OpenSeats(3, frozenset(members), LOW, "members"),))
    marks = marks_of(members, [(Spaces((space,)), [VoteWeighting("seats")])], [frozenset(members[:2])])
    found = fillings([OpenHall("C", Spaces((space,)))], marks, 10)
    held = sorted(sum(s.holder in members[:2] for s in each["C"]) for each in found)
    assert held == [0, 1, 2]


def test_a_member_of_two_organs_is_seen_in_both() -> None:
    """One seat in each of two organs from the same two members: the same one in both, or one in each."""
    space = CompositionSpace((), (OpenSeats(1, frozenset("AB"), LOW, "members"),))
    halls = [OpenHall("C", Spaces((space,))), OpenHall("D", Spaces((space,)))]
    marks = marks_of("AB", [(Spaces((space,)), [VoteWeighting("seats")])] * 2, ())
    found = fillings(halls, marks, 10)
    assert sorted(each["C"][0].holder == each["D"][0].holder for each in found) == [False, True]


def test_too_many_kinds_are_refused() -> None:
    """Ten members of ten weights: 252 ways to choose five."""
    members = tuple(f"M{i}" for i in range(10))
    weights = {m: Fraction(i) for i, m in enumerate(members)}
    space = CompositionSpace((), (OpenSeats(5, frozenset(members), LOW, "members"),))
    marks = marks_of(members, [(Spaces((space,)), [VoteWeighting("votes", weights=weights)])], ())
    hall = [OpenHall("C", Spaces((space,)))]
    assert len(fillings(hall, marks, 252)) == 252
    with pytest.raises(TooMany, match="more than 251 kinds"):
        fillings(hall, marks, 251)
