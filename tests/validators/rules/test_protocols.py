"""Protocols with parties of their own, and duties that wait for others."""

from __future__ import annotations

from rule_checking import agency, examined, findings

from charter.dsl.load import load
from charter.dsl.model.charter import Charter
from charter.dsl.syntax.source import Source
from charter.render.diagrams import diagram
from charter.render.figures.structure import structure

FOUR = "{ USA, CHN, FRA, DEU }"
PROTOCOL = """
  protocol deal "The Deal" parties are { FRA, DEU }
  organ Meeting { plenary of deal; decides by unanimity }
  organ Assembly { plenary; decides by majority of members }
  decision blame : finding { step Meeting }
  obligation cut { binds parties to deal; breach found by blame }
"""


def read(text: str) -> Charter:
    loaded = load(Source("a.charter", text))
    assert [(f.code, f.span.line, f.message) for f in loaded.findings if f.severity == "error"] == []
    assert loaded.charter is not None
    return loaded.charter


def test_the_parties_to_a_protocol_are_bound_and_meet() -> None:
    """Two of four members are parties: each of the two stops what they decide, and the others are not there."""
    text = agency(PROTOCOL, FOUR)
    institution = read(text).institutions[0]
    (binds,) = institution.obligations[0].bindings
    assert binds.value.parties is not None
    assert (binds.value.kind, binds.value.agreement) == ("set", "deal")
    assert binds.value.parties.members == ("DEU", "FRA")
    asked = text + "expect Agency { FRA can block blame; USA can block blame; that seats(Meeting) = 2 }\n"
    assert [v.verdict for v in examined(asked).verdicts] == ["proved", "refuted", "proved"]


def test_only_parties_can_be_accused_under_a_protocol() -> None:
    (found,) = findings("VOT107", agency(PROTOCOL, FOUR))
    assert (found.severity, found.span.line) == ("error", 10)
    assert found.witness["steps"][0]["why"] == "the State concerned is one of 2 voting in Meeting"
    (other,) = findings("VOT107", agency(PROTOCOL.replace("step Meeting", "step Assembly"), FOUR))
    assert other.witness["steps"][0]["why"] == "the State concerned is one of 2 voting in Assembly"


def test_a_duty_that_waits_for_one() -> None:
    """Of four members with 1,419, 341, 84 and 68 million people (CHN, USA, DEU, FRA) 90% are 1,721 of 1,912: without
    DEU and without FRA that is left, without CHN or USA (1,571) it is not. Three of four can be any three."""
    duty = "  obligation cut {{ binds those who accept; once {} accept }}"
    (found,) = findings("MEM111", agency(duty.format("90% of population"), FOUR))
    assert (found.severity, found.span.line, found.entity) == ("warning", 6, "Agency.cut")
    assert found.message == "each of CHN and USA can keep cut from binding anybody, by staying out"
    assert findings("MEM111", agency(duty.format("3 members"), FOUR)) == []
    (every,) = findings("MEM111", agency(duty.format("all of members"), FOUR))
    assert every.message == "each of the 4 members can keep cut from binding anybody, by staying out"


def test_the_pictures_show_both() -> None:
    charter = read(agency(PROTOCOL.replace("parties to deal;", "parties to deal; once 2 members accept;"), FOUR))
    institution = charter.institutions[0]
    assert structure(institution, charter).node("members").lines == ("The Deal: 2 parties",)
    told = diagram("enforcement", institution, charter, "cut").scene.description
    assert "Binds parties to deal" in told
    assert "Once 2 members accept" in told
