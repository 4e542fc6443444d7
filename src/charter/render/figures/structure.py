"""The structure of an institution as a picture: organs, seats, who fills and answers to whom, how decisions pass.

## What it shows

Each organ with its seats, by how they are filled, and its rules; who fills whose seats, who answers to whom, to whom
breaches are referred; outside bodies, dashed; below, how the decisions go from organ to organ.

## When to use

As the first picture of an institution, and beside its text.

## What is not shown

Who wins a vote: `power`, `decision`. Money, duties, entry into force: `funding`, `enforcement`, `adoption`.
"""

from __future__ import annotations

from collections.abc import Iterator

from charter.dsl.model import (
    Charter,
    Decision,
    Filling,
    Institution,
    Link,
    Obligation,
    Organ,
    Rung,
    SeatLine,
    Step,
    Who,
)
from charter.render.diagram import Diagram, line_of
from charter.render.drawing.text import bounded, clean, titled
from charter.render.graph.actors import MEMBERS, Bodies, members_node
from charter.render.graph.describe import describe
from charter.render.graph.flow import flow_of
from charter.render.graph.layout import scene_of
from charter.render.graph.strips import lines_of, strips_of
from charter.render.graph.structure_model import DecisionPath, Edge, Item, Node, Picture, StepMark
from charter.render.kind import INSTITUTION, DrawRequest, FigureKind
from charter.render.words.clauses import tie_words, who_words
from charter.render.words.names import own_words, spaced
from charter.render.words.steps import step_words
from charter.text.wording import listed

_VERBS = {"elected": "elects", "designated": "designates", "appointed": "appoints", "chosen": "chooses"}
_RUNG_VERBS = {"referral": "refers breaches", "report": "reports breaches"}


KIND = FigureKind(INSTITUTION, "institution")


def subjects(charter: Charter, institution: Institution) -> tuple[str | None, ...]:
    """The institution itself."""
    return (None,)


def draw(wanted: DrawRequest) -> Diagram:
    """The structure as a diagram."""
    picture = structure(wanted.owner, wanted.charter)
    scene = scene_of(picture)
    return Diagram(
        "structure", picture.name, scene.title, wanted.charter.file, scene, flow_of(picture), picture=picture
    )


def structure(institution: Institution, charter: Charter) -> Picture:
    """The picture of an institution's structure. `charter` gives the titles of groups and bodies outside."""
    with own_words(institution, charter):
        return _structure(institution, charter)


def _structure(institution: Institution, charter: Charter) -> Picture:
    bodies = Bodies(institution, charter)
    edges = _merged(_edges(institution, bodies))
    if not any(MEMBERS in (edge.tail, edge.head) for edge in edges):
        edges += _merged(_own_seats(institution))
    paths = _paths(institution, bodies)
    members = members_node(institution)
    organs = tuple(_organ_node(organ, members.seats, charter.file) for organ in institution.organs)
    nodes = (members, *organs, *bodies.outside.values())
    named = {end for edge in edges for end in (edge.tail, edge.head)} | {m.node for p in paths for m in p.marks}
    if members.seats is None and MEMBERS not in named and len(nodes) > 1:
        nodes = nodes[1:]
    title = titled(institution.label)
    notes = _notes(institution)
    return Picture(
        clean(institution.name),
        title,
        describe(title, nodes, edges, paths, notes),
        nodes,
        edges,
        paths,
        notes,
    )


def _organ_node(organ: Organ, members: int | None, file: str) -> Node:
    strips = strips_of(organ, members)
    seats = organ.seats.total if organ.seats is not None else None
    if organ.experts is not None and seats is None:
        seats = organ.experts.total
    title = titled(organ.title or spaced(organ.name))
    return Node(
        f"organ:{organ.name}", organ.name, title, "organ", strips, lines_of(organ), seats, line_of(organ.span, file)
    )


# ---- edges ------------------------------------------------------------------------------------------


def _edges(institution: Institution, bodies: Bodies) -> Iterator[Edge]:
    for organ in institution.organs:
        here = f"organ:{organ.name}"
        if organ.plenary is not None or organ.delegates:
            yield Edge(MEMBERS, here, "fills", ("sit in",))
        yield from _seat_edges(organ, here, bodies)
        yield from _head_edges(organ, here, bodies)
        yield from _answer_edges(organ, here, bodies)
        yield from _power_edges(organ, here, bodies)
    for obligation in institution.obligations:
        yield from _ladder_edges(obligation, bodies)
    for link in institution.relations.links if institution.relations is not None else ():
        yield from _relation_edges(institution, link, bodies)


def _seat_edges(organ: Organ, here: str, bodies: Bodies) -> Iterator[Edge]:
    lines = [*(organ.seats.lines if organ.seats is not None else ())]
    lines += [organ.experts] if organ.experts is not None else []
    for group in _same_filling(lines):
        totals = [line.total for line in group]
        known = sum(total or 0 for total in totals)
        number, noun = ("", "") if None in totals else (f" {known:,}", " seat" if known == 1 else " seats")
        yield from _filling_edges(group[0].filling, here, bodies, number, noun)


def _own_seats(institution: Institution) -> Iterator[Edge]:
    """Seats that members have of their own, without anybody's choice: they tie members who have no other tie."""
    holders = institution.members.value.members if institution.members is not None else None
    for organ in institution.organs:
        for line in organ.seats.lines if organ.seats is not None else ():
            seated = line.filling.among.members if line.filling.among is not None else None
            if line.filling.how in ("permanent", "rotating") and set(seated or ()) & set(holders or ()):
                yield Edge(MEMBERS, f"organ:{organ.name}", "fills", ("sit in",))


def _same_filling(lines: list[SeatLine]) -> list[list[SeatLine]]:
    """Lines that the same body fills in the same way, together."""
    found: dict[tuple[str | None, ...], list[SeatLine]] = {}
    for line in lines:
        filling, by = line.filling, line.filling.by
        kind, name = (by.kind, by.name or "") if by is not None else ("", "")
        name = name.partition(".")[0] if kind == "delegates" else name
        key = (filling.how, kind, name, filling.approval, filling.nomination)
        found.setdefault(key, []).append(line)
    return list(found.values())


def _head_edges(organ: Organ, here: str, bodies: Bodies) -> Iterator[Edge]:
    head = organ.head
    if head is None:
        return
    office = " " + spaced(head.name)
    if head.filling is not None:
        yield from _filling_edges(head.filling, here, bodies, office, "")
    if head.dismissed_by:
        yield from _edge(bodies.of_name(head.dismissed_by), here, "fills", f"dismisses{office}")


def _filling_edges(filling: Filling, here: str, bodies: Bodies, what: str, noun: str) -> Iterator[Edge]:
    verb = _VERBS.get(filling.how)
    if verb is not None and filling.by is not None:
        words = f"{verb}{what}{noun}"
        if filling.by.kind == "group":
            words = f"{who_words(filling.by)} {verb.removesuffix('s')}{what}{noun}"
        elif filling.by.kind == "delegates":
            words += ", by group of delegates"
        yield from _edge(bodies.of_who(filling.by), here, "fills", words)
    if filling.approval:
        yield from _edge(bodies.of_name(filling.approval), here, "consents", f"approves{what}{noun}")
    if filling.nomination:
        by = MEMBERS if filling.nomination == MEMBERS else bodies.of_name(filling.nomination)
        yield from _edge(by, here, "consents", f"nominates{what}{noun}")


def _answer_edges(organ: Organ, here: str, bodies: Bodies) -> Iterator[Edge]:
    for link in organ.reports_to:
        yield from _edge(here, bodies.of_who(link.to), "answers", "reports to")
    for answer in organ.answers_to:
        yield from _edge(here, bodies.of_who(answer.value), "answers", "answers to")
    for advised in organ.advises:
        yield from _edge(here, bodies.of_name(advised.value), "advises", "advises")
    if organ.part_of is not None:
        yield from _edge(here, bodies.of_name(organ.part_of.value), "belongs", "part of")
    for acting in organ.acts_for:
        yield from _edge(here, bodies.of_name(acting.organ), "belongs", "acts for")


def _power_edges(organ: Organ, here: str, bodies: Bodies) -> Iterator[Edge]:
    for kind, names in (("appoints", organ.appoints), ("dismisses", organ.dismisses)):
        for name in names:
            to = bodies.of_name(name.value)
            what = "" if to == f"organ:{name.value}" else f" {spaced(name.value)}"
            yield from _edge(here, to, "fills", f"{kind}{what}")
    if organ.dismissed_by is not None:
        yield from _edge(bodies.of_name(organ.dismissed_by.value), here, "fills", "dismisses members of it")


def _ladder_edges(obligation: Obligation, bodies: Bodies) -> Iterator[Edge]:
    ladder = obligation.ladder
    if ladder is None:
        return
    finder = bodies.of_name(obligation.breach.value) if obligation.breach is not None else None
    for rung in ladder.rungs:
        yield from _rung_edges(rung, finder, bodies)
    if ladder.appeal is not None:
        yield from _edge(finder, bodies.of_who(ladder.appeal.to), "refers", "appeal against breach findings")


def _rung_edges(rung: Rung, finder: str | None, bodies: Bodies) -> Iterator[Edge]:
    """From whoever acts inside (else whoever finds the breach) to each body outside that the step names."""
    duty = f" ({rung.duty})" if rung.duty else ""
    words = f"{_RUNG_VERBS.get(rung.kind or '') or spaced(rung.name)}{duty}"
    inside = [bodies.of_who(who) for who in rung.by if not _is_outside(who)] or [finder]
    for who in (*rung.to, *rung.by):
        if _is_outside(who):
            for tail in inside:
                yield from _edge(tail, bodies.of_who(who), "refers", words)


def _is_outside(who: Who) -> bool:
    return who.kind in ("outside", "institution") or "." in (who.name or "")


def _relation_edges(institution: Institution, link: Link, bodies: Bodies) -> Iterator[Edge]:
    kinds = {"reports_to": "answers", "refers_to": "refers"}
    verb = link.verb.replace(" ", "_")
    if verb in kinds:
        plenary = next((o for o in institution.organs if o.plenary is not None or o.delegates), None)
        tail = f"organ:{plenary.name}" if plenary is not None else MEMBERS
        yield from _edge(tail, bodies.of_who(link.to), kinds[verb], verb.replace("_", " "))


def _edge(tail: str | None, head: str | None, kind: str, label: str) -> Iterator[Edge]:
    if tail is not None and head is not None:
        yield Edge(tail, head, kind, (bounded(label),))


def _merged(edges: Iterator[Edge]) -> tuple[Edge, ...]:
    """Edges of one kind between the same two bodies become one, with every fact on it once; an answer to the body
    that fills the seats goes back on the same line."""
    found: dict[tuple[str, str, str], tuple[str, ...]] = {}
    for edge in edges:
        key = (edge.tail, edge.head, edge.kind)
        known = found.get(key, ())
        found[key] = known + tuple(label for label in edge.labels if label not in known)
    answered = {(head, tail): labels for (tail, head, kind), labels in found.items() if kind == "answers"}
    filled = {(tail, head) for tail, head, kind in found if kind == "fills"}
    merged = []
    for (tail, head, kind), labels in found.items():
        if kind == "answers" and (head, tail) in filled:
            continue
        back = listed(answered.get((tail, head), ())) if kind == "fills" else ""
        merged.append(Edge(tail, head, kind, _joined(labels), back))
    return tuple(merged)


def _joined(labels: tuple[str, ...]) -> tuple[str, ...]:
    """Labels that differ only in their verb, together: "appoints and dismisses Director General"."""
    verbs: dict[str, list[str]] = {}
    for label in labels:
        verb, _, rest = label.partition(" ")
        verbs.setdefault(rest, []).append(verb)
    return tuple(f"{listed(first)} {rest}".strip() if rest else listed(first) for rest, first in verbs.items())


# ---- decisions --------------------------------------------------------------------------------------


def _paths(institution: Institution, bodies: Bodies) -> tuple[DecisionPath, ...]:
    """Decisions grouped by the steps that they take, the longest paths first."""
    found: dict[tuple[StepMark, ...], list[Item]] = {}
    for decision in institution.decisions:
        marks = tuple(mark for step in decision.every_step for mark in _mark(institution, decision, step, bodies))
        found.setdefault(marks, []).append(_item(decision, bodies.charter.file))
    paths = [DecisionPath(tuple(items), marks) for marks, items in found.items()]
    return tuple(sorted(paths, key=lambda path: -len(path.marks)))


def _mark(institution: Institution, decision: Decision, step: Step, bodies: Bodies) -> Iterator[StepMark]:
    body = bodies.of_who(step.by)
    if body is None:
        return
    words = step_words(step, bodies.organ_of(step.by), decision)
    if step.by.kind in ("group", "delegates", "any_number", "party"):
        words = f"{who_words(step.by)}: {words}"
    if step.by.kind == "decision":
        words = bodies.last_step_words(step.by) or spaced((step.by.name or "").rpartition(".")[2])
    yield StepMark(body, bounded(words, 200))


def _item(decision: Decision, file: str) -> Item:
    note = ""
    if decision.proposers is not None:
        note = f"proposed by {listed((who_words(who) for who in decision.proposers.value), 'or')}"
    return Item(
        decision.name, titled(decision.title or spaced(decision.name)), bounded(note), line_of(decision.span, file)
    )


def _notes(institution: Institution) -> tuple[str, ...]:
    """Ties to other institutions that are no steps of anything."""
    links = institution.relations.links if institution.relations is not None else ()
    ties: dict[str, list[str]] = {}
    none = () if institution.organs else ("The charter names no organ.",)
    for link in links:
        verb = link.verb.replace("_", " ")
        if verb not in ("reports to", "refers to"):
            ties.setdefault(tie_words(verb), []).append(who_words(link.to))
    return none + tuple(bounded(f"{verb.capitalize()}: {listed(names)}", 320) for verb, names in ties.items())
