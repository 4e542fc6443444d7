"""What a rule is, and what it is given: one institution of a resolved charter, and thresholds."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction
from functools import cached_property
from typing import TYPE_CHECKING, Any, cast

from attrs import field, frozen

from charter.dsl.findings import GAP, Edit, Finding, Label
from charter.dsl.model.base import Citation
from charter.dsl.model.charter import Charter
from charter.dsl.model.decisions import Decision
from charter.dsl.model.institution import Institution
from charter.dsl.syntax.source import Span
from charter.validators.rules.profile import Profile

if TYPE_CHECKING:
    from charter.decisions.elements import Electorate
    from charter.decisions.procedure import Circumstances, Unknown
    from charter.decisions.queries.game_queries import DecisionGame
    from charter.dsl.load import Loaded
    from charter.dsl.model.organs import Organ


@frozen
class Rule:
    """Who a rule is. `code` is the family's three letters and a number, never used again; `name` reads after
    "allow"; `severity` is what its findings have unless one says otherwise; `source` is where it comes from in
    the literature or in a treaty, empty for rules of the language."""

    code: str
    name: str
    severity: str
    source: str = ""


@frozen
class Case:
    """One institution under one set of thresholds: all that a rule may look at.

    `institution` is one of the charter's own (a reform counts, whole); `charter` and `loaded` are there to follow
    names out of it. Everything is immutable, so that rules cannot see one another; `shared` keeps the games of a run
    by decision, so that each is built once however many rules ask. `circumstances` are those of a scenario.
    """

    institution: Institution
    charter: Charter
    profile: Profile = field(factory=Profile)
    loaded: Loaded | None = None
    shared: dict[Any, Any] = field(factory=dict, eq=False, repr=False)
    circumstances: Circumstances | None = None

    def finding(
        self,
        rule: Rule,
        span: Span,
        message: str,
        *,
        entity: str = "",
        label: str = "",
        labels: Sequence[Label] = (),
        notes: Sequence[str] = (),
        witness: Mapping[str, Any] | None = None,
        help: str | None = None,
        citations: Sequence[Citation] = (),
        severity: str | None = None,
        edit: Edit | None = None,
    ) -> Finding:
        """A finding of `rule` at `span`.

        `entity` is the dotted name inside the institution (`Board`, `safeguards.call_to_remedy`; empty for the
        institution itself); the institution's name is put in front. `witness` holds plain data (text, whole
        numbers, Fractions, lists and mappings of them) and a key `text` that says it in one sentence. Of citations of
        the same place the last stands.
        """
        return Finding(
            span=span,
            code=rule.code,
            name=rule.name,
            severity=severity or rule.severity,
            message=message,
            entity=self.dotted(entity),
            label=label,
            labels=tuple(labels),
            notes=tuple(notes),
            help=help,
            citations=tuple({str(c): c for c in citations}.values()),
            witness=witness,
            edit=edit,
        )

    def gap(self, rule: Rule, span: Span, missing: str, *, entity: str = "", help: str | None = None) -> Finding:
        """What `rule` cannot tell because the charter has no clause on `missing` (a noun phrase: "a quorum").

        The engine keeps one gap for each missing clause of an entity, whichever rules ask for it, so name the same
        missing clause by the same words. Severity `gap`.
        """
        where = f" {'in' if missing == 'who sits' else 'of'} {entity}" if entity else ""
        text = f"cannot tell: no clause on {missing}{where}"
        return self.finding(
            rule,
            span,
            text,
            entity=entity,
            severity=GAP,
            help=help,
            witness={"missing": missing, "needed_by": [rule.code], "text": text},
        )

    def beyond(self, rule: Rule, span: Span, question: str, *, entity: str = "") -> Finding:
        """What `rule` cannot tell because no exact method that Charter has answers the question (a noun phrase) at a
        cost it may have. Severity `gap`: silence would say that there is nothing to find."""
        text = f"cannot tell {question}: too much to work out exactly"
        witness = {"missing": question, "needed_by": [rule.code], "beyond": True, "text": text}
        return self.finding(rule, span, text, entity=entity, severity=GAP, witness=witness)

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
        """The game of a decision of this institution (or of the one named), or the clause that is missing to know it.

        Built once a run. The question a rule asks of it may raise `charter.decisions.compositions.ilp.TooLarge`.
        """
        taker = institution or self.institution
        key = (taker.name, decision.name)
        if key not in self.shared:
            self.shared[key] = self.game_of(decision, taker)
        return cast("DecisionGame | Unknown", self.shared[key])

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
