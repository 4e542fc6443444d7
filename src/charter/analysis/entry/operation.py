"""How long an institution takes to work: by its dates, by its author's estimates, and by what such things took before.

Rules, expectations, metrics and the figure ask here. An estimate is an assumption: it is set beside the share of
comparable treaties that were as quick (`charter.analysis.entry.pace`), or beside the short list of institutions that
came about by a decision (`charter.analysis.entry.durations`). Times are in days.
"""

from __future__ import annotations

from fractions import Fraction

from charter.analysis.entry import durations
from charter.analysis.entry.dates import spoken
from charter.analysis.entry.durations import BY_DECISION, kind_of
from charter.analysis.entry.entry_day import EntryWait, least_wait
from charter.analysis.entry.pace import SOURCE, YEAR, Comparable, comparable
from charter.dsl.model.adoption import Adoption
from charter.dsl.model.base import Clock
from charter.dsl.model.entry import is_past, may_ratify
from charter.dsl.model.institution import Institution
from charter.names import STAGES
from charter.record import record
from charter.text.wording import listed, percent

ZERO = Fraction(0)
MONTH = Fraction(365, 12)
BY_LIST = "institutions that an existing body decided on"


@record
class Estimates:
    """The stages that the charter gives times for: `known` by name, `missing` in words, their sum in words. `facts`
    where the institution works already, so that they are what it took."""

    known: dict[str, Clock]
    missing: tuple[str, ...]
    sums: str
    facts: bool
    wait: EntryWait | None = None

    @property
    def total(self) -> Fraction:
        """The days of all stages that are given, and at least what the text itself makes ratification wait."""
        stages = dict.fromkeys((*self.known, *(("ratification",) if self.wait is not None else ())))
        least = self.wait.days if self.wait is not None else ZERO
        return sum((self.days(s) or (least if s == "ratification" else ZERO) for s in stages), ZERO)

    def days(self, stage: str) -> Fraction | None:
        """The days of one stage: of ratification no less than the text makes it wait."""
        found = self.known.get(stage)
        days = found.days if found is not None else None
        if stage == "ratification" and self.wait is not None and days is not None:
            return max(days, self.wait.days)
        return days

    @property
    def estimated(self) -> Fraction | None:
        """The days of ratification by the author alone."""
        found = self.known.get("ratification")
        return found.days if found is not None else None


@record
class History:
    """What comparable cases took for the stage that the author estimates: `within` its estimate a `share` of them came
    into force. `slow` is the time of the slowest tenth, `longest` the longest wait; `waiting` still wait."""

    text: str
    of: str
    estimate: Fraction
    share: Fraction
    number: int
    waiting: int
    median: Fraction | None
    slow: Fraction
    longest: Fraction
    source: str


def estimates(institution: Institution) -> Estimates:
    """The times that the charter gives for its stages."""
    adoption = institution.adoption
    found = {s.what.replace("-", "_"): s.lasts for s in adoption.stages} if adoption is not None else {}
    needed = [s for s in STAGES if s != "ratification" or not decided_in(adoption)]
    missing = tuple(s.replace("_", "-") for s in needed if s not in found or found[s].days is None)
    past = is_past(institution)
    wait = None if past else least_wait(adoption)
    terms = [f"{clock} ({what.replace('_', '-')})" for what, clock in found.items()]
    own = found["ratification"].days if "ratification" in found else None
    if wait is not None and (own is None or own < wait.days):
        terms = [t for t in terms if not t.endswith("(ratification)")]
        terms.append(f"{spoken(wait.days)} ({wait.text})")
    return Estimates(found, missing, " + ".join(terms), past, wait)


def likes(institution: Institution) -> Comparable:
    """The treaties to which a text by ratification is compared: those of as many states as may ratify it."""
    who = may_ratify(institution)
    return comparable(None if who is None else len(who))


def history(institution: Institution, within: Fraction) -> History | None:
    """What the estimate `within` of ratification (or of the way from a decision to its working) is set beside; None
    where the charter does not say how the institution comes about."""
    kind = kind_of(institution.adoption) if institution.adoption is not None else None
    if kind is None:
        return None
    if kind == BY_DECISION:
        return _by_decision(within)
    found = likes(institution)
    curve = found.curve
    share = curve.within(within)
    slow = curve.time_of(Fraction(9, 10))
    median = curve.median
    text = f"{months(within)} for ratification: {percent(share)} of {found.text} were as quick"
    return History(
        text, found.text, within, share, curve.number, curve.waiting,
        None if median is None else Fraction(median), Fraction(slow if slow is not None else curve.longest),
        Fraction(curve.longest), SOURCE,
    )  # fmt: skip


def _by_decision(within: Fraction) -> History:
    took = sorted(t.entry * YEAR for t in durations.TABLE if t.kind == BY_DECISION)
    quick = sum(days <= within for days in took)
    of = f"{len(took)} {BY_LIST}"
    text = f"{months(within)} from the decision: {quick} of {of} were as quick"
    return History(
        text, of, within, Fraction(quick, len(took)), len(took), 0, durations.median(took), took[-1], took[-1],
        durations.SOURCE,
    )  # fmt: skip


def decided_in(adoption: Adoption | None) -> bool:
    """Whether a decision of an existing body brings the institution about."""
    return adoption is not None and kind_of(adoption) == BY_DECISION


def last_stage(institution: Institution, found: Estimates) -> tuple[str, Fraction] | None:
    """The stage that history knows of, and its estimate: ratification, or set-up after a decision."""
    stage = "set_up" if decided_in(institution.adoption) else "ratification"
    days = found.days(stage)
    return None if days is None else (stage, days)


def told(institution: Institution, found: Estimates, limit: Fraction | None = None) -> tuple[str, History | None]:
    """What history says of the estimates, in words, and of the time that a limit leaves for the same stage."""
    last = last_stage(institution, found)
    if last is None:
        return "", None
    days = last[1]
    past = history(institution, days)
    if past is None:
        return "", None
    words = past.text
    room = None if limit is None else limit - (found.total - days)
    if room is not None and room > days:
        more = history(institution, room)
        if more is not None:
            words += f"; within the {months(room)} that are left for it, {percent(more.share)}"
    return words, past


@record
class Instrument:
    """A way in which the same institution might come about, and the median time from the text to its working. None
    where no record tells it."""

    what: str
    median: Fraction | None
    of: str

    @property
    def text(self) -> str:
        """`as a treaty of 193: 40 months in the median of 154 treaties with 40 states or more`."""
        if self.median is None:
            return f"{self.what}: {self.of}"
        return f"{self.what}: {months(self.median)} in the median of {self.of}"


def instruments(institution: Institution) -> tuple[Instrument, ...]:
    """Treaty and decision of an existing body, by what each took; provisional application, which waits for nobody."""
    who, like = may_ratify(institution), likes(institution)
    median = like.curve.median
    treaty = f"as a treaty of {len(who)}" if who is not None else "as a treaty"
    decided = _by_decision(ZERO)
    return (
        Instrument(treaty, None if median is None else Fraction(median), like.text),
        Instrument("as a decision of an existing body", decided.median, decided.of),
        Instrument("by provisional application", None, "from signature, for those who apply it"),
    )


def months(days: Fraction) -> str:
    """A time in months with one decimal: `18 months`, `3.5 months`."""
    value = f"{float(days / MONTH):.1f}".removesuffix(".0")
    return f"{value} month{'' if value == '1' else 's'}"


def without_a_time(found: Estimates) -> str:
    """What is not stated, in words."""
    return f"how long {listed(found.missing)} {'takes' if len(found.missing) == 1 else 'take'}"
