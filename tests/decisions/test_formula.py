"""The rule shown as a formula, checked against the game: what it says is needed is what the game needs."""

from __future__ import annotations

import doctest

import pytest
from test_compositions import charter_of, design

import charter.decisions.play.construction as formula_module
import charter.games.account as account_module
from charter.decisions.play.abstention_paradox import ballots
from charter.decisions.play.ballot import Tally
from charter.decisions.play.construction import formula_lines, formula_text
from charter.decisions.play.fixed_game import Standing, standing, without
from charter.dsl.model.charter import Charter
from charter.errors import GameError
from charter.games.account import account
from charter.games.counting.planner import Limits
from charter.games.game import Game


def stand(charter: Charter, name: str) -> Standing:
    institution = charter.institutions[0]
    found = standing(charter, institution, next(d for d in institution.decisions if d.name == name))
    assert isinstance(found, Standing), found
    return found


CLUB = """
institution Club {
  members are { AUT, BEL, CHE, DNK, ESP }
  organ Assembly { plenary }
  decision act : standard { step Assembly %s }
}
"""


@pytest.mark.parametrize(
    ("rule", "shown", "least", "stops"),
    [
        ("by majority of members", "yes from > 1/2 of 5 members (3)", 3, 3),
        ("by 2/3 of present and voting", "yes from >= 2/3 of 5 members present and voting (4)", 4, 2),
        ("by more than 60% of members", "yes from > 3/5 of 5 members (4)", 4, 2),
        ("by all but 1 of members", "no from fewer than 2 of 5 members", 4, 2),
        ("by consensus", "yes from all of 5 members", 5, 1),
        ("by consensus minus 2", "no from fewer than 3 of 5 members", 3, 3),
        ("by reverse consensus", "yes from >= 1 of 5 members", 1, 5),
        ("unless 2/5 of members object within 3 days", "no from fewer than 2 of 5 members", 4, 2),
        ("unless majority of members object within 3 days", "no from fewer than 3 of 5 members", 3, 3),
        ("by 4 members", "yes from >= 4 of 5 members", 4, 2),
    ],
)
def test_the_words_of_a_rule_are_what_the_game_needs(rule: str, shown: str, least: int, stops: int) -> None:
    found = stand(charter_of(CLUB % rule), "act")
    assert [line.text for line in formula_lines(found)] == [shown]
    winning, blocking = found.game.smallest_winning(), found.game.smallest_blocking()
    assert winning is not None
    assert blocking is not None
    assert (winning.size, blocking.size) == (least, stops)


WEIGHED = """
institution Fund {
  members are { USA, JPN, DEU, FRA, GBR }
  organ Board { plenary ; votes by imf.votes_2022 ; quorum majority of members }
  decision act : standard { step Board by %s }
}
"""


def test_those_present_and_voting_cast_what_they_weigh() -> None:
    """USA 831,401 of 1,814,888 votes: with JPN's 309,664 a majority of votes, but two of five heads."""
    voting = stand(charter_of(WEIGHED % "majority of present and voting"), "act")
    cast = stand(charter_of(WEIGHED % "majority of votes cast"), "act")
    heads = stand(charter_of(WEIGHED % "majority of members"), "act")
    assert voting.game.rule == cast.game.rule
    assert voting.game.wins(["USA", "JPN"])
    assert not voting.game.wins(["JPN", "DEU", "FRA"])
    assert not heads.game.wins(["USA", "JPN"])
    assert heads.game.wins(["JPN", "DEU", "FRA"])
    (line,) = formula_lines(voting)
    assert line.text == "yes from > 1/2 of 1,814,888 votes of those present and voting (907,445)"
    (other,) = formula_lines(cast)
    assert other.text == "yes from > 1/2 of 1,814,888 votes cast (907,445)"


def test_who_abstains_in_a_weighted_organ_takes_the_votes_away() -> None:
    """With USA away 983,487 votes are cast, and JPN with DEU (577,467) is a majority of these."""
    charter = charter_of(WEIGHED % "majority of present and voting")
    institution = charter.institutions[0]
    (ballot,) = [b for _, b in ballots(charter, institution, institution.decisions[0])]
    place = {s.holder: i for i, s in enumerate(ballot.seats)}

    def tally(yes: str, no: str) -> Tally:
        return Tally(*(frozenset(place[p] for p in names.split()) for names in (yes, no)))

    assert ballot.carries(tally("JPN DEU", "FRA GBR"))
    assert not ballot.carries(tally("JPN DEU", "FRA GBR USA"))
    assert not ballot.carries(tally("FRA GBR", "JPN DEU"))


def test_alternatives_and_conditions_are_set_apart() -> None:
    found = stand(charter_of(CLUB % "by 3 members and 1 of { AUT, BEL } or 4 members"), "act")
    assert formula_text(found) == (
        "Assembly: (yes from >= 3 of 5 members AND yes from >= 1 of 2 members of { AUT, BEL } { AUT, BEL })"
        " OR yes from >= 4 of 5 members"
    )


def test_articles_stand_beside_the_halls_they_are_of() -> None:
    board, conference = formula_lines(stand(design("iaea"), "suspend"))
    assert str(board) == (
        "Board of Governors: yes from > 1/2 of 35 seats present and voting (18) [statute VI.E; statute XIX.B]"
    )
    assert [str(c) for c in conference.citations] == ["statute XIX.B"]


def test_without_a_member_shares_are_of_the_rest() -> None:
    found = without(stand(charter_of(CLUB % "by 2/3 of members"), "act"), frozenset({"AUT", "BEL"}))
    assert found.game.players == ("CHE", "DNK", "ESP")
    assert found.game.smallest_winning().size == 2  # type: ignore[union-attr]


def test_an_account_is_exact_or_says_how_sure_it_is() -> None:
    game = Game.weighted({"a": 4, "b": 3, "c": 2, "d": 1}, 6)
    found = account(game, ["banzhaf", "shapley-shubik", "johnston"])
    assert found.exact
    assert found.swings == game.power.swings
    sampled = account(game, ["banzhaf", "johnston"], estimate=True, seed=3)
    assert [m.name for m in sampled.measured] == ["banzhaf-absolute"]
    assert sampled.measured[0].seed == 3
    assert not sampled.exact
    for name, value in sampled.measured[0].values.items():
        assert abs(value - game.power.banzhaf(normalised=False)[name]) < (sampled.measured[0].half_width or 0)
    assert account(game, ["owen"], blocs=[["a", "b"]]).index("owen") is not None
    with pytest.raises(GameError, match="none are given"):
        account(game, ["owen"])


def test_a_cost_beyond_the_limits_is_the_reason_of_an_estimate() -> None:
    votes = {f"p{k}": 10**12 + 7919**k % 10**11 for k in range(60)}
    found = account(Game.share(votes, 1 - account_module.Fraction(1, 2)), ["banzhaf"], limits=Limits(0.001, 2.0**20))
    assert found.swings is None
    assert found.reason is not None
    assert "beyond the limits" in found.reason
    assert found.measured[0].reason == found.reason


@pytest.mark.parametrize("module", [formula_module, account_module])
def test_examples_in_docstrings(module: object) -> None:
    found = doctest.testmod(module)  # type: ignore[arg-type]
    assert found.attempted
    assert not found.failed
