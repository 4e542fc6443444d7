"""A head chosen, kept or removed as nobody has written down.

## What it checks

The head of each secretariat, inspectorate and office: how it is chosen, its term, whether it may be chosen again and
how often, who can remove it. Reported as a note where the head is chosen by custom, where the charter says `no term
limit` or `no removal`, and where it says who appoints the head but neither a term nor a limit nor a way to remove it:
then custom alone decides how long it stays.

## Why

What is not written is done as it was always done, for those who always did it. Article 97 of the Charter of the United
Nations says who appoints the Secretary-General and nothing else; the Articles of the Monetary Fund set no limit on the
terms of its Managing Director (XII.4), and custom has given the post to one continent.

## Avoid

```charter bad
charter 1
use world
institution Agency {
  members are WEOG
  organ Assembly { plenary }
  organ Secretariat : secretariat {
    headed by Director, appointed by Assembly   # <-- ACC105
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
  organ Secretariat : secretariat {
    headed by Director, appointed by Assembly, for 4 years, at most 2 terms, dismissed by Assembly,
      open selection
  }
}
```

## Settings

None.
"""

from __future__ import annotations

from collections.abc import Iterator

from charter.analysis.enforcement.ladders import denied
from charter.dsl.findings import NOTE, Finding, Label
from charter.dsl.model.organs import Head, Organ
from charter.text.wording import listed
from charter.validators.rules.case import Case, Rule

RULE = Rule(
    "ACC105",
    "head-by-custom",
    NOTE,
    "IMF Independent Evaluation Office 2008, Governance of the IMF; UN Charter, article 97",
    everywhere=True,
)
OFFICES = ("secretariat", "inspectorate", "office")


def check(case: Case) -> Iterator[Finding]:
    """Heads of whose stay too little is written."""
    for organ in case.institution.organs:
        head = organ.head
        executive = organ.kind in OFFICES or (organ.kind is None and organ.staff is not None)
        if head is None or not executive:
            continue
        denials = [d for d in organ.denials if d.topic in ("term_limit", "removal")]
        faults = [f'chosen by custom ("{head.custom}")'] if head.custom is not None else []
        faults += [f"`no {d.topic.replace('_', ' ')}`" for d in denials]
        if not faults and head.filling is not None and not any(_written(organ, head).values()):
            faults = ["no term, no limit on terms and no way of removal are written"]
        if faults:
            yield _finding(case, organ, head, faults)


def _written(organ: Organ, head: Head) -> dict[str, str | None]:
    """Term, limit and removal in the words of the charter; None where it has none."""
    term = head.term or (organ.term.value if organ.term is not None else None)
    limit = f"at most {head.term_limit} terms" if head.term_limit is not None else head.re_election
    removed = head.dismissed_by or (organ.dismissed_by.value if organ.dismissed_by is not None else None)
    return {"term": None if term is None else str(term), "limit": limit, "removal": removed}


def _finding(case: Case, organ: Organ, head: Head, faults: list[str]) -> Finding:
    written = _written(organ, head)
    said = denied((organ,), "term_limit", "removal")
    how = f"{head.filling.how} by {head.filling.by}" if head.filling is not None and head.filling.by else "by custom"
    have = listed(f"{part}: {value.replace('_', ' ')}" for part, value in written.items() if value is not None)
    return case.finding(
        RULE,
        head.span,
        f"{head.name}, who heads {organ.label}: {listed(faults)}",
        entity=organ.name,
        label="what is not written, custom decides",
        labels=[Label(said.span, "said here")] if said is not None else [],
        help="an open selection, a term, at most two of them, and a majority that can remove the head",
        citations=head.citations,
        witness={
            "head": head.name,
            "chosen": how,
            "custom": head.custom,
            "open_selection": head.open_selection,
            **written,
            "text": f"{head.name}: {how}; {listed(faults)}; written: {have or 'nothing more'}",
        },
    )
