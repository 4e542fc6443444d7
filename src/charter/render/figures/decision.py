"""A decision: who may propose it, its steps in order with what each needs, who can stop it alone, what follows.

## What it shows

Who may propose it; each step with the organ, what it needs, its quorum and who is barred; what follows where it fails;
whom the result binds and when; and, from every lawful composition, who can stop it alone.

## When to use

For explaining one procedure, or for seeing where it can be stopped.

## What is not shown

How often it passes and who has how much say: see `power` and `tradeoff`. What is decided once it has passed.
"""

from __future__ import annotations

from attrs import frozen

from charter.dsl.model import Charter, Decision, Institution, Organ, Step
from charter.render.diagram import Diagram, caption, cites, described, line_of
from charter.render.drawing.canvas import Canvas, Card, badge, card, down, fitted, legend, warning
from charter.render.drawing.palette import LINE
from charter.render.drawing.scene import Box, Scene
from charter.render.drawing.text import clean, titled
from charter.render.graph.actors import Bodies
from charter.render.graph.flow import FlowBox, chained
from charter.render.kind import DECISION, DrawRequest, FigureKind
from charter.render.words.binding import binding_words, bound_words
from charter.render.words.blocking import Blocking, blocking
from charter.render.words.clauses import bar_words, clock_words, who_words
from charter.render.words.names import spaced
from charter.render.words.steps import follows_words, step_words
from charter.text.wording import listed

INDENT, BETWEEN = 20.0, 13.0


KIND = FigureKind(DECISION, "decision")


def subjects(charter: Charter, institution: Institution) -> tuple[str | None, ...]:
    """The decisions."""
    return tuple(each.name for each in institution.decisions)


def draw(wanted: DrawRequest) -> Diagram:
    """The diagram of one decision."""
    known = {each.name: each for each in wanted.owner.decisions}
    return decision_diagram(wanted.owner, wanted.charter, known[wanted.the_one(KIND.of, list(known))])


@frozen
class DecisionContents:
    """What the figure shows, in words, from top to bottom."""

    title: str
    of: str
    source: str
    proposed: Card
    steps: tuple[Card, ...]
    outcome: Card
    stopped: Card
    blocking: Blocking


def decision_diagram(institution: Institution, charter: Charter, decision: Decision) -> Diagram:
    """The diagram of one decision."""
    shown = _shown(institution, charter, decision)
    texts = [shown.proposed, *shown.steps, shown.outcome, shown.stopped]
    sentences = [f"Decision of {shown.of}: {shown.title}"]
    sentences += [": ".join((each.title, "; ".join((*each.lines, *each.alarms)))) for each in texts]
    description = described([*sentences, shown.source])
    scene = fitted(lambda wide: _scene(shown, wide, description))
    points = tuple(
        FlowBox(f"p{n}", each.title, (*each.lines, *each.alarms), "missing" if each.missing else "step")
        for n, each in enumerate(texts)
    )
    flow = chained(f"{shown.title} ({shown.of})", points)
    return Diagram("decision", clean(decision.name), scene.title, charter.file, scene, flow)


def _shown(institution: Institution, charter: Charter, decision: Decision) -> DecisionContents:
    bodies = Bodies(institution, charter)
    able = blocking(charter, institution, decision)
    steps = tuple(_step(institution, charter, decision, step, bodies) for step in decision.every_step)
    if not steps:
        steps = (Card("Steps not stated", missing=True, role="step"),)
    return DecisionContents(
        titled(decision.title or spaced(decision.name)),
        titled(institution.label),
        caption(institution),
        _proposed(charter, decision, bodies),
        steps,
        _outcome(charter, decision),
        _stopped(able),
        able,
    )


def _proposed(charter: Charter, decision: Decision, bodies: Bodies) -> Card:
    line = line_of(decision.name_span, charter.file)
    if decision.proposers is None:
        return Card("Who may propose it is not stated", missing=True, role="proposers", line=line)
    said = _capital(listed((bodies.said(who) for who in decision.proposers.value), "or"))
    return Card("May propose", (said,), cited=cites(decision.proposers.citations), role="proposers", line=line)


def _step(institution: Institution, charter: Charter, decision: Decision, step: Step, bodies: Bodies) -> Card:
    organ = bodies.organ_of(step.by)
    lines = [_capital(step_words(step, organ, decision))]
    found = charter.decision(institution, step.by.name or "") if step.by.kind == "decision" else None
    if found is not None and isinstance(found[1], Decision):
        lines = [_capital(f"{step.verb or 'through'} the decision's own steps:")]
        for part in found[1].every_step:
            lines.append(f"{who_words(part.by)}: {step_words(part, found[0].organ(part.by.name or ''), found[1])}")
    lines += [f"Quorum: {_quorum(step, organ)}"] if _quorum(step, organ) else []
    lines += [_capital(bar_words(bar)) for bar in decision.barred]
    cited = cites(step.citations or (organ.decides.citations if organ is not None and organ.decides else ()))
    title = _capital({"or": "or ", "else": "else "}.get(step.follows or "", "") + bodies.said(step.by))
    role = "step" if step.follows is None else "way"
    return Card(title, tuple(lines), cited=cited, role=role, line=line_of(step.span, charter.file))


def _quorum(step: Step, organ: Organ | None) -> str:
    from charter.render.words.clauses import rule_words

    if step.quorum is not None:
        return rule_words(step.quorum)
    return rule_words(organ.quorum.value) if organ is not None and organ.quorum is not None else ""


def _outcome(charter: Charter, decision: Decision) -> Card:
    lines = []
    if decision.otherwise is not None:
        lines.append(f"Where there is no consensus: {follows_words(decision.otherwise.value)}")
    effect = decision.takes_effect
    if effect is not None:
        after = f"after {clock_words(effect.value.after)}" if effect.value.after is not None else ""
        lines.append(f"Takes effect {after or clean(effect.value.on or '') or clean(effect.value.words or '')}")
    if decision.binds is not None:
        lines.append(f"Binds {binding_words(decision.binds.value)}")
    if decision.against is not None:
        lines.append(f"Taken against {bound_words(decision.against.value)}")
    if decision.force is not None:
        lines.append(f"Force: {clean(decision.force.value)}")
    if decision.publishes:
        lines.append(f"Published: {listed(spaced(each.value) for each in decision.publishes)}")
    kinds = listed(spaced(kind) for kind in decision.kinds)
    return Card("Decided" + (f" ({kinds})" if kinds else ""), tuple(lines), cited=cites(decision.citations), role="end")


def _stopped(able: Blocking) -> Card:
    warned = able.able in ("yes", "depends")
    return Card(
        "Who can stop it alone",
        () if warned else able.words,
        able.words if warned else (),
        missing=able.able == "unknown",
        role="blocking",
    )


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]


def _scene(shown: DecisionContents, wide: float, description: str) -> Scene:
    sheet = Canvas(wide)
    sheet.heading(shown.title, f"{shown.of}: how the decision is taken")
    room = wide - INDENT
    middle = INDENT + room / 2
    number = 0
    for place, each in enumerate((shown.proposed, *shown.steps, shown.outcome)):
        if place and each.role != "way":
            number += 1
            sheet.add(*down(middle, sheet.y, sheet.y + BETWEEN, shown.proposed.missing and place == 1))
        sheet.y += BETWEEN if place else 0
        drawn, high = card(each, room)
        sheet.add(*drawn, dx=INDENT, dy=sheet.y)
        if each.role == "step" and not each.missing:
            sheet.add(*badge(number, INDENT - 11, sheet.y + 7))
        sheet.y += high
    sheet.y += 8
    drawn, high = card(shown.stopped, wide)
    sheet.add(*drawn, dy=sheet.y)
    sheet.y += high + 7
    _legend(sheet, shown)
    sheet.note(shown.source)
    return sheet.scene(f"{shown.title}: how {shown.of} decides", description)


def _legend(sheet: Canvas, shown: DecisionContents) -> None:
    entries = (
        [(badge(1, 5, 3.5), 11.0, "order of the steps")] if sum(each.role == "step" for each in shown.steps) > 1 else []
    )
    if shown.stopped.alarms:
        entries.append((warning(), 9.0, "a single member can stop it"))
    if any(each.missing for each in (shown.proposed, *shown.steps, shown.stopped)):
        entries.append(([Box(0, 0.5, 12, 6, None, LINE, 0.8, (3, 2))], 12.0, "not stated, or not known"))
    legend(sheet, entries)
