"""Steps that may be taken in several ways, and steps that only advise: from the words to findings and verdicts."""

from __future__ import annotations

from itertools import combinations

from rule_checking import examined, places

from charter.decisions.queries.game_queries import DecisionGame, decision_game
from charter.dsl.format.formatter import format_text
from charter.dsl.json.exchange import export_json, import_json
from charter.dsl.load import load
from charter.dsl.model import Charter
from charter.dsl.syntax.source import Source
from charter.render.figures.decision import decision_diagram

FIVE = """charter 1
use world
group Three = {{ FRA, GBR, USA }}
institution Club {{
  members are {{ BEL, DEU, FRA, GBR, ITA, NLD, USA }}
  organ Council {{ seats 3 {{ 3 permanent Three }} }}
  organ Assembly {{ plenary }}
  organ Panel {{ experts 5 appointed by Assembly }}
  {open}
  decision act : sanction {{ {steps} }}
}}
expect Club {{
  {expect}
}}
"""


def club(steps: str, expect: str = "no member can block act", open: str = "") -> str:
    """Seven members, three of them in a Council; a decision of these steps."""
    return FIVE.format(steps=steps, expect=expect, open=open)


def charter_of(text: str) -> Charter:
    """The charter of a text."""
    loaded = load(Source("a.charter", text))
    assert [f.message for f in loaded.findings if f.severity == "error"] == []
    return loaded.charter


def game_of(steps: str) -> DecisionGame:
    """The game of the decision."""
    charter = charter_of(club(steps))
    club_ = charter.institutions[0]
    found = decision_game(charter, club_, club_.decisions[0])
    assert isinstance(found, DecisionGame)
    return found


def verdicts(text: str) -> list[tuple[str, str]]:
    """Verdict and sentence of each expectation."""
    return [(v.verdict, str((v.witness or {})["text"])) for v in examined(text).verdicts]


COUNCIL = frozenset(("FRA", "GBR", "USA"))
ALL = frozenset(("BEL", "DEU", "FRA", "GBR", "ITA", "NLD", "USA"))


def test_a_way_by_others_takes_the_veto_away() -> None:
    """Unanimity of the three gives each a veto; with five of seven as another way three must say no, of whom one is in
    the Council: 7 - 5 + 1 = 3."""
    assert ("VOT101" in {f.code for f in examined(club("step Council by unanimity")).findings}) is True
    other = "step Council by unanimity or step Assembly by 5 members"
    assert places("VOT101", club(other)) == []
    assert [v for v, _ in verdicts(club(other, "that smallest_blocking(act) = 3\n  no 2 members can block act"))] == [
        "proved",
        "proved",
    ]


def test_every_coalition_as_the_ways_say() -> None:
    """The 128 coalitions by hand: all of the Council, or five of seven of whom USA is one, carry it."""
    game = game_of("step Council by unanimity, else step Assembly by 5 members and concurring votes of { USA }")
    for size in range(len(ALL) + 1):
        for some in combinations(sorted(ALL), size):
            yes = frozenset(some)
            expected = yes >= COUNCIL or (len(yes) >= 5 and "USA" in yes)
            assert (game.can_pass(yes).kind == "always") is expected, some
            rest = ALL - yes
            stopped = not (rest >= COUNCIL or (len(rest) >= 5 and "USA" in rest))
            assert (game.can_block(yes).kind == "always") is stopped, some


def test_an_objection_that_leads_to_a_vote_gives_nobody_a_veto() -> None:
    """Silence of all seven, or five of seven: no one stops it, three do."""
    steps = "step members unless 1 members object within 90 days or step Assembly by 5 members"
    assert [v for v, _ in verdicts(club(steps, "no 2 members can block act"))] == ["proved"]
    assert places("VOT101", club("step members unless 1 members object within 90 days")) != []
    assert places("VOT101", club(steps)) == []
    assert places("VOT110", club(steps)) == []


def test_ways_in_one_organ_hold_for_open_seats_too() -> None:
    """Three seats elected from seven: two of three, or one with the Panel's word, carry it; no one alone stops it."""
    open_ = "organ Board { seats 3 { 3 elected by Assembly } }"
    text = club("step Board by 3 seats or step Board by 2 seats", open=open_)
    assert [v for v, _ in verdicts(text)] == ["proved"]


def test_ways_in_organs_whose_seats_are_open_are_not_known() -> None:
    open_ = "organ Board { seats 3 { 3 elected by Assembly } }"
    text = club("step Board by 3 seats or step Assembly by 5 members", open=open_)
    assert verdicts(text) == [
        ("unknown", "Board or Assembly can each take the step, and who sits in Board is not settled")
    ]


def test_a_clock_counts_the_longest_way() -> None:
    """10 days and then 30 are 40; beside each other the longer of 10 and 30 counts."""
    later = "step Council by unanimity, within 10 days, else step Assembly by 5 members, within 30 days"
    beside = "step Council by unanimity, within 10 days or step Assembly by 5 members, within 30 days"
    assert [v for v, _ in verdicts(club(later, "that clock(act) = 40 days"))] == ["proved"]
    assert [v for v, _ in verdicts(club(beside, "that clock(act) = 30 days"))] == ["proved"]


def test_who_only_advises_stops_nothing_and_has_its_time() -> None:
    """The Panel may take 20 days, the Assembly 30: 50 in all. Five of seven carry it, whatever the Panel says."""
    steps = "step Panel advises, within 20 days; step Assembly by 5 members, within 30 days"
    found = verdicts(club(steps, "that clock(act) = 50 days\n  { BEL, DEU, FRA, GBR, ITA } can pass act"))
    assert [v for v, _ in found] == ["proved", "proved"]
    recommends = club(steps.replace("advises", "recommends"), "{ BEL, DEU, FRA, GBR, ITA } can pass act")
    assert [v for v, _ in verdicts(recommends)] == ["refuted"]
    assert verdicts(club("step Panel advises"))[0][0] == "unknown"


def test_consensus_with_another_way_has_a_fallback() -> None:
    assert places("VOT108", club("step Assembly by consensus")) == [(10, "Club.act")]
    assert places("VOT108", club("step Assembly by consensus, else step Assembly by 5 members")) == []


def test_the_picture_shows_each_way_of_a_step() -> None:
    steps = "step Panel advises, within 20 days; step Council by unanimity, else step Assembly by 5 members"
    charter = charter_of(club(steps))
    club_ = charter.institutions[0]
    said = decision_diagram(club_, charter, club_.decisions[0]).scene.description
    assert "Panel: Advises, within 20 days, stops nothing" in said
    assert "Else Assembly: Where that fails, 5 members" in said


def test_ways_are_written_and_exchanged_as_they_were_read() -> None:
    text = club("step Council by unanimity, within 10 days, else step Assembly by 5 members or step Panel")
    charter = charter_of(text)
    assert import_json(export_json(charter)) == charter
    once = format_text(text)
    assert format_text(once) == once
    (step,) = charter_of(once).institutions[0].decisions[0].steps
    assert [(str(way.by), way.follows) for way in step.ways] == [
        ("Council", None),
        ("Assembly", "else"),
        ("Panel", "or"),
    ]
