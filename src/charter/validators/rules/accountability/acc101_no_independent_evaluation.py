"""Nobody independent looks at how the work is done.

## What it checks

Organs that evaluate (`evaluates Secretariat`, or of the kind `evaluator`): whether those evaluated appoint them, head
them or pay them. Reported as a note where they do, and where the charter says `no evaluation`. Where an institution
with a secretariat or another headed office has no clause on evaluation, that is a gap.

## Why

Who evaluates at the pleasure of the one evaluated finds little. The Evaluation Office of the International Monetary
Fund is appointed by the Board and not by the management; MOPAN and the Joint Inspection Unit of the United Nations ask
for no less.

## Avoid

```charter bad
charter 1
use world
institution Agency {
  members are WEOG
  organ Assembly { plenary }
  organ Secretariat : secretariat { headed by Director, appointed by Assembly }
  organ Evaluation : evaluator {
    headed by Evaluator, appointed by Secretariat   # <-- ACC101
    evaluates Secretariat
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
  organ Secretariat : secretariat { headed by Director, appointed by Assembly }
  organ Evaluation : evaluator {
    headed by Evaluator, appointed by Assembly
    evaluates Secretariat
  }
}
```

## Settings

None.
"""

from __future__ import annotations

from collections.abc import Iterator

from charter.analysis.enforcement.ladders import denied
from charter.dsl.findings import NOTE, Finding
from charter.dsl.model.organs import Filling, Organ
from charter.dsl.syntax.source import Span
from charter.text.wording import listed
from charter.validators.rules.case import Case, Rule

RULE = Rule(
    "ACC101",
    "no-independent-evaluation",
    NOTE,
    "MOPAN; UN Joint Inspection Unit; IMF Independent Evaluation Office, 2001",
    everywhere=True,
)
HELP = "let the plenary appoint an evaluator, for one term, whose reports are published as they are"


def check(case: Case) -> Iterator[Finding]:
    """No evaluation, or one that hangs on the evaluated."""
    institution = case.institution
    evaluators = [o for o in institution.organs if o.evaluates or o.kind == "evaluator"]
    for organ in evaluators:
        yield from _judged(case, organ)
    if evaluators:
        return
    said = denied((institution, *institution.organs), "evaluation")
    if said is not None:
        text = "the charter says `no evaluation`: nobody is named to look at how the work is done"
        yield case.finding(
            RULE,
            said.span,
            f"nobody evaluates {institution.label}: `no evaluation`",
            help=HELP,
            citations=said.citations,
            witness={"evaluators": [], "text": text},
        )
    elif any(o.kind in ("secretariat", "inspectorate") for o in institution.organs):
        yield case.gap(
            RULE,
            institution.name_span,
            "an evaluation",
            help="name an organ that `evaluates …`, or say `no evaluation`",
        )


def _judged(case: Case, organ: Organ) -> Iterator[Finding]:
    evaluated = {s.value for s in organ.evaluates}
    heads = {o.head.name: o.name for o in case.institution.organs if o.head is not None and o.name in evaluated}
    for how, name, span in _ties(organ):
        if name not in evaluated and name not in heads:
            continue
        whom = heads.get(name, name)
        yield case.finding(
            RULE,
            span,
            f"{organ.label} evaluates {whom} and is {how} {name}",
            entity=organ.name,
            label=f"{how} the evaluated",
            help=HELP,
            citations=organ.citations,
            witness={
                "evaluator": organ.name,
                "evaluates": sorted(evaluated),
                "tie": how,
                "to": name,
                "text": f"{organ.name} evaluates {listed(sorted(evaluated))}; it is {how} {name}",
            },
        )
        return


def _ties(organ: Organ) -> Iterator[tuple[str, str, Span]]:
    """Who appoints, nominates, approves, heads or pays it, and where that is said."""
    for filling in _fillings(organ):
        if filling.by is not None and filling.by.name:
            yield "appointed by", filling.by.name, filling.span
        for how, name in (("appointed with the approval of", filling.approval), ("nominated by", filling.nomination)):
            if name is not None:
                yield how, name, filling.span
    if organ.part_of is not None:
        yield "part of", organ.part_of.value, organ.part_of.span
    for clause in organ.paid_by:
        yield "paid by", clause.value, clause.span


def _fillings(organ: Organ) -> list[Filling]:
    found = [organ.head.filling] if organ.head is not None else []
    found += [organ.experts.filling] if organ.experts is not None else []
    found += [line.filling for line in organ.seats.lines] if organ.seats is not None else []
    return [f for f in found if f is not None]
