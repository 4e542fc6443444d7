"""Marked places in documents: found where they are, left alone in code, told by line where they make no sense."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from charter.render.embed.fill import Content, filled
from charter.render.embed.markup import MarkupTable, escaped, image
from charter.render.embed.places import LATEX, MARKDOWN, Mistake, Place, places

BLOCK = "# T\n\n<!-- charter: picture iaia decision find_breach width=80% -->\nold\n<!-- /charter -->\nend\n"
INLINE = 'hold <!-- charter: value iaia "share(A, seats in B) > 1/2" -->53%<!-- /charter --> of it\n'
TEX = "x\n% charter: table iaia findings\nold\n% /charter\ny\n"
TEX_VALUE = "hold \\chartervalue{iaia}{share(A\\_B)}{53\\%} of it\n"


def held(text: str, place: Place) -> str:
    """What stands in a place."""
    return text[place.start : place.end]


def test_a_block_and_a_value_in_markdown() -> None:
    (block,) = places(BLOCK, MARKDOWN)
    assert (block.kind, block.words, dict(block.options), block.line, block.inline) == (
        "picture",
        ("iaia", "decision", "find_breach"),
        {"width": "80%"},
        3,
        False,
    )
    assert held(BLOCK, block) == "\nold\n"
    (value,) = places(INLINE, MARKDOWN)
    assert (value.words, value.inline) == (("iaia", "share(A, seats in B) > 1/2"), True)
    assert held(INLINE, value) == "53%"


def test_a_block_and_a_value_in_latex() -> None:
    (block,) = places(TEX, LATEX)
    assert (block.kind, block.words, block.line) == ("table", ("iaia", "findings"), 2)
    assert held(TEX, block) == "old\n"
    (value,) = places(TEX_VALUE, LATEX)
    assert (value.words, held(TEX_VALUE, value)) == (("iaia", "share(A_B)"), "53\\%")


@pytest.mark.parametrize(
    ("text", "syntax"),
    [
        (f"```\n{BLOCK}```\n", MARKDOWN),
        (f"~~~~md\n```\n{BLOCK}```\n~~~~\n", MARKDOWN),
        (f"```\n{BLOCK}", MARKDOWN),
        ("`<!-- charter: picture iaia -->` and `` <!-- /charter --> ` ``\n", MARKDOWN),
        ("<!-- a comment about charters -->\n", MARKDOWN),
        (f"\\begin{{verbatim}}\n{TEX}\\end{{verbatim}}\n", LATEX),
        (f"% {TEX_VALUE}", LATEX),
        ("\\providecommand{\\chartervalue}[3]{#3}\n\\newcommand\\chartervalue[3]{#3}\n", LATEX),
        ("% charter\n% charters: picture\n", LATEX),
        ("\\chartervalues{a}\n", LATEX),
    ],
)
def test_what_is_code_or_a_comment_is_no_place(text: str, syntax: str) -> None:
    assert places(text, syntax) == ()


@pytest.mark.parametrize(
    ("text", "syntax", "line", "message"),
    [
        ("\n<!-- charter: picture iaia -->\n", MARKDOWN, 2, "this place has no end"),
        ("a\n\n<!-- /charter -->\n", MARKDOWN, 3, "this ends a place that has not begun"),
        (
            "<!-- charter: picture a -->\n<!-- charter: picture b -->\n",
            MARKDOWN,
            2,
            "the place of line 1 has not ended",
        ),
        ("\n\n<!-- charter -->\n<!-- /charter -->\n", MARKDOWN, 3, "this mark asks for nothing"),
        ("<!-- charter: -->\n<!-- /charter -->\n", MARKDOWN, 1, "this mark asks for nothing"),
        ("\n<!-- charter: movie iaia -->\n<!-- /charter -->\n", MARKDOWN, 2, "`movie` is nothing that can stand"),
        ("<!-- charter: picture -->\n<!-- /charter -->\n", MARKDOWN, 1, "`picture` needs a charter"),
        ('<!-- charter: value iaia "x -->\n<!-- /charter -->\n', MARKDOWN, 1, "a quotation mark is not closed"),
        ("x <!-- charter: picture a --><!-- /charter -->\n", MARKDOWN, 1, "a picture needs lines of its own"),
        ("\n% charter: table a b\n", LATEX, 2, "this place has no end"),
        ("% /charter\n", LATEX, 1, "this ends a place that has not begun"),
        ("% charter: table a b\n\n% charter: table a b\n", LATEX, 3, "the place of line 1 has not ended"),
        ("\n\\chartervalue{a}{b}\n", LATEX, 2, "takes three arguments"),
        ("\\chartervalue{a}{b}{c\n", LATEX, 1, "takes three arguments"),
    ],
)
def test_a_mark_that_makes_no_sense_is_told_by_its_line(text: str, syntax: str, line: int, message: str) -> None:
    with pytest.raises(Mistake) as mistake:
        places(text, syntax)
    assert mistake.value.line == line
    assert message in mistake.value.message


def test_only_places_change_and_the_second_time_nothing_does() -> None:
    for text, syntax in ((BLOCK, MARKDOWN), (INLINE, MARKDOWN), (TEX, LATEX), (TEX_VALUE, LATEX)):
        for ends in ("\n", "\r\n"):
            before = text.replace("\n", ends)
            once = filled(before, syntax, lambda place: Content("new"))
            assert len(once.stale) == 1
            (old,), (new,) = places(before, syntax), once.places
            assert old == new
            (at,) = places(once.text, syntax)
            assert once.text[: at.start] == before[: old.start]
            assert once.text[at.end :].lstrip() == before[old.end :].lstrip()
            assert held(once.text, at).strip() == "new"
            twice = filled(once.text, syntax, lambda place: Content("new"))
            assert (twice.text, twice.stale) == (once.text, ())


def test_a_block_keeps_the_indentation_of_its_mark() -> None:
    text = "- item\n  <!-- charter: table a b -->\n  <!-- /charter -->\n"
    found = filled(text, MARKDOWN, lambda place: Content("| a |\n| :-- |"))
    assert found.text == ("- item\n  <!-- charter: table a b -->\n\n  | a |\n  | :-- |\n\n  <!-- /charter -->\n")


@given(st.text(st.sampled_from("ab `~%{}\\\n<!-->:/charte"), max_size=120), st.sampled_from((MARKDOWN, LATEX)))
def test_any_text_is_read_or_refused_and_never_lost(text: str, syntax: str) -> None:
    refused = None
    try:
        found = places(text, syntax)
    except Mistake as mistake:
        refused = mistake
    if refused is not None:
        assert 1 <= refused.line <= text.count("\n") + 1
        return
    assert all(0 <= each.start <= each.end <= len(text) for each in found)
    if not found:
        assert filled(text, syntax, lambda place: Content("new")).text == text


HOSTILE = (
    "<script>alert(1)</script> | `x` *b* [a](javascript:x) $x$ \\input{/etc/passwd} 100% #1 & ~ ^ _ {} @a \u202eb\x07"
)


def test_a_table_holds_texts_as_texts() -> None:
    table = MarkupTable(("A", "B"), ((HOSTILE, "1"),), frozenset({1}))
    markdown = table.written(MARKDOWN)
    assert markdown.split("\n")[1] == "| :-- | --: |"
    row = markdown.split("\n")[2]
    assert "<script" not in row
    assert "&lt;script\\>" in row
    assert "\\|" in row
    assert "\\[a\\](javascript:x)" in row
    assert "\u202e" not in row
    latex = table.written(LATEX)
    assert "\\textbackslash{}input\\{/etc/passwd\\}" in latex
    assert "100\\% \\#1 \\& \\textasciitilde{} \\textasciicircum{} \\_ \\{\\}" in latex
    assert "\\$x\\$" in latex


def test_a_picture_in_each_syntax() -> None:
    assert image("f/a.svg", "A [b]", MARKDOWN, "80%") == "![A \\[b\\]](f/a.svg){width=80%}"
    assert image("f/a.pdf", "A", LATEX) == "\\includegraphics[width=\\linewidth]{f/a.pdf}"
    assert image("f/a.pdf", "A", LATEX, "45%") == "\\includegraphics[width=0.45\\linewidth]{f/a.pdf}"
    assert escaped("a\nb", MARKDOWN) == "a b"
