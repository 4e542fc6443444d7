"""The tutorial: what its commands print, and that what they print is right."""

import importlib.util
import re
from pathlib import Path
from types import ModuleType

DOCS = Path(__file__).parents[2] / "docs"
TEXT = (DOCS / "tutorial.md").read_text(encoding="utf-8")


def made() -> ModuleType:
    spec = importlib.util.spec_from_file_location("make_tutorial", DOCS / "reference" / "make_tutorial.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_every_step_prints_what_the_page_shows() -> None:
    """Where words have changed, `python docs/reference/make_tutorial.py` writes them anew."""
    assert made().page(TEXT) == TEXT


def test_what_the_page_shows_is_right() -> None:
    """Step 1: under consensus each of 20 can say no: refuted. Step 2: of 20 members 2/3 is 13.3, so 14 are needed and 7
    noes leave 13: proved for one, and 7 block. Step 3: of 15 seats 10 are needed, so 6 block; developing countries have
    at least 5 elected seats, and of the five largest by GDP one or two are theirs, so that they can block; but 6 or 7
    of 15 is less than half, and 10 more: depends. Step 5: six expectations, all proved; the ceiling is 15%."""
    printed = re.findall(r"^```console\n(.*?)^```", TEXT, re.MULTILINE | re.DOTALL)
    assert "refuted: no member can block adopt" in printed[0]
    assert "of 1 expectation 1 proved" in printed[1]
    assert re.search(r"^smallest to block +7:", printed[2], re.MULTILINE)
    assert "depends: Developing hold at least 50% of seats in Council" in printed[3]
    assert "of 4 expectations 3 proved, 1 depends" in printed[3]
    assert "CHG101" in printed[4]
    assert "of 6 expectations 6 proved" in printed[5]
    assert "wrote /home/you/registry-report.html" in printed[6]
