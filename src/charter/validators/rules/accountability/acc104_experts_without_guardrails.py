"""Experts that nothing keeps independent.

## What it checks

Each organ of experts for its guardrails: interests disclosed, a cap on one nationality, a cap on one affiliation, no
nomination of oneself. Reported where the charter says that one is missing (`no conflict of interest rule`,
`no affiliation cap`), and where the cap on one
nationality lets a quarter of the seats or more go to it. Where it speaks of none of them, that is a gap.

## Why

Advice is worth what its authors are free to say. The Scientific Panel on AI of the United Nations has at most two
experts of one nationality and of one affiliation, and its members disclose their interests.

## Avoid

```charter bad
charter 1
use world
institution Agency {
  members are WEOG
  organ Assembly { plenary }
  organ Panel : panel {
    experts 20 appointed by Assembly
    no conflict of interest rule   # <-- ACC104
    no affiliation cap
  }
}
```

## Prefer

```charter good
charter 1
use world
institution Agency {
  members are WEOG
  organ Assembly { plenary }
  organ Panel : panel {
    experts 20 appointed by Assembly
    at most 2 of one nationality
    at most 2 of one affiliation
    discloses interests
    self-nomination barred
  }
}
```

## Settings

`one_nationality` (1/4): a cap that lets this share of the seats or more go to one nationality is none.
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from charter.dsl.findings import WARNING, Finding, Label
from charter.dsl.model.organs import Cap, Organ
from charter.dsl.syntax.source import Span
from charter.text.wording import listed, opened, percent, the
from charter.validators.rules.case import Case, Rule

RULE = Rule(
    "ACC104",
    "experts-without-guardrails",
    WARNING,
    "General Assembly resolution 79/325, 2025; One World Trust",
    everywhere=True,
)
MISSING = {
    "conflict_of_interest_rule": "a rule on conflicts of interest",
    "affiliation_cap": "a cap on one affiliation",
}


def check(case: Case) -> Iterator[Finding]:
    """Organs of experts without what keeps them independent."""
    for organ in case.institution.organs:
        if organ.experts is None:
            continue
        faults = _faults(case, organ)
        if faults:
            yield _finding(case, organ, faults)
        elif not (
            _caps(organ)
            or organ.experts.filling.each is not None
            or organ.discloses is not None
            or organ.self_nomination_barred is not None
        ):
            yield case.gap(
                RULE,
                organ.experts.span,
                "safeguards for experts’ independence",
                entity=organ.name,
                help="say it: `discloses interests`, `at most 2 of one nationality`",
            )


def _caps(organ: Organ) -> list[Cap]:
    own = organ.experts.caps if organ.experts is not None else ()
    return [cap for cap in (*organ.caps, *own) if cap.trait is not None]


def _faults(case: Case, organ: Organ) -> list[tuple[Span, str]]:
    found = [(d.span, f"no {MISSING[d.topic][2:]}") for d in organ.denials if MISSING.get(d.topic)]
    total = organ.experts.total if organ.experts is not None else None
    for cap in _caps(organ):
        share = Fraction(cap.count, total) if total else Fraction(0)
        if cap.trait == "nationality" and share >= case.profile.one_nationality:
            text = f"one nationality may have {cap.count} of {total} seats ({percent(share)})"
            found.append((cap.span, text))
    return found


def _finding(case: Case, organ: Organ, faults: list[tuple[Span, str]]) -> Finding:
    (span, first), *rest = faults
    told = listed(text for _, text in faults)
    stated = [f"at most {cap.count} of one {cap.trait}" for cap in _caps(organ)]
    stated += ["interests disclosed"] if organ.discloses is not None else []
    stated += ["self-nomination barred"] if organ.self_nomination_barred is not None else []
    return case.finding(
        RULE,
        span,
        opened(f"{the(organ.label)} has experts and {told}"),
        entity=organ.name,
        label=first,
        labels=[Label(where, text) for where, text in rest],
        help="cap nationality and affiliation at two, have interests disclosed, bar self-nomination",
        citations=organ.experts.citations if organ.experts is not None else (),
        witness={
            "organ": organ.name,
            "experts": organ.experts.total if organ.experts is not None else None,
            "missing": [text for _, text in faults],
            "stated": stated,
            "text": f"{organ.name}: {told}; stated: {listed(stated) or 'nothing'}",
        },
    )
