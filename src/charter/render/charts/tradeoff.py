"""What a threshold trades: how easily a decision is taken, against how few can stop it.

## What it shows

The share of all coalitions that pass a decision, and the fewest players that stop and that pass it, at each threshold
from half to all, everything else as it stands; and over each parameter that the charter explores. The text's own value
is marked.

## When to use

For choosing a threshold, or a number of seats.

## What is not shown

Who the players are that stop it: `charter coalitions`. What is too large to count has no point.
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from attrs import frozen

from charter.decisions.elements import VoteThreshold, atoms, mapped
from charter.decisions.play.fixed_game import Standing
from charter.decisions.procedure import ElectorateSteps
from charter.dsl.model import Charter, Institution
from charter.dsl.sweep import Sweep
from charter.record import changed
from charter.render.charts.power import played
from charter.render.diagram import Diagram, NothingToDrawError, caption, described
from charter.render.drawing.canvas import SMALL, Canvas, fitted, legend
from charter.render.drawing.palette import ALARM, INK, MUTED
from charter.render.drawing.scene import Item, Line, Scene, Text
from charter.render.drawing.text import clean, titled, width, wrap
from charter.render.kind import DECISION, DrawRequest, FigureKind
from charter.render.plotting.plot import POINT_COLOURS, TICK, NumberScale, across_grid, path, percent, ticks
from charter.render.words.names import spaced
from charter.text.wording import listed, number

QUOTAS = tuple(Fraction(n, 20) for n in range(10, 21))
LEFT, HIGH = 44.0, 110.0


KIND = FigureKind(DECISION, "decision")


def subjects(charter: Charter, institution: Institution) -> tuple[str | None, ...]:
    """The decisions."""
    return tuple(each.name for each in institution.decisions)


def draw(wanted: DrawRequest) -> Diagram:
    """The trade-off of a decision."""
    owner, charter = wanted.owner, wanted.charter
    name = wanted.the_one(KIND.of, subjects(charter, owner))
    return tradeoff_chart(owner, charter, name, wanted.explored)


@frozen
class TradeoffPoint:
    """At a threshold: the share of coalitions that win, and the fewest players that stop it and that carry it (None:
    beyond the exact methods, or nobody can)."""

    quota: Fraction
    to_act: Fraction | None
    block: int | None
    carry: int | None


@frozen
class Traded:
    """The points over the thresholds; `present` is the threshold that the charter has, `what` what it is a share of."""

    points: tuple[TradeoffPoint, ...]
    present: Fraction
    strict: bool
    what: str
    others: int


def traded(institution: Institution, charter: Charter, name: str) -> Traded:
    """The decision with its first threshold at each twentieth from half to all, everything else as it stands.

    Raises:
        NothingToDrawError: the game is not known, or it has no threshold.
    """
    found = played(institution, charter, name)
    every = [(part, atom) for part in found.assembled.parts for atom in atoms(part.formula)]
    shares = ((atom, _share(found, part, atom)) for part, atom in every)
    main, present = next(((atom, share) for atom, share in shares if 0 < share <= 1), (None, Fraction(0)))
    if main is None:
        raise NothingToDrawError(f"{clean(found.name)}: no threshold could be varied")
    points = tuple(_point(found, main, present, quota) for quota in sorted({*QUOTAS, present}))
    return Traded(points, present, main.strict, clean(main.text), len(every) - 1)


def _share(found: Standing, part: ElectorateSteps, atom: VoteThreshold) -> Fraction:
    """The threshold as a share of the votes of those who vote; a number of votes counts as a share too."""
    seats = found.compositions.get(part.hall.entity) or part.hall.spaces.known or ()
    total = sum((atom.form.of(seat.holder, seat.post) for seat in seats), Fraction(0))
    return atom.share + atom.plus / total if total else Fraction(0)


def _point(found: Standing, main: VoteThreshold, present: Fraction, quota: Fraction) -> TradeoffPoint:
    def moved(atom: VoteThreshold) -> VoteThreshold:
        if atom is not main or quota == present:
            return atom
        return changed(atom, share=quota, plus=Fraction(0), strict=quota == Fraction(1, 2))

    parts = tuple(changed(p, formula=mapped(p.formula, moved)) for p in found.assembled.parts)
    return _counted(changed(found, assembled=changed(found.assembled, parts=parts)), quota)


def _counted(found: Standing, value: Fraction) -> TradeoffPoint:
    from charter.errors import GameError

    game = found.game
    try:
        to_act: Fraction | None = game.power.to_act
    except GameError:
        to_act = None
    sizes: list[int | None] = []
    for ask in (game.smallest_blocking, game.smallest_winning):
        try:
            least = ask()
        except GameError:
            least = None
        sizes.append(None if least is None else least.size)
    return TradeoffPoint(value, to_act, *sizes)


@frozen
class Varied:
    """What a parameter of the charter does to the decision: a point for each value at which the game is known, and for
    each other value why it is not."""

    sweep: Sweep
    points: tuple[TradeoffPoint, ...]
    unknown: tuple[tuple[Fraction, str], ...]

    @property
    def drawn(self) -> bool:
        """Whether it has panels: something changes from one value to another."""
        return len({(p.to_act, p.block, p.carry) for p in self.points}) > 1

    @property
    def words(self) -> str:
        """The parameter's name as words."""
        return spaced(self.sweep.name)


def varied(each: Sweep, institution: str, name: str) -> Varied:
    """The decision at each value of a parameter."""
    points: list[TradeoffPoint] = []
    unknown: list[tuple[Fraction, str]] = []
    for version in each.versions:
        own = version.charter.institution(institution) if version.charter is not None else None
        if version.charter is None or own is None or own.decision(name) is None:
            unknown.append((version.value, clean(version.why) or "the decision is not there"))
            continue
        try:
            points.append(_counted(played(own, version.charter, name), version.value))
        except NothingToDrawError as error:
            unknown.append((version.value, clean(str(error))))
    return Varied(each, tuple(points), tuple(unknown))


def tradeoff_chart(institution: Institution, charter: Charter, name: str, explored: Sequence[Sweep] = ()) -> Diagram:
    """The threshold of a decision against the power to act, and against the fewest who stop or carry it; then the
    same over each parameter that the charter explores."""
    found = traded(institution, charter, name)
    over = [varied(each, institution.name, name) for each in explored]
    decision = institution.decision(name)
    assert decision is not None
    title = f"The threshold and what it costs: {titled(decision.title or name)}"
    now = ("more than " if found.strict else "") + percent(found.present)
    notes = [f"As the charter has it: {now} ({found.what})."]
    if found.others:
        stay = "stays as the charter has it" if found.others == 1 else "stay as the charter has them"
        notes.append(f"{number(found.others, 'other condition')} of the decision {stay}.")
    notes.append("At 50% the threshold is more than half. Power to act: the share of all coalitions that carry it.")
    if any(p.to_act is None for p in (*found.points, *(p for each in over for p in each.points))):
        notes.append("Where no point stands, coalitions are too many to count; nothing is estimated.")
    said = [f"At {percent(p.quota)}: {_point_words(p)}" for p in found.points]
    for each in over:
        notes += _notes_on(each)
        said += [f"At {each.words} {_value(p.quota)}: {_point_words(p)}" for p in each.points if each.drawn]
    description = described([title, *notes, *said, caption(institution)])

    def scene(wide: float) -> Scene:
        sheet = Canvas(wide)
        sheet.heading(title, titled(institution.label))
        low = min(float(found.points[0].quota), 0.5)
        axis = Axis(
            NumberScale(low, 1.0, LEFT, sheet.width - 14),
            tuple((t, percent(t)) for t in (0.5, 0.6, 0.7, 0.8, 0.9, 1.0)),
            "Threshold", found.present,
        )  # fmt: skip
        _panels(sheet, axis, found.points, "")
        for each in over:
            if each.drawn:
                _panels(sheet, _axis_over(each, sheet.width), each.points, f", by {each.words}")
        for note in (*notes, caption(institution)):
            sheet.note(note)
        return sheet.scene(title, description)

    return Diagram("tradeoff", clean(name), title, charter.file, fitted(scene), None)


def _notes_on(each: Varied) -> list[str]:
    """What is to be said of a parameter below its panels."""
    name, sweep = _capital(each.words), each.sweep
    if sweep.present is None:
        return [f"{name}: {clean(sweep.why)}."]
    told = f"{name}: {_value(sweep.present)} in the charter"
    if len(sweep.values) < sweep.named:
        told += f"; {len(sweep.values)} values tried of {sweep.named} that it names"
    if len(each.points) > 1 and not each.drawn:
        told += "; it changes nothing here"
    reasons: dict[str, list[str]] = {}
    for value, why in each.unknown:
        reasons.setdefault(why, []).append(_value(value))
    return [f"{told}.", *(f"Not known at {_few(values)}: {why}." for why, values in reasons.items())]


def _few(values: list[str]) -> str:
    return listed(values if len(values) <= 4 else [*values[:3], f"{len(values) - 3} other values"])


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]


def _value(value: Fraction) -> str:
    return f"{value.numerator:,}" if value.denominator == 1 else f"{float(value):g}"


def _point_words(point: TradeoffPoint) -> str:
    act = percent(point.to_act) if point.to_act is not None else "not counted"
    return f"power to act {act}, fewest that stop it {point.block}, fewest that carry it {point.carry}"


@frozen
class Axis:
    """What lies across a panel: the scale, its ticks with their words, its name, and where the charter stands."""

    scale: NumberScale
    ticks: tuple[tuple[float, str], ...]
    words: str
    present: Fraction | None


def _axis_over(each: Varied, wide: float) -> Axis:
    values = [p.quota for p in each.points]
    scale = NumberScale(float(values[0]), float(values[-1]), LEFT, wide - 14)
    shown: list[tuple[float, str]] = []
    free = 0.0
    for value in values:
        words = _value(value)
        middle, half = scale.at(value), width(words, TICK) / 2 + 3
        if middle - half >= free:
            shown.append((float(value), words))
            free = middle + half
    return Axis(scale, tuple(shown), _capital(each.words), each.sweep.present)


def _panels(sheet: Canvas, axis: Axis, points: tuple[TradeoffPoint, ...], over: str) -> None:
    acts = [(p.quota, p.to_act) for p in points if p.to_act]
    if acts:
        _panel_of_power(sheet, axis, acts, f"Power to act{over}")
    counts = [
        (POINT_COLOURS[1], "fewest that stop it", [(p.quota, p.block) for p in points if p.block]),
        (POINT_COLOURS[2], "fewest that carry it", [(p.quota, p.carry) for p in points if p.carry]),
    ]
    most = max((n for _, _, line in counts for _, n in line), default=0)
    if most:
        _panel_of_players(sheet, axis, counts, most, f"Players{over}")


def _panel_of_power(sheet: Canvas, axis: Axis, acts: list[tuple[Fraction, Fraction]], heading: str) -> None:
    sheet.section(heading)
    high, least = max(float(v) for _, v in acts), min(float(v) for _, v in acts)
    top, bottom = sheet.y + 6, sheet.y + 6 + HIGH
    if least * 50 >= high:
        marks = ticks(high)
        y = NumberScale(0.0, marks[-1], bottom, top)
        words = [percent(m) for m in marks]
    else:
        marks = _decades(least, high)
        y = NumberScale(marks[0], marks[-1], bottom, top, log=True)
        words = [_power_of_ten(m) for m in marks]
    across_grid(sheet, y, marks, LEFT, sheet.width - 14, words)
    _present(sheet, axis, top, bottom)
    sheet.items += path([(axis.scale.at(q), y.at(v)) for q, v in acts], POINT_COLOURS[0])
    _below(sheet, axis, bottom)


def _panel_of_players(
    sheet: Canvas, axis: Axis, counts: list[tuple[str, str, list[tuple[Fraction, int]]]], most: int, heading: str
) -> None:
    sheet.section(heading)
    top, bottom = sheet.y + 6, sheet.y + 6 + HIGH
    marks = ticks(most)
    y = NumberScale(0.0, marks[-1], bottom, top)
    across_grid(sheet, y, marks, LEFT, sheet.width - 14, [f"{m:g}" for m in marks])
    _present(sheet, axis, top, bottom)
    for (colour, _, line), dash in zip(counts, ((), (4, 2)), strict=True):
        sheet.items += path([(axis.scale.at(q), y.at(n)) for q, n in line], colour, dash)
    _below(sheet, axis, bottom)
    entries: list[tuple[list[Item], float, str]] = []
    for (colour, words, _), dash in zip(counts, ((), (4, 2)), strict=True):
        entries.append(([Line(((0, 3), (16, 3)), colour, 1.4, dash)], 16.0, words))
    entries.append(([Line(((8, -1), (8, 7)), ALARM, 1.0, (2, 1.5))], 16.0, "as the charter has it"))
    legend(sheet, entries)
    sheet.y += 4


def _present(sheet: Canvas, axis: Axis, top: float, bottom: float) -> None:
    if axis.present is None:
        return
    at = axis.scale.at(axis.present)
    sheet.items.append(Line(((at, top), (at, bottom)), ALARM, 1.0, (2, 1.5)))


def _below(sheet: Canvas, axis: Axis, bottom: float) -> None:
    for at, words in axis.ticks:
        sheet.items.append(Text(axis.scale.at(at), bottom + 10, words, TICK, fill=MUTED, anchor="middle"))
    title = wrap(axis.words, sheet.width - LEFT - 14, SMALL, False, 1)
    sheet.items.append(Text(LEFT, bottom + 20, title[0] if title else "(no name)", SMALL, fill=INK))
    sheet.y = bottom + 28


def _decades(least: float, high: float) -> tuple[float, ...]:
    """Powers of ten around the numbers, at most seven."""
    from math import ceil, floor, log10

    low, top = floor(log10(least)), ceil(log10(high))
    step = max(1, -(-(top - low) // 6))
    low = top - step * -(-(top - low) // step)
    return tuple(10.0**n for n in range(low, top + 1, step))


def _power_of_ten(value: float) -> str:
    """A share as a power of ten: 1, 10^-8."""
    from math import log10

    return "1" if value >= 1 else f"10^{round(log10(value))}"
