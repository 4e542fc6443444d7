"""Charter as a library: what `import charter` offers, in the order in which it is used.

A charter is loaded once and asked as often as one likes. Nothing is written and nothing printed. What goes wrong by the
caller's hand raises a `charter.CharterError`; what is wrong in a charter is among its findings.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from attrs import field, frozen

from charter.dsl.findings import Finding
from charter.dsl.load import Loaded
from charter.errors import CharterError, UnknownNameError

if TYPE_CHECKING:
    from charter.decisions.procedure import Circumstances
    from charter.decisions.queries.game_queries import Answer, DecisionGame, Least, Vetoes
    from charter.dsl.model.charter import Charter
    from charter.dsl.model.decisions import Decision
    from charter.dsl.model.institution import Institution
    from charter.games.account import Account
    from charter.games.game import Game
    from charter.render.diagram import Diagram
    from charter.render.report.report import Report
    from charter.validators.expectations.verdict import Verdict

__all__ = ["CharterDocument", "CheckedDocument", "DocumentDecision", "NotStatedError", "load"]


class NotStatedError(CharterError):
    """A charter does not state what a question needs; `missing` names the clause, and no answer is guessed."""

    def __init__(self, what: str, missing: str) -> None:
        self.missing = missing
        super().__init__(f"{what}: not stated is {missing}")


def load(path: str | Path | None = None, *, text: str | None = None, root: str | Path | None = None) -> CharterDocument:
    """Load a charter from a file, by the name of a design that comes with Charter, or from its text.

    Mistakes in the text raise nothing: what could be read is there, and they are the first findings of `check`.

    Args:
        path: a file, or the name of a design (`iaea`); `charter designs` lists these.
        text: the text of a charter, in place of `path`. With `root` it may import files from there.
        root: the folder that imports and tables may not leave; by default that of the project around the file.

    Raises:
        CharterError: neither or both of `path` and `text` are given, or the file cannot be read.

    >>> load("iaea").institutions[0].name
    'IAEA'
    """
    from charter.dsl.load import load as read
    from charter.dsl.syntax.source import Source

    if (path is None) == (text is None):
        raise CharterError("load a charter from a path or from a text, one of the two")
    folder = None if root is None else Path(root)
    if text is not None:
        loaded = read(Source("<text>", text, None), root=folder)
    else:
        assert path is not None
        loaded = read(path, root=folder)
    if loaded.charter is None:
        raise CharterError(loaded.findings[0].message)
    return CharterDocument(loaded)


@frozen
class CharterDocument:
    """A charter that has been loaded. In a notebook it shows its pictures."""

    loaded: Loaded = field(repr=False)

    @property
    def charter(self) -> Charter:
        """The model: what the text says, as records; `docs/schema/charter-1.json` describes them."""
        assert self.loaded.charter is not None
        return self.loaded.charter

    @property
    def institutions(self) -> tuple[Institution, ...]:
        """The institutions that the charter describes, in the order of the text."""
        return self.charter.institutions

    @property
    def decisions(self) -> tuple[str, ...]:
        """The names of all decisions, `Institution.decision`, in the order of the text."""
        return tuple(f"{each.name}.{decision.name}" for each in self.institutions for decision in each.decisions)

    def check(
        self, *, select: Sequence[str] | None = None, ignore: Sequence[str] = (), packs: Sequence[str] = ()
    ) -> CheckedDocument:
        """Check the charter: every rule, every expectation. Settings files play no part.

        Args:
            select: codes of rules or their beginnings (`VOT`, `VOT101`); all where it is None.
            ignore: codes or their beginnings that are left out.
            packs: packs of rules that are off otherwise: `ostrom`, `rational-design`.

        Raises:
            CharterError: a code that begins no rule's (`validators.check.registry.UnknownCode`).

        >>> [each.code for each in load("iaea").check(select=["VOT101"]).findings]
        ['VOT101']
        """
        from charter.validators.check.engine import check

        found = check(self.loaded, select=select, ignore=ignore, packs=packs)
        return CheckedDocument(found.findings, found.verdicts, found.suppressed)

    def decision(self, name: str) -> DocumentDecision:
        """A decision, by its name or as `Institution.decision`; both of an institution of the text or of one it uses.

        Raises:
            CharterError: there is none, or several institutions have one of that name.

        >>> load("iaia").decision("find_breach").can_block(["USA"]).kind
        'never'
        """
        every = [(i, d) for i in (*self.institutions, *self.charter.imported) for d in i.decisions]
        found = [pair for pair in every if name in (pair[1].name, f"{pair[0].name}.{pair[1].name}")]
        own = [pair for pair in found if pair[0] in self.institutions] or found
        if len(own) != 1:
            raise UnknownNameError("decision", name, [f"{i.name}.{d.name}" for i, d in own or every], several=bool(own))
        return DocumentDecision(self, *own[0])

    def power(self, decision: str, indices: Sequence[str] = ("banzhaf", "shapley-shubik", "coleman")) -> Account:
        """Who has how much say in a decision: `self.decision(decision).power(indices)`."""
        return self.decision(decision).power(indices)

    def diagram(
        self,
        kind: str = "structure",
        name: str | None = None,
        *,
        institution: str | None = None,
        theme: str = "default",
    ) -> Diagram:
        """A figure or chart. It shows itself in notebooks; `charter.draw` makes SVG, PNG, PDF, DOT or Mermaid of it.

        Args:
            kind: one of `charter.render.diagrams.KINDS` (structure, decision, enforcement, funding, adoption,
                landscape, reform) or of `charter.render.charts.CHARTS`.
            name: the decision, obligation, organ or landscape to draw, where there are several.
            institution: whose, by name, where the charter has several; the first by default.
            theme: one of `charter.render.drawing.themes.THEMES`.

        Raises:
            CharterError: no such kind, theme or name, or nothing to draw.

        >>> load("iaea").diagram().title
        'Structure of International Atomic Energy Agency'
        """
        from charter.dsl.sweep import sweeps
        from charter.render.diagrams import diagram

        owner = self._institution(institution)
        return diagram(kind, owner, self.charter, name, theme, explored=sweeps(self.loaded))

    def report(self) -> Report:
        """Everything about the charter: pictures, tables, findings, scenarios. `report().html()` is one page that needs
        nothing else; `charter.render.report.forms` has Markdown and, with the extra `pdf`, PDF.

        >>> load("iaia").report().title
        'International AI Agency'
        """
        from charter.render.report.report import Report
        from charter.validators.check.scenario_diff import compare

        checked = self.check()
        scenarios = compare(self.loaded, ["all"])
        return Report((self.charter,), checked.findings, checked.verdicts, scenarios, self.loaded.file)

    def export(self) -> dict[str, Any]:
        """The model as plain data, ready for `json.dumps`, by the schema `docs/schema/charter-1.json`.

        >>> load("iaea").export()["format"]
        'charter'
        """
        from charter.dsl.json.exchange import export_data

        return export_data(self.charter)

    def formatted(self) -> str:
        """The text in the one form of the language, as `charter fmt` writes it; every comment is kept.

        Raises:
            CharterError: the text has mistakes, so that it cannot be formatted without a loss.
        """
        from charter.dsl.format.formatter import format_text

        return format_text(self.loaded.sources[self.loaded.file])

    def _institution(self, name: str | None) -> Institution | None:
        if name is None:
            return self.institutions[0] if self.institutions else None
        found = self.charter.institution(name)
        if found is None:
            raise UnknownNameError("institution", name, [each.name for each in self.institutions])
        return found

    def _repr_html_(self) -> str:
        from charter.render.notebook import charter_html

        return charter_html(self.charter)


@frozen
class CheckedDocument:
    """What a check found: `findings` by file, line and code; `verdicts` of the expectations in the order of the text;
    `suppressed` are findings that an `allow` of the charter answers."""

    findings: tuple[Finding, ...]
    verdicts: tuple[Verdict, ...]
    suppressed: tuple[Finding, ...]

    def exit_code(self, fail_on: str = "warning") -> int:
        """What `charter check` would exit with: 0 clean or below `fail_on`, 1 findings or a refuted expectation, 2 a
        fault inside. `fail_on` is error, warning, note, gap or never.

        Raises:
            CharterError: no such level.
        """
        from charter.dsl.findings import SEVERITIES
        from charter.names import NEVER
        from charter.validators.check.engine import exit_code

        if fail_on not in (*SEVERITIES, NEVER):
            raise UnknownNameError("fail level", fail_on, [*SEVERITIES, NEVER])
        return exit_code(self.findings, self.verdicts, fail_on)

    def _repr_html_(self) -> str:
        """Two tables, for notebooks; every text is escaped."""
        findings = [(f"{each.span.file}:{each.span.line}", each.severity, each.code, each.message, _said(each.witness))
                    for each in self.findings]  # fmt: skip
        verdicts = [(each.verdict, each.text, _said(each.witness)) for each in self.verdicts]
        tables = [_table(("where", "severity", "code", "finding", "witness"), findings)] if findings else []
        tables += [_table(("verdict", "expectation", "witness"), verdicts)] if verdicts else []
        return "".join(tables) or "<p>no findings</p>"


@frozen
class DocumentDecision:
    """A decision of a charter, to be asked who can carry it and who can stop it, whoever sits."""

    document: CharterDocument = field(repr=False)
    institution: Institution = field(repr=False)
    decision: Decision = field(repr=False)

    @property
    def name(self) -> str:
        """`Institution.decision`."""
        return f"{self.institution.name}.{self.decision.name}"

    def can_block(self, parties: Iterable[str]) -> Answer:
        """Whether these parties, saying no, stop it against the yes of all others, over every lawful composition.

        Args:
            parties: codes of states (`USA`), parties and groups of the charter or the world (`G77`), together.

        Returns:
            `kind` is always, never, depends (on who sits) or unknown; `witness["text"]` says why in a sentence;
            `missing` names what an unknown answer would need.

        Raises:
            CharterError: a name that stands for no party or group; a clause that is not stated.
        """
        return self._game.can_block(self._parties(parties))

    def can_pass(self, parties: Iterable[str]) -> Answer:
        """Whether these parties, saying yes, carry it against the no of all others; see `can_block`."""
        return self._game.can_pass(self._parties(parties))

    def veto_members(self) -> Vetoes:
        """Every party that alone can stop it: always, or in some compositions (Coleman 1971).

        Raises:
            TooLarge: the numbers are beyond the solver.
        """
        return self._game.veto_members()

    def smallest_blocking(self) -> Least:
        """The fewest members whose no stops it, with an example; `size` is None where none can.

        Raises:
            TooLarge: the numbers are beyond the solver.
        """
        return self._game.smallest_blocking()

    def smallest_passing(self) -> Least:
        """The fewest members whose yes carries it against all others; where several organs must agree, a lower bound.

        Raises:
            TooLarge: the numbers are beyond the solver.
        """
        return self._game.smallest_passing()

    def game(self, *, seats: bool = False) -> Game:
        """The decision as a simple game on definite players: members, or seats where who sits is open. With `seats` it
        is on the seats even where the charter says who sits now.

        Raises:
            NotStatedError: the charter does not state what the game needs.
        """
        from charter.decisions.play.fixed_game import standing
        from charter.decisions.procedure import ORDINARY, Unknown

        charter = self.document.charter
        around: Circumstances = ORDINARY
        found = standing(charter, self.institution, self.decision, around, seats=seats, example=True)
        if isinstance(found, Unknown):
            raise NotStatedError(self.name, found.missing)
        return found.game

    def power(self, indices: Sequence[str] = ("banzhaf", "shapley-shubik", "coleman")) -> Account:
        """Indices of power, as exact fractions where an exact method fits the limits, and otherwise as estimates that
        say so (`exact`, `half_width`, `seed`).

        Args:
            indices: those of `charter.games.index_registry`: banzhaf, shapley-shubik, coleman, deegan-packel, johnston,
                holler; sources stand in docs/voting-power.md.

        Returns:
            `index(name).values` by player; of `banzhaf` there are `banzhaf-absolute` and `banzhaf-normalized`, of
            `coleman` there are `coleman-prevent` and `coleman-initiate`.

        Raises:
            CharterError: no such index; a clause that is not stated (`NotStatedError`).

        >>> found = load("iaea").power("suspend", ["shapley-shubik"])
        >>> sum(found.measured[0].values.values())
        Fraction(1, 1)
        """
        from charter.games.account import account
        from charter.games.index_registry import names

        for each in indices:
            if each not in names():
                raise UnknownNameError("index of power", each, names())
        return account(self.game(), indices)

    @cached_property
    def _game(self) -> DecisionGame:
        from charter.decisions.procedure import Unknown
        from charter.decisions.queries.game_queries import decision_game

        found = decision_game(self.document.charter, self.institution, self.decision)
        if isinstance(found, Unknown):
            raise NotStatedError(self.name, found.missing)
        return found

    def _parties(self, names: Iterable[str]) -> frozenset[str]:
        """The parties of these names. A name that stands for none is refused: the answer would be that of nobody."""
        from charter.decisions.columns import set_named
        from charter.world import parties

        if isinstance(names, str):
            names = (names,)
        known = self._game.parties
        found: set[str] = set()
        for name in names:
            group = None if name in known else set_named(self.document.charter, name)
            if name in known:
                found.add(name)
            elif group is not None and group.members is not None:
                found |= set(group.members)
            elif name in parties():
                found.add(name)
            else:
                raise UnknownNameError("party or group", name, sorted(known))
        return frozenset(found)


def _said(witness: Any) -> str:
    return str((witness or {}).get("text", ""))


def _table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    from html import escape

    def row(cells: Sequence[str], tag: str) -> str:
        return f"<tr>{''.join(f'<{tag}>{escape(str(each))}</{tag}>' for each in cells)}</tr>"

    body = "".join(row(cells, "td") for cells in rows)
    return f"<table><thead>{row(head, 'th')}</thead><tbody>{body}</tbody></table>"
