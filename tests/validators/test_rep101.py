"""REP101: groups with less than half the seats or votes that their people would give them."""

from __future__ import annotations

from fractions import Fraction

import pytest

from charter.designs import find
from charter.dsl.findings import Finding
from charter.dsl.load import Loaded, load
from charter.dsl.source import Source
from charter.validators.engine import check
from charter.validators.settings import Profile


def found_in(loaded: Loaded, profile: Profile | None = None) -> list[Finding]:
    return list(check(loaded, select=["REP101"], profile=profile).findings)


def charter(body: str) -> Loaded:
    return load(Source("r.charter", f"charter 1\nuse world\n{body}"))


FUND = """institution Fund {
  members from memberships.IMF
  organ Governors {
    plenary
    votes by imf.votes
    decides by majority of votes cast
  }
}
"""


def test_least_developed_countries_in_the_fund() -> None:
    (finding,) = found_in(charter(FUND))
    assert (finding.span.line, finding.severity, finding.entity) == (5, "warning", "Fund.Governors")
    assert finding.witness is not None
    from charter import world

    members, people, votes = world.membership("IMF"), world.column("population"), world.column("imf.votes")
    ldc = [m for m in world.group("LDC") if m in members]
    share = Fraction(sum(votes[m] for m in ldc), sum(votes[m] for m in members))
    of_people = sum(people[m] for m in ldc) / sum(people[m] for m in members if m in people)
    told = next(g for g in finding.witness["groups"] if g["group"] == "LDC")
    assert (told["votes"], told["people"], told["ratio"]) == (share, of_people, share / of_people)
    assert told["ratio"] < Fraction(1, 2)
    assert 0 < finding.witness["malapportionment"] < 1
    assert 0 < finding.witness["gallagher"] < finding.witness["malapportionment"]


def test_the_threshold_is_a_setting() -> None:
    assert found_in(charter(FUND), Profile(representation_ratio=Fraction(1, 100))) == []


def test_one_member_one_vote_is_left_alone() -> None:
    body = "institution A { members from memberships.UN\norgan Assembly { plenary\nvotes one each } }\n"
    assert found_in(charter(body)) == []


@pytest.mark.parametrize("name", ["un", "iaea", "ilo", "iaia"])
def test_shipped_designs_whose_seats_could_go_to_any_group_are_silent(name: str) -> None:
    path = find(name)
    assert path is not None
    assert found_in(load(path)) == []


def test_a_declared_group_that_no_election_can_help() -> None:
    body = """group Populous = {{ IND, CHN }}
institution A {{
  members are {{ IND, CHN, FRA, DEU, ITA, ESP }}
  organ Assembly {{ plenary }}
  organ Board {{
    seats {{
      permanent {{ FRA, DEU, ITA }}
      1 elected by Assembly from {among}
    }}
  }}
}}
"""
    (finding,) = found_in(charter(body.format(among="members")))
    assert finding.span.line == 7
    assert "at best" in finding.message
    assert finding.witness is not None
    (told,) = (g for g in finding.witness["groups"] if g["group"] == "Populous")
    assert told["votes"] == Fraction(1, 4)
    assert finding.witness["composition"][-1] == "ITA"
    assert {"CHN", "IND"} & set(finding.witness["composition"])
    # One of two seats for nine tenths of the people is more than half of what they would be given.
    fair = body.replace("permanent {{ FRA, DEU, ITA }}", "permanent {{ FRA }}").format(among="Populous")
    assert [f for f in found_in(charter(fair)) if "Populous" in f.message] == []
