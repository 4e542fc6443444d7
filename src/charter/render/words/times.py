"""When something enters into force and when it is reviewed, in words."""

from __future__ import annotations

from charter.dsl.model.adoption import Entry, Review
from charter.render.drawing.text import clean
from charter.render.words.clauses import clock_words
from charter.render.words.names import owned
from charter.text.wording import listed


def entry_day_words(entry: Entry) -> tuple[str, ...]:
    """On which day a text enters into force once its condition is met, a line each: `180 days after that`."""
    lines = [] if entry.after is None else [f"{clock_words(entry.after)} after that"]
    lines += [f"not before {clean(entry.earliest)}"] if entry.earliest else []
    lines += [f"on the first day of a {entry.day}"] if entry.day else []
    lines += [f"only after {owned(entry.awaits.name or '')}"] if entry.awaits is not None else []
    return tuple(lines)


def review_words(review: Review) -> str:
    """`every 5 years`, `after 5 years and 10 years, then every 5 years`."""
    once = f"after {listed(clock_words(each) for each in review.after)}" if review.after else ""
    again = f"every {clock_words(review.every)}" if review.every is not None else ""
    return ", then ".join(part for part in (once, again) if part)
