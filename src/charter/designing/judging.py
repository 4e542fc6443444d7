"""One design after another: what it answers, from earlier designs where they are the same in what counts."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from attrs import define, field

from charter.designing.answers import AnsweredDesign, Remembered
from charter.designing.questions import NUMBER, AskedCharter, DesignAnswer, Question
from charter.designing.space import Space
from charter.dsl.load import again, new_errors
from charter.dsl.model.charter import Apply, Charter, Expectation, Scenario, That
from charter.dsl.model.institution import Institution
from charter.errors import GameError, TooLarge
from charter.record import record
from charter.validators.expectations.circumstances import Situation
from charter.validators.expectations.evaluation import Lack
from charter.validators.expectations.expressions import number
from charter.validators.expectations.judging import asked_of
from charter.validators.expectations.scenarios import Staged, staged
from charter.validators.expectations.verdict import UNKNOWN

_WORD = re.compile(r"\w+")


@record
class Judgement:
    """A design that was looked at: its number in the space, the answers to the questions, the verdicts on the charter's
    own expectations. `why` says why there is no such design; there are no answers then."""

    number: int
    answers: tuple[DesignAnswer, ...] = ()
    verdicts: tuple[str, ...] = ()
    why: str = ""


@define(eq=False)
class Judge:
    """What is asked of every design of a space, and what is remembered of those that were looked at."""

    asked: AskedCharter
    space: Space
    expectations: bool = True
    memory: Remembered[tuple[DesignAnswer, ...]] = field(factory=Remembered)

    def judge(self, number: int) -> Judgement:
        """The design of that number."""
        read = again(self.asked.loaded, self.space.instead(number))
        wrong = new_errors(read, self.asked.loaded)
        institution = read.charter.institution(self.asked.institution) if read.charter is not None else None
        if wrong or read.charter is None or institution is None:
            return Judgement(number, why=wrong[0].message if wrong else "it cannot be read")
        found: dict[int, DesignAnswer] = {}
        for scenario, bundles in self._bundles().items():
            stage = _staged(read.charter, institution, scenario, lambda c, i, s: staged(c, i, s, read))
            design = self.memory.design(stage.charter)
            for bundle in bundles:
                found |= zip(bundle, self._answered(design, stage, bundle), strict=True)
        questions = self.asked.questions
        own = self.asked.own if self.expectations else ()
        return Judgement(number, tuple(found[q.place] for q in questions), tuple(found[n].verdict for n in own))

    def _bundles(self) -> dict[str | None, list[tuple[int, ...]]]:
        """The expectations and questions by scenario, and in it together those that name the same organs and decisions:
        they share games, and change together."""
        charter = self.asked.charter
        institution = charter.institution(self.asked.institution)
        assert institution is not None
        names = {o.name for o in institution.organs} | {d.name for d in institution.decisions}
        found: dict[str | None, dict[frozenset[str], list[int]]] = {}
        places = (*(self.asked.own if self.expectations else ()), *(q.place for q in self.asked.questions))
        for place in places:
            each = charter.expectations[place]
            words = names.intersection(_WORD.findall(each.text))
            found.setdefault(each.scenario, {}).setdefault(frozenset(words), []).append(place)
        return {scenario: [tuple(b) for b in bundles.values()] for scenario, bundles in found.items()}

    def _answered(
        self, design: AnsweredDesign[tuple[DesignAnswer, ...]], stage: Staged, bundle: Sequence[int]
    ) -> tuple[DesignAnswer, ...]:
        if stage.unsupported is not None:
            return tuple(DesignAnswer(verdict=UNKNOWN, missing=stage.unsupported) for _ in bundle)
        kinds = {q.place: q for q in self.asked.questions}
        question = (bundle, stage.institution.name, stage.circumstances, stage.absent)

        def work_out(charter: Charter) -> tuple[DesignAnswer, ...]:
            institution = charter.institution(stage.institution.name)
            assert institution is not None
            own = Staged(charter, institution, stage.circumstances, stage.absent, remarks=stage.remarks)
            scene = Situation(own)
            return tuple(_answer(own, scene, charter.expectations[n], kinds.get(n)) for n in bundle)

        return design.answer(question, work_out)


def _staged(
    charter: Charter, institution: Institution, scenario: str | None,
    stage: Callable[[Charter, Institution, Scenario | None], Staged],
) -> Staged:  # fmt: skip
    """The institution in the scenario of that name; one that it does not have cannot be carried out."""
    if scenario is None:
        return stage(charter, institution, None)
    named = next((s for s in charter.scenarios if s.of == institution.name and s.name == scenario), None)
    if named is None:
        return Staged(charter, institution, unsupported=f"{institution.name} has no scenario {scenario}")
    return stage(charter, institution, named)


def _answer(stage: Staged, scene: Situation, expected: Expectation, question: Question | None) -> DesignAnswer:
    if question is None or question.kind != NUMBER:
        verdict, witness = asked_of(lambda: stage, expected)
        why = str((witness or {}).get("text", "")) if verdict == UNKNOWN else ""
        return DesignAnswer(verdict=verdict, missing=why)
    claim = expected.claim
    assert isinstance(claim, That)
    assert isinstance(claim.expression, Apply)
    try:
        value = number(scene, claim.expression.args[0], {})
    except (Lack, TooLarge, GameError) as refused:
        return DesignAnswer(missing=str(refused) or type(refused).__name__)
    except Exception as error:
        return DesignAnswer(missing=f"Charter failed on this ({type(error).__name__}: {error})")
    return DesignAnswer(value.least, value.most, value.unit)
