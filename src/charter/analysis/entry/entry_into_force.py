"""Entry into force, asked of the one game that it is: who can keep the text from entering, and whether it ever can.

`charter.decisions.entry` says who ratifies and out of how many; here is what rules and expectations ask of it.
"""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from charter.analysis.entry.figures import of_another_year
from charter.dsl.model.adoption import Adoption, Entry
from charter.dsl.model.base import Who
from charter.dsl.model.charter import Charter
from charter.dsl.model.entry import entry_decision, final_entries, is_past, may_ratify
from charter.dsl.model.institution import Institution
from charter.dsl.model.rules import AllBut, AllOf, AnyOf, Concurring, Consensus, Count, Rule, Share, Unanimity
from charter.dsl.syntax.source import Span
from charter.record import changed, record
from charter.text.wording import amount, listed, percent

if TYPE_CHECKING:
    from charter.decisions.elements import Unknown
    from charter.decisions.entry import CountedLeg as Counted
    from charter.decisions.procedure import Circumstances
    from charter.games.game import Game

UNMEETABLE = "a condition of entry into force that can be met"
"""What is missing to a decision of an institution whose text can never enter into force."""
_TO_COME = ("proposed", "draft", "adopted")


@record
class Leg:
    """One condition in words, as `charter.decisions.entry` counts it; None where the charter does not say who may
    meet it."""

    text: str
    counted: Counted | None

    @property
    def share(self) -> Fraction:
        """The part of a column that it asks for; 0 where it counts heads."""
        found = self.counted
        return found.needed / found.total if found is not None and found.column and found.total else Fraction(0)

    def weight(self, *parties: str) -> Fraction:
        """What these come to in it."""
        weights = self.counted.weights if self.counted is not None else {}
        return sum((weights.get(p, Fraction(0)) for p in parties), Fraction(0))

    def met_without(self, *parties: str) -> bool:
        """Whether the rest can meet it."""
        found = self.counted
        return found is None or found.met(found.held - self.weight(*parties))

    def left_without(self, *parties: str) -> str:
        """What the rest come to, in words: `63.4% of un_scale`, `3 of 5`."""
        found = self.counted
        assert found is not None
        left = found.held - self.weight(*parties)
        if found.column is not None and found.total:
            return f"{percent(left / found.total)} of {found.column}"
        return f"{amount(left)} of {amount(found.total)}"

    @property
    def asked(self) -> str:
        """What is needed, in words: `75% is needed (75% of un_scale)`."""
        found = self.counted
        assert found is not None
        than = "more than " if found.strict else ""
        if found.column is not None and found.total:
            return f"{than}{percent(found.needed / found.total)} is needed ({self.text} of those who may ratify)"
        return f"{than}{amount(found.needed)} must ({self.text})"

    def short_without(self, *parties: str) -> str | None:
        """What is left without these against what is needed, in words; None where the rest meets the condition."""
        if self.met_without(*parties):
            return None
        assert self.counted is not None
        verb = "is left" if self.counted.column is not None and self.counted.total else "can ratify"
        return f"{self.left_without(*parties)} {verb}; {self.asked}"


@record
class Missing:
    """The clause without which it cannot be told who can keep the text from entering into force."""

    what: str
    span: Span
    entity: str = "adoption"


@record
class EntryGame:
    """The condition of entry into force: its legs as written, and the game over those that are settled. `joined`
    says that all legs must be met; `open` that one is met by others whom the charter does not name. `players` are
    those who can ratify."""

    entry: Entry
    legs: tuple[Leg, ...]
    game: Game
    joined: bool
    open: bool
    players: tuple[str, ...]
    dated: str = ""
    """Of when the figures are, where that is not the year of the text."""
    awaits: str = ""
    """What must be adopted or in force first, by its name; the game is that of the condition alone."""

    @property
    def never(self) -> bool:
        """Whether the text cannot enter into force though all ratify who may."""
        return self.game.never_passes

    @property
    def why_never(self) -> str:
        """What all who can ratify come to against what is needed: the condition that cannot be met."""
        leg = next((leg for leg in self.legs if not leg.met_without()), None)
        if leg is None or leg.counted is None:
            return "no way of meeting its condition is left"
        if leg.counted.column is not None and leg.counted.total:
            return f"all {len(self.players)} who can ratify hold {leg.left_without()}, and {leg.asked}"
        return f"{leg.left_without()} can ratify, and {leg.asked}"


def _to_come(institution: Institution) -> bool:
    """Whether the charter says that the text is not in force yet."""
    return institution.status is not None and institution.status.value in _TO_COME


def never_enters(found: EntryGame | Missing | None) -> Unknown | None:
    """Why no decision of an institution can be played: its text can never enter into force. None where it can, or where
    that is not known."""
    from charter.decisions.elements import Unknown

    if not isinstance(found, EntryGame) or not found.never:
        return None
    return Unknown(UNMEETABLE, found.entry.span, "adoption", f"it can never enter into force: {found.why_never}")


def final_entry(adoption: Adoption | None) -> Entry | None:
    """The condition that holds in the end, where it relaxes over time; None where none is stated."""
    found = final_entries(adoption)
    return found[0] if found else None


def entry_in(charter: Charter, institution: Institution, circumstances: Circumstances) -> EntryGame | Missing | None:
    """The game of entry into force; what is missing to know it; None where no condition of ratifications is stated,
    because a decision creates the institution, or because its charter neither says how nor that this is to come."""
    adoption = institution.adoption
    final = final_entries(adoption)
    if not final:
        by_decision = adoption is not None and (adoption.created_by or adoption.denies("ratification"))
        if by_decision or not _to_come(institution):
            return None
        return Missing("entry into force", adoption.span if adoption is not None else institution.name_span)
    found = _played(charter, institution, circumstances)
    if is_past(institution) and (isinstance(found, Missing) or found.never):
        return None  # the parties of today need not be those who might ratify then
    if isinstance(found, EntryGame) and found.never:
        more = _with_all_who_may_join(institution)
        wider = _played(charter, more, circumstances) if more is not None else None
        if more is None or (isinstance(wider, EntryGame) and not wider.never):
            return Missing("who may ratify: others than the members may join", final[0].span)
    return found


def _with_all_who_may_join(institution: Institution) -> Institution | None:
    """The institution with all to whom membership is open among its members; None where it is not known to whom."""
    openings = institution.membership.open_to if institution.membership is not None else ()
    stated = institution.members
    if not openings or stated is None or stated.value.members is None:
        return institution
    if any(o.to.members is None for o in openings):
        return None
    every = dict.fromkeys((*stated.value.members, *(p for o in openings for p in o.to.members or ())))
    return changed(institution, members=changed(stated, value=changed(stated.value, members=tuple(every))))


def _played(charter: Charter, institution: Institution, circumstances: Circumstances) -> EntryGame | Missing:
    from charter.decisions.elements import Unstated
    from charter.decisions.entry import ratifications
    from charter.decisions.to_game import formula_game

    final = final_entries(institution.adoption)
    entry = final[0]
    if entry_decision(institution) is None:
        return Missing("which of several conditions of entry into force holds", entry.span)
    try:
        found = ratifications(charter, institution, entry.rule, circumstances.absent, named_only=True)
    except Unstated as gap:
        return Missing(gap.missing, gap.span or entry.span)
    composition = found.hall.spaces.outer.fixed
    others = tuple(Leg(words(rule), None) for rule in found.others)
    legs = (*others, *(Leg(words(each.rule), each) for each in found.legs))
    game = formula_game(found.formula, composition)
    players = tuple(s.holder for s in composition)
    dated = of_another_year(charter, institution, (each.column for each in found.legs if each.column is not None))
    awaits = "" if entry.awaits is None or _is_there(charter, entry.awaits) else str(entry.awaits)
    return EntryGame(entry, legs, game, not _has_or(entry.rule), bool(others), players, dated, awaits)


def _is_there(charter: Charter, awaited: Who) -> bool:
    """Whether what a text waits for is in force already."""
    other = charter.institution(awaited.name or "") if awaited.kind == "institution" else None
    return other is not None and is_past(other)


def without(institution: Institution, circumstances: Circumstances, parties: frozenset[str]) -> Circumstances:
    """The circumstances in which these do not ratify either."""
    return changed(circumstances, absent=circumstances.absent | (parties & frozenset(may_ratify(institution) or ())))


def _has_or(rule: Rule) -> bool:
    if isinstance(rule, AllOf):
        return any(_has_or(part) for part in rule.parts)
    return isinstance(rule, AnyOf)


def words(rule: Rule) -> str:
    """A condition as it is told: `75% of un_scale`, `40 ratifications`, `all of { CHE }`."""
    if isinstance(rule, Concurring):
        return f"all of {rule.voters.text}"
    if isinstance(rule, Consensus | Unanimity):
        return "all who may ratify"
    if isinstance(rule, AllOf | AnyOf):
        return listed((words(p) for p in rule.parts), "and" if isinstance(rule, AllOf) else "or")
    if not isinstance(rule, Share | Count | AllBut):
        return "a condition that ratifications can meet"
    named = rule.of.group if rule.of.kind == "group" else rule.of.among
    base = rule.of.column or (named.text if named is not None else "ratifications")
    if rule.of.column is not None and named is not None:
        base = f"{base} from {named.text}"
    if isinstance(rule, Share):
        part = "all" if rule.quota == 1 else f"{'more than ' if rule.strict else ''}{percent(rule.quota)}"
        return f"{part} of {base}"
    if isinstance(rule, Count):
        return f"{amount(rule.number)} {'' if base == 'ratifications' else 'of '}{base}"
    return f"all but {amount(rule.number)} of {base}"
