"""The three forms in which coalitions are shown: a text, CSV, and JSON (docs/schema/coalitions-1.json)."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

from charter.cli.output.formats.power import named, precise, runs, shown_count
from charter.cli.output.formats.rows import csv_text
from charter.cli.terminal import Paint, visible

if TYPE_CHECKING:
    from charter.cli.coalition_facts import Ability, CoalitionFacts
    from charter.cli.input.subject import PlayedSubject
    from charter.decisions.play.clause_effect import Clause
    from charter.games.coalitions import Coalition

VERSION = 1
LISTED = 12
MOST_SETS = 10
FEW = 10_000


def as_table(subject: PlayedSubject, facts: CoalitionFacts, paint: Paint) -> str:
    """The text for people: a label and what there is to say."""
    head = f"{visible(subject.name)}: {visible(subject.title)}" if subject.name else visible(subject.title)
    pairs = list(_pairs(subject, facts))
    longest = max(len(label) for label, _ in pairs)
    last = ""
    lines = [paint("strong", head)]
    for label, text in pairs:
        lines.append(f"{label if label != last else '':<{longest}}  {text}")
        last = label
    lines += [f"note: {visible(note)}" for note in (*subject.notes, *facts.left_out)]
    return "\n".join(line.rstrip() for line in lines)


def _pairs(subject: PlayedSubject, facts: CoalitionFacts) -> Iterator[tuple[str, str]]:
    game = subject.game
    if game.always_passes or game.never_passes:
        yield "outcome", "it passes whatever the players say" if game.always_passes else "it never passes"
    yield "players", str(len(game.players))
    yield "veto players", _listed(facts.veto_players) or "none"
    if facts.dictator is not None:
        yield "dictator", visible(facts.dictator)
    if facts.dummies is not None:
        yield "dummies", _listed(facts.dummies) or "none"
    if facts.classes is not None:
        several = [c for c in facts.classes if len(c) > 1]
        yield "interchangeable", "; ".join(named(c, 4) for c in several[:6]) or "no two players"
    yield "smallest to carry", _coalition(facts.smallest_winning)
    yield "smallest to block", _coalition(facts.smallest_blocking)
    for each in facts.cheapest:
        verb = "carry" if each.kind == "winning" else "block"
        sure = "" if each.exact else " (perhaps less)"
        text = f"{precise(each.share)} of {visible(each.column)}{sure}: {_some(each.members)}"
        yield f"cheapest to {verb}", text
    sets = facts.minimal_blocking
    if sets is not None:
        yield f"blocking, up to {sets.up_to}", f"{shown_count(sets.count)} minimal coalition{'s' * (sets.count != 1)}"
        for each_set in sets.sets[:MOST_SETS]:
            yield f"blocking, up to {sets.up_to}", "  " + ", ".join(visible(p) for p in each_set)
        if sets.count > MOST_SETS:
            yield f"blocking, up to {sets.up_to}", "  …"
    for ability in facts.abilities:
        yield from ((visible(ability.group), line) for line in _able(ability))
    for helpless in facts.without_help:
        label = f"without {visible(helpless.group)}"
        yield label, f"fewest to block: {_fewest(helpless.block)}"
        yield label, f"fewest to carry: {_fewest(helpless.carry)}"
    for clause in facts.clauses:
        yield "clauses", _clause(clause)
    for paradox in facts.paradoxes:
        yield "paradox", f"{visible(paradox.organ)}: {paradox.text} [line {paradox.span.line}]"


def _listed(names: Sequence[str]) -> str:
    """Names, numbered seats of a kind together: `Board designated 1 to 10`; how many there are where not all stand."""
    found = runs(names)
    return ", ".join(visible(n) for n in found[:LISTED]) + (f", … ({len(names)})" if len(found) > LISTED else "")


def _some(members: Sequence[str]) -> str:
    return f"{len(members)} players: {_listed(members)}"


def _fewest(members: Sequence[str] | None) -> str:
    if members is None:
        return "the others cannot"
    return f"{len(members)}: {_listed(members)}" if members else "nobody is needed"


def _coalition(found: Coalition | None) -> str:
    return "none" if found is None else f"{found.size}: {_listed(found.members)}"


_KINDS = {
    "always": "can {}",
    "never": "cannot {}",
    "depends": "can or cannot {}, as seats are filled",
    "unknown": "is not known to be able to {}",
}


def _able(ability: Ability) -> Iterator[str]:
    for low_high in ability.seats:
        yield f"holds {low_high[1]} to {low_high[2]} seats of {visible(low_high[0])}"
    for verb, kind, text, others in (
        ("block", ability.block, ability.block_text, ability.block_with),
        ("carry it", ability.carry, ability.carry_text, ability.carry_with),
    ):
        line = f"alone {_KINDS[kind].format(verb)}"
        if text:
            line += f": {visible(text)}"
        elif others:
            line += f"; it can with {_others(others)}"
        elif others is None and kind == "never":
            line += ", not with all others either"
        yield line
    for filled in ability.filled:
        said = f"{_able_so(filled.block, 'blocks')}, {_able_so(filled.carry, 'carries it')}"
        yield f"with its {filled.which} seats, {filled.seats}: {said}"


def _others(others: Sequence[str]) -> str:
    return f"{len(others)} other{'s' * (len(others) > 1)} ({_listed(others)})"


def _able_so(others: Sequence[str] | None, verb: str) -> str:
    if others is None:
        return f"never {verb}"
    return f"{verb} with {_others(others)}" if others else f"{verb} alone"


def _clause(clause: Clause) -> str:
    where = f"{visible(clause.organ)}: {visible(clause.text)}"
    if clause.changes is None:
        return f"{where}: not counted, beyond the limits"
    if clause.inert:
        beside = " beside the other steps" if clause.in_step else ""
        return f"{where}: inert{beside}, no coalition needs it"
    rarely = f", fewer than 1 in {FEW:,}" if clause.share is not None and clause.share * FEW < 1 else ""
    verb = "lets win" if clause.added else "stops"
    return f"{where}: {verb} {shown_count(clause.changes)} coalitions{rarely}"


# ---- CSV and JSON


def as_csv(facts: CoalitionFacts) -> str:
    """A row for each coalition: what it is, its size, its members, its share of the column."""
    from charter.cli.coalition_facts import members_of

    rows: list[Sequence[Any]] = [("coalition", "size", "share", "members")]

    def row(kind: str, members: Sequence[str] | None, share: float | None = None) -> None:
        if members is not None:
            rows.append((kind, len(members), share, " ".join(members)))

    row("veto_players", facts.veto_players)
    row("dummies", facts.dummies)
    row("smallest_winning", members_of(facts.smallest_winning))
    row("smallest_blocking", members_of(facts.smallest_blocking))
    for each in facts.cheapest:
        row(f"cheapest_{each.kind}", each.members, float(each.share))
    for helpless in facts.without_help:
        row(f"blocking_without_{helpless.group}", helpless.block)
        row(f"winning_without_{helpless.group}", helpless.carry)
    for members in facts.minimal_blocking.sets if facts.minimal_blocking is not None else ():
        row("minimal_blocking", members)
    return csv_text(rows)


def as_json(subject: PlayedSubject, facts: CoalitionFacts) -> str:
    """Version 1 of the form for programs."""
    sets = facts.minimal_blocking
    found = {each.kind: _cheap(each) for each in facts.cheapest}
    data = {
        "version": VERSION,
        "decision": subject.name,
        "basis": subject.basis,
        "players": len(subject.game.players),
        "notes": [*subject.notes, *facts.left_out],
        "veto_players": list(facts.veto_players),
        "dictator": facts.dictator,
        "dummies": None if facts.dummies is None else list(facts.dummies),
        "interchangeable": None if facts.classes is None else [list(c) for c in facts.classes],
        "smallest_winning": _sized(facts.smallest_winning),
        "smallest_blocking": _sized(facts.smallest_blocking),
        "cheapest": found.get("winning"),
        "cheapest_blocking": found.get("blocking"),
        "minimal_blocking": None if sets is None else {
            "up_to": sets.up_to, "count": sets.count, "sets": [list(s) for s in sets.sets]
        },
        "groups": [_group(a) for a in facts.abilities],
        "without_help": [
            {"group": w.group, "players": list(w.players), "smallest_blocking": _names(w.block),
             "smallest_winning": _names(w.carry)}
            for w in facts.without_help
        ],
        "clauses": [_counted(c) for c in facts.clauses],
        "paradoxes": [
            {"kind": p.kind, "organ": p.organ, "clause": p.clause, "line": p.span.line, "yes": p.yes, "no": p.no,
             "abstain": p.abstain, "away": p.away, "text": p.text}
            for p in facts.paradoxes
        ],
    }  # fmt: skip
    return json.dumps(data, indent=1, ensure_ascii=False)


def _names(members: Sequence[str] | None) -> list[str] | None:
    return None if members is None else list(members)


def _sized(found: Coalition | None) -> dict[str, Any] | None:
    return None if found is None else {"size": found.size, "members": list(found.members)}


def _cheap(each: Any) -> dict[str, Any]:
    return {"column": each.column, "share": float(each.share), "members": list(each.members), "exact": each.exact}


def _group(ability: Ability) -> dict[str, Any]:
    def others(found: tuple[str, ...] | None) -> list[str] | None:
        return None if found is None else list(found)

    return {
        "group": ability.group,
        "players": list(ability.players),
        "block": {"alone": ability.block, "text": ability.block_text, "with": others(ability.block_with)},
        "carry": {"alone": ability.carry, "text": ability.carry_text, "with": others(ability.carry_with)},
        "seats": [{"organ": o, "least": int(low), "most": int(high)} for o, low, high in ability.seats],
        "filled": [
            {"seats": f.which, "held": int(f.seats), "block_with": others(f.block), "carry_with": others(f.carry)}
            for f in ability.filled
        ],
        "witnesses": {
            side: {organ: list(held) for organ, held in seated.items()} for side, seated in ability.witnesses.items()
        },
    }


def _counted(clause: Clause) -> dict[str, Any]:
    return {
        "text": clause.text,
        "organ": clause.organ,
        "line": None if clause.span is None else clause.span.line,
        "changes": None if clause.changes is None else str(clause.changes),
        "changes_in_step": None if clause.in_step is None else str(clause.in_step),
        "inert": clause.inert,
        "alternative": clause.added,
        "whole_step": clause.step,
    }
