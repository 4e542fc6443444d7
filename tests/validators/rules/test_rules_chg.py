"""CHG101 to CHG104: who holds the text fast, and what cannot move."""

from __future__ import annotations

from fractions import Fraction
from functools import cache
from typing import Any

import pytest
from rule_checking import agency, findings, only, places

from charter.designs import designs
from charter.dsl.findings import Finding
from charter.dsl.load import load
from charter.validators.check.engine import check


@cache
def shipped(name: str) -> tuple[Finding, ...]:
    return check(load(designs()[name].path), select=["CHG"]).findings


def of(name: str, code: str) -> list[tuple[str, str]]:
    """What each finding of a shipped design is about, and its line without the article."""
    lines = designs()[name].path.read_text(encoding="utf-8").splitlines()
    found = [f for f in shipped(name) if f.code == code and f.severity != "gap"]
    return [(f.entity.partition(".")[2], lines[f.span.line - 1].split("[")[0].strip()) for f in found]


def witness(name: str, code: str) -> Any:
    (found,) = [f for f in shipped(name) if f.code == code and f.severity != "gap"]
    return found.witness


def missing(name: str) -> set[tuple[str, str]]:
    """The gaps of a shipped design: what is missing, and of what."""
    gaps = [f for f in shipped(name) if f.severity == "gap"]
    return {((f.witness or {})["missing"], f.entity) for f in gaps}


ASSEMBLY = "  organ Assembly { plenary ; decides by 2/3 of members }\n"  # on line 6


# ---- CHG101


def test_six_of_ten_and_one_of_five_hold_a_text_fast() -> None:
    assert of("ilo", "CHG101") == [("amend", 'decision amend "Amend the Constitution" : amendment {')]
    found = witness("ilo", "CHG101")
    assert (found["size"], found["of"], found["everybody"]) == (6, 187, False)
    assert found["coalition"] == ["BRA", "CHN", "DEU", "FRA", "GBR", "IND"]
    assert "4 of 10 members of ChiefIndustrial say yes and 5 are needed" in found["text"]
    assert of("un", "CHG101") == [("amend", 'decision amend "Amend the Charter" : amendment {')]
    assert (witness("un", "CHG101")["size"], witness("un", "CHG101")["coalition"]) == (1, ["CHN"])
    assert 0 < witness("un", "CHG101")["power_to_act"] < Fraction(1, 500_000)


def test_where_a_third_is_needed_to_stop_it_nothing_is_told() -> None:
    assert of("iaea", "CHG101") == of("iaia", "CHG101") == of("icao", "CHG101") == []
    assert ("the amendment procedure", "ICAO") in missing("icao")
    assert ("the amendment procedure", "IAEA") not in missing("iaea")


@pytest.mark.parametrize("rule", ["unanimity", "consensus", "all of members", "all of ratifications"])
def test_an_amendment_that_everybody_must_accept(rule: str) -> None:
    found = only("CHG101", agency(f"{ASSEMBLY}  decision amend : amendment {{ step members accept by {rule} }}"))
    assert (found.span.line, found.entity, found.severity) == (7, "Agency.amend", "warning")
    assert found.message == "“amend” requires the agreement of every member"
    assert found.witness is not None
    assert (found.witness["everybody"], found.witness["of"]) == (True, 29)
    assert found.witness["power_to_act"] == Fraction(1, 2**29)


def test_the_members_need_not_be_known_where_all_must_agree() -> None:
    body = f"{ASSEMBLY}  decision amend : amendment {{ step members accept by unanimity }}"
    text = agency(body).replace("  members are WEOG\n", "\n")
    assert only("CHG101", text).message == "“amend” requires the agreement of every member"
    gap = only("CHG101", text.replace("unanimity", "2/3 of members"))
    assert (gap.severity, gap.message) == ("gap", "Not stated: the members")


def test_each_tier_is_judged_by_itself_and_a_rule_written_out_is_one() -> None:
    clauses = (
        "  adoption {\n    amended by 2/3 of members in Assembly, then acceptance by all of members\n"
        '    provision annex "Annex"\n    provisions annex amended by 2/3 of members in Assembly\n  }'
    )
    assert places("CHG101", agency(ASSEMBLY + clauses)) == [(8, "Agency.adoption")]


def test_nothing_on_amendment_is_a_gap_only_where_there_is_a_text() -> None:
    assert findings("CHG101", agency(ASSEMBLY)) == []
    gap = only("CHG101", agency(f"{ASSEMBLY}  decision act : standard {{ step Assembly }}"))
    assert (gap.severity, gap.message) == ("gap", "Not stated: the amendment procedure")
    never = only("CHG101", agency(f"{ASSEMBLY}  adoption {{\n    no amendment\n  }}"))
    assert (never.severity, never.span.line) == ("warning", 8)


# ---- CHG102


def test_privileges_that_their_holders_keep() -> None:
    assert of("ilo", "CHG102") == [
        ("GoverningBody", "10 designated by GoverningBody from ChiefIndustrial, as government,")
    ]
    assert witness("ilo", "CHG102")["blockers"] == ["BRA", "CHN", "DEU", "FRA", "GBR", "IND"]
    assert len(witness("ilo", "CHG102")["holders"]) == 10
    assert of("un", "CHG102") == [("SecurityCouncil", "permanent PermanentMembers")]
    assert witness("un", "CHG102")["blockers"] == ["CHN"]
    assert witness("un", "CHG102")["holders"] == ["CHN", "FRA", "GBR", "RUS", "USA"]


def test_what_a_criterion_gives_is_no_privilege_by_name() -> None:
    assert [n for n in ("iaea", "iaia", "icao", "eu_council", "oecd") if of(n, "CHG102")] == []
    assert ("the amendment procedure", "FSB") in missing("fsb")


COUNCIL = """%s  organ Council {
    seats {
      %s
      6 elected by Assembly
    }
  }
  decision amend : amendment { %s }"""


@pytest.mark.parametrize(
    ("seats", "amended", "lines"),
    [
        ("permanent { FRA, USA, DEU }", "step members accept by 2/3 of members including all of { FRA }", [9]),
        ("permanent { FRA, USA, DEU }", "step members accept by 2/3 of members including 2 of { FRA, USA, DEU }", [9]),
        ("permanent { FRA, USA, DEU }", "step members accept by all but 2 of members", [9]),
        ("3 ranked by gdp", "step members accept by all but 2 of members", []),
        ("permanent P5", "step members accept by unanimity", [9]),
        ("permanent Three", "step members accept by unanimity", [9]),
        ("3 designated by Council from Rich", "step members accept by unanimity", []),
        ("3 designated by Council from Three", "step members accept by unanimity", [9]),
        ("permanent { FRA, USA, DEU }", "step members accept by majority of members", []),
    ],
)
def test_a_list_of_names_with_the_votes_to_stay(seats: str, amended: str, lines: list[int]) -> None:
    groups = "group Three = { FRA, USA, DEU } ; group Rich = top 3 by gdp"
    text = agency(COUNCIL % (ASSEMBLY, seats, amended), "WEOG | { CHN, RUS }", groups)
    told = [f for f in findings("CHG102", text) if f.severity != "gap" and f.entity == "Agency.Council"]
    assert [f.span.line for f in told] == lines
    by_name = "all of { FRA }" in amended
    assert [f.entity for f in findings("CHG102", text) if f not in told] == (["Agency.amend"] if by_name else [])


# ---- CHG103

# its number is on line 9
DUTY = '  obligation declare {\n    binds members\n    threshold compute 10^26 "operations"\n  }\n'


@pytest.mark.parametrize(
    ("clauses", "told"),
    [
        ("raises compute ; lowers compute", None),
        ("amends compute", None),
        ("lowers compute", "“lower_it” may lower compute (10^26 operations); no decision may"),
        ("raises compute", "“lower_it” may raise compute (10^26 operations); no decision may"),
        ("force binding", "can be changed only by “amend”: no decision raises or lowers it"),
    ],
)
def test_a_number_moves_both_ways_or_is_told(clauses: str, told: str | None) -> None:
    body = f"{ASSEMBLY}{DUTY}  decision lower_it : standard {{ step Assembly ; {clauses} }}\n"
    found = findings("CHG103", agency(body + "  decision amend : amendment { step Assembly }"))
    assert [(f.span.line, f.entity, f.severity) for f in found] == (
        [] if told is None else [(9, "Agency.declare.compute", "warning")]
    )
    assert told is None or told in found[0].message


def test_who_lowers_a_number_that_nobody_raises_is_in_the_witness() -> None:
    body = "  decision lower_it : standard { step Assembly ; lowers compute }"
    found = only("CHG103", agency(ASSEMBLY + DUTY + body))
    assert found.witness is not None
    assert (found.witness["lowered_by"], found.witness["raised_by"]) == (["lower_it"], [])
    assert found.witness["value"] == 10**26


def test_without_a_word_on_change_it_is_a_gap() -> None:
    gap = only("CHG103", agency(ASSEMBLY + DUTY))
    assert (gap.severity, gap.entity) == ("gap", "Agency.declare.compute")
    assert ("who may change the threshold", "OECD.tax_floor.rate") in missing("oecd")
    assert of("icao", "CHG103") == of("iaia", "CHG103") == []


@pytest.mark.parametrize(
    ("clauses", "told"),
    [
        ("raises limits ; lowers limits", None),
        ("amends limits", None),
        ("force binding", None),
        ("lowers limits", "“move_it” may lower limits (The limits); no decision may raise it"),
        ("raises limits", "“move_it” may raise limits (The limits); no decision may lower it"),
    ],
)
def test_a_provision_that_stands_for_a_number_not_given_moves_both_ways_or_is_told(
    clauses: str, told: str | None
) -> None:
    body = f"{ASSEMBLY}  decision move_it : standard {{ step Assembly ; {clauses} }}\n"
    found = findings("CHG103", agency(body + '  adoption { provision limits "The limits" }'))
    assert [(f.span.line, f.entity, f.severity, f.message) for f in found] == (
        [] if told is None else [(8, "Agency.adoption.limits", "warning", told)]
    )
    assert told is None or (found[0].witness or {})["value"] is None


# ---- CHG104


def test_a_convention_without_review_is_told_and_silence_is_a_gap() -> None:
    assert of("oecd", "CHG104") == [("adoption", "no review")]
    assert ("a review clause", "IAEA") in missing("iaea")
    assert of("iaea", "CHG104") == of("iaia", "CHG104") == []


@pytest.mark.parametrize(
    ("clauses", "severities"),
    [
        ("review every 5 years", []),
        ("sunset after 10 years, unless prolong", []),
        ("sunset after 10 years", ["gap"]),
        ("opened 2026-01-01", ["gap"]),
        ("no review", ["note"]),
    ],
)
def test_a_review_or_an_end_unless_prolonged_is_enough(clauses: str, severities: list[str]) -> None:
    text = agency(f"{ASSEMBLY}  decision prolong : mandate {{ step Assembly }}\n  adoption {{\n    {clauses}\n  }}")
    found = findings("CHG104", text)
    assert [f.severity for f in found] == severities
    assert {f.span.line for f in found} <= {8, 9}
