"""The least and the most over lawful compositions: against enumeration, and on real organs."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path

import pytest
from claims_brute import PARTIES, compositions, sets, spaces
from hypothesis import given, settings
from hypothesis import strategies as st

from charter.decisions.compositions.bounds import SeatBounds, extremes, filled_spaces, lawful, seat_bounds
from charter.decisions.elements import CompositionSpace, SeatKind, Spaces, Unknown
from charter.decisions.spaces import _floors_as_seats
from charter.designs import find
from charter.dsl.load import load
from charter.dsl.model.charter import Charter
from charter.dsl.syntax.source import Source

values = st.fixed_dictionaries({p: st.integers(-3, 3) for p in PARTIES})


def design(name: str) -> Charter:
    path = find(name)
    assert path is not None
    charter = load(path).charter
    assert charter is not None
    return charter


def charter_of(text: str, root: Path | None = None) -> Charter:
    charter = load(Source("organ.charter", "charter 1\nuse world\n" + text), root=root).charter
    assert charter is not None
    return charter


@settings(max_examples=150, deadline=None)
@given(spaces(), values)
def test_bounds_of_a_sum_are_those_of_all_compositions(space: CompositionSpace, by_party: dict[str, int]) -> None:
    found = extremes(Spaces((space,)), lambda holder, post: Fraction(by_party[holder]))
    sums = [sum(by_party[s.holder] for s in c) for c in compositions(space)]
    if not sums:
        assert found is None
        assert lawful(Spaces((space,))) is None
        return
    assert found is not None
    assert (found.least, found.most) == (min(sums), max(sums))
    for amount, witness in ((found.least, found.at_least), (found.most, found.at_most)):
        assert sum(by_party[s.holder] for s in witness) == amount
        assert len({s.holder for s in witness}) == len(witness)


@settings(max_examples=150, deadline=None)
@given(spaces(sided=True))
def test_a_floor_on_one_line_is_seats_of_their_own(space: CompositionSpace) -> None:
    def all_of(some: CompositionSpace) -> set[frozenset[tuple[str, SeatKind]]]:
        return {frozenset((s.holder, s.post) for s in c) for c in compositions(some)}

    changed = _floors_as_seats(space)
    assert all_of(changed) == all_of(space)
    assert sum(o.count for o in changed.opens) == sum(o.count for o in space.opens)


@settings(max_examples=80, deadline=None)
@given(spaces(sided=True), values, st.booleans())
def test_bounds_with_floors_and_posts_that_count_differently(
    space: CompositionSpace, by_party: dict[str, int], posts_count: bool
) -> None:
    def value(holder: str, post: SeatKind) -> Fraction:
        return Fraction(by_party[holder]) * (2 if posts_count and post.name == "two" else 1)

    found = extremes(Spaces((space,)), value)
    sums = [sum(value(s.holder, s.post) for s in c) for c in compositions(space)]
    if not sums:
        assert found is None
        return
    assert found is not None
    assert (found.least, found.most) == (min(sums), max(sums))


@settings(max_examples=60, deadline=None)
@given(spaces(), sets, st.booleans())
def test_seats_filled_best_or_worst_for_a_set(space: CompositionSpace, among: frozenset[str], best: bool) -> None:
    counts = [sum(s.holder in among for s in c) for c in compositions(space)]
    if counts:
        narrowed = filled_spaces(Spaces((space,)), among, best)
        wanted = max(counts) if best else min(counts)
        found = extremes(narrowed, lambda holder, post: Fraction(holder in among))
        assert found is not None
        assert (found.least, found.most) == (wanted, wanted)


def test_board_of_governors_bounds_by_hand() -> None:
    charter = design("iaea")
    agency = charter.institutions[0]
    board = agency.organ("Board")
    assert board is not None
    areas = {g.name: g.parties.members for g in charter.groups}
    bounds = seat_bounds(charter, agency, board, areas["AfricaArea"] or ())
    assert isinstance(bounds, SeatBounds)
    # 4 elected and never fewer; if five areas share the ten, one of them may be African six times over, and both
    # Africa's own and the floating seat may be African.
    assert (bounds.least, bounds.least_of) == (4 + 1, 35)
    assert bounds.most == 4 + 1 + 6
    assert len(bounds.at_most) == 35
    assert len({s.holder for s in bounds.at_most}) == 35
    eastern = seat_bounds(charter, agency, board, areas["EasternEuropeArea"] or ())
    assert isinstance(eastern, SeatBounds)
    assert (eastern.least, eastern.most) == (3 + 1, 3 + 6)


@pytest.mark.parametrize(("group", "least", "most"), [("NorthAmericaArea", 1, 2)])
def test_an_area_has_a_designated_seat_in_every_composition(group: str, least: int, most: int) -> None:
    charter = design("iaea")
    agency = charter.institutions[0]
    members = next(g.parties.members for g in charter.groups if g.name == group)
    board = agency.organ("Board")
    assert board is not None
    bounds = seat_bounds(charter, agency, board, members or ())
    assert isinstance(bounds, SeatBounds)
    assert (bounds.least, bounds.most) == (least, most)


def test_experts_are_counted_by_nationality() -> None:
    charter = charter_of("""
institution P {
  members are { FRA, DEU, IND, BRA, KEN }
  organ Assembly { plenary }
  organ Panel {
    experts 6 appointed by Assembly
    at most 2 of one nationality
    at least half from { IND, BRA, KEN }
  }
}
""")
    panel = charter.institutions[0].organ("Panel")
    assert panel is not None
    bounds = seat_bounds(charter, charter.institutions[0], panel, ("IND", "BRA", "KEN"))
    assert isinstance(bounds, SeatBounds)
    assert (bounds.least, bounds.most) == (3, 6)
    one = seat_bounds(charter, charter.institutions[0], panel, ("IND",))
    assert isinstance(one, SeatBounds)
    assert (one.least, one.most) == (0, 2)


def test_seats_that_cannot_be_filled_and_members_that_are_not_known_are_unknown() -> None:
    charter = charter_of("""
institution P {
  members are { FRA, DEU }
  organ Assembly { plenary }
  organ Council { seats { 3 elected by Assembly } }
}
institution Q {
  organ Assembly { plenary }
  organ Council { seats { 3 elected by Assembly } }
}
""")
    for institution, missing in zip(
        charter.institutions, ("a lawful composition: the seats cannot all be filled", "the members"), strict=True
    ):
        council = institution.organ("Council")
        assert council is not None
        found = seat_bounds(charter, institution, council, ("FRA",))
        assert isinstance(found, Unknown)
        assert found.missing == missing
