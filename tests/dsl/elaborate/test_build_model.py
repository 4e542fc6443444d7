"""From text to model: exact numbers, sets, rules, seats, reforms."""

from fractions import Fraction

from charter.dsl.load import load
from charter.dsl.model import (
    AllOf,
    AnyOf,
    Base,
    Concurring,
    Count,
    Institution,
    NotOpposed,
    Rule,
    Share,
    Unless,
)
from charter.dsl.syntax.source import Source


def institution(body: str, before: str = "") -> Institution:
    """The only institution of a charter with this body, which must be without findings."""
    loaded = load(Source("t", f"charter 1\nuse world\n{before}\ninstitution I {{\n{body}\n}}\n"))
    assert [(f.code, f.message) for f in loaded.findings if f.code != "LNG203"] == []
    assert loaded.charter is not None
    return loaded.charter.institutions[0]


def rule(text: str, before: str = "") -> Rule:
    """The rule as an organ's default."""
    organ = institution(f"organ C {{\n decides by {text}\n}}", before).organs[0]
    assert organ.decides is not None
    return organ.decides.value


def test_thresholds_are_exact() -> None:
    third = rule("66.7% of seats")
    assert isinstance(third, Share)
    assert (third.quota, third.strict, third.of.kind) == (Fraction(667, 1000), False, "seats")
    majority = rule("majority of present and voting")
    assert isinstance(majority, Share)
    assert (majority.quota, majority.strict, majority.of.kind) == (Fraction(1, 2), True, "present")


def test_and_binds_before_or_and_including_is_and() -> None:
    mixed = rule("55% of members including 65% of population or all but 3 of members")
    assert isinstance(mixed, AnyOf)
    assert isinstance(mixed.parts[0], AllOf)
    first, second = mixed.parts[0].parts
    assert isinstance(first, Share)
    assert isinstance(second, Share)
    assert (first.of.kind, second.of.kind, second.of.column) == ("members", "column", "population")


def test_three_tests_joined_stand_side_by_side() -> None:
    joined = rule("9 of 15 seats and concurring votes of P5 and not opposed by majority of any chamber")
    assert isinstance(joined, AllOf)
    assert [type(p) for p in joined.parts] == [Count, Concurring, NotOpposed]
    assert isinstance(joined.parts[0], Count)
    assert joined.parts[0].out_of == 15
    assert isinstance(joined.parts[1], Concurring)
    assert joined.parts[1].voters.members == ("CHN", "FRA", "GBR", "RUS", "USA")


def test_group_bases_and_named_numbers() -> None:
    group = rule("quota of LDC", "let quota = 60%")
    assert isinstance(group, Share)
    assert (group.quota, group.of.kind) == (Fraction(3, 5), "group")
    assert isinstance(group.of, Base)
    assert group.of.group is not None
    assert len(group.of.group.members or ()) == 44


def test_objection_has_its_clock() -> None:
    made = institution(
        "organ A { plenary }\ndecision d : standard {\n step A unless 1/3 of members object within 90 days\n}"
    )
    step = made.decisions[0].steps[0]
    assert isinstance(step.rule, Unless)
    assert step.rule.within is not None
    assert step.rule.within.days == 90


def test_sets() -> None:
    made = institution("members are (G7 | { CHN }) except EU")
    assert made.members is not None
    assert made.members.value.members == ("CAN", "CHN", "GBR", "JPN", "USA")
    inner = institution("members are G7\norgan A { plenary of members & EU }").organs[0].plenary
    assert inner is not None
    assert inner.value is not None
    assert inner.value.members == ("DEU", "FRA", "ITA")


def test_unknown_membership_is_not_empty_membership() -> None:
    made = institution("organ A { plenary of members & EU }")
    assert made.members is None
    assert made.organs[0].plenary is not None
    assert made.organs[0].plenary.value is not None
    assert made.organs[0].plenary.value.members is None


def test_seats_add_up() -> None:
    seats = institution(
        "organ A { plenary }\norgan C {\n seats {\n"
        "  2 designated by C for each area of R not among these, in practice 3\n"
        "  elected by A for 2 years, not at once re-eligible {\n   5 from African\n   1 from African | WEOG\n  }\n"
        "  permanent P5, with veto\n }\n}",
        "areas R = African, WEOG",
    ).organs[1].seats  # fmt: skip
    assert seats is not None
    assert [line.total for line in seats.lines] == [3, 6, 5]
    assert seats.total == 14
    assert seats.lines[1].re_election == "no_immediate"
    assert seats.lines[2].veto


def test_none_and_not_stated_differ() -> None:
    made = institution("organ A {\n plenary\n no quorum\n}\norgan B { plenary }")
    assert [(o.quorum, o.denies("quorum")) for o in made.organs] == [(None, True), (None, False)]


def test_citations() -> None:
    made = institution('source s "S"\nfounded 1957 [s II.3; s IV]')
    assert made.founded is not None
    assert [str(c) for c in made.founded.citations] == ["s II.3", "s IV"]


REFORM = """charter 1
use world
institution Old "Old" {
  members are G7
  organ A {
    plenary
    quorum majority of members
    decides by 2/3 of members
  }
  decision d : standard { step A }
  funding { budget 3 million USD a year }
}
reform New "New" of Old {
  status proposed
  change organ A {
    change quorum 2/3 of members
    add meets every 1 year
    remove decides
  }
  add decision e : finding {
    step A by 1/2 of members
  }
  remove funding
}
"""


def test_a_reform_is_a_whole_institution_and_knows_its_changes() -> None:
    loaded = load(Source("t", REFORM))
    assert loaded.findings == ()
    assert loaded.charter is not None
    old, new = loaded.charter.institutions
    assert (new.title, new.reform_of, [d.name for d in new.decisions]) == ("New", "Old", ["d", "e"])
    assert old.funding is not None
    assert new.funding is None
    organ = new.organs[0]
    assert organ.decides is None
    assert organ.meets is not None
    assert organ.quorum is not None
    assert isinstance(organ.quorum.value, Share)
    assert organ.quorum.value.quota == Fraction(2, 3)
    assert (organ.quorum.span.line, organ.plenary.span.line if organ.plenary else 0) == (16, 6)
    assert new.members is not None
    assert new.members.value.members == old.members.value.members
    assert [(c.verb, c.path, c.before, c.after) for c in new.changes] == [
        ("add", ("status",), None, "status proposed"),
        ("change", ("organ A", "quorum"), "quorum majority of members", "quorum 2/3 of members"),
        ("add", ("organ A", "meets"), None, "meets every 1 year"),
        ("remove", ("organ A", "decides"), "decides by 2/3 of members", None),
        ("add", ("decision e",), None, "decision e : finding {\n    step A by 1/2 of members\n  }"),
        ("remove", ("funding",), "funding { budget 3 million USD a year }", None),
    ]


def test_a_reform_of_a_shipped_design_keeps_the_places_of_both() -> None:
    text = "charter 1\nuse un\nreform UN_2 of UN {\n change organ SecurityCouncil {\n  remove quorum\n }\n}\n"
    loaded = load(Source("t", text))
    assert [(f.code, f.span.line) for f in loaded.findings] == [("LNG404", 5)]
    assert loaded.charter is not None
    made = loaded.charter.institutions[0]
    assert (made.name, made.span.file, made.organs[0].span.file) == ("UN_2", "t", "institutions/un.charter")
