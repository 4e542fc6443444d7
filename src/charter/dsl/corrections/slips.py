"""What people type for what the language says: each slip with its right form and the sentence that names it.

A slip is only ever offered after the text with it put right has been read without the fault, so that a pattern here may
be generous about where it applies, but never about what it means: a number, a share, a group or a time stays what was
typed. Where a slip rests on a guess, `certain` is False, and it is shown but never applied by itself.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator

from attrs import frozen

_ONES = ["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"]
_TEENS = ["thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen"]
_TENS = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]
_NUMBERS = {word: n for n, word in enumerate([*_ONES, *_TEENS])} | {word: 10 * n for n, word in enumerate(_TENS, 2)}
_PARTS = {"half": 2, "third": 3, "quarter": 4, "fourth": 4, "fifth": 5, "sixth": 6, "eighth": 8, "tenth": 10}
_MONTHS = [
    "january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november",
    "december",
]  # fmt: skip
_COUNTED = r"(?:members|seats|votes|delegates|ratifications)"
_UNITS = r"(?:hour|day|week|month|year)s?"
_CODES = r"[A-Z]{3}(?:\s*(?:,|;|\band\b|\s)\s*[A-Z]{3})+"

Change = Callable[["re.Match[str]"], str | None]


@frozen
class Slip:
    """A pattern, what to put in its place (None: nothing fits), and what to say; `{}` is the right form."""

    pattern: re.Pattern[str]
    change: Change
    say: str
    certain: bool = True


def _slip(pattern: str, change: str | Change, say: str = "", certain: bool = True) -> Slip:
    made: Change = change if callable(change) else lambda found: found.expand(change)
    return Slip(re.compile(pattern), made, say or "this is written `{}`", certain)


def _fraction(found: re.Match[str]) -> str | None:
    upper, lower = found["n"].lower(), re.sub(r"(?<=[a-z])s$", "", found["d"].lower()).replace("halve", "half")
    top = 1 if upper in ("a", "one") else _NUMBERS.get(upper)
    return f"{top}/{_PARTS[lower]}" if top is not None and lower in _PARTS else None


def _unicode_fraction(found: re.Match[str]) -> str:
    return unicodedata.normalize("NFKC", found[0]).replace("\u2044", "/")


def _number(found: re.Match[str]) -> str | None:
    parts = re.split(r"[\s-]", found[0].lower())
    if len(parts) == 2 and not (parts[0] in _TENS and parts[1] in _ONES[1:10]):
        return None
    return str(sum(_NUMBERS[part] for part in parts))


def _date(found: re.Match[str]) -> str | None:
    parts = found.groupdict()
    month = parts["m"].lower()
    names = [n for n, name in enumerate(_MONTHS, 1) if len(month) > 2 and name.startswith(month)]
    number = int(month) if month.isdecimal() else names[0] if names else 0
    day = int(parts["d"])
    return f"{parts['y']}-{number:02}-{day:02}" if 1 <= number <= 12 and 1 <= day <= 31 else None


def _power(found: re.Match[str]) -> str | None:
    digits = found["b"]
    zeros = len(digits) - 1
    return f"10^{int(found['e']) + zeros}" if digits.strip("0") == "1" and digits[0] == "1" else None


def _grouped(found: re.Match[str]) -> str:
    return re.sub(r"[.,\u00a0\u202f' ]", "_", found[0])


def _listed(found: re.Match[str]) -> str:
    return "{ " + ", ".join(re.findall(r"[A-Z]{3}", found[0])) + " }"


def _percent_of(found: re.Match[str]) -> str:
    whole, part = found["w"], found["p"]
    digits = f"{int(whole + part):0{len(part) + 1}}"
    places = len(part) - 2
    value = int(digits) * 10 ** max(-places, 0)
    text = str(value) if places <= 0 else f"{value / 10**places:.{places}f}"
    return f"{text}%"


_NUMBER_WORD = "|".join(sorted(_NUMBERS, key=len, reverse=True))
_COMPOUND = rf"(?:(?:{'|'.join(_TENS)})[\s-](?:{'|'.join(_ONES[1:10])})|{_NUMBER_WORD})"
_PART_WORD = r"hal(?:f|ves)|thirds?|quarters?|fourths?|fifths?|sixths?|eighths?|tenths?"

SLIPS: tuple[Slip, ...] = (
    # ---- marks ------------------------------------------------------------------------------------------
    _slip(r"//\s*(.*)$", r"# \1", "a remark begins with `#`"),
    _slip(r"(?:^|(?<=\s))--\s*(.*)$", r"# \1", "a remark begins with `#`"),
    _slip(r"/\*\s*(.*?)\s*\*/\s*(.*)$", r"\2  # \1", "a remark begins with `#`"),
    _slip(r"[“”„«»]([^“”„«»\"]*)[“”„«»]", r'"\1"', "a title is quoted with straight double quotes: `{}`"),
    _slip(r"(?<!\w)[‘']([^‘’'\"]*)[’'](?!\w)", r'"\1"', "a title is quoted with straight double quotes: `{}`"),
    _slip(r"(\"[^\"]*?)\s*\{\s*$", r'\1" {', 'the quoted text is not closed: put `"` before the `{{`'),
    _slip(r"=\s*\[", "= {", "a list stands in braces: `{{`"),
    _slip(r"^(\s*)(\d+) seats\s*\{", r"\1seats \2 {", "the seats of an organ are written `{}`"),
    _slip(
        r"^(\s*(?:organ|decision|obligation|institution|group|category)\s+[\w-]+\s+)([^\"{:\[=]+?)(?=\s*[:{=])",
        r'\1"\2"',
        "a title is quoted: `{}`",
    ),
    _slip(r'\b(status|force|precision|language)\s+"(\w+)"', r"\1 \2", "this word stands without quotes: `{}`"),
    _slip(r"\[[^\[\]]*$", lambda f: f[0].rstrip() + "]", "the citation is not closed: put `]` at its end"),
    _slip(r"\((\w+ [\w.()]+)\)\s*$", r"[\1]", "a citation stands in square brackets: `{}`"),
    _slip(r"[.;]+\s*$", "", "a clause ends with its line: take the mark at its end out"),
    _slip(r",\s*$", "", "the comma joins the next line to this one: take it out"),
    _slip(r"\(\s*$", "{", "a block begins with `{}`"),
    _slip(r"[\[(]\s*(" + _CODES + r")\s*[\])]", _listed, "a list stands in braces: `{}`"),
    _slip(r"\{\s*(" + _CODES + r")\s*\}", _listed, "the names of a list are parted by commas: `{}`"),
    _slip(
        r"(?<!\{)(?<!\{ )(?<!, )\b[A-Z]{3}(?:\s*,\s*[A-Z]{3})+\b(?!\s*[,}])", _listed, "a list stands in braces: `{}`"
    ),
    _slip(r"\"([A-Z]{3})\"", r"\1", "a code stands without quotes: `{}`"),
    _slip(
        r";\s*(?=(?:within|after|for|else|on|at|without|with|in|notice)\b)",
        ", ",
        "parts of a clause are parted by commas",
    ),
    _slip(r"[–—−]", "-", "a hyphen is written `-`"),
    # ---- numbers ----------------------------------------------------------------------------------------
    _slip(
        rf"\b(?:a |an )?(?i:(?P<n>a|{_NUMBER_WORD})[\s-](?P<d>{_PART_WORD}))\b(?:\s+majority)?",
        _fraction,
        "a share is written `{}`",
    ),
    _slip(r"[½⅓⅔¼¾⅕⅖⅗⅘⅙⅚⅛⅜⅝⅞]", _unicode_fraction, "a share is written `{}`"),
    _slip(r"\b(\d+)\s*[/:]\s*(\d+)(?:rds?|ths?|nds?)?(?:\s+majority)?\b", r"\1/\2", "a share is written `{}`"),
    _slip(r"\b(\d+(?:\.\d+)?%)\s+majority\b", r"\1", "a share is written `{}`"),
    _slip(
        r"\b(\d+(?:\.\d+)?)\s*(?:percent|per cent|per-cent|pct|p\.c\.|%)(?!\w)", r"\1%", "a percentage is written `{}`"
    ),
    _slip(r"\b(\d+),(\d+)\s*(?:percent|per cent|pct|%)", r"\1.\2%", "a percentage is written `{}`"),
    _slip(
        rf"\b(?i:{_COMPOUND})\s*(?:percent|per cent|pct|%)",
        lambda f: f"{_spelled(f[0])}%",
        "a percentage is written `{}`",
    ),
    _slip(
        r"\b(?P<w>[01])[.,](?P<p>\d{1,4})\b(?![%_])",
        _percent_of,
        "a share is written as a fraction or a percentage: `{}`",
    ),
    _slip(rf"\b(?i:{_COMPOUND})\b", _number, "numbers are written in digits: `{}`"),
    _slip(
        r"\b\d{1,3}(?:,\d{3}){2,}\b|\b\d{1,3}(?:\.\d{3}){2,}\b|\b\d{1,3}(?:[ \u00a0\u202f']\d{3})+\b",
        _grouped,
        "a long number is written `{}`",
    ),
    _slip(r"\b[1-9]\d{0,2},\d{3}\b(?![,\d])", _grouped, "if thousands are meant, write `{}`", certain=False),
    _slip(r"\b(?P<b>10*)[eE]\+?(?P<e>\d{1,2})\b", _power, "a power of ten is written `{}`"),
    _slip(r"\b(\d+)\*\*(\d+)", r"\1^\2", "a power is written `{}`"),
    _slip(r"\b(\d+\^\d+)\.0+\b", r"\1", "a power is written `{}`"),
    _slip(r"\b(\d+(?:[._]\d+)*)\s?(?:m|mn|mio|M)\b", r"\1 million", "an amount is written `{}`"),
    _slip(r"\b(\d+(?:[._]\d+)*)\s?(?:bn|B)\b", r"\1 billion", "an amount is written `{}`"),
    _slip(r"\b(\d+(?:[._]\d+)*)\s?(?:k|K)\b", r"\1 thousand", "an amount is written `{}`"),
    _slip(
        r"\b(USD|EUR|CHF|GBP|JPY|CNY|SDR)\s+(\d[\d_.]*(?: (?:thousand|million|billion))?)",
        r"\2 \1",
        "the currency follows the amount: `{}`",
    ),
    _slip(
        r"\$\s?(\d[\d_.]*(?: (?:thousand|million|billion))?)",
        r"\1 USD",
        "a currency has its code; for US dollars, write `{}`",
        certain=False,
    ),
    _slip(r"€\s?(\d[\d_.]*(?: (?:thousand|million|billion))?)", r"\1 EUR", "a currency has its code: `{}`"),
    _slip(r"\b(usd|eur|chf|gbp|jpy|cny|sdr)\b", lambda f: f[0].upper(), "a currency is written in capitals: `{}`"),
    _slip(r"\b[Ee]uros?\b", "EUR", "a currency has its code: `{}`"),
    _slip(r"\b(?:US )?[Dd]ollars?\b", "USD", "a currency has its code; for US dollars, write `{}`", certain=False),
    # ---- dates and times --------------------------------------------------------------------------------
    _slip(
        r"\b(?P<d>\d{1,2})(?:st|nd|rd|th)?\s+(?:of\s+)?(?P<m>[A-Z][a-z]+)\.?,?\s+(?P<y>\d{4})\b",
        _date,
        "a date is written `{}`",
    ),
    _slip(
        r"\b(?P<m>[A-Z][a-z]+)\.?\s+(?P<d>\d{1,2})(?:st|nd|rd|th)?,?\s+(?P<y>\d{4})\b", _date, "a date is written `{}`"
    ),
    _slip(r"\b(?P<y>\d{4})[-/.](?P<m>\d{1,2})[-/.](?P<d>\d{1,2})\b", _date, "a date is written `{}`"),
    _slip(r"\b(?P<d>\d{1,2})\.(?P<m>\d{1,2})\.(?P<y>\d{4})\b", _date, "a date is written year-month-day: `{}`"),
    _slip(r"\b(\d+)[ -]?(?:yrs?|years?)\b", r"\1 years", "a time is written `{}`"),
    _slip(r"\b(\d+)-?(hour|day|week|month)s?\b", r"\1 \2s", "a time is written `{}`"),
    _slip(
        r"\b(?:yearly|annually|every year|each year|once (?:a|per|every|each) year)\b",
        "every 1 year",
        "how often is written `{}`",
    ),
    _slip(
        r"\b(?:monthly|every month|each month|once (?:a|per|every) month)\b",
        "every 1 month",
        "how often is written `{}`",
    ),
    _slip(r"\btwice (?:a|per|every) year\b", "2 times every 1 year", "how often is written `{}`"),
    _slip(r"\b(?:per year|per annum|p\.a\.|annually|yearly|each year|every year)", "a year", "a budget is one `{}`"),
    _slip(
        rf",?\s*\b(?:term(?: of)?|for a term of)\s+(\d+ {_UNITS})", r", for \1", "a term is written `for` and a time"
    ),
    _slip(rf",\s*(\d+ {_UNITS})", r", for \1", "a term is written `for` and a time"),
    _slip(
        rf",?\s*\bnotice of (\d+ {_UNITS})", r", notice \1", "the time of a notice is written `, notice` and the time"
    ),
    _slip(rf"\bby notice,?\s*(?:of )?(\d+ {_UNITS})", r"by notice, notice \1", "the time of a notice is written `{}`"),
    _slip(rf"\bin (\d+ {_UNITS})", r"within \1", "a time limit is written `{}`"),
    _slip(rf"\beffect (?:in )?(\d+ {_UNITS})", r"effect after \1", "when it takes effect is written `{}`"),
    # ---- rules of voting --------------------------------------------------------------------------------
    _slip(
        r"\bof (?:those|the members|members|all|the parties|parties)(?: who are)? present and voting\b",
        "of present and voting",
        "these voters are written `{}`",
    ),
    _slip(
        r"\b(?:voting and present|present & voting|present-and-voting)\b",
        "present and voting",
        "these voters are written `{}`",
    ),
    _slip(
        r"\b(?:simple|absolute) majority of (members|seats)\b",
        r"majority of \1",
        "more than half of all is written `{}`",
    ),
    _slip(r"\bsimple majority\b", "majority", "more than half is written `{}`"),
    _slip(rf"(?<![/.,\d_])(\d+) of (?:the |all )?({_COUNTED})\b", r"\1 \2", "a number of them is written `{}`"),
    _slip(r"\b(\d+) (member|seat|vote|delegate|ratification)\b", r"\1 \2s", "this is written `{}`"),
    _slip(rf"\bof (?:the |all the |all )({_COUNTED})\b", r"of \1", "these are counted `{}`"),
    _slip(r"\bof (?:the |all |all the )?(member|seat|vote|delegate|ratification)\b", r"of \1s", "this is written `{}`"),
    _slip(
        r"\b(?:at least|not less than|no less than|no fewer than|a minimum of)\s+(?=\d)",
        "",
        "a share or a number is the least that is needed: leave `at least` out",
    ),
    _slip(r">=\s*(?=\d)", "", "a share or a number is the least that is needed: leave `>=` out"),
    _slip(r">\s*(?=\d)", "more than ", "more than a share is written `more than`"),
    # ---- groups -----------------------------------------------------------------------------------------
    _slip(
        r"(?<=[\w}])\s*(?:\band\b|\bor\b|\+|,|;)\s*(?=\{|[A-Z]\w*\s*\{)",
        " | ",
        "groups are joined with `|`",
        certain=False,
    ),
    _slip(r"(?<=\})\s*(?:\band\b|\bor\b|\+|,|;)\s*(?=\w)", " | ", "groups are joined with `|`", certain=False),
    # ---- words ------------------------------------------------------------------------------------------
    _slip(r"^(\s*)(?:import|include|using)\b", r"\1use", "shipped facts and files are taken with `use`"),
    _slip(r"^use (?:the )?[Ww]orld\b", "use world", "the shipped facts are taken with `{}`"),
    _slip(r"\b(?:a|one|each|every) member\b", "any member", "this is written `{}`"),
    _slip(r"\b(?:no one|nobody|no state|no party) can\b", "no member can", "this is written `{}`"),
    _slip(r"\bmay (?=block|pass)", "can ", "this is written `can`"),
    _slip(r"\b(?:otherwise|or else|or) (?=pass|fail)", "else ", "this is written `else`"),
    _slip(r"\belse (pass|fail)\b", r"else \1es", "this is written `else passes` or `else fails`"),
    _slip(r"\b(?:enters|enter|entry|comes) into force (?:on|after|with)\b", "in force on", "this is written `{}`"),
    _slip(r"\bin force (?:after|with|upon)\b", "in force on", "this is written `{}`"),
    _slip(r"\b(?:mandatory|obligatory|legally[ _]binding|legal)\b", "binding", "this is written `{}`"),
    _slip(r"\b(\d+) (?:people|persons|staff|employees|posts)\b", r"\1", "the number stands alone: `{}`"),
)
"""Every slip that is known, the likelier ones of a kind first."""

_SYNONYMS = {
    "amendment": "amended", "amendments": "amended", "arbitration": "tribunal", "body": "organ", "cap": "ceiling",
    "chaired": "headed", "country": "party", "each": "every", "head": "headed", "institute": "institution",
    "maximum": "ceiling", "minimum": "floor", "organisation": "institution", "organization": "institution",
    "proposal": "proposed", "proposals": "proposed", "reviewed": "review", "set": "sets", "setting": "sets",
    "state": "status", "via": "through", "voting": "votes", "with": "by", "through": "by", "by": "through", "for": "in",
    "on": "in", "upon": "on", "require": "requires", "required": "requires", "may": "can", "agency": "institution",
}  # fmt: skip
"""Words that mean a keyword, in the place where that keyword can stand."""

FILLERS = frozenset(("the", "a", "an", "all", "of", "is", "are", "in", "on", "by", ":", "=", ",", "The", "be", "shall"))
"""Words and marks that may stand too much: without them a clause says the same."""


def _spelled(text: str) -> str:
    found = re.match(rf"(?i:{_COMPOUND})\b", text)
    return (_number(found) if found else None) or text


def synonym(word: str) -> str | None:
    """The keyword for a word that means it, or None.

    >>> synonym("organisation"), synonym("Organ"), synonym("council")
    ('institution', None, None)
    """
    return _SYNONYMS.get(word.lower())


def applied(line: str) -> Iterator[tuple[int, int, str, Slip]]:
    """Every slip in a line, with the stretch that it takes and what belongs in its place."""
    for slip in SLIPS:
        for found in slip.pattern.finditer(line):
            right = slip.change(found)
            if right is not None and right != found[0]:
                yield found.start(), found.end(), right, slip
