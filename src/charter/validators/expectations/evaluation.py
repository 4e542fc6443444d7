"""What an expression comes to: a number or a truth over every lawful composition of the organs it asks about.

A number is the range between its least and its most. `attained` says that both ends are reached by some lawful
composition; otherwise the range only contains what can be. A truth is the set of answers that may be. Where two
things depend on the seats of the same organ they cannot be varied apart, and what is worked out of both is no longer
attained, unless both are sums over the same seats (`Ratio`), which are compared exactly.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from fractions import Fraction

from charter.decisions.compositions.ratios import Ratio
from charter.decisions.elements import NOBODY, ZERO, Composition, SeatKind
from charter.dsl.metrics import COUNT, DAYS, PLAIN, SHARE, fit, product, quotient
from charter.record import changed, record
from charter.text.wording import amount, percent

Filling = Mapping[str, Composition]
"""Who sits in some organs, by entity."""
Weigh = Callable[[str, SeatKind], Fraction]


class Lack(Exception):
    """The charter does not settle a metric: `missing` says why, as a sentence without its end."""

    def __init__(self, missing: str) -> None:
        super().__init__(missing)
        self.missing = missing


@record
class Measurement:
    """A metric as it was measured: how it is written, its range, its unit, and the sum in words."""

    metric: str
    least: Fraction
    most: Fraction
    unit: str
    how: str

    @property
    def text(self) -> str:
        """`share(G, Council) is 50% (2 of 4 seats)`."""
        return f"{self.metric} is {shown(self.least, self.most, self.unit)}" + (f" ({self.how})" if self.how else "")

    @property
    def data(self) -> dict[str, object]:
        """The same for programs."""
        return {"metric": self.metric, "least": self.least, "most": self.most, "unit": self.unit, "how": self.how}


@record
class Value:
    """A number over every lawful composition. `organs` are the entities whose seats it depends on; `fillings` are
    compositions worth trying when a truth is to be shown both ways."""

    least: Fraction
    most: Fraction
    unit: str = PLAIN
    how: str = ""
    attained: bool = True
    organs: frozenset[str] = NOBODY
    ratio: Ratio | None = None
    fillings: tuple[Filling, ...] = ()
    notes: tuple[Measurement, ...] = ()

    @property
    def settled(self) -> bool:
        """Whether it is one number."""
        return self.least == self.most


@record
class Truth:
    """An answer over every lawful composition: `yes` and `no` say whether it may be so; `attained` that, where both,
    some lawful composition gives each. `missing` is what would settle an answer that is not known."""

    yes: bool
    no: bool
    text: str
    attained: bool = True
    organs: frozenset[str] = NOBODY
    missing: str | None = None
    fillings: tuple[Filling, ...] = ()
    notes: tuple[Measurement, ...] = ()
    data: Mapping[str, object] | None = None

    @property
    def known(self) -> bool | None:
        """The answer, where there is one."""
        return None if self.yes == self.no else self.yes


def point(value: Fraction | int, unit: str, how: str = "") -> Value:
    """A number that no election changes."""
    return Value(Fraction(value), Fraction(value), unit, how)


def shown(least: Fraction, most: Fraction, unit: str, beside: Fraction | None = None) -> str:
    """A range in words: `50%`, `2 to 4`, `24 to 26 months`; told apart from the number `beside` it."""
    low, high = one(least, unit, beside), one(most, unit, beside)
    return low if least == most else f"{low} to {high}"


def one(value: Fraction, unit: str, beside: Fraction | None = None) -> str:
    """A number in its unit; a share with as many decimals as tell it apart from the one `beside` it."""
    if unit == SHARE:
        return percent(value, beside)
    if unit == DAYS:
        return f"{amount(value)} day{'' if value == 1 else 's'}" if value.denominator == 1 else _rough(value)
    return amount(value) if unit == COUNT or value.denominator < 1000 else f"about {float(value):.4g}"


def _rough(value: Fraction) -> str:
    months = value * 12 / 365
    if months.denominator == 1:
        return f"{amount(months)} month{'' if months == 1 else 's'}"
    return f"{amount(value)} days"


# ---- arithmetic ----------------------------------------------------------------------------------


def joined(op: str, left: Value, right: Value) -> Value:
    """The sum, difference, product, quotient, least or greatest of two; raises `Lack` for a division by what may be
    zero."""
    if op == "-":
        return joined("+", left, negated(right))
    if op == "/" and right.least <= 0 <= right.most:
        raise Lack(f"what is divided by may be zero: {'; '.join(n.text for n in right.notes) or amount(right.least)}")
    ends = sorted(_apply(op, a, b) for a in {left.least, left.most} for b in {right.least, right.most})
    apart = not left.organs & right.organs or left.settled or right.settled
    ratio = _ratio(op, left, right)
    if not apart and ratio is not None:
        exact = ratio.ends()
        if exact is not None:
            return _with(left, right, exact[0][0], exact[1][0], op, ratio, True, _sides(ratio, exact))
    return _with(left, right, ends[0], ends[-1], op, ratio, apart and left.attained and right.attained, ())


def _sides(
    ratio: Ratio, ends: tuple[tuple[Fraction, Composition], tuple[Fraction, Composition]]
) -> tuple[Filling, ...]:
    return tuple({ratio.entity: composition} for _, composition in ends)


def _with(
    left: Value, right: Value, least: Fraction, most: Fraction, op: str, ratio: Ratio | None, attained: bool,
    first: tuple[Filling, ...],
) -> Value:  # fmt: skip
    unit = {"*": product, "/": quotient}.get(op, fit)(left.unit, right.unit) or PLAIN
    fillings = (*first, *left.fillings, *right.fillings)
    return Value(
        least, most, unit, "", attained, left.organs | right.organs, ratio, fillings, (*left.notes, *right.notes)
    )  # fmt: skip


def _apply(op: str, a: Fraction, b: Fraction) -> Fraction:
    if op in ("min", "max"):
        return min(a, b) if op == "min" else max(a, b)
    return a + b if op == "+" else a * b if op == "*" else a / b


def _ratio(op: str, left: Value, right: Value) -> Ratio | None:
    """The result as a sum over seats, where it is one."""
    if left.ratio is not None and right.ratio is not None:
        return left.ratio.added(right.ratio) if op == "+" else None
    held, other = (left, right) if left.ratio is not None else (right, left)
    if held.ratio is None or not other.settled or other.organs:
        return None
    if op == "+":
        return held.ratio.shifted(other.least)
    if op == "*" or (op == "/" and held is left):
        return held.ratio.times(other.least if op == "*" else 1 / other.least)
    return None


def negated(value: Value) -> Value:
    """The number with its sign turned."""
    ratio = value.ratio.times(Fraction(-1)) if value.ratio is not None else None
    return changed(value, least=-value.most, most=-value.least, ratio=ratio)


def absolute(value: Value) -> Value:
    """The number without its sign."""
    if value.least >= 0:
        return value
    if value.most <= 0:
        return negated(value)
    return changed(
        value, least=ZERO, most=max(-value.least, value.most), ratio=None, attained=False
    )  # fmt: skip


def compared(op: str, left: Value, right: Value) -> Truth:
    """Whether `left op right`, over every lawful composition."""
    gap = joined("-", left, right)
    yes, no = _signs(op, gap)
    limit = right.least if right.least == right.most else None
    written = f"{shown(left.least, left.most, left.unit, limit)} {op} {shown(right.least, right.most, right.unit)}"
    verdict = {(True, False): "holds", (False, True): "does not hold"}.get((yes, no), "may hold or not")
    why = "; ".join(dict.fromkeys(n.text for n in gap.notes))
    attained = gap.attained and (op not in ("=", "!=") or 0 in (gap.least, gap.most))
    said = f"{written} {verdict}" + (f": {why}" if why else "")
    return Truth(yes, no, said, attained, gap.organs, None, gap.fillings, gap.notes)


def _signs(op: str, gap: Value) -> tuple[bool, bool]:
    low, high = gap.least, gap.most
    if op == ">=":
        return high >= 0, low < 0
    if op == ">":
        return high > 0, low <= 0
    if op == "<=":
        return low <= 0, high > 0
    if op == "<":
        return low < 0, high >= 0
    equal = low <= 0 <= high, not (low == high == 0)
    return equal if op == "=" else (equal[1], equal[0])
