"""What a newcomer meets: the greeting, examples in every help, the man page, completion."""

from __future__ import annotations

import importlib.util
import os
import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path
from types import ModuleType

import pytest
from cli_helpers import CLEAN, Process, Run, write

from charter.cli.examples import EXAMPLES
from charter.cli.main import COMMANDS

ROOT = Path(__file__).parents[2]
TYPED = [(name, typed) for name, each in EXAMPLES.items() for typed, _ in each if name != "lsp"]


def test_charter_alone_greets_with_three_commands(run: Run) -> None:
    shown = run()
    assert (shown.exit_code, shown.stderr) == (0, "")
    lines = [line.split("  ")[1].strip() for line in shown.stdout.splitlines() if line.startswith("  ")]
    assert lines == ["charter report iaia", 'charter new "Compute Registry Agency"', "charter check my.charter"]
    assert len(shown.stdout.splitlines()) <= 10


def test_an_option_that_there_is_not_is_still_wrong_use(run: Run) -> None:
    assert run("--nope").exit_code == 2
    assert "check" in run("--help").stdout


@pytest.mark.parametrize("name", COMMANDS)
def test_every_help_has_examples(run: Run, name: str) -> None:
    shown = run(name, "--help")
    assert shown.exit_code == 0
    assert "Examples:" in shown.stdout
    for typed, does in EXAMPLES[name]:
        assert f"{typed}\n" in shown.stdout
        assert does in " ".join(shown.stdout.split())


@pytest.mark.parametrize(("name", "typed"), TYPED)
def test_every_example_runs(run: Run, folder: Path, name: str, typed: str) -> None:
    """On the shipped designs, and on files of the names that the examples use."""
    write(folder, CLEAN, "my.charter")
    (folder / "drafts").mkdir()
    write(folder, CLEAN, "drafts/one.charter")
    (folder / "proposal.md").write_text("# A proposal\n", encoding="utf-8")
    if "--baseline" in typed:
        assert run("baseline", "drafts/").exit_code == 0
    if "--check iaea.json" in typed:
        assert run("export", "iaea", "-o", "iaea.json").exit_code == 0
    words = shlex.split(typed)
    assert words[0] == "charter"
    shown = run(*words[1:])
    assert shown.exit_code in (0, 1), shown.stderr
    assert "Usage" not in shown.stderr
    if shown.exit_code == 1:
        assert name in ("check", "fmt", "vote", "diff")


def made() -> ModuleType:
    spec = importlib.util.spec_from_file_location("make_man", ROOT / "docs" / "reference" / "make_man.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_the_man_page_is_fresh_and_names_every_command() -> None:
    page = (ROOT / "docs" / "man" / "charter.1").read_text(encoding="utf-8")
    assert page == made().page()
    assert re.findall(r"^\.SS charter (\w+)", page, re.MULTILINE) == list(COMMANDS)


@pytest.mark.skipif(shutil.which("man") is None, reason="needs man")
def test_man_shows_it_without_warnings() -> None:
    words = ["man", "--warnings", "-l", str(ROOT / "docs" / "man" / "charter.1")]
    shown = subprocess.run(words, capture_output=True, text=True, env=os.environ | {"MANPAGER": "cat"}, check=True)
    assert "charter check" in shown.stdout
    assert shown.stderr == ""


def completed(words: str, folder: Path) -> list[str]:
    """What bash would offer for the last of these words; `@` at the end stands for a blank."""
    line = words.removesuffix("@")
    around = {"COMP_WORDS": line, "COMP_CWORD": str(len(words.split()) - 1), "_CHARTER_COMPLETE": "bash_complete"}
    code = "import sys; sys.argv = ['charter']; from charter.cli.main import main; main()"
    run = subprocess.run(
        [sys.executable, "-c", code], cwd=folder, env=os.environ | around, capture_output=True, text=True, timeout=30
    )
    assert run.stderr == ""
    return [each.partition(",")[2] for each in run.stdout.splitlines()]


@pytest.mark.parametrize(
    ("words", "some"),
    [
        ("charter che", ["check"]),
        ("charter check iae", ["iaea", "iaea_1999"]),
        ("charter check nothing_like_it", ["nothing_like_it"]),
        ("charter power iaea.susp", ["iaea.suspend"]),
        ("charter power ./club.charter.adm", ["./club.charter.admit"]),
        ("charter coalitions iaea susp", ["suspend"]),
        ("charter explain vot101", ["VOT101"]),
        ("charter explain quor", ["quorum"]),
        ("charter check --select VOT10", [f"VOT10{n}" for n in range(1, 10)]),
        ("charter new x --like iae", ["iaea", "iaea_1999"]),
        ("charter world un_scal", ["un_scale", "un_scale_2022"]),
        ("charter power /dev/null.x", ["/dev/null.x"]),
    ],
)
def test_completion(folder: Path, words: str, some: list[str]) -> None:
    decision = "decision admit : admission { step O by consensus }"
    text = f"charter 1\ninstitution C {{\n  organ O {{ plenary }}\n  {decision}\n}}\n"
    write(folder, text, "club.charter")
    assert completed(words, folder) == some


def test_its_page_names_every_shell_that_click_knows(process: Process) -> None:
    page = (ROOT / "docs" / "completion.md").read_text(encoding="utf-8")
    assert set(re.findall(r"_CHARTER_COMPLETE=(\w+)_source", page)) == {"bash", "zsh", "fish"}
