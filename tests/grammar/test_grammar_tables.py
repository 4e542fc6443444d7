"""The grammar has no conflict, and the stored tables are those of the grammar."""

import json
import subprocess
import sys

from charter.grammar.keywords import BEGINS, KEYWORDS, RESERVED
from charter.grammar.tables import GRAMMAR, TABLES, build, digest, dump, grammar_parser, load_tables

TEXT = GRAMMAR.read_text(encoding="utf-8")


def test_the_grammar_is_lalr_1_without_conflict_or_overlap() -> None:
    grammar_parser(TEXT, strict=True)


def test_the_tables_are_fresh() -> None:
    assert dump(build(TEXT)) == TABLES.read_text(encoding="utf-8"), "run python -m charter.grammar.tables"
    assert load_tables().digest == digest(TEXT)


def test_no_rule_is_empty() -> None:
    assert [rule.name for rule in load_tables().rules if rule.size == 0] == []


def test_reading_a_charter_needs_no_lark() -> None:
    heavy = "{'lark', 'numpy', 'click'}"
    code = "import sys, charter.dsl.syntax.parser, charter.dsl.format.formatter; "
    code += f"print(sorted({heavy} & set(sys.modules)))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_where_keywords_begin_a_clause() -> None:
    assert BEGINS["organ"] == ("institution", "reform")
    assert BEGINS["quorum"] == ("organ",)
    assert "start" in BEGINS["use"]
    assert BEGINS["voting"] == ()
    assert set(BEGINS) == KEYWORDS


def test_reserved_keywords_compete_with_a_name() -> None:
    assert {"members", "majority"} <= RESERVED < KEYWORDS
    assert "charter" not in RESERVED
    assert "voting" not in RESERVED


def test_the_tables_are_small() -> None:
    stored = TABLES.read_text(encoding="utf-8")
    assert len(stored) < 400_000
    assert len(json.loads(stored)["actions"]) == len(load_tables().gotos)
