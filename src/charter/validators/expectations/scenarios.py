"""Scenarios: the same institution in other circumstances.

`without` and `stays out` take parties out of the members (and out of named seats); they do not ratify either.
`in arrears` takes the vote where the charter says that arrears cost it. `votes as one` makes one player of a set.
`filled best for` narrows an organ to the compositions in which a set holds the most seats. For `let`, `data` and
`as of` the charter is read once more with another number, another table, or the memberships of another day, so that
every group and ranking that rests on them follows. What cannot be carried out is named in `unsupported`, and verdicts
are then unknown; `remarks` say what a scenario leaves as it is.
"""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from fractions import Fraction
from pathlib import Path
from typing import TYPE_CHECKING, Any

from attrs import field, frozen

from charter.analysis.parties.departures import departed, replaced
from charter.decisions.elements import Composition
from charter.decisions.procedure import ORDINARY, Circumstances
from charter.dsl.model.base import Clock
from charter.dsl.model.charter import Charter, Expectation, Scenario
from charter.dsl.model.entry import may_ratify
from charter.dsl.model.institution import Institution
from charter.dsl.overrides import Instead
from charter.record import changed

if TYPE_CHECKING:
    from charter.dsl.load import Loaded

REREAD = ("let", "data", "as_of")
"""The changes for which a charter is read once more."""


@frozen
class Staged:
    """An institution in its circumstances. `absent` never join nor ratify; `unsupported` says what cannot be done;
    `filling` is who sits in the organs (by entity) that are taken as filled."""

    charter: Charter
    institution: Institution
    circumstances: Circumstances = ORDINARY
    absent: frozenset[str] = frozenset()
    unsupported: str | None = None
    remarks: tuple[str, ...] = ()
    games: dict[str, Any] = field(factory=dict, eq=False, repr=False)
    """The games that were built in these circumstances, by decision."""
    filling: Mapping[str, Composition] = field(factory=dict)
    filled: dict[str, Any] = field(factory=dict, eq=False, repr=False)
    """The games with these organs filled."""
    shared: dict[Any, Any] = field(factory=dict, eq=False, repr=False)
    """What the games share, whoever is accused."""

    def as_read(self, expected: Expectation) -> Expectation:
        """An expectation as the charter has it here: its sets may be others than in the text's own circumstances."""
        return next((e for e in self.charter.expectations if (e.span, e.of) == (expected.span, expected.of)), expected)


def staged(
    charter: Charter, institution: Institution, scenario: Scenario | None = None, loaded: Loaded | None = None
) -> Staged:
    """The institution as the charter has it, or as the scenario changes it. `loaded` is what the charter was read
    from, for scenarios that need it to be read once more."""
    found = Staged(charter, institution)
    if scenario is not None and any(c.kind in REREAD for c in scenario.changes):
        found = _reread(found, scenario, loaded)
        if found.unsupported is not None:
            return found
        institution = found.institution
        scenario = next(
            (s for s in found.charter.scenarios if (s.span, s.of) == (scenario.span, scenario.of)), scenario
        )
    for change in scenario.changes if scenario is not None else ():
        if change.kind in REREAD:
            continue
        parties = frozenset(change.parties.members or ()) if change.parties is not None else frozenset()
        if change.parties is not None and change.parties.members is None:
            found = changed(found, unsupported=f"the members of `{change.parties.text}` are not known")
        elif change.kind in ("without", "stays_out"):
            found = changed(found, absent=found.absent | parties)
        else:
            found = _voting(found, change.kind, parties, change.organ)
    if not found.absent:
        return found
    after = departed(institution, found.absent)
    ratifying = found.absent & frozenset(may_ratify(institution) or ())
    found = changed(found, circumstances=changed(found.circumstances, absent=ratifying))
    return changed(found, charter=replaced(found.charter, institution, after), institution=after)


def _reread(found: Staged, scenario: Scenario, loaded: Loaded | None) -> Staged:
    """The institution in the charter read with the scenario's numbers, tables and day."""
    if loaded is None or loaded.file not in loaded.sources:
        return changed(found, unsupported="the text of the charter is not at hand to be read with other figures")
    from charter.dsl.load import again, new_errors

    lets: dict[Any, Fraction | Clock] = {}
    tables: dict[Any, tuple[str, str]] = {}
    day = None
    for change in scenario.changes:
        if change.kind == "as_of" and isinstance(change.value, str):
            day = change.value
        elif change.declared is None:
            continue
        elif change.kind == "let" and isinstance(change.value, Fraction | Clock):
            lets[change.declared] = change.value
        elif change.kind == "data" and isinstance(change.value, str):
            stated = loaded.sources.get(change.span.file)
            path = stated.path if stated is not None else None
            base = path.parent if path is not None else Path()
            tables[change.declared] = (str(base / change.value), change.value)
    if day is not None and not _calendar(day):
        return changed(found, unsupported=f"there is no {day} in the calendar")
    read = again(loaded, Instead(lets, tables, day))
    wrong = new_errors(read, loaded)
    after = read.charter.institution(found.institution.name) if read.charter is not None else None
    if wrong or after is None or read.charter is None:
        why = f"{wrong[0].code}: {wrong[0].message}" if wrong else "it cannot be read"
        for real, shown in tables.values():
            why = why.replace(real, shown)
        return changed(found, unsupported=why)
    return changed(found, charter=read.charter, institution=after, remarks=_remarks(found, day))


def _calendar(day: str) -> bool:
    try:
        datetime.date.fromisoformat(day)
    except ValueError:
        return False
    return True


def _remarks(found: Staged, day: str | None) -> tuple[str, ...]:
    """What another day does not change, and which memberships it cannot be sure of."""
    if day is None:
        return ()
    from charter import world

    said = ["only memberships are those of that day; every other figure keeps the date of its table"]
    stated = found.institution.members
    head, _, name = (stated.value.named or "").partition(".") if stated is not None else ("", "", "")
    if head == "memberships" and name in world.memberships():
        unknown = len(world.undated(name))
        if unknown:
            said.append(f"of {unknown} of them it is not known since when: they are taken as members from the founding")
        said.append("the table has no parties that have left since")
    return tuple(said)


def _voting(found: Staged, kind: str, parties: frozenset[str], organ: str | None) -> Staged:
    now = found.circumstances
    if kind == "as_one":
        return changed(found, circumstances=changed(now, blocs=(*now.blocs, parties)))
    if kind == "arrears":
        return changed(found, circumstances=changed(now, arrears=now.arrears | parties))
    if kind in ("filled_best", "filled_worst") and organ is not None:
        filled = (*now.filled, (organ, parties, kind == "filled_best"))
        return changed(found, circumstances=changed(now, filled=filled))
    return changed(found, unsupported=f"{kind} is not evaluated by this version")
