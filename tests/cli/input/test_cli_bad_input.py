"""Bad input, each with its own diagnostic and exit code, and nothing lost."""

import os
from pathlib import Path

import pytest
from cli_helpers import CLEAN, Process, Run, write

INSTITUTION = CLEAN.split("\n", 1)[1]


@pytest.mark.parametrize(
    ("content", "place", "code", "says"),
    [
        (b"", "club.charter:1:1", "LNG102", "the text is empty"),
        (b"\n\n# only a remark\n", "club.charter:", "LNG102", "the text is empty"),
        (b"\x7fELF\x00\x01\x02", "club.charter:1:1", "LNG101", "zero bytes"),
        (CLEAN.encode("utf-16"), "club.charter:1:1", "LNG101", "UTF-16"),
        (CLEAN.replace("Club", "Clüb").encode("latin-1"), "club.charter:1:1", "LNG101", "line 5"),
        (INSTITUTION.encode(), "club.charter:2:1", "LNG102", "version of the language"),
        (b"charter 7\n" + INSTITUTION.encode(), "club.charter:1:9", "LNG103", "7"),
        (CLEAN.replace("use world", 'use "gone.charter"').encode(), "club.charter:3:5", "LNG205", "gone.charter"),
        (CLEAN.replace("use world", 'use "sub"').encode(), "club.charter:3:5", "LNG205", "folder"),
        (CLEAN.replace("use world", 'use "../out.charter"').encode(), "club.charter:3:5", "LNG206", "outside"),
        (CLEAN.replace("use world", 'use "club.charter"').encode(), "club.charter:3:5", "LNG207", "circle"),
    ],
)
def test_bad_input_has_its_own_finding(
    run: Run, folder: Path, content: bytes, place: str, code: str, says: str
) -> None:
    (folder / "charter.toml").touch()
    (folder / "sub").mkdir()
    (folder.parent / "out.charter").write_text(CLEAN, encoding="utf-8")
    write(folder, content)
    result = run("check", "club.charter", "--format", "concise")
    assert result.exit_code == 1
    found = [line for line in result.stdout.splitlines() if f"[{code}] " in line]
    assert len(found) == 1, result.stdout
    assert found[0].startswith(place)
    assert says in found[0]
    assert (folder / "club.charter").read_bytes() == content


def test_a_cycle_is_shown_edge_by_edge(run: Run, folder: Path) -> None:
    write(folder, 'charter 1\nuse "b.charter"\n', "a.charter")
    write(folder, 'charter 1\nuse "a.charter"\n', "b.charter")
    result = run("check", "a.charter")
    assert result.exit_code == 1
    assert "error[LNG207]" in result.stdout
    assert "a.charter uses b.charter" in result.stdout
    assert "b.charter uses a.charter" in result.stdout


def test_an_import_from_outside_can_be_allowed(run: Run, folder: Path) -> None:
    (folder / "charter.toml").touch()
    (folder.parent / "allowed.charter").write_text(CLEAN, encoding="utf-8")
    write(folder, CLEAN.replace("Club", "Other").replace("use world", 'use world\nuse "../allowed.charter"'))
    assert "LNG206" in run("check", "club.charter").stdout
    assert run("check", "club.charter", "--allow-outside", "--fail-on", "error").exit_code == 0


@pytest.mark.parametrize("content", ["\ufeff" + CLEAN, CLEAN.replace("\n", "\r\n")])
def test_a_byte_order_mark_and_other_line_ends_do_no_harm(run: Run, folder: Path, content: str) -> None:
    write(folder, content)
    assert run("check", "club.charter").exit_code == 0
    write(folder, content.replace("majority of members", "majority of memberz"))
    assert "club.charter:10:28" in run("check", "club.charter").stdout


def test_several_mistakes_are_all_told(run: Run, folder: Path) -> None:
    write(folder, CLEAN.replace("plenary", "plenary plenary").replace("members are", "members our"))
    result = run("check", "club.charter", "--format", "concise")
    assert result.exit_code == 1
    assert [line.split(": ")[0] for line in result.stdout.splitlines()[:-1]] == [
        "club.charter:6:11",
        "club.charter:9:13",
    ]


@pytest.mark.parametrize("command", ["check", "render", "export", "fmt", "report"])
def test_standard_input_that_is_no_text(run: Run, command: str) -> None:
    result = run(command, "-", "--stdin-filename", "draft.charter", input=b"charter 1\n\xff\xfe\n")
    assert result.exit_code == 1
    shown = result.stdout + result.stderr
    assert "error[LNG101] the file is not UTF-8: byte 0xff on line 2" in shown
    assert "--> draft.charter:1:1" in shown


def test_standard_input_imports_from_where_it_is_said_to_lie(run: Run, folder: Path) -> None:
    write(folder, CLEAN, "sub/club.charter")
    text = 'charter 1\nuse "club.charter"\nscenario alone of Club { without FRA }\n'
    assert run("check", "-", "--stdin-filename", "sub/draft.charter", input=text).exit_code == 0
    lost = run("check", "-", "--format", "concise", input=text)
    assert lost.exit_code == 1
    assert lost.stdout.startswith("<stdin>:2:5: error[LNG205] ")


def test_a_folder_is_searched_to_its_bottom_in_order(run: Run, folder: Path) -> None:
    write(folder, CLEAN.replace("members\n  }", "memberz\n  }"), "in/b/deep.charter")
    write(folder, CLEAN.replace("members\n  }", "memberz\n  }"), "in/a.charter")
    write(folder, "no charter", "in/notes.txt")
    write(folder, "no charter", "in/.hidden/x.charter")
    result = run("check", "in", "in/a.charter", "--format", "concise")
    assert [line.split(": ")[0] for line in result.stdout.splitlines()] == [
        "in/a.charter:10:28",
        "in/b/deep.charter:10:28",
        "2 errors in 2 charters",
    ]


def test_a_very_long_line_is_cut_around_the_mistake(run: Run, folder: Path) -> None:
    much = "\U0001f600 long " * 100_000
    write(
        folder, f'charter 1\nuse world\ninstitution Club {{ note "{much}"; members are {{ Kenia }}; note "{much}" }}\n'
    )
    result = run("check", "club.charter")
    assert result.exit_code == 1
    shown = result.stdout.splitlines()
    at = next(index for index, line in enumerate(shown) if line.startswith("3 |"))
    assert shown[at].startswith("3 | …")
    assert shown[at].endswith("…")
    assert len(shown[at]) < 200
    assert "members are { Kenia };" in shown[at]
    before = shown[at][: shown[at].index("Kenia")]
    wide = before.count("\U0001f600")
    assert shown[at + 1].index("^^^^^") == len(before) + wide


@pytest.mark.skipif(os.geteuid() == 0, reason="nothing is unreadable for root")
def test_a_file_that_may_not_be_read(process: Process, folder: Path) -> None:
    write(folder, CLEAN).chmod(0)
    result = process("check", "club.charter")
    assert result.returncode == 1
    assert b"error[LNG101]" in result.stdout
