"""Small charters on who may vote and out of how many, with their right answers (`tests/cases/votes`)."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest

from charter.decisions.play.fixed_game import Standing, standing
from charter.dsl.load import load
from charter.validators.check.engine import Checked, check

FOLDER = Path(__file__).parent.parent / "cases" / "votes"


@cache
def checked(name: str) -> Checked:
    loaded = load(FOLDER / f"{name}.charter")
    assert [f.message for f in loaded.findings if f.severity == "error"] == []
    return check(loaded)


def said(name: str, code: str) -> list[tuple[int, str]]:
    """Line and message of the findings of a code."""
    return [(f.span.line, f.message) for f in checked(name).findings if f.code == code]


VERDICTS = {
    # DEU, FRA and ITA vote as one: one player of three carries, one and any other of three stop
    "bloc_and_or": ["refuted", "refuted", "refuted", "refuted", "proved", "proved"],
    # without FRA its constituency has the 2 votes of DEU, which decides it; without both it has none
    "constituency_barred": ["proved"] * 3,
    # X stands for FRA 3, DEU 2, ITA 4 of 15 votes, Y for LUX 1 and MLT 5
    "constituency_groups_heads": ["proved"] * 7,
    # nobody of Gz has a vote, and all who could object are barred
    "empty_share": ["proved"] * 5,
    "quantifier_in_scenario": ["proved"] * 2,
    "votes_that_cannot_be_cast": ["proved"] * 5,
    "seat_line_order": ["proved"] * 2,
    # of DEU, FRA and ITA all three must say yes: the seat holder twice, so 3 of 16 ways pass
    "two_compositions": ["proved"] * 6,
    # CAN accused: 2 of 2 are needed, so that MEX and USA each stop it; t bars nobody, 2 of 3 are needed
    "barred": ["refuted", "refuted", "refuted", "proved", "proved", "refuted"],
    "min_accused": ["refuted"],
    # of the three seats two are South's, and two carry or stop
    "bloc": ["proved", "proved", "proved", "proved", "proved", "proved", "proved", "proved", "proved"],
    # USA 10 and CAN 40 are 50 of 100, and 60 are needed
    "constituency_column": ["proved", "proved", "refuted", "refuted"],
    # arrears take 3 of 15 votes; with MLT accused FRA (3 of 5) and ITA (4 of 5) decide the two units, both are needed
    "constituency_bases": [
        *["proved"] * 7,
        "refuted",
        "proved",
        "proved",
        "proved",
        "refuted",
        "proved",
        "proved",
    ],
    # 326,411 of 5,001,244 votes are Africa's, whoever casts them: 6.5%
    "imf_share": ["refuted", "proved", "refuted", "proved"],
    # whatever W comes to say, one no in P is enough; how many can be known only with W
    "unknown_step_and_consensus": ["unknown", "refuted", "refuted", "unknown", "proved"],
    "quorum_never": ["refuted"] * 3,
    # only FRA can be accused in find and nobody in findf; of three, one is barred as complainant, two as disputants
    "who_is_accused": ["proved", "refuted", "refuted", "refuted", "proved", "proved"],
    # 2/3 of seven are five
    "else_passes": ["proved"] * 2,
    "tie_ranked_seats": ["depends", "depends", "proved"],
}


@pytest.mark.parametrize("name", sorted(VERDICTS))
def test_the_verdicts_are_the_right_ones(name: str) -> None:
    found = [(v.text, v.verdict) for v in checked(name).verdicts if v.binding]
    assert [verdict for _, verdict in found] == VERDICTS[name], found


@pytest.mark.parametrize("name", sorted(p.stem for p in FOLDER.glob("*.charter")))
def test_no_rule_fails(name: str) -> None:
    assert said(name, "LNG901") == []


def test_a_statement_is_refuted_with_the_accused_for_whom_it_fails() -> None:
    verdict = checked("barred").verdicts[0]
    assert verdict.witness is not None
    assert verdict.witness["accused"] == ["CAN"]
    assert verdict.witness["text"] == (
        "with CAN accused: MEX saying no and all others yes: in W 1 of 2 votes say yes and 2 are needed"
    )
    assert said("barred", "VOT101") == [
        (6, "With CAN accused, either of Mexico (MEX) and the United States (USA) can veto “s”")
    ]


def test_a_bloc_is_one_player_over_open_seats_too() -> None:
    under = [v for v in checked("bloc").verdicts if not v.binding]
    assert [(v.text, v.verdict) for v in under] == [("that smallest_blocking(adopt) = 2", "refuted")]


def test_a_share_of_nobody_is_an_error_where_it_stands() -> None:
    assert said("empty_share", "LNG305") == [
        (7, "this asks for a share of members of Gz where there is nobody in Assembly: no vote ever passes"),
        (8, "this asks for a share of members of Gz where there is nobody in Assembly: no vote ever passes"),
        (9, "this asks for a share of members of Gz where there is nobody in Assembly: nothing can stop it"),
        (10, "this asks for a share of members where there is nobody in Assembly: nothing can stop it"),
    ]


def test_more_votes_than_there_are() -> None:
    assert said("votes_above_all", "LNG305") == [
        (9, "this asks for 5 where there are 4 votes in Council: no vote ever passes"),
        (10, "this asks for 4 where there are 3 votes in Bench: no vote ever passes"),
    ]
    assert said("votes_above_all", "LNG308") == [(11, "this counts 7 votes, but Gate has 4")]
    assert said("votes_above_all", "VOT101") == []


def test_what_nothing_can_stop() -> None:
    assert said("always_passes", "LNG305") == [
        (9, "this asks for all but 4 where there are 4 members in Council: nothing can stop it"),
        (11, "this asks for all but 5 where there are 4 members in Council: nothing can stop it"),
        (12, "this asks for consensus minus 4 where there are 4 that vote in Council: nothing can stop it"),
        (13, "this asks for 5 where there are 4 members in Council: nothing can stop it"),
    ]


def test_a_quorum_that_is_never_there_lets_nothing_pass() -> None:
    assert said("quorum_never", "LNG305") == [
        (9, "this asks for 5 where there are 4 members in Council: the quorum is never reached")
    ]
    assert said("quorum_never", "VOT101") == said("quorum_never", "VOT110") == []
    charter = load(FOLDER / "quorum_never.charter").charter
    assert charter is not None
    club = charter.institutions[0]
    found = standing(charter, club, club.decisions[0])
    assert isinstance(found, Standing)
    assert found.game.power.to_act == 0


def test_both_sides_of_a_tie_carry() -> None:
    assert [line for line, _ in said("tie_carries", "VOT112")] == [11, 12]
    assert said("tie_carries", "VOT112")[0][1] == (
        "two sides that want opposite things can each carry “a”: A1 and A3 on one, A2 and A4 on the other"
    )


def test_a_tie_at_the_end_of_a_ranking_is_named() -> None:
    assert said("tie_ranked_seats", "LNG315") == [(9, "FIN and IRN are tied in `un_scale` for 1 seat of Council")]
    found = load(FOLDER / "tie_ranked_seats.charter").findings
    assert [(f.code, f.span.line, f.message) for f in found] == [
        ("LNG314", 4, "FIN and IRN are tied in `un_scale` for 1 of the 32 places")
    ]


def test_a_quorum_of_heads_counts_heads() -> None:
    """Of ten members six make a quorum; EUU casts four votes and is one head: five for and one against, and without
    the one against there are five."""
    text = "Opponents do better to stay away than to vote against in the {}: 5 for and 1 against, 4 away carries; "
    text += "if it stays away, there is no quorum"
    assert said("quorum_of_heads", "VOT105") == [(5, text.format("W")), (6, text.format("V"))]


def test_a_floor_beside_all_but_one_is_not_said_to_decide_nothing() -> None:
    assert said("floor_beside_all_but", "VOT110") == []


def test_who_suspends_judges_even_where_the_same_decision_restores() -> None:
    assert [line for line, _ in said("restored", "VOT107")] == [7]
    text = (FOLDER / "restored.charter").read_text().replace("by suspend  }", "by suspend ; restored by suspend }")
    from rule_checking import findings

    assert "restored by suspend" in text
    assert [f.span.line for f in findings("VOT107", text)] == [7]


def club(decision: str, organ: str = "organ Council { plenary; decides by majority of members }") -> str:
    """Four members and an organ; the decision stands on line 6."""
    return (
        "charter 1\nuse world\ninstitution Club {\n  members are { FRA, DEU, ITA, ESP }\n"
        f"  {organ}\n  decision a : standard {{ {decision} }}\n}}\n"
    )


def test_what_all_bars_together_make_impossible() -> None:
    """All four are barred, so that nobody says yes; a veto that nobody can use is not told besides."""
    from rule_checking import examined

    text = club("step Council by consensus, { FRA, DEU, ITA, ESP } barred")
    found = [
        (f.code, f.span.line, f.message) for f in examined(text).findings if f.code in ("LNG305", "VOT101", "VOT108")
    ]
    assert found == [("LNG305", 6, "nobody can carry a, even if all who may vote say yes")]


def test_a_quorum_that_the_barred_would_have_made() -> None:
    """Four make the quorum and three may vote."""
    from rule_checking import findings

    organ = "organ Council { plenary; quorum 4 members; decides by majority of members }"
    found = findings("LNG305", club("step Council, { FRA } barred", organ))
    assert [(f.span.line, f.message) for f in found] == [
        (6, "nobody can carry a, even if all who may vote say yes"),
    ]
    assert found[0].witness is not None
    assert found[0].witness["text"] == (
        "DEU, ESP and ITA saying yes and all others no: in Council 3 of 3 members say yes and 4 are needed"
    )


@pytest.mark.parametrize(
    ("rule", "sides"),
    [
        ("half of members", True),
        ("2 members", True),
        ("majority of members", False),
        ("half of members and 3 members", False),
        ("unless 3 members object within 30 days", False),
    ],
)
def test_which_rules_let_both_sides_carry(rule: str, sides: bool) -> None:
    """Two of four are half, and so are the other two."""
    from rule_checking import findings

    step = f"step Council {rule}" if rule.startswith("unless") else f"step Council by {rule}"
    found = findings("VOT112", club(step))
    assert [f.span.line for f in found] == [6] * sides
    if sides:
        assert found[0].witness is not None
        first, second = found[0].witness["sides"]
        assert (len(first), len(second), set(first) & set(second)) == (2, 2, set())


def test_that_somebody_must_be_there_is_no_clause_of_its_own() -> None:
    """With FRA accused nobody of One is left, so that a share of One must be said yes to by somebody; that is one
    clause with the share, and both clauses of the rule decide something: 3 members without FRA fail, FRA alone too."""
    from charter.decisions.play.clause_effect import inert_clauses
    from charter.dsl.syntax.source import Source

    text = club("step Council by 3 members and 1/2 of One, accused barred").replace(
        "institution", "group One = { FRA }\ninstitution", 1
    )
    charter = load(Source("a.charter", text)).charter
    assert charter is not None
    found = inert_clauses(charter, charter.institutions[0], charter.institutions[0].decisions[0])
    assert isinstance(found, tuple)
    # of the 8 coalitions with FRA 4 have three members; of the 5 with three or more FRA is not in one
    assert [(c.text, c.changes) for c in found] == [("3 members", 4), ("1/2 of members of One", 1)]


def test_a_party_alike_to_one_of_a_bloc_may_have_a_veto_of_its_own() -> None:
    """DEU and ITA are alike in Council, where both must agree; DEU votes with FRA, and ITA alone stops it if it sits:
    of DEU with FRA, and ITA, two, one or none stop it as two of four sit."""
    text = club(
        "step Council by concurring votes of { DEU, ITA }",
        "organ Council { seats { 2 elected by Assembly from { ESP, DEU, ITA } for 2 years } }\n"
        "  organ Assembly { plenary; decides by majority of members }",
    )
    text += "scenario b of Club { { FRA, DEU } votes as one }\nexpect Club {\n  in scenario b: that vetoes(a) = 2\n}\n"
    from rule_checking import examined

    (verdict,) = examined(text).verdicts
    assert verdict.verdict == "depends"
    assert verdict.witness is not None
    assert verdict.witness["compositions"]["holds"] == {"Club.Council": ["DEU", "ITA"]}
