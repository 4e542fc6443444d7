"""What a check finds in the shipped designs, from their facts alone, each at its line."""

from __future__ import annotations

import re
from functools import cache

import pytest
from designs_facts import loaded

from charter import world
from charter.designs import designs
from charter.validators.check.engine import Checked, check


@cache
def checked(name: str) -> Checked:
    return check(loaded(name))


def found(name: str, code: str) -> list[tuple[str, str]]:
    """Of each finding of that code: what it is about, and its line in the charter without the article."""
    lines = designs()[name].path.read_text(encoding="utf-8").splitlines()
    return [(f.entity, lines[f.span.line - 1].split("[")[0].strip()) for f in checked(name).findings if f.code == code]


@pytest.mark.parametrize(
    ("name", "code", "expected"),
    [
        ("iaea", "STR102", [("IAEA.Board", "10 designated by Board, most advanced in nuclear_technology, for 1 year")]),
        ("iaea", "REP103", [("IAEA.Board", "10 designated by Board, most advanced in nuclear_technology, for 1 year")]),
        (
            "iaea",
            "ENF103",
            [("IAEA.safeguards.call_to_remedy", "step call_to_remedy : remedy_order by Board, shall, forthwith")],
        ),
        ("iaea", "FND101", [("IAEA.funding", "contributor USA 25%")]),
        (
            "ilo",
            "REP103",
            [("ILO.GoverningBody.government", "10 designated by GoverningBody from ChiefIndustrial, as government,")],
        ),
        ("ilo", "ENF103", [("ILO.apply_conventions.communicate", "step communicate : request by GoverningBody, may")]),
        ("un", "REP103", [("UN.SecurityCouncil", "permanent PermanentMembers")]),
        ("un", "STR102", []),
        ("un", "FND101", [("UN.funding", "assessed by un_scale")]),
    ],
)
def test_what_scholars_say_is_found_at_its_line(name: str, code: str, expected: list[tuple[str, str]]) -> None:
    assert found(name, code) == expected


@pytest.mark.parametrize(
    ("name", "decided"),
    [
        ("imf", ["change_quotas", "set_board_size", "allocate_sdr", "establish_council", "use_gold"]),
        ("ibrd", []),
    ],
)
def test_at_85_percent_the_largest_holder_alone_can_stop_and_no_other(name: str, decided: list[str]) -> None:
    vetoes = {f.entity.split(".")[1]: f.message for f in checked(name).findings if f.code == "VOT101"}
    by_one = [decision for decision, said in vetoes.items() if said.startswith("The United States (USA) can veto ")]
    assert by_one == [*decided, *(["compel_withdrawal"] if decided else []), "amend"]


@pytest.mark.parametrize(
    ("name", "stopped"),
    [
        ("cern", ["admit", "change_ceiling", "amend"]),
        ("oecd", ["act", "invite", "appoint_secretary_general"]),
        ("fsb", ["decide", "appoint_chair"]),
        (
            "wto",
            ["waive_transition", "amend_fundamental", "amend_dsu", "add_plurilateral", "fill_appellate_body"],
        ),
    ],
)
def test_where_each_member_can_stop_a_decision(name: str, stopped: list[str]) -> None:
    vetoes = [f for f in checked(name).findings if f.code == "VOT101" and f.message.startswith("Any of the ")]
    assert [f.entity.split(".")[1] for f in vetoes] == stopped


def test_what_follows_a_failed_consensus_in_words_is_told_to_be_unknown() -> None:
    said = [(f.severity, f.entity) for f in checked("ipcc").findings if f.code == "VOT101"]
    assert said == [("gap", "IPCC.approve_summary"), ("gap", "IPCC.accept_chapters"), ("gap", "IPCC.decide_procedure")]


def test_who_pays_most_and_who_is_expelled_without_steps() -> None:
    assert found("ipcc", "FND101") == [("IPCC.funding", "contributor USA 45% in 2016")]
    assert found("wto", "FND101") == []
    assert found("cern", "FND101") == []
    assert [e for e, _ in found("cern", "ENF103")] == ["CERN.keep_convention.end_membership"]
    assert found("wto", "ENF103") == []
    assert [e for e, _ in found("imf", "ENF103")] == ["IMF.fulfil_articles.ineligibility"]


@pytest.mark.parametrize("name", ["imf", "ibrd", "fsb"])
def test_the_poor_have_less_than_half_of_what_their_people_would_give(name: str) -> None:
    said = [f.message for f in checked(name).findings if f.code == "REP101"]
    assert said
    assert all("LDC" in message or "LowerMiddleIncome" in message for message in said)


def test_iaea_the_accused_may_vote_on_the_finding_and_on_the_last_step() -> None:
    about = dict(found("iaea", "VOT107"))
    assert about["IAEA.find_noncompliance"].startswith("step Board")
    assert about["IAEA.safeguards.refer"].startswith("step refer : referral")


def test_un_the_accused_may_vote_under_chapter_vii_but_no_party_under_chapter_vi() -> None:
    about = dict(found("un", "VOT107"))
    assert about["UN.chapter_vii"].startswith("step SecurityCouncil")
    assert "UN.chapter_vi" not in about


def test_un_the_five_permanent_members_and_no_sixth_hold_a_veto() -> None:
    vetoes = [f for f in checked("un").findings if f.code == "VOT101"]
    assert [f.entity.removeprefix("UN.") for f in vetoes] == [
        "chapter_vi",
        "chapter_vii",
        "admit",
        "suspend",
        "restore",
        "expel",
        "appoint_secretary_general",
        "amend",
    ]
    parties = world.parties()
    assert {tuple(code for code in re.findall(r"\b[A-Z]{3}\b", f.message) if code in parties) for f in vetoes} == {
        ("CHN", "FRA", "GBR", "RUS", "USA")
    }


def test_iaea_the_only_vetoes_are_over_the_last_step() -> None:
    vetoes = [f for f in checked("iaea").findings if f.code == "VOT101"]
    assert [f.entity for f in vetoes] == ["IAEA.safeguards.refer"]
    assert "CHN, FRA, GBR, RUS and USA" in vetoes[0].message
    assert found("iaea", "VOT101")[0][1].startswith("step refer : referral to UN.SecurityCouncil")


def test_ilo_nobody_holds_a_veto_and_the_rule_of_the_governing_body_is_not_stated() -> None:
    needed = [(f, (f.witness or {}).get("needed_by", [f.code])) for f in checked("ilo").findings]
    said = [(f.severity, f.entity) for f, by in needed if "VOT101" in by]
    assert said == [("gap", "ILO.GoverningBody"), ("gap", "ILO.FinanceCommittee")]


def test_nothing_is_found_in_the_proposal_and_nothing_is_allowed_there() -> None:
    assert checked("iaia").findings == ()
    assert checked("iaia").suppressed == ()


def test_all_wishes_of_the_proposal_are_proved_and_one_fails_if_the_us_stay_out() -> None:
    verdicts = checked("iaia").verdicts
    asked = [v for v in verdicts if v.scenario is None]
    assert {v.text: v.verdict for v in asked if v.verdict != "proved"} == {"in operation within 48 months": "depends"}
    assert len(asked) == 14
    assert [(v.scenario, v.text, v.verdict) for v in verdicts if v.scenario is not None] == [
        ("us_stays_out", "FrontierStates hold at least 20% of seats in Council", "refuted")
    ]


def test_the_witnesses_of_the_proposal_say_the_sums_that_stand_beside_the_wishes() -> None:
    told = {(v.scenario, v.text): v.witness["text"] for v in checked("iaia").verdicts}
    wish = "FrontierStates hold at least 20% of seats in Council"
    assert "6 of 30 seats (20%)" in told[None, wish]
    assert "5 of 30 seats (16.7%)" in told["us_stays_out", wish]
    assert "19 of 30 seats (63.3%)" in told[None, "Developing hold at least 50% of seats in Council"]
    assert "80% x 15% + 10% x 20% + 10% x 10%" in told[None, "largest contributor pays at most 15%"]
