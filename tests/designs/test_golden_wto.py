"""What `wto` says, fact by fact, as the model has it."""

from __future__ import annotations

from fractions import Fraction

from designs_facts import decision, institution, members, organ, rungs, said, stated, steps


def test_wto_has_166_members_of_which_one_votes_for_27() -> None:
    assert len(members("wto")) == 166
    for name in ("MinisterialConference", "GeneralCouncil"):
        (for_all,) = organ("wto", name).group_votes
        assert (for_all.voter, len(for_all.members.members or ())) == ("EUU", 27)


def test_wto_ladder_of_majorities() -> None:
    conference = organ("wto", "MinisterialConference")
    assert conference.consensus_first is not None
    assert said(stated(conference.otherwise)) == ">1/2 of votes_cast"
    assert steps("wto", "accede") == [("MinisterialConference", None, ">=2/3 of members")]
    assert steps("wto", "interpret") == [("MinisterialConference", None, ">=3/4 of members")]
    waive = decision("wto", "waive")
    assert str(stated(waive.consensus_first)) == "90 days"
    assert said(stated(waive.otherwise)) == ">=3/4 of members"
    for name in ("waive_transition", "amend_dsu", "add_plurilateral"):
        assert steps("wto", name) == [("MinisterialConference", None, "Consensus")]
        assert decision("wto", name).denies("fallback")
    assert steps("wto", "adopt_budget") == [("GeneralCouncil", None, ">=2/3 of votes_cast & >1/2 of members")]


def test_wto_amendments_by_tier() -> None:
    assert steps("wto", "amend") == [("members", "accepts", ">=2/3 of members")]
    assert stated(decision("wto", "amend").binds).acceptors_only
    assert steps("wto", "amend_for_all") == [
        ("MinisterialConference", None, ">=3/4 of members"),
        ("members", "accepts", ">=2/3 of members"),
    ]
    assert not stated(decision("wto", "amend_for_all").binds).acceptors_only
    assert steps("wto", "amend_fundamental") == [("members", "accepts", "Unanimity")]
    adoption = institution("wto").adoption
    assert adoption is not None
    assert {a.provisions: a.decision for a in adoption.amendments} == {
        (): "amend",
        ("decision_making", "gatt_1_2", "gats_2_1", "trips_4"): "amend_fundamental",
        ("unchanged_rights",): "amend_for_all",
        ("dispute_rules",): "amend_dsu",
        ("annex_4",): "add_plurilateral",
    }


def test_wto_enforces_unless_all_object_and_appoints_only_if_nobody_does() -> None:
    for name, time in (
        ("establish_panel", None),
        ("adopt_panel_report", "60 days"),
        ("adopt_appellate_report", "30 days"),
        ("authorise_retaliation", "30 days"),
    ):
        (step,) = decision("wto", name).steps
        assert said(step.rule) == "ReverseConsensus"
        assert (str(step.within) if step.within else None) == time
    assert steps("wto", "fill_appellate_body") == [("DisputeSettlementBody", None, "Consensus")]
    bench = organ("wto", "AppellateBody")
    assert bench.experts is not None
    assert (bench.experts.count, str(bench.experts.term), said(bench.experts.rule)) == (7, "4 years", "Consensus")
    assert stated(bench.sits_in) == 3


def test_wto_every_step_against_a_breach_has_its_time() -> None:
    assert rungs("wto", "keep_agreements") == [
        ("panel_report", "adjudication", "shall", "60 days", None),
        ("appellate_report", "adjudication", "shall", "30 days", None),
        ("comply", "remedy_order", "shall", "15 months", None),
        ("compensate", "compensation", "may", "20 days", None),
        ("retaliate", "retaliation", "may", "30 days", None),
    ]


def test_wto_exit_and_money() -> None:
    body = institution("wto")
    assert body.membership is not None
    assert body.funding is not None
    assert [str(w.notice) for w in body.membership.withdrawal] == ["6 months"]
    assert body.membership.denies("suspension")
    assert stated(body.funding.budget).amount == 204_290_000
    (scale,) = (f for f in body.funding.flows if f.kind == "assessed")
    assert scale.floor == Fraction(15, 100_000)
    assert [(c.party, c.share) for c in body.funding.contributors] == [
        ("USA", Fraction(116, 1000)),
        ("CHN", Fraction(114, 1000)),
    ]
    # 23.70 and 23.20 of 204.29 million.
    assert round(Fraction(2370, 20429), 3) == Fraction(116, 1000)
    assert round(Fraction(2320, 20429), 3) == Fraction(114, 1000)
