"""The shipped tables: read late, described in full, clean."""

from __future__ import annotations

import ast
import subprocess
import sys
from pathlib import Path

import pytest

from charter import world

FOLDER = Path(world.__file__).parent / "tables"


def run(code: str) -> str:
    """What `code` prints in a fresh interpreter that notes which files under tables/ it opens."""
    watch = (
        "import sys, os\nopened = []\n"
        "def hook(event, args):\n"
        "    if event == 'open' and os.sep + 'tables' + os.sep in str(args[0]):\n"
        "        opened.append(os.path.basename(str(args[0])))\n"
        "sys.addaudithook(hook)\n"
    )
    done = subprocess.run([sys.executable, "-c", watch + code], capture_output=True, text=True, check=True)
    return done.stdout.strip()


def test_import_opens_no_table_and_loads_no_reader() -> None:
    code = (
        "before = set(sys.modules)\nimport charter.world\nnew = set(sys.modules) - before\n"
        "print(opened, sorted(m for m in new if m.split('.')[0] in"
        " {'csv', 'json', 'fractions', 'decimal', 'numpy', 'attr', 'attrs', 'difflib', 'datetime'}))"
    )
    assert run(code) == "[] []"


@pytest.mark.parametrize(
    ("call", "files"),
    [
        ("parties()", ["sources.json", "states.csv"]),
        ("groups()", []),
        ("columns()", ["sources.json"]),
        ("tables()", ["sources.json"]),
        ("group('P5')", ["sources.json", "unsc.csv"]),
        ("column('imf.votes')", ["sources.json", "imf.csv"]),
        ("membership('IAEA')", ["institutions.csv", "memberships.csv", "sources.json"]),
    ],
)
def test_only_the_file_of_the_fact_is_opened_and_only_once(call: str, files: list[str]) -> None:
    code = f"from charter import world\nworld.{call}; world.{call}\nprint(sorted(opened))"
    assert ast.literal_eval(run(code)) == sorted(files)


def test_every_column_says_what_it_is_and_where_it_is_from() -> None:
    for info in world.tables().values():
        for column in info.columns.values():
            for field in ("title", "source", "date", "licence"):
                assert getattr(column, field), f"{column.name} has no {field}"
            assert column.type in {"number", "text", "flag"}
            assert column.unit or column.type == "text", f"{column.name} has no unit"


def test_manifest_and_files_name_the_same_columns() -> None:
    for name, info in world.tables().items():
        described = {column.header for column in info.columns.values()}
        assert set(world.table(name).header) - {"party"} == described - {"party"}, name


def test_every_file_is_in_the_manifest() -> None:
    assert {path.name for path in FOLDER.glob("*.csv")} == {info.file for info in world.tables().values()}


def test_files_are_utf8_with_plain_line_ends_and_clean_cells() -> None:
    for path in FOLDER.iterdir():
        text = path.read_bytes().decode("utf-8")
        assert "\r" not in text
        assert text.endswith("\n")
        assert not text.startswith("\ufeff")
    for name in world.tables():
        for row in world.table(name).rows:
            assert len(row) == len(world.table(name).header)
            assert all(cell == cell.strip() for cell in row), row


def test_tables_by_party_have_each_party_once_and_none_else() -> None:
    known = set(world.parties())
    for name, info in world.tables().items():
        if name in {"memberships", "institutions", "treaty_pace"}:
            continue
        codes = [row[0] for row in world.table(name).rows]
        assert len(codes) == len(set(codes)), name
        assert set(codes) - set(info.apart) <= known, name
        within = [code for code in codes if code not in info.apart]
        assert within == sorted(within), name


def test_every_reference_of_a_membership_is_explained() -> None:
    header = world.table("memberships").header
    used = {
        key
        for row in world.table("memberships").rows
        for field in ("source", "since_source")
        for key in row[header.index(field)].split()
    }
    assert used == set(world.references())


def test_unknown_table_names_the_near_one() -> None:
    with pytest.raises(world.UnknownFact) as caught:
        world.table("membership")
    assert caught.value.near[0] == "memberships"
