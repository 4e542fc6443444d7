"""Exit codes: 0 clean or below the fail level, 1 findings, 2 wrong use or a fault inside; and never a traceback."""

from pathlib import Path

import pytest
from cli_helpers import CLEAN, Process, Run, write
from click.testing import Result

from charter._version import __version__

UNCLEAR = CLEAN.replace("  organ Assembly", '  allow VOT107 because "nothing to answer"\n\n  organ Assembly')
WRONG = CLEAN.replace("majority of members", "majority of memberz")


def last(result: Result) -> str:
    return result.stdout.strip().splitlines()[-1]


def test_a_clean_charter_exits_0(run: Run, folder: Path) -> None:
    write(folder, CLEAN)
    result = run("check", "club.charter")
    assert (result.exit_code, result.stdout, result.stderr) == (0, "no findings in 1 charter\n", "")


def test_an_error_exits_1(run: Run, folder: Path) -> None:
    write(folder, WRONG)
    result = run("check", "club.charter", "--format", "concise")
    assert result.exit_code == 1
    assert result.stdout.startswith("club.charter:10:28: error[LNG201] ")
    assert last(result) == "1 error in 1 charter"


@pytest.mark.parametrize(
    ("level", "code"), [("error", 0), ("warning", 1), ("note", 1), ("gap", 1), ("never", 0), (None, 1)]
)
def test_the_fail_level_decides_what_a_warning_costs(run: Run, folder: Path, level: str | None, code: int) -> None:
    write(folder, UNCLEAR)
    result = run("check", "club.charter", "--format", "concise", *(["--fail-on", level] if level else []))
    assert result.exit_code == code
    assert "club.charter:8:3: warning[LNG601] " in result.stdout
    assert last(result) == "1 warning in 1 charter"


def test_a_family_can_be_ignored(run: Run, folder: Path) -> None:
    write(folder, UNCLEAR)
    assert run("check", "club.charter", "--ignore", "LNG601").exit_code == 0
    assert run("check", "club.charter", "--ignore", "STR,LNG6").exit_code == 0
    assert run("check", "club.charter", "--select", "VOT").exit_code == 0


@pytest.mark.parametrize("words", [["--select", "VOT9"], ["--ignore", "nonsense"]])
def test_a_code_that_is_none_is_wrong_use(run: Run, folder: Path, words: list[str]) -> None:
    write(folder, CLEAN)
    result = run("check", "club.charter", *words)
    assert result.exit_code == 2
    assert f"no rule is called `{words[1]}`" in result.stderr


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (["chek"], "no command is called `chek`; did you mean `charter check`?"),
        (["check"], "Missing argument"),
        (["check", "--format", "yaml", "x"], "`yaml` is no format; there are concise, full, github"),
        (["check", "nowhere.charter"], "there is no file `nowhere.charter`"),
        (["check", "some/where"], "there is no file `some/where`"),
        (["check", "ioea"], "`ioea` is no file, folder or design; near: iaea"),
        (["check", "zzzzzz"], "`zzzzzz` is no file, folder or design (`charter designs` lists the designs)"),
        (["check", "a\x1b[31mb"], "`a<U+001B>[31mb` is no file"),
        (["check", "x" * 5000], "File name too long"),
        (["explain", "VOT17"], "no rule is called `VOT17`; near: VOT107"),
        (["world", "KENN"], "`KENN` is no party, group, column or institution; near: KEN"),
        (["render", "iaea", "-o", "x.gif"], "`x.gif` does not end in .svg, .png, .pdf, .dot"),
        (["render", "iaea", "--institution", "ILO"], "this charter has no institution `ILO`; it has IAEA"),
        (["export", "--check", "nowhere.json"], "cannot read `nowhere.json`: No such file or directory"),
        (["new", "a.b"], "`a.b` cannot be a name"),
        (["new", "Club", "--like", "iae"], "`iae` is no file, folder or design; near: iaea"),
    ],
)
def test_wrong_use_exits_2_with_a_sentence(run: Run, words: list[str], says: str) -> None:
    result = run(*words)
    assert result.exit_code == 2
    assert says in result.stderr
    assert result.stdout == ""


def test_an_empty_folder_is_wrong_use(run: Run, folder: Path) -> None:
    (folder / "none").mkdir()
    (folder / "none" / ".hidden").mkdir()
    write(folder / "none" / ".hidden", CLEAN)
    result = run("check", "none")
    assert result.exit_code == 2
    assert "no .charter file in the folder `none` or beneath it" in result.stderr


def test_help_and_version(run: Run) -> None:
    assert run("--version").stdout == f"charter {__version__}\n"
    shown = run("--help")
    assert shown.exit_code == 0
    for command in ("check", "fmt", "render", "report", "explain", "designs", "new", "export", "world"):
        assert f"\n  {command} " in shown.stdout
        assert run(command, "--help").exit_code == 0
    assert run().exit_code == 0


def test_a_fault_inside_is_one_line_and_no_traceback(run: Run, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object, **__: object) -> None:
        raise RuntimeError("lost\nthe \x1b[31mthread")

    monkeypatch.setattr("charter.dsl.load.load", fail)
    monkeypatch.delenv("CHARTER_DEBUG", raising=False)
    write(folder, CLEAN)
    result = run("check", "club.charter")
    assert result.exit_code == 2
    assert "Traceback" not in result.stderr
    first, second = result.stderr.splitlines()
    assert first == "charter: a fault inside Charter: RuntimeError: lost the <U+001B>[31mthread"
    assert "CHARTER_DEBUG=1" in second
    monkeypatch.setenv("CHARTER_DEBUG", "1")
    assert "Traceback" in run("check", "club.charter").stderr


def test_a_rule_that_fails_exits_2_and_shows_the_rest(run: Run, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(case: object) -> None:
        raise ZeroDivisionError("thread lost")

    monkeypatch.setattr("charter.validators.rules.voting.vot107_judge_in_own_case.check", fail)
    write(folder, CLEAN.replace("majority", "4/3"))
    result = run("check", "club.charter", "--format", "concise")
    assert result.exit_code == 2
    assert "club.charter:10:16: error[LNG302] " in result.stdout
    assert "error[LNG901] the rule VOT107" in result.stdout


def test_the_process_exits_as_it_says(process: Process, folder: Path) -> None:
    write(folder, CLEAN)
    write(folder, WRONG, "wrong.charter")
    assert process("check", "club.charter").returncode == 0
    assert process("check", "wrong.charter").returncode == 1
    gone = process("check", "gone.charter")
    assert (gone.returncode, gone.stdout) == (2, b"")
    assert gone.stderr == b"Error: there is no file `gone.charter`\n"
