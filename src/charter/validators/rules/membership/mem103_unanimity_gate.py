"""Any member can veto admission.

## What it checks

The decision by which members are admitted: whether the rule of one of its steps lets every voter stop it (unanimity,
consensus without a fallback, no negative vote, or silence that one objection breaks). An admission that is limited
(`admission of … by …`) is reported with its limit. Where a membership block says neither how one is admitted nor to
whom the institution is open, that is a gap.

## Why

A restrictive door fits a club that fears free riders (Koremenos, Lipson and Snidal 2001, M1), but it also lets each
member charge for its consent. CERN (III.2) and the OECD (16) admit by unanimity; the ILO takes in a member of the
United Nations on acceptance (1.3).

## Avoid

```charter bad
charter 1
use world
institution Club {
  members are WEOG
  membership { admission by admit }
  organ Council { plenary }
  decision admit : admission {
    step Council by unanimity         # <-- MEM103
  }
}
```

## Prefer

```charter good
charter 1
use world
institution Club {
  members are WEOG
  membership {
    requires "a law on the safety of models"
    admission by admit
  }
  organ Council { plenary }
  decision admit : admission {
    step Council by 2/3 of members
  }
}
```

## Settings

None.
"""

from __future__ import annotations

from collections.abc import Iterator

from charter.analysis.stated_rules import voters
from charter.decisions.compile_rule import gives_each_a_veto
from charter.decisions.procedure import rule_of
from charter.dsl.findings import NOTE, Finding
from charter.dsl.model.decisions import Decision, Step
from charter.dsl.model.institution import Admission
from charter.dsl.model.rules import Unless
from charter.text.wording import opened, quoted
from charter.validators.rules.case import Case, Rule

RULE = Rule(
    "MEM103", "unanimity-gate", NOTE, "Koremenos, Lipson and Snidal 2001, M1; CERN Convention, III.2", everywhere=True
)


def check(case: Case) -> Iterator[Finding]:
    """Admissions that every voter can stop."""
    membership = case.institution.membership
    if membership is not None:
        ways_in = membership.admissions or membership.open_to or membership.requires or membership.cascades
        if not ways_in and not membership.denies("admission"):
            yield case.gap(RULE, membership.span, "the admission procedure")
    seen = set()
    for admission, decision in _gates(case):
        if decision.name in seen:
            continue
        seen.add(decision.name)
        for step in decision.steps:
            rule = rule_of(case.charter, case.institution, decision, step)
            if step.by.kind in ("organ", "members") and rule is not None and gives_each_a_veto(rule):
                yield _finding(case, admission, decision, step)
                break


def _gates(case: Case) -> Iterator[tuple[Admission | None, Decision]]:
    """The decisions that admit: those that the membership block names, then others of that kind."""
    membership = case.institution.membership
    for admission in membership.admissions if membership is not None else ():
        found = case.decision(admission.decision) if admission.decision is not None else None
        if found is not None and found[0] is case.institution:
            yield admission, found[1]
    for decision in case.institution.decisions:
        if {"admission", "accession_offer"}.intersection(decision.kinds):
            yield None, decision


def _finding(case: Case, admission: Admission | None, decision: Decision, step: Step) -> Finding:
    able = voters(case, step)
    who = able.each
    limit = f" of {admission.of.text}" if admission is not None and admission.of is not None else ""
    cites = [*decision.citations, *step.citations, *(admission.citations if admission is not None else ())]
    any_of = who.replace("each ", "any ", 1)
    return case.finding(
        RULE,
        step.span,
        opened(f"{any_of} can veto admission" + (f" ({quoted(decision.label)}{limit})" if limit else "")),
        entity=decision.name,
        label="one vote against is enough",
        help="admit by two thirds, on a condition that anyone can check",
        citations=cites,
        witness={
            "decision": decision.name,
            "vetoes": able.count,
            "by_silence": isinstance(rule_of(case.charter, case.institution, decision, step), Unless),
            "applicants": admission.of.text if admission is not None and admission.of is not None else None,
            "text": f"{decision.name} fails if one votes against and all others in favour",
        },
    )
