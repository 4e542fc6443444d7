"""Designs side by side: the same few numbers of each, as small multiples.

## What it shows

For each institution: members, seats of the first organ that has some, the Gini coefficient of votes and population,
the fewest members that stop some decision, the share of decisions that one member alone stops, the largest payer.

## When to use

For variants of one design, or a reform beside its original.

## What is not shown

Which is better: longer bars are larger numbers. What a design does not state has no bar.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from fractions import Fraction

from attrs import frozen

from charter.analysis.subject import Subject
from charter.dsl.model import Charter, Institution
from charter.render.diagram import Diagram, NothingToDrawError, described
from charter.render.drawing.canvas import HEADING, SMALL, Canvas, fitted
from charter.render.drawing.palette import INK, MUTED
from charter.render.drawing.scene import CloseGroup, OpenGroup, Scene, Text
from charter.render.drawing.text import clean, titled
from charter.render.kind import CHARTER, DrawRequest, FigureKind
from charter.render.plotting.plot import SERIES, NumberScale, bar, down_grid, label_lines, percent, ticks
from charter.render.words.names import spaced
from charter.text.wording import amount

MOST = 12
GAP = 18.0
HIGH = 8.0


KIND = FigureKind(CHARTER, "institution")


def subjects(charter: Charter, institution: Institution | None) -> tuple[str | None, ...]:
    """The charter itself."""
    return (None,)


def draw(wanted: DrawRequest) -> Diagram:
    """The institutions of the charters, side by side."""
    return compare_chart([wanted.charter, *wanted.others])


@frozen
class DesignValue:
    """A number of one design; None: not stated, or beyond the exact methods."""

    design: str
    value: Fraction | None


@frozen
class Measure:
    """A number that each design has; shares are shown in percent."""

    title: str
    share: bool
    values: tuple[DesignValue, ...]

    def said(self, value: Fraction | None) -> str:
        """The number in words."""
        if value is None:
            return "not known"
        if self.share:
            return percent(value)
        return amount(value) if value.denominator == 1 else f"{float(value):.2f}"


def measures_of(pairs: Sequence[tuple[Institution, Charter]]) -> tuple[Measure, ...]:
    """The numbers of each institution; what none of them has is left out."""
    cases = [Subject(institution, charter) for institution, charter in pairs]
    names = _names([case.institution for case in cases])
    found = []
    for title, share, ask in MEASURES:
        values = tuple(DesignValue(name, ask(case)) for name, case in zip(names, cases, strict=True))
        if any(each.value is not None for each in values):
            found.append(Measure(title, share, values))
    return tuple(found)


def _names(institutions: Sequence[Institution]) -> list[str]:
    """A name for each; equal ones are numbered."""
    found: list[str] = []
    for each in institutions:
        name = clean(each.name)
        again = sum(1 for other in found if other == name or other.startswith(f"{name} ("))
        found.append(f"{name} ({again + 1})" if again else name)
    return found


def _members(case: Subject) -> Fraction | None:
    return None if case.members is None else Fraction(len(case.members))


def _council(case: Subject) -> Fraction | None:
    totals = [organ.seats.total for organ in case.institution.organs if organ.seats is not None]
    known = [total for total in totals if total]
    return Fraction(known[0]) if known else None


def _gini(case: Subject) -> Fraction | None:
    from charter.errors import TooLarge
    from charter.render.charts import lorenz

    for name in lorenz.subjects(case.charter, case.institution):
        try:
            found = lorenz.curve_of(case.institution, case.charter, str(name))
            return None if found.example else found.gini
        except (NothingToDrawError, TooLarge):
            continue
    return None


def _fewest(case: Subject) -> Fraction | None:
    from charter.analysis.voting import ballots, fewest

    sizes = []
    for ballot in ballots(case):
        least = None if ballot.game.anonymous else fewest(case, ballot)
        if least is not None and least.size is not None:
            sizes.append(least.size)
    return Fraction(min(sizes)) if sizes else None


def _vetoed(case: Subject) -> Fraction | None:
    from charter.render.words.blocking import blocking

    able = [blocking(case.charter, case.institution, each).able for each in case.institution.decisions]
    known = [each for each in able if each != "unknown"]
    return Fraction(sum(each == "yes" for each in known), len(known)) if known else None


def _payer(case: Subject) -> Fraction | None:
    from charter.analysis.money.payers import payers

    found = payers(case)
    return found.shares[0][1] if found is not None and found.shares else None


MEASURES: tuple[tuple[str, bool, Callable[[Subject], Fraction | None]], ...] = (
    ("Members", False, _members),
    ("Seats of the first organ with seats", False, _council),
    ("Gini of votes and people, first organ", False, _gini),
    ("Fewest members that stop some decision", False, _fewest),
    ("Decisions that one member alone stops, of those whose game is known", True, _vetoed),
    ("Largest known payer", True, _payer),
)


def compare_chart(charters: Sequence[Charter]) -> Diagram:
    """The institutions of the charters, side by side.

    Raises:
        NothingToDrawError: there are fewer than two, or more than can be read.
    """
    pairs = compared(charters)
    if len(pairs) < 2:
        raise NothingToDrawError("there is only one institution: name others with --with")
    if len(pairs) > MOST:
        raise NothingToDrawError(f"{len(pairs)} institutions: at most {MOST} can be compared in one figure")
    measures = measures_of(pairs)
    if not measures:
        raise NothingToDrawError("the charters state nothing that could be compared in numbers")
    names = [each.design for each in measures[0].values]
    title = f"{len(pairs)} designs compared"
    said = [f"{m.title}: " + ", ".join(f"{v.design} {m.said(v.value)}" for v in m.values) for m in measures]
    keys = [f"{spaced(name)}: {titled(each.label)}" for name, (each, _) in zip(names, pairs, strict=True)]
    description = described([title, *keys, *said])

    def scene(wide: float) -> Scene:
        sheet = Canvas(wide)
        sheet.heading(title, "Each number of each design, exact; longer bars are larger numbers, not better ones")
        _panels(sheet, measures)
        for key in keys:
            sheet.note(key)
        return sheet.scene(title, description)

    name = "-".join(names)[:60]
    return Diagram("compare", name, title, charters[0].file, fitted(scene), None)


def compared(charters: Sequence[Charter]) -> list[tuple[Institution, Charter]]:
    """The institutions of the charters, each once; before a reform its original, where none of them is that."""
    own = {(each.name, each.name_span.file) for charter in charters for each in charter.institutions}
    seen: set[tuple[str, str]] = set()
    pairs: list[tuple[Institution, Charter]] = []
    for charter in charters:
        originals = [charter.institution(each.reform_of) for each in charter.institutions if each.reform_of]
        before = [each for each in originals if each is not None and (each.name, each.name_span.file) not in own]
        for each in (*before, *charter.institutions):
            key = (each.name, each.name_span.file)
            if key not in seen:
                seen.add(key)
                pairs.append((each, charter))
    return pairs


def _panels(sheet: Canvas, measures: tuple[Measure, ...]) -> None:
    columns = 2 if sheet.width > 380 else 1
    wide = (sheet.width - GAP * (columns - 1)) / columns
    for start in range(0, len(measures), columns):
        row = [_panel(measure, wide) for measure in measures[start : start + columns]]
        for n, panel in enumerate(row):
            sheet.add(*panel.items, dx=n * (wide + GAP), dy=sheet.y)
        sheet.y += max(panel.y for panel in row) + 8


def _panel(measure: Measure, wide: float) -> Canvas:
    panel = Canvas(wide)
    panel.items.append(OpenGroup("panel", "", measure.title))
    panel.text(measure.title, 0, wide, HEADING, bold=True, fill=MUTED, lead=10.5, drop=8.5)
    panel.y += 2
    left, right = min(86.0, wide * 0.36), 42.0
    marks = ticks(float(max((v.value for v in measure.values if v.value is not None), default=Fraction(1))), 4)
    scale = NumberScale(0.0, marks[-1], left, wide - right)
    before, top = panel.items, panel.y
    panel.items = []
    for each in measure.values:
        lines = label_lines(spaced(each.design), left - 6, 2)
        for n, line in enumerate(lines):
            panel.items.append(Text(0, panel.y + 8 + 8.8 * n, line, SMALL, fill=INK))
        if each.value is not None:
            panel.items += bar(scale.start, panel.y + 2, scale.at(each.value) - scale.start, HIGH, SERIES[0])
        panel.items.append(Text(scale.end + 6, panel.y + 8.5, measure.said(each.value), SMALL, fill=INK))
        panel.y += max(12.0, 8.8 * len(lines) + 3)
    rest, panel.items = panel.items, before
    words = [percent(mark) if measure.share else f"{mark:g}" for mark in marks]
    down_grid(panel, scale, marks, top, panel.y, words)
    panel.items += [*rest, CloseGroup()]
    panel.y += 12
    return panel
