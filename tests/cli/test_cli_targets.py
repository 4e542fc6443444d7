"""Targets that lie in wait: links, pipes, devices, enormous files, circles. Nothing outside is read or written."""

import os
import subprocess
import time
from pathlib import Path

import pytest
from cli_helpers import CLEAN, Run, command, environment, write

import charter.cli.input.targets as targets_module
from charter.dsl.load import load
from charter.dsl.syntax.source import MOST_BYTES

SECRET = "charter 1\ninstitution Body { members are { Secret_Token } }\n"


@pytest.fixture
def project(folder: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A project with a secret charter beside it; the project is the current folder."""
    write(folder, SECRET.replace("are {", "are   {"), "outside/secret.charter")
    write(folder, "", "project/charter.toml")
    write(folder, CLEAN, "project/drafts/club.charter")
    monkeypatch.chdir(folder / "project")
    return folder / "project"


def told(run: Run, *words: str) -> str:
    return run("check", *words, "--format", "concise").output


@pytest.mark.parametrize("word", [".", "drafts", "drafts/link.charter"])
def test_a_link_out_of_the_project_is_not_read(run: Run, project: Path, word: str) -> None:
    (project / "drafts" / "link.charter").symlink_to("../../outside/secret.charter")
    said = told(run, word)
    assert "drafts/link.charter:1:1: error[LNG206] `drafts/link.charter` leads to a file outside the root" in said
    assert "Secret_Token" not in said
    assert run("check", word).exit_code == 1
    assert "Secret_Token" in run("check", word, "--allow-outside").output


def test_fmt_rewrites_nothing_outside(run: Run, project: Path) -> None:
    (project / "drafts" / "link.charter").symlink_to("../../outside/secret.charter")
    before = (project.parent / "outside" / "secret.charter").read_bytes()
    result = run("fmt", "drafts")
    assert result.exit_code == 1
    assert "drafts/link.charter was left as it is" in result.output
    assert "Secret_Token" not in result.output
    assert (project.parent / "outside" / "secret.charter").read_bytes() == before


@pytest.mark.parametrize("named", ["more", "more/secret.charter"])
@pytest.mark.parametrize("marked", [False, True])
def test_a_folder_reached_through_a_link_is_no_project_of_its_own(
    run: Run, project: Path, named: str, marked: bool
) -> None:
    if marked:
        write(project.parent, "", "outside/charter.toml")
    (project / "more").symlink_to("../outside")
    said = told(run, named)
    assert "error[LNG206] `more/secret.charter` leads to a file outside the root" in said
    assert "Secret_Token" not in said


def test_a_link_within_the_project_is_read_once(run: Run, project: Path) -> None:
    (project / "again.charter").symlink_to("drafts/club.charter")
    assert "in 1 charter" in told(run, ".")
    assert "LNG206" not in told(run, "again.charter")


def test_hidden_folders_are_not_read(run: Run, project: Path) -> None:
    write(project, SECRET, ".git/hooks/secret.charter")
    write(project, SECRET, ".cache/secret.charter")
    (project / "drafts" / "git.charter").symlink_to("../.git/hooks/secret.charter")
    write(project, 'charter 1\nuse "../.cache/secret.charter"\n', "drafts/user.charter")
    said = told(run, ".")
    assert "error[LNG206] `drafts/git.charter` leads into the hidden folder `.git`" in said
    assert "drafts/user.charter:2:5: error[LNG206] `../.cache/secret.charter` lies in a hidden folder" in said
    assert "Secret_Token" not in said
    assert "hidden folder `.git`" in told(run, ".git/hooks/secret.charter")
    assert "Secret_Token" in told(run, ".cache/secret.charter")


def test_links_in_a_circle_and_to_nowhere(run: Run, project: Path) -> None:
    (project / "a.charter").symlink_to("b.charter")
    (project / "b.charter").symlink_to("a.charter")
    (project / "lost.charter").symlink_to("nowhere")
    (project / "loop").symlink_to(".")
    said = told(run, ".")
    assert "a.charter:1:1: error[LNG101] cannot read `a.charter`: " in said
    assert "lost.charter:1:1: error[LNG101] cannot read `lost.charter`: No such file or directory" in said
    assert said.splitlines()[-1].startswith("3 errors")


def test_pipes_and_devices_are_refused_without_waiting(project: Path) -> None:
    os.mkfifo(project / "pipe.charter")
    for word, what in ((".", "pipe"), ("pipe.charter", "pipe"), ("/dev/zero", "device")):
        done = subprocess.run(
            command("check", word, "--format", "concise"), env=environment(), capture_output=True, timeout=60,
            check=False, text=True,
        )  # fmt: skip
        assert done.returncode == 1
        assert f"it is a {what}, not a plain file" in done.stdout


def test_an_enormous_file_is_refused_at_once(run: Run, project: Path) -> None:
    with open(project / "huge.charter", "wb") as stream:
        stream.truncate(5 * 1024**3)
    write(project, "", "table.csv")
    with open(project / "table.csv", "wb") as stream:
        stream.truncate(5 * 1024**3)
    write(project, 'charter 1\ndata t from "table.csv" keyed by iso3 { share "share" }\n', "user.charter")
    begun = time.monotonic()
    said = told(run, ".")
    assert time.monotonic() - begun < 10
    why = f"it has {5 * 1024**3:,} bytes; Charter reads at most {MOST_BYTES:,}"
    assert f"huge.charter:1:1: error[LNG101] cannot read `huge.charter`: {why}" in said
    assert "user.charter:2:13: error[LNG501] `table.csv` has 5120 MiB; a table has 64 MiB at most" in said


def test_a_folder_that_cannot_be_looked_into_is_told(run: Run, project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The tests may run as a user who can look into every folder; so the system's answer is put in its place."""
    (project / "closed").mkdir()
    scandir = os.scandir

    def guarded(path: str) -> object:
        if str(path).endswith("closed"):
            raise PermissionError(13, "Permission denied", str(path))
        return scandir(path)

    monkeypatch.setattr(os, "scandir", guarded)
    result = run("check", ".", "--format", "concise")
    assert result.exit_code == 1
    assert "closed:1:1: error[LNG101] cannot look into the folder `closed`: Permission denied" in result.output


def test_ten_thousand_files_are_found_in_time(project: Path) -> None:
    for number in range(10_000):
        place = project / "many" / str(number // 100)
        if number % 100 == 0:
            place.mkdir(parents=True)
        (place / f"{number % 100:02}.charter").write_bytes(b"charter 1\n")
    begun = time.monotonic()
    found = targets_module.resolve(["many"])
    assert time.monotonic() - begun < 20
    assert len(found) == 10_000
    assert [found[0].name, found[1].name, found[100].name] == [
        "many/0/00.charter", "many/0/01.charter", "many/1/00.charter",
    ]  # fmt: skip
    assert not any(each.refused for each in found)


def test_a_report_in_markdown_is_written_whole_with_its_pictures_or_not_at_all(run: Run, folder: Path) -> None:
    write(folder, CLEAN)
    assert run("report", "club.charter", "-o", "club.md").exit_code == 0
    made = {path.name: path.read_bytes() for path in folder.iterdir() if path.name != "club.charter"}
    pictures = sorted(set(made) - {"club.md"})
    assert pictures
    for name in made:
        (folder / name).unlink()
    write(folder, "old", "club.md")
    (folder / pictures[-1]).mkdir()
    result = run("report", "club.charter", "-o", "club.md")
    assert result.exit_code == 2
    assert f"cannot write `{pictures[-1]}`: it is a folder" in result.output
    assert sorted(path.name for path in folder.iterdir()) == sorted(["club.charter", "club.md", pictures[-1]])
    assert (folder / "club.md").read_text() == "old"


def test_a_document_outside_is_not_filled(run: Run, project: Path) -> None:
    outside = write(project.parent, "<!-- charter: picture club.charter -->\n<!-- /charter -->\n", "outside/a.md")
    (project / "a.md").symlink_to(outside)
    result = run("embed", "a.md")
    assert result.exit_code == 2
    assert "`a.md` leads to a file outside the root of this project" in result.output


def test_what_comes_with_charter_is_read_wherever_it_is_installed(
    run: Run, project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """An environment in the hidden folder `.venv` of the project is the commonest place."""
    write(project, "charter 1\ninstitution Part { }\n", ".venv/designs/part.charter")
    top = write(project, 'charter 1\nuse "part.charter"\n', ".venv/designs/top.charter")
    monkeypatch.setattr("charter.dsl.load.library", lambda: (project / ".venv" / "designs").resolve())
    loaded = load(top, root=project)
    assert [found.code for found in loaded.findings] == []
    monkeypatch.undo()
    assert "LNG206" in [found.code for found in load(top, root=project).findings]
