"""`charter brief`: one party, a group, every member, several designs; its forms; and what it says of bad input."""

from __future__ import annotations

import json
from pathlib import Path

import jsonschema
import pytest
from cli_helpers import CLEAN, Run, write

SCHEMA = json.loads((Path(__file__).parents[3] / "docs" / "schema" / "brief-1.json").read_text(encoding="utf-8"))


def test_the_verdict_comes_first_in_three_sentences(run: Run) -> None:
    done = run("brief", "USA", "iaia")
    assert done.exit_code == 0
    title, say, bears, out, standing = done.stdout.splitlines()[:5]
    assert title == "United States (USA) in the International AI Agency (IAIA)"
    assert say.strip() == (
        "United States (USA) has 1 of 30 seats in the Council, can block none of 12 decisions alone, and can be "
        "outvoted on 2 that would bind it."
    )
    assert bears.strip() == (
        "It pays 12% to 15% of the budget (36 million USD to 45 million USD a year); it bears 1 binding duty, a breach "
        "of which may cost the loss of membership or trade, or force; the text offers it capacity building in ai "
        "capacity and the Capacity Fund."
    )
    assert out.strip().startswith(
        "Outside it would meet the export ban on AI accelerators and their memory with leverage of 100%; the text can "
        "start without it, with as little as 10.0% of compute.share"
    )
    assert standing.strip() == "standing: a member by assumption: the text does not name its members"
    assert "  weakest 3 of FrontierStates: 3.7% of compute.share (NOR, JPN and FRA)" in done.stdout.splitlines()


def test_a_party_is_meant_by_code_or_name(run: Run) -> None:
    assert run("brief", "Kenya", "iaea", "--quick").stdout == run("brief", "KEN", "iaea", "--quick").stdout


def test_json_is_as_the_schema_says(run: Run) -> None:
    for words in (("KEN", "iaia"), ("USA", "imf", "isia", "waico", "cern_for_ai", "narrow_path", "iaea")):
        data = json.loads(run("brief", *words, "--quick", "--format", "json").stdout)
        jsonschema.validate(data, SCHEMA)
        assert len(data["briefs"]) == len(words) - 1


def test_designs_stand_side_by_side(run: Run) -> None:
    """The group is one that only the first declares."""
    shown = run("brief", "FrontierStates", "iaia", "isia", "--quick", "--format", "markdown").stdout
    head = next(line for line in shown.splitlines() if line.startswith("| "))
    assert "International AI Agency (IAIA)" in head
    assert "(ISIA)" in head
    assert any(line.startswith("| bill | 40.5% to 56.5% of the budget") for line in shown.splitlines())


def test_every_member_has_a_row(run: Run, tmp_path: Path) -> None:
    lines = run("brief", "--all", str(write(tmp_path, CLEAN))).stdout.splitlines()
    assert lines[0] == "What Club is to each member"
    assert [line.split()[:5] for line in lines[2:]] == [
        ["France", "(FRA)", "1", "of", "2"],
        ["Kenya", "(KEN)", "1", "of", "2"],
    ]


def test_html_escapes_what_the_charter_says(run: Run, tmp_path: Path) -> None:
    text = CLEAN.replace("institution Club {", 'institution Club "<b>Club</b>" {')
    path = write(tmp_path, text)
    page = tmp_path / "club.html"
    assert run("brief", "FRA", str(path), "-o", str(page)).exit_code == 0
    html = page.read_text(encoding="utf-8")
    assert "&lt;b&gt;Club&lt;/b&gt;" in html
    assert "<b>" not in html
    assert "Content-Security-Policy" in html


EMPTY = CLEAN.replace("institution Club", "group Nobody = LDC & { FRA }\n\ninstitution Club")


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("Kenia", "iaia"), "`Kenia` is no party and no group; near: Kenya (KEN)"),
        (("iaia",), "name a party and a charter"),
        (("--all", "KEN", "iaia"), "--all is for every member; leave `KEN` out, or leave --all out"),
        (("KEN", "nothing_of_the_kind"), "`nothing_of_the_kind` is no file, folder or design"),
        (("--all", "isia"), "ISIA does not state its members, so that there is no row to make"),
    ],
)
def test_bad_input_is_wrong_use(run: Run, words: tuple[str, ...], said: str) -> None:
    done = run("brief", *words)
    assert done.exit_code == 2
    assert said in done.stderr
    assert done.stdout == ""


def test_one_whom_no_clause_concerns_is_wrong_use(run: Run, tmp_path: Path) -> None:
    done = run("brief", "DEU", str(write(tmp_path, CLEAN)))
    assert done.exit_code == 2
    assert "DEU is no member of Club, may not join, and no clause concerns it" in done.stderr


def test_a_charter_without_an_institution_is_wrong_use(run: Run, tmp_path: Path) -> None:
    done = run("brief", "FRA", str(write(tmp_path, "charter 1\n")))
    assert done.exit_code == 2
    assert "there is no institution in" in done.stderr


def test_an_empty_group_is_wrong_use(run: Run, tmp_path: Path) -> None:
    done = run("brief", "Nobody", str(write(tmp_path, EMPTY)))
    assert done.exit_code == 2
    assert "the group `Nobody` is empty" in done.stderr


def test_a_charter_with_errors_makes_no_brief(run: Run, tmp_path: Path) -> None:
    done = run("brief", "FRA", str(write(tmp_path, CLEAN.replace("plenary", "plenery"))))
    assert done.exit_code == 1
    assert "no brief was made" in done.stderr


def test_focus_participation_has_the_strongest_and_groups(run: Run) -> None:
    lines = run("check", "iaia", "--isolated", "--focus", "participation").stdout.splitlines()
    assert lines[0] == "Participation in IAIA (International AI Agency)"
    assert [line.split("(")[0].strip() for line in lines[2:8]] == [
        "United States", "China", "Japan", "Germany", "United Kingdom", "FrontierStates",
    ]  # fmt: skip


def test_a_document_holds_a_ledger(run: Run, tmp_path: Path) -> None:
    write(tmp_path, CLEAN)
    document = tmp_path / "a.md"
    document.write_text("<!-- charter: table club.charter brief FRA -->\n<!-- /charter -->\n", encoding="utf-8")
    assert run("embed", str(document)).exit_code == 0
    assert "| has a say | seats | Assembly: 1 of 2 |" in document.read_text(encoding="utf-8")
    document.write_text("<!-- charter: table club.charter brief -->\n<!-- /charter -->\n", encoding="utf-8")
    done = run("embed", str(document))
    assert done.exit_code == 1
    assert "a brief is for one party or group: `table TARGET brief PARTY`" in done.stderr
