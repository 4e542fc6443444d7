"""What `iaea` says, fact by fact, as the model has it."""

from __future__ import annotations

from collections import Counter
from fractions import Fraction

from designs_facts import charter, decision, institution, lines, organ, said, stated, steps


def test_iaea_board_has_13_designated_and_22_elected_seats() -> None:
    ten, areas, elected = lines("iaea", "Board")
    seats = organ("iaea", "Board").seats
    assert seats is not None
    assert (seats.stated, seats.total) == (35, 35)
    assert [(x.filling.how, str(x.filling.by), x.total) for x in (ten, areas, elected)] == [
        ("designated", "Board", 10),
        ("designated", "Board", 3),
        ("elected", "GeneralConference", 22),
    ]
    assert (ten.advanced_in, areas.advanced_in) == ("nuclear_technology", "nuclear_technology")
    assert (areas.filling.areas, areas.filling.outside_these, areas.count) == ("StatuteAreas", True, 1)
    assert [str(x.term) for x in (ten, areas, elected)] == ["1 year", "1 year", "2 years"]
    assert elected.re_election == "no_immediate"
    assert [(a.count, a.among.text if a.among else None) for a in elected.allocations] == [
        (5, "LatinAmericaArea"),
        (4, "WesternEuropeArea"),
        (3, "EasternEuropeArea"),
        (4, "AfricaArea"),
        (2, "MiddleEastSouthAsiaArea"),
        (1, "SouthEastAsiaPacificArea"),
        (1, "FarEastArea"),
        (1, "MiddleEastSouthAsiaArea | SouthEastAsiaPacificArea | FarEastArea"),
        (1, "AfricaArea | MiddleEastSouthAsiaArea | SouthEastAsiaPacificArea"),
    ]


def test_iaea_each_member_lies_in_exactly_one_of_eight_areas() -> None:
    (areas,) = charter("iaea").areas
    groups = {g.name: g.parties.members or () for g in charter("iaea").groups}
    held = Counter(p for name in areas.groups for p in groups[name])
    members = stated(institution("iaea").members).members
    assert len(areas.groups) == 8
    assert {p: held[p] for p in members if held[p] != 1} == {}


def test_iaea_quorum_and_majorities() -> None:
    board, conference = organ("iaea", "Board"), organ("iaea", "GeneralConference")
    assert said(stated(board.quorum)) == ">=2/3 of seats"
    assert -(-Fraction(2, 3) * 35 // 1) == 24
    assert said(stated(board.decides)) == said(stated(conference.decides)) == ">1/2 of present"
    assert said(stated(conference.quorum)) == ">1/2 of members"


def test_iaea_decisions() -> None:
    assert steps("iaea", "admit") == [("Board", "recommends", None), ("GeneralConference", "approves", None)]
    assert steps("iaea", "suspend") == [("Board", "recommends", None), ("GeneralConference", None, ">=2/3 of present")]
    assert steps("iaea", "adopt_budget") == [
        ("Board", None, ">=2/3 of present"),
        ("GeneralConference", None, ">=2/3 of present"),
    ]
    assert steps("iaea", "amend") == [
        ("GeneralConference", None, ">=2/3 of present"),
        ("members", "accepts", ">=2/3 of members"),
    ]
    finding = decision("iaea", "find_noncompliance")
    assert [str(w) for w in stated(finding.proposers)] == ["DirectorGeneral"]
    assert steps("iaea", "find_noncompliance") == [("Board", None, None)]
    assert (finding.barred, finding.steps[0].barred) == ((), ())


def test_iaea_ladder_ends_at_the_security_council() -> None:
    (duty,) = institution("iaea").obligations
    assert duty.ladder is not None
    rungs = duty.ladder.rungs
    assert [(r.name, r.kind, r.duty) for r in rungs] == [
        ("call_to_remedy", "remedy_order", "shall"),
        ("report", "report", "shall"),
        ("curtail_help", "loss_of_help", "may"),
        ("recall_materials", "loss_of_access", "may"),
        ("suspend_rights", "suspension", "may"),
        ("refer", "referral", "may"),
    ]
    assert [r.within for r in rungs] == [None] * 6
    assert (rungs[0].forthwith, str(rungs[2].after)) == (True, '"reasonable time"')
    assert [(w.kind, str(w)) for w in rungs[5].by] == [("decision", "UN.chapter_vii")]
    found = charter("iaea").decision(institution("iaea"), "UN.chapter_vii")
    assert found is not None
    assert found[0].name == "UN"
    (watch,) = duty.monitoring
    assert (watch.method, watch.scope, watch.after_consultation, watch.at_all_times) == (
        "inspection",
        "anywhere",
        True,
        True,
    )


def test_iaea_dates_and_entry_into_force() -> None:
    adoption = institution("iaea").adoption
    assert adoption is not None
    assert [(m.what, m.when) for m in adoption.milestones] == [
        ("proposed", "1953-12-08"),
        ("adopted", "1956-10-23"),
        ("opened", "1956-10-26"),
        ("in_force", "1957-07-29"),
    ]
    (entry,) = adoption.entries
    assert said(entry.rule) == ">=18 of ratifications & >=3 of { CAN, FRA, RUS, GBR, USA }"
    assert [b.kind for b in adoption.bridges] == ["preparatory_commission"]


def test_iaea_membership_and_money() -> None:
    body = institution("iaea")
    assert body.membership is not None
    assert body.funding is not None
    assert [(w.by, str(w.after_membership), w.conditions) for w in body.membership.withdrawal] == [
        ("notice", "5 years", ()),
        ("notice", "None", ("unwilling to accept an amendment",)),
    ]
    assert [(c.party, c.share) for c in body.funding.contributors] == [("USA", Fraction(1, 4))]
    assert [(str(a.after), a.loses, a.organs) for a in body.funding.arrears] == [("2 years", "vote", ())]
