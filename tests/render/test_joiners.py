"""Persian and Sinhala are spelt with joiners (U+200C, U+200D): they are in every output, as they are in the text."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from charter.cli.main import cli

SINHALA, PERSIAN = "ශ්\u200dරී ලංකා සභාව", "کمیته\u200cی اجرایی"
CHARTER = f"""charter 1
party LK "ශ්\u200dරී ලංකාව" : state
party IR "نمی\u200cخواهم" : state
institution Club "{SINHALA}" {{
  status proposed
  members are {{ LK, IR }}
  organ A "{PERSIAN}" {{ plenary; decides by majority of members }}
  decision adopt : standard {{ step A }}
}}
"""


def out(folder: Path, *words: str) -> str:
    path = folder / "club.charter"
    path.write_text(CHARTER, encoding="utf-8")
    result = CliRunner().invoke(cli, [words[0], str(path), *words[1:]])
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    return result.stdout


@pytest.mark.parametrize(
    "words",
    [
        ("render", "-o", "-"),
        ("render", "--format", "dot", "-o", "-"),
        ("render", "--format", "mermaid", "-o", "-"),
        ("report", "-o", "-"),
    ],
    ids=" ".join,
)
def test_titles_keep_their_joiners(tmp_path: Path, words: tuple[str, ...]) -> None:
    found = out(tmp_path, *words)
    assert SINHALA in found
    assert PERSIAN.split()[0] in found


@pytest.mark.parametrize("form", ["full", "markdown"])
def test_findings_keep_them(tmp_path: Path, form: str) -> None:
    found = out(tmp_path, "check", "--format", form)
    assert "<U+200" not in found
    assert PERSIAN in found or SINHALA in found


def test_data_keeps_them(tmp_path: Path) -> None:
    (institution,) = json.loads(out(tmp_path, "export"))["charter"]["institutions"]
    assert institution["title"] == SINHALA
    assert institution["organs"][0]["title"] == PERSIAN
