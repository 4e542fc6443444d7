"""What `cern` says, fact by fact, as the model has it."""

from __future__ import annotations

from fractions import Fraction

from designs_facts import decision, institution, members, organ, rungs, said, stated, steps

from charter import world


def test_cern_has_25_members_of_6_5_percent_of_the_people() -> None:
    assert len(members("cern")) == 25
    people = world.column("population")
    assert round(100 * sum(people[m] for m in members("cern")) / world.total("population"), 1) == Fraction("6.5")


def test_cern_rules() -> None:
    assert said(stated(organ("cern", "Council").quorum)) == ">1/2 of members"
    assert steps("cern", "admit") == [("Council", None, "Unanimity")]
    for name in ("appoint_head", "dismiss_head", "expel", "amend_protocol"):
        assert steps("cern", name) == [("Council", None, ">=2/3 of members")]
    assert steps("cern", "adopt_budget") == [("Council", None, ">=2/3 of present")]
    assert steps("cern", "amend") == [("members", "accepts", "Unanimity")]
    everybody, participants = decision("cern", "adopt_programme").steps
    assert [said(s.rule) for s in (everybody, participants)] == [">=2/3 of members"] * 2
    assert [b.who for b in participants.barred] == ["non_participants"]
    assert steps("cern", "change_ceiling") == [("Council", None, "NoNegativeVote")]


def test_cern_money() -> None:
    funding = institution("cern").funding
    assert funding is not None
    assert stated(funding.budget).amount == 1_400_000_000
    paid = world.column("cern.contribution")
    largest = sorted(paid, key=lambda m: -paid[m])[:4]
    assert [(m, round(paid[m], 1)) for m in largest] == [
        ("DEU", Fraction("19.9")),
        ("FRA", Fraction("15.3")),
        ("GBR", Fraction("14.7")),
        ("ITA", Fraction("11.5")),
    ]
    assert [(str(a.after), a.loses, a.organs) for a in funding.arrears] == [("2 years", "vote", ("Council",))]


def test_cern_entry_needs_the_host_and_expulsion_is_the_only_sanction() -> None:
    adoption = institution("cern").adoption
    assert adoption is not None
    (entry,) = adoption.entries
    assert said(entry.rule) == ">=7 of ratifications & all of { CHE }"
    assert any("75%" in note.text for note in adoption.notes)
    assert [(m.what, m.when) for m in adoption.milestones] == [("signed", "1953-07-01"), ("in_force", "1954-09-29")]
    assert [(b.kind, b.start) for b in adoption.bridges] == [("preparatory_commission", "1952-02-15")]
    assert rungs("cern", "keep_convention") == [("end_membership", "expulsion", "may", None, None)]
