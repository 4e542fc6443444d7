"""What `un` says, fact by fact, as the model has it."""

from __future__ import annotations

from designs_facts import P5, decision, institution, lines, organ, said, stated, steps

from charter.dsl.model import AllOf, Share


def test_un_security_council_has_5_permanent_and_10_elected_seats() -> None:
    permanent, elected = lines("un", "SecurityCouncil")
    assert permanent.filling.among is not None
    assert (permanent.filling.how, permanent.count, permanent.filling.among.members) == ("permanent", 5, P5)
    assert (elected.filling.how, str(elected.filling.by), elected.total) == ("elected", "GeneralAssembly", 10)
    assert (str(elected.term), elected.re_election, said(elected.rule)) == (
        "2 years",
        "no_immediate",
        ">=2/3 of present",
    )
    assert [
        (a.count, a.among.text if a.among else None, a.now.members if a.now else None) for a in elected.allocations
    ] == [
        (5, "African | AsiaPacific", ("BHR", "COD", "LBR", "PAK", "SOM")),
        (1, "EasternEuropean", ("LVA",)),
        (2, "GRULAC", ("COL", "PAN")),
        (2, "WEOG", ("DNK", "GRC")),
    ]


def test_un_present_holders_are_those_of_the_shipped_facts() -> None:
    from charter import world

    permanent, elected = lines("un", "SecurityCouncil")
    assert permanent.filling.among is not None
    now = {p for a in elected.allocations if a.now is not None for p in a.now.members or ()}
    assert now | set(permanent.filling.among.members or ()) == world.group("UNSC2026")
    for each in elected.allocations:
        assert each.now is not None
        assert each.among is not None
        assert set(each.now.members or ()) <= set(each.among.members or ())


def test_un_rules_of_the_security_council() -> None:
    council = organ("un", "SecurityCouncil")
    assert said(stated(council.decides)) == ">=9 of seats (15) & concurring PermanentMembers"
    assert council.quorum is None
    assert steps("un", "procedural_matter") == [("SecurityCouncil", None, ">=9 of seats (15)")]
    assert [b.who for b in decision("un", "chapter_vi").steps[0].barred] == ["disputants"]
    chapter_vii = decision("un", "chapter_vii")
    assert (chapter_vii.kinds, chapter_vii.steps[0].barred, chapter_vii.barred) == (("finding", "sanction"), (), ())
    assert chapter_vii.denies("barred")


def test_un_rules_of_the_general_assembly() -> None:
    two_thirds = ("GeneralAssembly", None, ">=2/3 of present")
    for name in ("admit", "suspend", "expel"):
        assert steps("un", name) == [("SecurityCouncil", "recommends", None), two_thirds]
    for name in ("recommend_on_peace", "adopt_budget", "fix_scale"):
        assert steps("un", name) == [two_thirds]
    assert said(stated(organ("un", "GeneralAssembly").decides)) == ">1/2 of present"
    assert steps("un", "appoint_secretary_general") == [
        ("SecurityCouncil", "recommends", None),
        ("GeneralAssembly", None, None),
    ]


def test_un_amendment_and_entry_need_each_permanent_member() -> None:
    assert steps("un", "amend") == [
        ("GeneralAssembly", None, ">=2/3 of members"),
        ("members", "accepts", ">=2/3 of members & all of PermanentMembers"),
    ]
    adoption = institution("un").adoption
    assert adoption is not None
    (entry,) = adoption.entries
    assert said(entry.rule) == "all of PermanentMembers & >1/2 of OtherSignatories"
    assert isinstance(entry.rule, AllOf)
    others = entry.rule.parts[1]
    assert isinstance(others, Share)
    assert others.of.group is not None
    assert len(others.of.group.members or ()) == 51 - 5 - 2
    assert [(m.what, m.when) for m in adoption.milestones][1:] == [("signed", "1945-06-26"), ("in_force", "1945-10-24")]


def test_un_arrears() -> None:
    funding = institution("un").funding
    assert funding is not None
    assert [(str(a.after), a.loses, a.organs, a.waiver) for a in funding.arrears] == [
        ("2 years", "vote", ("GeneralAssembly",), "permit_vote")
    ]
