"""Binding rules of two institutions on the same thing, and no clause that says which prevails.

## What it checks

Pairs of included institutions that both bind in the same domain, or in domains that lie in each other: by a binding
task of their mandates that sets norms or standards, certifies or sanctions, or by a binding obligation. Reported
where neither text says which one `prevails over` or `yields to` the other. Pairs without a common member are left
out, for nobody is under both.

## Why

Who is bound twice chooses the rule that suits. The Agreement on the World Trade Organization prevails over the
agreements beneath it (article XVI.3); the climate regime leaves out gases that the Montreal Protocol controls. Most
drafts for treaties on AI say nothing about one another.

## Avoid

```charter bad
charter 1
use world
domain ai_models "AI models"
institution Agency {
  members are states
  mandate { sets standards in ai_models, binding }
}
institution Board {
  members are G20
  mandate { sets standards in ai_models, binding }
}
landscape now "Today" {              # <-- LND103
  includes Agency, Board
}
```

## Prefer

```charter good
charter 1
use world
domain ai_models "AI models"
institution Agency {
  members are states
  mandate { sets standards in ai_models, binding }
  relations { prevails over Board }
}
institution Board {
  members are G20
  mandate { sets standards in ai_models, binding }
}
landscape now "Today" {
  includes Agency, Board
}
```

## Settings

None.
"""

from __future__ import annotations

from collections.abc import Iterator

from charter.analysis.mandates.coverage import DomainWords
from charter.analysis.mandates.mandate_carriers import base_function
from charter.dsl.findings import WARNING, Finding, Label
from charter.dsl.model.base import Citation
from charter.dsl.model.institution import Institution
from charter.dsl.syntax.source import Span
from charter.record import record
from charter.text.wording import listed, number
from charter.validators.rules.case import Rule
from charter.validators.rules.landscape_case import LandscapeCase

RULE = Rule(
    "LND103",
    "unordered-rules",
    WARNING,
    "Vienna Convention on the Law of Treaties, article 30; Agreement establishing the WTO, article XVI.3",
)
ORDERS = frozenset(("prevails_over", "yields_to"))
RULES = frozenset(("sets_norms", "sets_standards", "certifies", "sanctions"))


@record
class _Binding:
    domain: str
    what: str
    span: Span
    citations: tuple[Citation, ...]


def check_landscape(case: LandscapeCase) -> Iterator[Finding]:
    """One finding for each pair that binds the same members in the same thing."""
    words = DomainWords.of([case.charter])
    states = {b.name: b.states for b in case.coverage.bodies}
    binding = {i.name: list(_binding(case, i)) for i in case.institutions}
    for index, first in enumerate(case.institutions):
        for second in case.institutions[index + 1 :]:
            one, other = states[first.name], states[second.name]
            both = one & other if one is not None and other is not None else None
            if both == frozenset() or _orders(first, second.name) or _orders(second, first.name):
                continue
            mine, theirs = binding[first.name], binding[second.name]
            pairs = [(a, b) for a in mine for b in theirs if words.fit(a.domain, b.domain) is not None]
            if pairs:
                yield _finding(case, (first, second), pairs, None if both is None else len(both))


def _binding(case: LandscapeCase, institution: Institution) -> Iterator[_Binding]:
    for task in institution.mandate.tasks if institution.mandate is not None else ():
        if task.force == "binding" and base_function(case.charter, task.function) in RULES:
            yield _Binding(task.domain, task.function.replace("_", " "), task.span, task.citations)
    for each in institution.obligations:
        if each.domain is not None and each.force is not None and each.force.value == "binding":
            yield _Binding(each.domain.value, f"the obligation {each.name}", each.name_span, each.citations)


def _orders(institution: Institution, other: str) -> bool:
    links = institution.relations.links if institution.relations is not None else ()
    return any(link.verb in ORDERS and (link.to.name or "").partition(".")[0] == other for link in links)


def _finding(
    case: LandscapeCase,
    two: tuple[Institution, Institution],
    pairs: list[tuple[_Binding, _Binding]],
    both: int | None,
) -> Finding:
    names = [each.name for each in two]
    a, b = pairs[0]
    where = listed(dict.fromkeys(a.domain if a.domain == b.domain else f"{a.domain} and {b.domain}" for a, b in pairs))
    who = "" if both is None else f" {number(both, 'state')} under both"
    text = f"{names[0]} ({a.what}) and {names[1]} ({b.what}) bind{who} in {where}"
    return case.finding(
        RULE,
        case.head,
        f"{text}, and no clause says which prevails",
        entity=f"{names[0]}.{names[1]}",
        label=f"{number(len(pairs), 'pair')} of binding rules",
        labels=[Label(a.span, "binds"), Label(b.span, "binds too")],
        help=f"say in one of them `prevails over {names[1]}` or `yields to {names[1]}`, or carve the domain out",
        citations=[*a.citations, *b.citations],
        witness={
            "bodies": names,
            "pairs": [{"first": [a.what, a.domain], "second": [b.what, b.domain]} for a, b in pairs],
            "under_both": both,
            "text": text,
        },
    )
