"""Cells of a comparison: what is cut, and what the families take in."""

import pytest

from charter.designs import designs
from charter.dsl.load import load
from charter.render.comparison import ComparisonCell, ComparisonRow
from charter.render.words.comparison import FAMILIES, phrases


@pytest.mark.parametrize(
    ("said", "room", "shown"),
    [
        ((), 20, "not stated"),
        (("one", "two"), None, "one; two"),
        (("one", "two"), 8, "one; two"),
        (("a phrase of words", "another phrase", "a third"), 30, "a phrase of words (+2)"),
        (("a phrase that is longer than there is room for",), 20, "a phrase that is …"),
        (("a phrase that is longer than there is room for", "b"), 30, "a phrase that is … (+1)"),
    ],
)
def test_a_cell_is_cut_between_phrases_and_says_how_many_are_left(
    said: tuple[str, ...], room: int | None, shown: str
) -> None:
    cell = ComparisonCell(said)
    assert cell.brief(room) == shown
    assert room is None or not said or len(shown) <= room


def test_where_none_agree_all_are_unlike_the_first() -> None:
    row = ComparisonRow("rules", "?", tuple(ComparisonCell((word,)) for word in "abc"))
    assert (row.differs, row.unlike) == (True, (False, True, True))


@pytest.mark.parametrize("name", ["iaea", "un", "imf", "eu_council", "montreal", "un_veto_of_two", "cern"])
def test_every_family_can_be_told_of_a_design(name: str) -> None:
    charter = load(designs()[name].path).charter
    assert charter is not None
    told = {family.name: phrases(family, charter.institutions[0], charter) for family in FAMILIES}
    assert told["organs"]
    assert told["rules"] or told["binding"]
    assert all("_" not in phrase.replace("_Network", "") for said in told.values() for phrase in said), told
