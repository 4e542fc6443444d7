"""The ledger of a party: golden values worked out by hand on the shipped designs, and small charters for each case."""

from __future__ import annotations

from fractions import Fraction
from functools import cache

import pytest

from charter.analysis.parties.participation import Participation, participation, standing_of
from charter.analysis.subject import Subject
from charter.dsl.load import load
from charter.dsl.syntax.source import Source


@cache
def ledger(party: str, design: str, power: bool = False) -> Participation:
    loaded = load(design)
    assert loaded.charter is not None
    (institution,) = loaded.charter.institutions
    subject = Subject(institution, loaded.charter, loaded)
    return participation(subject, frozenset((party,)), party, power=power)


def read(text: str, party: str) -> Participation:
    loaded = load(Source("a.charter", text))
    assert loaded.charter is not None, loaded.findings
    subject = Subject(loaded.charter.institutions[0], loaded.charter, loaded)
    return participation(subject, frozenset(party.split("+")), party)


def seats(found: Participation) -> list[tuple[str, Fraction, Fraction, Fraction] | tuple[str, str]]:
    return [
        (s.organ, s.seats.least_held, s.seats.most_held, s.seats.of) if s.seats else (s.organ, s.missing or "")
        for s in found.seats
    ]


# ---- IAIA -------------------------------------------------------------------------------------------


def test_iaia_what_it_is_to_the_united_states() -> None:
    """One of 193 in the Assembly and, ranked first, one of 30 in the Council. The scale gives the United States more
    than the ceiling of 15%, so 80% x 15% = 12% of the budget for certain, and with 10% x 20% of the levy and 10% x 10%
    of what is voluntary at most 12% + 2% + 1% = 15%. Of 98.274% of known compute that has a country they hold 79.527.
    Two decisions bind members: the standard and the ban on exports; both pass with 20 of 30 without them."""
    found = ledger("USA", "iaia")
    assert seats(found) == [("Assembly", 1, 1, 193), ("Council", 1, 1, 30)]
    assert {s.stops for s in found.says} == {"never"}
    assert [n for s in found.says for n in s.binding] == ["adopt_standard", "ban_exports"]
    assert found.bill is not None
    assert (found.bill.least, found.bill.most, found.assessed) == (
        Fraction(12, 100),
        Fraction(15, 100),
        Fraction(15, 100),
    )
    strength = found.absence.strength
    assert strength is not None
    assert strength.own == Fraction(79527, 98274)


def test_iaia_it_can_start_without_the_united_states() -> None:
    """The weakest three of the six are Norway (1.302), Japan (1.192) and France (1.17): 3.664 of 98.274 = 3.7%. A tenth
    of the column is asked for as well. Of those who may ratify, the members of the United Nations, Taiwan (0.109) and
    Hong Kong (0.025) are not, so 10% of 98.14 = 9.814 is needed; the others have 98.14 - 79.527 = 18.613."""
    found = ledger("USA", "iaia").absence
    assert (found.enters, found.why) == ("yes", None)
    assert found.start is not None
    (named,) = found.start.named
    assert (named.condition, named.parties) == ("3 of FrontierStates", ("NOR", "JPN", "FRA"))
    assert named.share == Fraction(3664, 98274)
    assert found.start.share >= Fraction(9814, 98274)
    assert found.start.share < Fraction(99, 982)
    assert "USA" not in found.start.having


def test_iaia_what_staying_out_costs_the_united_states() -> None:
    """Of the memory they make 10, and by their part of known compute they need 79.527: they lack 69.527. Of the 90 that
    others make Korea, a member, makes all: leverage 1. In, they make 10 of the 100 that members make."""
    found = ledger("USA", "iaia")
    (measure,) = found.outside
    assert (measure.lacks, measure.leverage, measure.members) == (Fraction("69.527"), 1, Fraction(9, 10))
    (withheld,) = found.absence.withheld
    assert withheld.share == Fraction(1, 10)
    assert ledger("KEN", "iaia").outside[0].leverage == 0


def test_iaia_what_it_is_to_kenya() -> None:
    """Kenya may be elected or not. Its bill is at most 3 points of the budget above what it is assessed: 10% x 20% of
    the levy and 10% x 10% of what is voluntary. No compute of it is known."""
    found = ledger("KEN", "iaia")
    assert seats(found) == [("Assembly", 1, 1, 193), ("Council", 0, 1, 30)]
    assert found.bill is not None
    assert found.assessed is not None
    assert found.bill.least == Fraction(8, 10) * found.assessed
    assert found.bill.most - found.bill.least == Fraction(3, 100)
    assert found.absence.strength is not None
    assert found.absence.strength.own == 0
    (duty,) = found.duties
    assert (duty.reach, duty.force, duty.depth, duty.helped, duty.grace) == ("bound", "binding", 3, False, None)


def test_iaia_the_worst_for_a_breach_cannot_be_stopped_by_the_accused() -> None:
    """The ban on exports needs the finding and the ban, each by 20 of 30 seats without the accused: of 29, nine others
    short of ten cannot stop it, let alone the accused."""
    (duty,) = ledger("USA", "iaia").duties
    (worst,) = duty.worst
    assert (worst.step, worst.kind, worst.stops) == ("export_ban", "trade_ban", "never")
    assert worst.decisions == ("Find a breach", "Ban exports of AI accelerators to a member in breach")


def test_iaia_grace_and_help_reach_a_least_developed_state() -> None:
    (duty,) = ledger("TZA", "iaia").duties
    assert (duty.helped, duty.fund, str(duty.grace)) == (True, "CapacityFund", "2 years")


def test_a_union_stands_for_its_states() -> None:
    """The European Union is no member; 27 of its states are. Germany and France are two of the frontier states, so that
    the weakest three without them are China (6.943), Norway and Japan: 9.437 of 98.274."""
    found = ledger("EUU", "iaia")
    assert len(found.parties) == 27
    assert seats(found)[0] == ("Assembly", 27, 27, 193)
    assert found.absence.start is not None
    (named,) = found.absence.start.named
    assert (named.parties, named.share) == (("CHN", "NOR", "JPN"), Fraction(9437, 98274))


# ---- IAEA, IMF --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("party", "least", "most"), [("USA", Fraction(1, 4), Fraction(1, 4)), ("KEN", 0, Fraction(3, 4))]
)
def test_iaea_bill_and_say(party: str, least: Fraction, most: Fraction) -> None:
    """The United States pay 25% by name, and nobody else is named, so that others share 75%. The Board has 35 seats,
    all of them open; no one is sure of one, and alone none stops any of the six decisions."""
    found = ledger(party, "iaea")
    assert seats(found) == [("GeneralConference", 1, 1, 181), ("Board", 0, 1, 35)]
    assert found.bill is not None
    assert (found.bill.least, found.bill.most) == (least, most)
    assert {s.stops for s in found.says} == {"never"}
    assert found.absence.enters == "in force"
    assert found.outside == ()


@pytest.mark.parametrize(("party", "stops"), [("USA", "always"), ("CHN", "always"), ("KEN", "never")])
def test_iaea_the_last_step_is_the_security_council(party: str, stops: str) -> None:
    """Whoever has a veto in the Security Council stops what it decides on a referral; nobody alone stops what the Board
    takes from a member."""
    (duty,) = ledger(party, "iaea").duties
    assert [(w.step, w.stops) for w in duty.worst] == [
        ("curtail_help", "never"),
        ("recall_materials", "never"),
        ("suspend_rights", "never"),
        ("refer", stops),
    ]


def test_imf_the_united_states_stop_what_needs_85_percent() -> None:
    """With 831,396 of 5,039,902 votes or 16.5% they keep 85% from being reached: 100 - 16.5 = 83.5. No other member has
    more than 15%, and without them the fewest who hold more than 15% of what is left are three."""
    found = ledger("USA", "imf")
    stopped = [n for s in found.says if s.stops == "always" for n in s.decisions]
    assert stopped == [
        "change_quotas", "set_board_size", "allocate_sdr", "establish_council", "use_gold", "compel_withdrawal",
        "amend", "amend_protected",
    ]  # fmt: skip
    governors = found.seats[0].votes
    assert governors is not None
    assert round(float(governors.least), 4) == 0.165
    changes = {c.labels[0]: c.fewest for c in found.absence.changes}
    assert changes["Change quotas"] == (1, 3)
    assert changes["Deal in gold"] == (1, 3)


def test_imf_kenya_stops_what_every_member_must_accept() -> None:
    found = ledger("KEN", "imf")
    assert [n for s in found.says if s.stops == "always" for n in s.decisions] == ["amend_protected"]
    (duty,) = found.duties
    assert [(w.kind, w.stops) for w in duty.worst] == [("expulsion", "never")]


# ---- designs that leave things open -----------------------------------------------------------------


@pytest.mark.parametrize(
    ("party", "design", "standing"),
    [
        ("USA", "isia", "not known"), ("KEN", "waico", "may join"), ("EUU", "waico", "outside"),
        ("CHN", "cern_for_ai", "outside"), ("EUU", "cern_for_ai", "assumed member"),
        ("USA", "narrow_path", "not known"), ("KEN", "imf", "member"),
    ],
)  # fmt: skip
def test_standing(party: str, design: str, standing: str) -> None:
    found = ledger(party, design)
    assert found.standing == standing


def test_what_is_not_stated_is_not_made_up() -> None:
    """ISIA does not say who its members are: no seats, no say, no bill."""
    found = ledger("USA", "isia")
    assert {s.stops for s in found.says} == {"unknown"}
    assert (found.bill, found.bill_missing) == (None, "funding")
    assert found.absence.enters == "not known"
    assert found.absence.changes == ()


HEAD = 'charter 1\nuse world\ndomain ai "AI"\n'


def test_one_who_may_join_is_taken_as_a_member() -> None:
    """Three members and one who joins: a majority of four is three, so that one alone stops nothing and two do."""
    text = (
        HEAD
        + """institution Club {
  members are { FRA, DEU, ITA }
  membership { open to { KEN } }
  organ Assembly { plenary; decides by majority of members }
  decision act : programme { step Assembly }
}
"""
    )
    found = read(text, "KEN")
    assert (found.standing, found.members) == ("may join", 4)
    assert seats(found) == [("Assembly", 1, 1, 4)]
    assert [s.stops for s in found.says] == ["never"]
    assert [s.stops for s in read(text, "FRA+DEU").says] == ["always"]


def test_a_named_state_holds_the_key() -> None:
    text = (
        HEAD
        + """institution Club {
  status proposed
  members are { FRA, DEU, ITA }
  organ Assembly { plenary; decides by majority of members }
  adoption { in force on 2 ratifications including all of { DEU } }
}
"""
    )
    assert read(text, "DEU").absence.enters == "no"
    assert read(text, "FRA").absence.enters == "yes"


def test_standing_of_a_group_is_that_of_all_of_it() -> None:
    loaded = load(Source("a.charter", HEAD + "institution Club { members are { FRA, DEU } }\n"))
    assert loaded.charter is not None
    club = loaded.charter.institutions[0]
    assert standing_of(club, frozenset(("FRA", "DEU"))) == "member"
    assert standing_of(club, frozenset(("FRA", "KEN"))) == "outside"
