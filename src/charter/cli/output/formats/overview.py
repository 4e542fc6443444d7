"""The decisions of a charter in a short list, each with what can be said of it at once."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from charter.cli.output.formats.power import _aligned, precise
from charter.cli.terminal import Paint, visible

if TYPE_CHECKING:
    from charter.dsl.model.charter import Charter
    from charter.dsl.model.decisions import Decision
    from charter.dsl.model.institution import Institution

SECONDS = 1.0


def overview(
    charter: Charter, decisions: Sequence[tuple[Institution, Decision]], target: str, form: str, paint: Paint
) -> str:
    """The list as a table, CSV or JSON."""
    facts = [_facts(charter, institution, decision) for institution, decision in decisions]
    if form == "json":
        return json.dumps({"version": 1, "decisions": facts}, indent=1, ensure_ascii=False)
    if form == "csv":
        from charter.cli.output.formats.rows import csv_text

        keys = ("decision", "title", "players", "basis", "power_to_act", "smallest_blocking", "missing")
        return csv_text([keys, *([f.get(k) for k in keys] for f in facts)])
    if not facts:
        return f"{visible(target)} has no decisions"
    lines = _aligned(
        ["decision", "players", "power to act", "to block", "title"], [_row(f) for f in facts], paint, words=1
    )
    first = str(facts[0]["decision"]).partition(".")[2]
    return "\n".join([*(x.rstrip() for x in lines), "", f"`charter power {visible(target)}.{first}` measures one"])


def _row(facts: dict[str, Any]) -> list[str]:
    title = visible(facts["title"] or "")
    if facts["missing"]:
        return [visible(facts["decision"]), "-", "-", "-", f"{title} (not stated: {visible(facts['missing'])})"]
    act, block = facts["power_to_act"], facts["smallest_blocking"]
    cells = [str(facts["players"]), "-" if act is None else precise(act), "-" if block is None else str(block)]
    return [visible(facts["decision"]), *cells, title]


def _facts(charter: Charter, institution: Institution, decision: Decision) -> dict[str, Any]:
    from charter.decisions.elements import Unknown
    from charter.decisions.play.fixed_game import standing
    from charter.errors import TooLarge
    from charter.games.counting.planner import Limits

    found = standing(charter, institution, decision, example=True)
    facts: dict[str, Any] = {"decision": f"{institution.name}.{decision.name}", "title": decision.title}
    if isinstance(found, Unknown):
        nothing = dict.fromkeys(("players", "basis", "power_to_act", "smallest_blocking"))
        return facts | nothing | {"missing": found.missing}
    game = found.game
    try:
        act = float(game.power.within(Limits(SECONDS)).to_act)
    except TooLarge:
        act = None
    block = game.smallest_blocking()
    facts |= {"players": len(game.players), "basis": found.kind, "power_to_act": act}
    return facts | {"smallest_blocking": None if block is None else block.size, "missing": None}
