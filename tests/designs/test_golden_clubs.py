"""What `fsb`, `oecd` and `un_ai_panel` say, fact by fact, as the model has it."""

from __future__ import annotations

from fractions import Fraction

from designs_facts import decision, filled, institution, lines, members, organ, said, stated, steps

from charter import world


def test_fsb_has_74_seats_of_which_59_are_of_25_jurisdictions() -> None:
    seats = organ("fsb", "Plenary").seats
    assert seats is not None
    assert (seats.stated, seats.total) == (74, 74)
    assert filled("fsb", "Plenary") == [
        ("permanent", 33, None),
        ("permanent", 14, None),
        ("permanent", 10, None),
        ("permanent", 2, None),
        ("ex_officio", 6, None),
        ("ex_officio", 9, None),
    ]
    holders = [line.filling.among for line in lines("fsb", "Plenary")[:4]]
    sizes = [len(h.members or ()) for h in holders if h is not None]
    assert (sizes, sum(sizes)) == ([11, 7, 5, 2], 25)
    assert [size * each for size, each in zip(sizes, (3, 2, 2, 1), strict=True)] == [33, 14, 10, 2]
    assert len(members("fsb")) == 25
    assert [m for m in members("fsb") if m in world.group("Africa")] == ["ZAF"]
    assert round(100 * Fraction(2, 59), 1) == Fraction("3.4")


def test_fsb_decides_by_consensus_and_nothing_else() -> None:
    plenary = organ("fsb", "Plenary")
    assert said(stated(plenary.decides)) == "Consensus"
    assert {d.topic for d in plenary.denials} >= {"fallback", "constituencies"}
    assert {d.topic for d in institution("fsb").denials} >= {"legal_obligations", "sanction", "complaint_channel"}


def test_oecd_acts_if_nobody_votes_against() -> None:
    assert len(members("oecd")) == 38
    assert said(stated(organ("oecd", "Council").decides)) == "NoNegativeVote"
    assert steps("oecd", "invite") == [("Council", None, "Unanimity")]
    assert stated(decision("oecd", "act").binds).acceptors_only


def test_oecd_money_and_entry_into_force() -> None:
    body = institution("oecd")
    assert body.funding is not None
    assert body.adoption is not None
    assert stated(body.funding.budget).amount == 229_900_000
    assert [(c.party, c.share) for c in body.funding.contributors] == [
        ("USA", Fraction(21, 100)),
        ("JPN", Fraction(11, 100)),
        ("DEU", Fraction(75, 1000)),
        ("FRA", Fraction(55, 1000)),
    ]
    assert [(e.before, e.start, said(e.rule)) for e in body.adoption.entries] == [
        ("1961-09-30", None, "all of ratifications"),
        (None, "1961-09-30", ">=15 of ratifications"),
    ]
    floor = next(d for d in body.obligations if d.name == "tax_floor")
    assert [(t.name, t.value) for t in floor.thresholds] == [("rate", 15), ("revenue", 750_000_000)]


def test_un_ai_panel_seats_40_experts_with_caps() -> None:
    panel = organ("un_ai_panel", "Panel")
    assert panel.experts is not None
    assert (panel.experts.count, str(panel.experts.term)) == (40, "3 years")
    assert (str(panel.experts.filling.by), panel.experts.filling.nomination) == (
        "UN.GeneralAssembly",
        "UN.SecretaryGeneral",
    )
    assert [(c.count, c.trait) for c in panel.caps] == [(2, "nationality"), (2, "affiliation")]
    assert organ("un_ai_panel", "Dialogue").denies("negotiated_outcome")


def test_un_scale_has_two_payers_above_20_percent_and_adds_up_to_100() -> None:
    scale = world.column("un_scale")
    assert sorted(((p, v) for p, v in scale.items() if v >= 20), reverse=True) == [
        ("USA", Fraction(22)),
        ("CHN", Fraction(20004, 1000)),
    ]
    assert sum(scale[m] for m in members("un")) == 100
