"""Given votes: requirements agree with a reading of each rule by hand, and turns with trying every change.

The reading by hand: "present and voting" and "votes cast" are yes and no; a quorum counts those present; what makes a
vote void counts votes cast; nobody blocks by abstaining, unless the rule counts all who are entitled.
"""

from __future__ import annotations

import random
from itertools import combinations, product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from test_compositions import charter_of, design

from charter.decisions.elements import Unknown
from charter.decisions.play.ballot import Tally
from charter.decisions.play.fixed_game import standing
from charter.decisions.play.given_vote import (
    ABSTAIN,
    AWAY,
    FAILS,
    NO,
    OPEN,
    PASSES,
    POSITIONS,
    YES,
    BodyStep,
    VotingStep,
    read_steps,
    taken,
)
from charter.decisions.play.vote_flips import pending_of, turn_of
from charter.decisions.to_game import player

CLUB = """institution Club {
  members are { AUT, BEL, CHE, DNK }
  organ Assembly {
    plenary
    headed by Chair
    %s
  }
  decision act : standard { step Assembly %s }
}
"""


def step_of(terms: str, rule: str) -> VotingStep:
    charter = charter_of(CLUB % (terms, rule))
    institution = charter.institutions[0]
    steps = read_steps(charter, institution, institution.decisions[0])
    assert isinstance(steps, tuple)
    (only,) = steps
    assert isinstance(only, VotingStep)
    return only


def by_hand(rule: str, yes: int, no: int, abstain: int) -> bool:
    """What a rule of the club of four comes to, AUT excepted."""
    return {
        "by majority of members": yes * 2 > 4,
        "by 2/3 of present and voting": yes > 0 and yes * 3 >= (yes + no) * 2,
        "by majority of votes cast": yes * 2 > yes + no,
        "by consensus": no == 0,
        "by consensus minus 1": no <= 1,
        "by unanimity": yes == 4,
        "by reverse consensus": no < 4,
        "by all but 1 of members": yes >= 3,
        "unless 2 members object within 3 days": no < 2,
        "unless majority of present and voting object within 3 days": not no * 2 > yes + no,
        "by majority of members or unanimity": yes * 2 > 4,
        "by majority of those present": yes * 2 > yes + no + abstain,
        "by 1 members and not more than 1/3 against": yes >= 1 and no * 3 <= yes + no,
        "by 1 members and not more than 1/4 of those present against": yes >= 1 and no * 4 <= yes + no + abstain,
        "by 1 members and not more than 1 members against": yes >= 1 and no <= 1,
    }[rule]


RULES = (
    "by majority of members", "by 2/3 of present and voting", "by majority of votes cast", "by consensus",
    "by consensus minus 1", "by unanimity", "by reverse consensus", "by all but 1 of members",
    "unless 2 members object within 3 days", "unless majority of present and voting object within 3 days",
    "by majority of members or unanimity", "by majority of those present",
    "by 1 members and not more than 1/3 against", "by 1 members and not more than 1/4 of those present against",
    "by 1 members and not more than 1 members against",
)  # fmt: skip


@pytest.mark.parametrize("rule", RULES)
@pytest.mark.parametrize("terms", ["", "quorum 3 members", "void unless half of members vote"])
def test_every_vote_of_four_comes_to_what_the_rule_says(rule: str, terms: str) -> None:
    step = step_of(terms, rule)
    for said in product(POSITIONS, repeat=4):
        yes, no, abstain = said.count(YES), said.count(NO), said.count(ABSTAIN)
        valid = {"": True, "quorum 3 members": yes + no + abstain >= 3}.get(terms, yes + no >= 2)
        expected = PASSES if valid and by_hand(rule, yes, no, abstain) else FAILS
        assert taken(step, dict(enumerate(said))).outcome == expected, said


TERMS = ("", "quorum 3 members", "void unless half of members vote", "votes by population")


@settings(max_examples=60, deadline=None)
@given(
    st.sampled_from((*RULES, "by 2/3 of votes", "by 3 members and concurring votes of { AUT }")),
    st.sampled_from(TERMS),
    st.tuples(*[st.sampled_from(POSITIONS)] * 4),
)
def test_a_turn_is_the_fewest_votes_by_trying_every_change(rule: str, terms: str, said: tuple[str, ...]) -> None:
    step = step_of(terms, rule)
    now = dict(enumerate(said))
    before = taken(step, now)
    turn = turn_of(before)
    fewest = fewest_by_trying(step, now, before.outcome)
    assert (None if turn is None else len(turn.moves)) == fewest
    if turn is not None:
        after = now | {step.names.index(m.name): m.after for m in turn.moves}
        assert taken(step, after).outcome not in (before.outcome, OPEN)
        assert all(now[step.names.index(m.name)] == m.before != m.after for m in turn.moves)


def fewest_by_trying(step: VotingStep, now: dict[int, str], outcome: str) -> int | None:
    for size in range(1, 5):
        for places in combinations(range(4), size):
            for said in product(POSITIONS, repeat=size):
                if taken(step, now | dict(zip(places, said, strict=True))).outcome != outcome:
                    return size
    return None


@settings(max_examples=40, deadline=None)
@given(
    st.sampled_from((*RULES, "by 2/3 of votes")),
    st.sampled_from(TERMS),
    st.dictionaries(st.integers(0, 3), st.sampled_from(POSITIONS), max_size=3),
)
def test_a_vote_is_open_exactly_where_those_undeclared_can_still_decide_it(
    rule: str, terms: str, said: dict[int, str]
) -> None:
    step = step_of(terms, rule)
    rest = [place for place in range(4) if place not in said]
    outcomes = {
        taken(step, said | dict(zip(rest, others, strict=True))).outcome
        for others in product(POSITIONS, repeat=len(rest))
    }
    assert taken(step, said).outcome == (OPEN if len(outcomes) > 1 else outcomes.pop())


def test_who_still_matters_once_two_have_declared() -> None:
    """A majority of four is three: with AUT for and BEL against, CHE and DNK are both needed, and each can block."""
    pending = pending_of(taken(step_of("", "by majority of members"), {0: YES, 1: NO}))
    assert pending is not None
    assert (pending.undeclared, pending.carry, pending.stop) == (("CHE", "DNK"), ("CHE", "DNK"), ("CHE",))
    assert (pending.sole, pending.idle) == (("CHE", "DNK"), ())


def test_a_casting_vote_decides_a_tie_and_nothing_else() -> None:
    step = step_of("", "by majority of votes cast, casting vote of Chair")
    tie = {0: YES, 1: NO, 2: ABSTAIN, 3: AWAY}
    assert step.casting is not None
    assert [taken(step, tie, said).outcome for said in (YES, NO, None)] == [PASSES, FAILS, OPEN]
    turn = turn_of(taken(step, tie, NO))
    assert turn is not None
    assert [(m.name, m.before, m.after) for m in turn.moves] == [(step.casting, NO, YES)]
    assert taken(step, tie | {2: NO}, YES).outcome == FAILS


def test_a_seat_with_a_veto_blocks_by_a_no_and_not_by_silence() -> None:
    charter = charter_of(
        "institution Club {\n  members are { AUT, BEL, CHE }\n  organ Board { seats 3 {\n"
        "    permanent { AUT }, with veto\n    2 elected by Board from { BEL, CHE }, now { BEL, CHE }\n  } }\n"
        "  decision act : standard { step Board by 2 of 3 seats }\n}\n"
    )
    institution = charter.institutions[0]
    steps = read_steps(charter, institution, institution.decisions[0])
    assert isinstance(steps, tuple)
    (step,) = steps
    assert isinstance(step, VotingStep)
    aut = step.names.index("AUT")
    others = {place: YES for place in range(3) if place != aut}
    assert taken(step, others | {aut: NO}).outcome == FAILS
    assert taken(step, others | {aut: ABSTAIN}).outcome == PASSES
    assert step.ballot.carries(Tally(frozenset(others), frozenset(), frozenset({aut})))


@pytest.mark.parametrize(
    ("name", "decision"),
    [("un", "chapter_vii"), ("un", "amend"), ("imf", "set_charges"), ("imf", "change_quotas"), ("ilo", "amend"),
     ("ilo", "admit"), ("eu_council", None), ("montreal", None), ("ibrd", "amend")],
)  # fmt: skip
def test_where_all_attend_and_none_abstains_a_vote_is_that_of_the_game(name: str, decision: str | None) -> None:
    charter = design(name)
    institution = charter.institutions[0]
    draws = random.Random(f"{name} {decision}")
    for each in institution.decisions:
        steps = read_steps(charter, institution, each)
        played = standing(charter, institution, each)
        if each.name not in (decision, *([] if decision else [each.name])) or isinstance(steps, Unknown):
            continue
        if isinstance(played, Unknown) or not all(isinstance(s, VotingStep) and not s.example for s in steps):
            continue
        for chance in (0.3, 0.5, 0.7, 0.9, 0.97):
            yes = {p for p in played.game.players if draws.random() < chance}
            outcomes = [taken(s, said_by(s, yes)).outcome for s in steps if isinstance(s, VotingStep)]
            assert (set(outcomes) == {PASSES}) == played.game.wins(yes)


def said_by(step: VotingStep, yes: set[str]) -> dict[int, str]:
    """Yes of these players, no of the others; a constituency follows more than half of its votes."""
    found = {}
    for place, seat in enumerate(step.ballot.seats):
        held = sum(weight for party, weight in seat.unit if party in yes)
        agrees = held * 2 > sum(weight for _, weight in seat.unit) if seat.unit else player(seat) in yes
        found[place] = YES if agrees else NO
    return found


def steps_read(steps: str) -> tuple[VotingStep | BodyStep, ...] | Unknown:
    """The steps of a decision of four members, their Assembly and a Board of AUT, BEL and CHE."""
    charter = charter_of(
        "institution Club {\n  members are { AUT, BEL, CHE, DNK }\n  organ Assembly { plenary }\n"
        "  organ Board { seats 3 { permanent { AUT, BEL, CHE } } }\n"
        f"  decision act : standard {{ {steps} }}\n}}\n"
    )
    institution = charter.institutions[0]
    return read_steps(charter, institution, institution.decisions[0])


def test_a_step_that_can_be_taken_in_several_ways_is_not_played_by_its_first() -> None:
    found = steps_read("step Board by unanimity or step Assembly by 3 members")
    assert isinstance(found, Unknown)
    assert found.why == "a step that can be taken in several ways is not played"


def test_a_step_that_only_advises_is_left_out() -> None:
    found = steps_read("step Board advises; step Assembly by 3 members")
    assert isinstance(found, tuple)
    assert [step.organ for step in found] == ["Assembly"]


def test_a_chamber_is_stopped_by_a_number_of_its_votes_and_not_by_one_less() -> None:
    """Of AUT, BEL and CHE in one chamber and DNK in the other, two noes of any chamber stop it."""
    charter = charter_of(
        "institution Club {\n  members are { AUT, BEL, CHE, DNK }\n  organ Assembly {\n    plenary\n"
        "    chamber Big = { AUT, BEL, CHE }\n    chamber Small = { DNK }\n  }\n"
        "  decision act : standard { step Assembly by 2 members and not opposed by 2 of any chamber }\n}\n"
    )
    institution = charter.institutions[0]
    steps = read_steps(charter, institution, institution.decisions[0])
    assert isinstance(steps, tuple)
    (step,) = steps
    assert isinstance(step, VotingStep)
    assert taken(step, {0: YES, 1: YES, 2: NO, 3: NO}).outcome == PASSES
    assert taken(step, {0: YES, 1: NO, 2: NO, 3: YES}).outcome == FAILS
