"""A space of designs: the values that stand for some `let`s of a charter, and every combination of them.

A design has a number, by which it is known whatever else is looked at: combinations count as the digits of a clock do,
the last dimension quickest.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction
from math import prod

from charter.dsl.load import Loaded, load
from charter.dsl.model.base import Clock
from charter.dsl.model.charter import Explore
from charter.dsl.overrides import Instead
from charter.dsl.syntax.source import Source, Span
from charter.dsl.syntax.tree import Tree
from charter.record import record
from charter.text.wording import amount

LONGEST = 1_000_000
"""Values that one dimension may have."""


class SpaceError(Exception):
    """A space that cannot be meant; the message is a sentence for who asks."""


@record
class Setting:
    """A value of a dimension, and how it is written."""

    value: Fraction | Clock
    text: str


@record
class Dimension:
    """A `let` with the values to try; `declared` is the place of its name."""

    name: str
    settings: tuple[Setting, ...]
    declared: Span


@record
class Space:
    """Every combination of some dimensions."""

    dimensions: tuple[Dimension, ...]

    @property
    def size(self) -> int:
        """How many designs there are."""
        return prod(len(each.settings) for each in self.dimensions)

    def settings(self, number: int) -> tuple[Setting, ...]:
        """The values of the design of that number, which is less than `size`."""
        found = []
        for each in reversed(self.dimensions):
            number, digit = divmod(number, len(each.settings))
            found.append(each.settings[digit])
        return tuple(reversed(found))

    def instead(self, number: int) -> Instead:
        """What that design puts in the place of the text."""
        named = zip(self.dimensions, self.settings(number), strict=True)
        return Instead({dimension.declared: setting.value for dimension, setting in named})


def space_of(loaded: Loaded, over: Sequence[str]) -> Space:
    """The space that these words mean (`ranked_seats=2..16:2`, `threshold=1/2,3/5`; a name alone takes the values of
    the text's own `explore`); all that the text explores where there are none.

    Raises:
        SpaceError: a word that cannot be meant, or nothing to explore.
    """
    charter = loaded.charter
    assert charter is not None
    asked = list(over) or [each.name for each in charter.explores]
    if not asked:
        raise SpaceError("there is nothing to explore: give --over NAME=VALUES, or write `explore NAME in 2..16`")
    places = _declared(loaded)
    found: list[Dimension] = []
    for word in asked:
        name, equals, values = (part.strip() for part in word.partition("="))
        if any(each.name == name for each in found):
            raise SpaceError(f"`{name}` is explored twice: give its values in one place")
        place, present = _place(loaded, places, name)
        settings = _given(name, values, present) if equals else _own(charter.explores, name)
        found.append(Dimension(name, settings, place))
    return Space(tuple(found))


def _declared(loaded: Loaded) -> dict[str, list[Span]]:
    """Where each `let` of the file itself is declared; those of scenarios are no declarations."""
    assert loaded.parsed is not None
    found: dict[str, list[Span]] = {}
    waiting: list[Tree] = [loaded.parsed.tree]
    while waiting:
        node = waiting.pop()
        name = node.token("NAME") if node.kind == "let" else None
        if name is not None:
            found.setdefault(name.text, []).append(loaded.parsed.source.span(name.start, name.end))
        waiting += [inner for inner in node.trees() if inner.kind != "scenario"]
    return found


def _place(loaded: Loaded, places: dict[str, list[Span]], name: str) -> tuple[Span, Fraction | Clock]:
    assert loaded.charter is not None
    found = places.get(name, [])
    if len(found) > 1:
        lines = " and ".join(str(span.line) for span in sorted(found)[:2])
        raise SpaceError(f"`{name}` is declared more than once (lines {lines}): give the `let`s names of their own")
    let = next((each for each in loaded.charter.lets if each.name == name), None)
    if found and let is not None:
        return found[0], let.value
    if let is not None:
        raise SpaceError(f"`{name}` is a `let` of another file and is not varied here: explore that file")
    from charter.world import near

    names = sorted(places)
    close = near(name, names)
    hint = f"did you mean {' or '.join(f'`{each}`' for each in close)}?" if close else _known(names)
    raise SpaceError(f"`{name}` is no `let` of this charter; {hint}")


def _known(names: list[str]) -> str:
    if not names:
        return "it has none: give what is to be varied a name, `let threshold = 2/3`"
    return f"there are {', '.join(names[:8])}{', …' * (len(names) > 8)}"


def _own(explores: Sequence[Explore], name: str) -> tuple[Setting, ...]:
    """The values of the text's own `explore`."""
    each = next((e for e in explores if e.name == name), None)
    if each is None:
        raise SpaceError(f"the charter explores no `{name}`: give its values, `--over {name}=2..16:2`")
    return _range(name, each.low, each.high, each.by)


def _range(name: str, low: Fraction, high: Fraction, by: Fraction) -> tuple[Setting, ...]:
    if by <= 0:
        raise SpaceError(f"`{name}`: a step of {amount(by)} leads nowhere")
    if high < low:
        raise SpaceError(f"`{name}`: {amount(low)}..{amount(high)} has no value, since it ends below its beginning")
    last = (high - low) // by
    if last >= LONGEST:
        raise SpaceError(f"`{name}` has {last + 1:,} values, beyond the limit of {LONGEST:,}")
    return tuple(Setting(low + n * by, amount(low + n * by)) for n in range(last + 1))


def _given(name: str, values: str, present: Fraction | Clock) -> tuple[Setting, ...]:
    """The values as they are given: numbers and times parted by commas, ranges with a step."""
    found: list[Setting] = []
    for part in values.split(","):
        text = part.strip()
        if not text:
            raise SpaceError(f"`{name}={values}`: a value is empty; write `{name}=2,4` or `{name}=2..16:2`")
        first, dots, rest = text.partition("..")
        if dots:
            high, colon, step = rest.partition(":")
            ends = [_number(name, each, text) for each in (first, high, step if colon else "1")]
            found += _range(name, *ends)
        else:
            found.append(Setting(_value(name, text), text))
    kinds = {isinstance(each.value, Clock) for each in found} | {isinstance(present, Clock)}
    if len(kinds) > 1:
        is_time = isinstance(present, Clock)
        wanted = "a time, as `12 months`" if is_time else "a number, as `2/3`"
        wrong = next(each.text for each in found if isinstance(each.value, Clock) != is_time)
        raise SpaceError(f"`{name}` is {str(present) if is_time else 'a number'} in the charter and needs {wanted}, "
                         f"not `{wrong}`")  # fmt: skip
    values_seen = [each.value.days if isinstance(each.value, Clock) else each.value for each in found]
    twice = next((s.text for n, s in enumerate(found) if values_seen[n] in values_seen[:n]), None)
    if twice is not None:
        raise SpaceError(f"`{name}`: {twice} is given twice")
    return tuple(found)


def _number(name: str, text: str, whole: str) -> Fraction:
    value = _value(name, text.strip()) if text.strip() else None
    if not isinstance(value, Fraction):
        raise SpaceError(f"`{name}={whole}`: a range is from a number to a number, `2..16` or `2..16:2`")
    return value


def _value(name: str, text: str) -> Fraction | Clock:
    """A number or a time, read as the language reads it."""
    read = load(Source(f"--over {name}", f"charter 1\n\nlet it = {text}\n"))
    lets = read.charter.lets if read.charter is not None else ()
    wrong = [f for f in read.findings if f.severity == "error"]
    if wrong or len(lets) != 1 or "\n" in text:
        raise SpaceError(f"`{name}`: `{text}` is neither a number (`8`, `2/3`, `60%`) nor a time (`12 months`)")
    value = lets[0].value
    if isinstance(value, Clock) and value.days is None:
        raise SpaceError(f"`{name}`: `{text}` is no time that can be counted")
    return value


def chosen(space: Space, sample: int | None, seed: int) -> Sequence[int]:
    """The numbers of the designs that are looked at, in order: all, or a sample that the seed decides."""
    if sample is None or sample >= space.size:
        return range(space.size)
    from random import Random

    return sorted(Random(seed).sample(range(space.size), sample))


def written(space: Space, number: int) -> Iterator[tuple[str, str]]:
    """The design in words: the name and the value of each dimension."""
    for dimension, setting in zip(space.dimensions, space.settings(number), strict=True):
        yield dimension.name, setting.text
