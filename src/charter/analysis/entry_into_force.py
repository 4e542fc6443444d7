"""Entry into force as a simple game: who ratifies wins, who stays out blocks.

Players are those who may ratify (the members, as stated or assumed, else those to whom membership is open) and those
whom the clause names or whose figures it counts. The share of a column is a share of the whole column.
"""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from typing import TYPE_CHECKING

from charter.analysis.subject import Subject
from charter.dsl.model.adoption import Adoption, Entry
from charter.dsl.model.institution import Institution
from charter.dsl.model.rules import AllBut, AllOf, AnyOf, Base, Concurring, Consensus, Count, Rule, Share, Unanimity
from charter.dsl.syntax.source import Span
from charter.record import record
from charter.text.wording import amount, percent

if TYPE_CHECKING:
    from charter.games.game import Game

_PAST = ("in_force", "operating", "ended", "dormant")
_TO_COME = ("proposed", "draft", "adopted")


@record
class Leg:
    """One condition: how much of whose weights must ratify. `open` where the charter does not say who may."""

    text: str
    weights: Mapping[str, Fraction]
    needed: Fraction
    strict: bool = False
    column: str | None = None
    open: bool = False

    @property
    def total(self) -> Fraction:
        """The whole of which the condition asks a part."""
        return sum(self.weights.values(), Fraction(0))


@record
class Missing:
    """The clause without which it cannot be told who can keep the text from entering into force."""

    what: str
    span: Span
    entity: str = "adoption"


@record
class EntryGame:
    """The condition of entry into force: its legs as written, and the game over those that are settled. `joined`
    says that all legs must be met; `open` that one is met by others whom the charter does not name."""

    entry: Entry
    legs: tuple[Leg, ...]
    game: Game
    joined: bool
    open: bool


def is_past(institution: Institution) -> bool:
    """Whether the text is in force already, so that what it leaves unsaid of its entry no longer matters."""
    dates = institution.adoption.milestones if institution.adoption is not None else ()
    stated = institution.status is not None and institution.status.value in _PAST
    return stated or any(m.what in ("in_force", "operating") for m in dates)


def _to_come(institution: Institution) -> bool:
    """Whether the charter says that the text is not in force yet."""
    return institution.status is not None and institution.status.value in _TO_COME


def final_entry(adoption: Adoption | None) -> Entry | None:
    """The condition that holds in the end, where it relaxes over time; None where none is stated."""
    if adoption is None or not adoption.entries:
        return None
    lasting = [e for e in adoption.entries if e.before is None] or list(adoption.entries)
    return max(lasting, key=lambda e: e.start or "")


def entry_game(subject: Subject) -> EntryGame | Missing | None:
    """The game of entry into force; what is missing to know it; None where no condition of ratifications is stated,
    because a decision creates the institution, or because its charter neither says how nor that this is to come."""
    key = ("entry", subject.institution.name)
    if key not in subject.shared:
        subject.shared[key] = _entry_game(subject)
    found: EntryGame | Missing | None = subject.shared[key]
    return found


def _entry_game(subject: Subject) -> EntryGame | Missing | None:
    adoption = subject.institution.adoption
    entry = final_entry(adoption)
    if entry is None:
        by_decision = adoption is not None and (adoption.created_by or adoption.denies("ratification"))
        if by_decision or not _to_come(subject.institution):
            return None
        return Missing("entry into force", adoption.span if adoption is not None else subject.institution.name_span)
    legs: list[Leg] = []
    try:
        game = _game(subject, entry.rule, legs)
    except _Unstated as gap:
        return None if is_past(subject.institution) else Missing(gap.what, gap.span)
    if game is None:
        return None if is_past(subject.institution) else Missing("who may ratify", entry.span)
    return EntryGame(entry, tuple(legs), game, not _has_or(entry.rule), any(leg.open for leg in legs))


class _Unstated(Exception):
    def __init__(self, what: str, span: Span) -> None:
        super().__init__(what)
        self.what, self.span = what, span


def _has_or(rule: Rule) -> bool:
    if isinstance(rule, AllOf):
        return any(_has_or(part) for part in rule.parts)
    return isinstance(rule, AnyOf)


def _game(subject: Subject, rule: Rule, legs: list[Leg]) -> Game | None:
    """The game of a rule; None where it only asks for a number of ratifications of whom the charter does not say."""
    from charter.games.game import Game

    if isinstance(rule, AllOf | AnyOf):
        games = [_game(subject, part, legs) for part in rule.parts]
        known = [g for g in games if g is not None]
        if not known or (isinstance(rule, AnyOf) and len(known) < len(games)):
            return None
        found = known[0]
        for each in known[1:]:
            found = found & each if isinstance(rule, AllOf) else found | each
        return found
    leg = _leg(subject, rule)
    legs.append(leg)
    return None if leg.open else Game.weighted(leg.weights, leg.needed, strict=leg.strict)


def _leg(subject: Subject, rule: Rule) -> Leg:
    if isinstance(rule, Concurring):
        vetoes = dict.fromkeys(_known(rule.voters.members, rule.voters.text, rule.span), Fraction(1))
        return Leg(f"all of {rule.voters.text}", vetoes, Fraction(len(vetoes)))
    if isinstance(rule, Consensus | Unanimity):
        minus = rule.minus if isinstance(rule, Consensus) else 0
        who = ratifiers(subject)
        if who is None:
            raise _Unstated("who may ratify", rule.span)
        return Leg("all who may ratify", dict.fromkeys(who, Fraction(1)), Fraction(max(len(who) - minus, 0)))
    if not isinstance(rule, Share | Count | AllBut):
        raise _Unstated("a condition that ratifications can meet", rule.span)
    named, counted, column = _base(subject, rule.of)
    if counted is None:
        if isinstance(rule, Count):
            return Leg(f"{amount(rule.number)} {named}", {}, rule.number, open=True)
        raise _Unstated("who may ratify", rule.span)
    weights, total = counted, sum(counted.values(), Fraction(0))
    if isinstance(rule, Share):
        part = "all" if rule.quota == 1 else f"{'more than ' if rule.strict else ''}{percent(rule.quota)}"
        told = f"{part} of {named}"
        return Leg(told, weights, rule.quota * total, rule.strict, column)
    if isinstance(rule, Count):
        told = f"{amount(rule.number)} {'' if named == 'ratifications' else 'of '}{named}"
        return Leg(told, weights, rule.number, False, column)
    return Leg(
        f"all but {amount(rule.number)} of {named}", weights, max(total - rule.number, Fraction(0)), False, column
    )


def _base(subject: Subject, base: Base) -> tuple[str, dict[str, Fraction] | None, str | None]:
    """What is counted, in words; the weight of each ratification (None where it is not known whose); its column."""
    if base.kind == "column":
        name = base.column or ""
        values = {p: v for p, v in subject.column(name).items() if v > 0}
        if not values:
            raise _Unstated(f"the figures in `{name}`", base.span)
        return name, values, name
    among = base.group if base.kind == "group" else base.among
    if among is not None:
        return among.text, dict.fromkeys(_known(among.members, among.text, base.span), Fraction(1)), None
    who = ratifiers(subject)
    return "ratifications", None if who is None else dict.fromkeys(who, Fraction(1)), None


def _known(members: tuple[str, ...] | None, text: str, span: Span) -> tuple[str, ...]:
    if not members:
        raise _Unstated(f"the members of `{text}`", span)
    return members


def ratifiers(subject: Subject) -> tuple[str, ...] | None:
    """Those who may ratify: the members as stated or assumed, else those who may join; None where neither is said."""
    if subject.members:
        return subject.members
    membership = subject.institution.membership
    openings = membership.open_to if membership is not None else ()
    found = dict.fromkeys(p for opening in openings for p in opening.to.members or ())
    return tuple(found) or None
