"""Names for institutions, from what people call them: "Compute Registry Agency" is `ComputeRegistryAgency`."""

from __future__ import annotations

import re
import unicodedata

_NAME = re.compile(r"[^\W\d]\w*(-[^\W\d]\w*)*")
_WORD = re.compile(r"\w+")


def is_name(text: str) -> bool:
    """Whether a text can stand as a name in a charter: a letter, then letters, digits, `_` or `-`."""
    return _NAME.fullmatch(text) is not None


def name_of(title: str) -> str | None:
    """The name that is made of a title, its words put together with capitals; None where no letter begins one.

    >>> name_of("Agency for the Registry of Compute")
    'AgencyForTheRegistryOfCompute'
    >>> name_of("2030 Panel") is None
    True
    """
    words = _WORD.findall(re.sub(r"['’]", "", unicodedata.normalize("NFC", title)))
    name = "".join(word[0].upper() + word[1:] for word in words)
    return name if is_name(name) else None


def file_stem(title: str) -> str:
    """The name of its file: small letters, words parted by `_`.

    >>> file_stem("Compute Registry Agency")
    'compute_registry_agency'
    """
    return "_".join(_WORD.findall(re.sub(r"['’]", "", title.lower())))


def quoted(text: str) -> str:
    """A text between quotes, as the language has it, on one line and without control characters.

    >>> quoted('the "Board"')
    '"the \\\\"Board\\\\""'
    """
    plain = "".join(" " if unicodedata.category(char)[0] == "C" else char for char in text)
    escaped = " ".join(plain.split()).replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'
