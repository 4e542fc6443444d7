"""`charter check --fix` and `--diff`, and the corrections in JSON and SARIF."""

from __future__ import annotations

import json
from pathlib import Path

from cli_helpers import Run, write

WRONG = """charter 1
institution Club {
  members are { China, FRA }
  organ Council {
    plenary
    decides by two thirds of members
  }
}
"""
RIGHT = WRONG.replace("China", "CHN").replace("two thirds", "2/3").replace("charter 1\n", "charter 1\nuse world\n")


def test_diff_shows_and_writes_nothing(run: Run, folder: Path) -> None:
    text = WRONG.replace("charter 1\n", "charter 1\nuse world\n")
    write(folder, text, "club.charter")
    result = run("check", "club.charter", "--diff")
    assert result.exit_code == 1
    assert "-    decides by two thirds of members\n+    decides by 2/3 of members\n" in result.stdout
    assert "-  members are { China, FRA }\n+  members are { CHN, FRA }\n" in result.stdout
    assert (folder / "club.charter").read_text() == text
    assert run("check", "-", "--diff", input=RIGHT).exit_code == 0


def test_fix_applies_them_and_checks(run: Run, folder: Path) -> None:
    write(folder, WRONG.replace("charter 1\n", "charter 1\nuse world\n"), "club.charter")
    result = run("check", "club.charter", "--fix", "--format", "concise")
    assert "corrected club.charter in 2 places" in result.stdout
    assert "LNG" not in result.stdout
    assert (folder / "club.charter").read_text() == RIGHT


def test_a_guess_is_not_applied(run: Run, folder: Path) -> None:
    """`50,000` may be two numbers, `Bigg` may be another group: both stay as they are."""
    text = RIGHT.replace("members are { CHN, FRA }", "group Big = { CHN, FRA }\n  members are Bigg")
    write(folder, text, "club.charter")
    run("check", "club.charter", "--fix")
    assert (folder / "club.charter").read_text() == text


def test_standard_input_is_not_fixed(run: Run) -> None:
    result = run("check", "-", "--fix", input=WRONG)
    assert result.exit_code == 2
    assert "--fix changes files" in result.stderr


def test_edits_in_json_and_sarif(run: Run, folder: Path) -> None:
    write(folder, WRONG.replace("China", "CHN").replace("charter 1\n", "charter 1\nuse world\n"), "club.charter")
    found = json.loads(run("check", "club.charter", "--format", "json").stdout)
    edits = [f["edit"] for f in found["findings"] if f["edit"]]
    assert edits == [
        {
            "file": "club.charter",
            "line": 7,
            "column": 16,
            "end_line": 7,
            "end_column": 26,
            "text": "2/3",
            "safe": True,
        }
    ]
    sarif = json.loads(run("check", "club.charter", "--format", "sarif").stdout)
    (fix,) = [f for r in sarif["runs"][0]["results"] for f in r.get("fixes", [])]
    (change,) = fix["artifactChanges"]
    assert change["artifactLocation"]["uri"] == "club.charter"
    assert change["replacements"] == [
        {
            "deletedRegion": {"startLine": 7, "startColumn": 16, "endLine": 7, "endColumn": 26},
            "insertedContent": {"text": "2/3"},
        }
    ]
