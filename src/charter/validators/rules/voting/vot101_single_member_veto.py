"""Members that alone can stop a decision.

## What it checks

For each decision, over all its steps, organs and institutions: who can make it fail by saying no while all others say
yes. Where seats are open, over every lawful composition; where the accused cannot vote, for everyone who can be
accused. Under consensus or unanimity that is each member, and one finding says so. A ladder whose step is taken by
another institution's decision is reported at that step, with those who can veto it there.

## Why

A veto makes one member's consent the price of every decision (Coleman's power to prevent action is 1): the permanent
members under Article 27.3 of the Charter of the United Nations, every member of the OECD, and a holder of more than 15%
of the votes in the Fund where 85% are needed. Where the decision finds or answers a breach, or appoints, the veto
shields its holder or empties the bench, and the finding is an error.

## Avoid

```charter bad
charter 1
use world
institution Agency {
  members are states
  organ Council {
    seats {
      permanent P5
      10 elected by Assembly for 2 years
    }
    decides by 9 of 15 seats and concurring votes of P5
  }
  organ Assembly { plenary }
  decision impose_measures : sanction {   # <-- VOT101
    step Council
  }
}
```

## Prefer

```charter good
charter 1
use world
institution Agency {
  members are states
  organ Council {
    seats {
      permanent P5
      10 elected by Assembly for 2 years
    }
    decides by 9 of 15 seats and 3 of P5
  }
  organ Assembly { plenary }
  decision impose_measures : sanction {
    step Council
  }
}
```

## Settings

None. An error for findings, sanctions, suspensions, expulsions, disputes and appointments, otherwise a warning.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from charter.analysis.enforcement.accused import by_accused
from charter.analysis.voting import who_can_stop
from charter.decisions.compile_rule import gives_each_a_veto
from charter.decisions.procedure import rule_of
from charter.decisions.queries.game_queries import DecisionGame, Vetoes
from charter.decisions.queries.quantified import could_stop
from charter.dsl.findings import ERROR, Finding
from charter.dsl.findings import WARNING as WARNING
from charter.dsl.model.decisions import Decision
from charter.dsl.model.institution import Institution
from charter.dsl.model.obligations import Obligation, Rung
from charter.errors import TooLarge
from charter.text.wording import listed, number, some
from charter.validators.rules.case import Case, Rule

RULE = Rule("VOT101", "single-member-veto", WARNING, "Coleman 1971, power to prevent action; UN Charter, Article 27.3")

GRAVE = frozenset(("finding", "sanction", "suspension", "expulsion", "dispute", "appointment"))
SHOWN = 10


def check(case: Case) -> Iterator[Finding]:
    """Decisions that one member can stop, and steps of ladders that wait for such a decision elsewhere."""
    for decision in case.institution.decisions:
        yield from _own(case, decision)
    for obligation in case.institution.obligations:
        for rung in obligation.ladder.rungs if obligation.ladder is not None else ():
            yield from _referred(case, obligation, rung)


def _own(case: Case, decision: Decision) -> Iterator[Finding]:
    game = case.game(decision)
    if not isinstance(game, DecisionGame):
        if _every_voter(case, case.institution, decision):
            witness = {"text": f"one no is enough to stop {decision.name}, whoever says it", "decision": decision.name}
            yield _finding(case, decision, "each member", witness, "one no stops it")
        elif game.entity.partition(".")[0] in ("", case.institution.name):
            entity = game.entity.partition(".")[2]
            yield case.gap(RULE, game.span or decision.name_span, game.missing, entity=entity)
        return
    if game.hopeless:
        return  # LNG305 says so
    try:
        vetoes = game.veto_members()
    except TooLarge:
        yield case.beyond(RULE, decision.name_span, who_can_stop(decision.name), entity=decision.name)
        return
    if vetoes.missing is not None and not vetoes.always:
        yield case.gap(RULE, decision.name_span, vetoes.missing, entity=decision.name)
    if vetoes:
        who, short = _who(vetoes)
        yield _finding(case, decision, who, _witness(game, vetoes), short)
    elif vetoes.missing is None:
        yield from _when_accused(case, decision, game)


def _when_accused(case: Case, decision: Decision, game: DecisionGame) -> Iterator[Finding]:
    """Who has a veto once the accused does not vote: the first case in which anybody has. To lose a vote from the count
    takes no more from a decision than a no, so that where no two can stop it by intervals nobody is asked about."""
    if not any(could_stop(p.hall.spaces, p.formula, number=2) for p in game.parts):
        return
    for accused, fewer in by_accused(case, game):
        try:
            vetoes = fewer.veto_members()
        except TooLarge:
            yield case.beyond(RULE, decision.name_span, who_can_stop(decision.name), entity=decision.name)
            return
        if vetoes:
            who, short = _who(vetoes)
            found = dict(_witness(fewer, vetoes))
            witness = {**found, "accused": accused, "text": f"with {accused} accused: {found['text']}"}
            yield _finding(case, decision, f"with {accused} accused, {who}", witness, short)
            return


def _finding(case: Case, decision: Decision, who: str, witness: Mapping[str, Any], short: str) -> Finding:
    return case.finding(
        RULE,
        decision.name_span,
        f"{who} can stop {decision.label} alone",
        entity=decision.name,
        severity=ERROR if GRAVE.intersection(decision.kinds) else WARNING,
        label=short,
        help="let a number of members say no together, or let a larger majority override one no",
        citations=[*decision.citations, *(c for s in decision.steps for c in s.citations)],
        witness=witness,
    )


def _who(vetoes: Vetoes) -> tuple[str, str]:
    """Who has a veto, in full and short."""
    if vetoes.each is not None:
        return vetoes.each, "one no stops it"
    names = vetoes.always
    if names and vetoes.sometimes:
        more = number(len(vetoes.sometimes), "other")
        return f"each of {listed(names)}, and in some lawful compositions {more},", f"{len(names)} vetoes, and more"
    if names:
        who = names[0] if len(names) == 1 else f"each of {listed(names)}"
        return who, number(len(names), "veto", "vetoes")
    return f"in some lawful compositions each of {some(vetoes.sometimes)}", "vetoes in some compositions"


def _witness(game: DecisionGame, vetoes: Vetoes) -> Mapping[str, Any]:
    able = vetoes.always or vetoes.sometimes
    found: dict[str, Any] = {"decision": game.name, "veto_members": list(vetoes.always)}
    if vetoes.sometimes:
        found["in_some_compositions"] = list(vetoes.sometimes)
    if vetoes.each is not None:
        found["each"] = vetoes.each
    answer = game.can_block(able[:1]) if able else None
    if answer is not None and answer.witness is not None:
        found |= dict(answer.witness)
    else:
        found["text"] = f"{vetoes.each} can stop {game.name} by one no"
    return found


def _every_voter(case: Case, institution: Institution, decision: Decision) -> bool:
    """Whether a step's rule gives every voter a veto, where it is not known who the voters are."""
    for step in decision.steps:
        if step.by.kind in ("organ", "members"):
            rule = rule_of(case.charter, institution, decision, step)
            if rule is not None and gives_each_a_veto(rule):
                return True
    return False


def _referred(case: Case, obligation: Obligation, rung: Rung) -> Iterator[Finding]:
    """A step of a ladder that another institution's decision takes, which one member can stop there."""
    for who in (*rung.by, *rung.to):
        found = case.decision(who.name) if who.kind == "decision" and who.name else None
        if found is None or found[0] is case.institution:
            continue
        game = case.game(found[1], found[0])
        if not isinstance(game, DecisionGame):
            continue
        try:
            vetoes = game.veto_members()
        except TooLarge:
            yield case.beyond(RULE, rung.span, who_can_stop(game.name), entity=f"{obligation.name}.{rung.name}")
            continue
        if not vetoes:
            continue
        told, short = _who(vetoes)
        yield case.finding(
            RULE,
            rung.span,
            f"{told} can stop {game.name} alone, which {rung.name} waits for",
            entity=f"{obligation.name}.{rung.name}",
            severity=ERROR,
            label=short,
            help=f"let something follow a breach that does not wait for {game.name}",
            citations=[*rung.citations, *(c for s in found[1].steps for c in s.citations)],
            witness=_witness(game, vetoes),
        )
