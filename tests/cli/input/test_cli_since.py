"""`--diff-base`: only what is new since a revision, read out of a repository made for the test."""

import json
from pathlib import Path

import pytest
from cli_helpers import Run, write
from flawed import BEFORE, EXPEL, FLAWED
from repositories import commit, git


@pytest.fixture
def repository(folder: Path) -> Path:
    """A repository whose branch `main` has the charter without the veto, and a branch `change`, checked out."""
    git(folder, "init", "-q", "-b", "main")
    write(folder, 'select = ["VOT101", "VOT107"]\n', "charter.toml")
    write(folder, BEFORE)
    commit(folder)
    git(folder, "checkout", "-q", "-b", "change")
    return folder


def told(run: Run, *words: str) -> tuple[list[tuple[str, int]], list[str], int]:
    """Findings by code and line, verdicts, and how many findings there were before."""
    result = run("check", ".", "--diff-base", "main", "--format", "json", *words)
    data = json.loads(result.output)
    found = [(f["code"], f["line"]) for f in data["findings"]]
    return found, [f"{e['verdict']}: {e['text']}" for e in data["expectations"]], data["summary"]["before"]


def test_only_what_the_change_brings(run: Run, repository: Path) -> None:
    assert told(run) == ([], [], 1)
    write(repository, FLAWED)
    assert told(run) == ([("VOT101", EXPEL)], ["refuted: no member can block expel"], 1)
    result = run("check", ".", "--diff-base", "main", "--format", "concise")
    assert result.exit_code == 1
    summary = "1 error in 1 charter that main had not; of 1 expectation 1 refuted"
    assert result.output.splitlines()[-1] == summary


def test_the_base_is_where_the_branch_parted(run: Run, repository: Path) -> None:
    write(repository, FLAWED)
    commit(repository)
    git(repository, "checkout", "-q", "main")
    write(repository, FLAWED + "# later\n")
    commit(repository)
    git(repository, "checkout", "-q", "change")
    assert told(run)[0] == [("VOT101", EXPEL)]


def test_a_renamed_charter_keeps_its_findings_and_a_new_one_has_none_before(run: Run, repository: Path) -> None:
    git(repository, "mv", "club.charter", "society.charter")
    assert told(run) == ([], [], 1)
    write(repository, FLAWED.replace("Club", "Other"), "other.charter")
    assert told(run)[0] == [("VOT101", EXPEL), ("VOT107", EXPEL + 1)]


def test_imports_are_those_of_the_earlier_state(run: Run, repository: Path) -> None:
    parts = 'charter 1\nuse world\nuse "club.charter"\nscenario gone of Club { without KEN }\n'
    write(repository, parts, "scenarios.charter")
    commit(repository)
    git(repository, "branch", "-f", "main", "HEAD")
    write(repository, FLAWED)
    assert told(run)[0] == [("VOT101", EXPEL)]


def test_links_are_not_followed(run: Run, repository: Path) -> None:
    (repository / "link.charter").symlink_to("/etc/hostname")
    commit(repository)
    git(repository, "branch", "-f", "main", "HEAD")
    (repository / "link.charter").unlink()
    write(repository, FLAWED, "link.charter")
    found = told(run)[0]
    assert ("VOT101", EXPEL) in found


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (["club.charter", "--diff-base", "nowhere"], "there is no revision `nowhere` here"),
        (["club.charter", "--diff-base", "--output=x"], "there is no revision `--output=x` here"),
        (["iaea", "--diff-base", "main"], "--diff-base needs files of a git repository; `iaea` is none"),
        (["-", "--diff-base", "main"], "--diff-base needs files of a git repository; `<stdin>` is none"),
    ],
)
def test_what_cannot_be_compared(run: Run, repository: Path, words: list[str], says: str) -> None:
    result = run("check", *words, input=FLAWED)
    assert result.exit_code == 2
    assert says in result.output


def test_a_folder_that_is_no_repository(run: Run, folder: Path) -> None:
    write(folder, FLAWED)
    result = run("check", "club.charter", "--diff-base", "main")
    assert result.exit_code == 2
    assert "not a git repository" in result.output
