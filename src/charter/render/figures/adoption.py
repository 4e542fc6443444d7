"""How an institution comes about: stages to operation against the window, dates, entry into force, later change.

## What it shows

The stages from negotiation to operation, added up against the window in which the institution is needed, with the
middle half of treaties of as many states beside an estimate; the dates that the charter states, on an axis; what must
happen for entry into force and who alone can keep it from that; bridges, amendment, review, end, reservations.

## When to use

For whether a text comes into force in time, whose ratification it cannot do without, and how it can change later.

## What is not shown

How likely anybody is to ratify; what members think of it. A stage of which no time is stated has no length here: its
bar is open, and stands for none.
"""

from __future__ import annotations

from fractions import Fraction

from attrs import frozen

from charter.analysis.entry.dates import elapsed
from charter.analysis.entry.entry_into_force import EntryGame, entry_in, final_entry
from charter.analysis.entry.operation import decided_in, estimates, likes, told
from charter.analysis.entry.pace import SOURCE
from charter.decisions.procedure import ORDINARY
from charter.dsl.model import Adoption, Charter, Clock, Institution
from charter.dsl.model.adoption import Amendment, Bridge, Entry
from charter.dsl.model.entry import is_past
from charter.names import STAGES
from charter.render.diagram import Diagram, NothingToDrawError, caption, cites, described, line_of
from charter.render.drawing.canvas import Canvas, Card, card, fitted, hatched, legend
from charter.render.drawing.palette import BAND, LINE
from charter.render.drawing.scene import Box, Scene
from charter.render.drawing.text import clean, titled
from charter.render.graph.actors import Bodies
from charter.render.graph.flow import FlowBox, FlowChart, Tie
from charter.render.kind import INSTITUTION, DrawRequest, FigureKind
from charter.render.panels.adoption_parts import Dot, StageSpan, axis_panel, stages_panel
from charter.render.words.clauses import clock_words, rule_words
from charter.render.words.names import spaced
from charter.render.words.times import entry_day_words, review_words
from charter.text.wording import amount, listed

MOST_KEYS = 6
DATES = {
    "proposed": "Proposed",
    "adopted": "Text adopted",
    "opened": "Opened for signature",
    "signed": "Signed",
    "in_force": "Entered into force",
    "operating": "In operation",
}
WORDS = {"negotiation": "Negotiation", "ratification": "Signature to entry into force", "set_up": "Set-up to operation"}


KIND = FigureKind(INSTITUTION, "clause on adoption")


def subjects(charter: Charter, institution: Institution) -> tuple[str | None, ...]:
    """The institution, where it has a clause on adoption."""
    return (None,) if institution.adoption is not None else ()


def draw(wanted: DrawRequest) -> Diagram:
    """The diagram of adoption and change."""
    return adoption_diagram(wanted.owner, wanted.charter)


@frozen
class AdoptionContents:
    """What the figure shows: stages and window in months, dates, cards."""

    of: str
    source: str
    stages: tuple[StageSpan, ...]
    window: Fraction | None
    said: tuple[str, ...]
    estimated: bool
    dots: tuple[Dot, ...]
    cards: tuple[Card, ...]
    waited: str = ""


def adoption_diagram(institution: Institution, charter: Charter) -> Diagram:
    """The diagram of adoption and change.

    Raises:
        NothingToDrawError: the charter has no clause on either.
    """
    adoption = institution.adoption
    if adoption is None:
        raise NothingToDrawError(f"{titled(institution.label)} has no clause on adoption")
    shown = _shown(institution, charter, adoption)
    sentences = [f"Adoption of {shown.of}"]
    sentences += [f"{each.label}: {each.said}" for each in shown.stages]
    sentences += [*shown.said, *(f"{dot.label}: {dot.when}" for dot in shown.dots)]
    sentences += [shown.waited] if shown.waited else []
    sentences += [": ".join((each.title, "; ".join((*each.lines, *each.alarms)))) for each in shown.cards]
    description = described([*sentences, shown.source])
    scene = fitted(lambda wide: _scene(shown, wide, description))
    return Diagram("adoption", clean(institution.name), scene.title, charter.file, scene, _flow(shown))


def _shown(institution: Institution, charter: Charter, adoption: Adoption) -> AdoptionContents:
    happened = {each.what for each in adoption.milestones}
    estimated = not happened & {"in_force", "operating"}
    lasting = {each.what: each.lasts for each in adoption.stages}
    band = _band(institution) if estimated else None
    stages = tuple(
        _stage(what, lasting.get(what), estimated, band if what == "ratification" else None)
        for what in (STAGES if lasting else ())
    )
    window = adoption.needed.value if adoption.needed is not None else None
    return AdoptionContents(
        titled(institution.label),
        caption(institution),
        stages,
        _months(window) if window is not None else None,
        (*_in_a_row(_said(stages, window, estimated)), *_history(institution, estimated and bool(stages))),
        estimated and bool(stages),
        tuple(_dots(adoption)),
        tuple(_cards(institution, charter, adoption)),
        _waited(institution),
    )


def _history(institution: Institution, estimated: bool) -> tuple[str, ...]:
    """What comparable cases took for the stage that the author estimates."""
    words = told(institution, estimates(institution))[0] if estimated else ""
    return (words,) if words else ()


def _band(institution: Institution) -> tuple[Fraction, Fraction] | None:
    """From the quickest to the slowest quarter of treaties of as many states, in months."""
    if decided_in(institution.adoption) or institution.adoption is None or not institution.adoption.entries:
        return None
    curve = likes(institution).curve
    ends = [curve.time_of(Fraction(quarter, 4)) for quarter in (1, 3)]
    low, high = (None if days is None else Fraction(days) * 12 / 365 for days in ends)
    return None if low is None or high is None else (low, high)


def _waited(institution: Institution) -> str:
    """How long it took by the dates, or has waited."""
    found = elapsed(institution)
    return "" if found is None else f"{found.text[:1].upper()}{found.text[1:]}"


def _months(clock: Clock) -> Fraction | None:
    return clock.days * 12 / 365 if clock.days is not None else None


def _stage(what: str, lasts: Clock | None, estimated: bool, band: tuple[Fraction, Fraction] | None) -> StageSpan:
    said = "time not stated" if lasts is None else clock_words(lasts) + (" (estimate)" if estimated else "")
    months = _months(lasts) if lasts is not None else None
    return StageSpan(WORDS[what], said, months, estimated, band if months is not None else None)


def _said(stages: tuple[StageSpan, ...], window: Clock | None, estimated: bool) -> tuple[str, ...]:
    """The sum of the stages against the window, in words."""
    known = [each.months for each in stages if each.months is not None]
    total = sum(known, Fraction(0))
    sentences = []
    if stages and len(known) == len(stages):
        sentences.append(f"Together {amount(_tidy(total))} months{' as estimated' * estimated}")
    elif stages:
        sentences.append(f"At least {amount(_tidy(total))} months; some stages are not stated")
    if window is None:
        return (*sentences, "When it is needed is not stated") if stages else ()
    needed = _months(window)
    sentences.append(f"Needed within {clock_words(window)}")
    if needed is not None and stages:
        if total > needed:
            sentences.append(f"Too late by {amount(_tidy(total - needed))} months")
        elif len(known) == len(stages):
            sentences.append(
                f"In time{' as estimated' * estimated}, with {amount(_tidy(needed - total))} months to spare"
            )
    return tuple(sentences)


def _in_a_row(sentences: tuple[str, ...]) -> tuple[str, ...]:
    """Parts of one sentence: only the first begins with a capital."""
    return (*sentences[:1], *(each[:1].lower() + each[1:] for each in sentences[1:]))


def _tidy(months: Fraction) -> Fraction:
    """To the hundredth of a month: years come in days, and 365 days are 12 months."""
    return Fraction(round(months * 100), 100)


def _dots(adoption: Adoption) -> list[Dot]:
    dots = []
    for each in adoption.milestones:
        parts = [int(part) for part in each.when.split("-") if part.isdigit()]
        if parts:
            at = (
                parts[0]
                + ((parts[1] - 1) / 12 if len(parts) > 1 else 0)
                + ((parts[2] - 1) / 365 if len(parts) > 2 else 0)
            )
            label = DATES.get(each.what, spaced(each.what).capitalize())
            until = at + 1 if len(parts) == 1 else at + 1 / 12 if len(parts) == 2 else None
            dots.append(Dot(label, clean(each.when), at, cites(each.citations), until))
    return sorted(dots, key=lambda dot: dot.middle)


def _cards(institution: Institution, charter: Charter, adoption: Adoption) -> list[Card]:
    bodies = Bodies(institution, charter)
    alarms = _kept_out(institution, charter)
    last = final_entry(adoption)
    cards = [_entry(each, charter, alarms if each is last else ()) for each in adoption.entries]
    if not cards and not adoption.created_by:
        none = Card("No ratification", ("The charter says so.",))
        cards.append(none if adoption.denies("ratification") else Card("Entry into force: not stated", missing=True))
    if adoption.created_by:
        names = listed(bodies.title(each.value) for each in adoption.created_by)
        cited = cites(c for each in adoption.created_by for c in each.citations)
        cards.append(Card("Created by decision", (f"of {names}",), cited=cited))
    cards += [_bridge(each) for each in adoption.bridges]
    cards += [_amendment(each, bodies, charter) for each in adoption.amendments]
    if not adoption.amendments and not adoption.denies("amendment"):
        cards.append(Card("Amendment: not stated", missing=True))
    if adoption.moratorium is not None:
        closed = adoption.moratorium
        words = f"not in the first {clock_words(closed.value)} after entry into force"
        cards.append(Card("Amendments", (words,), cited=cites(closed.citations)))
    for review in adoption.reviews:
        by = f" by {bodies.title(review.by)}" if review.by else ""
        cards.append(Card("Review", (f"{review_words(review)}{by}",), cited=cites(review.citations)))
    if adoption.sunset is not None:
        unless = f", unless {bodies.title(adoption.sunset.unless)}" if adoption.sunset.unless else ""
        words = f"after {clock_words(adoption.sunset.after)}{unless}"
        cards.append(Card("Ends", (words,), cited=cites(adoption.sunset.citations)))
    if adoption.reservations is not None:
        stated = adoption.reservations
        cards.append(Card("Reservations", (clean(stated.value),), cited=cites(stated.citations)))
    for each in adoption.reservations_to:
        words = f"{clean(each.rule)}: {listed(spaced(name) for name in each.provisions)}"
        cards.append(Card("Reservations to provisions", (words,), cited=cites(each.citations)))
    return cards


def _kept_out(institution: Institution, charter: Charter) -> tuple[str, ...]:
    """Who alone can keep the text from entering into force, while it is still to enter."""
    found = entry_in(charter, institution, ORDINARY)
    if not isinstance(found, EntryGame) or is_past(institution):
        return ()
    if found.never:
        return (f"Can never be met: {found.why_never}",)
    keys = found.game.veto_players
    return (
        (f"Not without {'each of ' * (len(keys) > 1)}{listed(keys)}",)
        if 0 < len(keys) <= MOST_KEYS
        else ((f"Not without each of {len(keys)} states",) if keys else ())
    )


def _entry(each: Entry, charter: Charter, alarms: tuple[str, ...]) -> Card:
    when = f" before {clean(each.before)}" if each.before else ""
    when += f" from {clean(each.start)}" if each.start else ""
    at = line_of(each.span, charter.file)
    return Card(
        f"In force{when} on",
        (rule_words(each.rule), *entry_day_words(each)),
        alarms,
        cites(each.citations),
        role="entry",
        line=at,
    )


def _bridge(each: Bridge) -> Card:
    lines = [f"from {clean(each.start)}"] if each.start else []
    lines += [f"until {clean(each.until)}"] if each.until else []
    return Card(spaced(each.kind).capitalize(), (" ".join(lines),) if lines else (), cited=cites(each.citations))


def _amendment(each: Amendment, bodies: Bodies, charter: Charter) -> Card:
    what = f"of {listed(spaced(name) for name in each.provisions)}" if each.provisions else ""
    if each.decision:
        how = f"by “{bodies.title(each.decision)}”"
    else:
        how = f"by {rule_words(each.rule)}" + (f" in {bodies.title(each.organ)}" if each.organ else "")
    lines = [what, how] if what else [how]
    lines += [f"then acceptance by {rule_words(each.acceptance)}"] if each.acceptance is not None else []
    lines += ["then acceptance by those who voted for it"] if each.by_supporters else []
    at = line_of(each.span, charter.file)
    return Card("Amendment", tuple(lines), cited=cites(each.citations), role="amendment", line=at)


# ---- drawing ----------------------------------------------------------------------------------------


def _scene(shown: AdoptionContents, wide: float, description: str) -> Scene:
    sheet = Canvas(wide)
    sheet.heading(shown.of, "Adoption: how it comes into force, and how it can change")
    if shown.stages:
        words = "Stages to operation" + (", as estimated" if shown.estimated else ", as they went")
        sheet.section(f"{words}, against the window in which it is needed" if shown.window else words)
        stages_panel(sheet, shown.stages, shown.window)
        sheet.note("; ".join(shown.said) + ".")
    if shown.dots:
        sheet.section("Dates")
        axis_panel(sheet, shown.dots)
        if shown.waited:
            sheet.note(f"{shown.waited}.")
    sheet.section("Entry into force and change")
    _columns(sheet, shown.cards)
    sheet.y += 5
    entries = []
    if shown.estimated:
        entries.append(([*hatched(0, 0, 14, 7, LINE, 3.5), Box(0, 0, 14, 7, None, LINE, 0.7)], 14.0, "an estimate"))
    if any(each.band is not None for each in shown.stages):
        entries.append(([Box(0, 0, 14, 7, BAND, LINE, 0.5)], 14.0, "the middle half of treaties of as many states"))
    if any(each.missing for each in shown.cards) or any(each.months is None for each in shown.stages):
        entries.append(([Box(0, 0.5, 12, 6, None, LINE, 0.8, (3, 2))], 12.0, "not stated, ? a stage without a length"))
    legend(sheet, entries)
    if any(each.band is not None for each in shown.stages):
        sheet.note(f"History: {SOURCE}.")
    sheet.note(shown.source)
    return sheet.scene(f"Adoption of {shown.of}", description)


def _columns(sheet: Canvas, cards: tuple[Card, ...]) -> None:
    wide = (sheet.width - 8) / 2
    columns = [sheet.y, sheet.y]
    for each in cards:
        number = columns.index(min(columns))
        drawn, high = card(each, wide)
        sheet.add(*drawn, dx=number * (wide + 8), dy=columns[number])
        columns[number] += high + 6
    sheet.y = max(columns)


def _flow(shown: AdoptionContents) -> FlowChart:
    points = [
        FlowBox(f"s{n}", each.label, (each.said,), "missing" if each.months is None else "step")
        for n, each in enumerate(shown.stages)
    ]
    points += [FlowBox(f"d{n}", dot.label, (dot.when,)) for n, dot in enumerate(shown.dots)]
    ties = [
        Tie(f"{a}{n}", f"{a}{n + 1}")
        for a, many in (("s", shown.stages), ("d", shown.dots))
        for n in range(len(many) - 1)
    ]
    points += [
        FlowBox(f"c{n}", each.title, each.lines, "missing" if each.missing else "step")
        for n, each in enumerate(shown.cards)
    ]
    if shown.said:
        points.append(FlowBox("said", "; ".join(shown.said), (), "fact"))
        ties.append(Tie(f"s{len(shown.stages) - 1}", "said", dashed=True)) if shown.stages else None
    return FlowChart(f"Adoption of {shown.of}", tuple(points), tuple(ties), down=False)
