"""The catalogue in the docs is what the rules say; and adding a rule takes the one file that CONTRIBUTING shows."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

import charter
from charter.cli.catalogue import main, metrics, pages
from charter.cli.catalogue_usage import written
from charter.grammar import usage

HERE = Path(__file__).parents[2]
RULES = HERE / "docs" / "rules"


def test_the_pages_are_fresh() -> None:
    kept = {path.name: path.read_text(encoding="utf-8") for path in RULES.glob("*.md")}
    stale = sorted(name for name in {*kept, *pages()} if kept.get(name) != pages().get(name))
    assert stale == [], "run `python -m charter.cli.catalogue docs/rules`"


def test_the_page_on_metrics_is_fresh() -> None:
    kept = (HERE / "docs" / "metrics.md").read_text(encoding="utf-8")
    assert kept == metrics(), "run `python -m charter.cli.catalogue docs/rules`"


def test_what_is_kept_of_each_keyword_is_what_the_language_reference_says() -> None:
    reference = (HERE / "docs" / "language.md").read_text(encoding="utf-8")
    assert usage.FILE.read_text(encoding="utf-8") == written(reference), (
        "run `python -m charter.cli.catalogue docs/rules`"
    )


def test_pages_of_families_that_are_gone_are_taken_out(tmp_path: Path) -> None:
    folder = tmp_path / "rules"
    folder.mkdir()
    (folder / "gone.md").write_text("old", encoding="utf-8")
    main(folder)
    assert sorted(path.name for path in folder.iterdir()) == sorted(pages())
    assert sorted(path.name for path in tmp_path.iterdir()) == ["metrics.md", "rules"]


@pytest.fixture(scope="module")
def extended(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the package with the file that CONTRIBUTING.md shows, and nothing else."""
    text = (HERE / "CONTRIBUTING.md").read_text(encoding="utf-8")
    shown = re.search(r"`src/(charter/validators/\S+/str199_\S+\.py)`.*?\n````python\n(.*?)````\n", text, re.DOTALL)
    assert shown is not None
    folder = tmp_path_factory.mktemp("extended")
    shutil.copytree(Path(charter.__file__).parent, folder / "charter", ignore=shutil.ignore_patterns("__pycache__"))
    (folder / shown[1]).write_text(shown[2], encoding="utf-8")
    return folder


def run(folder: Path, *words: str, input: str = "") -> "subprocess.CompletedProcess[str]":
    """A command with the copied package."""
    command = [sys.executable, "-m", *words]
    environment = {**os.environ, "PYTHONPATH": str(folder)}
    return subprocess.run(
        command, input=input, cwd=folder, env=environment, capture_output=True, text=True, check=False
    )


def test_the_new_rule_is_found_listed_and_explained(extended: Path) -> None:
    listed = run(extended, "charter.cli.main", "rules", "STR199").stdout
    assert listed.split() == ["STR199", "organ-that-never-meets", "note"]
    page = run(extended, "charter.cli.main", "explain", "organ-that-never-meets").stdout
    assert page.startswith("STR199 organ-that-never-meets (note)\n\nPlenary organs")
    bad = page.partition("```charter bad\n")[2].partition("```")[0]
    found = run(extended, "charter.cli.main", "check", "-", "--select", "STR199", "--format", "concise", input=bad)
    assert found.stdout.splitlines()[0] == "<stdin>:3:9: note[STR199] Assembly has no meetings"
    good = page.partition("```charter good\n")[2].partition("```")[0]
    silent = run(extended, "charter.cli.main", "check", "-", "--select", "STR199", "--format", "concise", input=good)
    assert silent.stdout == "no findings in 1 charter\n"


def test_the_pages_of_the_new_rule_are_tests(extended: Path) -> None:
    shutil.copytree(HERE / "tests" / "validators", extended / "tests", ignore=shutil.ignore_patterns("__pycache__"))
    done = run(extended, "pytest", "-q", "-p", "no:cacheprovider", "tests/check/test_pages.py", "-k", "STR199")
    assert done.returncode == 0, done.stdout
    assert "..." in done.stdout
