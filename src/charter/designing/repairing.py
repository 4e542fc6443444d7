"""What to change so that a finding goes, or an expectation holds: each change verified by checking the changed text.

Remedies of a finding come from its rule. Of an expectation they are the numbers and thresholds of the clauses that its
verdict rests on, which are those that were read to reach it. A remedy is good if what it is for is gone, no other
finding is new, and no expectation has got worse. The smallest come first.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from time import monotonic

from attrs import define

from charter.designing.reads import Reads, at, following
from charter.dsl.findings import ERROR, Edit, Finding, Remedy
from charter.dsl.load import Loaded, load
from charter.dsl.model.charter import Charter
from charter.dsl.syntax.source import Source, Span
from charter.record import record
from charter.validators.check.engine import Checked, check
from charter.validators.check.registry import UnknownCode, entry
from charter.validators.expectations.judging import asked_of
from charter.validators.expectations.scenarios import Staged, staged
from charter.validators.expectations.verdict import DEPENDS, PROVED, REFUTED, UNKNOWN, Verdict
from charter.validators.rules.case import Case
from charter.validators.rules.remedies import offsets, places, varied

ENOUGH = 3
"""Good remedies that are told of one thing."""
SECONDS = 30.0
_GOOD = {PROVED: 2, DEPENDS: 1, UNKNOWN: 1, REFUTED: 0}

Key = tuple[str, str]


@record
class Verified:
    """A remedy that was verified, and the text with it."""

    remedy: Remedy
    text: str


@record
class Repair:
    """What was to be mended, with the good remedies, the smallest first; where there is none `reason` says why."""

    of: Finding | Verdict
    remedies: tuple[Verified, ...] = ()
    reason: str = ""


def applied(source: Source, edits: Sequence[Edit]) -> str | None:
    """The text with the edits; None where they overlap, or stand in another file."""
    text, last = source.text, len(source.text) + 1
    for edit in sorted(edits, key=lambda each: (each.span.line, each.span.column), reverse=True):
        if edit.span.file != source.name:
            return None
        start, end = offsets(source, edit.span)
        if end > last:
            return None
        text, last = text[:start] + edit.replacement + text[end:], start
    return text


@define
class Repairer:
    """A charter with what was found in it; `seconds` is the time that may be spent on one thing."""

    loaded: Loaded
    before: Checked
    seconds: float = SECONDS

    @property
    def source(self) -> Source:
        """The text."""
        return self.loaded.sources[self.loaded.file]

    @property
    def broken(self) -> list[Finding | Verdict]:
        """What there is to mend, in the order of the text: findings, and expectations that are refuted."""
        found: list[Finding | Verdict] = [f for f in self.before.findings if f.allowed is None]
        found += [v for v in self.before.verdicts if v.fails]
        return sorted(found, key=lambda each: (each.span.file != self.loaded.file, each.span))

    def repair(self, of: Finding | Verdict) -> Repair:
        """The good remedies of a finding or of an expectation."""
        offered = self._offered(of)
        if isinstance(offered, str):
            return Repair(of, reason=offered)
        begun, tried, elsewhere, why = monotonic(), 0, False, Counter[str]()
        good: list[Verified] = []
        for remedy in offered:
            if monotonic() - begun > self.seconds:
                return Repair(of, tuple(good), "" if good else _stopped(tried, self.seconds, why))
            text = applied(self.source, remedy.edits)
            if text is None:
                elsewhere = True
                continue
            tried += 1
            wrong = self._wrong(of, text)
            if wrong:
                why[wrong] += 1
                continue
            good.append(Verified(remedy, text))
            if len(good) == ENOUGH:
                break
        return Repair(of, tuple(good), "" if good else _none(tried, why, elsewhere))

    # ---- what may be done

    def _offered(self, of: Finding | Verdict) -> list[Remedy] | str:
        """The remedies to try, the smallest first; or why there are none."""
        if isinstance(of, Verdict):
            return varied(self.loaded, self._rests_on(of)) or "no number that it rests on stands in this file"
        if of.edit is not None:
            return [Remedy("the correction that the finding names", (of.edit,))]
        try:
            make = entry(of.code).remedies()
        except UnknownCode:
            make = None
        charter = self.loaded.charter
        institution = charter.institution(of.entity.partition(".")[0]) if charter is not None else None
        found: list[Remedy] = []
        if make is not None and charter is not None and institution is not None:
            found = sorted(make(Case(institution, charter, self.loaded), of), key=lambda each: len(each.edits))
        found = found or varied(self.loaded, places(of))
        return found or f"{of.code} knows no remedy for this; `charter explain {of.code}` says what to prefer"

    def _rests_on(self, verdict: Verdict) -> list[Span]:
        """The clauses that were read to judge an expectation."""
        charter = self.loaded.charter
        assert charter is not None
        institution = charter.institution(verdict.of)
        expected = next((e for e in charter.expectations if (e.span, e.of) == (verdict.span, verdict.of)), None)
        if institution is None or expected is None:
            return []
        named = next((s for s in charter.scenarios if (s.of, s.name) == (verdict.of, verdict.scenario)), None)
        stage = staged(charter, institution, named, self.loaded)
        if stage.unsupported is not None:
            return []
        reads = Reads()
        followed = following(stage.charter, reads)
        of = followed.institution(verdict.of)
        assert of is not None
        asked_of(lambda: Staged(followed, of, stage.circumstances, stage.absent), expected)
        return list(_spans(stage.charter, reads))

    # ---- whether it is good

    def _wrong(self, of: Finding | Verdict, text: str) -> str:
        """Why a change is not good; empty where it is."""
        changed = load(
            Source(self.source.name, text, self.source.path), root=self.loaded.root,
            allow_outside=self.loaded.allow_outside, unsaved=self.loaded.unsaved, reading=self.loaded.reading,
        )  # fmt: skip
        mistakes = [f for f in changed.findings if f.severity == ERROR]
        if changed.charter is None or (mistakes and not isinstance(of, Finding)):
            return "the changed text has a mistake"
        if isinstance(of, Verdict):
            if not self._proved(changed, changed.charter, of):
                return "it is not proved then"
        elif not mistakes and _known(of.code) and _key(of) in _keys(check(changed, select=[of.code])):
            return "the finding stays"
        return self._worse(of, check(changed))

    def _proved(self, changed: Loaded, charter: Charter, of: Verdict) -> bool:
        institution = charter.institution(of.of)
        said = of.of, of.text.removeprefix(f"{of.of}: "), of.scenario
        expected = [e for e in charter.expectations if (e.of, e.text, e.scenario) == said]
        if institution is None or not expected:
            return False
        named = next((s for s in charter.scenarios if (s.of, s.name) == (of.of, of.scenario)), None)
        stage = staged(charter, institution, named, changed)
        return asked_of(lambda: stage, expected[0])[0] == PROVED

    def _worse(self, of: Finding | Verdict, after: Checked) -> str:
        """What has got worse by a change, in words."""
        fixed = _key(of) if isinstance(of, Finding) else None
        found = _keys(after)
        if fixed is not None and found[fixed] >= max(1, _keys(self.before)[fixed]):
            return "the finding stays"
        new = found - _keys(self.before)
        if new:
            code, entity = min(new)
            return f"{code} is found then{f' of {entity}' if entity else ''}"
        then = {(v.of, v.text, v.scenario): v.verdict for v in after.verdicts}
        for verdict in self.before.verdicts:
            now = then.get((verdict.of, verdict.text, verdict.scenario), verdict.verdict)
            if verdict.binding and _GOOD[now] < _GOOD[verdict.verdict]:
                return f"`{verdict.text}` is {now} then"
        return ""


def _known(code: str) -> bool:
    return entry(code).runs


def _key(finding: Finding) -> Key:
    return finding.code, finding.entity


def _keys(checked: Checked) -> Counter[Key]:
    return Counter(_key(each) for each in checked.findings)


def _spans(charter: Charter, reads: Reads) -> Iterator[Span]:
    """Where the clauses stand that were read: the innermost, not the blocks around them."""
    for place in reads.places:
        if place[0] not in ("institutions", "imported") or str(place[-1]).endswith("span"):
            continue
        value = at(charter, place)
        for each in value if isinstance(value, tuple) else (value,):
            span = getattr(each, "span", None)
            if isinstance(span, Span):
                yield span


def _none(tried: int, why: Counter[str], elsewhere: bool) -> str:
    if not tried:
        return "what would have to change stands in another file" if elsewhere else "there is nothing to try"
    told = "; ".join(f"{reason}{f' ({count} times)' if count > 1 else ''}" for reason, count in why.most_common(3))
    return (
        f"none of {tried} changes is good: {told}"
        if tried > 1
        else f"the one change that was tried is not good: {told}"
    )


def _stopped(tried: int, seconds: float, why: Counter[str]) -> str:
    told = "; ".join(reason for reason, _ in why.most_common(2))
    return (
        f"none was found among {tried} changes in {seconds:g} s{f': {told}' if told else ''}; --seconds gives more time"
    )
