"""The page on embedding: its marks fill, its fence draws, and the marks it lists are those that there are."""

import re
from pathlib import Path

import pytest
from click.testing import CliRunner

from charter.cli.embedding.contents import CONTENTS, TABLES
from charter.cli.main import cli
from charter.render.embed.fences import drawn

PAGE = (Path(__file__).parents[2] / "docs" / "embedding.md").read_text(encoding="utf-8")


@pytest.mark.parametrize(("language", "ending"), [("markdown", "md"), ("latex", "tex")])
def test_each_example_of_a_mark_is_filled(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, language: str, ending: str
) -> None:
    monkeypatch.chdir(tmp_path)
    examples = re.findall(rf"^```{language}\n(.*?)^```$", PAGE, re.MULTILINE | re.DOTALL)
    assert examples
    Path(f"p.{ending}").write_text("\n".join(examples), encoding="utf-8")
    done = CliRunner().invoke(cli, ["embed", f"p.{ending}"])
    assert done.exit_code == 0, done.output
    assert len(list(Path("figures").iterdir())) == 1
    assert "–" not in Path(f"p.{ending}").read_text(encoding="utf-8")


def test_the_fence_is_drawn(tmp_path: Path) -> None:
    (text,) = re.findall(r"^```\{\.charter diagram=structure\}\n(.*?)^```$", PAGE, re.MULTILINE | re.DOTALL)
    assert drawn(text, {"diagram": "structure"}, tmp_path).title == "Structure of The club"


def test_every_mark_is_listed() -> None:
    listed = re.findall(r"^\| `(\w+) TARGET ?(\w*)", PAGE, re.MULTILINE)
    assert {kind for kind, _ in listed} == set(CONTENTS)
    assert {what for kind, what in listed if kind == "table"} == set(TABLES)
