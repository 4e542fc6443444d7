"""What `ilo` says, fact by fact, as the model has it."""

from __future__ import annotations

from designs_facts import TEN, institution, organ, said, stated, steps


def test_ilo_governing_body_has_56_seats_in_three_groups() -> None:
    seats = organ("ilo", "GoverningBody").seats
    assert seats is not None
    assert (seats.stated, seats.total) == (56, 56)
    assert [(x.filling.how, str(x.filling.by), x.total, x.as_class) for x in seats.lines] == [
        ("designated", "GoverningBody", 10, "government"),
        ("elected", "Conference.government", 18, "government"),
        ("elected", "Conference.employers", 14, "employers"),
        ("elected", "Conference.workers", 14, "workers"),
    ]
    ten, rest = seats.lines[0].filling.among, seats.lines[1].filling.among
    assert ten is not None
    assert rest is not None
    assert ten.members == TEN
    assert len(rest.members or ()) == 187 - 10
    assert [str(x.term) for x in seats.lines[1:]] == ["3 years"] * 3


def test_ilo_conference_delegates_silence_one_another() -> None:
    conference = organ("ilo", "Conference")
    assert [(d.number, d.name, d.silent_without) for d in conference.delegates] == [
        (2, "government", None),
        (1, "employers", "workers"),
        (1, "workers", "employers"),
    ]
    assert said(stated(conference.void_unless)) == ">=1/2 of delegates"
    assert said(stated(conference.decides)) == ">1/2 of votes_cast"
    assert conference.quorum is None


def test_ilo_decisions() -> None:
    assert steps("ilo", "admit") == [("Conference", None, ">=2/3 of delegates & >=2/3 of chamber government")]
    for name in ("adopt_convention", "adopt_recommendation", "permit_vote", "keep_item", "refuse_credentials"):
        assert steps("ilo", name) == [("Conference", None, ">=2/3 of votes_cast")]
    assert steps("ilo", "adopt_budget") == [
        ("FinanceCommittee", "recommends", None),
        ("Conference", None, ">=2/3 of votes_cast"),
    ]
    assert steps("ilo", "amend") == [
        ("Conference", None, ">=2/3 of votes_cast"),
        ("members", "accepts", ">=2/3 of members & >=5 of ChiefIndustrial"),
    ]
    assert steps("ilo", "recommend_action") == [("GoverningBody", "recommends", None), ("Conference", None, None)]


def test_ilo_duties_bind_without_ratification_and_with() -> None:
    duties = {d.name: stated(d.binds) for d in institution("ilo").obligations}
    assert {n: (b.without_ratification, b.acceptors_only) for n, b in duties.items()} == {
        "submit_conventions": (True, False),
        "report_unratified": (True, False),
        "apply_conventions": (False, True),
    }


def test_ilo_ladder_has_one_clock() -> None:
    duty = institution("ilo").obligations[2]
    assert duty.ladder is not None
    assert [(r.name, r.kind, str(r.within)) for r in duty.ladder.rungs] == [
        ("communicate", "request", "None"),
        ("publish", "publication", "None"),
        ("inquire", "inquiry", "None"),
        ("recommend", "recommendation", "None"),
        ("accept_or_refer", "referral", "3 months"),
        ("judge", "adjudication", "None"),
        ("action", "recommendation", "None"),
    ]
    assert str(duty.ladder.rungs[1].after) == '"reasonable time"'
    assert duty.ladder.appeal is not None
    assert (str(duty.ladder.appeal.to), str(duty.ladder.appeal.within)) == ("ICJ", "3 months")
    assert str(stated(duty.ladder.way_back)) == "GoverningBody"


def test_ilo_has_no_expulsion_and_leaves_suspension_open() -> None:
    membership = institution("ilo").membership
    assert membership is not None
    assert membership.denies("expulsion")
    assert (membership.expulsion, membership.suspension, membership.denies("suspension")) == ((), (), False)
    (leave,) = membership.withdrawal
    assert (str(leave.notice), leave.duties_survive) == ("2 years", True)
    accept, decide = membership.admissions
    assert (accept.by, accept.of.text if accept.of else None) == ("acceptance", "memberships.UN")
    assert decide.decision == "admit"


def test_ilo_arrears() -> None:
    funding = institution("ilo").funding
    assert funding is not None
    assert [(str(a.after), a.loses, a.organs, a.waiver) for a in funding.arrears] == [
        ("2 years", "vote", ("Conference", "GoverningBody"), "permit_vote")
    ]
