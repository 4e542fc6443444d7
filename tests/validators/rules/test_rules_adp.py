"""ADP101 to ADP105: who holds the key to entry into force, how long it takes, and how little is enough."""

from fractions import Fraction
from itertools import combinations

import pytest
from rule_checking import agency, examined, findings, only, places

from charter.analysis.entry.durations import BY_COUNT, BY_DECISION, TABLE, median, reference
from charter.analysis.entry.entry_into_force import EntryGame
from charter.dsl.findings import Finding
from charter.dsl.load import load
from charter.dsl.syntax.source import Source
from charter.validators.check.engine import check
from charter.validators.rules.case import Case


def adopted(clauses: str, members: str = "WEOG", more: str = "") -> str:
    """A charter whose clauses on adoption begin on line 7."""
    return agency(f"  adoption {{\n{clauses}\n  }}\n{more}", members)


def bare(clauses: str) -> str:
    """A charter that does not say who may ratify; its clauses stand on line 4."""
    return f"charter 1\nuse world\ninstitution Agency {{\n  adoption {{ {clauses} }}\n}}\n"


# ---- ADP101 --------------------------------------------------------------------------------------


def test_named_states_hold_the_key() -> None:
    found = only("ADP101", adopted("    in force on 5 ratifications including all of { USA, CAN }"))
    assert (found.severity, found.span.line, found.entity) == ("warning", 7, "Agency.adoption")
    assert found.message == (
        "CAN and USA must each ratify (2): without any of them there is no entry into force, whoever else does"
    )
    assert found.witness is not None
    assert found.witness["keys"] == ["CAN", "USA"]
    assert found.witness["text"] == "without CAN 1 of 2 can ratify; 2 must (all of { USA, CAN })"


def test_more_than_three_keys_are_an_error() -> None:
    found = only("ADP101", adopted("    in force on all of ratifications", "{ USA, CAN, FRA, GBR }"))
    assert (found.severity, found.witness and found.witness["keys"]) == ("error", ["CAN", "FRA", "GBR", "USA"])
    three = only("ADP101", adopted("    in force on all of ratifications", "{ USA, CAN, FRA }"))
    assert three.severity == "warning"


def test_a_share_that_nobody_reaches_without_the_largest_is_a_key() -> None:
    found = only("ADP101", adopted("    in force on 25% of gpu.share"))
    assert found.witness is not None
    assert found.witness["keys"] == ["USA"]
    said = "% of gpu.share is left; 25% is needed (25% of gpu.share of those who may ratify)"
    assert found.witness["text"].endswith(said)


@pytest.mark.parametrize(
    "clauses",
    [
        "    in force on 5 ratifications including 3 of { CAN, FRA, RUS, GBR, USA }",
        "    in force on 5 ratifications",
        "    in force on all of { USA } or 10 ratifications",
        "    in force before 2020-01-01 on all of ratifications\n    in force from 2020-01-01 on 5 ratifications",
        "    created by decision of Members",
    ],
)
def test_no_key_where_another_way_is_left(clauses: str) -> None:
    text = adopted(clauses, more="  organ Members { plenary ; decides by consensus }")
    assert findings("ADP101", text) == []


def test_a_number_of_unnamed_others_hides_no_named_key() -> None:
    text = bare("in force on 7 ratifications including all of { CHE }")
    found = only("ADP101", text)
    assert found.witness is not None
    assert (found.witness["keys"], found.witness["legs"]) == (["CHE"], ["7 ratifications", "all of { CHE }"])


def test_what_is_not_said_is_one_gap_for_the_three_rules_and_none_once_in_force() -> None:
    text = bare("in force on 7 ratifications ; provisional application")
    found = [f for f in check_all(text) if f.severity == "gap"]
    assert [(f.code, f.span.line, f.entity, f.witness and f.witness["missing"]) for f in found] == [
        ("ADP101", 4, "Agency.adoption", "who may ratify")
    ]
    assert found[0].witness is not None
    assert found[0].witness["needed_by"] == ["ADP101", "ADP102"]
    assert check_all(text.replace("{\n  adoption", "{\n  status in_force\n  adoption")) == []


def check_all(text: str) -> list[Finding]:
    return list(examined(text, ["ADP"]).findings)


# ---- ADP102 --------------------------------------------------------------------------------------


def test_small_sets_and_who_is_pivotal_when_one_stays_out() -> None:
    text = adopted("    in force on 4 ratifications", "{ USA, CAN, FRA, GBR, DEU }")
    found = only("ADP102", text)
    assert (found.severity, found.span.line, found.entity) == ("warning", 7, "Agency.adoption")
    assert found.witness is not None
    assert (found.witness["number"], len(found.witness["smallest"])) == (10, 2)
    pairs = {frozenset(pair) for pair in combinations(["CAN", "DEU", "FRA", "GBR", "USA"], 2)}
    shown = {frozenset(each) for each in found.witness["sets"]}
    assert (len(shown), shown <= pairs) == (8, True)
    assert sorted(found.witness["out"] + found.witness["pivotal_then"]) == ["CAN", "DEU", "FRA", "GBR", "USA"]
    assert findings("ADP102", adopted("    in force on 10 ratifications")) == []


def test_the_sets_are_those_of_brute_force() -> None:
    text = adopted("    in force on 80% of un_scale and 4 ratifications", "{ USA, CHN, JPN, DEU, KEN, FRA, GBR }")
    loaded = load(Source("a.charter", text))
    assert loaded.charter is not None
    case = Case(loaded.charter.institutions[0], loaded.charter, loaded=loaded)
    built = case.entry
    assert isinstance(built, EntryGame)
    scale, members = case.column("un_scale"), set(case.members or ())
    total = sum(scale[p] for p in members)
    parties = sorted(members)

    def blocks(out: tuple[str, ...]) -> bool:
        left = total - sum(scale[p] for p in out)
        return left < Fraction(4, 5) * total or len(members - set(out)) < 4

    pairs = [p for p in combinations(parties, 2) if blocks(p) and not any(blocks((x,)) for x in p)]
    found = built.game.minimal_blocking(2)
    assert sorted(tuple(sorted(s)) for s in found.sets if len(s) == 2) == pairs
    assert {s[0] for s in found.sets if len(s) == 1} == {p for p in parties if blocks((p,))}


# ---- ADP103 --------------------------------------------------------------------------------------


def test_the_reference_durations_are_those_of_the_table() -> None:
    assert median([Fraction(1), Fraction(3)]) == 2
    negotiated = reference("negotiation", BY_COUNT)
    assert (negotiated.median, negotiated.slowest, negotiated.number) == (Fraction("2.88"), Fraction("7.6"), 5)
    assert reference("negotiation", BY_DECISION).median == Fraction("0.84")
    assert reference("ratification", BY_DECISION).slowest_body == TABLE[1].body


def test_the_median_of_treaties_is_longer_than_the_window() -> None:
    text = adopted("    in force on 5 ratifications\n    takes set-up 12 months\n    needed within 24 months")
    found = only("ADP103", text)
    assert (found.severity, found.span.line, found.entity) == ("warning", 9, "Agency.adoption")
    days = (Fraction("2.88") + 1) * 365 + 914  # half of 106 treaties with 20 to 39 states within 914 days
    assert found.witness is not None
    assert (found.witness["days"], found.witness["window"], found.witness["kind"]) == (days, 730, BY_COUNT)
    assert found.witness["slowest"] == (Fraction("7.6") + 1) * 365 + 4347  # nine of ten of the 106
    assert found.witness["text"] == "34.6 months + 30 months + 12 months = 76.6 months, needed within 24 months"
    assert "WTO, 1986-95" in found.notes[0]


def test_estimates_of_the_charter_come_first_and_a_decision_is_quick() -> None:
    stages = "    takes negotiation 10 months, ratification 10 months, set-up 3 months\n    needed within 24 months"
    assert findings("ADP103", adopted("    in force on 5 ratifications\n" + stages)) == []
    late = stages.replace("3 months", "5 months")
    assert only("ADP103", adopted("    in force on 5 ratifications\n" + late)).span.line == 9
    decided = "    created by decision of Members\n    needed within 24 months"
    assert findings("ADP103", adopted(decided, more="  organ Members { plenary ; decides by consensus }")) == []


def test_a_window_without_a_way_in_is_a_gap_and_no_window_is_nothing() -> None:
    found = only("ADP103", adopted("    needed within 24 months"))
    assert (found.severity, found.span.line, found.witness and found.witness["missing"]) == (
        "gap",
        7,
        "entry into force",
    )
    assert findings("ADP103", adopted("    in force on 5 ratifications")) == []


# ---- ADP104 --------------------------------------------------------------------------------------


def test_no_provisional_application_and_no_commission_is_found() -> None:
    found = only("ADP104", adopted("    in force on 5 ratifications\n    no provisional_application"))
    assert (found.severity, found.span.line, found.entity) == ("warning", 8, "Agency.adoption")
    assert [label.span.line for label in found.labels] == [7]


@pytest.mark.parametrize(
    ("bridge", "more"),
    [
        ("preparatory commission", ""),
        ("provisional application", ""),
        ("", '  outside Old "Old body" : institution\n  relations { succeeds Old }'),
    ],
)
def test_a_bridge_of_any_kind_is_enough(bridge: str, more: str) -> None:
    text = adopted(f"    in force on 5 ratifications\n    {bridge}", more=more)
    assert findings("ADP104", text) == []


def test_silence_is_a_gap_until_it_is_in_force() -> None:
    found = only("ADP104", adopted("    in force on 5 ratifications"))
    assert (found.severity, found.witness and found.witness["missing"]) == ("gap", "what works before entry into force")
    assert findings("ADP104", adopted("    in force on 5 ratifications", more="  status in_force")) == []


# ---- ADP105 --------------------------------------------------------------------------------------


def measured(task: str, entry: str) -> str:
    """A charter whose entry into force stands on line 9."""
    tasks = f"  mandate {{ {task} ; capability measured by gpu.share }}"
    return agency(f"{tasks}\n  adoption {{\n    {entry}\n    provisional application\n  }}", "states", 'domain ai "AI"')


def test_the_cheapest_coalition_has_none_of_the_capability() -> None:
    found = only("ADP105", measured("inspects in ai, binding", "in force on 5 ratifications including 3 of WEOG"))
    assert (found.severity, found.span.line, found.entity) == ("warning", 8, "Agency.adoption")
    assert found.message == "it can enter into force with 0% of gpu.share"
    assert found.witness is not None
    assert (found.witness["share"], len(found.witness["coalition"]), found.witness["weighing"]) == (0, 5, [])


def test_who_regulates_nothing_gets_a_note() -> None:
    found = only("ADP105", measured("assesses in ai", "in force on 5 ratifications"))
    assert found.severity == "note"


@pytest.mark.parametrize(
    "entry",
    [
        "in force on 5 ratifications including 10% of gpu.share",
        "in force on 5 ratifications including 4 of { USA, CHN, FRA, JPN, DEU }",
    ],
)
def test_a_share_or_the_right_names_are_enough(entry: str) -> None:
    assert findings("ADP105", measured("inspects in ai, binding", entry)) == []


def test_the_least_share_is_exact() -> None:
    from charter import world

    shares = {p: v for p, v in world.column("gpu.share").items() if isinstance(v, Fraction)}
    named = ["FRA", "NOR", "GBR", "KEN"]
    entry = f"in force on 3 ratifications including 2 of {{ {', '.join(named)} }}"
    found = only("ADP105", measured("inspects in ai, binding", entry))
    least = sum(sorted(shares.get(p, Fraction(0)) for p in named)[:2])
    assert found.witness is not None
    assert found.witness["share"] == least / world.total("gpu.share")


def test_a_regulator_that_does_not_say_what_counts_is_a_gap() -> None:
    text = measured("inspects in ai, binding", "in force on 5 ratifications").replace(
        " ; capability measured by gpu.share", ""
    )
    found = only("ADP105", text)
    assert (found.severity, found.span.line, found.entity) == ("gap", 6, "Agency.mandate")
    assert places("ADP105", text.replace("inspects in ai, binding", "assesses in ai")) == []


# ---- shipped designs -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("design", "expected"),
    [
        ("un", [("ADP101", "error", "UN.adoption")]),
        ("iaea", [("ADP102", "warning", "IAEA.adoption")]),
        ("iaia", []),
        ("icao", []),
        ("oecd", []),
        ("ilo", []),
        ("fsb", []),
        ("un_ai_panel", []),
    ],
)
def test_on_shipped_designs(design: str, expected: list[tuple[str, str, str]]) -> None:
    assert [(f.code, f.severity, f.entity) for f in check(load(design), select=["ADP"]).findings] == expected


def test_three_of_five_can_stop_the_statute_in_ten_ways() -> None:
    found = next(f for f in check(load("iaea"), select=["ADP102"]).findings)
    assert found.witness is not None
    assert (found.witness["number"], len(found.witness["smallest"]), found.witness["up_to"]) == (10, 3, 3)
    assert sorted(found.witness["out"] + found.witness["pivotal_then"]) == ["CAN", "FRA", "GBR", "RUS", "USA"]


def test_the_five_permanent_members_hold_the_keys_of_the_charter() -> None:
    found = next(f for f in check(load("un"), select=["ADP101"]).findings)
    assert found.witness is not None
    assert found.witness["keys"] == ["CHN", "FRA", "GBR", "RUS", "USA"]
