"""What may be tried to correct a finding: edits of the line it is in, the likelier ones first."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from attrs import frozen

from charter.dsl.corrections.slips import FILLERS, applied, synonym
from charter.dsl.findings import Finding
from charter.dsl.syntax.messages import near
from charter.dsl.syntax.source import Source
from charter.grammar.keywords import KEYWORDS

HIDDEN = re.compile(r'"(?:[^"\\]|\\.)*"|\[[^\[\]]*\]|#.*$')
_WORD = re.compile(r"[^\W\d][\w-]*|[^\w\s]+|[\w.]+")
_TITLED = re.compile(
    r"^\s*(?:organ|decision|institution|obligation|group|outside|party|domain|category|fund)\s+"
    r'([\w-]+)\s+"([^"\n]+)"',
    re.M,
)
_PUT_IN = (", ", "of ", "by ", ": ", "= ", "a ", "after ", "for ")
_LISTED = 6
_LONGEST_LINE = 400
NAMED = frozenset(
    ("institution", "organ", "decision", "obligation", "group", "outside", "party", "domain", "category", "fund", "let")
)
"""The words after which a name stands, where a word put in would be read as the name."""


@frozen
class Attempt:
    """A correction to try: the stretch of the text, what belongs there, and the sentence that says so."""

    start: int
    end: int
    text: str
    say: str
    certain: bool = True
    help: str | None = None


def attempts(source: Source, finding: Finding, titles: dict[str, str], left: Sequence[Finding]) -> Iterator[Attempt]:
    """The corrections to try for a finding, likelier ones first."""
    if finding.code in ("LNG102", "LNG103"):
        yield from _header(source, finding)
        return
    if finding.code == "LNG105":
        yield from _brace(source, finding)
        return
    start = source.line_starts[finding.span.line - 1]
    line = source.line(finding.span.line)
    if len(line) > _LONGEST_LINE:
        return
    yield from _places(start, line)
    yield from _slips(start, line)
    yield from _titled(start, line, titles)
    yield from _words(source, finding, start, line)
    yield from _before(source, finding)
    yield from _together(start, line)
    yield from _unnamed(source, start, line, left)
    yield from world_line(source, finding)


def world_line(source: Source, finding: Finding) -> Iterator[Attempt]:
    """The line that takes the shipped facts, where the text does without."""
    if finding.code == "LNG201" and not re.search(r"^use world\b", source.text, re.M):
        at = source.line_starts[1] if len(source.line_starts) > 1 else len(source.text)
        help = "this is one of the shipped facts: add `use world` after the first line"
        yield Attempt(at, at, "use world\n", finding.message, help=help)


def _unnamed(source: Source, start: int, line: str, left: Sequence[Finding]) -> Iterator[Attempt]:
    """A citation without its source, where there is one; a block without its name, where one name is missing."""
    sources = re.findall(r"^\s*source\s+([\w-]+)", source.text, re.M)
    if len(sources) == 1:
        for found in re.finditer(r"\[", line):
            at = start + found.end()
            yield Attempt(at, at, f"{sources[0]} ", f"a citation names its source: `[{sources[0]} …]`")
    head = re.match(r"\s*(\w+)\s+(?=[\":{])", line)
    lost = {one.entity.rpartition(".")[2] for one in left if one.code == "LNG201"}
    if head is not None and head[1] in NAMED and len(lost) == 1:
        at, (name,) = start + head.end(), lost
        yield Attempt(
            at, at, f"{name} ", f"the {head[1]} has no name; `{name}` is used elsewhere and is not declared", False
        )


def _header(source: Source, finding: Finding) -> Iterator[Attempt]:
    line = source.line(1)
    if re.fullmatch(r"\s*[cC]harter\b\s*(?:version|v)?\.?\s*1?(?:\.0)?\s*;?\s*", line):
        yield Attempt(0, len(line), "charter 1", finding.message, help=finding.help)
    yield Attempt(0, 0, "charter 1\n", finding.message, help=finding.help)


def _brace(source: Source, finding: Finding) -> Iterator[Attempt]:
    """The `}` of a block, on a line of its own before what was noticed."""
    indent = re.match(r"\s*", source.line(finding.span.line))
    margin = indent.group() if indent else ""
    noticed = next((label.span for label in finding.labels if label.text == "noticed here"), None)
    at = source.line_starts[noticed.line - 1] if noticed is not None else len(source.text)
    before = "" if source.text[:at].endswith("\n") else "\n"
    yield Attempt(at, at, f"{before}{margin}}}\n", finding.message)


def _places(start: int, line: str) -> Iterator[Attempt]:
    """Names of states in English and alpha-2 codes, answered with the code."""
    from charter import world

    found = list(_states(line))
    if len(found) > 1:
        text, said = line, list[str]()
        for a, b, code in reversed(found):
            said.append(f"`{line[a:b]}` is `{code}`")
            text = text[:a] + code + text[b:]
        yield Attempt(start, start + len(line), text, "states are called by their codes: " + ", ".join(reversed(said)))
    for a, b, code in found:
        typed, name = line[a:b], world.name(code)
        say = f"the code of {name} is `{code}`" if typed == name else f"`{typed}` is {name}, whose code is `{code}`"
        yield Attempt(start + a, start + b, code, say)


def _states(line: str) -> Iterator[tuple[int, int, str]]:
    """The names and other codes of states in a line, the longest first at each place, with their codes."""
    from charter import world

    words = [m for m in re.finditer(r"[^\W\d][\w'’.-]*", line) if not _hidden(line, m.start())]
    taken = 0
    for first, word in enumerate(words):
        if word.start() < taken:
            continue
        for last in words[first : first + 5][::-1]:
            said = line[word.start() : last.end()]
            found = world.spelled(said) or (world.spelled(said.upper()) if len(said) == 3 else None)
            if found is not None and found[0] != said and said not in KEYWORDS:
                taken = last.end()
                yield word.start(), taken, found[0]
                break


def _slips(start: int, line: str) -> Iterator[Attempt]:
    for a, b, right, slip in applied(line):
        if not _hidden(line, a):
            yield Attempt(start + a, start + b, right, _said(slip.say, line[a:b], right), slip.certain)


def _said(say: str, wrong: str, right: str) -> str:
    sentence = say.format(right.strip()) if "{" in say else say
    typed = wrong.strip()
    return f"{sentence}, not `{typed}`" if typed and "`" in sentence and typed not in sentence else sentence


def _hidden(line: str, at: int) -> bool:
    """Whether a place lies inside a quoted text, a citation or a remark."""
    return any(found.start() < at < found.end() for found in HIDDEN.finditer(line))


def _titled(start: int, line: str, titles: dict[str, str]) -> Iterator[Attempt]:
    """A title where its name is due."""
    for title, name in titles.items():
        for found in re.finditer(rf'"{re.escape(title)}"|(?<!")\b{re.escape(title)}\b(?!")', line):
            say = f"{title} is called by its name, `{name}`"
            yield Attempt(start + found.start(), start + found.end(), name, say)


def titles_in(source: Source) -> dict[str, str]:
    found: dict[str, str] = {}
    for match in _TITLED.finditer(source.text):
        found.setdefault(match[2], match[1])
    return found


def _words(source: Source, finding: Finding, start: int, line: str) -> Iterator[Attempt]:
    """The word at the place of the finding or just before it: misspelt, of another name, too much, or after a gap."""
    at = start + finding.span.column - 1
    tokens = [(start + m.start(), start + m.end(), m.group()) for m in _WORD.finditer(line)]
    here = next((n for n, (a, b, _) in enumerate(tokens) if a >= at or b > at), len(tokens))
    around = [n for n in (here, here - 1, here + 1, here - 2) if 0 <= n < len(tokens)]
    for n in around[:2]:
        yield from _respelt(source, finding, *tokens[n], at_fault=n == here)
    for n in around:
        a, b, word = tokens[n]
        in_number = line[a - start - 1 : a - start].isdigit() and line[b - start : b - start + 1].isdigit()
        if not in_number and (word in FILLERS or word.lower() in FILLERS):
            spaced = line[a - start - 1 : a - start] in ("", " ")
            end = b + 1 if spaced and line[b - start : b - start + 1] == " " else b
            yield Attempt(a, end, "", f"`{word}` is not needed here")
    for n in around[:2]:
        a, b, word = tokens[n]
        if word in (":", "=", ":=", "is", "are", "in", "to"):
            gap = "" if line[a - start - 1 : a - start] == " " else " "
            for mark in ("=", ":", "are", "by"):
                yield Attempt(a, b, gap + mark, f"`{mark}` belongs here, not `{word}`")
    for n in around[:2]:
        if n + 1 < len(tokens) and tokens[n][2][0].isalpha() and tokens[n + 1][2][0].isalpha():
            yield from _joined(tokens[n], tokens[n + 1])
    if here < len(tokens):
        place = tokens[here][0]
        named = here > 0 and tokens[here - 1][2] in NAMED
        yield from (_put_in(source, place, text) for text in (_PUT_IN if not named else ()))
    end = start + len(line.rstrip())
    yield Attempt(end, end, " {", "the block that begins here has no `{`")


def _put_in(source: Source, place: int, text: str) -> Attempt:
    if text == ", " and source.text[place - 1 : place] == " ":
        return Attempt(place - 1, place, text, "the parts of a clause are parted by commas")
    return Attempt(place, place, text, f"`{text.strip()}` is missing here")


def _respelt(source: Source, finding: Finding, a: int, b: int, word: str, *, at_fault: bool) -> Iterator[Attempt]:
    """A word as the keyword or name that it is near to, or means."""
    meant = synonym(word)
    if meant is not None:
        yield Attempt(a, b, meant, f"the word for this is `{meant}`, not `{word}`")
    offered = (
        re.findall(r"`([\w.-]+)`", finding.help or "") if at_fault and (finding.help or "").startswith("did") else []
    )
    others = near(word, KEYWORDS) if len(word) > 3 else []
    names = {
        name for name in re.findall(r"[^\W\d][\w-]*", source.text) if name.lower() == word.lower() and name != word
    }
    if len(word) <= 3:
        offered = []  # of three letters, one other makes another code, not this one misspelt
    sure = len(offered) == 1 and finding.code != "LNG201"
    same = [other for other in (word.lower(),) if other in KEYWORDS]
    for other in dict.fromkeys([*same, *sorted(names), *offered, *others[:_LISTED]]):
        if other != word:
            yield Attempt(
                a, b, other, f"`{word}` is not known here; `{other}` is", sure or other.lower() == word.lower()
            )


def _joined(one: tuple[int, int, str], two: tuple[int, int, str]) -> Iterator[Attempt]:
    hyphened = f"{one[2]}-{two[2]}"
    if hyphened in KEYWORDS:
        yield Attempt(one[0], two[1], hyphened, f"this is one word, `{hyphened}`")
    name = f"{one[2]}_{two[2]}"
    yield Attempt(one[0], two[1], name, f"a name is one word: `{name}`, not `{one[2]} {two[2]}`", certain=False)


def _before(source: Source, finding: Finding) -> Iterator[Attempt]:
    """A comma at the end of the line before, which joins the two."""
    for number in range(finding.span.line - 1, max(0, finding.span.line - 4), -1):
        line = source.line(number)
        if line.strip():
            if line.rstrip().endswith(","):
                at = source.line_starts[number - 1] + len(line.rstrip()) - 1
                yield Attempt(at, at + 1, "", "the comma joins the next line to this one: take it out")
            return


def _together(start: int, line: str) -> Iterator[Attempt]:
    """The whole line with every slip and name of a state in it put right."""
    text, said, certain = line, list[str](), True
    for _ in range(8):
        change = next((t for t in (*_slips(0, text), *_places(0, text)) if t.certain), None)
        if change is None:
            break
        text = text[: change.start] + change.text + text[change.end :]
        said.append(change.say)
    if len(said) > 1:
        yield Attempt(start, start + len(line), text, "; ".join(dict.fromkeys(said)), certain)
