"""Near names: what a designer may have meant by a name that is not known."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from charter.errors import CharterError


class UnknownFact(CharterError, KeyError):
    """A name that the world data does not have.

    `name` is the name asked for, `near` holds up to three known names that it may have been meant for,
    best first, and `what` says what was looked up ("party", "group", "column", …).
    """

    def __init__(self, name: str, near: Sequence[str] = (), what: str = "fact") -> None:
        super().__init__(name)
        self.name = name
        self.near = list(near)[:3]
        self.what = what

    def __str__(self) -> str:
        hint = f"; near names: {', '.join(self.near)}" if self.near else ""
        return f"unknown {self.what} '{self.name}'{hint}"


def near(word: str, candidates: Iterable[str], n: int = 3) -> list[str]:
    """The candidates nearest to `word`, at most `n`, best first; none if nothing is near.

    Case, blanks, apostrophes and the separators `_`, `-` and `.` count for nothing; candidates that are then
    equal to the word are the whole answer. Otherwise those come first that few edits lead to (insertion,
    deletion, substitution, transposition; at most a third of the letters), then by a common beginning, then
    those that contain the word. Ties go by alphabet, so that the order of `candidates` does not matter.
    """
    wanted = _plain(word)
    if not wanted or n < 1:
        return []
    ranked = []
    for candidate in dict.fromkeys(candidates):
        rank = _rank(wanted, _plain(candidate))
        if rank is not None:
            ranked.append((*rank, candidate))
    ranked.sort()
    if ranked and ranked[0][0] == 0:
        ranked = [entry for entry in ranked if entry[0] == 0]
    return [entry[-1] for entry in ranked[:n]]


_SEPARATORS = str.maketrans("", "", "_-. '’")


def _plain(text: str) -> str:
    return text.casefold().translate(_SEPARATORS)


def _rank(word: str, candidate: str) -> tuple[int, int] | None:
    """Smaller is nearer: (class, distance within the class); None for too far."""
    if word == candidate:
        return (0, 0)
    longest = max(len(word), len(candidate))
    extra = abs(len(word) - len(candidate))
    allowed = longest // 3 if longest > 3 else 1 - extra
    if extra <= allowed:
        distance = _edits(word, candidate, allowed)
        if distance is not None and distance < longest:
            return (distance, 1)
    if len(word) >= 3 and candidate.startswith(word):
        return (2, extra)
    if len(candidate) >= 3 and word.startswith(candidate):
        return (3, extra)
    if len(word) >= 4 and word in candidate:
        return (4, extra)
    return None


def _edits(a: str, b: str, limit: int) -> int | None:
    """Edits from `a` to `b` (optimal string alignment), or None above `limit`."""
    before: list[int] = []
    last = list(range(len(b) + 1))
    for i, x in enumerate(a, 1):
        row = [i]
        for j, y in enumerate(b, 1):
            cost = min(last[j] + 1, row[j - 1] + 1, last[j - 1] + (x != y))
            if i > 1 and j > 1 and x == b[j - 2] and a[i - 2] == y:
                cost = min(cost, before[j - 2] + 1)
            row.append(cost)
        if min(row) > limit:
            return None
        before, last = last, row
    return last[-1] if last[-1] <= limit else None
