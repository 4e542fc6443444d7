"""What goes into the places of a document: pictures, tables, single numbers."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Any

from charter.cli.output.files import tell_unlettered
from charter.names import PICTURE_FORMATS
from charter.render.embed.fill import Content
from charter.render.embed.markup import MarkupTable, image
from charter.render.embed.places import LATEX, Mistake, Place

if TYPE_CHECKING:
    from charter.dsl.load import Loaded
    from charter.dsl.model.institution import Institution
    from charter.render.diagram import Diagram


# -- pictures ---------------------------------------------------------------------------------------------------------


def picture(document: Any, place: Place, syntax: str) -> Content:
    """`picture TARGET [KIND [NAME]]`, with `format=`, `theme=`, `width=`, `caption=`, `institution=`."""
    _allowed(place, "format", "theme", "width", "caption", "institution")
    form = place.options.get("format", "pdf" if syntax == LATEX else "svg")
    if form not in PICTURE_FORMATS:
        raise Mistake(place.line, f"`{form}` is no format of a picture here; there are {', '.join(PICTURE_FORMATS)}")
    loaded = document.charter(place)
    kind, name = ([*place.words[1:3], None, None])[:2]
    made = _diagram(loaded, place, kind or "structure", name, place.options.get("theme", document.theme))
    data = _drawn(made, form, place)
    stem = PurePosixPath(place.words[0]).stem
    address = document.figures / f"{'-'.join(_safe(p) for p in (stem, *_parts(place, made, name)))}.{form}"
    caption = place.options.get("caption", made.title)
    return Content(image(str(address), caption, syntax, _width(place)), {address: data})


def _parts(place: Place, made: Diagram, name: str | None) -> list[str]:
    shown = [place.options[key] for key in ("institution", "theme") if key in place.options]
    return [made.kind, *([name] if name else []), *shown]


def _safe(part: str) -> str:
    return "".join(char if char.isascii() and (char.isalnum() or char in "_-") else "_" for char in part)[:60]


def _diagram(loaded: Loaded, place: Place, kind: str, name: str | None, theme: str) -> Diagram:
    from charter.dsl.sweep import sweeps
    from charter.render import registry
    from charter.render.diagrams import diagram

    assert loaded.charter is not None
    of_charter = kind in registry.names() and registry.entry(kind).kind.of_charter
    owner = None if of_charter else institution(loaded, place)
    try:
        return diagram(kind, owner, loaded.charter, name, theme, explored=sweeps(loaded))
    except ValueError as error:
        raise Mistake(place.line, str(error)) from error


def _drawn(made: Diagram, form: str, place: Place) -> bytes:
    from charter.render.diagram import draw, unlettered
    from charter.render.drawing.fonts import NoFontsError

    try:
        if form != "svg":
            tell_unlettered(unlettered(made))
        return draw(made, form)
    except NoFontsError as error:
        raise Mistake(place.line, str(error)) from error


def _width(place: Place) -> str | None:
    asked = place.options.get("width")
    if asked is None:
        return None
    number = asked.removesuffix("%")
    if not asked.endswith("%") or not number.isdecimal() or not 0 < int(number) <= 100:
        raise Mistake(place.line, f"`width={asked}`: a width is a share of the line, such as width=80%")
    return asked


# -- tables -----------------------------------------------------------------------------------------------------------


def table(document: Any, place: Place, syntax: str) -> Content:
    """`table TARGET WHAT`: `findings`, `expectations`, `decisions`, `power DECISION` with `by=`, `brief PARTY`."""
    if len(place.words) < 2:
        raise Mistake(place.line, f"say which table; there are {', '.join(TABLES)}")
    what, *rest = place.words[1:]
    if what not in TABLES:
        raise Mistake(place.line, f"`{what}` is no table; there are {', '.join(TABLES)}")
    return Content(TABLES[what](document.charter(place), place, rest).written(syntax))


def _findings(loaded: Loaded, place: Place, rest: Sequence[str]) -> MarkupTable:
    from charter.validators.check.engine import check

    _allowed(place)
    found = [each for each in check(loaded).findings if each.severity != "gap"]
    return MarkupTable(
        ("", "Rule", "What", "Where"),
        tuple((f.severity, f"{f.code} {f.name}", f.message, _cited(f.citations) or f.entity) for f in found),
    )


def _expectations(loaded: Loaded, place: Place, rest: Sequence[str]) -> MarkupTable:
    from charter.validators.expectations.judging import evaluate

    _allowed(place)
    assert loaded.charter is not None
    rows = [
        (f"in scenario {v.scenario}: {v.text}" if v.scenario and not v.binding else v.text, v.verdict,
         str((v.witness or {}).get("text", "")))
        for v in evaluate(loaded.charter, loaded)
    ]  # fmt: skip
    return MarkupTable(("Expectation", "Verdict", "Why"), tuple(rows))


def _decisions(loaded: Loaded, place: Place, rest: Sequence[str]) -> MarkupTable:
    from charter.render.words.blocking import blocking
    from charter.render.words.steps import step_words

    _allowed(place, "institution")
    assert loaded.charter is not None
    owner = institution(loaded, place)
    organs = {each.name: each for each in owner.organs}
    rows = []
    for decision in owner.decisions:
        steps = [
            f"{step.by}: {step_words(step, organs.get(str(step.by)), decision)}" for step in decision.steps
        ]  # fmt: skip
        alone = blocking(loaded.charter, owner, decision)
        rows.append((decision.title or decision.name, "; ".join(steps), " ".join(alone.words)))
    return MarkupTable(("Decision", "Steps", "Who alone can stop it"), tuple(rows))


def _power(loaded: Loaded, place: Place, rest: Sequence[str]) -> MarkupTable:
    """Members with the same votes and power share a row; with `by=`, groups instead."""
    from charter.cli.embedding.power import power_table

    _allowed(place, "institution", "by")
    if len(rest) != 1:
        raise Mistake(place.line, "a table of power is of one decision: `table TARGET power DECISION`")
    return power_table(loaded, institution(loaded, place), rest[0], place)


def _brief(loaded: Loaded, place: Place, rest: Sequence[str]) -> MarkupTable:
    """The ledger of one party, line by line."""
    from charter.analysis.parties.participation import participation
    from charter.analysis.subject import Subject
    from charter.cli.input.party import party_named
    from charter.render.words.brief import ledger_page

    _allowed(place, "institution")
    if len(rest) != 1:
        raise Mistake(place.line, "a brief is for one party or group: `table TARGET brief PARTY`")
    assert loaded.charter is not None
    ((label, parties),) = party_named(rest[0], [loaded.charter])
    owner = institution(loaded, place)
    page = ledger_page(participation(Subject(owner, loaded.charter, loaded), parties, label))
    rows = [(side.name, line.label, line.text) for side in page.sides for line in side.lines]
    return MarkupTable(("Side", "What", page.party), tuple(rows))


TABLES: dict[str, Callable[[Loaded, Place, Sequence[str]], MarkupTable]] = {
    "findings": _findings,
    "expectations": _expectations,
    "decisions": _decisions,
    "power": _power,
    "brief": _brief,
}


def _cited(citations: Sequence[object]) -> str:
    return "; ".join(dict.fromkeys(str(each) for each in citations))


# -- numbers ----------------------------------------------------------------------------------------------------------


def value(document: Any, place: Place, syntax: str) -> Content:
    """`value TARGET EXPRESSION`, with `digits=`, `unit=`, `as=` and `institution=`."""
    from charter.cli.embedding.value import value_text

    _allowed(place, "digits", "unit", "as", "institution")
    if len(place.words) < 2:
        raise Mistake(place.line, "say which number: `value TARGET EXPRESSION`")
    loaded = document.charter(place)
    text = value_text(loaded, institution(loaded, place).name, place)
    return Content(text.replace("%", r"\%") if syntax == LATEX else text)


CONTENTS: dict[str, Callable[[Any, Place, str], Content]] = {"picture": picture, "table": table, "value": value}


# -- what all of them need --------------------------------------------------------------------------------------------


def institution(loaded: Loaded, place: Place) -> Institution:
    """The institution that a place is about: the one of the charter, or that of `institution=`.

    Raises:
        Mistake: there is none, or several and none is named.
    """
    assert loaded.charter is not None
    known = {each.name: each for each in loaded.charter.institutions}
    asked = place.options.get("institution")
    if asked is None and len(known) == 1:
        return next(iter(known.values()))
    if asked in known:
        return known[asked]
    listed = ", ".join(known) or "none"
    if asked is None:
        raise Mistake(place.line, f"say which with institution=NAME; `{place.words[0]}` has {listed}")
    raise Mistake(place.line, f"`{place.words[0]}` has no institution `{asked}`; it has {listed}")


def _allowed(place: Place, *known: str) -> None:
    for option in place.options:
        if option not in known:
            told = f"; there are {', '.join(f'{each}=' for each in known)}" if known else ""
            raise Mistake(place.line, f"`{option}=` is no option of this {place.kind}{told}")
