"""Answers that are remembered: equal to those of each design alone, and worked out once where nothing that counts has
changed."""

from fractions import Fraction
from random import Random

import pytest

from charter.designing.front import Candidate, front
from charter.designing.judging import Judge
from charter.designing.questions import with_questions
from charter.designing.reads import Reads, following
from charter.designing.space import space_of
from charter.dsl.load import again, load
from charter.dsl.syntax.source import Source
from charter.record import changed
from charter.validators.expectations.judging import evaluate

CHARTER = """charter 1
use world
let first = 1/2
let second = 1/2
let wait = 6
institution Club {
  members are { FRA, DEU, ITA, ESP, GRC }
  organ Assembly { plenary ; votes one each }
  organ Council { seats { 1 permanent { FRA } ; 2 elected by Assembly } ; votes one each ; decides by first of seats }
  decision a : procedure { step Assembly by first of members, within wait months }
  decision b : procedure { step Assembly by second of members }
  decision c : procedure { step Council ; step b }
  adoption { in force on 3 ratifications }
}
scenario less of Club { without FRA }
scenario other of Club { let first = 1 }
expect Club {
  no member can block a
  no member can block b
  in scenario less: no member can block c
  in scenario other: no member can block a
}
"""
OVER = ("first=1/2,3/5,4/5,1", "second=1/2,3/4,1", "wait=1,2")
ASKS = ("smallest_blocking(a)", "power({ FRA }, c)", "share({ FRA }, seats in Council)", "FRA can block c")


def judge(text: str = CHARTER, over: tuple[str, ...] = OVER) -> Judge:
    loaded = load(Source("club.charter", text))
    assert not loaded.findings, [f.message for f in loaded.findings]
    asked = with_questions(loaded, "Club", ASKS, (), ())
    return Judge(asked, space_of(asked.loaded, over))


def test_rows_are_equal_to_each_design_alone() -> None:
    """Twenty-four designs, in an order in which neighbours differ in everything, against judges that know no other."""
    together = judge()
    numbers = list(range(together.space.size))
    Random(3).shuffle(numbers)
    for number in numbers:
        assert together.judge(number) == judge().judge(number), number


def test_verdicts_are_those_of_a_check() -> None:
    together = judge()
    for number in range(together.space.size):
        read = again(together.asked.loaded, together.space.instead(number))
        assert read.charter is not None
        alone = [v.verdict for v in evaluate(read.charter, read) if v.binding][:4]
        assert list(together.judge(number).verdicts) == alone


def test_a_scenario_that_reads_the_charter_again_keeps_the_values_of_the_design() -> None:
    """In the scenario all must agree to `a`, whatever `first` is; of `second` nothing is said there."""
    text = CHARTER.replace("in scenario other: no member can block a", "in scenario other: no member can block b")
    found = judge(text, ("second=3/4,1",))
    # 3/4 of five is four: one alone cannot stop it; at 1 each can
    assert [found.judge(n).verdicts[3] for n in range(2)] == ["proved", "refuted"]


def test_a_question_is_worked_out_once_for_designs_that_are_alike_in_what_it_rests_on() -> None:
    """The seats of the Council rest on no value (1 time); `a` in the scenario that sets `first` on `wait` (2), `b` on
    `second` (3), `a` on `first` and `wait` (4 · 2 = 8), `c` on `first` and `second` (4 · 3 = 12), of 24 designs."""
    found = judge()
    for number in range(found.space.size):
        found.judge(number)
    by_question = {sum(len(answers) for answers in known.values()) for known in found.memory.known.values()}
    assert by_question == {1, 2, 3, 8, 12}
    assert found.memory.asked == 24 * len(found.memory.known)
    assert found.memory.answered == sum(
        len(answers) for known in found.memory.known.values() for answers in known.values()
    )


def test_what_is_read_of_a_charter_is_written_down() -> None:
    loaded = load(Source("club.charter", CHARTER))
    assert loaded.charter is not None
    reads = Reads()
    charter = following(loaded.charter, reads)
    club = charter.institution("Club")
    assert club is not None
    assert club == loaded.charter.institution("Club")
    reads.places.clear()
    decision = club.decision("b")
    assert decision is not None
    assert decision.title is None
    assert ("institutions", 0, "decisions", 1, "title") in reads.places
    assert ("institutions", 0, "decisions", 1, "steps") not in reads.places
    renamed = changed(club, title="Other")
    assert renamed.title == "Other"
    assert type(renamed) is type(loaded.charter.institutions[0])


@pytest.mark.parametrize(
    ("reached", "best"),
    [
        ([(1,), (2,), (2,), (0,)], {1, 2}),
        ([(1, 3), (2, 2), (1, 2), (3, 1), (2, 1)], {0, 1, 3}),
        ([(1, 1, 1), (1, 1, 2), (2, 0, 0), (0, 2, 0)], {1, 2, 3}),
        ([], set()),
    ],
)
def test_the_front_by_hand(reached: list[tuple[int, ...]], best: set[int]) -> None:
    """A design is beaten by one that is at least as good everywhere and better somewhere: (1, 2) by (2, 2), (2, 1) by
    (3, 1), (1, 1, 1) by (1, 1, 2); equal ones do not beat each other."""
    candidates = [Candidate(n, tuple(map(Fraction, each))) for n, each in enumerate(reached)]
    assert front(candidates) == best
