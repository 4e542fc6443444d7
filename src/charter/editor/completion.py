"""What may stand at a cursor: keywords by the state of the parser, names by what the builders ask for there.

The builders are asked by reading the text with a made-up word at the cursor and looking at what they wanted of it, so
that no second list says which kinds of name a clause takes.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from charter.dsl.elaborate.context import WORDS_FOR, world_names
from charter.dsl.elaborate.names import Asked, Declaration, Names
from charter.dsl.elaborate.vocabulary import VOCABULARIES
from charter.dsl.load import load
from charter.dsl.syntax.source import Source
from charter.editor.cursor import NAME, Stand, rest_of_clause, stand
from charter.editor.records import CompletionItem
from charter.editor.snippets import SNIPPETS
from charter.editor.workspace import Document, Workspace
from charter.grammar.keywords import BEGINS, KEYWORDS

PROBE = f"zz_{'probe' * 12}"
"""The word that is put at the cursor to see what is asked of it; so long that no search for near names dwells on it."""


def completion(workspace: Workspace, uri: str, offset: int) -> tuple[CompletionItem, ...]:
    """What can stand at the cursor, the likeliest first: names, then keywords, then blocks."""
    document = workspace.need(uri)
    text = document.source.text
    cited = _citation(document, offset)
    if cited is not None:
        return tuple(_names(_asked(workspace, document, *cited, None)))
    found = stand(text, offset)
    if found is None:
        return ()
    items = list(_keywords(found))
    if found.named:
        items += _named(workspace, document, found)
    return tuple({(item.label, item.snippet): item for item in items}.values())


def _keywords(found: Stand) -> Iterator[CompletionItem]:
    for word in found.keywords:
        yield CompletionItem(word, "keyword", word, _summary(word), sort=f"2{word}")
        body = SNIPPETS.get(word)
        if body is not None and found.block in BEGINS[word] + (("start",) if word == "charter" else ()):
            yield CompletionItem(
                f"{word} …", "snippet", body, "a whole block", snippet=True, sort=f"3{word}", filter=word
            )


def _summary(word: str) -> str:
    from charter.grammar.usage import usages

    usage = usages().get(word)
    return usage.example if usage is not None and "\n" not in usage.example else ""


def _named(workspace: Workspace, document: Document, found: Stand) -> Iterator[CompletionItem]:
    """The names that can stand at the cursor."""
    if found.before == "use":
        yield from _designs()
        return
    if found.before == "allow":
        yield from _rules()
        return
    if found.before == "no":
        topics = sorted(VOCABULARIES["topic"])
        for topic in topics:
            if not KEYWORDS.intersection(topic.split("_")[:1]):
                words = topic.replace("_", " ")
                yield CompletionItem(words, "word", words, "topic", sort=f"1{topic}")
        return
    taken = set(found.keywords)
    for item in _names(_asked(workspace, document, found.start, found.end, found)):
        if item.text not in taken and NAME.fullmatch(item.text):
            yield item


def _designs() -> Iterator[CompletionItem]:
    from charter.designs import designs

    for name, design in designs().items():
        yield CompletionItem(name, "institution", name, design.title, sort=f"1{name}")


def _rules() -> Iterator[CompletionItem]:
    from charter.validators.check.registry import entries

    for entry in entries():
        yield CompletionItem(
            entry.code, "rule", entry.code, entry.name, sort=f"1{entry.code}", filter=f"{entry.code} {entry.name}"
        )


# ---- asking the builders -------------------------------------------------------------------------


def _asked(workspace: Workspace, document: Document, start: int, end: int, found: Stand | None) -> list[Asked]:
    """What the builders ask of a word in that stretch; with the rest of its clause as it is, or else made up."""
    text = document.source.text
    asked = _answers(workspace, document, f"{text[:start]}{PROBE}{text[end:]}")
    if asked or found is None:
        return asked
    rest = rest_of_clause(found.states)
    line = len(text) if text.find("\n", end) < 0 else text.find("\n", end)
    return [] if rest is None else _answers(workspace, document, f"{text[:start]}{PROBE}{rest}{text[line:]}")


def _answers(workspace: Workspace, document: Document, probed: str) -> list[Asked]:
    asked: list[Asked] = []
    source = Source(document.source.name, probed, document.path)
    load(source, name=source.name, unsaved=workspace.unsaved(), asked=asked)
    return [each for each in asked if each.text == PROBE and each.span.file == source.name]


def _citation(document: Document, offset: int) -> tuple[int, int] | None:
    """The stretch of the source's name in a citation, if the cursor is in one."""
    text = document.source.text
    line = text.rfind("\n", 0, offset) + 1
    opened = text.rfind("[", line, offset)
    if opened < 0 or "]" in text[opened:offset] or text[line:opened].count('"') % 2:
        return None
    start = max(opened, text.rfind(";", opened, offset)) + 1
    start += len(text[start:offset]) - len(text[start:offset].lstrip())
    if not (text[start:offset] == "" or NAME.fullmatch(text[start:offset])):
        return None
    end = offset
    while end < len(text) and (text[end].isalnum() or text[end] in "_-"):
        end += 1
    return start, end


def _names(asked: Iterable[Asked]) -> Iterator[CompletionItem]:
    """The names and words that answer one of the questions."""
    for question in asked:
        if question.vocabulary is not None:
            yield from _words(question.vocabulary)
            continue
        yield from _scope(question.names, question.kinds, _around(question.names))
        if question.names.world:
            yield from _facts(question.kinds)


def _words(vocabulary: str) -> Iterator[CompletionItem]:
    from charter.dsl.metrics import SIGNATURES, WORDS

    if vocabulary == "metric":
        for name, signature in SIGNATURES.items():
            yield CompletionItem(name, "metric", name, signature.usage(name).replace("`", ""), sort=f"1{name}")
        return
    for word in VOCABULARIES.get(vocabulary) or WORDS.get(vocabulary, ()):
        yield CompletionItem(word, "word", word, vocabulary, sort=f"1{word}")


def _around(names: Names) -> frozenset[int]:
    """The scopes from which a name is found without its institution, by identity."""
    return frozenset((id(names),)).union(*(_around(parent) for parent in names.parents))


def _scope(names: Names, kinds: tuple[str, ...], plain: frozenset[int]) -> Iterator[CompletionItem]:
    for name, entry in names.own.items():
        if not kinds or entry.kind in kinds:
            yield CompletionItem(name, entry.kind, name, WORDS_FOR.get(entry.kind, entry.kind), sort=f"0{name}")
        if entry.kind == "institution" and isinstance(entry.value, Names) and id(entry.value) not in plain:
            yield from _inside(name, entry.value, kinds)
        if entry.kind == "table" and "column" in kinds:
            yield from _columns(name, entry)
    for parent in names.parents:
        yield from _scope(parent, kinds, plain)


def _inside(owner: str, names: Names, kinds: tuple[str, ...]) -> Iterator[CompletionItem]:
    """`UN.chapter_vii`: what another institution declares."""
    for name, entry in names.own.items():
        if entry.kind in kinds and entry.kind in ("organ", "office", "decision"):
            dotted = f"{owner}.{name}"
            yield CompletionItem(dotted, entry.kind, dotted, WORDS_FOR.get(entry.kind, entry.kind), sort=f"1{dotted}")


def _columns(table: str, entry: Declaration) -> Iterator[CompletionItem]:
    for column in getattr(entry.value, "columns", ()):
        dotted = f"{table}.{column.name}"
        yield CompletionItem(dotted, "column", dotted, column.title or column.unit or "a column", sort=f"0{dotted}")


def _facts(kinds: tuple[str, ...]) -> Iterator[CompletionItem]:
    """The shipped facts of these kinds; a state by its code and by its name."""
    from charter import world

    parties = set(world.parties())
    columns, groups = world.columns(), world.groups()
    for name in world_names(kinds):
        if name in parties:
            title = world.name(name)
            yield CompletionItem(name, "party", name, title, sort=f"1{name}", filter=f"{name} {title}")
            if title != name:
                yield CompletionItem(title, "party", name, name, sort=f"1{title}")
        elif name in columns:
            yield CompletionItem(name, "column", name, columns[name].title, sort=f"1{name}")
        else:
            yield CompletionItem(name, "group", name, groups.get(name, "members"), sort=f"1{name}")
