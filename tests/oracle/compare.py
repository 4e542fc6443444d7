"""Charter's answers beside the oracle's."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from random import Random

from charter.dsl.load import Loaded, load
from charter.dsl.syntax.source import Source
from charter.validators.check.engine import Checked, check

from .answers import UNKNOWN
from .draft import Draft, draft
from .findings import never_in_force
from .sentences import Sentence, circumstances, sentences

HERE = Path(__file__).parent
AWAITING = {
    "part of a bloc sits": "whether the part of a set votes as one where the others have no seat is not the same by "
    "every way to count",
}
"""What an answer rests on where a disagreement is known, with the reason; told apart, and not counted."""


@dataclass(frozen=True)
class Disagreement:
    """Where Charter says one thing and the oracle another."""

    seed: int
    about: str
    asked: str
    ours: str
    theirs: str
    kinds: frozenset[str] = frozenset()

    def __str__(self) -> str:
        kinds = ", ".join(sorted(self.kinds))
        return f"seed {self.seed}: {self.asked}: charter {self.theirs}, oracle {self.ours} [{kinds}]"


@dataclass(frozen=True)
class Compared:
    """A generated charter with its sentences, as both judge it."""

    seed: int
    draft: Draft
    text: str
    sentences: tuple[Sentence, ...]
    verdicts: tuple[tuple[Sentence, str, str], ...]
    """Each sentence with Charter's verdict and its reason."""
    loaded: Loaded
    checked: Checked

    @property
    def wrong(self) -> list[Disagreement]:
        """The sentences on which the two disagree; `unknown` of Charter's is not among them unless it is faulty."""
        found = []
        for each, verdict, why in self.verdicts:
            if verdict not in (each.verdict, each.also, UNKNOWN):
                found.append(
                    Disagreement(
                        self.seed,
                        each.about,
                        each.text,
                        each.verdict,
                        f"{verdict} ({why})",
                        self.draft.kinds | each.noted,
                    )
                )
        for finding in self.checked.findings:
            if finding.code.startswith("LNG9"):
                found.append(
                    Disagreement(self.seed, finding.code, finding.message, "no fault", finding.code, self.draft.kinds)
                )
        return found

    @property
    def unknown(self) -> list[tuple[Sentence, str]]:
        """The sentences that the oracle decides and Charter does not; where the text can never enter into force there
        is no vote to decide about."""
        return [
            (s, why) for s, verdict, why in self.verdicts
            if verdict == UNKNOWN and s.verdict != UNKNOWN and not self.moot(s)
        ]  # fmt: skip

    def moot(self, sentence: Sentence) -> bool:
        """Whether the oracle finds that the text can never enter into force in the scenario of the sentence."""
        charter = self.loaded.charter
        assert charter is not None
        return never_in_force(charter, circumstances(charter, sentence.scenario))

    @property
    def concluded(self) -> list[tuple[Sentence, str]]:
        """What Charter proves or refutes though the text can never enter into force."""
        return [(s, verdict) for s, verdict, _ in self.verdicts if verdict != UNKNOWN and self.moot(s)]


def read(text: str) -> Loaded:
    """A text as if it lay beside the oracle's table."""
    loaded = load(Source("oracle.charter", text, HERE / "oracle.charter"), root=HERE)
    assert loaded.charter is not None, loaded.findings
    return loaded


def compared(seed: int, without: frozenset[str] = frozenset()) -> Compared:
    """The charter of a seed, judged."""
    made = draft(seed, without)
    bare = read(made.text)
    mistakes = [(f.code, f.message, f.span.line) for f in bare.findings if f.severity == "error"]
    assert not mistakes, (seed, mistakes, made.text)
    asked = sentences(bare.charter, made, Random(seed))  # type: ignore[arg-type]
    text = made.text + "expect Club {\n" + "".join(f"  {s.text}\n" for s in asked) + "}\n"
    loaded = read(text)
    checked = check(loaded)
    errors = [(f.code, f.message, f.span.line) for f in loaded.findings if f.severity == "error"]
    assert not errors, (seed, errors, text)
    judged: dict[int, tuple[str, str]] = {}
    for verdict in checked.verdicts:
        if verdict.binding:
            judged[verdict.span.line] = (verdict.verdict, str((verdict.witness or {}).get("text", "")))
    first = made.text.count("\n") + 2
    verdicts = tuple((s, *judged[first + i]) for i, s in enumerate(asked))
    return Compared(seed, made, text, tuple(asked), verdicts, loaded, checked)


def told(found: Compared) -> list[str]:
    """What disagrees, verdicts and findings, one line each; without what is awaited."""
    from .findings import asked, differing

    assert found.loaded.charter is not None
    lines = [str(w) for w in found.wrong if not w.kinds & AWAITING.keys()]
    return lines + [f"seed {found.seed}: {each}" for each in differing(found.loaded.charter, asked(found.loaded))]
