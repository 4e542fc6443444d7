"""Plain words for what the model holds: rules, sets, times, fillings, people.

Everything here returns text made of the charter's own words, with control and bidirectional characters taken out;
it is not escaped for any format.
"""

from __future__ import annotations

import re
from fractions import Fraction

from charter.dsl.model import (
    AllBut,
    AllOf,
    AnyOf,
    Bar,
    Base,
    Clock,
    Concurring,
    Consensus,
    Count,
    FewAgainst,
    Filling,
    Head,
    Money,
    NoNegativeVote,
    NotOpposed,
    PartySet,
    ReverseConsensus,
    Rule,
    SeatLine,
    Share,
    Unanimity,
    Unless,
    Who,
)
from charter.dsl.model.base import SIDES
from charter.dsl.model.money import Allotment
from charter.dsl.model.organs import Floor, PanelList
from charter.render.drawing.text import clean
from charter.render.words.names import called, owned, spaced, title_of
from charter.text.wording import amount, listed

_NAME = re.compile(r"[^\W\d][\w.]*")
_LISTED = 5

HOW_WORDS = {
    "permanent": "permanent",
    "designated": "designated",
    "ranked": "ranked by a criterion",
    "elected": "elected",
    "appointed": "appointed",
    "chosen": "chosen by a group",
    "ex_officio": "ex officio",
    "rotating": "rotating",
    "plenary": "all members",
}

_BASE_WORDS = {
    "members": "members",
    "seats": "seats",
    "votes": "votes",
    "votes_cast": "votes cast",
    "present": "present and voting",
    "attending": "those present",
    "delegates": "delegates",
    "ratifications": "ratifications",
    "each_chamber": "each chamber",
}

_BARRED_WORDS = {
    "accused": "accused",
    "complainant": "complainant",
    "disputants": "parties to the dispute",
    "non_participants": "non-participants",
    "in_arrears": "those in arrears",
}


def share_words(quota: Fraction, strict: bool = False) -> str:
    """A share: the common fractions as fractions, the rest as an exact percentage where there is one.

    >>> share_words(Fraction(2, 3)), share_words(Fraction(1, 2), True), share_words(Fraction(17, 20))
    ('2/3', 'majority', '85%')
    """
    if quota == Fraction(1, 2) and strict:
        return "majority"
    front = "more than " if strict else ""
    if quota == 1:
        return front + "all"
    if quota == Fraction(1, 2):
        return front + "half"
    if quota.denominator in (3, 4):
        return f"{front}{quota.numerator}/{quota.denominator}"
    exact = (quota * 10**8).denominator == 1
    return front + (f"{amount(quota * 100)}%" if exact else f"{quota.numerator}/{quota.denominator}")


def set_words(parties: PartySet | None) -> str:
    """A set as written, in words: `LDC | SIDS` is "LDC or SIDS"; long lists are cut, with their number.

    >>> set_words(PartySet(None, "MiddleEast | FarEast", None))  # type: ignore[arg-type]
    'Middle East or Far East'
    """
    if parties is None:
        return "members"
    text = clean(parties.text)
    named = re.fullmatch(r"\s*\{(.*)\}\s*", text, re.S)
    if named:
        names = [called(name.strip()) for name in named.group(1).split(",") if name.strip()]
        shown = names if len(names) <= _LISTED + 1 else [*names[:_LISTED], f"{len(names) - _LISTED} others"]
        return listed(shown)
    text = re.sub(r"\s*\|\s*", " or ", text)
    text = re.sub(r"\s*&\s*", " and ", text)
    return " ".join(_NAME.sub(lambda found: called(found.group()), text).split())


def base_words(base: Base) -> str:
    """What is counted.

    >>> base_words(Base(None, "present"))  # type: ignore[arg-type]
    'present and voting'
    """
    words = _BASE_WORDS.get(base.kind)
    if words is None:
        if base.kind == "chamber":
            words = f"chamber {spaced(base.chamber or '')}"
        elif base.kind == "group":
            words = set_words(base.group)
        else:
            title = title_of(base.column or "")
            words = f"“{title}”" if title else spaced(base.column or base.kind)
    return f"{words} from {set_words(base.among)}" if base.among is not None else words


def rule_words(rule: Rule | None) -> str:
    """A rule of decision in words.

    >>> seats = Base(None, "seats")  # type: ignore[arg-type]
    >>> rule_words(Share(None, Fraction(2, 3), False, seats))  # type: ignore[arg-type]
    '2/3 of seats'
    """
    match rule:
        case None:
            return "rule not stated"
        case Share(quota=quota, strict=strict, of=base):
            return f"{share_words(quota, strict)} of {base_words(base)}"
        case Count(number=number, of=base, out_of=out_of):
            return _count_words(number, base, out_of)
        case AllBut(number=number, of=base):
            return f"all but {amount(number)} of {base_words(base)}"
        case Consensus(minus=minus):
            return f"consensus minus {minus}" if minus else "consensus"
        case Unanimity():
            return "unanimity"
        case ReverseConsensus():
            return "reverse consensus"
        case NoNegativeVote():
            return "no negative vote"
        case Concurring(voters=voters):
            return f"concurring votes of {set_words(voters)}"
        case NotOpposed(quota=quota, strict=strict):
            opposing = share_words(quota, strict) if rule.number is None else amount(rule.number)
            return f"not opposed by {opposing} of any chamber"
        case FewAgainst(quota=quota, of=base, number=most):
            few = f"{share_words(quota)} of" if most is None else amount(most)
            return f"not more than {few} {base_words(base)} against"
        case Unless():
            return _unless_words(rule)
        case AllOf(parts=parts):
            return " and ".join(_part_words(part, AnyOf) for part in parts)
        case AnyOf(parts=parts):
            return " or ".join(_part_words(part, AllOf) for part in parts)


def _count_words(number: Fraction, base: Base, out_of: int | None) -> str:
    counted, words = amount(number), base_words(base)
    if base.kind == "group":
        return f"{counted} of {words}"
    if out_of is not None:
        return f"{counted} of {out_of} {words}"
    return f"{counted} {words if number != 1 else words.removesuffix('s')}"


def _unless_words(rule: Unless) -> str:
    verb = "say stop" if rule.stop else "object"
    within = f" within {clock_words(rule.within)}" if rule.within is not None else ""
    return f"passes unless {rule_words(rule.objection)} {verb}{within}"


def _part_words(part: Rule, bracketed: type[AllOf] | type[AnyOf]) -> str:
    words = rule_words(part)
    return f"({words})" if isinstance(part, (bracketed, Unless)) else words


def clock_words(clock: Clock | None) -> str:
    """A time in words: `90 days`, or the charter's own words in quotation marks.

    >>> clock_words(Clock(None, Fraction(1), "years"))  # type: ignore[arg-type]
    '1 year'
    """
    if clock is None:
        return "time not stated"
    if clock.amount is None or clock.unit is None:
        return f"“{clean(clock.words or '')}”"
    unit = clock.unit.removesuffix("s") if clock.amount == 1 else clock.unit
    return f"{amount(clock.amount)} {unit}"


def money_words(money: Money) -> str:
    """An amount with its currency and period.

    >>> money_words(Money(None, Fraction(300_000_000), "USD", Fraction(1)))  # type: ignore[arg-type]
    '300 million USD a year'
    """
    sum_, scale = money.amount, ""
    for size, name in ((10**9, " billion"), (10**6, " million")):
        if abs(sum_) >= size:
            sum_, scale = sum_ / size, name
            break
    period = ""
    if money.years is not None:
        period = " a year" if money.years == 1 else f" for {amount(money.years)} years"
    return f"{amount(sum_)}{scale} {clean(money.currency)}{period}"


def allotment_words(allotment: Allotment) -> str:
    """Whom a fund pays: `LDC by population`, `3 million USD to each of SIDS`."""
    whom = set_words(allotment.parties)
    if allotment.amount is not None:
        return f"{money_words(allotment.amount)} to each of {whom}"
    scale = allotment.scale
    if scale is None:
        return whom
    return f"{whom} in equal shares" if scale.kind == "equal" else f"{whom} by {spaced(scale.column or '')}"


def who_words(who: Who) -> str:
    """Who acts, in words.

    >>> who_words(Who(None, "any_number", number=5))  # type: ignore[arg-type]
    'any 5 members'
    >>> who_words(Who(None, "organ", "UN.GeneralAssembly"))  # type: ignore[arg-type]
    'General Assembly (UN)'
    """
    if who.kind == "any_number" and who.number == 1 and who.among is not None:
        return f"any of {set_words(who.among)}"
    if who.kind == "any_number":
        return f"any {who.number} {'of ' + set_words(who.among) if who.among else 'members'}"
    if who.kind == "group" and who.among is not None:
        return set_words(who.among)
    if who.kind == "delegates" and who.name:
        return f"{spaced(who.name.rpartition('.')[2])} delegates"
    if who.kind in SIDES:
        return f"the {who.kind}"
    return {"members": "members", "any_member": "any member", "each_member": "each member"}.get(who.kind) or owned(
        who.name or who.kind
    )


def tie_words(verb: str) -> str:
    """The verb of a tie to another institution, with its preposition: "cooperates with"."""
    words = verb.replace("_", " ")
    return {"cooperates": "cooperates with", "part": "part of"}.get(words, words)


def bar_words(bar: Bar) -> str:
    """Who may not vote: "accused barred"."""
    return f"{_BARRED_WORDS.get(bar.who) or set_words(bar.parties)} barred"


def filling_words(filling: Filling, organ: str | None = None) -> str:
    """How seats are filled and by whom. `organ` is the name of the organ they belong to, to say "by itself".

    >>> board = Who(None, "organ", "Board")  # type: ignore[arg-type]
    >>> filling_words(Filling(None, "designated", by=board), "Board")  # type: ignore[arg-type]
    'designated by itself'
    """
    words = {"ex_officio": "ex officio", "rotating": "rotating"}.get(filling.how, filling.how)
    if filling.how == "ranked":
        words = f"ranked by {called(filling.column or 'a criterion')}"
    if filling.how == "ex_officio" and filling.office:
        words += f": {spaced(filling.office)}"
    if filling.by is not None:
        own = organ is not None and filling.by.kind == "organ" and filling.by.name == organ
        words += " by itself" if own else f" by {who_words(filling.by)}"
    if filling.approval:
        words += f" with approval of {owned(filling.approval)}"
    if filling.nomination:
        words += f" on nomination of {owned(filling.nomination)}"
    holders = filling.among.members if filling.among is not None else None
    if filling.how == "permanent" and holders and len(holders) <= _LISTED + 1:
        words += f": {listed(clean(holder) for holder in holders)}"
    elif filling.among is not None:
        joint = {"permanent": ":", "rotating": " among", "chosen": ", from"}.get(filling.how, " from")
        words += f"{joint} {set_words(filling.among)}"
    if filling.each is not None and (filling.by is None or filling.by.kind != "each_member"):
        words += " for each member"
    if filling.areas:
        words += f" for each area of {called(filling.areas)}"
        words += " not among these" if filling.outside_these else ""
    return words


def seat_line_words(line: SeatLine, organ: str | None = None) -> str:
    """A line of seats in words, with its number first."""
    total = line.total
    words = [filling_words(line.filling, organ)]
    if line.advanced_in:
        words.append(f"most advanced in {spaced(line.advanced_in)}")
    if line.largest_by:
        words.append(f"largest by {spaced(line.largest_by)}")
    if line.term is not None:
        words.append(clock_words(line.term))
    if not line.votes:
        words.append("without vote")
    if line.veto:
        words.append("with veto")
    if line.as_class:
        words.append(f"as {spaced(line.as_class)}")
    words += [_personal(floor) for floor in line.floors if not floor.of_parties]
    if line.panel_list is not None:
        words.append(_list_words(line.panel_list))
    if line.chamber:
        words.append(f"chamber {spaced(line.chamber)}")
    if line.in_practice is not None:
        words.append("in practice")
    count = f"{total:,}" if total is not None else "Number not stated,"
    return f"{count} {', '.join(words)}"


def _personal(floor: Floor) -> str:
    least = str(floor.count) if floor.count is not None else share_words(floor.share or Fraction(0))
    if floor.skill is not None:
        return f"at least {least} with {clean(floor.skill)}"
    return f"at least {least} {'of each gender' if floor.gender == 'each' else floor.gender}"


def _list_words(panel: PanelList) -> str:
    size = f" of {panel.size:,}" if panel.size is not None else ""
    return f"from a list{size}" + (f" kept by {owned(panel.kept_by)}" if panel.kept_by is not None else "")


def head_words(head: Head) -> str:
    """Who heads an organ: "headed by Director General, 4 years"."""
    term = f", {clock_words(head.term)}" if head.term is not None else ""
    return f"headed by {spaced(head.name)}{term}"
