"""What is asked of every design: numbers and statements, written as in an `expect` block and read with the charter."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from charter.dsl.findings import ERROR, Finding
from charter.dsl.load import Loaded, load
from charter.dsl.metrics import SHARE
from charter.dsl.model.charter import Charter
from charter.dsl.syntax.source import Source
from charter.record import changed, record
from charter.text.wording import amount

NUMBER, STATEMENT = "number", "statement"
MOST, LEAST = "max", "min"


class AskError(Exception):
    """A question that makes no sense on the charter; the message is a sentence for who asks."""


@record
class Question:
    """A question as it was put. `kind` is number or statement; `goal` is max or min for what is best, `keep` for what
    a design must meet. `sentence` is how it stands in an `expect` block, `place` its place among the expectations of
    the charter with which it is read."""

    text: str
    kind: str = ""
    sentence: str = ""
    place: int = 0
    goal: str | None = None
    keep: bool = False


@record
class DesignAnswer:
    """What a question comes to in a design: the range of a number, or the verdict on a statement; `missing` says why
    neither is known."""

    least: Fraction | None = None
    most: Fraction | None = None
    unit: str = ""
    verdict: str = ""
    missing: str = ""

    @property
    def settled(self) -> bool:
        """Whether it is one number."""
        return self.least is not None and self.least == self.most


@record
class AskedCharter:
    """A charter read with what is asked of it. `own` are the places of the expectations of the charter itself."""

    loaded: Loaded
    institution: str
    questions: tuple[Question, ...]
    own: tuple[int, ...]

    @property
    def charter(self) -> Charter:
        """The charter with the questions."""
        assert self.loaded.charter is not None
        return self.loaded.charter


def with_questions(
    loaded: Loaded, institution: str, asks: Sequence[str], keeps: Sequence[str], bests: Sequence[str]
) -> AskedCharter:
    """The charter read with the questions: `asks` are numbers or statements, `keeps` statements, `bests` numbers after
    `max` or `min`.

    Raises:
        AskError: one of them makes no sense on this charter.
    """
    assert loaded.charter is not None
    wanted = [_understood(loaded, institution, Question(" ".join(text.split()))) for text in asks]
    for text in keeps:
        found = _understood(loaded, institution, Question(" ".join(text.split()), keep=True))
        if found.kind == NUMBER:
            raise AskError(f"`{found.text}` is a number; what a design must meet is a statement, as `… >= 1/2`")
        wanted.append(found)
    for text in bests:
        goal, _, rest = " ".join(text.split()).partition(" ")
        if goal not in (MOST, LEAST):
            raise AskError(f"`{text}`: what is best begins with `max` or `min`, as `max share(LDC, seats in Council)`")
        found = _understood(loaded, institution, Question(rest, goal=goal))
        if found.kind != NUMBER:
            raise AskError(f"`{found.text}` is a statement; best is the most or the least of a number")
        wanted.append(found)
    read = _read(loaded, institution, wanted)
    assert read.charter is not None
    own = [n for n, each in enumerate(read.charter.expectations) if each.of == institution]
    asked = own[len(own) - len(wanted) :]
    questions = tuple(changed(each, place=place) for each, place in zip(wanted, asked, strict=True))
    return AskedCharter(read, institution, questions, tuple(own[: len(own) - len(wanted)]))


def _understood(loaded: Loaded, institution: str, question: Question) -> Question:
    """The question with its kind: a number if it can be read as one."""
    if not question.text:
        raise AskError("a question is empty: ask for a number or a statement, as `power(LDC, adopt)`")
    wrong: list[Finding] = []
    text = question.text
    for kind, sentence in ((NUMBER, f"that {text} >= {text}"), (STATEMENT, f"that {text}"), (STATEMENT, text)):
        tried = changed(question, kind=kind, sentence=sentence)
        found = _fault(loaded, institution, tried)
        if found is None:
            return tried
        wrong += found
    statement = [f for f in wrong if f.code not in ("LNG104", "LNG105")]
    said = [f for f in (statement or wrong) if "cannot be compared" not in f.message]
    told = said[0] if said else wrong[0] if wrong else None
    why = f"{told.message}{f' ({told.help})' if told.help else ''}" if told else "it is no one number or statement"
    raise AskError(f"`{question.text}` makes no sense here: {why}")


def _fault(loaded: Loaded, institution: str, question: Question) -> list[Finding] | None:
    """What is wrong with a question that is read with the charter; None where nothing is."""
    read = _read(loaded, institution, (question,))
    assert loaded.charter is not None
    last = loaded.sources[loaded.file].text.count("\n") + 1
    wrong = [f for f in read.findings if f.severity == ERROR and f.span.line > last]
    if wrong or read.charter is None:
        return wrong
    before, after = ([e for e in c.expectations if e.of == institution] for c in (loaded.charter, read.charter))
    same = len(read.charter.institutions) == len(loaded.charter.institutions)
    return None if len(after) == len(before) + 1 and same and after[-1].span.line > last else []


def _read(loaded: Loaded, institution: str, questions: Sequence[Question]) -> Loaded:
    source = loaded.sources[loaded.file]
    if not questions:
        return loaded
    sentences = "".join(f"  {each.sentence}\n" for each in questions)
    text = f"{source.text}\n\nexpect {institution} {{\n{sentences}}}\n"
    return load(
        Source(source.name, text, source.path), root=loaded.root, allow_outside=loaded.allow_outside,
        unsaved=loaded.unsaved, reading=loaded.reading,
    )  # fmt: skip


def short(value: Fraction, unit: str) -> str:
    """A number as it is set in a table: a share as per cent with one decimal."""
    if unit == SHARE:
        hundredths = value * 100
        return f"{amount(hundredths)}%" if hundredths.denominator == 1 else f"{float(hundredths):.1f}%"
    return amount(value) if value.denominator < 100 else f"{float(value):.4g}"


def told(answer: DesignAnswer) -> str:
    """An answer in a few words."""
    if answer.verdict:
        return answer.verdict
    if answer.least is None or answer.most is None:
        return "unknown"
    low, high = short(answer.least, answer.unit), short(answer.most, answer.unit)
    return low if answer.settled else f"{low} to {high}"
