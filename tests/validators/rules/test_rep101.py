"""REP101: groups with less than half the seats or votes that their people would give them."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import pytest

from charter.designs import find
from charter.dsl.findings import Finding
from charter.dsl.load import Loaded, load
from charter.dsl.syntax.source import Source
from charter.validators.check.engine import check
from charter.validators.rules.profile import Profile


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


def groups(finding: Finding) -> dict[str, dict[str, Any]]:
    assert finding.witness is not None
    return {g["group"]: g for g in finding.witness["groups"]}


def test_the_proposal_is_silent_in_every_composition() -> None:
    path = find("iaia")
    assert path is not None
    assert found_in(load(path)) == []


@pytest.mark.parametrize(
    ("name", "entity", "seats", "expected"),
    [
        ("un", "UN.SecurityCouncil", 15, {"LDC": 0, "G77": 2, "M49Developing": 6}),
        ("ilo", "ILO.GoverningBody", 28, {"LDC": 0, "G77": 3, "M49Developing": 3, "WPPLessDeveloped": 3}),
        ("iaea", "IAEA.Board", 35, {"LDC": 0, "G77": 10}),
    ],
)
def test_seats_that_could_go_to_any_group_are_a_note(
    name: str, entity: str, seats: int, expected: dict[str, int]
) -> None:
    path = find(name)
    assert path is not None
    (finding,) = found_in(load(path))
    assert (finding.severity, finding.entity) == ("note", entity)
    assert " in some lawful compositions gives less than 50% of the seats" in finding.message
    told = groups(finding)
    held = {g: told[g]["votes"] for g in expected}
    assert held == {g: Fraction(n, seats) for g, n in expected.items()}
    assert {g["in"] for g in told.values()} == {"some lawful compositions"}
    assert "SIDS" not in told, "their people would not fill a seat"
    assert "LowIncome" not in told, "income is asked about at its best only"


BOARD = """institution A {{
  members from memberships.UN
  organ Assembly {{ plenary }}
  organ Board {{
    seats {{
      20 elected by Assembly
      {floor} elected by Assembly from LDC
    }}
  }}
}}
"""


def test_a_floor_keeps_a_group_from_the_worst() -> None:
    (without,) = found_in(charter(BOARD.format(floor="1")))
    assert groups(without)["LDC"]["votes"] == Fraction(1, 21)
    assert groups(without)["LDC"]["in"] == "some lawful compositions"
    assert groups(without)["WPPLessDeveloped"]["votes"] == Fraction(1, 21)
    (with_floor,) = found_in(charter(BOARD.format(floor="2")))
    assert "LDC" not in groups(with_floor)


def test_the_composition_shown_is_lawful_and_gives_what_is_told() -> None:
    from charter import world

    (finding,) = found_in(charter(BOARD.format(floor="1")))
    assert finding.witness is not None
    worst = finding.witness["groups"][0]
    seated = finding.witness["composition"]
    assert len(seated) == len(set(seated)) == 21
    assert set(seated) & world.group("LDC")
    inside = set(seated) & world.group(worst["group"])
    assert Fraction(len(inside), 21) == worst["votes"]


def test_several_permanent_seats_a_holder_are_counted() -> None:
    body = """institution A {
  members are { IND, FRA, DEU, ITA, ESP }
  organ Board { seats { 9 permanent { FRA, DEU, ITA }; 1 permanent { IND } } }
}
"""
    (finding,) = found_in(charter(body))
    told = groups(finding)["G77"]
    assert told["votes"] == Fraction(1, 10)
    assert finding.witness is not None
    assert "1 of 10 seats is 10%" in finding.witness["text"]


def test_the_measures_of_the_fund_are_those_of_the_votes() -> None:
    from charter import world

    (finding,) = found_in(charter(FUND))
    assert finding.witness is not None
    members, people, votes = world.membership("IMF"), world.column("population"), world.column("imf.votes")
    cast, crowd = sum(votes[m] for m in members), sum(people[m] for m in members if m in people)
    gaps = [votes[m] / cast - people.get(m, Fraction(0)) / crowd for m in members]
    assert finding.witness["malapportionment"] == sum(abs(g) for g in gaps) / 2
    assert abs(float(finding.witness["gallagher"]) - float(sum(g * g for g in gaps) / 2) ** 0.5) < 1e-4
    lorenz = finding.witness["lorenz"]
    assert lorenz[-1] == [1, 1]
    assert lorenz == sorted(lorenz)
    assert all(v <= p for p, v in lorenz)
    # Gini is one less twice the area below the curve of the worst served first, reckoned here pair by pair.
    shares = sorted(
        ((people.get(m, Fraction(0)) / crowd, votes[m] / cast) for m in members),
        key=lambda s: float(s[1] / s[0]) if s[0] else float("inf"),
    )
    area, below = 0.0, 0.0
    for p, v in shares:
        area += float(p) * (below + float(v) / 2)
        below += float(v)
    assert abs(float(finding.witness["gini"]) - (1 - 2 * area)) < 1e-9
    roots = {m: float(people[m]) ** 0.5 for m in members if m in people}
    fair = sum(roots[m] for m in world.group("LDC") if m in roots) / sum(roots.values())
    assert abs(float(groups(finding)["LDC"]["penrose"]) - fair) < 1e-4
    assert finding.notes[0].startswith(f"malapportionment {float(finding.witness['malapportionment'] * 100):.1f}%")


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
