"""new, export, render, report, explain, designs, world: what they write and where."""

import json
import re
from pathlib import Path

import jsonschema
import pytest
from cli_helpers import CLEAN, Process, Run, write

from charter.designs import designs
from charter.dsl.json.exchange import export_json, import_json
from charter.dsl.json.schema import schema
from charter.dsl.load import load
from charter.validators.check import registry

DESIGNS = sorted(designs())


# ---- new ----------------------------------------------------------------------------------------


def test_new_writes_a_charter_that_checks_and_formats(run: Run, folder: Path) -> None:
    made = run("new", "AISO")
    assert (made.exit_code, made.stdout) == (0, "wrote aiso.charter\nnext: charter check aiso.charter\n")
    text = (folder / "aiso.charter").read_text(encoding="utf-8")
    assert "institution AISO " in text
    assert "NAME" not in text
    checked = run("check", "aiso.charter", "--fail-on", "error")
    assert checked.exit_code == 0, checked.stdout
    assert run("fmt", "--check", "aiso.charter").exit_code == 0


def test_new_never_writes_over_a_file(run: Run, folder: Path) -> None:
    write(folder, "mine", "aiso.charter")
    result = run("new", "AISO")
    assert result.exit_code == 2
    assert "`aiso.charter` exists already; nothing was written" in result.stderr
    assert (folder / "aiso.charter").read_text(encoding="utf-8") == "mine"
    (folder / "lost.charter").symlink_to("nowhere")
    assert run("new", "Lost").exit_code == 2


def test_a_title_makes_name_title_and_file(run: Run, folder: Path) -> None:
    made = run("new", "Compute  Registry Agency")
    assert (made.exit_code, made.stdout.splitlines()[0]) == (0, "wrote compute_registry_agency.charter")
    charter = load(folder / "compute_registry_agency.charter").charter
    assert charter is not None
    assert [(i.name, i.title) for i in charter.institutions] == [("ComputeRegistryAgency", "Compute Registry Agency")]


@pytest.mark.parametrize(
    ("title", "name", "file"),
    [
        ("Organisation for AI", "OrganisationForAI", "organisation_for_ai.charter"),
        ("L’Agence d’Évaluation", "LAgenceDÉvaluation", "lagence_dévaluation.charter"),
        ('The "Board"; or } not', "TheBoardOrNot", "the_board_or_not.charter"),
    ],
)
def test_titles_that_are_no_names(run: Run, folder: Path, title: str, name: str, file: str) -> None:
    assert run("new", title).exit_code == 0
    charter = load(folder / file).charter
    assert charter is not None
    assert [(i.name, i.title) for i in charter.institutions] == [(name, title)]


@pytest.mark.parametrize("wrong", ["", "  ", "2030", "2030 Panel", "!!!"])
def test_a_title_of_which_no_name_can_be_made_is_refused(run: Run, folder: Path, wrong: str) -> None:
    made = run("new", wrong)
    assert made.exit_code == 2
    assert "cannot be a name" in made.stderr
    assert list(folder.iterdir()) == []


def test_the_starter_is_clean_and_shows_every_block_once(run: Run, folder: Path) -> None:
    """Nothing is found in it, not even a gap, and both expectations are proved."""
    run("new", "AISO")
    checked = run("check", "aiso.charter", "--isolated", "--fail-on", "gap", "--format", "concise")
    assert checked.stdout == "no findings in 1 charter; of 2 expectations 2 proved; 1 finding allowed\n"
    text = (folder / "aiso.charter").read_text(encoding="utf-8")
    for block in ("mandate", "membership", "obligation", "fund", "funding", "adoption", "relations", "scenario"):
        assert len(re.findall(rf"^ *{block} ", text, re.MULTILINE)) == 1, block
    for block in ("organ", "decision", "expect"):
        assert re.search(rf"^ *{block} ", text, re.MULTILINE), block


@pytest.mark.parametrize("design", DESIGNS)
def test_a_copy_of_a_design_is_read_as_the_original(run: Run, folder: Path, design: str) -> None:
    """A copy has no mistakes, and the organs, decisions and obligations of the original; of a reform or a landscape it
    says the same in every word."""
    assert run("new", "Copied_Body", "--like", design).exit_code == 0
    copy, original = load(Path("copied_body.charter")), load(design)
    assert [f.code for f in copy.findings if f.severity == "error"] == []
    assert copy.charter is not None
    assert original.charter is not None
    first = (*original.charter.institutions, *original.charter.landscapes)[0]
    if first in original.charter.institutions and original.charter.institutions[0].reform_of is None:
        mine = copy.charter.institutions[0]
        theirs = original.charter.institutions[0]
        for part in ("organs", "decisions", "obligations"):
            assert [x.name for x in getattr(mine, part)] == [x.name for x in getattr(theirs, part)]
        return
    old = first.name
    text = export_json(copy.charter).replace("Copied_Body", old)
    same = {"copied_body.charter": original.file}
    for mine_file, theirs_file in same.items():
        text = text.replace(mine_file, theirs_file)
    strip = re.compile(r"\n +\d+,?(?=\n)|, \d+")
    assert strip.sub("", text) == strip.sub("", export_json(original.charter))


@pytest.mark.parametrize("design", ["iaea", "imf", "un", "cern", "ilo", "iaia"])
def test_a_copy_has_nothing_of_the_originals_history(run: Run, folder: Path, design: str) -> None:
    """Sources and articles, dates, the seat, members, those who sit now, contributors, the old title and notes."""
    assert run("new", "Agency for Tests", "--like", design).exit_code == 0
    text = (folder / "agency_for_tests.charter").read_text(encoding="utf-8")
    charter = load(folder / "agency_for_tests.charter").charter
    assert charter is not None
    mine = charter.institutions[0]
    assert (mine.title, mine.sources, mine.founded) == ("Agency for Tests", (), None)
    assert "assume members: " in text
    assert mine.status is not None
    assert mine.status.value == "proposed"
    body = text[text.index("institution AgencyForTests") :]
    body = body[: re.search(r"^}", body, re.MULTILINE).end()]  # type: ignore[union-attr]
    assert not re.search(r"\[|^ *(source|founded|seat|entered|signed|contributor|note) |\bnow \{", body, re.MULTILINE)


def test_a_copy_brings_its_tables_and_writes_over_none(run: Run, folder: Path) -> None:
    assert run("new", "One", "--like", "iaia").exit_code == 0
    table = folder / "frontier_compute.csv"
    assert table.exists()
    assert run("new", "Two", "--like", "iaia").exit_code == 0, "an equal table is no hindrance"
    table.write_text("iso3,share\n", encoding="utf-8")
    result = run("new", "Three", "--like", "iaia")
    assert result.exit_code == 2
    assert "`frontier_compute.csv` exists already" in result.stderr
    assert not (folder / "three.charter").exists()


def test_a_name_that_the_language_needs_is_refused(run: Run, folder: Path) -> None:
    result = run("new", "world")
    assert result.exit_code == 2
    assert "`world` does not do as a name" in result.stderr
    assert list(folder.iterdir()) == []


# ---- export -------------------------------------------------------------------------------------


@pytest.mark.parametrize("design", DESIGNS)
def test_a_design_goes_out_and_comes_back(run: Run, folder: Path, design: str) -> None:
    assert run("export", design, "-o", "out.json").exit_code == 0
    text = (folder / "out.json").read_text(encoding="utf-8")
    jsonschema.Draft202012Validator(schema()).validate(json.loads(text))
    assert import_json(text) == load(design).charter
    assert run("export", design).stdout == text
    checked = run("export", "--check", "out.json")
    assert checked.exit_code == 0
    assert checked.stdout.startswith("out.json: read back as ")


def test_a_charter_with_errors_is_not_exported(run: Run, folder: Path) -> None:
    write(folder, CLEAN.replace("majority of members", "majority of memberz"))
    result = run("export", "club.charter", "-o", "out.json")
    assert (result.exit_code, result.stdout) == (1, "")
    assert "error[LNG201]" in result.stderr
    assert result.stderr.endswith("1 error; nothing was exported\n")
    assert not (folder / "out.json").exists()


def test_json_that_is_no_charter_is_told_with_its_place(run: Run, folder: Path) -> None:
    write(folder, '{"format": "charter", "version": 9}', "x.json")
    result = run("export", "--check", "x.json")
    assert (result.exit_code, result.stderr) == (1, "x.json: /version: expected version 1, found 9\n")


# ---- render and report --------------------------------------------------------------------------


@pytest.mark.parametrize(("form", "start"), [("svg", b"<"), ("png", b"\x89PNG"), ("pdf", b"%PDF"), ("dot", b"digraph")])
def test_render_in_every_format(process: Process, folder: Path, form: str, start: bytes) -> None:
    write(folder, CLEAN)
    result = process("render", "club.charter", "-o", f"x.{form}")
    assert (result.returncode, result.stdout, result.stderr) == (0, f"wrote x.{form}\n".encode(), b"")
    assert (folder / f"x.{form}").read_bytes().startswith(start)
    assert process("render", "club.charter", "--format", form, "-o", "-").stdout.startswith(start)


def test_render_says_which_when_there_are_several(run: Run, folder: Path) -> None:
    write(folder, CLEAN + "\ninstitution Other {\n  members are { FRA }\n  organ All { plenary }\n}\n", "two.charter")
    both = run("render", "two.charter")
    assert both.stdout == "wrote two-club.svg\nwrote two-other.svg\n"
    assert run("render", "two.charter", "-o", "x.svg").exit_code == 2
    assert run("render", "two.charter", "-o", "x.svg", "--institution", "Other").exit_code == 0


def test_a_charter_with_errors_is_not_drawn(run: Run, folder: Path) -> None:
    write(folder, CLEAN.replace("plenary", "plenary plenary"))
    result = run("render", "club.charter")
    assert result.exit_code == 1
    assert "error[LNG104]" in result.stderr
    assert [path.name for path in folder.iterdir()] == ["club.charter"]


@pytest.mark.parametrize("design", DESIGNS)
def test_a_report_is_one_file_that_needs_nothing_else(run: Run, folder: Path, design: str) -> None:
    result = run("report", design)
    assert result.exit_code == 0
    written = [Path(line.removeprefix("wrote ")) for line in result.stdout.splitlines() if line.startswith("wrote ")]
    charter = load(design).charter
    assert charter is not None
    drawn = charter.institutions or charter.landscapes
    parts = [f"-{each.name.lower()}" if len(drawn) > 1 else "" for each in drawn]
    figures = [folder / f"{design}{part}.svg" for part in parts]
    assert written == [folder / f"{design}-report.html", *figures]
    assert all(each.suffix == ".svg" and each.name.startswith(design) for each in figures)
    page = written[0].read_text(encoding="utf-8")
    assert page.lower().startswith("<!doctype html>")
    assert "<svg" in page
    assert not re.search(r"""<script |<link|(?:src|href)\s*=\s*["']?(?:https?:)?//|@import|url\((?!#)""", page)


def test_a_report_of_a_text_with_mistakes_shows_them(run: Run, folder: Path) -> None:
    write(folder, CLEAN.replace("majority of members", "majority of memberz"))
    result = run("report", "club.charter", "-o", "x.html", "--fail-on", "error")
    assert result.exit_code == 1
    assert "LNG201" in (folder / "x.html").read_text(encoding="utf-8")
    assert sorted(path.name for path in folder.iterdir()) == ["club.charter", "x.html"]


def test_a_report_of_a_text_with_mistakes_says_so_first_and_never_exits_0(run: Run, folder: Path) -> None:
    broken = CLEAN.replace("majority of members", "majority of memberz")
    line = next(n for n, text in enumerate(broken.splitlines(), 1) if "memberz" in text)
    write(folder, broken)
    result = run("report", "club.charter", "-o", "x.md")
    assert result.exit_code == 1
    told = [text for text in (folder / "x.md").read_text(encoding="utf-8").splitlines() if text]
    said = next(
        n for n, text in enumerate(told) if text.replace("\\", "").startswith(f"Not understood: club.charter:{line}.")
    )
    assert said <= 2


# ---- explain, designs, world --------------------------------------------------------------------


@pytest.mark.parametrize("code", registry.codes())
def test_every_code_has_its_page(run: Run, code: str) -> None:
    by_code, by_name = run("explain", code.lower()), run("explain", registry.entry(code).name)
    assert by_code.exit_code == 0
    assert by_code.stdout.startswith(f"{code} ")
    assert by_name.stdout == by_code.stdout


def test_explain_without_a_code_lists_them(run: Run) -> None:
    listed = [line.split() for line in run("explain").stdout.splitlines()]
    assert ["VOT107", "judge-in-own-case"] in listed
    assert [code for code, _ in listed] == list(registry.codes())


def test_designs_are_listed_with_their_titles(run: Run) -> None:
    listed = run("designs").stdout
    assert "institutions\n" in listed
    assert re.search(r"^  iaea +International Atomic Energy Agency$", listed, re.MULTILINE)
    assert run("designs", "--paths").stdout.splitlines() == [
        str(design.path) for design in sorted(designs().values(), key=lambda each: (each.kind, each.name))
    ]


def test_world_lists_columns_with_source_and_date(run: Run) -> None:
    listed = " ".join(run("world").stdout.split())
    assert "un_scale Share in the regular budget of the United Nations, 2025 to 2027, percent" in listed
    assert "General Assembly resolution 79/249, paragraph 12; 2024-12-24" in listed
    tables = run("world", "--tables").stdout
    assert "states.csv" in tables
    assert "licence: " in tables


def test_world_shows_a_state_a_group_a_column_and_an_institution(run: Run) -> None:
    kenya = run("world", "ken").stdout
    assert kenya.startswith("KEN Kenya\n  state\n")
    assert re.search(r"^  un_member_since +1963 ", kenya, re.MULTILINE)
    assert re.search(r"^  un_scale +0\.037 percent +General Assembly resolution 79/249", kenya, re.MULTILINE)
    assert "G77" in kenya
    group = run("world", "LDC").stdout
    assert group.startswith("LDC: ")
    assert " NPL " in group
    column = run("world", "un_scale").stdout.splitlines()
    assert column[1] == "  USA  22"
    assert " ATG " in run("world", "IAEA").stdout


@pytest.mark.parametrize("name", ["China", "CN", "cn", "china", "CHN"])
def test_world_finds_a_state_by_name_and_code(run: Run, name: str) -> None:
    result = run("world", name)
    assert result.exit_code == 0
    assert result.stdout.startswith("CHN China\n")


def test_a_group_goes_before_a_code_of_two_letters(run: Run) -> None:
    """`EU` is the group of its states; the union itself is the party EUU."""
    assert run("world", "EU").stdout.startswith("EU: ")
    assert run("world", "European Union").stdout.startswith("EUU European Union")
