"""The ledger of a party in words: a verdict of three sentences, and lines on five sides."""

from __future__ import annotations

from fractions import Fraction

from attrs import frozen

from charter.analysis.enforcement.ladders import SCALE
from charter.analysis.parties.absence import ENTERS, IN_FORCE, KEPT_OUT
from charter.analysis.parties.burdens import BOUND, PARTLY
from charter.analysis.parties.participation import ASSUMED, MAY_JOIN, MEMBER, OUTSIDE, Participation
from charter.analysis.parties.say import counted, outvoted_and_bound
from charter.decisions.queries.game_queries import ALWAYS, UNKNOWN
from charter.render.drawing.text import clean
from charter.render.words.ledger_lines import (
    LedgerLine,
    absence_lines,
    burden_lines,
    gain_lines,
    held_words,
    measure_words,
    outside_lines,
    say_lines,
    share_range,
    short_percent,
    start_words,
    sum_range,
)
from charter.text.wording import listed, number

NOT_STATED = "not stated"
SAY, BEARS, GETS, OUT, ABSENCE = "has a say", "bears", "gets", "outside", "its absence"
_STANDING = {
    MEMBER: "a member",
    ASSUMED: "a member by assumption: the text does not name its members",
    MAY_JOIN: "no member; taken as if it had joined",
    OUTSIDE: "outside, and the text does not open membership to it",
}


@frozen
class LedgerSide:
    """A side of the ledger with its lines."""

    name: str
    lines: tuple[LedgerLine, ...]


@frozen
class LedgerPage:
    """The ledger of one party in one institution, in words."""

    institution: str
    party: str
    standing: str
    verdict: tuple[str, str, str]
    sides: tuple[LedgerSide, ...]

    def line(self, label: str) -> str:
        """What is said under a label; not stated where there is no such line."""
        return next((each.text for side in self.sides for each in side.lines if each.label == label), NOT_STATED)


def ledger_page(found: Participation) -> LedgerPage:
    """The whole of it in words."""
    sides = (
        LedgerSide(SAY, tuple(say_lines(found))),
        LedgerSide(BEARS, tuple(burden_lines(found))),
        LedgerSide(GETS, tuple(gain_lines(found))),
        LedgerSide(OUT, tuple(outside_lines(found))),
        LedgerSide(ABSENCE, tuple(absence_lines(found))),
    )
    title = f"{clean(found.title)} ({found.institution})" if found.title else found.institution
    return LedgerPage(title, party_words(found), _standing(found), _verdict(found), sides)


def party_words(found: Participation) -> str:
    """`Kenya (KEN)`; a group by its name with the number of its parties."""
    from charter import world

    label = clean(found.label)
    if found.parties == (found.label,) or len(found.parties) == 1:
        code = found.parties[0] if found.parties else label
        return f"{world.name(code)} ({code})" if code in world.parties() else label
    name = world.name(label) if label in world.parties() else label
    return f"{name} ({number(len(found.parties), 'party', 'parties')})"


def _standing(found: Participation) -> str:
    return _STANDING.get(found.standing, "not known: the text does not say who the members are")


# ---- the verdict ------------------------------------------------------------------------------------


def _verdict(found: Participation) -> tuple[str, str, str]:
    name = party_words(found)
    return _first(found, name), _second(found), _third(found)


def _first(found: Participation, name: str) -> str:
    if found.standing == OUTSIDE:
        return f"{name} is not a member of {found.institution}, and its text does not open membership to it."
    known = [s for s in found.says if s.stops != UNKNOWN]
    if not known:
        return f"What say {name} has cannot be told: {_why_unknown(found)}."
    every = sum(len(s.labels) for s in known)
    alone, bound = len(counted(found.says, ALWAYS)), len(outvoted_and_bound(found.says))
    blocks = f"can block {alone} of {every} decisions alone" if alone else f"can block none of {every} decisions alone"
    last = next((s for s in reversed(found.seats) if s.seats is not None), None)
    seats = (
        f"{held_words(last.seats)} seats in the {clean(last.label)}" if last is not None and last.seats else "no seat"
    )
    if not bound:
        return f"{name} has {seats}, and {blocks}."
    return f"{name} has {seats}, {blocks}, and can be outvoted on {bound} that would bind it."


def _why_unknown(found: Participation) -> str:
    missing = dict.fromkeys(s.missing for s in found.says if s.missing)
    return f"the text does not state {listed(missing)}" if missing else "the text describes no decision"


def _second(found: Participation) -> str:
    if found.standing == OUTSIDE:
        return "It pays nothing and is bound to nothing that the text asks of members."
    if found.bill is None:
        pays = "What it pays is not stated"
    elif found.bill.least == 0 and found.bill.most == 1:
        pays = "What it pays is not settled by the text"
    else:
        pays = f"It pays {share_range(found.bill.least, found.bill.most)} of the budget"
        if found.budget is not None:
            pays += f" ({sum_range(found.budget, found.bill.least, found.bill.most)})"
    binding = [d for d in found.duties if d.reach in (BOUND, PARTLY)]
    owes = f"bears {number(len(binding), 'binding duty', 'binding duties')}" if binding else "bears no duty for certain"
    worst = max((w.cost for d in binding for w in d.worst), default=None)
    breach = f", a breach of which may cost {SCALE[worst]}" if worst is not None else ""
    gets = listed(clean(g) for g in found.gains) or "nothing for being in"
    return f"{pays}; it {owes}{breach}; the text offers it {gets}."


def _third(found: Participation) -> str:
    named = [measure_words(m) for m in found.outside]
    if not named:
        out = "Outside it would meet no measure"
    else:
        pressed = [m for m in found.outside if m.leverage is not None]
        most = max((m.leverage or Fraction(0) for m in pressed), default=None)
        weight = (
            ""
            if most is None
            else f" with leverage of {short_percent(most)}"
            if most
            else " that has no leverage on it"
        )
        unsaid = "" if pressed or not any(m.withholds for m in found.outside) else " of a weight that is not stated"
        out = f"Outside it would meet {listed(f'the {n}' for n in named)}{weight}{unsaid}"
    absent = found.absence
    if absent.enters == ENTERS and absent.start is not None:
        rest = f"the text can start without it, with as little as {start_words(found)}"
    else:
        rest = {
            IN_FORCE: "the institution is in force with or without it",
            ENTERS: "the text can enter into force without it",
            KEPT_OUT: "the text cannot enter into force without it",
        }.get(absent.enters, "whether the text can enter into force without it is not known")
    return f"{out}; {rest}."
