"""A pandoc filter: `pandoc --filter charter-pandoc proposal.md -o proposal.docx` draws fenced charters.

Figures go into the folder `charter-figures`, or that of the metadata `charter-figures`; as PNG for Word and slides,
PDF for LaTeX, SVG otherwise. A charter that cannot be drawn ends the run with what is wrong, so that no proposal
goes out without its figure.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from charter.render.embed.fences import LANGUAGE, FenceError, drawn

FORMATS = {
    **dict.fromkeys(("docx", "odt", "pptx", "rtf", "epub", "epub2", "epub3"), "png"),
    **dict.fromkeys(("latex", "beamer", "context"), "pdf"),
}
FOLDER = "charter-figures"
_FIGURES = (1, 23)
"""The version of pandoc's data from which on there are blocks that are figures."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Read pandoc's JSON, write it with figures in it; 1 where a charter cannot be drawn."""
    words = sys.argv[1:] if arguments is None else list(arguments)
    try:
        document = json.load(sys.stdin)
        changed = with_figures(document, words[0] if words else "html")
    except FenceError as error:
        print(f"charter-pandoc: {error}", file=sys.stderr)
        return 1
    except (ValueError, KeyError, TypeError) as error:
        print(f"charter-pandoc: this is no document of pandoc ({type(error).__name__})", file=sys.stderr)
        return 2
    except OSError as error:
        print(f"charter-pandoc: cannot write the figure: {error.strerror}", file=sys.stderr)
        return 2
    json.dump(changed, sys.stdout)
    return 0


def with_figures(document: Any, writer: str) -> Any:
    """The document, as pandoc writes it, with every fenced charter that asks for it drawn.

    Raises:
        FenceError: one of them cannot be drawn.
    """
    folder = Path(_text(document.get("meta", {}).get(FOLDER)) or FOLDER)
    if folder.is_absolute() or ".." in folder.parts:
        raise FenceError(f"the metadata `{FOLDER}` is a folder beneath the current one")
    version = tuple(document.get("pandoc-api-version", _FIGURES))
    form = FORMATS.get(writer, "svg")

    def walk(node: Any) -> Any:
        if isinstance(node, list):
            return [walk(each) for each in node]
        if not isinstance(node, dict):
            return node
        if node.get("t") == "CodeBlock" and _asks(node["c"][0]):
            return _figure(node["c"], folder, form, version)
        return {key: walk(value) for key, value in node.items()}

    return walk(document)


def _asks(attributes: Any) -> bool:
    _, classes, pairs = attributes
    return LANGUAGE in classes and any(key == "diagram" for key, _ in pairs)


def _figure(code: Any, folder: Path, form: str, version: tuple[int, ...]) -> Any:
    (name, _, pairs), text = code
    options = {key: value for key, value in pairs if key not in ("width", "height")}
    made = drawn(text, options, Path.cwd(), form)
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"{made.stem}.{form}"
    path.write_bytes(made.content)
    size = [pair for pair in pairs if pair[0] in ("width", "height")]
    words = [{"t": "Str", "c": made.title}]
    attributes = [name, [], size]
    if version >= _FIGURES:
        shown = {"t": "Image", "c": [["", [], size], words, [path.as_posix(), ""]]}
        caption = [None, [{"t": "Plain", "c": words}]]
        return {"t": "Figure", "c": [[name, [], []], caption, [{"t": "Plain", "c": [shown]}]]}
    return {"t": "Para", "c": [{"t": "Image", "c": [attributes, words, [path.as_posix(), "fig:"]]}]}


def _text(meta: Any) -> str:
    """A metadata value as plain text; pandoc gives a string, or words one by one."""
    if not isinstance(meta, dict):
        return ""
    held = meta.get("c")
    if isinstance(held, str):
        return held
    parts = [each.get("c", " ") if each.get("t") == "Str" else " " for each in held or []]
    return "".join(parts)


if __name__ == "__main__":
    sys.exit(main())
