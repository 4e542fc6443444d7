"""The two joiners of Unicode, with which Persian, Sinhala, Malayalam and other scripts spell: U+200C and U+200D."""

from __future__ import annotations

import unicodedata

JOINERS = "\u200c\u200d"


def is_joiner(text: str, at: int) -> bool:
    """Whether the character there is a joiner that changes how its neighbours look: one after a letter or mark of a
    script that may join its letters, or after a pictograph. Any other is invisible and stands for nothing.

    >>> is_joiner("\u0645\u06cc\u200c\u062e", 2), is_joiner("ab\u200cc", 2), is_joiner("\u200c\u06cc", 0)
    (True, False, False)
    """
    return text[at] in JOINERS and at > 0 and _joins(text[at - 1])


def _joins(char: str) -> bool:
    kind = unicodedata.category(char)
    if kind in ("So", "Sk") or char == "\ufe0f":
        return True
    return kind[0] in "LM" and char > "\u05ff"
