"""Hostile text in every string of a charter comes out of every diagram and every format as text."""

from __future__ import annotations

import unicodedata
from fractions import Fraction

import pytest
from diagram_cases import FIGURES
from render_cases import HOSTILE, SPAN, charter_of, hostile_institution
from svg_reading import DRAWN, NS, read
from test_diagram_formats import check_flow

from charter.dsl.model import (
    Adoption,
    Base,
    Charter,
    Clock,
    Count,
    Flow,
    Funding,
    Institution,
    Ladder,
    Monitoring,
    Obligation,
    Rung,
    Stated,
    Task,
    Who,
)
from charter.dsl.model.adoption import Amendment, Entry, Milestone
from charter.dsl.model.charter import Landscape, Need
from charter.dsl.model.decisions import Binding, Effect
from charter.dsl.model.institution import Change, Mandate, SourceText
from charter.dsl.model.money import Arrears, Contributor, Fund, Host, Scale
from charter.dsl.model.obligations import Appeal, NumericThreshold
from charter.record import changed
from charter.render import diagram, draw, subjects

hostile = pytest.mark.parametrize("text", HOSTILE, ids=lambda text: repr(text[:14]))


def whole(text: str) -> tuple[Institution, Charter]:
    """An institution that has something for every diagram, every word of it the text."""
    own = hostile_institution(text)
    who = Who(SPAN, "outside", text)
    clock = Clock(SPAN, words=text)
    rung = Rung(SPAN, text, SPAN, text, (who,), (who,), text, clock, on=text, default=text)
    obligation = Obligation(
        SPAN, text, text, SPAN,
        binds=Stated(SPAN, Binding(SPAN, "actors", actors=text)),
        force=Stated(SPAN, text),
        starts=Stated(SPAN, Effect(SPAN, words=text)),
        thresholds=(NumericThreshold(SPAN, text, Fraction(10**26), text),),
        monitoring=(Monitoring(SPAN, who, text, text, (who,), clock, paid_by=text),),
        breach=Stated(SPAN, text),
        ladder=Ladder(SPAN, (rung, rung), Appeal(SPAN, who, clock), Stated(SPAN, who)),
    )  # fmt: skip
    funding = Funding(
        SPAN,
        flows=(
            Flow(SPAN, "levy", Fraction(1, 3), Scale(SPAN, "words", words=text), purpose=text, name=text, title=text),
            Flow(SPAN, text),
        ),
        contributors=(Contributor(SPAN, text, Fraction(1, 7)),),
        arrears=(Arrears(SPAN, clock, text, (text,), text),),
        host=Host(SPAN, text, text, clock),
    )  # fmt: skip
    adoption = Adoption(
        SPAN,
        milestones=(Milestone(SPAN, "signed", "1956"), Milestone(SPAN, text, "1957-01-01"), Milestone(SPAN, "x", text)),
        entries=(Entry(SPAN, Count(SPAN, Fraction(3), Base(SPAN, "column", column=text)), text, text),),
        created_by=(Stated(SPAN, text),),
        amendments=(Amendment(SPAN, (text,), text),),
        reservations=Stated(SPAN, text),
    )
    own = changed(
        own,
        sources=(SourceText(SPAN, text, text, True),),
        mandate=Mandate(SPAN, (Task(SPAN, text, text, text),)),
        obligations=(obligation,),
        funding=funding,
        funds=(Fund(SPAN, text, text, text, text),),
        adoption=adoption,
        reform_of=text,
        changes=tuple(Change(SPAN, verb, (text, text), text, text) for verb in ("add", "change", "remove")),
    )
    landscape = Landscape(SPAN, text, text, (text,), (Need(SPAN, text, text, text),))
    return own, changed(charter_of(own, text), landscapes=(landscape,))


@hostile
@pytest.mark.parametrize("kind", FIGURES)
def test_every_diagram_is_shapes_and_text_and_nothing_else(text: str, kind: str) -> None:
    institution, charter = whole(text)
    for name in subjects(kind, institution, charter):
        made = diagram(kind, institution, charter, name)
        figure = read(draw(made, "svg"))
        assert {e.tag.removeprefix(NS) for e in figure.root.iter()} <= DRAWN
        for element in figure.root.iter():
            for words in (element.text or "", *element.attrib.values()):
                if element.tag != f"{NS}g" and words.strip():
                    assert not [c for c in words.strip() if unicodedata.category(c) in ("Cc", "Cf") and c != "\n"], (
                        words
                    )
        assert figure.width < 1200
        assert all(words.right <= figure.width + 0.1 and words.left >= 0 for words in figure.texts)
        assert figure.height < 16_000
        check_flow(
            made.flow, draw(made, "mermaid").decode(), draw(made, "dot").decode()
        ) if kind != "structure" else None


@pytest.mark.slow
@hostile
@pytest.mark.parametrize("kind", FIGURES)
def test_every_diagram_comes_out_as_png_and_pdf(text: str, kind: str) -> None:
    institution, charter = whole(text)
    for name in subjects(kind, institution, charter):
        made = diagram(kind, institution, charter, name)
        assert draw(made, "png", dpi=20).startswith(b"\x89PNG\r\n")
        assert draw(made, "pdf").startswith(b"%PDF-")
