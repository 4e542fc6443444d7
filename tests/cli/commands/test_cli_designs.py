"""`charter designs` with its filters, `charter new --like`, and what `charter world --tables` tells of each table."""

import re
from pathlib import Path

import pytest
from cli_helpers import Run

from charter import world
from charter.designs import designs
from charter.dsl.load import load
from charter.names import DESIGN_KINDS as KINDS


def names(text: str) -> list[str]:
    return re.findall(r"^  (\w+)  ", text, re.MULTILINE)


@pytest.mark.parametrize("kind", KINDS)
def test_each_kind_alone_with_its_heading(run: Run, kind: str) -> None:
    shown = run("designs", "--kind", kind).stdout
    assert shown.splitlines()[0] == f"{kind}s"
    assert names(shown) == sorted(name for name, design in designs().items() if design.kind == f"{kind}s")


def test_two_kinds_together(run: Run) -> None:
    shown = run("designs", "--kind", "reform", "--kind", "landscape").stdout
    assert [line for line in shown.splitlines() if line and line[0] != " "] == ["landscapes", "reforms"]
    assert {"ilo_ai_labour", "ai_economy"} <= set(names(shown))
    assert not {"ilo", "iaia"} & set(names(shown))


def test_a_kind_that_there_is_not(run: Run) -> None:
    result = run("designs", "--kind", "treaty")
    assert result.exit_code == 2
    assert "'institution', 'proposal', 'reform', 'landscape'" in result.stderr


def has(name: str, function: str) -> bool:
    charter = load(name).charter
    assert charter is not None
    refined = {f.name: f.refines for f in charter.functions}
    tasks = [t for i in charter.institutions if i.mandate for t in i.mandate.tasks]
    needs = [n for landscape in charter.landscapes for n in landscape.needs]
    return any(function in (each.function, refined.get(each.function)) for each in (*tasks, *needs))


@pytest.mark.parametrize("function", ["verifies", "inspects", "sets_standards", "finances", "gives_access"])
def test_a_function_gives_the_designs_that_have_it(run: Run, function: str) -> None:
    shown = names(run("designs", "--function", function).stdout)
    assert sorted(shown) == sorted(name for name in designs() if has(name, function))
    assert shown == names(run("designs", "--function", function.replace("_", " ").title()).stdout)


def test_a_function_is_shown_with_its_domains(run: Run) -> None:
    shown = run("designs", "--function", "verifies", "--kind", "institution").stdout
    assert shown.splitlines() == [
        "institutions",
        "  iaea  International Atomic Energy Agency (peaceful_use)",
        "  ilo   International Labour Organization (ratified_conventions)",
    ]
    reforms = run("designs", "--function", "verifies", "--kind", "reform", "--paths").stdout.splitlines()
    assert [Path(line).name for line in reforms] == ["iaea_1999.charter", "ilo_1986.charter", "ilo_ai_labour.charter"]


def test_a_function_that_there_is_not_is_refused_with_near_ones(run: Run) -> None:
    result = run("designs", "--function", "sets standard")
    assert (result.exit_code, result.stdout) == (2, "")
    assert "`sets standard` is no function; near: sets standards" in result.stderr


def test_nothing_like_that(run: Run) -> None:
    result = run("designs", "--function", "warns", "--kind", "reform")
    assert (result.exit_code, result.stdout, result.stderr) == (0, "", "no design is like that\n")


def test_new_like_iaea_is_iaea_under_another_name(run: Run, folder: Path) -> None:
    result = run("new", "my_agency", "--like", "iaea")
    assert result.stdout == "wrote my_agency.charter\nnext: charter check my_agency.charter\n"
    mine, theirs = load(folder / "my_agency.charter").charter, load("iaea").charter
    assert mine is not None
    assert theirs is not None
    assert [i.name for i in mine.institutions] == ["my_agency"]
    one, other = mine.institutions[0], theirs.institutions[0]
    for part in ("organs", "decisions", "obligations"):
        assert [x.name for x in getattr(one, part)] == [x.name for x in getattr(other, part)]
    assert (one.sources, one.founded, other.founded is None) == ((), None, False)
    assert one.members is not None
    assert one.members.value.text == "states"


def test_new_like_a_reform_is_a_patch_on_the_same_original(run: Run, folder: Path) -> None:
    assert run("new", "my_reform", "--like", "imf_double_majority").exit_code == 0
    charter = load(folder / "my_reform.charter").charter
    assert charter is not None
    assert [(i.name, i.reform_of) for i in charter.institutions] == [("my_reform", "IMF")]
    assert {e.of for e in charter.expectations} == {"my_reform"}


@pytest.mark.parametrize("name", world.tables())
def test_a_table_is_shown_with_source_date_licence_and_caveat_of_each_column(run: Run, name: str) -> None:
    shown = " ".join(run("world", "--tables").stdout.split())
    table = world.tables()[name]
    head = f"{table.name}: {table.title} ({table.file})"
    start = shown.index(head)
    at = start + len(head)
    for column in table.columns.values():
        assert column.source, column.name
        assert column.date, column.name
        unit = f", {column.unit}" if column.unit else ""
        line = f"{column.name}: {column.title}{unit} ({column.source}; {column.date}) licence: {column.licence}"
        at = shown.index(" ".join(f"{line} {column.caveat}".split()), at)
    assert any(column.caveat for column in table.columns.values())
    assert not any(re.search(r"non-?commercial|\bNC\b|all rights", c.licence, re.I) for c in table.columns.values())


def test_tables_are_all_that_lie_in_the_folder() -> None:
    files = {path.name for path in (Path(world.__file__).parent / "tables").glob("*.csv")}
    assert {table.file for table in world.tables().values()} == files
