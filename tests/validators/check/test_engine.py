"""The engine: every rule runs, one that breaks hides no other, and suppressions answer what they should."""

from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace

import pytest

from charter.dsl.findings import Finding
from charter.dsl.load import load
from charter.dsl.model.charter import Expectation
from charter.dsl.syntax.source import Source, Span
from charter.validators.check import engine, registry
from charter.validators.check.engine import Checked, check
from charter.validators.expectations.verdict import Verdict
from charter.validators.rules.case import Case, Rule
from charter.validators.rules.profile import Profile, reasons
from charter.validators.rules.structure import str102_self_perpetuating_seats as str102

CHARTER = """charter 1
use world
{file}
institution Agency {{
  members are WEOG & EU
  {institution}
  organ Assembly {{ plenary }}
  organ Council {{
    {organ}
    seats 10 {{
      {seats}
      3 designated by Council
      7 elected by Assembly
    }}
  }}
  organ Bureau {{
    {bureau}
    seats {{
      1 designated by Bureau
      4 elected by Assembly
    }}
  }}
}}
"""


def checked(text: str, **options: object) -> Checked:
    return check(load(Source("a.charter", text)), **options)  # type: ignore[arg-type]


def filled(**parts: str) -> str:
    return CHARTER.format(**{"file": "", "institution": "", "organ": "", "seats": "", "bureau": "", **parts})


def brief(found: Checked) -> list[tuple[str, int, str]]:
    return [(f.code, f.span.line, f.entity) for f in found.findings]


COUNCIL, BUREAU = ("STR102", 12, "Agency.Council"), ("STR102", 19, "Agency.Bureau")


def test_findings_come_in_the_order_of_the_text() -> None:
    assert brief(checked(filled())) == [COUNCIL, BUREAU]


@pytest.mark.parametrize(
    ("part", "left"),
    [
        ("file", []),
        ("institution", []),
        ("organ", [BUREAU]),
        ("seats", [BUREAU]),
        ("bureau", [COUNCIL]),
    ],
)
@pytest.mark.parametrize("code", ["STR102", "self-perpetuating-seats"])
def test_an_allow_answers_what_is_in_its_block(part: str, left: list[object], code: str) -> None:
    found = checked(filled(**{part: f'allow {code} because "memo 4"'}))
    assert brief(found) == left
    assert {(f.code, f.entity) for f in found.suppressed} == {
        (code_, entity) for code_, _, entity in (COUNCIL, BUREAU) if (code_, entity) not in [(c, e) for c, _, e in left]
    }


def test_the_smallest_block_answers_and_the_wider_allow_is_unused() -> None:
    text = filled(organ='allow STR102 because "a"', seats='allow STR102 because "b"')
    assert brief(checked(text)) == [("LNG601", 9, "Agency.Council.allow.STR102"), BUREAU]


def test_an_allow_that_answers_nothing_is_a_warning_that_names_its_block() -> None:
    found = checked(filled(bureau='allow REP103 because "memo 4"'))
    unused = found.findings[1]
    assert (unused.code, unused.severity, unused.span.line) == ("LNG601", "warning", 17)
    assert unused.message == "`allow REP103` answers no finding in Agency.Bureau"
    assert unused.witness == {"code": "REP103", "text": "no finding of REP103 in Agency.Bureau is left to answer"}


def test_an_allow_of_a_rule_that_was_not_run_is_not_called_unused() -> None:
    text = filled(bureau='allow REP103 because "memo 4"')
    assert brief(checked(text, select=["STR"])) == [COUNCIL, BUREAU]
    assert brief(checked(text, ignore=["STR", "REP103"])) == []


def test_an_unused_allow_can_itself_be_allowed_once() -> None:
    text = filled(file='allow LNG601 because "drafts come and go"', bureau='allow REP103 because "memo 4"')
    assert brief(checked(text)) == [COUNCIL, BUREAU]
    assert brief(checked(filled(file='allow LNG601 because "nothing"')))[0] == ("LNG601", 3, "allow.LNG601")


def test_an_unknown_code_is_an_error_with_near_codes() -> None:
    found = checked(filled(organ='allow STR1O2 because "memo 4"')).findings[0]
    assert (found.code, found.severity, found.span.line) == ("LNG602", "error", 9)
    assert found.witness is not None
    assert "STR102" in found.witness["near"]
    assert len(found.witness["near"]) <= 3


def test_errors_of_reading_are_neither_ignored_nor_allowed() -> None:
    text = filled(file='allow LNG201 because "later"').replace("elected by Assembly", "elected by Nobody", 1)
    found = checked(text, ignore=["LNG"], select=["LNG201"])
    assert [f.code for f in found.findings] == ["LNG201"]


def test_warnings_of_reading_can_be_allowed() -> None:
    text = filled(file='group Left = SIDS\nallow LNG203 because "kept for the annex"')
    found = checked(text)
    assert [f.code for f in found.findings] == ["STR102", "STR102"]
    assert [(f.code, f.span.line) for f in found.suppressed] == [("LNG203", 3)]


def test_the_longer_of_select_and_ignore_decides() -> None:
    assert brief(checked(filled(), select=["STR102"], ignore=["STR"])) == [COUNCIL, BUREAU]
    assert brief(checked(filled(), select=["STR"], ignore=["STR102"])) == []
    assert brief(checked(filled(), ignore=["str"])) == []


def test_selecting_what_is_no_code_says_so_with_near_codes() -> None:
    with pytest.raises(registry.UnknownCode) as raised:
        checked(filled(), select=["STR1O2"])
    assert raised.value.asked == "STR1O2"
    assert "STR102" in raised.value.near


def test_a_rule_that_raises_becomes_one_finding_and_hides_no_other(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(case: Case) -> Iterator[Finding]:
        yield case.finding(str102.RULE, case.institution.span, "half a result")
        raise ZeroDivisionError("division by zero")

    monkeypatch.setattr(str102, "check", broken)
    text = filled(institution='allow STR102 because "memo 4"\n  allow LNG901 because "never mind"').replace(
        "7 e", "4 e"
    )
    found = checked(text)
    assert [(f.code, f.severity, f.entity) for f in found.findings] == [
        ("LNG901", "error", "Agency"),
        ("LNG601", "warning", "Agency.allow.LNG901"),
        ("LNG308", "error", "Agency.Council"),
        ("REP103", "warning", "Agency.Council"),
    ]
    fault = found.findings[0]
    assert fault.span.line == 4
    assert "STR102 self-perpetuating-seats" in fault.message
    assert "ZeroDivisionError: division by zero" in fault.message
    assert found.faulty
    assert found.exit_code("never") == 2


def test_gaps_are_told_once_a_clause_and_once_for_what_a_syntax_error_hides(monkeypatch: pytest.MonkeyPatch) -> None:
    first, second = Rule("ZZZ101", "first", "warning"), Rule("ZZZ102", "second", "warning")

    def asks(rule: Rule) -> SimpleNamespace:
        def look(case: Case) -> Iterator[Finding]:
            for organ in case.institution.organs:
                yield case.gap(rule, organ.name_span, "a quorum", entity=organ.name)

        return SimpleNamespace(
            code=rule.code, name=rule.name, runs=True, everywhere=False, of_landscape=False, check=lambda: look
        )

    monkeypatch.setattr(registry, "entries", lambda: (asks(first), asks(second)))
    found = checked(filled())
    assert [(f.code, f.severity, f.entity) for f in found.findings] == [
        ("ZZZ101", "gap", f"Agency.{organ}") for organ in ("Assembly", "Council", "Bureau")
    ]
    assert found.findings[1].message == "Not stated: a quorum (Council)"
    assert found.findings[1].witness == {
        "missing": "a quorum",
        "needed_by": ["ZZZ101", "ZZZ102"],
        "text": "Not stated: a quorum (Council)",
    }
    broken = checked(filled(bureau="quorum of the whole"))
    line = next(f.span.line for f in broken.findings if f.code == "LNG104")
    assert [(f.entity, f.message) for f in broken.findings if f.severity == "gap"] == [
        ("Agency.Assembly", "Not stated: a quorum (Assembly)"),
        ("Agency.Council", "Not stated: a quorum (Council)"),
        (
            "Agency.Bureau",
            f"Not understood: line {line} was not understood; "
            "nothing is concluded about what rests on it: Agency.Bureau",
        ),
    ]


def test_nothing_but_the_reading_is_said_of_a_file_that_is_no_text(tmp_path: Path) -> None:
    path = tmp_path / "a.charter"
    path.write_bytes(b"charter 1\xff\n")
    found = check(load(path, name="a.charter"))
    assert [(f.code, f.span.line) for f in found.findings] == [("LNG101", 1)]
    assert found.exit_code() == 1


def test_the_worst_severity_and_the_exit_code() -> None:
    warned = checked(filled())
    assert warned.worst == "warning"
    assert (warned.exit_code(), warned.exit_code("error"), warned.exit_code("gap")) == (1, 0, 1)
    assert (warned.count("warning"), warned.count("error")) == (2, 0)
    clean = checked("charter 1\n")
    assert (clean.worst, clean.exit_code("gap")) == (None, 0)


@pytest.mark.parametrize(
    ("verdict", "scenario", "code"), [("refuted", None, 1), ("refuted", "x", 0), ("depends", None, 0)]
)
def test_a_refuted_expectation_fails_unless_a_scenario_refutes_it(
    verdict: str, scenario: str | None, code: int
) -> None:
    made = Verdict(Span("x", 1, 1, 1, 2), "a sentence", verdict, None, scenario, "Agency", binding=scenario is None)
    assert engine.exit_code((), [made], "error") == code
    assert engine.exit_code((), [made], "never") == 0


def test_expectations_that_cannot_be_evaluated_are_a_fault_and_hide_no_finding(monkeypatch: pytest.MonkeyPatch) -> None:
    from charter.validators.expectations import judging as expectations

    def broken(stage: object, expected: Expectation) -> tuple[str, dict[str, str]]:
        if "50%" in expected.text:
            raise RuntimeError("no game")
        return "proved", {"text": "so it is"}

    sentences = "  WEOG hold at least 50% of seats in Council\n  WEOG hold at least 10% of seats in Council\n"
    text = filled() + "expect Agency {\n" + sentences + "}\n"
    monkeypatch.setattr(expectations, "_judged", broken)
    found = checked(text)
    assert [f.code for f in found.findings] == ["STR102", "STR102", "LNG901"]
    assert (found.findings[-1].span.line, found.findings[-1].message) == (
        25,
        "the evaluation of `WEOG hold at least 50% of seats in Council` failed on Agency (RuntimeError: no game); "
        "the others were judged",
    )
    assert [v.verdict for v in found.verdicts] == ["unknown", "proved"]


def test_a_threshold_of_the_profile_moves_the_rule() -> None:
    from fractions import Fraction

    assert brief(checked(filled(), profile=Profile(self_perpetuating_share=Fraction(1, 4)))) == [COUNCIL]
    assert reasons()["dominant_payer"][0] == Fraction(1, 5)
    assert all(reason for _, reason in reasons().values())


def test_a_reform_is_checked_whole_and_its_allow_answers_only_itself() -> None:
    reform = (
        'reform Better of Agency {\n  allow STR102 because "step by step"\n  change organ Bureau { remove seats }\n}\n'
    )
    found = checked(filled() + reform)
    assert [(f.code, f.entity) for f in found.findings] == [(COUNCIL[0], COUNCIL[2]), (BUREAU[0], BUREAU[2])]
    assert [(f.code, f.entity) for f in found.suppressed] == [("STR102", "Better.Council")]


def test_an_allow_that_a_reform_inherits_is_not_called_unused_there() -> None:
    text = filled(bureau='allow STR102 because "memo 4"') + (
        "reform Better of Agency {\n  change organ Bureau {\n    remove seats\n  }\n}\n"
    )
    found = checked(text)
    assert [f.code for f in found.findings] == ["STR102", "STR102"]
    assert [f.entity for f in found.findings] == ["Agency.Council", "Better.Council"]


RULE_FILE = '''"""Organs have names.

## What it checks
"""
from charter.validators.rules.case import Rule

RULE = Rule("STR199", "named-organ", "note", "nobody")


def check(case):
    for organ in case.institution.organs:
        yield case.finding(RULE, organ.name_span, f"{organ.name} has a name", entity=organ.name)
'''


def test_adding_a_rule_takes_one_new_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from charter.validators.rules import structure

    (tmp_path / "structure").mkdir()
    (tmp_path / "structure" / "str199_named_organ.py").write_text(RULE_FILE)
    monkeypatch.setattr(registry, "_RULES", tmp_path)
    monkeypatch.setattr(structure, "__path__", [*structure.__path__, str(tmp_path / "structure")])
    registry.entries.cache_clear()
    registry.page_codes.cache_clear()
    try:
        found = checked(filled(), select=["STR199"])
        assert [(f.code, f.entity) for f in found.findings] == [
            ("STR199", "Agency.Assembly"),
            ("STR199", "Agency.Council"),
            ("STR199", "Agency.Bureau"),
        ]
        assert registry.explain("named-organ").startswith("STR199 named-organ (note)\n\nOrgans have names.")
    finally:
        registry.entries.cache_clear()
        registry.page_codes.cache_clear()


def test_listing_the_rules_imports_none() -> None:
    import subprocess
    import sys

    code = (
        "import sys; from charter.validators.check import registry; registry.codes(); "
        "print([m for m in sys.modules if 'rules.voting' in m or 'rules.language' in m or m == 'numpy'])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_explain_finds_codes_and_names_and_knows_what_is_near() -> None:
    page = registry.explain("str102")
    assert page.startswith("STR102 self-perpetuating-seats (warning)\n\nSeats that the outgoing organ fills itself")
    assert page.rstrip().endswith(f"Source: {str102.RULE.source}")
    assert registry.explain("self-perpetuating-seats") == page
    with pytest.raises(registry.UnknownCode) as raised:
        registry.explain("STR12")
    assert raised.value.near[0] == "STR102"
    with pytest.raises(registry.UnknownCode) as nothing:
        registry.explain("???")
    assert nothing.value.near == ()
