"""How numbers and lists are put into sentences, in one way everywhere: shares, odds, amounts, counts, names."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from fractions import Fraction
from math import floor

_SHOWN = 6
_PLACES = 40
"""Shares that agree to so many decimals are said in the same words."""
_LONGEST = 10_000
"""The largest denominator that is written out."""
_POWERS = 10**15
"""From here whole numbers are said by powers of ten."""


def percent(share: Fraction, beside: Fraction | None = None, digits: int = 0) -> str:
    """A share as per cent with one decimal, `37.1%`; whole ones are bare, `22%`. In a table of figures that differ
    little, `digits` asks for as many as that, `16.67%`.

    More decimals where rounding would say something else: that a small share is nothing (`0.03%`), that a part is the
    whole (`99.97%`), or that a share is the one `beside` it, with which the sentence compares it (`9.98%`, less than
    `10%`).

    >>> percent(Fraction(1, 3)), percent(Fraction(22, 100)), percent(Fraction(165, 10**5)), percent(Fraction(1, 10**9))
    ('33.3%', '22%', '0.2%', '0.0000001%')
    >>> percent(Fraction(998, 10**4), beside=Fraction(1, 10)), percent(1 - Fraction(1, 10**6))
    ('9.98%', '99.9999%')
    >>> percent(Fraction(1, 6), digits=4), percent(Fraction(1, 6000), digits=4), percent(Fraction(1, 2), digits=4)
    ('16.67%', '0.01667%', '50%')
    """
    hundredths = share * 100
    if hundredths.denominator == 1:
        return f"{hundredths.numerator}%"
    untrue = {Fraction(0), Fraction(100)} | ({beside * 100} if beside is not None and beside != share else set())
    for places in range(_decimals(hundredths, digits), _PLACES):
        told = _rounded(hundredths, places)
        if Fraction(told) not in untrue:
            return f"{told.rstrip('0').rstrip('.') if digits else told}%"
    return f"{hundredths.numerator}/{hundredths.denominator}%"


def _decimals(hundredths: Fraction, digits: int) -> int:
    """How many decimals show so many digits: at least one, and no more than eight, below which odds say it better."""
    whole = len(str(int(abs(hundredths)))) if abs(hundredths) >= 1 else 0
    zeros = 0 if whole or not digits else len(str(int(1 / abs(hundredths)))) - 1
    return min(max(1, digits - whole + zeros), 8)


def figure(share: Fraction) -> str:
    """A share that a source or a clause states, as it states it: `42.004%`; to one decimal where it has no short one.

    >>> figure(Fraction(42004, 10**5)), figure(Fraction(1, 3))
    ('42.004%', '33.3%')
    """
    exact = share * 10**5
    return f"{amount(share * 100)}%" if exact.denominator == 1 else percent(share)


def _rounded(value: Fraction, places: int) -> str:
    """The value to so many decimals, halves to the even digit."""
    digits = f"{abs(round(value * 10**places)):0{places + 1}d}"
    return f"{'-' if value < 0 else ''}{digits[:-places]}.{digits[-places:]}"


def odds(share: Fraction, at_most: bool = False) -> str:
    """A small share as odds, to two digits: `1 in 590,000`, `1 in 10^21`. What is said to be at most so much is rounded
    away from zero, so that the sentence is true of the share.

    >>> odds(Fraction(1, 587_312)), odds(Fraction(1, 7)), odds(Fraction(3, 10**21))
    ('1 in 590,000', '1 in 7', '1 in 3.3 × 10^20')
    >>> odds(Fraction(1, 587_312), at_most=True)
    '1 in 580,000'
    """
    whole = floor if at_most else round
    rounds = whole(1 / share)
    power = len(str(rounds)) - 1
    if rounds < 100:
        return f"1 in {rounds}"
    lead = whole(Fraction(rounds, 10 ** (power - 1)))
    if lead == 100:
        lead, power = 10, power + 1
    if power < 12:
        return f"1 in {lead * 10 ** (power - 1):,}"
    return f"1 in {powers(lead * 10 ** (power - 1))}"


def listed(items: Iterable[str], last: str = "and") -> str:
    """A list as in a sentence, without what is empty.

    >>> listed(["A"]), listed(["A", "B"]), listed(["A", "", "B", "C"], "or"), listed([])
    ('A', 'A and B', 'A, B or C', '')
    """
    all_items = [item for item in items if item]
    if len(all_items) < 2:
        return "".join(all_items)
    return f"{', '.join(all_items[:-1])} {last} {all_items[-1]}"


def some(items: Sequence[str], shown: int = _SHOWN) -> str:
    """The first few of many: `CHN, FRA, GBR and 12 others`; all where only one would be left out."""
    if len(items) <= shown + 1:
        return listed(items)
    return f"{', '.join(items[:shown])} and {len(items) - shown:,} others"


def number(count: int, thing: str, things: str | None = None) -> str:
    """A count with its noun.

    >>> number(1, "seat"), number(3, "seat"), number(0, "party", "parties"), number(1200, "vote")
    ('1 seat', '3 seats', '0 parties', '1,200 votes')
    """
    return f"{count:,} {thing if count == 1 else things or thing + 's'}"


def agreed(count: int, one: str, many: str) -> str:
    """The verb, or another word, that agrees with a count.

    >>> agreed(1, "holds", "hold"), agreed(0, "holds", "hold")
    ('holds', 'hold')
    """
    return one if count == 1 else many


def amount(value: Fraction) -> str:
    """A number to read, exact unless it says `about`.

    >>> amount(Fraction(4283940)), amount(Fraction(81, 2)), amount(Fraction(2, 3)), amount(Fraction(15119790, 7))
    ('4,283,940', '40.5', '2/3', '2,159,970')
    >>> amount(Fraction(5039930 * 2, 3)), amount(Fraction(10**12 + 1, 10**6 + 3))
    ('3,359,953 1/3', 'about 999,997')
    """
    if value < 0:
        return f"-{amount(-value)}"
    whole, rest = divmod(value, 1)
    if not rest:
        return f"{whole:,}" if whole < _POWERS else powers(whole)
    if not 10**6 % rest.denominator:
        digits = str(10**6 + int(rest * 10**6))[1:].rstrip("0")
        return f"{whole:,}.{digits}"
    if rest.denominator <= _LONGEST:
        return f"{whole:,} {rest}" if whole else str(rest)
    return f"about {float(value):,.6g}" if 10**-4 < value < 10**6 else f"about {_short(value)}"


def powers(whole: int) -> str:
    """A large number by powers of ten, exact unless it says `about`.

    >>> powers(10**26), powers(25 * 10**25), powers(123456789 * 10**12)
    ('10^26', '2.5 × 10^26', 'about 1.23 × 10^20')
    """
    digits = str(abs(whole))
    lead, power = digits.rstrip("0"), len(digits) - 1
    sign, about = ("-" if whole < 0 else ""), ""
    if len(lead) > 6:
        about, lead = "about ", f"{digits[:3]}".rstrip("0")
    front = "" if lead == "1" else f"{lead[0]}{'.' * (len(lead) > 1)}{lead[1:]} × "
    return f"{about}{sign}{front}10^{power}"


def _short(value: Fraction) -> str:
    return f"{round(value):,}" if value > 1 else odds(value)


def days(value: Fraction) -> str:
    """A time in days: `30 days`, `about 91 days` for what months and years do not divide evenly."""
    if value.denominator == 1:
        return number(int(value), "day")
    return f"about {number(round(value), 'day')}"


def the(name: str) -> str:
    """The name of an organ or institution in a sentence: with its article, unless it has one, is an abbreviation or is
    a name of the text that nobody gave a title.

    >>> the("Executive Board"), the("The Hague Club"), the("ICAO"), the("Council"), the("GeneralAssembly")
    ('the Executive Board', 'The Hague Club', 'ICAO', 'the Council', 'GeneralAssembly')
    """
    bare = name.lower().startswith("the ") or not (" " in name or (name.istitle() and name.isalpha()))
    return name if bare else f"the {name}"


def opened(sentence: str) -> str:
    """A sentence with its first letter large, where it begins with an ordinary word.

    >>> opened("the Council"), opened("any of 25 members"), opened("find_breach has no rule")
    ('The Council', 'Any of 25 members', 'find_breach has no rule')
    """
    first = sentence.split(" ", 1)[0]
    return sentence[:1].upper() + sentence[1:] if first.isalpha() else sentence


def quoted(title: str) -> str:
    """A title in quotation marks."""
    return f"“{title}”"
