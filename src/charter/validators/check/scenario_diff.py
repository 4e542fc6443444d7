"""What a scenario changes against the charter as it stands: findings, verdicts, key numbers.

A finding is the same if its code and what it is about are; one that says other numbers has changed. Suppressions hold
in a scenario as they hold in the text. Key numbers are those that the other parts of Charter compute: members, seats,
the fewest that block or carry a decision, the seats that declared groups hold at least and at most, the largest payer.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from charter.analysis.entry.entry_into_force import entry_in, never_enters
from charter.dsl.findings import Finding
from charter.dsl.load import Loaded
from charter.dsl.model.charter import Scenario
from charter.dsl.model.institution import Institution
from charter.dsl.syntax.source import Span
from charter.errors import TooLarge
from charter.record import record
from charter.text.wording import percent
from charter.validators.check.engine import Checked, check
from charter.validators.expectations.judging import evaluate
from charter.validators.expectations.scenarios import Staged, staged
from charter.validators.expectations.verdict import Verdict
from charter.validators.rules.profile import Profile


@record
class Turned:
    """An expectation whose verdict is another in the scenario; `before` None: it is asked in the scenario only."""

    span: Span
    text: str
    before: str | None
    after: str
    witness: Mapping[str, Any] | None


@record
class KeyNumber:
    """A key number before and after; None where it is not known."""

    what: str
    before: str | None
    after: str | None


@record
class Compared:
    """A scenario against the base. `unsupported` says why it could not be carried out; then the rest is empty."""

    name: str
    title: str | None
    of: str
    span: Span
    unsupported: str | None = None
    remarks: tuple[str, ...] = ()
    appear: tuple[Finding, ...] = ()
    vanish: tuple[Finding, ...] = ()
    change: tuple[tuple[Finding, Finding], ...] = ()
    verdicts: tuple[Turned, ...] = ()
    figures: tuple[KeyNumber, ...] = ()

    @property
    def empty(self) -> bool:
        """Whether nothing changes."""
        return not (self.appear or self.vanish or self.change or self.verdicts or self.figures)


def compare(
    loaded: Loaded,
    names: Sequence[str],
    *,
    select: Sequence[str] | None = None,
    ignore: Sequence[str] | None = None,
    profile: Profile | None = None,
    severities: Mapping[str, str] | None = None,
    packs: Sequence[str] = (),
) -> tuple[Compared, ...]:
    """The scenarios of these names, or (`all`) all of a charter, each against the charter as it stands. The options
    are those of `charter.validators.check.engine.check`."""
    charter = loaded.charter
    wanted = [s for s in charter.scenarios if s.name in names or "all" in names] if charter is not None else []
    if charter is None or not wanted:
        return ()
    options: dict[str, Any] = {"select": select, "ignore": ignore, "profile": profile}
    options |= {"severities": severities, "packs": packs}
    verdicts = evaluate(charter, loaded)
    found: list[Compared] = []
    bases: dict[str, tuple[Staged, Checked]] = {}
    for scenario in wanted:
        institution = charter.institution(scenario.of)
        if institution is None:
            continue
        if scenario.of not in bases:
            base = staged(charter, institution)
            bases[scenario.of] = base, check(loaded, stage=base, **options)
        after = staged(charter, institution, scenario, loaded)
        found.append(_compared(loaded, scenario, bases[scenario.of], after, verdicts, options))
    return tuple(found)


def _compared(
    loaded: Loaded,
    scenario: Scenario,
    before: tuple[Staged, Checked],
    after: Staged,
    verdicts: Sequence[Verdict],
    options: dict[str, Any],
) -> Compared:
    told = (scenario.name, scenario.title, scenario.of, scenario.span)
    if after.unsupported is not None:
        return Compared(*told, unsupported=after.unsupported)
    base, checked = before
    never = never_enters(entry_in(after.charter, after.institution, after.circumstances))
    here = check(loaded, stage=after, **options)
    appear, vanish, change = _apart(checked.findings, here.findings)
    return Compared(
        *told,
        remarks=after.remarks if never is None else (never.why, *after.remarks),
        appear=appear,
        vanish=vanish,
        change=change,
        verdicts=tuple(_turned(scenario, verdicts)),
        figures=tuple(_figures(base, after)),
    )


def _apart(
    before: Sequence[Finding], after: Sequence[Finding]
) -> tuple[tuple[Finding, ...], tuple[Finding, ...], tuple[tuple[Finding, Finding], ...]]:
    """What is new, what is gone, and what says something else, of findings with the same code and entity."""
    old: dict[tuple[str, str], list[Finding]] = defaultdict(list)
    for finding in before:
        old[finding.code, finding.entity].append(finding)
    new, change = [], []
    for finding in after:
        there = old[finding.code, finding.entity]
        same = next((f for f in there if (f.message, f.severity) == (finding.message, finding.severity)), None)
        if same is not None:
            there.remove(same)
        else:
            new.append(finding)
    appear = []
    for finding in new:
        there = old[finding.code, finding.entity]
        if there:
            change.append((there.pop(0), finding))
        else:
            appear.append(finding)
    return tuple(appear), tuple(f for left in old.values() for f in left), tuple(change)


def _turned(scenario: Scenario, verdicts: Sequence[Verdict]) -> Iterator[Turned]:
    base = {(v.span, v.of): v.verdict for v in verdicts if v.scenario is None}
    for verdict in verdicts:
        if verdict.scenario == scenario.name and verdict.of == scenario.of:
            before = None if verdict.binding else base.get((verdict.span, verdict.of))
            yield Turned(verdict.span, verdict.text, before, verdict.verdict, verdict.witness)


def _figures(base: Staged, after: Staged) -> Iterator[KeyNumber]:
    before, now = dict(_numbers(base)), dict(_numbers(after))
    for what in [*before, *(w for w in now if w not in before)]:
        if before.get(what) != now.get(what):
            yield KeyNumber(what, before.get(what), now.get(what))


# ---- key numbers ---------------------------------------------------------------------------------


def _numbers(stage: Staged) -> Iterator[tuple[str, str | None]]:
    institution = stage.institution
    stated = institution.members
    if stated is not None and stated.value.members is not None:
        yield "members", str(len(stated.value.members))
    yield from _seats(stage, institution)
    yield from _coalitions(stage)
    yield "most that one payer may pay of the budget", _payer(stage)


def _seats(stage: Staged, institution: Institution) -> Iterator[tuple[str, str | None]]:
    from charter.decisions.compositions.bounds import SeatBounds, bounds_in, seat_hall
    from charter.decisions.elements import Unstated
    from charter.decisions.procedure import filled

    own = [g for g in stage.charter.groups if g.span.file == stage.charter.file]
    for organ in institution.organs:
        if organ.seats is None:
            continue
        try:
            hall = filled(seat_hall(stage.charter, institution, organ), organ.name, stage.circumstances)
            yield f"seats in {organ.name}", str(hall.spaces.outer.size)
            for group in own:
                found = bounds_in(hall, frozenset(group.parties.members or ()))
                if isinstance(found, SeatBounds):
                    span = str(found.least) if found.least == found.most else f"{found.least} to {found.most}"
                    yield f"seats of {group.name} in {organ.name}", span
        except (Unstated, TooLarge):
            continue


def _coalitions(stage: Staged) -> Iterator[tuple[str, str | None]]:
    from charter.decisions.queries.game_queries import DecisionGame
    from charter.validators.expectations.sentences.votes import game_in

    for decision in stage.institution.decisions:
        game = game_in(stage, decision.name)
        if not isinstance(game, DecisionGame):
            continue
        for verb, ask in (("block", game.smallest_blocking), ("carry", game.smallest_passing)):
            try:
                least = ask()
            except TooLarge:
                continue
            if least.missing is None:
                yield f"fewest that {verb} {decision.name}", "none can" if least.size is None else str(least.size)


def _payer(stage: Staged) -> str | None:
    from charter.decisions.elements import Unstated
    from charter.validators.expectations.sentences.facts import most_of_one_payer

    try:
        most = most_of_one_payer(stage)
    except Unstated:
        return None
    return None if most is None else percent(most)
