"""What the README says can be done."""

import importlib.util
import re
from pathlib import Path

import pytest
from cli_helpers import Process

import charter
from charter.cli.main import COMMANDS

ROOT = Path(__file__).parents[2]
README = (ROOT / "README.md").read_text(encoding="utf-8")


def test_the_two_commands_stand_there_word_for_word() -> None:
    blocks = re.findall(r"^```\w*\n(.*?)\n```$", README, re.MULTILINE | re.DOTALL)
    assert "python -m pip install . && charter report iaia" in blocks
    assert "python -m pip install -e '.[dev]' && pytest" in blocks


def test_the_first_command_says_where_the_files_are(process: Process, folder: Path) -> None:
    result = process("report", "iaia")
    assert (result.returncode, result.stderr) == (0, b"")
    places = [Path(line.split(" ", 1)[1]) for line in result.stdout.decode().splitlines() if line.startswith("wrote ")]
    assert len(places) == 2
    assert all(place.is_absolute() and place.exists() for place in places)


def test_every_command_that_it_names_is_there() -> None:
    named = set(re.findall(r"`charter ([a-z]+)", README))
    assert named == set(COMMANDS)


@pytest.mark.parametrize("target", sorted(set(re.findall(r"\]\(([^)#:]+)\)", README))))
def test_what_it_links_to_is_there(target: str) -> None:
    assert (ROOT / target).exists()


def test_its_example_checks_as_it_stands_and_is_drawn() -> None:
    """Of 15 seats 2/3 is 10, and the State concerned may be one of the 15: with 5 noes of the other 14, 9 yes are
    left, with 4 noes 10. So 5 are needed to block, and one cannot."""
    spec = importlib.util.spec_from_file_location("make_readme", ROOT / "docs" / "reference" / "make_readme.py")
    assert spec is not None
    assert spec.loader is not None
    make = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(make)
    checked = charter.load(text=make.example()).check()
    assert [verdict.verdict for verdict in checked.verdicts] == ["proved", "proved"]
    assert not [each for each in checked.findings if each.code.startswith("LNG")]
    witness = str((checked.verdicts[1].witness or {})["text"])
    assert "whoever is accused, as with AFG accused: at least 5 members are needed to block" in witness
    assert witness in README
    assert make.PICTURE.read_bytes() == make.picture()


def test_the_hooks_name_commands_that_are_there() -> None:
    entries = re.findall(r"^  entry: charter (\w+)", (ROOT / ".pre-commit-hooks.yaml").read_text(), re.MULTILINE)
    assert sorted(entries) == ["check", "fmt"]
