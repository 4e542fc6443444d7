"""Does a formula hold in every lawful composition, in some, in none, when a coalition says no (or alone says yes)?

First by intervals (no composition is made), then by the exact bounds of each threshold and the compositions that
attain them, and only where several thresholds pull against each other by integer programming. Every composition
handed back has been counted again, exactly.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from fractions import Fraction

from charter.decisions.compositions.bounds import extreme, lawful
from charter.decisions.elements import (
    NOBODY,
    ONE,
    ZERO,
    Composition,
    CompositionSpace,
    Formula,
    OpenSeats,
    Seat,
    SeatKind,
    Spaces,
    VoteThreshold,
    VoteWeighting,
    alternatives,
    atoms,
    bodies_in,
    truth,
)
from charter.record import changed, record

Value = Callable[[str, SeatKind], Fraction]


@record
class Reading:
    """Who says yes: all but the coalition (`blocking`), or only the coalition."""

    coalition: frozenset[str]
    blocking: bool
    special: dict[tuple[str, str], Seat]

    @classmethod
    def of(cls, coalition: frozenset[str], blocking: bool, spaces: Spaces) -> Reading:
        """The reading in an organ, where some seats follow other rules than that a party speaks for itself."""
        reading = cls(coalition, blocking, {})
        for seat in spaces.variants[0].fixed if spaces.variants else ():
            if len(seat.keys) != 1 or seat.keys[0] != frozenset((seat.holder,)):
                reading.special[seat.holder, seat.post.name] = seat
        return reading

    def yes(self, holder: str, post: SeatKind, barred: frozenset[str] = NOBODY) -> bool:
        """Whether that holder says yes, where those `barred` have no part in a vote that is cast for several."""
        if self.special:
            found = self.special.get((holder, post.name))
            if found is not None:
                able = found.controlled(self.coalition, to_say_yes=not self.blocking, barred=barred)
                return able != self.blocking
        return (holder in self.coalition) != self.blocking

    def value(self, atom: VoteThreshold) -> Value:
        """What a seat adds to the threshold's sum: its yes less the share of it that is needed."""
        form, for_yes, for_no = atom.form, 1 - atom.share, -atom.share

        def add(holder: str, post: SeatKind) -> Fraction:
            votes = form.of(holder, post)
            return votes * (for_yes if self.yes(holder, post, form.barred) else for_no) if votes else ZERO

        return add


@record
class Survey:
    """A lawful composition in which the formula holds, and one in which it fails; None where there is none."""

    holds: Composition | None
    fails: Composition | None

    @property
    def always(self) -> bool:
        """It holds in every lawful composition, and there is one."""
        return self.fails is None and self.holds is not None

    @property
    def never(self) -> bool:
        """It fails in every lawful composition, and there is one."""
        return self.holds is None and self.fails is not None


def met(atom: VoteThreshold, composition: Composition, reading: Reading) -> bool:
    """Whether the threshold is met in a composition: the exact count."""
    add = reading.value(atom)
    return atom.met(sum((add(s.holder, s.post) for s in composition), ZERO))


def holds(formula: Formula, composition: Composition, reading: Reading) -> bool:
    """Whether the formula holds in a composition: the exact count."""
    return bool(truth(formula, lambda a: met(a, composition, reading), reading.blocking))


ALL_SAY_YES = Reading(NOBODY, True, {})
"""Nobody is against."""


def survey(spaces: Spaces, formula: Formula, reading: Reading, sample: Composition | None = None) -> Survey:
    """In which lawful compositions the formula holds and fails; both None if no composition is lawful. A `sample`
    is a lawful composition to show where the answer is the same in all, so that none need be made."""
    if spaces.known is not None:
        return _outcome(holds(formula, spaces.known, reading), spaces.known)
    if spaces.relaxed is not None:
        decided = truth(formula, lambda a: _crude(spaces.relaxed, a, reading), reading.blocking)  # type: ignore[arg-type]
        if decided is None:
            decided = _by_bounds(spaces.relaxed, formula, reading)[0]
        if decided is not None:
            return _outcome(decided, sample or lawful(spaces))
    found = Survey(None, None)
    for space in spaces.variants:
        each = _survey_space(space, formula, reading, sample if len(spaces.variants) == 1 else None)
        found = Survey(found.holds or each.holds, found.fails or each.fails)
        if found.holds is not None and found.fails is not None:
            break
    return found


def _whole_carries(spaces: Spaces, formula: Formula) -> bool:
    """Whether it plainly holds when all say yes, whoever sits: it asks for parts of all votes, and there is a vote.
    False where that is not plain."""
    outer = spaces.outer
    if not any(s.post.size for s in outer.fixed) and not any(o.post.size and o.count for o in outer.opens):
        return False
    return all(
        not atom.plus and (atom.share < 1 or (atom.share == 1 and not atom.strict)) and _all_count(atom.form)
        for atom in atoms(formula)
    )


def _all_count(form: VoteWeighting) -> bool:
    """Whether whoever sits has a vote that counts."""
    limited = form.among is not None or form.chamber is not None or form.vetoes_only or form.barred
    return not limited and (form.weights is None or all(form.weights.values()))


def never_holds(spaces: Spaces, formula: Formula, reading: Reading) -> bool:
    """Whether it holds in no lawful composition; by intervals alone where they settle it."""
    if reading == ALL_SAY_YES and not bodies_in(formula) and _whole_carries(spaces, formula):
        return False
    first = spaces.variants[0]
    if truth(formula, lambda a: _crude(first, a, reading), reading.blocking):
        return False
    return survey(spaces, formula, reading).never


def sometimes_fails(spaces: Spaces, formula: Formula, reading: Reading) -> bool:
    """Whether it fails in some lawful composition; by intervals alone where they settle it."""
    if reading == ALL_SAY_YES and not bodies_in(formula) and _whole_carries(spaces, formula):
        return False
    every = (spaces.relaxed,) if spaces.relaxed is not None else spaces.variants
    if all(truth(formula, lambda a, s=s: _crude(s, a, reading), reading.blocking) for s in every):  # type: ignore[misc]
        return False
    return survey(spaces, formula, reading).fails is not None


def _outcome(decided: bool, composition: Composition | None) -> Survey:
    return Survey(composition, None) if decided else Survey(None, composition)


def _survey_space(space: CompositionSpace, formula: Formula, reading: Reading, sample: Composition | None) -> Survey:
    crude = truth(formula, lambda a: _crude(space, a, reading), reading.blocking)
    if crude is not None and sample is not None:
        return _outcome(crude, sample)
    if crude is not None:
        found = extreme(space, lambda holder, post: ZERO)
        return Survey(None, None) if found is None else _outcome(crude, found[1])
    decided, tried = _by_bounds(space, formula, reading)
    if decided is not None:
        return _outcome(decided, tried[0] if tried else None)
    if not tried:
        return Survey(None, None)
    yes = next((c for c in tried if holds(formula, c, reading)), None)
    no = next((c for c in tried if not holds(formula, c, reading)), None)
    return Survey(
        yes if yes is not None else _search(space, formula, reading, True),
        no if no is not None else _search(space, formula, reading, False),
    )


def _by_bounds(space: CompositionSpace, formula: Formula, reading: Reading) -> tuple[bool | None, list[Composition]]:
    """The formula's value where the exact bounds of its thresholds settle it, and the compositions at the bounds."""
    tried: list[Composition] = []
    known: dict[int, bool | None] = {}
    for atom in atoms(formula):
        add = reading.value(atom)
        low, high = extreme(space, add, most=False), extreme(space, add, most=True)
        if low is None or high is None:
            return None, []
        tried += [low[1], high[1]]
        known[id(atom)] = _settled(atom, low[0], high[0])
    return truth(formula, lambda a: known[id(a)], reading.blocking), tried


def _settled(atom: VoteThreshold, low: Fraction, high: Fraction) -> bool | None:
    if atom.met(low):
        return True
    return None if atom.met(high) else False


def _crude(space: CompositionSpace, atom: VoteThreshold, reading: Reading) -> bool | None:
    """The threshold's value where bounds that look at each open seat apart settle it."""
    add = reading.value(atom)
    low = high = sum((add(s.holder, s.post) for s in space.fixed), ZERO)
    for each in space.opens:
        least, most = _ends(each, add, space.apiece)
        low += least
        high += most
    return _settled(atom, low, high)


def _ends(each: OpenSeats, add: Value, apiece: int) -> tuple[Fraction, Fraction]:
    counts: dict[Fraction, int] = {}
    for party in each.eligible:
        value = add(party, each.post)
        counts[value] = counts.get(value, 0) + apiece
    order = sorted(counts)
    return _take(order, counts, each.count), _take(order[::-1], counts, each.count)


def _take(order: list[Fraction], counts: dict[Fraction, int], seats: int) -> Fraction:
    total = ZERO
    for value in order:
        taken = min(seats, counts[value])
        total += value * taken
        seats -= taken
    return total


def _search(space: CompositionSpace, formula: Formula, reading: Reading, wanted: bool) -> Composition | None:
    """A composition in which the formula is `wanted`, by integer programming over the ways to make it so."""
    from charter.decisions.compositions.ilp import CompositionCondition, find
    from charter.errors import TooLarge

    ways = alternatives(formula, wanted, reading.blocking)
    if ways is None:
        raise TooLarge("a rule with more than 512 ways to pass or fail")
    for way in ways:
        conditions = [_condition(atom, reading, wanted) for atom in way]
        found = find(space, [CompositionCondition(value, least, strict) for value, least, strict in conditions])
        if found is not None:
            if holds(formula, found, reading) != wanted:
                raise TooLarge("a solution that the exact count does not confirm")
            return found
    return None


def _condition(atom: VoteThreshold, reading: Reading, wanted: bool) -> tuple[Value, Fraction, bool]:
    add = reading.value(atom)
    if wanted:
        return add, atom.plus, atom.strict
    return (lambda holder, post: -add(holder, post)), -atom.plus, not atom.strict


# ---- one member at a time ------------------------------------------------------------------------


def stops(formula: Formula, composition: Composition, accused: bool) -> dict[str, bool]:
    """For every party of a composition: whether its no alone stops the decision. With `accused`, the party is the
    accused, who cannot vote where the accused are barred. One pass over the seats for each threshold."""
    parties = sorted({p for seat in composition for p in _parties(seat)})
    tables = {id(a): _table(a, composition, accused) for a in atoms(formula)}
    found = {}
    for party in parties:

        def passes(atom: VoteThreshold, party: str = party) -> bool:
            total, lost, gone = tables[id(atom)]
            votes = total - gone.get(party, ZERO)
            return atom.met(votes - lost.get(party, ZERO) - atom.share * votes)

        found[party] = not truth(formula, passes, True)
    return found


def _parties(seat: Seat) -> Iterator[str]:
    for key in seat.keys:
        if len(key) == 1:
            yield from key
    yield from (p for p, _ in seat.unit)


def _table(
    atom: VoteThreshold, composition: Composition, accused: bool
) -> tuple[Fraction, dict[str, Fraction], dict[str, Fraction]]:
    """All votes of a form; those that a party's no takes away; those that are not counted when it is accused."""
    total = ZERO
    lost: dict[str, Fraction] = {}
    gone: dict[str, Fraction] = {}
    barred = accused and bars_accused(atom)
    for seat in composition:
        votes = atom.form.of(seat.holder, seat.post)
        if not votes:
            continue
        total += votes
        for party in _parties(seat):
            if barred and (seat.holder == party or seat.unit):
                less = changed(atom.form, barred=atom.form.barred | {party}).of(seat.holder, seat.post)
                gone[party] = gone.get(party, ZERO) + votes - less
            elif seat.controlled(frozenset((party,)), to_say_yes=False, barred=atom.form.barred):
                lost[party] = lost.get(party, ZERO) + votes
    return total, lost, gone


def bars_accused(atom: VoteThreshold) -> bool:
    """Whether the accused cannot vote here: barred as accused, or as a party to the dispute."""
    return any(b.who in ("accused", "disputants") for b in atom.form.bars)


def could_stop(spaces: Spaces, formula: Formula, opens_only: bool = False, number: int = 1) -> bool:
    """Whether one party's no (or that of so many) might stop the decision (`opens_only`: one open seat's), by
    intervals only: False is certain. It covers the accused who are barred too: to take a vote out of the count lowers
    the sum by no more than to cast it against."""
    if spaces.known is not None:
        return not opens_only
    for space in (spaces.relaxed,) if spaces.relaxed is not None else spaces.variants:
        if truth(formula, lambda a, s=space: _without(s, a, opens_only, number), True) is not True:  # type: ignore[misc]
            return True
    return False


def _without(space: CompositionSpace, atom: VoteThreshold, opens_only: bool, number: int) -> bool | None:
    form = atom.form
    low = ZERO
    held: dict[str, Fraction] = {}
    for seat in space.fixed:
        votes = form.of(seat.holder, seat.post)
        low += votes * (ONE - atom.share)
        for party in () if opens_only else _parties(seat):
            held[party] = held.get(party, ZERO) + votes
    largest = max(held.values(), default=ZERO)
    for each in space.opens:
        counts: dict[Fraction, int] = {}
        for party in each.eligible:
            value = form.of(party, each.post)
            counts[value] = counts.get(value, 0) + space.apiece
        low += _take(sorted(counts), counts, each.count) * (ONE - atom.share)
        largest = max(largest, max(counts, default=ZERO))
    return True if atom.met(low - largest * number) else None
