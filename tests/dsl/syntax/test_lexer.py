"""Words, numbers, quoted texts; where a clause ends; what is no lexical unit."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from charter.dsl.syntax.lexer import lex
from charter.dsl.syntax.source import Source


def kinds(text: str) -> list[str]:
    return [token.kind for token in lex(text).tokens[:-1]]


UNITS = [
    ("quorum", ["quorum"]),
    ("quorums", ["NAME"]),
    ("quorum_1", ["NAME"]),
    ("non-parties", ["non-parties"]),
    ("non-party", ["NAME"]),
    ("a.b-c.d", ["NAME"]),
    ("Été", ["NAME"]),
    ("x - b", ["NAME", "-", "NAME"]),
    ("2031-07-01", ["DATE"]),
    ("2/3", ["FRACTION"]),
    ("2 / 3", ["NUMBER", "/", "NUMBER"]),
    ("66.7%", ["PERCENT"]),
    ("10^26", ["POWER"]),
    ("100_000", ["NUMBER"]),
    ("20..48", ["NUMBER", "..", "NUMBER"]),
    ("100,000", ["NUMBER", ",", "NUMBER"]),
    ('"a \\" # b"', ["STRING"]),
    ("[VI.A, 1]", ["CITE"]),
    ("x<=b!=c>=d", ["NAME", "<=", "NAME", "!=", "NAME", ">=", "NAME"]),
    ("\xa0x\t b", ["NAME", "NAME"]),
    ("٣", ["ERROR"]),
]


@pytest.mark.parametrize(("text", "expected"), UNITS, ids=[text for text, _ in UNITS])
def test_units(text: str, expected: list[str]) -> None:
    assert kinds(text) == expected


CLAUSES = [
    ("x\nb", ["NAME", "_NL", "NAME"]),
    ("x\r\n\r\nb", ["NAME", "_NL", "NAME"]),
    ("x\rb", ["NAME", "_NL", "NAME"]),
    ("x ;;\n; b", ["NAME", "_NL", "NAME"]),
    ("\n\nx\n\n", ["NAME"]),
    ("x # said\n# more\nb", ["NAME", "_NL", "NAME"]),
    ("x,\nb", ["NAME", ",", "NAME"]),
    ("x\n, b", ["NAME", ",", "NAME"]),
    ("x\nand b", ["NAME", "and", "NAME"]),
    ("x\n# why\nor b", ["NAME", "or", "NAME"]),
    ("x\nbut b", ["NAME", "but", "NAME"]),
    ("x |\nb", ["NAME", "|", "NAME"]),
    ("x\n& b", ["NAME", "&", "NAME"]),
    ("x\n[x]", ["NAME", "CITE"]),
    ("x; and b", ["NAME", "_NL", "and", "NAME"]),
    ("x,;b", ["NAME", ",", "_NL", "NAME"]),
    ("{\nx\n}\nb", ["{", "NAME", "}", "_NL", "NAME"]),
    ("{ [x]\n[y]\nx", ["{", "CITE", "CITE", "NAME"]),
    ("(\nx\nb\n)\nc", ["(", "NAME", "NAME", ")", "_NL", "NAME"]),
    ("{ (x\nb }\nc", ["{", "(", "NAME", "_NL", "NAME", "}", "_NL", "NAME"]),
    ("x\n{", ["NAME", "_NL", "{"]),
]


@pytest.mark.parametrize(("text", "expected"), CLAUSES, ids=[repr(text) for text, _ in CLAUSES])
def test_where_a_clause_ends(text: str, expected: list[str]) -> None:
    assert kinds(text) == expected


FAULTS = [
    ("10days", "`10days` is neither a number nor a word", "write `10 days`"),
    ("70 %", "a percentage is written without a space", "write `70%`"),
    ("2031-7-1", "`2031-7-1` is not a date", "a date is written year-month-day, as in `2031-07-01`"),
    ("1/7/2031", "`1/7/2031` is not a date", "a date is written year-month-day, as in `2031-07-01`"),
    ('"open', "this quoted text is not closed", 'put `"` at its end, on the same line'),
    ("[open", "this citation is not closed", "put `]` at its end, on the same line"),
    ("“x”", "“ cannot stand here", 'quote with straight double quotes: `"…"`'),
    ("–", "the dash – cannot stand here", "write a hyphen: `-`"),
    ("\x00", "the character U+0000 cannot stand here", None),
]


@pytest.mark.parametrize(("text", "message", "help"), FAULTS, ids=[text for text, _, _ in FAULTS])
def test_faults(text: str, message: str, help: str | None) -> None:
    fault = lex(text).faults[0]
    assert (fault.message, fault.help) == (message, help)


def test_comments_stand_beside_the_tokens() -> None:
    lexed = lex('# one\na # two  \n"# three"')
    assert [(c.text, c.start) for c in lexed.comments] == [("# one", 0), ("# two", 8)]


def test_ten_megabytes_on_a_line() -> None:
    began = time.perf_counter()
    for piece in ("a-", "1", "%", "[", "\\", '"\\'):
        lexed = lex(piece * (10_000_000 // len(piece)))
        assert lexed.tokens[-1].kind == "$END"
    for piece in ("a ", "{", "(", ",", "1/1/"):
        assert lex(piece * 100_000).tokens[-1].kind == "$END"
    assert time.perf_counter() - began < 20


def test_nesting_too_deep_is_one_fault_at_its_place() -> None:
    lexed = lex("a " + "{ b " * 10_000 + "} " * 10_000 + "\nc")
    assert [(start, fault.too_deep) for start, fault in lexed.faults.items()] == [(2 + 64 * 4, True)]
    assert [token.kind for token in lexed.tokens[-3:]] == ["_NL", "NAME", "$END"]


def test_too_long_a_chain_is_a_fault() -> None:
    assert lex(" and ".join(["a"] * 129)).faults == {}
    assert [fault.too_deep for fault in lex(" and ".join(["a"] * 130)).faults.values()] == [True]


@given(st.text())
def test_every_text_is_split_without_loss(text: str) -> None:
    lexed = lex(text)
    places = [token.start for token in lexed.tokens]
    assert places == sorted(places)
    assert all(text[t.start : t.end] == t.text for t in lexed.tokens if t.kind not in ("_NL", "ERROR"))


def test_positions_count_characters_and_leave_out_the_mark() -> None:
    source = Source("x", "\ufeffÉté ab\r\ncd")
    assert source.position(4) == (1, 5)
    assert source.position(8) == (2, 1)
    assert source.line(1) == "Été ab"
    assert str(source.span(4, 6)) == "x:1:5"
    assert source.span(4, 10) == type(source.span(0, 0))("x", 1, 5, 2, 3)
