"""From a name to what it means, to every place that means the same, and to a new name for all of them."""

from __future__ import annotations

from collections.abc import Iterator

from charter.dsl.elaborate.names import Names
from charter.editor import names
from charter.editor.cursor import NAME
from charter.editor.names import NameTarget, Use
from charter.editor.records import RefusedError, TextChange, TextPlace
from charter.editor.workspace import DocumentReading, Workspace
from charter.grammar.keywords import KEYWORDS


def definition(workspace: Workspace, uri: str, offset: int) -> tuple[TextPlace, ...]:
    """Where the name at a cursor is declared, or the file that a `use` brings in."""
    reading = workspace.reading(uri)
    for place, file in names.imports(reading):
        if place.holds(offset):
            return (TextPlace(file, 0, 0),)
    use = names.at(reading, offset)
    return (use.target.place,) if use is not None and use.target.place is not None else ()


def references(workspace: Workspace, uri: str, offset: int, declaration: bool = True) -> tuple[TextPlace, ...]:
    """Every place that means what the name at a cursor means, in the open documents and below the roots."""
    use = names.at(workspace.reading(uri), offset)
    if use is None:
        return ()
    found = {each.place for each in names.referring(workspace, use.target)}
    if not declaration and use.target.place is not None:
        found.discard(use.target.place)
    return tuple(sorted(found))


def highlights(workspace: Workspace, uri: str, offset: int) -> tuple[TextPlace, ...]:
    """The places of the document itself that mean what the name at a cursor means."""
    reading = workspace.reading(uri)
    use = names.at(reading, offset)
    if use is None:
        return ()
    here = (*names.declarations(reading), *names.uses(reading))
    return tuple(sorted({each.place for each in here if names.same(each.target, use.target)}))


def renamable(workspace: Workspace, uri: str, offset: int) -> Use:
    """The name at a cursor that may be given another name.

    Raises:
        RefusedError: there is none, or it is not the project's to change.
    """
    use = names.at(workspace.reading(uri), offset)
    if use is None:
        raise RefusedError("no declared name stands here")
    target = use.target
    if target.place is None:
        raise RefusedError(f"`{target.name}` is one of the facts that come with Charter")
    if target.kind == "column":
        raise RefusedError(f"the column `{target.name}` is named in the first line of its table")
    if not workspace.writable(target.place.uri):
        raise RefusedError(f"`{target.name}` is declared in a design that comes with Charter")
    return use


def rename(workspace: Workspace, uri: str, offset: int, new: str) -> tuple[TextChange, ...]:
    """The edits that give a name another name wherever it is meant.

    Raises:
        RefusedError: it cannot be renamed, or the new name would mean something else somewhere.
    """
    target = renamable(workspace, uri, offset).target
    if not NAME.fullmatch(new) or "." in new:
        raise RefusedError(f"`{new}` cannot be a name: letters, digits, `_` and `-`, beginning with a letter")
    if new in KEYWORDS:
        raise RefusedError(f"`{new}` is a keyword")
    if new == target.name:
        return ()
    found: dict[TextPlace, Use] = {}
    for use in names.referring(workspace, target):
        found.setdefault(use.place, use)
    for use in found.values():
        _check_free(workspace, use, target, new)
        if not workspace.writable(use.place.uri):
            raise RefusedError(f"`{target.name}` is also named in {use.place.uri}, which comes with Charter")
    changes = tuple(TextChange(place, new) for place in sorted(found))
    _check_understood(workspace, changes, target)
    return changes


def _check_understood(workspace: Workspace, changes: tuple[TextChange, ...], target: NameTarget) -> None:
    """Refuse a change after which a clause is no longer understood: one of a reform's original may use the name too."""
    after = workspace.changed(changes)
    for uri in {change.place.uri for change in changes}:
        before, now = workspace.reading(uri).loaded.charter, after.reading(uri).loaded.charter
        if before is not None and now is not None and len(now.holes) > len(before.holes):
            raise RefusedError(f"`{target.name}` is also named by a clause of the original that the reform keeps")


def _check_free(workspace: Workspace, use: Use, target: NameTarget, new: str) -> None:
    """Refuse a name that means something where the old one is used or declared."""
    reading = workspace.reading(use.place.uri)
    scopes = [use.asked.names] if use.asked is not None else list(_scopes(reading))
    for scope in scopes:
        if scope.find(new) is not None or (scope.world and _is_fact(new)):
            raise RefusedError(f"`{new}` already means something in {reading.document.source.name}")


def _scopes(reading: DocumentReading) -> Iterator[Names]:
    """Every scope of a document in which names are looked up or declared."""
    seen: set[int] = set()
    for _, asked in reading.here:
        if id(asked.names) not in seen:
            seen.add(id(asked.names))
            yield asked.names
    for part in reading.loaded.parts.values():
        if id(part.context.names) not in seen:
            seen.add(id(part.context.names))
            yield part.context.names


def _is_fact(name: str) -> bool:
    from charter.dsl.elaborate.context import world_entry

    return world_entry(name, ()) is not None
