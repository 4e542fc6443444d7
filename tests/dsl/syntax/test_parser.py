"""The syntax tree; keywords and names; files that are no charter."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from charter.dsl.syntax.parser import ParseResult, parse
from charter.dsl.syntax.source import Source, UnreadableError, read_source
from charter.dsl.syntax.tree import Tree, same, unquote
from charter.grammar.keywords import KEYWORDS, RESERVED
from strategies import plain


def read(text: str) -> ParseResult:
    return parse(Source("x.charter", text))


def found(text: str) -> list[tuple[str, int]]:
    source = Source("x.charter", text)
    return [(problem.code, source.position(problem.start)[0]) for problem in parse(source).problems]


def test_the_tree_has_the_names_of_the_rules() -> None:
    tree = read('charter 1\ngroup A "All" = B | { C, D } except E  [x]').tree
    inner = ("difference", ("union", ("named", "B"), ("listed", "C", "D")), ("named", "E"))
    assert plain(tree) == ("start", "1", ("group", "A", ("title", '"All"'), inner, "[x]"))


def test_ways_to_ask_a_tree() -> None:
    tree = read("charter 1\ninstitution I {\n organ A { plenary }\n organ B { plenary }\n}").tree
    institution = tree.first("institution")
    assert institution is not None
    assert [organ.token("NAME").text for organ in institution.all("organ")] == ["A", "B"]  # type: ignore[union-attr]
    assert [t.text for t in institution.tokens()] == ["I"]
    assert len(institution.trees()) == 2
    assert institution.first("decision") is None
    assert [t.kind for t in tree.walk()] == ["start", "institution", "organ", "plenary", "organ", "plenary"]


def test_a_tree_spans_its_tokens() -> None:
    text = "charter 1\n\ninstitution I {\n plenary_of\n}"
    text = text.replace("plenary_of", "organ A { plenary }")
    tree = read(text).tree.first("institution")
    assert isinstance(tree, Tree)
    assert text[tree.start : tree.end] == text[11:]


def test_same_sees_words_and_not_places() -> None:
    one = read("charter 1\ngroup A = B").tree
    assert same(one, read("charter 1 # x\n\n\ngroup   A=B").tree)
    assert not same(one, read("charter 1\ngroup A = C").tree)
    assert not same(one, read("charter 1\ngroup A = B | C").tree)


def test_quoted_texts_say_what_is_in_them() -> None:
    assert unquote('"a \\"b\\" \\\\ c"') == 'a "b" \\ c'


@pytest.mark.parametrize("keyword", sorted(KEYWORDS))
def test_a_keyword_is_free_as_a_name_where_no_keyword_can_stand(keyword: str) -> None:
    result = read(f"charter 1\nparty {keyword} : body\ngroup G{keyword} = {{ {keyword} }}\nlet {keyword}s_ = 2")
    assert result.problems == ()
    assert plain(result.tree)[2] == ("party", keyword, ("kind", "body"))


def test_a_reserved_keyword_is_read_as_the_keyword() -> None:
    assert "members" in RESERVED
    assert plain(read("charter 1\ngroup A = members").tree)[2] == ("group", "A", ("all_members",))


def test_tokens_say_how_they_were_read() -> None:
    tokens = read("charter 1\nparty organ : body").tokens
    assert [t.kind for t in tokens] == ["charter", "NUMBER", "_NL", "party", "NAME", ":", "NAME"]


FILES = [
    ("", [("LNG102", 1)]),
    ("\n# only a comment\n", [("LNG102", 3)]),
    ("use world\n", [("LNG102", 1)]),
    ("charter\nuse world\n", [("LNG102", 1)]),
    ("chartr 1\nuse world\n", [("LNG102", 1)]),
    ("# about\n\nuse world\nlet x = = 3\n", [("LNG102", 3), ("LNG104", 4)]),
    ("charter 2\nwhatever { this\nis\n", [("LNG103", 1)]),
    ("charter 1.0\n", [("LNG103", 1)]),
    ("charter 1 use world\nlet x = 3", [("LNG104", 1)]),
    ("charter 1", []),
    ("\ufeffcharter 1\r\nuse world\r\n", []),
    ("charter 1\nlet x = 1\x00\n", [("LNG104", 2)]),
]


@pytest.mark.parametrize(("text", "expected"), FILES, ids=[repr(text[:20]) for text, _ in FILES])
def test_first_lines(text: str, expected: list[tuple[str, int]]) -> None:
    assert found(text) == expected


def test_the_rest_is_read_when_the_version_is_missing() -> None:
    assert plain(read("let x = 3").tree) == ("start", "1", ("let", "x", ("number", "3")))


UNREADABLE = [
    (b"\x89PNG\0\0", "not a text file"),
    ("charter 1".encode("utf-16"), "UTF-16"),
    (b'charter 1\nnote "caf\xe9"', "byte 0xe9 on line 2"),
]


@pytest.mark.parametrize(("content", "says"), UNREADABLE, ids=["binary", "utf-16", "latin-1"])
def test_bytes_that_are_no_text(content: bytes, says: str, tmp_path: Path) -> None:
    path = tmp_path / "x.charter"
    path.write_bytes(content)
    for where in (content, path):
        with pytest.raises(UnreadableError, match=says):
            read_source(where)


def test_a_missing_file(tmp_path: Path) -> None:
    with pytest.raises(UnreadableError, match="cannot read"):
        read_source(tmp_path / "none.charter")


def test_a_byte_order_mark_and_crlf_do_not_count(tmp_path: Path) -> None:
    path = tmp_path / "x.charter"
    path.write_bytes(b"\xef\xbb\xbfcharter 1\r\n\r\nlet x = = 2\r\n")
    source = read_source(path)
    problem = parse(source).problems[0]
    assert source.position(problem.start) == (3, 9)


def test_ten_thousand_levels_of_nesting() -> None:
    deep = "charter 1\ninstitution I {\n organ A " + "{ seats " * 10_000 + "}" * 10_000 + "\n organ B { plenary }\n}"
    assert found(deep) == [("LNG106", 3)]
    assert found("charter 1\ngroup A = " + "(" * 10_000 + "B" + ")" * 10_000 + "\nlet x = 1") == [("LNG106", 2)]
    assert found("charter 1\ngroup A = " + " | ".join("B" * 10_000) + "\nlet x = = 1") == [("LNG106", 2), ("LNG104", 3)]
    assert found("charter 1\nexpect I { that " + "not " * 10_000 + "x }") == [("LNG106", 2)]


def test_a_line_of_ten_megabytes() -> None:
    assert found('charter 1\ninstitution I { note "' + "x" * 10_000_000 + '" }\nlet y = = 1') == [("LNG104", 3)]
    assert found("charter 1\nlet x = 3 " + "y" * 10_000_000) == [("LNG104", 2)]


def test_many_errors_take_linear_time() -> None:
    text = "charter 1\ninstitution I {\n" + " organ A { quorum 2/3 x\n plenary\n }\n" * 4_000 + "}\n"
    assert found(text) == [("LNG104", 3 + 3 * i) for i in range(4_000)]


WORD = st.sampled_from(
    [*sorted(KEYWORDS), "A", "b", "3", "2/3", '"x"', "[c]", "\n", ";", *'{}(),:|&=<+-*/"[“', "5x", "#"]
)


@settings(deadline=None, max_examples=300)
@given(st.lists(WORD, max_size=60))
def test_any_words_are_read_without_a_crash(words: list[str]) -> None:
    result = read("charter 1\n" + " ".join(words))
    assert result.tree.kind == "start"


@settings(deadline=None)
@given(st.text(max_size=200))
def test_any_text_is_read_without_a_crash(text: str) -> None:
    result = read(text)
    assert all(0 <= p.start <= p.end <= len(text) for p in result.problems)
