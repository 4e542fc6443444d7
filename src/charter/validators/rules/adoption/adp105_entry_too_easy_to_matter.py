"""A text that can enter into force among those who do not matter for it.

## What it checks

Where the mandate says how capability is measured (`capability measured by compute.share`), the least share of it
with which the condition of entry into force can be met: the cheapest coalition of ratifiers. Reported where that is
less than a hundredth; a warning for an institution that regulates (binding standards, inspection, verification,
certification, sanctions, binding obligations), otherwise a note. A regulator that does not say how capability is
measured is a gap.

## Why

A threshold that counts heads binds those who have nothing to stop. The Framework Convention on AI of the Council of
Europe needs five ratifications, three of them of members of the Council; the Montreal Protocol asked for two thirds
of the consumption of what it regulates.

## Avoid

```charter bad
charter 1
use world
domain frontier_ai "Frontier AI"
institution Agency {
  assume members: states
  mandate {
    inspects in frontier_ai, binding
    capability measured by gpu.share
  }
  adoption {
    in force on 5 ratifications including 3 of WEOG       # <-- ADP105
    preparatory commission
  }
}
```

## Prefer

A share of what matters beside the number, low enough to give nobody the key.

```charter good
charter 1
use world
domain frontier_ai "Frontier AI"
institution Agency {
  assume members: states
  mandate {
    inspects in frontier_ai, binding
    capability measured by gpu.share
  }
  adoption {
    in force on 5 ratifications including 10% of gpu.share
    preparatory commission
  }
}
```

## Settings

`capability_at_entry` (1/100): the least share below which it is reported.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from fractions import Fraction

from charter.analysis.entry.entry_into_force import EntryGame, Missing
from charter.analysis.mandates.mandate_carriers import base_function
from charter.decisions.columns import whole_of
from charter.decisions.elements import Unstated
from charter.dsl.findings import NOTE, WARNING, Finding, Label
from charter.dsl.model.entry import is_past
from charter.dsl.model.institution import Institution
from charter.text.wording import listed, number, percent, some
from charter.validators.rules.case import Case, Rule

RULE = Rule(
    "ADP105",
    "entry-too-easy-to-matter",
    WARNING,
    "Barrett 2003 on minimum participation; Montreal Protocol, article 16.1",
    everywhere=True,
)
REGULATES = frozenset(("sets_standards", "inspects", "verifies", "certifies", "sanctions"))


def regulates(case: Case, institution: Institution) -> bool:
    """Whether it binds: a binding task that regulates, or a binding obligation."""
    tasks = institution.mandate.tasks if institution.mandate is not None else ()
    bound = any(t.force == "binding" and base_function(case.charter, t.function) in REGULATES for t in tasks)
    return bound or any(o.force is not None and o.force.value == "binding" for o in institution.obligations)


def check(case: Case) -> Iterator[Finding]:
    """The least capability with which the text can enter into force."""
    mandate = case.institution.mandate
    if mandate is None:
        return
    found = case.entry
    if isinstance(found, Missing):
        yield case.gap(RULE, found.span, found.what, entity=found.entity)
    if not isinstance(found, EntryGame) or found.never:
        return
    column = mandate.capability.value if mandate.capability is not None else None
    if column is None:
        if regulates(case, case.institution) and not is_past(case.institution):
            yield case.gap(RULE, mandate.span, "how capability is measured", entity="mandate")
        return
    figures = case.column(column)
    try:
        whole = whole_of(case.charter, column, found.players, found.entry.span)
    except Unstated as unknown:
        yield case.gap(RULE, found.entry.span, unknown.missing, entity="mandate")
        return
    if not whole:
        yield case.gap(RULE, found.entry.span, f"the figures in `{column}`", entity="mandate")
    elif not _asks_for_it(case, found, column):
        yield from _least(case, found, column, figures, whole)


def _asks_for_it(case: Case, found: EntryGame, column: str) -> bool:
    """Whether a leg that must be met already asks for enough of the capability itself."""
    limit = case.profile.capability_at_entry
    legs = [leg for leg in found.legs if leg.counted is not None and leg.counted.column == column]
    return found.joined and any(leg.share >= limit for leg in legs)


def _least(
    case: Case, found: EntryGame, column: str, figures: Mapping[str, Fraction], whole: Fraction
) -> Iterator[Finding]:
    costs = {p: max(figures.get(p, Fraction(0)), Fraction(0)) for p in found.game.players}
    cheapest = found.game.cheapest(costs)
    if cheapest is None:
        return
    held = sum((costs[p] for p in cheapest.members), Fraction(0))
    share = held / whole
    if share >= case.profile.capability_at_entry:
        return
    mandate = case.institution.mandate
    assert mandate is not None
    assert mandate.capability is not None
    weighing = sorted((p for p in cheapest.members if costs[p]), key=lambda p: (-costs[p], p))
    told = some(weighing) if weighing else "none of whom has any"
    with_others = " and others whom the charter does not name" if found.open else ""
    yield case.finding(
        RULE,
        found.entry.span,
        f"it can enter into force with {percent(share, case.profile.capability_at_entry)} of {column}",
        entity="adoption",
        severity=WARNING if regulates(case, case.institution) else NOTE,
        label=f"{percent(share, case.profile.capability_at_entry)} of {column} is enough",
        labels=[Label(mandate.capability.span, "how capability is measured")],
        help="ask for a share of what matters beside the number, low enough that nobody alone holds it",
        citations=found.entry.citations,
        witness={
            "column": column,
            "share": share,
            "threshold": case.profile.capability_at_entry,
            "coalition": list(cheapest.members),
            "weighing": weighing,
            "open": found.open,
            "legs": [leg.text for leg in found.legs],
            "text": f"{listed([leg.text for leg in found.legs])}: "
            f"{number(len(cheapest.members), 'ratification')}{with_others} suffice ({told}), "
            f"with {percent(share, case.profile.capability_at_entry)} of {column}",
        },
    )
