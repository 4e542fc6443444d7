"""Where the money comes from: streams to scale, who pays how much, ceilings, arrears; what is not known hatched.

## What it shows

Each stream of money with its share of the budget, as far as the charter states it; who pays how much, by the scale
that it names; ceilings, the rule for the budget, what arrears cost; funds, hosts.

## When to use

For who could starve the institution, and what of its money is left open.

## What is not shown

What was paid in fact, unless the charter states it with its year. A share that is not stated has no width.
"""

from __future__ import annotations

from fractions import Fraction

from attrs import frozen

from charter.dsl.model import Charter, Flow, Funding, Institution
from charter.dsl.model.money import Capital, Ruled
from charter.render.diagram import Diagram, NothingToDrawError, caption, cites, described, line_of
from charter.render.drawing.canvas import Canvas, Card, card, fitted, hatched, legend
from charter.render.drawing.scene import Box, Scene
from charter.render.drawing.text import bounded, clean, titled
from charter.render.graph.actors import Bodies
from charter.render.graph.flow import FlowBox, Tie
from charter.render.graph.flow import FlowChart as Boxes
from charter.render.kind import INSTITUTION, DrawRequest, FigureKind
from charter.render.panels.funding_parts import GREY, PayerBar, Stream, bars_panel, streams_panel
from charter.render.words.capital import capital_words
from charter.render.words.clauses import allotment_words, clock_words, money_words, rule_words, set_words
from charter.render.words.names import called, spaced
from charter.text.wording import figure, listed, percent

PAYERS = 10
COLOURS = {
    "assessed": "#8ccbf0",
    "voluntary": "#dda6c4",
    "levy": "#f0e442",
    "fees": "#e69f00",
    "charges": "#5fc4a5",
    "endowment": "#c9c9c9",
    "programme": "#6da9d2",
}


KIND = FigureKind(INSTITUTION, "clause on funding")


def subjects(charter: Charter, institution: Institution) -> tuple[str | None, ...]:
    """The institution, where it has a clause on money."""
    return (None,) if institution.funding is not None or institution.funds else ()


def draw(wanted: DrawRequest) -> Diagram:
    """The diagram of an institution's money."""
    return funding_diagram(wanted.owner, wanted.charter)


@frozen
class FundingContents:
    """What the figure shows: streams, payers, and cards below."""

    of: str
    source: str
    budget: tuple[str, ...]
    streams: tuple[Stream, ...]
    payers: tuple[PayerBar, ...]
    base: str
    remarks: tuple[str, ...]
    cards: tuple[Card, ...]


def funding_diagram(institution: Institution, charter: Charter) -> Diagram:
    """The diagram of an institution's money.

    Raises:
        NothingToDrawError: the charter has no clause on funding.
    """
    if institution.funding is None and not institution.funds:
        raise NothingToDrawError(f"{titled(institution.label)} has no clause on funding")
    shown = _shown(institution, charter)
    sentences = [f"Funding of {shown.of}", *shown.budget]
    sentences += [f"{each.title}: {', '.join((each.said, *each.lines))}" for each in shown.streams]
    sentences += [f"Of {shown.base}, {', '.join(f'{bar.label} {bar.said}' for bar in shown.payers)}"] * bool(
        shown.payers
    )
    sentences += [*shown.remarks, *(": ".join((each.title, "; ".join(each.lines))) for each in shown.cards)]
    description = described([*sentences, shown.source])
    scene = fitted(lambda wide: _scene(shown, wide, description))
    points = [FlowBox("budget", "Budget", shown.budget, "body")]
    points += [
        FlowBox(f"s{n}", each.title, (each.said, *each.lines), "step" if each.share is not None else "missing")
        for n, each in enumerate(shown.streams)
    ]
    points += [FlowBox(f"c{n}", each.title, each.lines) for n, each in enumerate(shown.cards)]
    ties = [Tie(f"s{n}", "budget", each.said) for n, each in enumerate(shown.streams)]
    ties += [Tie("budget", f"c{n}", dashed=True) for n in range(len(shown.cards))]
    boxes = Boxes(f"Funding of {shown.of}", tuple(points), tuple(ties), down=False)
    return Diagram("funding", clean(institution.name), scene.title, charter.file, scene, boxes)


def _shown(institution: Institution, charter: Charter) -> FundingContents:
    funding = institution.funding
    bars, base, remarks = _payers(institution, charter)
    return FundingContents(
        titled(institution.label),
        caption(institution),
        _budget(funding) if funding is not None else ("No clause on the budget",),
        _streams(funding, charter) if funding is not None else (),
        bars,
        base,
        remarks,
        tuple(_cards(institution, charter)),
    )


def _budget(funding: Funding) -> tuple[str, ...]:
    if funding.budget is not None:
        return (money_words(funding.budget.value),)
    return ("The charter says that there is no budget",) if funding.denies("budget") else ("Size not stated",)


def _streams(funding: Funding, charter: Charter) -> tuple[Stream, ...]:
    found = [_stream(each, charter) for each in funding.flows]
    known = sum((each.share for each in found if each.share is not None), Fraction(0))
    if found and 0 < known < 1 and all(each.share is not None for each in found):
        found.append(
            Stream("Rest", f"{_percent(1 - known)}: not stated where from", (), None, GREY, None, None, 1 - known)
        )
    return tuple(found)


def _stream(flow: Flow, charter: Charter) -> Stream:
    name = clean(flow.title or "") or (spaced(flow.name) if flow.name else "")
    kind = {"assessed": "Assessed contributions", "voluntary": "Voluntary contributions"}.get(
        flow.kind, spaced(flow.kind).capitalize()
    )
    lines = [_scale(flow)] if flow.scale is not None else []
    lines += [f"{'for' if flow.kind != 'levy' else 'on'} {clean(flow.purpose)}"] if flow.purpose else []
    lines += [f"paid by {set_words(flow.payers)}"] if flow.payers is not None else []
    lines += [money_words(flow.amount)] if flow.amount is not None else []
    lines += [f"{_percent(flow.rate)} of {called(flow.base)}"] if flow.base and flow.rate is not None else []
    lines += [f"paid by {set_words(flow.payers)}"] if flow.kind == "levy" and flow.payers is not None else []
    lines += [f"ceiling: no payer above {_percent(flow.ceiling)} of it"] if flow.ceiling is not None else []
    lines += [f"floor: no payer below {_percent(flow.floor)} of it"] if flow.floor is not None else []
    lines += [f"at most {_percent(flow.donor_cap)} of it from one donor"] if flow.donor_cap is not None else []
    if flow.earmarked is not None:
        lines.append("earmarked" if flow.earmarked else "not earmarked")
    cited = cites(flow.citations)
    lines += [f"[{cited}]"] if cited else []
    said = f"{_percent(flow.share)} of the budget" if flow.share is not None else "share not stated"
    cap = flow.ceiling if flow.ceiling is not None else flow.donor_cap
    at = line_of(flow.span, charter.file)
    again = name.casefold().startswith(kind.casefold())  # "Programme: Programmes" says one thing twice
    title = (name if again else f"{kind}: {name}") if name else kind
    colour = COLOURS.get(flow.kind, GREY)
    return Stream(title, said, tuple(bounded(line, 240) for line in lines), flow.share, colour, cap, at)


def _scale(flow: Flow) -> str:
    scale = flow.scale
    assert scale is not None
    words = {"equal": "in equal shares", "free_choice": "each chooses its class freely"}.get(scale.kind)
    return words or (f"by {called(scale.column)}" if scale.column else f"by “{clean(scale.words or '')}”")


def _percent(share: Fraction | None) -> str:
    """A share as an exact percentage where it has one of few digits, otherwise rounded and said to be so."""
    if share is None:
        return "not stated"
    exact = (share * 10**5).denominator == 1
    return figure(share) if exact else f"about {percent(share)}"


def _payers(institution: Institution, charter: Charter) -> tuple[tuple[PayerBar, ...], str, tuple[str, ...]]:
    """The largest payers as far as they are stated or follow from the scale, and the rest."""
    from charter.analysis.money.payers import payers
    from charter.analysis.subject import Subject

    found = payers(Subject(institution, charter)) if institution.funding is not None else None
    if found is None or not found.shares:
        return (), "", ()
    bars = [PayerBar(clean(party), _percent(share), share) for party, share in found.shares[:PAYERS]]
    rest = found.shares[PAYERS:]
    if rest:
        total = sum((share for _, share in rest), Fraction(0))
        bars.append(PayerBar(f"{len(rest)} others", _percent(total), total))
    if found.known < 1:
        bars.append(PayerBar("Not known", _percent(1 - found.known), 1 - found.known, known=False))
    remarks = tuple(clean(note.replace("`", "")) for note in found.notes)
    return tuple(bars), found.base, tuple(note[:1].upper() + note[1:] + "." for note in remarks)


def _cards(institution: Institution, charter: Charter) -> list[Card]:
    funding = institution.funding
    bodies = Bodies(institution, charter)
    cards: list[Card] = []
    if funding is not None:
        cards += [_decided("Budget decided", funding.budget_by.value, bodies)] if funding.budget_by else []
        scale = _decided("Scale decided", funding.scale_by.value, bodies) if funding.scale_by else None
        cards += [scale] if scale is not None else []
        cards += _arrears(funding, bodies, charter)
        cards += _host_and_reserve(funding)
        cards += [_capital(funding.capital)] if funding.capital is not None else []
    for fund in institution.funds:
        lines = [f"run by {bodies.title(fund.run_by)}"] if fund.run_by else []
        lines += [f"pays {clean(fund.pays)}"] if fund.pays else []
        lines += [f"pays {allotment_words(a)}" for a in fund.allotments]
        lines += [f"at most {_percent(fund.ceiling)} to one"] if fund.ceiling is not None else []
        lines += [f"{_percent(fund.share)} of the budget"] if fund.share is not None else []
        cards.append(
            Card(f"Fund: {titled(fund.title or spaced(fund.name))}", tuple(lines), cited=cites(fund.citations))
        )
    return cards


def _decided(title: str, ruled: Ruled, bodies: Bodies) -> Card:
    if ruled.decision:
        return Card(title, (f"by “{bodies.title(ruled.decision)}”",))
    where = f" in {bodies.title(ruled.organ)}" if ruled.organ else ""
    return Card(title, (f"by {rule_words(ruled.rule)}{where}",))


def _arrears(funding: Funding, bodies: Bodies, charter: Charter) -> list[Card]:
    if not funding.arrears:
        if funding.denies("arrears"):
            return [Card("No rule on arrears", ("The charter says so.",))]
        return [Card("Arrears: not stated", missing=True)]
    cards = []
    for each in funding.arrears:
        organs = f" in {listed(bodies.title(name) for name in each.organs)}" if each.organs else ""
        lines = [f"after {clock_words(each.after)}: loses {spaced(each.loses)}{organs}"]
        lines += [f"waiver: {bodies.title(each.waiver)}"] if each.waiver else []
        at = line_of(each.span, charter.file)
        cards.append(Card("Arrears", tuple(lines), cited=cites(each.citations), role="arrears", line=at))
    return cards


def _capital(capital: Capital) -> Card:
    return Card("Capital", capital_words(capital), cited=cites(capital.citations))


def _host_and_reserve(funding: Funding) -> list[Card]:
    cards = []
    if funding.host is not None:
        host = funding.host
        lines = [spaced(host.by)] + ([f"pays {clean(host.pays)}"] if host.pays else [])
        lines += [f"for {clock_words(host.term)}{', renewable' * host.renewable}"] if host.term is not None else []
        cards.append(Card("Host", tuple(lines), cited=cites(host.citations)))
    if funding.reserve is not None:
        cards.append(Card("Reserve", (clock_words(funding.reserve.value),), cited=cites(funding.reserve.citations)))
    return cards


# ---- drawing ----------------------------------------------------------------------------------------


def _scene(shown: FundingContents, wide: float, description: str) -> Scene:
    sheet = Canvas(wide)
    sheet.heading(shown.of, "Funding: where the money comes from, and who pays")
    if shown.streams:
        to_scale = any(each.share is not None for each in shown.streams)
        sheet.section("Streams into the budget" + (", to scale" if to_scale else ": their shares are not stated"))
        streams_panel(sheet, shown.streams, shown.budget)
    else:
        sheet.note("The charter names no stream of money.")
    if shown.payers:
        sheet.section(f"Who pays: shares of {shown.base}, to scale")
        bars_panel(sheet, shown.payers)
        for remark in shown.remarks:
            sheet.note(remark)
    if shown.cards:
        sheet.section("Who decides, what follows when nobody pays, what else there is")
        _two_columns(sheet, shown.cards)
    sheet.y += 5
    entries = []
    if any(each.share is None for each in shown.streams) or any(not bar.known for bar in shown.payers):
        entries.append(
            (
                [*hatched(0, 0, 14, 7, GREY, 3.5), Box(0, 0, 14, 7, None, GREY, 0.7)],
                14.0,
                "not known, or no share stated",
            )
        )
    if any(each.cap is not None for each in shown.streams):
        entries.append(([Box(0, 0, 3, 7, "#1a1a1a")], 4.0, "the most that one payer may pay of a stream"))
    legend(sheet, entries)
    sheet.note(shown.source)
    return sheet.scene(f"Funding of {shown.of}", description)


def _two_columns(sheet: Canvas, cards: tuple[Card, ...]) -> None:
    wide = (sheet.width - 8) / 2
    columns = [sheet.y, sheet.y]
    for each in cards:
        number = columns.index(min(columns))
        drawn, high = card(each, wide)
        sheet.add(*drawn, dx=number * (wide + 8), dy=columns[number])
        columns[number] += high + 6
    sheet.y = max(columns)
