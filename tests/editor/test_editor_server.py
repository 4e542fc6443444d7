"""The server driven by a client that is not ours (pytest-lsp), through every request, on shipped designs."""

import asyncio
import json
import os
import sys
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import pytest
from editor_helpers import uri
from lsprotocol import types as lsp

pytest_lsp = pytest.importorskip("pytest_lsp")
pytestmark = pytest.mark.slow
DESIGNS = ("iaia", "un", "isa", "iaea_1999", "ai_2026")
PATIENCE = 60.0
"""Seconds after which a session that does not end has failed."""


def text_of(name: str) -> str:
    return Path(uri(name).removeprefix("file://")).read_text(encoding="utf-8")


def position(text: str, offset: int) -> lsp.Position:
    before = text[:offset]
    return lsp.Position(before.count("\n"), offset - before.rfind("\n") - 1)


@asynccontextmanager
async def connected() -> AsyncIterator[Any]:
    """A client of pytest-lsp that speaks with the server as VS Code does; over standard input and output."""
    client = pytest_lsp.make_test_lsp_client()
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(path for path in sys.path if path)}
    await client.start_io(sys.executable, "-m", "charter.cli.main", "lsp", env=environment)
    folder = lsp.WorkspaceFolder(uri=uri("un").rpartition("/institutions")[0], name="designs")
    capabilities = pytest_lsp.client_capabilities("visual_studio_code")
    await client.initialize_session(
        lsp.InitializeParams(capabilities=capabilities, workspace_folders=[folder], root_uri=folder.uri)
    )
    try:
        yield client
    finally:
        await client.shutdown_session()
        await client.stop()


def session(run: Callable[[Any], Awaitable[None]]) -> None:
    """Run one session to its end."""

    async def whole() -> None:
        async with connected() as client:
            await run(client)

    asyncio.run(asyncio.wait_for(whole(), PATIENCE))


async def opened(client: Any, name: str, text: str | None = None) -> tuple[lsp.TextDocumentIdentifier, str]:
    text = text_of(name) if text is None else text
    client.text_document_did_open(lsp.DidOpenTextDocumentParams(lsp.TextDocumentItem(uri(name), "charter", 1, text)))
    await client.wait_for_notification(lsp.TEXT_DOCUMENT_PUBLISH_DIAGNOSTICS)
    return lsp.TextDocumentIdentifier(uri(name)), text


@pytest.mark.parametrize("name", DESIGNS)
def test_every_request_is_answered(name: str) -> None:
    session(lambda client: every_request(client, name))


async def every_request(client: Any, name: str) -> None:
    doc, text = await opened(client, name)
    whole = lsp.Range(lsp.Position(0, 0), position(text, len(text)))
    symbols = await client.text_document_document_symbol_async(lsp.DocumentSymbolParams(doc))
    assert symbols
    declared = [s for s in symbols if s.kind in (lsp.SymbolKind.Class, lsp.SymbolKind.Namespace)]
    name_at = declared[-1].selection_range.start
    at: dict[str, Any] = {"text_document": doc, "position": name_at}
    assert await client.text_document_hover_async(lsp.HoverParams(**at))
    assert await client.text_document_definition_async(lsp.DefinitionParams(**at))
    context = lsp.ReferenceContext(include_declaration=True)
    assert await client.text_document_references_async(lsp.ReferenceParams(context=context, **at))
    assert await client.text_document_document_highlight_async(lsp.DocumentHighlightParams(**at))
    assert await client.text_document_prepare_rename_async(lsp.PrepareRenameParams(**at))
    edit = await client.text_document_rename_async(lsp.RenameParams(new_name="Zebra_1", **at))
    assert edit is not None
    assert uri(name) in (edit.changes or {})
    assert await client.text_document_folding_range_async(lsp.FoldingRangeParams(doc))
    chosen = await client.text_document_selection_range_async(lsp.SelectionRangeParams(doc, [name_at]))
    assert chosen
    assert chosen[0].parent is not None
    assert not await client.text_document_formatting_async(
        lsp.DocumentFormattingParams(doc, lsp.FormattingOptions(2, True))
    )
    assert not await client.text_document_range_formatting_async(
        lsp.DocumentRangeFormattingParams(doc, whole, lsp.FormattingOptions(2, True))
    )
    tokens = await client.text_document_semantic_tokens_full_async(lsp.SemanticTokensParams(doc))
    assert tokens is not None
    assert len(tokens.data) % 5 == 0
    ranged = await client.text_document_semantic_tokens_range_async(lsp.SemanticTokensRangeParams(doc, whole))
    assert ranged == tokens
    found = await client.text_document_completion_async(lsp.CompletionParams(doc, lsp.Position(1, 0)))
    assert found is not None
    items = found.items if isinstance(found, lsp.CompletionList) else found
    assert {"use", "group", "institution"} <= {item.label for item in items}
    await client.text_document_inlay_hint_async(lsp.InlayHintParams(doc, whole))
    await client.text_document_code_lens_async(lsp.CodeLensParams(doc))
    await client.text_document_code_action_async(lsp.CodeActionParams(doc, whole, lsp.CodeActionContext([])))
    assert await client.workspace_symbol_async(lsp.WorkspaceSymbolParams("council"))


def test_a_mistake_is_marked_and_its_correction_taken() -> None:
    session(a_mistake_is_marked_and_its_correction_taken)


async def a_mistake_is_marked_and_its_correction_taken(client: Any) -> None:
    """`Concil` in place of `Council` in the IAIA: one edit leads to LNG201 there, whose quick fix is that word."""
    doc, text = await opened(client, "iaia")
    offset = text.index("step Council") + 5
    client.text_document_did_change(
        lsp.DidChangeTextDocumentParams(
            lsp.VersionedTextDocumentIdentifier(2, doc.uri),
            [
                lsp.TextDocumentContentChangePartial(
                    lsp.Range(position(text, offset), position(text, offset + 7)), "Concil"
                )
            ],
        )
    )
    wrong: list[lsp.Diagnostic] = []
    for _ in range(20):
        await client.wait_for_notification(lsp.TEXT_DOCUMENT_PUBLISH_DIAGNOSTICS)
        wrong = [each for each in client.diagnostics[doc.uri] if each.code == "LNG201"]
        if wrong:
            break
    assert wrong[0].range.start == position(text, offset)
    assert "`Concil` is not declared" in wrong[0].message
    asked = lsp.CodeActionParams(doc, wrong[0].range, lsp.CodeActionContext(wrong))
    offered = await client.text_document_code_action_async(asked)
    titles = [each.title for each in offered or []]
    assert "Change `Concil` to `Council`" in titles


def test_findings_of_rules_come_after_a_pause_and_lenses_with_them() -> None:
    session(findings_of_rules_come_after_a_pause_and_lenses_with_them)


async def findings_of_rules_come_after_a_pause_and_lenses_with_them(client: Any) -> None:
    """In the UN the five can each stop a substantive decision: the lens says it, and the rules
    find that nobody evaluates it (ACC101)."""
    doc, text = await opened(client, "un")
    codes: set[Any] = set()
    for _ in range(20):
        await client.wait_for_notification(lsp.TEXT_DOCUMENT_PUBLISH_DIAGNOSTICS)
        codes = {each.code for each in client.diagnostics[doc.uri]}
        if "ACC101" in codes:
            break
    assert "ACC101" in codes
    lenses = await client.text_document_code_lens_async(lsp.CodeLensParams(doc))
    titles = [lens.command.title for lens in lenses or [] if lens.command]
    assert "Veto: CHN, FRA, GBR, RUS and USA, each alone." in titles
    end = lsp.Position(len(text.splitlines()), 0)
    whole = lsp.Range(lsp.Position(0, 0), end)
    hints = await client.text_document_inlay_hint_async(lsp.InlayHintParams(doc, whole))
    assert "= 9 of 15" in [hint.label for hint in hints or []]
    said = await client.workspace_execute_command_async(
        lsp.ExecuteCommandParams("charter.showReport", [doc.uri, "UN.chapter_vii"])
    )
    assert isinstance(said, str)
    page = await client.workspace_execute_command_async(lsp.ExecuteCommandParams("charter.page", ["VOT101"]))
    assert "single-member-veto" in str(page)


def test_a_refused_rename_says_why() -> None:
    session(a_refused_rename_says_why)


async def a_refused_rename_says_why(client: Any) -> None:
    doc, text = await opened(client, "iaia")
    at = position(text, text.index("organ Council") + 6)
    with pytest.raises(Exception, match="`plenary` is a keyword"):
        await client.text_document_rename_async(lsp.RenameParams(doc, at, "plenary"))


def test_a_websocket_of_the_loopback_address_refuses_foreign_pages() -> None:
    """A client without an origin is served; a page of another origin is turned away with 403."""
    from websockets.asyncio.client import connect
    from websockets.exceptions import InvalidStatus

    async def run() -> None:
        environment = {**os.environ, "PYTHONPATH": os.pathsep.join(path for path in sys.path if path)}
        process = await asyncio.create_subprocess_exec(
            sys.executable,
            "-m",
            "charter.cli.main",
            "lsp",
            "--ws",
            "0",
            stdout=asyncio.subprocess.PIPE,
            env=environment,
        )
        try:
            assert process.stdout is not None
            address = (await process.stdout.readline()).decode().split()[-1]
            assert address.startswith("ws://127.0.0.1:")
            with pytest.raises(InvalidStatus, match="403"):
                await connect(address, origin="https://example.org")  # type: ignore[arg-type]
            async with connect(address) as socket:
                asked = {"jsonrpc": "2.0", "id": 1, "method": "initialize", "params": {"capabilities": {}}}
                await socket.send(json.dumps(asked))
                answer = json.loads(await socket.recv())
                assert answer["result"]["serverInfo"]["name"] == "charter"
        finally:
            process.kill()
            await process.wait()

    asyncio.run(asyncio.wait_for(run(), PATIENCE))
