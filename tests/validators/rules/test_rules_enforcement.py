"""VOT107 and ENF103: judges in their own case, and steps that may wait for ever."""

from fractions import Fraction

import pytest
from rule_checking import agency, findings, only, places

BODIES = """  organ Assembly { plenary; decides by majority of members }
  organ Board { seats { 9 elected by Assembly }; decides by majority of seats }
  organ Tribunal : tribunal { seats { 5 elected by Assembly } }
  organ Experts { experts 12 appointed by Assembly }
  organ Office { headed by Director, appointed by Assembly }
  organ Riddle { decides by majority of seats }
"""
# the bodies stand on lines 6 to 11; what is added begins on line 12

BOTH = "The State concerned may vote in the Board and the Assembly on 2 steps against it: cut and end"


def decided(steps: str, kind: str = "finding", more: str = "") -> str:
    return agency(f"{BODIES}  decision judge : {kind} {{\n{steps}\n  }}{more}")


def test_a_finding_on_which_the_accused_may_vote_is_an_error_at_the_step() -> None:
    found = only("VOT107", decided("    step Office recommends\n    step Board by 2/3 of seats"))
    assert (found.severity, found.span.line, found.entity) == ("error", 14, "Agency.judge")
    assert found.message == "The State concerned may vote on “judge” in the Board: no clause bars it"
    assert found.help == "exclude it: `step Board …, accused barred`"
    assert found.witness is not None
    assert found.witness["decision"] == "judge"
    assert found.witness["steps"][0]["organ"] == "Board"
    assert found.witness["steps"][0]["accused"] in {"FRA", "AND"}
    assert "any of 29 that can be accused may sit in Board" in found.witness["text"]


@pytest.mark.parametrize("kind", ["sanction", "suspension", "expulsion", "dispute"])
def test_other_enforcement_is_a_warning(kind: str) -> None:
    assert only("VOT107", decided("    step Assembly", kind)).severity == "warning"


@pytest.mark.parametrize("kind", ["standard", "budget", "admission"])
def test_decisions_that_enforce_nothing_are_left_alone(kind: str) -> None:
    assert findings("VOT107", decided("    step Assembly", kind)) == []


@pytest.mark.parametrize(
    "steps",
    [
        "    step Board, accused barred",
        "    step Board\n    barred accused",
        "    step Board\n    barred disputants",
        "    step Board, WEOG barred",
        "    step Board recommends\n    step Tribunal",
        "    step Experts",
        "    step Office",
        "    step Board by reverse consensus",
    ],
)
def test_a_bar_an_impartial_body_and_a_reverse_consensus_are_silent(steps: str) -> None:
    assert findings("VOT107", decided(steps)) == []


@pytest.mark.parametrize("steps", ["    step Board, complainant barred", "    step Board, { FRA } barred"])
def test_a_bar_on_somebody_else_is_not_enough(steps: str) -> None:
    assert places("VOT107", decided(steps)) == [(13, "Agency.judge")]


def test_every_step_at_fault_is_labelled_and_the_sound_one_is_not() -> None:
    found = only(
        "VOT107", decided("    step Board\n    step Tribunal\n    step members\n    step Assembly, accused barred")
    )
    assert found.span.line == 13
    assert [label.span.line for label in found.labels] == [15]
    assert found.message.startswith("The State concerned may vote on “judge” in the Board and the members of Agency")


def test_an_organ_of_which_nothing_is_said_is_a_gap() -> None:
    found = only("VOT107", decided("    step Riddle"))
    assert (found.severity, found.span.line, found.entity) == ("gap", 13, "Agency.Riddle")


def duty(binds: str, rung: str = "report : report by Office", breach: str = "") -> str:
    return (
        f"\n  obligation duty {{\n    binds {binds}\n    {breach}\n    answered by {{\n      step {rung}\n    }}\n  }}"
    )


def test_who_is_bound_decides_who_can_be_accused() -> None:
    closed = "    step Closed\n  }\n  organ Closed {\n    seats { permanent { FRA, USA } }\n"
    by = "breach found by judge"
    assert findings("VOT107", decided(closed, more=duty("{ DEU, ITA }", breach=by))) == []
    found = only("VOT107", decided(closed, more=duty("{ FRA, ITA }", breach=by)))
    assert "any of 1 that can be accused may sit in Closed" in (found.witness or {})["text"]
    assert found.witness is not None
    assert found.witness["steps"][0]["accused"] == "FRA"


def test_firms_have_no_vote_of_their_own() -> None:
    text = decided("    step Board", more=duty("firms in members", breach="breach found by judge"))
    assert findings("VOT107", text) == []


def test_a_decision_by_which_a_breach_is_found_is_a_finding_whatever_its_kind() -> None:
    text = decided("    step Board", "assessment", duty("members", breach="breach found by judge"))
    assert [(f.severity, f.span.line) for f in findings("VOT107", text)] == [("error", 13)]


def test_a_decision_that_a_step_of_a_ladder_takes_is_enforcement() -> None:
    text = decided("    step Board", "programme", duty("members", "stop : loss_of_help by judge, may"))
    assert [(f.severity, f.span.line) for f in findings("VOT107", text)] == [("warning", 13)]


def test_steps_that_an_organ_takes_alone_are_told_once_a_ladder() -> None:
    rungs = "tell : notice by Board\n      step cut : loss_of_help by Board\n      step end : suspension by Assembly"
    found = only("VOT107", agency(BODIES + duty("members", rungs)))
    assert found.entity == "Agency.duty.cut"
    assert found.span.line == 18
    assert [label.span.line for label in found.labels] == [19]
    assert found.message == BOTH


def test_steps_that_must_follow_a_breach_already_found_leave_nothing_to_vote_on() -> None:
    rungs = "cut : loss_of_help by Board, {}\n      step end : suspension by Assembly, may"
    breach = "breach found by judge"
    must = decided("    step Board, accused barred", more=duty("members", rungs.format("shall"), breach=breach))
    found = only("VOT107", must)
    assert (found.entity, found.severity) == ("Agency.duty.end", "warning")
    assert found.message == "The State concerned may vote in the Assembly on 1 step against it: end"
    may = decided("    step Board, accused barred", more=duty("members", rungs.format("may"), breach=breach))
    assert only("VOT107", may).message == BOTH
    unfound = agency(BODIES + duty("members", rungs.format("shall")))
    assert only("VOT107", unfound).entity == "Agency.duty.cut"


OTHER = """institution Union {
  members are WEOG | African
  organ Council { seats { permanent { FRA, USA }; 9 elected by Everyone } }
  organ Everyone { plenary }
  decision measures : sanction {
    step Council by 7 seats%s
  }
}"""


def test_a_decision_of_another_institution_is_reported_at_the_step_that_refers_to_it() -> None:
    more = duty("members", "refer : referral to Union.measures, may")
    found = [f for f in findings("VOT107", agency(BODIES + more, before=OTHER % "")) if f.entity == "Agency.duty.refer"]
    assert len(found) == 1
    assert found[0].message == (
        "refer depends on Union.measures, on which the State concerned may vote in Union's Council: no clause bars it"
    )
    assert [label.span.line for label in found[0].labels] == [8]
    barred = agency(BODIES + more, before=OTHER % ", accused barred")
    assert findings("VOT107", barred) == []


LADDER = """  organ Office { headed by Director, appointed by Assembly }
  organ Assembly { plenary; decides by majority of members }
  decision stop : sanction {
    step Assembly, accused barred%s
  }
  obligation duty {
    binds members
    answered by {
%s
    }
  }"""


def ladder(*rungs: str, decision: str = "") -> str:
    """A ladder whose first step stands on line 14."""
    return agency(LADDER % (decision, "\n".join(f"      step {rung}" for rung in rungs)))


def test_steps_without_a_clock_are_told_once_with_what_the_others_take() -> None:
    text = ladder(
        "one : notice by Office, within 30 days",
        'two : report by Office, after "reasonable time"',
        "three : publication by Office, forthwith",
        'four : fine by Office, within "a reasonable time"',
        "five : fine by Office",
        "six : fine by Office, within 2 months",
    )
    found = only("ENF103", text)
    assert (found.severity, found.span.line, found.entity) == ("warning", 15, "Agency.duty.two")
    assert [label.span.line for label in found.labels] == [16, 17, 18]
    assert found.message == "4 of 6 steps on breach of “duty” set no time limit: two, three, four and five"
    assert found.help is not None
    assert "else three" in found.help
    assert found.witness is not None
    assert [step["step"] for step in found.witness["steps"]] == ["two", "three", "four", "five"]
    assert found.witness["timed"] == [{"step": "one", "days": 30}, {"step": "six", "days": Fraction(730, 12)}]
    assert found.witness["known_days"] == 30 + Fraction(730, 12)
    assert 'two: may begin after "reasonable time", must end on no day' in found.witness["text"]
    assert "`forthwith` is no number of days" in found.witness["text"]


def test_one_step_without_a_clock_reads_as_one() -> None:
    found = only("ENF103", ladder("one : notice by Office"))
    assert found.message == "The only step on breach of “duty” sets no time limit: one"


def test_a_ladder_of_days_is_silent() -> None:
    assert (
        findings("ENF103", ladder("one : notice by Office, within 1 day", "two : fine by Office, within 1 year")) == []
    )


@pytest.mark.parametrize(
    ("decision", "silent"),
    [
        (", within 90 days", True),
        ("", False),
        (', within "reasonable time"', False),
        (" unless 1/3 of members object within 60 days", True),
    ],
)
def test_the_clock_of_the_decision_that_takes_the_step_counts(decision: str, silent: bool) -> None:
    if decision.startswith(" unless"):
        text = ladder("one : fine by stop").replace(
            "step Assembly, accused barred", f"step Assembly{decision}, accused barred"
        )
    else:
        text = ladder("one : fine by stop", decision=decision)
    assert places("ENF103", text) == ([] if silent else [(14, "Agency.duty.one")])


def test_an_obligation_without_a_ladder_is_silent() -> None:
    assert findings("ENF103", agency("  obligation duty { binds members }")) == []
