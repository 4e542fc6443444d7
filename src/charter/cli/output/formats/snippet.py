"""Lines of a charter with marks beneath: `^^^^ label` for the place itself, `---- label` for what belongs to it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from charter.cli.terminal import Paint, spread, visible
from charter.dsl.syntax.source import Source, Span
from charter.record import record

WIDEST = 160
"""A longer line of source is cut around what is marked in it."""
_BEFORE = 40


@record
class SpanMark:
    """A span with the text beside its carets; `main` for the place of the finding itself."""

    span: Span
    text: str = ""
    main: bool = False


def gutter_width(spans: Iterable[Span]) -> int:
    """How wide the line numbers of these spans are."""
    return max(len(str(span.line)) for span in spans)


def snippet(marks: Sequence[SpanMark], sources: Mapping[str, Source], gutter: int, paint: Paint) -> list[str]:
    """The marked lines, the main file first; ends in a bar where anything is shown."""
    lines: list[str] = []
    bar = f"{' ' * gutter} {paint('frame', '|')}"
    main_file = marks[0].span.file
    files = dict.fromkeys([main_file, *(mark.span.file for mark in marks)])
    for file in files:
        source = sources.get(file)
        if source is None:
            continue
        here = [mark for mark in marks if mark.span.file == file and _lies_in(mark.span, source)]
        if not here:
            continue
        if file != main_file:
            lines.append(f"{' ' * gutter}{paint('frame', ':::')} {visible(str(here[0].span))}")
        lines += [bar, *_file(here, source, gutter, bar, paint)]
    return [*lines, bar] if lines else [bar]


def _lies_in(span: Span, source: Source) -> bool:
    return 1 <= span.line <= len(source.line_starts) and bool(source.text)


def _file(marks: list[SpanMark], source: Source, gutter: int, bar: str, paint: Paint) -> list[str]:
    lines: list[str] = []
    numbers = sorted({mark.span.line for mark in marks})
    for index, number in enumerate(numbers):
        if index and number > numbers[index - 1] + 1:
            lines.append(paint("frame", "..."))
        here = sorted((mark for mark in marks if mark.span.line == number), key=lambda mark: not mark.main)
        view = _View.of(source.line(number), here[0].span.column - 1)
        lines.append(f"{_numbered(number, gutter, paint)} {view.shown}".rstrip())
        lines += [f"{bar} {_carets(mark, view, paint)}" for mark in here]
    after = _next_line(source, numbers[-1])
    if after:
        lines.append(f"{_numbered(numbers[-1] + 1, gutter, paint)} {after}".rstrip())
    return lines


def _numbered(number: int, gutter: int, paint: Paint) -> str:
    return paint("frame", f"{number:>{gutter}} |")


@record
class _View:
    """The part of a line that is shown. `columns` are those of its characters, `start` the first character's index."""

    shown: str
    columns: list[int]
    start: int
    indent: int

    @classmethod
    def of(cls, line: str, about: int) -> _View:
        """A line as it is; a very long one cut around the character `about`, with dots where something is missing."""
        start = max(0, min(about, len(line)) - _BEFORE) if len(line) > WIDEST else 0
        part = line[start : start + WIDEST]
        shown, columns = spread(part)
        cut = f"{'…' * bool(start)}{shown}{'…' * (start + WIDEST < len(line))}"
        return cls(cut, columns, start, 1 if start else 0)

    def column(self, index: int) -> int:
        """Where the character of that index in the line begins on the screen."""
        return self.columns[max(0, min(index - self.start, len(self.columns) - 1))]

    @property
    def end(self) -> int:
        """The index after the last character shown."""
        return self.start + len(self.columns) - 1


def _carets(mark: SpanMark, view: _View, paint: Paint) -> str:
    """The line beneath: as many carets as the span is wide, to the end of the line where it goes on."""
    span = mark.span
    left = view.column(span.column - 1)
    right = view.column(view.end if span.end_line > span.line else span.end_column - 1)
    meaning, sign = ("error", "^") if mark.main else ("frame", "-")
    label = f" {visible(mark.text)}" if mark.text else ""
    return " " * (left + view.indent) + paint(meaning, sign * max(right - left, 1) + label)


def _next_line(source: Source, number: int) -> str:
    """The line after the last one marked, as context; nothing where it is empty, a closing brace or very long."""
    if number >= len(source.line_starts):
        return ""
    text = source.line(number + 1)
    if not text.strip() or text.strip() == "}" or len(text) > WIDEST:
        return ""
    return spread(text)[0]
