"""The shipped reforms: what each expects is refuted of the original and proved of the reform."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

import pytest
from attrs import evolve
from designs_facts import institution, loaded

from charter.designs import designs
from charter.dsl.load import load
from charter.dsl.syntax.source import Source
from charter.validators.check.engine import check
from charter.validators.expectations.judging import evaluate
from charter.validators.expectations.verdict import Verdict

REFORMS = {name: design for name, design in designs().items() if design.kind == "reforms"}

MENDED = [
    ("aisi_network_charter", "China hold at least 1 of seats in Meeting"),
    ("aisi_network_charter", "African hold at least 30% of votes in Meeting"),
    ("aisi_network_charter", "DevelopingMembers hold at least 1/2 of votes in Meeting"),
    ("aisi_network_charter", "Network | Joining can pass adopt_method"),
    ("aisi_network_charter", "DevelopingMembers can pass admit"),
    ("fsb_opened", "African hold at least 10 of seats in Plenary"),
    ("fsb_opened", "African hold at least 10% of seats in Plenary"),
    ("fsb_opened", "no member can block decide"),
    ("fsb_opened", "no 5 members can block decide"),
    ("fsb_opened", "every obligation has an appeal and a way_back"),
    ("fsb_opened", "every obligation has a deadline"),
    ("ibrd_voice", "no member can block amend"),
    ("ibrd_voice", "no 2 members can block amend"),
    ("ibrd_voice", "Poorest can block keep"),
    ("ibrd_voice", "Poorest can block suspend"),
    ("un_veto_of_two", "no member can block chapter_vii"),
    ("un_veto_of_two", "no accused can block chapter_vii"),
    ("un_veto_of_two", "no member can block admit"),
    ("un_veto_of_two", "no member can block expel"),
    ("un_veto_of_two", "no member can block amend"),
    ("iaea_1999", "no 18 members can block find_noncompliance"),
    ("iaea_1999", "no 12 members can block adopt_budget"),
    ("iaea_1999", "no 18 members can block suspend"),
    ("ilo_1986", "ChiefIndustrial cannot block amend"),
    ("ilo_1986", "no 6 members can block amend"),
    ("ilo_ai_labour", "every binding obligation has a monitoring and a sanction"),
    ("ilo_ai_labour", "every binding obligation has a deadline"),
    ("ilo_ai_labour", "every binding obligation has an appeal and a way_back"),
    ("ilo_ai_labour", "every obligation has a finding"),
    ("imf_double_majority", "no member can block change_quotas"),
    ("imf_double_majority", "no 2 members can block change_quotas"),
    ("imf_double_majority", "no member can block allocate_sdr"),
    ("imf_double_majority", "no member can block set_board_size"),
    ("imf_double_majority", "no member can block use_gold"),
    ("imf_double_majority", "no member can block amend"),
    ("imf_double_majority", "no accused can block compel_withdrawal"),
    ("imf_double_majority", "LeastHeard can block change_quotas"),
    ("imf_double_majority", "LeastHeard can block allocate_sdr"),
    ("oecd_minimum_tax_open", "African hold at least 25% of votes in TaxConference"),
    ("oecd_minimum_tax_open", "DevelopingStates hold at least 2/3 of votes in TaxConference"),
    ("oecd_minimum_tax_open", "DevelopingStates can pass set_minimum_tax"),
    ("oecd_minimum_tax_open", "every obligation has an appeal and a finding"),
    ("oecd_minimum_tax_open", "every obligation has a deadline"),
]


@cache
def verdicts(name: str) -> dict[str, Verdict]:
    charter = load(name).charter
    assert charter is not None
    return {v.text: v for v in evaluate(charter)}


def before(verdict: Verdict) -> Any:
    assert verdict.before is not None
    return verdict.before[1]


@pytest.mark.parametrize(("name", "text"), MENDED)
def test_refuted_before_and_proved_after(name: str, text: str) -> None:
    verdict = verdicts(name)[text]
    assert verdict.before is not None
    assert (verdict.before[0], verdict.verdict) == ("refuted", "proved"), (verdict.before, verdict.witness)
    assert before(verdict)["text"]
    assert verdict.witness is not None
    assert verdict.witness["text"]


def test_every_expectation_of_every_reform_is_in_the_table() -> None:
    assert {(name, text) for name in REFORMS for text in verdicts(name)} == set(MENDED)


@pytest.mark.parametrize(
    ("name", "of"),
    [
        ("aisi_network_charter", "AISI_Network"),
        ("fsb_opened", "FSB"),
        ("iaea_1999", "IAEA"),
        ("ibrd_voice", "IBRD"),
        ("un_veto_of_two", "UN"),
        ("ilo_1986", "ILO"),
        ("ilo_ai_labour", "ILO"),
        ("imf_double_majority", "IMF"),
        ("oecd_minimum_tax_open", "OECD"),
    ],
)
def test_each_is_a_patch_on_a_shipped_institution_that_it_imports_by_name(name: str, of: str) -> None:
    body = institution(name)
    assert body.reform_of == of
    assert body.changes
    assert loaded(name).charter.institution(of) is not None  # type: ignore[union-attr]
    assert {s.removeprefix("institutions/") for s in loaded(name).sources} >= {
        {"AISI_Network": "aisi_network"}.get(of, of.lower()) + ".charter"
    }


def test_one_holder_stops_the_fund_before_and_three_must_join_after() -> None:
    verdict = verdicts("imf_double_majority")["no 2 members can block change_quotas"]
    assert before(verdict)["coalition"] == ["USA"]
    assert verdict.witness is not None
    assert verdict.witness["coalition"] == ["CHN", "JPN", "USA"]
    heard = verdicts("imf_double_majority")["LeastHeard can block change_quotas"].witness
    assert heard is not None
    assert "99 of 190 members say yes and 114 are needed" in heard["text"]


@pytest.mark.parametrize(
    ("who", "accused", "kind"),
    [(["USA"], False, "never"), (["CHN", "USA"], False, "always"), (["USA"], True, "never")],
)
def test_two_permanent_members_stop_the_security_council_and_one_does_not(
    who: list[str], accused: bool, kind: str
) -> None:
    from charter.decisions.elements import Unknown
    from charter.decisions.queries.game_queries import decision_game

    whole = loaded("un_veto_of_two").charter
    assert whole is not None
    game = decision_game(whole, whole.institutions[0], "chapter_vii")
    assert not isinstance(game, Unknown)
    assert game.can_block(who, accused=accused).kind == kind


def test_six_of_the_ten_stop_an_amendment_of_the_labour_organization_before_and_63_after() -> None:
    verdict = verdicts("ilo_1986")["no 6 members can block amend"]
    assert len(before(verdict)["coalition"]) == 6
    assert set(before(verdict)["coalition"]) <= {"BRA", "CHN", "DEU", "FRA", "GBR", "IND", "ITA", "JPN", "RUS", "USA"}
    assert verdict.witness is not None
    assert verdict.witness["text"].startswith("at least 63 members are needed to block: ")


def test_seats_of_the_board_of_1999() -> None:
    board = institution("iaea_1999").organ("Board")
    assert board is not None
    assert board.seats is not None
    assert [(line.filling.how, line.total) for line in board.seats.lines] == [
        *[("designated", n) for n in (2, 2, 4, 2, 2, 2, 1, 3)],
        *[("elected", n) for n in (4, 4, 3, 5, 6, 3)],
    ]
    assert sum(line.total or 0 for line in board.seats.lines) == 43


def test_seats_of_the_governing_body_of_1986() -> None:
    body = institution("ilo_1986").organ("GoverningBody")
    assert body is not None
    assert body.seats is not None
    assert [line.total for line in body.seats.lines] == [13, 12, 15, 14, 2, 28, 28]
    assert sum(line.total or 0 for line in body.seats.lines) == 112


def test_the_ladder_of_the_labour_reform_ends_in_a_sanction_that_the_accused_does_not_vote_on() -> None:
    body = institution("ilo_ai_labour")
    (duty,) = (o for o in body.obligations if o.name == "protect_displaced_work")
    assert duty.ladder is not None
    assert [(r.name, r.kind, r.duty, str(r.within)) for r in duty.ladder.rungs] == [
        ("call", "remedy_order", "shall", "30 days"),
        ("help_lost", "loss_of_help", "shall", "1 year"),
        ("vote_lost", "loss_of_vote", "shall", "1 year"),
    ]
    decision = body.decision("suspend_vote")
    assert decision is not None
    assert all([bar.who for bar in step.barred] == ["accused"] for step in decision.steps)
    assert [(f.code, f.entity) for f in check(loaded("ilo_ai_labour"), select=["ENF101", "VOT107"]).findings] == []


def text_of(*expectations: str, change: str = "") -> str:
    lines = "\n".join(f"  {e}" for e in expectations)
    return (
        "charter 1\nuse world\ninstitution Club {\n  members are EU\n  organ Hall { plenary }\n"
        "  decision act : standard { step Hall by 85% of members }\n}\n"
        f"reform Open of Club {{\n{change}\n}}\nexpect Open {{\n{lines}\n}}\n"
    )


def judged(text: str) -> list[tuple[str | None, str]]:
    found = load(Source("open.charter", text))
    assert [(f.code, f.message) for f in found.findings] == []
    assert found.charter is not None
    return [(v.before[0] if v.before else None, v.verdict) for v in evaluate(found.charter)]


def test_a_say_in_what_the_reform_creates_is_refuted_of_the_original_and_nothing_else_is() -> None:
    change = "  add organ Board { seats { 3 permanent { FRA, DEU, ITA } }\n    decides by majority of seats }\n"
    change += "  add decision run : standard { step Board }"
    text = text_of(
        "{ FRA } hold at least 1 of seats in Board",
        "{ FRA } hold at most 1 of seats in Board",
        "{ FRA, DEU } can pass run",
        "{ FRA } cannot block run",
        "no member can block run",
        "no 5 members can block act",
        change=change,
    )
    assert judged(text) == [
        ("refuted", "proved"),
        ("unknown", "proved"),
        ("refuted", "proved"),
        ("unknown", "proved"),
        ("unknown", "proved"),
        ("refuted", "refuted"),
    ]


def test_an_expectation_about_what_is_no_reform_has_no_before() -> None:
    """The reform inherits it, and is judged beside its original; the original itself has nothing before it."""
    text = text_of("no 5 members can block act").replace("expect Open", "expect Club")
    assert judged(text) == [("refuted", "refuted"), (None, "refuted")]


def test_in_a_scenario_the_original_is_judged_in_it_too() -> None:
    text = text_of(
        "in scenario small: no 3 members can block act",
        change="  change decision act : standard { change step Hall by 2/3 of members }",
    )
    assert judged(text + "scenario small of Open { without EU except { FRA, DEU, ITA, ESP } }\n") == [
        ("refuted", "refuted")
    ]
    text = text.replace("no 3 members", "no member")
    assert judged(text + "scenario small of Open { without EU except { FRA, DEU, ITA, ESP } }\n") == [
        ("refuted", "proved")
    ]


def test_a_reform_may_be_proposed_of_what_is_in_force() -> None:
    assert [f.code for f in check(loaded("imf_double_majority"), select=["LNG402"]).findings] == []
    text = text_of("no 5 members can block act", change="  status proposed\n  adoption { entered into force 2001 }")
    (found,) = check(load(Source("open.charter", text)), select=["LNG402"]).findings
    assert (found.code, found.span.line) == ("LNG402", 9)


@pytest.mark.parametrize("use", ["iaia", "imf_double_majority"])
def test_a_shipped_design_reads_the_shipped_files_beside_it_from_any_root(tmp_path: Path, use: str) -> None:
    (tmp_path / "charter.toml").write_text("")
    file = tmp_path / "mine.charter"
    file.write_text(f"charter 1\nuse {use}\n")
    assert [(f.code, f.message) for f in load(file).findings] == []
    names = {path.name for path in load(file).files}
    assert names >= {"mine.charter", f"{use}.charter"}
    assert use != "iaia" or "frontier_compute.csv" in names


def test_a_root_of_the_user_stays_closed_to_everything_else(tmp_path: Path) -> None:
    project = tmp_path / "project"
    project.mkdir()
    (project / "charter.toml").write_text("")
    (tmp_path / "secret.csv").write_text("iso3,share\nUSA,1\n")
    shipped = designs()["iaia"].path
    file = project / "mine.charter"
    file.write_text(
        "charter 1\nuse iaia\n"
        'data a from "../secret.csv" keyed by iso3 { share "s" }\n'
        f'data b from "{shipped.parent / "frontier_compute.csv"}" keyed by iso3 {{ share "s" }}\n'
        f'use "{shipped}"\n'
    )
    found = [(f.code, f.span.line) for f in load(file).findings if f.code == "LNG206"]
    assert found == [("LNG206", 3), ("LNG206", 4), ("LNG206", 5)]


def test_a_link_in_the_users_folder_to_a_shipped_design_opens_nothing(tmp_path: Path) -> None:
    (tmp_path / "charter.toml").write_text("")
    (tmp_path / "linked.charter").symlink_to(designs()["iaia"].path)
    file = tmp_path / "mine.charter"
    file.write_text('charter 1\nuse "linked.charter"\n')
    assert [(f.code, f.span.line) for f in load(file).findings] == [("LNG206", 2)]


def test_a_report_of_a_reform_tells_what_was_before() -> None:
    from charter.render.report.html import ReportInstitution, report_html

    verdict = verdicts("imf_double_majority")["no member can block use_gold"]
    page = report_html([ReportInstitution(institution("imf_double_majority"))], (), [verdict])
    assert "<br>Before the reform, refuted: USA saying no and all others yes: in Executive Board " in page
    plain = report_html([ReportInstitution(institution("imf"))], (), [evolve(verdict, before=None)])
    assert "Before the reform" not in plain
