"""The forms of findings: full with carets under the right characters, concise, and JSON by its published schema."""

import json
from fractions import Fraction
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from cli_helpers import CLEAN, Run, write

from charter.cli.check_result import CheckResult
from charter.cli.output.check_forms.full import show
from charter.cli.output.check_forms.full import written as full
from charter.cli.output.check_forms.json import plain
from charter.cli.output.check_forms.json import written as as_json
from charter.cli.terminal import Paint, spread, visible, width
from charter.dsl.findings import Finding, Label
from charter.dsl.model import Citation
from charter.dsl.syntax.source import Source, Span
from charter.validators.expectations.verdict import Verdict

SCHEMA = json.loads((Path(__file__).parents[3] / "docs" / "schema" / "check-1.json").read_text(encoding="utf-8"))
PLAIN = Paint(False)
TEXT = """charter 1

institution IAIA {
  decision find_breach : finding {
    step Council by 2/3 of seats
  }
}
"""


def at(line: int, column: int, end: int, file: str = "iaia.charter", end_line: int | None = None) -> Span:
    return Span(file, line, column, end_line or line, end)


def finding(span: Span, **more: Any) -> Finding:
    return Finding(span, "VOT104", "judge-in-own-case", "error", "the accused can block", **more)


def shown(finding: Finding, text: str = TEXT) -> list[str]:
    return show(finding, {"iaia.charter": Source("iaia.charter", text)}, PLAIN).splitlines()


def test_the_whole_shape() -> None:
    told = finding(
        at(4, 3, 33),
        label="needs 20 of 30 seats",
        labels=(Label(at(5, 5, 17), "here"),),
        citations=(Citation(at(5, 1, 2), "statute", "XII.C"),),
        witness={"text": "USA, with 10 others, stops it"},
        notes=("one note",),
        help="bar the accused:\n`accused barred`",
    )
    assert shown(told) == [
        "error[VOT104] the accused can block",
        " --> iaia.charter:4:3",
        "  |",
        "4 |   decision find_breach : finding {",
        "  |   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ needs 20 of 30 seats",
        "5 |     step Council by 2/3 of seats",
        "  |     ------------ here",
        "  |",
        "  = source: statute XII.C",
        "  = witness: USA, with 10 others, stops it",
        "  = note: one note",
        "  = help: bar the accused:",
        "          `accused barred`",
        "  = see: charter explain VOT104",
    ]


def test_the_line_after_is_shown_and_distant_lines_are_parted() -> None:
    assert shown(finding(at(4, 3, 11)))[3:6] == [
        "4 |   decision find_breach : finding {",
        "  |   ^^^^^^^^",
        "5 |     step Council by 2/3 of seats",
    ]
    told = finding(at(5, 5, 9), labels=(Label(at(1, 1, 8), "version"),))
    assert shown(told)[2:8] == [
        "  |",
        "1 | charter 1",
        "  | ------- version",
        "...",
        "5 |     step Council by 2/3 of seats",
        "  |     ^^^^",
    ]


def test_a_label_in_another_file_and_one_in_a_file_without_text() -> None:
    told = finding(
        at(5, 5, 9), labels=(Label(at(1, 1, 8, "un.charter"), "there"), Label(at(9, 1, 2, "gone.charter"), "nowhere"))
    )
    sources = {"iaia.charter": Source("iaia.charter", TEXT), "un.charter": Source("un.charter", "charter 1\n")}
    lines = show(told, sources, PLAIN).splitlines()
    assert lines[5:10] == [" ::: un.charter:1:1", "  |", "1 | charter 1", "  | ------- there", "  |"]
    assert "nowhere" not in "\n".join(lines)


def test_a_span_over_several_lines_is_marked_to_the_end_of_its_first() -> None:
    assert shown(finding(at(4, 3, 4, end_line=6)))[4] == "  |   " + "^" * 32


@pytest.mark.parametrize(("line", "column"), [(99, 1), (1, 500), (8, 1), (2, 1)])
def test_a_place_outside_the_text_does_no_harm(line: int, column: int) -> None:
    lines = shown(finding(at(line, column, column)))
    assert lines[1].strip() == f"--> iaia.charter:{line}:{column}"
    assert lines[-1].strip() == "= see: charter explain VOT104"


@pytest.mark.parametrize(
    ("line", "target"),
    [
        ('  organ Rat "理事会" by seatz', "seatz"),
        ("\torgan\tRat by seatz", "seatz"),
        ("  e\u0301galite\u0301 by seatz", "seatz"),
        ("  \u202eorgan\u202c \x1b[31mRat by seatz", "seatz"),
        ("  \U0001f600\U0001f600 by 理事会", "理事会"),
    ],
)
def test_carets_stand_under_what_they_mean(line: str, target: str) -> None:
    column = line.index(target) + 1
    told = finding(at(1, column, column + len(target)), label="here")
    _, _, _, source, carets, *_ = shown(told, line + "\n")
    before, after = source[: source.index(target)], source[source.index(target) :]
    assert carets.index("^") == width(before)
    assert carets.count("^") == width(after[: len(target)])
    assert carets.endswith(" here")
    assert "\t" not in source
    assert "\x1b" not in source
    assert "\u202e" not in source


def test_what_could_steer_a_terminal_is_written_out() -> None:
    assert visible("a\x1b[2Jb\u202ec\u2028d\te\x85f\u200bg") == "a<U+001B>[2Jb<U+202E>c<U+2028>d e<U+0085>f<U+200B>g"
    assert visible("Côte d’Ivoire 理事会") == "Côte d’Ivoire 理事会"
    assert spread("\ta\tb") == ("    a   b", [0, 4, 5, 8, 9])


def test_nothing_from_a_charter_reaches_the_terminal_raw(run: Run, folder: Path) -> None:
    evil = "\x1b]0;owned\x07\u202e\u2066"
    text = CLEAN.replace("institution Club", f'institution Club "{evil}"').replace("members\n  }", "nobody\n  }")
    write(folder, text.replace("plenary", f'plenary # {evil}\n    note "{evil}"\n    seat {evil}'))
    for form in ("full", "concise", "json"):
        result = run("check", "club.charter", "--format", form)
        assert result.exit_code == 1
        assert not set("\x1b\x07\u202e\u2066") & set(result.stdout)
    for command in ("fmt", "export", "render"):
        assert not set("\x1b\x07\u202e\u2066") & set(run(command, "club.charter").stderr)


WITNESS = {
    "text": "10/30",
    "share": Fraction(1, 3),
    "seats": 10,
    "who": ("USA", "CHN"),
    "set": frozenset({"b", "a"}),
    "at": at(1, 1, 2),
    "of": {Fraction(2): None},
}


def test_a_witness_as_json() -> None:
    assert plain(WITNESS) == {
        "text": "10/30",
        "share": "1/3",
        "seats": 10,
        "who": ["USA", "CHN"],
        "set": ["a", "b"],
        "at": {"file": "iaia.charter", "line": 1, "column": 1, "end_line": 1, "end_column": 2},
        "of": {"2": None},
    }


def outcome() -> CheckResult:
    told = finding(at(4, 3, 33), entity="IAIA.find_breach", witness=WITNESS, help="bar it")
    verdicts = (
        Verdict(at(5, 1, 9), "no member can block find_breach", "proved", None, None, "IAIA"),
        Verdict(at(6, 1, 9), "FrontierStates hold", "refuted", {"text": "5/30"}, "us_stays_out", "IAIA", False),
    )
    return CheckResult((told,), verdicts, {"iaia.charter": Source("iaia.charter", TEXT)}, charters=1)


def test_the_json_contract_field_by_field() -> None:
    data = json.loads(as_json(outcome(), Paint(False)))
    jsonschema.validate(data, SCHEMA)
    assert list(data) == [
        "version",
        "findings",
        "expectations",
        "summary",
        "suppressed",
        "more",
        "since",
        "gone",
    ]
    assert data["version"] == 1
    assert data["findings"] == [
        {
            "code": "VOT104",
            "name": "judge-in-own-case",
            "severity": "error",
            "message": "the accused can block",
            "entity": "IAIA.find_breach",
            "file": "iaia.charter",
            "line": 4,
            "column": 3,
            "end_line": 4,
            "end_column": 33,
            "citations": [],
            "witness": plain(WITNESS),
            "help": "bar it",
            "edit": None,
            "fingerprint": outcome().findings[0].fingerprint,
        }
    ]
    assert data["expectations"] == [
        {
            "text": "no member can block find_breach",
            "verdict": "proved",
            "witness": None,
            "scenario": None,
            "file": "iaia.charter",
            "line": 5,
            "before": None,
        },
        {
            "text": "FrontierStates hold",
            "verdict": "refuted",
            "witness": {"text": "5/30"},
            "scenario": "us_stays_out",
            "file": "iaia.charter",
            "line": 6,
            "before": None,
        },
    ]
    assert (data["since"], data["gone"]) == (None, [])
    assert data["summary"] == {
        "error": 1,
        "warning": 0,
        "note": 0,
        "gap": 0,
        "proved": 1,
        "refuted": 1,
        "depends": 0,
        "unknown": 0,
        "known": 0,
        "before": 0,
        "stood": 0,
        "suppressed": 0,
    }


def test_expectations_in_full() -> None:
    assert full(outcome(), PLAIN).splitlines()[-6:] == [
        "expectations in iaia.charter",
        "  proved      5  no member can block find_breach",
        "  refuted     6  in scenario us_stays_out: FrontierStates hold",
        "           = witness: 5/30",
        "",
        "1 error in 1 charter; of 2 expectations 1 proved, 1 refuted",
    ]


def test_what_a_reform_mends_is_told_with_what_it_was_before() -> None:
    before = ("refuted", {"text": "USA saying no", "members": ("USA",)})
    mended = Verdict(at(5, 1, 9), "no member can block amend", "proved", {"text": "3 needed"}, None, "R", True, before)
    missed = Verdict(at(6, 1, 9), "no member can block decide", "unknown", None, None, "R", True, ("unknown", None))
    whole = CheckResult((), (mended, missed), {"iaia.charter": Source("iaia.charter", TEXT)}, charters=1)
    assert full(whole, PLAIN).splitlines() == [
        "expectations in iaia.charter",
        "  proved      5  no member can block amend",
        "           = witness: 3 needed",
        "           = before: refuted: USA saying no",
        "  unknown     6  no member can block decide",
        "           = before: unknown",
        "",
        "no findings in 1 charter; of 2 expectations 1 proved, 1 unknown; 1 refuted before, proved after",
    ]
    data = json.loads(as_json(whole, Paint(False)))
    jsonschema.validate(data, SCHEMA)
    assert [e["before"] for e in data["expectations"]] == [
        {"verdict": "refuted", "witness": {"text": "USA saying no", "members": ["USA"]}},
        {"verdict": "unknown", "witness": None},
    ]


def test_a_refutation_fails_in_the_base_case_and_not_in_a_scenario() -> None:
    whole = outcome()
    assert CheckResult((), whole.verdicts).exit_code("error") == 0
    base = Verdict(at(6, 1, 9), "FrontierStates hold", "refuted", None, None, "IAIA")
    assert CheckResult((), (base,)).exit_code("error") == 1
    assert CheckResult((), (base,)).exit_code("never") == 0


@pytest.mark.parametrize("design", ["iaea", "ilo", "un", "iaia"])
def test_every_design_keeps_the_contract(run: Run, design: str) -> None:
    result = run("check", design, "--format", "json")
    data = json.loads(result.stdout)
    jsonschema.validate(data, SCHEMA)
    assert result.stdout.isascii()
    severities = [each["severity"] for each in data["findings"]]
    assert {kind: severities.count(kind) for kind in ("error", "warning", "note", "gap")} == {
        kind: data["summary"][kind] for kind in ("error", "warning", "note", "gap")
    }
    assert result.exit_code == (1 if data["summary"]["error"] + data["summary"]["warning"] else 0)
    assert all(not Path(each["file"]).is_absolute() and "\\" not in each["file"] for each in data["findings"])
