"""A decision as one game on definite players: the members, or the seats where who sits is open.

Where an organ has open seats its game is on the seats, which is a fact of the text, or on those who sit now, where the
charter names them all. A seat is then a player for itself: that its holder votes elsewhere too is not in the game.
"""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from functools import cached_property
from typing import TYPE_CHECKING

from charter.decisions.compositions.bounds import lawful
from charter.decisions.counting_base import votes_form
from charter.decisions.elements import (
    ONE,
    ZERO,
    Composition,
    CompositionSpace,
    Formula,
    OpenSeats,
    Seat,
    SeatKind,
    Spaces,
    VoteThreshold,
    VoteWeighting,
    atoms,
    mapped,
)
from charter.decisions.procedure import ORDINARY, Circumstances, DecisionProcedure, ElectorateSteps, Unknown, assemble
from charter.decisions.seats import present
from charter.decisions.to_game import game_of, player
from charter.dsl.model.charter import Charter
from charter.dsl.model.decisions import Decision
from charter.dsl.model.institution import Institution
from charter.dsl.model.organs import Organ
from charter.games.game import Game
from charter.record import changed, record

if TYPE_CHECKING:
    from charter.decisions.queries.game_queries import DecisionGame

MEMBERS, SEATS, NOW, EXAMPLE = "members", "seats", "now", "example"
_SEAT = SeatKind("")


@record
class Basis:
    """Who the players of one hall are: `kind` members, seats (with how many are open), now (who sits now), or example
    (those of one lawful composition, since votes depend on who sits)."""

    hall: str
    kind: str
    open_seats: int = 0


@record
class Standing:
    """A decision whose players are settled. `seat_lines`: by player, the hall and the open seats that it stands for;
    `whole` is the decision as the charter has it, with all compositions of its organs."""

    assembled: DecisionProcedure
    compositions: Mapping[str, Composition]
    basis: tuple[Basis, ...]
    seat_lines: Mapping[str, tuple[str, OpenSeats]]
    whole: DecisionProcedure

    @property
    def opened(self) -> tuple[ElectorateSteps, ...]:
        """The parts whose players are seats, as the charter has them."""
        return tuple(p for p, b in zip(self.whole.parts, self.basis, strict=True) if b.kind == SEATS)

    @cached_property
    def played(self) -> DecisionGame:
        """The decision on its members, over every lawful composition."""
        from charter.decisions.queries.game_queries import DecisionGame

        return DecisionGame(self.whole)

    @property
    def name(self) -> str:
        """`Institution.decision`."""
        return f"{self.assembled.institution.name}.{self.assembled.decision.name}"

    @cached_property
    def game(self) -> Game:
        """The game; bodies that no member controls are players `(body)`."""
        return game_of(self.assembled, self.compositions)

    @property
    def kind(self) -> str:
        """members, seats, now or example: of several halls that which claims least."""
        kinds = {b.kind for b in self.basis}
        return next((k for k in (EXAMPLE, NOW, SEATS) if k in kinds), MEMBERS)

    def chambers(self) -> dict[str, frozenset[str]]:
        """The players of each chamber and of each kind of delegates, by name."""
        found: dict[str, set[str]] = {}
        for part in self.whole.parts:
            for seat in self.compositions.get(part.hall.entity) or ():
                for name in (*part.hall.chambers, seat.post.chamber):
                    if name is not None and VoteWeighting(
                        "", chamber=name, chamber_members=part.hall.chambers.get(name)
                    ).of(seat.holder, seat.post):
                        found.setdefault(name, set()).update(p for p, _ in _casters(seat, VoteWeighting("")))
        for name, (_, line) in self.seat_lines.items():
            if line.post.chamber is not None and line.post.chamber_for is None:
                found.setdefault(line.post.chamber, set()).add(name)
        return {name: frozenset(players) for name, players in found.items()}

    def votes(self) -> dict[str, Fraction]:
        """The votes of each player: in the hall with weighted votes if there is one, else where it first votes."""
        parts = sorted(self.assembled.parts, key=lambda p: p.hall.weights is None and p.hall.heads is None)
        found: dict[str, Fraction] = {}
        for part in parts:
            here: dict[str, Fraction] = {}
            form = votes_form(part.hall)
            for seat in self.compositions.get(part.hall.entity) or part.hall.spaces.known or ():
                for name, share in _casters(seat, form):
                    here[name] = here.get(name, ZERO) + share
            found = here | found
        return found


def _casters(seat: Seat, form: VoteWeighting) -> list[tuple[str, Fraction]]:
    if seat.unit:
        return list(seat.unit)
    return [(player(seat), form.of(seat.holder, seat.post))]


def standing(
    charter: Charter,
    institution: Institution,
    decision: Decision,
    circumstances: Circumstances = ORDINARY,
    *,
    seats: bool = False,
    example: bool = False,
) -> Standing | Unknown:
    """The decision with its players settled, or what is missing. Open seats are those who sit now where the charter
    names them, else seats; with `seats`, seats first. With `example`, an organ whose votes depend on who sits is filled
    with one lawful composition rather than refused."""
    assembled = assemble(charter, institution, decision, circumstances)
    if isinstance(assembled, Unknown):
        return assembled
    if assembled.left:
        name = f"{institution.name}.{decision.name}"
        return Unknown(assembled.left[0], decision.name_span, name)
    parts: list[ElectorateSteps] = []
    compositions: dict[str, Composition] = {}
    basis: list[Basis] = []
    lines: dict[str, tuple[str, OpenSeats]] = {}
    for part in assembled.parts:
        found = _settled(charter, part, seats, example)
        if found is None:
            return Unknown(
                f"who sits in {part.hall.label}, on which its votes depend", part.hall.span, part.hall.entity
            )
        here, composition, kind, found_lines = found
        parts.append(here)
        compositions[part.hall.entity] = composition
        basis.append(Basis(part.hall.label, kind, len(found_lines)))
        lines |= {name: (part.hall.entity, line) for name, line in found_lines.items()}
    return Standing(changed(assembled, parts=tuple(parts)), compositions, tuple(basis), lines, assembled)


def _settled(
    charter: Charter, part: ElectorateSteps, seats: bool, example: bool
) -> tuple[ElectorateSteps, Composition, str, dict[str, OpenSeats]] | None:
    known = part.hall.spaces.known
    if known is not None:
        return part, known, MEMBERS, {}
    now = present(charter, part.institution, part.organ) if part.organ is not None else None
    if now is not None and not seats:
        return part, now, NOW, {}
    found = on_seats(part)
    if found is not None:
        return found[0], found[1], SEATS, found[2]
    if now is None and example:
        some = lawful(part.hall.spaces)
        return None if some is None else (part, some, EXAMPLE, {})
    return None if now is None else (part, now, NOW, {})


def on_seats(part: ElectorateSteps) -> tuple[ElectorateSteps, Composition, dict[str, OpenSeats]] | None:
    """The part with a player for each open seat; None where the votes depend on who sits."""
    spaces = part.hall.spaces
    if len(spaces.variants) > 1 and spaces.relaxed is None:
        return None
    space = spaces.outer
    names = _labels(part.organ, part.hall.label, space.opens)
    votes: dict[int, dict[str, Fraction]] = {}
    for atom in atoms(part.formula):
        table = {s.holder: atom.form.of(s.holder, s.post) for s in space.fixed}
        for line, labels in zip(space.opens, names, strict=True):
            each = {atom.form.of(holder, line.post) for holder in line.eligible}
            if len(each) != 1:
                return None
            table |= dict.fromkeys(labels, each.pop())
        votes[id(atom.form)] = table

    def by_seat(atom: VoteThreshold) -> VoteThreshold:
        return changed(atom, form=VoteWeighting(atom.form.text, weights=votes[id(atom.form)]))

    fixed = tuple(changed(s, post=changed(s.post, size=ONE, veto=False)) for s in space.fixed)
    seated = (*fixed, *(Seat(label, _SEAT, (frozenset((label,)),)) for labels in names for label in labels))
    formula: Formula = mapped(part.formula, by_seat)
    hall = changed(part.hall, spaces=Spaces((CompositionSpace(seated),)), weights=None, heads=None)
    opened = {label: line for line, labels in zip(space.opens, names, strict=True) for label in labels}
    return changed(part, hall=hall, formula=formula), seated, opened


def _labels(organ: Organ | None, label: str, opens: tuple[OpenSeats, ...]) -> list[list[str]]:
    """`Board elected Africa 1`: the organ, how the seat is filled, from whom, and a number."""
    used: dict[str, int] = {}
    result = []
    for line in opens:
        how = ""
        if organ is not None and organ.seats is not None and line.line < len(organ.seats.lines):
            how = organ.seats.lines[line.line].filling.how
        among = "" if line.among == "members" else line.among
        stem = " ".join(w for w in (organ.name if organ is not None else label, how, among) if w)
        first = used.get(stem, 0)
        used[stem] = first + line.count
        result.append([f"{stem} {first + i + 1}" for i in range(line.count)])
    return result


def without(of: Standing, parties: frozenset[str]) -> Standing:
    """The decision as if these were no members: their seats are gone, others take those that they might have had, and
    shares are of what is left.

    Numbers that the text fixes (`9 of 15 seats`) stay as they are.
    """
    compositions = {entity: _left(seats, parties) for entity, seats in of.compositions.items()}
    lines = {
        name: (entity, changed(line, eligible=line.eligible - parties))
        for name, (entity, line) in of.seat_lines.items()
    }
    return changed(
        of, assembled=_lighter(of.assembled, parties), compositions=compositions, seat_lines=lines,
        whole=_lighter(of.whole, parties),
    )  # fmt: skip


def _left(composition: Composition, parties: frozenset[str]) -> Composition:
    kept = []
    for seat in composition:
        if seat.unit:
            unit = seat.voting(parties)
            behind = tuple(p for p in seat.post.behind if p not in parties)
            size = Fraction(len(behind)) if seat.post.size == len(seat.post.behind) else seat.post.size
            kept += [changed(seat, unit=unit, post=changed(seat.post, behind=behind, size=size))] if unit else []
        elif seat.holder not in parties:
            kept.append(seat)
    return tuple(kept)


def _lighter(assembled: DecisionProcedure, parties: frozenset[str]) -> DecisionProcedure:
    """The decision with the seats of these gone, and the votes that they bring to a constituency."""
    return changed(assembled, parts=tuple(_part_without(p, parties) for p in assembled.parts))


def _part_without(part: ElectorateSteps, parties: frozenset[str]) -> ElectorateSteps:
    spaces = part.hall.spaces
    fewer = Spaces(
        tuple(_space_without(s, parties) for s in spaces.variants),
        None if spaces.relaxed is None else _space_without(spaces.relaxed, parties),
    )
    return changed(part, hall=changed(part.hall, spaces=fewer))


def _space_without(space: CompositionSpace, parties: frozenset[str]) -> CompositionSpace:
    opens = tuple(changed(each, eligible=each.eligible - parties) for each in space.opens)
    return changed(space, fixed=_left(space.fixed, parties), opens=opens)
