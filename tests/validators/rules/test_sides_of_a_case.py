"""The sides of a case as actors, the accused who is no state, and duties of several kinds of addressees."""

from __future__ import annotations

from rule_checking import agency, examined, findings, places

from charter.dsl.load import load
from charter.dsl.model.charter import Charter
from charter.dsl.syntax.source import Source
from charter.render.diagrams import diagram

BODY = """
  organ Assembly { plenary; decides by majority of members }
  organ Bench : tribunal { experts 7 elected by Assembly for 4 years }
"""


def read(text: str) -> Charter:
    loaded = load(Source("a.charter", text))
    assert [(f.code, f.span.line, f.message) for f in loaded.findings if f.severity == "error"] == []
    assert loaded.charter is not None
    return loaded.charter


def test_a_person_has_no_vote_in_the_own_case() -> None:
    """The members convict persons, none of whom sits among them; of a decision on a member each member is judge."""
    convict = "  decision convict : finding { step Assembly; against individuals in members }"
    blame = "  decision blame : finding { step Assembly }"
    some = "  decision blame_some : finding { step Assembly; against { VAT } }"
    text = agency(BODY + convict + "\n" + blame + "\n" + some)
    assert places("VOT107", text) == [(10, "Agency.blame")]


def test_expelling_firms_accuses_no_member() -> None:
    text = agency(BODY + "  decision strike_off : expulsion { step Assembly; against firms }")
    assert places("VOT107", text) == []


def test_a_penalty_on_persons_by_the_plenary_bars_nobody() -> None:
    ladder = "answered by {{ step fine_them : fine by Assembly, may, within 9 days{} }}"
    duty = "  obligation duty {{ binds members; {} }}"
    states = agency(BODY + duty.format(ladder.format("")))
    persons = agency(BODY + duty.format(ladder.format(", against individuals in members")))
    assert [(f.span.line, f.entity) for f in findings("VOT107", states)] == [(9, "Agency.duty.fine_them")]
    assert findings("VOT107", persons) == []


def test_the_complainant_acts() -> None:
    duty = (
        "  obligation duty { binds members; monitored by Bench through complaint by complainant\n"
        "  answered by { step suspend_rights : retaliation by complainant, may, within 30 days, to accused } }\n"
        "  decision rule_it : dispute { proposed by complainant or accused; step Bench }"
    )
    institution = read(agency(BODY + duty)).institutions[0]
    rung = institution.obligations[0].ladder
    assert rung is not None
    assert [str(w) for w in (*rung.rungs[0].by, *rung.rungs[0].to)] == ["the complainant", "the accused"]
    (found,) = findings("ENF106", agency(BODY + duty))
    assert (found.severity, found.span.line, found.entity) == ("note", 10, "Agency.duty.suspend_rights")


def test_one_clause_binds_states_and_firms() -> None:
    text = agency(BODY + "  obligation duty { binds members and firms in members, without ratification }")
    found = read(text).institutions[0].obligations[0].bindings
    assert [(b.value.kind, b.value.actors, b.value.without_ratification) for b in found] == [
        ("set", None, True),
        ("actors", "firms", True),
    ]
    assert [f.code for f in examined(text, ["LNG401"]).findings] == []


def test_those_who_accept_alone_are_members_each_of_whom_accepts() -> None:
    text = agency(BODY + "  obligation duty { binds those who accept }", members="{ FRA, DEU }")
    (found,) = read(text).institutions[0].obligations[0].bindings
    assert found.value.acceptors_only
    assert found.value.parties is not None
    assert found.value.parties.members == ("DEU", "FRA")
    assert places("MEM102", text) == []


def test_the_pictures_name_the_sides() -> None:
    text = agency(
        BODY
        + "  decision convict : finding { proposed by complainant; step Bench; against individuals in members }\n"
        + "  obligation duty { binds members and firms; answered by {\n"
        + "    step fine_them : fine by complainant, may, within 9 days, against individuals } }"
    )
    charter = read(text)
    decided = diagram("decision", charter.institutions[0], charter, "convict").scene.description
    assert "May propose: The complainant" in decided
    assert "Taken against individuals in members" in decided
    answered = diagram("enforcement", charter.institutions[0], charter, "duty").scene.description
    assert "By the complainant, may" in answered
    assert "Against individuals" in answered
