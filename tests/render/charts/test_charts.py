"""Charts: numbers as in the tables, nothing over anything, the same bytes, every theme readable."""

from __future__ import annotations

import xml.etree.ElementTree as ET
from contextlib import suppress
from fractions import Fraction
from functools import cache
from itertools import combinations

import pytest
from diagram_cases import CHARTS, HARD, LANDSCAPE
from render_cases import HOSTILE
from svg_reading import DRAWN, NS, Figure, read

from charter.decisions.columns import set_named
from charter.decisions.play.group_power import group_of
from charter.designs import find
from charter.dsl.load import load
from charter.dsl.model import Charter, Institution
from charter.dsl.syntax.source import Source
from charter.games.account import account
from charter.names import THEMES
from charter.render.charts.compare import measures_of
from charter.render.charts.lorenz import curve_of
from charter.render.charts.power import played, shares_of
from charter.render.charts.strips import strips_of
from charter.render.charts.tradeoff import traded
from charter.render.diagram import Diagram, NothingToDrawError, draw, to_svg
from charter.render.diagrams import diagram, subjects
from charter.render.diagrams import diagram as chart
from charter.render.drawing.palette import contrast
from charter.render.plotting.plot import NumberScale, percent, span_words, ticks

DESIGNS = ("iaea", "un", "iaia", "eu_council", "ai_2026", "hard", "safety", "ilo_1986")


@cache
def charter_of(name: str) -> Charter:
    made = {"hard": HARD, "safety": LANDSCAPE}
    if name in made:
        charter = load(Source(f"{name}.charter", made[name])).charter
    else:
        path = find(name)
        assert path is not None
        charter = load(path).charter
    assert charter is not None
    return charter


def one(name: str) -> tuple[Institution, Charter]:
    charter = charter_of(name)
    return charter.institutions[0], charter


@cache
def charts(design: str) -> tuple[Diagram, ...]:
    """Every chart of a design that there is; of its decisions the first two."""
    charter = charter_of(design)
    found: list[Diagram] = []
    for kind in CHARTS:
        owners: tuple[Institution | None, ...] = charter.institutions
        if kind in ("coverage", "compare"):
            owners = (None,)
        for owner in owners:
            names = subjects(kind, owner, charter)
            for name in names[:2] if kind in ("power", "tradeoff") else names:
                with suppress(NothingToDrawError):
                    found.append(chart(kind, owner, charter, name))
    return tuple(found)


@pytest.mark.parametrize("design", DESIGNS)
def test_nothing_is_cut_off_and_no_text_lies_over_another(design: str) -> None:
    assert charts(design)
    for each in charts(design):
        figure = read(to_svg(each))
        for words in figure.texts:
            assert words.left >= 0, (each.kind, each.name, words)
            assert words.top >= 0, (each.kind, each.name, words)
            assert words.right <= figure.width + 0.1, (each.kind, each.name, words)
            assert words.bottom <= figure.height, (each.kind, each.name, words)
            assert words.size >= 6.5
        over = [(a.text, b.text) for a, b in combinations(figure.texts, 2) if a.overlaps(b)]
        assert over == [], (each.kind, each.name)
        assert 440 <= figure.width <= 560, (each.kind, each.name)


@pytest.mark.parametrize("design", DESIGNS)
def test_text_is_readable_in_every_theme_and_never_on_a_bar(design: str) -> None:
    for each in charts(design):
        for theme in THEMES:
            figure = read(draw(each, "svg", theme=theme))
            for words in figure.texts:
                assert contrast(words.fill, figure.beneath(words)) >= 4.5, (each.kind, theme, words)


@pytest.mark.parametrize("design", DESIGNS)
def test_there_is_a_title_and_a_description_real_text_and_nothing_active(design: str) -> None:
    for each in charts(design):
        figure = read(to_svg(each))
        ids = {e.get("id"): e.text or "" for e in figure.root if e.tag in (f"{NS}title", f"{NS}desc")}
        assert (figure.root.get("aria-labelledby") or "").split() == list(ids)
        title, description = ids.values()
        assert title == each.title
        assert description.startswith(each.title[:20])
        assert {e.tag.removeprefix(NS) for e in figure.root.iter()} <= DRAWN
        assert len(figure.texts) > 3


def test_every_format_has_the_same_bytes_twice() -> None:
    institution, charter = one("iaea")
    for fmt, start in (("svg", b"<svg"), ("png", b"\x89PNG"), ("pdf", b"%PDF")):
        first, second = (draw(chart("strips", institution, charter, "Board"), fmt) for _ in range(2))
        assert first == second
        assert first.startswith(start)


def test_a_chart_has_no_boxes_and_arrows() -> None:
    institution, charter = one("iaea")
    made = diagram("seats", institution, charter, "Board")
    for fmt in ("dot", "mermaid"):
        with pytest.raises(ValueError, match="a chart has no boxes and arrows: choose svg, png or pdf"):
            draw(made, fmt)


# ---- numbers -----------------------------------------------------------------------------------------


def groups(figure: Figure, role: str) -> list[ET.Element]:
    return figure.groups(role)


def test_a_hemicycle_has_a_disc_for_each_seat() -> None:
    institution, charter = one("iaea")
    figure = read(to_svg(chart("seats", institution, charter, "Board")))
    discs = [len([c for c in g.iter(f"{NS}circle") if c.get("fill") == "#1b1b1b"]) for g in groups(figure, "seats")]
    rims = [len({(c.get("cx"), c.get("cy")) for c in g.iter(f"{NS}circle")}) for g in groups(figure, "seats")]
    assert rims == [10, 3, 22]
    assert sum(discs) >= 35
    plenary = read(to_svg(chart("seats", institution, charter, "GeneralConference")))
    assert (
        sum(len({(c.get("cx"), c.get("cy")) for c in g.iter(f"{NS}circle")}) for g in groups(plenary, "seats")) == 181
    )


def test_discs_of_a_hemicycle_do_not_touch() -> None:
    for design, name in (("iaea", "Board"), ("un", "GeneralAssembly"), ("un", "SecurityCouncil")):
        institution, charter = one(design)
        figure = read(to_svg(chart("seats", institution, charter, name)))
        rims = {
            (float(c.get("cx") or 0), float(c.get("cy") or 0)): float(c.get("r") or 0)
            for g in groups(figure, "seats")
            for c in reversed(list(g.iter(f"{NS}circle")))
        }
        for ((x, y), r), ((a, b), q) in combinations(rims.items(), 2):
            assert ((x - a) ** 2 + (y - b) ** 2) ** 0.5 >= r + q - 0.01, (design, name)


def test_strips_run_from_the_least_to_the_most_seats() -> None:
    strips = {each.label: each for each in strips_of(*one("iaea"), "Board")}
    assert (strips["African"].least, strips["African"].most, strips["African"].of) == (5, 11, 35)
    assert strips["G77"].said == "10 to 26 of 35"
    council = {each.label: each.said for each in strips_of(*one("un"), "SecurityCouncil")}
    assert council["WEOG"].endswith(" of 15")


def test_the_power_of_groups_is_that_of_the_table() -> None:
    institution, charter = one("iaea")
    found = played(institution, charter, "suspend")
    shown = {each.label: each for each in shares_of(found, charter)}
    group = set_named(charter, "African")
    assert group is not None
    members = frozenset(group.members or ())
    inside = members & frozenset((institution.members and institution.members.value.members) or ())
    table = group_of(
        "African", inside, account(found.game, ("banzhaf",)), found.votes(), found.game.players, found, charter
    )
    assert table is not None
    assert shown["African"].power == (table.least["banzhaf-normalized"], table.most["banzhaf-normalized"])
    assert shown["African"].people == (table.people, table.people)


def test_the_curve_lies_below_the_diagonal_and_the_area_gives_the_gini_coefficient() -> None:
    found = curve_of(*one("un"), "GeneralAssembly")
    assert found.points[-1] == (1, 1)
    assert all(a[0] <= b[0] and a[1] <= b[1] for a, b in zip(found.points, found.points[1:], strict=False))
    assert all(votes <= people for people, votes in found.points)
    area = Fraction(0)
    before = (Fraction(0), Fraction(0))
    for point in found.points:
        area += (point[0] - before[0]) * (point[1] + before[1]) / 2
        before = point
    assert 1 - 2 * area == found.gini


def test_a_higher_threshold_lets_fewer_coalitions_win_and_fewer_stop_it() -> None:
    found = traded(*one("un"), "chapter_vii")
    assert [p.quota for p in found.points] == sorted(p.quota for p in found.points)
    acts = [p.to_act for p in found.points if p.to_act is not None]
    assert len(acts) == len(found.points)
    assert acts == sorted(acts, reverse=True)
    assert found.present == Fraction(9, 15)
    assert {p.block for p in found.points} == {1}


def test_the_threshold_of_the_charter_is_among_the_points_with_its_own_power_to_act() -> None:
    institution, charter = one("eu_council")
    name = "adopt_otherwise"
    found = traded(institution, charter, name)
    here = next(p for p in found.points if p.quota == found.present)
    assert here.to_act == played(institution, charter, name).game.power.to_act


def test_comparing_takes_reform_and_original_and_other_charters() -> None:
    both = chart("compare", None, charter_of("iaea"), others=[charter_of("iaia")])
    assert both.title == "2 designs compared"
    assert "Members: IAEA 181, IAIA 193" in both.scene.description
    reform = chart("compare", None, charter_of("ilo_1986"))
    assert "ILO" in reform.scene.description
    found = {m.title: m for m in measures_of([one("iaea"), one("iaea")])}
    assert [v.design for v in found["Members"].values] == ["IAEA", "IAEA (2)"]


def test_coverage_marks_what_is_needed_and_done_by_nobody() -> None:
    figure = read(to_svg(chart("coverage", None, charter_of("safety"), "safety")))
    said = [" ".join(t.text or "" for t in g.iter(f"{NS}text")) for g in groups(figure, "cell")]
    assert [each for each in said if "nobody" in each] != []
    assert len(said) == len(set(said))


@pytest.mark.parametrize(
    ("kind", "name", "message"),
    [
        ("seats", "Nobody", r"there is no organ `Nobody`; here are GeneralAssembly, "),
        ("power", None, r"say which decision; here are "),
        ("coverage", "none", "there is no landscape `none`"),
        ("compare", None, "there is only one institution: name others with --with"),
    ],
)
def test_what_cannot_be_drawn_says_why(kind: str, name: str | None, message: str) -> None:
    institution, charter = one("un")
    with pytest.raises(NothingToDrawError, match=message):
        chart(kind, institution, charter, name)


def test_the_subjects_of_charts_are_organs_decisions_and_landscapes() -> None:
    institution, charter = one("iaea")
    assert subjects("seats", institution, charter) == ("GeneralConference", "Board")
    assert "suspend" in subjects("power", institution, charter)
    assert subjects("coverage", None, charter) == ()
    assert subjects("coverage", None, charter_of("ai_2026")) != ()


# ---- hostile text ------------------------------------------------------------------------------------


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_titles_come_out_as_text(text: str) -> None:
    from attrs import evolve

    institution, charter = one("hard")
    organs = tuple(evolve(o, title=text) for o in institution.organs)
    decisions = tuple(evolve(d, title=text) for d in institution.decisions)
    bad = evolve(institution, title=text, organs=organs, decisions=decisions)
    world = evolve(charter, institutions=(bad,))
    for kind, name in (("seats", "Board"), ("strips", "Board"), ("power", "strike"), ("lorenz", "Assembly"),
                       ("tradeoff", "strike")):  # fmt: skip
        figure = read(draw(chart(kind, bad, world, name), "svg"))
        assert {e.tag.removeprefix(NS) for e in figure.root.iter()} <= DRAWN
        assert all(words.right <= figure.width + 0.1 for words in figure.texts)
        assert not any(ord(c) < 32 or c in "\u202e\u2066" for words in figure.texts for c in words.text)
    for fmt, start in (("png", b"\x89PNG"), ("pdf", b"%PDF")):
        assert draw(chart("seats", bad, world, "Board"), fmt).startswith(start)


# ---- the kit -----------------------------------------------------------------------------------------


def test_numbers_on_charts() -> None:
    assert ticks(0) == (0.0, 1.0)
    assert ticks(0.34) == (0.0, 0.1, 0.2, 0.3, 0.4)
    assert percent(Fraction(1, 3)) == "33.3%"
    assert percent(Fraction(1, 3000)) == "0.03%"
    assert span_words(Fraction(1, 10), Fraction(1, 5)) == "10–20%"
    assert span_words(Fraction(1, 10), Fraction(1, 10)) == "10%"
    assert NumberScale(1, 100, 0, 10, log=True).at(10) == pytest.approx(5)
