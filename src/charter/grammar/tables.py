"""The parse tables of the grammar: built with lark from `charter.lark`, kept in `tables.json`, read at run time.

Reading the tables needs neither lark nor the grammar's text. `python -m charter.grammar.tables` writes the
file anew after a change of the grammar; a test says so when it is stale.

The construction is LALR(1): F. DeRemer and T. Pennello, "Efficient computation of LALR(1) look-ahead sets",
ACM TOPLAS 4(4), 1982.
"""

import json
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

from attrs import frozen

GRAMMAR = Path(__file__).with_name("charter.lark")
TABLES = Path(__file__).with_name("tables.json")
END = "$END"
"""The name of the terminal that stands after the last token."""


class Production(NamedTuple):
    """One production, ready for the parser: what it makes and which of its parts it keeps."""

    name: str
    """The nonterminal on the left, by which the state to go to is found."""
    size: int
    """The number of symbols on the right."""
    node: str | None
    """The name of the syntax tree's node; None for a rule whose parts go to the rule above it."""
    kept: tuple[int, ...]
    """The places on the right that stay in the tree."""
    passes: bool
    """True if the one part on the right is handed up unchanged."""


@frozen
class Tables:
    """The automaton: states are numbers; an action is a state to shift to, or the complement of a rule."""

    digest: str
    start: int
    rules: tuple[Production, ...]
    actions: list[dict[str, int]]
    """For each state, from a terminal (a keyword or mark as written, or NAME, NUMBER …) to its action."""
    gotos: list[dict[str, int]]
    """For each state, from a nonterminal to the next state."""
    entered_by: dict[int, str]
    """For each state reached by a terminal, that terminal."""
    block_states: frozenset[int]
    """The states just after the `{` of a block (and not of a list of names)."""
    clauses: dict[str, tuple[str, ...]]
    """From a block's rule (`organ` …; `start` for the whole text) to the terminals that begin a clause in it."""
    reserved: frozenset[str]
    """The keywords that some state accepts beside a NAME."""


@cache
def load_tables() -> Tables:
    """Read `tables.json`, once in a process."""
    return _tables(json.loads(TABLES.read_text(encoding="utf-8")))


def _tables(stored: dict[str, Any]) -> Tables:
    rules = tuple(
        Production(name, size, node, tuple(kept), node is None and size == 1 and len(kept) == 1)
        for name, size, node, kept in stored["rules"]
    )
    actions: list[dict[str, int]] = stored["actions"]
    entered = {state: terminal for row in actions for terminal, state in row.items() if state >= 0}
    return Tables(
        digest=stored["digest"],
        start=stored["start"],
        rules=rules,
        actions=actions,
        gotos=stored["gotos"],
        entered_by=entered,
        block_states=frozenset(stored["block_states"]),
        clauses={name: tuple(first) for name, first in stored["clauses"].items()},
        reserved=frozenset(stored["reserved"]),
    )


# ---- building; needs lark ------------------------------------------------------------------------


def digest(grammar: str) -> str:
    """The fingerprint of a grammar's text by which stale tables are known."""
    import hashlib

    return hashlib.sha256(grammar.encode()).hexdigest()[:16]


def grammar_parser(grammar: str, *, strict: bool = False) -> Any:
    """A `lark.Lark` for the grammar; with `strict`, any conflict or overlap of terminals is an error."""
    from lark import Lark

    return Lark(grammar, parser="lalr", strict=strict, maybe_placeholders=False, keep_all_tokens=False)


def build(grammar: str) -> dict[str, Any]:
    """The content of `tables.json` for a grammar's text."""
    from lark.parsers.lalr_analysis import Shift

    lark = grammar_parser(grammar)
    table = lark.parser.parser._parse_table
    written = {t.name: t.pattern.value for t in lark.terminals if t.pattern.type == "str"}
    numbers = {rule: i for i, rule in enumerate(lark.rules)}
    order = _numbered(table)
    actions: list[dict[str, int]] = [{} for _ in order]
    gotos: list[dict[str, int]] = [{} for _ in order]
    nonterminals = {rule.origin.name for rule in lark.rules}
    for state, row in table.states.items():
        for symbol, (action, target) in sorted(row.items()):
            if symbol in nonterminals:
                gotos[order[state]][str(symbol)] = order[target]
            else:
                value = order[target] if action is Shift else ~numbers[target]
                actions[order[state]][written.get(symbol, str(symbol))] = value
    end = order[table.end_states["start"]]
    actions[end][END] = end
    return {
        "digest": digest(grammar),
        "start": order[table.start_states["start"]],
        "rules": [_stored_rule(rule) for rule in lark.rules],
        "actions": actions,
        "gotos": gotos,
        "block_states": _block_states(actions, gotos),
        "clauses": _clauses(lark.rules, written),
        "reserved": _reserved(actions, set(written.values())),
    }


def _numbered(table: Any) -> dict[int, int]:
    """Lark's states in an order that is the same every time: as they are met from the first, symbol by symbol."""
    queue = [table.start_states["start"]]
    met = {queue[0]: 0}
    for state in queue:
        for _, (_, target) in sorted(table.states[state].items(), key=lambda item: str(item[0])):
            if isinstance(target, int) and target not in met:
                met[target] = len(met)
                queue.append(target)
    return met


def _inlined(symbol: Any) -> bool:
    return bool(str(symbol.name).startswith("_"))


def _stored_rule(rule: Any) -> list[Any]:
    node = rule.alias or (None if _inlined(rule.origin) else rule.origin.name)
    kept = [i for i, s in enumerate(rule.expansion) if not (s.is_term and s.filter_out)]
    return [str(rule.origin.name), len(rule.expansion), node and str(node), kept]


def _block_states(actions: list[dict[str, int]], gotos: list[dict[str, int]]) -> list[int]:
    """After the `{` of a block clauses may come, which are nonterminals; a list of names has none there."""
    opened = {row["{"] for row in actions if row.get("{", -1) >= 0}
    return sorted(state for state in opened if gotos[state])


def _clauses(rules: list[Any], written: dict[str, str]) -> dict[str, list[str]]:
    """For every rule that holds a block, the terminals that may begin a clause in it."""
    first = _first_sets(rules, written)
    clauses: dict[str, set[str]] = {"start": first["_item"]}
    for rule in rules:
        for symbol in rule.expansion:
            name = str(symbol.name)
            if name.startswith("_block{"):
                clauses[str(rule.alias or rule.origin.name)] = first[name.removeprefix("_block{").removesuffix("}")]
    return {name: sorted(terminals) for name, terminals in sorted(clauses.items())}


def _first_sets(rules: list[Any], written: dict[str, str]) -> dict[str, set[str]]:
    """FIRST of every nonterminal; no rule of the grammar is empty, so the first symbol decides."""
    first: dict[str, set[str]] = {str(rule.origin.name): set() for rule in rules}
    changed = True
    while changed:
        changed = False
        for rule in rules:
            symbol, mine = rule.expansion[0], first[str(rule.origin.name)]
            name = str(symbol.name)
            more = {written.get(name, name)} if symbol.is_term else first[name]
            if not more <= mine:
                mine |= more
                changed = True
    return first


def _reserved(actions: list[dict[str, int]], words: set[str]) -> list[str]:
    """Keywords that compete with a name: some state takes in (shifts) the one where the other could stand too."""
    keywords = {text for text in words if text[0].isalpha()}
    return sorted(
        {
            key
            for row in actions
            if "NAME" in row
            for key, action in row.items()
            if key in keywords and (action >= 0 or row["NAME"] >= 0)
        }
    )


def dump(stored: dict[str, Any]) -> str:
    """The text of `tables.json`."""
    return json.dumps(stored, separators=(",", ":"), sort_keys=True) + "\n"


if __name__ == "__main__":
    TABLES.write_text(dump(build(GRAMMAR.read_text(encoding="utf-8"))), encoding="utf-8")
