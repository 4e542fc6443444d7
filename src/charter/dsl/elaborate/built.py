"""What building an institution leaves for others: its clauses and scope, and what is wished of it.

A reform inherits what is wished of its original: each scenario of it, unless the reform has one of that name, and each
expectation, unless the reform states one that differs from it in its numbers, its bound or its negation alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import TypeVar

from attrs import define, field

from charter.dsl.elaborate.context import Context, title_of
from charter.dsl.elaborate.expectations import expectation, scenario
from charter.dsl.elaborate.names import Names
from charter.dsl.findings import ERROR
from charter.dsl.model.charter import Expectation, Scenario, Variants
from charter.dsl.model.institution import Institution
from charter.dsl.syntax.source import Source
from charter.dsl.syntax.tree import Token, Tree
from charter.record import changed, record

_NUMBERS = re.compile(r"\b\d[\d_.,]*(?:/\d+)?%?")
_BOUNDS = re.compile(r"\b(?:least|most)\b")
T = TypeVar("T", Scenario, Expectation)
_SIGNS = re.compile(r"[<>]=?|!?=")


@record
class WishedExpectation:
    """An expectation with the clause that states it, and the text in which that stands."""

    made: Expectation
    tree: Tree
    source: Source

    @property
    def about(self) -> str:
        """What it is about, whatever it says of it: the text without numbers, bounds and negations."""
        text = _SIGNS.sub("~", _BOUNDS.sub("~", _NUMBERS.sub("~", self.made.text.replace("cannot", "can"))))
        return f"{self.made.scenario or ''}: {text}"


@record
class WishedScenario:
    """A scenario with the clause that states it, and the text in which that stands."""

    made: Scenario
    tree: Tree
    source: Source


@define(eq=False)
class BuiltInstitution:
    """What building one institution leaves for others: its clauses, its scope, its context, what is wished of it."""

    tree: Tree
    context: Context
    made: Institution
    scenarios: list[WishedScenario] = field(factory=list)
    expectations: list[WishedExpectation] = field(factory=list)


def inherit(
    parts: Mapping[str, BuiltInstitution], own: Iterable[Institution], scenarios: Sequence[WishedScenario],
    expectations: Sequence[WishedExpectation],
) -> tuple[list[Scenario], list[Expectation]]:  # fmt: skip
    """What a file wishes of institutions, after what its reforms inherit of their originals. Each of the file's own
    institutions keeps what is wished of it, for its own reforms."""
    inherited: tuple[list[Scenario], list[Expectation]] = ([], [])
    for each in own:
        part, original = parts[each.name], parts.get(each.reform_of or "")
        told = [s for s in scenarios if s.made.of == each.name]
        said = [e for e in expectations if e.made.of == each.name]
        if original is not None and original is not part:
            also = [s for s in scenarios if s.made.of == each.reform_of and s not in original.scenarios]
            part.scenarios = _scenarios(part, [*original.scenarios, *also], [s.made for s in told])
            more = [e for e in expectations if e.made.of == each.reform_of and e not in original.expectations]
            part.expectations = _expectations(part, [*original.expectations, *more], said)
            inherited[0].extend(s.made for s in part.scenarios)
            inherited[1].extend(e.made for e in part.expectations)
        part.scenarios, part.expectations = [*part.scenarios, *told], [*part.expectations, *said]
    return [*inherited[0], *(s.made for s in scenarios)], [*inherited[1], *(e.made for e in expectations)]


def _scenarios(
    reform: BuiltInstitution, wished: Iterable[WishedScenario], own: Iterable[Scenario]
) -> list[WishedScenario]:
    """The scenarios of the original as the reform has them."""
    taken = {each.name for each in own}
    found = []
    for wish in wished:
        if wish.made.name not in taken:
            c = _scope(reform, wish.source)
            made = scenario(c, reform.made.name, wish.tree)
            found.append(WishedScenario(_kept(c, made, wish.made, reform), wish.tree, wish.source))
    return found


def _expectations(
    reform: BuiltInstitution, wished: Iterable[WishedExpectation], own: Iterable[WishedExpectation]
) -> list[WishedExpectation]:
    """The expectations of the original as the reform has them. One that speaks of what the reform has removed stays as
    it was said of the original, and cannot be judged."""
    taken = {each.about for each in own}
    found = []
    for wish in wished:
        if wish.about not in taken:
            c = _scope(reform, wish.source)
            made = expectation(c, reform.made.name, wish.tree)
            found.append(WishedExpectation(_kept(c, made, wish.made, reform), wish.tree, wish.source))
    return found


def _kept(c: Context, made: T, before: T, reform: BuiltInstitution) -> T:
    return changed(before, of=reform.made.name) if any(f.severity == ERROR for f in c.findings) else made


def _scope(reform: BuiltInstitution, source: Source) -> Context:
    """The scope of the reform for a clause of another text; what is wrong with it there was said there."""
    of = reform.context
    return Context(
        source, Names(parents=(of.names,)), [], of.lost, reform.made.name, of.members, of.members_known,
        instead=of.instead, reading=of.reading, lost_heads=of.lost_heads,
    )  # fmt: skip


# ---- variants ------------------------------------------------------------------------------------


def variants_in(c: Context, node: Tree) -> Variants:
    """A set of variants: institutions that are judged by one list."""
    name, *tokens = node.tokens("NAME")
    named = {token.text: token for token in reversed(tokens) if c.resolve(token, ("institution",)) is not None}
    entry = c.names.own.get(name.text)
    if entry is not None and entry.kind == "variants":
        entry.value = list(reversed(named.values()))
    return Variants(c.span(node), name.text, title_of(node), tuple(reversed(named)))


def variants_named(c: Context, token: Token) -> list[Token]:
    """The names of the institutions that are the variants of this set."""
    entry = c.resolve(token, ("variants",))
    named = entry.value if entry is not None else None
    return named if isinstance(named, list) else []
