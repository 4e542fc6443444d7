"""Pooling and delegation of real institutions, each score worked out from the articles."""

from __future__ import annotations

from fractions import Fraction
from functools import cache

import pytest

from charter.analysis.authority import Area, Authority, authority
from charter.dsl.load import load
from charter.dsl.syntax.source import Source
from charter.validators.rules.case import Case


@cache
def profile(name: str) -> Authority:
    loaded = load(name)
    assert loaded.charter is not None
    return authority(Case(loaded.charter.institutions[0], loaded.charter, loaded=loaded))


def of_text(text: str) -> Authority:
    head = "institution Club {\n  members are { FRA, DEU, ITA, ESP }\n  organ Assembly { plenary }\n"
    loaded = load(Source("club.charter", f"charter 1\nuse world\n{head}{text}\n}}\n"))
    assert loaded.charter is not None
    assert [f.code for f in loaded.findings if f.severity == "error"] == []
    return authority(Case(loaded.charter.institutions[0], loaded.charter, loaded=loaded))


def area(found: Authority, name: str) -> Area:
    return next(a for a in found.areas if a.name == name)


def half(a: str, b: str = "0") -> Fraction:
    return (Fraction(a) + Fraction(b)) / 2


def test_the_united_nations_by_article() -> None:
    un = profile("un")
    # articles 4 to 6: the Council, where some hold a veto (1/3), recommends; the Assembly takes two thirds (2/3)
    assert area(un, "accession").pooling == half("1/3", "2/3")
    # suspend and expel 1/2 each, restore by the Council alone 1/3
    assert area(un, "suspension").pooling == (half("1") + half("1") + Fraction(1, 3)) / 3
    # article 108: two thirds, then ratification by two thirds for all
    assert area(un, "constitution").pooling == Fraction(2, 3) * Fraction(3, 4)
    assert area(un, "budget").pooling == Fraction(2, 3)
    # chapter VI 1/3 x 1/2, chapter VII 1/3, recommendations of the Assembly 2/3 x 1/2 and 1 x 1/2
    policy = [Fraction(1, 6), Fraction(1, 3), Fraction(1, 3), Fraction(1, 2)]
    assert area(un, "policy").pooling == sum(policy) / 4
    # only in chapter VI may the Secretary-General propose, beside members
    assert area(un, "policy").delegation == half("1/2") / 4


def test_the_wto_by_article() -> None:
    wto = profile("wto")
    assert area(wto, "accession").pooling == Fraction(2, 3)
    assert area(wto, "suspension").pooling == 0
    # X: for those who accept 2/3 x 1/2; three quarters, then acceptance by some 1/3 x 3/4; three that need everybody
    assert area(wto, "constitution").pooling == (Fraction(1, 3) + Fraction(1, 4)) / 5
    assert area(wto, "budget").pooling == Fraction(2, 3)
    # coverage 2, members bring a case 1, binding 2, standing 2, appointed by the members 2, retaliation 1
    assert area(wto, "disputes").delegation == Fraction(10, 12)


def test_the_iaea_by_article() -> None:
    iaea = profile("iaea")
    assert area(iaea, "suspension").pooling == half("1", "2/3")
    # the Director General alone reports non-compliance; the Board decides by majority, and no clause says it binds
    assert (area(iaea, "policy").pooling, area(iaea, "policy").delegation) == (half("1"), half("1"))
    assert area(iaea, "disputes").missing == "no clause on a tribunal or on decisions of disputes"
    assert "disputes: no clause on a tribunal or on decisions of disputes" in iaea.gaps


def test_an_organization_of_consensus_pools_nothing_of_policy() -> None:
    fsb = profile("fsb")
    assert area(fsb, "policy").pooling in (None, 0)
    assert area(fsb, "constitution").pooling in (None, 0)


def test_the_mean_is_over_the_areas_that_can_be_scored() -> None:
    iaia = profile("iaia")
    known = [a.pooling for a in iaia.areas if a.pooling is not None]
    assert iaia.pooling == sum(known) / len(known)
    assert [a.name for a in iaia.areas if a.pooling is None] == ["disputes"]
    assert area(iaia, "accession").pooling == 0


@pytest.mark.parametrize(
    ("rule", "score"),
    [
        ("unanimity", "0"),
        ("consensus", "0"),
        ("no negative vote", "0"),
        ("all of members", "0"),
        ("consensus minus 1", "1/3"),
        ("3/4 of members", "1/3"),
        ("all but 1 of members", "1/3"),
        ("2/3 of members", "2/3"),
        ("55% of members", "2/3"),
        ("majority of members", "1"),
        ("half of members", "1"),
        ("reverse consensus", "1"),
        ("3 members", "1/3"),
        ("majority of members and 3/4 of members", "1/3"),
        ("majority of members or 3/4 of members", "1"),
    ],
)
def test_what_a_rule_scores(rule: str, score: str) -> None:
    found = of_text(f"  decision join : admission {{ step Assembly by {rule} }}")
    assert area(found, "accession").pooling == Fraction(score)


@pytest.mark.parametrize(
    ("rest", "pooling", "delegation"),
    [
        ("step Assembly by majority of members ; force binding", "1", "0"),
        ("step Assembly by majority of members ; force recommended", "1/2", "0"),
        ("step Assembly unless 1/3 of members object within 30 days ; force binding", "2/3", "0"),
        ("proposed by Chief ; step Assembly by majority of members ; force binding", "1", "1/2"),
        ("proposed by Chief or any member ; step Assembly by majority of members ; force binding", "1", "1/4"),
        ("step Office ; force binding", "0", "1/2"),
        ("step Assembly by majority of members ; step Office ; force binding", "1", "1/4"),
        ("step Assembly by majority of members ; force binding ; binds members, those who accept", "1/2", "0"),
    ],
)
def test_what_a_decision_on_policy_scores(rest: str, pooling: str, delegation: str) -> None:
    office = "  organ Office : secretariat { headed by Chief, elected by Assembly }\n"
    found = area(of_text(f"{office}  decision rule : standard {{ {rest} }}"), "policy")
    assert (found.pooling, found.delegation) == (Fraction(pooling), Fraction(delegation))


def test_a_decision_without_a_rule_is_not_scored() -> None:
    found = of_text("  decision join : admission { step Assembly }")
    assert area(found, "accession") == Area("accession", None, None, (), "not scored: join (no rule for Assembly)")
    assert found.pooling is None
