"""Expectations about a drafted charter, each with the verdict that playing every vote gives."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from fractions import Fraction
from random import Random

from charter.dsl.model.charter import Charter
from charter.dsl.model.decisions import Decision

from . import answers
from .answers import UNKNOWN, over_cases
from .draft import Draft
from .play import noted
from .seats import Silent, TooMany
from .table import Circumstances, Outcome, Reading


@dataclass(frozen=True)
class Sentence:
    """A sentence of `expect` and its verdict. `about`: what kind of question it is."""

    text: str
    verdict: str
    about: str
    decision: str = ""
    scenario: str | None = None
    noted: frozenset[str] = frozenset()
    also: str | None = None
    """Another right verdict, where what is known decides and what is not known does not matter."""


def circumstances(charter: Charter, name: str | None) -> Circumstances:
    """What a scenario of the charter changes."""
    if name is None:
        return Circumstances()
    found = Circumstances()
    for change in next(s for s in charter.scenarios if s.name == name).changes:
        parties = frozenset(change.parties.members or ()) if change.parties is not None else frozenset()
        if change.kind == "as_one":
            found = Circumstances(found.gone, (*found.blocs, parties), found.arrears, found.best)
        elif change.kind == "arrears":
            found = Circumstances(found.gone, found.blocs, found.arrears | parties, found.best)
        elif change.kind == "without":
            found = Circumstances(found.gone | parties, found.blocs, found.arrears, found.best)
        elif change.kind in ("filled_best", "filled_worst"):
            best = (change.organ or "", parties, change.kind == "filled_best")
            found = Circumstances(found.gone, found.blocs, found.arrears, best)
        else:
            raise Silent(change.kind)
    return found


def sentences(charter: Charter, draft: Draft, rnd: Random) -> list[Sentence]:
    """Questions about every decision and organ, in the base case and in the scenarios."""
    found: list[Sentence] = []
    for scenario in (None, *draft.scenarios):
        reading = Reading(charter, charter.institutions[0], circumstances(charter, scenario))
        lead = "" if scenario is None else f"in scenario {scenario}: "
        for name in draft.decisions:
            found += _about(reading, draft, name, rnd, lead, scenario)
        found += _organs(reading, draft, rnd, lead, scenario)
    return found


def _about(
    reading: Reading, draft: Draft, name: str, rnd: Random, lead: str, scenario: str | None
) -> Iterator[Sentence]:
    decision = reading.institution.decision(name)
    assert decision is not None
    noted.clear()
    try:
        cases = reading.cases(decision)
    except TooMany:
        return
    except Silent as silent:
        sure = _stopped_anyway(reading, decision)
        for text, about in ((f"no member can block {name}", "no k block"), (f"that vetoes({name}) = 0", "vetoes")):
            yield Sentence(lead + text, UNKNOWN, about, name, scenario, frozenset((f"silent on {silent}",)), sure)
        return
    blocs = reading.now.blocs
    seen = frozenset(noted) | frozenset({"bloc"} if blocs else ()) | frozenset({"accused"} if cases[0].accused else ())
    seen |= {"part of a bloc sits"} if any(_partly(case, bloc) for case in cases for bloc in blocs) else set()
    if set(reading.accused(decision)) != set(reading.members):
        seen |= {"accused"}
    for text, about, holds in _asked(reading, draft, name, rnd, cases, blocs):
        if scenario is not None and rnd.random() < 0.6:
            continue
        try:
            verdict = over_cases(cases, holds)
        except Silent:
            continue
        yield Sentence(lead + text, verdict, about, name, scenario, seen)


def _partly(case: Outcome, bloc: frozenset[str]) -> bool:
    """Whether some place seats a part only of those of a bloc who may vote."""
    seats = [frozenset(s.holder for s in seated) for seated in case.seated.values()]
    sitting = frozenset[str]().union(*seats)
    return bool(bloc & sitting) and not bloc & case.parties <= sitting


def _stopped_anyway(reading: Reading, decision: Decision) -> str | None:
    """`refuted` where the steps that are known give some member a veto, whatever the others are."""
    try:
        cases = reading.cases(decision, settled=True)
        if not cases:
            return None
        nobody = over_cases(cases, lambda c: not any(c.blocks(u) for u in answers.units(c, reading.now.blocs)))
    except (Silent, TooMany):
        return None
    return answers.REFUTED if nobody == answers.REFUTED else None


Question = tuple[str, str, Callable[[Outcome], bool]]


def _asked(
    reading: Reading, draft: Draft, name: str, rnd: Random, cases: list[Outcome], blocs: answers.Blocs
) -> Iterator[Question]:
    yield from _coalitions(draft, name, rnd, blocs)
    for k in (1, 2):
        few = "no member" if k == 1 else f"no {k} members"
        for word, blocking in (("block", True), ("pass", False)):

            def none(case: Outcome, k: int = k, blocking: bool = blocking) -> bool:
                least = answers.fewest(case, blocs, blocking)
                return least is None or least > k

            yield f"{few} can {word} {name}", f"no k {word}", none
    yield f"no accused can block {name}", "no accused", _no_accused(reading, name, cases)
    yield from _metrics(draft, name, rnd, cases, blocs)


def _coalitions(draft: Draft, name: str, rnd: Random, blocs: answers.Blocs) -> Iterator[Question]:
    for text, group in _groups(draft, rnd, 3):
        for word, able in (("block", answers.blocks), ("pass", answers.carries)):
            if rnd.random() < 0.7:
                sure = rnd.random() < 0.5

                def holds(
                    case: Outcome, able: Callable[..., bool] = able, sure: bool = sure, g: object = group
                ) -> bool:
                    return able(case, blocs, g) == sure

                yield f"{text} {'can' if sure else 'cannot'} {word} {name}", f"can {word}", holds
    (one, first), (two, second) = _groups(draft, rnd, 2)
    yield (
        f"that can_block({one}, {name}) or can_pass({two}, {name})",
        "or",
        lambda c: answers.blocks(c, blocs, first) or answers.carries(c, blocs, second),
    )
    yield (
        f"for some member m of {one}: can_block(m, {name})",
        "some",
        lambda c: any(answers.blocks(c, blocs, (m,)) for m in first),
    )


def _groups(draft: Draft, rnd: Random, count: int) -> list[tuple[str, tuple[str, ...]]]:
    found = []
    for _ in range(count):
        if rnd.random() < 0.4:
            name = rnd.choice(list(draft.groups))
            found.append((name, draft.groups[name]))
        else:
            some = tuple(rnd.sample(draft.members, rnd.randint(1, len(draft.members) - 1)))
            found.append((f"{{ {', '.join(some)} }}", some))
    return found


def _no_accused(reading: Reading, name: str, cases: list[Outcome]) -> Callable[[Outcome], bool]:
    decision = reading.institution.decision(name)
    assert decision is not None
    accused = reading.accused(decision)

    def holds(case: Outcome) -> bool:
        blocs = reading.now.blocs
        if case.blocks(frozenset()):
            raise Silent("what can pass")
        able = (p for p in accused if case.blocks(answers.player_of(case, blocs, p)))
        return not any(case.accused in (None, p) for p in able)

    return holds


def _metrics(draft: Draft, name: str, rnd: Random, cases: list[Outcome], blocs: answers.Blocs) -> Iterator[Question]:
    (text, group), (other, second) = _groups(draft, rnd, 2)
    asked: list[tuple[str, str, Callable[[Outcome], Fraction | int]]] = [
        (f"smallest_blocking({name})", "smallest blocking", lambda c: answers.smallest_blocking(c, blocs)),
        (f"smallest_passing({name})", "smallest passing", lambda c: answers.smallest_passing(c, blocs)),
        (f"vetoes({name})", "vetoes", lambda c: len(answers.vetoes(c, blocs))),
        (f"power({text}, {name})", "power", lambda c: answers.power(c, blocs, group)),
        (f"power({other}, {name}, shapley)", "shapley", lambda c: answers.shapley(c, blocs, second)),
        (f"power_to_act({name})", "power to act", lambda c: answers.power_to_act(c, blocs)),
    ]
    for metric, about, value in asked:
        try:
            values = sorted({value(c) for c in cases})
        except Silent:
            continue
        sign, bound = _bound(rnd, [Fraction(v) for v in values], about in ("power", "shapley", "power to act"))
        compared = COMPARED[sign]

        def holds(case: Outcome, v: object = value, c: object = compared, b: Fraction = bound) -> bool:
            return c(Fraction(v(case)), b)  # type: ignore[operator, no-any-return]

        yield f"that {metric} {sign} {bound}", about, holds


COMPARED: dict[str, Callable[[Fraction, Fraction], bool]] = {
    "=": lambda a, b: a == b,
    ">=": lambda a, b: a >= b,
    ">": lambda a, b: a > b,
    "<=": lambda a, b: a <= b,
    "<": lambda a, b: a < b,
}


def _bound(rnd: Random, values: list[Fraction], share: bool) -> tuple[str, Fraction]:
    """A comparison that is true, false or open, near to the values."""
    near = rnd.choice(values)
    if rnd.random() < 0.4:
        near += Fraction(rnd.choice((-1, 1)), 16 if share else 1)
    sign = rnd.choice(list(COMPARED))
    return (sign, max(near, Fraction(0))) if not share or near <= 1 else (sign, Fraction(1))


# ---- seats and votes


def _organs(reading: Reading, draft: Draft, rnd: Random, lead: str, scenario: str | None) -> Iterator[Sentence]:
    for name in draft.organs:
        organ = reading.institution.organ(name)
        assert organ is not None
        text, group = _groups(draft, rnd, 1)[0]
        for what in ("seats", "votes"):
            try:
                shares = [
                    _share(reading, name, composition, group, what) for composition in reading.compositions(name, organ)
                ]
            except Silent:
                continue
            sign = rnd.choice(("least", "most"))
            bound = rnd.choice(shares)
            if rnd.random() < 0.4:
                bound = min(Fraction(1), max(Fraction(0), bound + Fraction(rnd.choice((-1, 1)), 12)))
            verdict = answers.verdict([s >= bound if sign == "least" else s <= bound for s in shares])
            amount = {Fraction(0): "0%", Fraction(1): "100%"}.get(bound, str(bound))
            yield Sentence(f"{lead}{text} hold at {sign} {amount} of {what} in {name}", verdict, what, name, scenario)


def _share(reading: Reading, name: str, seats: Iterable[object], group: Iterable[str], what: str) -> Fraction:
    """The part of the seats, or of the votes that can be cast, of an organ."""
    from charter.dsl.model.base import Who
    from charter.dsl.model.decisions import Step
    from charter.dsl.model.rules import Consensus

    from .table import Vote

    organ = reading.institution.organ(name)
    assert organ is not None
    step = Step(organ.span, Who(organ.span, "organ", name))
    vote = Vote(name, organ, Consensus(organ.span), (), None, None, step, reading.institution)
    at = reading.sitting(vote, tuple(seats))  # type: ignore[arg-type]
    amounts = [Fraction(1) if what == "seats" else at.weight(i) for i in range(len(at.seats))]
    whole = sum(amounts, Fraction(0))
    if not whole:
        raise Silent("anybody with a vote")
    return sum((a for a, s in zip(amounts, at.seats, strict=True) if s.holder in set(group)), Fraction(0)) / whole
