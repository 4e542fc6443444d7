"""Fenced charters: a block of code in a document that asks to be drawn.

    ```charter diagram=structure
    charter 1
    …
    ```

A fence without `diagram` is code and stays so. Its options are `diagram` (a kind), `of` (the decision or obligation),
`institution`, `theme`, `caption`, and `file`, a charter beside the document instead of text.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from pathlib import Path

from attrs import frozen

from charter.dsl.load import Loaded
from charter.dsl.model import Charter, Institution
from charter.errors import CharterError
from charter.render.drawing.text import clean

LANGUAGE = "charter"
OPTIONS = ("diagram", "of", "institution", "theme", "caption", "file")


class FenceError(CharterError, ValueError):
    """A fence that cannot be drawn; the message says why, with the first mistake of its charter."""


@frozen
class FenceFigure:
    """A drawn fence in one format: `stem` is a name for its file that no other content shares."""

    stem: str
    title: str
    description: str
    content: bytes


def drawn(text: str, options: Mapping[str, str], folder: Path, form: str = "svg", name: str = "fence") -> FenceFigure:
    """The figure that a fence asks for. Imports and files are looked for from `folder`, below its project's root.

    Raises:
        FenceError: an unknown option, a charter with a mistake, or nothing to draw.
    """
    from charter.dsl.sweep import sweeps
    from charter.render import registry
    from charter.render.diagram import inline
    from charter.render.diagrams import diagram
    from charter.render.drawing.fonts import NoFontsError

    unknown = [each for each in options if each not in OPTIONS]
    if unknown:
        raise FenceError(f"`{clean(unknown[0])}` is no option of a charter; there are {', '.join(OPTIONS)}")
    loaded = _loaded(text, options.get("file"), folder, name)
    charter = loaded.charter
    assert charter is not None
    kind = options.get("diagram", "structure")
    of_charter = kind in registry.names() and registry.entry(kind).kind.of_charter
    owner = None if of_charter else _owner(charter, options.get("institution"))
    try:
        theme = options.get("theme", "default")
        made = diagram(kind, owner, charter, options.get("of"), theme, explored=sweeps(loaded))
        digest = hashlib.sha256(repr((text, sorted(options.items()), charter)).encode()).hexdigest()[:10]
        stem = f"{_safe(made.name)}-{kind}-{digest}"
        content = inline(made, f"charter-{digest}").encode() if form == "svg" else _other(made, form)
    except (ValueError, NoFontsError) as error:
        raise FenceError(clean(str(error))) from error
    return FenceFigure(stem, clean(options.get("caption", made.title)), made.scene.description, content)


def _other(made: object, form: str) -> bytes:
    from charter.render.diagram import draw

    return draw(made, form)  # type: ignore[arg-type]


def _safe(name: str) -> str:
    return "".join(char for char in name.lower() if char.isascii() and char.isalnum())[:40] or "figure"


def _loaded(text: str, file: str | None, folder: Path, name: str) -> Loaded:
    from charter.dsl.findings import ERROR
    from charter.dsl.load import load, root_of
    from charter.dsl.syntax.source import Source

    here = folder.resolve() / f"{name}.charter"
    if file is None:
        loaded = load(Source(name, text, here))
    else:
        if text.strip():
            raise FenceError("a charter has either text or `file`, not both")
        path = (folder / file).resolve()
        if not path.is_relative_to(root_of(here)):
            raise FenceError(f"`{clean(file)}` lies outside the root of this project")
        if not path.is_file():
            raise FenceError(f"there is no file `{clean(file)}`")
        loaded = load(path, name=file)
    errors = [each for each in loaded.findings if each.severity == ERROR]
    if errors or loaded.charter is None:
        first = errors[0]
        more = f" (and {len(errors) - 1} more)" if len(errors) > 1 else ""
        raise FenceError(clean(f"{first.span}: {first.code} {first.message}{more}"))
    return loaded


def _owner(charter: Charter, asked: str | None) -> Institution:
    known = {each.name: each for each in charter.institutions}
    if asked is None and len(known) == 1:
        return next(iter(known.values()))
    if asked is None or asked not in known:
        names = ", ".join(clean(each) for each in known) or "none"
        raise FenceError(f"say which institution to draw, with `institution=`: here are {names}")
    return known[asked]
