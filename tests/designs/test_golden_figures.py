"""Figures that follow from what the charters and the tables say: shares of people and votes, years from end to end."""

from __future__ import annotations

import datetime
import re
from fractions import Fraction

import pytest
from designs_facts import institution, lines, members, within

from charter import world
from charter.dsl.model import Note


def notes(name: str) -> str:
    return "\n".join(n.text for n in within(institution(name)) if isinstance(n, Note))


def people(parties: set[str] | frozenset[str] | tuple[str, ...]) -> Fraction:
    """Percent of the people of the world, with those of the states of a union."""
    counted = world.column("population")
    states = {s for party in parties for s in world.inside(party)}
    return 100 * sum((counted.get(s, Fraction(0)) for s in states), Fraction(0)) / world.total("population")


@pytest.mark.parametrize(("name", "percent"), [("fsb", 61.5), ("aisi_network", 14.4), ("oecd", 17.2), ("cern", 6.6)])
def test_how_many_people_stand_behind_a_club(name: str, percent: float) -> None:
    # The published shares rest on populations of another year: they differ by less than four tenths of a percent.
    assert float(people(members(name))) == pytest.approx(percent, abs=0.4)


def test_africa_has_two_of_59_seats_of_the_fsb_for_a_fifth_of_the_people() -> None:
    jurisdictions = sum(line.total or 0 for line in lines("fsb", "Plenary")[:4])
    own = [
        (line.total or 0) // len(line.filling.among.members or ())
        for line in lines("fsb", "Plenary")[:4]
        if line.filling.among is not None and "ZAF" in (line.filling.among.members or ())
    ]
    assert (jurisdictions, own) == (59, [2])
    assert round(Fraction(200, 59), 1) == Fraction("3.4")
    assert round(people(world.group("Africa")), 1) == Fraction("18.7")
    before = 59 - 5
    assert before == 11 * 3 + 6 * 2 + 5 * 1 + 1 + 1 + 2


@pytest.mark.parametrize(("group", "percent"), [("Africa", "6.48"), ("LDC", "3.49")])
def test_votes_of_the_poorer_in_the_fund_against_their_people(group: str, percent: str) -> None:
    votes = world.column("imf.votes_2022")
    own = [m for m in members("imf") if m in world.group(group)]
    assert round(100 * sum(votes[m] for m in own) / sum(votes[m] for m in members("imf")), 2) == Fraction(percent)
    assert round(people(world.group("LDC")), 1) == Fraction("14.7")


def test_the_finding_on_iran_was_carried_by_54_percent_of_the_board() -> None:
    found = re.search(r"(\d+) for, (\d+) against, (\d+) abstained, (\d+) did not vote", notes("iaea"))
    assert found is not None
    cast = [int(n) for n in found.groups()]
    assert (cast, sum(cast)) == ([19, 3, 11, 2], 35)
    assert (round(Fraction(1900, 35)), round(Fraction(1900, 22))) == (54, 86)


def test_who_proposed_to_fill_the_bench_of_the_wto_and_who_pays_for_it() -> None:
    assert "116 members, about 70%" in notes("wto")
    assert round(Fraction(11600, len(members("wto")))) == 70
    funding = institution("wto").funding
    assert funding is not None
    assert funding.budget is not None
    assert funding.budget.value.amount == 204_290_000
    assert "In 2024 USA paid CHF 23.70 million and CHN 23.20 million" in notes("wto")
    shares = {c.party: c.share for c in funding.contributors}
    for party, paid in (("USA", "23.70"), ("CHN", "23.20")):
        assert round(100 * Fraction(paid) / Fraction("204.29"), 1) == 100 * (shares[party] or 0)


def test_the_largest_subscription_of_1944() -> None:
    assert "3,175 of 9,100, or 34.89%" in notes("ibrd")
    assert round(Fraction(317500, 9100), 2) == Fraction("34.89")


@pytest.mark.parametrize(
    ("name", "start", "end", "years", "said"),
    [
        ("imf", "2010-12-15", "2016-01-26", 5.1, "adopted 15 December 2010, in force 26 January 2016"),
        ("un_ai_panel", "2024-09-22", "2026-07-06", 1.79, "First Dialogue 6 July 2026"),
    ],
)
def test_years_that_notes_tell(name: str, start: str, end: str, years: float, said: str) -> None:
    first, last = (datetime.date.fromisoformat(d) for d in (start, end))
    assert said in notes(name)
    assert (last - first).days / 365.25 == pytest.approx(years, abs=0.05)


def lasted(name: str) -> float:
    """Years from the first step to the last: estimates where they are stated, and dates where they follow on."""
    adoption = institution(name).adoption
    assert adoption is not None
    stages = sum((s.lasts.days or Fraction(0) for s in adoption.stages), Fraction(0)) / 365
    dates = [datetime.date.fromisoformat(m.when) for m in adoption.milestones if len(m.when) == 10]
    covered = {s.what for s in adoption.stages} >= {"negotiation", "ratification"} or "set_up" in {
        s.what for s in adoption.stages
    }
    between = (max(dates) - min(dates)).days / 365.25 if len(dates) > 1 and not covered else 0.0
    return float(stages) + between


@pytest.mark.parametrize(
    ("name", "years"),
    [
        ("fsb", 0.24),
        ("aisi_network", 0.50),
        ("global_fund", 0.85),
        ("un_ai_panel", 1.39),
        ("ipcc", 1.4),
        ("imf", 4.6),
        ("iaea", 3.64),
        ("cern", 4.35),
        ("montreal", 3.78),
        ("wto", 8.31),
    ],
)
def test_years_from_proposal_to_operation(name: str, years: float) -> None:
    assert lasted(name) == pytest.approx(years, abs=0.02)


def test_a_treaty_whose_figures_are_not_stated_gives_no_years() -> None:
    for name in ("itu", "icao"):
        adoption = institution(name).adoption
        assert adoption is not None
        assert (adoption.stages, adoption.milestones) == ((), ())
