"""What a party receives from the funds of an institution, at least and at most, as shares of the budget; and its net.

A fund has the part of the budget that its clause states, or that of the streams that are for it. What it pays to each
of a set comes first; the rest is dealt out by the scale, none above the ceiling. Where no scale is stated, or words
alone say what it pays for, it may go to any of those whom the clause names. Where the size of a fund is not stated,
what those receive whom it may reach is not known: it may have more than the budget.
"""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction

from charter.analysis.money.bills import BillStream, Borne, bill_of
from charter.analysis.money.payers import bounded
from charter.decisions.columns import numbers_of
from charter.decisions.elements import ZERO, Unstated
from charter.dsl.model.base import Money
from charter.dsl.model.charter import Charter
from charter.dsl.model.institution import Institution
from charter.dsl.model.money import Allotment, Fund
from charter.record import record
from charter.text.wording import percent

ONE = Fraction(1)


@record
class Payout:
    """What one fund pays out, as a stream of the budget; its share is None where the size of the fund is not stated."""

    fund: Fund
    stream: BillStream


@record
class Receipts:
    """What the funds of an institution pay out."""

    payouts: tuple[Payout, ...]

    def of(self, parties: Iterable[str]) -> Borne:
        """What these receive together, as shares of the budget; `how` is the sum in words.

        Raises:
            Unstated: a fund that may reach them does not state its size.
        """
        group = frozenset(parties)
        least = most = ZERO
        parts = []
        for payout in self.payouts:
            low, high = payout.stream.of(group)
            size = payout.stream.share
            if size is None and high:
                raise Unstated(f"what part of the budget the fund {payout.fund.name} has", payout.fund.span)
            if size and high:
                least, most = least + size * low, most + size * high
                parts.append(
                    f"{percent(size)} x {percent(low) if low == high else f'{percent(low)} to {percent(high)}'}"
                )
        return Borne(least, most, " + ".join(parts), all(p.stream.sharp for p in self.payouts))


def receipts_of(charter: Charter, institution: Institution, absent: frozenset[str] = frozenset()) -> Receipts:
    """What the funds of an institution pay out; `absent` are those who have left it, and get nothing.

    Raises:
        Unstated: it has no fund, or an amount cannot be set against the budget.
    """
    funds = institution.funds
    if not funds:
        raise Unstated("what is paid out", institution.name_span)
    members = institution.members.value.members if institution.members is not None else None
    inside = frozenset(members) - absent if members is not None else None
    found = (Payout(fund, s) for fund in funds for s in _streams(charter, institution, fund, inside))
    return Receipts(tuple(found))


def net_of(charter: Charter, institution: Institution, parties: Iterable[str], absent: frozenset[str]) -> Borne:
    """What these receive less what they pay, as shares of the budget. Where neither is settled the ends need not come
    about together.

    Raises:
        Unstated: as `receipts_of` and `charter.analysis.money.bills.bill_of`.
    """
    group = frozenset(parties)
    gets = receipts_of(charter, institution, absent).of(group)
    pays = bill_of(charter, institution, absent).of(group)
    sharp = gets.sharp and pays.sharp and (gets.least == gets.most or pays.least == pays.most)
    how = f"({gets.how or 'nothing'}) - ({pays.how or 'nothing'})"
    return Borne(gets.least - pays.most, gets.most - pays.least, how, sharp)


def _streams(
    charter: Charter, institution: Institution, fund: Fund, inside: frozenset[str] | None
) -> Iterable[BillStream]:
    """A fund as streams: what goes to each of a set, and the rest."""
    size = _size(institution, fund)
    fixed = [a for a in fund.allotments if a.amount is not None]
    shared = [a for a in fund.allotments if a.amount is None]
    spent = ZERO
    for allotment in fixed:
        each, parties = _each(institution, allotment), _reached(allotment, inside)
        if each is None or parties is None or not parties:
            continue
        total = each * len(parties)
        spent += total
        yield BillStream(total, dict.fromkeys(parties, (Fraction(1, len(parties)),) * 2))
    if not shared and (fixed and fund.pays is None):
        return
    rest = max(size - spent, ZERO) if size is not None else None
    yield _dealt(charter, fund, shared, inside, rest)


def _size(institution: Institution, fund: Fund) -> Fraction | None:
    """The part of the budget that a fund has; None where it is not stated."""
    if fund.share is not None:
        return fund.share
    flows = institution.funding.flows if institution.funding is not None else ()
    feeding = [f for f in flows if f.purpose == fund.name]
    shares = [f.share for f in feeding if f.share is not None]
    return sum(shares, ZERO) if feeding and len(shares) == len(feeding) else None


def _each(institution: Institution, allotment: Allotment) -> Fraction | None:
    """What each gets, as a share of the budget.

    Raises:
        Unstated: there is no budget in the same currency to set it against.
    """
    amount = allotment.amount
    budget = institution.funding.budget if institution.funding is not None else None
    if amount is None:
        return None
    if budget is None or budget.value.currency != amount.currency or not budget.value.amount:
        raise Unstated(f"a budget in {amount.currency}", allotment.span)
    return _yearly(amount, budget.value) / _yearly(budget.value, budget.value)


def _yearly(money: Money, budget: Money) -> Fraction:
    """An amount a year; one without a time is for the time of the budget."""
    return money.amount / (money.years or budget.years or ONE)


def _reached(allotment: Allotment, inside: frozenset[str] | None) -> tuple[str, ...] | None:
    """Whom an allotment reaches: the members among those it names; None where they are not known."""
    named = allotment.parties.members
    if named is None:
        return None
    return tuple(p for p in named if inside is None or p in inside)


def _dealt(
    charter: Charter, fund: Fund, shared: list[Allotment], inside: frozenset[str] | None, size: Fraction | None
) -> BillStream:
    cap = fund.ceiling if fund.ceiling is not None else ONE
    reached = [_reached(a, inside) for a in shared]
    if not shared or any(r is None for r in reached):
        if inside is None:
            return BillStream(size, {}, cap)
        return BillStream(size, dict.fromkeys(inside, (ZERO, cap)), sharp=False)
    parties = tuple(dict.fromkeys(p for r in reached for p in r or ()))
    if len(shared) == 1 and shared[0].scale is not None:
        exact = _by_scale(charter, shared[0], parties, cap)
        if exact is not None:
            return BillStream(size, {p: (s, s) for p, s in exact.items()})
    return BillStream(size, dict.fromkeys(parties, (ZERO, cap)), sharp=len(shared) == 1)


def _by_scale(
    charter: Charter, allotment: Allotment, parties: tuple[str, ...], cap: Fraction
) -> dict[str, Fraction] | None:
    """What a fund pays, dealt out by the scale; None where a figure is missing."""
    scale = allotment.scale
    if scale is None or not parties:
        return None
    if scale.kind == "equal":
        return dict.fromkeys(parties, min(Fraction(1, len(parties)), cap))
    values = numbers_of(charter, scale.column or "")
    if any(p not in values for p in parties):
        return None
    weights = {p: values[p] for p in parties if values[p] > 0}
    total = sum(weights.values(), ZERO)
    if not total:
        return None
    shares: dict[str, Fraction] = {p: w / total for p, w in weights.items()}
    return bounded(weights, ZERO, cap) if any(s > cap for s in shares.values()) else shares
