"""Adding a figure, a chart, an index of power or a format takes the one file that CONTRIBUTING shows."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

import charter
from charter.games import index_registry
from charter.render import registry

HERE = Path(__file__).parents[2]
KINDS = ("figures/origin", "charts/votes", "indices/equal", "check_forms/codes")
CLUB = """charter 1
use world
institution Club "The club" {
  source rules "The rules of the club"
  members are { FRA, KEN, BRA }
  organ Assembly { plenary; decides by majority of members }
}
"""


@pytest.fixture(scope="module")
def extended(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the package with the files that CONTRIBUTING.md shows, and nothing else."""
    text = (HERE / "CONTRIBUTING.md").read_text(encoding="utf-8")
    shown = re.findall(r"`src/(charter/\S+\.py)`, is a\s+whole \w+:\n\n````python\n(.*?)````\n", text, re.DOTALL)
    folder = tmp_path_factory.mktemp("extended")
    shutil.copytree(Path(charter.__file__).parent, folder / "charter", ignore=shutil.ignore_patterns("__pycache__"))
    added = [(path, code) for path, code in shown if path.removesuffix(".py").endswith(KINDS)]
    assert len(added) == len(KINDS)
    for path, code in added:
        assert not (folder / path).exists()
        (folder / path).write_text(code, encoding="utf-8")
    (folder / "club.charter").write_text(CLUB, encoding="utf-8")
    return folder


def run(folder: Path, *words: str) -> str:
    """What a command with the copied package prints."""
    environment = {**os.environ, "PYTHONPATH": str(folder)}
    command = [sys.executable, "-m", "charter.cli.main", *words]
    done = subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode in (0, 1), done.stderr
    return done.stdout


def test_the_new_figure_is_listed_explained_and_drawn(extended: Path) -> None:
    assert "origin       The sources of an institution, in a row\n" in run(extended, "explain", "figures")
    page = run(extended, "explain", "origin")
    assert page.startswith("origin (figure: charter render TARGET --diagram origin)\n\nThe sources of an institution")
    drawn = run(extended, "render", "club.charter", "--diagram", "origin", "-o", "-")
    assert "Sources of The club" in drawn
    boxes = run(extended, "render", "club.charter", "--diagram", "origin", "--format", "mermaid", "-o", "-")
    assert "The rules of the club" in boxes


def test_the_new_chart_is_listed_and_drawn_and_part_of_all(extended: Path) -> None:
    assert "3 members" in run(extended, "render", "club.charter", "--diagram", "votes", "-o", "-")
    told = run(extended, "render", "club.charter", "--diagram", "all", "-o", "all/")
    assert "wrote all/club-votes.svg\n" in told
    assert "wrote all/club-origin.svg\n" in told


def test_the_new_index_is_listed_explained_and_measured(extended: Path) -> None:
    """Three players have a third each, whatever their votes."""
    assert run(extended, "explain", "equal").startswith("equal (index: charter power TARGET --index equal)\n\nEqual:")
    asked = ("power", "--weights", "3,2,1", "--quota", "4", "--index")
    assert run(extended, *asked, "equal", "--format", "csv").splitlines()[0].endswith(",equal")
    table = run(extended, *asked, "equal")
    assert "Equal share" in table
    assert table.count("33.33%") == 3
    assert "Equal share" in run(extended, *asked, "all")


def test_the_new_format_is_listed_and_written(extended: Path) -> None:
    assert " codes," in run(extended, "check", "--help").replace("\n", " ")
    codes = run(extended, "check", "club.charter", "--format", "codes").split()
    assert codes
    assert codes == sorted(set(codes))
    assert all(re.fullmatch("[A-Z]{3}[0-9]{3}", code) for code in codes)


@pytest.mark.parametrize("name", [each.name for each in registry.entries()])
def test_every_kind_of_figure_has_its_page(name: str) -> None:
    page = registry.entry(name).page
    assert re.findall("^## (.+)$", page, re.MULTILINE) == list(registry.SECTIONS)
    assert registry.entry(name).kind.missing


@pytest.mark.parametrize("name", index_registry.names())
def test_every_index_has_its_page(name: str) -> None:
    assert re.findall("^## (.+)$", index_registry.page(name), re.MULTILINE) == list(index_registry.SECTIONS)
