"""The Kaplan-Meier estimate, against a table worked out by hand, and the dates of a text."""

from __future__ import annotations

import datetime
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from charter.analysis.entry.dates import MONTH, between, elapsed, spoken
from charter.analysis.entry.operation import instruments
from charter.analysis.entry.pace import Wait, comparable, estimate, treaties
from charter.dsl.load import load
from charter.dsl.model.institution import Institution
from charter.dsl.syntax.source import Source
from charter.validators.check.engine import check


def test_the_estimate_is_that_of_a_table_worked_out_by_hand() -> None:
    """Ten treaties, of which four wait on (+): 2, 3, 3+, 5, 5, 8+, 9, 12, 12+, 15+ months.

    time  waiting  entered  still waiting after it
       2       10        1  9/10
       3        9        1  9/10 · 8/9 = 8/10
       5        7        2  8/10 · 5/7 = 4/7
       9        4        1  4/7 · 3/4 = 3/7
      12        3        1  3/7 · 2/3 = 2/7
    """
    ended, waiting = (2, 3, 5, 5, 9, 12), (3, 8, 12, 15)
    curve = estimate([*(Wait(d) for d in ended), *(Wait(d, ended=False) for d in waiting)])
    left = [Fraction(9, 10), Fraction(8, 10), Fraction(4, 7), Fraction(3, 7), Fraction(2, 7)]
    assert [(s.days, s.waiting, s.entered, 1 - s.share) for s in curve.steps] == [
        (2, 10, 1, left[0]),
        (3, 9, 1, left[1]),
        (5, 7, 2, left[2]),
        (9, 4, 1, left[3]),
        (12, 3, 1, left[4]),
    ]
    assert (curve.number, curve.waiting, curve.longest, curve.median) == (10, 4, 15, 9)
    assert [curve.within(Fraction(d)) for d in (1, 2, 4, 11, 100)] == [0, *(1 - left[i] for i in (0, 1, 3, 4))]
    assert curve.time_of(Fraction(9, 10)) is None


@given(st.lists(st.integers(0, 50), min_size=1, max_size=20))
def test_without_censoring_it_is_the_share_that_was_as_quick(days: list[int]) -> None:
    curve = estimate(Wait(d) for d in days)
    for limit in range(52):
        assert curve.within(Fraction(limit)) == Fraction(sum(d <= limit for d in days), len(days))


@given(st.lists(st.tuples(st.integers(0, 30), st.booleans()), min_size=1, max_size=20))
def test_waiting_on_is_between_never_and_now(waits: list[tuple[int, bool]]) -> None:
    """A treaty that waits on counts for less than one that enters then and for more than one that never does."""
    curve = estimate(Wait(d, ended) for d, ended in waits)
    for limit in range(31):
        never = Fraction(sum(ended and d <= limit for d, ended in waits), len(waits))
        now = Fraction(sum(d <= limit for d, ended in waits), len(waits))
        assert never <= curve.within(Fraction(limit)) <= now


def test_the_table_has_the_times_that_its_source_note_says() -> None:
    """All: half within 2.6 years; with 40 states or more 154, half within 3.3 years, 13% within one."""
    assert len(treaties()) == 420
    large = comparable(193)
    assert (large.text, large.curve.waiting) == ("154 treaties with 40 states or more", 1)
    assert large.curve.within(Fraction(365)) == Fraction(20, 154)
    assert large.curve.median == 1216
    assert (comparable(39).curve.number, comparable(5).curve.number, comparable(None).text) == (
        106,
        160,
        "420 treaties",
    )


def test_times_are_counted_in_calendar_months() -> None:
    day = datetime.date
    assert between(day(1956, 10, 26), day(1957, 7, 29)) == 9 * MONTH + 3
    assert between(day(2024, 1, 31), day(2024, 2, 29)) == 29  # no whole month: there is no 31 February
    assert between(day(2024, 2, 1), day(2024, 1, 1)) == 0
    assert (spoken(Fraction(0)), spoken(24 * MONTH), spoken(23 * MONTH + 9)) == ("0 days", "2 years", "23 months")


@given(st.dates(datetime.date(1900, 1, 1), datetime.date(2100, 1, 1)), st.integers(0, 5000), st.integers(0, 5000))
def test_a_later_day_is_never_nearer(start: datetime.date, first: int, more: int) -> None:
    end = start + datetime.timedelta(first)
    assert between(start, end) <= between(start, end + datetime.timedelta(more))


def agreed(clauses: str, status: str = "proposed") -> str:
    """An institution with these clauses in its `adoption`."""
    return (
        f"charter 1\nuse world\ninstitution Body {{\n  status {status}\n  assume members: un_members\n"
        f"  adoption {{ {clauses} }}\n}}\n"
    )


def institution(clauses: str, status: str = "proposed") -> Institution:
    """The institution itself."""
    charter = load(Source("a.charter", agreed(clauses, status))).charter
    assert charter is not None
    return charter.institutions[0]


def test_dates_are_subtracted(monkeypatch: pytest.MonkeyPatch) -> None:
    """Opened on a day of 1996 and asked on 1 July 2026: 29 years and a half to 30 years and a half."""
    monkeypatch.setenv("SOURCE_DATE_EPOCH", str(int(datetime.datetime(2026, 7, 1, tzinfo=datetime.UTC).timestamp())))
    waits = elapsed(institution("opened 1996", "adopted"))
    assert waits is not None
    assert (waits.text, waits.least, waits.most) == (
        "opened 1996, not in force: 30 years",
        (29 * 12 + 6) * MONTH + 1,
        (30 * 12 + 6) * MONTH,
    )
    took = elapsed(institution("opened 1956-10-26; entered into force 1957-07-29", "in_force"))
    assert took is not None
    assert (took.text, took.least) == ("opened 1956-10-26, in force 1957-07-29: 9 months", 9 * MONTH + 3)
    assert elapsed(institution("opened 1996", "in_force")) is None
    assert elapsed(institution("in force on 3 ratifications")) is None


STAGES = "takes negotiation 12 months, ratification %s, set-up 6 months"


@pytest.mark.parametrize(
    ("clauses", "status", "claim", "verdict", "told"),
    [
        (
            f"in force on 40 ratifications; {STAGES % '12 months'}", "proposed", "48 months", "depends",
            "12 months for ratification: 13.0% of 154 treaties with 40 states or more were as quick; within the 30 "
            "months that are left for it, 34.4%",
        ),
        (f"in force on 40 ratifications; {STAGES % '12 months'}", "proposed", "29 months", "refuted", "as estimated"),
        (f"in force on 40 ratifications; {STAGES % '12 months'}", "in_force", "30 months", "proved", "against 30"),
        ("opened 2001-03-01; entered into force 2003-02-01", "in_force", "23 months", "proved", "23 months"),
        ("opened 2001-03-01; entered into force 2003-02-02", "in_force", "23 months", "refuted", "23 months"),
        ("opened 2001; entered into force 2003", "in_force", "24 months", "depends", "opened 2001, in force 2003"),
        ("opened 1996; in force on 3 ratifications", "adopted", "10 years", "refuted", "opened 1996, not in force: "),
        ("in force on 40 ratifications; takes negotiation 3 months", "proposed", "9 months", "unknown", "how long"),
        (
            "created by decision of UNGA; takes negotiation 9 months, set-up 3 months", "draft", "2 years", "depends",
            "3 months from the decision: 3 of 5 institutions that an existing body decided on were as quick",
        ),
        (
            "in force on all of states; takes negotiation 9 months, ratification 6 months, set-up 3 months", "proposed",
            "24 months", "refuted", "it can never enter into force: 193 of 195 can ratify",
        ),
        (
            "in force on all of { USA, CHN, IND, PAK }; takes negotiation 9 months, ratification 5 years, set-up 1 day",
            "proposed", "90 years", "depends", "each of 4 states can keep it waiting without end",
        ),
    ],
)  # fmt: skip
def test_an_estimate_is_never_proof(clauses: str, status: str, claim: str, verdict: str, told: str) -> None:
    text = agreed(clauses, status).replace("\ninstitution", '\noutside UNGA "General Assembly" : organ\ninstitution')
    (found,) = check(load(Source("a.charter", f"{text}expect Body {{ in operation within {claim} }}\n"))).verdicts
    assert found.verdict == verdict, found.witness
    assert told in str((found.witness or {})["text"])


def test_an_estimate_that_hardly_any_treaty_kept_is_found() -> None:
    """4 of 154 treaties with 40 states or more were in force within a month: 2.6%; half took 1216 days, 40 months."""
    text = agreed(f"in force on 40 ratifications; {STAGES % '1 month'}")
    (found,) = (f for f in check(load(Source("a.charter", text)), select=["ADP103"]).findings if f.code == "ADP103")
    assert (found.severity, found.span.line) == ("warning", 6)
    assert found.message == (
        "1 month for ratification is quicker than nearly every treaty: 2.6% of 154 treaties with 40 states or more "
        "were as quick"
    )
    assert found.witness is not None
    assert (found.witness["share"], found.witness["median"]) == (Fraction(4, 154), 1216)
    slower = agreed(f"in force on 40 ratifications; {STAGES % '12 months'}")
    assert not [f for f in check(load(Source("a.charter", slower))).findings if f.code == "ADP103"]


def test_the_same_institution_by_another_instrument() -> None:
    """Decisions took 0, 0.1, 0.24, 0.46 and 0.5 years to work: the median is 0.24 of 365 days, 87.6, or 2.9 months."""
    treaty, decision, provisional = instruments(institution("in force on 40 ratifications"))
    assert treaty.text == "as a treaty of 193: 40 months in the median of 154 treaties with 40 states or more"
    assert (treaty.median, decision.median, provisional.median) == (1216, Fraction("0.24") * 365, None)
    assert decision.text.startswith("as a decision of an existing body: 2.9 months in the median of 5 institutions")


def test_a_text_that_has_waited_longer_than_its_window_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", str(int(datetime.datetime(2026, 11, 1, tzinfo=datetime.UTC).timestamp())))
    text = agreed("opened 1996-09-24; in force on 44 ratifications\n    needed within 5 years", "adopted")
    (found,) = (f for f in check(load(Source("a.charter", text)), select=["ADP103"]).findings if f.code == "ADP103")
    assert (found.severity, found.span.line) == ("warning", 7)
    assert found.message == "opened 1996-09-24, not in force: 30 years; it was needed within 5 years"
    assert found.witness is not None
    assert found.witness["text"] == (
        "opened 1996-09-24, not in force: 30 years, needed within 5 years; 99.4% of 154 treaties with 40 states or "
        "more were in force by then"
    )
