"""FND102 to FND106: what is given at will, who passes the budget, arrears, bills, hosts."""

from fractions import Fraction
from functools import cache
from itertools import combinations
from typing import Any

import pytest
from rule_checking import agency, findings, only

from charter import world
from charter.designs import designs
from charter.dsl.findings import Finding
from charter.dsl.load import load
from charter.validators.check.engine import check

CODES = ("FND102", "FND103", "FND104", "FND105", "FND106")


@cache
def of(design: str) -> tuple[Finding, ...]:
    return check(load(design), select=CODES).findings


def found(design: str, code: str) -> list[tuple[str, str, str]]:
    """Severity, entity and line of text of the findings (gaps too) of a shipped design."""
    lines = designs()[design].path.read_text(encoding="utf-8").splitlines()
    return [(f.severity, f.entity, lines[f.span.line - 1].split("[")[0].strip()) for f in of(design) if f.code == code]


def funded(*clauses: str, members: str = "{ USA, FRA, GBR, KEN }", rule: str = "2/3 of members", more: str = "") -> str:
    """A charter whose funding clauses begin on line 9."""
    told = "\n".join(f"    {c}" for c in clauses)
    organs = "  organ Assembly { plenary; decides by majority of members }\n"
    decision = f"  decision vote_budget : programme {{ step Assembly by {rule} }}\n"
    return agency(f"{organs}{decision}  funding {{\n{told}\n  }}{more}", members)


# ---- FND102


def test_more_than_half_given_at_will_is_found_with_the_sum() -> None:
    one = only("FND102", funded("assessed 40% by un_scale", "voluntary 35%, earmarked", "voluntary 25%, not earmarked"))
    assert (one.severity, one.span.line, one.entity) == ("warning", 10, "Agency.funding")
    assert [label.span.line for label in one.labels] == [11]
    assert one.message == "60% of the budget is voluntary"
    witness: Any = one.witness
    assert (witness["voluntary"], witness["earmarked"]) == (Fraction(3, 5), Fraction(7, 20))
    assert witness["text"] == "35% + 25% = 60% voluntary, more than 50%; 35% is earmarked"


@pytest.mark.parametrize(
    ("clauses", "severity"),
    [
        (("assessed 50% by un_scale", "voluntary 50%"), None),
        (("voluntary 100%",), "warning"),
        (("voluntary",), "warning"),
        (('voluntary for "travel"',), "gap"),
        (('voluntary for "travel"', "voluntary"), "warning"),
        (('voluntary 60% for "travel"',), "warning"),
        (('voluntary for "travel"', 'hosted by CHE, pays "rent"'), "gap"),
        (("voluntary", "hosted by CHE"), "warning"),
        (("assessed by un_scale", "voluntary"), "gap"),
        (("assessed 60% by un_scale", "voluntary"), None),
        (("assessed by un_scale",), None),
        (('charges for "lending"',), None),
        (("no budget",), None),
    ],
)
def test_what_is_voluntary_is_counted_or_asked_for(clauses: tuple[str, ...], severity: str | None) -> None:
    assert [f.severity for f in findings("FND102", funded(*clauses))] == ([] if severity is None else [severity])


def test_fnd102_on_shipped_designs() -> None:
    assert found("iaea", "FND102") == [
        ("gap", "IAEA.funding", 'voluntary for "the Technical Cooperation Fund and extrabudgetary work"')
    ]
    assert [found(d, "FND102") for d in ("un", "itu", "oecd", "fsb", "iaia")] == [[], [], [], [], []]


# ---- FND103


def test_the_cheapest_coalitions_are_those_that_enumeration_finds() -> None:
    members = ("USA", "FRA", "GBR", "KEN", "BRA")
    text = funded("assessed by un_scale", "budget by vote_budget", members="{ USA, FRA, GBR, KEN, BRA }")
    one = only("FND103", text)
    scale = {p: Fraction(str(world.column("un_scale")[p])) for p in members}
    total = sum(scale.values(), Fraction(0))
    passing = min(sum((scale[p] for p in c), Fraction(0)) for c in combinations(members, 4)) / total
    blocking = min(sum((scale[p] for p in c), Fraction(0)) for c in combinations(members, 2)) / total
    witness: Any = one.witness
    assert (witness["passing"]["share"], witness["passing"]["members"]) == (passing, ["BRA", "FRA", "GBR", "KEN"])
    assert (witness["blocking"]["share"], witness["blocking"]["members"]) == (blocking, ["BRA", "KEN"])
    assert (one.severity, one.span.line, one.entity) == ("note", 10, "Agency.funding")
    assert witness["text"].startswith("4 members paying ")


@pytest.mark.parametrize(
    ("rule", "fires"),
    [
        ("2/3 of members", True),
        ("majority of members", True),
        ("2/3 of members and majority of un_scale", False),
        ("majority of un_scale", False),
        ("unanimity", False),
        ("2/3 of members and concurring votes of { USA }", False),
    ],
)
def test_a_leg_of_money_or_the_largest_payer_is_enough(rule: str, fires: bool) -> None:
    text = funded("assessed by un_scale", "budget by vote_budget", members="WEOG", rule=rule)
    assert bool(findings("FND103", text)) is fires


def test_a_rule_in_an_organ_and_a_decision_of_its_kind_will_do() -> None:
    by_rule = funded("assessed by un_scale", "budget by majority of members in Assembly")
    assert only("FND103", by_rule).span.line == 10
    by_kind = funded("assessed by un_scale").replace(": programme", ": budget")
    one = only("FND103", by_kind)
    assert (one.span.line, one.entity) == (7, "Agency.vote_budget")


def test_equal_shares_put_money_and_votes_alike() -> None:
    assert findings("FND103", funded("assessed by equal shares", "budget by vote_budget", members="WEOG")) == []


@pytest.mark.parametrize(
    ("clauses", "missing"),
    [
        (("assessed by un_scale",), "who decides the budget"),
        (('assessed by "wealth"', "budget by vote_budget"), "each member’s share of contributions"),
        (("contributor USA 22%", "budget by vote_budget"), "each member’s share of contributions"),
    ],
)
def test_what_is_missing_is_a_gap(clauses: tuple[str, ...], missing: str) -> None:
    one = only("FND103", funded(*clauses))
    assert (one.severity, one.entity) == ("gap", "Agency.funding")
    assert one.message == f"Not stated: {missing}"


def test_open_seats_are_shown_to_follow_and_alone_are_a_gap() -> None:
    council = "\n  organ Council { seats { 9 elected by Assembly } }"
    both = "2/3 of members; step Council by 2/3 of seats"
    clauses = ("assessed by un_scale", "budget by vote_budget")
    one = only("FND103", funded(*clauses, members="WEOG", rule=both, more=council))
    assert one.notes == ("the seats of Council can be filled so that they carry it there too",)
    alone = funded(*clauses, members="WEOG", more=council).replace("step Assembly", "step Council")
    alone = alone.replace("2/3 of members }", "2/3 of seats }")
    gap = only("FND103", alone)
    assert (gap.severity, gap.message) == ("gap", "Not stated: who sits in Council")


def test_a_column_counts_only_for_those_whom_the_rule_names() -> None:
    """Members without a figure do not make the rule unknown where it counts others only."""
    rule = "2/3 of members and majority of un_scale from WEOG"
    text = funded("assessed by un_scale", "budget by vote_budget", members="WEOG | { VAT }", rule=rule)
    assert findings("FND103", text) == []
    whole = text.replace(" from WEOG", "")
    assert [f.severity for f in findings("FND103", whole)] == ["gap"]


def test_two_thirds_of_the_general_assembly_pay_little() -> None:
    assert found("un", "FND103") == [("note", "UN.funding", "budget by adopt_budget")]
    witness: Any = of("un")[0].witness
    shares = sorted(v for v in world.column("un_scale").values() if isinstance(v, Fraction))[:129]
    assert witness["passing"]["size"] == 129
    assert witness["passing"]["share"] * 100 == pytest.approx(float(sum(shares)), rel=1e-3)
    assert (witness["blocking"]["size"], witness["organs"]) == (65, ["General Assembly"])


def test_fnd103_on_other_designs() -> None:
    assert [s for s, _, _ in found("iaea", "FND103")] == ["note"]
    assert found("fsb", "FND103") == found("eu_council", "FND103") == []
    assert [s for s, _, _ in found("oecd", "FND103")] == ["gap"]


# ---- FND104


@pytest.mark.parametrize(
    ("clauses", "severity", "line"),
    [
        (("assessed by un_scale", "no arrears"), "warning", 10),
        (("no arrears",), "note", 9),
        (("assessed by un_scale",), "gap", 9),
        (("assessed by un_scale", "arrears of 2 years lose vote"), None, 0),
        (("assessed by un_scale", "arrears of 1 year lose chair"), None, 0),
        (("voluntary",), None, 0),
    ],
)
def test_arrears_must_cost_something(clauses: tuple[str, ...], severity: str | None, line: int) -> None:
    told = [(f.severity, f.span.line, f.entity) for f in findings("FND104", funded(*clauses))]
    assert told == ([] if severity is None else [(severity, line, "Agency.funding")])


def test_fnd104_on_shipped_designs() -> None:
    assert found("fsb", "FND104") == [("note", "FSB.funding", "no arrears")]
    one = next(f for f in of("fsb") if f.code == "FND104")
    assert one.witness is not None
    assert one.witness["text"] == "nothing is assessed; the charter says `no arrears`"
    assert [found(d, "FND104") for d in ("ilo", "un", "iaea", "iaia")] == [[], [], [], []]


# ---- FND105


@pytest.mark.parametrize(
    ("clause", "fires"),
    [
        ("assessed by free choice of class", True),
        ("assessed by free choice of class, floor 1%", False),
        ("assessed by un_scale", False),
        ("voluntary", False),
    ],
)
def test_a_bill_that_the_payer_chooses(clause: str, fires: bool) -> None:
    told = findings("FND105", funded(clause))
    assert [(f.severity, f.span.line, f.entity) for f in told] == ([("note", 9, "Agency.funding")] if fires else [])
    if fires:
        assert (told[0].witness or {})["text"].endswith("each of 4 members may choose the least")


def test_fnd105_on_shipped_designs() -> None:
    assert found("itu", "FND105") == [("note", "ITU.funding", "assessed by free choice of class")]
    assert [found(d, "FND105") for d in ("un", "iaea", "iaia")] == [[], [], []]


# ---- FND106


def test_a_host_that_pays_is_found_with_the_end_of_its_term() -> None:
    one = only("FND106", funded('hosted by CHE, pays "rent", for 5 years, renewable'))
    assert (one.severity, one.span.line, one.entity) == ("note", 9, "Agency.funding")
    assert one.message == "CHE hosts the Agency and pays “rent”; the agreement ends after 5 years, renewable"
    assert (one.witness or {})["term_days"] == 5 * 365


@pytest.mark.parametrize(
    ("clauses", "fires"),
    [
        (("hosted by CHE",), False),
        (('hosted by CHE, pays "rent"',), True),
        (("assessed 50% by un_scale", 'hosted by CHE, pays "rent"'), False),
        (("assessed 40% by un_scale", 'hosted by CHE, pays "rent"'), True),
    ],
)
def test_a_host_that_pays_nothing_or_beside_assessed_money_is_silent(clauses: tuple[str, ...], fires: bool) -> None:
    assert bool(findings("FND106", funded(*clauses))) is fires


def test_fnd106_on_shipped_designs() -> None:
    assert [(s, e) for s, e, _ in found("fsb", "FND106")] == [("note", "FSB.funding")]
    one = next(f for f in of("fsb") if f.code == "FND106")
    assert "BIS" in one.message
    assert "5 years" in one.message
    assert [found(d, "FND106") for d in ("un", "un_ai_panel", "iaia")] == [[], [], []]
