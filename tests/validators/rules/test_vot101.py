"""VOT101: who alone can stop a decision, by name, on the line of the decision."""

from __future__ import annotations

import pytest

from charter.designs import find
from charter.dsl.findings import Finding
from charter.dsl.load import Loaded, load
from charter.dsl.syntax.source import Source
from charter.validators.check.engine import check

P5 = ["CHN", "FRA", "GBR", "RUS", "USA"]


def found_in(loaded: Loaded) -> list[Finding]:
    return [f for f in check(loaded, select=["VOT101"]).findings if f.code == "VOT101"]


def design(name: str) -> Loaded:
    path = find(name)
    assert path is not None
    return load(path)


def club(decides: str, kind: str = "standard", members: str = "members are { FRA, DEU, ITA }") -> list[Finding]:
    text = f"""charter 1
use world
institution Club {{
  {members}
  organ Assembly {{
    plenary
    {decides}
  }}
  decision decide_it : {kind} {{
    step Assembly
  }}
}}
"""
    return found_in(load(Source("club.charter", text)))


def test_the_un_has_five_vetoes_and_no_sixth() -> None:
    found = [f for f in found_in(design("un")) if f.severity != "gap"]
    assert {f.entity for f in found} >= {"UN.chapter_vii", "UN.amend", "UN.expel", "UN.appoint_secretary_general"}
    for finding in found:
        assert finding.witness is not None
        assert finding.witness["veto_members"] == P5
        assert "in_some_compositions" not in finding.witness
        assert "Any of CHN, FRA, GBR, RUS and USA can veto" in finding.message
        assert finding.witness["coalition"] == ["CHN"]
    severities = {f.entity: f.severity for f in found}
    assert severities["UN.chapter_vii"] == severities["UN.appoint_secretary_general"] == "error"
    assert severities["UN.amend"] == "warning"
    assert not {"UN.resolve", "UN.procedural_matter", "UN.adopt_budget", "UN.call_review"} & severities.keys()


def test_the_ladder_of_the_iaea_ends_where_five_can_veto() -> None:
    (finding,) = (f for f in found_in(design("iaea")) if f.severity != "gap")
    loaded = design("iaea")
    line = loaded.sources[finding.span.file].line(finding.span.line)
    assert line.strip().startswith("step refer")
    assert finding.entity == "IAEA.safeguards.refer"
    assert finding.message == "Any of CHN, FRA, GBR, RUS and USA can veto UN.chapter_vii, on which refer depends"


def test_decisions_of_the_labour_conference_and_of_the_proposal_are_silent() -> None:
    assert [f.entity for f in found_in(design("ilo")) if f.severity != "gap"] == []
    assert found_in(design("iaia")) == []


@pytest.mark.parametrize("rule", ["consensus", "unanimity", "no negative vote", "all of members", "3 members"])
def test_under_consensus_one_finding_names_each_member(rule: str) -> None:
    (finding,) = club(f"decides by {rule}")
    assert (finding.span.line, finding.severity) == (9, "warning")
    assert finding.message == "Any of the 3 members can veto “decide_it”"
    assert finding.witness is not None
    assert finding.witness["coalition"] == ["DEU"]
    assert "2 of 3 members say yes and 3 are needed" in finding.witness["text"]


def test_enforcement_and_appointment_are_errors() -> None:
    for kind in ("finding", "sanction", "suspension", "expulsion", "dispute", "appointment"):
        assert [f.severity for f in club("decides by consensus", kind)] == ["error"]


def test_more_than_the_largest_share_of_votes_is_needed() -> None:
    fund = "members from memberships.IMF"
    (finding,) = club("votes by imf.votes\n    decides by 85% of votes", members=fund)
    assert finding.message == "The United States (USA) can veto “decide_it”"
    assert club("votes by imf.votes\n    decides by 70% of votes", members=fund) == []
    assert club("decides by 2/3 of members") == []


def test_without_members_consensus_is_still_told_and_other_rules_are_a_gap() -> None:
    (finding,) = club("decides by consensus", members="founded 1990")
    assert finding.message == "Any member can veto “decide_it”"
    (gap,) = club("decides by 2/3 of members", members="founded 1990")
    assert (gap.severity, gap.message) == ("gap", "Not stated: the members")
    assert club("decides by 2/3 of members or consensus", members="members are { FRA, DEU, ITA, ESP }") == []


def test_a_veto_that_depends_on_who_is_elected_says_so() -> None:
    text = """charter 1
use world
institution Club {
  members are { FRA, DEU, ITA, ESP }
  organ Assembly { plenary }
  organ Council {
    seats { 3 elected by Assembly }
    decides by 2 seats and 1 of { FRA, DEU }
  }
  decision decide_it : standard { step Council }
}
"""
    (finding,) = found_in(load(Source("club.charter", text)))
    assert finding.span.line == 10
    assert finding.message == "In some lawful compositions any of DEU and FRA can veto “decide_it”"
    assert finding.witness is not None
    assert finding.witness["in_some_compositions"] == ["DEU", "FRA"]
    assert set(finding.witness["compositions"]) == {"can block", "cannot block"}
