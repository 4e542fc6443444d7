"""What `iaia` says, fact by fact, as the model has it."""

from __future__ import annotations

from fractions import Fraction

from designs_facts import charter, decision, institution, lines, stated, steps


def test_iaia_council_has_30_seats_of_which_8_are_ranked() -> None:
    ranked, regions, small = lines("iaia", "Council")
    assert [(x.filling.how, x.total) for x in (ranked, regions, small)] == [
        ("ranked", 8),
        ("elected", 16),
        ("elected", 6),
    ]
    assert ranked.filling.column == "compute.share"
    assert [(f.count, f.among.text if f.among else None) for f in small.floors] == [(4, "LDC")]
    assert [(a.count, a.among.text if a.among else None) for a in regions.allocations] == [
        (5, "African"),
        (5, "AsiaPacific"),
        (3, "GRULAC"),
        (2, "EasternEuropean"),
        (1, "WEOG"),
    ]


def test_iaia_table_gives_the_published_shares() -> None:
    compute, memory = charter("iaia").tables
    share, power = (dict(c.values) for c in compute.columns)
    assert (share["USA"], share["CHN"], share["DEU"]) == (Fraction("79.527"), Fraction("6.943"), Fraction("1.656"))
    assert sum(Fraction(value) for value in share.values()) == Fraction("98.274")
    assert (len(share), power["USA"]) == (36, Fraction(1250987))
    assert [dict(c.values) for c in memory.columns] == [{"KOR": Fraction(90), "USA": Fraction(10)}]
    groups = {g.name: g.parties.members for g in charter("iaia").groups}
    assert groups["FrontierStates"] == ("CHN", "DEU", "FRA", "JPN", "NOR", "USA")


def test_iaia_bars_the_accused_from_each_decision_against_it_and_gives_each_step_a_time() -> None:
    for name in ("find_breach", "suspend", "ban_exports", "restore"):
        (step,) = decision("iaia", name).steps
        assert [b.who for b in step.barred] == ["accused"]
        assert step.within is not None
    (duty,) = institution("iaia").obligations
    assert duty.ladder is not None
    assert [str(r.within) for r in duty.ladder.rungs] == ["30 days", "60 days", "180 days", "270 days"]


def test_iaia_adopts_a_standard_unless_a_third_of_the_members_object() -> None:
    assert steps("iaia", "adopt_standard") == [
        ("Council", None, ">=2/3 of seats & >1/2 of seats from Developing"),
        ("Assembly", None, "unless >=1/3 of members within 90 days"),
    ]


def test_iaia_no_payer_can_owe_more_than_15_percent() -> None:
    funding = institution("iaia").funding
    assert funding is not None
    most = [(f.share or 0) * (f.ceiling or f.donor_cap or 1) for f in funding.flows]
    assert [(f.kind, f.share) for f in funding.flows] == [
        ("assessed", Fraction(4, 5)),
        ("levy", Fraction(1, 10)),
        ("voluntary", Fraction(1, 10)),
    ]
    assert sum(most) == Fraction(15, 100)


def test_iaia_can_work_within_the_time_in_which_it_is_needed() -> None:
    adoption = institution("iaia").adoption
    assert adoption is not None
    lasts = [s.lasts.days or 0 for s in adoption.stages]
    needed = stated(adoption.needed).days
    assert sum(lasts) == needed * 45 / 48


def test_iaia_asks_for_45_percent_of_the_money_on_the_budget_and_for_the_council_where_heads_count() -> None:
    assert steps("iaia", "adopt_budget") == [
        ("Council", None, ">=2/3 of seats"),
        ("Assembly", None, ">1/2 of members & >=9/20 of un_scale"),
    ]
    for name in ("fix_scale", "permit_vote", "dismiss_head"):
        assert steps("iaia", name) == [("Council", None, ">=2/3 of seats"), ("Assembly", None, ">=2/3 of members")]
