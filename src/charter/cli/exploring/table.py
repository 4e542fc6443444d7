"""The table of an exploration: a row for each design, with everything that it takes to go on after a stop."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from fractions import Fraction
from typing import TYPE_CHECKING, Any

from charter.designing.exploring import Exploration, kept
from charter.designing.judging import Judgement
from charter.designing.questions import NUMBER, AskedCharter, DesignAnswer, Question
from charter.designing.space import written
from charter.record import record

if TYPE_CHECKING:
    from charter.dsl.load import Loaded

FINGERPRINT = 16


@record
class ExploredTable:
    """What was looked at of a space, in the order of the designs. `basis` is a digest of all that decides an answer;
    `sampled` says how a sample was drawn, empty where every design was looked at; `best` are those on the front, None
    before all were looked at."""

    asked: AskedCharter
    plan: Exploration
    basis: str
    rows: tuple[Judgement, ...] = ()
    best: frozenset[int] | None = None
    sampled: str = ""

    @property
    def dimensions(self) -> tuple[str, ...]:
        """The names of what was varied."""
        return tuple(each.name for each in self.plan.space.dimensions)

    @property
    def questions(self) -> tuple[Question, ...]:
        """What was asked."""
        return self.asked.questions

    @property
    def expected(self) -> tuple[str, ...]:
        """The charter's own expectations that were judged, in words; one in a scenario names it."""
        if not self.plan.expectations:
            return ()
        found = (self.asked.charter.expectations[place] for place in self.asked.own)
        return tuple(f"in scenario {e.scenario}: {e.text}" if e.scenario else e.text for e in found)

    @property
    def keeps(self) -> bool:
        """Whether designs must meet something."""
        return any(question.keep for question in self.questions)

    @property
    def goals(self) -> bool:
        """Whether something is to be the best."""
        return any(question.goal is not None for question in self.questions)

    def settings(self, row: Judgement) -> dict[str, str]:
        """The design in words."""
        return dict(written(self.plan.space, row.number))

    def fingerprint(self, number: int) -> str:
        """What a row rests on: the texts, the questions, the program and the design."""
        told = json.dumps([self.basis, list(written(self.plan.space, number))])
        return hashlib.sha256(told.encode()).hexdigest()[:FINGERPRINT]

    def kept(self, row: Judgement) -> str:
        """Whether the design meets what it must: yes, no or unknown."""
        return kept(self.questions, row)


def basis_of(loaded: Loaded, plan: Exploration) -> str:
    """A digest of every file that was read, of what is asked, and of the program."""
    from charter.cli.result_cache import program

    texts = sorted(loaded.reading.digests().values())
    asked = [plan.institution, plan.asks, plan.keeps, plan.bests, plan.expectations]
    told = json.dumps([program(), hashlib.sha256(plan.text.encode()).hexdigest(), texts, asked])
    return hashlib.sha256(told.encode()).hexdigest()


def heading(question: Question) -> str:
    """A question as the head of a column."""
    if question.keep:
        return f"keep: {question.text}"
    return f"{question.goal} {question.text}" if question.goal is not None else question.text


# ---- CSV


def csv_head(table: ExploredTable) -> list[str]:
    """The heads of the columns: a number has two, its least and its most."""
    head = ["design", *table.dimensions, *table.expected]
    for question in table.questions:
        head += (
            [f"{heading(question)} (least)", f"{heading(question)} (most)"]
            if question.kind == NUMBER
            else [heading(question)]
        )
    head += ["kept"] * table.keeps + ["best"] * table.goals + ["sample"] * bool(table.sampled)
    return [*head, "why not", "exact", "rests on"]


def csv_row(table: ExploredTable, row: Judgement) -> list[Any]:
    """A design as the cells of a row. `exact` has the answers in full as JSON."""
    cells: list[Any] = [row.number, *table.settings(row).values()]
    cells += row.verdicts or [None] * len(table.expected)
    for n, question in enumerate(table.questions):
        answer = row.answers[n] if row.answers else None
        if question.kind == NUMBER:
            ends = (answer.least, answer.most) if answer is not None else (None, None)
            cells += [None if end is None else _decimal(end) for end in ends]
        else:
            cells.append(answer.verdict if answer is not None else None)
    cells += [table.kept(row)] if table.keeps else []
    cells += [best_word(table, row)] if table.goals else []
    cells += [table.sampled] if table.sampled else []
    exact = json.dumps([exact_answer(each) for each in row.answers], separators=(",", ":"))
    return [*cells, reason(table, row) or None, exact, table.fingerprint(row.number)]


def best_word(table: ExploredTable, row: Judgement) -> str | None:
    """Whether a design is on the front; nothing before all were looked at."""
    if table.best is None:
        return None
    return "yes" if row.number in table.best else "no"


def reason(table: ExploredTable, row: Judgement) -> str:
    """Why there is no such design, or why its answers are not known."""
    if row.why:
        return row.why
    missing = (f"{q.text}: {a.missing}" for q, a in zip(table.questions, row.answers, strict=True) if a.missing)
    return "; ".join(dict.fromkeys(missing))


def _decimal(value: Fraction) -> str:
    return str(value.numerator) if value.denominator == 1 else repr(float(value))


def exact_answer(answer: DesignAnswer) -> dict[str, Any]:
    """An answer as plain data, numbers in full."""
    data: dict[str, Any] = {}
    if answer.least is not None and answer.most is not None:
        data = {"least": str(answer.least), "most": str(answer.most), "unit": answer.unit}
    if answer.verdict:
        data["verdict"] = answer.verdict
    return {**data, "missing": answer.missing} if answer.missing else data


def answer_from(data: Mapping[str, Any]) -> DesignAnswer:
    """The answer of `exact_answer`; raises KeyError, TypeError or ValueError where it is something else."""
    least, most = data.get("least"), data.get("most")
    return DesignAnswer(
        None if least is None else Fraction(str(least)), None if most is None else Fraction(str(most)),
        str(data.get("unit", "")), str(data.get("verdict", "")), str(data.get("missing", "")),
    )  # fmt: skip


# ---- JSON lines


def json_row(table: ExploredTable, row: Judgement) -> str:
    """A design as one line of JSON, ASCII only."""
    answers = (exact_answer(each) for each in row.answers)
    data: dict[str, Any] = {
        "design": row.number,
        "values": table.settings(row),
        "expectations": dict(zip(table.expected, row.verdicts, strict=False)),
        "answers": [{"ask": heading(q), **a} for q, a in zip(table.questions, answers, strict=False)],
    }
    if table.keeps:
        data["kept"] = table.kept(row)
    if table.goals:
        data["best"] = None if table.best is None else row.number in table.best
    if table.sampled:
        data["sample"] = table.sampled
    if row.why:
        data["why_not"] = row.why
    return json.dumps({**data, "rests_on": table.fingerprint(row.number)}, separators=(",", ":"))


def from_csv(table: ExploredTable, head: Sequence[str], cells: Sequence[str]) -> Judgement:
    """The design of a row of the table; raises ValueError, KeyError or TypeError where it is none of these designs."""
    if list(head) != csv_head(table) or len(cells) != len(head):
        raise ValueError("another table")
    number = _known_number(table, int(cells[0]), cells[-1])
    answers = tuple(answer_from(each) for each in json.loads(cells[-2]))
    first = 1 + len(table.dimensions)
    verdicts = tuple(cells[first : first + len(table.expected)])
    why = "" if answers or any(verdicts) else cells[-3]
    return Judgement(number, answers, () if why else verdicts, why)


def from_json(table: ExploredTable, line: str) -> Judgement:
    """The design of a line of the table; raises as `from_csv`."""
    data = json.loads(line)
    number = _known_number(table, int(data["design"]), data["rests_on"])
    answers = tuple(answer_from(each) for each in data["answers"])
    verdicts = tuple(str(data["expectations"][text]) for text in table.expected) if data["expectations"] else ()
    return Judgement(number, answers, verdicts, str(data.get("why_not", "")))


def _known_number(table: ExploredTable, number: int, rests_on: object) -> int:
    if not 0 <= number < table.plan.space.size or table.fingerprint(number) != rests_on:
        raise ValueError("a design of another text or another space")
    return number
