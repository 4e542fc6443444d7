"""What `montreal` says, fact by fact, as the model has it."""

from __future__ import annotations

from designs_facts import decision, filled, institution, organ, said, stated, steps


def test_montreal_adjustments_bind_all_after_six_months() -> None:
    adjust = decision("montreal", "adjust")
    assert adjust.consensus_first is not None
    assert steps("montreal", "adjust") == [
        (
            "MeetingOfParties",
            None,
            ">=2/3 of present & >1/2 of present from Article5Parties & >1/2 of present from OtherParties",
        )
    ]
    effect = stated(adjust.takes_effect)
    assert str(effect.after) == "6 months"
    assert stated(adjust.binds).without_ratification


def test_montreal_fund_is_run_by_seven_and_seven() -> None:
    assert filled("montreal", "ExecutiveCommittee") == [("chosen", 7, "Article5"), ("chosen", 7, "Others")]
    assert said(stated(organ("montreal", "ExecutiveCommittee").decides)) == ">=2/3 of present & >1/2 of each_chamber"


def test_montreal_what_rests_on_consumption_is_not_given_another_rule() -> None:
    assert steps("montreal", "waive") == [("MeetingOfParties", None, None)]
    assert organ("montreal", "MeetingOfParties").decides is None
    adoption = institution("montreal").adoption
    assert adoption is not None
    (entry,) = adoption.entries
    assert said(entry.rule) == ">=11 of ratifications"
    assert any("two-thirds of consumption in 1986" in note.text for note in adoption.notes)


def test_montreal_duties_and_exit() -> None:
    body = institution("montreal")
    assert body.membership is not None
    assert [(str(w.after_membership), str(w.notice)) for w in body.membership.withdrawal] == [("4 years", "1 year")]
    (duty,) = body.obligations
    assert [(h.parties.text, str(h.grace), h.fund) for h in duty.help] == [
        ("Article5Parties", "10 years", None),
        ("Article5Parties", "None", "MultilateralFund"),
    ]
    assert [(p.face, p.on) for p in body.non_parties] == [("trade_ban", "controlled substances")]
