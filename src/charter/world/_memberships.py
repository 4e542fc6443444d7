"""Who is in which institution, in what standing, and since when."""

from __future__ import annotations

from functools import cache
from types import MappingProxyType
from typing import TYPE_CHECKING

from charter.world._near import UnknownFact, near
from charter.world._reading import table
from charter.world._records import InstitutionInfo, MembershipFact

if TYPE_CHECKING:
    import datetime
    from collections.abc import Mapping


@cache
def _rows() -> Mapping[str, tuple[MembershipFact, ...]]:
    read = table("memberships")
    fields = [read.header.index(field) for field in MembershipFact._fields]
    found: dict[str, list[MembershipFact]] = {}
    for row in read.rows:
        found.setdefault(row[0], []).append(MembershipFact(*[row[at] for at in fields]))
    return MappingProxyType({name: tuple(rows) for name, rows in found.items()})


@cache
def _institutions() -> Mapping[str, InstitutionInfo]:
    outside = frozenset(table("memberships").info.apart)
    return MappingProxyType({row[0]: _institution(row, outside) for row in table("institutions").rows})


def _institution(row: tuple[str, ...], apart: frozenset[str]) -> InstitutionInfo:
    name, title, founded, members_are, as_of, note = row
    counts: dict[str, int] = {}
    for entry in _rows()[name]:
        if entry.party not in apart:
            counts[entry.status] = counts.get(entry.status, 0) + 1
    return InstitutionInfo(
        name=name,
        title=title,
        founded=founded,
        members_are=tuple(members_are.split()),
        as_of=as_of,
        note=note,
        counts=MappingProxyType(counts),
        outside=tuple(sorted(entry.party for entry in _rows()[name] if entry.party in apart)),
        unverified=frozenset(entry.party for entry in _rows()[name] if entry.evidence == "unverified") - apart,
    )


def memberships() -> dict[str, InstitutionInfo]:
    """The institutions and instruments whose members are known, by the name that charters use."""
    return dict(_institutions())


def membership(institution: str, status: str = "member", as_of: datetime.date | None = None) -> frozenset[str]:
    """The codes of the parties that have `status` in `institution`, today or on a day in the past.

    `member` stands for the statuses in `memberships()[institution].members_are`: of an instrument, its
    adherents, endorsers, signatories or negotiators. The table lists those of today (see the institution's
    `as_of`). For a day in the past those who came later are left out: by the day of joining where it is known,
    from 1 January where only the year is, and from the founding where neither is, so that the answer can be too
    large by the parties in `undated`. It can be too small by those who have left since, whom the table does not
    have. Before the founding it is empty. Raises UnknownFact for an institution or status that is not known.
    """
    day = as_of.isoformat() if as_of else ""
    founded = _info(institution).founded
    return frozenset(
        entry.party
        for entry in _entries(institution, status)
        if not day or max(_start(entry.since), _start(founded)) <= day
    )


def undated(institution: str, status: str = "member") -> frozenset[str]:
    """The parties in `membership(institution, status)` of whom it is not known since when.

    Raises UnknownFact as `membership` does.
    """
    return frozenset(entry.party for entry in _entries(institution, status) if not entry.since)


def standings(code: str) -> tuple[MembershipFact, ...]:
    """All standings of one party, by institution."""
    return tuple(entry for rows in _rows().values() for entry in rows if entry.party == code)


def _info(institution: str) -> InstitutionInfo:
    try:
        return _institutions()[institution]
    except KeyError:
        raise UnknownFact(institution, near(institution, _institutions()), "institution") from None


def _entries(institution: str, status: str) -> list[MembershipFact]:
    info = _info(institution)
    wanted = info.members_are if status == "member" else (status,)
    if not set(wanted) <= info.counts.keys():
        known = sorted({"member", *info.counts})
        raise UnknownFact(status, near(status, known) or known, f"status in {institution}")
    return [entry for entry in _rows()[institution] if entry.status in wanted and entry.party not in info.outside]


def _start(since: str) -> str:
    """The first day that `since` can mean, which compares as text; a year stands for its 1 January."""
    return f"{since}-01-01" if len(since) == 4 else since
