"""The arithmetic of the language: seats, quorums, thresholds, shares, dates, and clauses that exclude one another."""

from fractions import Fraction

import pytest
from rule_checking import agency, examined, findings, only, places

GROUPS = "group Three = { FJI, TON, WSM }"


def council(*lines: str, more: str = "", total: str = "") -> str:
    """A council whose lines of seats begin on line 9; `more` follows them."""
    body = "\n".join(f"      {line}" for line in lines)
    return agency(
        f"  organ Assembly {{ plenary }}\n  organ Council {{\n    seats {total} {{\n{body}\n    }}\n{more}\n  }}",
        "AsiaPacific",
        GROUPS,
    )


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("4 elected by Assembly from Three", "4 seats of Council to be filled from Three, which has 3 parties"),
        ("4 ranked by population from Three", "4 seats of Council to be filled from Three, which has 3 parties"),
        ("4 rotating among Three", "4 seats of Council to be filled from Three, which has 3 parties"),
        ("4 chosen by Three", "4 seats of Council to be filled from Three, which has 3 parties"),
        ("4 permanent Three", "4 seats of Council to be filled from Three, which has 3 parties"),
        ("60 elected by Assembly", "60 seats of Council to be filled from the members, which has 54 parties"),
        (
            "2 elected by Assembly from { FJI, FRA, DEU }",
            "2 seats of Council to be filled from the members in { FJI, FRA, DEU }, which has 1 party",
        ),
        (
            "2 elected by Assembly, at least 3 from Three",
            "3 seats of Council to be filled from the line, which has 2 seats",
        ),
    ],
)
def test_more_seats_than_parties(line: str, message: str) -> None:
    found = only("LNG303", council(line))
    assert (found.severity, found.span.line, found.message) == ("error", 9, message)


def test_a_share_of_a_line_has_its_own_place() -> None:
    text = council("elected by Assembly {", "3 from Three", "4 from Three", "}")
    assert places("LNG303", text) == [(11, "Agency.Council")]


@pytest.mark.parametrize(
    "line",
    [
        "3 elected by Assembly from Three",
        "9 permanent Three",
        "60 elected by Assembly, as workers",
        "40 appointed by Assembly from Three",
        "2 ex officio Assembly",
    ],
)
def test_seats_that_can_be_filled(line: str) -> None:
    assert findings("LNG303", council(line)) == []


@pytest.mark.parametrize(
    ("clauses", "message"),
    [
        (
            "quorum 1/3 of seats\n    decides by majority of seats",
            "3 of 9 seats make a quorum in Council, but 5 must say yes",
        ),
        (
            "quorum 4 seats\n    decides by 2/3 of seats and majority of votes cast",
            "4 of 9 seats make a quorum in Council, but 6 must say yes",
        ),
        (
            "quorum majority of votes\n    decides by 70% of votes",
            "50% of votes make a quorum in Council, but 70% must say yes",
        ),
        (
            "decides by majority of seats, quorum 1/3 of seats",
            "3 of 9 seats make a quorum in Council, but 5 must say yes",
        ),
    ],
)
def test_a_quorum_below_what_the_rule_needs(clauses: str, message: str) -> None:
    found = only("LNG304", council("9 elected by Assembly", more=f"    {clauses}"))
    assert (found.severity, found.span.line) == ("warning", 11)
    assert found.message == f"{message}: a meeting may open in which nothing can be decided"
    assert len(found.labels) == 1


def test_the_quorum_of_a_step_is_held_against_its_own_rule() -> None:
    text = council("9 elected by Assembly") + ""
    decision = "  decision act : standard {\n    step Council by 6 seats, quorum 3 seats\n  }\n}"
    found = only("LNG304", text.rstrip()[:-1] + decision + "\n")
    assert (found.entity, found.witness["text"] if found.witness else "") == (
        "Agency.act",
        "3 of 9 seats make a quorum in Council, but 6 must say yes: 3 < 6",
    )


@pytest.mark.parametrize(
    "clauses",
    [
        "quorum 2/3 of seats\n    decides by 2/3 of seats",
        "quorum 1/3 of seats\n    decides by 2/3 of present and voting",
        "quorum majority of seats\n    decides by 85% of votes",
        "decides by 2/3 of seats",
    ],
)
def test_a_quorum_that_serves_its_rule(clauses: str) -> None:
    assert findings("LNG304", council("9 elected by Assembly", more=f"    {clauses}")) == []


@pytest.mark.parametrize(
    ("clause", "asks", "there"),
    [
        ("decides by 10 seats", "10", "9 seats"),
        ("decides by majority of seats and 10 seats", "10", "9 seats"),
        ("decides by 10 seats or 11 seats", "10", "9 seats"),
        ("quorum 10 seats", "10", "9 seats"),
        ("decides by more than all of seats", "more than all", "all"),
        ("decides by majority of (Three & WEOG)", "a share of Three & WEOG", "nobody"),
        ("decides by 4 seats from Three", "4", "3 seats from Three"),
        ("decides by 500 votes", "500", "9 votes"),
    ],
)
def test_a_rule_that_asks_for_more_than_there_are(clause: str, asks: str, there: str) -> None:
    found = only("LNG305", council("9 elected by Assembly", more=f"    {clause}"))
    assert (found.severity, found.span.line, found.entity) == ("error", 11, "Agency.Council")
    assert found.witness is not None
    assert (found.witness["asks"], found.witness["there"]) == (asks, there)


@pytest.mark.parametrize(
    "clause",
    ["decides by 9 seats", "decides by 10 seats or 5 seats", "decides by all of seats", "decides by 9 votes"],
)
def test_a_rule_that_can_be_met(clause: str) -> None:
    assert findings("LNG305", council("9 elected by Assembly", more=f"    {clause}")) == []


def test_delegates_are_counted_with_the_members_that_send_them() -> None:
    sent = "delegates of each member { 2 government; 1 workers }"
    body = f"  organ Assembly {{\n    plenary\n    {sent}\n    quorum %s delegates\n  }}"
    assert findings("LNG305", agency(body % 87)) == []
    found = only("LNG305", agency(body % 88))
    assert found.message == "this asks for 88 where there are 87 delegates in Assembly: the quorum is never reached"


def test_entry_into_force_by_more_than_may_join() -> None:
    body = "  membership { open to Three }\n  adoption { in force on %s ratifications }"
    assert findings("LNG305", agency(body % 3, "Three", GROUPS)) == []
    found = only("LNG305", agency(body % 4, "Three", GROUPS))
    assert found.message == "this asks for 4 where there are 3 that may ratify: it never enters into force"


@pytest.mark.parametrize(
    ("text", "line", "told"),
    [
        (council("5 ranked by population", "9 elected by Assembly", total="15"), 8, "5 + 9 = 14, not 15"),
        (council("16 elected by Assembly", total="15"), 8, "16 = 16, not 15"),
        (council("5 elected by Assembly {", "1 from Three", "3 from SIDS", "}"), 9, "1 + 3 = 4, not 5"),
        (council("1 elected by Assembly, now { FJI, TON }"), 9, "2 > 1"),
        (council("9 elected by Assembly", more="    decides by 6 of 10 seats"), 11, "10 is not 9"),
    ],
)
def test_numbers_of_seats_that_do_not_add_up(text: str, line: int, told: str) -> None:
    found = only("LNG308", text)
    assert (found.severity, found.span.line) == ("error", line)
    assert found.witness is not None
    assert found.witness["text"] == told


@pytest.mark.parametrize(
    "text",
    [
        council("5 ranked by population", "9 elected by Assembly", total="14"),
        council("designated by Assembly", "9 elected by Assembly", total="14"),
        council("4 elected by Assembly {", "1 from Three", "3 from SIDS", "}", total="4"),
        council("3 elected by Assembly, now { FJI, TON }", more="    decides by 2 of 3 seats"),
    ],
)
def test_numbers_of_seats_that_add_up(text: str) -> None:
    assert findings("LNG308", text) == []


@pytest.mark.parametrize(
    ("clauses", "told"),
    [
        ('assessed 70% by equal shares\n    levy 40% on "licences"', "70% + 40% = 110%"),
        ("contributor FRA 60% in 2020\n    contributor DEU 50% in 2020", "60% + 50% = 110%"),
        ("assessed by equal shares, floor 4%", "29 × 4% = 116%"),
    ],
)
def test_shares_of_more_than_the_whole(clauses: str, told: str) -> None:
    found = only("LNG309", agency(f"  funding {{\n    {clauses}\n  }}"))
    assert (found.severity, found.span.line, found.entity) == ("error", 7, "Agency.funding")
    assert found.witness is not None
    assert found.witness["text"] == told


def test_contributors_of_different_years_are_not_added() -> None:
    clauses = "contributor FRA 60% in 2010\n    contributor DEU 50% in 2020"
    assert findings("LNG309", agency(f"  funding {{\n    {clauses}\n  }}")) == []


@pytest.mark.parametrize(
    ("clauses", "line", "message"),
    [
        ("opened 1956-10-26\n    entered into force 1955-07-29", 8, "in force 1955-07-29 is before opened 1956-10-26"),
        ("adopted 1957\n    opened 1956-10-26", 8, "opened 1956-10-26 is before adopted 1957"),
        ("proposed 1957-01-02\n    operating 1957-01-01", 8, "operating 1957-01-01 is before proposed 1957-01-02"),
        (
            "provisional application from 1994-11-16 until 1994-11-15",
            7,
            "until 1994-11-15 is before from 1994-11-16",
        ),
    ],
)
def test_dates_that_run_backwards(clauses: str, line: int, message: str) -> None:
    found = only("LNG310", agency(f"  adoption {{\n    {clauses}\n  }}"))
    assert (found.severity, found.span.line, found.message) == ("error", line, message)


def test_a_later_date_before_two_others_is_told_once() -> None:
    clauses = "proposed 1957\n    adopted 1958\n    entered into force 1956"
    assert places("LNG310", agency(f"  adoption {{\n    {clauses}\n  }}")) == [(9, "Agency.adoption")]
    assert places("LNG310", agency("  founded 1950\n  ended 1949-12-31")) == [(7, "Agency")]


def test_dates_of_one_year_and_of_one_day_are_in_order() -> None:
    clauses = "adopted 1956\n    opened 1956-10-26\n    entered into force 1956-10-26\n    operating 1956-01-01"
    assert findings("LNG310", agency(f"  adoption {{\n    {clauses}\n  }}")) == []


LADDER = """  obligation duty {
    binds members
    %s
    answered by {
      step one : notice by Office, within 3 days
%s
    }
  }"""
OFFICE = "  organ Office : secretariat { headed by Director; staff 5 }\n"


@pytest.mark.parametrize(
    ("body", "line", "denied"),
    [
        ("  organ A {\n    plenary\n    quorum majority of members\n    no quorum\n  }", 9, "`no quorum`"),
        ("  organ A {\n    no head\n    headed by Chair\n  }", 7, "`no head`"),
        (
            "  decision d : standard {\n    step members by consensus, accused barred\n    no barred\n  }",
            8,
            "`no barred`",
        ),
        (OFFICE + LADDER % ("no enforcement", ""), 9, "`no enforcement`"),
        (OFFICE + LADDER % ("", "      no deadline"), 12, "`no deadline`"),
        ("  membership {\n    withdrawal by notice\n    no withdrawal\n  }", 8, "`no withdrawal`"),
        ("  funding {\n    arrears of 2 years lose vote\n    no arrears\n  }", 8, "`no arrears`"),
        ("  adoption {\n    review every 3 years\n    no review\n  }", 8, "`no review`"),
        ("  no withdrawal\n  membership { withdrawal by notice }", 6, "`no withdrawal`"),
        ("  no secretariat\n" + OFFICE, 6, "`no secretariat`"),
        (
            "  organ A {\n    seats {\n      3 elected by members_, without vote, with veto\n    }\n  }",
            8,
            "`without vote`",
        ),
        ("  status proposed\n  adoption { entered into force 1990 }", 6, "`status proposed`"),
    ],
)
def test_clauses_that_exclude_one_another(body: str, line: int, denied: str) -> None:
    found = only("LNG402", agency(body, before="outside members_"))
    assert (found.severity, found.span.line) == ("error", line)
    assert found.message.startswith(f"{denied} stands beside")


@pytest.mark.parametrize(
    "body",
    [
        "  organ A {\n    plenary\n    no quorum\n  }",
        "  no funding",
        "  adoption {\n    reservations none\n    no reservations\n  }",
        "  organ A {\n    votes none\n    no vote\n  }",
    ],
)
def test_a_denial_of_what_is_not_stated_is_no_contradiction(body: str) -> None:
    assert findings("LNG402", agency(body)) == []


RENAMED = """charter 1
use world
party {a} : state
party {b} : state
party {c} : state
party {d} : state
group {group} = {{ {a}, {b}, {c}, {d} }}
institution {institution} {{
  members are {group}
  organ {plenary} {{ plenary; decides by 5 members }}
  organ {council} {{
    seats 3 {{
      1 designated by {council}
      permanent {{ {a} }}
      2 elected by {plenary}
    }}
    quorum 1/3 of seats
    decides by 2/3 of seats
  }}
  decision {decision} : finding {{
    step {council}
  }}
  obligation {obligation} {{
    binds members
    breach found by {decision}
    answered by {{
      step {rung} : fine by {council}
    }}
  }}
  funding {{ contributor {b} 40% }}
}}
"""
FIRST = {
    "a": "Ara", "b": "Bel", "c": "Cor", "d": "Dun", "group": "All", "institution": "Agency", "plenary": "Assembly",
    "council": "Council", "decision": "judge", "obligation": "duty", "rung": "penalty",
}  # fmt: skip
SECOND = {
    "a": "Zan", "b": "Yor", "c": "Xan", "d": "Wes", "group": "Club", "institution": "Zebra", "plenary": "Agora",
    "council": "Inner", "decision": "verdict", "obligation": "oath", "rung": "amends",
}  # fmt: skip


def test_no_rule_knows_a_name() -> None:
    def shape(names: dict[str, str]) -> list[tuple[str, str, int, list[int]]]:
        found = examined(RENAMED.format(**names)).findings
        return [(f.code, f.severity, f.span.line, [label.span.line for label in f.labels]) for f in found]

    assert shape(FIRST) == shape(SECOND)
    assert {code for code, *_ in shape(FIRST)} >= {
        "LNG304", "LNG305", "LNG308", "STR102", "REP103", "VOT107", "ENF103", "FND101",
    }  # fmt: skip


def test_every_finding_of_the_renamed_charter_has_a_sentence_and_exact_numbers() -> None:
    def plain(value: object) -> bool:
        if isinstance(value, dict):
            return all(isinstance(key, str) and plain(each) for key, each in value.items())
        if isinstance(value, list | tuple):
            return all(plain(each) for each in value)
        return value is None or isinstance(value, str | bool | int | Fraction)

    for found in examined(RENAMED.format(**FIRST)).findings:
        assert found.witness is not None, found.code
        assert isinstance(found.witness["text"], str), found.code
        assert plain(dict(found.witness)), found.code
        assert found.help, found.code
