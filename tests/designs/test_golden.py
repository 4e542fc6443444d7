"""What holds of every shipped design, and how large each is."""

from __future__ import annotations

import pytest
from designs_facts import EXISTING, NAMES, charter, institution, loaded, stated, within

from charter.designs import designs
from charter.dsl.model import Citation


@pytest.mark.parametrize("name", NAMES)
def test_it_reads_without_findings(name: str) -> None:
    assert [(f.code, f.span.line, f.message) for f in loaded(name).findings] == []


@pytest.mark.parametrize("name", NAMES)
def test_it_breaks_no_rule_of_the_language(name: str) -> None:
    from charter.validators.check.engine import check

    findings = check(loaded(name), select=["LNG"]).findings
    assert [(f.code, f.span.line, f.message) for f in findings] == []


@pytest.mark.parametrize("name", NAMES)
def test_it_formats_to_itself(name: str) -> None:
    from charter.dsl.format.formatter import format_text

    text = designs()[name].path.read_text(encoding="utf-8")
    assert format_text(text) == text


@pytest.mark.parametrize("name", NAMES)
def test_each_citation_is_of_a_declared_source_and_each_source_is_cited(name: str) -> None:
    whole = charter(name)
    declared = [r for r in (*whole.groups, *whole.outsides, *whole.areas) if r.span.file == whole.file]
    shared = {record.source for r in declared for record in within(r) if isinstance(record, Citation)}
    for each in whole.institutions:
        cited = {record.source for record in within(each) if isinstance(record, Citation)}
        assert cited | shared == {source.name for source in each.sources}


@pytest.mark.parametrize("name", [name for name in EXISTING if name not in ("eu_council", "oecd")])
def test_what_is_only_recalled_is_cited_from_an_unverified_source(name: str) -> None:
    assert "background" in {s.name for s in institution(name).sources if s.unverified}


@pytest.mark.parametrize("name", EXISTING)
def test_each_clause_that_decides_something_has_its_article(name: str) -> None:
    body = institution(name)
    bare = [f"{d.name}, step {i}" for d in body.decisions for i, s in enumerate(d.steps, 1) if not s.citations]
    for each in body.organs:
        clauses = (each.plenary, each.quorum, each.void_unless, each.decides, each.votes, each.head, each.meets)
        bare += [f"{each.name}: {c}" for c in clauses if c is not None and not c.citations]
        bare += [f"{each.name}: {line}" for line in (each.seats.lines if each.seats else ()) if not line.citations]
    for duty in body.obligations:
        bare += [
            f"{duty.name}: {c}" for c in (duty.binds, duty.force, duty.breach) if c is not None and not c.citations
        ]
        bare += [f"{duty.name}: {m}" for m in duty.monitoring if not m.citations]
        bare += [f"{duty.name}.{r.name}" for r in (duty.ladder.rungs if duty.ladder else ()) if not r.citations]
    if body.membership is not None:
        rights = body.membership
        parts = (rights.open_to, rights.admissions, rights.withdrawal, rights.suspension, rights.expulsion)
        bare += [str(c) for clauses_ in parts for c in clauses_ if not c.citations]
    if body.adoption is not None:
        change = body.adoption
        dated = (change.milestones, change.entries, change.amendments, change.bridges)
        bare += [str(c) for clauses_ in dated for c in clauses_ if not c.citations]
    assert bare == []


@pytest.mark.parametrize(
    ("name", "members"),
    [
        ("aisi_network", 10),
        ("cern", 25),
        ("eu_council", 27),
        ("fsb", 25),
        ("iaea", 181),
        ("ibrd", 189),
        ("ilo", 187),
        ("imf", 190),
        ("ipcc", 195),
        ("oecd", 38),
        ("un", 193),
        ("un_ai_panel", 193),
        ("wto", 166),
        ("iaia", 193),
    ],
)
def test_how_many_members(name: str, members: int) -> None:
    assert len(stated(institution(name).members).members) == members
    assert institution(name).assumed is (name == "iaia")
