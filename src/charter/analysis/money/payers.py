"""Who pays what share: from stated contributors, from a table of contributions, or from the scale of assessment.

What each member is assessed is worked out here and nowhere else; `bills` adds the streams up.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Mapping
from fractions import Fraction
from itertools import accumulate

from charter.analysis.subject import Subject
from charter.decisions.columns import numbers_of
from charter.decisions.elements import ZERO, Unstated
from charter.dsl.model.base import Citation
from charter.dsl.model.charter import Charter
from charter.dsl.model.institution import Institution
from charter.dsl.model.money import Contributor, Flow, Funding
from charter.dsl.syntax.source import Span
from charter.record import record
from charter.text.wording import number, percent

ONE = Fraction(1)


@record
class Payers:
    """Shares of `base`, the largest first, with the clause they come from and how they were had from it."""

    span: Span
    shares: tuple[tuple[str, Fraction], ...]
    base: str
    citations: tuple[Citation, ...] = ()
    notes: tuple[str, ...] = ()
    without: tuple[str, ...] = ()
    """Members of whom the scale has no figure: the shares are those if they pay nothing, and so the most."""

    @property
    def known(self) -> Fraction:
        """The part of the base whose payers are known."""
        return sum((share for _, share in self.shares), Fraction(0))

    @property
    def concentration(self) -> Fraction:
        """The Herfindahl-Hirschman index of the known shares: exact where `known` is 1, else a lower bound."""
        return sum((share * share for _, share in self.shares), Fraction(0))


def payers(subject: Subject) -> Payers | None:
    """What each payer pays by the charter or by what follows from it; None where nothing follows.

    Contributors that the charter names come before a table of contributions, and that before the scale of assessment.
    """
    funding = subject.institution.funding
    if funding is None:
        return None
    shares, notes = listed_payers(subject.charter, funding)
    if shares:
        return _listed(funding, shares, notes)
    return _assessed(subject, funding)


def _sorted(shares: Mapping[str, Fraction]) -> tuple[tuple[str, Fraction], ...]:
    return tuple(sorted(shares.items(), key=lambda item: (-item[1], item[0])))


def _listed(funding: Funding, shares: Mapping[str, Fraction], notes: tuple[str, ...]) -> Payers:
    order = _sorted(shares)
    named = latest(funding)
    first = named.get(order[0][0])
    if first is None:
        assert funding.contributions is not None
        return Payers(funding.contributions.span, order, "contributions", funding.contributions.citations, notes)
    cites = tuple(c for party, _ in order[:2] if party in named for c in named[party].citations)
    base = "contributions" if first.year is None else f"contributions in {first.year}"
    return Payers(first.span, order, base, cites, notes)


def _assessed(subject: Subject, funding: Funding) -> Payers | None:
    flows = [f for f in funding.flows if f.kind == "assessed"]
    scales = [(flow, _dealt(subject, flow)) for flow in flows]
    known = [(flow, found) for flow, found in scales if found is not None]
    if not known:
        return None
    if len(known) > 1 and all(flow.share is not None for flow, _ in known):
        together: dict[str, Fraction] = {}
        for flow, dealt in known:
            for party, share in dealt.shares.items():
                together[party] = together.get(party, ZERO) + share * (flow.share or ONE)
        notes = tuple(note for _, dealt in known for note in dealt.notes)
        without = tuple(dict.fromkeys(p for _, dealt in known for p in dealt.without))
        return Payers(known[0][0].span, _sorted(together), "the budget", known[0][0].citations, notes, without)
    flow, dealt = known[0]
    notes = dealt.notes
    part, base = _part(flow, funding)
    if part != 1:
        notes = (*notes, f"assessed contributions are {percent(part)} of the budget")
    paid = {party: share * part for party, share in dealt.shares.items()}
    return Payers(flow.span, _sorted(paid), base, flow.citations, notes, dealt.without)


def _part(flow: Flow, funding: Funding) -> tuple[Fraction, str]:
    """The flow's part of the budget, and what the shares are then shares of."""
    if flow.share is not None:
        return flow.share, "the budget"
    return ONE, "the budget" if len(streams(funding)) == 1 else "assessed contributions"


def _dealt(subject: Subject, flow: Flow) -> Dealt | None:
    """An assessed stream dealt out; None where the charter leaves it open."""
    try:
        return scale_of(subject.charter, subject.institution, flow)
    except Unstated:
        return None


def streams(funding: Funding) -> tuple[Flow, ...]:
    """The streams into the budget. A programme that its participants pay is beside it, unless it is all there is."""
    return tuple(f for f in funding.flows if f.kind != "programme") or funding.flows


def latest(funding: Funding) -> dict[str, Contributor]:
    """The contributors that the charter names, each with the latest year that is given."""
    found: dict[str, Contributor] = {}
    for each in funding.contributors:
        before = found.get(each.party)
        if before is None or (each.year or 0) >= (before.year or 0):
            found[each.party] = each
    return found


def listed_payers(charter: Charter, funding: Funding) -> tuple[dict[str, Fraction], tuple[str, ...]]:
    """The shares of the contributors that the charter names, or else of a table of contributions, and how they were
    had; empty where there are neither."""
    if funding.contributors:
        shares = {party: each.share for party, each in latest(funding).items()}
        known = sum(shares.values(), ZERO)
        return shares, () if known == 1 else (f"the charter names the payers of {percent(known)}",)
    if funding.contributions is None:
        return {}, ()
    column = funding.contributions.value
    values = {party: value for party, value in numbers_of(charter, column).items() if value > 0}
    total = sum(values.values(), ZERO)
    note = f"shares of the sum of `{column}` over {number(len(values), 'payer')}"
    return {party: value / total for party, value in values.items()}, (note,) if values else ()


@record
class Dealt:
    """A stream dealt out among the members by its scale. `without` are the members of whom the scale has no figure:
    where there are any, `shares` are those of the others if these pay nothing, and so the most that they pay."""

    shares: Mapping[str, Fraction]
    without: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()


def scale_of(charter: Charter, institution: Institution, flow: Flow) -> Dealt:
    """An assessed stream dealt out among the members, with its floor and its ceiling.

    A scale made for others than the members is dealt out anew among the members.

    Raises:
        Unstated: who the members are, or the scale, or any figure of it, is missing.
    """
    members = institution.members.value.members if institution.members is not None else None
    if not members or flow.scale is None:
        raise Unstated("the members and the scale", flow.span)
    if flow.scale.kind == "equal":
        return Dealt(dict.fromkeys(members, Fraction(1, len(members))))
    if flow.scale.kind != "column" or flow.scale.column is None:
        raise Unstated("a scale of figures", flow.span)
    column = flow.scale.column
    values = numbers_of(charter, column)
    weights = {party: values[party] for party in members if values.get(party, ZERO) > 0}
    total = sum(weights.values(), ZERO)
    if not total:
        raise Unstated(f"figures in `{column}`", flow.span)
    without = tuple(party for party in members if party not in values)
    notes = [f"the scale `{column}` dealt out among {number(len(weights), 'member')}"]
    if without:
        notes.append(f"{number(len(without), 'member')} without a value in `{column}` left out")
    shares = {party: weight / total for party, weight in weights.items()}
    low, high = flow.floor or ZERO, flow.ceiling or ONE
    if any(not low <= share <= high for share in shares.values()):
        shares = bounded(shares, low, high)
        notes.append(f"no share below {percent(low)} or above {percent(high)}; the rest keeps its proportions")
    return Dealt(shares, without, tuple(notes))


def bounded(weights: Mapping[str, Fraction], low: Fraction, high: Fraction) -> dict[str, Fraction]:
    """Shares in proportion to positive weights, none below `low` or above `high`, that sum to 1.

    Each share is the weight times a common factor, cut at the bounds; the factor is found exactly. Where the bounds
    allow no sum of 1, every share stands at the bound that stops it.
    """
    count = len(weights)
    if low * count > 1 or high * count < 1:
        return dict.fromkeys(weights, low if low * count > 1 else high)

    ordered = sorted(weights.values())
    sums = list(accumulate(ordered, initial=ZERO))

    def total(factor: Fraction) -> Fraction:
        below, above = bisect_right(ordered, low / factor), bisect_left(ordered, high / factor)
        return low * below + factor * (sums[above] - sums[below]) + high * (count - above)

    turns = sorted({bound / weight for weight in ordered for bound in (low, high) if bound})
    at = bisect_left(turns, ONE, key=total)
    factor = turns[at]
    excess = total(factor) - 1
    if excess:
        before = turns[at - 1] if at else ZERO
        factor -= excess / sum((w for w in ordered if low < w * factor and w * before < high), ZERO)
    return {party: min(max(weight * factor, low), high) for party, weight in weights.items()}
