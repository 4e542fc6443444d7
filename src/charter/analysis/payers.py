"""Who pays what share: from stated contributors, from a table of contributions, or from the scale of assessment."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping
from fractions import Fraction
from typing import cast

from charter.analysis.subject import Subject
from charter.dsl.model.base import Citation
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

    @property
    def known(self) -> Fraction:
        """The part of the base whose payers are known."""
        return sum((share for _, share in self.shares), Fraction(0))

    @property
    def concentration(self) -> Fraction:
        """The Herfindahl-Hirschman index of the known shares: exact where `known` is 1, else a lower bound."""
        return sum((share * share for _, share in self.shares), Fraction(0))


def payers(subject: Subject) -> Payers | None:
    """The shares that the charter gives or that follow from it; None where they do not follow.

    Stated contributors come before a table of contributions, and that before the scale of assessment.
    """
    funding = subject.institution.funding
    if funding is None:
        return None
    if funding.contributors:
        return _stated(funding)
    if funding.contributions is not None:
        return _table(subject, funding)
    return _assessed(subject, funding)


def _sorted(shares: Mapping[str, Fraction]) -> tuple[tuple[str, Fraction], ...]:
    return tuple(sorted(shares.items(), key=lambda item: (-item[1], item[0])))


def _stated(funding: Funding) -> Payers:
    latest: dict[str, Contributor] = {}
    for each in funding.contributors:
        before = latest.get(each.party)
        if before is None or (each.year or 0) >= (before.year or 0):
            latest[each.party] = each
    shares = _sorted({party: each.share for party, each in latest.items()})
    first = latest[shares[0][0]]
    cites = tuple(c for party, _ in shares[:2] for c in latest[party].citations)
    base = "contributions" if first.year is None else f"contributions in {first.year}"
    known = sum((share for _, share in shares), Fraction(0))
    notes = () if known == 1 else (f"the charter names the payers of {percent(known)}",)
    return Payers(first.span, shares, base, cites, notes)


def _table(subject: Subject, funding: Funding) -> Payers | None:
    assert funding.contributions is not None
    clause = funding.contributions
    values = {party: value for party, value in subject.column(clause.value).items() if value > 0}
    total = sum(values.values(), Fraction(0))
    if not total:
        return None
    shares = _sorted({party: value / total for party, value in values.items()})
    note = f"shares of the sum of `{clause.value}` over {number(len(shares), 'payer')}"
    return Payers(clause.span, shares, "contributions", clause.citations, (note,))


def _assessed(subject: Subject, funding: Funding) -> Payers | None:
    flows = [f for f in funding.flows if f.kind == "assessed"]
    scales = [(flow, scale_shares(subject, flow)) for flow in flows]
    known = [(flow, found) for flow, found in scales if found is not None]
    if not known:
        return None
    if len(known) > 1 and all(flow.share is not None for flow, _ in known):
        together: dict[str, Fraction] = {}
        for flow, (shares, _) in known:
            for party, share in shares.items():
                together[party] = together.get(party, Fraction(0)) + share * (flow.share or ONE)
        notes = tuple(note for _, (_, told) in known for note in told)
        return Payers(known[0][0].span, _sorted(together), "the budget", known[0][0].citations, notes)
    flow, (shares, notes) = known[0]
    part, base = _part(flow, funding)
    if part != 1:
        notes = (*notes, f"assessed contributions are {percent(part)} of the budget")
    paid = {party: share * part for party, share in shares.items()}
    return Payers(flow.span, _sorted(paid), base, flow.citations, notes)


def _part(flow: Flow, funding: Funding) -> tuple[Fraction, str]:
    """The flow's part of the budget, and what the shares are then shares of."""
    if flow.share is not None:
        return flow.share, "the budget"
    alone = len([f for f in funding.flows if f.kind != "programme"]) == 1
    return ONE, "the budget" if alone else "assessed contributions"


def scale_shares(subject: Subject, flow: Flow) -> tuple[dict[str, Fraction], tuple[str, ...]] | None:
    """What each member pays of an assessed stream, with how it was reckoned; None where the charter leaves it open.

    A scale made for others than the members is dealt out anew among the members. Reckoned once a run.
    """
    key = ("scale", subject.institution.name, flow.span)
    if key not in subject.shared:
        subject.shared[key] = _scale_shares(subject, flow)
    return cast("tuple[dict[str, Fraction], tuple[str, ...]] | None", subject.shared[key])


def _scale_shares(subject: Subject, flow: Flow) -> tuple[dict[str, Fraction], tuple[str, ...]] | None:
    members, scale = subject.members, flow.scale
    if not members or scale is None or scale.kind not in ("column", "equal"):
        return None
    if scale.kind == "equal":
        return dict.fromkeys(members, Fraction(1, len(members))), ()
    values = subject.column(scale.column or "")
    weights = {party: values[party] for party in members if values.get(party, Fraction(0)) > 0}
    total = sum(weights.values(), Fraction(0))
    if not total:
        return None
    notes = [f"the scale `{scale.column}` dealt out among {number(len(weights), 'member')}"]
    if len(weights) < len(members):
        notes.append(f"{number(len(members) - len(weights), 'member')} without a value in `{scale.column}` left out")
    shares = {party: weight / total for party, weight in weights.items()}
    low, high = flow.floor or Fraction(0), flow.ceiling or ONE
    if any(not low <= share <= high for share in shares.values()):
        shares = bounded(shares, low, high)
        notes.append(f"no share below {percent(low)} or above {percent(high)}; the rest keeps its proportions")
    return shares, tuple(notes)


def bounded(weights: Mapping[str, Fraction], low: Fraction, high: Fraction) -> dict[str, Fraction]:
    """Shares in proportion to positive weights, none below `low` or above `high`, that sum to 1.

    Each share is the weight times a common factor, cut at the bounds; the factor is found exactly. Where the bounds
    allow no sum of 1, every share stands at the bound that stops it.
    """
    count = len(weights)
    if low * count > 1 or high * count < 1:
        return dict.fromkeys(weights, low if low * count > 1 else high)

    def cut(factor: Fraction) -> dict[str, Fraction]:
        return {party: min(max(weight * factor, low), high) for party, weight in weights.items()}

    turns = sorted({bound / weight for weight in weights.values() for bound in (low, high)})
    at = bisect_left(turns, ONE, key=lambda factor: sum(cut(factor).values(), Fraction(0)))
    shares = cut(turns[at])
    excess = sum(shares.values(), Fraction(0)) - 1
    if excess:
        before = turns[at - 1]
        moving = sum((w for w in weights.values() if low < w * turns[at] and w * before < high), Fraction(0))
        shares = cut(turns[at] - excess / moving)
    return shares
