"""Boxes and lines placed by the engine: sizes of labels, limits, and the same answer each time."""

from __future__ import annotations

import pytest

from charter.errors import CharterError
from charter.render.graph import placing
from charter.render.graph.placing import NotPlacedError, gap, place


def ladder(label: str) -> str:
    """Two boxes of 10 by 10 points one above the other, and a label between them."""
    return (
        'digraph { graph [ranksep=0.1, margin=0, pad=0] node [shape=box, fixedsize=true, label="", width=0.1389,'
        f" height=0.1389] a -> b [{label}] }}"
    )


def size(label: str) -> tuple[float, float]:
    """Width and height of the whole."""
    wide, high = place(ladder(label))["bb"].split(",")[2:]
    return float(wide), float(high)


@pytest.mark.parametrize(("wide", "high"), [(27, 11), (60, 20), (93, 45), (20, 10), (123, 5)])
def test_a_gap_makes_the_room_that_is_asked_for(wide: int, high: int) -> None:
    """The whole grows with the room of the label, point by point: 30 points more in width and 12 more in height make
    it 30 wider and 12 higher, whatever the lines and sizes of the font of which the label is made."""
    small, large = size(gap(wide, high)), size(gap(wide + 30, high + 12))
    assert large[0] - small[0] == pytest.approx(30, abs=0.1)
    assert large[1] - small[1] == pytest.approx(12, abs=0.1)


def test_a_gap_of_whole_points_is_exact() -> None:
    """A height of 12 is ten lines of 1.2 points at a size of 1; a width of 25 is a hundred points of a quarter."""
    assert gap(25, 12) == 'fontsize=1, label="' + "." * 100 + "\\n." * 9 + '"'


def test_a_graph_is_placed_the_same_each_time() -> None:
    first = place(ladder(gap(40, 11)))
    place(ladder(gap(99, 33)))
    assert place(ladder(gap(40, 11))) == first


def test_what_takes_too_long_is_stopped(monkeypatch: pytest.MonkeyPatch) -> None:
    """A complete graph of 300 bodies takes minutes; it is stopped after the seconds that are given."""
    monkeypatch.setattr(placing, "SECONDS", 0.2)
    lines = "".join(f"n{a} -> n{b};" for a in range(300) for b in range(a))
    with pytest.raises(NotPlacedError, match="more bodies and ties than Graphviz can place here") as caught:
        place(f"digraph {{ {lines} }}")
    assert isinstance(caught.value, CharterError)


def test_what_takes_too_much_memory_is_stopped(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(placing, "OCTETS", 4 * 2**20)
    lines = "".join(f"n{a} -> n{b};" for a in range(300) for b in range(a))
    with pytest.raises(NotPlacedError):
        place(f"digraph {{ {lines} }}")


def test_a_graph_that_is_none_is_refused_and_the_next_is_placed() -> None:
    with pytest.raises(NotPlacedError, match="cannot place this picture"):
        place("digraph {")
    assert place("digraph { a }")["objects"][0]["name"] == "a"
