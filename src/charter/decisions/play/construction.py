"""The construction of a game, shown: a decision's rule as a formula over named coalitions, hall by hall.

    Board of Governors: yes from > 1/2 of 35 seats present and voting (18) [statute VI.E; statute XIX.B]
    AND General Conference: yes from >= 2/3 of 180 members present and voting (120) [statute XIX.B]

Everyone entitled is taken as present, so that "present and voting" and "votes cast" are all.
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from math import floor

from charter.decisions.elements import ZERO, BodyAgrees, Composition, Conjunction, Disjunction, Formula, VoteThreshold
from charter.decisions.play.fixed_game import Standing
from charter.decisions.procedure import ElectorateSteps
from charter.decisions.queries.witness import number
from charter.dsl.model.base import Citation
from charter.dsl.model.rules import AllOf, AnyOf, Base, Rule, Unless
from charter.dsl.syntax.source import Span
from charter.record import record

NAMED = 8


@record
class FormulaLine:
    """What one hall must say, in words, with its citations; `hall` names it."""

    hall: str
    text: str
    citations: tuple[Citation, ...] = ()

    def __str__(self) -> str:
        cited = f" [{'; '.join(str(c) for c in self.citations)}]" if self.citations else ""
        return f"{self.hall}: {self.text}{cited}"


def formula_lines(of: Standing) -> tuple[FormulaLine, ...]:
    """One line for each hall and each body, all of which must agree."""
    lines = [_line(of, part) for part in of.assembled.parts]
    lines += [FormulaLine(body.by, "agrees; no member controls it", body.citations) for body in of.assembled.bodies]
    return tuple(lines)


def formula_text(of: Standing) -> str:
    """The whole formula, a line for each hall."""
    return "\nAND ".join(str(line) for line in formula_lines(of))


def _line(of: Standing, part: ElectorateSteps) -> FormulaLine:
    composition = of.compositions[part.hall.entity]
    seats = any(b.hall == part.hall.label and b.kind != "members" for b in of.basis)
    reader = _Words(part, composition, "seats" if seats else "members")
    return FormulaLine(part.hall.label, reader.say(part.formula), tuple({str(c): c for c in _cited(part)}.values()))


def _cited(part: ElectorateSteps) -> Iterator[Citation]:
    """The organ's own rule where a step uses it, then the steps."""
    decides = part.organ.decides if part.organ is not None else None
    if decides is not None and any(t.rule == decides.value for t in part.steps):
        yield from decides.citations
    for step in part.steps:
        yield from step.citations


@record
class _Words:
    part: ElectorateSteps
    composition: Composition
    noun: str

    def say(self, formula: Formula) -> str:
        if isinstance(formula, VoteThreshold):
            return self.threshold(formula)
        if isinstance(formula, BodyAgrees):
            return f"{formula.body} agrees"
        joint = " AND " if isinstance(formula, Conjunction) else " OR "
        return joint.join(f"({self.say(p)})" if isinstance(p, Conjunction | Disjunction) else self.say(p)
                          for p in formula.parts)  # fmt: skip

    def threshold(self, atom: VoteThreshold) -> str:
        total = sum((atom.form.of(s.holder, s.post) for s in self.composition), ZERO)
        goal = max(atom.share * total + atom.plus, ZERO)
        who = f"{number(total)} {self.counted(atom)}"
        objecting = isinstance(self.leaf(atom.span), Unless) or atom.text.startswith("not opposed")
        if objecting or (atom.share == 1 and atom.plus):
            least_no = total - goal if atom.strict else floor(total - goal) + 1
            return f"no from fewer than {number(Fraction(least_no))} of {who}{self.coalition(atom)}"
        needed = f"{floor(goal) + 1 if atom.strict else -floor(-goal)}"
        if atom.share == 1:
            return f"yes from all of {who}{self.coalition(atom)}"
        if not atom.share:
            few = floor(goal) + 1 if atom.strict else goal
            return f"yes from >= {number(Fraction(few))} of {who}{self.coalition(atom)}"
        sign = ">" if atom.strict else ">="
        whole = "" if total.denominator != 1 else f" ({number(Fraction(needed))})"
        return f"yes from {sign} {share_words(atom.share)} of {who}{whole}{self.coalition(atom)}"

    def counted(self, atom: VoteThreshold) -> str:
        """What is counted, with `present and voting` as the rule has it."""
        base = next((b for b in self.bases(atom.span)), None)
        kind = base.kind if base is not None else ""
        weighted = self.part.hall.weights is not None or self.part.hall.heads is not None
        text = atom.form.text
        if kind == "present":
            counted = "votes of those" if weighted else self.noun
            return f"{counted} present and voting{text.removeprefix('votes')}"
        return text.replace("votes", "votes cast", 1) if kind == "votes_cast" else text

    def bases(self, span: Span | None) -> Iterator[Base]:
        for step in self.part.steps:
            for leaf in _leaves(step.rule):
                if leaf.span == span and isinstance(getattr(leaf, "of", None), Base):
                    yield leaf.of  # type: ignore[union-attr]

    def leaf(self, span: Span | None) -> Rule | None:
        """The objection that a threshold comes from, or None."""
        for step in self.part.steps:
            rule = step.rule
            if isinstance(rule, Unless) and any(x.span == span for x in _leaves(rule)):
                return rule
        return None

    def coalition(self, atom: VoteThreshold) -> str:
        """The members of a set that a threshold names, where they are few."""
        among = atom.form.among
        holders = sorted(s.holder for s in self.composition if among is not None and s.holder in among)
        return f" {{ {', '.join(holders)} }}" if 0 < len(holders) <= NAMED else ""


def _leaves(rule: Rule | None) -> Iterator[Rule]:
    if isinstance(rule, AllOf | AnyOf):
        for part in rule.parts:
            yield from _leaves(part)
    elif isinstance(rule, Unless):
        yield from _leaves(rule.objection)
    elif rule is not None:
        yield rule


def share_words(share: Fraction) -> str:
    """`2/3`, but `55%` where a charter would say so.

    >>> share_words(Fraction(2, 3)), share_words(Fraction(11, 20)), share_words(Fraction(3, 5))
    ('2/3', '55%', '3/5')
    """
    hundredths = share * 100
    return f"{hundredths}%" if hundredths.denominator == 1 and share.denominator > 9 else str(share)


__all__ = ["FormulaLine", "formula_lines", "formula_text", "share_words"]
