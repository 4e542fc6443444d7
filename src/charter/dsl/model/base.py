"""Records that every part of the model uses: places in the text, citations, times, sets of parties."""

from __future__ import annotations

from fractions import Fraction
from typing import Generic, TypeVar

from charter.dsl.syntax.source import Span
from charter.record import record

T = TypeVar("T")

DAYS_IN = {
    "hours": Fraction(1, 24),
    "days": Fraction(1),
    "weeks": Fraction(7),
    "months": Fraction(365, 12),
    "years": Fraction(365),
}


@record
class Citation:
    """Where a clause comes from: the declared source and the place in it (`statute`, `VI.A.1`)."""

    span: Span
    source: str
    place: str

    def __str__(self) -> str:
        return f"{self.source} {self.place}".strip()


@record
class Stated(Generic[T]):
    """A clause with a value. Its absence (`None` in the record that would hold it) means "not stated"."""

    span: Span
    value: T
    citations: tuple[Citation, ...] = ()


@record
class Denial:
    """`no quorum`: the charter says that there is none, which is not the same as saying nothing."""

    span: Span
    topic: str
    citations: tuple[Citation, ...] = ()


@record
class Allowance:
    """`allow ENF203 because "…"`: a finding that the designer accepts, with the reason."""

    span: Span
    code: str
    reason: str


@record
class Note:
    """`note "…"`: a remark that reports repeat."""

    span: Span
    text: str
    citations: tuple[Citation, ...] = ()


@record
class Clock:
    """A time: an exact amount with its unit (`90 days`), or words that are no time (`"reasonable time"`)."""

    span: Span
    amount: Fraction | None = None
    unit: str | None = None
    words: str | None = None

    @property
    def days(self) -> Fraction | None:
        """Length in days (a month is 365/12, a year 365 days); None where only words stand."""
        if self.amount is None or self.unit is None:
            return None
        return self.amount * DAYS_IN[self.unit]

    def __str__(self) -> str:
        if self.amount is None or self.unit is None:
            return f'"{self.words}"'
        return f"{self.amount} {self.unit[:-1] if self.amount == 1 else self.unit}"


@record
class PartySet:
    """A set of parties as written (`LDC | SIDS`) and as it resolves; `members` is None where it is unknown.

    `named` is the name of the group when the set is a single name. `tied` are those who have the same figure at the
    end of a ranking (`top 32 by un_scale`), of whom as many are members as there is room for.
    """

    span: Span
    text: str
    members: tuple[str, ...] | None
    named: str | None = None
    tied: tuple[str, ...] = ()

    def __str__(self) -> str:
        return self.text


SIDES = ("complainant", "accused", "disputants")
"""The sides of a case, as actors."""


@record
class Who:
    """Somebody who acts. `kind` is one of organ, office, institution, decision, outside, party, group,
    delegates, members, any_member, each_member, any_number, ratifiers (those who may ratify the text), complainant,
    accused, disputants (both of these: members in a case, one by one); `number` and `among` belong to any_number."""

    span: Span
    kind: str
    name: str | None = None
    number: int | None = None
    among: PartySet | None = None

    def __str__(self) -> str:
        if self.kind == "members":
            return "members"
        if self.kind == "ratifiers":
            return "those who may ratify"
        if self.kind in SIDES:
            return f"the {self.kind}"
        if self.kind in ("any_member", "each_member"):
            return self.kind.replace("_", " ")
        if self.kind == "any_number":
            if self.number == 1 and self.among is not None:
                return f"any of {self.among.text}"
            return f"any {self.number} {'of ' + self.among.text if self.among else 'members'}"
        return self.name or ""


@record
class Money:
    """An amount in a currency, for `years` years (None where the period is not stated)."""

    span: Span
    amount: Fraction
    currency: str
    years: Fraction | None = None


@record
class Hole:
    """A clause that was not understood, and everything that rests on what it may have said: `Club.Council`, `Club`
    (the institution as a whole), `Club.members`, the name of a group, table or landscape, `scenario crisis`, and
    `expect 12:3` for an expectation by line and column."""

    span: Span
    taints: tuple[str, ...]

    @property
    def text(self) -> str:
        """`line 7 was not understood`."""
        return f"line {self.span.line} was not understood"

    def told(self, file: str) -> str:
        """The same for a reader of `file`, with the name of the other file where it stands in one."""
        return self.text if file == self.span.file else f"line {self.span.line} of {self.span.file} was not understood"
