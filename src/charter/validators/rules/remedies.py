"""What the `remedies` of rules are made of: clauses added, replaced and taken out, and numbers varied.

A rule that knows what to write instead has, beside `check`, `def remedies(case: Case, finding: Finding) ->
Iterator[Remedy]`. It need not know whether a remedy works: each is verified by checking the changed text.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from fractions import Fraction

from charter.dsl.findings import Edit, Finding, Remedy
from charter.dsl.load import Loaded
from charter.dsl.model.base import Denial
from charter.dsl.model.decisions import Decision, Step
from charter.dsl.model.institution import Institution
from charter.dsl.model.organs import Organ
from charter.dsl.model.rules import AllOf
from charter.dsl.syntax.source import Source, Span
from charter.dsl.syntax.tree import Token
from charter.record import record
from charter.validators.rules.case import Case

QUOTAS = (Fraction(1, 2), Fraction(3, 5), Fraction(2, 3), Fraction(3, 4), Fraction(4, 5), Fraction(9, 10))
"""The shares that texts use; the first is written as a majority."""
WORD_QUOTAS = {"majority": Fraction(1, 2), "consensus": Fraction(1), "unanimity": Fraction(1)}
STEPS = (1, 2, 3, 4, 5)
_CITATIONS = re.compile(r"(?:\s*\[[^\]]*\])+\s*$")


# ---- clauses -------------------------------------------------------------------------------------


def behind(case: Case, span: Span, text: str) -> Edit:
    """Text added at the end of a clause, before its citations."""
    source = case.loaded.sources.get(span.file) if case.loaded is not None else None
    end = Span(span.file, span.end_line, span.end_column, span.end_line, span.end_column)
    cited = _CITATIONS.search(text_at(case, span))
    if source is None or cited is None:
        return Edit(end, text)
    start, _ = offsets(source, span)
    return Edit(source.span(start + cited.start(), start + cited.start()), text)


def offsets(source: Source, span: Span) -> tuple[int, int]:
    """Where a span begins and ends in the text."""
    starts = source.line_starts
    return starts[span.line - 1] + span.column - 1, starts[span.end_line - 1] + span.end_column - 1


def inside(case: Case, block: Span, clauses: str) -> Edit | None:
    """Clauses added at the end of a block, each line a step further in than the block; None where the text is not at
    hand, or the span is of no block."""
    source = case.loaded.sources.get(block.file) if case.loaded is not None else None
    if source is None:
        return None
    _, end = offsets(source, block)
    if source.text[end - 1 : end] != "}":
        return None
    line = source.line(source.position(end - 1)[0])
    first = source.line(block.line)
    margin = first[: len(first) - len(first.lstrip())]
    added = "".join(f"{margin}  {each}\n" for each in clauses.splitlines())
    place = Span(block.file, block.end_line, block.end_column - 1, block.end_line, block.end_column - 1)
    if line.strip() == "}":  # the brace has a line of its own: the clauses stand before it
        return Edit(place, f"{added.removeprefix(margin)}{margin}")
    return Edit(place, f"\n{added}{margin}")


def added(case: Case, title: str, block: Span | None, clauses: str) -> Iterator[Remedy]:
    """The remedy that adds clauses to a block."""
    edit = inside(case, block, clauses) if block is not None else None
    if edit is not None:
        yield Remedy(title, (edit,))


def stated(case: Case, title: str, denial: Denial | None, block: Span | None, clauses: str) -> Iterator[Remedy]:
    """The remedy that writes clauses in the place of `no …`, or else into the block."""
    if denial is not None:
        source = case.loaded.sources.get(denial.span.file) if case.loaded is not None else None
        first = source.line(denial.span.line) if source is not None else ""
        margin = first[: len(first) - len(first.lstrip())]
        yield Remedy(title, (Edit(denial.span, clauses.replace("\n", f"\n{margin}")),))
    else:
        yield from added(case, title, block, clauses)


def denial_at(denials: Iterable[Denial], finding: Finding) -> Denial | None:
    """The `no …` at which a finding stands."""
    return next((each for each in denials if each.span == finding.span), None)


def places(finding: Finding) -> tuple[Span, ...]:
    """The place of a finding and those of its labels."""
    return tuple(dict.fromkeys((finding.span, *(label.span for label in finding.labels))))


def plenary(institution: Institution) -> Organ | None:
    """The organ in which all members sit."""
    return next((each for each in institution.organs if each.plenary is not None), None)


def concerned(case: Case, finding: Finding) -> Decision | None:
    """The decision that a finding is about."""
    return case.institution.decision(finding.entity.removeprefix(f"{case.institution.name}."))


def text_at(case: Case, span: Span) -> str:
    """What stands in a place; nothing where the text is not at hand."""
    source = case.loaded.sources.get(span.file) if case.loaded is not None else None
    if source is None:
        return ""
    start, end = offsets(source, span)
    return source.text[start:end]


def rewritten(case: Case, span: Span, pattern: str, text: str) -> Edit | None:
    """The first match of a pattern within a place, written otherwise; None where nothing there matches."""
    found = re.search(pattern, text_at(case, span))
    source = case.loaded.sources.get(span.file) if case.loaded is not None else None
    if found is None or source is None:
        return None
    start, _ = offsets(source, span)
    return Edit(source.span(start + found.start(), start + found.end()), text)


def loosened(case: Case, decision: Decision | None) -> Iterator[Remedy]:
    """One of several conditions of a decision left out, or the veto of a seat."""
    if decision is None:
        return
    organs = [organ for step in decision.steps if (organ := case.institution.organ(step.by.name or "")) is not None]
    rules = [step.rule for step in decision.steps] + [o.decides.value for o in organs if o.decides is not None]
    for rule in rules:
        for n, part in enumerate(rule.parts if isinstance(rule, AllOf) else ()):
            assert isinstance(rule, AllOf)
            before = rule.parts[n - 1].span if n else part.span
            begin = (before.end_line, before.end_column) if n else (part.span.line, part.span.column)
            after = rule.parts[1].span
            end = (part.span.end_line, part.span.end_column) if n else (after.line, after.column)
            gone = Edit(Span(part.span.file, *begin, *end), "")
            yield Remedy(f"leave out `{text_at(case, part.span)}`", (gone,))
    for organ in organs:
        for line in organ.seats.lines if organ.seats is not None else ():
            edit = rewritten(case, line.span, r",\s*with\s+veto\b", "")
            if edit is not None:
                yield Remedy("leave out `with veto`", (edit,))
    for span in clauses_of(case, decision):
        edit = rewritten(case, span, r"\bno\s+negative\s+vote\b(?!\s+of\b)", "3/4 of members")
        if edit is not None:
            yield Remedy("`no negative vote` becomes `3/4 of members`", (edit,))


# ---- numbers -------------------------------------------------------------------------------------


def clauses_of(case: Case, decision: Decision | None) -> list[Span]:
    """Where the numbers stand that decide a decision: its steps, and the rules and seats of the organs that take it."""
    if decision is None:
        return []
    found: list[Span] = []
    for step in decision.steps:
        found.append(step.span)
        organ = case.institution.organ(step.by.name or "")
        if organ is not None:
            found += _of_organ(organ, step)
    return found


def _of_organ(organ: Organ, step: Step) -> Iterator[Span]:
    if step.rule is None and organ.decides is not None:
        yield organ.decides.span
    if organ.otherwise is not None:
        yield organ.otherwise.span
    if organ.seats is not None:
        yield from (line.span for line in organ.seats.lines)


@record
class Variation:
    """A number of the text with another in its place, and how far apart they are, as a share of the number."""

    remedy: Remedy
    distance: Fraction


def varied(loaded: Loaded | None, regions: Sequence[Span]) -> list[Remedy]:
    """Every number and threshold in these stretches of the file itself replaced by others, the nearest first; a number
    that has a name is changed where it is named."""
    if loaded is None or loaded.parsed is None:
        return []
    source = loaded.parsed.source
    wanted = [offsets(source, each) for each in regions if each.file == loaded.file]
    tokens = loaded.parsed.tokens
    named = {t.text: n for n, t in enumerate(tokens) if n and tokens[n - 1].kind == "let"}
    found: dict[int, list[Variation]] = {}
    for n, token in enumerate(tokens):
        if not any(start <= token.start and token.end <= end for start, end in wanted):
            continue
        at = named[token.text] + 2 if token.kind == "NAME" and token.text in named else n
        if at not in found and at < len(tokens):
            found[at] = list(_variations(source, tokens, at))
    every = sorted((v for each in found.values() for v in each), key=lambda v: v.distance)
    return [v.remedy for v in every]


def _variations(source: Source, tokens: Sequence[Token], at: int) -> Iterator[Variation]:
    token = tokens[at]
    span = source.span(token.start, token.end)
    for value, text, old in _others(source, tokens, at):
        distance = abs(value - old) / (abs(old) or 1)
        title = f"`{token.text}` becomes `{text}` on line {span.line}"
        yield Variation(Remedy(title, (Edit(span, text),)), distance)


def _others(source: Source, tokens: Sequence[Token], at: int) -> Iterator[tuple[Fraction, str, Fraction]]:
    """The values to try in the place of a token, as they are written, and what stands there."""
    token = tokens[at]
    after = tokens[at + 1].kind if at + 1 < len(tokens) else ""
    if token.kind == "FRACTION" or token.kind in WORD_QUOTAS:
        numerator, _, denominator = token.text.partition("/")
        if token.kind not in WORD_QUOTAS and not int(denominator):
            return
        old = WORD_QUOTAS.get(token.kind) or Fraction(int(numerator), int(denominator))
        if after != "of" and (token.kind in ("majority", "consensus") and after in ("minus", "first")):
            return
        base = "" if after == "of" or token.kind == "FRACTION" else " of members"
        for quota in QUOTAS:
            written = "majority" if quota == Fraction(1, 2) and (base or after == "of") else str(quota)
            if quota != old:
                yield quota, f"{written}{base}", old
    elif token.kind == "PERCENT":
        old = Fraction(token.text.removesuffix("%").replace(",", ""))
        for value in sorted(range(5, 100, 5), key=lambda v: abs(v - old))[:8]:
            if value != old:
                yield Fraction(value), f"{value}%", old
    elif token.kind == "NUMBER" and token.text.isdecimal() and len(token.text) < 7:
        number = int(token.text)
        near = {number + k for k in STEPS} | {number - k for k in STEPS} | {number * 2, number // 2, number * 3 // 4}
        for other in near:
            if other > 0 and other != number:
                yield Fraction(other), str(other), Fraction(number)
