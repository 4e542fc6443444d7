"""Nothing works before the text is in force.

## What it checks

A text that enters into force by ratifications, for what works until then: a `preparatory commission`, `provisional
application`, or a body that it `succeeds` and that goes on meanwhile. Reported where the charter says that there is
none; where it says nothing and is not in force yet, that is a gap. What a decision creates has nothing to bridge.

## Why

Ratification takes years, in which what was agreed can be undone or overtaken. The Council of CERN met as a
provisional one from 1952; a Preparatory Commission worked for the International Atomic Energy Agency from the day of
signature; the Convention on the Law of the Sea, signed in 1982, was without any of that until 1994 and had to be
renegotiated.

## Avoid

```charter bad
charter 1
use world
institution Agency {
  assume members: states
  adoption {
    in force on 40 ratifications
    no provisional_application       # <-- ADP104
  }
}
```

## Prefer

```charter good
charter 1
use world
institution Agency {
  assume members: states
  adoption {
    in force on 40 ratifications
    preparatory commission
    provisional application
  }
}
```

## Settings

None.
"""

from __future__ import annotations

from collections.abc import Iterator

from charter.analysis.entry.entry_into_force import is_past
from charter.dsl.findings import WARNING, Finding, Label
from charter.validators.rules.case import Case, Rule

RULE = Rule(
    "ADP104",
    "nothing-before-entry",
    WARNING,
    "Vienna Convention on the Law of Treaties, article 25; Statute of the IAEA, Annex I; CERN's agreement of 1952",
    everywhere=True,
)


def check(case: Case) -> Iterator[Finding]:
    """A text by ratification without anything that works before it is in force."""
    adoption = case.institution.adoption
    if adoption is None or not adoption.entries or adoption.bridges or adoption.created_by:
        return
    links = case.institution.relations.links if case.institution.relations is not None else ()
    if any(link.verb == "succeeds" for link in links):
        return
    entry = adoption.entries[-1]
    denied = next((d for d in adoption.denials if d.topic == "provisional_application"), None)
    if denied is None:
        if not is_past(case.institution):
            yield case.gap(RULE, entry.span, "what works before entry into force", entity="adoption")
        return
    text = "the text enters into force by ratifications, and the charter says that nothing is applied before"
    yield case.finding(
        RULE,
        denied.span,
        text,
        entity="adoption",
        label="nothing until then",
        labels=[Label(entry.span, "until these have ratified")],
        help="a preparatory commission, an interim council, or provisional application from signature",
        citations=[*denied.citations, *entry.citations],
        witness={"bridges": [], "denied": denied.topic, "text": text},
    )
