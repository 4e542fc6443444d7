"""What `ibrd` says, fact by fact, as the model and the votes have it."""

from __future__ import annotations

from fractions import Fraction

import pytest
from designs_facts import filled, institution, members, organ, rungs, steps

from charter import world
from charter.games import Game

VOTES = world.column("ibrd.votes")


def test_ibrd_votes_of_189_members() -> None:
    own = [VOTES[m] for m in members("ibrd")]
    assert len(own) == 189
    assert sum(own) == 2_751_730
    assert VOTES["USA"] == 425_790
    assert round(Fraction(189 * 808 * 100, 2_751_730), 2) == Fraction("5.55")


@pytest.mark.parametrize(
    ("party", "percent"),
    [
        ("USA", "15.47"),
        ("JPN", "7.29"),
        ("CHN", "5.66"),
        ("DEU", "4.34"),
        ("FRA", "3.84"),
        ("GBR", "3.84"),
        ("IND", "3.01"),
        ("RUS", "2.90"),
    ],
)
def test_ibrd_shares_of_members(party: str, percent: str) -> None:
    assert round(100 * VOTES[party] / sum(VOTES[m] for m in members("ibrd")), 2) == Fraction(percent)


def test_ibrd_who_blocks_at_85_and_at_80_percent() -> None:
    weights = {m: VOTES[m] for m in members("ibrd")}
    game = Game.share(weights, Fraction(85, 100))
    assert game.veto_players == ("USA",)
    others = [s for s in game.minimal_blocking(3).sets if "USA" not in s]
    assert ("CHN", "DEU", "JPN") in others
    assert {len(s) for s in others} == {3}
    smallest = sorted(weights, key=lambda m: weights[m])[:142]
    assert not game.blocks(smallest)
    assert Game.share(weights, Fraction(80, 100)).veto_players == ()


def test_ibrd_membership_hangs_on_that_of_the_fund() -> None:
    rights = institution("ibrd").membership
    assert rights is not None
    assert [r.member_of for r in rights.requires] == ["IMF"]
    assert [(c.of, str(c.after), c.unless) for c in rights.cascades] == [
        (None, "1 year", "restore"),
        ("IMF", "3 months", "keep"),
    ]
    assert [w.at_once for w in rights.withdrawal] == [True]
    assert set(members("ibrd")) <= world.membership("IMF")


def test_ibrd_organs_and_rules() -> None:
    assert filled("ibrd", "ExecutiveDirectors") == [("elected", 25, None)]
    assert organ("ibrd", "ExecutiveDirectors").unit_vote
    both = ">1/2 of members & >1/2 of votes"
    assert steps("ibrd", "suspend") == [("BoardOfGovernors", None, both)]
    assert steps("ibrd", "restore") == [("BoardOfGovernors", None, both)]
    assert steps("ibrd", "keep") == [("BoardOfGovernors", None, ">=3/4 of votes")]
    assert steps("ibrd", "amend") == [("members", "accepts", ">=3/5 of members & >=17/20 of votes")]


def test_ibrd_a_suspended_member_is_out_after_a_year() -> None:
    assert rungs("ibrd", "fulfil_articles") == [
        ("suspended", "suspension", "may", None, None),
        ("out", "expulsion", "shall", None, "1 year"),
    ]
