"""Conditions of membership with a choice, membership open to others than states, and several parents."""

from __future__ import annotations

from rule_checking import agency, examined, findings, places

from charter.analysis.mandates.coverage import ties
from charter.dsl.load import load
from charter.dsl.model.charter import Charter
from charter.dsl.model.entry import may_ratify
from charter.dsl.syntax.source import Source
from charter.render.figures.structure import structure

OUTSIDE = "outside FAO : organ\noutside WHO : organ"


def read(text: str) -> Charter:
    loaded = load(Source("a.charter", text))
    assert [(f.code, f.span.line, f.message) for f in loaded.findings if f.severity == "error"] == []
    assert loaded.charter is not None
    return loaded.charter


def test_each_of_several_conditions_is_enough() -> None:
    body = '  membership { requires membership of FAO or WHO or "recognition" }'
    (needed,) = read(agency(body, before=OUTSIDE)).institutions[0].membership.requires  # type: ignore[union-attr]
    assert [(w.member_of, w.words) for w in needed.ways] == [("FAO", None), ("WHO", None), (None, "recognition")]


def test_two_parents_are_both_ties() -> None:
    """The institution is nested (OST108 is silent), and part of each of the two."""
    charter = read(agency("  part of FAO and WHO", before=OUTSIDE))
    institution = charter.institutions[0]
    assert [parent.value for parent in institution.parents] == ["FAO", "WHO"]
    other = read("charter 1\ninstitution WHO { status operating }").institutions[0]
    assert ties(institution, other) == "Agency is part of WHO"
    assert findings("LNG203", agency("  part of FAO and WHO", before=OUTSIDE)) == []


def test_organisations_may_join_and_do_not_count_for_entry() -> None:
    """Of two states to which it is open both can ratify; of organisations there is no number, so none is compared."""
    text = (
        "charter 1\nuse world\ninstitution Pact {\n  membership { open to { FRA, DEU }; open to organisations }\n"
        "  adoption { in force on 2 ratifications }\n}\nexpect Pact { no member can block entry_into_force }\n"
    )
    assert may_ratify(read(text).institutions[0]) == ("FRA", "DEU") or may_ratify(read(text).institutions[0]) == (
        "DEU",
        "FRA",
    )
    assert [v.verdict for v in examined(text).verdicts] == ["refuted"]
    alone = text.replace("open to { FRA, DEU }; ", "")
    assert may_ratify(read(alone).institutions[0]) is None
    assert places("LNG305", alone) == []
    assert [v.verdict for v in examined(alone).verdicts] == ["unknown"]


def test_firms_that_may_join_have_a_channel() -> None:
    duty = "  organ Assembly { plenary }\n  obligation duty { binds firms in members }"
    assert places("MEM105", agency(duty)) == [(7, "Agency.duty")]
    assert places("MEM105", agency(duty + "\n  membership { open to firms }")) == []


def test_the_picture_says_who_may_join() -> None:
    body = "  part of FAO and WHO\n  membership { open to organisations; requires membership of FAO or WHO }"
    charter = read(agency(body, before=OUTSIDE))
    assert structure(charter.institutions[0], charter).node("members").lines == (
        "Part of FAO and WHO",
        "Open to organisations",
        "Requires membership of FAO or membership of WHO",
    )
