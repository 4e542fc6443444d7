"""Who ratifies an amendment, when it may be proposed, and by whom, with what that comes to."""

from __future__ import annotations

from rule_checking import agency, examined, findings

from charter.analysis import amendments
from charter.analysis.subject import Subject
from charter.decisions.queries.game_queries import DecisionGame
from charter.dsl.load import load
from charter.dsl.model.charter import Charter
from charter.dsl.syntax.source import Source
from charter.render.diagrams import diagram

FIVE = "{ FRA, DEU, ITA, LUX, MLT }"
AMENDED = """
  organ Conference { plenary; decides by majority of members }
  obligation report_runs { binds members; threshold compute 10^26 "operations" }
  adoption {
    amended by majority of members in Conference, then ratification by those who voted for it
    amendments after 7 years
  }
"""


def read(text: str) -> Charter:
    loaded = load(Source("a.charter", text))
    assert [(f.code, f.span.line, f.message) for f in loaded.findings if f.severity == "error"] == []
    assert loaded.charter is not None
    return loaded.charter


def test_those_who_voted_for_it_are_those_who_ratify() -> None:
    """Three of five adopt it, and the same three ratify: no more are needed than without the clause."""
    charter = read(agency(AMENDED, FIVE))
    subject = Subject(charter.institutions[0], charter)
    (tier,) = amendments.tiers(subject)
    game = amendments.game(subject, tier)
    assert isinstance(game, DecisionGame)
    assert game.smallest_blocking().size == 3
    assert not game.veto_members()


def test_a_number_is_closed_for_the_time_of_the_moratorium() -> None:
    (found,) = findings("CHG103", agency(AMENDED, FIVE))
    assert (found.severity, found.span.line) == ("warning", 8)
    assert found.message == (
        "compute (10^26 operations) can be changed only by “the amendment of the text”, and not in the first 7 years: "
        "no decision raises or lowers it"
    )


def test_no_member_may_propose() -> None:
    body = "  organ Assembly { plenary; decides by majority of members }\n" + (
        "  decision refer : finding { proposed by any of { USA, CHN } or UN; step Assembly }"
    )
    text = agency(body, FIVE).replace("institution Agency", "outside UN : organ\ninstitution Agency")
    (decision,) = read(text).institutions[0].decisions
    assert decision.proposers is not None
    first, second = decision.proposers.value
    assert (first.kind, first.number, str(first)) == ("any_number", 1, "any of { USA, CHN }")
    assert second.kind == "outside"
    assert [f.code for f in examined(text, ["LNG201", "LNG204"]).findings] == []


def test_the_picture_says_who_ratifies_and_when() -> None:
    charter = read(agency(AMENDED, FIVE))
    told = diagram("adoption", charter.institutions[0], charter).scene.description
    assert "then acceptance by those who voted for it" in told
    assert "not in the first 7 years after entry into force" in told
