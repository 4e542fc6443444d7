"""Findings move one way where they should: less said never turns a gap into a pass; a higher threshold never takes a
veto away."""

from functools import cache
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rule_checking import agency, findings

from charter import world
from charter.designs import designs
from charter.dsl.elaborate.institution import FUNCTIONS
from charter.dsl.findings import ERROR, GAP, Finding
from charter.dsl.load import load
from charter.dsl.syntax.lexer import lex
from charter.dsl.syntax.source import Source
from charter.validators.check.engine import check

READ = (
    "aisi_network", "cern", "fsb", "icao", "montreal", "oecd", "un", "wto", "isa", "itu", "ipcc", "un_ai_panel",
    "waico", "hlab", "isia", "iaio",
)  # fmt: skip
TASKS = tuple(name.partition("_")[0] for name in FUNCTIONS)
SUBJECT = {
    "ADP101": ("status",), "STR104": ("members", "plenary"), "ACC104": ("experts",),
    "ENF101": ("force",), "ENF104": ("force",), "ENF107": ("force",),
    "FND101": ("assessed", "voluntary"), "FND102": ("voluntary",), "FND103": ("assessed",), "FND104": ("assessed",),
    "MAN101": TASKS, "MAN103": TASKS, "ACC102": ("finances",),
}  # fmt: skip
"""The clauses that make a rule ask at all: without them there is nothing to be known."""
DECLARING = (
    "group",
    "institution",
    "source",
    "domain",
    "areas",
    "outside",
    "landscape",
    "expect",
    "step",
    "use",
    "data",
)


@cache
def lines_of(name: str) -> tuple[str, ...]:
    return tuple(designs()[name].path.read_text(encoding="utf-8").split("\n"))


@cache
def clauses(name: str) -> tuple[int, ...]:
    """The numbers of the lines (from 0) that hold one whole clause and open or close nothing."""
    text = "\n".join(lines_of(name))
    ends = [t for t in lex(text).tokens if t.kind in ("_NL", "{", "}", "$END")]
    found = []
    for before, after in pairwise(ends):
        words = text[before.end : after.start].split()
        first = text.count("\n", 0, after.start)
        whole = before.kind != "}" and after.kind == "_NL" and "\n" not in text[before.end : after.start].strip()
        if whole and words and words[0] not in DECLARING and text.count("\n", 0, before.end) <= first:
            found.append(first)
    return tuple(found)


@cache
def told(name: str, without: int | None) -> list[Finding]:
    lines = [*lines_of(name)]
    if without is not None:
        lines[without] = ""
    return list(check(load(Source(str(designs()[name].path), "\n".join(lines)))).findings)


def owners(found: list[Finding], severity: str | None = None) -> set[tuple[str, str]]:
    return {(f.code, f.entity.partition(".")[0]) for f in found if severity in (None, f.severity)}


def holds(name: str, line: int) -> None:
    """Without a clause every gap is still a gap or has become a finding; or the missing clause is told elsewhere, once
    for all that ask for it; or nothing is left to ask about."""
    before, after = told(name, None), told(name, line)
    if any(f.code.startswith("LNG") and f.severity == ERROR for f in after):
        return
    word = lines_of(name)[line].split()[0]
    new = {f.message for f in after if f.severity == GAP} - {f.message for f in before}
    for code, institution in owners(before, GAP) - owners(after):
        assert code.startswith("LNG") or new or word in SUBJECT.get(code, ()), (code, institution, lines_of(name)[line])


@settings(max_examples=40, deadline=None)
@given(st.data())
def test_less_said_never_turns_a_gap_into_a_pass(data: st.DataObject) -> None:
    name = data.draw(st.sampled_from(READ))
    holds(name, data.draw(st.sampled_from(clauses(name))))


@pytest.mark.slow
@pytest.mark.parametrize("name", READ)
def test_no_clause_of_a_design_is_one_whose_absence_hides_a_gap(name: str) -> None:
    for line in clauses(name):
        holds(name, line)


VOTES = ("one each", "by population", "by un_scale", "basic 12% of all votes equally and 1 per 1_000_000 of population")


@cache
def vetoes(group: str, votes: str, percent: int) -> tuple[frozenset[str], frozenset[str]]:
    """Who can stop a suspension alone, by the rule on vetoes and by the rule on last steps."""
    text = agency(
        f"organ Assembly {{ plenary; votes {votes}; decides by {percent}% of votes }}\n"
        "decision suspend : suspension { step Assembly }\n"
        "obligation reporting { binds members; answered by { step lost : suspension by suspend, may } }",
        members=group,
    )
    stop = {who for f in findings("VOT101", text) for who in (f.witness or {})["veto_members"]}
    last = {who for f in findings("ENF102", text) for at in (f.witness or {})["path"] for who in at.get("vetoes", ())}
    everybody = any(who.startswith("each ") for who in last)  # "each of the 7 members"
    return frozenset(stop), world.group(group) if everybody else frozenset(last)


@settings(max_examples=40, deadline=None)
@given(
    st.sampled_from(("G7", "OECD", "BRICS", "EU", "P5")),
    st.sampled_from(VOTES),
    st.tuples(st.integers(51, 100), st.integers(51, 100)).map(sorted),
)
def test_a_higher_threshold_never_takes_a_veto_away(group: str, votes: str, thresholds: list[int]) -> None:
    lower, higher = (vetoes(group, votes, percent) for percent in thresholds)
    assert lower[0] <= higher[0]
    assert lower[1] <= higher[1]
    assert lower[0] == lower[1]


@pytest.mark.parametrize("group", ["G7", "EU", "P5"])
@pytest.mark.parametrize("votes", VOTES)
def test_all_of_the_votes_give_everybody_a_veto_and_a_bare_half_few(group: str, votes: str) -> None:
    few, _ = vetoes(group, votes, 51)
    all_, _ = vetoes(group, votes, 100)
    assert few <= all_
    assert len(few) <= 1
    assert len(all_) == len(world.group(group))
