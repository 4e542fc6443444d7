"""A single number for a document: an expression over metrics, measured on a charter and written out."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, Any

from charter.render.embed.places import Mistake, Place

if TYPE_CHECKING:
    from charter.dsl.load import Loaded
    from charter.validators.expectations.evaluation import Value


def measured(loaded: Loaded, institution: str, expression: str, place: Place) -> Value:
    """The number, or the range of it over every lawful composition.

    Raises:
        Mistake: the expression makes no sense on this charter, or what it asks for is not known.
    """
    from charter.dsl.findings import ERROR
    from charter.dsl.load import load
    from charter.dsl.model.charter import Apply, That
    from charter.dsl.syntax.source import Source
    from charter.errors import GameError, TooLarge
    from charter.validators.expectations.circumstances import Situation
    from charter.validators.expectations.evaluation import Lack
    from charter.validators.expectations.expressions import number
    from charter.validators.expectations.scenarios import staged

    source = loaded.sources[loaded.file]
    asked = f"\n\nexpect {institution} {{\n  that {expression} >= {expression}\n}}\n"
    again = load(Source(source.name, source.text + asked, source.path))
    last = source.text.count("\n") + 1
    wrong = next((f for f in again.findings if f.severity == ERROR and f.span.line > last), None)
    if wrong is not None or again.charter is None or "\n" in expression:
        told = wrong.message if wrong is not None else "it is no expression"
        told = "this is a statement, not a number" if "cannot be compared" in told else told
        raise Mistake(place.line, f"`{expression}`: {told}")
    claim = again.charter.expectations[-1].claim
    owner = again.charter.institution(institution)
    if owner is None or not isinstance(claim, That) or not isinstance(claim.expression, Apply):
        raise Mistake(place.line, f"`{expression}` is no number")
    try:
        return number(Situation(staged(again.charter, owner, None)), claim.expression.args[0], {})
    except (Lack, TooLarge, GameError) as error:
        raise Mistake(place.line, f"`{expression}` is not known: {error}") from error


def shown(value: Value, place: Place) -> str:
    """The number in words of its unit; a range as "from to", or the end that `as=` names."""
    from charter.dsl.metrics import DAYS, SHARE
    from charter.dsl.model.base import DAYS_IN

    options = place.options
    ends = {"least": (value.least,), "most": (value.most,)}
    wanted = options.get("as", "range")
    if wanted not in (*ends, "range"):
        raise Mistake(place.line, f"`as={wanted}`: there are least, most, range")
    numbers = ends.get(wanted, (value.least, value.most))
    digits = _digits(options.get("digits"), place)
    unit = options.get("unit", "days")
    if unit not in DAYS_IN:
        raise Mistake(place.line, f"`unit={unit}`: there are {', '.join(DAYS_IN)}")
    factor, after = {SHARE: (Fraction(100), "%"), DAYS: (1 / DAYS_IN[unit], f" {unit}")}.get(
        value.unit, (Fraction(1), "")
    )
    texts = list(dict.fromkeys(_decimal(number * factor, digits) for number in numbers))
    return " to ".join(f"{text}{after}" if after == "%" else text for text in texts) + (after if after != "%" else "")


def _digits(given: str | None, place: Place) -> int | None:
    if given is None:
        return None
    if not given.isdecimal() or int(given) > 9:
        raise Mistake(place.line, f"`digits={given}`: a number from 0 to 9")
    return int(given)


def _decimal(value: Fraction, digits: int | None) -> str:
    """To so many digits, or one where it is not whole; halves go away from zero.

    >>> _decimal(Fraction(190, 3), None), _decimal(Fraction(53), None), _decimal(Fraction(1, 8), 2)
    ('63.3', '53', '0.13')
    """
    places = digits if digits is not None else 0 if value.denominator == 1 else 1
    scaled = abs(value) * 10**places
    whole = (2 * scaled.numerator + scaled.denominator) // (2 * scaled.denominator)
    text = f"{whole // 10**places:,}" + (f".{whole % 10**places:0{places}d}" if places else "")
    return f"-{text}" if value < 0 and whole else text


def value_text(loaded: Any, institution: str, place: Place) -> str:
    """The number that a place asks for, as it is to be read."""
    return shown(measured(loaded, institution, " ".join(place.words[1:]), place), place)
