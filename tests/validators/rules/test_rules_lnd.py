"""LND101 to LND105: several institutions together, with who covers what, who is linked, and who is in none."""

from fractions import Fraction
from typing import Any

import pytest
from rule_checking import examined, findings, only

from charter import world
from charter.analysis.mandates.coverage import of_landscape
from charter.dsl.findings import Finding
from charter.dsl.load import load
from charter.dsl.syntax.source import Source
from charter.validators.check import registry
from charter.validators.check.engine import check

HEAD = 'charter 1\nuse world\ndomain ai "AI"\ndomain models "AI models" part of ai\n'


def body(name: str, clauses: str, members: str = "G7") -> str:
    """An institution on one line."""
    return f"institution {name} {{ members are {members} ; {clauses} }}\n"


def land(institutions: str, needs: str = "", includes: str = "A, B") -> str:
    """A charter of two institutions on lines 5 and 6 and a landscape that begins on line 7."""
    return f"{HEAD}{institutions}landscape field {{\n  includes {includes}\n{needs}\n}}\n"


def witness(found: Finding) -> Any:
    assert found.witness is not None
    return found.witness


# ---- LND101 --------------------------------------------------------------------------------------


def test_a_need_that_nobody_meets_is_found_at_its_line_with_the_nearest() -> None:
    text = land(
        body("A", "mandate { convenes in ai }") + body("B", "mandate { warns in ai }"), "  needs inspects in ai"
    )
    found = only("LND101", text)
    assert (found.severity, found.span.line, found.entity) == ("warning", 9, "field.inspects.ai")
    assert found.message == "inspects in ai is needed, and nobody among those described has that mandate"
    assert witness(found)["nearest"] == ["A convenes in ai", "B warns in ai"]
    assert witness(found)["looked_at"] == ["A", "B"]


@pytest.mark.parametrize(
    ("task", "need", "fit"),
    [
        ("inspects in models", "inspects in models", "exactly"),
        ("inspects in ai", "inspects in models", "wider"),
        ("inspects in models", "inspects in ai", "in part"),
        ("audits in models", "inspects in models", "exactly"),
    ],
)
def test_how_a_mandate_holds_a_need(task: str, need: str, fit: str) -> None:
    text = land(body("A", f"mandate {{ {task} }}") + body("B", "mandate { warns in ai }"), f"  needs {need}")
    text = text.replace('domain ai "AI"\n', 'domain ai "AI" ; function audits "Audits" refines inspects\n')
    assert findings("LND101", text) == []
    loaded = load(Source("a.charter", text))
    assert loaded.charter is not None
    cell = of_landscape(loaded.charter, loaded.charter.landscapes[0]).cells[0]
    assert [(h.body, h.fit) for h in cell.holdings] == [("A", fit)]


def test_a_need_of_binding_force_is_not_met_by_less() -> None:
    text = land(
        body("A", "mandate { sets norms in ai, political }") + body("B", "mandate { sets norms in ai }"),
        "  needs sets norms in ai, binding",
    )
    found = only("LND101", text)
    weak = "A (political) and B (force not stated)"
    assert found.message.endswith(f"nobody among those described has it with binding force: {weak}")
    assert findings("LND101", text.replace("political", "binding")) == []


def test_a_need_held_without_means_is_held_in_name_only() -> None:
    poor = "mandate { warns in ai } ; no secretariat ; no budget"
    text = land(body("A", poor) + body("B", "mandate { convenes in ai }"), "  needs warns in ai")
    found = only("LND101", text)
    assert (found.span.line, found.entity) == (9, "field.warns.ai")
    assert found.message.endswith("it is held in name only: A without staff and money")
    assert findings("LND101", text.replace("convenes", "warns")) == []


def test_an_unknown_mandate_is_a_gap_and_only_where_it_matters() -> None:
    text = land(body("A", "mandate { warns in ai }") + body("B", "status proposed"), "  needs inspects in ai")
    found = only("LND101", text)
    assert (found.severity, found.span.line, found.entity) == ("gap", 7, "field.B")
    assert witness(found)["missing"] == "the mandate"
    assert findings("LND101", text.replace("needs inspects", "needs warns")) == []


# ---- LND102 --------------------------------------------------------------------------------------

TWICE = body("A", "mandate { warns in ai }") + body("B", "mandate { warns in models }", "BRICS")


def test_the_same_task_without_a_link_shows_the_members_of_each() -> None:
    found = only("LND102", land(TWICE))
    assert (found.severity, found.span.line, found.entity) == ("warning", 7, "field.A.B")
    told = witness(found)
    first, second = world.group("G7"), world.group("BRICS")
    assert (told["common"], told["together"]) == (len(first & second), len(first | second))
    assert told["jaccard"] == Fraction(len(first & second), len(first | second))
    assert told["cells"] == [{"function": "warns", "domain": "models"}]
    assert (told["only_first"][0], told["only_second"][:2]) == ("USA", ["IND", "CHN"])


@pytest.mark.parametrize(
    "link",
    [
        "relations { cooperates with B }",
        "part of B",
        "membership { requires membership of B }",
        "membership { lost with membership of B }",
        "organ All { plenary ; reports to B }",
    ],
)
def test_any_clause_that_links_them_answers_it(link: str) -> None:
    linked = body("A", f"mandate {{ warns in ai }} ; {link}") + body("B", "mandate { warns in models }", "BRICS")
    assert findings("LND102", land(linked)) == []
    other = link.replace(" B ", " A ").replace("of B", "of A")
    back = body("A", "mandate { warns in ai }") + body("B", f"mandate {{ warns in ai }} ; {other}", "BRICS")
    assert findings("LND102", land(back)) == []


def test_other_functions_and_other_domains_are_no_overlap() -> None:
    text = land(body("A", "mandate { warns in ai }") + body("B", "mandate { convenes in ai }"))
    assert findings("LND102", text) == []


# ---- LND103 --------------------------------------------------------------------------------------

BOUND = "mandate { sets standards in ai, binding }"


def test_binding_rules_of_two_on_the_same_states_need_an_order() -> None:
    found = only("LND103", land(body("A", BOUND) + body("B", BOUND.replace("in ai", "in models"), "G20")))
    assert (found.severity, found.span.line, found.entity) == ("warning", 7, "field.A.B")
    assert witness(found)["under_both"] == len(world.group("G7") & world.group("G20"))
    assert [label.span.line for label in found.labels] == [5, 6]


@pytest.mark.parametrize(
    ("first", "second", "members"),
    [
        (f"{BOUND} ; relations {{ prevails over B }}", BOUND, "G20"),
        (BOUND, f"{BOUND} ; relations {{ yields to A }}", "G20"),
        (BOUND, BOUND.replace("binding", "recommended"), "G20"),
        (BOUND, BOUND, "LDC"),
    ],
)
def test_an_order_no_force_or_no_common_member_leaves_no_conflict(first: str, second: str, members: str) -> None:
    assert findings("LND103", land(body("A", first) + body("B", second, members))) == []


def test_a_binding_obligation_counts() -> None:
    duty = "obligation report { binds members ; force binding ; in models }"
    assert only("LND103", land(body("A", BOUND) + body("B", duty))).entity == "field.A.B"


# ---- LND104 --------------------------------------------------------------------------------------

SEATS = "organ C { seats { permanent P5, with veto } ; decides by majority of seats }"
VETO = f"{SEATS} ; decision act : sanction {{ step C }}"
FREE = "organ D { plenary ; decides by 2/3 of members } ; decision act : sanction { step D }"


def test_those_who_can_stop_every_way_are_named_with_the_ways() -> None:
    found = only("LND104", land(body("A", VETO, "states") + body("B", VETO, "states")))
    assert (found.severity, found.span.line, found.entity) == ("warning", 7, "field")
    assert witness(found)["members"] == ["CHN", "FRA", "GBR", "RUS", "USA"]
    assert [p["path"] for p in witness(found)["paths"]] == ["A.act", "B.act"]


def test_one_way_that_they_cannot_stop_is_enough() -> None:
    assert findings("LND104", land(body("A", VETO, "states") + body("B", FREE))) == []


def test_a_suspension_inside_is_no_sanction_unless_it_becomes_an_expulsion() -> None:
    inside = FREE.replace(": sanction", ": suspension")
    text = land(body("A", VETO, "states") + body("B", inside))
    assert only("LND104", text).span.line == 7
    lapse = inside + " ; membership { suspension by act ; suspension becomes expulsion after 1 year }"
    assert findings("LND104", land(body("A", VETO, "states") + body("B", lapse))) == []


def test_an_unknown_rule_of_a_way_is_a_gap() -> None:
    silent = "organ D { plenary } ; decision act : sanction { step D }"
    found = only("LND104", land(body("A", VETO, "states") + body("B", silent)))
    assert (found.severity, found.span.line) == ("gap", 7)
    assert found.entity.startswith("field.B")


# ---- LND105 --------------------------------------------------------------------------------------


def test_states_in_none_are_counted_with_their_people_and_a_union_stands_for_its_states() -> None:
    found = only("LND105", land(body("A", "status operating") + body("B", "status operating", "{ EUU, KEN }")))
    assert (found.severity, found.span.line, found.entity) == ("note", 7, "field")
    inside = world.group("G7") | world.group("EU") | {"KEN"}
    assert set(witness(found)["in_none"]) == world.group("un_members") - inside
    assert witness(found)["in_all"] == sorted(world.group("G7") & world.group("EU"))
    people = {p: v for p, v in world.column("population").items() if p in world.group("un_members")}
    counted = [v for v in people.values() if isinstance(v, Fraction)]
    out = [v for p, v in people.items() if p not in inside and isinstance(v, Fraction)]
    assert witness(found)["people_in_none"] == sum(out) / sum(counted)


def test_a_universal_body_leaves_nobody_out_even_beside_an_unknown_one() -> None:
    unknown = "institution B { status operating }\n"
    assert findings("LND105", land(body("A", "status operating", "un_members") + unknown)) == []
    found = only("LND105", land(body("A", "status operating") + unknown))
    assert (found.severity, found.entity, witness(found)["missing"]) == ("gap", "field.B", "the members")


# ---- the engine ----------------------------------------------------------------------------------


def test_a_finding_on_a_landscape_can_be_allowed_there() -> None:
    text = land(TWICE, '  allow LND102 because "talks are under way"')
    assert findings("LND102", text) == []
    assert [f.code for f in examined(text).suppressed] == ["LND102"]


def test_a_rule_that_raises_on_a_landscape_hides_no_other(monkeypatch: pytest.MonkeyPatch) -> None:
    real = registry.RuleEntry.check_landscape

    def broken(entry: registry.RuleEntry) -> registry.LandscapeCheck:
        if entry.code == "LND103":
            raise RuntimeError("broken")
        return real(entry)

    monkeypatch.setattr(registry.RuleEntry, "check_landscape", broken)
    found = {(f.code, f.entity): f for f in check(load(Source("a.charter", land(TWICE))), select=["LND"]).findings}
    assert ("LND102", "field.A.B") in found
    assert found["LNG901", "field"].message == (
        "the rule LND103 unordered-rules failed on field (RuntimeError: broken); the other rules ran"
    )
