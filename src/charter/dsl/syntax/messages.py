"""What is said about a syntax error: in the words of the field, and short."""

from collections.abc import Iterable, Sequence

from attrs import frozen

from charter.dsl.syntax.lexer import END, NEWLINE, shorten
from charter.dsl.syntax.tree import Token
from charter.grammar.keywords import BEGINS, KEYWORDS

MOST_ALTERNATIVES = 6
"""How many alternatives a message lists at most."""


@frozen
class Problem:
    """What is wrong at one place of a text, in a sentence for its author."""

    code: str
    start: int
    end: int
    message: str
    help: str | None = None
    labels: tuple[tuple[int, int, str], ...] = ()
    """Other places that belong to it: start, end, and what to say there."""


BLOCKS = {
    "institution": "an institution",
    "reform": "a reform",
    "mandate": "a mandate",
    "membership": "the membership",
    "category": "a category of members",
    "organ": "an organ",
    "seats": "the list of seats",
    "allocation": "the allocation of seats",
    "delegations": "the delegates of a member",
    "decision": "a decision",
    "obligation": "an obligation",
    "answered": "the answers to a breach",
    "funding": "the funding",
    "adoption": "the adoption",
    "relations": "the relations",
    "landscape": "a landscape",
    "variants": "a set of variants",
    "scenario": "a scenario",
    "expect": "the expectations",
    "data": "the columns of the data",
    "start": "the text outside any block",
}
"""How each block is called in a message."""

HEADS = {"delegates": "delegations"}
"""The keyword of a block's head where it is not the name of its rule."""

_UNITS = ("hour", "hours", "day", "days", "week", "weeks", "month", "months", "year", "years")
_COUNTED = ("members", "seats", "votes", "present", "delegates", "ratifications", "each", "chamber")

_GROUPS: tuple[tuple[frozenset[str], int, str], ...] = (
    (frozenset(_UNITS), 5, "a unit of time (days, months, years)"),
    (frozenset(_COUNTED), 3, "what is counted (members, seats, votes …)"),
    (frozenset(("consensus", "unanimity", "reverse", "concurring", "majority", "half", "all")), 4, "a rule of voting"),
    (frozenset(("thousand", "million", "billion")), 2, "`thousand`, `million` or `billion`"),
    (frozenset(("<", "<=", ">", ">=", "=", "!=")), 3, "a comparison (`<`, `>=`, `=` …)"),
    (frozenset(("+", "-", "*", "/")), 3, "a sign of calculation (`+`, `-`, `*`, `/`)"),
    (frozenset(("assesses", "warns", "certifies", "inspects")), 3, "a function (assesses, certifies, inspects …)"),
    (
        frozenset(("permanent", "designated", "ranked", "rotating", "chosen")),
        3,
        "how the seats are filled (elected, designated …)",
    ),
    (frozenset(("in-arrears", "accused", "complainant", "disputants")), 2, "who is barred (accused, disputants …)"),
    (frozenset(("NUMBER", "FRACTION", "PERCENT", "POWER")), 4, "a number, a fraction or a percentage"),
    (frozenset(("NUMBER", "FRACTION", "PERCENT")), 3, "a number, a fraction or a percentage"),
    (frozenset(("FRACTION", "PERCENT")), 2, "a fraction or a percentage"),
    (frozenset(("NUMBER", "POWER")), 2, "a number"),
)
"""Terminals that are said together: which, how many of them must be expected, and how."""

_FUNCTIONS = frozenset(
    [
        "assesses",
        "warns",
        "sets",
        "certifies",
        "inspects",
        "verifies",
        "adjudicates",
        "sanctions",
        "responds",
        "does",
        "gives",
        "builds",
        "finances",
        "redistributes",
        "collects",
        "reviews",
        "coordinates",
        "convenes",
        "promotes",
    ]
)
_FILLINGS = frozenset(["permanent", "designated", "ranked", "elected", "appointed", "chosen", "ex", "rotating"])
_RULES = frozenset(
    ["more", "majority", "half", "all", "consensus", "unanimity", "reverse", "no", "concurring", "not", "unless"]
)
_WHOLE = {"a function": _FUNCTIONS, "how the seats": _FILLINGS, "a rule of": _RULES}

_PHRASES = {
    "NAME": "a name",
    "NUMBER": "a number",
    "FRACTION": "a fraction",
    "PERCENT": "a percentage",
    "POWER": "a power such as 10^26",
    "DATE": "a date (2031-07-01)",
    "STRING": "a quoted text",
    "CITE": "a citation [in brackets]",
    NEWLINE: "the end of the clause",
    END: "the end of the text",
}
_ORDER = ("NUMBER", "NAME", "STRING", "DATE")
_LAST = ("CITE", "(", "{", "}", NEWLINE, END)


def phrases(expected: Iterable[str]) -> list[str]:
    """The expected terminals as phrases, those that belong together said once, the likeliest first.

    >>> phrases(["FRACTION", "PERCENT", "NUMBER"])
    ['a number, a fraction or a percentage']
    """
    left = set(expected)
    said: list[str] = []
    for members, least, phrase in _GROUPS:
        if len(left & members) >= least:
            said.append(phrase)
            left -= members
            for head, whole in _WHOLE.items():
                if phrase.startswith(head):
                    left -= whole
    if NEWLINE in left or END in left:
        left -= {"}", END}
        left.add(NEWLINE)
    words = sorted(left & KEYWORDS)
    first = [kind for kind in _ORDER if kind in left]
    last = [kind for kind in _LAST if kind in left]
    marks = sorted(left - KEYWORDS - set(first) - set(last))
    if len(said) + len(first) + len(words) + len(marks) + len(last) > MOST_ALTERNATIVES:
        last = [kind for kind in last if kind not in ("(", "{", "CITE")]
    return said + [_phrase(kind) for kind in [*first, *words, *marks, *last]]


def _phrase(kind: str) -> str:
    return _PHRASES.get(kind, f"`{kind}`")


def listing(parts: Sequence[str]) -> str:
    """At most six alternatives as a sentence says them.

    >>> listing(["a name", "`by`"])
    'a name or `by`'
    """
    if len(parts) > MOST_ALTERNATIVES:
        return ", ".join(parts[: MOST_ALTERNATIVES - 1]) + " or something else"
    return " or ".join([", ".join(parts[:-1]), parts[-1]] if len(parts) > 1 else parts)


def shown(token: Token) -> str:
    """A token as a message names it."""
    if token.kind == NEWLINE:
        return "`;`" if token.text == ";" else "the end of the line"
    if token.kind == END:
        return "the end of the text"
    return f"`{shorten(token.text)}`"


def unexpected(
    token: Token, before: Token | None, following: Token | None, expected: list[str]
) -> tuple[str, str | None]:
    """The message and the help for a token that cannot stand inside a clause."""
    place = f" after {shown(before)}" if before and before.kind != NEWLINE else ""
    parts = phrases(expected)
    wanted = f"expected {listing(parts)}{place}" if parts else f"nothing can follow{place}"
    at_end = token.kind in (NEWLINE, END, "}")
    message = f"{wanted}, but the clause ends here" if at_end else f"{wanted}, not {shown(token)}"
    return message, _help(token, before, following, expected)


def _help(token: Token, before: Token | None, following: Token | None, expected: list[str]) -> str | None:
    numbers = (before, token, following)
    for one, comma, three in (numbers, (token, following, None)):
        if one and comma and one.kind == "NUMBER" and comma.text == "," and comma.start == one.end:
            digits = three.text if three and three.start == comma.end else ""
            if len(digits) == 3 and digits.isdigit():
                return f"write {one.text}_{digits}: a comma separates the parts of a clause"
    if token.kind == "," and before and before.kind == "NUMBER" and not following:
        return None
    words = [kind for kind in expected if kind in KEYWORDS]
    close = near(token.text, words) if token.text[:1].isalpha() else []
    return f"did you mean {listing([f'`{word}`' for word in close])}?" if close else None


def not_a_clause(token: Token, block: str, first: Sequence[str]) -> tuple[str, str | None]:
    """The message and the help for a token that begins no clause of a block; `first` are the terminals that do."""
    where = "a declaration" if block == "start" else f"a clause of {BLOCKS[block]}"
    if token.kind in (NEWLINE, END):
        return f"expected {where}", None
    message = f"{shown(token)} does not begin {where}"
    homes = [b for b in BEGINS.get(token.text, ()) if b not in ("reform", block)]
    homes = [b for b in homes if b not in ("expect", "scenario")] or homes
    if homes:
        names = ["the text outside any block" if b == "start" else BLOCKS[b] for b in homes]
        return message, f"`{token.text}` is a clause of {listing(names)}"
    close = near(token.text, [kind for kind in first if kind in KEYWORDS])
    if close:
        return message, f"did you mean {listing([f'`{word}`' for word in close])}?"
    return message, None


def near(word: str, candidates: Iterable[str], most: int = 3) -> list[str]:
    """The candidates that a slip of the pen could have turned into `word`, nearest first.

    >>> near("quorom", ["quorum", "organ"])
    ['quorum']
    """
    limit = 1 if len(word) < 5 else 2
    if len(word) > 40:
        return []
    ranked = sorted(
        (distance, candidate)
        for candidate in candidates
        if abs(len(candidate) - len(word)) <= limit
        and (distance := edits(word.lower(), candidate.lower())) <= limit
        and distance < len(candidate)
    )
    return [candidate for _, candidate in ranked[:most]]


def edits(one: str, other: str) -> int:
    """How many letters must be put in, left out, changed or swapped with their neighbour.

    The optimal string alignment distance: L. Boytsov, ACM J. Experimental Algorithmics 16 (2011), section 2.2.

    >>> edits("orgna", "organ")
    1
    """
    above: list[int] = []
    row = list(range(len(other) + 1))
    for i, a in enumerate(one, 1):
        above, before, row = row, above, [i]
        for j, b in enumerate(other, 1):
            cost = min(above[j] + 1, row[j - 1] + 1, above[j - 1] + (a != b))
            if i > 1 and j > 1 and a == other[j - 2] and one[i - 2] == b:
                cost = min(cost, before[j - 2] + 1)
            row.append(cost)
    return row[-1]
