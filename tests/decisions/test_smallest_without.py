"""The fewest who block without the help of some: by trying every coalition, over known holders and open seats."""

from __future__ import annotations

from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from test_compositions import charter_of, design

from charter.decisions.elements import Unknown
from charter.decisions.play.fixed_game import standing
from charter.decisions.procedure import DecisionProcedure, assemble
from charter.decisions.queries.game_queries import DecisionGame, decision_game
from charter.decisions.queries.smallest import smallest
from charter.errors import TooLarge

MEMBERS = ("AUT", "BEL", "CHE", "DNK", "ESP", "FIN")


def game_of(text: str, name: str = "act") -> DecisionGame:
    charter = charter_of(text)
    found = decision_game(charter, charter.institutions[0], name)
    assert isinstance(found, DecisionGame)
    return found


def shipped(name: str, decision: str) -> DecisionGame:
    charter = design(name)
    found = decision_game(charter, charter.institutions[0], decision)
    assert isinstance(found, DecisionGame)
    return found


CLUB = """group Big = {{ AUT, BEL }}
institution Club {{
  members are {{ {members} }}
  organ Assembly {{ plenary; {terms} }}
  decision act : standard {{ step Assembly by {rule} }}
}}
"""
RULES = (
    "majority of members", "2/3 of votes", "3/4 of population and 2/3 of members", "all but 1 of members",
    "4 members or majority of population", "majority of members and concurring votes of Big", "unanimity",
)  # fmt: skip


@settings(max_examples=40, deadline=None)
@given(
    st.sampled_from(RULES), st.sampled_from(["", "votes by population"]),
    st.sets(st.sampled_from(MEMBERS), min_size=1, max_size=5),
)  # fmt: skip
def test_as_few_as_trying_every_coalition_of_the_others_finds(rule: str, terms: str, apart: set[str]) -> None:
    charter = charter_of(CLUB.format(members=", ".join(MEMBERS), terms=terms, rule=rule))
    institution = charter.institutions[0]
    asked = decision_game(charter, institution, "act")
    assert isinstance(asked, DecisionGame)
    played = standing(charter, institution, institution.decisions[0])
    assert not isinstance(played, Unknown)
    others = [p for p in MEMBERS if p not in apart]
    sizes = [n for n in range(len(others) + 1) for some in combinations(others, n) if played.game.blocks(some)]
    found = asked.smallest_blocking(apart=frozenset(apart))
    assert found.size == min(sizes, default=None)
    if found.size is not None:
        assert not set(found.members) & apart
        assert played.game.blocks(found.members)


BOARD = """institution Club {
  members are { AUT, BEL, CHE, DNK, ESP, FIN }
  organ Assembly { plenary }
  organ Board { seats 4 { 1 permanent { AUT }; 3 elected by Assembly from (members except { AUT }) for 2 years }
    decides by 3 of 4 seats }
  decision act : standard { step Board }
}
"""


@pytest.mark.parametrize(
    ("apart", "least", "most"),
    [
        (set(), 2, 2),
        ({"AUT"}, 2, 2),
        ({"BEL", "CHE"}, 2, 2),
        ({"BEL", "CHE", "DNK"}, 2, None),
        ({"AUT", "BEL", "CHE"}, 2, None),
        ({"AUT", "BEL", "CHE", "DNK", "ESP"}, None, None),
    ],
)
def test_over_open_seats_by_hand(apart: set[str], least: int | None, most: int | None) -> None:
    """Four seats of which three must agree, AUT's for certain: two no block. Without BEL and CHE at most two of the
    four are theirs, and two are left; if three others hold the three elected seats, or AUT and two, one is left. FIN
    alone has one seat at most."""
    game = game_of(BOARD)
    assert game.smallest_blocking(apart=frozenset(apart)).size == least
    assert game.smallest_blocking(everywhere=True, apart=frozenset(apart)).size == most


def test_a_bloc_is_one_and_helps_not_at_all_if_one_of_it_is_apart() -> None:
    from charter.decisions.procedure import Circumstances

    charter = charter_of(CLUB.format(members=", ".join(MEMBERS), terms="", rule="majority of members"))
    around = Circumstances(blocs=(frozenset({"CHE", "DNK", "ESP"}),))
    game = decision_game(charter, charter.institutions[0], "act", around)
    assert isinstance(game, DecisionGame)
    assert game.smallest_blocking(apart=frozenset({"AUT"})).size == 1
    assert game.smallest_blocking(apart=frozenset({"CHE"})).size == 3


@pytest.mark.parametrize(
    ("name", "decision", "alone", "without"),
    [("imf", "set_charges", 4, 7), ("ibrd", "keep", 3, 6)],
)
def test_the_question_of_a_delegation_without_the_united_states(
    name: str, decision: str, alone: int, without: int
) -> None:
    """IMF, 70% of the votes, cast by constituencies; IBRD, 3/4 of the votes."""
    game = shipped(name, decision)
    assert game.smallest_blocking().size == alone
    found = game.smallest_blocking(apart=frozenset({"USA"}))
    assert (found.size, "USA" in found.members) == (without, False)


def test_the_bank_by_adding_up_the_votes() -> None:
    """More than a quarter of all votes blocks what needs three quarters: the largest others, added up one by one."""
    charter = design("ibrd")
    institution = charter.institutions[0]
    played = standing(charter, institution, institution.decision("keep") or institution.decisions[0])
    assert not isinstance(played, Unknown)
    votes = played.votes()
    total, held, count = sum(votes.values()), 0, 0
    for party in sorted((p for p in votes if p != "USA"), key=lambda p: -votes[p]):
        held, count = held + votes[party], count + 1
        if held * 4 > total:
            break
    assert shipped("ibrd", "keep").smallest_blocking(apart=frozenset({"USA"})).size == count


def test_a_bloc_of_which_one_stands_apart_is_beyond_the_limits_over_open_seats() -> None:
    """Of a board of AUT and three others BEL may sit or not, so that it is open whether CHE, who votes as BEL does, is
    free. A bloc of which nobody stands apart counts as one: CHE and DNK together block three of four."""
    charter = charter_of(
        "institution Club {\n  members are { AUT, BEL, CHE, DNK, EST, FIN }\n  organ Assembly { plenary }\n"
        "  organ Board { seats 4 { permanent { AUT }; 3 elected by Assembly from { BEL, CHE, DNK, EST, FIN } } }\n"
        "  decision act : standard { step Board by 3/4 of seats }\n}\n"
    )
    institution = charter.institutions[0]
    assembled = assemble(charter, institution, institution.decisions[0])
    assert isinstance(assembled, DecisionProcedure)
    part = assembled.parts[0]
    with pytest.raises(TooLarge, match="votes as one"):
        smallest(part, True, (frozenset({"BEL", "CHE"}),), apart=frozenset({"BEL"}))
    found = smallest(part, True, (frozenset({"CHE", "DNK"}),), apart=frozenset({"BEL"}))
    assert found is not None
    assert (found.size, found.members) == (1, ("CHE", "DNK"))
