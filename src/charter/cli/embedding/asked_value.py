"""What `--ask "expression"` comes to on one institution: a number, a range, a verdict, or why it is not known."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from charter.cli.output.formats.comparison import AskedValue
from charter.render.embed.places import Mistake, Place

if TYPE_CHECKING:
    from charter.dsl.load import Loaded

_NOWHERE = Place("value", (), {}, 0, 0, 0)


def asked(loaded: Loaded, institution: str, expression: str) -> AskedValue:
    """The answer for one institution of a charter."""
    from charter.cli.embedding.value import measured, shown

    try:
        value = measured(loaded, institution, expression, _NOWHERE)
    except Mistake as mistake:
        told = mistake.message
        if "this is a statement" in told:
            return _statement(loaded, institution, expression)
        known = told.partition(" is not known: ")
        if known[1]:
            return AskedValue("not known", missing=known[2])
        return AskedValue("–", wrong=told)
    return AskedValue(shown(value, _NOWHERE), str(value.least), str(value.most))


def _statement(loaded: Loaded, institution: str, expression: str) -> AskedValue:
    from charter.dsl.findings import ERROR
    from charter.dsl.load import load
    from charter.dsl.syntax.source import Source
    from charter.errors import GameError, TooLarge
    from charter.validators.expectations.judging import judge
    from charter.validators.expectations.scenarios import staged

    source = loaded.sources[loaded.file]
    text = f"{source.text}\n\nexpect {institution} {{\n  that {expression}\n}}\n"
    again = load(Source(source.name, text, source.path))
    last = source.text.count("\n") + 1
    wrong: Any = next((f for f in again.findings if f.severity == ERROR and f.span.line > last), None)
    owner = None if again.charter is None else again.charter.institution(institution)
    if wrong is not None or owner is None or again.charter is None:
        return AskedValue("–", wrong=wrong.message if wrong is not None else "it is not an expression")
    try:
        verdict, witness = judge(staged(again.charter, owner, None), again.charter.expectations[-1])
    except (GameError, TooLarge) as error:
        return AskedValue("not known", missing=str(error))
    told = str((witness or {}).get("text", ""))
    words = {"proved": "yes", "refuted": "no", "depends": "depends on who sits"}.get(verdict, "not known")
    return AskedValue(words, verdict=verdict, missing=told if verdict == "unknown" else None)
