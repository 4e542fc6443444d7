"""A no that helps: the ILO's void votes, quorums broken by leaving, and rules under which neither can happen."""

from __future__ import annotations

from fractions import Fraction

from hypothesis import given, settings
from hypothesis import strategies as st
from test_compositions import charter_of, design

from charter.decisions.play.abstention_paradox import (
    ABSTAIN,
    AWAY,
    Ballot,
    Paradox,
    Tally,
    ballots,
    found_in,
    paradoxes,
)
from charter.dsl.model.charter import Charter
from charter.dsl.model.decisions import Decision


def decided(charter: Charter, name: str) -> tuple[Paradox, ...]:
    institution = charter.institutions[0]
    found = next(d for d in institution.decisions if d.name == name)
    assert isinstance(found, Decision)
    return paradoxes(charter, institution, found)


def ballot(charter: Charter, name: str) -> Ballot:
    institution = charter.institutions[0]
    decision = next(d for d in institution.decisions if d.name == name)
    return next(iter(ballots(charter, institution, decision)))[1]


CLUB = """institution Club {
  members are { %s }
  organ Assembly {
    plenary
    %s
  }
  decision act : standard { step Assembly by %s }
}
"""
TEN = "AUT, BEL, CHE, DNK, ESP, FIN, GRC, HUN, IRL, ITA"


def club(terms: str, rule: str, members: str = TEN) -> Charter:
    return charter_of(CLUB % (members, terms, rule))


def test_a_convention_of_the_ilo_is_lost_when_an_opponent_abstains() -> None:
    first, second = decided(design("ilo"), "adopt_convention")
    assert (first.kind, first.yes, first.no, first.abstain, first.away) == (ABSTAIN, 373, 1, 374, 0)
    assert (first.voters, first.met, first.needed) == (748, Fraction(374), Fraction(374))
    assert first.clause == "void unless"
    assert first.text == "373 for and 1 against, 374 abstaining carries; if it abstains, the vote is void"
    assert (second.kind, second.clause) == (AWAY, "void unless")


def test_the_vote_of_2005_was_void_by_one() -> None:
    conference = ballot(design("ilo"), "adopt_convention")
    attending = Ballot(conference.scene, conference.seats[:594], conference.rule, None, conference.void)
    yes = frozenset(range(288))

    def carries(against: int) -> bool:
        return attending.carries(Tally(yes, frozenset(range(288, 288 + against))))

    assert not carries(8)
    assert carries(9)
    assert carries(144)
    assert not carries(145)


def test_a_board_is_stopped_by_an_opponent_who_leaves_but_not_by_one_who_abstains() -> None:
    (only,) = decided(design("iaea"), "find_noncompliance")
    assert (only.kind, only.yes, only.no, only.away, only.voters) == (AWAY, 23, 1, 11, 35)
    assert (only.met, only.needed, only.clause) == (24, Fraction(70, 3), "quorum")
    assert only.text == "23 for and 1 against, 11 away carries; if it stays away, there is no quorum"
    assert only.mover == ""


def test_no_paradox_where_the_rule_itself_needs_as_many_as_the_quorum() -> None:
    assert paradoxes_of("quorum majority of members", "majority of members") == ()
    assert paradoxes_of("void unless half of members vote", "2/3 of members") == ()


def test_no_paradox_where_no_quorum_is_stated_or_it_is_denied() -> None:
    assert paradoxes_of("", "majority of present and voting") == ()
    assert paradoxes_of("no quorum", "majority of present and voting") == ()


def paradoxes_of(terms: str, rule: str) -> tuple[tuple[str, int, int], ...]:
    return tuple((p.kind, p.yes, p.no) for p in decided(club(terms, rule), "act"))


def test_a_paradox_under_a_quorum_of_the_step_itself() -> None:
    charter = club("", "majority of present and voting, quorum 7 members")
    (only,) = decided(charter, "act")
    assert (only.kind, only.yes, only.no, only.away, only.mover) == (AWAY, 6, 1, 3, "ITA")


def test_a_clause_for_a_veto_leaves_the_paradox_to_the_others() -> None:
    charter = club("quorum 4 members", "3 members and concurring votes of { ITA }")
    (only,) = decided(charter, "act")
    assert (only.yes, only.no, only.mover) == (3, 1, "IRL")
    assert decided(club("quorum 4 members", "4 members and concurring votes of { ITA }"), "act") == ()


def test_nothing_is_said_where_silence_is_consent() -> None:
    assert (
        paradoxes_of("quorum majority of members", "unless majority of present and voting object within 3 days") == ()
    )


SHARES = ("majority", "1/3", "2/3", "3/4")
BASES = ("members", "present and voting")


@settings(max_examples=60, deadline=None)
@given(
    st.integers(2, 5), st.sampled_from(SHARES), st.sampled_from(BASES), st.sampled_from(["quorum", "void unless"]),
    st.sampled_from(["1/2", "1/3", "2/3", "majority"]),
)  # fmt: skip
def test_paradoxes_of_equal_votes_are_those_of_enumeration(n: int, share: str, base: str, kind: str, need: str) -> None:
    members = TEN.split(", ")[:n]
    clause = f"quorum {need} of members" if kind == "quorum" else f"void unless {need} of members vote"
    charter = club(clause, f"{share} of {base}", ", ".join(members))
    institution = charter.institutions[0]
    step, vote = next(iter(ballots(charter, institution, institution.decisions[0])))
    found = {p.kind for p in found_in(vote, step)}
    assert found == set(_by_hand(vote, n))


def _by_hand(vote: Ballot, n: int) -> list[str]:
    kinds = []
    for yes in range(n):
        for no in range(1, n - yes + 1):
            for abstain in range(n - yes - no + 1):
                if not vote.carries(_tally(yes, no, abstain)):
                    continue
                if not vote.carries(_tally(yes, no - 1, abstain + 1)):
                    kinds.append(ABSTAIN)
                if not vote.carries(_tally(yes, no - 1, abstain)):
                    kinds.append(AWAY)
    return kinds


def _tally(yes: int, no: int, abstain: int) -> Tally:
    places = range(yes + no + abstain)
    return Tally(frozenset(places[:yes]), frozenset(places[yes : yes + no]), frozenset(places[yes + no :]))


def test_a_rule_on_two_weights_can_be_asked_whether_a_no_helps() -> None:
    rule = "majority of votes and majority of un_scale, quorum 80% of members"
    charter = charter_of(CLUB % (TEN, "votes by population", rule))
    (found,) = decided(charter, "act")
    assert (found.kind, found.clause, found.yes, found.no) == (AWAY, "quorum", 7, 1)
