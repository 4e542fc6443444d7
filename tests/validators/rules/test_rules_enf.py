"""ENF101 to ENF107 but ENF103: what follows a breach, who watches, who is helped."""

from fractions import Fraction
from functools import cache
from typing import Any

import pytest
from rule_checking import agency, findings, only, places

from charter.designs import designs
from charter.dsl.findings import Finding
from charter.dsl.load import load
from charter.validators.check.engine import check

CODES = ("ENF101", "ENF102", "ENF103", "ENF104", "ENF105", "ENF106", "ENF107")


@cache
def of(design: str) -> tuple[Finding, ...]:
    return check(load(design), select=CODES).findings


def found(design: str, code: str, gaps: bool = False) -> list[tuple[str, str, str]]:
    """Severity, entity and line of text of the findings of a shipped design."""
    lines = designs()[design].path.read_text(encoding="utf-8").splitlines()
    told = [f for f in of(design) if f.code == code and (gaps or f.severity != "gap")]
    return [(f.severity, f.entity, lines[f.span.line - 1].split("[")[0].strip()) for f in told]


BODIES = """  organ Office { headed by Director, appointed by Assembly }
  organ Assembly { plenary; decides by majority of members }
  decision stop : sanction { step Assembly by %s }
"""
# the bodies stand on lines 6 to 8; the obligation begins on line 9, its clauses on line 10


def duty(*clauses: str, rule: str = "2/3 of members", members: str = "WEOG", more: str = "") -> str:
    told = "\n".join(f"    {c}" for c in clauses)
    return agency(f"{BODIES % rule}  obligation duty {{\n{told}\n  }}{more}", members)


def ladder(*rungs: str, force: str = "force binding", rule: str = "2/3 of members", inside: str = "") -> str:
    """A ladder whose first step stands on line 13."""
    told = "".join(f"\n      step {r}" for r in rungs)
    return duty("binds members", force, f"answered by {{{told}\n      {inside}\n    }}", rule=rule)


# ---- ENF101


def test_a_binding_duty_that_ends_in_words_is_an_error_at_its_last_step() -> None:
    one = only("ENF101", ladder("a : notice by Office", "b : report by Office", "c : publication by Office"))
    assert (one.severity, one.span.line, one.entity) == ("error", 15, "Agency.duty.c")
    assert one.message == "The strongest response to breach of “duty”, which is binding, is words"
    assert one.witness is not None
    assert [(s["step"], s["costs"]) for s in one.witness["steps"]] == [("a", "words"), ("b", "words"), ("c", "words")]
    assert one.witness["text"].startswith("a (notice) costs words, b (report) costs words")


@pytest.mark.parametrize(
    ("rung", "costs"), [("a : adjudication by Office", "a verdict"), ("a : remedy_order by Office", "a verdict")]
)
def test_a_verdict_is_not_enough(rung: str, costs: str) -> None:
    assert f"is {costs}" in only("ENF101", ladder(rung)).message


@pytest.mark.parametrize("kind", ["loss_of_vote", "fine", "compensation", "suspension", "expulsion", "trade_ban"])
def test_a_step_that_costs_something_is_enough(kind: str) -> None:
    assert findings("ENF101", ladder("a : notice by Office", f"b : {kind} by Office")) == []


@pytest.mark.parametrize(
    ("claim", "severity"),
    [
        ("force recommended", "warning"),
        ("force political", "warning"),
        ("depth 3", "warning"),
        ("force recommended ; depth 4", "warning"),
        ("force binding ; depth 1", "error"),
        ("force recommended ; depth 2", None),
        ("depth 0", None),
    ],
)
def test_what_the_duty_claims_decides(claim: str, severity: str | None) -> None:
    said = [f.severity for f in findings("ENF101", ladder("a : report by Office", force=claim))]
    assert said == ([] if severity is None else [severity])


@pytest.mark.parametrize("topic", ["sanction", "ladder", "enforcement"])
def test_that_there_is_no_sanction_is_a_finding_and_that_nothing_is_said_a_gap(topic: str) -> None:
    one = only("ENF101", duty("binds members", "force binding", f"no {topic}"))
    assert (one.severity, one.span.line, one.entity) == ("error", 12, "Agency.duty")
    assert one.witness is not None
    assert one.witness["text"] == f"the charter says `no {topic}`: breach of duty carries no sanction"
    whole = only("ENF101", duty("binds members", more=f"\n  no {topic}"))
    assert (whole.severity, whole.span.line) == ("warning", 9)
    gap = only("ENF101", duty("binds members", "force binding"))
    assert (gap.severity, gap.message) == ("gap", "Not stated: the consequences of breach of duty")
    assert findings("ENF101", duty("binds members")) == []


def test_a_step_of_no_kind_is_taken_for_what_its_decision_is_or_is_a_gap() -> None:
    assert findings("ENF101", ladder("a by stop")) == []
    gap = only("ENF101", ladder("a by Office"))
    assert (gap.severity, gap.entity) == ("gap", "Agency.duty.a")


def test_enf101_on_shipped_designs() -> None:
    assert found("ilo", "ENF101") == [
        ("error", "ILO.apply_conventions.action", "step action : recommendation by recommend_action, may")
    ]
    assert found("fsb", "ENF101") == [
        ("warning", "FSB.apply_standards.publish", "step publish : publication by Plenary, may"),
        (
            "warning",
            "FSB.be_assessed",
            'obligation be_assessed "Undergo assessment of the financial sector and peer review" {',
        ),
    ]
    assert [found(d, "ENF101", gaps=True) for d in ("icao", "iaea", "un", "iaia")] == [[], [], [], []]


# ---- ENF102


def test_a_last_step_that_anyone_can_stop_is_found_with_the_way_to_it() -> None:
    text = ladder("a : notice by Office", "b : fine by stop", rule="consensus")
    one = only("ENF102", text)
    assert (one.severity, one.span.line, one.entity) == ("warning", 14, "Agency.duty.b")
    assert one.message == (
        "The last step on breach of “duty”, b, needs Agency.stop, which any of the 29 members can veto"
    )
    assert one.witness is not None
    assert one.witness["path"] == [
        {"step": "a", "decision": None},
        {"step": "b", "decision": "Agency.stop", "vetoes": ["each of the 29 members"]},
    ]
    assert one.witness["text"] == "a, then b, which needs Agency.stop; any of the 29 members can veto it"


def test_only_the_last_step_counts_and_a_majority_is_silent() -> None:
    assert findings("ENF102", ladder("a : fine by stop", "b : notice by Office", rule="unanimity")) == []
    assert findings("ENF102", ladder("a : fine by stop")) == []
    assert findings("ENF102", ladder("a : fine by stop", rule="reverse consensus")) == []


def test_named_vetoes_are_named_and_an_organ_votes_by_its_own_rule() -> None:
    one = only("ENF102", ladder("a : fine by stop", rule="2/3 of members and concurring votes of { FRA, USA }"))
    assert one.witness is not None
    assert one.witness["path"][-1]["vetoes"] == ["FRA", "USA"]
    own = BODIES.replace("majority of members }", "consensus }") % "2/3 of members"
    step = "  obligation duty { binds members; answered by { step a : fine by Assembly, may } }"
    one = only("ENF102", agency(own + step))
    assert "needs a vote in Assembly, which any of the 29 members can veto" in one.message


def test_enf102_follows_a_referral_to_another_institution() -> None:
    assert found("iaea", "ENF102") == [
        ("warning", "IAEA.safeguards.refer", "step refer : referral to UN.SecurityCouncil, by UN.chapter_vii,")
    ]
    one = next(f for f in of("iaea") if f.code == "ENF102")
    assert one.witness is not None
    assert one.witness["path"][0] == {"step": "breach found", "decision": "find_noncompliance"}
    assert one.witness["path"][-1]["vetoes"] == ["CHN", "FRA", "GBR", "RUS", "USA"]
    assert [found(d, "ENF102") for d in ("icao", "iaia", "ilo")] == [[], [], []]
    assert [e for _, e, _ in found("un", "ENF102")] == ["UN.keep_the_peace.membership_ended"]


# ---- ENF103


@pytest.mark.parametrize(
    ("rung", "fires"),
    [
        ("out : expulsion, shall, after 1 year", False),
        ("out : expulsion, after 1 year", False),
        ("out : expulsion, may, after 1 year", True),
        ("out : expulsion by Assembly, shall, after 1 year", True),
        ('out : expulsion, shall, after "reasonable time"', True),
        ("out : expulsion, shall", True),
    ],
)
def test_what_comes_by_itself_after_a_time_has_a_clock(rung: str, fires: bool) -> None:
    assert places("ENF103", ladder(rung)) == ([(13, "Agency.duty.out")] if fires else [])


def test_the_time_after_which_a_loss_comes_by_itself_is_told() -> None:
    one = only("ENF103", ladder("cut : suspension by stop, may", "out : expulsion, shall, after 1 year"))
    assert one.witness is not None
    assert one.witness["timed"] == [{"step": "out", "days": Fraction(365)}]


# ---- ENF104


def test_peers_and_self_reports_are_no_monitors() -> None:
    text = duty("binds members", "monitored by members through peer review", "monitored by Office through self-report")
    one = only("ENF104", text)
    assert (one.severity, one.span.line, one.entity) == ("warning", 11, "Agency.duty")
    assert [label.span.line for label in one.labels] == [12]
    assert one.witness is not None
    assert [m["why"] for m in one.witness["monitors"]] == [
        "members review one another",
        "those bound report on themselves",
    ]


@pytest.mark.parametrize(
    ("clause", "fires"),
    [
        ("monitored by Office through inspection anywhere", False),
        ("monitored by Office through remote sensing", False),
        ("monitored by Office through complaint by any member", False),
        ("monitored by Office through whistle-blowers", False),
        ("monitored by members through inspection anywhere", True),
        ("monitored by FRA through inspection anywhere", True),
        ("monitored by CHN through inspection anywhere", False),
        ("monitored by Office through inspection anywhere, paid by FRA", True),
        ("monitored by Office through inspection anywhere, paid by CHN", False),
        ("monitored by Mates through inspection anywhere", True),
    ],
)
def test_who_watches_must_not_be_bound_nor_paid_by_the_bound(clause: str, fires: bool) -> None:
    body = f"{BODIES % '2/3 of members'}  obligation duty {{\n    binds members\n    {clause}\n  }}"
    text = agency(body.replace("binds members", "binds WEOG"), before="group Mates = { FRA, CHN }")
    assert places("ENF104", text) == ([(11, "Agency.duty")] if fires else [])


def test_a_monitor_appointed_by_the_watched_is_none() -> None:
    text = duty("binds { FRA, ITA }", "monitored by Eye through inspection anywhere",
                more="\n  organ Eye { experts 5 appointed by FRA }")  # fmt: skip
    one = only("ENF104", text)
    assert one.label == "Eye is appointed by FRA, whom it monitors"


def test_no_monitoring_is_a_finding_and_silence_a_gap() -> None:
    one = only("ENF104", duty("binds members", "no monitoring"))
    assert (one.severity, one.span.line) == ("warning", 11)
    gap = only("ENF104", duty("binds members", "force binding"))
    assert (gap.severity, gap.message) == ("gap", "Not stated: who monitors compliance (duty)")
    assert findings("ENF104", duty("binds members", "force political")) == []


@pytest.mark.parametrize(("does", "fires"), [("sets norms", True), ("certifies", True), ("assesses", False)])
def test_a_network_without_obligations_that_sets_norms_and_watches_nobody(does: str, fires: bool) -> None:
    text = agency(f"  mandate {{ {does} in ai }}\n  no monitoring", before="domain ai")
    assert places("ENF104", text) == ([(7, "Agency")] if fires else [])


def test_enf104_on_shipped_designs() -> None:
    assert [e for _, e, _ in found("fsb", "ENF104")] == ["FSB.apply_standards", "FSB.be_assessed"]
    assert [e for _, e, _ in found("oecd", "ENF104")] == ["OECD.undergo_review"]
    assert [found(d, "ENF104") for d in ("iaea", "icao", "iaia")] == [[], [], []]


# ---- ENF105


def test_expulsion_alone_is_a_warning_whatever_is_said_before_it() -> None:
    one = only("ENF105", ladder("a : notice by Office", "out : expulsion by stop"))
    assert (one.severity, one.span.line, one.entity) == ("warning", 14, "Agency.duty.out")
    assert one.witness is not None
    assert one.witness["text"] == "2 steps, 1 sanction: out (expulsion); a costs nothing"


@pytest.mark.parametrize(
    ("rungs", "severity"),
    [
        (("out : expulsion by stop",), "warning"),
        (("ban : trade_ban by members",), "warning"),
        (("vote : loss_of_vote by stop",), "note"),
        (("a : notice by Office", "vote : loss_of_vote by stop"), None),
        (("vote : loss_of_vote by stop", "out : expulsion by stop"), None),
        (("a : notice by Office",), None),
        (("a by Office", "out : expulsion by stop"), None),
    ],
)
def test_one_sanction_alone(rungs: tuple[str, ...], severity: str | None) -> None:
    assert [f.severity for f in findings("ENF105", ladder(*rungs))] == ([] if severity is None else [severity])


def test_enf105_leaves_icao_with_notes_and_the_others_alone() -> None:
    assert [s for s, _, _ in found("icao", "ENF105")] == ["note", "note"]
    assert [found(d, "ENF105") for d in ("iaea", "un", "ilo", "fsb", "iaia")] == [[], [], [], [], []]


# ---- ENF106


def test_retaliation_alone_is_a_note_with_what_the_weaker_half_has() -> None:
    one = only("ENF106", ladder("pay : compensation, may", "hit : retaliation by any member, may"))
    assert (one.severity, one.span.line, one.entity) == ("note", 14, "Agency.duty.hit")
    witness: Any = one.witness
    assert witness["sanctions"] == [{"step": "hit", "kind": "retaliation", "by": ["any member"]}]
    weak = witness["weaker_half"]
    from charter import world

    gdp = world.column("gdp")
    figures = sorted(v for p in world.group("WEOG") if isinstance(v := gdp.get(p), Fraction))
    assert (weak["members"], weak["of"]) == (len(figures) // 2, len(figures))
    assert weak["share"] == sum(figures[: len(figures) // 2], Fraction(0)) / sum(figures, Fraction(0))
    assert one.notes == (weak["text"],)


@pytest.mark.parametrize(
    "rungs",
    [
        ("hit : retaliation by any member", "vote : loss_of_vote by stop"),
        ("hit : retaliation by any member", "pay : compensation, shall"),
        ("ban : trade_ban by members",),
        ("vote : loss_of_vote, shall",),
        ("a : notice by Office",),
    ],
)
def test_a_sanction_taken_together_is_enough(rungs: tuple[str, ...]) -> None:
    assert findings("ENF106", ladder(*rungs)) == []


def test_enf106_on_shipped_designs() -> None:
    assert [found(d, "ENF106") for d in ("icao", "iaea", "un", "iaia")] == [[], [], [], []]


# ---- ENF107


def test_no_help_for_the_poorest_is_a_finding_that_counts_them() -> None:
    one = only("ENF107", duty("binds members", "force binding", "no help", members="{ FRA, MLI, TCD }"))
    assert (one.severity, one.span.line, one.entity) == ("warning", 12, "Agency.duty")
    assert one.witness is not None
    assert one.witness["poorest_bound"] == ["MLI", "TCD"]


@pytest.mark.parametrize(
    ("clause", "helped"),
    [("help for { MLI } from fund", ["MLI"]), ("grace 2 years for { MLI, TCD }", None), ("help for LDC", None)],
)
def test_help_must_reach_half_of_the_poorest(clause: str, helped: list[str] | None) -> None:
    clause = clause.replace(" from fund", "")
    text = duty("binds members", "force binding", clause, members="{ FRA, MLI, TCD, NER }")
    if helped is None:
        assert findings("ENF107", text) == []
        return
    one = only("ENF107", text)
    witness: Any = one.witness
    assert (one.span.line, witness["helped"], witness["share"]) == (12, helped, Fraction(1, 3))
    assert one.message == "Help reaches 1 of the 3 poorest that “duty” binds (33.3%); NER and TCD get none"


def test_silence_on_help_is_one_gap_and_the_rich_need_none() -> None:
    body = ("binds members", "force binding")
    two = "\n  obligation second {\n    binds members, without ratification\n  }"
    gap = only("ENF107", duty(*body, members="{ FRA, MLI }", more=two))
    assert (gap.severity, gap.entity) == ("gap", "Agency")
    assert findings("ENF107", duty(*body, members="{ FRA, DEU }")) == []
    assert findings("ENF107", duty("binds members", "force political", members="{ FRA, MLI }")) == []
    assert findings("ENF107", duty(*body, members="{ FRA, MLI }", more='\n  fund capacity "Fund"')) == []


def test_enf107_finds_nothing_in_the_proposal() -> None:
    assert found("iaia", "ENF107", gaps=True) == []
