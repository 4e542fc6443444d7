"""The groups by which representation is measured: developing countries by each shipped list, income, regions, and
those that a charter declares."""

from __future__ import annotations

from collections.abc import Iterator

from charter.analysis.subject import Subject
from charter.record import record

DEVELOPING = ("LDC", "SIDS", "G77", "M49Developing", "WPPLessDeveloped")
INCOME = ("LowIncome", "LowerMiddleIncome", "UpperMiddleIncome", "HighIncome")
REGIONS = ("Africa", "Americas", "Asia", "Europe", "Oceania")
UN_REGIONS = ("African", "AsiaPacific", "EasternEuropean", "GRULAC", "WEOG")
DECLARED = "declared"
SHIPPED = {"developing": DEVELOPING, "income": INCOME, "region": REGIONS}


@record
class MeasuredGroup:
    """A group by name, of which kind (developing, income, region, declared), with its parties."""

    name: str
    kind: str
    parties: tuple[str, ...]
    title: str | None = None


def measured_groups(subject: Subject) -> Iterator[MeasuredGroup]:
    """The groups that the charter's own file declares, then the shipped ones."""
    from charter import world

    for group in subject.charter.groups:
        if group.span.file == subject.charter.file:
            yield MeasuredGroup(group.name, DECLARED, group.parties.members or (), group.title)
    for kind, names in SHIPPED.items():
        for name in names:
            yield MeasuredGroup(name, kind, tuple(sorted(world.group(name))))
