"""A space of designs looked at, by one process or by several: the same in the same order."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from fractions import Fraction
from multiprocessing import get_context
from pathlib import Path

from charter.designing.front import Candidate, front
from charter.designing.judging import Judge, Judgement
from charter.designing.questions import LEAST, DesignAnswer, Question, with_questions
from charter.designing.space import Space
from charter.dsl.load import Loaded, load
from charter.dsl.syntax.source import Source
from charter.record import record
from charter.validators.expectations.verdict import PROVED, REFUTED

LARGEST_PIECE = 64
"""Designs that a process is given at a time."""
AHEAD = 3
"""Pieces that wait for each process, so that memory stays bounded however large the space is."""


@record
class Exploration:
    """Everything that a process needs to look at designs: the text with where its imports lie, what is asked, and the
    space. `expectations`: whether the charter's own are judged."""

    name: str
    text: str
    path: Path | None
    root: Path | None
    allow_outside: bool
    institution: str
    asks: tuple[str, ...]
    keeps: tuple[str, ...]
    bests: tuple[str, ...]
    space: Space
    expectations: bool = True

    @classmethod
    def of(
        cls, loaded: Loaded, institution: str, space: Space, asks: Sequence[str] = (), keeps: Sequence[str] = (),
        bests: Sequence[str] = (), expectations: bool = True,
    ) -> Exploration:  # fmt: skip
        """The plan for a charter that has been read."""
        source = loaded.sources[loaded.file]
        return cls(
            source.name, source.text, source.path, loaded.root, loaded.allow_outside, institution, tuple(asks),
            tuple(keeps), tuple(bests), space, expectations,
        )  # fmt: skip

    def judge(self) -> Judge:
        """Who looks at the designs; raises `AskError` where a question makes no sense."""
        source = Source(self.name, self.text, self.path)
        loaded = load(source, root=self.root, allow_outside=self.allow_outside)
        asked = with_questions(loaded, self.institution, self.asks, self.keeps, self.bests)
        return Judge(asked, self.space, self.expectations)


class WorkerLost(Exception):
    """A process that looked at designs has died; those before are whole."""


def explored(judge: Judge, plan: Exploration, numbers: Sequence[int], jobs: int = 1) -> Iterator[Judgement]:
    """The designs of these numbers, in their order, as they are looked at. With several `jobs` each process reads the
    charter for itself and remembers for itself; what comes out is the same.

    Raises:
        WorkerLost: a process has died.
    """
    if jobs <= 1 or len(numbers) < 2:
        yield from map(judge.judge, numbers)
        return
    size = max(1, min(LARGEST_PIECE, -(-len(numbers) // (4 * jobs))))
    pieces = (numbers[n : n + size] for n in range(0, len(numbers), size))
    with ProcessPoolExecutor(jobs, get_context("spawn"), _begin, (plan,)) as workers:
        try:
            for found in _in_order(workers, pieces, jobs * AHEAD):
                yield from found
        except BrokenProcessPool as broken:
            raise WorkerLost("a process that looked at designs has died") from broken


def _in_order(
    workers: ProcessPoolExecutor, pieces: Iterable[Sequence[int]], ahead: int
) -> Iterator[Sequence[Judgement]]:
    waiting: deque[Future[list[Judgement]]] = deque()
    try:
        for piece in pieces:
            waiting.append(workers.submit(_piece, tuple(piece)))
            if len(waiting) >= ahead:
                yield waiting.popleft().result()
        while waiting:
            yield waiting.popleft().result()
    finally:
        for future in waiting:
            future.cancel()


_judges: list[Judge] = []
"""Who looks at designs in this process."""


def _begin(plan: Exploration) -> None:
    _judges[:] = [plan.judge()]


def _piece(numbers: Sequence[int]) -> list[Judgement]:
    return [_judges[0].judge(number) for number in numbers]


# ---- what comes of it ----------------------------------------------------------------------------


KEPT, DROPPED, OPEN = "yes", "no", "unknown"


def kept(questions: Sequence[Question], found: Judgement) -> str:
    """Whether a design meets what it must: yes only where each is proved."""
    if found.why:
        return DROPPED
    verdicts = [a.verdict for q, a in zip(questions, found.answers, strict=True) if q.keep]
    if REFUTED in verdicts:
        return DROPPED
    return KEPT if all(v == PROVED for v in verdicts) else OPEN


def best(questions: Sequence[Question], found: Sequence[Judgement]) -> frozenset[int]:
    """The numbers of the designs on the Pareto front of those that meet what they must; empty where nothing is to be
    the best. Of a range that end counts which is certain: the least of what is to be most. A design whose numbers are
    not known is not on it."""
    goals = [(n, q) for n, q in enumerate(questions) if q.goal is not None]
    if not goals:
        return frozenset()
    candidates = []
    for each in found:
        if kept(questions, each) != KEPT:
            continue
        reached = [_certain(each.answers[n], q.goal == LEAST) for n, q in goals]
        known = tuple(value for value in reached if value is not None)
        if len(known) == len(goals):
            candidates.append(Candidate(each.number, known))
    return front(candidates)


def _certain(answer: DesignAnswer, least: bool) -> Fraction | None:
    if answer.least is None or answer.most is None:
        return None
    return -answer.most if least else answer.least
