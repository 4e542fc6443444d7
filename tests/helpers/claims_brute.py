"""Small random organs, and every lawful composition of them by plain enumeration."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from itertools import combinations
from typing import Any

from hypothesis import strategies as st

from charter.decisions.elements import (
    Composition,
    CompositionSpace,
    Conjunction,
    Disjunction,
    Electorate,
    Formula,
    OpenSeats,
    SeatCondition,
    SeatKind,
    Spaces,
    VoteThreshold,
    VoteWeighting,
    seat_of,
)
from charter.decisions.procedure import ElectorateSteps
from charter.dsl.syntax.source import Span

PARTIES = tuple("ABCDEFG")
HERE = Span("here", 1, 1, 1, 2)


def compositions(space: CompositionSpace) -> Iterator[Composition]:
    """Every lawful composition, one seat a party."""

    def fill(index: int, taken: frozenset[str], seats: Composition) -> Iterator[Composition]:
        if index == len(space.opens):
            if all(_within(side, space, seats) for side in space.sides):
                yield seats
            return
        each = space.opens[index]
        for chosen in combinations(sorted(each.eligible - taken), each.count):
            more = tuple(seat_of(p, each.post) for p in chosen)
            yield from fill(index + 1, taken | set(chosen), seats + more)

    yield from fill(0, frozenset(s.holder for s in space.fixed), space.fixed)


def _within(side: SeatCondition, space: CompositionSpace, seats: Composition) -> bool:
    start = len(space.fixed)
    count = 0
    for index, each in enumerate(space.opens):
        for seat in seats[start : start + each.count]:
            count += (side.opens is None or index in side.opens) and seat.holder in side.among
        start += each.count
    return side.low <= count and (side.high is None or count <= side.high)


def passes(formula: Formula, composition: Composition, yes: frozenset[str]) -> bool:
    """Whether a formula holds when exactly these say yes, from the words of the definition."""
    if isinstance(formula, VoteThreshold):
        votes = [(formula.form.of(s.holder, s.post), s.holder in yes) for s in composition]
        total = sum(v for v, _ in votes)
        said = sum(v for v, y in votes if y)
        needed = formula.share * total + formula.plus
        return said > needed if formula.strict else said >= needed
    assert isinstance(formula, Conjunction | Disjunction)
    results = [passes(p, composition, yes) for p in formula.parts]
    return all(results) if isinstance(formula, Conjunction) else any(results)


sets = st.frozensets(st.sampled_from(PARTIES))


@st.composite
def spaces(draw: Any, sided: bool = False) -> CompositionSpace:
    """Up to two known holders, up to three lines of open seats, and perhaps a floor or a cap."""
    fixed = draw(st.frozensets(st.sampled_from(PARTIES), max_size=2))
    posts = (SeatKind("one"), SeatKind("two", Fraction(draw(st.sampled_from([1, 1, 0]))), chamber="X"))
    opens = []
    for line in range(draw(st.integers(1, 3))):
        eligible = draw(st.frozensets(st.sampled_from(PARTIES), min_size=1)) - fixed
        count = draw(st.integers(1, 2))
        if eligible:
            opens.append(OpenSeats(count, eligible, draw(st.sampled_from(posts)), f"line {line}"))
    sides = []
    if sided and opens:
        among = draw(sets)
        low = draw(st.integers(0, 2))
        high = draw(st.one_of(st.none(), st.integers(low, 4)))
        of = draw(st.one_of(st.none(), st.just(frozenset((0,)))))
        sides.append(SeatCondition(of, among, low, high))
    return CompositionSpace(tuple(seat_of(p, posts[0]) for p in sorted(fixed)), tuple(opens), tuple(sides))


@st.composite
def forms(draw: Any) -> VoteWeighting:
    """One each, by weight, of a group, of a chamber."""
    weights = draw(st.one_of(st.none(), st.fixed_dictionaries({p: st.integers(0, 4).map(Fraction) for p in PARTIES})))
    among = draw(st.one_of(st.none(), sets))
    return VoteWeighting("votes", weights=weights, among=among, chamber=draw(st.sampled_from([None, None, "X"])))


@st.composite
def formulas(draw: Any, depth: int = 2) -> Formula:
    """Thresholds, joined by and and or."""
    kind = draw(st.sampled_from(["atom", "all", "some"])) if depth else "atom"
    if kind != "atom":
        parts = tuple(draw(formulas(depth - 1)) for _ in range(2))
        return Conjunction(parts) if kind == "all" else Disjunction(parts)
    share = draw(st.sampled_from([Fraction(0), Fraction(1, 2), Fraction(2, 3), Fraction(1)]))
    low, high = (1, 3) if share == 0 else (-1, 0)
    plus = Fraction(draw(st.integers(low, high)))
    return VoteThreshold(draw(forms()), share, plus, draw(st.booleans()) and share < 1, "a threshold")


def part_of(space: CompositionSpace, formula: Formula) -> ElectorateSteps:
    """A part of a decision in a hall with this space."""
    hall = Electorate("I.O", "O", HERE, Spaces((space,)), open_seats=bool(space.opens))
    return ElectorateSteps(hall, formula, (), None)  # type: ignore[arg-type]
