"""Institutions in which nobody who answers to the members watches conduct.

## What it checks

Whether some obligation is monitored by the members themselves, or by an organ of members, one that reports or
answers to somebody or can be dismissed, or one whose head is chosen for a term or can be dismissed.

## Why

The fourth principle: monitors are accountable to the users, or are the users.

## Avoid

```charter bad
charter 1
institution Agency {    # <-- OST104
  organ Assembly { plenary }
}
```

## Prefer

```charter good
charter 1
institution Agency {
  organ Assembly { plenary }
  organ Inspectorate : inspectorate { reports to Assembly, every 1 year }
  obligation declare {
    binds members
    monitored by Inspectorate through inspection anywhere
  }
}
```

## Settings

None. The rule is off unless the pack `ostrom` is on.
"""

from __future__ import annotations

from collections.abc import Iterator

from charter.dsl.findings import NOTE, Finding
from charter.dsl.model.institution import Institution
from charter.dsl.model.organs import Organ
from charter.validators.rules.case import Case, Rule
from charter.validators.rules.packs import SOURCE, uncovered

RULE = Rule("OST104", "watchers-unwatched", NOTE, SOURCE, everywhere=True)


def check(case: Case) -> Iterator[Finding]:
    """A note where no fact satisfies the principle."""
    looked_for = ["monitored by members", "monitored by an organ that reports, answers or can be dismissed"]
    yield from uncovered(
        case,
        RULE,
        "a monitor who answers to the members (principle 4: monitoring)",
        _facts(case),
        looked_for,
        "`monitored by Inspectorate through …`, and `reports to Assembly` in that organ",
    )


def _facts(case: Case) -> Iterator[object]:
    for obligation in case.institution.obligations:
        for monitoring in obligation.monitoring:
            organ = _organ(case.institution, monitoring.by.name)
            if organ is None:
                if monitoring.by.kind in ("members", "any_member", "group", "complainant"):
                    yield monitoring
            elif (
                organ.plenary
                or organ.seats
                or organ.reports_to
                or organ.answers_to
                or organ.dismissed_by
                or (organ.head is not None and (organ.head.dismissed_by or organ.head.term))
            ):
                yield monitoring


def _organ(institution: Institution, name: str | None) -> Organ | None:
    """The organ of that name, or the one whose head has it."""
    found = institution.organ(name or "")
    return found or next((o for o in institution.organs if o.head is not None and o.head.name == name), None)
