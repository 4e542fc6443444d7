"""Rules, sets, times and fillings in plain words."""

from __future__ import annotations

from fractions import Fraction

import pytest
from render_cases import SPAN

from charter.dsl.load import load
from charter.dsl.model import (
    AllBut,
    AllOf,
    AnyOf,
    Bar,
    Base,
    Clock,
    Concurring,
    Consensus,
    Count,
    Decision,
    Denial,
    Filling,
    Money,
    NoNegativeVote,
    NotOpposed,
    Organ,
    PartySet,
    ReverseConsensus,
    Rule,
    SeatLine,
    Share,
    Stated,
    Step,
    Unanimity,
    Unless,
    Who,
)
from charter.dsl.syntax.source import Source
from charter.render.figures.structure import structure
from charter.render.words.clauses import (
    clock_words,
    filling_words,
    money_words,
    rule_words,
    seat_line_words,
    set_words,
    share_words,
    who_words,
)
from charter.render.words.names import own_words
from charter.render.words.steps import first_words, step_words
from charter.text.wording import amount


def base(kind: str, **more: object) -> Base:
    return Base(SPAN, kind, **more)  # type: ignore[arg-type]


def group(text: str) -> PartySet:
    return PartySet(SPAN, text, None)


DAYS = Clock(SPAN, Fraction(90), "days")
TWO_THIRDS = Share(SPAN, Fraction(2, 3), False, base("seats"))
MAJORITY = Share(SPAN, Fraction(1, 2), True, base("group", group=group("Developing")))
THIRD = Share(SPAN, Fraction(1, 3), False, base("members"))

RULES: list[tuple[Rule, str]] = [
    (TWO_THIRDS, "2/3 of seats"),
    (Share(SPAN, Fraction(1, 2), True, base("present")), "majority of present and voting"),
    (Share(SPAN, Fraction(1, 2), False, base("delegates")), "half of delegates"),
    (Share(SPAN, Fraction(1), False, base("members")), "all of members"),
    (Share(SPAN, Fraction(17, 20), False, base("votes")), "85% of votes"),
    (Share(SPAN, Fraction(667, 1000), False, base("votes_cast")), "66.7% of votes cast"),
    (Share(SPAN, Fraction(3, 7), True, base("each_chamber")), "more than 3/7 of each chamber"),
    (Share(SPAN, Fraction(1, 2), False, base("column", column="compute.share")), "half of compute.share"),
    (Share(SPAN, Fraction(2, 3), False, base("chamber", chamber="HeavyPayers")), "2/3 of chamber Heavy Payers"),
    (Count(SPAN, Fraction(9), base("seats"), 15), "9 of 15 seats"),
    (Count(SPAN, Fraction(1), base("members")), "1 member"),
    (
        Count(SPAN, Fraction(3), base("group", group=group("{ CAN, FRA, RUS, GBR, USA }"))),
        "3 of CAN, FRA, RUS, GBR and USA",
    ),
    (AllBut(SPAN, Fraction(2), base("members")), "all but 2 of members"),
    (Consensus(SPAN), "consensus"),
    (Consensus(SPAN, 2), "consensus minus 2"),
    (Unanimity(SPAN), "unanimity"),
    (ReverseConsensus(SPAN), "reverse consensus"),
    (NoNegativeVote(SPAN), "no negative vote"),
    (Concurring(SPAN, group("PermanentMembers")), "concurring votes of Permanent Members"),
    (NotOpposed(SPAN, Fraction(1, 2), True), "not opposed by majority of any chamber"),
    (Unless(SPAN, THIRD, DAYS), "passes unless 1/3 of members object within 90 days"),
    (Unless(SPAN, THIRD, None, True), "passes unless 1/3 of members say stop"),
    (AllOf(SPAN, (TWO_THIRDS, MAJORITY)), "2/3 of seats and majority of Developing"),
    (
        AnyOf(SPAN, (AllOf(SPAN, (TWO_THIRDS, MAJORITY)), Unanimity(SPAN))),
        "(2/3 of seats and majority of Developing) or unanimity",
    ),
    (
        AllOf(SPAN, (AnyOf(SPAN, (TWO_THIRDS, THIRD)), MAJORITY)),
        "(2/3 of seats or 1/3 of members) and majority of Developing",
    ),
]


@pytest.mark.parametrize(("rule", "words"), RULES, ids=[words for _, words in RULES])
def test_rules(rule: Rule, words: str) -> None:
    assert rule_words(rule) == words


def test_a_rule_that_is_not_stated_is_said_to_be_so() -> None:
    assert rule_words(None) == "rule not stated"


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("LDC | SIDS", "LDC or SIDS"),
        ("members except ChiefIndustrial", "members except Chief Industrial"),
        ("MiddleEast & FarEast", "Middle East and Far East"),
        ("{ A, B, C, D, E, F, G, H }", "A, B, C, D, E and 3 others"),
        ("{ }", ""),
        ("a\u202eb | c\n| d", "ab or c or d"),
    ],
)
def test_sets(text: str, words: str) -> None:
    assert set_words(group(text)) == words


def test_numbers_are_exact() -> None:
    assert amount(Fraction(1, 3)) == "1/3"
    assert amount(Fraction(12_345_678)) == "12,345,678"
    assert share_words(Fraction(10**30 - 1, 10**30)) == f"{10**30 - 1}/{10**30}"


def test_times_and_money() -> None:
    assert clock_words(Clock(SPAN, Fraction(3, 2), "years")) == "1.5 years"
    assert clock_words(Clock(SPAN, words="reasonable time")) == "“reasonable time”"
    assert clock_words(None) == "time not stated"
    assert money_words(Money(SPAN, Fraction(1_500_000_000), "EUR", Fraction(2))) == "1.5 billion EUR for 2 years"


def test_who_acts() -> None:
    assert who_words(Who(SPAN, "any_number", number=3, among=group("LDC"))) == "any 3 of LDC"
    assert who_words(Who(SPAN, "delegates", "Conference.workers")) == "workers delegates"
    assert who_words(Who(SPAN, "office", "DirectorGeneral")) == "Director General"
    assert who_words(Who(SPAN, "any_member", number=1)) == "any member"


def test_fillings_and_seat_lines() -> None:
    board = Who(SPAN, "organ", "Board")
    filling = Filling(SPAN, "designated", by=board, areas="StatuteAreas", outside_these=True)
    assert filling_words(filling, "Board") == "designated by itself for each area of Statute Areas not among these"
    assert filling_words(filling, "Other").startswith("designated by Board ")
    line = SeatLine(SPAN, Filling(SPAN, "elected", by=board, among=group("LDC")), 6, term=DAYS, veto=True, votes=False)
    assert seat_line_words(line) == "6 elected by Board from LDC, 90 days, without vote, with veto"
    five = PartySet(SPAN, "PermanentMembers", ("CHN", "FRA", "GBR", "RUS", "USA"), "PermanentMembers")
    assert filling_words(Filling(SPAN, "permanent", among=five)) == "permanent: CHN, FRA, GBR, RUS and USA"
    open_line = SeatLine(SPAN, Filling(SPAN, "permanent", among=group("{ USA }")))
    assert seat_line_words(open_line) == "Number not stated, permanent: USA"


def council(**more: object) -> Organ:
    return Organ(SPAN, "Council", None, SPAN, **more)  # type: ignore[arg-type]


def test_steps_say_rule_bars_and_times() -> None:
    organ = council(decides=Stated(SPAN, TWO_THIRDS))
    step = Step(SPAN, Who(SPAN, "organ", "Council"), barred=(Bar(SPAN, "accused"),), within=DAYS, default="passes")
    assert step_words(step, organ) == "2/3 of seats, accused barred, within 90 days, else passes"
    assert step_words(step) == "rule not stated, accused barred, within 90 days, else passes"
    recommending = Step(SPAN, Who(SPAN, "organ", "Council"), verb="recommends")
    assert step_words(recommending, organ) == "recommends: 2/3 of seats"
    assert step_words(recommending) == "recommends"


def test_a_step_says_consensus_first_and_what_follows_it() -> None:
    step = Step(SPAN, Who(SPAN, "organ", "Council"))
    first = council(consensus_first=Stated(SPAN, None), otherwise=Stated(SPAN, TWO_THIRDS))
    assert step_words(step, first) == "consensus first; otherwise 2/3 of seats"
    assert first_words(first) == "consensus first; otherwise 2/3 of seats"
    own = Decision(
        SPAN, "waive", None, SPAN, ("waiver",), (step,), consensus_first=Stated(SPAN, DAYS),
        otherwise=Stated(SPAN, MAJORITY),
    )  # fmt: skip
    assert step_words(step, first, own) == "consensus first for 90 days; otherwise majority of Developing"
    words = council(decides=Stated(SPAN, Consensus(SPAN)), otherwise=Stated(SPAN, "differing views are recorded"))
    assert step_words(step, words) == "consensus; otherwise “differing views are recorded”"
    open_end = council(consensus_first=Stated(SPAN, None))
    assert step_words(step, open_end) == "consensus first; fallback not stated"
    closed = council(consensus_first=Stated(SPAN, None), denials=(Denial(SPAN, "fallback"),))
    assert step_words(step, closed) == "consensus first; no fallback"


def test_a_rule_of_the_step_itself_leaves_the_organs_ladder_aside() -> None:
    step = Step(SPAN, Who(SPAN, "organ", "Council"), rule=THIRD)
    first = council(consensus_first=Stated(SPAN, None), otherwise=Stated(SPAN, TWO_THIRDS))
    assert step_words(step, first) == "1/3 of members"


def test_names_are_said_in_the_charters_own_words() -> None:
    text = (
        'charter 1\nuse world\ngroup Small "Small states" = SIDS\ninstitution Club {\n  members are G77\n'
        '  organ Jamiya "الجمعية العامة" { plenary }\n'
        "  organ Board { seats { 3 elected by Jamiya from Small for 2 years } }\n}\n"
    )
    charter = load(Source("club.charter", text)).charter
    assert charter is not None
    club = charter.institutions[0]
    (line,) = (line for organ in club.organs if organ.seats is not None for line in organ.seats.lines)
    assert seat_line_words(line) == "3 elected by Jamiya from Small, 2 years"
    with own_words(club, charter):
        assert seat_line_words(line) == "3 elected by الجمعية العامة from Small states, 2 years"
    drawn = [chunk.label for node in structure(club, charter).nodes for strip in node.strips for chunk in strip.chunks]
    assert "3 elected by الجمعية العامة from Small states, 2 years" in drawn
    assert seat_line_words(line) == "3 elected by Jamiya from Small, 2 years"
