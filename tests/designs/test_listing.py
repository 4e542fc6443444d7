"""The listing of the shipped designs."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from charter import designs as library
from charter.designs import KINDS, designs, find


def test_the_shipped_designs_with_kind_and_title() -> None:
    listed = {d.name: (d.kind, d.title) for d in designs().values()}
    assert listed["iaea"] == ("institutions", "International Atomic Energy Agency")
    assert listed["ilo"] == ("institutions", "International Labour Organization")
    assert listed["un"] == ("institutions", "United Nations")
    assert listed["iaia"] == ("proposals", "International AI Agency")


def test_kinds_come_in_their_order_and_names_in_that_of_the_alphabet() -> None:
    order = [(KINDS.index(d.kind), d.name) for d in designs().values()]
    assert order == sorted(order)


def test_each_charter_of_the_library_is_listed_under_its_stem_and_nothing_else_is() -> None:
    folder = Path(library.__file__).parent
    files = sorted(folder.glob("*/*.charter"))
    assert sorted(d.path for d in designs().values()) == files
    assert {name: d.path.stem for name, d in designs().items()} == {f.stem: f.stem for f in files}


def test_find_gives_the_file_of_a_name() -> None:
    path = find("iaea")
    assert path is not None
    assert (path.name, path.parent.name) == ("iaea.charter", "institutions")


@pytest.mark.parametrize(
    "name",
    ["", ".", "..", "IAEA.charter", "iaea.charter", "nowhere", "frontier_compute", "../institutions/iaea",
     "institutions/iaea", "institutions\\iaea", "iaea\0", "x" * 5000],
)  # fmt: skip
def test_find_knows_no_other_name(name: str) -> None:
    assert find(name) is None


def test_listing_needs_no_other_part_of_the_package() -> None:
    code = (
        "import sys; from charter.designs import designs, find; designs(); find('un');"
        "print(sorted(m for m in sys.modules if m.split('.')[0] in ('numpy', 'rich', 'click', 'lark')"
        " or m.startswith(('charter.dsl', 'charter.world', 'charter.games'))))"
    )
    out = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert out.stdout.strip() == "[]"
