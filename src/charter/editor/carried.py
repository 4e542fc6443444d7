"""What was said of an earlier text, carried over to the text after an edit until it is worked out anew."""

from __future__ import annotations

from collections.abc import Iterable

from attrs import evolve

from charter.editor.records import Diagnostic, TextPlace


def carried(before: str, after: str, diagnostics: Iterable[Diagnostic]) -> tuple[Diagnostic, ...]:
    """The diagnostics at the places to which an edit has moved them; without those in what was edited.

    >>> place = Place("x", 6, 7)
    >>> carried("a\\nb\\nc\\nd", "a\\nbb\\nc\\nd", [Diagnostic(place, "VOT101", "note", "…")])[0].place
    Place(uri='x', start=7, end=8)
    """
    first, last, shift = edit(before, after)
    found = []
    for each in diagnostics:
        place = moved(each.place, first, last, shift)
        if place is not None:
            related = [(moved(p, first, last, shift) if p.uri == each.place.uri else p, t) for p, t in each.related]
            kept = tuple((there, text) for there, text in related if there is not None)
            found.append(evolve(each, place=place, related=kept))
    return tuple(found)


def edit(before: str, after: str) -> tuple[int, int, int]:
    """What an edit has changed: from where to where in the text before, and how far it has moved what follows."""
    limit = min(len(before), len(after))
    low = _common(before, after, limit)
    high = _common(before[::-1], after[::-1], limit - low)
    return low, len(before) - high, len(after) - len(before)


def _common(one: str, other: str, limit: int) -> int:
    """How many of the first characters are the same, at most `limit`."""
    low, high = 0, limit
    while low < high:
        middle = (low + high + 1) // 2
        if one[:middle] == other[:middle]:
            low = middle
        else:
            high = middle - 1
    return low


def moved(place: TextPlace, first: int, last: int, shift: int) -> TextPlace | None:
    """A place after an edit; None if it touches what was edited."""
    if place.end <= first:
        return place
    if place.start >= last:
        return TextPlace(place.uri, place.start + shift, place.end + shift)
    return None
