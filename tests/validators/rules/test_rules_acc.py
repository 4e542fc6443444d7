"""ACC101 to ACC105: evaluation, complaints, publication, experts, heads."""

from functools import cache
from typing import Any

import pytest
from rule_checking import agency, findings, only

from charter.designs import designs
from charter.dsl.findings import Finding
from charter.dsl.load import load
from charter.validators.check.engine import check

CODES = ("ACC101", "ACC102", "ACC103", "ACC104", "ACC105")


@cache
def of(design: str) -> tuple[Finding, ...]:
    return check(load(design), select=CODES).findings


def found(design: str, code: str, gaps: bool = False) -> list[tuple[str, str, str]]:
    """Severity, entity and line of text of the findings of a shipped design."""
    lines = designs()[design].path.read_text(encoding="utf-8").splitlines()
    told = [f for f in of(design) if f.code == code and (gaps or f.severity != "gap")]
    return [(f.severity, f.entity, lines[f.span.line - 1].split("[")[0].strip()) for f in told]


BODIES = """  organ Assembly { plenary; decides by majority of members }
  organ Office : secretariat { headed by Director, appointed by Assembly, for 4 years }
"""
# the bodies stand on lines 6 and 7; what is added begins on line 8


def with_bodies(clauses: str, before: str = "") -> str:
    return agency(BODIES + clauses, before=before)


# ---- ACC101


@pytest.mark.parametrize(
    ("clauses", "tie", "line"),
    [
        ("headed by Eye, appointed by Office", "appointed by Office", 9),
        ("headed by Eye, appointed by Director", "appointed by Director", 9),
        ("headed by Eye, appointed by Assembly with approval of Office", "appointed with the approval of Office", 9),
        ("headed by Eye, appointed by Assembly on nomination of Director", "nominated by Director", 9),
        ("experts 3 appointed by Director", "appointed by Director", 9),
        ("part of Office", "part of Office", 9),
        ("paid by Office", "paid by Office", 9),
    ],
)
def test_an_evaluator_that_hangs_on_the_evaluated(clauses: str, tie: str, line: int) -> None:
    one = only("ACC101", with_bodies(f"  organ Evaluation : evaluator {{\n    {clauses}\n    evaluates Office\n  }}"))
    assert (one.severity, one.span.line, one.entity) == ("note", line, "Agency.Evaluation")
    assert one.message == f"The Evaluation evaluates Office and is {tie}"
    assert one.witness is not None
    assert one.witness["text"] == f"Evaluation evaluates Office; it is {tie}"


@pytest.mark.parametrize("clauses", ["headed by Eye, appointed by Assembly", "paid by Assembly", "staff 20"])
def test_an_evaluator_that_others_appoint_is_silent(clauses: str) -> None:
    text = with_bodies(f"  organ Evaluation : evaluator {{\n    {clauses}\n    evaluates Office\n  }}")
    assert findings("ACC101", text) == []


def test_no_evaluation_is_a_finding_and_silence_a_gap_where_there_is_an_office() -> None:
    one = only("ACC101", with_bodies("  no evaluation"))
    assert (one.severity, one.span.line, one.entity) == ("note", 8, "Agency")
    gap = only("ACC101", with_bodies(""))
    assert (gap.severity, gap.message) == ("gap", "Not stated: independent evaluation")
    assert findings("ACC101", agency("  organ Assembly { plenary }")) == []


def test_acc101_on_shipped_designs() -> None:
    assert found("iaia", "ACC101", gaps=True) == []
    assert [s for s, _, _ in found("un", "ACC101", gaps=True)] == ["gap"]
    assert found("icao", "ACC101", gaps=True) == found("fsb", "ACC101", gaps=True) == []


# ---- ACC102


@pytest.mark.parametrize(
    ("powers", "severity", "told"),
    [
        ("", "note", ["it neither sanctions nor finances"]),
        ("  mandate { sanctions in ai }\n", "warning", ["it sanctions"]),
        ("  mandate { finances in ai }\n", "warning", ["it finances"]),
        ('  fund money "Fund"\n', "warning", ["it finances"]),
        ("  obligation duty { binds members; answered by { step s : fine by Office } }\n", "warning", ["it sanctions"]),
        ("  obligation duty { binds members; answered by { step s : notice by Office } }\n", "note", []),
    ],
)
def test_no_complaint_channel_weighs_more_where_there_is_power(powers: str, severity: str, told: list[str]) -> None:
    one = only("ACC102", with_bodies(f"  no complaint channel\n{powers}", before="domain ai"))
    assert (one.severity, one.span.line, one.entity) == (severity, 8, "Agency")
    assert all(each in (one.witness or {})["text"] for each in told)


@pytest.mark.parametrize(
    ("more", "severity"),
    [
        ("", ["gap"]),
        ("  organ Panel { hears complaints from any member }", []),
        ("  obligation duty { binds members; monitored by Office through whistle-blowers }", []),
        ("  obligation duty { binds members; monitored by Office through complaint by any member }", []),
        ("  decision judge : dispute { proposed by any member; step Assembly }", []),
        ("  decision judge : dispute { step Assembly }", ["gap"]),
    ],
)
def test_whoever_hears_complaints_is_a_channel(more: str, severity: list[str]) -> None:
    text = with_bodies(f"  mandate {{ finances in ai }}\n{more}", before="domain ai")
    assert [f.severity for f in findings("ACC102", text)] == severity


def test_acc102_on_shipped_designs() -> None:
    assert found("fsb", "ACC102") == [("note", "FSB", "no complaint channel")]
    assert [found(d, "ACC102", gaps=True) for d in ("ilo", "icao", "iaia")] == [[], [], []]


# ---- ACC103


@pytest.mark.parametrize(
    ("clauses", "line", "entity"),
    [
        ("  no publication", 8, "Agency"),
        ("  organ Council {\n    no publication\n  }", 9, "Agency.Council"),
        ("  decision adopt : standard {\n    step Assembly\n    no publication\n  }", 10, "Agency.adopt"),
    ],
)
def test_that_nothing_is_published_is_a_note_where_it_is_said(clauses: str, line: int, entity: str) -> None:
    one = only("ACC103", with_bodies(clauses))
    assert (one.severity, one.span.line, one.entity) == ("note", line, entity)
    assert (one.witness or {})["text"].endswith("`no publication`")


@pytest.mark.parametrize(
    ("more", "severity"),
    [
        ("", ["gap"]),
        ("    publishes reports\n", []),
        ("    publishes votes, reasons\n", []),
    ],
)
def test_silence_on_publication_is_one_gap(more: str, severity: list[str]) -> None:
    text = with_bodies(
        f"  decision adopt : standard {{\n    step Assembly\n{more}  }}\n  decision b : budget {{ step Assembly }}"
    )
    told = findings("ACC103", text)
    assert [f.severity for f in told] == severity
    assert [f.entity for f in told] == ["Agency"] * len(severity)


def test_an_institution_that_decides_nothing_has_nothing_to_publish() -> None:
    assert findings("ACC103", with_bodies("")) == []


def test_acc103_on_shipped_designs() -> None:
    assert found("fsb", "ACC103", gaps=True) == [("gap", "FSB", 'institution FSB "Financial Stability Board" {')]
    assert found("iaia", "ACC103", gaps=True) == []


# ---- ACC104


def panel(*clauses: str) -> str:
    """An organ of 20 experts whose further clauses begin on line 10."""
    told = "\n".join(f"    {c}" for c in clauses)
    return with_bodies(f"  organ Panel {{\n    experts 20 appointed by Assembly\n{told}\n  }}")


def test_experts_of_a_draft_that_drops_the_rules_on_interests_and_affiliation() -> None:
    one = only("ACC104", panel("at most 2 of one nationality", "no conflict of interest rule", "no affiliation cap"))
    assert (one.severity, one.span.line, one.entity) == ("warning", 11, "Agency.Panel")
    assert [label.span.line for label in one.labels] == [12]
    assert one.message == "The Panel has experts and no rule on conflicts of interest and no cap on one affiliation"
    witness: Any = one.witness
    assert witness["missing"] == ["no rule on conflicts of interest", "no cap on one affiliation"]
    assert witness["stated"] == ["at most 2 of one nationality"]


@pytest.mark.parametrize(("cap", "fires"), [(1, False), (4, False), (5, True), (20, True)])
def test_a_cap_of_a_quarter_is_none(cap: int, fires: bool) -> None:
    told = findings("ACC104", panel(f"at most {cap} of one nationality"))
    assert [(f.span.line, f.severity) for f in told] == ([(10, "warning")] if fires else [])


@pytest.mark.parametrize(
    ("clauses", "severity"),
    [
        ((), ["gap"]),
        (("discloses interests",), []),
        (("self-nomination barred",), []),
        (("at most 2 of one affiliation",), []),
        (("at least half from WEOG",), ["gap"]),
    ],
)
def test_experts_of_whom_nothing_is_said_are_one_gap(clauses: tuple[str, ...], severity: list[str]) -> None:
    told = findings("ACC104", panel(*clauses))
    assert [(f.severity, f.span.line) for f in told] == [(s, 9) for s in severity]


def test_acc104_on_shipped_designs() -> None:
    assert [found(d, "ACC104", gaps=True) for d in ("un_ai_panel", "icao", "iaia")] == [[], [], []]


# ---- ACC105


def head(how: str, more: str = "", kind: str = " : secretariat") -> str:
    """A secretariat whose head stands on line 9."""
    return agency(
        f"  organ Assembly {{ plenary }}\n\n  organ Staff{kind} {{\n    headed by Chief{how}\n    {more}\n  }}"
    )


@pytest.mark.parametrize(
    ("how", "more", "fault"),
    [
        (', by custom "a citizen of the host"', "", 'chosen by custom ("a citizen of the host")'),
        (", appointed by Assembly, for 5 years", "no term limit", "`no term limit`"),
        (", appointed by Assembly, for 5 years", "no removal", "`no removal`"),
        (", appointed by Assembly", "", "no term, term limit or removal procedure is stated"),
    ],
)
def test_what_is_unwritten_or_unlimited_is_a_note_at_the_head(how: str, more: str, fault: str) -> None:
    one = only("ACC105", head(how, more))
    assert (one.severity, one.span.line, one.entity) == ("note", 9, "Agency.Staff")
    assert one.message == f"Chief, who heads Staff: {fault}"
    witness: Any = one.witness
    assert witness["term"] == ("5 years" if "5 years" in how else None)
    assert fault in witness["text"]


@pytest.mark.parametrize(
    ("how", "more"),
    [
        (", appointed by Assembly, for 5 years", ""),
        (", appointed by Assembly, at most 2 terms", ""),
        (", appointed by Assembly, dismissed by Assembly", ""),
        (", appointed by Assembly", "dismissed by Assembly"),
        (", appointed by Assembly", "term 4 years"),
        ("", ""),
    ],
)
def test_a_term_a_limit_or_a_removal_that_is_written_is_silent(how: str, more: str) -> None:
    assert findings("ACC105", head(how, more)) == []


def test_only_those_who_run_an_office_are_heads() -> None:
    assert findings("ACC105", head(", appointed by Assembly", kind=" : tribunal")) == []
    assert findings("ACC105", head(", appointed by Assembly", kind="")) == []
    assert len(findings("ACC105", head(", appointed by Assembly", "staff 20", kind=""))) == 1


def test_acc105_on_shipped_designs() -> None:
    assert found("un", "ACC105") == [("note", "UN.Secretariat", "headed by SecretaryGeneral,")]
    assert [e for _, e, _ in found("ilo", "ACC105")] == ["ILO.Office"]
    assert [found(d, "ACC105") for d in ("iaea", "oecd", "icao", "fsb", "iaia")] == [[], [], [], [], []]


@pytest.mark.parametrize("design", ["icao", "itu", "eu_council"])
def test_what_is_mostly_unknown_has_few_gaps_and_no_warning(design: str) -> None:
    said = [f.severity for f in of(design)]
    assert said == ["gap"] * len(said)
    assert len(said) <= 1
