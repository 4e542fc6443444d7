"""Coalitions over every lawful composition: against enumeration, and on the Security Council and others."""

from __future__ import annotations

from itertools import combinations

import pytest
from claims_brute import PARTIES, compositions, formulas, part_of, passes, sets, spaces
from hypothesis import given, settings
from hypothesis import strategies as st
from test_compositions import charter_of, design

from charter.decisions.arrears import Owed
from charter.decisions.elements import CompositionSpace, Formula, Unknown
from charter.decisions.procedure import Circumstances, DecisionProcedure
from charter.decisions.queries.game_queries import ALWAYS, DEPENDS, NEVER, DecisionGame, Vetoes, decision_game
from charter.decisions.queries.quantified import Reading, holds, survey
from charter.decisions.queries.smallest import smallest
from charter.dsl.model.charter import Charter

P5 = ("CHN", "FRA", "GBR", "RUS", "USA")


def game(charter: Charter, name: str, circumstances: Circumstances | None = None) -> DecisionGame:
    institution = charter.institutions[0]
    found = decision_game(charter, institution, name, circumstances or Circumstances())
    assert isinstance(found, DecisionGame), found
    return found


def alone(space: CompositionSpace, formula: Formula) -> DecisionGame:
    part = part_of(space, formula)

    class Named:
        name = "x"

    return DecisionGame(DecisionProcedure(None, Named, Named, (part,)))  # type: ignore[arg-type]


@settings(max_examples=150, deadline=None)
@given(spaces(sided=True), formulas(), sets, st.booleans())
def test_a_survey_finds_a_composition_for_each_side_exactly_if_there_is_one(
    space: CompositionSpace, formula: Formula, coalition: frozenset[str], blocking: bool
) -> None:
    part = part_of(space, formula)
    reading = Reading.of(coalition, blocking, part.hall.spaces)
    found = survey(part.hall.spaces, formula, reading)
    yes = frozenset(PARTIES) - coalition if blocking else coalition
    results = {passes(formula, c, yes) for c in compositions(space)}
    assert (found.holds is not None) == (True in results)
    assert (found.fails is not None) == (False in results)
    for composition, wanted in ((found.holds, True), (found.fails, False)):
        if composition is not None:
            assert passes(formula, composition, yes) == wanted
            assert holds(formula, composition, reading) == wanted


@settings(max_examples=80, deadline=None)
@given(spaces(), formulas())
def test_vetoes_are_those_of_enumeration(space: CompositionSpace, formula: Formula) -> None:
    every = list(compositions(space))
    if not every:
        return
    found = alone(space, formula).veto_members()
    stops = {
        p: [not passes(formula, c, frozenset(PARTIES) - {p}) for c in every]
        for p in {s.holder for c in every for s in c} | {p for o in space.opens for p in o.eligible}
    }
    assert set(found.always) == {p for p, able in stops.items() if all(able)}
    assert set(found.sometimes) == {p for p, able in stops.items() if any(able) and not all(able)}


@settings(max_examples=80, deadline=None)
@given(spaces(), formulas(), st.booleans())
def test_the_smallest_coalition_is_that_of_enumeration(
    space: CompositionSpace, formula: Formula, blocking: bool
) -> None:
    every = list(compositions(space))
    if not every:
        return
    found = smallest(part_of(space, formula), blocking)
    sizes = []
    for composition in every:
        seated = sorted(s.holder for s in composition)
        able = (
            size
            for size in range(len(seated) + 1)
            for group in combinations(seated, size)
            if passes(formula, composition, frozenset(seated) - set(group) if blocking else frozenset(group))
            != blocking
        )
        sizes.append(next(able, None))
    known = [s for s in sizes if s is not None]
    assert (found.size if found else None) == (min(known) if known else None)
    if found is not None:
        assert len(found.members) == found.size
        if found.everywhere:
            assert set(sizes) == {found.size}


def test_security_council() -> None:
    council = game(design("un"), "chapter_vii")
    assert council.veto_members() == Vetoes(P5, (), None, 0)
    least = council.smallest_blocking()
    assert (least.size, least.everywhere) == (1, True)
    assert council.smallest_passing().size == 9
    assert council.can_pass(P5).kind == NEVER
    blocked = council.can_block(["CHN"])
    assert blocked.kind == ALWAYS
    assert blocked.witness is not None
    assert blocked.witness["coalition"] == ["CHN"]
    rules = {r["counts"]: (r["yes"], r["of"], r["needed"], r["met"]) for r in blocked.witness["organs"][0]["rules"]}
    assert rules["seats"] == (14, 15, "9", True)
    assert rules["seats of PermanentMembers"] == (4, 5, "5", False)
    assert council.can_block(["DEU"]).kind == NEVER


def test_seven_elected_seats_can_block_and_africa_and_asia_depend() -> None:
    charter = design("un")
    council = game(charter, "procedural_matter")
    assert council.smallest_blocking().size == 7
    from charter import world

    answer = council.can_block(world.group("AsiaPacific"))
    assert answer.kind == NEVER, "China and five elected are six"
    both = council.can_block({*world.group("AsiaPacific"), "FRA"})
    assert both.kind == DEPENDS
    assert both.witness is not None
    assert both.witness["now"] == "cannot", "China, France and the two Asian states of 2026 are four"
    for side, able in (("can block", True), ("cannot block", False)):
        holders = both.witness["compositions"][side]["UN.SecurityCouncil"]
        assert len(holders) == len(set(holders)) == 15
        mine = [h for h in holders if h in {*world.group("AsiaPacific"), "FRA"}]
        assert (len(mine) >= 7) == able


def test_steps_are_joined_over_organs_and_institutions() -> None:
    charter = charter_of("""
institution Court {
  members are { AAA, BBB }
  organ Plenary { plenary }
  decision enforce : sanction { step Plenary by unanimity }
}
party AAA : firm
party BBB : firm
party CCC : firm
institution Agency {
  members are { AAA, BBB, CCC }
  organ Assembly { plenary }
  decision punish : sanction {
    step Assembly by majority of members
    step Court.enforce
  }
}
""")
    agency = charter.institution("Agency")
    assert agency is not None
    found = decision_game(charter, agency, "punish")
    assert isinstance(found, DecisionGame)
    assert found.veto_members().always == ("AAA", "BBB")
    assert found.can_block(["CCC"]).kind == NEVER
    assert found.can_pass(["AAA", "BBB"]).kind == ALWAYS
    assert found.can_pass(["AAA", "CCC"]).kind == NEVER


@pytest.mark.parametrize(
    ("rule", "block", "passing"),
    [
        ("by majority of members", 3, 3),
        ("by 2/3 of members", 2, 4),
        ("by half of members", 3, 3),
        ("by more than 3/5 of members", 2, 4),
        ("by consensus", 1, 5),
        ("by consensus minus 1", 2, 4),
        ("by unanimity", 1, 5),
        ("by all but 2 of members", 3, 3),
        ("by no negative vote", 1, 5),
        ("by reverse consensus", 5, 1),
        ("unless 2 members object within 30 days", 2, 4),
        ("unless 1/3 of members object", 2, 4),
        ("unless 3/4 of members say stop", 4, 2),
        ("by 2 members and 1 of { FRA, DEU }", 2, 2),
        ("by majority of members or all of { FRA, DEU }", 3, 2),
        ("by concurring votes of { FRA, USA } and 1 members", 1, 1),
        ("by majority of { FRA, DEU, ITA }", 2, 2),
    ],
)
def test_every_rule_on_five_members_counted_by_hand(rule: str, block: int, passing: int) -> None:
    five = game(
        charter_of(f"""
institution Five {{
  members are {{ FRA, DEU, ITA, ESP, POL }}
  organ Assembly {{ plenary }}
  decision d : standard {{ step Assembly {rule} }}
}}
"""),
        "d",
    )
    assert five.smallest_blocking().size == block
    assert five.smallest_passing().size == passing


def test_chambers_delegates_weights_and_units() -> None:
    charter = charter_of("""
institution Mixed {
  members are { FRA, DEU, ITA, ESP }
  organ Chambers {
    plenary
    chamber North = { FRA, DEU }
    chamber South = { ITA, ESP }
  }
  organ Conference {
    plenary
    delegates of each member { 2 government; 1 employers; 1 workers }
  }
  organ Weighted {
    plenary
    votes basic 1/2 of all votes equally and 1 per 1000 of population
  }
  organ Units {
    constituency A = { FRA, DEU, ITA }
    constituency B = { ESP }
    votes one each
    cast as a unit
  }
  decision each : standard { step Chambers by majority of each chamber }
  decision opposed : standard { step Chambers by 2 members and not opposed by majority of any chamber }
  decision labour : standard { step Conference by 3/4 of votes cast }
  decision money : standard { step Weighted by 2/3 of votes }
  decision board : standard { step Units by all of votes }
}
""")
    assert game(charter, "each").smallest_blocking().size == 1
    opposed = game(charter, "opposed")
    assert opposed.can_block(["FRA", "DEU"]).kind == ALWAYS
    assert opposed.can_block(["FRA", "ITA"]).kind == NEVER
    labour = game(charter, "labour")
    assert labour.can_block(["FRA", "DEU"]).kind == NEVER, "4 of 16 delegates are not more than a quarter"
    assert labour.can_block(["FRA", "DEU", "ITA"]).kind == ALWAYS
    assert labour.can_pass(["FRA", "DEU", "ITA", "ESP"]).kind == NEVER, "governments are half of the delegates"
    weights = game(charter, "money").parts[0].hall.weights
    assert weights is not None
    total = sum(weights.values())
    from charter import world

    people = world.column("population")
    populations = {p: people[p] / 1000 for p in ("FRA", "DEU", "ITA", "ESP")}
    assert total == 2 * sum(populations.values())
    assert weights["FRA"] - populations["FRA"] == total / 8
    board = game(charter, "board")
    assert board.can_block(["FRA"]).kind == NEVER, "one of three does not settle the unit's vote"
    assert board.can_block(["FRA", "ITA"]).kind == ALWAYS
    assert board.smallest_blocking().members == ("ESP",)


def test_the_accused_who_is_barred_leaves_the_count() -> None:
    charter = charter_of("""
institution Three {
  members are { FRA, DEU, ITA }
  organ Assembly { plenary }
  decision open : finding { step Assembly by consensus }
  decision closed : finding { step Assembly by consensus, accused barred }
}
""")
    assert game(charter, "open").veto_members(accused=True).always == ("DEU", "FRA", "ITA")
    closed = game(charter, "closed")
    assert not closed.veto_members(accused=True)
    assert closed.veto_members().always == ("DEU", "FRA", "ITA")
    assert closed.can_block(["FRA"], accused=True).kind == NEVER
    assert closed.can_block(["FRA"]).kind == ALWAYS


def test_sets_that_vote_as_one_and_members_in_arrears() -> None:
    charter = charter_of("""
institution Six {
  members are { FRA, DEU, ITA, ESP, POL, SWE }
  organ Assembly { plenary }
  decision d : standard { step Assembly by 2/3 of members }
  funding { arrears of 2 years lose vote in Assembly }
}
""")
    bloc = frozenset(("FRA", "DEU", "ITA"))
    one = game(charter, "d", Circumstances(blocs=(bloc,)))
    assert one.smallest_blocking().size == 1
    assert one.can_block(["FRA", "DEU", "SWE"]).kind == NEVER, "part of a bloc votes with the bloc"
    assert one.can_block(bloc).kind == ALWAYS
    poor = game(charter, "d", Circumstances(owed=(Owed(frozenset(("FRA", "DEU", "ITA"))),)))
    assert poor.veto_members().always == (), "two of the three who may vote are two thirds"
    assert poor.smallest_blocking().size == 2
    assert poor.can_block(["FRA"]).kind == NEVER


def test_what_is_not_stated_is_named_with_its_place() -> None:
    charter = charter_of("""
institution Bare {
  members are { FRA, DEU }
  organ Assembly { plenary }
  organ Council {
    meets every 1 year
  }
  decision silent : standard { step Assembly }
  decision empty : standard { step Council by majority of members }
  decision around : standard { step around }
}
""")
    institution = charter.institutions[0]
    found = [decision_game(charter, institution, d) for d in ("silent", "empty", "around", "nothing")]
    assert [(f.missing, f.entity) for f in found if isinstance(f, Unknown)] == [
        ("a rule of decision", "Bare.Assembly"),
        ("who sits", "Bare.Council"),
        ("an end to the steps of `Bare.around`, which lead back to it", "Bare.around"),
        ("a decision `nothing`", "Bare"),
    ]
    assert isinstance(found[0], Unknown)
    assert found[0].span is not None
    assert found[0].span.line == 6


def test_a_body_must_agree_and_nobody_controls_it() -> None:
    charter = charter_of("""
institution Two {
  members are { FRA, DEU }
  organ Assembly { plenary }
  organ Secretariat : secretariat { staff 10 }
  decision d : standard { step Assembly by 1 members; step Secretariat }
}
""")
    found = game(charter, "d")
    assert found.can_pass(["FRA", "DEU"]).kind == NEVER
    assert found.can_block(["FRA"]).kind == NEVER
    assert found.smallest_passing().size is None


def test_engine_and_claims_agree_on_the_council_with_its_holders() -> None:
    from charter.decisions.compositions.bounds import lawful
    from charter.decisions.to_game import game_of

    council = game(design("un"), "chapter_vii")
    part = council.parts[0]
    composition = lawful(part.hall.spaces)
    assert composition is not None
    engine = game_of(council.assembled, {part.hall.entity: composition})
    assert engine.winning_coalitions == 848
    assert engine.veto_players == P5
