"""A bench that few can leave empty, and the procedures that then stop.

## What it checks

Each organ whose seats, experts or head other organs of the institution fill, and for which something waits: an
appeal, a step of a decision or of a ladder, monitoring, the filling of another organ. The rule is the one that stands
with the filling (`by consensus`), else that of the organ that fills; approval and nomination by an organ count as
steps. Reported where no more than three members can stop the filling, with the procedures that die; an error where
one can. Where the organ that waits sits in a stated number (`sits in 3`), fewer holders than that are none.

## Why

One member's refusal since 2016 let the seats of the Appellate Body of the World Trade Organization fall empty by the
end of 2019: they are filled by consensus (DSU 2.4 and 17.2), and an appeal to nobody keeps a report from being
adopted.

## Avoid

```charter bad
charter 1
use world
institution Organisation {
  members are WEOG
  organ Assembly { plenary; decides by majority of members }
  organ Bench : tribunal {              # <-- STR103
    experts 7 appointed by Assembly for 4 years, by consensus
    sits in 3
  }
  obligation reporting {
    binds members
    answered by {
      step report : publication by Assembly, shall, within 60 days
      appeal to Bench within 60 days, suspensive
    }
  }
}
```

## Prefer

```charter good
charter 1
use world
institution Organisation {
  members are WEOG
  organ Assembly { plenary; decides by majority of members }
  organ Bench : tribunal {
    experts 7 elected by Assembly for 4 years
    sits in 3
  }
  obligation reporting {
    binds members
    answered by {
      step report : publication by Assembly, shall, within 60 days
      appeal to Bench within 60 days, suspensive
    }
  }
}
```

## Settings

`empty_bench_blockers` (3): the most members that can stop a filling together and are told.
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from charter.analysis.appointment import ORGAN, fillers
from charter.analysis.seating import lines
from charter.decisions.directors import has_directors
from charter.decisions.queries.game_queries import DecisionGame
from charter.dsl.findings import ERROR, WARNING, Finding, Label
from charter.dsl.model.base import Citation, Who
from charter.dsl.model.decisions import Decision, Step
from charter.dsl.model.organs import Filling, Head, Organ, SeatLine
from charter.dsl.syntax.source import Span
from charter.errors import TooLarge
from charter.record import record
from charter.text.wording import listed, number, opened, some, the
from charter.validators.rules.case import Case, Rule

RULE = Rule(
    "STR103",
    "empty-bench",
    WARNING,
    "WTO, Understanding on the Settlement of Disputes, articles 2.4 and 17.2",
    everywhere=True,
)


@record
class _Blocker:
    """Who can stop a filling: how many are enough, who, in words."""

    size: int
    members: tuple[str, ...]
    words: str


def check(case: Case) -> Iterator[Finding]:
    """Organs that others need and few can leave empty."""
    for organ in case.institution.organs:
        if organ.plenary is not None or not (organ.seats or organ.experts or organ.head):
            continue
        waiting = _waiting(case, organ)
        if not waiting:
            continue
        for part in _parts(case, organ):
            found = _blocked(case, organ, part, waiting)
            if found is not None:
                yield found
                break


def _parts(case: Case, organ: Organ) -> Iterator[SeatLine | Head]:
    """The fillings that leave too few to sit when they are stopped; directors are chosen by their own electors."""
    if has_directors(organ):
        return
    if organ.experts is not None:
        yield organ.experts
    counted = lines(organ, case.charter)
    whole = sum(each.seats or 0 for each in counted)
    need = organ.sits_in.value if organ.sits_in is not None else 1
    for each in counted:
        if len(counted) == 1 or (each.seats is not None and whole - each.seats < need):
            yield each.line
    if organ.experts is None and not counted and organ.head is not None:
        yield organ.head


def _waiting(case: Case, organ: Organ) -> list[tuple[str, Span]]:
    """What needs the organ: in words, and where it stands."""

    def here(who: Who) -> bool:
        headed = organ.head is not None and who.kind == "office" and who.name == organ.head.name
        return headed or (who.kind == "organ" and who.name == organ.name)

    found = [(d.label, d.name_span) for d in case.institution.decisions if any(here(s.by) for s in d.every_step)]
    for obligation in case.institution.obligations:
        watched = [m for m in obligation.monitoring if here(m.by)]
        found += [(f"the monitoring of {obligation.name}", m.span) for m in watched[:1]]
        if obligation.ladder is None:
            continue
        rungs = [r for r in obligation.ladder.rungs if any(here(w) for w in (*r.by, *r.to))]
        found += [(f"the step {r.name} of {obligation.name}", r.span) for r in rungs]
        appeal = obligation.ladder.appeal
        if appeal is not None and here(appeal.to):
            stops = " (which holds up every step)" if appeal.suspensive else ""
            found.append((f"the appeal of {obligation.name}{stops}", appeal.span))
    others = [o for o in case.institution.organs if o is not organ and o.part_of is None]
    found += [
        (f"the filling of {o.label}", o.name_span)
        for o in others
        if any(f.kind == ORGAN and f.name == organ.name for f in fillers(case, o))
    ]
    return found


def _blocked(case: Case, organ: Organ, part: SeatLine | Head, waiting: list[tuple[str, Span]]) -> Finding | None:
    filling = part.filling
    by = filling.by if filling is not None else None
    if filling is None or by is None or by.kind != "organ" or by.name == organ.name or not by.name:
        return None
    if case.institution.organ(by.name) is None:
        return None
    decision = Decision(
        part.span, f"(filling {organ.name})", None, part.span, ("appointment",), _steps(case, filling, by, part)
    )
    game = case.game(decision)
    if not isinstance(game, DecisionGame):
        entity = game.entity.partition(".")[2]
        return case.gap(RULE, game.span or part.span, game.missing, entity=entity)
    try:
        blocker = _blocker(game, case.profile.empty_bench_blockers)
    except TooLarge:
        return case.beyond(RULE, part.span, f"who can leave {organ.name} empty", entity=organ.name)
    return None if blocker is None else _finding(case, organ, part.citations, blocker, by.name, waiting)


def _steps(case: Case, filling: Filling, by: Who, part: SeatLine | Head) -> tuple[Step, ...]:
    steps = [Step(part.span, by, rule=part.rule)]
    for name in (filling.nomination, filling.approval):
        if name is not None and case.institution.organ(name) is not None and name != by.name:
            steps.append(Step(part.span, Who(part.span, "organ", name), "approves"))
    return tuple(steps)


def _blocker(game: DecisionGame, most: Fraction) -> _Blocker | None:
    vetoes = game.veto_members()
    if vetoes.each is not None:
        return _Blocker(1, vetoes.always[:1], f"any {vetoes.each.removeprefix('each ')}")
    if vetoes.always:
        return _Blocker(1, vetoes.always, f"{'any one of ' if vetoes.always[1:] else ''}{some(vetoes.always)}")
    if vetoes.sometimes:
        return _Blocker(1, vetoes.sometimes, f"in some lawful compositions any of {some(vetoes.sometimes)}")
    if game.anonymous:
        return None
    least = game.smallest_blocking()
    if least.size is None or not 0 < least.size <= most:
        return None
    where = "" if least.everywhere else "in some lawful compositions "
    return _Blocker(least.size, least.members, f"{where}{listed(least.members)} together")


def _finding(
    case: Case, organ: Organ, cites: tuple[Citation, ...], blocker: _Blocker, by: str, waiting: list[tuple[str, Span]]
) -> Finding:
    procedures = [name for name, _ in waiting]
    sits_in = None if organ.sits_in is None else organ.sits_in.value
    bench = f"{organ.label} sits in {sits_in}" if sits_in is not None else f"{organ.label} needs holders"
    return case.finding(
        RULE,
        organ.name_span,
        opened(f"{blocker.words} can block appointments to {the(organ.label)}, halting {listed(procedures)}"),
        entity=organ.name,
        severity=ERROR if blocker.size == 1 else WARNING,
        label=f"{number(blocker.size, 'member')} can keep this empty",
        labels=[Label(span, "waits for it") for _, span in waiting],
        help="elect by a majority, let holders stay until they are replaced, or name who appoints after a deadline",
        citations=cites,
        witness={
            "organ": organ.name,
            "filled_by": by,
            "blockers": blocker.size,
            "members": list(blocker.members),
            "sits_in": sits_in,
            "procedures": procedures,
            "text": f"{bench} and is filled by {by}: {blocker.words} can reject every name, "
            f"and then nobody carries out {listed(procedures)}",
        },
    )
