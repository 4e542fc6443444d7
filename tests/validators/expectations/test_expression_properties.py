"""Random expressions: the verdict is what counting every lawful composition gives, and texts survive the formatter and
JSON. The evaluator here knows nothing of the one it tests: it lists who can sit and counts heads."""

from __future__ import annotations

import operator
from collections.abc import Callable
from fractions import Fraction
from itertools import combinations
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from charter.analysis.tautology import why_always
from charter.dsl.format.formatter import format_text
from charter.dsl.json.exchange import export_json, import_json
from charter.dsl.load import load
from charter.dsl.syntax.source import Source
from charter.validators.expectations.judging import evaluate

MEMBERS = ("DEU", "ESP", "FRA", "ITA", "LUX")
GROUPS = {"Big": ("DEU", "FRA"), "South": ("ESP", "ITA"), "Mixed": ("ESP", "FRA", "LUX"), "One": ("LUX",)}
HEAD = """charter 1
use world
group Big = { FRA, DEU }
group South = { ITA, ESP }
group Mixed = { FRA, ESP, LUX }
group One = { LUX }
institution Club {
  members are { FRA, DEU, ITA, ESP, LUX }
  organ Assembly { plenary; decides by 3 members }
  organ Council {
    seats {
      permanent { FRA }
      2 elected by Assembly
    }
    decides by 2 seats
  }
  decision adopt : standard { step Council by 2 seats }
}
expect Club {
"""
Node = tuple[Any, ...]
"""An expression as a tree: an operator or a metric, and its parts."""
COMPARE: dict[str, Callable[[Any, Any], bool]] = {
    "<": operator.lt, "<=": operator.le, ">": operator.gt, ">=": operator.ge, "=": operator.eq, "!=": operator.ne,
}  # fmt: skip
LEVELS = {"or": 1, "and": 2, "not": 3, **dict.fromkeys(COMPARE, 4), "+": 5, "-": 5, "*": 6}


def of_group(name: str) -> st.SearchStrategy[Node]:
    return st.sampled_from(sorted(GROUPS)).map(lambda g: (name, g))


counts = st.recursive(
    st.one_of(st.integers(0, 4).map(lambda n: ("number", str(n))), of_group("seats"), of_group("size")),
    lambda inner: st.tuples(st.sampled_from(("+", "-", "*", "max", "min")), inner, inner),
    max_leaves=3,
)
shares = st.recursive(
    st.one_of(st.sampled_from(("0%", "50%", "1/3", "2/3", "100%")).map(lambda n: ("number", n)), of_group("share")),
    lambda inner: st.tuples(st.sampled_from(("+", "-")), inner, inner),
    max_leaves=3,
)
comparisons = st.sampled_from(sorted(COMPARE)).flatmap(
    lambda op: st.one_of(st.tuples(st.just(op), counts, counts), st.tuples(st.just(op), shares, shares))
)
quantified = st.tuples(st.sampled_from(("every", "some")), st.sampled_from(sorted(GROUPS)), st.integers(0, 1))
truths = st.recursive(
    st.one_of(comparisons, of_group("can_block"), quantified),
    lambda inner: st.one_of(
        st.tuples(st.just("not"), inner), st.tuples(st.sampled_from(("and", "or")), inner, inner)
    ),
    max_leaves=4,
)  # fmt: skip


def written(node: Node, around: int = 0, right: bool = False) -> str:
    """The text with no more brackets than the order of the operators needs."""
    op = node[0]
    if op == "number":
        return str(node[1])
    if op in ("seats", "share"):
        return f"{op}({node[1]}, Council)"
    if op == "size":
        return f"size({node[1]})"
    if op == "can_block":
        return f"can_block({node[1]}, adopt)"
    if op in ("max", "min"):
        return f"{op}({written(node[1])}, {written(node[2])})"
    if op in ("every", "some"):
        return f"(for {op} member m of {node[1]}: seats(m, Council) >= {node[2]})"
    level = LEVELS[op]
    if op == "not":
        text = f"not {written(node[1], level)}"
    else:
        text = f"{written(node[1], level)} {op} {written(node[2], level, True)}"
    return f"({text})" if level < around or (level == around and (right or op in COMPARE)) else text


def counted(node: Node, sitting: tuple[str, ...]) -> Any:
    """The value when these sit."""
    op = node[0]
    if op == "number":
        text = node[1]
        return Fraction(text[:-1]) / 100 if text.endswith("%") else Fraction(text)
    if op in ("seats", "share", "can_block"):
        held = sum(member in GROUPS[node[1]] for member in sitting)
        return held if op == "seats" else Fraction(held, 3) if op == "share" else 3 - held < 2
    if op == "size":
        return len(GROUPS[node[1]])
    if op in ("every", "some"):
        test = all if op == "every" else any
        return test(sitting.count(member) >= node[2] for member in GROUPS[node[1]])
    if op == "not":
        return not counted(node[1], sitting)
    left, right = counted(node[1], sitting), counted(node[2], sitting)
    if op in COMPARE:
        return COMPARE[op](left, right)
    plain: dict[str, Callable[[Any, Any], Any]] = {
        "+": operator.add, "-": operator.sub, "*": operator.mul, "max": max, "min": min,
        "and": lambda a, b: a and b, "or": lambda a, b: a or b,
    }  # fmt: skip
    return plain[op](left, right)


def answers(node: Node) -> set[bool]:
    """The answers over every way to fill the two elected seats."""
    others = [m for m in MEMBERS if m != "FRA"]
    return {bool(counted(node, ("FRA", *elected))) for elected in combinations(others, 2)}


def text_of(node: Node) -> str:
    return f"{HEAD}  that {written(node)}\n}}\n"


SLOW = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
VERDICTS = {"proved": {True}, "refuted": {False}, "depends": {True, False}}


@given(truths)
@SLOW
def test_a_verdict_is_what_counting_every_composition_gives(node: Node) -> None:
    loaded = load(Source("club.charter", text_of(node)))
    assert [f.message for f in loaded.findings if f.code != "LNG203"] == []
    assert loaded.charter is not None
    (found,) = evaluate(loaded.charter)
    if found.verdict == "unknown":
        assert found.witness is not None
        assert "not decided for every composition" in str(found.witness["text"])
        return
    assert answers(node) == VERDICTS[found.verdict]


@given(comparisons)
@SLOW
def test_a_comparison_of_sums_over_one_organ_is_always_decided(node: Node) -> None:
    if any(op in str(node) for op in ("'*'", "'max'", "'min'")) or node[0] in ("=", "!="):
        return
    loaded = load(Source("club.charter", text_of(node)))
    assert loaded.charter is not None
    (found,) = evaluate(loaded.charter)
    assert answers(node) == VERDICTS[found.verdict]


@given(truths)
@SLOW
def test_what_is_said_never_to_fail_holds_in_every_composition(node: Node) -> None:
    loaded = load(Source("club.charter", text_of(node)))
    assert loaded.charter is not None
    claim = loaded.charter.expectations[0].claim
    if why_always(loaded.charter, loaded.charter.institutions[0], claim) is not None:
        assert answers(node) == {True}
    alone = load(Source("club.charter", text_of(("or", node, ("not", node)))))
    assert alone.charter is not None
    assert why_always(alone.charter, alone.charter.institutions[0], alone.charter.expectations[0].claim) is not None


@given(truths)
@SLOW
def test_expressions_survive_the_formatter_and_json(node: Node) -> None:
    text = text_of(node)
    formatted = format_text(text)
    assert format_text(formatted) == formatted
    charter = load(Source("club.charter", text)).charter
    again = load(Source("club.charter", formatted)).charter
    assert charter is not None
    assert again is not None
    assert repr(again.expectations[0].claim) == repr(charter.expectations[0].claim)
    assert import_json(export_json(charter)) == charter
