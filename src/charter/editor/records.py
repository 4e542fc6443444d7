"""What the editor's features hand to a server: stretches of texts by their offsets, and what is said of them."""

from __future__ import annotations

from attrs import field, frozen


@frozen(order=True)
class TextPlace:
    """A stretch of a document, in characters from its start; the end is not included."""

    uri: str
    start: int
    end: int

    def holds(self, offset: int) -> bool:
        """Whether a cursor there is in the stretch or at one of its ends."""
        return self.start <= offset <= self.end


@frozen
class TextChange:
    """What an edit does: the text of the place becomes `text`."""

    place: TextPlace
    text: str


@frozen
class Diagnostic:
    """Something wrong. `severity` is error, warning, note or gap; `related` are other places with what they show;
    `page` is where the rule's page lies; `unused` asks for faded text."""

    place: TextPlace
    code: str
    severity: str
    message: str
    page: str = ""
    related: tuple[tuple[TextPlace, str], ...] = ()
    unused: bool = False


@frozen
class Hover:
    """A text in Markdown about a place."""

    place: TextPlace
    markdown: str


@frozen
class CompletionItem:
    """Something that may stand at the cursor. `text` takes the place of the word there; where `snippet`, it is written
    in the syntax of the protocol (`${1:Name}`). `kind` is keyword, snippet, word, or the kind of a name."""

    label: str
    kind: str
    text: str
    detail: str = ""
    documentation: str = ""
    snippet: bool = False
    sort: str = ""
    filter: str = ""


@frozen
class Symbol:
    """A declaration, with those inside it. `place` is the whole clause, `name_place` its name."""

    name: str
    detail: str
    kind: str
    place: TextPlace
    name_place: TextPlace
    children: tuple[Symbol, ...] = ()


@frozen
class Action:
    """Something that can be done about a place: a title, and the edits that do it."""

    title: str
    kind: str
    changes: tuple[TextChange, ...]
    codes: tuple[str, ...] = ()


@frozen
class Hint:
    """A remark to show after an offset."""

    offset: int
    text: str
    tooltip: str = ""


@frozen
class Lens:
    """A line to show above a place."""

    place: TextPlace
    text: str
    command: str = ""
    arguments: tuple[str, ...] = field(default=())


class RefusedError(Exception):
    """A request that cannot be met; the message says why, in a sentence for the author."""
