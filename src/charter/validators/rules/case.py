"""What a rule is, and what it is given: one institution of a resolved charter, and thresholds."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from attrs import field, frozen

from charter.analysis.subject import Subject
from charter.dsl.findings import GAP, Edit, Finding, Label
from charter.dsl.model.base import Citation
from charter.dsl.syntax.source import Span
from charter.validators.rules.profile import Profile


@frozen
class Rule:
    """Who a rule is. `code` is the family's three letters and a number, never used again; `name` reads after
    "allow"; `severity` is what its findings have unless one says otherwise; `source` is where it comes from in
    the literature or in a treaty, empty for rules of the language; `everywhere` says that it concludes from what no
    clause of the institution says, so that what it finds of one part rests on all of them."""

    code: str
    name: str
    severity: str
    source: str = ""
    everywhere: bool = False


BLOCKS = frozenset({"adoption", "funding", "mandate", "membership"})
"""Blocks of an institution that what is missing from them names already."""


@frozen
class Case(Subject):
    """One institution under one set of thresholds: all that a rule may look at, and how it says what it found."""

    profile: Profile = field(factory=Profile, kw_only=True)

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
        """What `rule` does not report because no clause states `missing` (a noun phrase: "the quorum").

        The engine keeps one gap for each missing clause of an entity, whichever rules ask for it, so name the same
        missing clause by the same words. Severity `gap`.
        """
        text = f"Not stated: {missing}{self._where(missing, entity)}"
        return self.finding(
            rule,
            span,
            text,
            entity=entity,
            severity=GAP,
            help=help,
            witness={"missing": missing, "needed_by": [rule.code], "text": text},
        )

    def _where(self, missing: str, entity: str) -> str:
        """Of which part the clause is missing, where its own words do not say so."""
        if not entity or entity in BLOCKS:
            return ""
        if missing == "who sits":
            return f" in {entity}"
        return f" of {entity}" if missing.startswith("the ") and "." not in entity else f" ({entity})"

    def beyond(self, rule: Rule, span: Span, question: str, *, entity: str = "") -> Finding:
        """What `rule` does not report because no exact method of Charter answers the question (a noun phrase) at a cost
        it may have. Severity `gap`: silence would say that there is nothing to find."""
        text = f"Not worked out: {question} (beyond every exact method)"
        witness = {"missing": question, "needed_by": [rule.code], "beyond": True, "text": text}
        return self.finding(rule, span, text, entity=entity, severity=GAP, witness=witness)
