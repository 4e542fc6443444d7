"""What a change means, as text and as JSON by version 1 of `docs/schema/meaning-1.json`."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

from charter.analysis.decision_change import EQUIVALENT, NOT_KNOWN
from charter.cli.output.formats.power import runs
from charter.cli.terminal import Paint, visible

if TYPE_CHECKING:
    from charter.analysis.decision_change import DecisionChange, GameChange
    from charter.analysis.meaning import MeaningChange

VERSION = 1
LISTED = 16
SEVERITIES = ("error", "warning", "note")


def as_text(head: str, changes: Sequence[MeaningChange], paint: Paint) -> str:
    """The gravest first, each with where it stands; decisions with the coalitions that part them."""
    shown = sorted(changes, key=lambda change: SEVERITIES.index(change.severity))
    same = [c for c in shown if c.decision is not None and c.severity == "note" and c.decision.game.kind == EQUIVALENT]
    counts = [f"{n} {word}{'s' * (n != 1)}" for word in SEVERITIES if (n := _count(shown, word, same))]
    lines = [f"{paint('strong', visible(head))}: {', '.join(counts) or 'no change means anything'}"]
    for change in shown:
        if change in same and not change.decision.terms:  # type: ignore[union-attr]
            continue
        lines += ["", *_change(change, paint)]
    plain = [c.decision.name for c in same if c.decision is not None and not c.decision.terms]
    if plain:
        lines += ["", f"passed by the same coalitions as before: {', '.join(map(visible, plain))}"]
    return "\n".join(lines)


def _count(changes: Sequence[MeaningChange], severity: str, same: Sequence[MeaningChange]) -> int:
    return sum(c.severity == severity and c not in same for c in changes)


def _change(change: MeaningChange, paint: Paint) -> Iterator[str]:
    mark = paint(change.severity, f"{change.severity}[{change.category}]")
    yield f"{mark} {visible(change.text)}  {paint('faint', _places(change))}"
    if change.decision is not None and change.decision.game.kind not in (EQUIVALENT, NOT_KNOWN):
        yield from _parted(change.decision)
    elif change.decision is not None:
        game = change.decision.game
        for word, one in (("before", game.lost_one), ("after", game.gained_one)):
            if one is not None:
                yield f"    only {word}: {_coalition(one)}"


def _places(change: MeaningChange) -> str:
    spans = [span for span in (change.before, change.after) if span is not None]
    return " → ".join(dict.fromkeys(visible(f"{span.file}:{span.line}") for span in spans))


def _parted(change: DecisionChange) -> Iterator[str]:
    game = change.game
    players = "seats" if change.basis == "seats" else "players"
    apart = f" ({game.sizes[0]} before, {game.sizes[1]} after)" if set(game.sizes) != {game.players} else ""
    told = f"of all coalitions of {game.players} {players}{apart}, {_number(game.lost)} pass only before and "
    yield f"    {told}{_number(game.gained)} only after"
    for word, one, count in (("before", game.lost_one, game.lost), ("after", game.gained_one, game.gained)):
        if count != 0:
            yield f"    only {word}: {'none was found in the time' if one is None else _coalition(one)}"


def _number(count: int | None) -> str:
    """A count in full up to twelve digits, then by its power of ten; JSON has all of it.

    >>> _number(1024), _number(10**20)
    ('1,024', 'about 1.0e+20')
    """
    if count is None:
        return "some (too many to count)"
    if not count:
        return "none"
    return f"{count:,}" if count < 10**12 else f"about {_power(count)}"


def _power(count: int) -> str:
    digits = str(count)
    return f"{digits[0]}.{digits[1]}e+{len(digits) - 1}"


def _coalition(members: Sequence[str]) -> str:
    if not members:
        return "nobody"
    found = runs(list(members))
    shown = ", ".join(visible(name) for name in found[:LISTED])
    return f"{len(members)}: {shown}" + (f" and {len(found) - LISTED} more" if len(found) > LISTED else "")


def as_json(before: str, after: str, reform: bool, changes: Sequence[MeaningChange]) -> str:
    """Version 1 of the form for programs."""
    data = {
        "version": VERSION,
        "before": before,
        "after": after,
        "reform": reform,
        "changes": [_data(change) for change in changes],
    }
    return json.dumps(data, indent=1, ensure_ascii=False)


def _data(change: MeaningChange) -> dict[str, Any]:
    return {
        "code": change.code,
        "category": change.category,
        "severity": change.severity,
        "entity": change.entity,
        "text": change.text,
        "before": _place(change.before),
        "after": _place(change.after),
        "decision": None if change.decision is None else _decision(change.decision),
    }


def _place(span: Any) -> dict[str, Any] | None:
    return None if span is None else {"file": span.file, "line": span.line}


def _decision(change: DecisionChange) -> dict[str, Any]:
    return {
        "name": change.name,
        "basis": change.basis,
        **_game(change.game),
        "vetoes_lost": list(change.vetoes_lost),
        "vetoes_gained": list(change.vetoes_gained),
        "fewest_to_block": list(change.block),
        "fewest_to_carry": list(change.carry),
        "terms": [{"what": what, "before": old, "after": new} for what, old, new in change.terms],
    }


def _game(game: GameChange) -> dict[str, Any]:
    known = game.kind != NOT_KNOWN
    return {
        "verdict": game.kind,
        "why": game.why or None,
        "players": game.players,
        "players_before": game.sizes[0],
        "players_after": game.sizes[1],
        "pass_only_before": str(game.lost) if known and game.lost is not None else None,
        "pass_only_after": str(game.gained) if known and game.gained is not None else None,
        "one_only_before": None if game.lost_one is None else list(game.lost_one),
        "one_only_after": None if game.gained_one is None else list(game.gained_one),
    }
