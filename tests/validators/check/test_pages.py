"""Every page is what it shows: the good charter is silent, the bad one gives the rule's code on its marked lines."""

from pathlib import Path

import pytest

from charter.dsl.findings import SEVERITIES
from charter.dsl.load import Loaded, load, unreadable
from charter.dsl.syntax.source import Source, UnreadableError, read_source
from charter.names import PACKS
from charter.validators.check import registry
from charter.validators.check.engine import check
from charter.validators.check.pages import Fence, fences, named_tests

SECTIONS = ("## What it checks", "## Why", "## Avoid", "## Prefer", "## Settings")
ENTRIES = registry.entries()


def loaded_of(fence: Fence, folder: Path) -> Loaded:
    """The fence's charter, loaded from a folder in which its files lie beside it."""
    for name, content in fence.files:
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(content)
    path = folder / "page.charter"
    path.write_bytes(fence.content)
    (folder / "charter.toml").write_text("")
    try:
        source: Source = read_source(path, "page.charter")
    except UnreadableError as error:
        return unreadable("page.charter", str(error))
    return load(source, root=folder)


def found_in(fence: Fence, folder: Path, code: str) -> list[tuple[str, int]]:
    """Code and line of every finding of a rule and of the language, gaps left out. Beside other rules what it finds may
    be told as a consequence of what they do."""
    chosen = None if code.startswith("LNG") else [code, "LNG"]
    checked = check(loaded_of(fence, folder), select=chosen, packs=tuple(PACKS))
    return [(f.code, f.span.line) for f in checked.findings if f.severity != "gap"]


@pytest.mark.parametrize("entry", ENTRIES, ids=lambda e: e.code)
def test_the_page_has_its_sections_and_both_fences(entry: registry.RuleEntry) -> None:
    rule, page = entry.rule(), entry.page()
    assert (rule.code, rule.name) == (entry.code, entry.name)
    assert rule.severity in SEVERITIES
    assert entry.code.startswith("LNG") or rule.source, "a rule names where it comes from"
    assert registry.FAMILIES[entry.code[:3]] == entry.family
    assert page.splitlines()[0].rstrip().endswith(".")
    positions = [page.find(f"\n{section}\n") for section in SECTIONS]
    assert -1 not in positions
    assert positions == sorted(positions)
    kinds = {fence.good for fence in fences(page)} | {False for _ in named_tests(page)}
    assert kinds == {True, False}


@pytest.mark.parametrize("entry", ENTRIES, ids=lambda e: e.code)
def test_the_good_charter_is_silent(entry: registry.RuleEntry, tmp_path: Path) -> None:
    for number, fence in enumerate(f for f in fences(entry.page()) if f.good):
        folder = tmp_path / str(number)
        folder.mkdir()
        found = found_in(fence, folder, entry.code)
        assert [f for f in found if f[0] == entry.code or f[0].startswith("LNG")] == []


@pytest.mark.parametrize("entry", ENTRIES, ids=lambda e: e.code)
def test_the_bad_charter_fires_on_the_marked_lines_and_nowhere_else(entry: registry.RuleEntry, tmp_path: Path) -> None:
    for number, fence in enumerate(f for f in fences(entry.page()) if not f.good):
        folder = tmp_path / str(number)
        folder.mkdir()
        assert fence.marked
        assert {code for code, _ in fence.marked} == {entry.code}
        found = [f for f in found_in(fence, folder, entry.code) if f[0] == entry.code or f[0].startswith("LNG")]
        assert found == list(fence.marked)


def test_no_code_and_no_name_is_used_twice() -> None:
    codes = [e.code for e in ENTRIES]
    names = [e.name for e in ENTRIES]
    assert sorted(set(codes)) == sorted(codes)
    assert sorted(set(names)) == sorted(names)


def test_every_code_that_reading_raises_has_a_page_of_that_name() -> None:
    from charter.dsl.codes import NAMES

    pages = {e.code: e.name for e in ENTRIES}
    assert {code: pages.get(code) for code in NAMES} == dict(NAMES)
    engine_own = {"LNG601", "LNG602", "LNG901", "LNG902"}
    assert {e.code for e in ENTRIES if not e.runs} == set(NAMES) | engine_own
    assert {e.code for e in ENTRIES if e.code.startswith("LNG") and e.runs}.isdisjoint(NAMES)


def test_the_tests_that_pages_name_are_there() -> None:
    named = {name for entry in ENTRIES for name in named_tests(entry.page())}
    assert named == {
        "check/test_engine.py::test_a_rule_that_raises_becomes_one_finding_and_hides_no_other",
        "test_replay.py::test_a_witness_that_is_not_confirmed_is_a_fault_and_no_verdict",
    }
    tests = Path(__file__).parents[2]
    for each in named:
        file, _, test = each.partition("::")
        found = next(path for path in tests.rglob(Path(file).name) if path.as_posix().endswith(file))
        assert f"def {test}(" in found.read_text(encoding="utf-8")
