"""A binding or demanding duty whose breach costs nothing.

## What it checks

The steps that answer a breach, each for what it costs the one it strikes: words (a request, a notice, a report, a
publication, a recommendation, a referral), a verdict or an order, the loss of a right, of money or of goods, the loss
of membership or trade. Reported where the dearest step is no more than a verdict, or where the charter says `no
sanction`, `no ladder` or `no enforcement`, unless the duty is modest by its own words: a stated `depth` below 3 and no
binding force. An error where the duty is called binding, otherwise a warning. A binding duty about whose breach
nothing is said is a gap.

## Why

Deep cooperation needs enforcement: what states would do anyway they do without sanctions, and nothing more (Downs,
Rocke and Barsoom 1996). A complaint under the Constitution of the International Labour Organization ends in a
judgment, and after it in action that the Conference may recommend (article 33, used three times in a century).

## Avoid

```charter bad
charter 1
use world
institution Agency {
  members are WEOG
  organ Secretariat { headed by Director, appointed by Assembly }
  organ Assembly { plenary; decides by majority of members }
  obligation reporting {
    binds members
    force binding
    answered by {
      step reminder : notice by Secretariat, shall, within 30 days
      step advice : recommendation by Secretariat, may, within 60 days   # <-- ENF101
    }
  }
}
```

## Prefer

Something to lose, or a duty that claims no more than it can carry.

```charter good
charter 1
use world
institution Agency {
  members are WEOG
  organ Secretariat { headed by Director, appointed by Assembly }
  organ Assembly { plenary; decides by majority of members }
  obligation reporting {
    binds members
    force binding
    answered by {
      step reminder : notice by Secretariat, shall, within 30 days
      step vote_lost : loss_of_vote by Assembly, may, within 180 days
    }
  }
  obligation good_practice {
    binds members
    force recommended
    depth 1
    answered by {
      step advice : recommendation by Secretariat, may, within 60 days
    }
  }
}
```

## Settings

`deep_obligation` (3): the least `depth` that is demanding whatever its force.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from charter.analysis.enforcement.ladders import ANSWER, SCALE, VERDICT, cost, demanding, denied, strict
from charter.dsl.findings import ERROR, WARNING, Finding
from charter.dsl.model.base import Citation
from charter.dsl.model.obligations import Ladder, Obligation
from charter.dsl.syntax.source import Span
from charter.text.wording import listed
from charter.validators.rules.case import Case, Rule

RULE = Rule(
    "ENF101",
    "toothless-ladder",
    WARNING,
    "Downs, Rocke and Barsoom 1996; Abbott et al. 2000; ILO Constitution, article 33",
)
NONE = ("sanction", "ladder", "enforcement")


def check(case: Case) -> Iterator[Finding]:
    """Duties whose breach costs at most a verdict."""
    for obligation in case.institution.obligations:
        if _modest(case, obligation):
            continue
        if obligation.ladder is not None and obligation.ladder.rungs:
            yield from _ladder(case, obligation, obligation.ladder)
            continue
        said = denied((obligation.ladder, obligation, case.institution), *NONE)
        if said is not None:
            text = f"the charter says `no {said.topic}`: a breach of {obligation.name} costs nothing"
            witness = {"obligation": obligation.name, "denied": said.topic, "steps": [], "text": text}
            message = f"a breach of {_claim(obligation)} costs nothing: `no {said.topic}`"
            where = said.span if said in obligation.denials else obligation.name_span
            yield _finding(case, obligation, obligation.name, where, message, witness, said.citations)
        elif demanding(obligation, case.profile.deep_obligation):
            yield case.gap(
                RULE,
                obligation.name_span,
                ANSWER,
                entity=obligation.name,
                help="say it: `answered by { … }`, or `no ladder`",
            )


def _modest(case: Case, obligation: Obligation) -> bool:
    return obligation.depth is not None and not demanding(obligation, case.profile.deep_obligation)


def _claim(obligation: Obligation) -> str:
    return f"{obligation.name}, which is binding," if strict(obligation) else obligation.name


def _ladder(case: Case, obligation: Obligation, ladder: Ladder) -> Iterator[Finding]:
    costs = [cost(case, rung) for rung in ladder.rungs]
    known = [c for c in costs if c is not None]
    if any(c > VERDICT for c in known):
        return
    if len(known) < len(costs):
        unknown = next(r for r, c in zip(ladder.rungs, costs, strict=True) if c is None)
        yield case.gap(
            RULE,
            unknown.span,
            "what the step does",
            entity=f"{obligation.name}.{unknown.name}",
            help="give it a kind: `step reminder : notice by …`",
        )
        return
    last = ladder.rungs[-1]
    steps = [
        {"step": r.name, "kind": r.kind, "costs": SCALE[c]}
        for r, c in zip(ladder.rungs, costs, strict=True)
        if c is not None
    ]
    told = listed(f"{s['step']} ({str(s['kind']).replace('_', ' ')}) costs {s['costs']}" for s in steps)
    message = f"a breach of {_claim(obligation)} ends in {SCALE[max(known)]}: no step costs more"
    witness = {"obligation": obligation.name, "force": _force(obligation), "steps": steps, "text": told}
    entity = f"{obligation.name}.{last.name}"
    yield _finding(case, obligation, entity, last.span, message, witness, last.citations)


def _force(obligation: Obligation) -> str | None:
    return obligation.force.value if obligation.force is not None else None


def _finding(
    case: Case, obligation: Obligation, entity: str, span: Span, message: str, witness: dict[str, Any],
    citations: tuple[Citation, ...],
) -> Finding:  # fmt: skip
    lower = "call it recommended with its `depth`" if strict(obligation) else "state its `depth` if it asks little"
    return case.finding(
        RULE,
        span,
        message,
        entity=entity,
        severity=ERROR if strict(obligation) else WARNING,
        label="the last step" if "." in entity else "",
        help=f"add a step that costs a vote, access or trade, or {lower}",
        citations=citations,
        witness=witness,
    )
