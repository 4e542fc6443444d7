"""A no that helps: votes that fail only because an opponent abstains or stays away.

## What it checks

Each step of a decision with a quorum, or with a clause that makes a vote void: whether there is a vote that passes,
and fails when one of those against (a) abstains or (b) stays away. The finding shows such a vote. An abstention that
helps the opponents is a warning, an absence a note. The first decision in which an organ
has such a vote stands for all that it takes; the worse of the two is told. Weighted votes are a gap.

## Why

Where opponents gain by hiding, results say little. The Convention on fishing of 2005 had 288 votes for and 8 against
in the International Labour Conference, and was void because 297 had to be cast (Constitution, article 17.3): one more
vote against would have adopted it. In the Board of the International Atomic Energy Agency (Statute VI.E) the quorum
counts those present, so that only leaving the room helps.

## Avoid

```charter bad
charter 1
use world
institution Agency {
  members are states
  organ Assembly {
    plenary
    void unless half of members vote    # <-- VOT105
    decides by majority of votes cast
  }
  decision adopt_standard : standard { step Assembly }
}
```

## Prefer

```charter good
charter 1
use world
institution Agency {
  members are states
  organ Assembly {
    plenary
    decides by majority of members
  }
  decision adopt_standard : standard { step Assembly }
}
```

## Settings

None.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from charter.dsl.findings import GAP, NOTE, WARNING, Finding, Label
from charter.dsl.model.decisions import Decision
from charter.dsl.model.organs import Organ
from charter.record import changed
from charter.text.wording import the
from charter.validators.rules.case import Case, Rule

if TYPE_CHECKING:
    from charter.decisions.play.abstention_paradox import Paradox

RULE = Rule(
    "VOT105", "quorum-paradox", WARNING, "ILO Constitution, article 17.3; Felsenthal and Machover 1997, ternary games"
)


def check(case: Case) -> Iterator[Finding]:
    """Clauses under which an opponent does better by silence or absence than by a no."""
    told: set[str] = set()
    for decision in case.institution.decisions:
        organs = [o for o in _counting(case, decision) if o.name not in told]
        if not organs:
            continue
        from charter.decisions.play.abstention_paradox import paradoxes

        worst: dict[str, Paradox] = {}
        for paradox in paradoxes(case.charter, case.institution, _only(decision, organs), case.built):
            worst.setdefault(paradox.organ, paradox)
        for paradox in worst.values():
            organ = next((o for o in organs if o.label == paradox.organ), organs[0])
            told.add(organ.name)
            yield _finding(case, organ, decision, paradox)
        for organ in organs:
            if organ.name not in told and _weighted(organ):
                told.add(organ.name)
                yield _beyond(case, organ)


def _counting(case: Case, decision: Decision) -> Iterator[Organ]:
    """The organs that take a step and count who is there or how many votes are cast."""
    for step in decision.steps:
        organ = case.institution.organ(step.by.name) if step.by.kind == "organ" and step.by.name else None
        if organ is not None and (step.quorum or organ.quorum or organ.void_unless or organ.default_terms.quorum):
            yield organ


def _only(decision: Decision, organs: list[Organ]) -> Decision:
    """The decision with its steps by these organs alone."""
    names = {o.name for o in organs}
    return changed(decision, steps=tuple(s for s in decision.steps if s.by.name in names))


def _weighted(organ: Organ) -> bool:
    """Whether votes differ, so that no search for such a vote is known to be complete and quick."""
    unequal = organ.votes is not None and not organ.votes.equal
    return unequal or bool(organ.group_votes or organ.constituencies or organ.constituency_column)


def _beyond(case: Case, organ: Organ) -> Finding:
    clause = organ.void_unless or organ.quorum
    text = f"Not worked out: whether a vote against can help a proposal in {the(organ.label)}, since votes are weighted"
    return case.finding(
        RULE,
        clause.span if clause is not None else organ.name_span,
        text,
        entity=organ.name,
        severity=GAP,
        witness={"organ": organ.name, "text": text},
    )


def _finding(case: Case, organ: Organ, decision: Decision, paradox: Paradox) -> Finding:
    abstains = paradox.kind == "abstain"
    does = "abstain" if abstains else "stay away"
    return case.finding(
        RULE,
        paradox.span,
        f"Opponents do better to {does} than to vote against in {the(paradox.organ)}: {paradox.text}",
        entity=organ.name,
        severity=WARNING if abstains else NOTE,
        label=f"a vote against can help the proposal: better to {does}",
        labels=[Label(decision.name_span, "decided so")],
        help="count presence and not votes for validity" if abstains else "require a majority of all members instead",
        citations=[*paradox.citations, *decision.citations],
        witness={
            "decision": decision.name,
            "kind": paradox.kind,
            "yes": paradox.yes,
            "no": paradox.no,
            "abstain": paradox.abstain,
            "away": paradox.away,
            "voters": paradox.voters,
            "counted": paradox.met,
            "needed": paradox.needed,
            "text": paradox.text,
        },
    )
