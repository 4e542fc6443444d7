"""A number below zero where a column gives votes, shares or contributions.

## What it checks

Columns of the charter's own tables that weigh: votes of an organ, the base of a rule or of entry into force, a scale
of assessment, contributions. Each cell with a negative number is reported, at the column in the `data` clause and with
the line of its file. What rests on such a column is unknown until it is mended.

## Why

Nobody has less than no vote. A negative number is a slip of the pen, or a balance where a payment was meant, and it
makes every total and every share false.

## Avoid

```charter bad
charter 1
use world
data money "Contributions" from "money.csv" keyed by iso3 { amount "amount" in "EUR million" }   # <-- LNG320
institution Fund {
  members are { DEU, FRA, ITA, KEN }
  organ Board { plenary; votes by money.amount; decides by majority of votes }
}
```

```file money.csv
iso3,amount
DEU,4
FRA,3
ITA,-2
KEN,1
```

## Prefer

```charter good
charter 1
use world
data money "Contributions" from "money.csv" keyed by iso3 { amount "amount" in "EUR million" }
institution Fund {
  members are { DEU, FRA, ITA, KEN }
  organ Board { plenary; votes by money.amount; decides by majority of votes }
}
```

```file money.csv
iso3,amount
DEU,4
FRA,3
ITA,2
KEN,1
```

## Settings

None.
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from charter.analysis.stated_rules import rules_of
from charter.decisions.columns import own_column
from charter.dsl.findings import ERROR, Finding
from charter.dsl.model.rules import AllBut, AllOf, AnyOf, Count, Rule, Share, Unless
from charter.dsl.syntax.source import Span
from charter.text.wording import amount
from charter.validators.rules.case import Case
from charter.validators.rules.case import Rule as RuleOf

RULE = RuleOf("LNG320", "weight-below-zero", ERROR)


def check(case: Case) -> Iterator[Finding]:
    """Cells below zero of the columns that weigh."""
    uses: dict[str, Span] = {}
    for name, span in _uses(case):
        uses.setdefault(name, span)
    for name, span in uses.items():
        yield from _cells(case, name, span)


def _cells(case: Case, name: str, use: Span) -> Iterator[Finding]:
    column = own_column(case.charter, name)
    table = next((t for t in case.charter.tables if t.name == name.partition(".")[0]), None)
    if column is None or table is None:
        return
    values = dict(column.values)
    for cell in column.below_zero:
        value = values.get(cell.party)
        shown = amount(value) if isinstance(value, Fraction) else str(value)
        told = f"`{table.file}`, line {cell.line}: {cell.party} has {shown}"
        yield case.finding(
            RULE,
            column.span or table.span,
            f"{told}, and a weight cannot be below zero",
            entity=f"{name}:{cell.line}",
            label="a number below zero",
            notes=[f"`{name}` weighs in line {use.line}"],
            help="correct the cell, or leave it empty where the number is not known",
            witness={"file": table.file, "line": cell.line, "party": cell.party, "value": value, "text": told},
        )


def _uses(case: Case) -> Iterator[tuple[str, Span]]:
    """The columns that weigh, with a clause that says so."""
    institution = case.institution
    for organ in institution.organs:
        for part in organ.votes.parts if organ.votes is not None else ():
            if part.column is not None:
                yield part.column, part.span
    for placed in rules_of(institution):
        yield from _bases(placed.rule)
    funding = institution.funding
    for flow in funding.flows if funding is not None else ():
        if flow.scale is not None and flow.scale.column is not None:
            yield flow.scale.column, flow.span
    if funding is not None and funding.contributions is not None:
        yield funding.contributions.value, funding.contributions.span


def _bases(rule: Rule) -> Iterator[tuple[str, Span]]:
    if isinstance(rule, AllOf | AnyOf):
        for part in rule.parts:
            yield from _bases(part)
    elif isinstance(rule, Unless):
        yield from _bases(rule.objection)
    elif isinstance(rule, Share | Count | AllBut) and rule.of.column is not None:
        yield rule.of.column, rule.of.span
