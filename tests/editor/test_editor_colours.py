"""Every editor colours every shipped design alike: Pygments, the TextMate grammar, Vim, CodeMirror, from one source."""

import json
import re
import shutil
import subprocess
import tomllib
from functools import cache
from pathlib import Path

import pytest
from editor_helpers import NAMES, uri

from charter.dsl.syntax.parser import parse
from charter.dsl.syntax.source import Source
from charter.editor.colours import FOLDER, classes, files
from charter.editor.pygments_lexer import TOKENS, CharterLexer
from charter.grammar.keywords import KEYWORDS

ROOT = Path(__file__).parents[2]
STRANGE = 'charter 1\n# é [x] "y"\nnote "a \\" b" [s 1; t]\ngroup Été-x.y = top 3 by imf.votes\nlet a = 10^26\n"open\n'


def text_of(name: str) -> str:
    return STRANGE if name == "strange" else Path(uri(name).removeprefix("file://")).read_text(encoding="utf-8")


ALL = (*NAMES, "strange")


@cache
def by_pygments(name: str) -> list[str]:
    """The class of every character, as Pygments has it; empty for names, marks and space."""
    back = {token: each for each, token in TOKENS.items()}
    found: list[str] = []
    for _, token, text in CharterLexer().get_tokens_unprocessed(text_of(name)):
        found += [back.get(token, "")] * len(text)
    return found


def by_textmate(name: str) -> list[str]:
    """The same by the TextMate grammar: line by line, the leftmost match, of several the first listed."""
    grammar = json.loads((FOLDER / "vscode/syntaxes/charter.tmLanguage.json").read_text(encoding="utf-8"))
    scopes = {f"{each.textmate}.charter": each.name for each in classes()}
    patterns = [(re.compile(p["match"]), scopes.get(p["name"], "")) for p in grammar["patterns"]]
    found: list[str] = []
    for line in text_of(name).splitlines(keepends=True):
        row, at = [""] * len(line), 0
        while at < len(line):
            hits = [(match.start(), k, match) for k, (p, _) in enumerate(patterns) if (match := p.search(line, at))]
            if not hits:
                break
            start, k, match = min(hits, key=lambda hit: hit[:2])
            row[start : match.end()] = [patterns[k][1]] * (match.end() - start)
            at = max(match.end(), start + 1)
        found += row
    return found


def blank(name: str, found: list[str]) -> list[str]:
    """Without the ends of lines, which editors do not colour."""
    return [each for each, char in zip(found, text_of(name), strict=True) if char not in "\r\n"]


@pytest.mark.parametrize("name", ALL)
def test_pygments_and_textmate_agree(name: str) -> None:
    assert blank(name, by_textmate(name)) == blank(name, by_pygments(name))


@pytest.mark.parametrize("name", ["iaia", "un", "ilo_ai_labour"])
def test_the_classes_are_those_of_the_lexer(name: str) -> None:
    """What the language's own lexer takes for a keyword, a number, a text or a comment is coloured as one."""
    text, found = text_of(name), by_pygments(name)
    result = parse(Source(name, text))
    wanted = {"STRING": "string", "CITE": "citation", "DATE": "date", "NUMBER": "number", "FRACTION": "number"}
    for token in result.tokens:
        mine = set(found[token.start : token.end])
        if token.kind in KEYWORDS:
            assert mine <= {"keyword", "declaration", "metric"}, token
        elif token.kind in wanted:
            assert mine == {wanted[token.kind]}, token
    assert all(set(found[c.start : c.end]) == {"comment"} for c in result.comments)


def test_the_files_are_fresh() -> None:
    """`python -m charter.editor.colours` writes them anew after a change of the grammar or the vocabularies."""
    for name, text in files().items():
        assert (FOLDER / name).read_text(encoding="utf-8") == text, name


def test_every_keyword_has_one_class() -> None:
    words = [word for each in classes() if not each.called for word in each.words]
    assert len(words) == len(set(words))
    assert set(words) >= KEYWORDS


def test_the_lexer_has_its_entry_point() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert project["entry-points"]["pygments.lexers"] == {"charter": "charter.editor.pygments_lexer:CharterLexer"}


def test_the_extension_names_files_that_are_there() -> None:
    folder = FOLDER / "vscode"
    package = json.loads((folder / "package.json").read_text(encoding="utf-8"))
    contributes = package["contributes"]
    names = [package["main"], contributes["languages"][0]["configuration"], contributes["grammars"][0]["path"]]
    assert all((folder / name).is_file() for name in names)
    json.loads((folder / "language-configuration.json").read_text(encoding="utf-8"))


SHIM = """
import { charter } from "%s"
import { readFileSync } from "node:fs"
class Stream {
  constructor(line) { this.string = line; this.pos = 0 }
  eatSpace() { const at = this.pos; while (/\\s/.test(this.string[this.pos] ?? "x")) this.pos++; return this.pos > at }
  next() { this.pos += 1 }
  match(pattern, consume) {
    const found = this.string.slice(this.pos).match(pattern)
    if (found && found.index > 0) return null
    if (found && consume !== false) this.pos += found[0].length
    return found
  }
}
for (const file of process.argv.slice(2)) {
  const rows = readFileSync(file, "utf8").split(/\\r\\n|\\r|\\n/).map((line) => {
    const stream = new Stream(line), row = []
    while (stream.pos < line.length) {
      const at = stream.pos, style = charter.token(stream)
      for (let k = at; k < stream.pos; k++) row.push(style ?? "")
    }
    return row
  })
  console.log(JSON.stringify(rows))
}
"""


@pytest.mark.slow
@pytest.mark.skipif(shutil.which("node") is None, reason="needs node")
def test_codemirror_agrees(tmp_path: Path) -> None:
    (tmp_path / "charter.mjs").write_text((FOLDER / "codemirror/charter.js").read_text(encoding="utf-8"))
    (tmp_path / "run.mjs").write_text(SHIM % "./charter.mjs")
    inputs = [tmp_path / f"{name}.charter" for name in ALL]
    for name, path in zip(ALL, inputs, strict=True):
        path.write_text(text_of(name), encoding="utf-8")
    run = subprocess.run(
        ["node", "run.mjs", *map(str, inputs)], cwd=tmp_path, capture_output=True, text=True, check=True
    )
    styles = {each.name: each.codemirror for each in classes()} | {"": ""}
    for name, line in zip(ALL, run.stdout.splitlines(), strict=True):
        found = [style for row in json.loads(line) for style in row]
        wanted = [styles[each] for each in blank(name, by_pygments(name))]
        assert ["" if style == "variableName" else style for style in found] == wanted, name


VIM = """
set nocompatible
set encoding=utf-8
set runtimepath^=%s
syntax on
edit %s
setfiletype charter
syntax sync fromstart
let out = []
for l in range(1, line('$'))
  let row = []
  for c in range(1, len(getline(l)))
    call add(row, synIDattr(synID(l, c, 0), 'name'))
  endfor
  call add(out, json_encode(row))
endfor
call writefile(out, '%s')
qa!
"""


@pytest.mark.slow
@pytest.mark.skipif(shutil.which("vim") is None, reason="needs Vim")
@pytest.mark.parametrize("name", ["iaia", "un", "ilo_ai_labour", "strange"])
def test_vim_agrees(tmp_path: Path, name: str) -> None:
    path, out = tmp_path / "x.charter", tmp_path / "out.json"
    path.write_text(text_of(name), encoding="utf-8")
    (tmp_path / "run.vim").write_text(VIM % (FOLDER / "vim", path, out))
    subprocess.run(["vim", "-u", "NONE", "-N", "-es", "-S", str(tmp_path / "run.vim")], timeout=120, check=False)
    back = {f"charter{each.name.title()}": each.name for each in classes()}
    found: list[str] = []
    for line, row in zip(text_of(name).splitlines(), out.read_text().splitlines(), strict=True):
        octets, at = json.loads(row), 0
        for char in line:
            found.append(back.get(octets[at], ""))
            at += len(char.encode())
    assert found == blank(name, by_pygments(name))
