"""`charter landscape`: the same coverage as a table, as JSON by its schema, and as CSV."""

import csv
import io
import json
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from cli_helpers import Run, write

SCHEMA = json.loads((Path(__file__).parents[3] / "docs" / "schema" / "landscape-1.json").read_text(encoding="utf-8"))

TWO = """charter 1
use world
domain ai "AI"
domain models "AI models" part of ai
institution Club "A club" {
  source text "Its text"
  members are G7
  mandate { warns in ai, political [text 1] }
}
institution League {
  members are BRICS
  mandate { warns in models; convenes in ai }
}
"""
LAND = """landscape field "The field" {
  includes Club, League
  needs warns in models
  needs inspects in models, binding
}
"""


def as_json(run: Run, *words: str) -> Any:
    result = run("landscape", *words, "--format", "json")
    assert result.exit_code == 0, result.stderr
    data = json.loads(result.stdout)
    jsonschema.Draft202012Validator(SCHEMA).validate(data)
    return data


def test_the_schema_is_a_schema() -> None:
    jsonschema.Draft202012Validator.check_schema(SCHEMA)


@pytest.mark.parametrize("design", ["hlab_sample", "ai_2026", "ai_economy"])
def test_shipped_landscapes_are_valid_by_the_schema(run: Run, design: str) -> None:
    data = as_json(run, design)
    assert [(each["name"], each["universe"]) for each in data["landscapes"]] == [(design, 193)]


def test_the_sample_as_json_has_the_figures_of_the_report(run: Run) -> None:
    members = as_json(run, "hlab_sample")["landscapes"][0]["members"]
    assert (len(members["in_all"]), len(members["in_none"])) == (7, 118)
    assert {r["name"]: r["in_none"] for r in members["regions"]}["African"] == 48


def test_cells_gaps_and_overlaps_as_json(run: Run, folder: Path) -> None:
    write(folder, TWO + LAND, "two.charter")
    (land,) = as_json(run, "two.charter")["landscapes"]
    cells = {(c["function"], c["domain"]): c for c in land["cells"]}
    needed = cells["warns", "models"]
    assert [(h["institution"], h["holds"], h["force"], h["line"]) for h in needed["held_by"]] == [
        ("Club", "wider", "political", 8),
        ("League", "exactly", None, 12),
    ]
    assert needed["held_by"][0]["citations"] == ["text 1"]
    assert cells["inspects", "models"]["force_needed"] == "binding"
    assert land["gaps"] == [{"function": "inspects", "domain": "models"}]
    (overlap,) = land["overlaps"]
    assert (overlap["institutions"], overlap["link"], overlap["jaccard"]) == (["Club", "League"], None, "0")
    assert land["institutions"][0]["share_of_states"] == "7/193"


def test_charters_without_a_landscape_are_taken_together(run: Run, folder: Path) -> None:
    write(folder, TWO, "two.charter")
    data = as_json(run, "two.charter", "iaea", "hlab_sample")
    assert [each["name"] for each in data["landscapes"]] == ["hlab_sample", "all"]
    assert [each["name"] for each in data["landscapes"][1]["institutions"]] == ["Club", "League", "IAEA"]
    assert data["landscapes"][1]["gaps"] == []


def test_one_function_and_one_domain(run: Run, folder: Path) -> None:
    write(folder, TWO + LAND, "two.charter")
    (land,) = as_json(run, "two.charter", "--function", "warns")["landscapes"]
    assert [(c["function"], c["domain"]) for c in land["cells"]] == [("warns", "models"), ("warns", "ai")]
    (land,) = as_json(run, "two.charter", "--domain", "models")["landscapes"]
    assert [(c["function"], c["domain"]) for c in land["cells"]] == [("warns", "models"), ("inspects", "models")]


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--function", "warn"), "no mandate here names the function `warn`"),
        (("--domain", "modells"), "no mandate here names the domain `modells`; near: models"),
        (("--function", "\x1b[2J"), "no mandate here names the function `"),
    ],
)
def test_an_unknown_function_or_domain_is_wrong_use(run: Run, folder: Path, words: tuple[str, str], said: str) -> None:
    write(folder, TWO + LAND, "two.charter")
    result = run("landscape", "two.charter", *words)
    assert result.exit_code == 2
    assert said in result.stderr
    assert "\x1b" not in result.stderr


def test_csv_has_a_row_for_each_holder_and_one_for_nobody(run: Run, folder: Path) -> None:
    write(folder, TWO + LAND, "two.charter")
    result = run("landscape", "two.charter", "--format", "csv")
    rows = list(csv.DictReader(io.StringIO(result.stdout)))
    assert [(r["function"], r["domain"], r["needed"], r["institution"], r["holds"]) for r in rows[:3]] == [
        ("warns", "models", "yes", "Club", "wider"),
        ("warns", "models", "yes", "League", "exactly"),
        ("inspects", "models", "yes", "", ""),
    ]
    assert (rows[0]["articles"], rows[0]["states"], rows[0]["share_of_states"]) == ("text 1", "7", "7/193")


def test_no_cell_of_the_csv_is_a_formula(run: Run, folder: Path) -> None:
    from charter.cli.output.formats.landscape import _harmless

    assert [_harmless(text) for text in ("=1+1", "@x", "statute 1", "")] == ["'=1+1", "'@x", "statute 1", ""]


def test_the_table_names_gaps_overlaps_and_members(run: Run, folder: Path) -> None:
    write(folder, TWO + LAND, "two.charter")
    lines = [line.rstrip() for line in run("landscape", "two.charter").stdout.splitlines()]
    assert lines[0] == "field: The field"
    assert "  Club    7 states, 3.6%, people 9.7%    A club" in lines
    assert "  warns in models     needed           Club (political; as part of ai), League" in lines
    assert "  inspects in models  needed, binding  nobody" in lines
    at = lines.index("needed and held by nobody among those described: 1 of 2")
    assert lines[at + 1] == "  inspects in models"
    at = lines.index("the same task twice")
    assert lines[at + 1 : at + 3] == [
        "  Club and League: warns in models",
        "    0 of 18 states in both (Jaccard index 0%); no clause links them",
    ]
    assert "in all: 0 of 193 states" in lines


def test_unknown_members_are_said_to_be_unknown(run: Run, folder: Path) -> None:
    write(folder, TWO.replace("  members are BRICS\n", "") + LAND, "two.charter")
    result = run("landscape", "two.charter")
    assert "which states are in none is not known: not all members are stated" in result.stdout
    (land,) = as_json(run, "two.charter")["landscapes"]
    assert (land["members"]["in_all"], land["members"]["in_none"], land["overlaps"][0]["jaccard"]) == (None, None, None)


def test_a_body_outside_is_shown_as_not_described(run: Run, folder: Path) -> None:
    text = TWO.replace("institution Club", 'outside Old "Old body" : institution\ninstitution Club')
    write(folder, text + LAND.replace("includes Club", "includes Old, Club"), "two.charter")
    (land,) = as_json(run, "two.charter")["landscapes"]
    assert land["institutions"][0] == {
        "name": "Old",
        "title": "Old body",
        "described": False,
        "mandated": False,
        "complete": None,
        "parties": None,
        "states": None,
        "share_of_states": None,
        "share_of_people": None,
    }


def test_what_is_hostile_in_a_title_is_written_out(run: Run, folder: Path) -> None:
    write(folder, TWO.replace("A club", "A \u202eclub") + LAND, "two.charter")
    assert "\u202e" not in run("landscape", "two.charter").stdout
    assert "\u202e" not in run("landscape", "two.charter", "--format", "json").stdout


def test_the_result_goes_into_a_file_whole(run: Run, folder: Path) -> None:
    write(folder, TWO + LAND, "two.charter")
    result = run("landscape", "two.charter", "--format", "json", "-o", "out.json")
    assert (result.exit_code, result.stdout) == (0, "")
    assert json.loads((folder / "out.json").read_text(encoding="utf-8"))["version"] == 1


def test_a_charter_with_errors_and_one_without_institutions(run: Run, folder: Path) -> None:
    write(folder, TWO.replace("warns in ai", "warns in nowhere"), "broken.charter")
    broken = run("landscape", "broken.charter")
    assert broken.exit_code == 1
    assert "no landscape was made" in broken.stderr
    write(folder, "charter 1\nuse world\ngroup Small = SIDS\n", "none.charter")
    assert run("landscape", "none.charter").exit_code == 2


def test_render_says_where_a_landscape_is_shown(run: Run, folder: Path) -> None:
    text = 'charter 1\nuse iaea\nlandscape field "Field" {\n  includes IAEA\n}\n'
    write(folder, text, "field.charter")
    result = run("render", "field.charter")
    assert result.exit_code == 2
    assert "no institution of its own to draw" in result.stderr
