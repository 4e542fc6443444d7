"""Definition, references and renaming: over all designs, what a rename changes is that name and nothing else."""

import random
import re
from pathlib import Path
from typing import Any

import pytest
from editor_helpers import NAMES, uri, workspace

from charter.dsl.json.exchange import export_data
from charter.editor import names, navigation, structure
from charter.editor.records import RefusedError, TextChange
from charter.editor.workspace import Workspace, uri_of

NEW = "Zebra_9"


def applied(ws: Workspace, changes: tuple[TextChange, ...]) -> Workspace:
    """A workspace with the documents after the changes."""
    return ws.changed(changes)


def without_places(data: Any, old: str, new: str) -> Any:
    """An exported model without spans and with the old name in the place of the new one, in texts too; what is sorted
    by name is sorted anew."""
    if isinstance(data, dict):
        return {k: without_places(v, old, new) for k, v in data.items() if "span" not in k and k != "declared"}
    if isinstance(data, list):
        return [without_places(each, old, new) for each in data]
    if isinstance(data, str):
        return " ".join(re.sub(rf"(?<![\w-]){re.escape(new)}(?![\w-])", old, data).split())
    return data


KEPT_OF_THE_ORIGINAL = {("ilo_1986", "amend")}
"""Names that a reform declares anew and that clauses of its original, in another text, use too."""


@pytest.mark.parametrize("name", NAMES)
def test_renaming_changes_that_name_and_nothing_else(name: str) -> None:
    ws, where = workspace(), uri(name)
    reading = ws.reading(where)
    declared = names.declarations(reading)
    chosen = random.Random(name).sample(declared, min(2, len(declared)))
    for use in chosen:
        if (name, use.target.name) in KEPT_OF_THE_ORIGINAL:
            with pytest.raises(RefusedError, match="clause of the original that the reform keeps"):
                navigation.rename(ws, where, use.place.start, NEW)
            continue
        changes = navigation.rename(ws, where, use.place.start, NEW)
        assert {c.text for c in changes} == {NEW}
        after = applied(ws, changes)
        for changed in {c.place.uri for c in changes} | {where}:
            one, other = ws.reading(changed).loaded, after.reading(changed).loaded
            assert one.charter is not None
            assert other.charter is not None
            before = without_places(export_data(one.charter), use.target.name, use.target.name)
            assert without_places(export_data(other.charter), use.target.name, NEW) == before, (use, changed)
            codes = [(f.code, f.severity) for f in one.findings]
            assert [(f.code, f.severity) for f in other.findings] == codes, (use, changed)


@pytest.mark.parametrize("name", ["iaia", "un", "iaea", "ilo_ai_labour"])
def test_every_use_leads_to_its_declaration_and_back(name: str) -> None:
    ws, where = workspace(), uri(name)
    reading = ws.reading(where)
    text = reading.document.source.text
    for use in names.uses(reading):
        if use.target.place is None:
            continue
        (place,) = navigation.definition(ws, where, use.place.start)
        assert place == names.at(reading, use.place.start).target.place  # type: ignore[union-attr]
        there = ws.need(place.uri).source.text[place.start : place.end]
        assert there == use.target.name == text[use.place.start : use.place.end]
    some = random.Random(name).choice([u for u in names.uses(reading) if u.target.place is not None])
    assert some.place in navigation.references(ws, where, some.place.start)


A = 'charter 1\n\nuse world\n\ngroup Pair = { USA, CHN }\n\ninstitution I "I" {\n  members are Pair\n}\n'
B = 'charter 1\n\nuse "a.charter"\n\ngroup Both = Pair\n\nexpect I {\n  Both can block d\n}\n'


def two(tmp_path: Path) -> tuple[Workspace, str, str]:
    (tmp_path / "charter.toml").write_text("")
    (tmp_path / "a.charter").write_text(A)
    (tmp_path / "b.charter").write_text(B)
    return Workspace((tmp_path,)), uri_of(tmp_path / "a.charter"), uri_of(tmp_path / "b.charter")


def test_a_rename_reaches_the_files_that_use_the_name(tmp_path: Path) -> None:
    ws, a, b = two(tmp_path)
    changes = navigation.rename(ws, b, B.index("Pair"), "Duo")
    places = {(c.place.uri, ws.need(c.place.uri).source.text[c.place.start : c.place.end]) for c in changes}
    assert places == {(a, "Pair"), (b, "Pair")}
    assert len(changes) == 3


def test_it_works_on_texts_that_are_not_saved(tmp_path: Path) -> None:
    """The import is open and edited: its group has another name there, and the file on the disk does not count."""
    ws, a, b = two(tmp_path)
    ws.open(a, A.replace("Pair", "Duo"))
    assert [f.code for f in ws.reading(b).loaded.findings][:1] == ["LNG201"]
    ws.open(b, B.replace("Pair", "Duo"))
    assert "LNG201" not in [f.code for f in ws.reading(b).loaded.findings if "Duo" in f.message]
    at = ws.need(b).source.text.index("Duo")
    (place,) = navigation.definition(ws, b, at)
    assert (place.uri, place.start) == (a, A.index("Pair"))


def test_a_use_leads_to_its_file(tmp_path: Path) -> None:
    ws, a, b = two(tmp_path)
    (place,) = navigation.definition(ws, b, B.index("a.charter"))
    assert (place.uri, place.start) == (a, 0)


@pytest.mark.parametrize(
    ("at", "new", "why"),
    [
        ("Pair", "members", "`members` is a keyword"),
        ("Pair", "1x", "`1x` cannot be a name"),
        ("Pair", "a.b", "`a.b` cannot be a name"),
        ("Pair", "I", "`I` already means something"),
        ("Pair", "Africa", "`Africa` already means something"),
        ("USA", "X", "`USA` is one of the facts that come with Charter"),
        ("charter 1", "X", "no declared name stands here"),
    ],
)
def test_a_rename_that_would_change_the_meaning_is_refused(tmp_path: Path, at: str, new: str, why: str) -> None:
    ws, a, _ = two(tmp_path)
    with pytest.raises(RefusedError, match=re.escape(why)):
        navigation.rename(ws, a, A.index(at), new)


def test_a_name_of_a_shipped_design_is_not_the_projects_to_change(tmp_path: Path) -> None:
    text = "charter 1\n\nuse un\n\nlandscape l {\n  includes UN\n}\n"
    ws = Workspace((tmp_path,))
    ws.open("untitled:a", text)
    with pytest.raises(RefusedError, match="declared in a design that comes with Charter"):
        navigation.rename(ws, "untitled:a", text.index("UN"), "X")


def test_names_are_found_in_every_root(tmp_path: Path) -> None:
    """Two folders side by side, one using the other's file: references and the search for symbols see both."""
    one, other = tmp_path / "one", tmp_path / "two"
    one.mkdir()
    other.mkdir()
    (tmp_path / "charter.toml").write_text("")
    (one / "a.charter").write_text(A)
    (other / "b.charter").write_text(B.replace("a.charter", "../one/a.charter"))
    ws = Workspace((one, other))
    where = uri_of(one / "a.charter")
    found = {Path(p.uri).parent.name for p in navigation.references(ws, where, A.index("Pair"))}
    assert found == {"one", "two"}
    assert [s.name for s in structure.found(ws, "bo")] == ["Both"]
    assert [s.name for s in structure.found(Workspace((one,)), "bo")] == []
