"""What is left out is said: what an `allow` answers, the rest of too many, estimates, and cells that are formulas."""

import csv
import io
import json
from pathlib import Path

import jsonschema
import pytest
from cli_helpers import CLEAN, Run, write
from flawed import EXPEL, FLAWED, STEP, VETO
from hypothesis import given
from hypothesis import strategies as st
from repositories import commit, git

from charter.cli.output.formats.rows import csv_text

SCHEMAS = Path(__file__).parents[2] / "docs" / "schema"
SARIF = json.loads((Path(__file__).parent / "output" / "data" / "sarif-excerpt.json").read_text(encoding="utf-8"))
REASON = "agreed in 1957, see memo 4"
ALLOWED = FLAWED.replace("    step Assembly\n", f'    allow VOT101 because "{REASON}"\n    step Assembly\n', 1)


def test_what_is_allowed_is_told_with_its_reason_in_every_form(run: Run, folder: Path) -> None:
    write(folder, 'select = ["VOT101", "VOT107"]\n', "charter.toml")
    write(folder, ALLOWED)
    full = run("check", "club.charter").output
    assert f"allowed\n  error[VOT101] club.charter:{EXPEL}:12: {VETO}\n" in full
    assert f"    = because: {REASON}\n" in full
    assert full.splitlines()[-1].endswith("; 1 finding allowed")
    assert run("check", "club.charter", "--format", "concise").output.endswith("; 1 finding allowed\n")
    data = json.loads(run("check", "club.charter", "--format", "json").output)
    jsonschema.validate(data, json.loads((SCHEMAS / "check-1.json").read_text(encoding="utf-8")))
    assert [(f["code"], f["line"], f["reason"]) for f in data["suppressed"]] == [("VOT101", EXPEL, REASON)]
    assert (data["summary"]["suppressed"], [f["code"] for f in data["findings"]]) == (1, ["VOT107"])
    sarif = json.loads(run("check", "club.charter", "--format", "sarif").output)
    jsonschema.validate(sarif, SARIF)
    results = sarif["runs"][0]["results"]
    assert [(r["ruleId"], [s["justification"] for s in r.get("suppressions", ())]) for r in results] == [
        ("VOT107", []), ("VOT101", [REASON]), ("expectation", []),
    ]  # fmt: skip
    (suppression,) = results[1]["suppressions"]
    assert suppression["kind"] == "inSource"
    assert suppression["location"]["physicalLocation"]["region"]["startLine"] == STEP
    comment = run("check", "club.charter", "--format", "markdown").output
    assert "<details><summary>1 allowed</summary>" in comment
    assert f"| club.charter:{EXPEL} | error **VOT101** {VETO} | {REASON} |" in comment


@pytest.mark.parametrize("form", ["md", "html"])
def test_a_report_has_what_is_allowed(run: Run, folder: Path, form: str) -> None:
    write(folder, 'select = ["VOT101", "VOT107"]\n', "charter.toml")
    write(folder, ALLOWED)
    run("report", "club.charter", "-o", f"club.{form}")
    text = (folder / f"club.{form}").read_text(encoding="utf-8")
    assert "What was found, and is accepted for a reason" in text
    assert REASON in text
    assert VETO in text


@pytest.mark.parametrize(
    "clause",
    [
        'allow VOT101 because ""',
        'allow VOT101 because "  "',
        'allow VOT101 because "…"',
        "allow VOT101",
        "allow VOT101 because",
    ],
)
def test_an_allow_with_a_mistake_answers_nothing(run: Run, folder: Path, clause: str) -> None:
    write(folder, FLAWED.replace("    step Assembly\n", f"    {clause}\n    step Assembly\n", 1))
    output = run("check", "club.charter", "--format", "concise").output
    assert f"club.charter:{STEP}:" in output
    assert "error[LNG" in output
    assert f"error[VOT101] {VETO}" in output
    assert "allowed" not in output.splitlines()[-1]


def test_an_allow_that_a_branch_brings_is_told(run: Run, folder: Path) -> None:
    git(folder, "init", "-q", "-b", "main")
    write(folder, 'select = ["VOT101"]\n', "charter.toml")
    write(folder, FLAWED)
    commit(folder)
    write(folder, ALLOWED)
    said = run("check", "club.charter", "--diff-base", "main").output
    assert f"= because: {REASON}" in said
    commit(folder)
    assert "because" not in run("check", "club.charter", "--diff-base", "HEAD").output


MANY = "".join(f"  decision d{n} : admission {{ step Nowhere{n} }}\n" for n in range(150))


def test_of_too_many_findings_the_rest_is_counted(run: Run, folder: Path) -> None:
    """150 steps in undeclared organs: 100 are told, 50 counted; `--most` says otherwise."""
    write(folder, CLEAN.replace("\n}\n", f"\n{MANY}}}\n"))
    output = run("check", "club.charter", "--format", "concise").output.splitlines()
    assert sum("error[LNG201]" in line for line in output) == 100
    assert "and 50 more of LNG201 (error) in club.charter" in output
    assert output[-1].startswith("150 errors")
    data = json.loads(run("check", "club.charter", "--format", "json").output)
    assert {"file": "club.charter", "code": "LNG201", "severity": "error", "number": 50} in data["more"]
    assert data["summary"]["error"] == 150
    for form in ("full", "sarif", "github", "gitlab", "junit", "markdown"):
        assert "and 50 more of LNG201" in run("check", "club.charter", "--format", form).output.replace("\\", "")
    sarif = json.loads(run("check", "club.charter", "--format", "sarif").output)
    jsonschema.validate(sarif, SARIF)
    everything = run("check", "club.charter", "--most", "0", "--format", "concise").output
    assert everything.count("error[LNG201]") == 150
    assert "more of" not in everything


@given(st.lists(st.text(max_size=12), min_size=1, max_size=4))
def test_no_cell_is_a_formula(cells: list[str]) -> None:
    """A reader that takes cells as they come meets none that begins as a formula and is no number."""
    (row,) = csv.reader(io.StringIO(csv_text([cells])))
    for cell in row:
        assert cell[:1] not in ("=", "+", "-", "@", "\t", "\r") or cell[1:2].isdigit()


@pytest.mark.parametrize(
    ("cell", "shown"),
    [
        ("=HYPERLINK(1)", "'=HYPERLINK(1)"),
        ("+1+cmd|' /C calc'!A0", "'+1+cmd|' /C calc'!A0"),
        ("-2+3", "'-2+3"),
        ("@SUM(A1)", "'@SUM(A1)"),
        ("\t=1", "' =1"),
        (" =1", "' =1"),
        ("-0.25", "-0.25"),
        ("-1.5e-07", "-1.5e-07"),
        ("+12%", "+12%"),
        ("FRA", "FRA"),
    ],
)
def test_what_spreadsheets_would_run_is_text(cell: str, shown: str) -> None:
    assert next(csv.reader(io.StringIO(csv_text([[cell]]))))[0] == shown


def test_an_estimate_is_marked_in_csv(run: Run) -> None:
    words = ("power", "un.chapter_vii", "--estimate", "--seed", "7")
    sure = json.loads(run(*words, "--format", "json").stdout)["inexact"]["shapley_shubik"]
    rows = list(csv.DictReader(io.StringIO(run(*words, "--format", "csv").stdout)))
    assert len(rows) == 15
    marked = f"estimate, within {sure['half_width']:.4f} at "
    assert all(row["shapley_shubik_how"].startswith(marked) for row in rows)
    exact = run("power", "--weights", "3,2,1", "--quota", "4", "--format", "csv").stdout
    assert "_how" not in exact
