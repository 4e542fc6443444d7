"""The open texts of an editor and the folders around them: read on demand, kept while nothing that was read changes.

Nothing here knows of the protocol. Every feature is a function of a `Workspace`, the URI of a document and offsets.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cached_property
from pathlib import Path
from urllib.parse import quote, unquote, urlsplit

from attrs import define, field, frozen

from charter.dsl.elaborate.names import Asked
from charter.dsl.load import Loaded, library, load, shown
from charter.dsl.syntax.parser import ParseResult, parse
from charter.dsl.syntax.source import Source, Span, UnreadableError, read_source
from charter.editor.records import TextChange, TextPlace

MOST_FILES = 2_000
"""Charters that are looked at below the roots when references are sought."""
SUFFIX = ".charter"
_SKIPPED = ("node_modules", "__pycache__", "build", "dist")


def path_of(uri: str) -> Path | None:
    """The resolved path of a `file:` URI; None for another, such as a text that has not been saved."""
    parts = urlsplit(uri)
    if parts.scheme != "file":
        return None
    name = unquote(parts.path)
    if len(name) > 2 and name[0] == "/" and name[2] == ":":
        name = name[1:]
    try:
        return Path(name).resolve()
    except (OSError, ValueError, RuntimeError):
        return None


def uri_of(path: Path) -> str:
    """The `file:` URI of a path."""
    name = path.as_posix()
    return "file://" + quote(name if name.startswith("/") else f"/{name}")


def _without_mark(text: str) -> str:
    return text.removeprefix("\ufeff")


@frozen(slots=False)
class Document:
    """A text as an editor shows it."""

    uri: str
    text: str = field(converter=_without_mark)
    version: int = 0

    @cached_property
    def path(self) -> Path | None:
        """Where it lies, if it does."""
        return path_of(self.uri)

    @cached_property
    def source(self) -> Source:
        """The text with its lines."""
        return Source(shown(self.path) if self.path is not None else self.uri, self.text, self.path)

    @cached_property
    def parsed(self) -> ParseResult:
        """The syntax tree and what is wrong with the text."""
        return parse(self.source)

    def place(self, start: int, end: int) -> TextPlace:
        """A stretch of this document."""
        return TextPlace(self.uri, start, end)


@frozen(slots=False, eq=False)
class DocumentReading:
    """A document read with all that it imports. `stamps` are the states of the files that were read; `kept` is what
    features have worked out of it."""

    document: Document
    loaded: Loaded
    asked: tuple[Asked, ...]
    stamps: tuple[tuple[Path, object], ...]
    kept: dict[object, object] = field(factory=dict, repr=False)

    def uri(self, file: str) -> str:
        """The URI of a file by the name that spans give it."""
        source = self.loaded.sources.get(file)
        if file == self.loaded.file or source is None or source.path is None:
            return self.document.uri
        return uri_of(source.path)

    def place(self, span: Span) -> TextPlace | None:
        """A span as a place; None for what stands in no text."""
        source = self.loaded.sources.get(span.file)
        if source is None or not span.line:
            return None
        return TextPlace(self.uri(span.file), offset(source, span.line, span.column), _end(source, span))

    def mine(self, span: Span) -> TextPlace | None:
        """The place of a span in the document itself; None for another file's."""
        return self.place(span) if span.file == self.loaded.file else None

    @cached_property
    def here(self) -> tuple[tuple[TextPlace, Asked], ...]:
        """What was asked of the names of the document itself, in the order of the text, each question once."""
        found: dict[tuple[TextPlace, int, str | None], Asked] = {}
        for asked in self.asked:
            place = self.mine(asked.span)
            if place is not None:
                found.setdefault((place, id(asked.entry), asked.vocabulary), asked)
        return tuple(sorted(((key[0], asked) for key, asked in found.items()), key=lambda pair: pair[0]))


def offset(source: Source, line: int, column: int) -> int:
    """The offset of a line and column, both from 1; within the text whatever they are."""
    starts = source.line_starts
    if line > len(starts):
        return len(source.text)
    return min(starts[line - 1] + column - 1, len(source.text))


def _end(source: Source, span: Span) -> int:
    return offset(source, span.end_line, span.end_column)


@define(eq=False)
class Workspace:
    """The open documents by URI, and the folders of the project."""

    roots: tuple[Path, ...] = ()
    documents: dict[str, Document] = field(factory=dict)
    _readings: dict[str, DocumentReading] = field(factory=dict)
    _unopened: dict[Path, tuple[object, Document]] = field(factory=dict)

    # ---- what the editor tells --------------------------------------------------------------------

    def open(self, uri: str, text: str, version: int = 0) -> Document:
        """Take a text in, new or in the place of the one before."""
        document = Document(uri, text, version)
        self.documents[uri] = document
        return document

    def close(self, uri: str) -> None:
        """Forget a text: the file on the disk counts again."""
        self.documents.pop(uri, None)
        self._readings.pop(uri, None)

    def touched(self) -> None:
        """Files have come, gone or changed on the disk: read anew, also what was missing before."""
        self._readings.clear()
        self._unopened.clear()

    def changed(self, changes: Iterable[TextChange]) -> Workspace:
        """A workspace with the documents as they would be after the changes; this one stays as it is."""
        after = Workspace(self.roots, dict(self.documents))
        for change in sorted(changes, key=lambda c: c.place, reverse=True):
            text = after.need(change.place.uri).source.text
            after.open(change.place.uri, text[: change.place.start] + change.text + text[change.place.end :])
        return after

    # ---- documents --------------------------------------------------------------------------------

    def document(self, uri: str) -> Document | None:
        """The document of a URI: as it is open, else as it lies on the disk; None if neither is there."""
        found = self.documents.get(uri)
        if found is not None:
            return found
        path = path_of(uri)
        if path is None:
            return None
        opened = next((d for d in self.documents.values() if d.path == path), None)
        if opened is not None:
            return opened
        stamp = _stamp(path)
        kept = self._unopened.get(path)
        if kept is not None and kept[0] == stamp:
            return kept[1]
        try:
            document = Document(uri_of(path), read_source(path).text)
        except UnreadableError:
            return None
        self._unopened[path] = stamp, document
        return document

    def need(self, uri: str) -> Document:
        """The document of a URI, or an empty one."""
        return self.document(uri) or Document(uri, "")

    def files(self) -> Iterator[Document]:
        """Every open document and every charter below the roots, each once."""
        seen: set[Path | str] = set()
        for document in list(self.documents.values()):
            seen.add(document.path or document.uri)
            yield document
        for path in self._below():
            found = None if path in seen else self.document(uri_of(path))
            if found is not None:
                seen.add(path)
                yield found

    def _below(self) -> Iterator[Path]:
        count = 0
        for root in self.roots:
            for path in sorted(_charters(root)):
                count += 1
                if count > MOST_FILES:
                    return
                yield path

    def writable(self, uri: str) -> bool:
        """Whether a file may be changed: not one that comes with Charter, unless the project is Charter itself."""
        path = path_of(uri)
        if path is None or uri in self.documents:
            return True
        return not path.is_relative_to(library()) or any(path.is_relative_to(root) for root in self.roots)

    # ---- readings ---------------------------------------------------------------------------------

    def reading(self, uri: str) -> DocumentReading:
        """The document with all that it imports, read anew if anything that was read is another now."""
        document = self.need(uri)
        kept = self._readings.get(document.uri)
        if kept is not None and kept.document is document and self._stands(kept):
            return kept
        asked: list[Asked] = []
        loaded = load(document.source, name=document.source.name, unsaved=self.unsaved(), asked=asked)
        files = [path for path in loaded.files if path != document.path]
        reading = DocumentReading(document, loaded, tuple(asked), tuple((path, self._state(path)) for path in files))
        self._readings[document.uri] = reading
        return reading

    def kept(self) -> list[tuple[str, DocumentReading]]:
        """The readings that have been made, by URI, whether they still stand or not."""
        return list(self._readings.items())

    def unsaved(self) -> dict[Path, str]:
        """The open texts by path."""
        return {document.path: document.text for document in self.documents.values() if document.path is not None}

    def _stands(self, reading: DocumentReading) -> bool:
        return all(self._state(path) == stamp for path, stamp in reading.stamps)

    def _state(self, path: Path) -> object:
        opened = next((d for d in self.documents.values() if d.path == path), None)
        return opened.text if opened is not None else _stamp(path)


def _stamp(path: Path) -> object:
    """What tells whether a file is still as it was."""
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_mtime_ns, found.st_size


def _charters(root: Path) -> Iterable[Path]:
    if root.is_file():
        return [root]
    found: list[Path] = []
    folders = [root]
    while folders and len(found) <= MOST_FILES:
        folder = folders.pop()
        try:
            entries = list(folder.iterdir())
        except OSError:
            continue
        for entry in entries:
            if entry.name.startswith(".") or entry.name in _SKIPPED or entry.is_symlink():
                continue
            if entry.is_dir():
                folders.append(entry)
            elif entry.name.endswith(SUFFIX):
                found.append(entry)
    return found
