"""Limits on those against, chambers that stop by number, and abstentions that count: from the words to findings."""

from __future__ import annotations

from fractions import Fraction

import pytest
from rule_checking import examined, findings, places

from charter.decisions.compile_rule import RuleContext
from charter.decisions.play.abstention_paradox import ballots
from charter.decisions.play.ballot import Ballot, Tally
from charter.dsl.load import load
from charter.dsl.syntax.source import Source
from charter.record import changed
from charter.render.figures.decision import decision_diagram

TWELVE = "AUT, BEL, BGR, CYP, CZE, DEU, DNK, ESP, EST, FIN, FRA, GRC"
CLUB = f"""charter 1
use world
group North = {{ DNK, EST, FIN }}
institution Club {{
  members are {{ {TWELVE} }}
  organ Assembly {{
    plenary
    chamber North = North
    chamber Others = {{ AUT, BEL, BGR, CYP, CZE, DEU, ESP, FRA, GRC }}
  }}
  decision act : standard {{ step Assembly by RULE }}
}}
expect Club {{
  EXPECT
}}
"""


def club(rule: str, expect: str = "no member can block act") -> str:
    """Twelve members in two chambers of three and nine, that decide by a rule."""
    return CLUB.replace("RULE", rule).replace("EXPECT", expect)


def verdicts(text: str) -> list[str]:
    """What came of each expectation."""
    return [v.verdict for v in examined(text).verdicts]


def vote(rule: str, yes: int, no: int, abstain: int) -> bool:
    """Whether it carries when the first say yes, the next no, and the next abstain; the others are away."""
    charter = load(Source("a.charter", club(rule))).charter
    (_, ballot), *_ = ballots(charter, charter.institutions[0], charter.institutions[0].decisions[0])
    assert isinstance(ballot, Ballot)
    assert isinstance(ballot.scene, RuleContext)
    ends = yes, yes + no, yes + no + abstain
    return changed(ballot).carries(
        Tally(*(frozenset(range(a, b)) for a, b in zip((0, ends[0], ends[1]), ends, strict=True)))
    )


@pytest.mark.parametrize(
    ("rule", "fewest"),
    [
        ("2/3 of members and not more than 1/4 against", 4),  # 12/4 = 3 noes are borne, the fourth stops it
        ("2/3 of members and not more than 2 seats against", 3),
        ("2/3 of members and not opposed by 2 of any chamber", 2),  # two of the three in North
        ("majority of those present", 6),  # six of twelve yes are no majority
    ],
)
def test_the_fewest_that_stop_it(rule: str, fewest: int) -> None:
    assert verdicts(club(rule, f"that smallest_blocking(act) = {fewest}")) == ["proved"]


@pytest.mark.parametrize(
    ("rule", "yes", "no", "abstain", "carries"),
    [
        # a quarter of the votes cast: 2 of 8 are borne, 3 of 9 are not, though 6 and 6 say yes
        ("6 members and not more than 1/4 against", 6, 2, 4, True),
        ("6 members and not more than 1/4 against", 6, 3, 3, False),
        # 3 of 9 would be a quarter of the twelve members
        ("6 members and not more than 1/4 of members against", 6, 3, 3, True),
        # 4 of 5 votes cast are a majority; of 9 who are there they are none, of 7 they are
        ("majority of present and voting", 4, 1, 4, True),
        ("majority of those present", 4, 1, 4, False),
        ("majority of those present", 4, 1, 2, True),
        # the places 0 to 11 are the members in order: DNK, EST and FIN are 6, 8 and 9
        ("6 members and not opposed by 2 of any chamber", 6, 2, 4, True),
        ("6 members and not opposed by 2 of any chamber", 8, 2, 2, False),
    ],
)
def test_a_vote_with_abstentions(rule: str, yes: int, no: int, abstain: int, carries: bool) -> None:
    assert vote(rule, yes, no, abstain) is carries


def test_a_floor_beside_a_limit_on_noes_is_not_called_idle() -> None:
    """Where all vote, no more than a quarter against is three quarters for; where some abstain two thirds is more."""
    assert places("VOT110", club("2/3 of members and not more than 1/4 against")) == []
    assert [
        (f.span.line, f.entity) for f in findings("VOT110", club("2/3 of votes cast and not more than 1/4 against"))
    ] == [(11, "Club.act")]


def test_a_majority_of_those_present_is_no_thin_mandate() -> None:
    """One yes of one vote cast carries a majority of present and voting; of those present it needs half of a quorum."""
    quorum = ", quorum majority of members"
    assert [f.code for f in findings("VOT106", club(f"majority of present and voting{quorum}"))] == ["VOT106"]
    assert findings("VOT106", club(f"majority of those present{quorum}")) == []


def test_a_chamber_that_stops_by_number_is_a_hostage_holder() -> None:
    text = club("2/3 of members and not opposed by 2 of any chamber").replace(f"{{ {TWELVE} }}", "states")
    found, *_ = findings("VOT111", text)
    assert (found.span.line, "2 of the 3 members of chamber North" in found.message) == (11, True)


def test_the_words_are_those_of_the_rule_in_the_picture() -> None:
    rule = "3/4 of those present and not more than 1/4 of members against and not opposed by 2 of any chamber"
    charter = load(Source("a.charter", club(rule))).charter
    club_ = charter.institutions[0]
    said = decision_diagram(club_, charter, club_.decisions[0]).scene.description
    assert rule in said


def test_a_limit_of_nobody_is_refused() -> None:
    loaded = load(Source("a.charter", club("6 members and not more than 0 against")))
    assert [(f.code, f.span.line, f.message) for f in loaded.findings if f.severity == "error"] == [
        ("LNG301", 11, "a threshold of 0 is always met")
    ]
    assert Fraction(1, 4) * 12 == 3
