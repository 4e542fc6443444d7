"""`charter world`: the facts that come with Charter, each with its source and date."""

from __future__ import annotations

import textwrap
from collections.abc import Sequence
from fractions import Fraction
from typing import TYPE_CHECKING

import click

from charter.cli.input import options
from charter.cli.output.files import say
from charter.cli.terminal import Paint, paint_for, visible, width

if TYPE_CHECKING:
    from charter.world import ColumnInfo

LINE = 100


@click.command("world")
@click.argument("name", required=False, metavar="[CODE]", shell_complete=options.lazily("world"))
@click.option("--tables", is_flag=True, help="List the shipped tables with every column, licence and caveat.")
def command(name: str | None, tables: bool) -> None:
    """List the facts that `use world` brings; with a CODE (KEN, LDC, un_scale, IAEA), show that one.

    CODE is a party, a group, a column, or an institution whose members are known. A state is found by its English name
    (Kenya) and its ISO 3166 alpha-2 code (KE) too.
    """
    if name is None:
        say(_tables(paint_for()) if tables else _overview(paint_for()))
    else:
        say(_one(name, paint_for()))


def _overview(paint: Paint) -> str:
    from charter.world import columns, groups, memberships, parties

    lines = [f"{len(parties())} parties; `charter world KEN` shows one of them", ""]
    lines.append(paint("strong", "columns"))
    lines += _pairs([(info.name, _column_line(info)) for info in columns().values()])
    lines += ["", paint("strong", "groups"), *_pairs(list(groups().items()))]
    lines += ["", paint("strong", "members known of (members from memberships.…)")]
    lines += _pairs([(known.name, _institution_line(known.title, known.as_of)) for known in memberships().values()])
    return "\n".join(lines)


def _column_line(info: ColumnInfo) -> str:
    unit = f", {info.unit}" if info.unit else ""
    return f"{info.title}{unit} ({'; '.join(part for part in (info.source, info.date) if part)})"


def _institution_line(title: str, as_of: str) -> str:
    return f"{title}, as of {as_of}" if as_of else title


def _tables(paint: Paint) -> str:
    from charter.world import tables

    lines: list[str] = []
    for table in tables().values():
        lines += [""] * bool(lines) + [paint("strong", f"{table.name}: {table.title} ({table.file})")]
        for info in table.columns.values():
            lines.append(f"  {info.name}: {_column_line(info)}")
            more = [f"licence: {info.licence}"] * bool(info.licence) + [info.caveat] * bool(info.caveat)
            for text in more:
                lines += textwrap.wrap(text, LINE, initial_indent="    ", subsequent_indent="    ")
    return "\n".join(lines)


def _pairs(pairs: Sequence[tuple[str, str]]) -> list[str]:
    """Names with their lines, the lines wrapped beside the names."""
    longest = min(max((width(name) for name, _ in pairs), default=0), 28)
    lines: list[str] = []
    for name, text in pairs:
        start = f"  {name:<{longest}}  "
        lines += textwrap.wrap(text, LINE, initial_indent=start, subsequent_indent=" " * len(start)) or [start]
    return lines


def _one(name: str, paint: Paint) -> str:
    from charter.world import columns, groups, memberships, near, parties, spelled

    upper = name.upper()
    if upper in parties():
        return _party(upper, paint)
    if name in groups():
        return _group(name, paint)
    if name in columns():
        return _column(name, paint)
    if name in memberships():
        return _institution(name, paint)
    called = spelled(name) or spelled(upper)
    if called is not None:
        return _party(called[0], paint)
    known = [*parties(), *groups(), *columns(), *memberships()]
    close = list(dict.fromkeys([*near(upper, parties()), *near(name, known)]))[:3]
    hint = f"; near: {', '.join(close)}" if close else " (`charter world` lists what is known)"
    raise click.UsageError(f"`{visible(name)}` is no party, group, column or institution{hint}")


def _party(code: str, paint: Paint) -> str:
    from charter.world import state

    party = state(code)
    official = f" ({party.official_name})" if party.official_name not in ("", party.name) else ""
    lines = [paint("strong", f"{party.code} {party.name}{official}"), f"  {party.kind.replace('_', ' ')}", ""]
    for fact in party.facts:
        where = "; ".join(part for part in (fact.source, fact.date) if part)
        lines.append(f"  {fact.column:<24}  {_measured(fact.value, fact.unit):<28}  {paint('faint', where)}".rstrip())
    lines += ["", paint("strong", "in groups"), *_listing(party.groups)]
    lines += ["", paint("strong", "in institutions")]
    for membership in party.memberships:
        since = f" since {membership.since}" if membership.since else ""
        unsure = ", unverified" if membership.evidence == "unverified" else ""
        lines.append(f"  {membership.institution}: {membership.status}{since}{unsure}")
    return "\n".join(lines)


def _group(name: str, paint: Paint) -> str:
    from charter.world import group, groups

    members = sorted(group(name))
    return "\n".join([paint("strong", f"{name}: {groups()[name]}"), f"  {len(members)} parties", *_listing(members)])


def _column(name: str, paint: Paint) -> str:
    from charter.world import column, columns

    info = columns()[name]
    lines = [paint("strong", f"{name}: {_column_line(info)}")]
    values = column(name)
    unit = "year" if info.unit == "year" else ""
    order = sorted(values, key=lambda code: (-_rank(values[code]), code))
    if info.lists_all:
        lines.append("  a party that is not listed has none that the source knows of")
    return "\n".join([*lines, *(f"  {code:<4} {_measured(values[code], unit)}" for code in order)])


def _institution(name: str, paint: Paint) -> str:
    from charter.world import membership, memberships

    known = memberships()[name]
    head = paint("strong", f"{name}: {_institution_line(known.title, known.as_of)}")
    members = sorted(membership(name))
    return "\n".join([head, f"  {len(members)} members", *_listing(members)])


def _listing(names: Sequence[str]) -> list[str]:
    return textwrap.wrap(" ".join(names), LINE, initial_indent="  ", subsequent_indent="  ")


def _rank(value: Fraction | str | bool) -> Fraction:
    return value if isinstance(value, Fraction) else Fraction(0)


def _measured(value: Fraction | str | bool, unit: str) -> str:
    if unit == "year" and isinstance(value, Fraction):
        return str(value)
    return f"{_value(value)} {unit}" if unit and isinstance(value, Fraction) else _value(value)


def _value(value: Fraction | str | bool) -> str:
    """A value to read: exact where it is short, otherwise rounded to six digits and marked so."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, str):
        return visible(value)
    if value.denominator == 1:
        return f"{value.numerator:,}"
    whole = value.denominator
    for factor in (2, 5):
        while whole % factor == 0:
            whole //= factor
    exact = f"{float(value):,.12g}"
    if whole == 1 and Fraction(exact.replace(",", "")) == value:
        return exact
    return f"{float(value):,.6g} (rounded)"
