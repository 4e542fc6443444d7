"""What the picture holds, from the articles: who fills what, who answers to whom, which way decisions go."""

from __future__ import annotations

from render_cases import pictures_of

from charter.dsl.load import load
from charter.dsl.syntax.source import Source
from charter.render.figures.structure import structure
from charter.render.graph.structure_model import Edge, Picture


def picture(text: str) -> Picture:
    loaded = load(Source("body.charter", text))
    assert loaded.charter is not None
    return structure(loaded.charter.institutions[0], loaded.charter)


def edges_of(picture: Picture, tail: str, head: str) -> list[Edge]:
    return [edge for edge in picture.edges if (edge.tail, edge.head) == (tail, head)]


def test_the_board_of_the_iaea_designates_part_of_itself() -> None:
    (shown,) = pictures_of("iaea")
    assert edges_of(shown, "organ:Board", "organ:Board") == [
        Edge("organ:Board", "organ:Board", "fills", ("designates 13 seats",))
    ]
    board = shown.node("organ:Board")
    assert board.seats == 35
    assert [(strip.how, strip.total) for strip in board.strips] == [
        ("designated", 10),
        ("designated", 3),
        ("elected", 22),
    ]
    assert [chunk.count for chunk in board.strips[2].chunks] == [5, 4, 3, 4, 2, 1, 1, 1, 1]
    assert "Quorum: 2/3 of seats" in board.lines


def test_the_last_step_of_the_iaea_is_another_institution_with_its_rule() -> None:
    (shown,) = pictures_of("iaea")
    council = shown.node("outside:UN.SecurityCouncil")
    assert council.title == "Security Council (UN)"
    assert any("concurring votes of Permanent Members" in line for line in council.lines)
    (edge,) = edges_of(shown, "organ:Board", "outside:UN.SecurityCouncil")
    assert edge.kind == "refers"
    assert "refers breaches (may)" in edge.labels


def test_decisions_of_the_un_that_take_the_same_steps_share_a_row() -> None:
    (shown,) = pictures_of("un")
    path = next(path for path in shown.paths if any(item.name == "admit" for item in path.items))
    assert [item.name for item in path.items] == ["admit", "suspend", "expel"]
    assert [mark.node for mark in path.marks] == ["organ:SecurityCouncil", "organ:GeneralAssembly"]
    assert [mark.words for mark in path.marks] == [
        "recommends: 9 of 15 seats and concurring votes of Permanent Members",
        "2/3 of present and voting",
    ]


def test_the_delegates_of_the_ilo_elect_seats_of_the_governing_body() -> None:
    (shown,) = pictures_of("ilo")
    edges = edges_of(shown, "organ:Conference", "organ:GoverningBody")
    assert [edge.labels for edge in edges] == [("elects 46 seats, by group of delegates",)]


def test_an_answer_to_whoever_fills_the_seats_goes_back_on_the_same_line() -> None:
    (shown,) = pictures_of("iaia")
    (edge,) = edges_of(shown, "organ:Assembly", "organ:Council")
    assert (edge.kind, edge.labels, edge.back) == ("fills", ("elects 22 seats",), "reports to")
    assert edges_of(shown, "organ:Council", "organ:Assembly") == []


SMALL = """charter 1
institution Body "A body" {
  organ Assembly { plenary }
  organ Office { headed by Chief, appointed by Assembly, dismissed by Assembly }
  organ Panel { experts 12 appointed by Assembly on nomination of Chief
    advises Assembly }
  decision silent "Do something" : standard {
    step Assembly
  }
}
"""


def test_silence_is_shown_as_silence() -> None:
    shown = picture(SMALL)
    assert shown.node("members").title == "Members"
    assert shown.paths[0].marks[0].words == "rule not stated"
    assert [c.label for c in shown.node("organ:Assembly").strips[0].chunks] == ["all members, one seat each"]


def test_one_label_says_two_verbs_of_the_same_office() -> None:
    shown = picture(SMALL)
    assert edges_of(shown, "organ:Assembly", "organ:Office") == [
        Edge("organ:Assembly", "organ:Office", "fills", ("appoints and dismisses Chief",))
    ]
    assert edges_of(shown, "organ:Office", "organ:Panel") == [
        Edge("organ:Office", "organ:Panel", "consents", ("nominates 12 seats",))
    ]
    assert edges_of(shown, "organ:Panel", "organ:Assembly") == [
        Edge("organ:Panel", "organ:Assembly", "advises", ("advises",))
    ]


def test_an_institution_without_organs_or_decisions_is_still_a_figure() -> None:
    from charter.render import draw

    shown = picture('charter 1\ninstitution Empty "Nothing yet" { status proposed }\n')
    svg = draw(shown, "svg").decode()
    assert "Nothing yet" in svg
    assert "Decisions" not in svg.split("</desc>")[1]
