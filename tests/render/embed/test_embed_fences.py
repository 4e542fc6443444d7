"""Fenced charters as pandoc, Python-Markdown (so MkDocs and Zensical) and Sphinx show them."""

import json
import logging
import shutil
import subprocess
import sys
import xml.etree.ElementTree as ET
import zipfile
from pathlib import Path
from typing import Any

import markdown
import pytest

from charter.render.embed.fences import FenceError, drawn
from charter.render.embed.pandoc import with_figures
from charter.render.embed.python_markdown import options

CLUB = """charter 1
use world
institution Club "The <b>club</b>" {
  members are { FRA, KEN }
  organ Assembly { plenary
    decides by majority of members }
  decision admit "Admit" : admission { step Assembly }
}
"""
BROKEN = "charter 1\ninstitution {\n"
EXTENSION = "charter.render.embed.python_markdown"


def test_a_fence_becomes_a_figure_with_the_title_as_caption(tmp_path: Path) -> None:
    made = drawn(CLUB, {"diagram": "decision", "of": "admit", "caption": "How"}, tmp_path)
    assert made.title == "How"
    assert made.stem.startswith("admit-decision-")
    title = ET.fromstring(made.content).findtext("{http://www.w3.org/2000/svg}title")
    assert title is not None
    assert "Admit" in title
    assert drawn(CLUB, {"diagram": "decision", "of": "admit", "caption": "How"}, tmp_path) == made


@pytest.mark.parametrize(
    ("text", "asked", "message"),
    [
        (BROKEN, {}, "fence:2:1: LNG105"),
        (CLUB, {"colour": "red"}, "`colour` is no option of a charter"),
        (CLUB, {"diagram": "movie"}, "no diagram 'movie'"),
        (CLUB, {"diagram": "decision", "of": "expel"}, "there is no decision `expel`; here are admit"),
        (CLUB, {"theme": "pink"}, "no theme 'pink'"),
        (CLUB, {"diagram": "funding"}, "funding"),
        (CLUB, {"institution": "Other"}, "say which institution to draw"),
        (CLUB, {"file": "a.charter"}, "either text or `file`"),
        ("", {"file": "missing.charter"}, "there is no file `missing.charter`"),
        ("", {"file": "../outside.charter"}, "outside the root"),
        ('charter 1\nuse "../outside.charter"\n', {}, "LNG206"),
    ],
)
def test_a_fence_that_cannot_be_drawn_says_why(tmp_path: Path, text: str, asked: dict[str, str], message: str) -> None:
    (tmp_path / "outside.charter").write_text(CLUB)
    folder = tmp_path / "project"
    folder.mkdir()
    with pytest.raises(FenceError, match=message.replace("(", "\\(")):
        drawn(text, asked, folder)


def test_what_stands_after_the_backticks() -> None:
    assert options("charter diagram=structure") == {"diagram": "structure"}
    assert options('{.charter diagram="decision" of=admit}') == {"diagram": "decision", "of": "admit"}
    for other in ("charter", "python", "", '{.charter diagram="x}', "charters diagram=structure"):
        assert options(other) is None


# -- Python-Markdown --------------------------------------------------------------------------------------------------

DRAWN = f"```charter diagram=structure\n{CLUB}```\n"
PAGE = f"# A\n\n{DRAWN}\n````md\n```charter diagram=structure\n```\n````\n\n```charter\nx\n```\n"


def test_markdown_draws_the_fence_and_leaves_code_alone() -> None:
    page = markdown.markdown(PAGE, extensions=["fenced_code", EXTENSION])
    assert page.count("<svg") == 1
    assert "<figcaption>Structure of The &lt;b&gt;club&lt;/b&gt;</figcaption></figure>" in page
    assert '<code class="language-md">```charter diagram=structure\n```' in page
    assert '<code class="language-charter">x' in page
    assert "<b>club" not in page


def test_two_figures_of_one_page_share_no_id() -> None:
    other = PAGE.replace("The <b>", "A <b>")
    page = markdown.markdown(PAGE + other, extensions=[EXTENSION])
    ids = [part.split('"')[0] for part in page.split(' id="')[1:]]
    assert len(ids) == 4
    assert len(set(ids)) == 4


def test_markdown_shows_what_is_wrong_and_warns(caplog: pytest.LogCaptureFixture) -> None:
    text = f"```charter diagram=structure\n{BROKEN}# <script>\n```\n"
    with caplog.at_level(logging.WARNING):
        page = markdown.markdown(text, extensions=["fenced_code", EXTENSION])
    assert [record.name for record in caplog.records] == ["mkdocs.charter"]
    assert "fence:2:1: LNG105" in page
    assert "# &lt;script&gt;" in page
    assert "<script" not in page


def test_superfences_draw_charters_in_lists_too() -> None:
    from charter.render.embed import python_markdown

    fence = {
        "name": "charter",
        "class": "charter",
        "format": python_markdown.fence_formatter,
        "validator": python_markdown.fence_validator,
    }
    inner = "\n".join(f"    {line}" for line in f'```charter diagram="structure"\n{CLUB}```'.splitlines())
    page = markdown.markdown(
        f"1. item\n\n{inner}\n",
        extensions=["pymdownx.superfences"],
        extension_configs={"pymdownx.superfences": {"custom_fences": [fence]}},
    )
    assert page.count("<svg") == 1
    assert "<li>" in page


# -- pandoc -----------------------------------------------------------------------------------------------------------


def code(classes: list[str], pairs: list[list[str]], text: str) -> dict[str, Any]:
    """A block of code as pandoc writes it."""
    return {"t": "CodeBlock", "c": [["", classes, pairs], text]}


@pytest.mark.parametrize(
    ("writer", "version", "ending", "block"),
    [("docx", [1, 22], ".png", "Para"), ("html", [1, 23], ".svg", "Figure"), ("latex", [1, 23, 1], ".pdf", "Figure")],
)
def test_the_filter_puts_a_figure_for_each_writer(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, writer: str, version: list[int], ending: str, block: str
) -> None:
    monkeypatch.chdir(tmp_path)
    plain = code(["charter"], [], "x")
    quote = {"t": "BlockQuote", "c": [code(["charter"], [["diagram", "structure"], ["width", "50%"]], CLUB), plain]}
    made = with_figures({"pandoc-api-version": version, "meta": {}, "blocks": [quote]}, writer)
    figure, left = made["blocks"][0]["c"]
    assert left == plain
    assert figure["t"] == block
    (path,) = (tmp_path / "charter-figures").iterdir()
    assert path.suffix == ending
    assert f"charter-figures/{path.name}" in json.dumps(figure)
    assert ["width", "50%"] in json.loads(json.dumps(figure))["c"][0]["c"][0][2] if block == "Para" else True


def test_the_filter_writes_nowhere_else(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    for place in ("/tmp/elsewhere", "../up"):
        meta = {"charter-figures": {"t": "MetaString", "c": place}}
        with pytest.raises(FenceError, match="beneath the current one"):
            with_figures({"meta": meta, "blocks": []}, "html")


def _filter(document: str, folder: Path) -> "subprocess.CompletedProcess[str]":
    command = [sys.executable, "-m", "charter.render.embed.pandoc", "html"]
    return subprocess.run(command, input=document, capture_output=True, text=True, cwd=folder, check=False)


def test_the_filter_ends_the_run_where_a_charter_is_broken(tmp_path: Path) -> None:
    document = {"blocks": [code(["charter"], [["diagram", "structure"]], BROKEN)]}
    done = _filter(json.dumps(document), tmp_path)
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.startswith("charter-pandoc: fence:2:1: LNG105")
    assert list(tmp_path.iterdir()) == []
    done = _filter("no json", tmp_path)
    assert done.returncode == 2
    assert done.stderr.startswith("charter-pandoc: this is no document of pandoc")


needs_pandoc = pytest.mark.skipif(shutil.which("pandoc") is None, reason="pandoc is not installed")


@needs_pandoc
def test_pandoc_draws_a_fence_into_a_word_file(tmp_path: Path) -> None:
    (tmp_path / "p.md").write_text(f"# A\n\n```{{.charter diagram=structure}}\n{CLUB}```\n")
    program = tmp_path / "charter-pandoc.py"
    program.write_text("import sys\nfrom charter.render.embed.pandoc import main\nsys.exit(main())\n")
    command = ["pandoc", "--filter", str(program), "p.md", "-o", "p.docx"]
    path = {"PATH": f"{Path(sys.executable).parent}:{Path(shutil.which('pandoc') or '').parent}:/usr/bin:/bin"}
    subprocess.run(command, cwd=tmp_path, check=True, capture_output=True, env=path)
    with zipfile.ZipFile(tmp_path / "p.docx") as word:
        (media,) = [name for name in word.namelist() if name.startswith("word/media/")]
        assert word.read(media).startswith(b"\x89PNG")


# -- Sphinx -----------------------------------------------------------------------------------------------------------


def _sphinx(folder: Path, builder: str = "html") -> "subprocess.CompletedProcess[str]":
    (folder / "conf.py").write_text('project = "x"\nextensions = ["charter.render.embed.sphinx"]\n')
    command = [sys.executable, "-W", "ignore", "-m", "sphinx", "-q", "-b", builder, ".", f"out-{builder}"]
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)


def test_sphinx_shows_a_file_and_a_text_each_builder_in_its_format(tmp_path: Path) -> None:
    (tmp_path / "club.charter").write_text(CLUB)
    inner = "\n".join(f"   {line}" for line in CLUB.splitlines())
    (tmp_path / "index.rst").write_text(
        "T\n=\n\n.. charter:: club.charter\n   :diagram: decision\n   :of: admit\n   :width: 80%\n   :name: how\n\n"
        f".. charter::\n   :caption: The club\n\n{inner}\n"
    )
    done = _sphinx(tmp_path)
    assert (done.returncode, done.stderr) == (0, "")
    page = (tmp_path / "out-html" / "index.html").read_text()
    assert page.count("<figure") == 2
    assert 'id="how"' in page
    assert "The club" in page
    shown = sorted(path.name for path in (tmp_path / "out-html" / "_images").iterdir())
    assert [[*name.split("-")[:2], name[-4:]] for name in shown] == [
        ["admit", "decision", ".svg"],
        ["club", "structure", ".svg"],
    ]
    assert _sphinx(tmp_path, "latex").returncode == 0
    assert len(list((tmp_path / "out-latex").glob("*-structure-*.pdf"))) == 1


def test_sphinx_tells_a_broken_charter_by_its_line(tmp_path: Path) -> None:
    (tmp_path / "index.rst").write_text("T\n=\n\n.. charter::\n\n   charter 1\n   institution {\n")
    done = _sphinx(tmp_path)
    assert "index.rst:4: ERROR: this charter cannot be drawn: fence:2:1: LNG105" in done.stderr
