"""Plain words for what the model holds: rules, sets, times, fillings, people.

Everything here returns text made of the charter's own words, with control and bidirectional characters taken out;
it is not escaped for any format.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
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
from charter.render.drawing.text import clean
from charter.render.words.names import called, owned, spaced, title_of

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


def and_list(words: Iterable[str], last: str = "and") -> str:
    """A list as in a sentence.

    >>> and_list(["a", "b", "c"])
    'a, b and c'
    """
    items = [word for word in words if word]
    if len(items) < 2:
        return "".join(items)
    return f"{', '.join(items[:-1])} {last} {items[-1]}"


def plural(number: int, one: str, many: str | None = None) -> str:
    """A number with its noun.

    >>> plural(1, "seat"), plural(35, "seat")
    ('1 seat', '35 seats')
    """
    return f"{number:,} {one if number == 1 else many or one + 's'}"


def number_words(value: Fraction | int) -> str:
    """An exact number: whole, as a decimal where that is exact, otherwise as a fraction.

    >>> number_words(Fraction(35)), number_words(Fraction(1, 4)), number_words(Fraction(1, 3))
    ('35', '0.25', '1/3')
    >>> number_words(10**26), number_words(25 * 10**25)
    ('10^26', '2.5 × 10^26')
    """
    value = Fraction(value)
    if value.denominator == 1:
        return f"{value.numerator:,}" if abs(value) < 10**15 else _large(value.numerator)
    decimal = _decimal(value)
    return decimal if decimal is not None else f"{value.numerator}/{value.denominator}"


def _large(number: int) -> str:
    """A large number by powers of ten, exact: 10^26, 2.5 × 10^26."""
    digits = str(abs(number))
    lead = digits.rstrip("0")
    power = len(digits) - 1
    if len(lead) > 6:
        return f"{number:,}" if len(digits) < 60 else f"about {digits[0]}.{digits[1:4]} × 10^{power}"
    sign = "-" if number < 0 else ""
    front = "" if lead == "1" else f"{lead[0]}{'.' * (len(lead) > 1)}{lead[1:]} × "
    return f"{sign}{front}10^{power}"


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
    decimal = _decimal(quota * 100)
    return front + (f"{decimal}%" if decimal is not None else f"{quota.numerator}/{quota.denominator}")


def _decimal(value: Fraction) -> str | None:
    """The value as a decimal of at most six places, None where it has none that is exact."""
    scaled = value * 10**6
    if scaled.denominator != 1:
        return None
    sign, digits = ("-" if value < 0 else ""), f"{abs(scaled.numerator):07d}"
    return (sign + digits[:-6] + "." + digits[-6:]).rstrip("0").rstrip(".")


def set_words(parties: PartySet | None) -> str:
    """A set as written, in words: `LDC | SIDS` is "LDC or SIDS"; long lists are cut, with their number.

    >>> set_words(PartySet(None, "MiddleEast | FarEast", None))  # type: ignore[arg-type]
    'Middle East or Far East'
    """
    if parties is None:
        return "members"
    text = clean(parties.text)
    listed = re.fullmatch(r"\s*\{(.*)\}\s*", text, re.S)
    if listed:
        names = [called(name.strip()) for name in listed.group(1).split(",") if name.strip()]
        shown = names if len(names) <= _LISTED + 1 else [*names[:_LISTED], f"{len(names) - _LISTED} others"]
        return and_list(shown)
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
            return f"all but {number_words(number)} of {base_words(base)}"
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
            return f"not opposed by {share_words(quota, strict)} of any chamber"
        case Unless():
            return _unless_words(rule)
        case AllOf(parts=parts):
            return " and ".join(_part_words(part, AnyOf) for part in parts)
        case AnyOf(parts=parts):
            return " or ".join(_part_words(part, AllOf) for part in parts)


def _count_words(number: Fraction, base: Base, out_of: int | None) -> str:
    counted, words = number_words(number), base_words(base)
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
    return f"{number_words(clock.amount)} {unit}"


def money_words(money: Money) -> str:
    """An amount with its currency and period.

    >>> money_words(Money(None, Fraction(300_000_000), "USD", Fraction(1)))  # type: ignore[arg-type]
    '300 million USD a year'
    """
    amount, scale = money.amount, ""
    for size, name in ((10**9, " billion"), (10**6, " million")):
        if abs(amount) >= size:
            amount, scale = amount / size, name
            break
    period = ""
    if money.years is not None:
        period = " a year" if money.years == 1 else f" for {number_words(money.years)} years"
    return f"{number_words(amount)}{scale} {clean(money.currency)}{period}"


def who_words(who: Who) -> str:
    """Who acts, in words.

    >>> who_words(Who(None, "any_number", number=5))  # type: ignore[arg-type]
    'any 5 members'
    >>> who_words(Who(None, "organ", "UN.GeneralAssembly"))  # type: ignore[arg-type]
    'General Assembly (UN)'
    """
    if who.kind == "any_number":
        return f"any {who.number} {'of ' + set_words(who.among) if who.among else 'members'}"
    if who.kind == "group" and who.among is not None:
        return set_words(who.among)
    if who.kind == "delegates" and who.name:
        return f"{spaced(who.name.rpartition('.')[2])} delegates"
    return {"members": "members", "any_member": "any member"}.get(who.kind) or owned(who.name or who.kind)


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
        words += f": {and_list(clean(holder) for holder in holders)}"
    elif filling.among is not None:
        joint = {"permanent": ":", "rotating": " among", "chosen": ", from"}.get(filling.how, " from")
        words += f"{joint} {set_words(filling.among)}"
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
    if line.chamber:
        words.append(f"chamber {spaced(line.chamber)}")
    if line.in_practice is not None:
        words.append("in practice")
    count = f"{total:,}" if total is not None else "Number not stated,"
    return f"{count} {', '.join(words)}"


def head_words(head: Head) -> str:
    """Who heads an organ: "headed by Director General, 4 years"."""
    term = f", {clock_words(head.term)}" if head.term is not None else ""
    return f"headed by {spaced(head.name)}{term}"
