"""A session of edits: positions as the protocol counts them, state equal to a fresh open, stages that a key ends."""

import asyncio
import random
from contextlib import suppress
from typing import Any

import pytest
from editor_helpers import uri
from hypothesis import given
from hypothesis import strategies as st

from charter.dsl.syntax.source import Source
from charter.editor import (
    actions,
    completion,
    diagnostics,
    hover,
    names,
    navigation,
    notes,
    positions,
    structure,
    tokens,
)
from charter.editor.carried import carried
from charter.editor.records import Diagnostic, RefusedError, TextPlace
from charter.editor.session import Session
from charter.editor.workspace import Document, Workspace, path_of, uri_of

TEXTS = st.text(alphabet=st.sampled_from('aé𝄞\n\r\u2028\x0b "#{'), max_size=30)
ENCODINGS = st.sampled_from([positions.UTF8, positions.UTF16, positions.UTF32])


@given(TEXTS, st.integers(0, 30), ENCODINGS)
def test_a_position_leads_back_to_its_offset(text: str, offset: int, encoding: str) -> None:
    """Except between `\\r` and `\\n`, which is no position of its own."""
    source = Source("x", text)
    offset = min(offset, len(text))
    if text[max(offset - 1, 0) : offset + 1] == "\r\n":
        return
    assert positions.offset(source, *positions.point(source, offset, encoding), encoding) == offset


@given(TEXTS, TEXTS, st.integers(0, 30), st.integers(0, 30), ENCODINGS)
def test_an_edit_between_positions_is_the_edit_between_offsets(
    text: str, new: str, one: int, other: int, encoding: str
) -> None:
    source = Source("x", text)
    low, high = sorted((min(one, len(text)), min(other, len(text))))
    if any(text[max(at - 1, 0) : at + 1] == "\r\n" for at in (low, high)):
        return
    start, end = (positions.point(source, at, encoding) for at in (low, high))
    assert positions.edited(source, start, end, new, encoding) == text[:low] + new + text[high:]


def test_units_are_those_of_the_client() -> None:
    """In `𝄞x`, x stands after one character: two units of UTF-16, four octets of UTF-8."""
    source = Source("x", "𝄞x")
    assert [positions.point(source, 1, e)[1] for e in (positions.UTF32, positions.UTF16, positions.UTF8)] == [1, 2, 4]


@given(TEXTS, TEXTS, TEXTS, TEXTS)
def test_what_was_said_moves_with_its_text(before: str, old: str, new: str, after: str) -> None:
    """A diagnostic on what stands unchanged behind an edit marks the same words."""
    one, other = f"{before}{old}|MARK|{after}", f"{before}{new}|MARK|{after}"
    at = one.index("MARK")
    found = carried(one, other, [Diagnostic(TextPlace("u", at, at + 4), "VOT101", "note", "m")])
    assert [other[each.place.start : each.place.end] for each in found] in ([], ["MARK"])
    if old != new and one != other:
        low = len(before) + min(len(old), len(new))
        assert found or at < low


# ---- the same as a fresh open ---------------------------------------------------------------------

PIECES = (
    "}", "{", "\n", "  organ X : council {\n", "plenary", '"', "[", "]", "and ", "USA", ", ", "2/3 of members", "é𝄞",
    "decision d : budget {\n", "use un\n", "use world\n", "(", ")", "#", ";", "change ", "expect ", "\r\n", "99%",
)  # fmt: skip


def edit(text: str, chance: random.Random) -> str:
    at = chance.randrange(len(text) + 1)
    kind = chance.random()
    if kind < 0.4:
        return text[:at] + chance.choice(PIECES) + text[at:]
    if kind < 0.75:
        return text[:at] + text[min(len(text), at + chance.choice((1, 1, 2, 10, 40))) :]
    other = chance.randrange(len(text) + 1)
    return text[:at] + text[other : other + chance.randrange(60)] + text[at:]


def state(workspace: Workspace, where: str, offset: int) -> list[Any]:
    reading = workspace.reading(where)
    return [
        diagnostics.of_text(reading),
        structure.symbols(reading.document),
        structure.folds(reading.document),
        tokens.tokens(reading),
        names.uses(reading),
        completion.completion(workspace, where, offset),
    ]


def fuzz(name: str, steps: int, every: int, seed: int) -> None:
    """Random edits, now and then undone as a whole, with requests in between."""
    chance = random.Random(seed)
    path = path_of(uri(name))
    assert path is not None
    where, original = uri_of(path), path.read_text(encoding="utf-8")
    workspace, text = Workspace(), original
    for step in range(steps):
        text = original if chance.random() < 0.03 else edit(text, chance)
        workspace.open(where, text, step)
        if step % 5 == 0:
            completion.completion(workspace, where, chance.randrange(len(text) + 1))
        if step % every == every - 1:
            offset = chance.randrange(len(text) + 1)
            fresh = Workspace()
            fresh.open(where, text, step)
            assert state(workspace, where, offset) == state(fresh, where, offset), (name, seed, step)


@pytest.mark.parametrize(("name", "seed"), [("isa", 1), ("un_veto_of_two", 2), ("waico", 3)])
def test_after_random_edits_all_is_as_if_freshly_opened(name: str, seed: int) -> None:
    fuzz(name, 100, 25, seed)


@pytest.mark.slow
@pytest.mark.parametrize(("name", "seed"), [("isa", 11), ("hlab", 12), ("iaea_1999", 13), ("narrow_path", 14)])
def test_after_thousands_of_random_edits_all_is_as_if_freshly_opened(name: str, seed: int) -> None:
    fuzz(name, 2_500, 100, seed)


@pytest.mark.slow
@pytest.mark.parametrize("name", ["isa", "un_veto_of_two", "fsb_opened"])
def test_no_request_fails_on_a_broken_text(name: str) -> None:
    chance, where = random.Random(name), uri(name)
    path = path_of(where)
    assert path is not None
    original = text = path.read_text(encoding="utf-8")
    workspace = Workspace()
    for step in range(40):
        text = edit(text, chance) if step % 10 else original
        workspace.open(where, text)
        reading = workspace.reading(where)
        for _ in range(6):
            at = chance.randrange(len(text) + 1)
            hover.hover(reading, at)
            navigation.definition(workspace, where, at)
            navigation.references(workspace, where, at)
            structure.selections(reading.document, at)
            with suppress(RefusedError):
                navigation.rename(workspace, where, at, "Zebra_9")
        notes.hints(reading, 0, len(text))
        if step % 8 == 0:
            checked = diagnostics.check(reading)
            notes.lenses(reading, checked)
            actions.actions(reading, 0, len(text), checked)
            diagnostics.of_rules(reading, checked)


# ---- stages ---------------------------------------------------------------------------------------


class Shown:
    """What a session has published."""

    def __init__(self) -> None:
        self.all: list[tuple[str, list[str]]] = []

    def __call__(self, document: Document, found: tuple[Diagnostic, ...]) -> None:
        self.all.append((document.text, [each.code for each in found]))


def test_syntax_is_told_at_once_names_next_and_rules_last() -> None:
    text = 'charter 1\n\ninstitution I "I" {\n  members are Nobody\n  organ O { plenary plenary }\n}\n'
    shown = Shown()

    async def run() -> None:
        session = Session(Workspace(), shown, moment=0, pause=0)
        session.changed("untitled:a", text)
        assert shown.all == [(text, ["LNG104"])]
        await session.settled()
        session.ended()

    asyncio.run(run())
    stages = [codes for _, codes in shown.all]
    assert len(stages) == 3
    assert set(stages[1]) == {"LNG104", "LNG201"}
    assert set(stages[2]) >= {"LNG104", "LNG201"}


def test_a_key_ends_the_check_of_the_text_before() -> None:
    """While the rules of the IAIA run, a new text comes: the old check's result is never shown."""
    path = path_of(uri("iaia"))
    assert path is not None
    text, shown = path.read_text(encoding="utf-8"), Shown()

    async def run() -> None:
        session = Session(Workspace(), shown, moment=0, pause=0)
        session.changed(uri_of(path), text)
        stop = next(iter(session._stops.values()))
        while len(shown.all) < 2:
            await asyncio.sleep(0.01)
        await asyncio.sleep(0.05)
        session.changed(uri_of(path), "charter 1\n")
        assert stop.is_set()
        await session.settled()
        session.ended()

    asyncio.run(run())
    assert [codes for shown_text, codes in shown.all if shown_text == text] == [[], []]
    assert shown.all[-1][0] == "charter 1\n"


def test_lenses_and_hints_stay_at_their_words_until_they_are_worked_out_anew() -> None:
    """Two lines are put in above: what was said stands two lines lower at once."""
    head, rest = (
        "charter 1\n\nuse world\n\n",
        (
            'institution I "I" {\n  members are { USA, CHN, FRA }\n  organ O : council { plenary }\n'
            "  decision d : standard { step O by 2/3 of members }\n}\n"
        ),
    )

    async def run() -> None:
        session = Session(Workspace(), Shown(), moment=0, pause=0)
        session.changed("untitled:a", head + rest)
        assert session.hints("untitled:a", 0, 10**6) == ()
        await session.settled()
        for text in (head + rest, head + "# x\n# y\n" + rest):
            session.changed("untitled:a", text)
            (hint,), (lens,) = session.hints("untitled:a", 0, 10**6), session.lenses("untitled:a")
            assert (hint.text, hint.offset) == ("2 of 3", text.index(" of members") + len(" of members"))
            assert lens.place.start == text.index("d : standard")
            assert lens.text == "Veto: No single member. It takes 2 members to stop it."
        session.ended()

    asyncio.run(run())


def test_a_document_is_looked_at_again_when_what_it_uses_changes(tmp_path: Any) -> None:
    (tmp_path / "charter.toml").write_text("")
    a, b = uri_of(tmp_path / "a.charter"), uri_of(tmp_path / "b.charter")
    shown = Shown()
    (tmp_path / "a.charter").write_text("charter 1\n\nparty X : firm\n")

    async def run() -> None:
        session = Session(Workspace(), shown, moment=0, pause=0)
        session.changed(b, 'charter 1\n\nuse "a.charter"\n\ngroup G = { X }\n')
        await session.settled()
        session.changed(a, "charter 1\n\nparty Y : firm\n")
        await session.settled()
        session.closed(a)
        session.ended()

    asyncio.run(run())
    of_b = [codes for text, codes in shown.all if "group G" in text]
    assert "LNG201" not in of_b[2]
    assert "LNG201" in of_b[-1]
    assert shown.all[-1] == ("charter 1\n\nparty Y : firm\n", [])


def test_a_text_without_a_file_has_no_tables() -> None:
    ws = Workspace()
    ws.open("untitled:a", 'charter 1\n\nuse "x.charter"\n')
    assert [each.code for each in diagnostics.of_text(ws.reading("untitled:a"))] == ["LNG205"]
