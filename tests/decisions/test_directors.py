"""Directors who cast the votes of their electors, listed or not, as a unit or split."""

from __future__ import annotations

from pathlib import Path

import pytest
from rule_checking import findings, places

from charter.analysis.proportion.representation import represented
from charter.analysis.subject import Subject
from charter.dsl.load import load
from charter.dsl.syntax.source import Source
from charter.render.figures.structure import structure
from charter.validators.check.engine import check

WEIGHTS = "iso3,v\nUSA,20\nFRA,30\nDEU,14\nITA,18\nESP,18\n"


def board(clauses: str, rule: str = "85% of votes", expectations: str = "", governors: str = "") -> str:
    """A bank of five members with 100 votes and a board of three; line 11 is its only decision."""
    return (
        'charter 1\nuse world\ndata w from "w.csv" keyed by iso3 { v }\ninstitution Bank {\n'
        "  members are { USA, FRA, DEU, ITA, ESP }\n"
        f"  organ Governors {{ plenary; votes by w.v; decides by majority of votes {governors}}}\n"
        f"  organ Board {{\n    {clauses}\n    votes by w.v; decides by {rule}\n  }}\n"
        "  decision lend : standard { step Board }\n"
        f"}}\nexpect Bank {{\n{expectations}\n}}\n"
    )


UNLISTED = "seats 3 { 3 elected by Governors }; cast the votes of their electors"
LISTED = (
    "seats 3 { permanent { USA }; 1 chosen by North; 1 chosen by South }; cast the votes of their electors; "
    "constituency North = { FRA, DEU }; constituency South = { ITA, ESP }"
)


@pytest.fixture
def verdicts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    (tmp_path / "w.csv").write_text(WEIGHTS)

    def judged(text: str) -> list[tuple[str, str]]:
        path = tmp_path / "a.charter"
        path.write_text(text)
        loaded = load(path)
        assert [(f.code, f.span.line, f.message) for f in loaded.findings if f.severity == "error"] == []
        return [(v.text, v.verdict) for v in check(loaded).verdicts]

    return judged


def test_where_electors_are_not_listed_votes_are_shared_and_power_is_unknown(verdicts) -> None:
    """USA has 20 of 100 votes, whoever casts them; whether its director can stop 85% is not known, nor is a seat's."""
    asked = "that share({ USA }, votes in Board) = 20%\nthat share({ USA }, seats in Board) = 1/3\nUSA can block lend"
    assert [v for _, v in verdicts(board(UNLISTED, expectations=asked))] == ["proved", "unknown", "unknown"]


def test_votes_that_may_be_split_are_those_of_the_members(verdicts) -> None:
    """85 of 100 are needed: 18 of ITA stop it, since 82 are left, and 14 of DEU do not, since 86 are."""
    asked = "ITA can block lend\nDEU can block lend\nUSA can block lend"
    text = board(UNLISTED + "; votes may be split; quorum 2 seats", expectations=asked)
    assert [v for _, v in verdicts(text)] == ["proved", "refuted", "proved"]


def test_a_count_of_directors_who_split_their_votes_is_unknown(verdicts) -> None:
    text = board(UNLISTED + "; votes may be split", "2 seats", "ITA can block lend")
    assert [v for _, v in verdicts(text)] == ["unknown"]


def test_a_director_has_the_votes_of_the_listed_electors(verdicts) -> None:
    """North casts 44 by FRA, which has 30 of them; South 36, which ITA and ESP, 18 each, decide together: half of a
    unit keeps it from saying yes. Without 20, 44 or 36 of 100 there are no 85."""
    asked = (
        "FRA can block lend\nDEU can block lend\nITA can block lend\nUSA can block lend\n"
        "that share({ FRA, DEU }, votes in Board) = 44%\nthat share({ FRA, DEU }, seats in Board) = 1/3"
    )
    found = verdicts(board(LISTED, expectations=asked))
    assert [v for _, v in found] == ["proved", "refuted", "proved", "proved", "proved", "proved"]


def test_two_seats_of_a_constituency_are_two(verdicts) -> None:
    """Of four seats North has two, so that it stops 3 seats, and USA with one of four does not."""
    clauses = LISTED.replace("seats 3", "seats 4").replace("1 chosen by North", "2 chosen by North")
    asked = "FRA can block lend\nUSA can block lend\nthat seats(Board) = 4"
    assert [v for _, v in verdicts(board(clauses, "3 seats", asked))] == ["proved", "refuted", "proved"]


def test_a_board_of_weighted_directors_accuses_nobody_of_a_veto() -> None:
    """Before the clause the votes of each member were taken for those of a director: 20 of 100 stopped 85%."""
    text = board(UNLISTED).replace('data w from "w.csv" keyed by iso3 { v }\n', "\n").replace("w.v", "population")
    (gap,) = findings("VOT101", text)
    assert (gap.severity, gap.span.line, gap.message) == (
        "gap",
        7,
        "Not stated: who elected whom (Board)",
    )
    assert places("STR103", text) == []


def test_more_than_the_seats_is_no_quorum(verdicts) -> None:
    text = board(UNLISTED + "; votes may be split; quorum 4 seats", expectations="USA can block lend")
    assert [v for _, v in verdicts(text)] == ["unknown"]


def test_the_picture_says_whose_votes_are_cast() -> None:
    text = board(UNLISTED + "; votes may be split").replace("w.v", "population")
    loaded = load(Source("a.charter", text.replace('data w from "w.csv" keyed by iso3 { v }\n', "")))
    assert loaded.charter is not None
    lines = structure(loaded.charter.institutions[0], loaded.charter).node("organ:Board").lines
    assert lines[1:3] == ("Each casts the votes of those who elected it", "Votes may be split")


@pytest.mark.parametrize(
    ("name", "institution", "organ"), [("imf", "IMF", "ExecutiveBoard"), ("ibrd", "IBRD", "ExecutiveDirectors")]
)
def test_shares_of_votes_on_shipped_boards_agree(name: str, institution: str, organ: str) -> None:
    """What `--focus representation` shows of a group is what `share` says of it, and that is its part in the plenary,
    whose votes the directors cast: all of it in the Bank, where nobody lists who elected whom; in the Fund without VEN,
    which is in no constituency."""
    loaded = load(name)
    assert loaded.charter is not None
    page = represented(Subject(loaded.charter.institutions[0], loaded.charter))
    bench = next(b for b in page.benches if b.organ == organ)
    held = next(h for h in bench.votes if h.group == "M49Developing")
    assert held.least == held.most
    asked = f"that share(M49Developing, votes in {organ}) = {held.least}"
    text = f"charter 1\nuse world\nuse {name}\nexpect {institution} {{ {asked} }}\n"
    (verdict,) = check(load(Source("a.charter", text)), select=["VOT101"]).verdicts
    assert verdict.verdict == "proved"
    if name == "ibrd":
        assert bench.seats == ()
        plenary = next(b for b in page.benches if b.organ == "BoardOfGovernors")
        assert held == next(h for h in plenary.votes if h.group == "M49Developing")
