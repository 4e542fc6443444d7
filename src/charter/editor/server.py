"""The language server: requests of the protocol handed to the features, which know nothing of it."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from lsprotocol import types as lsp
from pygls.exceptions import JsonRpcException
from pygls.lsp.server import LanguageServer

from charter._version import __version__
from charter.editor import (
    actions,
    completion,
    cursor,
    hover,
    layout,
    navigation,
    notes,
    positions,
    structure,
    tokens,
)
from charter.editor.protocol import Converter, fold, selection
from charter.editor.records import Diagnostic, RefusedError
from charter.editor.session import Session
from charter.editor.workspace import Document, Workspace, path_of

REQUEST_FAILED = -32803
"""The code of the protocol for a request that was understood and cannot be met."""
ABOUT, PAGE = notes.EXPLAIN, "charter.page"
WATCHED = ("**/*.charter", "**/*.csv", "**/*.tsv", "**/charter.toml", "**/pyproject.toml")
LOOPBACK = "127.0.0.1"
_LEGEND = lsp.SemanticTokensLegend(list(tokens.TYPES), list(tokens.MODIFIERS))


class CharterServer(LanguageServer):
    """A server with its session."""

    def __init__(self) -> None:
        """Begin with no documents."""
        super().__init__("charter", __version__, lsp.TextDocumentSyncKind.Incremental, max_workers=8)
        self.session = Session(Workspace(), self._publish, self._refreshed)
        self.to = Converter(self.session.workspace)

    @property
    def texts(self) -> Workspace:
        """The open documents."""
        return self.session.workspace

    def at(self, params: Any) -> tuple[str, int]:
        """The document and the offset that a request is about."""
        document = self.texts.need(params.text_document.uri)
        return document.uri, self.to.offset(document.source, params.position)

    def span(self, document: Document, stretch: lsp.Range) -> tuple[int, int]:
        """The offsets of a range."""
        return self.to.offset(document.source, stretch.start), self.to.offset(document.source, stretch.end)

    def can(self, *path: str) -> bool:
        """Whether the client says that it can do something."""
        found: Any = self.client_capabilities
        for name in path:
            found = getattr(found, name, None)
        return bool(found)

    def _publish(self, document: Document, found: tuple[Diagnostic, ...]) -> None:
        told = [self.to.diagnostic(document, each) for each in found]
        self.text_document_publish_diagnostics(lsp.PublishDiagnosticsParams(document.uri, told, document.version))

    def _refreshed(self) -> None:
        if self.can("workspace", "code_lens", "refresh_support"):
            self.workspace_code_lens_refresh(None)
        if self.can("workspace", "inlay_hint", "refresh_support"):
            self.workspace_inlay_hint_refresh(None)


def refused(error: RefusedError) -> JsonRpcException:
    """What a request that cannot be met is answered with."""
    return JsonRpcException(str(error), REQUEST_FAILED)


def make() -> CharterServer:
    """A server with every feature."""
    server = CharterServer()
    for register in (_lifecycle, _texts, _writing, _navigating, _shape, _changing, _annotating, _commands):
        register(server)
    return server


def _lifecycle(server: CharterServer) -> None:
    @server.feature(lsp.INITIALIZED)
    def initialized(ls: CharterServer, params: lsp.InitializedParams) -> None:
        folders = [path_of(folder.uri) for folder in ls.workspace.folders.values()]
        if not folders and ls.workspace.root_uri:
            folders = [path_of(ls.workspace.root_uri)]
        ls.texts.roots = tuple(path for path in folders if path is not None)
        ls.to.encoding = str(getattr(ls.workspace.position_encoding, "value", ls.workspace.position_encoding))
        if ls.can("workspace", "did_change_watched_files", "dynamic_registration"):
            watchers = [lsp.FileSystemWatcher(glob) for glob in WATCHED]
            options = lsp.DidChangeWatchedFilesRegistrationOptions(watchers)
            asked = lsp.Registration("charter-files", lsp.WORKSPACE_DID_CHANGE_WATCHED_FILES, options)
            ls.client_register_capability(lsp.RegistrationParams([asked]))

    @server.feature(lsp.WORKSPACE_DID_CHANGE_WORKSPACE_FOLDERS)
    def folders(ls: CharterServer, params: lsp.DidChangeWorkspaceFoldersParams) -> None:
        gone = {path_of(folder.uri) for folder in params.event.removed}
        added = [path for folder in params.event.added if (path := path_of(folder.uri)) is not None]
        ls.texts.roots = (*(root for root in ls.texts.roots if root not in gone), *added)

    @server.feature(lsp.WORKSPACE_DID_CHANGE_WATCHED_FILES)
    def watched(ls: CharterServer, params: lsp.DidChangeWatchedFilesParams) -> None:
        ls.session.touched()

    @server.feature(lsp.SHUTDOWN)
    def shutdown(ls: CharterServer, params: None) -> None:
        ls.session.ended()


def _texts(server: CharterServer) -> None:
    @server.feature(lsp.TEXT_DOCUMENT_DID_OPEN)
    async def opened(ls: CharterServer, params: lsp.DidOpenTextDocumentParams) -> None:
        ls.session.changed(params.text_document.uri, params.text_document.text, params.text_document.version)

    @server.feature(lsp.TEXT_DOCUMENT_DID_CHANGE)
    async def changed(ls: CharterServer, params: lsp.DidChangeTextDocumentParams) -> None:
        uri = params.text_document.uri
        source = ls.texts.need(uri).source
        for change in params.content_changes:
            if isinstance(change, lsp.TextDocumentContentChangePartial):
                start, end = change.range.start, change.range.end
                text = positions.edited(
                    source, (start.line, start.character), (end.line, end.character), change.text, ls.to.encoding
                )
            else:
                text = change.text
            source = Document(uri, text).source
        ls.session.changed(uri, source.text, params.text_document.version)

    @server.feature(lsp.TEXT_DOCUMENT_DID_CLOSE)
    async def closed(ls: CharterServer, params: lsp.DidCloseTextDocumentParams) -> None:
        ls.session.closed(params.text_document.uri)


def _writing(server: CharterServer) -> None:
    options = lsp.CompletionOptions(trigger_characters=[" ", "[", ":", ".", ","])

    @server.feature(lsp.TEXT_DOCUMENT_COMPLETION, options)
    def complete(ls: CharterServer, params: lsp.CompletionParams) -> lsp.CompletionList:
        uri, offset = ls.at(params)
        source = ls.texts.need(uri).source
        stretch = ls.to.stretch(source, *cursor.word_at(source.text, offset))
        snippets = ls.can("text_document", "completion", "completion_item", "snippet_support")
        found = [ls.to.item(item, stretch, snippets) for item in completion.completion(ls.texts, uri, offset)]
        return lsp.CompletionList(False, [item for item in found if item is not None])

    @server.feature(lsp.TEXT_DOCUMENT_HOVER)
    @server.thread()
    def hovered(ls: CharterServer, params: lsp.HoverParams) -> lsp.Hover | None:
        uri, offset = ls.at(params)
        found = hover.hover(ls.texts.reading(uri), offset, ls.session.checked(uri))
        return ls.to.hover(found) if found is not None else None


def _navigating(server: CharterServer) -> None:
    @server.feature(lsp.TEXT_DOCUMENT_DEFINITION)
    def definition(ls: CharterServer, params: lsp.DefinitionParams) -> list[lsp.Location]:
        return [ls.to.location(place) for place in navigation.definition(ls.texts, *ls.at(params))]

    @server.feature(lsp.TEXT_DOCUMENT_REFERENCES)
    @server.thread()
    def references(ls: CharterServer, params: lsp.ReferenceParams) -> list[lsp.Location]:
        declared = params.context.include_declaration
        return [ls.to.location(place) for place in navigation.references(ls.texts, *ls.at(params), declared)]

    @server.feature(lsp.TEXT_DOCUMENT_DOCUMENT_HIGHLIGHT)
    def highlights(ls: CharterServer, params: lsp.DocumentHighlightParams) -> list[lsp.DocumentHighlight]:
        return [lsp.DocumentHighlight(ls.to.range(place)) for place in navigation.highlights(ls.texts, *ls.at(params))]

    @server.feature(lsp.TEXT_DOCUMENT_PREPARE_RENAME)
    def prepare(ls: CharterServer, params: lsp.PrepareRenameParams) -> lsp.PrepareRenamePlaceholder:
        try:
            use = navigation.renamable(ls.texts, *ls.at(params))
        except RefusedError as error:
            raise refused(error) from error
        return lsp.PrepareRenamePlaceholder(ls.to.range(use.place), use.target.name)

    @server.feature(lsp.TEXT_DOCUMENT_RENAME, lsp.RenameOptions(prepare_provider=True))
    @server.thread()
    def rename(ls: CharterServer, params: lsp.RenameParams) -> lsp.WorkspaceEdit:
        try:
            return ls.to.edit(navigation.rename(ls.texts, *ls.at(params), params.new_name))
        except RefusedError as error:
            raise refused(error) from error

    @server.feature(lsp.WORKSPACE_SYMBOL)
    @server.thread()
    def symbols(ls: CharterServer, params: lsp.WorkspaceSymbolParams) -> list[lsp.WorkspaceSymbol]:
        return [ls.to.found_symbol(symbol) for symbol in structure.found(ls.texts, params.query)]


def _shape(server: CharterServer) -> None:
    @server.feature(lsp.TEXT_DOCUMENT_DOCUMENT_SYMBOL)
    def symbols(ls: CharterServer, params: lsp.DocumentSymbolParams) -> list[lsp.DocumentSymbol]:
        document = ls.texts.need(params.text_document.uri)
        return [ls.to.symbol(document, symbol) for symbol in structure.symbols(document)]

    @server.feature(lsp.TEXT_DOCUMENT_FOLDING_RANGE)
    def folds(ls: CharterServer, params: lsp.FoldingRangeParams) -> list[lsp.FoldingRange]:
        return [fold(*each) for each in structure.folds(ls.texts.need(params.text_document.uri))]

    @server.feature(lsp.TEXT_DOCUMENT_SELECTION_RANGE)
    def selections(ls: CharterServer, params: lsp.SelectionRangeParams) -> list[lsp.SelectionRange]:
        document = ls.texts.need(params.text_document.uri)
        found = []
        for position in params.positions:
            places = structure.selections(document, ls.to.offset(document.source, position))
            found.append(selection(ls.to.range(place) for place in places))
        return found

    @server.feature(lsp.TEXT_DOCUMENT_SEMANTIC_TOKENS_FULL, _LEGEND)
    def coloured(ls: CharterServer, params: lsp.SemanticTokensParams) -> lsp.SemanticTokens:
        reading = ls.texts.reading(params.text_document.uri)
        return ls.to.tokens(reading.document, tokens.tokens(reading))

    @server.feature(lsp.TEXT_DOCUMENT_SEMANTIC_TOKENS_RANGE, _LEGEND)
    def coloured_range(ls: CharterServer, params: lsp.SemanticTokensRangeParams) -> lsp.SemanticTokens:
        reading = ls.texts.reading(params.text_document.uri)
        return ls.to.tokens(reading.document, tokens.tokens(reading, *ls.span(reading.document, params.range)))


def _changing(server: CharterServer) -> None:
    @server.feature(lsp.TEXT_DOCUMENT_FORMATTING)
    def formatted(ls: CharterServer, params: lsp.DocumentFormattingParams) -> list[lsp.TextEdit]:
        document = ls.texts.need(params.text_document.uri)
        return [ls.to.text_edit(change) for change in layout.formatted(document)]

    @server.feature(lsp.TEXT_DOCUMENT_RANGE_FORMATTING)
    def formatted_range(ls: CharterServer, params: lsp.DocumentRangeFormattingParams) -> list[lsp.TextEdit]:
        document = ls.texts.need(params.text_document.uri)
        first, last = params.range.start.line, params.range.end.line
        return [ls.to.text_edit(change) for change in layout.formatted(document, first, last)]

    @server.feature(lsp.TEXT_DOCUMENT_CODE_ACTION, lsp.CodeActionOptions([lsp.CodeActionKind.QuickFix]))
    def offered(ls: CharterServer, params: lsp.CodeActionParams) -> list[lsp.CodeAction]:
        reading = ls.texts.reading(params.text_document.uri)
        start, end = ls.span(reading.document, params.range)
        checked = ls.session.checked(reading.document.uri)
        found = actions.actions(reading, start, end, checked)
        return [ls.to.action(each, params.context.diagnostics) for each in found]


def _annotating(server: CharterServer) -> None:
    """Hints and lenses are worked out with the rules, after a pause, and not while they are asked for."""

    @server.feature(lsp.TEXT_DOCUMENT_INLAY_HINT)
    def hints(ls: CharterServer, params: lsp.InlayHintParams) -> list[lsp.InlayHint]:
        document = ls.texts.need(params.text_document.uri)
        found = ls.session.hints(document.uri, *ls.span(document, params.range))
        return [ls.to.hint(document.source, hint) for hint in found]

    @server.feature(lsp.TEXT_DOCUMENT_CODE_LENS, lsp.CodeLensOptions(resolve_provider=False))
    def lenses(ls: CharterServer, params: lsp.CodeLensParams) -> list[lsp.CodeLens]:
        return [ls.to.lens(lens) for lens in ls.session.lenses(params.text_document.uri)]


def _commands(server: CharterServer) -> None:
    @server.command(ABOUT)
    def about(ls: CharterServer, uri: str, name: str) -> str:
        """What there is to say of a decision: shown, and given back."""
        found = hover.decision_words(ls.texts.reading(uri), name)
        ls.window_show_message(lsp.ShowMessageParams(lsp.MessageType.Info, found))
        return found

    @server.command(PAGE)
    def page(ls: CharterServer, what: str) -> str:
        """The page of a rule, a metric or a keyword."""
        return hover.page(what)


def serve_input() -> None:
    """Serve one editor on standard input and output."""
    make().start_io()


def serve_websocket(port: int, origins: Sequence[str] = ()) -> None:
    """Serve one editor on a WebSocket of the loopback address. A page in a browser is let in only from this machine's
    own origins on that port, or from one of `origins`: any page could connect otherwise."""
    asyncio.run(_websocket(port, origins))


async def _websocket(port: int, origins: Sequence[str]) -> None:
    from pygls.io_ import run_websocket
    from websockets.asyncio.server import ServerConnection, serve

    allowed: list[Any] = [None, f"http://{LOOPBACK}:{port}", f"http://localhost:{port}", *origins]
    done = asyncio.Event()

    async def connected(websocket: ServerConnection) -> None:
        server = make()
        try:
            await run_websocket(websocket, threading.Event(), server.protocol, None, server.report_server_error)
        finally:
            server.session.ended()

    async with serve(connected, LOOPBACK, port, origins=allowed, max_size=64 * 2**20) as listening:
        for socket in listening.sockets:
            print(f"charter lsp: ws://{LOOPBACK}:{socket.getsockname()[1]}", flush=True)
        await done.wait()


__all__ = ["Path", "make", "serve_input", "serve_websocket"]
