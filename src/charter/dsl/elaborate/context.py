"""What the builders share: names in scope, places in the text, and the findings made on the way."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from attrs import Factory, define

from charter.dsl.codes import NAMES
from charter.dsl.elaborate.names import Asked, Declaration, Names
from charter.dsl.elaborate.vocabulary import VOCABULARIES
from charter.dsl.elaborate.wording import flat
from charter.dsl.findings import ERROR, Edit, Finding, Label
from charter.dsl.model.base import Allowance, Citation, Denial, Note
from charter.dsl.overrides import AS_WRITTEN, Instead
from charter.dsl.reading import FilesRead
from charter.dsl.syntax.source import Source, Span
from charter.dsl.syntax.tree import Token, Tree
from charter.dsl.syntax.unread import UNDERSTOOD, Fault

Node = Tree | Token

"""A comment; quoted texts and citations, in which `#` means nothing, are its first group."""

MISSING = "?"
"""What the parser puts where a block's head lacks a word; the missing word is reported already."""

WORDS_FOR = {
    "group": "a group",
    "party": "a party",
    "organ": "an organ",
    "office": "an office",
    "decision": "a decision",
    "institution": "an institution",
    "outside": "an outside body",
    "domain": "a domain",
    "function": "a function",
    "column": "a column",
    "areas": "a family of areas",
    "let": "a named number",
    "fund": "a fund",
    "table": "a table",
    "threshold": "a threshold",
    "provision": "a provision",
    "programme": "a programme",
    "obligation": "an obligation",
    "category": "a kind of membership",
    "delegates": "delegates",
    "scenario": "a scenario",
    "landscape": "a landscape",
    "variants": "a set of variants",
    "source": "a source",
}


@define(eq=False)
class Context:
    """One building: the source and the names in scope, the findings so far, and whose clause is being read.

    `origins`: the texts of nodes from elsewhere (a reform's original); `patched`: blocks that stand in no text, by id;
    `ties`: who is tied at the end of a ranking, by node; `asked`: where given, what was asked of each name, in the
    order in which it was asked; `faults`: what was refused; `lost_heads`: names that clauses which were left out may
    have declared; `unused`: the files that could not be used.
    """

    source: Source
    names: Names
    findings: list[Finding]
    lost: frozenset[str] = frozenset()
    entity: str = ""
    members: Any = None
    members_known: bool = False
    origins: dict[int, Source] = Factory(dict)
    instead: Instead = AS_WRITTEN
    patched: set[int] = Factory(set)
    ties: dict[int, frozenset[str]] = Factory(dict)
    asked: list[Asked] | None = None
    faults: list[Fault] = Factory(list)
    lost_heads: frozenset[str] = frozenset()
    unused: list[Token] = Factory(list)
    reading: FilesRead = Factory(FilesRead)

    def inside(self, entity: str, names: Names | None = None) -> Context:
        """A context for a part of this one: the entity path grows, findings go to the same list."""
        return Context(
            self.source,
            names or self.names,
            self.findings,
            self.lost,
            entity,
            self.members,
            self.members_known,
            self.origins,
            self.instead,
            asked=self.asked,
            faults=self.faults,
            lost_heads=self.lost_heads,
            unused=self.unused,
            reading=self.reading,
        )

    def source_of(self, node: Node) -> Source:
        """The text that a node comes from."""
        return self.origins.get(id(node), self.source)

    def span(self, node: Node) -> Span:
        """The place of a node."""
        return self.source_of(node).span(node.start, node.end)

    def text(self, node: Node) -> str:
        """The node's own text with runs of white space as one space, comments and the last comma of a list
        left out."""
        raw = self.source_of(node).text[node.start : node.end]
        return flat(raw).replace(", }", " }").replace(",}", " }")

    def problem(
        self,
        code: str,
        node: Node | Span,
        message: str,
        *,
        help: str | None = None,
        label: str = "",
        labels: Iterable[tuple[Node | Span, str]] = (),
        severity: str = ERROR,
        entity: str | None = None,
        edit: str | None = None,
        notes: tuple[str, ...] = (),
        understood: bool = False,
    ) -> None:
        """Record a finding of the language's own family at `node`. After an error it is not known what the clause says,
        unless it is `understood`."""
        span = node if isinstance(node, Span) else self.span(node)
        if severity == ERROR and code not in UNDERSTOOD and not understood:
            self.refuse(node, span)
        places = tuple(Label(n if isinstance(n, Span) else self.span(n), t) for n, t in labels)
        self.findings.append(
            Finding(
                span=span,
                code=code,
                name=NAMES[code],
                severity=severity,
                message=message,
                entity=self.entity if entity is None else entity,
                label=label,
                labels=places,
                notes=notes,
                help=help,
                edit=Edit(span, edit) if edit is not None else None,
            )
        )

    def refuse(self, node: Node | Span, span: Span | None = None) -> None:
        """Remember a clause of which it is not known what it says; `charter.dsl.holes` works out what rests on it."""
        place = span or (node if isinstance(node, Span) else self.span(node))
        self.faults.append(Fault(place, None if isinstance(node, Span) else node, self.entity.partition(".")[0]))

    # -- names ------------------------------------------------------------------------------------

    def resolve(self, token: Token, kinds: Sequence[str]) -> Declaration | None:
        """The entry that a name means. Reports an unknown name, or one of another kind; then returns None."""
        if token.text == MISSING:
            self.refuse(token)
            return None
        entry = self.names.find(token.text)
        if entry is None:
            entry = self._member_of(token.text)
        if entry is None and self.names.world:
            entry = world_entry(token.text, kinds, self.instead.day)
        self.note(token, entry, kinds)
        if entry is None:
            self._unknown(token, kinds)
            return None
        entry.used = True
        if self._may_be_another(token.text, entry):
            self.refuse(token)
        if kinds and entry.kind not in kinds:
            wanted = " or ".join(WORDS_FOR.get(k, k) for k in kinds[:3])
            self.problem(
                "LNG204",
                token,
                f"`{token.text}` is {WORDS_FOR.get(entry.kind, entry.kind)}, not {wanted}",
                labels=[(entry.span, "declared here")] if entry.span.line else (),
                entity=f"{self.entity}.{token.text}",
            )
            return None
        return entry

    def note(
        self, token: Token, entry: Declaration | None, kinds: Sequence[str] = (), vocabulary: str | None = None
    ) -> None:
        """Write down what a name was taken for, and what could stand there, where somebody wants to know."""
        if self.asked is not None:
            found = Asked(self.span(token), token.text, tuple(kinds), vocabulary, entry, self.names)
            self.asked.append(found)

    def _may_be_another(self, name: str, entry: Declaration) -> bool:
        """Whether a clause or a file that could not be read may declare the name, which is found further out."""
        if name in self.lost_heads and entry.span.file != self.source.name:
            return True
        return bool(self.unused) and not entry.span.line and entry.kind in ("group", "institution")

    def _member_of(self, name: str) -> Declaration | None:
        """`UN.chapter_vii`: a decision or organ of another institution; anything of an undescribed outside body."""
        head, _, tail = name.partition(".")
        owner = self.names.find(head) if tail else None
        if owner is None:
            return None
        if owner.kind == "outside":
            owner.used = True
            return Declaration("outside", name, owner.span)
        if owner.kind == "institution" and isinstance(owner.value, Names):
            owner.used = True
            return owner.value.own.get(tail)
        return None

    def _unknown(self, token: Token, kinds: Sequence[str]) -> None:
        head = token.text.partition(".")[0]
        if MISSING in (token.text, head) or token.text in self.lost or head in self.lost:
            if kinds != ("source",):
                self.refuse(token)
            return
        candidates = self.names.of_kind(kinds)
        if self.names.world:
            candidates += world_names(kinds)
        near = nearest(token.text, candidates)
        what = WORDS_FOR.get(kinds[0], kinds[0]) if kinds else "a name"
        suggestion = " or ".join(f"`{n}`" for n in near)
        if suggestion:
            advice: str | None = f"did you mean {suggestion}?"
        elif not self.names.world and world_entry(token.text, kinds) is not None:
            advice = "this is one of the shipped facts: add `use world` after the first line"
        else:
            advice = f"declare {what} of that name"
        self.problem(
            "LNG201",
            token,
            f"`{token.text}` is not declared; {what} belongs here",
            help=advice,
            label="unknown name",
            entity=f"{self.entity}.{token.text}",
            edit=near[0] if len(near) == 1 else None,
            understood=kinds == ("source",),
        )

    def word(self, token: Token, vocabulary: str) -> str:
        """A word from a fixed list; reports one that is not in it, and returns it as it stands."""
        self.note(token, None, (), vocabulary)
        allowed = VOCABULARIES[vocabulary]
        text = token.text.replace("-", "_")
        if text not in allowed and text != MISSING:
            near = nearest(text, allowed)
            hint = " or ".join(f"`{n}`" for n in near)
            self.problem(
                "LNG209",
                token,
                f"`{token.text}` is no {vocabulary}",
                help=f"did you mean {hint}?" if hint else f"`charter explain` lists every {vocabulary}",
                entity=f"{self.entity}.{token.text}",
                edit=near[0] if len(near) == 1 else None,
            )
        return text

    # -- clauses that stand in every block --------------------------------------------------------

    def cites(self, tree: Tree) -> tuple[Citation, ...]:
        """The citations at the end of a clause; several may stand in one bracket, parted by `;`."""
        found: list[Citation] = []
        for token in tree.tokens("CITE"):
            at = token.start + 1
            for part in token.text[1:-1].split(";"):
                name, _, place = part.strip().partition(" ")
                start = at + len(part) - len(part.lstrip())
                at += len(part) + 1
                if not name:
                    self.problem("LNG301", token, "an empty citation", help="write `[statute VI.A.1]`", understood=True)
                    continue
                entry = self.names.find(name)
                cited = Token("NAME", name, start, start + len(name))
                self.origins.update({id(cited): self.source_of(token)} if id(token) in self.origins else {})
                self.note(cited, entry, ("source",))
                if entry is None or entry.kind != "source":
                    self._unknown(cited, ("source",))
                else:
                    entry.used = True
                found.append(Citation(self.span(token), name, place.strip()))
        return tuple(found)

    def denials(self, tree: Tree) -> tuple[Denial, ...]:
        """The `no …` clauses of a block."""
        found = []
        for none in tree.all("none"):
            words = none.tokens("NAME")
            topic = "_".join(w.text for w in words).replace("-", "_")
            whole = Token("NAME", topic, words[0].start, words[-1].end)
            found.append(Denial(self.span(none), self.word(whole, "topic"), self.cites(none)))
        return tuple(found)

    def allows(self, tree: Tree) -> tuple[Allowance, ...]:
        """The `allow … because "…"` clauses of a block; one without a reason is an error, and allows nothing."""
        found = []
        for allow in tree.all("allow"):
            reason = text_of(allow.need("STRING"))
            if not any(each.isalnum() for each in reason):
                self.problem(
                    "LNG301", allow, "a suppression needs its reason", help='because "see memo 4"', understood=True
                )
                continue
            found.append(Allowance(self.span(allow), allow.need("NAME").text, reason))
        return tuple(found)

    def notes(self, tree: Tree) -> tuple[Note, ...]:
        """The notes of a block."""
        return tuple(Note(self.span(n), text_of(n.need("STRING")), self.cites(n)) for n in tree.all("note"))

    def common(self, tree: Tree) -> dict[str, Any]:
        """Citations, denials, suppressions and notes of a block, as keyword arguments of its record."""
        return {
            "denials": self.denials(tree),
            "allows": self.allows(tree),
            "notes": self.notes(tree),
            "citations": self.cites(tree),
        }

    def single(self, tree: Tree, *kinds: str) -> Tree | None:
        """The only clause of these kinds in a block; a second one is reported as a repeated clause."""
        found = [t for t in tree.trees() if t.kind in kinds]
        for again in found[1:]:
            self.again(again, found[0])
        return found[0] if found else None

    def again(self, again: Tree, first: Tree) -> None:
        """Report a clause that stands a second time."""
        self.problem(
            "LNG401",
            again,
            f"this clause stands a second time: `{clip(self.text(again))}`",
            labels=[(first, "the first one is here")],
            help="keep one of the two",
            entity=f"{self.entity}.{again.kind}",
        )


def clip(text: str, size: int = 60) -> str:
    """The text, cut to a size with an ellipsis."""
    return text if len(text) <= size else text[: size - 1] + "…"


def text_of(token: Token) -> str:
    """The content of a quoted text, its escapes resolved."""
    inner = token.text[1:-1]
    if "\\" not in inner:
        return inner
    out, escaped = [], False
    for char in inner:
        if escaped:
            out.append({"n": "\n", "t": "\t"}.get(char, char))
        elif char != "\\":
            out.append(char)
        escaped = char == "\\" and not escaped
    return "".join(out)


def title_of(tree: Tree) -> str | None:
    """The title of a declaration, or None."""
    title = tree.first("title")
    return text_of(title.need("STRING")) if title is not None else None


def nearest(word: str, candidates: Iterable[str]) -> list[str]:
    """At most three candidates that look like the word."""
    from charter.world import near

    return near(word, sorted(set(candidates)))


def world_entry(name: str, kinds: Sequence[str], day: str | None = None) -> Declaration | None:
    """The entry of a shipped fact (group, party, column, membership, institution) of that name, or None; memberships
    as of a day where one is given."""
    import datetime

    from charter import world

    nowhere = Span(file="world", line=0, column=0, end_line=0, end_column=0)
    if name in world.groups():
        return Declaration("group", name, nowhere, world.group(name))
    head, _, tail = name.partition(".")
    if head == "memberships" and tail in world.memberships():
        of_day = datetime.date.fromisoformat(day) if day else None
        return Declaration("group", name, nowhere, world.membership(tail, as_of=of_day))
    if name in world.columns():
        return Declaration("column", name, nowhere)
    if name in world.parties():
        return Declaration("party", name, nowhere)
    if "institution" in kinds and name in world.memberships():
        return Declaration("institution", name, nowhere)
    return None


def world_names(kinds: Sequence[str]) -> list[str]:
    """Names of shipped facts of these kinds, for near-name help."""
    from charter import world

    found: list[str] = []
    if not kinds or "group" in kinds:
        found += [*world.groups(), *(f"memberships.{m}" for m in world.memberships())]
    if not kinds or "column" in kinds:
        found += list(world.columns())
    if not kinds or "party" in kinds:
        found += list(world.parties())
    return found
