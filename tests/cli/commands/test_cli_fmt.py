"""`charter fmt`: writes only what changes, whole or not at all, and leaves a text with mistakes alone."""

import os
from pathlib import Path

import pytest
from cli_helpers import CLEAN, Process, Run, write

UGLY = CLEAN.replace("  organ Assembly {", "organ   Assembly   {   # the whole").replace(
    "    plenary", " plenary # all"
)
NEAT = CLEAN.replace("  organ Assembly {", "  organ Assembly { # the whole").replace("    plenary", "    plenary # all")
BROKEN = CLEAN.replace("plenary", "plenary plenary")


def test_a_file_is_changed_once(run: Run, folder: Path) -> None:
    write(folder, UGLY)
    first = run("fmt", "club.charter")
    assert (first.exit_code, first.stdout) == (0, "changed club.charter\n")
    neat = (folder / "club.charter").read_text(encoding="utf-8")
    assert "# the whole" in neat
    assert "# all" in neat
    second = run("fmt", "club.charter")
    assert (second.exit_code, second.stdout) == (0, "")
    assert (folder / "club.charter").read_text(encoding="utf-8") == neat


def test_check_and_diff_write_nothing(run: Run, folder: Path) -> None:
    path = write(folder, UGLY)
    checked = run("fmt", "--check", "club.charter")
    assert (checked.exit_code, checked.stdout) == (1, "would change club.charter\n")
    diffed = run("fmt", "--diff", "club.charter")
    assert diffed.exit_code == 1
    assert diffed.stdout.startswith("--- club.charter\n+++ club.charter (formatted)\n@@ ")
    assert "\n-organ   Assembly   {   # the whole\n" in diffed.stdout
    assert "\n+  organ Assembly {" in diffed.stdout
    assert path.read_text(encoding="utf-8") == UGLY
    write(folder, CLEAN)
    assert (run("fmt", "--check", "club.charter").exit_code, run("fmt", "--diff", "club.charter").stdout) == (0, "")


def test_a_text_with_mistakes_stays_and_the_others_do_not(run: Run, folder: Path) -> None:
    write(folder, BROKEN)
    write(folder, UGLY, "other.charter")
    result = run("fmt", "club.charter", "other.charter")
    assert result.exit_code == 1
    assert result.stdout == "changed other.charter\n"
    assert "error[LNG104]" in result.stderr
    assert " --> club.charter:9:13" in result.stderr
    assert "club.charter was left as it is" in result.stderr
    assert (folder / "club.charter").read_text(encoding="utf-8") == BROKEN


def test_names_that_do_not_resolve_are_no_reason_to_refuse(run: Run, folder: Path) -> None:
    write(folder, UGLY.replace("use world", 'use "gone.charter"'))
    assert run("fmt", "club.charter").exit_code == 0


def test_standard_input_goes_to_standard_output(process: Process) -> None:
    result = process("fmt", "-", input=UGLY.encode())
    assert (result.returncode, result.stderr) == (0, b"")
    again = process("fmt", "-", input=result.stdout)
    assert again.stdout == result.stdout
    broken = process("fmt", "-", input=BROKEN.encode())
    assert (broken.returncode, broken.stdout) == (1, b"")
    assert b"<stdin> was left as it is" in broken.stderr


@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_line_ends_and_permissions_are_kept(run: Run, folder: Path, end: str) -> None:
    path = write(folder, UGLY.replace("\n", end))
    path.chmod(0o640)
    assert run("fmt", "club.charter").exit_code == 0
    written = path.read_bytes()
    assert written.count(end.encode()) == written.count(b"\n") > 5
    assert path.stat().st_mode & 0o777 == 0o640


def test_a_link_stays_a_link(run: Run, folder: Path) -> None:
    path = write(folder, UGLY, "real/club.charter")
    (folder / "link.charter").symlink_to(path)
    assert run("fmt", "link.charter").exit_code == 0
    assert (folder / "link.charter").is_symlink()
    assert path.read_text(encoding="utf-8") != UGLY


@pytest.mark.skipif(os.geteuid() == 0, reason="nothing is unwritable for root")
def test_a_file_that_may_not_be_written(process: Process, folder: Path) -> None:
    write(folder, UGLY).chmod(0o444)
    result = process("fmt", "club.charter")
    assert result.returncode == 2
    assert result.stderr == b"Error: cannot write `club.charter`: Permission denied\n"
    assert (folder / "club.charter").read_text(encoding="utf-8") == UGLY


@pytest.mark.parametrize("design", ["iaea", "ilo", "un", "iaia"])
def test_every_design_formats_to_itself(run: Run, design: str) -> None:
    result = run("fmt", "--diff", design)
    assert (result.exit_code, result.stdout) == (0, "")
