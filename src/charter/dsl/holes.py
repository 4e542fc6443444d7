"""Holes: text that was not understood, and everything that rests on what it may have said.

Recovery leaves a clause out where it does not parse, and a builder refuses one that makes no sense; both leave a place
behind. `holes_of` finds the part of the charter (organ, decision, group, table, …) in which each of these places lies,
and follows references backwards from there: a decision rests on the organs of its steps, these on the groups that they
name, these on tables, and everything that votes on the members. An institution as a whole rests on each of its parts.

A clause that was left out of an institution's block may have said anything, so that every part of it rests on it,
unless its first word says that it only declares a part of its own or states a fact that no other clause looks at; a
name that the lost clause may have declared is a hole wherever it is used.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from attrs import frozen

from charter.dsl.metrics import SIGNATURES
from charter.dsl.model.base import Hole
from charter.dsl.syntax.source import Source, Span
from charter.dsl.syntax.tree import Token, Tree
from charter.dsl.syntax.unread import DECLARING, Fault, Unread

if TYPE_CHECKING:
    from charter.dsl.elaborate.built import BuiltInstitution
    from charter.dsl.syntax.parser import ParseResult

BLOCKS = ("membership", "funding", "adoption", "mandate", "relations")
MEMBERS = ("members", "assume")
ASIDE = (
    "source", "status", "founded", "ended", "seat", "language", "observers", "part_of", "problem", "note", "allow",
    "title", "non_parties", "none",
)  # fmt: skip
"""Clauses of an institution that say something of it as a whole, and nothing of its parts."""
ASIDE_HEADS = (
    "source", "status", "founded", "ended", "seat", "language", "part", "addresses", "problem", "note", "allow",
)  # fmt: skip
VOTING = ("organ", "decision", "adoption", "funding")
"""Parts that rest on who the members are, whether or not they say so."""
VOTING_AS_ELSEWHERE = ("to_members", "any_member", "any_number", "constituency", "constituencies", "entry", "amended")
"""Clauses in which members vote as they do in the plenary organ, whichever that is."""
SPEAKS_OF_MEMBERS = ("all_members", "to_members", "any_member", "any_number", "of_members", "plenary")
REMARKS = ("allow", "note")
"""Clauses on which nothing rests."""
PATCHES = ("add", "change", "remove")
TOP = ("landscape", *(kind for kind in DECLARING if kind not in ("organ", "decision", "obligation", "fund", "source")))


@frozen
class ReadFile:
    """A file as it was read: its text, its tree, its faults, and the institutions it describes or uses, by name."""

    source: Source
    parsed: ParseResult
    faults: Sequence[Fault]
    parts: Mapping[str, BuiltInstitution]


def holes_of(reading: ReadFile, imported: Iterable[Hole] = ()) -> tuple[Hole, ...]:
    """The holes of a file, those of the files that it uses among them, in the order of the text."""
    found: dict[Span, set[str]] = {}
    graph = _graph(reading)
    for hole in imported:
        found.setdefault(hole.span, set()).update(t for t in hole.taints if not t.startswith(("expect ", "scenario ")))
    for unread in reading.parsed.unread:
        span = reading.source.span(*unread.shown)
        found.setdefault(span, set()).update(_of_unread(reading, unread))
    for fault in reading.faults:
        found.setdefault(fault.span, set()).update(_of_fault(reading, fault))
    here = reading.source.name
    ordered = sorted(found, key=lambda s: (s.file != here, s.file, s.line, s.column, s.end_line, s.end_column))
    return tuple(Hole(span, _closed(_spread(found[span], reading), graph)) for span in ordered)


# ---- where a place lies ---------------------------------------------------------------------------

ANY = ".*"
"""Ends the seed that stands for every part of an institution."""


def _of_unread(reading: ReadFile, unread: Unread) -> Iterator[str]:
    top = _child(reading.parsed.tree, unread.start)
    if unread.head in REMARKS and not unread.wide:
        return
    if unread.wide:
        for each in reading.parsed.tree.trees() if top is None else (top,):
            yield from _everything(each)
        return
    if top is not None:
        yield from _seeds(reading, top, unread.start, unread.head)


def _of_fault(reading: ReadFile, fault: Fault) -> Iterator[str]:
    """By the node, in the institution that was being built (a reform's clauses may stand in another text), else by the
    place."""
    part = reading.parts.get(fault.within)
    if part is not None and fault.node is not None:
        for child in part.tree.trees():
            if _holds(child, fault.node):
                yield from _part_seed(fault.within, child, fault.node.start, _own_names(part))
                return
    source = reading.source
    if fault.span.file == source.name:
        start = source.line_starts[fault.span.line - 1] + fault.span.column - 1
        top = _child(reading.parsed.tree, start)
        if top is not None:
            yield from _seeds(reading, top, start)
    elif part is not None:
        yield fault.within + ANY


def _everything(top: Tree) -> Iterator[str]:
    """Every seed below a declaration of a file."""
    name = _name(top)
    if top.kind in ("institution", "reform"):
        yield name + ANY
    elif top.kind == "scenario":
        yield f"scenario {name}"
    elif top.kind in TOP:
        yield name


def _seeds(reading: ReadFile, top: Tree, start: int, head: str = "") -> Iterator[str]:
    """What a place in a declaration of a file may have spoken of."""
    name = _name(top)
    if top.kind in ("institution", "reform"):
        part, known = _child(top, start), _own_names(reading.parts.get(name))
        if part is None:
            yield name if head in (*DECLARING, *ASIDE_HEADS) else name + ANY
        else:
            yield from _part_seed(name, part, start, known)
    elif top.kind == "expect":
        sentence = _child(top, start)
        if sentence is not None:
            yield f"expect@{sentence.start}"
    else:
        yield from _everything(top)


def _fits(clause: Tree, known: frozenset[str]) -> bool:
    """Whether a clause of a reform changes what there is; otherwise nobody knows which part was meant."""
    return clause.kind not in DECLARING or _name(clause) in known


def _part_seed(institution: str, part: Tree, start: int, known: frozenset[str]) -> Iterator[str]:
    if part.kind in PATCHES:
        inner = next(iter(part.trees()), None)
        if inner is None or (part.kind == "change" and not _fits(inner, known)):
            yield institution + ANY
        else:
            yield from _part_seed(institution, inner, start, known)
        return
    key = _key(institution, part)
    nested = _child(part, start)
    if nested is not None and nested.kind in ("fund", "category"):
        key = f"{institution}.{_name(nested)}"
    yield key if key is not None else institution + ANY


def _key(institution: str, part: Tree) -> str | None:
    """What a part of an institution is called; None where anything may rest on it."""
    if part.kind in ASIDE:
        return institution
    if part.kind in BLOCKS:
        return f"{institution}.{part.kind}"
    if part.kind in MEMBERS:
        return f"{institution}.members"
    if part.kind in DECLARING:
        return f"{institution}.{_name(part)}"
    return None


def _child(tree: Tree, start: int) -> Tree | None:
    """The node below in which an offset lies, or at whose end it stands."""
    inside = next((t for t in tree.trees() if t.start <= start < t.end), None)
    return inside or next((t for t in tree.trees() if start in (t.start, t.end)), None)


def _holds(tree: Tree, node: Tree | Token) -> bool:
    stack: list[Tree | Token] = [tree]
    while stack:
        item = stack.pop()
        if item is node:
            return True
        if isinstance(item, Tree):
            stack += item.children
    return False


def _name(tree: Tree) -> str:
    token = tree.token("NAME")
    return token.text if token is not None else tree.kind


# ---- what rests on what ---------------------------------------------------------------------------

PARTS_ASKED = {"organ", "decision", "vote", "obligation", "held", "number", "column"}
"""Arguments of metrics that name the part that is measured; other metrics measure the institution as a whole."""
Graph = Mapping[str, frozenset[str]]
"""By name, what rests on it directly."""


def _graph(reading: ReadFile) -> Graph:
    rests: dict[str, set[str]] = {}

    def add(key: str, on: Iterable[str]) -> None:
        for name in on:
            if name != key:
                rests.setdefault(name, set()).add(key)

    for name, part in reading.parts.items():
        for key, on in _of_institution(name, part, reading.parts):
            add(key, on)
    for top in reading.parsed.tree.trees():
        if top.kind in TOP:
            add(_name(top), _names_in(top, "", frozenset()))
        elif top.kind == "scenario":
            of = top.tokens("NAME")[-1].text
            more = [f"{of}.funding"] if top.first("falls_behind") is not None else []
            add(f"scenario {_name(top)}", [*_names_in(top, of, _own_names(reading.parts.get(of))), *more])
        elif top.kind == "expect":
            of = _name(top)
            own = _own_names(reading.parts.get(of))
            for sentence in top.all("sentence"):
                line, column = reading.source.position(sentence.start)
                on = {*_names_in(sentence, of, own), *_asked(sentence, of), f"expect@{sentence.start}"}
                add(f"expect {line}:{column}", on)
    return {name: frozenset(keys) for name, keys in rests.items()}


def _of_institution(
    name: str, part: BuiltInstitution, parts: Mapping[str, BuiltInstitution]
) -> Iterator[tuple[str, Iterable[str]]]:
    """Each part of an institution with what it names."""
    own = _own_names(part)
    original = parts.get(part.made.reform_of or "")
    unchanged: dict[tuple[str, int, int], str | None] = {}
    whole: set[str] = set()
    if original is not None:
        unchanged = {(t.kind, t.start, t.end): _key(original.made.name, t) for t in original.tree.trees()}
        whole.add(original.made.name)
    organs = {f"{name}.{_name(t)}" for t in part.tree.trees() if t.kind == "organ"}
    for child in part.tree.trees():
        key = _key(name, child) or name
        on = set(_names_in(child, name, own))
        if child.kind in VOTING:
            on.add(f"{name}.members")
        if child.kind in ("organ", "decision"):
            on.add(f"{name}.membership")
        if any(node.kind in VOTING_AS_ELSEWHERE for node in child.walk()):
            on.update(organs)
        before = unchanged.get((child.kind, child.start, child.end))
        if before is not None:
            on.add(before)
        for nested in child.trees():
            if nested.kind in ("fund", "category", "headed", "programme", "provision", "threshold"):
                yield f"{name}.{_name(nested)}", {key, *_names_in(nested, name, own)}
                on.add(f"{name}.{_name(nested)}")
        whole.add(key)
        yield key, on
    yield name, whole


def _own_names(part: BuiltInstitution | None) -> frozenset[str]:
    return frozenset(part.context.names.own) if part is not None else frozenset()


def _names_in(tree: Tree, institution: str, own: frozenset[str]) -> Iterator[str]:
    """The parts that a clause names; `members` where it speaks of them."""
    for node in tree.walk():
        if institution and node.kind in SPEAKS_OF_MEMBERS:
            yield f"{institution}.members"
        for token in node.tokens("NAME"):
            head, _, tail = token.text.partition(".")
            if token.text in own:
                yield f"{institution}.{token.text}"
            elif head in own:
                yield f"{institution}.{head}"
            else:
                yield token.text
                if tail:
                    yield head


def _asked(sentence: Tree, of: str) -> Iterator[str]:
    """What a sentence is about without naming it."""
    for node in sentence.walk():
        if node.kind == "under":
            yield f"scenario {_name(node)}"
        elif node.kind in ("operating_within", "survives"):
            yield f"{of}.adoption"
        elif node.kind in ("top_payer", "every_obligation"):
            yield of
        elif node.kind in ("that", "for_every", "for_some"):
            yield f"{of}.members"
        elif node.kind in ("call", "name_expr"):
            forms = SIGNATURES[_name(node)].forms if _name(node) in SIGNATURES else ()
            if _name(node) != "members" and any(not PARTS_ASKED.intersection(form) for form in forms):
                yield of


def _spread(seeds: Iterable[str], reading: ReadFile) -> Iterator[str]:
    """The seeds, with every part of an institution for those that stand for all of them."""
    for seed in seeds:
        if not seed.endswith(ANY):
            yield seed
            continue
        name = seed.removesuffix(ANY)
        yield from (name, f"{name}.members", *(f"{name}.{block}" for block in BLOCKS))
        yield from (f"{name}.{own}" for own in _own_names(reading.parts.get(name)))


def _closed(seeds: Iterable[str], graph: Graph) -> tuple[str, ...]:
    found = dict.fromkeys(seeds)
    queue = deque(found)
    while queue:
        for key in sorted(graph.get(queue.popleft(), ())):
            if key not in found:
                found[key] = None
                queue.append(key)
    return tuple(sorted(key for key in found if "@" not in key))
