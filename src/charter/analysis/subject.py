"""What every fact of an institution is worked out from: one institution of a resolved charter, in its circumstances."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from functools import cached_property
from typing import TYPE_CHECKING, Any, cast

from attrs import field, frozen

from charter.dsl.model.charter import Charter
from charter.dsl.model.decisions import Decision
from charter.dsl.model.institution import Institution

if TYPE_CHECKING:
    from charter.analysis.entry.entry_into_force import EntryGame, Missing
    from charter.decisions.elements import Electorate
    from charter.decisions.procedure import Circumstances, Unknown
    from charter.decisions.queries.game_queries import DecisionGame
    from charter.dsl.load import Loaded
    from charter.dsl.model.organs import Organ


@frozen
class Subject:
    """One institution as it is asked about: all that `charter.analysis` may look at.

    `institution` is one of the charter's own (a reform counts, whole); `charter` and `loaded` are there to follow
    names out of it. Everything is immutable, so that those who ask cannot see one another; `shared` keeps the games of
    a run by decision, so that each is built once however many ask. `circumstances` are those of a scenario.
    """

    institution: Institution
    charter: Charter
    loaded: Loaded | None = None
    shared: dict[Any, Any] = field(factory=dict, eq=False, repr=False)
    circumstances: Circumstances | None = None

    def dotted(self, entity: str) -> str:
        """`Board` as it is named from outside: `IAEA.Board`."""
        return f"{self.institution.name}.{entity}" if entity else self.institution.name

    def decision(self, name: str) -> tuple[Institution, Decision] | None:
        """The decision that `name` means here (`suspend`, `UN.chapter_vii`), with the institution that takes it."""
        found = self.charter.decision(self.institution, name)
        if found is None or not isinstance(found[1], Decision):
            return None
        return found[0], found[1]

    def game(self, decision: Decision, institution: Institution | None = None) -> DecisionGame | Unknown:
        """The game of a decision of this institution (or of the one named), or the clause that is missing to know it: a
        text that can never enter into force takes no decision.

        Built once a run. The question a rule asks of it may raise `charter.errors.TooLarge`.
        """
        from charter.analysis.entry.entry_into_force import never_enters

        taker = institution or self.institution
        never = never_enters(self.entry) if taker is self.institution else None
        if never is not None:
            return never
        key = (taker.name, decision.name)
        if key not in self.shared:
            self.shared[key] = self.game_of(decision, taker)
        return cast("DecisionGame | Unknown", self.shared[key])

    @property
    def entry(self) -> EntryGame | Missing | None:
        """Entry into force as a game, worked out once a run: see `charter.analysis.entry.entry_into_force.entry_in`."""
        from charter.analysis.entry.entry_into_force import entry_in
        from charter.decisions.procedure import ORDINARY

        key = ("entry", self.institution.name)
        if key not in self.shared:
            self.shared[key] = entry_in(self.charter, self.institution, self.circumstances or ORDINARY)
        return cast("EntryGame | Missing | None", self.shared[key])

    def game_of(self, decision: Decision, taker: Institution) -> DecisionGame | Unknown:
        """The game of a decision in the circumstances of this case; halls, and what rests on hall and rule alone, are
        shared with other decisions."""
        from charter.decisions.procedure import ORDINARY
        from charter.decisions.queries.game_queries import decision_game

        return decision_game(self.charter, taker, decision, self.circumstances or ORDINARY, self.built)

    @property
    def built(self) -> dict[Any, Any]:
        """What games of this run share: see `charter.decisions.procedure.assemble`."""
        found: dict[Any, Any] = self.shared.setdefault("built", {})
        return found

    def hall(self, organ: Organ) -> Electorate:
        """Who may sit in an organ of the institution and with what votes, built once a run.

        Raises:
            Unstated: a clause is missing to know it.
        """
        from charter.decisions.procedure import ORDINARY, hall_in

        return hall_in(self.charter, self.institution, organ, self.circumstances or ORDINARY, self.built)

    def column(self, name: str) -> dict[str, Fraction]:
        """The numbers of a column by party: of the charter's own table (`compute.share`) or of the shipped facts.

        Empty for a name that is neither; texts and missing values are left out.
        """
        table, _, column = name.partition(".")
        values: Mapping[str, object]
        found = next((t for t in self.charter.tables if t.name == table), None) if column else None
        if found is not None:
            values = next((dict(c.values) for c in found.columns if c.name == column), {})
        else:
            from charter import world

            values = world.column(name) if name in world.columns() else {}
        return {party: value for party, value in values.items() if isinstance(value, Fraction)}

    @cached_property
    def members(self) -> tuple[str, ...] | None:
        """The parties that are members, in the order of the text; None where the charter does not settle it."""
        stated = self.institution.members
        return None if stated is None else stated.value.members
