"""What can be asked of a decision, over every lawful composition of the organs that take it.

`decision_game(charter, institution, decision)` gives the game, or `Unknown` with the clause that is missing. Its
questions are answered by an `Answer`: it holds `always`, `never`, or it `depends` on who sits, with a composition for
each side; `unknown` says what is missing. Organs are filled independently of each other, so a coalition always blocks
exactly if it always blocks in one of them.

Conventions. Everyone entitled is there and says yes or no. A coalition blocks if the decision fails when it says no
and all others yes; it passes if the decision carries when it says yes and all others, bodies included, say no. Those
named in a bar are taken out of the count; the accused only where the question is about the accused. A member has its
government's delegates, and not its employers' or workers'. Sets that vote as one act as one: part of such a set
changes nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Mapping
from functools import cached_property, partial
from typing import TYPE_CHECKING, Any, TypeVar

from charter.decisions.elements import NOBODY, Composition, shape
from charter.decisions.procedure import ORDINARY, Circumstances, DecisionProcedure, ElectorateSteps, Unknown, assemble
from charter.decisions.queries.quantified import (
    ALL_SAY_YES,
    Reading,
    Survey,
    holds,
    never_holds,
    sometimes_fails,
    stops,
    survey,
)
from charter.decisions.queries.smallest import Smallest, smallest
from charter.decisions.queries.vetoes import against, each_seat, single_vetoes
from charter.decisions.queries.witness import Witness, composed, explained
from charter.decisions.replay import confirm
from charter.decisions.seats import present
from charter.dsl.model.charter import Charter
from charter.dsl.model.decisions import Decision
from charter.dsl.model.institution import Institution
from charter.errors import TooLarge
from charter.record import changed, record

if TYPE_CHECKING:
    from charter.games.power import Index

T = TypeVar("T")

REPLAYED = 8
"""How many of those with a veto are played: those that a witness names."""
ALWAYS, NEVER, DEPENDS, UNKNOWN = "always", "never", "depends", "unknown"


@record
class Answer:
    """An answer over all lawful compositions. `kind`: always, never, depends, unknown; `witness` has a sentence
    (`text`) and the numbers to redo it; `missing` names what an unknown answer would need."""

    kind: str
    witness: Mapping[str, Any] | None = None
    missing: str | None = None


@record
class Vetoes:
    """Who alone can stop a decision: `always` in every lawful composition, `sometimes` in some; `each` where every
    single voter can, in words (`each of the 187 members`); `seats` how many seats that organ has. `missing` names
    what is left to words, where more might have a veto if it were a rule."""

    always: tuple[str, ...]
    sometimes: tuple[str, ...]
    each: str | None = None
    seats: int = 0
    witness: Mapping[str, Any] | None = None
    missing: str | None = None

    def __bool__(self) -> bool:
        return bool(self.always or self.sometimes or self.each)


@record
class Least:
    """The smallest coalition: `size` None where no coalition of members can, or, with `missing`, where that is not
    known; `everywhere` where it is that small in every lawful composition. The witness has a composition in which the
    members named can. Where it is not known who the members are, they are `member 1`, `member 2` …: any who hold as
    many seats."""

    size: int | None
    members: tuple[str, ...] = ()
    everywhere: bool = True
    witness: Mapping[str, Any] | None = None
    missing: str | None = None


class DecisionGame:
    """A decision as a simple game on the parties underneath. Made by `decision_game`; immutable in effect."""

    def __init__(self, assembled: DecisionProcedure, shared: dict[Hashable, Any] | None = None) -> None:
        self.assembled = assembled
        self._shared: dict[Hashable, Any] = {} if shared is None else shared
        self.parts: tuple[ElectorateSteps, ...] = assembled.parts
        self._answers: dict[Hashable, Any] = {}
        self.wider: frozenset[str] | None = None
        self.name = assembled.name

    @cached_property
    def parties(self) -> frozenset[str]:
        """Every party that has or may have a vote in some step."""
        return self.assembled.parties

    @property
    def voters(self) -> frozenset[str]:
        """The same, of the decision as it may be filled, where some of its organs are taken as filled."""
        return self.parties if self.wider is None else self.wider

    @cached_property
    def anonymous(self) -> bool:
        """Whether it is not known who the members are, so that only seats can be spoken of."""
        return any(part.hall.anonymous for part in self.parts)

    @cached_property
    def _lenient(self) -> DecisionGame | None:
        """The game if all that is left to words lets the decision pass; None if then nothing can stop it."""
        assembled = self.assembled.lenient
        return DecisionGame(assembled) if assembled.parts else None

    def solved(self, question: str) -> dict[tuple[int, ...], Index]:
        """Where an index over an organ's open seats is kept, by how many seats go to each kind of party."""
        return self._once(("power", question), dict)

    def _once(self, key: Hashable, answer: Callable[[], T]) -> T:
        """The answer to a question, worked out when it is first asked: several rules ask the same."""
        if key not in self._answers:
            self._answers[key] = answer()
        found: T = self._answers[key]
        return found

    def _of_part(self, part: ElectorateSteps, question: Hashable, answer: Callable[[], T]) -> T:
        """An answer that rests on the hall and the rule alone: decisions taken alike share it."""
        key = (question, id(part.hall), shape(part.formula))
        if key not in self._shared:
            self._shared[key] = part.hall, answer()  # the hall is kept, so that nothing else gets its identity
        found: T = self._shared[key][1]
        return found

    # ---- one coalition

    def can_block(self, parties: Iterable[str], accused: bool = False, told: bool = True) -> Answer:
        """Whether these parties, saying no, stop the decision against the yes of all others. With `accused` they are
        the accused, who do not vote where the accused are barred. Without `told` there is no witness, which costs most
        of the time."""
        return self._ask(parties, blocking=True, accused=accused, told=told)

    def can_pass(self, parties: Iterable[str], told: bool = True) -> Answer:
        """Whether these parties, saying yes, carry the decision against the no of all others."""
        return self._ask(parties, blocking=False, accused=False, told=told)

    def _ask(self, parties: Iterable[str], *, blocking: bool, accused: bool, told: bool) -> Answer:
        if self.anonymous:
            return Answer(UNKNOWN, missing="the members")
        asked = frozenset(parties)
        answer = self._counted(asked, blocking=blocking, accused=accused, told=told)
        if not self.assembled.left or answer.kind in (UNKNOWN, NEVER if blocking else ALWAYS):
            return answer
        softer = self._lenient
        if softer is None:
            certain = Answer(NEVER if blocking or self.assembled.bodies else ALWAYS)
        else:
            certain = softer._counted(asked, blocking=blocking, accused=accused, told=told)
        if certain.kind != answer.kind:
            return Answer(UNKNOWN, missing=self.assembled.left[0])
        return certain if certain.witness is not None else answer

    def _counted(self, asked: frozenset[str], *, blocking: bool, accused: bool, told: bool) -> Answer:
        key = ("can", asked, blocking, accused)
        if not told and key not in self._answers:
            return self._once((*key, "kind"), lambda: self._answer(asked, blocking, accused, told=False))
        return self._once(key, lambda: self._answer(asked, blocking, accused, told=True))

    def _answer(self, asked: frozenset[str], blocking: bool, accused: bool, *, told: bool) -> Answer:
        coalition = self.acting(asked)
        try:
            found = [self._outcome(p, coalition, blocking, accused) for p in self.parts]
        except TooLarge as error:
            return Answer(UNKNOWN, missing=f"an exact method: {error}")
        self._replayed(found, coalition, blocking, coalition if accused else NOBODY)
        if any(o.holds is None and o.fails is None for o in found):
            empty = next(p for p, o in zip(self.parts, found, strict=True) if o.holds is None and o.fails is None)
            missing = f"a lawful composition of {empty.hall.label}: its seats cannot all be filled"
            return Answer(UNKNOWN, missing=missing)
        kind = _blocked(found) if blocking else _passed(found, bool(self.assembled.bodies))
        if not told:
            return Answer(kind)
        witness = explained(self.assembled, Witness(coalition, asked, blocking, accused, kind), found)
        if kind == DEPENDS:
            witness |= self._at_present(coalition, blocking, accused)
        return Answer(kind, witness)

    def _replayed(
        self, found: list[Survey], coalition: frozenset[str], blocking: bool, accused: frozenset[str]
    ) -> None:
        """Plays the compositions that were found for a coalition; raises `ReplayFault`."""
        for part, outcome in zip(self.parts, found, strict=True):
            for composition, passes in ((outcome.holds, True), (outcome.fails, False)):
                if composition is not None:
                    confirm(self.assembled.charter, part, composition, coalition, blocking, passes, accused)

    def _at_present(self, coalition: frozenset[str], blocking: bool, accused: bool) -> dict[str, Any]:
        """`now`: whether the coalition can as the organs are filled today, where the charter names all holders."""
        results = []
        for part in self.parts:
            composition = part.hall.spaces.known
            if composition is None and part.organ is not None:
                composition = present(self.assembled.charter, part.institution, part.organ)
            if composition is None:
                return {}
            formula = against(part.formula, coalition) if accused else part.formula
            results.append(holds(formula, composition, Reading.of(coalition, blocking, part.hall.spaces)))
        able = all(results) and not self.assembled.bodies if not blocking else not all(results)
        return {"now": "can" if able else "cannot"}

    def acting(self, parties: frozenset[str]) -> frozenset[str]:
        """The parties that can act on their own: a set that votes as one counts only whole."""
        for bloc in self.assembled.circumstances.blocs:
            parties = parties if bloc & self.parties <= parties else parties - bloc
        return parties

    def _outcome(self, part: ElectorateSteps, coalition: frozenset[str], blocking: bool, accused: bool) -> Survey:
        formula = against(part.formula, coalition) if accused else part.formula
        return survey(part.hall.spaces, formula, Reading.of(coalition, blocking, part.hall.spaces))

    @cached_property
    def hopeless(self) -> bool:
        """Whether it cannot pass even if everyone says yes: an impossible rule, whoever sits. False where that is not
        known, or where a body that no member controls may agree or not."""
        try:
            return not self.assembled.left and any(
                never_holds(p.hall.spaces, p.formula, ALL_SAY_YES) for p in self.parts
            )
        except TooLarge:
            return False

    @cached_property
    def may_be_hopeless(self) -> bool:
        """Whether in some composition it cannot pass even if everyone says yes. True where that is not known."""
        try:
            return any(sometimes_fails(p.hall.spaces, p.formula, ALL_SAY_YES) for p in self.parts)
        except TooLarge:
            return True

    @property
    def players(self) -> int:
        """How many voters there are, a set that votes as one counted once."""
        bound = [b & self.voters for b in self.assembled.circumstances.blocs]
        return len(self.voters - frozenset[str]().union(*bound)) + sum(1 for b in bound if b)

    # ---- who alone can stop it

    def veto_members(self, accused: bool = False) -> Vetoes:
        """Every party that alone can block, in every lawful composition or in some. With `accused`, each is taken as
        the accused in its own case. A set that votes as one is named as `A + B + …`. Raises `TooLarge` where the
        numbers are beyond the solver."""
        found = self._once(("vetoes", accused), lambda: self._veto_members(accused))
        if not self.assembled.left or not found:
            return found
        certain = self._lenient.veto_members(accused) if self._lenient is not None else Vetoes((), ())
        return certain if certain == found else changed(certain, missing=self.assembled.left[0])

    def _veto_members(self, accused: bool) -> Vetoes:
        always: set[str] = set()
        sometimes: set[str] = set()
        each, seats = None, 0
        for part in self.parts:
            certain, possible = self._scan(part, accused)
            always |= certain
            sometimes |= possible
            for name in sorted(certain & part.hall.spaces.parties)[:REPLAYED]:
                seated, one = part.hall.spaces.known, frozenset((name,))
                if seated is not None:
                    confirm(self.assembled.charter, part, seated, one, True, False, one if accused else NOBODY)
            words = each_seat(part, accused)
            if words is not None:
                each, seats = each or words, max(seats, part.hall.spaces.outer.size)
        return Vetoes(tuple(sorted(always)), tuple(sorted(sometimes - always)), each, seats)

    def _scan(self, part: ElectorateSteps, accused: bool) -> tuple[set[str], set[str]]:
        blocs = [b & self.parties for b in self.assembled.circumstances.blocs]
        bound = frozenset(p for b in blocs for p in b)
        alone = self._of_part(part, ("alone", accused, bound), lambda: single_vetoes(part, accused, bound))
        certain, possible = set(alone[0]), set(alone[1])
        for bloc in (b for b in blocs if b & part.hall.spaces.parties):
            name = " + ".join(sorted(bloc)[:3]) + (f" + {len(bloc) - 3} others" if len(bloc) > 3 else "")
            for member in sorted(bloc) if accused else ("",):  # the accused acts with all of the set that it is of
                formula = against(part.formula, frozenset((member,))) if accused else part.formula
                outcome = survey(part.hall.spaces, formula, Reading.of(bloc, True, part.hall.spaces))
                if outcome.never:
                    certain.add(name)
                elif outcome.fails is not None:
                    possible.add(name)
        return certain, possible

    # ---- the smallest coalitions

    def smallest_blocking(self, everywhere: bool = False, apart: frozenset[str] = NOBODY) -> Least:
        """The fewest members whose no stops the decision, with an example; without the help of those `apart`, who are
        there and say yes. With `everywhere`, of those sizes that are known to be enough in every lawful composition.
        Raises `TooLarge` where the numbers are beyond the solver."""
        found = self._once(("blocking", everywhere, apart), lambda: self._smallest_blocking(everywhere, apart))
        if not self.assembled.left or found.size is None:
            return found
        certain = self._lenient.smallest_blocking(everywhere, apart) if self._lenient is not None else Least(None)
        return certain if certain.size == found.size else Least(None, missing=self.assembled.left[0])

    def _smallest_blocking(self, everywhere: bool, apart: frozenset[str]) -> Least:
        found = self._smallest(True, everywhere, apart)
        best = min((s for s in found if s is not None), key=lambda s: s[1].rank, default=None)
        if best is None:
            return Least(None)
        part, least = best
        return Least(least.size, least.members, least.everywhere, composed(self.assembled, part, least, True))

    def smallest_passing(self) -> Least:
        """The fewest members whose yes carries the decision against all others. Where several organs must agree and
        who sits is open, a lower bound on it: the most that any one of them needs. Size None where a body that nobody
        controls must agree too, or no coalition is enough."""
        found = self._once("passing", self._smallest_passing)
        if not self.assembled.left or found.size == 0:
            return found
        certain = self._lenient.smallest_passing() if self._lenient is not None else Least(0)
        return found if certain.size == found.size else Least(None, missing=self.assembled.left[0])

    def _smallest_passing(self) -> Least:
        found = self._smallest(False)
        if self.assembled.bodies or any(s is None for s in found):
            return Least(None)
        part, least = max((s for s in found if s is not None), key=lambda s: s[1].size)
        if len(found) == 1:
            return Least(least.size, least.members, least.everywhere, composed(self.assembled, part, least, False))
        known = [(p.formula, p.hall.spaces.known) for p in self.parts]
        if any(composition is None for _, composition in known):
            return Least(least.size, least.members, False, composed(self.assembled, part, least, False))
        if self.can_pass(least.members).kind != ALWAYS:
            from charter.decisions.queries.smallest_nested import fewest_of

            blocs = tuple(b & self.parties for b in self.assembled.circumstances.blocs)
            joint = fewest_of([(f, c) for f, c in known if c is not None], False, blocs)
            if joint is None:
                return Least(None)
            least = changed(least, size=joint[0], members=joint[1])
            for each, (_, seats) in zip(self.parts, known, strict=True):
                confirm(self.assembled.charter, each, seats or (), least.members, False, True)
        return Least(least.size, least.members, True, composed(self.assembled, part, least, False))

    def _smallest(
        self, blocking: bool, everywhere: bool = False, apart: frozenset[str] = NOBODY
    ) -> list[tuple[ElectorateSteps, Smallest] | None]:
        blocs = tuple(b & self.parties for b in self.assembled.circumstances.blocs)
        found: list[tuple[ElectorateSteps, Smallest] | None] = []
        for part in self.parts:
            least = self._of_part(
                part, ("least", blocking, everywhere, blocs, apart),
                partial(smallest, part, blocking, blocs, everywhere, apart),
            )  # fmt: skip
            found.append(None if least is None else (part, least))
            if least is not None:
                confirm(self.assembled.charter, part, least.composition, least.members, blocking, not blocking)
        return found

    def stopped_by(self, compositions: Mapping[str, Composition], accused: bool = False) -> set[str]:
        """The parties that alone can block once the organs (by entity) are filled as given."""
        found: set[str] = set()
        for part in self.parts:
            composition = compositions.get(part.hall.entity) or part.hall.spaces.known
            if composition is not None:
                found |= {p for p, able in stops(part.formula, composition, accused).items() if able}
        return found


def decision_game(
    charter: Charter,
    institution: Institution,
    decision: Decision | str,
    circumstances: Circumstances = ORDINARY,
    shared: dict[Hashable, Any] | None = None,
) -> DecisionGame | Unknown:
    """The game of a decision (by record, or by name as `Institution.decision`), or what is missing to know it.
    `shared` keeps halls and answers for other decisions of the same charter in the same circumstances."""
    if isinstance(decision, str):
        found = charter.decision(institution, decision)
        if found is None or not isinstance(found[1], Decision):
            return Unknown(f"a decision `{decision}`", institution.name_span, institution.name)
        institution, decision = found[0], found[1]
    assembled = assemble(charter, institution, decision, circumstances, shared)
    return assembled if isinstance(assembled, Unknown) else DecisionGame(assembled, shared)


def known_part(gap: Unknown) -> DecisionGame | None:
    """The game of those steps of a decision whose rules are known: what stops it there stops it, and who cannot carry
    it there cannot."""
    return DecisionGame(gap.known) if isinstance(gap.known, DecisionProcedure) else None


def _blocked(outcomes: list[Survey]) -> str:
    if any(o.never for o in outcomes):
        return ALWAYS
    return NEVER if all(o.always for o in outcomes) else DEPENDS


def _passed(outcomes: list[Survey], bodies: bool) -> str:
    if bodies or any(o.never for o in outcomes):
        return NEVER
    return ALWAYS if all(o.always for o in outcomes) else DEPENDS
