"""What several rules say of one unanimity clause is one finding with its consequences."""

from __future__ import annotations

import pytest
from rule_checking import agency, examined

from charter.cli.check_result import CheckResult
from charter.cli.output.check_forms.full import written as full
from charter.cli.terminal import Paint
from charter.dsl.load import load
from charter.dsl.syntax.source import Source
from charter.validators.check.one_fact import codes

ADMIT = agency(
    "  membership { admission by admit }\n"
    "  organ Council { plenary }\n"
    "  decision admit : admission, amendment {\n    step Council by unanimity\n  }\n"
    "  decision other : standard { step Council by 2/3 of members }"
)


def test_one_unanimity_clause_is_told_once_with_what_follows() -> None:
    """All of some thirty members must agree: each has a veto, hardly any coalition carries it, the amendment needs
    every member, and an applicant is refused by one."""
    found = [f for f in examined(ADMIT).findings if f.entity == "Agency.admit" and f.severity != "gap"]
    (first,) = [f for f in found if f.code != "VOT104"]
    assert (first.code, first.span.line) == ("VOT101", 8)
    assert codes(first) == ("VOT101", "VOT103", "CHG101", "MEM103")
    assert "“admit” requires the agreement of every member (CHG101)" in first.notes
    follow = (first.witness or {})["consequences"]
    assert [(each["code"], each["severity"]) for each in follow] == [
        ("VOT103", "warning"), ("CHG101", "warning"), ("MEM103", "note"),
    ]  # fmt: skip


@pytest.mark.parametrize("code", ["VOT101", "VOT103", "CHG101", "MEM103"])
def test_each_is_found_by_itself_where_only_it_is_asked_for(code: str) -> None:
    assert [f.code for f in examined(ADMIT, [code]).findings if f.severity != "gap"] == [code]


def test_the_gravest_of_them_stays() -> None:
    """To appoint by consensus is an error of VOT101's; that nothing follows is a warning: told as an error."""
    text = agency("  organ Council { plenary }\n  decision pick : appointment { step Council by consensus }")
    (found,) = [f for f in examined(text, ["VOT101", "VOT108"]).findings if f.severity != "gap"]
    assert (found.code, found.severity, codes(found)) == ("VOT101", "error", ("VOT101", "VOT108"))


def test_gaps_stand_after_everything_else_one_line_each() -> None:
    checked = examined(ADMIT)
    loaded = load(Source("a.charter", ADMIT))
    text = full(CheckResult(checked.findings, (), loaded.sources, 1), Paint(False))
    gaps = text[text.index("gaps in a.charter: what the text does not say") :].splitlines()
    asked = [f for f in checked.findings if f.severity == "gap"]
    assert len(asked) > 1
    assert len(gaps) == 1 + len(asked) + 2
    assert "warning[" not in "".join(gaps)
    assert f"  gap[CHG104]    4  {next(f.message for f in asked if f.code == 'CHG104')}" in gaps
