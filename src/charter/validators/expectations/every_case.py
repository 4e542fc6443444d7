"""An expectation judged case by case: for everyone who can be accused, and for every composition of open organs.

Where the accused (or who complains) cannot vote, a statement holds if it holds whoever that is, and is refuted with the
accused for whom it fails. Where ranges and searches do not settle it, the compositions are looked at one of each kind
(`charter.decisions.compositions.every`), up to a stated cost: so many games times voters.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from itertools import combinations
from math import comb
from typing import Any

import attrs

from charter.analysis.enforcement.accused import who_can_be
from charter.decisions.compositions.every import OpenHall, TooMany, fillings, marks_of
from charter.decisions.counting_base import case_bars
from charter.decisions.elements import Electorate, Spaces, VoteWeighting, atoms
from charter.decisions.queries.game_queries import DecisionGame
from charter.decisions.queries.quantified import could_stop
from charter.decisions.queries.witness import holders
from charter.dsl.model.base import PartySet
from charter.dsl.model.charter import Apply, Expectation, NameRef, NoAccused, NoMembers
from charter.dsl.syntax.source import Span
from charter.record import changed, record
from charter.validators.expectations.evaluation import Lack
from charter.validators.expectations.scenarios import Staged
from charter.validators.expectations.verdict import DEPENDS, PROVED, REFUTED, UNKNOWN, Judged, unknown

MOST_FILLINGS = 4_000
MOST_CASES = 400
MOST_TIES = 200
MOST_WORK = 60_000
"""Games times voters that are worked out for one expectation."""

BY_KIND = frozenset(
    ("can_block", "can_pass", "smallest_blocking", "smallest_passing", "vetoes", "power", "power_to_act", "share",
     "seats", "votes", "seats in", "votes in", "members", "size")
)  # fmt: skip
"""Metrics for which parties of a kind are alike; any other may tell each party apart."""
PLAIN = frozenset(("+", "-", "*", "/", "<", "<=", ">", ">=", "=", "!=", "and", "or", "not", "neg", "abs", "min", "max"))

Judge = Callable[[Staged], Judged]


@record
class _Asked:
    """What an expectation names: decisions and organs, sets of parties; `apart` if it may tell each party apart."""

    names: tuple[str, ...]
    sets: tuple[frozenset[str], ...]
    apart: bool


def judged_in_cases(stage: Staged, expected: Expectation, judge: Callable[[Staged, Expectation], Judged]) -> Judged:
    """The verdict over everyone who can be accused, every composition and every choice among those tied in a ranking;
    `judge` gives it in given circumstances."""
    ties = list(_ties(expected.claim))
    if not ties:
        return _for_everyone(stage, expected, judge)
    found: dict[str, Judged] = {}
    for claim in _choices(expected.claim, ties[0]):
        each = judged_in_cases(stage, changed(expected, claim=claim), judge)
        found.setdefault(each[0], each)
        if each[0] in (UNKNOWN, DEPENDS):
            return each
    if len(found) < 2:
        return next(iter(found.values()), unknown(f"who of those tied in `{ties[0].text}` is in it"))
    held, failed = found[PROVED][1] or {}, found[REFUTED][1] or {}
    text = f"it depends on who of {', '.join(ties[0].tied)} is in {ties[0].text}: {held.get('text', '')}"
    return DEPENDS, {**held, "text": text, "otherwise": dict(failed)}


def _ties(claim: object) -> Iterator[PartySet]:
    """The sets in a claim that end in a tie, each once."""
    seen: list[PartySet] = []
    for each in _parts(claim):
        if isinstance(each, PartySet) and each.tied and each not in seen:
            seen.append(each)
            yield each


def _choices(claim: Any, tied: PartySet) -> Iterator[Any]:
    """The claim for every choice among those tied; nothing beyond 200 of them."""
    inside = frozenset(tied.members or ())
    room = len(inside & frozenset(tied.tied))
    if comb(len(tied.tied), room) > MOST_TIES:
        return
    for chosen in combinations(tied.tied, room):
        members = tuple(sorted(inside - frozenset(tied.tied) | frozenset(chosen)))
        yield _with(claim, tied, changed(tied, members=members, tied=()))


def _with(claim: Any, before: PartySet, after: PartySet) -> Any:
    """The claim with one set for another, wherever it stands in it."""
    if isinstance(claim, PartySet):
        same = (claim.tied, claim.members, claim.text) == (before.tied, before.members, before.text)
        return changed(after, span=claim.span) if same else claim
    if isinstance(claim, tuple):
        return tuple(_with(each, before, after) for each in claim)
    if not attrs.has(type(claim)) or isinstance(claim, Span):
        return claim
    values = {f.name: getattr(claim, f.name) for f in attrs.fields(type(claim))}
    return changed(claim, **{name: _with(value, before, after) for name, value in values.items()})


def _for_everyone(stage: Staged, expected: Expectation, judged: Callable[[Staged, Expectation], Judged]) -> Judged:
    """The verdict over everyone who can be accused and every composition."""

    def judge(case: Staged) -> Judged:
        return judged(case, expected)

    asked = _asked(expected.claim)
    if not asked.names:
        return judge(stage)
    games, halls = _games(stage, asked)
    cases = [] if isinstance(expected.claim, NoAccused) else list(_cases(stage, games, asked))
    if not cases:
        return _settled(stage, asked, judge, games, halls)
    if len(cases) > min(MOST_CASES, MOST_WORK // max(1, len(_voters(games, halls)))):
        return unknown(f"{len(cases):,} cases, by who is accused, are not looked at one by one")
    left: Judged | None = None
    for accused, complainant in cases:
        now = changed(stage.circumstances, accused=accused, complainant=complainant)
        case = changed(stage, circumstances=now, games={}, filled={})
        known = _games(case, asked)
        if left is not None and left[0] == PROVED and _surely(expected.claim, known[0]):
            continue
        found = _settled(case, asked, judge, *known)
        if found[0] == REFUTED:
            return _in_case(found, accused, complainant)
        if found[0] == UNKNOWN or left is None or (found[0] == DEPENDS and left[0] == PROVED):
            left = _in_case(found, accused, complainant)
        if found[0] == UNKNOWN:
            break
    assert left is not None
    return left


def _surely(claim: object, games: list[DecisionGame]) -> bool:
    """Whether it is plain without a search that so few members cannot block."""
    if not isinstance(claim, NoMembers) or claim.verb != "block" or len(games) != 1:
        return False
    game = games[0]
    if game.anonymous or game.assembled.left or game.assembled.circumstances.blocs:
        return False
    return not any(could_stop(p.hall.spaces, p.formula, number=claim.number) for p in game.parts)


def _in_case(found: Judged, accused: frozenset[str], complainant: frozenset[str]) -> Judged:
    verdict, witness = found
    who = [f"{next(iter(p))} {word}" for p, word in ((accused, "accused"), (complainant, "complaining")) if p]
    if verdict == UNKNOWN or witness is None:
        return found
    every = f"whoever {'is accused' if accused else 'complains'}, as with" if verdict == PROVED else "with"
    told = {**witness, "text": f"{every} {' and '.join(who)}: {witness.get('text', '')}", "accused": sorted(accused)}
    return verdict, told


def _asked(claim: object) -> _Asked:
    found = list(_parts(claim))
    names = [x for x in found if isinstance(x, str)]
    sets = [frozenset(x.members or ()) for x in found if isinstance(x, PartySet)]
    ops = {x.op for x in found if isinstance(x, Apply)}
    return _Asked(tuple(dict.fromkeys(names)), tuple(dict.fromkeys(sets)), bool(ops - BY_KIND - PLAIN))


def _parts(claim: object) -> Iterator[Any]:
    """The sets and operations in a claim, and the names of its decisions and organs."""
    if isinstance(claim, PartySet):
        yield claim
    elif isinstance(claim, NameRef):
        yield from (claim.name,) if claim.kind in ("organ", "decision") else ()
    elif isinstance(claim, tuple):
        for each in claim:
            yield from _parts(each)
    elif attrs.has(type(claim)):
        if isinstance(claim, Apply):
            yield claim
        kind: Any = type(claim)
        for field in attrs.fields(kind):
            value = getattr(claim, field.name)
            if field.name in ("decision", "where") and isinstance(value, str):
                yield value
            else:
                yield from _parts(value)


def _games(stage: Staged, asked: _Asked) -> tuple[list[DecisionGame], list[Electorate]]:
    """The games of what is named, and the halls of the organs among it; what is not known is left out."""
    from charter.validators.expectations.circumstances import Situation

    scene = Situation(stage)
    games, halls = [], []
    for name in asked.names:
        with suppress(Lack):
            games.append(scene.game(name))
        with suppress(Lack):
            halls.append(scene.hall(name))
    return games, halls


def _voters(games: Iterable[DecisionGame], halls: Iterable[Electorate]) -> frozenset[str]:
    found = [g.parties for g in games] + [h.spaces.parties for h in halls]
    return frozenset[str]().union(*found)


def _marks(
    stage: Staged, asked: _Asked, games: list[DecisionGame], halls: list[Electorate]
) -> dict[str, tuple[Any, ...]]:
    """What tells parties apart in these games and in what is asked."""
    from charter.decisions.counting_base import votes_form

    now = stage.circumstances
    counted: list[tuple[Spaces, list[VoteWeighting]]] = [
        (part.hall.spaces, [a.form for a in atoms(part.formula)]) for game in games for part in game.parts
    ]
    counted += [(hall.spaces, [votes_form(hall)]) for hall in halls]
    voters = _voters(games, halls)
    sets = [*asked.sets, *now.blocs, now.accused, now.complainant, now.arrears]
    if asked.apart:
        sets += [frozenset((p,)) for p in sorted(voters)]
    return marks_of(sorted(voters), counted, list(dict.fromkeys(sets)))


# ---- who is accused ------------------------------------------------------------------------------


def _cases(stage: Staged, games: list[DecisionGame], asked: _Asked) -> Iterator[tuple[frozenset[str], frozenset[str]]]:
    """Who is accused and who complains, one case of each kind; none where neither changes who votes."""
    barring = [g for g in games if case_bars(b for p in g.parts for a in atoms(p.formula) for b in a.form.bars)]
    whos = {w for g in barring for w in case_bars(b for p in g.parts for a in atoms(p.formula) for b in a.form.bars)}
    if not whos:
        return
    able: list[str] = []
    others: list[str] = []
    for game in barring:
        institution = game.assembled.institution
        known = who_can_be(stage.charter, institution, game.assembled.decision)
        able += sorted(game.parties) if known is None else known  # nobody, where only private actors are bound
        members = institution.members.value.members if institution.members is not None else None
        others += members or sorted(game.parties)
    marks = _marks(stage, asked, games, [])
    kinds, complaining = _kinds(able, marks), _kinds(others, marks)
    nobody = frozenset[str]()
    for accused in kinds:
        first = frozenset(accused[:1])
        if whos == {"accused"}:
            yield first, nobody
            continue
        for each in complaining:
            second = [p for p in each if p not in first][:1]
            if second:
                yield first if whos != {"complainant"} else nobody, frozenset(second)


def _kinds(parties: Iterable[str], marks: dict[str, tuple[Any, ...]]) -> list[list[str]]:
    """Parties that nothing tells apart, together."""
    found: dict[Any, list[str]] = {}
    for party in dict.fromkeys(parties):
        found.setdefault(marks.get(party), []).append(party)
    return list(found.values())


# ---- who sits ------------------------------------------------------------------------------------


def _settled(stage: Staged, asked: _Asked, judge: Judge, games: list[DecisionGame], halls: list[Electorate]) -> Judged:
    """The verdict, by every composition where it is not known otherwise."""
    found = judge(stage)
    if found[0] != UNKNOWN:
        return found
    spaces = {p.hall.entity: p.hall.spaces for g in games for p in g.parts}
    spaces |= {h.entity: h.spaces for h in halls}
    opened = [OpenHall(entity, s) for entity, s in spaces.items() if s.known is None]
    if not opened:
        return found
    most = min(MOST_FILLINGS, MOST_WORK // max(1, len(_voters(games, halls))))
    try:
        every = fillings(opened, _marks(stage, asked, games, halls), most)
    except TooMany as error:
        return _too_many(found, str(error))
    return _over(stage, judge, every, found)


def _too_many(found: Judged, why: str) -> Judged:
    text = str((found[1] or {}).get("text", ""))
    return UNKNOWN, {**(found[1] or {}), "text": f"{text} ({why})"}


def _over(stage: Staged, judge: Judge, every: list[dict[str, Any]], found: Judged) -> Judged:
    sides: dict[str, tuple[dict[str, Any], Judged]] = {}
    for filling in every:
        there = judge(changed(stage, filling=filling, filled={}))
        if there[0] not in (PROVED, REFUTED):
            return found
        sides.setdefault(there[0], (filling, there))
        if len(sides) == 2:
            break
    if len(sides) == 2:
        return DEPENDS, _both(sides[PROVED], sides[REFUTED])
    if not sides:
        return found
    ((verdict, (filling, there)),) = sides.items()
    more = f", and so in each of {len(every):,} kinds of compositions" if len(every) > 1 else ""
    witness = {**(there[1] or {}), "compositions": {e: holders(c) for e, c in filling.items()}}
    return verdict, {**witness, "text": f"{witness.get('text', '')}{more}"}


def _both(yes: tuple[dict[str, Any], Judged], no: tuple[dict[str, Any], Judged]) -> dict[str, Any]:
    (held, proved), (failed, refuted) = yes, no
    first, second = proved[1] or {}, refuted[1] or {}
    text = f"in one lawful composition {first.get('text', '')}; in another {second.get('text', '')}"
    compositions = {
        word: {entity: holders(c) for entity, c in filling.items()}
        for word, filling in (("holds", held), ("fails", failed))
    }
    return {**first, "text": text, "otherwise": dict(second), "compositions": compositions}
