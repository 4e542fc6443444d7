"""The same question by every door: what the game says, the rules, expectations, metrics, a scenario that changes
nothing, the figure, `charter power` and `charter coalitions`, `--focus representation`, and the charter after export.

Here no oracle says what is right: the doors only have to agree. What a door does not answer (unknown, too large, a
game on seats) is no disagreement.
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from pathlib import Path

from charter.analysis.proportion.representation import represented
from charter.decisions.counting_base import case_bars
from charter.decisions.elements import Unknown, atoms
from charter.decisions.play.fixed_game import MEMBERS, standing
from charter.decisions.play.power_bounds import group_power
from charter.decisions.queries.game_queries import DecisionGame, decision_game
from charter.dsl.json.exchange import export_json, import_json
from charter.dsl.load import load
from charter.dsl.model.charter import Charter
from charter.dsl.model.decisions import Decision
from charter.dsl.model.institution import Institution
from charter.dsl.syntax.source import Source
from charter.errors import GameError
from charter.render.words.blocking import blocking
from charter.validators.check.engine import check
from charter.validators.expectations.judging import evaluate
from charter.validators.rules.case import Case

MARK = "# asked twice"
MOST_PARTIES = 40
"""Above so many voters power is asked by no door here: it is slow, and larger games have tests of their own."""


def asked_twice(text: str, path: Path, root: Path, organs: bool = True) -> Iterator[str]:
    """Every disagreement about the own institutions of a charter."""
    loaded = load(Source(path.name, text, path), root=root)
    charter = loaded.charter
    assert charter is not None
    asked: list[str] = []
    for institution in charter.institutions:
        lines: list[str] = []
        for decision in institution.decisions:
            game = decision_game(charter, institution, decision)
            if isinstance(game, DecisionGame) and not game.anonymous and not _by_accused(game):
                yield from _one_game(charter, institution, decision, game)
                lines += _sentences(decision, game)
        if organs:
            lines += _held(Case(institution, charter))
        if lines:
            name = institution.name
            asked += [f"expect {name} {{", *lines, "}"]
    yield from _verdicts(f"{text}\n{MARK}\n" + "\n".join(asked) + "\n", path, root)


def _by_accused(game: DecisionGame) -> bool:
    return bool(case_bars(b for p in game.parts for a in atoms(p.formula) for b in a.form.bars))


# ---- the game, its figure, the commands


def _one_game(charter: Charter, institution: Institution, decision: Decision, game: DecisionGame) -> Iterator[str]:
    name = f"{institution.name}.{decision.name}"
    try:
        vetoes = game.veto_members()
        least = game.smallest_blocking()
    except GameError:
        return
    shown = blocking(charter, institution, decision)
    able = "yes" if vetoes.each or vetoes.always else "depends" if vetoes.sometimes else "no"
    if shown.able not in (able, "unknown"):
        yield f"{name}: the figure says {shown.able}, the game {able}"
    if least.size is not None and least.size > 1 and able == "yes" and not game.hopeless:
        yield f"{name}: a veto, and {least.size} are the fewest that stop it"
    found = standing(charter, institution, decision)
    if isinstance(found, Unknown) or found.kind != MEMBERS or game.assembled.bodies or game.hopeless:
        return
    try:
        played = found.game
        players = game.parties & set(played.veto_players)
        smallest = played.smallest_blocking()
    except GameError:
        return
    if players - set(vetoes.always) or (set(vetoes.always) & set(played.players)) - players:
        yield f"{name}: `coalitions` has vetoes {sorted(players)}, the game {list(vetoes.always)}"
    whole = not any(p not in game.parties for p in played.players)
    if whole and smallest is not None and least.size is not None and len(smallest.members) != least.size:
        yield f"{name}: `coalitions` has {len(smallest.members)} as the fewest that stop it, the game {least.size}"
    if whole and len(played.players) <= MOST_PARTIES:
        group = frozenset(sorted(game.parties)[:2])
        try:
            index = played.power.banzhaf()
            power = group_power(game, group)
        except GameError:
            return
        share = sum((Fraction(v) for p, v in index.items() if p in group), Fraction(0))
        if power.least is not None and (power.least, power.most) != (share, share):
            yield f"{name}: `power` gives {share} to {sorted(group)}, the game {power.least} to {power.most}"


# ---- what the game says, as sentences


def _sentences(decision: Decision, game: DecisionGame) -> list[str]:
    """Sentences that must all be proved if expectations, metrics and quantifiers say what the game does."""
    name, lines = decision.name, []
    try:
        vetoes, least = game.veto_members(), game.smallest_blocking()
    except GameError:
        return []
    if game.assembled.left or game.hopeless:
        return []
    for party in vetoes.always[:2]:
        if " " not in party:
            lines += [f"{{ {party} }} can block {name}", f"that can_block({{ {party} }}, {name})"]
    if not vetoes and not vetoes.each and least.size is not None:
        lines += [f"no member can block {name}", f"that vetoes({name}) = 0"]
    closed = all(p.hall.spaces.known is not None for p in game.parts)
    if closed and least.size:
        lines.append(f"that smallest_blocking({name}) = {least.size}")
        some = ", ".join(least.members)
        if " " not in "".join(least.members):
            lines += [
                f"{{ {some} }} can block {name}",
                f"that not can_pass({{ {some} }}, {name}) or can_block({{ {some} }}, {name})",
            ]
        if least.size > 1:
            lines.append(
                f"no {least.size - 1} members can block {name}" if least.size > 2 else f"no member can block {name}"
            )
    if closed and len(game.parties) <= MOST_PARTIES and not game.assembled.bodies and game.parties:
        group = sorted(game.parties)[:2]
        try:
            power = group_power(game, frozenset(group))
        except GameError:
            return lines
        if power.least is not None and power.least == power.most and power.least.denominator < 10**6:
            share = _amount(power.least)
            lines += [f"power of {{ {', '.join(group)} }} in {name} is at least {share}",
                      f"that power({{ {', '.join(group)} }}, {name}) = {power.least}"]  # fmt: skip
    return lines


def _held(case: Case) -> list[str]:
    """What `--focus representation` has of seats and votes, as sentences of the least and the most."""
    lines = []
    for bench in represented(case).benches:
        organ = bench.organ.rpartition(".")[2]
        for what, held in (("seats", bench.seats), ("votes", bench.votes)):
            for each in held[:3]:
                if each.least.denominator > 10**6 or each.most.denominator > 10**6 or " " in each.group:
                    continue
                lines.append(f"{each.group} hold at least {_amount(each.least)} of {what} in {organ}")
                lines.append(f"{each.group} hold at most {_amount(each.most)} of {what} in {organ}")
                if each.least == each.most:
                    lines.append(f"that share({each.group}, {what} in {organ}) = {each.least}")
    return lines


def _amount(share: Fraction) -> str:
    return {Fraction(0): "0%", Fraction(1): "100%"}.get(share, str(share))


def _verdicts(text: str, path: Path, root: Path) -> Iterator[str]:
    """Which of the sentences added is refuted or depends, and what is judged otherwise after export."""
    before = load(Source(path.name, text, path), root=root)
    wrong = [f for f in before.findings if f.severity == "error"]
    if wrong:
        yield f"the sentences cannot be read: {wrong[0].code} {wrong[0].message} at line {wrong[0].span.line}"
        return
    assert before.charter is not None
    first = _first_line(text)
    verdicts = check(before, select=["VOT101"]).verdicts
    for verdict in verdicts:
        if verdict.binding and verdict.span.line > first and verdict.verdict in ("refuted", "depends"):
            yield f"line {verdict.span.line}: {verdict.text}: {verdict.verdict} ({(verdict.witness or {}).get('text')})"
    again = evaluate(import_json(export_json(before.charter)), before)
    for one, other in zip(verdicts, again, strict=True):
        if one.verdict != other.verdict and "unknown" not in (one.verdict, other.verdict):
            yield f"{one.text}: {one.verdict}, and {other.verdict} after export"


def _first_line(text: str) -> int:
    """The line before those that were added."""
    return text.split(MARK)[0].count("\n")
