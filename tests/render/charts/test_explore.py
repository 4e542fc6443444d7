"""Trade-offs over the parameters that a charter explores: the numbers are those of the charter with that value."""

from __future__ import annotations

import re
from fractions import Fraction

import pytest
from svg_reading import read

from charter.decisions.play.fixed_game import Standing
from charter.dsl.load import Loaded, load
from charter.dsl.sweep import MOST, sweeps
from charter.dsl.syntax.source import Source
from charter.render.charts.power import played
from charter.render.charts.tradeoff import Varied, tradeoff_chart, varied
from charter.render.diagram import to_svg
from charter.render.drawing.text import clean

TEXT = """charter 1

use world

let extra = 8
let unused = 3
let wait = 90 days
let two = 2
explore extra in 0..14 step 2
explore unused in 1..5
explore wait in 30..60
explore two in 0..3

institution Agency {
  members are un_members

  organ Assembly : assembly {
    plenary
    votes one each
    decides by 2/3 of members
  }

  organ Council : council {
    seats {
      extra elected by Assembly from G77 for 2 years
      6 elected by Assembly from WEOG for 2 years
      two permanent { FRA, KEN }
    }
    votes one each
    decides by 2/3 of seats
  }

  decision act : finding {
    step Council by 2/3 of seats
  }
}
"""


def loaded(text: str = TEXT) -> Loaded:
    found = load(Source("agency.charter", text))
    assert [f.message for f in found.findings if f.severity == "error"] == []
    return found


def over(name: str, found: Loaded) -> Varied:
    return next(varied(each, "Agency", "act") for each in sweeps(found) if each.name == name)


def with_value(name: str, value: int) -> Standing:
    text = re.sub(rf"let {name} = \d+", f"let {name} = {value}", TEXT)
    charter = loaded(text).charter
    assert charter is not None
    return played(charter.institutions[0], charter, "act")


def test_every_number_is_that_of_the_charter_written_with_the_value() -> None:
    found = over("extra", loaded())
    assert [int(p.quota) for p in found.points] == [2, 4, 6, 8, 10, 12, 14]
    for point in found.points:
        game = with_value("extra", int(point.quota)).game
        assert point.to_act == game.power.to_act
        block, carry = game.smallest_blocking(), game.smallest_winning()
        assert block is not None
        assert carry is not None
        assert (point.block, point.carry) == (block.size, carry.size)
        seats = int(point.quota) + 8
        least = -(-2 * seats // 3)
        assert (point.carry, point.block) == (least, seats - least + 1)
    assert (found.sweep.present, found.sweep.named, found.drawn) == (Fraction(8), 8, True)


def test_a_value_that_the_text_cannot_have_is_named_with_the_reason() -> None:
    found = loaded()
    unknown = dict(over("two", found).unknown)
    assert {int(value) for value in unknown} == {0, 1, 3}
    charter = found.charter
    assert charter is not None
    made = tradeoff_chart(charter.institutions[0], charter, "act", sweeps(found))
    words = " ".join(words.text for words in read(to_svg(made)).texts)
    assert "Two: 2 in the charter." in words
    for value, why in unknown.items():
        assert re.search(rf"Not known at [^:]*\b{value}\b[^:]*: ", words)
        assert why in words


def test_what_is_not_varied_and_what_changes_nothing_is_said() -> None:
    found = loaded()
    assert not over("unused", found).drawn
    charter = found.charter
    assert charter is not None
    made = tradeoff_chart(charter.institutions[0], charter, "act", sweeps(found))
    words = [words.text for words in read(to_svg(made)).texts]
    assert "Power to act, by extra" in words
    assert not any("by unused" in each for each in words)
    assert "Unused: 3 in the charter; it changes nothing here." in words
    assert "Wait: it is a time and is not varied." in words
    assert "At extra 14: power to act" in clean(made.scene.description)


@pytest.mark.parametrize(("last", "count"), [(24, 25), (25, 25), (1000, 25)])
def test_many_values_are_spread_and_the_ends_are_among_them(last: int, count: int) -> None:
    text = TEXT.replace("explore extra in 0..14 step 2", f"explore extra in 0..{last}")
    charter = loaded(text).charter
    assert charter is not None
    from charter.dsl.sweep import values_of

    values, named = values_of(charter.explores[0])
    assert (len(values), named, MOST) == (count, last + 1, 25)
    assert (values[0], values[-1]) == (0, last)
    assert len(set(values)) == count
