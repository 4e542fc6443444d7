"""What a changed decision means agrees with trying every coalition, and every coalition told parts the two games."""

from __future__ import annotations

from fractions import Fraction
from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from charter.analysis.decision_change import (
    EQUIVALENT,
    LOOSER,
    NEITHER,
    NOT_KNOWN,
    STRICTER,
    DecisionChange,
    _uncounted,
    decision_change,
    game_change,
    parting,
)
from charter.analysis.subject import Subject
from charter.designs import designs
from charter.dsl.load import Loaded, load
from charter.dsl.syntax.source import Source
from charter.games.game import Game

CLUB = """charter 1
use world
institution Club {
  members are { %s }
  organ Assembly { plenary; %s }
  decision act : standard { step Assembly %s }
}
"""
FIVE = "AUT, BEL, CHE, DNK, ESP"


def subject(text: str | None = None, design: str = "") -> Subject:
    loaded: Loaded = load(designs()[design].path) if text is None else load(Source("club.charter", text))
    assert loaded.charter is not None
    return Subject(loaded.charter.institutions[0], loaded.charter, loaded)


def change(
    before: str, after: str, terms: tuple[str, str] = ("", ""), members: tuple[str, str] = (FIVE, FIVE)
) -> DecisionChange:
    one, other = (subject(CLUB % parts) for parts in zip(members, terms, (before, after), strict=True))
    return decision_change(one, one.institution.decisions[0], other, other.institution.decisions[0])


def test_three_fifths_of_five_and_a_majority_of_five_are_one_game() -> None:
    found = change("by 3/5 of members", "by majority of members")
    assert (found.game.kind, found.game.lost, found.game.gained, found.terms) == (EQUIVALENT, 0, 0, ())


def test_a_stricter_rule_loses_the_coalitions_in_between() -> None:
    """A majority of five has C(5,3)+C(5,4)+C(5,5) = 16 coalitions, four of five 6: ten of three are lost."""
    found = change("by majority of members", "by 4 members")
    assert (found.game.kind, found.game.lost, found.game.gained) == (STRICTER, 10, 0)
    assert found.game.lost_one == ("AUT", "BEL", "CHE")
    assert found.game.gained_one is None
    assert (found.block, found.carry) == ((3, 2), (3, 4))


def test_a_veto_gained_and_lost() -> None:
    """A majority with AUT's vote has C(4,2)+C(4,3)+C(4,4) = 11 of the 16: five are lost, those without AUT."""
    found = change("by majority of members", "by majority of members and concurring votes of { AUT }")
    assert (found.game.kind, found.game.lost, found.vetoes_gained, found.vetoes_lost) == (STRICTER, 5, ("AUT",), ())
    assert found.game.lost_one is not None
    assert "AUT" not in found.game.lost_one
    back = change("by majority of members and concurring votes of { AUT }", "by majority of members")
    assert (back.game.kind, back.game.gained, back.vetoes_lost) == (LOOSER, 5, ("AUT",))


def test_rules_that_cross_are_neither() -> None:
    """Two with AUT against three of the others: AUT and another only before, three others only after."""
    found = change("by 2 members and concurring votes of { AUT }", "by 3 of (members except { AUT })")
    assert found.game.kind == NEITHER
    assert found.game.lost_one is not None
    assert "AUT" in found.game.lost_one
    assert found.game.gained_one == ("BEL", "CHE", "DNK")


def test_a_member_more_is_a_player_of_both() -> None:
    """A majority of three (2) and of four (3), over four players: {A,B}, {A,C}, {B,C} only before; no three only after,
    for any three of the four have two of the first three."""
    found = change("by majority of members", "by majority of members", members=("AUT, BEL, CHE", "AUT, BEL, CHE, DNK"))
    assert (found.game.players, found.game.sizes) == (4, (3, 4))
    assert (found.game.kind, found.game.lost, found.game.gained) == (STRICTER, 3, 0)


def test_a_quorum_is_told_though_the_coalitions_are_the_same() -> None:
    found = change("by majority of members", "by majority of members", ("quorum 2/3 of members", ""))
    assert found.game.kind == EQUIVALENT
    assert found.terms == (("quorum", "2/3 of members", "not stated"),)


@pytest.mark.parametrize(
    ("before", "after", "what"),
    [
        ("by majority of members", "by majority of members, accused barred", ("barred", "not stated", "accused")),
        ("by majority of members, within 30 days", "by majority of members, within 60 days",
         ("time limit", "30 days", "60 days")),
    ],
)  # fmt: skip
def test_terms_that_are_not_in_the_game(before: str, after: str, what: tuple[str, str, str]) -> None:
    assert change(before, after).terms == (what,)


WEIGHTS = st.lists(st.integers(1, 9), min_size=6, max_size=6)


@st.composite
def games(draw: st.DrawFn) -> Game:
    """Weighted games of six, some with a second rule joined."""
    names = tuple("abcdef")
    weights = dict(zip(names, draw(WEIGHTS), strict=True))
    found = Game.share(weights, Fraction(draw(st.integers(1, 6)), 6), strict=draw(st.booleans()))
    if draw(st.booleans()):
        other = Game.of_count(names, draw(st.integers(1, 6)))
        found = found & other if draw(st.booleans()) else found | other
    return found


def coalitions(players: tuple[str, ...]) -> list[tuple[str, ...]]:
    return [some for size in range(len(players) + 1) for some in combinations(players, size)]


@settings(max_examples=60, deadline=None)
@given(games(), games())
def test_counts_and_verdicts_are_those_of_trying_every_coalition(one: Game, other: Game) -> None:
    found = game_change(one, other)
    every = coalitions(one.players)
    lost = [c for c in every if one.wins(c) and not other.wins(c)]
    gained = [c for c in every if other.wins(c) and not one.wins(c)]
    assert (found.lost, found.gained) == (len(lost), len(gained))
    expected = NEITHER if lost and gained else STRICTER if lost else LOOSER if gained else EQUIVALENT
    assert found.kind == expected
    for told, real in ((found.lost_one, lost), (found.gained_one, gained)):
        assert told in real if real else told is None


def test_a_coalition_that_no_guess_finds_is_found_by_counting() -> None:
    """The smallest that wins the one, a and b, wins the other; c, d and e win the one alone."""
    players = tuple("abcdefg")
    one = Game.unanimity(["a", "b"]) | Game.unanimity(["c", "d", "e"])
    other = Game.unanimity(["a", "b"]) | Game.unanimity(["f", "g"]) | Game.unanimity(["c", "d", "e", "f"])
    found = parting(Game(players, one.rule), Game(players, other.rule))
    assert found == ("c", "d", "e")


@pytest.mark.parametrize(
    ("before", "after", "name", "kind"),
    [
        ("un", "un_veto_of_two", "chapter_vii", LOOSER),
        ("un", "un_veto_of_two", "procedural_matter", EQUIVALENT),
        ("iaea", "iaea_1999", "amend", EQUIVALENT),
        ("ilo", "ilo_1986", "adopt_convention", EQUIVALENT),
    ],
)
def test_reforms(before: str, after: str, name: str, kind: str) -> None:
    one, other = subject(design=before), subject(design=after)
    old, new = one.institution.decision(name), other.institution.decision(name)
    assert old is not None
    assert new is not None
    assert decision_change(one, old, other, new).game.kind == kind


def test_the_veto_of_two_by_enumeration() -> None:
    """Fifteen seats, nine needed. Before all five permanent ones: the other ten give four or more, 2^10 - 1 - 10 - 45 -
    120 = 848. After, four of the five are enough: 5 ways times five or more of ten, 638, are 3,190 more."""
    one, other = subject(design="un"), subject(design="un_veto_of_two")
    old, new = one.institution.decision("chapter_vii"), other.institution.decision("chapter_vii")
    assert old is not None
    assert new is not None
    found = decision_change(one, old, other, new)
    assert (found.game.players, found.game.lost, found.game.gained) == (15, 0, 3190)
    assert found.vetoes_lost == ("CHN", "FRA", "GBR", "RUS", "USA")
    assert found.basis == "seats"


def test_where_nothing_can_be_counted_the_verdict_rests_on_coalitions_and_clauses() -> None:
    """The same verdicts as with counts where a clause is added or each side has a coalition of its own; otherwise it is
    not known, with what was found."""
    names = tuple("uvwxyz")
    heads, votes = Game.of_count(names, 4), Game.weighted(dict(zip(names, (9, 5, 4, 3, 2, 1), strict=True)), 13)
    stricter = _uncounted(heads, heads & Game.veto("u"), (6, 6), "")
    assert (stricter.kind, stricter.lost, stricter.gained) == (STRICTER, None, 0)
    assert stricter.lost_one is not None
    assert "u" not in stricter.lost_one
    neither = _uncounted(heads, votes, (6, 6), "")
    assert (neither.kind, neither.lost, neither.gained) == (NEITHER, None, None)
    for one, wins, loses in ((neither.lost_one, heads, votes), (neither.gained_one, votes, heads)):
        assert one is not None
        assert wins.wins(one)
        assert not loses.wins(one)


@settings(max_examples=40, deadline=None)
@given(games(), games())
def test_without_counts_nothing_is_said_that_counts_refute(one: Game, other: Game) -> None:
    counted = game_change(one, other)
    found = _uncounted(one, other, (6, 6), "")
    assert found.kind in (counted.kind, NOT_KNOWN)
    assert found.lost is None or found.lost == counted.lost
    assert found.gained is None or found.gained == counted.gained
    if found.lost_one is not None:
        assert one.wins(found.lost_one)
        assert not other.wins(found.lost_one)
