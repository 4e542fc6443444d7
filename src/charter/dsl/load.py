"""From a target to a resolved charter: reading, parsing, importing, building. Each file is read once."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from attrs import define, field, frozen

from charter.dsl.codes import NAMES
from charter.dsl.elaborate.charter import BuiltInstitution, build
from charter.dsl.elaborate.context import Context, nearest, text_of
from charter.dsl.elaborate.names import Asked, Names
from charter.dsl.findings import ERROR, Finding, Label
from charter.dsl.model.charter import Charter
from charter.dsl.overrides import AS_WRITTEN, Instead
from charter.dsl.reading import FilesRead
from charter.dsl.syntax.parser import ParseResult, Problem, parse
from charter.dsl.syntax.source import Source, Span, UnreadableError
from charter.dsl.syntax.tree import Token, Tree
from charter.record import changed

ROOT_MARKS = ("charter.toml", ".git", "pyproject.toml")


@frozen
class Loaded:
    """A charter with what was found while reading it. `charter` is None only if the file cannot be read at all.

    `sources` gives the text of every file that a span may name; `files` are all that were read, tables too. `parts` are
    the institutions that the file describes or uses, by name, with their clauses; `root` and `allow_outside` are those
    it was read with; `reading` is what the files held when they were read. `unsaved` are the texts that were read in
    place of what lies in those files.
    """

    file: str
    charter: Charter | None
    findings: tuple[Finding, ...]
    sources: Mapping[str, Source]
    parsed: ParseResult | None = None
    files: tuple[Path, ...] = ()
    root: Path | None = None
    allow_outside: bool = False
    parts: Mapping[str, BuiltInstitution] = field(factory=dict, eq=False, repr=False)
    unsaved: Mapping[Path, str] = field(factory=dict, eq=False, repr=False)
    reading: FilesRead = field(factory=FilesRead, eq=False, repr=False)


@define(eq=False)
class Module:
    """One file that has been built."""

    source: Source
    charter: Charter
    names: Names
    parts: dict[str, BuiltInstitution]


@define(eq=False)
class Loader:
    """Loads files below a root; remembers those that it has built, and the chain of those that it is building."""

    root: Path | None
    allow_outside: bool
    sources: dict[str, Source] = field(factory=dict)
    modules: dict[Path, Module] = field(factory=dict)
    chain: list[tuple[Path, str]] = field(factory=list)
    parsed: ParseResult | None = None
    located: set[Path] = field(factory=set)
    instead: Instead = AS_WRITTEN
    unsaved: Mapping[Path, str] = field(factory=dict)
    asked: list[Asked] | None = None
    reading: FilesRead = field(factory=FilesRead)

    def module(self, source: Source, findings: list[Finding]) -> Module:
        """Build one file; its own findings are appended to `findings`."""
        self.sources[source.name] = source
        result = parse(source)
        if self.parsed is None:
            self.parsed = result
        findings.extend(problem_finding(source, p) for p in result.problems)
        names = Names()
        imported: dict[str, BuiltInstitution] = {}
        used: list[Charter] = []
        c = Context(
            source, names, findings, result.lost_names, instead=self.instead, reading=self.reading, asked=self.asked,
            lost_heads=result.lost_heads,
        )  # fmt: skip
        c.unused += [Token("", "use", u.start, u.start) for u in result.unread if u.head == "use"]
        for node in result.tree.trees():
            if node.kind in ("use_file", "use_design"):
                self._use(c, node, imported, used)
        charter, parts = build(c, result.tree, self.locate, imported, used)
        if result.unread or c.faults or any(u.holes for u in used):
            from charter.dsl.holes import ReadFile, holes_of

            reading = ReadFile(source, result, c.faults, parts)
            charter = changed(charter, holes=holes_of(reading, [h for u in used for h in u.holes]))
        return Module(source, charter, names, parts)

    # -- imports ----------------------------------------------------------------------------------

    def _use(self, c: Context, node: Tree, imported: dict[str, BuiltInstitution], used: list[Charter]) -> None:
        at, path = self._used_path(c, node)
        if path is None:
            c.unused.append(at)
            return
        if any(path == p for p, _ in self.chain):
            c.unused.append(at)
            self._cycle(c, at, path)
            return
        module = self.modules.get(path)
        if module is None:
            module = self._load_used(c, at, path)
            if module is None:
                c.unused.append(at)
                return
            self.modules[path] = module
        c.names.parents = (*c.names.parents, Names(own=dict(module.names.own), parents=()))
        imported.update(module.parts)
        used.append(module.charter)

    def _used_path(self, c: Context, node: Tree) -> tuple[Token, Path | None]:
        if node.kind == "use_file":
            at = node.need("STRING")
            return at, self.locate(c, at)
        at = node.need("NAME")
        from charter import designs

        path = designs.find(at.text)
        if path is None:
            near = " or ".join(f"`use {n}`" for n in nearest(at.text, designs.designs()))
            c.problem(
                "LNG205",
                at,
                f"no shipped design is called `{at.text}`",
                help=f"did you mean {near}?" if near else None,
            )
            return at, None
        return at, self.reading.resolved(path)

    def _load_used(self, c: Context, at: Token, path: Path) -> Module | None:
        try:
            source = self._source(path)
        except UnreadableError as error:
            c.problem("LNG205", at, str(error))
            return None
        self.chain.append((path, source.name))
        inner: list[Finding] = []
        module = self.module(source, inner)
        self.chain.pop()
        cycles = [f for f in inner if f.code == "LNG207"]
        c.findings.extend(cycles)
        errors = [f for f in inner if f.severity == ERROR and f.code != "LNG207"]
        if errors:
            first = errors[0]
            c.problem(
                "LNG205",
                at,
                f"{source.name} has errors of its own: {len(errors)}, the first on line {first.span.line}",
                labels=[(first.span, f"{first.code}: {first.message}")],
                help=f"`charter check {source.name}` shows them",
            )
        return module

    def _source(self, path: Path) -> Source:
        """The text of a file as an editor holds it, else as it lies on the disk."""
        text = self.unsaved.get(path)
        return self.reading.source(path, shown(path)) if text is None else Source(shown(path), text, path)

    def _cycle(self, c: Context, at: Token, path: Path) -> None:
        start = next(i for i, (p, _) in enumerate(self.chain) if p == path)
        ring = [name for _, name in self.chain[start:]]
        edges = [f"{a} uses {b}" for a, b in zip(ring, [*ring[1:], ring[0]], strict=True)]
        c.problem(
            "LNG207",
            at,
            f"this use closes a circle of {len(ring)} file{'s' if len(ring) > 1 else ''}",
            notes=tuple(edges),
            help="put what both need into a file of its own",
        )

    def locate(self, c: Context, at: Token) -> Path | None:
        """The file that a quoted path means; one outside the root, missing, or no file is reported."""
        wanted = text_of(at)
        here = c.source.path
        base = here.parent if here is not None else self.root
        data = at.kind == "STRING" and wanted.lower().endswith((".csv", ".tsv"))
        missing = "LNG501" if data else "LNG205"
        if base is None:
            c.problem(
                missing,
                at,
                f"`{wanted}` cannot be found: this text has no folder",
                help="give --stdin-filename",
            )
            return None
        try:
            path = self.reading.resolved(base / wanted)
            inside = self._may_read(path, here)
            kind = "file" if path.is_file() else "folder" if path.is_dir() else "special" if path.exists() else "none"
        except (OSError, ValueError, RuntimeError) as error:
            c.problem(missing, at, f"`{wanted}` is no path that can be read: {error}")
            return None
        if not inside:
            c.problem(
                "LNG206",
                at,
                f"`{wanted}` lies outside the root of this project",
                help="move it below the root, or allow it with `--allow-outside`",
            )
            return None
        hidden = self.root is not None and hidden_below(self.root, path)
        if hidden and not self.allow_outside and not path.is_relative_to(library()):
            c.problem("LNG206", at, f"`{wanted}` lies in a hidden folder", help="move it where readers see it")
            return None
        if kind != "file":
            self._absent(c, at, wanted, kind, path, missing)
            return None
        self.located.add(path)
        return path

    def _may_read(self, path: Path, reader: Path | None) -> bool:
        """Whether a file lies below the root, or beside the shipped design that names it: those come with Charter and
        are the same whoever uses them."""
        if self.allow_outside or self.root is None or path.is_relative_to(self.root):
            return True
        shipped = library()
        return reader is not None and reader.is_relative_to(shipped) and path.is_relative_to(shipped)

    @staticmethod
    def _absent(c: Context, at: Token, wanted: str, kind: str, path: Path, code: str) -> None:
        if kind == "none":
            folder = path.parent
            names = [p.name for p in folder.iterdir() if p.is_file()][:500] if folder.is_dir() else []
            near = " or ".join(f"`{n}`" for n in nearest(path.name, names))
            c.problem(code, at, f"there is no file `{wanted}`", help=f"did you mean {near}?" if near else None)
        else:
            c.problem(
                code,
                at,
                f"`{wanted}` is a {kind}, not a charter" if code == "LNG205" else f"`{wanted}` is a {kind}",
            )


def problem_finding(source: Source, problem: Problem) -> Finding:
    """A finding of a problem that the parser met."""
    labels = tuple(Label(source.span(s, e), text) for s, e, text in problem.labels)
    span = source.span(problem.start, problem.end)
    entity = source.line(span.line).strip()[:60]
    return Finding(
        span, problem.code, NAMES[problem.code], ERROR, problem.message, entity, help=problem.help, labels=labels
    )


def library() -> Path:
    """The folder of the shipped designs."""
    from charter import designs

    return Path(designs.__file__).resolve().parent


def shown(path: Path, by_path: bool = False) -> str:
    """How a path is shown: from the designs' folder (unless it was given as a path), from here, or in full."""
    for base in (Path.cwd(),) if by_path else (library(), Path.cwd()):
        if path.is_relative_to(base):
            return path.relative_to(base).as_posix()
    return path.as_posix()


def root_of(path: Path) -> Path:
    """The root that imports may not leave: the shipped designs' folder, the nearest folder that marks a project,
    or the file's own folder."""
    shipped = library()
    if path.is_relative_to(shipped):
        return shipped
    for folder in path.parents:
        if any((folder / mark).exists() for mark in ROOT_MARKS):
            return folder
    return path.parent


def hidden_below(root: Path, path: Path) -> str | None:
    """The first hidden folder between a root and a path beneath it, such as `.git`; None where there is none."""
    parts = path.relative_to(root).parts[:-1] if path.is_relative_to(root) else ()
    return next((part for part in parts if part.startswith(".")), None)


def load(
    target: Path | str | Source,
    *,
    root: Path | None = None,
    allow_outside: bool = False,
    name: str | None = None,
    instead: Instead = AS_WRITTEN,
    unsaved: Mapping[Path, str] | None = None,
    asked: list[Asked] | None = None,
    reading: FilesRead | None = None,
) -> Loaded:
    """Load a charter from a path, the name of a shipped design, or a text; bad charters give findings, not errors.

    Args:
        target: a file, a design's name, or a `Source` (standard input, tests).
        root: the folder that imports and tables may not leave; found from the file where it is not given.
        allow_outside: let imports leave the root.
        name: how the file is called in findings; its path from here where not given.
        instead: what a scenario puts in the place of the text.
        unsaved: texts of imported files that stand for what lies on the disk, by resolved path.
        asked: a list to which is added what is asked of each name, for editors.
        reading: what was read of the files before, which then stands for them.
    """
    findings: list[Finding] = []
    reading = reading or FilesRead()
    if isinstance(target, Source):
        source = target
    else:
        path, by_path = _target_path(target)
        label = name or shown(path, by_path)
        try:
            source = reading.source(path, label)
        except UnreadableError as error:
            return unreadable(label, str(error))
    here = source.path.resolve() if source.path is not None else None
    if here is not None and source.path != here:
        source = Source(source.name, source.text, here)
    top = root.resolve() if root is not None else root_of(here) if here is not None else None
    loader = Loader(top, allow_outside, instead=instead, unsaved=unsaved or {}, asked=asked, reading=reading)
    if here is not None:
        loader.chain.append((here, source.name))
    module = loader.module(source, findings)
    if findings and instead == AS_WRITTEN:
        from charter.dsl.corrections.correcting import corrected  # imported where something is wrong

        findings = corrected(source, findings, lambda other: _findings(other, top, allow_outside, loader.chain))
    ordered = tuple(sorted(findings, key=lambda f: (f.span.file != source.name, f.span.line, f.span.column, f.code)))
    read = {s.path for s in loader.sources.values() if s.path is not None} | loader.located
    return Loaded(
        source.name, module.charter, ordered, loader.sources, loader.parsed, tuple(sorted(read)), top, allow_outside,
        module.parts, loader.unsaved, reading,
    )  # fmt: skip


def _findings(source: Source, root: Path | None, allow_outside: bool, chain: list[tuple[Path, str]]) -> list[Finding]:
    """What is found in a text that stands in the place of a charter's."""
    found: list[Finding] = []
    Loader(root, allow_outside, chain=list(chain)).module(source, found)
    return found


def again(loaded: Loaded, instead: Instead) -> Loaded:
    """The same charter, with something in the place of what it says; its files stand as they were read."""
    source = loaded.sources[loaded.file]
    return load(
        source, root=loaded.root, allow_outside=loaded.allow_outside, instead=instead, unsaved=loaded.unsaved,
        reading=loaded.reading,
    )  # fmt: skip


def new_errors(read: Loaded, loaded: Loaded) -> list[Finding]:
    """The errors of a charter read again that it did not have as it is written."""
    return [found for found in read.findings if found.severity == ERROR and found not in loaded.findings]


def unreadable(file: str, message: str, code: str = "LNG101", help: str | None = None) -> Loaded:
    """What is left of a file that is no text, or that may not be read."""
    span = Span(file, 1, 1, 1, 1)
    finding = Finding(span, code, NAMES[code], ERROR, message, entity=file, help=help)
    return Loaded(file, None, (finding,), {})


def _target_path(target: Path | str) -> tuple[Path, bool]:
    """The file that a target means, and whether the target is a path (not a design's name)."""
    path = Path(target)
    if isinstance(target, str) and not path.exists():
        from charter import designs

        found = designs.find(target)
        if found is not None:
            return found.resolve(), False
    return path.resolve(), True
