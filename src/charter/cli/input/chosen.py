"""Which decision of which charter a command is about."""

from __future__ import annotations

from typing import TYPE_CHECKING

from charter.record import record

if TYPE_CHECKING:
    from charter.cli.input.targets import Target
    from charter.dsl.model.charter import Charter
    from charter.dsl.model.decisions import Decision
    from charter.dsl.model.institution import Institution


@record
class Chosen:
    """A charter, and the decision of it that was asked for; None where none was named."""

    target: Target
    charter: Charter
    institution: Institution
    decision: Decision | None

    @property
    def name(self) -> str:
        """`Institution.decision`."""
        return f"{self.institution.name}.{self.decision.name if self.decision else ''}".rstrip(".")
