"""Decisions of which nothing is published.

## What it checks

What the organs and decisions publish: agenda, votes, reasons, reports, minutes, decisions. Reported as a note where
the charter says `no publication` of the institution, of an organ or of a decision. Where an institution that decides
publishes nothing that the charter speaks of, that is one gap.

## Why

Reasons that nobody reads need not be good. The World Trade Organization publishes what its panels find, whoever wins.
One World Trust asks of every body whether agenda, votes and reasons can be read by those whom it governs.

## Avoid

```charter bad
charter 1
use world
institution Agency {
  members are WEOG
  organ Assembly {
    plenary
    decides by majority of members
    no publication   # <-- ACC103
  }
}
```

## Prefer

```charter good
charter 1
use world
institution Agency {
  members are WEOG
  organ Assembly {
    plenary
    decides by majority of members
    publishes agenda, votes, reasons
  }
}
```

## Settings

None.
"""

from __future__ import annotations

from collections.abc import Iterator

from charter.dsl.findings import NOTE, Edit, Finding, Remedy
from charter.dsl.model.decisions import Decision
from charter.dsl.model.institution import Institution
from charter.dsl.model.organs import Organ
from charter.text.wording import opened, quoted, the
from charter.validators.rules.case import Case, Rule
from charter.validators.rules.remedies import added, denial_at

RULE = Rule(
    "ACC103",
    "closed-decisions",
    NOTE,
    "One World Trust, Global Accountability Report; WTO DSU, article 16",
    everywhere=True,
)
HELP = (
    "publish the agenda, votes and reasons, and the reasons for what is not adopted: `publishes agenda, votes, reasons`"
)


def check(case: Case) -> Iterator[Finding]:
    """What is not published."""
    institution = case.institution
    parts: list[tuple[Institution | Organ | Decision, str]] = [(institution, "")]
    parts += [(organ, organ.name) for organ in institution.organs]
    parts += [(decision, decision.name) for decision in institution.decisions]
    told = False
    for record, entity in parts:
        label = record.label
        said = next((d for d in record.denials if d.topic == "publication"), None)
        if said is None:
            continue
        told = True
        yield case.finding(
            RULE,
            said.span,
            opened(f"{the(label)} publishes none of its decisions: `no publication`")
            if not isinstance(record, Decision)
            else f"Nothing about {quoted(label)} is published: `no publication`",
            entity=entity,
            label="closed",
            help=HELP,
            citations=said.citations,
            witness={"of": entity or institution.name, "publishes": [], "text": f"{label}: `no publication`"},
        )
    published = any(o.publishes for o in institution.organs) or any(d.publishes for d in institution.decisions)
    if institution.decisions and not told and not published:
        yield case.gap(
            RULE,
            institution.name_span,
            "which decisions are published",
            help="state it: `publishes …`, or `no publication`",
        )


def remedies(case: Case, finding: Finding) -> Iterator[Remedy]:
    """Let what is decided be published."""
    institution = case.institution
    denials = [*institution.denials]
    denials += [d for organ in institution.organs for d in organ.denials]
    denials += [d for decision in institution.decisions for d in decision.denials]
    denied = denial_at(denials, finding)
    for clause in ("publishes votes, reasons", "publishes decisions"):
        if denied is not None:
            yield Remedy(f"write `{clause}`", (Edit(denied.span, clause),))
        else:
            for organ in institution.organs:
                yield from added(case, f"{organ.name} {clause}", organ.span, clause)
