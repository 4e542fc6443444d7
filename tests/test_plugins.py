"""Plug-ins: one of each kind, brought by another distribution (tests/plugin), and what is said of those that fail."""

from __future__ import annotations

import os
import subprocess
import sys
import tomllib
from collections.abc import Callable
from pathlib import Path

import pytest

from charter.plugins import GROUPS, plugins

HERE = Path(__file__).parent / "plugin"
Run = Callable[..., subprocess.CompletedProcess[str]]

CLUB = """\
charter 1
use world
institution Club "The Club" {
  members are { FRA, DEU, ITA, ESP }
  organ Board {
    seats 4 { 4 permanent { FRA, DEU, ITA, ESP } }
  }
}
expect Club {
  that organs = 1
  that organs > 1
  that total({ DEU, FRA }, offices.staff) = 70
}
"""


def points() -> dict[str, dict[str, str]]:
    """The entry points that its pyproject.toml declares."""
    with (HERE / "pyproject.toml").open("rb") as file:
        found: dict[str, dict[str, str]] = tomllib.load(file)["project"]["entry-points"]
    return found


def install(folder: Path, declared: dict[str, dict[str, str]], name: str = "charter-example-plugin") -> None:
    """What pip leaves of a distribution: its metadata with the entry points."""
    place = folder / f"{name.replace('-', '_')}-1.0.dist-info"
    place.mkdir(parents=True)
    (place / "METADATA").write_text(f"Metadata-Version: 2.1\nName: {name}\nVersion: 1.0\n", encoding="utf-8")
    lines = [f"[{group}]\n" + "".join(f"{k} = {v}\n" for k, v in each.items()) for group, each in declared.items()]
    (place / "entry_points.txt").write_text("\n".join(lines), encoding="utf-8")


@pytest.fixture
def run(tmp_path: Path) -> Run:
    """`charter` where the example is installed, in a folder with a charter."""
    (tmp_path / "club.charter").write_text(CLUB, encoding="utf-8")

    def charter(*words: str, site: Path | None = None, **variables: str) -> subprocess.CompletedProcess[str]:
        places = [str(site or tmp_path / "site"), str(HERE / "src"), os.environ.get("PYTHONPATH", "")]
        around = {**os.environ, "PYTHONPATH": os.pathsep.join(places), **variables}
        command = [sys.executable, "-m", "charter.cli.main", *words]
        return subprocess.run(command, cwd=tmp_path, env=around, capture_output=True, text=True, timeout=60)

    return charter


def test_one_of_each_kind(run: Run, tmp_path: Path) -> None:
    """The board has 4 seats: even. There is one organ: `= 1` proved, `> 1` refuted. DEU and FRA have 40 + 30 = 70."""
    declared = points()
    assert set(declared) == set(GROUPS)
    install(tmp_path / "site", declared)
    shown = run("check", "club.charter", "--isolated", "--select", "EXA,LNG", "--format", "concise")
    assert "club.charter:5:9: note[EXA101] Board has 4 seats" in shown.stdout
    assert "refuted: that organs > 1" in shown.stdout
    assert "of 3 expectations 2 proved, 1 refuted" in shown.stdout
    assert "LNG" not in shown.stdout
    assert shown.returncode == 1
    assert run("check", "club.charter", "--isolated", "--select", "EXA", "--format", "tally").stdout == "note 1\n"
    assert run("explain", "EXA101").stdout.startswith("EXA101 board-of-even-size (note)\n")
    assert "`organs`" in run("explain", "organs").stdout
    assert "Staff of the national office" in run("world", "offices.staff").stdout
    assert "EXA101" in run("rules").stdout


def test_without_them_and_switched_off(run: Run, tmp_path: Path) -> None:
    without = run("check", "club.charter", "--isolated", "--format", "tally")
    assert without.returncode == 2
    assert "`tally` is no format; there are concise, full" in without.stderr
    install(tmp_path / "site", points())
    off = run("check", "club.charter", "--isolated", "--format", "concise", CHARTER_PLUGINS="off")
    assert "error[LNG201] `organs` is not declared" in off.stdout
    assert "EXA101" not in off.stdout


@pytest.mark.parametrize(
    ("group", "name", "value", "said"),
    [
        (
            "charter.rules",
            "vot199_mine",
            "charter_example.tally",
            "takes a code of the family VOT, which is Charter's own",
        ),
        ("charter.rules", "mine", "charter_example.tally", "is not named as a rule is, such as `abc101_organ"),
        ("charter.metrics", "mine", "charter_example.none", "cannot be imported (No module named"),
        ("charter.tables", "mine", "charter_example.tally", "names no package"),
    ],
)
def test_one_that_cannot_be_used_is_named(
    run: Run, tmp_path: Path, group: str, name: str, value: str, said: str
) -> None:
    install(tmp_path / "bad", {group: {name: value}}, "bad-plugin")
    shown = run("check", "club.charter", "--isolated", site=tmp_path / "bad")
    assert shown.returncode == 2
    assert shown.stderr.startswith(f"charter: the plug-in `{name}` of bad-plugin ")
    assert said in shown.stderr
    assert shown.stderr.endswith("; mend or remove it, or set CHARTER_PLUGINS=off\n")


def test_kept_results_do_not_outlive_a_plugin(run: Run, tmp_path: Path) -> None:
    """The same charter, checked before and after the plug-in came, with results kept between the two."""
    kept = str(tmp_path / "cache")
    words = ("check", "club.charter", "--isolated", "--format", "concise", "--select", "EXA,LNG")
    before = run("check", "club.charter", "--isolated", "--format", "concise", CHARTER_CACHE_DIR=kept)
    assert "EXA101" not in before.stdout
    install(tmp_path / "site", points())
    assert "EXA101" in run(*words, CHARTER_CACHE_DIR=kept).stdout
    assert "EXA101" in run("check", "club.charter", "--isolated", "--format", "concise", CHARTER_CACHE_DIR=kept).stdout


def test_here_there_are_none() -> None:
    assert [plugins(group) for group in GROUPS] == [(), (), (), ()]
