"""An obligation: who is bound, who watches, who finds a breach, what follows step by step, appeal and way back.

What has no clock and what a single member can stop is marked by a sign and in words; what the charter leaves out has
a dashed frame, and what it says there is not, says so.

## What it shows

The duty, whom it binds and with what force; who watches and how; how a breach is found and who can stop that; each
step that follows, with its clock; appeal and way back.

## When to use

For seeing where a duty has no teeth: no one who watches, a finding that the accused can stop, a step without a clock.

## What is not shown

Whether members keep to it, and what a breach would gain them.
"""

from __future__ import annotations

from attrs import frozen

from charter.analysis.enforcement.deadlines import rung_days
from charter.dsl.model import Charter, Decision, Institution, Ladder, Monitoring, Obligation, Rung, Who
from charter.dsl.model.decisions import Effect
from charter.render.diagram import Diagram, caption, cites, described, line_of
from charter.render.drawing.canvas import Canvas, Card, badge, card, down, fitted, legend, warning
from charter.render.drawing.palette import LINE
from charter.render.drawing.scene import Box, Scene
from charter.render.drawing.text import bounded, clean, titled
from charter.render.graph.actors import Bodies
from charter.render.graph.flow import FlowBox, FlowChart, Tie
from charter.render.kind import OBLIGATION, DrawRequest, FigureKind
from charter.render.words.binding import binding_words
from charter.render.words.blocking import blocking
from charter.render.words.clauses import clock_words, rule_words, set_words, who_words
from charter.render.words.names import spaced
from charter.render.words.steps import step_words
from charter.text.wording import amount, listed

BETWEEN, GAP, STAIR = 12.0, 8.0, 16.0
ABREAST = 3
NO_CLOCK = "No clock"
NO_LADDER = ("sanction", "ladder", "enforcement")


KIND = FigureKind(OBLIGATION, "obligation")


def subjects(charter: Charter, institution: Institution) -> tuple[str | None, ...]:
    """The obligations."""
    return tuple(each.name for each in institution.obligations)


def draw(wanted: DrawRequest) -> Diagram:
    """The diagram of one obligation."""
    known = {each.name: each for each in wanted.owner.obligations}
    return enforcement_diagram(wanted.owner, wanted.charter, known[wanted.the_one(KIND.of, list(known))])


@frozen
class EnforcementContents:
    """What the figure shows, in words, from top to bottom."""

    title: str
    of: str
    source: str
    duty: Card
    watch: tuple[Card, ...]
    finding: Card
    rungs: tuple[Card, ...]
    ends: tuple[Card, ...]


def enforcement_diagram(institution: Institution, charter: Charter, obligation: Obligation) -> Diagram:
    """The diagram of one obligation."""
    shown = _shown(institution, charter, obligation)
    cards = (shown.duty, *shown.watch, shown.finding, *shown.rungs, *shown.ends)
    sentences = [f"Obligation in {shown.of}: {shown.title}"]
    sentences += [": ".join((each.title, "; ".join((*each.lines, *each.alarms)))) for each in cards]
    description = described([*sentences, shown.source])
    scene = fitted(lambda wide: _scene(shown, wide, description))
    return Diagram("enforcement", clean(obligation.name), scene.title, charter.file, scene, _flow(shown))


def _shown(institution: Institution, charter: Charter, obligation: Obligation) -> EnforcementContents:
    bodies = Bodies(institution, charter)
    ladder = obligation.ladder
    rungs = tuple(_rung(institution, charter, rung, bodies) for rung in ladder.rungs) if ladder is not None else ()
    if not rungs:
        denied = any(of.denies(topic) for of in (obligation, institution) for topic in NO_LADDER)
        rungs = (_absent("what follows a breach", "No consequence of a breach", denied, "rung"),)
    return EnforcementContents(
        titled(obligation.title or spaced(obligation.name)),
        titled(institution.label),
        caption(institution),
        _duty(charter, obligation),
        _watch(institution, charter, obligation, bodies),
        _finding(institution, charter, obligation, bodies),
        rungs,
        _ends(charter, ladder, bodies) if ladder is not None else (),
    )


def _absent(what: str, none: str, denied: bool, role: str) -> Card:
    if denied:
        return Card(none, ("The charter says so.",), role=role)
    return Card(f"{what[:1].upper()}{what[1:]}: not stated", missing=True, role=role)


def _duty(charter: Charter, obligation: Obligation) -> Card:
    bindings, force = obligation.bindings, obligation.force
    lines = [f"Binds {binding_words(binds.value)}" for binds in bindings] or ["Who is bound is not stated"]
    lines += [f"Once {rule_words(obligation.once.value)} accept"] if obligation.once is not None else []
    lines.append(f"Force: {spaced(force.value)}" if force is not None else "Force not stated")
    if obligation.starts is not None:
        lines.append(f"From: {_effect(obligation.starts.value)}")
    for each in obligation.thresholds:
        size = f"{amount(each.value)} {clean(each.unit or '')}".strip()
        lines.append(f"Threshold {spaced(each.name)}: {size}")
    for helped in obligation.help:
        parts = [f"from {spaced(helped.fund)}"] if helped.fund else []
        parts += [f"grace {clock_words(helped.grace)}"] if helped.grace is not None else []
        lines.append(f"Help for {set_words(helped.parties)}: {', '.join(parts)}".rstrip(": "))
    cited = cites((*obligation.citations, *(cite for binds in bindings for cite in binds.citations)))
    return Card("Duty", _bounded(lines), cited=cited, role="duty", line=line_of(obligation.name_span, charter.file))


def _effect(effect: Effect) -> str:
    if effect.after is not None:
        return f"after {clock_words(effect.after)}"
    return clean(effect.on or effect.words or "")


def _watch(institution: Institution, charter: Charter, obligation: Obligation, bodies: Bodies) -> tuple[Card, ...]:
    found = tuple(_monitoring(charter, each, bodies) for each in obligation.monitoring)
    denied = obligation.denies("monitoring") or institution.denies("monitoring")
    return found or (_absent("monitoring", "No monitoring", denied, "monitoring"),)


def _monitoring(charter: Charter, each: Monitoring, bodies: Bodies) -> Card:
    words = [spaced(each.method) if each.method else "method not stated"]
    words += [{"declared_sites": "of declared sites"}.get(each.scope, spaced(each.scope))] if each.scope else []
    words += [f"by {listed((who_words(who) for who in each.complainants), 'or')}"] if each.complainants else []
    words += ["after consultation"] if each.after_consultation else []
    words += ["at all times"] if each.at_all_times else []
    words += [f"every {clock_words(each.every)}"] if each.every is not None else []
    if each.published is not None:
        words.append("published" if each.published else "not published")
    lines = [", ".join(words)]
    lines += [f"Paid by {spaced(each.paid_by)}"] if each.paid_by else []
    alarms = ("Only by consent of the inspected",) if each.scope == "by_consent" else ()
    title = f"Watched by {bodies.said(each.by)}"
    at = line_of(each.span, charter.file)
    return Card(title, _bounded(lines), alarms, cites(each.citations), role="monitoring", line=at)


def _finding(institution: Institution, charter: Charter, obligation: Obligation, bodies: Bodies) -> Card:
    breach = obligation.breach
    if breach is None:
        denied = obligation.denies("finding") or obligation.denies("breach")
        return _absent("who finds a breach", "No finding of a breach", denied, "finding")
    found = charter.decision(institution, breach.value)
    at = line_of(breach.span, charter.file)
    if found is None or not isinstance(found[1], Decision):
        said = bodies.title(breach.value)
        return Card("Breach found", (f"By {said}",), cited=cites(breach.citations), role="finding", line=at)
    where, decision = found[0], found[1]
    lines = [bodies.title(breach.value)] if where is institution else [f"{decision.label} ({spaced(where.name)})"]
    for number, step in enumerate(decision.every_step, 1):
        order = f"{number}. " if len(decision.every_step) > 1 else ""
        words = step_words(step, where.organ(step.by.name or ""), decision)
        lines.append(f"{order}{Bodies(where, charter).said(step.by)}: {words}")
    alarms = _stopped(where, charter, decision)
    return Card("Breach found", _bounded(lines), alarms, cites(breach.citations), role="finding", line=at)


def _stopped(institution: Institution, charter: Charter, decision: Decision) -> tuple[str, ...]:
    able = blocking(charter, institution, decision)
    if able.able not in ("yes", "depends"):
        return ()
    who = able.words[0]
    return (f"Can be stopped by one: {who[:1].lower() if who[1:2].islower() else who[:1]}{who[1:]}",)


def _against(rung: Rung) -> str:
    if rung.against_actors is None:
        return set_words(rung.against)
    return spaced(rung.against_actors) + (f" in {set_words(rung.against)}" if rung.against is not None else "")


def _rung(institution: Institution, charter: Charter, rung: Rung, bodies: Bodies) -> Card:
    by = listed(bodies.said(who) for who in rung.by)
    lines = [", ".join(filter(None, (f"by {by}" if by else "by whom is not stated", rung.duty or "", _clock(rung))))]
    further = [f"to {listed(bodies.said(who) for who in rung.to)}"] if rung.to else []
    further += [f"on {clean(rung.on)}"] if rung.on else []
    further += [f"against {_against(rung)}"] if rung.against is not None or rung.against_actors else []
    further += ["published"] if rung.published else []
    further += [f"else {spaced(rung.default)}"] if rung.default else []
    lines += [", ".join(further)] if further else []
    alarms = [] if rung_days(charter, institution, rung) is not None else [_no_clock(rung)]
    for who in rung.by:
        found = charter.decision(institution, who.name or "") if who.kind == "decision" else None
        if found is not None and isinstance(found[1], Decision):
            alarms += _stopped(found[0], charter, found[1])
    kind = f" ({spaced(rung.kind)})" if rung.kind and rung.kind != rung.name else ""
    name = spaced(rung.name)
    title = f"{name[:1].upper()}{name[1:]}{kind}"
    at = line_of(rung.name_span, charter.file)
    return Card(
        title, _bounded(lines), _bounded(alarms), cites(rung.citations), role="rung", name=clean(rung.name), line=at
    )


def _clock(rung: Rung) -> str:
    parts = [f"within {clock_words(rung.within)}"] if rung.within is not None else []
    parts += ["forthwith"] if rung.forthwith else []
    parts += [f"after {clock_words(rung.after)}"] if rung.after is not None else []
    return ", ".join(parts)


def _no_clock(rung: Rung) -> str:
    if rung.forthwith:
        return f"{NO_CLOCK}: “forthwith” is no time"
    words = rung.within or rung.after
    if words is not None and words.days is None:
        return f"{NO_CLOCK}: {clock_words(words)} is no time"
    return f"{NO_CLOCK}: no time is set"


def _ends(charter: Charter, ladder: Ladder, bodies: Bodies) -> tuple[Card, ...]:
    cards = [_appeal(charter, ladder, bodies)]
    back = ladder.way_back
    if back is None:
        cards.append(_absent("way back", "No way back", ladder.denies("way_back"), "back"))
    else:
        cards.append(_back("Way back", back.value, bodies, cites(back.citations), line_of(back.span, charter.file)))
    if ladder.review is not None:
        review = ladder.review
        cards.append(_back("Review", review.value, bodies, cites(review.citations), line_of(review.span, charter.file)))
    return tuple(cards)


def _back(title: str, who: Who, bodies: Bodies, cited: str, line: int | None) -> Card:
    return Card(title, (f"By {bodies.said(who)}",), cited=cited, role="back", line=line)


def _appeal(charter: Charter, ladder: Ladder, bodies: Bodies) -> Card:
    appeal = ladder.appeal
    if appeal is None:
        return _absent("appeal", "No appeal", ladder.denies("appeal"), "appeal")
    words = [f"To {bodies.said(appeal.to)}"]
    words += [f"by {bodies.said(appeal.by)}"] if appeal.by is not None else []
    words += [f"within {clock_words(appeal.within)}"] if appeal.within is not None else []
    lines = [", ".join(words)]
    if appeal.suspensive is not None:
        lines.append("What was decided waits for it" if appeal.suspensive else "What was decided does not wait for it")
    alarms = () if appeal.within is not None and appeal.within.days is not None else (f"{NO_CLOCK}: no time is set",)
    at = line_of(appeal.span, charter.file)
    return Card("Appeal", _bounded(lines), alarms, cites(appeal.citations), role="appeal", line=at)


def _bounded(lines: list[str]) -> tuple[str, ...]:
    found = tuple(bounded(line, 300) for line in lines)
    return tuple(line[:1].upper() + line[1:] for line in found)


# ---- drawing ----------------------------------------------------------------------------------------


def _scene(shown: EnforcementContents, wide: float, description: str) -> Scene:
    sheet = Canvas(wide)
    sheet.heading(shown.title, f"{shown.of}: from the duty to what follows a breach")
    beside = min(len(shown.watch), ABREAST)
    middles = [(2 * n + 1) * wide / (2 * beside) for n in range(beside)]
    _across(sheet, (shown.duty,))
    _arrow(sheet, *middles)
    _across(sheet, shown.watch)
    _arrow(sheet, *middles[: (len(shown.watch) - 1) % ABREAST + 1 if beside == ABREAST else beside])
    _across(sheet, (shown.finding,))
    _arrow(sheet, 30)
    _stairs(sheet, shown.rungs)
    if shown.ends:
        sheet.y += 9
        sheet.section("Against a decision, and back")
        _across(sheet, shown.ends)
    sheet.y += 7
    _legend(sheet, shown)
    sheet.note(shown.source)
    return sheet.scene(f"{shown.title}: how {shown.of} enforces it", description)


def _arrow(sheet: Canvas, *places: float) -> None:
    for x in places:
        sheet.add(*down(x, sheet.y, sheet.y + BETWEEN))
    sheet.y += BETWEEN


def _across(sheet: Canvas, cards: tuple[Card, ...], most: int = ABREAST) -> None:
    """Cards side by side, at most `most` in a row."""
    for start in range(0, len(cards), most):
        row = cards[start : start + most]
        across = min(len(cards), most)
        wide = (sheet.width - GAP * (across - 1)) / across
        tallest = max(card(each, wide)[1] for each in row)
        for number, each in enumerate(row):
            sheet.add(*card(each, wide, tallest)[0], dx=number * (wide + GAP), dy=sheet.y)
        sheet.y += tallest + (GAP if start + most < len(cards) else 0)


def _stairs(sheet: Canvas, rungs: tuple[Card, ...]) -> None:
    """The steps of the ladder, each further in than the one before."""
    stair = min(STAIR, sheet.width * 0.3 / max(1, len(rungs)))
    for number, each in enumerate(rungs, 1):
        x = 20 + (number - 1) * stair
        drawn, high = card(each, sheet.width - 20 - (len(rungs) - 1) * stair)
        if number > 1:
            sheet.add(*down(x + 10, sheet.y, sheet.y + BETWEEN - 2))
            sheet.y += BETWEEN - 2
        sheet.add(*drawn, dx=x, dy=sheet.y)
        if not each.missing:
            sheet.add(*badge(number, x - 9, sheet.y + 7))
        sheet.y += high


def _legend(sheet: Canvas, shown: EnforcementContents) -> None:
    cards = (shown.duty, *shown.watch, shown.finding, *shown.rungs, *shown.ends)
    entries = [(badge(1, 5, 3.5), 11.0, "order of the steps")] if len(shown.rungs) > 1 else []
    if any(each.alarms for each in cards):
        entries.append((warning(), 9.0, "a weak place: no clock, or stopped by one"))
    if any(each.missing for each in cards):
        entries.append(([Box(0, 0.5, 12, 6, None, LINE, 0.8, (3, 2))], 12.0, "not stated"))
    legend(sheet, entries)


def _flow(shown: EnforcementContents) -> FlowChart:
    def point(id_: str, each: Card) -> FlowBox:
        return FlowBox(id_, each.title, (*each.lines, *each.alarms), "missing" if each.missing else "step")

    points = [point("duty", shown.duty)]
    ties = []
    for n, each in enumerate(shown.watch):
        points.append(point(f"watch{n}", each))
        ties += [Tie("duty", f"watch{n}"), Tie(f"watch{n}", "finding")]
    points.append(point("finding", shown.finding))
    last = "finding"
    for n, each in enumerate(shown.rungs):
        points.append(point(f"rung{n}", each))
        ties.append(Tie(last, f"rung{n}"))
        last = f"rung{n}"
    for n, each in enumerate(shown.ends):
        points.append(point(f"end{n}", each))
        ties.append(Tie(last, f"end{n}", dashed=True))
    return FlowChart(f"{shown.title} ({shown.of})", tuple(points), tuple(ties))
