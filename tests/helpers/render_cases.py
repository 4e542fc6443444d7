"""What the tests of the pictures share: shipped designs, and charters whose every text is hostile."""

from __future__ import annotations

from fractions import Fraction

from stress_charters import STRESS, stressed

from charter.designs import designs
from charter.dsl.load import load
from charter.dsl.model import (
    Base,
    Charter,
    Citation,
    Decision,
    Filling,
    Head,
    Institution,
    Organ,
    Outside,
    PartySet,
    SeatLine,
    Seats,
    Share,
    Stated,
    Step,
    Who,
)
from charter.dsl.model.base import Clock
from charter.dsl.syntax.source import Span
from charter.render.figures.structure import structure
from charter.render.graph.structure_model import Picture

SPAN = Span("hostile.charter", 1, 1, 1, 1)

HOSTILE = (
    "<script>alert(1)</script>",
    "</title></desc></svg><script>x</script>",
    '"><img src=x onerror=alert(1)>',
    "<<TABLE><TR><TD>label</TD></TR></TABLE>>",
    "back\\slash \\N \\G \\l \\",
    'a "quoted" name; } digraph { x -> y',
    "two\nlines\r\nand\ttabs",
    "bidi \u202eevil\u2066 and \u0000\u0007\u001b[31m control",
    "A" * 10_000,
    "ein zwei " * 1_500,
    "&amp; &lt;b&gt; &#x202e; ]]>",
    "{{ 7 * 7 }} {% raw %}",
    "𝔘𝔫𝔦 العربية 中华人民共和国 ́́́ é",
    "",
    " ",
)


def seats_of(text: str, count: int) -> Seats:
    """Seats of every kind of filling, with the text wherever a text can be."""
    who = Who(SPAN, "outside", text)
    parties = PartySet(SPAN, text, None)
    lines = [
        SeatLine(
            SPAN,
            Filling(SPAN, how, by=who, among=parties, column=text, office=text),
            count,
            term=Clock(SPAN, words=text),
        )
        for how in ("permanent", "designated", "ranked", "elected", "appointed", "chosen", "ex_officio", "rotating")
    ]
    return Seats(SPAN, None, tuple(lines))


def hostile_institution(text: str, count: int = 3) -> Institution:
    """An institution in which every name, title and word is `text`."""
    rule = Share(SPAN, Fraction(2, 3), False, Base(SPAN, "group", group=PartySet(SPAN, text, None)))
    organ = Organ(
        SPAN,
        "council" + text,
        text,
        SPAN,
        seats=seats_of(text, count),
        head=Head(SPAN, text, Filling(SPAN, "appointed", by=Who(SPAN, "party", text))),
        decides=Stated(SPAN, rule),
        quorum=Stated(SPAN, rule, (Citation(SPAN, text, text),)),
        advises=(Stated(SPAN, text),),
    )
    step = Step(SPAN, Who(SPAN, "organ", organ.name), rule=rule, recommendation=text, default=text)
    further = Step(SPAN, Who(SPAN, "outside", text + "x"), rule=rule)
    decision = Decision(SPAN, "d" + text, text, SPAN, ("standard",), (step, further, step))
    return Institution(SPAN, text, text, SPAN, organs=(organ,), decisions=(decision,))


def charter_of(institution: Institution, text: str = "") -> Charter:
    """A charter around the institution."""
    return Charter("hostile.charter", 1, institutions=(institution,), outsides=(Outside(SPAN, text, text, None),))


def straining() -> list[str]:
    """The names of the charters that strain a layout."""
    return list(STRESS)


def charter_named(name: str) -> Charter:
    """A shipped design, or a charter that strains a layout."""
    if name in STRESS:
        return stressed(name)
    charter = load(name).charter
    assert charter is not None
    return charter


def shipped() -> list[str]:
    """The names of the shipped designs."""
    return sorted(designs())


def pictures_of(name: str) -> list[Picture]:
    """The pictures of a shipped design, or of a charter that strains a layout."""
    charter = charter_named(name)
    return [structure(each, charter) for each in charter.institutions]
