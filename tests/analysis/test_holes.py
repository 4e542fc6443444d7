"""Nothing is concluded from text that was not understood: verdicts, findings, decisions, pages.

`tests/spoiling.py` puts something unreadable in the place of each clause of the shipped designs in turn.
"""

from __future__ import annotations

import random
from pathlib import Path

import pytest
import spoiling

from charter import designs
from charter.decisions.elements import Unknown
from charter.decisions.queries.game_queries import decision_game
from charter.dsl.findings import Finding
from charter.dsl.json.exchange import export_json, import_json
from charter.dsl.load import Loaded, load
from charter.dsl.syntax.source import Source
from charter.validators.check.engine import Checked, check

CASES = Path(__file__).parent.parent / "cases"
DRAWN = 60
"""How many spoiled clauses are drawn for every run; all are tried by `pytest -m slow`."""


def told(found: Checked) -> list[tuple[str, int, str]]:
    """Code, line and message of every finding that is no gap on a clause that is merely missing."""
    kept = [f for f in found.findings if not f.message.startswith("Not stated: ")]
    return [(f.code, f.span.line, f.message) for f in kept]


def verdicts(found: Checked) -> list[tuple[str, str | None, object]]:
    """Each verdict with its scenario and its reason."""
    return [(v.verdict, v.scenario, (v.witness or {})["text"]) for v in found.verdicts]


def read(text: str) -> Loaded:
    return load(Source("club.charter", text))


def test_votes_that_are_not_understood_leave_their_organ_and_its_decisions_unknown() -> None:
    found = check(load(CASES / "fp_bad2.charter", name="a.charter"))
    assert [(c, n) for c, n, _ in told(found)] == [("ACC103", 7), ("LNG104", 7)]
    assert told(found)[0][2] == (
        "Not understood: line 7 was not understood; nothing is concluded about what rests on it: Agency, Agency.adopt"
    )
    assert verdicts(found) == [("unknown", None, "line 7 was not understood")]


def test_a_step_that_is_not_understood_leaves_its_decision_unknown() -> None:
    found = check(load(CASES / "fp_bad4_orig.charter", name="a.charter"))
    assert [(c, n) for c, n, _ in told(found)] == [("ACC103", 10), ("LNG104", 10)]
    assert verdicts(found) == [("unknown", None, "line 10 was not understood")]


def test_no_finding_rests_on_votes_that_are_not_understood() -> None:
    found = check(load(CASES / "recover.charter", name="a.charter"))
    assert [(c, n) for c, n, _ in told(found)] == [("LNG203", 3), ("ACC103", 8), ("LNG104", 8)]


def test_the_only_line_of_seats_may_be_unreadable() -> None:
    found = check(load(CASES / "noplayers2.charter", name="a.charter"))
    assert [(c, n) for c, n, _ in told(found)] == [("ACC103", 6), ("LNG104", 6)]


def test_nothing_rests_on_a_set_over_an_unknown_column() -> None:
    found = check(load(CASES / "02_where_on_unknown_column.charter", name="a.charter"))
    assert [(c, n) for c, n, _ in told(found)] == [("ACC103", 4), ("LNG201", 4)]
    assert verdicts(found) == [("unknown", None, "line 4 was not understood")] * 3


@pytest.mark.parametrize(
    ("case", "line", "message"),
    [
        ("empty", 5, "nobody is a member of A: `Nobody` has no parties"),
        ("emptygroup", 5, "nobody is a member of X: `Huge` has no parties"),
    ],
)
def test_that_nobody_is_a_member_is_said_once_and_leaves_votes_unknown(case: str, line: int, message: str) -> None:
    found = check(load(CASES / f"{case}.charter", name="a.charter"))
    assert told(found) == [("LNG303", line, message)]
    assert [v for v, _, _ in verdicts(found)] == ["unknown"]
    assert str(verdicts(found)[0][2]).startswith("nobody is a member of")


def test_a_scenario_that_empties_an_organ_is_unknown_and_leaves_the_charter_judged() -> None:
    found = check(load(CASES / "emptyscen.charter", name="a.charter"))
    assert told(found) == [("VOT101", 7, "Any of the 2 members can veto “d”")]
    refuted, unknown = verdicts(found)
    assert (refuted[0], refuted[1]) == ("refuted", None)
    assert unknown == ("unknown", "gone", "nobody sits in MC")


def test_organs_of_empty_sets_and_without_a_line_of_seats_are_each_found_once() -> None:
    """B is of an empty set, C has no line; D is untouched and its verdict stands: 2 of 3 carry, 2 of 3 stop."""
    text = (
        "charter 1\nuse world\ninstitution A {\n  members are { USA, FRA, GBR }\n"
        "  organ B { plenary of { }; decides by majority of members }\n"
        "  organ C { seats { }; decides by majority of seats }\n"
        "  organ D { plenary; decides by majority of members }\n"
        "  decision b : budget { step B }\n  decision c : budget { step C }\n  decision d : budget { step D }\n}\n"
        "expect A {\n  no member can block b\n  no member can block c\n  no member can block d\n}\n"
    )
    found = check(read(text))
    assert [t for t in told(found) if t[0] != "VOT104"] == [
        ("LNG303", 5, "nobody sits in B: `{ }` has no parties"),
        ("LNG303", 6, "nobody sits in C: its seats are not said"),
    ]
    assert [(v, why) for v, _, why in verdicts(found)][:2] == [
        ("unknown", "nobody sits in B"),
        ("unknown", "nobody sits in C"),
    ]
    assert verdicts(found)[2][0] == "proved"


def test_a_metric_of_an_undeclared_organ_is_no_statement_and_no_fault() -> None:
    found = check(load(CASES / "lng405.charter", name="a.charter"))
    assert {c for c, _, _ in told(found)} == {"LNG102", "LNG104", "LNG105"}
    assert [v for v, _, _ in verdicts(found)] == ["unknown"]


def test_figures_beyond_the_solver_are_a_gap_of_that_rule() -> None:
    found = check(load(CASES / "fnd.charter", name="a.charter"))
    assert "LNG901" not in {f.code for f in found.findings}
    assert [f.severity for f in found.findings if f.code == "FND103"] == ["gap"]
    assert "FND101" in {f.code for f in found.findings}


def test_a_hundred_and_fifty_groups_that_name_the_next_are_read() -> None:
    loaded = load(CASES / "gr150.charter")
    assert loaded.findings == ()
    assert loaded.charter is not None
    assert {g.parties.members for g in loaded.charter.groups} == {("USA",)}


def test_a_long_circle_of_groups_is_told_where_it_closes() -> None:
    lines = [f"group g{n} = g{n + 1}" for n in range(2000)]
    text = "\n".join(["charter 1", *lines, "group g2000 = g17", "institution I { members are g0 }", ""])
    assert [(f.code, f.span.line, f.message) for f in read(text).findings] == [
        ("LNG210", 2002, "`g17` is defined by way of itself")
    ]


def test_two_variables_are_asked_and_three_over_every_state_are_refused_with_their_number() -> None:
    """27 x 27 = 729 ways are within the limit of 50,000; 193 x 193 x 193 = 7,189,057 are not."""
    inner = "(for every member b of un_members: (for some member c of un_members: power(c, d) <= share(b, population)))"
    text = (
        "charter 1\nuse world\ninstitution A {\n  members are un_members\n"
        "  organ O { plenary; decides by majority of members }\n  decision d : budget { step O }\n}\n"
        f"expect A {{\n  for every member a of un_members: {inner}\n"
        "  for every member a of memberships.EU: (for every member b of memberships.EU: power(a, d) = power(b, d))\n}\n"
    )
    found = verdicts(check(read(text), select=["LNG405"]))
    assert found[0] == (
        "unknown", None, "7,189,057 ways to choose the members it is about, beyond the limit of 50,000",
    )  # fmt: skip
    assert found[1][0] == "proved"


@pytest.mark.slow
def test_two_variables_over_every_state_are_answered_or_refused_within_ten_seconds_of_work() -> None:
    import time

    begun = time.process_time()
    found = check(load(CASES / "fa2.charter"), select=["LNG405"])
    assert [v for v, _, _ in verdicts(found)] == ["unknown"]
    assert "counting coalitions" in str(verdicts(found)[0][2])
    assert time.process_time() - begun < 10


CLUB = """charter 1
use world
group Core = { USA, FRA }
let share = 60%
institution Club {
  members are { USA, FRA, GBR, DEU }
  organ One { plenary; decides by majority of members }
  organ Two { plenary of Core; decides by unanimity }
  decision first : budget { step One }
  decision second : budget { step Two }
  decision third : budget { step One by share of members }
}
expect Club {
  USA can block first
  USA can block second
  USA can block third
}
"""


@pytest.mark.parametrize(
    ("old", "new", "unknown"),
    [
        ("plenary; decides by majority", "plenary; decides bye majority", {"first", "third"}),
        ("group Core = { USA, FRA }", "group Core == { USA, FRA }", {"second"}),
        ("let share = 60%", "let share is 60%", {"third"}),
        ("let share = 60%", "let share = 6/0", {"third"}),
        ("of Core", "of Coer", {"second"}),
        ("members are { USA, FRA, GBR, DEU }", "members are USA FRA", {"first", "second", "third"}),
        ("step One }", "step Oen }", {"first"}),
        ("organ Two {", "organ Two Three {", {"second"}),
        ("decision second : budget { step Two }", "decision second : budget step Two", {"second"}),
        ("institution Club {", "institution Club {\n  blurb members", {"first", "second", "third"}),
        ("institution Club {", "institution Club {\n  source later", set()),
        ("institution Club {", 'institution Club {\n  note later "x"', set()),
        ("institution Club {", "institution Club {\n  membership { open too states }", {"first", "second", "third"}),
        ("institution Club {", "institution Club {\n  mandate { warms in nothing }", set()),
    ],
)
def test_what_rests_on_a_clause_is_unknown_and_the_rest_stands(old: str, new: str, unknown: set[str]) -> None:
    """One majority of four: 3 carry and 2 stop, so USA cannot block alone; unanimity of two: it can; 60% of four: 3
    carry and 2 stop."""
    right = {"first": "refuted", "second": "proved", "third": "refuted"}
    assert [v.verdict for v in check(read(CLUB)).verdicts] == list(right.values())
    text = CLUB.replace(old, new, 1)
    assert text != CLUB
    loaded = read(text)
    found = check(loaded)
    assert any(f.severity == "error" for f in loaded.findings)
    given = {v.text.split()[-1]: v.verdict for v in found.verdicts}
    assert {d: v for d, v in given.items() if v == "unknown"} == dict.fromkeys(unknown & given.keys(), "unknown")
    assert all(given[d] == right[d] for d in given.keys() - unknown)
    charter = loaded.charter
    assert charter is not None
    for name in unknown & {d.name for d in charter.institutions[0].decisions}:
        game = decision_game(charter, charter.institutions[0], name)
        assert isinstance(game, Unknown)
        assert "was not understood" in game.why


def test_findings_on_what_did_not_change_stay_as_they_were() -> None:
    before = {(f.code, f.entity, f.message) for f in check(read(CLUB)).findings if f.severity != "gap"}
    assert ("VOT101", "Club.second", "Any of USA and FRA can veto “second”") in before or any(
        code == "VOT101" and entity == "Club.second" for code, entity, _ in before
    )
    after = check(read(CLUB.replace("plenary; decides by majority", "plenary; decides bye majority", 1)))
    kept = {(f.code, f.entity, f.message) for f in after.findings if f.severity not in ("gap", "error")}
    assert {k for k in kept if k[1] == "Club.second"} == {k for k in before if k[1] == "Club.second"}
    assert kept <= before


def test_a_reform_of_a_holed_institution_rests_on_what_it_does_not_replace(tmp_path: Path) -> None:
    (tmp_path / "old.charter").write_text(CLUB.replace("of Core;", "off Core;"))
    text = (
        'charter 1\nuse "old.charter"\nreform Better of Club {\n'
        "  change decision first : budget { change step One by 3/4 of members }\n}\n"
        "expect Better {\n  USA can block first\n  USA can block second\n}\n"
    )
    new = tmp_path / "new.charter"
    new.write_text(text)
    found = check(load(new, root=tmp_path, name="new.charter"))
    assert [(v.text, v.verdict) for v in found.verdicts] == [
        ("Better: USA can block third", "refuted"), ("USA can block first", "refuted"),
        ("USA can block second", "unknown"),
    ]  # fmt: skip
    assert str(verdicts(found)[2][2]).startswith("line 8 of ")


def test_holes_are_part_of_a_charter_as_json() -> None:
    charter = read(CLUB.replace("of Core;", "of Coer;")).charter
    assert charter is not None
    assert [(h.span.line, h.taints) for h in charter.holes] == [
        (8, ("Club", "Club.Two", "Club.second", "expect 15:3")),
    ]
    assert import_json(export_json(charter)) == charter


# ---- every clause of every design ----------------------------------------------------------------


def ids(findings: tuple[Finding, ...]) -> set[tuple[str, str]]:
    return {(f.code, f.entity) for f in findings}


def wrong(design: str, start: int, end: int, how: str) -> list[str]:
    """What is said of a design with a spoiled clause, and neither true of it as it stands nor unknown."""
    source, loaded, sound = spoiling.whole(design)
    text = spoiling.spoiled(source.text, start, end, how)
    again = load(Source(design, text, source.path)) if text is not None else None
    if again is None or all(f.severity != "error" for f in again.findings) or loaded.charter is None:
        return []
    found = check(again)
    charter = loaded.charter
    names = {i.name for i in (*charter.institutions, *charter.imported, *charter.landscapes)}
    before = ids((*sound.findings, *sound.suppressed))
    read_again = {(f.code, f.entity) for f in again.findings}
    said = [
        f"{f.code} {f.entity}: {f.message}"
        for f in found.findings
        if f.code == "LNG901"
        or (
            f.severity != "gap"
            and f.entity.partition(".")[0] in names
            and (f.code, f.entity) not in before
            and (f.code, f.entity) not in read_again
        )
    ]
    first = {(v.text, v.of): v.verdict for v in sound.verdicts if v.scenario is None}
    there = {(v.text, v.of, v.scenario): v.verdict for v in sound.verdicts}
    for v in found.verdicts:
        was = there.get((v.text, v.of, v.scenario), first.get((v.text, v.of)))
        if was is not None and v.verdict not in ("unknown", was):
            said.append(f"{v.text} ({v.scenario}): {was}, and {v.verdict} when spoiled")
    return said


def every(design: str) -> list[tuple[str, int, int, str]]:
    return [(design, a, b, how) for a, b in spoiling.places(design) for how in spoiling.HOW]


def test_nothing_is_concluded_from_a_spoiled_clause() -> None:
    """A drawn sample; the same in every run."""
    chosen = random.Random(15).sample([case for d in sorted(designs.designs()) for case in every(d)], DRAWN)
    assert {case: said for case in chosen if (said := wrong(*case))} == {}


@pytest.mark.slow
@pytest.mark.parametrize("design", sorted(designs.designs()))
def test_nothing_is_concluded_from_any_spoiled_clause_of_a_design(design: str) -> None:
    assert {case: said for case in every(design) if (said := wrong(*case))} == {}
