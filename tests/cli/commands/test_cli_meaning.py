"""`charter diff --meaning`: changes by category and gravity, with an exit code, as text and by its schema."""

import json
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from cli_helpers import Run, write

SCHEMA = json.loads((Path(__file__).parents[3] / "docs" / "schema" / "meaning-1.json").read_text(encoding="utf-8"))

BASE = """charter 1
use world
institution Club "The club" {
  members are { FRA, DEU, ITA, ESP, BEL }
  membership { open to states; admission by admit; withdrawal by notice, notice 6 months }
  organ Assembly { plenary; quorum 3 members; decides by 3/5 of members }
  decision admit : admission { step Assembly }
  decision order "Give an order" : standard { step Assembly by 4 members }
  obligation report "Report every year" {
    binds { FRA, DEU }
    force recommended
    monitored by Assembly through self-report
    answered by { step warn : notice by Assembly }
  }
  funding { budget 3 million EUR a year; contributor FRA 60% in 2024; contributor DEU 40% in 2024 }
}
"""


def against(run: Run, folder: Path, *changes: tuple[str, str]) -> dict[str, Any]:
    """The changes from the club to the club with texts replaced."""
    after = BASE
    for old, new in changes:
        assert old in after
        after = after.replace(old, new)
    write(folder, BASE, "a.charter")
    write(folder, after, "b.charter")
    result = run("diff", "--meaning", "a.charter", "b.charter", "--format", "json", "--fail-on", "never")
    assert (result.exit_code, result.stderr) == (0, "")
    found: dict[str, Any] = json.loads(result.stdout)
    jsonschema.validate(found, SCHEMA)
    return found


def grave(found: dict[str, Any]) -> list[tuple[str, str, str]]:
    return [
        (c["severity"], c["code"], c["text"])
        for c in found["changes"]
        if c["severity"] != "note" and c["category"] != "decision"
    ]


def test_the_same_text_means_no_change(run: Run, folder: Path) -> None:
    found = against(run, folder)
    assert [(c["code"], c["decision"]["verdict"]) for c in found["changes"]] == [
        ("decision:admit", "equivalent"),
        ("decision:order", "equivalent"),
    ]
    result = run("diff", "--meaning", "a.charter", "b.charter", "--fail-on", "warning")
    assert result.exit_code == 0
    assert result.stdout.splitlines() == [
        "Club in b.charter, beside a.charter: no change means anything",
        "",
        "passed by the same coalitions as before: admit, order",
    ]


def test_another_way_to_write_a_rule_is_no_change(run: Run, folder: Path) -> None:
    found = against(run, folder, ("decides by 3/5 of members", "decides by majority of members"))
    assert grave(found) == []
    assert found["changes"][0]["decision"]["verdict"] == "equivalent"


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        (("by 4 members", "by 4 members and concurring votes of { FRA }"),
         ("warning", "veto:order", "FRA gains a veto of “Give an order”")),
        (("quorum 3 members; ", ""), ("warning", "terms:admit", "“admit”, quorum: 3 members before, not stated after")),
        (("notice 6 months", "notice 2 years"), ("error", "exit:withdrawal",
         "withdrawal: withdrawal by notice, notice 6 months before, withdrawal by notice, notice 2 years after")),
        (("; withdrawal by notice, notice 6 months", ""), ("error", "exit:withdrawal",
         "no clause lets a member withdraw any more")),
        (("notice 6 months }", "notice 6 months; expulsion by order }"),
         ("error", "removal:expulsion", "expulsion of a member by order is new")),
        (("force recommended", "force binding"),
         ("error", "duty:report", "“Report every year”: its force is recommended before, binding after")),
        (("binds { FRA, DEU }", "binds { FRA, DEU, ITA }"),
         ("error", "duty:report", "“Report every year”: it binds ITA too")),
        (("binds { FRA, DEU }", "binds { FRA }"),
         ("warning", "duty:report", "“Report every year”: it no longer binds DEU")),
        (("    monitored by Assembly through self-report\n", ""),
         ("warning", "oversight:report", "“Report every year”: nobody watches any more")),
        (("step warn : notice by Assembly }", "step warn : notice by Assembly; step out : expulsion by order }"),
         ("error", "sanction:report", "“Report every year”: a breach may now be answered by expulsion")),
        (("FRA 60% in 2024; contributor DEU 40%", "FRA 55% in 2024; contributor DEU 45%"),
         ("error", "bill:funding", "1 pays a larger share: DEU 40% to 45%")),
        (("budget 3 million EUR", "budget 4 million EUR"),
         ("warning", "bill:budget", "the budget is 3 million EUR before, 4 million EUR after")),
        (("{ FRA, DEU, ITA, ESP, BEL }", "{ FRA, DEU, ITA, ESP }"),
         ("error", "member:members", "BEL is no longer a member")),
    ],
)  # fmt: skip
def test_each_category(run: Run, folder: Path, change: tuple[str, str], expected: tuple[str, str, str]) -> None:
    assert expected in grave(against(run, folder, change))


def test_a_veto_lost_is_an_error_and_the_exit_code_says_so(run: Run, folder: Path) -> None:
    """Five members, four needed: with ITA's vote C(4,3) + 1 = 5 coalitions of 6; without, the one of the other four."""
    with_veto = BASE.replace("by 4 members", "by 4 members and concurring votes of { ITA }")
    write(folder, with_veto, "a.charter")
    write(folder, BASE, "b.charter")
    result = run("diff", "--meaning", "a.charter", "b.charter")
    assert result.exit_code == 1
    lines = result.stdout.splitlines()
    assert lines[0] == "Club in b.charter, beside a.charter: 1 error, 1 warning, 1 note"
    assert lines[2] == "error[veto] ITA loses the veto of “Give an order”  a.charter:8 → b.charter:8"
    assert lines[4:7] == [
        "warning[decision] “Give an order” is looser  a.charter:8 → b.charter:8",
        "    of all coalitions of 5 players, none pass only before and 1 only after",
        "    only after: 4: BEL, DEU, ESP, FRA",
    ]
    assert run("diff", "--meaning", "b.charter", "a.charter").exit_code == 0
    assert run("diff", "--meaning", "b.charter", "a.charter", "--fail-on", "warning").exit_code == 1
    assert run("diff", "--meaning", "a.charter", "b.charter", "--fail-on", "never").exit_code == 0


def test_decisions_and_duties_that_come_and_go(run: Run, folder: Path) -> None:
    found = against(run, folder, ("decision order ", "decision command "), ("obligation report ", "obligation tell "))
    told = {(c["severity"], c["code"]) for c in found["changes"]}
    assert {("warning", "decision:order"), ("note", "decision:command"), ("warning", "duty:report"),
            ("note", "duty:tell")} <= told  # fmt: skip


def test_what_is_not_stated_is_not_taken_for_the_same(run: Run, folder: Path) -> None:
    found = against(run, folder, ("; decides by 3/5 of members", ""))
    (admit,) = [c for c in found["changes"] if c["code"] == "decision:admit"]
    assert (admit["severity"], admit["decision"]["verdict"]) == ("warning", "not known")
    assert admit["decision"]["why"] == "after: no clause on a rule of decision of Club.Assembly"
    assert admit["decision"]["pass_only_before"] is None


def test_a_reform_beside_its_original(run: Run) -> None:
    result = run("diff", "--meaning", "un", "un_veto_of_two", "--format", "json")
    assert result.exit_code == 1
    found = json.loads(result.stdout)
    jsonschema.validate(found, SCHEMA)
    assert (found["before"], found["after"], found["reform"]) == ("UN", "UN_VetoOfTwo", True)
    decision = next(c["decision"] for c in found["changes"] if c["code"] == "decision:chapter_vii")
    assert (decision["verdict"], decision["pass_only_before"], decision["pass_only_after"]) == ("looser", "0", "3190")


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("un", "ilo", "--fail-on", "warning"), "--fail-on goes with --meaning"),
        (("--meaning", "un", "un_veto_of_two", "--only", "nothing"), "--only nothing: neither charter has a decision"),
        (("un", "ilo", "--only", "admit"), "--only goes with --meaning"),
        (("--meaning", "un", "nowhere.charter"), "there is no file `nowhere.charter`"),
        (("--meaning", "un", "ilo", "--fail-on", "gap"), "'gap' is not one of"),
    ],
)
def test_bad_input_is_told(run: Run, words: tuple[str, ...], told: str) -> None:
    result = run("diff", *words)
    assert (result.exit_code, result.stdout) == (2, "")
    assert told in " ".join(result.stderr.split())
