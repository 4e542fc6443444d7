"""What a rule on several institutions together is given: a landscape, and the institutions that it includes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cached_property
from typing import TYPE_CHECKING, Any

from attrs import evolve, field, frozen

from charter.dsl.findings import GAP, Finding, Label
from charter.dsl.model.base import Citation
from charter.dsl.model.charter import Charter, Landscape
from charter.dsl.model.institution import Institution
from charter.dsl.syntax.source import Span
from charter.validators.rules.case import Case, Rule
from charter.validators.rules.profile import Profile

if TYPE_CHECKING:
    from charter.analysis.mandates.coverage import Coverage
    from charter.dsl.load import Loaded


@frozen
class LandscapeCase:
    """One landscape under one set of thresholds: all that a rule of the family `landscape` may look at."""

    landscape: Landscape
    charter: Charter
    profile: Profile = field(factory=Profile)
    loaded: Loaded | None = None
    shared: dict[Any, Any] = field(factory=dict, eq=False, repr=False)

    @cached_property
    def institutions(self) -> tuple[Institution, ...]:
        """The included institutions that are described, in the order of the text; bodies outside are left out."""
        found = (self.charter.institution(name) for name in self.landscape.includes)
        return tuple(dict.fromkeys(each for each in found if each is not None))

    @cached_property
    def outside(self) -> tuple[str, ...]:
        """The included bodies that no charter describes."""
        return tuple(n for n in self.landscape.includes if self.charter.institution(n) is None)

    @cached_property
    def coverage(self) -> Coverage:
        """Who covers what, with which members."""
        from charter.analysis.mandates.coverage import of_landscape

        return of_landscape(self.charter, self.landscape)

    def case(self, institution: Institution) -> Case:
        """One of the institutions, as a rule on institutions sees it."""
        return Case(institution, self.charter, self.loaded, self.shared, profile=self.profile)

    @property
    def head(self) -> Span:
        """Where the landscape begins, without the rest of its block."""
        span = self.landscape.span
        end = span.column + len("landscape ") + len(self.landscape.name)
        return evolve(span, end_line=span.line, end_column=end)

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
    ) -> Finding:
        """A finding of `rule` at `span`; `entity` is what it is about inside the landscape. See `Case.finding`."""
        return Finding(
            span=span,
            code=rule.code,
            name=rule.name,
            severity=severity or rule.severity,
            message=message,
            entity=f"{self.landscape.name}.{entity}" if entity else self.landscape.name,
            label=label,
            labels=tuple(labels),
            notes=tuple(notes),
            help=help,
            citations=tuple({str(c): c for c in citations}.values()),
            witness=witness,
        )

    def gap(self, rule: Rule, missing: str, of: str) -> Finding:
        """What `rule` cannot tell because no clause of the body `of` speaks of `missing` (a noun phrase)."""
        text = f"cannot tell: no clause on {missing} of {of}"
        witness = {"missing": missing, "needed_by": [rule.code], "text": text}
        return self.finding(rule, self.head, text, entity=of, severity=GAP, witness=witness)
