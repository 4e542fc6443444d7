"""Every rule that has remedies: one of them answers what stands under `Avoid` on its page, verified apart from the code
that found it."""

from collections import Counter
from pathlib import Path

import pytest

from charter.designing.repairing import Repairer, applied
from charter.dsl.findings import ERROR, Edit
from charter.dsl.load import Loaded, load
from charter.dsl.syntax.source import Source, Span
from charter.validators.check.engine import check
from charter.validators.check.pages import fences
from charter.validators.check.registry import entries, entry

WITH_REMEDIES = [each.code for each in entries() if each.runs and each.remedies() is not None]


def avoided(code: str, folder: Path) -> Loaded:
    """The page's charter that the rule speaks of."""
    fence = next(each for each in fences(entry(code).page()) if not each.good)
    for name, content in fence.files:
        (folder / name).write_bytes(content)
    path = folder / "page.charter"
    path.write_bytes(fence.content)
    return load(path)


def found(loaded: Loaded) -> Counter[tuple[str, str]]:
    return Counter((each.code, each.entity) for each in check(loaded).findings)


def test_at_least_ten_rules_have_remedies() -> None:
    assert {"VOT101", "VOT102", "VOT107", "VOT108", "ENF103", "CHG104", "FND101", "ADP104", "ACC101", "ACC102"} <= set(
        WITH_REMEDIES
    )


@pytest.mark.parametrize("code", WITH_REMEDIES)
def test_a_remedy_answers_what_the_page_says_to_avoid(code: str, tmp_path: Path) -> None:
    loaded = avoided(code, tmp_path)
    before = found(loaded)
    repairer = Repairer(loaded, check(loaded))
    # alone, since another rule may say the same of a charter first
    repairs = [repairer.repair(each) for each in check(loaded, select=[code]).findings if each.code == code]
    assert any(each.remedies for each in repairs), [each.reason for each in repairs]
    for repair in repairs:
        for remedy in repair.remedies:
            changed = load(Source("page.charter", remedy.text, tmp_path / "page.charter"))
            assert not [each for each in changed.findings if each.severity == ERROR]
            after = found(changed)
            key = (code, repair.of.entity)  # type: ignore[union-attr]
            assert after[key] < max(1, before[key])
            assert key not in {(each.code, each.entity) for each in check(changed, select=[code]).findings}
            assert not after - before


def test_edits_that_overlap_are_no_remedy() -> None:
    source = Source("a", "one two three\n")
    first, second = Span("a", 1, 5, 1, 8), Span("a", 1, 7, 1, 10)
    assert applied(source, (Edit(first, "2"), Edit(Span("a", 1, 9, 1, 14), "3"))) == "one 2 3\n"
    assert applied(source, (Edit(first, "2"), Edit(second, "3"))) is None
    assert applied(source, (Edit(Span("b", 1, 1, 1, 2), "x"),)) is None
