"""What a payer bears of the budget, at least and at most: one sum for expectations, metrics, figures and comparisons.

Each stream bears on its payers by what the charter says of it. What members are assessed is settled by the scale; what
is given, levied or charged may come from anybody, up to the ceiling that the clause states, and without a ceiling from
one payer alone. A part of the budget of which no stream is stated may be anybody's too.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from fractions import Fraction

from charter.analysis.money.payers import listed_payers, scale_of, streams
from charter.decisions.columns import numbers_for, numbers_of, set_named
from charter.decisions.elements import ZERO, Unstated
from charter.dsl.model.base import Money
from charter.dsl.model.charter import Charter
from charter.dsl.model.institution import Institution
from charter.dsl.model.money import Flow
from charter.record import record
from charter.text.wording import percent

ONE = Fraction(1)
NOTHING = (ZERO, ZERO)
Range = tuple[Fraction, Fraction]


@record
class BillStream:
    """One stream: its share of the budget (None: not stated), what those named bear of it, at least and at most, and
    what anybody else may bear of it."""

    share: Fraction | None
    bears: Mapping[str, Range]
    others: Fraction = ZERO
    sharp: bool = True

    def one(self, party: str) -> Range:
        """What a single payer bears of the stream."""
        return self.bears.get(party, (ZERO, self.others))

    def of(self, parties: frozenset[str]) -> Range:
        """What these bear of the stream together."""
        inside = [self.one(p) for p in parties]
        outside = [r for p, r in self.bears.items() if p not in parties]
        low = sum((r[0] for r in inside), ZERO)
        high = min(sum((r[1] for r in inside), ZERO), ONE - sum((r[0] for r in outside), ZERO))
        if not self.others:
            low = max(low, ONE - sum((r[1] for r in outside), ZERO))
        return min(low, high), high


@record
class Borne:
    """A range of the budget, and the sum in words, each stream a term; `sharp` where both ends may come about."""

    least: Fraction
    most: Fraction
    how: str
    sharp: bool


@record
class Bill:
    """The streams into the budget, and what share of it is left for streams whose share is not stated."""

    streams: tuple[BillStream, ...]
    rest: Fraction

    def of(self, parties: Iterable[str]) -> Borne:
        """What these bear of the budget together."""
        group = frozenset(parties)
        return self._sum([(s, s.of(group)) for s in self.streams], exact=False)

    def largest(self) -> Borne:
        """What the payer bears who bears most."""
        named = sorted({p for s in self.streams for p in s.bears})
        alone = [self._sum([(s, s.one(p)) for s in self.streams], exact=False) for p in (*named, "")]
        most = max(alone, key=lambda b: b.most)
        least = max(b.least for b in alone)
        top = named[alone.index(most)] if most is not alone[-1] else ""
        how = self._sum([(s, s.one(top)) for s in self.streams], exact=True).how
        return Borne(least, most.most, how, most.sharp)

    def _sum(self, terms: list[tuple[BillStream, Range]], *, exact: bool) -> Borne:
        """The sum over the streams; with `exact` its terms name the most alone."""
        least = most = ZERO
        parts = []
        for stream, (low, high) in terms:
            if stream.share is not None:
                least, most = least + stream.share * low, most + stream.share * high
                if high:
                    parts.append(f"{percent(stream.share)} x {_told(ZERO if exact else low, high, exact)}")
        if self.rest:
            open_ended = [r for stream, r in terms if stream.share is None]
            low = min((r[0] for r in open_ended), default=ZERO)
            high = max((r[1] for r in open_ended), default=ONE)
            least, most = least + self.rest * low, most + self.rest * high
            if high:
                parts.append(f"{percent(self.rest)} x {_told(low, high, exact)}")
        return Borne(least, most, " + ".join(parts), all(stream.sharp for stream, _ in terms))


def _told(low: Fraction, high: Fraction, exact: bool) -> str:
    return percent(high) if exact or low == high else f"{percent(low)} to {percent(high)}"


def bill_of(charter: Charter, institution: Institution, absent: frozenset[str] = frozenset()) -> Bill:
    """The bill of an institution; `absent` are those who have left it, and pay nothing.

    Raises:
        Unstated: nothing is said of money, or a scale or its figures are missing.
    """
    funding = institution.funding
    if funding is None:
        raise Unstated("funding", institution.name_span)
    named, _ = listed_payers(charter, funding)
    if named:
        return Bill((_listed(charter, named, absent),), ZERO)
    flows = streams(funding)
    if not flows:
        raise Unstated("where the money comes from", funding.span)
    found = tuple(_stream(charter, institution, flow) for flow in flows)
    return Bill(found, max(ONE - sum((s.share for s in found if s.share is not None), ZERO), ZERO))


def _listed(charter: Charter, named: Mapping[str, Fraction], absent: frozenset[str]) -> BillStream:
    """Contributions by name. A set that is named is not one payer: what it pays may be any of its members'. Where
    someone has left, the others pay at least as large a part of what remains."""
    single = {p: s for p, s in named.items() if p not in absent and set_named(charter, p) is None}
    rest = ONE - sum(single.values(), ZERO)
    moved = bool(absent & named.keys())
    return BillStream(ONE, {p: (s, s + rest if moved else s) for p, s in single.items()}, max(rest, ZERO), not moved)


def _stream(charter: Charter, institution: Institution, flow: Flow) -> BillStream:
    if flow.kind == "assessed":
        return _assessed(charter, institution, flow)
    if flow.base is not None:
        return _levied(charter, institution, flow)
    cap = flow.donor_cap if flow.kind == "voluntary" else flow.ceiling
    cap = ONE if cap is None else cap
    payers = flow.payers.members if flow.payers is not None else None
    if payers is None:
        return BillStream(flow.share, {}, cap)
    if flow.scale is not None and flow.scale.kind == "equal":
        return BillStream(flow.share, dict.fromkeys(payers, (Fraction(1, len(payers) or 1),) * 2))
    return BillStream(flow.share, dict.fromkeys(payers, (ZERO, cap)))


UNIT = re.compile(r"(?:(thousand|million|billion) )?([A-Z]{3})(?: a year)?")
SCALES = {"thousand": 10**3, "million": 10**6, "billion": 10**9}


def levied(charter: Charter, institution: Institution, flow: Flow) -> tuple[dict[str, Fraction], Money | None]:
    """What each payer has of the column that a levy is on, and what the levy brings a year; None where the column is in
    no currency or no rate is stated.

    Raises:
        Unstated: who pays is not known, or a figure is missing.
    """
    assert flow.base is not None
    values = numbers_of(charter, flow.base)
    payers = flow.payers.members if flow.payers is not None else None
    if flow.payers is None:
        payers = tuple(values)
    if payers is None:
        raise Unstated("who pays the levy", flow.span)
    held = {p: v for p, v in numbers_for(charter, flow.base, payers, flow.span).items() if v > 0}
    head, _, name = flow.base.partition(".")
    columns = (c for t in charter.tables if t.name == head for c in t.columns if c.name == name)
    unit = UNIT.fullmatch(next((c.unit or "" for c in columns), ""))
    if unit is None or flow.rate is None:
        return held, None
    scale = SCALES.get(unit[1] or "", 1)
    return held, Money(flow.span, flow.rate * sum(held.values(), ZERO) * scale, unit[2], ONE)


def _levied(charter: Charter, institution: Institution, flow: Flow) -> BillStream:
    """A levy on a column, borne in proportion to it. What part of the budget it is follows where the budget is in the
    same currency; it is never more than the whole."""
    held, money = levied(charter, institution, flow)
    budget = institution.funding.budget if institution.funding is not None else None
    share = None
    if money is not None and budget is not None and budget.value.currency == money.currency and budget.value.amount:
        share = min(money.amount / (budget.value.amount / (budget.value.years or ONE)), ONE)
    total = sum(held.values(), ZERO)
    if not total:
        raise Unstated(f"figures in `{flow.base}`", flow.span)
    return BillStream(share, {p: (v / total, v / total) for p, v in held.items()})


def _assessed(charter: Charter, institution: Institution, flow: Flow) -> BillStream:
    try:
        dealt = scale_of(charter, institution, flow)
    except Unstated:
        if flow.ceiling is None:
            raise
        members = institution.members.value.members if institution.members is not None else None
        if members is None:
            return BillStream(flow.share, {}, flow.ceiling)
        return BillStream(flow.share, dict.fromkeys(members, (flow.floor or ZERO, flow.ceiling)), sharp=False)
    if not dealt.without:
        return BillStream(flow.share, {p: (s, s) for p, s in dealt.shares.items()})
    low, high = flow.floor or ZERO, flow.ceiling if flow.ceiling is not None else ONE
    bears = {p: (min(low, s), s) for p, s in dealt.shares.items()}
    return BillStream(flow.share, bears | dict.fromkeys(dealt.without, (low, high)), sharp=False)
