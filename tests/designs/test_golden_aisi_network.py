"""What `aisi_network` says, fact by fact, as the model has it."""

from __future__ import annotations

from designs_facts import institution, members, organ

from charter import world


def test_aisi_network_has_ten_members_and_not_the_second_holder_of_known_computing_power() -> None:
    assert members("aisi_network") == ("AUS", "CAN", "EUU", "FRA", "GBR", "JPN", "KEN", "KOR", "SGP", "USA")
    known = world.column("gpu.share")
    outside = [m for m in sorted(known, key=lambda m: -known[m]) if m not in members("aisi_network")]
    assert outside[0] == "CHN"
    assert [m for m in members("aisi_network") if m in world.group("Africa")] == ["KEN"]
    assert [m for m in members("aisi_network") if m in world.group("LowerMiddleIncome")] == ["KEN"]


def test_aisi_network_says_what_it_does_not_have() -> None:
    body = institution("aisi_network")
    assert body.funding is not None
    denied = {d.topic for d in (*body.denials, *body.funding.denials, *organ("aisi_network", "Meeting").denials)}
    assert denied >= {"charter", "secretariat", "voting_rules", "sanction", "budget", "vote"}
    assert body.decisions == ()
    assert body.obligations == ()


def test_aisi_network_dates() -> None:
    adoption = institution("aisi_network").adoption
    assert adoption is not None
    assert [(m.what, m.when) for m in adoption.milestones] == [("proposed", "2024-05-21"), ("operating", "2024-11-20")]
