"""From the text of a charter to the game: what each clause counts, and what it leaves unknown."""

from __future__ import annotations

from fractions import Fraction

import pytest
from test_compositions import charter_of, design

from charter.decisions.procedure import Unknown
from charter.decisions.queries.game_queries import ALWAYS, NEVER, UNKNOWN, DecisionGame, decision_game
from charter.decisions.to_game import game_of
from charter.dsl.model.charter import Charter
from charter.errors import GameError


def game(charter: Charter, name: str) -> DecisionGame:
    found = decision_game(charter, charter.institutions[0], name)
    assert isinstance(found, DecisionGame), found
    return found


def missing(charter: Charter, name: str) -> tuple[str, int | None]:
    found = decision_game(charter, charter.institutions[0], name)
    assert isinstance(found, Unknown), found
    return found.missing, found.span.line if found.span is not None else None


TRADE = """
institution Trade {
  members are { EUU, FRA, DEU, ITA, USA, JPN, BRA }
  organ Council { plenary ; votes of EUU one for each of { FRA, DEU, ITA } }
  decision in_organ : standard { step Council by majority of votes cast }
  decision by_members : standard { step Council by 3/4 of members }
  decision accepted : amendment { step members accept by 2/3 of members }
  decision ratified : amendment { step members accept by 5 ratifications }
  decision cast : standard { step members by majority of votes cast }
}
"""


def test_votes_for_others_do_not_count_where_members_bind_themselves() -> None:
    """Three votes of six in the organ; one acceptance of seven outside it."""
    charter = charter_of(TRADE)
    assert game(charter, "in_organ").can_block(["EUU"]).kind == ALWAYS
    assert game(charter, "in_organ").can_block(["FRA", "DEU", "ITA"]).kind == NEVER
    assert game(charter, "by_members").can_block(["EUU"]).kind == ALWAYS
    accepted = game(charter, "accepted")
    assert accepted.can_block(["EUU", "FRA"]).kind == NEVER, "five of seven are two thirds"
    assert accepted.can_block(["EUU", "FRA", "DEU"]).kind == ALWAYS
    assert accepted.smallest_blocking().size == 3
    ratified = game(charter, "ratified")
    assert ratified.can_pass(["EUU", "FRA", "DEU", "ITA", "USA"]).kind == ALWAYS
    assert ratified.can_pass(["EUU", "USA", "JPN", "BRA"]).kind == NEVER
    assert game(charter, "cast").can_block(["EUU"]).kind == ALWAYS, "votes are cast outside the organ as in it"


SEATS = """
institution Board {
  members are { FRA, DEU, ITA, USA, JPN }
  organ Plenary {
    seats 9 {
      6 permanent { USA, JPN }
      2 permanent { FRA, DEU }
      1 permanent { USA }
    }
  }
  organ Uneven { seats 5 { 5 permanent { USA, JPN } } }
  decision by_seats : standard { step Plenary by majority of seats }
  decision by_votes : standard { step Plenary by majority of present and voting }
  decision by_members : standard { step Plenary by 3/4 of members }
  decision by_people : standard { step Plenary by majority of population }
  decision agreed : standard { step Plenary by consensus minus 2 }
  decision set_of_two : standard { step Plenary by majority of { FRA, USA, DEU } }
  decision by_weight : standard { step Plenary by majority of votes cast }
  decision uneven : standard { step Uneven by majority of seats }
}
"""


def test_several_permanent_seats_of_one_holder() -> None:
    charter = charter_of(SEATS)
    by_seats = game(charter, "by_seats")
    assert by_seats.parts[0].hall.spaces.outer.size == 9
    assert by_seats.can_block(["USA"]).kind == NEVER, "five of nine are left"
    assert by_seats.can_block(["USA", "FRA"]).kind == ALWAYS
    assert by_seats.smallest_passing().members == ("JPN", "USA")
    assert game(charter, "by_votes").can_pass(["USA", "FRA"]).kind == ALWAYS
    by_members = game(charter, "by_members")
    assert by_members.can_block(["USA"]).kind == NEVER, "three of four members"
    assert by_members.can_block(["FRA", "DEU"]).kind == ALWAYS
    people = game(charter, "by_people")
    assert people.can_block(["USA"]).kind == ALWAYS
    counts = people.can_block(["JPN"]).witness
    assert counts is not None
    from charter import world

    column = world.column("population")
    assert counts["organs"][0]["rules"][0]["of"] == sum(column[p] for p in ("USA", "JPN", "FRA", "DEU"))
    agreed = game(charter, "agreed")
    assert agreed.veto_members().always == ("JPN", "USA"), "whose three and four seats are more than two"
    assert game(charter, "set_of_two").can_pass(["FRA", "DEU"]).kind == ALWAYS
    assert missing(charter, "uneven") == ("how 5 permanent seats are dealt among 2 holders", 13)


def test_seats_of_several_thresholds_belong_to_one_member() -> None:
    """Two conditions go through the integer program, where a holder of three seats is one member still."""
    charter = charter_of("""
institution Two {
  members are { FRA, DEU, ITA, USA, JPN }
  organ Plenary {
    seats 9 { 3 permanent { USA }; 3 permanent { JPN }; 3 permanent { FRA, DEU, ITA } }
  }
  decision both : standard { step Plenary by majority of seats and 2/3 of members }
}
""")
    both = game(charter, "both")
    assert both.smallest_passing().size == 4
    assert both.smallest_blocking().size == 2


def test_the_financial_board_counts_its_74_seats() -> None:
    decide = game(design("fsb"), "decide")
    vetoes = decide.veto_members()
    assert (vetoes.each, vetoes.seats, len(vetoes.always)) == ("each of the 25 members", 74, 25)
    rule = decide.can_block(["BRA"]).witness
    assert rule is not None
    counted = rule["organs"][0]["rules"][0]
    assert (counted["yes"], counted["of"], counted["needed"]) == (71, 74, "74")


UNNAMED = """
institution Sea {
  organ Council {
    seats 36 {
      elected by Council for 4 years {
        4 from members, chamber A
        4 from members, chamber B
        4 from members, chamber C
        24 from members, chamber D
      }
    }
  }
  decision d : standard { step Council by 2/3 of present and voting and not opposed by majority of any chamber }
  decision e : standard { step Council by consensus }
  decision f : standard { step Council by majority of G77 }
  decision g : standard { step Council by majority of population }
}
"""


def test_seats_decide_where_the_members_are_not_known() -> None:
    charter = charter_of(UNNAMED)
    least = game(charter, "d").smallest_blocking()
    assert (least.size, least.everywhere, least.missing) == (3, True, None)
    assert least.witness is not None
    assert "1 of 4 votes in chamber A say yes and 2 are needed" in least.witness["text"]
    assert game(charter, "d").smallest_passing().size == 24
    assert game(charter, "e").veto_members().each == "each of the 36 seats"
    assert game(charter, "d").can_block(["FRA"]).missing == "the members"
    assert [missing(charter, d)[0] for d in "fg"] == ["the members", "the members"]


WORDS = """
institution Words {
  members are { FRA, DEU, ITA }
  organ Assembly { plenary ; decides by consensus ; otherwise "the differing views are recorded" }
  organ Council { plenary ; decides by majority of members }
  decision recorded : standard { step Assembly }
  decision two : standard { step Assembly ; step Council by 2/3 of members }
  decision settled : standard { step Assembly ; otherwise by majority of members }
  decision left : standard { step Council by unanimity ; otherwise "as the chair sees fit" }
  decision minus : standard { step Council by consensus minus 1 ; otherwise by 1 members }
  decision lapse : standard { step Council by majority of members, within 60 days, else passes }
}
"""


def test_a_fallback_in_words_is_not_a_veto() -> None:
    charter = charter_of(WORDS)
    recorded = game(charter, "recorded")
    words = 'what `otherwise "the differing views are recorded"` comes to, as a rule'
    assert recorded.can_block(["FRA"]).kind == UNKNOWN
    assert recorded.can_block(["FRA"]).missing == words
    assert recorded.can_block(["USA"]).kind == NEVER
    assert recorded.can_pass(["FRA"]).missing == words
    assert recorded.can_pass(["FRA", "DEU", "ITA"]).kind == ALWAYS
    assert not recorded.veto_members()
    assert recorded.veto_members().missing == words
    assert (recorded.smallest_blocking().size, recorded.smallest_blocking().missing) == (None, words)
    assert recorded.smallest_passing().missing == words


def test_power_is_not_computed_where_words_decide() -> None:
    found = game(charter_of(WORDS), "recorded")
    with pytest.raises(GameError, match="comes to, as a rule"):
        game_of(found.assembled)


def test_what_other_steps_settle_is_known_beside_a_fallback_in_words() -> None:
    two = game(charter_of(WORDS), "two")
    assert two.can_block(["FRA"]).kind == UNKNOWN
    answer = two.can_block(["FRA", "DEU"])
    assert answer.kind == ALWAYS
    assert answer.witness is not None
    assert answer.witness["organs"][0]["organ"] == "Words.Council"
    assert two.can_pass(["FRA"]).kind == NEVER
    assert two.smallest_blocking().missing is not None


def test_a_fallback_that_is_a_rule_counts() -> None:
    charter = charter_of(WORDS)
    assert game(charter, "settled").smallest_blocking().size == 2
    assert game(charter, "left").can_block(["FRA"]).kind == UNKNOWN
    assert game(charter, "minus").smallest_passing().size == 1
    assert game(charter, "minus").smallest_blocking().size == 3


def test_a_default_waits_for_a_vote_that_is_not_taken() -> None:
    """A-priori all three vote in time, two of them are a majority, and `else passes` changes nothing."""
    lapse = game(charter_of(WORDS), "lapse")
    assert lapse.can_block(["FRA", "DEU"]).kind == ALWAYS
    assert lapse.can_block(["FRA"]).kind == NEVER
    assert lapse.smallest_blocking().size == 2


def test_employers_seats_are_seats() -> None:
    charter = charter_of("""
institution Labour {
  members are { FRA, DEU }
  organ Conference {
    plenary
    delegates of each member { 2 government; 1 employers; 1 workers }
  }
  decision all_seats : standard { step Conference by 5 seats }
  decision members : standard { step Conference by 2 members }
}
""")
    assert game(charter, "all_seats").can_pass(["FRA", "DEU"]).kind == NEVER
    assert game(charter, "members").can_pass(["FRA", "DEU"]).kind == ALWAYS


def test_a_party_that_controls_delegates_of_others_can_stop_them() -> None:
    charter = charter_of("""
party Union "Workers' federation" : workers
institution Labour {
  members are { FRA, DEU, ITA, ESP }
  organ Conference {
    plenary
    delegates of each member { 1 government; 1 workers }
  }
  decision d : standard { step Conference by 3/4 of votes cast }
}
""")
    found = game(charter, "d")
    assert found.can_block(["Union"]).kind == ALWAYS
    assert found.veto_members().always == ("Union",)


def test_figures_and_shares_that_cannot_be() -> None:
    charter = charter_of("""
institution Odd {
  members are { FRA, DEU }
  organ Assembly { plenary ; votes basic 100% of all votes equally and 1 per 1000 of population }
  decision d : standard { step Assembly by majority of votes }
}
""")
    assert missing(charter, "d") == ("a basic share of less than all votes", 6)


@pytest.mark.parametrize("blocking", [True, False])
def test_the_same_question_is_worked_out_once(blocking: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    council = game(design("un"), "chapter_vii")
    ask = council.smallest_blocking if blocking else council.smallest_passing
    first = ask()
    monkeypatch.setattr(DecisionGame, "_smallest", None)
    assert ask() is first


def test_weights_are_cast_once_however_many_seats() -> None:
    charter = charter_of(SEATS.replace("organ Plenary {", "organ Plenary {\n    votes 1 per 1 of population"))
    from charter import world

    witness = game(charter, "by_weight").can_block(["FRA"]).witness
    assert witness is not None
    people = world.column("population")
    held = {p: Fraction(people[p]) for p in ("USA", "JPN", "FRA", "DEU")}
    assert witness["organs"][0]["rules"][0]["of"] == sum(held.values())
