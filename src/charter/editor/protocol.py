"""The editor's records in the types of the language server protocol."""

from __future__ import annotations

from collections.abc import Iterable

from lsprotocol import types as lsp

from charter.dsl.findings import ERROR, NOTE, WARNING
from charter.dsl.syntax.source import Source
from charter.editor import positions
from charter.editor.records import Action, CompletionItem, Diagnostic, Hint, Hover, Lens, Symbol, TextChange, TextPlace
from charter.editor.tokens import TYPES, Coloured
from charter.editor.workspace import Document, Workspace

_SEVERITY = {
    ERROR: lsp.DiagnosticSeverity.Error,
    WARNING: lsp.DiagnosticSeverity.Warning,
    NOTE: lsp.DiagnosticSeverity.Information,
}
_ITEM = {
    "keyword": lsp.CompletionItemKind.Keyword,
    "snippet": lsp.CompletionItemKind.Snippet,
    "word": lsp.CompletionItemKind.EnumMember,
    "group": lsp.CompletionItemKind.Struct,
    "party": lsp.CompletionItemKind.Constant,
    "category": lsp.CompletionItemKind.Struct,
    "organ": lsp.CompletionItemKind.Interface,
    "office": lsp.CompletionItemKind.Interface,
    "decision": lsp.CompletionItemKind.Function,
    "institution": lsp.CompletionItemKind.Class,
    "column": lsp.CompletionItemKind.Field,
    "table": lsp.CompletionItemKind.Module,
    "metric": lsp.CompletionItemKind.Function,
    "rule": lsp.CompletionItemKind.Reference,
}
_SYMBOL = {
    "institution": lsp.SymbolKind.Class,
    "outside": lsp.SymbolKind.Class,
    "landscape": lsp.SymbolKind.Namespace,
    "scenario": lsp.SymbolKind.Namespace,
    "variants": lsp.SymbolKind.Namespace,
    "table": lsp.SymbolKind.Module,
    "column": lsp.SymbolKind.Field,
    "organ": lsp.SymbolKind.Interface,
    "office": lsp.SymbolKind.Interface,
    "decision": lsp.SymbolKind.Function,
    "obligation": lsp.SymbolKind.Event,
    "step": lsp.SymbolKind.EnumMember,
    "group": lsp.SymbolKind.Struct,
    "areas": lsp.SymbolKind.Struct,
    "party": lsp.SymbolKind.Constant,
    "let": lsp.SymbolKind.Variable,
    "source": lsp.SymbolKind.File,
    "block": lsp.SymbolKind.Object,
}
_FOLD = {
    "region": lsp.FoldingRangeKind.Region,
    "comment": lsp.FoldingRangeKind.Comment,
    "imports": lsp.FoldingRangeKind.Imports,
}


class Converter:
    """Places and offsets as the client counts them."""

    def __init__(self, workspace: Workspace, encoding: str = positions.UTF16) -> None:
        """Convert for a workspace, in the units of an encoding."""
        self.workspace = workspace
        self.encoding = encoding

    def position(self, source: Source, offset: int) -> lsp.Position:
        """An offset as a position."""
        return lsp.Position(*positions.point(source, offset, self.encoding))

    def offset(self, source: Source, position: lsp.Position) -> int:
        """A position as an offset."""
        return positions.offset(source, position.line, position.character, self.encoding)

    def stretch(self, source: Source, start: int, end: int) -> lsp.Range:
        """Two offsets as a range."""
        return lsp.Range(self.position(source, start), self.position(source, end))

    def range(self, place: TextPlace) -> lsp.Range:
        """A place as a range, in whatever document it lies."""
        return self.stretch(self.workspace.need(place.uri).source, place.start, place.end)

    def location(self, place: TextPlace) -> lsp.Location:
        """A place with its document."""
        return lsp.Location(place.uri, self.range(place))

    def diagnostic(self, document: Document, each: Diagnostic) -> lsp.Diagnostic:
        """Something wrong."""
        related = [lsp.DiagnosticRelatedInformation(self.location(place), text) for place, text in each.related]
        return lsp.Diagnostic(
            range=self.stretch(document.source, each.place.start, each.place.end),
            message=each.message,
            severity=_SEVERITY.get(each.severity, lsp.DiagnosticSeverity.Hint),
            code=each.code,
            code_description=lsp.CodeDescription(each.page) if each.page else None,
            source="charter",
            tags=[lsp.DiagnosticTag.Unnecessary] if each.unused else None,
            related_information=related or None,
        )

    def hover(self, hover: Hover) -> lsp.Hover:
        """A text about a place."""
        return lsp.Hover(lsp.MarkupContent(lsp.MarkupKind.Markdown, hover.markdown), self.range(hover.place))

    def item(self, item: CompletionItem, stretch: lsp.Range, snippets: bool) -> lsp.CompletionItem | None:
        """Something that may stand in a stretch; None for a snippet where the client takes none."""
        if item.snippet and not snippets:
            return None
        return lsp.CompletionItem(
            label=item.label,
            kind=_ITEM.get(item.kind, lsp.CompletionItemKind.Variable),
            detail=item.detail or None,
            sort_text=item.sort or None,
            filter_text=item.filter or None,
            insert_text_format=lsp.InsertTextFormat.Snippet if item.snippet else lsp.InsertTextFormat.PlainText,
            text_edit=lsp.TextEdit(stretch, item.text),
        )

    def edit(self, changes: Iterable[TextChange]) -> lsp.WorkspaceEdit:
        """Changes by document."""
        found: dict[str, list[lsp.TextEdit]] = {}
        for change in changes:
            found.setdefault(change.place.uri, []).append(self.text_edit(change))
        return lsp.WorkspaceEdit(changes=found)

    def text_edit(self, change: TextChange) -> lsp.TextEdit:
        """One change."""
        return lsp.TextEdit(self.range(change.place), change.text)

    def symbol(self, document: Document, symbol: Symbol) -> lsp.DocumentSymbol:
        """A declaration with those inside it."""
        return lsp.DocumentSymbol(
            name=symbol.name,
            kind=_SYMBOL.get(symbol.kind, lsp.SymbolKind.Property),
            range=self.range(symbol.place),
            selection_range=self.range(symbol.name_place),
            detail=symbol.detail or None,
            children=[self.symbol(document, child) for child in symbol.children],
        )

    def found_symbol(self, symbol: Symbol) -> lsp.WorkspaceSymbol:
        """A declaration somewhere in the workspace."""
        kind = _SYMBOL.get(symbol.kind, lsp.SymbolKind.Property)
        return lsp.WorkspaceSymbol(
            self.location(symbol.name_place), symbol.name, kind, None, None, symbol.detail or None
        )

    def action(self, action: Action, diagnostics: Iterable[lsp.Diagnostic]) -> lsp.CodeAction:
        """Something that can be done, with the diagnostics that it answers."""
        answered = [each for each in diagnostics if each.code in action.codes]
        return lsp.CodeAction(
            title=action.title,
            kind=lsp.CodeActionKind.QuickFix,
            diagnostics=answered or None,
            edit=self.edit(action.changes),
        )

    def hint(self, source: Source, hint: Hint) -> lsp.InlayHint:
        """A remark behind a threshold."""
        return lsp.InlayHint(
            self.position(source, hint.offset), f"= {hint.text}", padding_left=True, tooltip=hint.tooltip
        )

    def lens(self, lens: Lens) -> lsp.CodeLens:
        """A line above a place."""
        command = lsp.Command(lens.text, lens.command, arguments=list(lens.arguments) or None)
        return lsp.CodeLens(self.range(lens.place), command=command)

    def tokens(self, document: Document, found: Iterable[Coloured]) -> lsp.SemanticTokens:
        """Coloured stretches as the protocol packs them: each relative to the one before."""
        data: list[int] = []
        line = character = 0
        for each in found:
            at = self.position(document.source, each.start)
            end = self.position(document.source, each.end)
            if end.line != at.line:
                continue
            data += [
                at.line - line,
                at.character - (character if at.line == line else 0),
                end.character - at.character,
                TYPES.index(each.type),
                each.modifiers,
            ]
            line, character = at.line, at.character
        return lsp.SemanticTokens(data)


def selection(ranges: Iterable[lsp.Range]) -> lsp.SelectionRange:
    """Ranges from the inmost to the outmost as the protocol chains them."""
    outer: lsp.SelectionRange | None = None
    for each in reversed(list(ranges)):
        outer = lsp.SelectionRange(each, outer)
    assert outer is not None
    return outer


def fold(first: int, last: int, kind: str) -> lsp.FoldingRange:
    """Lines that can be folded."""
    return lsp.FoldingRange(first, last, kind=_FOLD[kind])
