"""One member pays a fifth or more.

## What it checks

The shares of those who pay: stated (`contributor USA 22%`), from a table (`contributions from budget.paid`), or
reckoned from `assessed by un_scale` for the members, with its ceiling and floor. Reported where the largest share is
at least a fifth. The finding gives the two largest, the Herfindahl-Hirschman index (the sum of the squared shares),
the effective number of payers (one over it), and, where budget and reserve are stated, what is left without the
largest. Where contributions are spoken of but no share follows and no ceiling bounds it, that is a gap; where
the scale has no figure for some members, the finding says that the shares are those if they pay nothing.

## Why

A large payer may leave, or threaten to. The United States has paid 22% of the regular budget of the United Nations
since 2001 and about 45% of the Intergovernmental Panel on Climate Change's in 2016; both have felt it. The World
Trade Organization, billed by shares of trade, had no payer above 12% in 2024.

## Avoid

```charter bad
charter 1
use world
institution Agency {
  members are { USA, FRA, GBR, KEN, BRA, IND }
  funding {
    budget 100 million USD a year
    assessed by un_scale             # <-- FND101
    reserve 6 months
  }
}
```

## Prefer

A ceiling, a scale that is dealt out anew when someone leaves, and a reserve that lasts till then.

```charter good
charter 1
use world
institution Agency {
  members are WEOG | African
  funding {
    budget 100 million USD a year
    assessed by un_scale, ceiling 12%
    reserve 6 months
  }
}
```

## Settings

`dominant_payer` (1/5): the share from which a payer is reported.
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from typing import Any

from charter.analysis.money.bills import bill_of
from charter.analysis.money.payers import Payers, payers, scale_of
from charter.analysis.named import state
from charter.decisions.elements import Unstated
from charter.dsl.findings import WARNING, Finding, Remedy
from charter.dsl.model.money import Flow, Funding
from charter.text.wording import figure, listed, opened, percent, some
from charter.validators.rules.case import Case, Rule
from charter.validators.rules.remedies import behind, varied

RULE = Rule(
    "FND101",
    "dominant-payer",
    WARNING,
    "Herfindahl 1950 and Hirschman 1964 on concentration; Graham 2017 on how funding shapes control",
)


WHO = "each member’s share of contributions"


def check(case: Case) -> Iterator[Finding]:
    """A payer whose share is at least the threshold."""
    funding = case.institution.funding
    if funding is None:
        return
    found = payers(case)
    if found is not None:
        yield from _top(case, funding, found)
        return
    open_ended = [f for f in funding.flows if _unbounded(f, case.profile.dominant_payer)]
    if open_ended and not _small(case):
        missing = _missing(case, open_ended[0])
        yield case.gap(RULE, open_ended[0].span, missing, entity="funding" if missing == WHO else "")


def remedies(case: Case, finding: Finding) -> Iterator[Remedy]:
    """A ceiling on one payer's share, just below the share from which a payer is reported and lower; or other numbers
    where there is one."""
    for share in (15, 12, 10, 8, 5):
        if Fraction(share, 100) < case.profile.dominant_payer:
            yield Remedy(f"a ceiling of {share}%", (behind(case, finding.span, f", ceiling {share}%"),))
    yield from varied(case.loaded, [finding.span])


def _small(case: Case) -> bool:
    """Whether nobody can pay as much as the threshold, whatever is left open."""
    try:
        return bill_of(case.charter, case.institution).largest().most < case.profile.dominant_payer
    except Unstated:
        return False


def _missing(case: Case, flow: Flow) -> str:
    """What is missing to know who pays what: figures of some members, or the whole of it."""
    try:
        dealt = scale_of(case.charter, case.institution, flow) if flow.kind == "assessed" else None
    except Unstated:
        dealt = None
    if dealt is None or flow.scale is None or not dealt.without:
        return WHO
    few = len(dealt.without)
    shown = ", ".join(dealt.without[:3]) + (" …" if few > 3 else "")
    return f"the figure in `{flow.scale.column}` for {few} of {few + len(dealt.shares)} members ({shown})"


def _unbounded(flow: Flow, threshold: Fraction) -> bool:
    bound = flow.ceiling if flow.kind == "assessed" else flow.donor_cap
    return flow.kind in ("assessed", "voluntary") and (bound is None or bound >= threshold)


def _top(case: Case, funding: Funding, found: Payers) -> Iterator[Finding]:
    party, share = found.shares[0]
    if share < case.profile.dominant_payer:
        return
    two = found.shares[:2]
    together = sum((s for _, s in two), Fraction(0))
    pair = f"; {listed([p for p, _ in two])} together pay {percent(together)}" if len(two) == 2 else ""
    yield case.finding(
        RULE,
        found.span,
        opened(f"{state(party)} pays {figure(share)} of {found.base}{pair}{_if(found)}"),
        entity="funding",
        label=f"{party} pays {figure(share)}",
        notes=[*found.notes, *_without(funding, found)],
        help="cap shares and hold a reserve, and recompute the scale when a payer leaves",
        citations=found.citations,
        witness=_witness(case, found, together),
    )


def _if(found: Payers) -> str:
    """On what the shares rest, where the scale has no figure for some members."""
    return (
        f", if {some(found.without, 3)} {'pays' if len(found.without) == 1 else 'pay'} nothing" if found.without else ""
    )


def _without(funding: Funding, found: Payers) -> tuple[str, ...]:
    """What is left when the largest payer leaves, where budget or reserve are stated."""
    party, share = found.shares[0]
    told = []
    if funding.budget is not None and funding.budget.value.years:
        money = funding.budget.value
        left = money.amount / (money.years or 1) * (1 - share)
        told.append(f"without {party}, {float(left):,.0f} {money.currency} a year remain")
    if funding.reserve is not None and funding.reserve.value.days is not None and share:
        months = funding.reserve.value.days / share * 12 / 365
        told.append(f"a reserve of {funding.reserve.value} covers {party}'s share for {float(months):.1f} months")
    return tuple(told)


def _witness(case: Case, found: Payers, together: Fraction) -> dict[str, Any]:
    index = found.concentration
    complete = found.known == 1
    squares = " + ".join(f"{percent(s)}²" for _, s in found.shares[:3])
    more = " + …" if len(found.shares) > 3 or not complete else ""
    about = "=" if complete else "≥"
    effective = f"{float(1 / index):.1f}"
    return {
        "base": found.base,
        "payers": [{"party": p, "share": s} for p, s in found.shares[:5]],
        "known": found.known,
        "top1": found.shares[0][1],
        "top2": together,
        "hhi": index,
        "effective_payers": 1 / index,
        "threshold": case.profile.dominant_payer,
        "exact": complete,
        "text": f"{found.shares[0][0]} {percent(found.shares[0][1])} of {found.base}, at least "
        f"{percent(case.profile.dominant_payer)}; {squares}{more} {about} {float(index):.4f}, so "
        f"{effective if complete else f'at most {effective}'} effective payers",
    }
