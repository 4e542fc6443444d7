"""How fast an editor is answered, in one process: `pytest benchmarks/bench_editor.py` (needs pytest-benchmark).

The limits are those that a writer does not notice: from a key to the mistakes of syntax 30 ms for 300
lines and 100 ms for 3,000, completion 50 ms. Time of the processor is counted, so that what else the
machine does counts for nothing.
"""

from __future__ import annotations

import threading
import time
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from charter.editor import completion, diagnostics
from charter.editor.session import Session, Superseded
from charter.editor.workspace import Workspace, uri_of

DESIGN = Path(__file__).parents[1] / "src/charter/designs/proposals/iaia.charter"
pytestmark = pytest.mark.benchmark(timer=time.process_time)
URI = uri_of(DESIGN)
TEXT = DESIGN.read_text(encoding="utf-8")


def long(lines: int) -> str:
    """The design with its institution again and again."""
    head, _, body = TEXT.partition("\ninstitution")
    body = "\ninstitution" + body
    return head + body * max(1, round(lines / body.count("\n")))


@pytest.mark.parametrize(("lines", "limit"), [(300, 0.030), (3_000, 0.100)])
def test_from_a_key_to_the_mistakes_of_syntax(benchmark: Any, lines: int, limit: float) -> None:
    text, shown = long(lines), []
    texts = [text.replace("plenary", "plenary" + " x" * k, 1) for k in range(2)]
    session = Session(Workspace(), lambda document, found: shown.append(found))
    session.changed(URI, text)
    keys = iter(range(10**9))
    benchmark.pedantic(lambda: session.changed(URI, texts[next(keys) % 2], next(keys)), rounds=20, warmup_rounds=3)
    assert shown
    assert benchmark.stats["median"] <= limit


@pytest.mark.parametrize("mark", ["step Council by ", "organ Council : ", "  status ", "\n  decision ", "elected by "])
def test_completion(benchmark: Any, mark: str) -> None:
    workspace = Workspace()
    workspace.open(URI, TEXT)
    at = TEXT.index(mark) + len(mark)
    benchmark.pedantic(completion.completion, args=(workspace, URI, at), rounds=10, warmup_rounds=2)
    assert benchmark.stats["median"] <= 0.050


def test_rules(benchmark: Any) -> None:
    workspace = Workspace()
    workspace.open(URI, TEXT)
    reading = workspace.reading(URI)
    assert benchmark.pedantic(diagnostics.check, args=(reading,), rounds=3, warmup_rounds=1).verdicts


def test_rules_end_soon_after_a_key() -> None:
    """The longest time from one moment at which a check can be ended to the next, printed."""
    workspace = Workspace()
    workspace.open(URI, TEXT)
    reading = workspace.reading(URI)
    diagnostics.check(reading)
    moments = [time.process_time()]
    diagnostics.check(reading, lambda: moments.append(time.process_time()))
    longest = max(after - before for before, after in pairwise(moments))
    print(f"a key waits at most {1000 * longest:.0f} ms for the check before it")
    stop = threading.Event()

    def pulse() -> None:
        if stop.is_set():
            raise Superseded

    stop.set()
    with pytest.raises(Superseded):
        diagnostics.check(reading, pulse)


def test_memory_stays_over_10_000_keys() -> None:
    """What the process holds after 2,000 keys and after 10,000 differs by less than 20 MiB."""
    import resource

    session = Session(Workspace(), lambda document, found: None)
    short = "\n".join(TEXT.splitlines()[:60])
    sizes = {}
    for key in range(10_000):
        session.changed(URI, short + " x" * (key % 7), key)
        if key % 50 == 0:
            session.workspace.reading(URI)
        if key in (2_000, 9_999):
            sizes[key] = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    assert sizes[9_999] - sizes[2_000] < 20 * 1024
