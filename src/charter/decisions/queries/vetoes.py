"""Who alone can stop a decision in one organ, and whether every single voter there can."""

from __future__ import annotations

from typing import Any

from charter.decisions.compositions.bounds import lawful
from charter.decisions.compositions.transport import kinds_of
from charter.decisions.elements import NOBODY, Conjunction, Formula, VoteThreshold, atoms, mapped
from charter.decisions.procedure import ElectorateSteps
from charter.decisions.queries.quantified import Reading, bars_accused, could_stop, stops, survey
from charter.record import changed


def against(formula: Formula, accused: frozenset[str]) -> Formula:
    """The formula in a case against these: out of the count wherever the accused are barred."""

    def barring(atom: VoteThreshold) -> VoteThreshold:
        if not bars_accused(atom):
            return atom
        return changed(atom, form=changed(atom.form, barred=atom.form.barred | accused))

    return mapped(formula, barring)


def single_vetoes(part: ElectorateSteps, accused: bool, bound: frozenset[str]) -> tuple[set[str], set[str]]:
    """The parties of one organ that alone can block always, and at least sometimes; `bound` do not act alone."""
    spaces = part.hall.spaces
    if spaces.known is not None:
        found = stops(part.formula, spaces.known, accused)
        able = {p for p, stop in found.items() if stop and p not in bound}
        return able, set(able)
    if not could_stop(spaces, part.formula):
        return set(), set()
    certain: set[str] = set()
    possible: set[str] = set()
    sample = lawful(spaces)
    for group in _alike(part, could_stop(spaces, part.formula, opens_only=True)):
        alone = [p for p in group if p not in bound]  # those alike may be bound and not bound
        if not alone:
            continue
        coalition = frozenset(alone[:1])
        formula = against(part.formula, coalition) if accused else part.formula
        outcome = survey(spaces, formula, Reading.of(coalition, True, spaces), sample)
        if outcome.never:
            certain |= set(group) - bound
        elif outcome.fails is not None:
            possible |= set(group) - bound
    return certain, possible | certain


def _alike(part: ElectorateSteps, opens: bool) -> list[tuple[str, ...]]:
    """The parties of an organ in classes that no rule and no seat tells apart; known holders are each their own.
    Without `opens` only the known holders."""
    outer = part.hall.spaces.outer
    singles = {p for s in outer.fixed for k in s.keys if len(k) == 1 for p in k}
    singles |= {p for s in outer.fixed for p, _ in s.unit}
    alone: list[tuple[str, ...]] = [(p,) for p in sorted(singles)]
    if not opens:
        return alone
    forms = [a.form for a in atoms(part.formula)]
    posts = [o.post for o in outer.opens]
    sides = [s.among for v in part.hall.spaces.variants[:1] for s in v.sides]
    masks = _area_marks(part)

    def key(party: str) -> Any:
        votes = tuple(f.of(party, p) for f in forms for p in posts)
        return votes, tuple(party in s for s in sides), masks.get(party, NOBODY)

    found = [k.parties for k in kinds_of(outer, key)]
    if part.hall.spaces.relaxed is None:
        found = [(p,) for p in sorted(part.hall.spaces.parties)] if len(part.hall.spaces.variants) > 1 else found
    return [*alone, *found]


def _area_marks(part: ElectorateSteps) -> dict[str, frozenset[str]]:
    """Which opens of any variant a party may sit in, by name: areas tell parties apart."""
    spaces = part.hall.spaces
    marks: dict[str, set[str]] = {}
    if len(spaces.variants) > 1:
        for variant in spaces.variants:
            for each in variant.opens:
                for party in each.eligible if each.count == 1 else ():
                    marks.setdefault(party, set()).add(each.among)
    return {p: frozenset(m) for p, m in marks.items()}


def each_seat(part: ElectorateSteps, accused: bool) -> str | None:
    """`each of the 35 seats`, where any one no stops the decision whoever gives it."""
    spaces = part.hall.spaces
    sizes = {v.size for v in spaces.variants}
    size = max(sizes, default=0)
    found = spaces.known or ()
    own = len({s.holder for s in found if s.post.own}) if found else size
    if len(sizes) != 1 or size < 2 or any(s.unit for s in spaces.outer.fixed):
        return None
    for atom in _top(part.formula):
        form = atom.form
        if form.weights is not None or form.among is not None or form.chamber is not None or form.vetoes_only:
            continue
        if form.barred:
            continue
        if accused and bars_accused(atom):
            continue
        posts = [s.post for s in spaces.outer.fixed] + [o.post for o in spaces.outer.opens for _ in range(o.count)]
        votes = [p.size if not form.heads else p.size and 1 for p in posts if p.own or not form.heads]
        total, least = sum(votes), min(votes, default=0)
        if least and not atom.met(total - least - atom.share * total):
            return f"each of the {own} {'seats' if part.hall.open_seats else 'members'}"
    return None


def _top(formula: Formula) -> list[VoteThreshold]:
    """The thresholds that all have to be met."""
    if isinstance(formula, VoteThreshold):
        return [formula]
    parts = getattr(formula, "parts", ())
    return [p for p in parts if isinstance(p, VoteThreshold)] if isinstance(formula, Conjunction) else []
