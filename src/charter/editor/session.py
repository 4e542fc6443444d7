"""One editor's session: texts come in, what is wrong goes out in stages, a newer key ending what an older one began.

First the mistakes of syntax, before anything else is done; after a moment the mistakes of meaning; after a pause the
findings of the rules and the verdicts on expectations, worked out beside the session's loop. Until a stage is through,
what the one before it said of unchanged text stands.
"""

from __future__ import annotations

import asyncio
import logging
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

from attrs import define, evolve, field, frozen

from charter.dsl.load import problem_finding
from charter.editor import diagnostics, notes
from charter.editor.carried import carried, edit, moved
from charter.editor.records import Diagnostic, Hint, Lens, TextPlace
from charter.editor.workspace import Document, DocumentReading, Workspace
from charter.validators.check.engine import Checked

MOMENT = 0.05
"""Seconds without a key before names and imports are looked at."""
PAUSE = 0.4
"""Seconds without a key before the rules run."""
_SYNTAX = ("LNG102", "LNG103", "LNG104", "LNG105", "LNG106")

log = logging.getLogger(__name__)
Publish = Callable[[Document, tuple[Diagnostic, ...]], None]


class Superseded(BaseException):
    """A newer text has come: what is worked out of the older one is of no use. No `Exception`, so that the engine does
    not take it for a rule's fault."""


@frozen
class Settled:
    """What has been worked out of a reading in the last stage: findings and verdicts, hints, lenses."""

    reading: DocumentReading
    checked: Checked
    hints: tuple[Hint, ...]
    lenses: tuple[Lens, ...]


@define(eq=False)
class Session:
    """The documents of one editor. `publish` shows diagnostics; `refreshed` is called when a check is through."""

    workspace: Workspace
    publish: Publish
    refreshed: Callable[[], None] = lambda: None
    moment: float = MOMENT
    pause: float = PAUSE
    _checked: dict[str, Settled] = field(factory=dict)
    _shown: dict[str, tuple[str, tuple[Diagnostic, ...]]] = field(factory=dict)
    _tasks: dict[str, asyncio.Task[None]] = field(factory=dict)
    _stops: dict[str, threading.Event] = field(factory=dict)
    _pool: ThreadPoolExecutor = field(factory=lambda: ThreadPoolExecutor(1, "charter-rules"))

    # ---- what happens -----------------------------------------------------------------------------

    def changed(self, uri: str, text: str, version: int = 0) -> Document:
        """A text is opened or edited: say what is wrong with its syntax, and look at the rest later."""
        self._stop(uri)
        document = self.workspace.open(uri, text, version)
        self._show_syntax(document)
        self._later(document.uri)
        for other in self._users(document):
            self._later(other.uri)
        return document

    def closed(self, uri: str) -> None:
        """A text is closed: nothing is said of it any more."""
        document = self.workspace.documents.get(uri)
        self._stop(uri)
        self.workspace.close(uri)
        self._checked.pop(uri, None)
        self._shown.pop(uri, None)
        if document is not None:
            self.publish(document, ())

    def touched(self) -> None:
        """Files have changed on the disk: look at everything anew."""
        self.workspace.touched()
        for uri in list(self.workspace.documents):
            self._stop(uri)
            self._later(uri)

    def ended(self) -> None:
        """The session is over."""
        for uri in list(self._tasks):
            self._stop(uri)
        self._pool.shutdown(wait=False, cancel_futures=True)

    # ---- what is known ----------------------------------------------------------------------------

    def checked(self, uri: str) -> Checked | None:
        """What the rules found in the document as it stands; None while that is not known."""
        found = self._checked.get(uri)
        if found is None or self.workspace.reading(uri) is not found.reading:
            return None
        return found.checked

    def hints(self, uri: str, start: int, end: int) -> tuple[Hint, ...]:
        """The hints between two offsets; those of an earlier text where it stands unchanged."""
        kept = self._checked.get(uri)
        found = []
        for hint in kept.hints if kept is not None else ():
            place = self._now(uri, TextPlace(uri, hint.offset, hint.offset))
            if place is not None and start <= place.start <= end:
                found.append(evolve(hint, offset=place.start))
        return tuple(found)

    def lenses(self, uri: str) -> tuple[Lens, ...]:
        """The lenses; those of an earlier text where it stands unchanged."""
        kept = self._checked.get(uri)
        moved = [(self._now(uri, lens.place), lens) for lens in (kept.lenses if kept is not None else ())]
        return tuple(evolve(lens, place=place) for place, lens in moved if place is not None)

    def _now(self, uri: str, place: TextPlace) -> TextPlace | None:
        before = self._checked[uri].reading.document.source.text
        after = self.workspace.need(uri).source.text
        return place if before == after else moved(place, *edit(before, after))

    async def settled(self) -> None:
        """Wait until everything that was begun is through; for tests and measurements."""
        while tasks := [task for task in self._tasks.values() if not task.done()]:
            await asyncio.gather(*tasks, return_exceptions=True)

    # ---- the stages -------------------------------------------------------------------------------

    def _show_syntax(self, document: Document) -> None:
        source = document.source
        findings = [problem_finding(source, problem) for problem in document.parsed.problems]
        before, shown = self._shown.get(document.uri, ("", ()))
        old = carried(before, source.text, (each for each in shown if each.code not in _SYNTAX))
        self._show(document, (*diagnostics.shown(document, findings), *old))

    def _show(self, document: Document, found: tuple[Diagnostic, ...]) -> None:
        self._shown[document.uri] = document.source.text, found
        self.publish(document, found)

    def _later(self, uri: str) -> None:
        try:
            loop = asyncio.get_running_loop()
        except RuntimeError:
            return
        before = self._tasks.get(uri)
        if before is not None:
            self._stop(uri)
        stop = threading.Event()
        self._stops[uri] = stop
        self._tasks[uri] = loop.create_task(self._stages(uri, stop))

    def _stop(self, uri: str) -> None:
        stop, task = self._stops.pop(uri, None), self._tasks.pop(uri, None)
        if stop is not None:
            stop.set()
        if task is not None:
            task.cancel()

    async def _stages(self, uri: str, stop: threading.Event) -> None:
        try:
            await self._names(uri)
            await self._rules(uri, stop)
        except Exception:
            log.exception("the stages of %s", uri)

    async def _names(self, uri: str) -> None:
        await asyncio.sleep(self.moment)
        reading = self.workspace.reading(uri)
        found = diagnostics.of_text(reading)
        known = {(each.code, each.place) for each in found}
        _, shown = self._shown.get(uri, ("", ()))
        rules = [e for e in shown if not e.code.startswith("LNG") and (e.code, e.place) not in known]
        self._show(reading.document, (*found, *rules))

    async def _rules(self, uri: str, stop: threading.Event) -> None:
        await asyncio.sleep(max(0.0, self.pause - self.moment))
        reading = self.workspace.reading(uri)
        settled = await asyncio.get_running_loop().run_in_executor(self._pool, self._settle, reading, stop)
        if settled is None or stop.is_set():
            return
        self._checked[uri] = settled
        self._show(reading.document, diagnostics.of_rules(reading, settled.checked))
        self.refreshed()

    @staticmethod
    def _settle(reading: DocumentReading, stop: threading.Event) -> Settled | None:
        def pulse() -> None:
            if stop.is_set():
                raise Superseded

        try:
            pulse()
            checked = diagnostics.check(reading, pulse)
            lenses = notes.lenses(reading, checked, pulse)
            return Settled(reading, checked, notes.hints(reading, 0, len(reading.document.source.text)), lenses)
        except Superseded:
            return None

    def _users(self, document: Document) -> list[Document]:
        """The other open documents that have read this one."""
        found = []
        for uri, reading in self.workspace.kept():
            other = self.workspace.documents.get(uri)
            if other is not None and other is not document and document.path in {path for path, _ in reading.stamps}:
                found.append(other)
        return found
