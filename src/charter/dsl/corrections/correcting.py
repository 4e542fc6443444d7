"""Corrections of mistakes in the text, each tried before it is offered.

A correction is an edit of one place. It is taken only if the text that it makes is read without the fault and without
any fault that was not there before. What else was found before and is not found then was a consequence of the mistake,
and is not told: one mistake, one message.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Sequence

from charter.dsl.corrections.attempts import HIDDEN, Attempt, attempts, titles_in, world_line
from charter.dsl.findings import ERROR, Edit, Finding
from charter.dsl.syntax.parser import parse
from charter.dsl.syntax.source import Source
from charter.record import changed

_FAMILIES = ("LNG1", "LNG2", "LNG302", "LNG311", "LNG403")
_MOST_FINDINGS = 8
_MOST_GUESSES = 3
_MOST_TRIES = 600
_MOST_LOADS, _BUDGET = 30, 200_000
"""How often a text may be read again: about the second over its length."""

Reload = Callable[[Source], Sequence[Finding]]


def corrected(source: Source, findings: Sequence[Finding], reload: Reload) -> list[Finding]:
    """The findings of a text with an edit where a correction is known, without the consequences of what it corrects.

    `reload` gives the findings of another text in the place of this one.
    """
    if not any(_may_correct(finding, source) for finding in findings):
        return list(findings)
    return _Correcting(source, list(findings), reload).run()


def _may_correct(finding: Finding, source: Source) -> bool:
    return finding.severity == ERROR and finding.span.file == source.name and finding.code.startswith(_FAMILIES)


class _Correcting:
    """One pass over the findings of a text; `left` shrinks as mistakes and their consequences are settled."""

    def __init__(self, source: Source, findings: list[Finding], reload: Reload) -> None:
        self.source, self.left, self.reload = source, findings, reload
        self.tries = _MOST_TRIES
        self.loads = min(_MOST_LOADS, _BUDGET // (len(source.text) + 3_000))
        self.problems = len(parse(source).problems)
        self.titles = titles_in(source)
        self.around: dict[int, tuple[str, str, bool]] = {}
        self.made: list[tuple[Finding, Finding]] = []

    def run(self) -> list[Finding]:
        """The findings that are left, in their order."""
        if len(self._queue()) > _MOST_FINDINGS:  # one mistake at the top, with many consequences, or many mistakes
            for finding in [f for f in self._queue() if f.code.startswith(("LNG1", "LNG205"))][:1]:
                self.made.append((finding, self._settle(finding)))
        if len(self._queue()) > _MOST_FINDINGS:
            for finding in [f for f in self._queue() if f.code == "LNG201"][:1]:
                self.made.append((finding, self._settle(finding, world_only=True)))
        queue = self._queue()
        for finding in queue if len(queue) <= _MOST_FINDINGS else ():
            if finding in self.left:
                self.made.append((finding, self._settle(finding)))
        return [next((made for raw, made in self.made if raw is one), one) for one in self.left]

    def _queue(self) -> list[Finding]:
        """What may be corrected and was not tried, faults of form before those of names."""
        tried = [raw for raw, _ in self.made]
        open_ones = [f for f in self.left if _may_correct(f, self.source) and f not in tried]
        return sorted(open_ones, key=lambda f: (f.code[:4], f.span))

    def _settle(self, finding: Finding, *, world_only: bool = False) -> Finding:
        """The finding with its correction; as it is where none holds."""
        passed: list[Attempt] = []
        kept: Sequence[Finding] = ()
        tried = attempts(self.source, finding, self.titles, self.left)
        for attempt in tried if not world_only else world_line(self.source, finding):
            if any(attempt.text == one.text and attempt.start == one.start for one in passed):
                continue
            found = self._holds(finding, attempt)
            if found is None:
                continue
            if not passed or attempt.certain:
                kept = found
            passed.append(attempt)
            if attempt.certain or len(passed) > _MOST_GUESSES:
                break
        if not passed:
            return finding
        chosen = next((one for one in passed if one.certain), passed[0])
        keys = {_key(one) for one in kept}
        keys |= {_key(raw) for raw, _ in self.made}
        self.left = [one for one in self.left if one is finding or _key(one) in keys]
        span = self.source.span(chosen.start, chosen.end)
        sure = chosen.certain
        return changed(finding, message=chosen.say, help=_help(chosen), edit=Edit(span, chosen.text, sure))

    def _holds(self, finding: Finding, attempt: Attempt) -> Sequence[Finding] | None:
        """What is found in the corrected text; None if the correction does not hold."""
        if self.tries <= 0 or self.loads <= 0:
            return None
        self.tries -= 1
        if not self._reads_alone(attempt):
            return None
        text = self.source.text[: attempt.start] + attempt.text + self.source.text[attempt.end :]
        self.loads -= 1
        other = Source(self.source.name, text, self.source.path)
        problems = len(parse(other).problems)
        if problems > self.problems or (finding.code.startswith("LNG1") and problems >= self.problems):
            return None
        found = self.reload(other)
        before = Counter(_key(one) for one in self.left if one.severity == ERROR)
        after = Counter(_key(one) for one in found if one.severity == ERROR)
        if after - before or after[_key(finding)] >= before[_key(finding)]:
            return None
        return found

    def _reads_alone(self, attempt: Attempt) -> bool:
        """Whether the line reads in its blocks with the correction; True where that cannot be told by a line."""
        number = self.source.position(attempt.start)[0]
        if number == 1 or "\n" in attempt.text or self.source.position(attempt.end)[0] != number:
            return True
        if number not in self.around:
            self.around[number] = _around(self.source, number)
        before, after, alone = self.around[number]
        if alone:
            return True
        start = self.source.line_starts[number - 1]
        line = self.source.line(number)
        line = line[: attempt.start - start] + attempt.text + line[attempt.end - start :]
        return not parse(Source("", before + line + _closing(line) + after)).problems


def _around(source: Source, number: int) -> tuple[str, str, bool]:
    """The heads of the blocks around a line and what closes them, and whether the line reads well between them."""
    heads: list[str] = []
    depth = 0
    for above in range(number - 1, 1, -1):
        line = HIDDEN.sub("", source.line(above))
        depth += line.count("{") - line.count("}")
        if depth > 0:
            heads.append(source.line(above))
            depth = 0
    before = "\n".join(["charter 1", *reversed(heads), ""])
    after = "\n" + "}\n" * len(heads)
    line = source.line(number)
    return before, after, not parse(Source("", before + line + _closing(line) + after)).problems


def _closing(line: str) -> str:
    bare = HIDDEN.sub("", line)
    return "\n" + "}" * (bare.count("{") - bare.count("}"))


def _key(finding: Finding) -> tuple[str, str]:
    return finding.code, re.sub(r"\bline \d+", "line", finding.message)


def _help(chosen: Attempt) -> str:
    if chosen.help is not None:
        return chosen.help
    text = chosen.text.strip()
    if not text:
        return "take it out"
    verb = "write" if chosen.end > chosen.start else "put in"
    guess = "" if chosen.certain else "if that is meant, "
    return f"{guess}{verb} `{text}`"
