"""How long pictures take: the structure of the largest shipped design, those of the whole library, a whole report.

`pytest benchmarks/bench_pictures.py -o python_files='bench_*.py' -o python_functions='bench_*'` measures and holds the
limits: one second for the largest design, twenty for the library, the reading of the charters not counted; eight for
the report of the IMF, from its text.
"""

from __future__ import annotations

import sys
from functools import cache
from pathlib import Path
from subprocess import run
from typing import Any

from charter.designs import designs
from charter.dsl.load import load
from charter.dsl.model import Charter
from charter.render.diagram import to_svg
from charter.render.figures.structure import structure

LARGEST = 1.0
LIBRARY = 20.0
REPORT = 8.0


@cache
def _charters() -> tuple[Charter, ...]:
    found = tuple(load(name).charter for name in sorted(designs()))
    return tuple(each for each in found if each is not None)


def _draw(charters: tuple[Charter, ...]) -> list[str]:
    return [to_svg(structure(each, charter)) for charter in charters for each in charter.institutions]


def _size(charter: Charter) -> int:
    return max((len(each.organs) + len(each.decisions) for each in charter.institutions), default=0)


def bench_the_structure_of_the_largest_design(benchmark: Any) -> None:
    """Of the charter with the institution of most organs and decisions; the same bytes each time."""
    largest = max(_charters(), key=_size)
    found = benchmark.pedantic(_draw, args=((largest,),), rounds=5)
    assert found == _draw((largest,))
    assert benchmark.stats.stats.min <= LARGEST


def bench_the_structures_of_the_whole_library(benchmark: Any) -> None:
    """Every institution of every shipped design, one after another on one core."""
    found = benchmark.pedantic(_draw, args=(_charters(),), rounds=1)
    assert len(found) == sum(len(each.institutions) for each in _charters())
    assert benchmark.stats.stats.min <= LIBRARY


def bench_the_report_of_the_largest_fund(benchmark: Any, tmp_path: Path) -> None:
    """`charter report imf -o imf.html`, the start of Python and the checking counted."""
    made = tmp_path / "imf.html"
    words = [sys.executable, "-c", "from charter.cli.main import main; main()", "report", "imf", "-o", str(made)]
    benchmark.pedantic(run, args=(words,), kwargs={"check": True, "capture_output": True}, rounds=3)
    assert made.stat().st_size > 100_000
    assert benchmark.stats.stats.min <= REPORT
