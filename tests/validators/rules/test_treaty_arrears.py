"""Votes lost in steps and pro rata with arrears: from the words to verdicts, findings and the picture."""

from __future__ import annotations

import pytest
from rule_checking import examined, places

from charter.dsl.format.formatter import format_text
from charter.dsl.json.exchange import export_json, import_json
from charter.dsl.load import load
from charter.dsl.syntax.source import Source
from charter.render.figures.funding import funding_diagram

BANK = """charter 1
use world
institution Bank {
  members are { AUT, BEL, DEU, FRA }
  organ Board {
    plenary
    decides by majority of votes
  }
  decision lend : programme { step Board }
  funding {
    assessed by equal shares
    CLAUSES
  }
}
scenario behind of Bank { { AUT, BEL } in arrears OWED }
expect Bank {
  in scenario behind: that votes({ AUT, BEL }, Board) = VOTES
  in scenario behind: that share({ DEU, FRA }, votes in Board) = SHARE
  in scenario behind: { DEU, FRA } can pass lend
}
"""
STEPS = "arrears of 1 year lose 25% of votes in Board\n    arrears of 2 years lose 1/2 of votes\n    "
STEPS += "arrears of 3 years lose vote"


def bank(clauses: str, owed: str, votes: str = "0", share: str = "1") -> str:
    """Four members of one vote each, of whom two are in arrears."""
    text = BANK.replace("CLAUSES", clauses).replace("OWED", owed)
    return text.replace("VOTES", votes).replace("SHARE", share)


def verdicts(text: str) -> list[str]:
    """What came of each expectation."""
    return [v.verdict for v in examined(text).verdicts]


@pytest.mark.parametrize(
    ("clauses", "owed", "votes", "share", "passes"),
    [
        # two votes each of two: 2 of 4 are no majority
        (STEPS, "of 6 months", "2", "1/2", "refuted"),
        # 2 x 3/4 = 3/2, and 2 of 2 + 3/2 = 7/2 are 4/7
        (STEPS, "of 1 year", "3/2", "4/7", "proved"),
        (STEPS, "of 30 months", "1", "2/3", "proved"),
        (STEPS, "of 3 years", "0", "1", "proved"),
        # pro rata: 2 x (1 - 2/5) = 6/5, and 2 of 16/5 are 5/8
        ("arrears lose votes pro rata in Board", "of 40%", "6/5", "5/8", "proved"),
        # one clause that takes the whole vote needs no length, as before
        ("arrears of 2 years lose vote", "", "0", "1", "proved"),
        ("arrears of 2 years lose vote", "of 1 year", "2", "1/2", "refuted"),
        # elsewhere than in the Board
        ("arrears of 2 years lose chair", "of 4 years", "2", "1/2", "refuted"),
    ],
)
def test_what_is_left_of_the_votes(clauses: str, owed: str, votes: str, share: str, passes: str) -> None:
    assert verdicts(bank(clauses, owed, votes, share)) == ["proved", "proved", passes]


@pytest.mark.parametrize(
    ("clauses", "owed", "missing"),
    [
        (STEPS, "", "how long a member has been in arrears"),
        ("arrears lose votes pro rata", "of 2 years", "the part of its dues that a member in arrears owes"),
    ],
)
def test_what_is_not_said_of_the_arrears_is_not_guessed(clauses: str, owed: str, missing: str) -> None:
    found = examined(bank(clauses, owed)).verdicts
    assert [v.verdict for v in found] == ["unknown", "unknown", "unknown"]
    assert missing in str((found[2].witness or {})["text"])


def test_steps_are_a_graduated_sanction_and_cost_something() -> None:
    assert places("FND104", bank(STEPS, "of 1 year")) == []


def test_arrears_of_no_length_cost_no_part_of_the_votes() -> None:
    loaded = load(Source("a.charter", bank("arrears lose 50% of votes", "")))
    assert [(f.code, f.span.line, f.message) for f in loaded.findings if f.severity == "error"] == [
        ("LNG301", 12, "arrears of no length cost nothing")
    ]


def test_the_picture_and_the_export_have_the_steps() -> None:
    text = bank(f"{STEPS}\n    arrears lose votes pro rata in Board", "of 1 year")
    charter = load(Source("a.charter", text)).charter
    assert import_json(export_json(charter)) == charter
    said = funding_diagram(charter.institutions[0], charter).scene.description
    assert "Arrears: after 1 year: loses 1/4 of votes in Board" in said
    assert "Arrears: loses votes pro rata with what is owed in Board" in said
    once = format_text(text)
    assert format_text(once) == once
