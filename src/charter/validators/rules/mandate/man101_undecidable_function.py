"""A function that nobody in the institution can decide on.

## What it checks

Each function of the mandate for an organ that carries it out and something that this organ can do: a decision
(`decided by adopt_standard`, or any decision with a step in the organ), a rule of decision of its own, a head who
acts, or reports that it gives. Reported where the charter itself rules that out: the organ has `no negotiated
outcome`, `no vote` or `no voting rules`, or no organ is named and the institution has `no voting rules`. Where the
charter says nothing, that is a gap, told once for the whole mandate.

## Why

A function without a decision is a subject of conversation. The Global Dialogue on AI Governance of the United Nations
convenes every year and ends in a summary by its co-chairs; the network of AI safety institutes has four areas of work
and no rule by which its members could agree on anything.

## Avoid

```charter bad
charter 1
use world
domain ai_governance "Governance of AI"
institution Forum {
  members are states
  mandate {
    sets norms in ai_governance, through Dialogue    # <-- MAN101
  }
  organ Dialogue {
    plenary
    meets every 1 year
    no negotiated outcome
  }
}
```

## Prefer

An organ and a rule for every function.

```charter good
charter 1
use world
domain ai_governance "Governance of AI"
institution Forum {
  members are states
  mandate {
    sets norms in ai_governance, through Dialogue, decided by adopt_norm
  }
  organ Dialogue {
    plenary
    meets every 1 year
  }
  decision adopt_norm : recommendation {
    step Dialogue by 2/3 of present and voting
  }
}
```

## Settings

None.
"""

from __future__ import annotations

from collections.abc import Iterator

from charter.analysis.mandates.mandate_carriers import NO, UNKNOWN, Said, base_function, decides, organ_of, spoken
from charter.dsl.findings import ERROR, Finding, Label
from charter.dsl.model.institution import Task
from charter.text.wording import listed
from charter.validators.rules.case import Case, Rule

RULE = Rule(
    "MAN101",
    "undecidable-function",
    ERROR,
    "Abbott, Keohane, Moravcsik, Slaughter and Snidal 2000 on delegation; A/RES/79/325 on the Global Dialogue",
    everywhere=True,
)


def check(case: Case) -> Iterator[Finding]:
    """One finding for each organ (or for none) with the functions on which it cannot decide; one gap for those of
    which the charter says nothing."""
    mandate = case.institution.mandate
    if mandate is None:
        return
    idle: dict[str, list[tuple[Task, Said]]] = {}
    unknown: list[tuple[Task, Said]] = []
    for task in mandate.tasks:
        said = decides(case, task)
        if said.answer == NO:
            idle.setdefault(task.through or "", []).append((task, said))
        elif said.answer == UNKNOWN:
            unknown.append((task, said))
    for through, tasks in idle.items():
        yield _finding(case, through, tasks)
    if unknown:
        told = "; ".join(f"{spoken(t.function, t.domain)}: {s.why}" for t, s in unknown)
        yield case.gap(
            RULE,
            unknown[0][0].span,
            "who decides on each function",
            entity="mandate",
            help=f"say it with `through` or `decided by`: {told}",
        )


def _finding(case: Case, through: str, tasks: list[tuple[Task, Said]]) -> Finding:
    task, said = tasks[0]
    organ = organ_of(case.institution, task)
    cells = listed([spoken(t.function, t.domain) for t, _ in tasks])
    text = f"nobody can decide on what {case.institution.name} {cells}: {said.why}"
    labels = [Label(t.span, "nor of this") for t, _ in tasks[1:]]
    if organ is not None:
        labels.append(Label(organ.name_span, "takes no decision"))
    return case.finding(
        RULE,
        task.span,
        text,
        entity=f"mandate.{through}" if through else "mandate",
        label="nothing can come of it",
        labels=labels,
        help="name the organ and the decision (`through Council, decided by adopt`), or leave the function out",
        citations=[c for t, _ in tasks for c in t.citations] + list(organ.citations if organ is not None else ()),
        witness={
            "functions": [
                {"function": t.function, "refines": base_function(case.charter, t.function), "domain": t.domain}
                for t, _ in tasks
            ],
            "organ": through or None,
            "decisions": [],
            "why": said.why,
            "text": text,
        },
    )
