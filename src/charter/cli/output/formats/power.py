"""The three forms in which power is shown: a table, CSV, and JSON (docs/schema/power-1.json)."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from fractions import Fraction
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from charter.cli.output.formats.rows import csv_text
from charter.cli.output.player_columns import Figures, beside, members_behind
from charter.cli.terminal import Paint, visible, width
from charter.games import index_registry
from charter.games.index_registry import headings
from charter.text.wording import amount, odds, percent

if TYPE_CHECKING:
    from charter.cli.input.subject import PlayedSubject
    from charter.decisions.play.group_power import GroupShare
    from charter.games.account import Account, IndexValues

VERSION = 1
NO_FIGURES: Mapping[str, Figures] = MappingProxyType({})
LISTED = 6
WIDEST = 48
LONGEST = 12
MANY = 10**12
"""From here the number of coalitions is not written out."""
RARE = 1000
"""Fewer than one in so many is said as odds."""


def precise(share: Any) -> str:
    """A share in a table, to four digits.

    >>> precise(Fraction(1, 3)), precise(0), precise(Fraction(1, 10**9)), precise(1 - Fraction(1, 10**9))
    ('33.33%', '0%', '0.0000001%', '99.9999999%')
    """
    return percent(Fraction(share), digits=4)


def shown_count(value: int) -> str:
    """A whole number to read; beyond 15 digits by powers of ten."""
    return amount(Fraction(value))


def votes_shown(value: Fraction) -> str:
    """Votes to read: exact where that is short, otherwise to two digits.

    >>> votes_shown(Fraction(5039930)), votes_shown(Fraction(5, 2)), votes_shown(Fraction(10**9, 7))
    ('5,039,930', '2.5', '142,857,142.86')
    """
    exact = amount(value)
    return exact if len(exact) <= LONGEST and not exact.startswith("about") else f"{float(value):,.2f}"


# ---- table


def as_table(subject: PlayedSubject, account: Account, groups: Sequence[GroupShare], paint: Paint) -> str:
    """The table for people: players with the same votes and the same power share a line."""
    head = f"{visible(subject.name)}: {visible(subject.title)}" if subject.name else visible(subject.title)
    lines = [paint("strong", head), *_facts(subject, account), ""]
    columns = [m.name for m in account.measured]
    figures = {name: each for name, each in beside(subject).items() if each.of(_behind(subject))}
    titles = ["player", "votes", *figures, *(headings()[c] for c in columns)]
    rows = [_row(players, account, subject, figures) for players in _alike(subject, account)]
    lines += _aligned(titles, rows, paint)
    if not groups:
        lines += [_missing(each.column, each.missing) for each in figures.values() if each.missing]
    if groups:
        summed = [c for c in columns if any(c in g.power or c in g.least for g in groups)]
        lines += ["", *_group_table(groups, summed, paint)]
    return "\n".join(line.rstrip() for line in lines)


def _facts(subject: PlayedSubject, account: Account) -> list[str]:
    game = account.game
    lines = [f"{len(game.players)} players, {_kind(subject)}"]
    if account.winning is not None and account.to_act is not None:
        every = 1 << len(game.players)
        lines.append(_passing(account.winning, every, account.to_act))
    if game.always_passes:
        lines.append("it passes whatever the players do: nobody has power")
    if game.never_passes:
        lines.append("it never passes: nobody has power")
    lines += [f"note: {visible(note)}" for note in subject.notes]
    return lines + [_sureness(m) for m in account.measured if not m.exact] + _left_out(account)


def _passing(winning: int, every: int, to_act: Any) -> str:
    """`power to act 2.588%: 848 of 32,768 coalitions pass`; what is rare as odds, `about 1 in 590,000 coalitions`."""
    share = Fraction(to_act)
    counts = f"{winning:,} of {every:,} coalitions pass"
    if share * RARE >= 1 or not share:
        return f"power to act {precise(share)}" + (f": {counts}" if every < MANY else "")
    return f"power to act: about {odds(share)} coalitions passes" + (f" ({counts})" if every < MANY else "")


_KINDS = {
    "members": "the members",
    "seats": "the seats, since who sits is open",
    "now": "those who sit now",
    "example": "those of one lawful composition",
    "weights": "as given",
}


def _kind(subject: PlayedSubject) -> str:
    return _KINDS[subject.basis]


def _sureness(measured: IndexValues) -> str:
    if measured.half_width is None:
        return f"note: {headings()[measured.name]} is right to within {measured.error:.1g} ({measured.method})"
    head = headings()[measured.name]
    return (
        f"estimate: {head} is sampled, right to within {measured.half_width:.4f} for each player with "
        f"{measured.confidence:.0%} confidence ({measured.samples:,} samples, seed {measured.seed}); "
        f"{visible(measured.reason or '')}"
    )


def _left_out(account: Account) -> list[str]:
    return ["note: other indices have no estimate and are left out"] if account.reason is not None else []


def _alike(subject: PlayedSubject, account: Account) -> list[list[str]]:
    """Players by votes and power, the strongest first."""
    found: dict[Any, list[str]] = {}
    for name in account.game.players:
        key = (subject.votes.get(name), *(m.values[name] for m in account.measured))
        found.setdefault(key, []).append(name)

    def rank(item: tuple[Any, list[str]]) -> Any:
        votes, *power = item[0]
        return tuple(-float(v) for v in power), -(votes or 0)

    return [players for _, players in sorted(found.items(), key=rank)]


def _behind(subject: PlayedSubject) -> list[str]:
    """Every member that is a player, or part of one."""
    return [member for player in subject.game.players for member in members_behind(subject, player)]


def _row(
    players: list[str], account: Account, subject: PlayedSubject, figures: Mapping[str, Figures] = NO_FIGURES
) -> list[str]:
    """Of several players in a line, people and contributions are those of all together."""
    first = players[0]
    votes = subject.votes.get(first)
    cells = [named(players), "" if votes is None else votes_shown(votes)]
    members = [member for player in players for member in members_behind(subject, player)]
    for share in (each.of(members) for each in figures.values()):
        cells.append("-" if share is None else precise(share) + " in all" * (len(players) > 1))
    return cells + [precise(m.values[first]) for m in account.measured]


def named(players: Sequence[str], most: int = LISTED) -> str:
    """Names with how many they are, where they are several."""
    several = runs(players)
    listed = [visible(p) for p in several[:most]]
    while len(listed) > 1 and width(", ".join(listed)) > WIDEST:
        listed.pop()
    shown = ", ".join(listed) + (", …" if len(several) > len(listed) else "")
    return shown if len(players) == 1 else f"{shown} ({len(players)}, each)"


def runs(players: Sequence[str]) -> list[str]:
    """Numbered seats of a kind together: `Board designated 1 to 10`."""
    found: list[tuple[str, int, int]] = []
    for name in players:
        stem, _, tail = name.rpartition(" ")
        number = int(tail) if tail.isdecimal() and len(tail) < 6 and stem else -1
        if found and number > 0 and found[-1][0] == stem and found[-1][2] == number - 1:
            found[-1] = (stem, found[-1][1], number)
        else:
            found.append((stem, number, number) if number > 0 else (name, -1, -1))
    return [s if a < 0 else f"{s} {a}" if a == b else f"{s} {a} to {b}" for s, a, b in found]


def _aligned(titles: Sequence[str], rows: Sequence[Sequence[str]], paint: Paint, words: int = 0) -> list[str]:
    """Rows under titles, the first column and the last `words` columns to the left, figures to the right."""
    widths = [max(width(r[k]) for r in [titles, *rows]) for k in range(len(titles))]

    def line(cells: Sequence[str]) -> str:
        padded = [" " * (w - width(c)) for c, w in zip(cells, widths, strict=True)]
        left = {0, *range(len(cells) - words, len(cells))}
        return "  ".join(c + p if k in left else p + c for k, (p, c) in enumerate(zip(padded, cells, strict=True)))

    return [paint("frame", line(titles)), *(line(r) for r in rows)]


def _group_table(groups: Sequence[GroupShare], columns: Sequence[str], paint: Paint) -> list[str]:
    titles = ["group", "players", "votes", "people", "contributions", *(headings()[c] for c in columns)]
    rows = []
    for group in groups:
        shares = ["-" if s is None else precise(s) for s in (group.people, group.contributions)]
        votes = _sum(group, "votes") if group.votes is None else precise(group.votes)
        rows.append([visible(group.name), str(len(group.players)), votes, *shares, *(_sum(group, c) for c in columns)])
    lines = _aligned(titles, rows, paint)
    if any(group.least for group in groups):
        lines.append("note: the least and the most over every lawful composition, a member being one player throughout")
    for column, missing in dict.fromkeys(pair for group in groups for pair in group.missing.items()):
        lines.append(_missing(column, missing))
    for why in dict.fromkeys(group.open for group in groups if group.open):
        lines.append(f"note: not known is the power of a group: {visible(why)}")
    return lines


def _missing(column: str, missing: Sequence[str]) -> str:
    some = ", ".join(map(visible, missing[:LISTED]))
    more = f" and {len(missing) - LISTED} others" if len(missing) > LISTED else ""
    return f"note: no figure in {visible(column)} for {some}{more}: left out of the shares"


def _sum(group: GroupShare, column: str) -> str:
    if column in group.least:
        low, high = precise(group.least[column]), precise(group.most[column])
        return low if low == high else f"{low} to {high}"
    return precise(group.power[column]) if column in group.power else "-"


# ---- CSV


def as_csv(subject: PlayedSubject, account: Account) -> str:
    """A row for each player; figures in full. An index that is no exact count has a column beside it that says so."""
    unsure = {_key(m.name): _sure_in_words(m) for m in account.measured if not m.exact}
    names = [m.name.replace("-", "_") for m in account.measured]
    swings = ["banzhaf_swings"] if account.swings is not None else []
    figures = beside(subject)
    heads = [each for name in names for each in ((name, f"{name}_how") if name in unsure else (name,))]
    rows: list[Sequence[Any]] = [["id", "votes", *swings, *heads, *(f"{name}_share" for name in figures)]]
    for player in account.game.players:
        votes = subject.votes.get(player)
        own = [account.swings[player]] if account.swings is not None else []
        values: list[str] = []
        for m in account.measured:
            values.append(repr(float(m.values[player])))
            values += [unsure[_key(m.name)]] if not m.exact else []
        known = (each.of(members_behind(subject, player)) for each in figures.values())
        shares = ["" if share is None else repr(float(share)) for share in known]
        rows.append([player, "" if votes is None else _plain(votes), *own, *values, *shares])
    return csv_text(rows)


def _sure_in_words(measured: IndexValues) -> str:
    """`estimate, within 0.0012 at 95%`, or `to within 1e-12` for what is computed and not sampled."""
    if measured.half_width is None:
        return f"approximate, within {measured.error:.1g}"
    confidence = (
        f" at {percent(Fraction(measured.confidence).limit_denominator(1000))}"
        if measured.confidence is not None
        else ""
    )
    return f"estimate, within {measured.half_width:.4f}{confidence}"


def _plain(value: Fraction) -> str:
    return str(value.numerator) if value.denominator == 1 else repr(float(value))


# ---- JSON


def as_json(subject: PlayedSubject, account: Account, groups: Sequence[GroupShare]) -> str:
    """Version 1 of the form for programs. Counts are texts, since they outgrow a double; other figures are doubles."""
    figures = beside(subject)
    data: dict[str, Any] = {
        "version": VERSION,
        "decision": subject.name,
        "exact": account.exact,
        "method": account.method,
        "basis": subject.basis,
        "notes": list(subject.notes),
        "winning_coalitions": None if account.winning is None else str(account.winning),
        "power_to_act": None if account.to_act is None else float(account.to_act),
        "players": [_player(name, subject, account, figures) for name in account.game.players],
        "groups": [_group(group) for group in groups],
    }
    inexact = {_key(m.name): _how_sure(m) for m in account.measured if not m.exact}
    if inexact:
        data["inexact"] = inexact
    return json.dumps(data, indent=1, ensure_ascii=False)


def _key(name: str) -> str:
    return name.replace("-", "_")


def _how_sure(measured: IndexValues) -> dict[str, Any]:
    if measured.half_width is None:
        return {"method": measured.method, "error": measured.error}
    return {
        "method": measured.method,
        "half_width": measured.half_width,
        "confidence": measured.confidence,
        "samples": measured.samples,
        "seed": measured.seed,
        "reason": measured.reason,
    }


def _player(name: str, subject: PlayedSubject, account: Account, figures: Mapping[str, Figures]) -> dict[str, Any]:
    votes = subject.votes.get(name)
    found: dict[str, Any] = {"id": name, "votes": None if votes is None else _number(votes)}
    for column, each in figures.items():
        share = each.of(members_behind(subject, name))
        found[f"{column}_share"] = None if share is None else float(share)
    swings = None if account.swings is None else str(account.swings[name])
    return found | _nested({m.name: m.values[name] for m in account.measured}, swings)


def _number(value: Fraction) -> int | float:
    return value.numerator if value.denominator == 1 else float(value)


def _nested(values: Mapping[str, Any], swings: str | None = None) -> dict[str, Any]:
    """Indices by name, the columns of one index together."""
    found: dict[str, Any] = {}
    several = {name for name in index_registry.names() if len(index_registry.kind(name).columns) > 1}
    for name, value in values.items():
        head, _, tail = name.partition("-")
        if head in several:
            if head == "banzhaf" and head not in found and swings is not None:
                found[head] = {"swings": swings}
            found.setdefault(head, {})[tail] = float(value)
        else:
            found[_key(name)] = float(value)
    return found


def _group(group: GroupShare) -> dict[str, Any]:
    shares = {"votes": group.votes, "people": group.people, "contributions": group.contributions}
    found: dict[str, Any] = {"name": group.name, "players": list(group.players)}
    found |= {f"{k}_share": None if v is None else float(v) for k, v in shares.items()}
    found |= _nested(group.power)
    if group.least:
        found["least"], found["most"] = _bound(group.least), _bound(group.most)
    if group.open:
        found["unknown"] = group.open
    if group.missing:
        found["left_out"] = {column: list(missing) for column, missing in group.missing.items()}
    return found


def _bound(values: Mapping[str, Any]) -> dict[str, Any]:
    votes = {"votes_share": float(values["votes"])} if "votes" in values else {}
    return votes | _nested({name: value for name, value in values.items() if name != "votes"})
