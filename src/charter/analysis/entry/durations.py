"""How long it took: years from the start of negotiation to the text, and from the text to its entry into force or work.

A treaty is told by how it enters into force: by a number of ratifications, or by a share of a column. Dates are of
public record, most of them from general knowledge and not checked against the treaties; those of the Statute of the
IAEA, the Convention of CERN, the network of AI safety institutes and the UN's panel on AI are from their texts and
public pages. Compiled November 2026.
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from charter.dsl.model.adoption import Adoption
from charter.dsl.model.rules import AllOf, AnyOf, Rule, Share
from charter.record import record

BY_DECISION, BY_COUNT, BY_SHARE = "a decision of existing bodies", "a number of ratifications", "a weighted share"
SOURCE = "years by the dates of eleven institutions, 1944 to 2026"


@record
class Took:
    """One institution: years of negotiation, and from the text until it worked; None where not known."""

    body: str
    kind: str
    negotiation: Fraction | None
    entry: Fraction


TABLE = (
    Took("Financial Stability Board, 2009", BY_DECISION, Fraction(0), Fraction("0.24")),
    Took("Network of AI safety institutes, 2024", BY_DECISION, None, Fraction("0.50")),
    Took("Global Fund, 2001-02", BY_DECISION, Fraction("0.75"), Fraction("0.1")),
    Took("UN scientific panel on AI, 2024-26", BY_DECISION, Fraction("0.93"), Fraction("0.46")),
    Took("IPCC, 1987-88", BY_DECISION, Fraction("1.4"), Fraction(0)),
    Took("IAEA, 1953-57", BY_COUNT, Fraction("2.88"), Fraction("0.76")),
    Took("WTO, 1986-95", BY_COUNT, Fraction("7.6"), Fraction("0.71")),
    Took("IMF and World Bank, 1942-45", BY_SHARE, Fraction(2), Fraction("1.43")),
    Took("CERN, 1950-54", BY_SHARE, Fraction("3.1"), Fraction("1.25")),
    Took("Montreal Protocol, 1985-89", BY_SHARE, Fraction("2.5"), Fraction("1.29")),
)


@record
class Reference:
    """What a stage took elsewhere, in years: the median and the slowest, and of how many."""

    median: Fraction
    slowest: Fraction
    slowest_body: str
    number: int


def kind_of(adoption: Adoption) -> str | None:
    """How the institution comes into being; None where the charter does not say."""
    if adoption.entries:
        return BY_SHARE if any(_weighted(e.rule) for e in adoption.entries) else BY_COUNT
    if adoption.created_by or adoption.denies("ratification"):
        return BY_DECISION
    return None


def _weighted(rule: Rule) -> bool:
    if isinstance(rule, AllOf | AnyOf):
        return any(_weighted(part) for part in rule.parts)
    return isinstance(rule, Share) and rule.of.kind == "column"


def reference(stage: str, kind: str) -> Reference:
    """What `negotiation` took for this kind (all treaties are negotiated alike), or the way from a decision to its
    working, `ratification`; how long treaties take to enter into force is known better, by
    `charter.analysis.entry.pace`."""
    treaty = kind != BY_DECISION
    if stage == "negotiation":
        rows = [(t.negotiation, t.body) for t in TABLE if (t.kind != BY_DECISION) == treaty]
    else:
        rows = [(t.entry, t.body) for t in TABLE if t.kind == BY_DECISION]
    known = sorted((years, body) for years, body in rows if years is not None)
    slowest, body = known[-1]
    return Reference(median([years for years, _ in known]), slowest, body, len(known))


def median(values: Sequence[Fraction]) -> Fraction:
    """The middle of sorted values, or the mean of the two in the middle."""
    half = len(values) // 2
    return values[half] if len(values) % 2 else (values[half - 1] + values[half]) / 2
