"""Every diagram in every format: what comes out is what it should be, and the same each time."""

from __future__ import annotations

import re

import pytest
from diagram_cases import HARD, Shown, all_designs, charter_of, shown
from render_cases import pictures_of, shipped
from svg_reading import NS, read, said, words_in

from charter.dsl.load import load
from charter.dsl.syntax.source import Source
from charter.render import diagram, draw
from charter.render.drawing.palette import FILLS, STROKES, contrast
from charter.render.drawing.scene import Box, Disc, Line, Shape, Text
from charter.render.drawing.themes import DARK, colour_in, themed
from charter.render.graph.flow import FlowChart, flow_of

NODE = re.compile(r'  (n\d+)(\(\["|\[\["|\[")((?:[^"\[\]<>`|{}\\]|<br/>)+)("\]\)|"\]\]|"\])')
TIE = re.compile(r'  (n\d+) (?:-->|-\.->)(?:\|"((?:[^"\[\]<>`|{}\\]|<br/>)*)"\|)? (n\d+)')

every = pytest.mark.parametrize("design", all_designs())


def read_mermaid(text: str) -> tuple[set[str], list[tuple[str, str]]]:
    """The nodes and arrows of a flowchart; fails on any line that is neither."""
    lines = text.splitlines()
    assert lines[0] == lines[2] == "---"
    assert re.fullmatch(r'title: "[^"\\]*"', lines[1])
    assert re.fullmatch(r"flowchart (TD|LR)", lines[3])
    nodes, ties = set(), []
    for line in lines[4:]:
        node, tie = NODE.fullmatch(line), TIE.fullmatch(line)
        if node:
            nodes.add(node[1])
        elif tie:
            ties.append((tie[1], tie[3]))
        else:
            assert re.fullmatch(r"  class(Def missing stroke-dasharray: 4 3| [n\d,]+ missing)", line), line
    assert {end for tie in ties for end in tie} <= nodes
    return nodes, ties


def check_flow(flow: FlowChart, mermaid: str, dot: str) -> None:
    import pygraphviz

    nodes, ties = read_mermaid(mermaid)
    assert len(nodes) == len(flow.points)
    assert len(ties) == len(flow.ties)
    graph = pygraphviz.AGraph(string=dot)
    assert len(graph.nodes()) == len(flow.points)
    assert graph.number_of_edges() == len(flow.ties)


@every
def test_mermaid_and_dot_hold_every_box_and_arrow(design: str) -> None:
    for each in shown(design):
        made = each.diagram
        check_flow(made.flow, draw(made, "mermaid").decode(), draw(made, "dot").decode())


@pytest.mark.parametrize("design", shipped())
def test_a_structure_is_a_mermaid_flowchart_too(design: str) -> None:
    for picture in pictures_of(design):
        flow = flow_of(picture)
        nodes, ties = read_mermaid(draw(picture, "mermaid").decode())
        assert len(nodes) == len(picture.nodes) + len(picture.paths)
        assert len(ties) == len(flow.ties)


@every
@pytest.mark.slow
@pytest.mark.parametrize("form", ["png", "pdf"])
def test_every_diagram_comes_out_as_png_and_pdf(design: str, form: str) -> None:
    for each in shown(design):
        drawn = draw(each.diagram, form, dpi=60)
        assert drawn.startswith(b"\x89PNG\r\n" if form == "png" else b"%PDF-")


def of_kind(kind: str) -> Shown:
    return next(each for each in shown("hard") if each.kind == kind)


@pytest.mark.parametrize("kind", ["decision", "enforcement", "funding", "adoption"])
@pytest.mark.parametrize("form", ["svg", "png", "pdf", "dot", "mermaid"])
def test_the_same_charter_gives_the_same_bytes(kind: str, form: str) -> None:
    again = load(Source("hard.charter", HARD)).charter
    assert again is not None
    made = diagram(kind, again.institutions[0], again, of_kind(kind).name)
    assert draw(made, form, dpi=60) == draw(of_kind(kind).diagram, form, dpi=60)


# ---- themes


@every
def test_every_colour_of_a_drawing_has_one_in_the_dark(design: str) -> None:
    stay = {fill.colour for fill in FILLS.values()} | {"#1b1b1b"}
    for each in shown(design):
        for item in each.diagram.scene.items:
            if isinstance(item, Box):
                colours = {item.fill, item.stroke} - {None}
            elif isinstance(item, (Disc, Shape)):
                colours = {item.fill}
            elif isinstance(item, Line):
                colours = {item.stroke}
            else:
                colours = {item.fill, item.on} if isinstance(item, Text) else set()
            assert colours <= {*DARK, *stay}, (each.kind, each.name)


def test_greys_keep_their_contrast() -> None:
    for colour in (*DARK, *(fill.colour for fill in FILLS.values())):
        grey = colour_in(colour, "print")
        assert len({grey[1:3], grey[3:5], grey[5:7]}) == 1
        assert abs(contrast(grey, "#ffffff") - contrast(colour, "#ffffff")) < 0.15


def test_ties_of_every_kind_stand_out_on_a_dark_page() -> None:
    for stroke in STROKES.values():
        assert contrast(colour_in(stroke.colour, "dark"), colour_in("#ffffff", "dark")) >= 3


def test_an_unknown_theme_is_refused_by_name() -> None:
    with pytest.raises(ValueError, match="no theme 'neon': choose one of default, print, dark"):
        themed(of_kind("funding").diagram.scene, "neon")


# ---- links


def test_boxes_lead_to_the_lines_of_their_clauses() -> None:
    made = of_kind("enforcement").diagram
    figure = read(draw(made, "svg", base="https://example.org/hard.charter"))
    links = {a.get("href"): said(a) for a in figure.root.iter(f"{NS}a")}
    lines = HARD.splitlines()
    line = 1 + next(n for n, text in enumerate(lines) if "step hit" in text)
    assert links[f"https://example.org/hard.charter#L{line}"].startswith("Hit (trade ban)")
    for href in links:
        assert re.fullmatch(r"https://example\.org/hard\.charter#L\d+", href or "")


def test_without_a_base_there_are_no_links() -> None:
    assert "<a " not in draw(of_kind("enforcement").diagram, "svg").decode()


@pytest.mark.parametrize(
    "base",
    ["javascript:alert(1)", "data:text/html,x", "JavaScript:x", " http://x", "//evil.example/x", 'x"><script>', ""],
)
def test_what_is_no_address_is_no_link(base: str) -> None:
    with pytest.raises(ValueError, match="is no address for links"):
        draw(of_kind("enforcement").diagram, "svg", base=base)


@pytest.mark.parametrize("base", ["hard.charter", "../a/hard.charter", "file:///x/hard.charter", "http://a/b?c=d"])
def test_paths_and_addresses_are_links(base: str) -> None:
    svg = draw(of_kind("enforcement").diagram, "svg", base=base).decode()
    assert f'<a href="{base}#L' in svg


# ---- what is said


def texts(kind: str, name: str | None = None) -> str:
    made = next(each for each in shown("hard") if each.kind == kind and name in (None, each.name))
    return " ".join(words.text for words in read(draw(made.diagram, "svg")).texts)


def test_a_decision_says_its_ladder_of_consensus_and_who_stops_it() -> None:
    said = texts("decision", "strike")
    assert "Who may propose it is not stated" in said
    assert "Consensus first for 90 days; then unanimity; otherwise 3/4 of members, within 30 days" in said
    assert "Consensus first for 90 days; then 2/3 of members" in said
    assert "No single member. It takes 2 members to stop it." in said
    assert "Decided (sanction)" in said


def test_a_decision_without_steps_says_so() -> None:
    said = texts("decision", "endless")
    assert "Steps not stated" in said
    assert "Not known: the charter does not settle the steps." in said


def test_enforcement_says_what_is_missing_what_is_denied_and_what_has_no_clock() -> None:
    said = texts("enforcement", "obey")
    assert "! No clock: “forthwith” is no time" in said
    assert "! No clock: “a reasonable time” is no time" in said
    assert "! Only by consent of the inspected" in said
    assert "No appeal The charter says so." in said
    assert "No way back The charter says so." in said
    silent = texts("enforcement", "silent")
    assert "Monitoring: not stated" in silent
    assert "Who finds a breach: not stated" in silent
    assert "What follows a breach: not stated" in silent


def test_streams_are_drawn_to_scale_and_the_unknown_is_said() -> None:
    made = of_kind("funding").diagram
    figure = read(draw(made, "svg"))
    said_here = " ".join(words.text for words in figure.texts)
    assert "Assessed contributions: 30% of the budget" in said_here
    assert "Voluntary contributions: share not stated" in said_here
    assert "ceiling: no payer above 22% of it" in said_here
    assert "not known, or no share stated" in said_here
    streams = {g[0].text: g for g in read(draw(budget_of_thirds(), "svg")).groups("stream")}
    heights = []
    for words, group in streams.items():
        rect = next(r for r in group.iter(f"{NS}rect") if r.get("width") == "9")
        heights.append((words, float(rect.get("height") or 0)))
    assert [words for words, _ in heights] == ["Assessed contributions: 60% of the budget", "Levy: 30% of the budget",
                                                "Rest: 10%: not stated where from"]  # fmt: skip
    assert heights[0][1] == pytest.approx(2 * heights[1][1], rel=0.01)


def budget_of_thirds():  # type: ignore[no-untyped-def]
    text = 'charter 1\ninstitution T "T" { funding { assessed 60% by equal shares\nlevy 30% on "x" } }\n'
    charter = load(Source("t.charter", text)).charter
    assert charter is not None
    return diagram("funding", charter.institutions[0], charter)


def test_the_timeline_says_by_how_much_it_is_late_or_what_it_cannot_tell() -> None:
    said = texts("adoption")
    assert "Signature to entry into force: time not stated" in said
    assert "At least 42 months; some stages are not stated; needed within 36 months; too late by 6 months." in said
    charter = charter_of("iaia")
    figure = read(draw(diagram("adoption", charter.institutions[0], charter), "svg"))
    assert "in time as estimated, with 3 months to spare" in " ".join(words.text for words in figure.texts)


def test_a_reform_counts_and_marks_its_changes() -> None:
    (made,) = (each for each in shown("reform") if each.kind == "reform")
    figure = read(draw(made.diagram, "svg"))
    assert "2 clauses added, 2 clauses changed and 1 clause removed" in " ".join(w.text for w in figure.texts)
    marks = [(g.get("data-name"), said(g)[:1]) for g in figure.groups("change")]
    assert marks == [("changed", "≠"), ("added", "+"), ("changed", "≠"), ("added", "+"), ("removed", "−")]


def test_a_landscape_shows_gaps_and_members_in_common() -> None:
    (made,) = (each for each in shown("landscape") if each.kind == "landscape")
    figure = read(draw(made.diagram, "svg"))
    rows = {g.get("data-name"): said(g) for g in figure.groups("function")}
    assert rows["verifies in AI in nuclear plants"].startswith("! verifies in AI in nuclear plants (binding), needed")
    own = {g.get("data-name"): said(g).split() for g in figure.groups("members-of")}
    assert own["UN"][0] == "UN"
    assert own["UN"][-1] == "193"
    assert own["UN"][1:] == [own[name][-1] for name in ("IAEA", "ILO", "FSB", "UN")]


def test_many_institutions_are_named_in_the_rows_and_numbered_over_their_members() -> None:
    charter = charter_of("ai_economy")
    figure = read(draw(diagram("landscape", None, charter), "svg"))
    rows = {g.get("data-name"): said(g) for g in figure.groups("function")}
    assert rows["sets norms in Safety of advanced AI"].endswith(
        "AISI Network: without force Hiroshima Process: political"
    )
    own = {g.get("data-name"): said(g).split() for g in figure.groups("members-of")}
    heads = [said(g) for g in figure.groups("column")]
    assert heads == [str(n) for n in range(1, 13)]
    assert own["1 ILO"][2] == "187"
    assert own["1 ILO"][3] == own["2 WTO"][2]
    assert figure.height < 1100


def test_a_clause_that_a_reform_rewrites_stands_in_its_lines() -> None:
    charter = charter_of("iaea_1999")
    figure = read(draw(diagram("reform", charter.institutions[0], charter), "svg"))
    seats = next(g for g in figure.groups("change") if "seats 43" in said(g))
    lines = [words.text for words in words_in(seats)]
    assert "5 from LatinAmericaArea" in lines
    assert "}" in lines
