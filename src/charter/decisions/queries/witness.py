"""Witnesses: the coalition, the composition and the count by which a reader can redo an answer."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from typing import Any

from charter.decisions.compositions.bounds import extremes
from charter.decisions.elements import ZERO, Composition, VoteThreshold, atoms
from charter.decisions.procedure import DecisionProcedure, ElectorateSteps
from charter.decisions.queries.quantified import Reading, Survey, met
from charter.decisions.queries.smallest import Smallest
from charter.decisions.queries.vetoes import against
from charter.record import record

SHOWN = 8
LONGEST = 10_000
"""The largest denominator that is written out."""


@record
class Witness:
    """What was asked: the parties that act, those named, how, and the kind of answer."""

    acting: frozenset[str]
    asked: frozenset[str]
    blocking: bool
    accused: bool
    kind: str


def number(value: Fraction) -> str:
    """A number to read, exact unless it says `about`.

    >>> number(Fraction(4283940)), number(Fraction(81, 2)), number(Fraction(2, 3)), number(Fraction(15119790, 7))
    ('4,283,940', '40.5', '2/3', '2,159,970')
    >>> number(Fraction(5039930 * 2, 3)), number(Fraction(10**12 + 1, 10**6 + 3))
    ('3,359,953 1/3', 'about 999,997')
    """
    if value < 0:
        return f"-{number(-value)}"
    whole, rest = divmod(value, 1)
    if not rest:
        return f"{whole:,}"
    if not 10**6 % rest.denominator:
        digits = str(10**6 + int(rest * 10**6))[1:].rstrip("0")
        return f"{whole:,}.{digits}"
    if rest.denominator <= LONGEST:
        return f"{whole:,} {rest}" if whole else str(rest)
    return f"about {float(value):,.6g}" if value < 10**6 else f"about {round(value):,}"


def names(parties: Sequence[str]) -> str:
    """`CHN, FRA and 3 others`."""
    shown = list(parties[:SHOWN])
    if len(parties) > SHOWN:
        return f"{', '.join(shown)} and {len(parties) - SHOWN} others"
    return ", ".join(shown) if len(shown) < 2 else f"{', '.join(shown[:-1])} and {shown[-1]}"


def needed(atom: VoteThreshold, total: Fraction, whole: bool) -> str:
    """What the threshold needs of a total, in words: rounded up where all votes are whole."""
    bound = atom.share * total + atom.plus
    if whole:
        return number(Fraction(bound.__floor__() + 1 if atom.strict else -(-bound // 1)))
    return f"more than {number(bound)}" if atom.strict else number(bound)


def tally(atom: VoteThreshold, composition: Composition, reading: Reading) -> dict[str, Any]:
    """The count of one threshold: yes, of how many, how many are needed, whether it is met."""
    votes = [(atom.form.of(s.holder, s.post), reading.yes(s.holder, s.post, atom.form.barred)) for s in composition]
    total = sum((v for v, _ in votes), ZERO)
    yes = sum((v for v, said in votes if said), ZERO)
    return {
        "rule": atom.text,
        "counts": atom.form.text,
        "yes": yes,
        "of": total,
        "needed": needed(atom, total, all(v.denominator == 1 for v, _ in votes)),
        "met": met(atom, composition, reading),
    }


def counted(
    part: ElectorateSteps, composition: Composition, reading: Reading, formula: Any = None
) -> list[dict[str, Any]]:
    """The counts of every threshold of a part."""
    return [tally(a, composition, reading) for a in atoms(part.formula if formula is None else formula)]


def said(
    part: ElectorateSteps, counts: Sequence[dict[str, Any]], passes: bool, deciding: dict[str, Any] | None = None
) -> str:
    """`in Council 19 of 30 seats say yes and 20 are needed`: the threshold that decides, or the first that does."""
    deciding = deciding or next((c for c in counts if c["met"] == passes), counts[0])
    text = f"in {part.hall.label} {number(deciding['yes'])} of {number(deciding['of'])} {deciding['counts']} say yes"
    return f"{text} and {deciding['needed']} are needed"


def holders(composition: Composition) -> list[str]:
    """Who sits, by label."""
    return sorted(s.label for s in composition)


def members_in(coalition: frozenset[str], composition: Composition) -> list[str]:
    """Those of a coalition that sit."""
    inside = {p for s in composition for k in s.keys for p in k} | {p for s in composition for p, _ in s.unit}
    return sorted(coalition & inside)


def explained(procedure: DecisionProcedure, asked: Witness, outcomes: Sequence[Survey]) -> dict[str, Any]:
    """The witness of an answer about a coalition."""
    cases = [_case(procedure, asked, part, outcome) for part, outcome in zip(procedure.parts, outcomes, strict=True)]
    if not cases:
        bodies = " and ".join(dict.fromkeys(body.by for body in procedure.bodies))
        text = f"{bodies or 'nobody'} alone decides, and no member votes on it"
        return {"text": text, "decision": procedure.name, "coalition": sorted(asked.acting), "organs": []}
    if asked.kind == "depends":
        return _depends(procedure, asked, outcomes)
    never = [case for case, outcome in zip(cases, outcomes, strict=True) if outcome.never]
    stopped = "stops" if asked.blocking else "fails"
    decisive = next((c for c in (*never, *cases) if c["outcome"] == stopped), None)
    if not asked.blocking and asked.kind == "never" and decisive is None and procedure.bodies:
        body = procedure.bodies[0].by
        text = f"{body} must agree too, and no member controls it"
        return {"text": text, "decision": procedure.name, "coalition": sorted(asked.acting), "organs": cases}
    chosen = decisive or min(cases, key=lambda c: c["outcome"] == "passes" and not c["open"])
    text = f"{_who(asked, chosen)}: {'; '.join(c['text'] for c in ([decisive] if decisive else cases))}"
    return {
        "text": text,
        "decision": procedure.name,
        "coalition": chosen["coalition"],
        "organs": [{k: v for k, v in c.items() if k not in ("text", "outcome", "open")} for c in cases],
    }


def _who(asked: Witness, case: dict[str, Any]) -> str:
    inside = case["coalition"]
    if not inside:
        return "none of these has a vote there"
    others = "all others yes" if asked.blocking else "all others no"
    if asked.accused:
        return f"{names(inside)}, accused, saying no and {others}"
    return f"{names(inside)} saying {'no' if asked.blocking else 'yes'} and {others}"


def _case(procedure: DecisionProcedure, asked: Witness, part: ElectorateSteps, outcome: Survey) -> dict[str, Any]:
    """What happens in one organ: in the composition that is the hardest case where the answer is the same in all."""
    formula = against(part.formula, asked.acting) if asked.accused else part.formula
    reading = Reading.of(asked.acting, asked.blocking, part.hall.spaces)
    passes = outcome.holds is not None and outcome.fails is None
    composition = outcome.holds if passes else outcome.fails
    assert composition is not None
    hardest = None
    if part.hall.open_seats and asked.kind != "depends":
        hardest = _hardest(part, formula, reading, passes)
    composition = composition if hardest is None else hardest[1]
    counts = counted(part, composition, reading, formula)
    word = "passes" if passes else "stops" if asked.blocking else "fails"
    hedge = "at least " if passes and part.hall.open_seats and asked.blocking else ""
    text = said(part, counts, passes, None if hardest is None else counts[hardest[0]]).replace(
        " say yes", f" {hedge}say yes" if hedge else " say yes", 1
    )
    case: dict[str, Any] = {
        "organ": part.hall.entity,
        "rules": counts,
        "coalition": members_in(asked.acting, composition),
        "steps": [str(c) for s in part.steps for c in s.citations],
        "text": text,
        "outcome": word,
        "open": part.hall.open_seats,
    }
    if part.hall.open_seats:
        case["composition"] = holders(composition)
    if part.hall.notes:
        case["notes"] = list(part.hall.notes)
    return case


def _hardest(part: ElectorateSteps, formula: Any, reading: Reading, passes: bool) -> tuple[int, Composition] | None:
    """The composition that comes nearest to changing the answer, with the place of the threshold that decides even
    then."""
    for index, atom in enumerate(atoms(formula)):
        bounds = extremes(part.hall.spaces, reading.value(atom))
        if bounds is None:
            return None
        composition = bounds.at_least if passes else bounds.at_most
        if met(atom, composition, reading) == passes:
            return index, composition
    return None


def _depends(procedure: DecisionProcedure, asked: Witness, outcomes: Sequence[Survey]) -> dict[str, Any]:
    """A lawful composition for each side."""
    verb = "block" if asked.blocking else "pass"
    can = _joint(procedure, outcomes, passing=not asked.blocking)
    cannot = _joint(procedure, outcomes, passing=asked.blocking)
    parts = [p for p, o in zip(procedure.parts, outcomes, strict=True) if o.holds is not None and o.fails is not None]
    part = parts[0] if parts else procedure.parts[0]
    reading = Reading.of(asked.acting, asked.blocking, part.hall.spaces)
    lines = []
    for able, side in ((True, can), (False, cannot)):
        composition = side[part.hall.entity]
        counts = counted(part, composition, reading)
        inside = len(members_in(asked.acting, composition))
        word = "can" if able else "cannot"
        outcome = said(part, counts, able != asked.blocking)
        lines.append(f"with {inside} of {len(composition)} in {part.hall.label} they {word} {verb} ({outcome})")
    return {
        "text": "; ".join(lines),
        "decision": procedure.name,
        "coalition": sorted(asked.acting & procedure.parties),
        "compositions": {
            f"can {verb}": {entity: holders(c) for entity, c in can.items()},
            f"cannot {verb}": {entity: holders(c) for entity, c in cannot.items()},
        },
    }


def _joint(procedure: DecisionProcedure, outcomes: Sequence[Survey], *, passing: bool) -> dict[str, Composition]:
    """A composition of every organ: to pass, each passes; to fail, one fails."""
    found: dict[str, Composition] = {}
    for part, outcome in zip(procedure.parts, outcomes, strict=True):
        first, second = (outcome.holds, outcome.fails) if passing else (outcome.fails, outcome.holds)
        composition = first if first is not None else second
        assert composition is not None
        found[part.hall.entity] = composition
    return found


def composed(procedure: DecisionProcedure, part: ElectorateSteps, least: Smallest, blocking: bool) -> dict[str, Any]:
    """The witness of a smallest coalition."""
    coalition = frozenset(least.members)
    reading = Reading.of(coalition, blocking, part.hall.spaces)
    counts = counted(part, least.composition, reading)
    others = "all others yes" if blocking else "all others no"
    verb = "no" if blocking else "yes"
    witness: dict[str, Any] = {
        "text": f"{names(least.members)} saying {verb} and {others}: {said(part, counts, not blocking)}",
        "decision": procedure.name,
        "coalition": list(least.members),
        "size": least.size,
        "organ": part.hall.entity,
        "rules": counts,
    }
    if part.hall.open_seats:
        witness["composition"] = holders(least.composition)
    return witness
