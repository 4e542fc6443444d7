"""Expectations about seats, votes and coalitions, judged over every lawful composition."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from fractions import Fraction
from typing import Any

from charter.analysis.entry.entry_into_force import EntryGame, Missing, entry_in, never_enters
from charter.decisions.compositions.bounds import extremes, seat_hall
from charter.decisions.counting_base import need_holders, seats_held, votes_form
from charter.decisions.elements import ZERO, Composition, Electorate, SeatKind, Unknown, Unstated
from charter.decisions.procedure import filled
from charter.decisions.queries.extremes import filled_game
from charter.decisions.queries.game_queries import ALWAYS, NEVER, DecisionGame, Least, decision_game, known_part
from charter.decisions.queries.witness import holders, names
from charter.decisions.seats import present
from charter.dsl.model.base import Who
from charter.dsl.model.charter import Can, Hold, NoAccused, NoMembers, PowerOf
from charter.dsl.model.decisions import Decision, Step
from charter.dsl.model.entry import ENTRY
from charter.dsl.model.institution import Institution
from charter.dsl.model.organs import Organ
from charter.errors import TooLarge
from charter.text.wording import amount, percent
from charter.validators.expectations.scenarios import Staged
from charter.validators.expectations.verdict import DEPENDS, PROVED, REFUTED, Judged, by_bounds, unknown


def game_in(stage: Staged, name: str) -> DecisionGame | Unknown:
    """The game of a decision in given circumstances; a text that can never enter into force takes none."""
    if name not in stage.games:
        entering = entering_of(stage)
        never = None if name == ENTRY else never_enters(entering)
        if name == ENTRY and isinstance(entering, Missing):
            never = Unknown(entering.what, entering.span, entering.entity)
        stage.games[name] = never or decision_game(
            stage.charter, stage.institution, name, stage.circumstances, stage.shared
        )
    return _filled(stage, name, stage.games[name])


def entering_of(stage: Staged) -> EntryGame | Missing | None:
    """Entry into force in given circumstances, worked out once for each set of those who stay out."""
    key = ("entry", stage.institution.name, stage.circumstances.absent)
    if key not in stage.shared:
        stage.shared[key] = entry_in(stage.charter, stage.institution, stage.circumstances)
    found: EntryGame | Missing | None = stage.shared[key]
    return found


def _filled(stage: Staged, name: str, game: DecisionGame | Unknown) -> DecisionGame | Unknown:
    """The game with the organs filled that are filled in these circumstances."""
    if isinstance(game, Unknown) or not stage.filling:
        return game
    if name not in stage.filled:
        stage.filled[name] = filled_game(game, stage.filling)
    found: DecisionGame = stage.filled[name]
    return found


def default_game(stage: Staged, organ: tuple[Institution, Organ]) -> DecisionGame | Unknown:
    """The game of what an organ decides by its own rule."""
    name = f"organ {organ[0].name}.{organ[1].name}"
    if name not in stage.games:
        stage.games[name] = decision_game(
            stage.charter, organ[0], default_decision(organ[1]), stage.circumstances, stage.shared
        )
    return _filled(stage, name, stage.games[name])


def lacking(gap: Unknown) -> Judged:
    """Unknown for want of a clause."""
    return unknown(gap.why)


def organ_in(stage: Staged, name: str) -> tuple[Institution, Organ] | None:
    """The organ that a name means, of the institution or (dotted) of another."""
    own = stage.institution.organ(name)
    if own is not None:
        return stage.institution, own
    head, _, tail = name.partition(".")
    other = stage.charter.institution(head)
    organ = other.organ(tail) if other is not None and tail else None
    return (other, organ) if other is not None and organ is not None else None


def hall_in(stage: Staged, institution: Institution, organ: Organ) -> Electorate | Unknown:
    """Who sits in an organ in given circumstances: nobody is known to where the text can never enter into force."""
    never = never_enters(entering_of(stage)) if institution is stage.institution else None
    if never is not None:
        return never
    try:
        return filled(seat_hall(stage.charter, institution, organ), organ.name, stage.circumstances)
    except Unstated as gap:
        return gap.unknown


# ---- seats and votes -----------------------------------------------------------------------------


def hold(stage: Staged, claim: Hold, text: str) -> Judged:
    """`G hold at least 50% of seats (votes, power) in O`; `text` is the sentence as written."""
    if claim.parties.members is None:
        return unknown(f"the members of `{claim.parties.text}` are not known")
    if claim.what == "power":
        return _held_power(stage, claim)
    found = organ_in(stage, claim.where)
    if found is None:
        return unknown(f"there is no organ {claim.where}")
    hall = hall_in(stage, *found)
    if isinstance(hall, Unknown):
        return lacking(hall)
    if hall.anonymous:
        return unknown(f"no clause on the members of {found[0].name}")
    try:
        verdict, witness = _held(hall, claim, _is_share(claim, text))
    except Unstated as gap:
        return lacking(gap.unknown)
    sitting = present(stage.charter, *found) if hall.open_seats and witness is not None else None
    if sitting is None or witness is None:
        return verdict, witness
    group = set(claim.parties.members)
    today = {"held": sum(s.holder in group for s in sitting), "of": len(sitting)}
    if claim.what == "seats":
        text = f"{witness['text']}; today they hold {today['held']} of {today['of']}"
        witness = {**witness, "text": text, "now": today}
    return verdict, witness


def counted_in(hall: Electorate, what: str, among: frozenset[str] | None = None) -> Callable[[str, SeatKind], Fraction]:
    """The `seats` or `votes` that each holder counts in an organ, of all or for these. Raises `Unstated` where
    seats are held by directors of whom it is not known who elected them."""
    if what != "votes":
        need_holders(hall)
    return votes_form(hall, among).of if what == "votes" else seats_held(among)


def _is_share(claim: Hold, text: str) -> bool:
    """Whether the amount is a share: anything below 1, and 1 if it is written `100%` or `1/1`."""
    return claim.amount < 1 or (claim.amount == 1 and ("%" in text or "/" in text))


def _held(hall: Electorate, claim: Hold, share: bool) -> Judged:
    parties = frozenset(claim.parties.members or ())
    votes, theirs = counted_in(hall, claim.what), counted_in(hall, claim.what, parties)

    def over(holder: str, post: SeatKind) -> Fraction:
        mine = theirs(holder, post)
        return mine - claim.amount * votes(holder, post) if share else mine

    try:
        bounds = extremes(hall.spaces, over)
    except TooLarge as error:
        return unknown(str(error))
    if bounds is None:
        return unknown(f"the seats of {hall.label} cannot all be filled")
    wanted = ZERO if share else claim.amount
    verdict = by_bounds(bounds.least, bounds.most, wanted, claim.bound == "least")

    def told(composition: Composition) -> dict[str, Any]:
        total = sum((votes(s.holder, s.post) for s in composition), ZERO)
        mine = sum((theirs(s.holder, s.post) for s in composition), ZERO)
        return {"held": mine, "of": total, "share": mine / total if total else ZERO, "holders": holders(composition)}

    return verdict, _held_witness(hall, claim, verdict, told(bounds.at_least), told(bounds.at_most))


def _held_witness(
    hall: Electorate, claim: Hold, verdict: str, least: dict[str, Any], most: dict[str, Any]
) -> Mapping[str, Any]:
    def line(case: dict[str, Any]) -> str:
        return f"{amount(case['held'])} of {amount(case['of'])} {claim.what} ({percent(case['share'])})"

    group, label = claim.parties.text, hall.label
    if (least["held"], least["of"]) == (most["held"], most["of"]):
        text = f"{group} hold {line(least)} in {label}" + (", whoever is elected" if hall.open_seats else "")
    elif verdict == DEPENDS:
        text = f"{group} may hold {line(least)} in {label}, and may hold {line(most)}"
    else:
        text = f"{group} hold at least {line(least)} and at most {line(most)} in {label}"
    witness: dict[str, Any] = {"text": text, "organ": hall.entity, "group": group}
    for name, case in (("least", least), ("most", most)):
        shown = dict(case)
        if not hall.open_seats and hall.spaces.known is not None:
            del shown["holders"]
        witness[name] = shown
    return witness


# ---- coalitions ----------------------------------------------------------------------------------


def can(stage: Staged, claim: Can) -> Judged:
    """`G can block D` and its three relatives."""
    if claim.parties.members is None:
        return unknown(f"the members of `{claim.parties.text}` are not known")
    game = game_in(stage, claim.decision)
    if isinstance(game, Unknown):
        rest = known_part(game)
        certain = REFUTED if (claim.verb == "block") != claim.able else PROVED
        found = unknown("") if rest is None else _can(rest, claim)
        return found if found[0] == certain else lacking(game)
    return _can(game, claim)


def _can(game: DecisionGame, claim: Can) -> Judged:
    assert claim.parties.members is not None
    ask = game.can_block if claim.verb == "block" else game.can_pass
    answer = ask(claim.parties.members)
    if answer.kind == "unknown":
        return unknown(answer.missing or "not decided")
    if answer.kind == ALWAYS:
        return (PROVED if claim.able else REFUTED), answer.witness
    if answer.kind == NEVER:
        return (REFUTED if claim.able else PROVED), answer.witness
    return DEPENDS, answer.witness


def no_members(stage: Staged, claim: NoMembers) -> Judged:
    """`no member can block D`, `no 2 members can block D`."""
    game = game_in(stage, claim.decision)
    if isinstance(game, Unknown):
        rest = known_part(game)
        found = unknown("") if rest is None else _no_members(rest, claim)
        return found if found[0] == (REFUTED if claim.verb == "block" else PROVED) else lacking(game)
    return _no_members(game, claim)


def _no_members(game: DecisionGame, claim: NoMembers) -> Judged:
    if game.anonymous and claim.verb == "block" and claim.number >= 1 and game.veto_members().each:
        return REFUTED, {"text": f"{game.veto_members().each} can block {game.name}"}
    try:
        least = game.smallest_blocking() if claim.verb == "block" else game.smallest_passing()
    except TooLarge as error:
        return unknown(f"not decided: {error}")
    if least.size is None and least.missing is not None:
        return unknown(f"no clause on {least.missing}")
    if least.size is None:
        return PROVED, {"text": f"no coalition of members can {claim.verb} {claim.decision}"}
    if least.size > claim.number:
        return PROVED, _least_text(claim, least)
    if least.everywhere:
        return REFUTED, least.witness
    return _for_every_composition(game, claim, least)


def _least_text(claim: NoMembers, least: Least) -> Mapping[str, Any]:
    witness = dict(least.witness or {})
    witness["text"] = f"at least {least.size} members are needed to {claim.verb}: {witness.get('text', '')}"
    return witness


def _for_every_composition(game: DecisionGame, claim: NoMembers, least: Least) -> Judged:
    """A coalition that is small enough in some composition: is there a composition without one?"""
    ask = game.can_block if claim.verb == "block" else game.can_pass
    certain = ask(least.members)
    if certain.kind == ALWAYS:
        return REFUTED, certain.witness
    if claim.verb == "block":
        enough = game.smallest_blocking(everywhere=True)
        if enough.size is not None and enough.size <= claim.number:
            return REFUTED, enough.witness
    if claim.verb == "block" and claim.number == 1:
        vetoes = game.veto_members()
        if vetoes.always:
            return REFUTED, game.can_block(vetoes.always[:1]).witness
        if not vetoes:
            return unknown("not decided for every composition")
    if certain.kind == "depends":
        return _other_side(game, claim, least)
    return unknown("not decided for every composition")


def _other_side(game: DecisionGame, claim: NoMembers, least: Least) -> Judged:
    """Depends, if in some lawful composition no coalition of that size can; otherwise not decided."""
    from charter.decisions.queries.extremes import harder

    found = harder(game, claim.number, claim.verb == "block")
    if found is None:
        return unknown("some compositions have such a coalition; whether all have one is not decided")
    witness = dict(least.witness or {})
    few = "member" if claim.number == 1 else f"{claim.number} members"
    witness["text"] = f"{witness.get('text', '')}; in another lawful composition no {few} can"
    witness["otherwise"] = {entity: holders(c) for entity, c in found.items()}
    return DEPENDS, witness


def no_accused(stage: Staged, claim: NoAccused) -> Judged:
    """`no accused can block D`: every member in turn as the accused, in every lawful composition."""
    game = game_in(stage, claim.decision)
    if isinstance(game, Unknown):
        rest = known_part(game)
        found = unknown("") if rest is None else _no_accused(rest)
        return found if found[0] == REFUTED else lacking(game)
    return _no_accused(game)


def _no_accused(game: DecisionGame) -> Judged:
    try:
        vetoes = game.veto_members(accused=True)
    except TooLarge as error:
        return unknown(f"not decided: {error}")
    if vetoes.always:
        alone = [name for name in vetoes.always if " + " not in name]
        witness = dict(game.can_block(alone[:1], accused=True).witness or {}) if alone else {}
        witness.setdefault("text", f"{vetoes.always[0]} vote as one, and can block {game.name} with the accused of it")
        witness["members"] = list(vetoes.always)
        return REFUTED, witness
    if vetoes.missing is not None:
        return unknown(f"no clause on {vetoes.missing}")
    if vetoes.each:
        return REFUTED, {"text": f"{vetoes.each} can block {game.name}, the accused among them"}
    if not vetoes.sometimes:
        barred = [b for p in game.parts for a in _atoms(p) for b in a.form.bars if b.who in ("accused", "disputants")]
        why = "the accused does not vote" if barred else "one vote is not enough"
        return PROVED, {"text": f"no member that is accused can block {game.name}: {why}", "decision": game.name}
    return _some_accused(game, vetoes.sometimes)


def _atoms(part: Any) -> list[Any]:
    from charter.decisions.elements import atoms

    return list(atoms(part.formula))


def _some_accused(game: DecisionGame, able: tuple[str, ...]) -> Judged:
    """Accused that can block in some compositions: is there a composition in which none can?"""
    from charter.decisions.queries.extremes import candidates

    witness = dict(game.can_block(able[:1], accused=True).witness or {})
    witness["members"] = list(able)
    for filled_in in candidates(game):
        if not game.stopped_by(filled_in, accused=True):
            return DEPENDS, witness
    return unknown(f"{names(able)} can block when accused in some compositions; whether in all is not decided")


# ---- power ---------------------------------------------------------------------------------------


def power_of(stage: Staged, claim: PowerOf) -> Judged:
    """`power of G in D is at least 45%`, or its share of a column."""
    from charter.validators.expectations.sentences.power import power_share, wanted_share

    if claim.parties.members is None:
        return unknown(f"the members of `{claim.parties.text}` are not known")
    game = game_in(stage, claim.decision)
    if isinstance(game, Unknown):
        return lacking(game)
    wanted = claim.amount
    if claim.column is not None:
        shared = wanted_share(stage, claim)
        if isinstance(shared, str):
            return unknown(shared)
        wanted = shared
    if wanted is None:
        return unknown("no share is stated")
    return power_share(game, claim.parties, wanted, claim.bound == "least")


def _held_power(stage: Staged, claim: Hold) -> Judged:
    from charter.validators.expectations.sentences.power import power_share

    game = game_in(stage, claim.where)
    if isinstance(game, Unknown):
        found = organ_in(stage, claim.where)
        if found is None or game.sentence:
            return lacking(game)
        game = default_game(stage, found)
    if isinstance(game, Unknown):
        return lacking(game)
    return power_share(game, claim.parties, claim.amount, claim.bound == "least")


def default_decision(organ: Organ) -> Decision:
    """A decision that the organ takes by its default rule."""
    who = Who(organ.span, "organ", organ.name)
    return Decision(organ.span, organ.name, organ.title, organ.name_span, (), (Step(organ.span, who),))
