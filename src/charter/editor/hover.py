"""What a reader sees who rests on a word: what it means, and what follows from it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from charter.dsl.model.base import PartySet
from charter.dsl.syntax.tree import Token
from charter.editor import facts, names
from charter.editor.names import Use
from charter.editor.notes import verdict_at
from charter.editor.records import Hover, TextPlace
from charter.editor.workspace import DocumentReading
from charter.grammar.keywords import KEYWORDS

if TYPE_CHECKING:
    from charter.validators.check.engine import Checked

LISTED = 40
"""Members of a group that are named."""
_SHOWN_FIRST = ("m49_region", "m49_subregion", "un_regional_group", "income_group", "population", "gdp", "un_scale")
_LEFT_OUT = ("iso2", "m49", "un_status")


def hover(reading: DocumentReading, offset: int, checked: Checked | None = None) -> Hover | None:
    """What there is to say of the word at a cursor; with a check, the verdict on the expectation around it first."""
    parts: list[str] = []
    place: TextPlace | None = None
    verdict = verdict_at(reading, offset, checked)
    if verdict is not None:
        place = verdict[0]
        parts.append("\n".join(f"- {clean(line)}" for line in verdict[1]))
    word = _word(reading, offset)
    if word is not None:
        place = word[0]
        parts.append(word[1])
    return Hover(place, "\n\n---\n\n".join(parts)) if place is not None else None


def clean(text: str) -> str:
    """Text of a charter in Markdown: nothing in it is markup, and control characters are left out."""
    from charter.render.drawing.text import clean as plain

    return "".join(f"\\{c}" if c in "\\`*_{}[]<>#|~" else c for c in plain(text))


def _word(reading: DocumentReading, offset: int) -> tuple[TextPlace, str] | None:
    use = names.at(reading, offset)
    token = _token(reading, offset)
    count = next(((p, t, w) for p, t, w in facts.counts(reading) if p.holds(offset)), None)
    if use is not None:
        return use.place, "\n\n".join(_of_name(reading, use))
    if token is None:
        return None
    place = reading.document.place(token.start, token.end)
    lines = [clean(facts.counted(count[1], count[2]))] if count is not None else []
    if token.kind == "NAME":
        lines += _of_word(reading, place, token)
    elif token.kind in KEYWORDS:
        lines.append(_of_keyword(token.kind))
    return (place, "\n\n".join(lines)) if lines else None


def _token(reading: DocumentReading, offset: int) -> Token | None:
    tokens = [t for t in reading.document.parsed.tokens if t.start <= offset <= t.end and t.text.strip()]
    return tokens[-1] if tokens else None


def _of_keyword(word: str) -> str:
    from charter.grammar.usage import forms, usages

    usage = usages()[word]
    said = "\n\n".join(usage.said)
    shown = "\n".join(forms(word))
    example = f"```charter\n{usage.example}\n```\n\n```text\n{shown}\n```"
    return f"**{word}** — a keyword ({usage.section})\n\n{said}\n\n{example}"


def _of_word(reading: DocumentReading, place: TextPlace, token: Token) -> Iterator[str]:
    """A word of a fixed list, a rule's code, a metric."""
    asked = next((a for p, a in reading.here if p.start <= place.start and place.end <= p.end), None)
    before = [t for t in reading.document.parsed.tokens if t.end <= place.start]
    if before and before[-1].kind == "allow":
        yield _of_rule(token.text)
    elif asked is not None and asked.vocabulary == "metric":
        yield _of_metric(token.text)
    elif asked is not None and asked.vocabulary is not None:
        from charter.dsl.elaborate.vocabulary import VOCABULARIES

        words = ", ".join(f"`{word}`" for word in VOCABULARIES.get(asked.vocabulary, ()))
        yield f"**{clean(token.text)}** — {asked.vocabulary}" + (f"\n\nOne of {words}." if words else "")


def _of_rule(code: str) -> str:
    from charter.validators.check.registry import UnknownCode, explain

    try:
        return explain(code)
    except UnknownCode:
        return f"there is no rule `{clean(code)}`"


def _of_metric(name: str) -> str:
    from charter.dsl.metrics import SIGNATURES
    from charter.validators.expectations import metric_list

    return metric_list.explain(name) if name in SIGNATURES else f"there is no metric `{clean(name)}`"


# ---- names ---------------------------------------------------------------------------------------


def _of_name(reading: DocumentReading, use: Use) -> Iterator[str]:
    from charter.dsl.elaborate.context import WORDS_FOR

    target = use.target
    kind = WORDS_FOR.get(target.kind, target.kind)
    if target.kind == "party" and target.place is None:
        yield _state(target.name)
        return
    if target.kind == "column" and target.place is None:
        yield _column(target.name)
        return
    yield f"**{clean(target.name)}** — {kind}" + ("" if target.place is not None else ", of the shipped facts")
    if target.kind in ("group", "category", "institution"):
        yield from _members(reading, use)
    elif target.kind == "decision" and target.place is not None:
        yield from _decision(reading, target.place)
    elif target.kind == "organ" and target.place is not None:
        yield from _organ(reading, target.place)
    line = _declaration(reading, target.place)
    if line:
        yield f"```charter\n{line}\n```"


def _declaration(reading: DocumentReading, place: TextPlace | None) -> str:
    """The line on which a name is declared."""
    if place is None:
        return ""
    source = next((s for s in reading.loaded.sources.values() if reading.uri(s.name) == place.uri), None)
    if source is None:
        return ""
    return source.line(source.position(min(place.start, len(source.text)))[0]).strip()


def _members(reading: DocumentReading, use: Use) -> Iterator[str]:
    from charter import world

    charter, name = reading.loaded.charter, use.target.name
    members: tuple[str, ...] | None = None
    entry = use.target.entry
    if entry is not None and isinstance(entry.value, PartySet):
        members = entry.value.members
    elif entry is not None and isinstance(entry.value, frozenset):
        members = tuple(sorted(entry.value))
    if charter is not None and use.target.kind == "institution":
        institution = charter.institution(name)
        stated = institution.members if institution is not None else None
        members = stated.value.members if stated is not None else members
    if charter is not None and members is None:
        declared = next((g for g in charter.groups if reading.place(g.span) is not None and g.name == name), None)
        members = declared.parties.members if declared is not None else None
    if use.target.place is None and name in world.groups():
        yield clean(world.groups()[name])
    if members is None:
        yield "Who belongs to it is not settled."
        return
    known = set(world.parties())
    listed = [world.name(m) if m in known else m for m in members[:LISTED]]
    more = f" and {len(members) - LISTED} others" if len(members) > LISTED else ""
    yield f"{len(members)} member{'' if len(members) == 1 else 's'}: {clean(', '.join(listed))}{more}"


def _decision(reading: DocumentReading, place: TextPlace) -> Iterator[str]:
    from charter.render.words.blocking import blocking
    from charter.render.words.steps import step_words

    found, charter = facts.decision_at(reading, place), reading.loaded.charter
    if found is None or charter is None:
        return
    institution, decision = found
    if decision.title:
        yield clean(decision.title)
    steps = []
    for step in decision.every_step:
        organ = institution.organ(step.by.name or "")
        steps.append(f"1. {clean(str(step.by))}: {clean(step_words(step, organ, decision))}")
    if steps:
        yield "\n".join(steps)
    inside = reading.mine(decision.span)
    spans = [step.span for step in decision.every_step]
    spans += [o.decides.span for s in decision.every_step if (o := institution.organ(s.by.name or "")) and o.decides]
    places = [p for p in (inside, *map(reading.mine, spans)) if p is not None]
    counted = [
        facts.counted(t, w)
        for p, t, w in facts.counts(reading)
        if any(q.start <= p.start and p.end <= q.end for q in places)
    ]
    if counted:
        yield f"Needs {clean('; '.join(dict.fromkeys(counted)))}."
    yield "Who alone can stop it: " + clean(" ".join(blocking(charter, institution, decision).words))
    played = facts.game(reading, institution, decision)
    power = list(facts.power_lines(reading, played)) if played is not None else []
    if power:
        yield "Power of the declared groups (Banzhaf): " + clean("; ".join(power))


def _organ(reading: DocumentReading, place: TextPlace) -> Iterator[str]:
    from charter.render.words.clauses import rule_words, seat_line_words

    found = facts.organ_at(reading, place)
    if found is None:
        return
    organ = found[1]
    if organ.title:
        yield clean(organ.title)
    if organ.seats is not None:
        lines = [f"- {clean(seat_line_words(line, organ.name))}" for line in organ.seats.lines]
        yield "\n".join(lines)
    if organ.decides is not None:
        yield f"Decides by {clean(rule_words(organ.decides.value))}."


def _state(code: str) -> str:
    """A state with its region, income, figures with their years, memberships."""
    from charter import world

    party = world.state(code)
    by_name = {fact.column: fact for fact in party.facts}
    rows = []
    first = [by_name[name] for name in _SHOWN_FIRST if name in by_name]
    for fact in [*first, *(f for f in party.facts if f not in first and f.column not in _LEFT_OUT)][:16]:
        rows.append(f"| {clean(fact.title)} | {clean(_value(fact.value, fact.unit))} | {clean(fact.date)} |")
    table = "\n".join(["| | | as of |", "|---|---|---|", *rows])
    member = [m.institution for m in party.memberships if m.status == "member"]
    belongs = f"Member of {clean(', '.join(sorted(member)))}" if member else ""
    groups = f"In the groups {clean(', '.join(party.groups))}" if party.groups else ""
    title = f"**{code}** — {clean(party.official_name or party.name)} ({party.kind.replace('_', ' ')})"
    return "\n\n".join(part for part in (title, table, belongs, groups) if part)


def _value(value: object, unit: str) -> str:
    from charter.render.words.clauses import number_words

    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, str):
        return value
    if unit == "year":
        return str(value)
    return f"{number_words(value)} {unit}".strip()  # type: ignore[arg-type]


def _column(name: str) -> str:
    from charter import world

    info = world.columns()[name]
    lines = [f"**{clean(name)}** — {clean(info.title)}", f"Unit: {clean(info.unit)}" if info.unit else ""]
    lines += [f"As of {clean(info.date)}; source: {clean(info.source)}", clean(info.caveat)]
    return "\n\n".join(line for line in lines if line)


# ---- pages ---------------------------------------------------------------------------------------


def decision_words(reading: DocumentReading, name: str) -> str:
    """What there is to say of a decision named `Institution.decision`, as plain sentences."""
    charter = reading.loaded.charter
    head, _, tail = name.partition(".")
    institution = charter.institution(head) if charter is not None else None
    decision = institution.decision(tail) if institution is not None else None
    place = reading.place(decision.name_span) if decision is not None else None
    if decision is None or place is None:
        return f"there is no decision `{name}`"
    lines = [*_decision(reading, place)]
    return "\n".join(lines).replace("\\", "")


def page(what: str) -> str:
    """The page of a rule, a metric or a keyword, by its code or name."""
    from charter.dsl.metrics import SIGNATURES
    from charter.grammar.usage import explain
    from charter.validators.check.registry import UnknownCode
    from charter.validators.check.registry import explain as rule

    try:
        return rule(what)
    except UnknownCode:
        pass
    if what in SIGNATURES:
        return _of_metric(what)
    return explain(what) if what in KEYWORDS else f"there is no page `{what}`"
