"""What `ipcc` says, fact by fact, as the model has it."""

from __future__ import annotations

from fractions import Fraction

from designs_facts import decision, filled, institution, members, organ, said, stated, steps


def test_ipcc_panel_of_195_decides_by_consensus() -> None:
    assert len(members("ipcc")) == 195
    assert said(stated(organ("ipcc", "Panel").decides)) == "Consensus"
    assert filled("ipcc", "Bureau") == [("elected", 34, None)]
    for name in ("approve_summary", "accept_chapters", "decide_procedure"):
        assert steps("ipcc", name) == [("Panel", None, "Consensus")]
    assert stated(decision("ipcc", "approve_summary").otherwise).startswith("differing views")
    assert stated(decision("ipcc", "decide_procedure").otherwise) == "the General Regulations of the WMO"


def test_ipcc_lives_on_gifts_and_on_one_payer() -> None:
    body = institution("ipcc")
    assert body.funding is not None
    assert [(f.kind, f.share) for f in body.funding.flows] == [("voluntary", 1)]
    assert [(c.party, c.share, c.year) for c in body.funding.contributors] == [("USA", Fraction(45, 100), 2016)]
    assert {d.topic for d in body.denials} >= {"monitoring", "enforcement"}


def test_ipcc_came_by_decisions_without_ratification() -> None:
    adoption = institution("ipcc").adoption
    assert adoption is not None
    assert [c.value for c in adoption.created_by] == ["WMOExecutiveCouncil", "UNEPGoverningCouncil"]
    assert adoption.entries == ()
    assert adoption.denies("ratification")
