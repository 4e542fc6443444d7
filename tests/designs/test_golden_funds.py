"""What `global_fund`, `itu`, `icao` and `eu_council` say, fact by fact, as the model has it."""

from __future__ import annotations

from fractions import Fraction

from designs_facts import decision, filled, institution, lines, members, organ, said, stated, steps


def test_global_fund_board_has_two_blocs_of_ten_and_eight_without_vote() -> None:
    assert filled("global_fund", "Board") == [
        ("appointed", 10, "Donors"),
        ("appointed", 10, "Implementers"),
        ("ex_officio", 8, None),
    ]
    assert [line.votes for line in lines("global_fund", "Board")] == [True, True, False]
    assert said(stated(organ("global_fund", "Board").decides)) == ">=2/3 of each_chamber"


def test_icao_council_and_annexes() -> None:
    assert sum(count or 0 for _, count, _ in filled("icao", "Council")) == 36
    assert {str(line.term) for line in lines("icao", "Council")} == {"3 years"}
    assert steps("icao", "adopt_annex") == [
        ("Council", None, ">=2/3 of seats"),
        ("members", None, "unless >1/2 of members within 3 months"),
    ]
    assert [b.who for b in decision("icao", "settle_dispute").steps[0].barred] == ["disputants"]
    appeals = {d.name: d.ladder.appeal for d in institution("icao").obligations if d.ladder is not None}
    assert {name: a and a.suspensive for name, a in appeals.items()} == {
        "airlines_conform": False,
        "obey_decisions": True,
    }


def test_itu_sector_members_do_not_vote_and_members_choose_their_class() -> None:
    body = institution("itu")
    assert body.membership is not None
    assert body.funding is not None
    (firms,) = body.membership.categories
    assert firms.votes is not None
    assert firms.votes.none
    assert steps("itu", "admit") == [("members", "accepts", ">=2/3 of members")]
    assert [f.scale.kind for f in body.funding.flows if f.scale is not None] == ["free_choice"]


def test_eu_council_qualified_majorities_of_27() -> None:
    assert len(members("eu_council")) == 27
    assert said(stated(organ("eu_council", "Council").decides)) == (
        ">=11/20 of members & >=13/20 of population | all but 3 of members"
    )
    assert steps("eu_council", "adopt_otherwise") == [("Council", None, ">=18/25 of members & >=13/20 of population")]
    assert steps("eu_council", "procedural_matter") == [("Council", None, ">1/2 of members")]
    assert [-(-27 * share // 1) for share in (Fraction(55, 100), Fraction(72, 100))] == [15, 20]
