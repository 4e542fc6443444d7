"""Expressions: each verdict with its witness, open seats, names and units, and the same numbers as sentences."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest

from charter.dsl.load import load
from charter.dsl.metrics import SIGNATURES
from charter.dsl.syntax.source import Source
from charter.validators.check.engine import check
from charter.validators.check.pages import fences
from charter.validators.expectations import metric_list
from charter.validators.expectations.circumstances import Situation
from charter.validators.expectations.judging import evaluate
from charter.validators.expectations.scenarios import staged
from charter.validators.expectations.verdict import Verdict

HEAD = """charter 1
use world
group Big = { FRA, DEU }
group Small = { LUX, MLT }
group South = { ITA, ESP }
group Nobody = Big & Small
let wanted = 1/4
let patience = 2 years
institution Club {
  members are { FRA, DEU, ITA, ESP, LUX, MLT }
  organ Assembly { plenary; votes one each; decides by 2/3 of members }
  organ Council {
    seats {
      permanent Big
      2 elected by Assembly
    }
    decides by 3 of 4 seats
  }
  organ Board {
    seats {
      3 elected by Assembly
    }
    decides by 2 seats
  }
  decision adopt : standard { step Council; step Assembly }
  decision find_breach : finding { step Council by consensus }
  decision plain : standard { step Assembly }
  decision vague : standard { step Assembly by majority of members, within "reasonable time" }
  funding { assessed 80% by equal shares; voluntary 20%, at most 25% from one donor }
  adoption { takes negotiation 12 months, ratification 1 years, set-up 30 days }
}
expect Club {
"""
FIRST = HEAD.count("\n") + 1


def loaded(sentences: str) -> Any:
    return load(Source("club.charter", f"{HEAD}{sentences}\n}}\n"))


def verdict(sentence: str) -> Verdict:
    found = loaded(sentence)
    assert [(f.code, f.span.line, f.message) for f in found.findings if f.code != "LNG203"] == []
    (only,) = evaluate(found.charter)
    assert only.span.line == FIRST
    return only


def text(found: Verdict) -> str:
    assert found.witness is not None
    return str(found.witness["text"])


@pytest.mark.parametrize(
    ("sentence", "expected", "said"),
    [
        ("that 1 + 2 * 3 = 7 and 10 - 4 - 3 = 3 and -(1/2) < 0", "proved", "7 = 7 holds"),
        ("that 8 / 2 / 2 = 2 and not 1 > 2 or 1 = 2", "proved", "1 > 2 does not hold"),
        ("that wanted = 25% and patience > 23 months", "proved", "25%"),
        ("that seats(Council) = 4 and seats(Big, Council) = 2", "proved", "seats(Big, Council) is 2"),
        ("that share(Big, Council) > 1/2", "refuted", "share(Big, Council) is 50% (2 of 4 seats in Council)"),
        ("that share(Small, seats in Council) <= 1/2", "proved", "0% to 50% <= 0.5 holds"),
        ("that share(Small, Council) > 0", "depends", "50% > 0 holds: share(Small, Council) is 50% (2 of 4 seats"),
        ("that seats(Small, Council) + seats(South, Council) = 2", "proved", "2 = 2 holds"),
        ("that share(Small, Council) <= share(Big, Council)", "proved", "share(Small, Council) is 0% to 50%"),
        ("that share(Small, Council) < share(Big, Council)", "depends", "does not hold"),
        ("that seats(Small, Council) < seats(Small, Board)", "depends", "in another 2 < "),
        ("that seats(Small, Council) * seats(South, Council) <= 1", "proved", "in each of 3 kinds of compositions"),
        ("that seats(Small, Council) * seats(South, Council) <= 4", "proved", "0 to 4 <= 4 holds"),
        ("that votes(Small, Assembly) / votes(Assembly) = 1/3", "proved", "1/3 = 1/3 holds"),
        ("that can_block(Big, adopt) and not can_pass(Big, adopt)", "proved", "2 of 4 seats say yes and 3 are needed"),
        ("that can_block(Small, adopt)", "depends", "in Council 2 of 4 seats say yes and 3 are needed; in another"),
        ("that can_block(Small, adopt) or can_block(Big, adopt)", "proved", "FRA saying no"),
        ("that smallest_blocking(adopt) = 2", "proved", "DEU and ESP can stop it"),
        ("that vetoes(find_breach) >= 2", "proved", "2 to 6 >= 2 holds"),
        ("that vetoes(adopt) = 0", "proved", "nobody"),
        ("that power(Big, plain) = 1/3 and power(Big, Assembly) = 1/3", "proved", "(normalised Banzhaf index)"),
        ("that power(Big, find_breach) = 1/2", "proved", "50%"),
        ("that power(Big, plain, shapley) = 1/3", "proved", "Shapley-Shubik"),
        ("that power_to_act(plain) = 11/32", "proved", "it passes in 22 of 64 ways to vote"),
        ("that members = 6 and members(Big) = size(Big)", "proved", "members(Big) is 2"),
        ("that coverage({ FRA, CHE }) = 1/2", "proved", "1 of 2 are members"),
        ("that total({ FRA }, population) > 10^9", "refuted", "total({ FRA }, population) is"),
        ("that pays(Big) >= 25% and pays(Big) <= 37%", "proved", "80% x 33.3% + 20% x 0% to 50%"),
        ("that largest_payer > 15%", "depends", "13.3% to 18.3% > 15%"),
        ("that time_to_operation <= 3 years", "depends", "12 months (negotiation) + 1 year (ratification)"),
        ("that time_to_operation < 2 years", "refuted", "760 days to 23,231 days < 730 days does not hold"),
        ("that clock(vague) < 1 year", "unknown", "no clause on the time within which Assembly acts in vague"),
        ("that clock(vague) < 1 year or members = 6", "proved", "6 = 6 holds"),
        ("that clock(vague) < 1 year and members = 5", "refuted", "6 = 5 does not hold"),
        ("that obligations = 0 or 1 / obligations > 0", "proved", "0 = 0 holds"),
        ("that 1 / obligations > 0", "unknown", "what is divided by may be zero: obligations is 0"),
        ("that malapportionment(Assembly) > 30% and gini(Assembly) < 1", "proved", "malapportionment(Assembly) is"),
        ("that malapportionment(Board) >= 0", "proved", "0% to 100% >= 0 holds"),
        ("that gini(Council, gdp) > 99%", "refuted", "in each of 6 kinds of compositions"),
        ("for every member m of Small: share(m, population) < 1%", "proved", "all 2 members of Small; m = LUX"),
        ("for every member m of Big: share(m, population) < 22%", "refuted", "m = DEU: "),
        ("for some member m of Big: can_block(m, find_breach)", "proved", "DEU saying no"),
        ("for some member m of Big: can_block(m, plain)", "refuted", "none of the 2 members of Big; m = DEU"),
        ("for every member m of Small: share(m, Council) = 0", "depends", "m = LUX"),
        ("for every member m of Nobody: 1 = 2", "proved", "nobody is in Nobody"),
        (
            "that (for every member m of Small: (for some member n of Big: power(n, plain) >= power(m, plain)))",
            "proved",
            "m = LUX",
        ),
    ],
)
def test_verdicts(sentence: str, expected: str, said: str) -> None:
    found = verdict(sentence)
    assert (found.verdict, said in text(found)) == (expected, True), f"{found.verdict}: {text(found)}"


def test_depends_has_a_composition_for_each_side() -> None:
    witness = verdict("that share(Small, Council) > 0").witness
    assert witness is not None
    sides = witness["compositions"]
    assert set(sides["holds"]["Club.Council"]) & {"LUX", "MLT"} == {"LUX", "MLT"}
    assert set(sides["fails"]["Club.Council"]) == {"DEU", "FRA", "ESP", "ITA"}
    assert witness["values"][0]["least"] == witness["values"][0]["most"] == Fraction(1, 2)
    assert witness["otherwise"]["values"][0]["most"] == 0


def test_refuted_names_the_members_and_the_numbers() -> None:
    witness = verdict("for every member m of Small: share(m, population) > 0.3%").witness
    assert witness is not None
    assert witness["members"] == ["LUX", "MLT"] or len(witness["members"]) == 1
    first = witness["members"][0]
    assert witness["values"][0]["metric"] == f"share({first}, population)"


@pytest.mark.parametrize(
    ("sentence", "code", "column", "message", "help"),
    [
        ("that shre(Big, Council) > 1", "LNG209", 6, "`shre` is not known here; `share` is", "write `share`"),
        ("that share(Bog, Council) > 1", "LNG201", 12, "`Bog` is not declared; a group belongs here", "`Big`"),
        ("that share(Big, adopt) > 1", "LNG204", 17, "`adopt` is a decision, not an organ or a column", ""),
        ("that power(Council, adopt) > 1", "LNG204", 12, "`Council` is an organ, not a group", ""),
        ("that seats(wanted) > 1", "LNG204", 12, "`wanted` is a named number, not an organ", ""),
        ("that power(Big, plain, banzaf) > 1", "LNG209", 24, "`banzaf` is not known here; `banzhaf` is", "`banzhaf`"),
        ("that share(Big, vote in Council) > 1", "LNG209", 17, "`vote` is not known here; `votes` is", "`votes`"),
        ("that share(Big) > 1", "LNG212", 6, "`share` is asked of one thing here", "share(GROUP, HELD)"),
        ("that seats > 1", "LNG212", 6, "`seats` is asked of nothing here", "seats(ORGAN)"),
        ("that seats(1, Council) > 1", "LNG212", 12, "`1` stands where a group belongs", ""),
        ("that seats(Council)", "LNG312", 6, "`seats(Council)` is a number of things", ">= 1/2"),
        ("that seats(Council) > 50%", "LNG312", 6, "`50%` is a share: they cannot be compared", "share(G"),
        ("that time_to_operation < 50%", "LNG312", 6, "`50%` is a share: they cannot be compared", "48 months"),
        ("that patience + wanted > 1", "LNG312", 6, "`wanted` is a number: they cannot be joined by `+`", "48 months"),
        ("that 1 and 1 = 1", "LNG312", 6, "`and` takes statements; `1` is a number", ""),
        ("for every member m of Big: m = 1", "LNG312", 28, "`m` is a member, and no number", "share(m, population)"),
        ("for every member m of Big: power(n, plain) > 0", "LNG201", 34, "`n` is not declared", ""),
        ("that { FRA } > 1", "LNG104", 6, "", ""),
    ],
)
def test_names_and_units_are_checked_when_a_charter_is_read(
    sentence: str, code: str, column: int, message: str, help: str
) -> None:
    found = [f for f in loaded(f"that 1 = 1\n{sentence}").findings if f.code != "LNG203"]
    assert [(f.code, f.span.line, f.span.column) for f in found] == [(code, FIRST + 1, column)]
    assert message in found[0].message
    assert help in (found[0].help or "")


def test_a_sentence_with_a_mistake_is_unknown_and_hides_no_other() -> None:
    found = evaluate(loaded("that shre(Big, Council) > 1\nthat 1 = 1").charter)
    assert [v.verdict for v in found] == ["unknown", "proved"]


@pytest.mark.parametrize(
    ("sentence", "metric", "args"),
    [
        ("Small hold at least 1/4 of seats in Council", "share(Small, seats in Council)", ("least", "most")),
        ("Big hold at least 1/4 of votes in Assembly", "share(Big, votes in Assembly)", ("least", "most")),
    ],
)
def test_a_sentence_and_the_metric_have_the_same_numbers(sentence: str, metric: str, args: tuple[str, str]) -> None:
    sentences = verdict(sentence).witness
    metrics = verdict(f"that {metric} >= 0").witness
    assert sentences is not None
    assert metrics is not None
    measured = metrics["values"][0]
    assert [sentences[a]["share"] for a in args] == [measured[a] for a in args]


def test_payers_times_and_power_have_the_same_numbers_as_their_sentences() -> None:
    for sentence, metric in (
        ("largest contributor pays at most 20%", "largest_payer"),
        ("power of Big in plain is at least 1%", "power(Big, plain)"),
    ):
        said, asked = verdict(sentence).witness, verdict(f"that {metric} >= 0").witness
        assert said is not None
        assert asked is not None
        assert (said["least"], said["most"]) == (asked["values"][0]["least"], asked["values"][0]["most"])
    said, asked = verdict("in operation within 3 years").witness, verdict("that time_to_operation > 1 day").witness
    assert said is not None
    assert asked is not None
    assert said["days"] == asked["values"][0]["least"] == 365 + 365 + 30


def test_a_decision_on_which_no_member_votes() -> None:
    text_of_it = """charter 1
party A : state
institution Club {
  organ Staff : secretariat { staff 3 }
  decision pause : programme { step Staff }
}
expect Club {
  that can_block({ A }, pause)
  { A } can pass pause
  that smallest_blocking(pause) > 1
}
"""
    found = load(Source("club.charter", text_of_it))
    assert found.charter is not None
    said = [(v.verdict, text(v)) for v in evaluate(found.charter)]
    alone = "Staff alone decides, and no member votes on it"
    unknown = "no number of members: none of them votes on Club.pause"
    assert said == [("refuted", alone), ("refuted", alone), ("unknown", unknown)]


def test_in_a_scenario() -> None:
    sentences = "that members = 6\nin scenario smaller: that members = 5 and seats({ FRA }, Council) = 0\n}\n"
    found = loaded(f"{sentences}scenario smaller of Club {{ without FRA")
    verdicts = evaluate(found.charter)
    assert [(v.verdict, v.scenario) for v in verdicts] == [
        ("proved", None),
        ("refuted", "smaller"),
        ("proved", "smaller"),
    ]


# ---- the list of metrics -------------------------------------------------------------------------


def test_every_metric_has_a_signature_a_measure_and_a_page() -> None:
    named = [name for names in metric_list.FAMILIES.values() for name in names]
    assert sorted(named) == sorted(SIGNATURES)
    assert metric_list.modules() == tuple(sorted(metric_list.FAMILIES))
    for name in named:
        assert metric_list.section(name), name
        if SIGNATURES[name].forms[0][:1] != ("number",):
            assert callable(metric_list.measure_of(name))


@pytest.mark.parametrize("family", metric_list.FAMILIES)
def test_what_the_page_of_a_metric_shows_is_proved(family: str, tmp_path: Path) -> None:
    (fence,) = fences(metric_list.page_of(family))
    for name, content in fence.files:
        (tmp_path / name).write_bytes(content)
    found = load(Source("page.charter", fence.content.decode(), tmp_path / "page.charter"))
    assert [(f.code, f.span.line) for f in found.findings] == []
    assert found.charter is not None
    verdicts = evaluate(found.charter)
    assert [(v.verdict, text(v)) for v in verdicts if v.verdict != "proved"] == []
    shown = fence.content.decode()
    assert [name for name in metric_list.FAMILIES[family] if name not in shown] == []


def test_a_filled_scene_has_no_ranges() -> None:
    found = loaded("that 1 = 1")
    scene = Situation(staged(found.charter, found.charter.institutions[0]))
    hall = scene.hall("Council")
    from charter.decisions.compositions.bounds import lawful

    composition = lawful(hall.spaces)
    assert composition is not None
    assert scene.filled({"Club.Council": composition}).hall("Council").spaces.known == composition


# ---- expectations that cannot fail ---------------------------------------------------------------


@pytest.mark.parametrize(
    ("sentence", "why"),
    [
        ("Small hold at least 0% of seats in Council", "nothing is less than 0"),
        ("Small hold at most 100% of seats in Council", "no share is more than 100%"),
        ("Big hold at most 100% of power in Council", "no share is more than 100%"),
        ("power of Big in adopt is at most 100%", "no share is more than 100%"),
        ("largest contributor pays at least 0%", "nothing is less than 0"),
        ("Nobody cannot block adopt", "nobody is in Nobody"),
        ("Nobody hold at most 3 of seats in Council", "nobody is in Nobody"),
        ("every binding obligation has a deadline", "there is no binding obligation"),
        ("that share(Big, Council) >= 0%", "it holds for every value that these can have"),
        ("that share(Big, Council) + share(Small, Council) <= 2", "it holds for every value that these can have"),
        ("that seats(Council) = seats(Council)", "it holds for every value that these can have"),
        ("that 2 * votes(Council) >= votes(Council)", "it holds for every value that these can have"),
        ("that can_block(Big, adopt) or not can_block(Big, adopt)", "it holds for every value that these can have"),
        ("that members >= 3 or members < 4", "it holds for every value that these can have"),
        ("that not (time_to_operation < 0 days)", "it holds for every value that these can have"),
        ("that share(Nobody, Council) <= 1%", "nobody is in Nobody"),
        ("for every member m of Nobody: can_pass(m, adopt)", "nobody is in Nobody"),
        ("for every member m of Big: share(m, Council) <= 1", "it holds for every value that these can have"),
        ("that wanted < 30%", "it compares nothing that the charter decides"),
    ],
)
def test_an_expectation_that_cannot_fail_is_reported_on_its_line(sentence: str, why: str) -> None:
    found = check(loaded(f"that members = 6\n{sentence}"), select=["LNG405"]).findings
    assert [(f.code, f.span.line, f.label) for f in found if f.code == "LNG405"] == [("LNG405", FIRST + 1, why)]


@pytest.mark.parametrize(
    "sentence",
    [
        "Small hold at most 1 of seats in Council",
        "power of Big in adopt is at least 1%",
        "Big cannot block adopt",
        "that obligations = 0",
        "that share(Big, Council) > 0",
        "that share(Big, Council) + share(Small, Council) <= 1",
        "that can_block(Big, adopt) or not can_block(Small, adopt)",
        "that members >= 4 or members < 4 and can_pass(Big, adopt)",
        "that seats(Big, Council) <= seats(Council) * 1/2",
        "for some member m of Nobody: can_pass(m, adopt)",
        "that shre(Big) >= 0",
    ],
)
def test_an_expectation_that_may_fail_is_not(sentence: str) -> None:
    assert [f.label for f in check(loaded(sentence), select=["LNG405"]).findings if f.code == "LNG405"] == []
