"""Clauses without effect, by exact counts, and the players of a decision whose seats are open."""

from __future__ import annotations

from itertools import combinations

import pytest
from test_compositions import charter_of, design

from charter.decisions.elements import Unknown
from charter.decisions.play.clause_effect import Clause, inert_clauses
from charter.decisions.play.fixed_game import EXAMPLE, MEMBERS, NOW, SEATS, Standing, standing
from charter.dsl.model.charter import Charter
from charter.errors import TooLarge
from charter.games.counting.planner import Limits


def clauses(charter: Charter, name: str) -> dict[str, Clause]:
    institution = charter.institutions[0]
    decision = next(d for d in institution.decisions if d.name == name)
    found = inert_clauses(charter, institution, decision)
    assert isinstance(found, tuple), found
    return {f"{c.organ}: {c.text}" if c.step else c.text: c for c in found}


def stand(charter: Charter, name: str, **options: bool) -> Standing | Unknown:
    institution = charter.institutions[0]
    decision = next(d for d in institution.decisions if d.name == name)
    return standing(charter, institution, decision, **options)


def test_each_clause_of_the_european_council_rule_decides_something() -> None:
    found = clauses(design("eu_council"), "adopt_on_proposal")
    assert not any(c.inert for c in found.values())
    blocking = found["all but 3 of members"]
    assert blocking.added
    assert blocking.changes is not None
    assert 0 < blocking.changes < 100
    assert all(c.of == 1 << 27 for c in found.values())


def test_changes_are_those_of_enumeration() -> None:
    charter = charter_of(
        """
        institution Club {
          members are { AUT, BEL, CHE, DNK }
          organ Assembly { plenary }
          decision act : standard { step Assembly by 3 members and 2/3 of { AUT, BEL } or 4 members }
        }
        """
    )
    found = clauses(charter, "act")

    def passes(yes: int, inner: int, *, heads: bool = True, pair: bool = True, four: bool = True) -> bool:
        rest = (yes >= 3 or not heads) and (inner >= 2 or not pair)
        return ((heads or pair) and rest) or (four and yes >= 4)

    every = [set(c) for k in range(5) for c in combinations("ABCD", k)]
    sizes = [(len(c), len(c & {"A", "B"})) for c in every]
    whole = [passes(*s) for s in sizes]
    for text, without in (("3 members", "heads"), ("2/3 of members of { AUT, BEL }", "pair"), ("4 members", "four")):
        changed = sum(a != passes(*s, **{without: False}) for a, s in zip(whole, sizes, strict=True))
        assert found[text].changes == changed, text
        assert found[text].winning == sum(whole)
    assert found["4 members"].inert


def test_a_step_that_repeats_another_is_inert_only_beside_it() -> None:
    found = clauses(design("iaea"), "amend")
    assert [c.step for c in found.values()] == [True, True]
    for clause in found.values():
        assert clause.inert
        assert clause.in_step
    members = clauses(design("un"), "amend")["2/3 of members"]
    assert members.inert
    assert members.in_step


def test_a_count_beyond_the_limits_is_not_guessed(monkeypatch: pytest.MonkeyPatch) -> None:
    def beyond(rule: object, limits: Limits) -> None:
        raise TooLarge("counting coalitions", seconds=1 + limits.seconds)

    monkeypatch.setattr("charter.decisions.play.clause_effect.kept", beyond)
    charter = design("eu_council")
    institution = charter.institutions[0]
    found = inert_clauses(charter, institution, institution.decisions[0])
    assert isinstance(found, tuple)
    assert {c.changes for c in found} == {None}
    assert not any(c.inert for c in found)


def test_open_seats_are_players_of_their_own() -> None:
    found = stand(design("iaea"), "find_noncompliance")
    assert isinstance(found, Standing)
    assert found.kind == SEATS
    assert found.game.players[0] == "Board designated 1"
    assert len(found.game.players) == 35
    assert found.game.smallest_blocking() is not None
    assert found.game.smallest_blocking().size == 18  # type: ignore[union-attr]
    assert found.seat_lines["Board elected LatinAmericaArea 1"][0] == "IAEA.Board"


def test_who_sits_now_where_the_charter_names_them_or_seats_on_demand() -> None:
    found = stand(design("un"), "chapter_vii")
    assert isinstance(found, Standing)
    assert found.kind == NOW
    assert {"USA", "PAK", "LVA"} <= set(found.game.players)
    seats = stand(design("un"), "chapter_vii", seats=True)
    assert isinstance(seats, Standing)
    assert seats.kind == SEATS
    assert "USA" in seats.game.players
    assert "SecurityCouncil elected EasternEuropean 1" in seats.game.players
    assert seats.game.winning_coalitions == found.game.winning_coalitions == 848


def test_votes_that_depend_on_who_sits_are_not_played_on_seats() -> None:
    found = stand(design("iaia"), "adopt_standard")
    assert isinstance(found, Unknown)
    assert found.missing == "who sits in Council, on which its votes depend"
    shown = stand(design("iaia"), "adopt_standard", example=True)
    assert isinstance(shown, Standing)
    assert shown.kind == EXAMPLE


def test_votes_of_players_are_those_of_the_weighted_hall() -> None:
    found = stand(design("eu_council"), "adopt_on_proposal")
    assert isinstance(found, Standing)
    assert found.kind == MEMBERS
    assert set(found.votes().values()) == {1}
    ilo = stand(design("ilo"), "adopt_convention")
    assert isinstance(ilo, Standing)
    assert ilo.votes()["KEN"] == 2
    assert ilo.votes()["KEN (workers)"] == 1
