"""An extension of Python-Markdown, and so of MkDocs and Zensical: fenced charters are drawn into the page.

In `mkdocs.yml`:

    markdown_extensions:
      - charter.render.embed.python_markdown

A charter that cannot be drawn is shown as code with what is wrong above it, and logged as a warning, which a strict
build does not let pass.
"""

from __future__ import annotations

import logging
import re
import shlex
from html import escape
from pathlib import Path
from typing import Any

from markdown import Markdown
from markdown.extensions import Extension
from markdown.preprocessors import Preprocessor

from charter.render.embed.fences import LANGUAGE, FenceError, drawn

logger = logging.getLogger("mkdocs.charter")
BEFORE_FENCES = 30
_OPEN = re.compile(r"^(?P<fence>`{3,}|~{3,})[ \t]*(?P<info>[^`\n]*)$")


class CharterExtension(Extension):
    """`folder`: from where imports are looked for; the current one where not given."""

    def __init__(self, **settings: Any) -> None:
        self.config = {"folder": [".", "the folder from which imports and files are looked for"]}
        super().__init__(**settings)

    def extendMarkdown(self, md: Markdown) -> None:
        """Take fenced charters before other extensions see fences."""
        md.preprocessors.register(_Charters(md, Path(self.getConfig("folder"))), "charter", BEFORE_FENCES)


class _Charters(Preprocessor):
    def __init__(self, md: Markdown, folder: Path) -> None:
        super().__init__(md)
        self.folder = folder

    def run(self, lines: list[str]) -> list[str]:
        """The lines, with fenced charters that ask for it put away as drawings."""
        found: list[str] = []
        at = 0
        while at < len(lines):
            opened = _OPEN.match(lines[at])
            if opened is None:
                found.append(lines[at])
                at += 1
                continue
            end = _end(lines, at, opened["fence"])
            found += self._shown(lines[at : end + 1], opened["info"])
            at = end + 1
        return found

    def _shown(self, fence: list[str], info: str) -> list[str]:
        asked = options(info)
        if asked is None:
            return fence
        text = "\n".join(fence[1:-1])
        return [self.md.htmlStash.store(html(text, asked, self.folder))]


def _end(lines: list[str], start: int, fence: str) -> int:
    closing = re.compile(rf"^{re.escape(fence[0])}{{{len(fence)},}}[ \t]*$")
    return next((n for n in range(start + 1, len(lines)) if closing.match(lines[n])), len(lines) - 1)


def options(info: str) -> dict[str, str] | None:
    """The options of a fence by what stands after its backticks; None where it is no charter to draw.

    >>> options('charter diagram=structure'), options('{.charter diagram="structure"}'), options("charter")
    ({'diagram': 'structure'}, {'diagram': 'structure'}, None)
    """
    try:
        words = shlex.split(info.strip().removeprefix("{").removesuffix("}"))
    except ValueError:
        return None
    if not words or words[0].removeprefix(".") != LANGUAGE:
        return None
    found = dict(word.split("=", 1) for word in words[1:] if "=" in word)
    return found if "diagram" in found else None


def html(text: str, asked: dict[str, str], folder: Path) -> str:
    """The drawing in the page; the code and what is wrong where it cannot be drawn."""
    try:
        made = drawn(text, asked, folder)
    except FenceError as error:
        logger.warning("a fenced charter cannot be drawn: %s", error)
        return (
            f'<div class="charter-error" role="alert"><p>{escape(str(error))}</p>'
            f"<pre><code>{escape(text)}</code></pre></div>"
        )
    return (
        f'<figure class="charter">{made.content.decode().strip()}<figcaption>{escape(made.title)}</figcaption></figure>'
    )


def fence_formatter(
    source: str, language: str, css_class: str, options: dict[str, str], md: Markdown, **kwargs: Any
) -> str:
    """The same for `custom_fences` of pymdownx.superfences, which also finds fences in lists and tabs."""
    return html(source, {key: str(value) for key, value in options.items()}, Path())


def fence_validator(
    language: str, inputs: dict[str, str], options: dict[str, str], attrs: dict[str, str], md: Markdown
) -> bool:
    """Takes the options of a fence; False where it asks for no diagram."""
    options.update(inputs)
    return "diagram" in inputs


def makeExtension(**settings: Any) -> CharterExtension:
    """What Python-Markdown calls."""
    return CharterExtension(**settings)
