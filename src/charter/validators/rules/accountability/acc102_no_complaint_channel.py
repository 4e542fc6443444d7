"""Those who are harmed can complain to nobody.

## What it checks

Whether anybody hears complaints: an organ (`hears complaints from …`), monitoring through complaints or
whistle-blowers, or a dispute that a member may bring. Reported where the charter says `no complaint channel`: a warning
where the institution sanctions, finances or redistributes, a note elsewhere. Where it does so and says nothing of
complaints, that is a gap.

## Why

Power over money or rights harms somebody some day. People affected by projects can turn to the Inspection Panel of
the World Bank, and associations of workers to the International Labour Organization (Constitution, article 24); the
Charter of the Financial Stability Board gives nobody a way.

## Avoid

```charter bad
charter 1
use world
domain finance
institution Fund {
  members are WEOG
  mandate { finances in finance }
  no complaint channel   # <-- ACC102
}
```

## Prefer

```charter good
charter 1
use world
domain finance
party People "People affected" : community
institution Fund {
  members are WEOG
  mandate { finances in finance }
  organ Panel : panel {
    hears complaints from People
    publishes reports
  }
}
```

## Settings

None.
"""

from __future__ import annotations

from collections.abc import Iterator

from charter.analysis.enforcement.ladders import denied, function, sanctions
from charter.dsl.findings import NOTE, WARNING, Finding
from charter.text.wording import listed
from charter.validators.rules.case import Case, Rule

RULE = Rule(
    "ACC102",
    "no-complaint-channel",
    WARNING,
    "One World Trust; World Bank Inspection Panel; ILO Constitution, article 24",
    everywhere=True,
)
POWERS = ("sanctions", "finances", "redistributes")


def check(case: Case) -> Iterator[Finding]:
    """No way to complain."""
    institution = case.institution
    if _channel(case):
        return
    powers = _powers(case)
    said = denied((institution, *institution.organs), "complaint_channel")
    if said is not None:
        does = f"it {listed(powers)}" if powers else "it neither sanctions nor finances"
        yield case.finding(
            RULE,
            said.span,
            f"nobody can complain about {institution.label}: `no complaint channel`",
            severity=WARNING if powers else NOTE,
            help="let a panel hear those affected and publish what it finds: `hears complaints from …`",
            citations=said.citations,
            witness={"channels": [], "powers": powers, "text": f"`no complaint channel`; {does}"},
        )
    elif powers:
        yield case.gap(
            RULE,
            institution.name_span,
            "a complaint channel",
            help="let an organ say `hears complaints from …`, or say `no complaint channel`",
        )


def _channel(case: Case) -> bool:
    institution = case.institution
    return (
        any(o.hears for o in institution.organs)
        or any(m.method in ("complaint", "whistle_blowers") for o in institution.obligations for m in o.monitoring)
        or any("dispute" in d.kinds and d.proposers is not None for d in institution.decisions)
    )


def _powers(case: Case) -> list[str]:
    """Of sanctioning and financing, what the mandate, the ladders and the funds speak of."""
    institution = case.institution
    tasks = institution.mandate.tasks if institution.mandate is not None else ()
    done = {function(case, task.function) for task in tasks}
    done |= {"sanctions" for o in institution.obligations if o.ladder is not None and sanctions(case, o.ladder)}
    done |= {"finances"} if institution.funds else set()
    return [power for power in POWERS if power in done]
