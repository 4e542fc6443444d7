"""One lexical description of the language for everything that colours it without parsing.

The classes come from the grammar and the vocabularies; the lexer for Pygments reads them here, and the files for other
editors under `editors/` are written from them: `python -m charter.editor.colours`. A test says so when they are stale,
and holds that all colour every shipped design alike.
"""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import NamedTuple

from charter.dsl.elaborate.vocabulary import VOCABULARIES
from charter.dsl.metrics import SIGNATURES
from charter.dsl.syntax.messages import HEADS
from charter.grammar.keywords import BEGINS, KEYWORDS
from charter.grammar.tables import load_tables

FOLDER = Path(__file__).resolve().parents[3] / "editors"
WORD = r"[^\W\d]\w*(?:-[^\W\d]\w*)*(?:\.[^\W\d]\w*(?:-[^\W\d]\w*)*)*"
"""A word, as the grammar's NAME has it."""
_END = r"(?!\w|-[^\W\d]|\.[^\W\d])"


class Class(NamedTuple):
    """A class of lexical units: its regular expression, or its words; and what each editor calls it. Of a word that is
    followed by `(`, where `called`."""

    name: str
    pattern: str
    words: tuple[str, ...]
    textmate: str
    vim: str
    codemirror: str
    called: bool = False


def _declaring() -> tuple[str, ...]:
    """The keywords that declare something or head a block."""
    heads = {HEADS.get(rule, rule) for rule in load_tables().clauses} | set(HEADS)
    return tuple(sorted(word for word in KEYWORDS if "start" in BEGINS[word] or word in heads))


def _constants() -> tuple[str, ...]:
    """The words of the fixed lists that are no keywords."""
    return tuple(sorted({word for words in VOCABULARIES.values() for word in words} - KEYWORDS))


def classes() -> tuple[Class, ...]:
    """The classes in the order in which they are tried; a word that is none of them is a name."""
    declaring = _declaring()
    others = tuple(sorted(KEYWORDS.difference(declaring)))
    metrics = tuple(sorted(SIGNATURES.keys()))
    return (
        Class("comment", r"#[^\r\n]*", (), "comment.line.number-sign", "Comment", "comment"),
        Class("string", r'"(?:[^"\\\r\n]|\\[^\r\n])*"?', (), "string.quoted.double", "String", "string"),
        Class("citation", r"\[[^\[\]\r\n]*\]", (), "markup.underline.link", "Special", "link"),
        Class("date", r"[0-9]{4}-[0-9]{2}-[0-9]{2}", (), "constant.numeric.date", "Number", "number"),
        Class(
            "number", r"[0-9][0-9_]*(?:\.[0-9]+)?(?:%|/[0-9]+|\^[0-9]+)?", (), "constant.numeric", "Number", "number"
        ),
        Class("metric", "", metrics, "support.function", "Function", "function", True),
        Class("declaration", "", declaring, "keyword.declaration", "Structure", "definitionKeyword"),
        Class("keyword", "", others, "keyword.control", "Keyword", "keyword"),
        Class("constant", "", _constants(), "constant.language", "Constant", "atom"),
        Class("operator", r"<=|>=|!=|\.\.|[<>=|&*/+]|-", (), "keyword.operator", "Operator", "operator"),
    )


def expression(each: Class) -> str:
    """A class as one regular expression for Python and Oniguruma, to be tried at the beginning of a unit."""
    if each.pattern:
        return each.pattern
    words = "|".join(re.escape(word).replace(r"\-", "-") for word in sorted(each.words, key=lambda w: (-len(w), w)))
    return f"(?:{words}){_END}" + (r"(?=[ \t]*\()" if each.called else "")


# ---- what is written -----------------------------------------------------------------------------


def textmate() -> str:
    """The TextMate grammar, for VS Code, Sublime Text, JetBrains, GitHub."""
    patterns = [{"name": f"{each.textmate}.charter", "match": expression(each)} for each in classes()]
    patterns.append({"name": "variable.other.charter", "match": WORD})
    grammar = {
        "$schema": "https://raw.githubusercontent.com/martinring/tmlanguage/master/tmlanguage.json",
        "name": "Charter",
        "scopeName": "source.charter",
        "fileTypes": ["charter"],
        "patterns": patterns,
    }
    return json.dumps(grammar, indent=2, ensure_ascii=False) + "\n"


def vim() -> str:
    """The syntax file of Vim and Neovim. Of two matches at one place the one defined later wins there."""
    lines = [
        '" Vim syntax file',
        '" Language: Charter',
        '" Made by `python -m charter.editor.colours`; change that, and not this.',
        'if exists("b:current_syntax")',
        "  finish",
        "endif",
        "syntax case match",
        "syntax iskeyword @,48-57,_",
        f"syntax match charterName /{_for_vim(WORD)}/",
        *(f"syntax match charter{each.name.title()} /{_for_vim(expression(each))}/" for each in reversed(classes())),
        *(f"highlight default link charter{each.name.title()} {each.vim}" for each in classes()),
        'let b:current_syntax = "charter"',
    ]
    return "\n".join([*lines, ""])


_CLOSED = {"(?:": "", "(?!": "@!", "(?=": "@=", "(": ""}


def _for_vim(pattern: str) -> str:
    """A pattern in Vim's very magic syntax, with the `/` that ends it escaped."""
    text = pattern.replace(r"[^\W\d]", r"\K").replace(r"\w", r"\k")
    out, opened, inside, at = [r"\v"], list[str](), False, 0
    while at < len(text):
        group = next((mark for mark in _CLOSED if not inside and text.startswith(mark, at)), "")
        char = text[at]
        if group:
            opened.append(_CLOSED[group])
            out.append("%(")
        elif char == "\\":
            out.append("[" if inside and text[at + 1] == "[" else text[at : at + 2])
        elif char == ")" and not inside:
            out.append(")" + opened.pop())
        elif char == "/" or (not inside and char in "<>=&@~%"):
            out.append("\\" + char)
        else:
            inside = char == "[" or (inside and char != "]")
            out.append(char)
        at += len(group) or (2 if char == "\\" else 1)
    return "".join(out)


def codemirror() -> str:
    """The language of CodeMirror 6, for `StreamLanguage.define`."""
    tried = []
    for each in classes():
        if each.pattern:
            tried.append(f"  [{_regex(each.pattern)}, {json.dumps(each.codemirror)}],")
    sets = [
        f"const {each.name} = new Set({json.dumps(list(each.words))})" for each in classes() if each.words
    ]  # fmt: skip
    return "\n".join(
        [
            "// The language for CodeMirror 6: `StreamLanguage.define(charter)`.",
            "// Made by `python -m charter.editor.colours`; change that, and not this.",
            *sets,
            f"const word = {_regex(WORD)}",
            "const patterns = [",
            *tried,
            "]",
            "",
            "function colour(text, stream) {",
            '  if (metric.has(text) && stream.match(/[ \\t]*\\(/, false)) return "function"',
            '  if (declaration.has(text)) return "definitionKeyword"',
            '  if (keyword.has(text)) return "keyword"',
            '  return constant.has(text) ? "atom" : "variableName"',
            "}",
            "",
            "export const charter = {",
            '  name: "charter",',
            "  token(stream) {",
            "    if (stream.eatSpace()) return null",
            "    const found = stream.match(word)",
            "    if (found) return colour(found[0], stream)",
            "    for (const [pattern, name] of patterns) if (stream.match(pattern)) return name",
            "    stream.next()",
            "    return null",
            "  },",
            "  languageData: {",
            '    commentTokens: { line: "#" },',
            "    closeBrackets: { brackets: ['(', '{', '[', '\"'] },",
            "    indentOnInput: /^\\s*\\}$/,",
            "  },",
            "}",
            "",
        ]
    )


def _regex(pattern: str) -> str:
    """A pattern in JavaScript, at the beginning of what is left."""
    found = pattern.replace(r"[^\W\d]", r"[\p{L}_]").replace(r"\w", r"[\p{L}\p{N}_]")
    return "/^(?:" + re.sub(r"(?<!\\)/", r"\/", found) + ")/u"


def files() -> dict[str, str]:
    """Every file that is made, by its path under `editors/`."""
    return {
        "vscode/syntaxes/charter.tmLanguage.json": textmate(),
        "vim/syntax/charter.vim": vim(),
        "codemirror/charter.js": codemirror(),
    }


if __name__ == "__main__":
    for name, text in files().items():
        path = FOLDER / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
