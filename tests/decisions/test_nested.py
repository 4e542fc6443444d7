"""Constituencies that vote as a unit, casting votes, seats that several hold: smallest coalitions by enumeration."""

from __future__ import annotations

from fractions import Fraction
from itertools import combinations
from typing import Any

from claims_brute import formulas, part_of
from hypothesis import given, settings
from hypothesis import strategies as st
from test_compositions import design

from charter.decisions.compile_rule import with_casting
from charter.decisions.elements import (
    BodyAgrees,
    Composition,
    CompositionSpace,
    Conjunction,
    Formula,
    Seat,
    SeatKind,
    VoteThreshold,
    VoteWeighting,
    seat_of,
)
from charter.decisions.queries.game_queries import DecisionGame, decision_game
from charter.decisions.queries.smallest import smallest
from charter.decisions.to_game import formula_game
from charter.games.cheapest import cheapest
from charter.games.counting.planner import LIMITS

PARTIES = tuple("abcdefgh")
HOLDERS = tuple("ABCDEFG")


@st.composite
def chambers(draw: Any) -> Composition:
    """Up to five seats: of one party, of a constituency, of two parties together, of nobody's."""
    left = list(draw(st.permutations(PARTIES)))
    seats = []
    for holder in HOLDERS[: draw(st.integers(1, 5))]:
        kind = draw(st.sampled_from(["unit", "unit", "one", "joint", "nobody"]))
        size = {"unit": draw(st.integers(2, 3)), "one": 1, "joint": 2, "nobody": 0}[kind]
        mine, left = left[:size], left[size:]
        if len(mine) < size:
            break
        if kind == "unit":
            unit = tuple((p, Fraction(draw(st.integers(1, 4)))) for p in mine)
            seats.append(Seat(holder, SeatKind(""), (), unit))
        else:
            keys = (frozenset(mine),) if mine else ()
            seats.append(Seat(holder, SeatKind("", chamber=draw(st.sampled_from([None, "X"]))), keys))
    return tuple(seats) or (seat_of("a", SeatKind("")),)


@st.composite
def rules(draw: Any) -> Formula:
    """A formula over the holders, perhaps with a casting vote, perhaps with a body that must agree."""
    formula = with_casting(draw(formulas(depth=draw(st.integers(0, 2)))), draw(st.sampled_from([None, "Chair"])))
    return Conjunction((formula, BodyAgrees("Bureau"))) if draw(st.booleans()) else formula


def said(seat: Seat, yes: frozenset[str], rest: bool) -> bool:
    """Whether a seat says yes: most of its weight does, or all who hold it; `rest` is what nobody's seats say."""
    if seat.unit:
        return 2 * sum(w for p, w in seat.unit if p in yes) > sum(w for _, w in seat.unit)
    if not seat.keys:
        return rest
    return bool(seat.keys[0] & yes) if rest else seat.keys[0] <= yes


def passes(formula: Formula, composition: Composition, yes: frozenset[str], rest: bool) -> bool:
    if isinstance(formula, BodyAgrees):
        return rest
    if isinstance(formula, VoteThreshold):
        votes = [(formula.form.of(s.holder, s.post), said(s, yes, rest)) for s in composition]
        needed = formula.share * sum(v for v, _ in votes) + formula.plus
        got = sum(v for v, y in votes if y)
        return got > needed if formula.strict else got >= needed
    results = [passes(p, composition, yes, rest) for p in formula.parts]
    return all(results) if isinstance(formula, Conjunction) else any(results)


def least(formula: Formula, composition: Composition, blocking: bool, bloc: frozenset[str]) -> int | None:
    """The fewest players, the bloc counting as one, who can."""
    parties = sorted({p for s in composition for k in s.keys for p in k} | {p for s in composition for p, _ in s.unit})
    inside = bloc & frozenset(parties)
    single = [frozenset((p,)) for p in parties if p not in inside] + ([inside] if inside else [])
    for size in range(len(single) + 1):
        for group in combinations(single, size):
            coalition = frozenset(p for part in group for p in part)
            yes = frozenset(parties) - coalition if blocking else coalition
            if passes(formula, composition, yes, blocking) != blocking:
                return size
    return None


@settings(max_examples=400, deadline=None)
@given(chambers(), rules(), st.booleans(), st.sampled_from([frozenset(), frozenset("abc"), frozenset("ad")]))
def test_the_smallest_coalition_over_constituencies_is_that_of_enumeration(
    composition: Composition, formula: Formula, blocking: bool, bloc: frozenset[str]
) -> None:
    nested = any(s.unit or any(len(k) > 1 for k in s.keys) for s in composition) or not any(s.keys for s in composition)
    blocs = (bloc,) if bloc and nested else ()
    found = smallest(part_of(CompositionSpace(composition), formula), blocking, blocs)
    assert (found.size if found else None) == least(formula, composition, blocking, bloc if blocs else frozenset())
    if found is not None:
        inside = frozenset(found.members)
        everyone = frozenset(PARTIES)
        yes = everyone - inside if blocking else inside
        assert passes(formula, composition, yes, blocking) != blocking


@settings(max_examples=200, deadline=None)
@given(st.lists(st.integers(0, 3), min_size=1, max_size=4), st.sampled_from([1, 2, 3]))
def test_a_casting_vote_carries_a_tie_and_nothing_less(votes: list[int], denominator: int) -> None:
    weights = {h: Fraction(v, denominator) for h, v in zip(HOLDERS, votes, strict=False)}
    composition = tuple(seat_of(h, SeatKind("")) for h in weights)
    majority = VoteThreshold(VoteWeighting("votes", weights=weights), Fraction(1, 2), Fraction(0), True, "a majority")
    game = formula_game(with_casting(majority, "Chair"), composition)
    assert game.players == (*weights, "(Chair)")
    total = sum(weights.values())
    for size in range(len(weights) + 1):
        for group in combinations(weights, size):
            got = sum(weights[h] for h in group)
            assert game.wins(group) == (2 * got > total)
            assert game.wins((*group, "(Chair)")) == (2 * got >= total)


def test_the_fewest_states_that_stop_the_board_of_the_fund() -> None:
    """Half the votes of 24 chairs: the nine are counted again here, chair by chair."""
    fund = design("imf")
    found = decision_game(fund, fund.institutions[0], "choose_managing_director")
    assert isinstance(found, DecisionGame)
    chairs = found.parts[0].hall.spaces.known
    form = next(iter(_atoms(found))).form
    assert chairs is not None
    nine = found.smallest_blocking()
    captured = [s for s in chairs if not said(s, frozenset(_states(chairs)) - set(nine.members), False)]
    votes = {s.holder: form.of(s.holder, s.post) for s in chairs}
    assert nine.size == len(nine.members) == 9
    assert 2 * sum(votes[s.holder] for s in captured) > sum(votes.values())
    # eight are too few: with the chairs in the order of votes for each state that it takes, not even the best eight
    # parts of chairs reach half
    prices = {s.holder: _needed(s) for s in chairs}
    ratio = sorted(chairs, key=lambda s: -votes[s.holder] / prices[s.holder])
    left, got = 8, Fraction(0)
    for seat in ratio:
        taken = min(left, prices[seat.holder])
        got += votes[seat.holder] * taken / prices[seat.holder]
        left -= taken
    assert 2 * got < sum(votes.values())


def _atoms(found: DecisionGame) -> list[VoteThreshold]:
    from charter.decisions.elements import atoms

    return list(atoms(found.parts[0].formula))


def _states(chairs: Composition) -> list[str]:
    return [p for s in chairs for p in (*(q for k in s.keys for q in k), *(q for q, _ in s.unit))]


def _needed(seat: Seat) -> int:
    """How many of a constituency stop its yes: the heaviest, until half is reached."""
    held, total = Fraction(0), sum(w for _, w in seat.unit)
    for number, weight in enumerate(sorted((w for _, w in seat.unit), reverse=True), 1):
        held += weight
        if 2 * held >= total:
            return number
    return 1


def test_cheapest_counts_members_and_not_constituencies() -> None:
    """Three constituencies of three; two of each settle it, so that four stop the whole."""
    seats = tuple(Seat(h, SeatKind(""), (), tuple((f"{h}{k}", Fraction(1)) for k in range(3))) for h in ("P", "Q", "R"))
    majority = VoteThreshold(VoteWeighting("seats"), Fraction(1, 2), Fraction(0), True, "a majority")
    game = formula_game(majority, seats)
    found = cheapest(game.dual().rule, game.players, dict.fromkeys(game.players, 1), LIMITS)
    assert found is not None
    assert found.cost == 4
