"""`charter check --focus`: one page in place of the findings, as text, Markdown and JSON by the schema."""

import json
from pathlib import Path

import jsonschema
from cli_helpers import CLEAN, Run, write

SCHEMA = json.loads((Path(__file__).parents[3] / "docs" / "schema" / "check-1.json").read_text(encoding="utf-8"))


def test_text_has_the_page_and_the_summary_and_no_finding(run: Run) -> None:
    done = run("check", "fsb", "--isolated", "--focus", "representation")
    lines = done.output.splitlines()
    assert lines[0] == "Representation in FSB (Financial Stability Board)"
    # 33 of 74 seats for 11 of 25 members
    assert any(line.split() == ["ThreeSeats", "33", "44.6%", "0.54"] for line in lines)
    assert "  who pays what share is not stated" in lines
    assert lines[-1].endswith("in 1 charter")
    assert "error[" not in done.output
    assert done.exit_code == 1


def test_markdown_has_the_same_tables(run: Run) -> None:
    shown = run("check", "fsb", "--isolated", "--focus", "representation", "--format", "markdown").output
    assert "| ThreeSeats | 33 | 44.6% | 0.54 |" in shown
    assert "#### What the charter does not say" in shown


def test_json_has_exact_numbers_by_the_schema(run: Run) -> None:
    data = json.loads(run("check", "un", "--isolated", "--focus", "representation", "--format", "json").output)
    jsonschema.validate(data, SCHEMA)
    (page,) = data["representation"]
    council = next(o for o in page["organs"] if o["organ"] == "SecurityCouncil")
    held = next(h for h in council["seats"] if h["group"] == "M49Developing")
    assert (held["least"], held["most"], held["of"]) == ("2/5", "2/3", "15")
    assert page["head_office"]["party"] == "USA"


def test_a_charter_without_institution_has_no_page(run: Run, tmp_path: Path) -> None:
    path = write(tmp_path, "charter 1\n")
    done = run("check", str(path), "--isolated", "--focus", "representation")
    assert done.output.startswith("no institution is declared here\n")


def test_an_unknown_focus_is_wrong_use(run: Run, tmp_path: Path) -> None:
    assert run("check", str(write(tmp_path, CLEAN)), "--focus", "nothing").exit_code == 2


def test_authority_has_a_score_for_each_area_with_its_parts(run: Run) -> None:
    lines = run("check", "un", "--isolated", "--focus", "authority").output.splitlines()
    assert lines[0] == "Authority of UN (United Nations)"
    assert any(line.split() == ["budget", "0.67", "0.00"] for line in lines)
    assert any(
        line.startswith("  adopt_budget: pooling 0.67, delegation 0.00 (GeneralAssembly by 2/3") for line in lines
    )
    data = json.loads(run("check", "un", "--isolated", "--focus", "authority", "--format", "json").output)
    jsonschema.validate(data, SCHEMA)
    (page,) = data["authority"]
    budget = next(a for a in page["areas"] if a["name"] == "budget")
    assert (budget["pooling"], [p["name"] for p in budget["pieces"]]) == ("2/3", ["adopt_budget", "fix_scale"])
