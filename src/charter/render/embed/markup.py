"""Pictures and tables as Markdown and as LaTeX. Every text of a charter stays text: no markup, no command."""

from __future__ import annotations

import re
from collections.abc import Sequence

from attrs import frozen

from charter.render.drawing.text import clean
from charter.render.embed.places import LATEX

_LATEX = {
    "\\": r"\textbackslash{}", "{": r"\{", "}": r"\}", "$": r"\$", "&": r"\&", "#": r"\#", "^": r"\textasciicircum{}",
    "_": r"\_", "%": r"\%", "~": r"\textasciitilde{}", "<": r"\textless{}", ">": r"\textgreater{}",
    "|": r"\textbar{}", '"': r"\textquotedbl{}", "`": r"\textasciigrave{}", "[": r"{[}", "]": r"{]}",
}  # fmt: skip
_MARKDOWN = re.compile(r"([\\`*_{}\[\]#|~!>$^@])")


def escaped(text: str, syntax: str) -> str:
    """The text on one line, without anything in it that the syntax would read as more than text.

    >>> escaped("50% <b>", "latex"), escaped("*a* <b>", "markdown")
    ('50\\\\% \\\\textless{}b\\\\textgreater{}', '\\\\*a\\\\* &lt;b\\\\>')
    """
    plain = clean(text)
    if syntax == LATEX:
        return "".join(_LATEX.get(char, char) for char in plain)
    return _MARKDOWN.sub(r"\\\1", plain.replace("&", "&amp;").replace("<", "&lt;"))


@frozen
class MarkupTable:
    """A table of texts: `numbers` are the columns that stand to the right. Every row is as long as `head`."""

    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    numbers: frozenset[int] = frozenset()

    def written(self, syntax: str) -> str:
        """The table in the syntax, without a line end at its end."""
        rows = [[escaped(cell, syntax) for cell in row] for row in (self.head, *self.rows)]
        return self._latex(rows) if syntax == LATEX else self._markdown(rows)

    def _markdown(self, rows: Sequence[Sequence[str]]) -> str:
        rule = ["--:" if n in self.numbers else ":--" for n in range(len(self.head))]
        return "\n".join("| " + " | ".join(row) + " |" for row in (rows[0], rule, *rows[1:]))

    def _latex(self, rows: Sequence[Sequence[str]]) -> str:
        """Long texts get columns that break their lines; the page's width is shared among these."""
        long = {n for n in range(len(self.head)) if max(len(row[n]) for row in (self.head, *self.rows)) > 24}
        share = f"{0.86 / (len(long) + 0.14 * (len(self.head) - len(long))):.2f}" if long else ""
        columns = "".join(
            rf"p{{{share}\linewidth}}" if n in long else "r" if n in self.numbers else "l"
            for n in range(len(self.head))
        )
        lines = [" & ".join(row) + r" \\" for row in rows]
        return "\n".join([rf"\begin{{tabular}}{{{columns}}}", r"\hline", lines[0], r"\hline", *lines[1:],
                          r"\hline", r"\end{tabular}"])  # fmt: skip


def image(address: str, alt: str, syntax: str, width: str | None = None) -> str:
    """A picture that lies at an address relative to the document. `width` is a share of the line such as `80%`."""
    if syntax == LATEX:
        wide = r"\linewidth" if width is None else rf"{float(width.rstrip('%')) / 100:g}\linewidth"
        return rf"\includegraphics[width={wide}]{{{address}}}"
    return f"![{escaped(alt, syntax)}]({address})" + (f"{{width={width}}}" if width else "")
