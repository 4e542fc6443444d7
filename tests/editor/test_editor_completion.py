"""Completion against lark's own parser, and against what the designs themselves say at each place."""

import random

import pytest
from editor_helpers import NAMES, uri, workspace
from lark import Token as LarkToken

from charter.dsl.syntax.lexer import NEWLINE, lex
from charter.dsl.syntax.parser import parse
from charter.dsl.syntax.source import Source
from charter.dsl.syntax.tree import Token
from charter.editor import names
from charter.editor.completion import completion
from charter.editor.cursor import stand
from charter.editor.snippets import SNIPPETS
from charter.editor.workspace import Workspace
from charter.grammar.keywords import BEGINS, KEYWORDS
from strategies import lark_names, lark_parser

JOINING = {"and", "or", "but"}


def accepted(tokens: list[Token]) -> set[str]:
    """The terminals that lark's parser takes after these tokens, as they are written."""
    spelt = {name: kind for kind, name in lark_names().items()}
    parser = lark_parser().parse_interactive([])
    for token in tokens:
        parser.feed_token(LarkToken(lark_names().get(token.kind, token.kind), token.text))
    return {spelt.get(name, name) for name in parser.accepts()}


def positions(name: str, how_many: int) -> list[tuple[list[Token], Token]]:
    """Places in a design: the tokens before, and the token that stands there; none where a line is joined."""
    text = workspace().need(uri(name)).source.text
    tokens = list(parse(Source(name, text)).tokens)
    places = [
        k
        for k in range(1, len(tokens))
        if tokens[k].kind != NEWLINE
        and (tokens[k - 1].kind == NEWLINE or "\n" not in text[tokens[k - 1].end : tokens[k].start])
        and tokens[k - 1].end < tokens[k].start
    ]
    chosen = random.Random(name).sample(places, min(how_many, len(places)))
    return [(tokens[:k], tokens[k]) for k in chosen]


def keywords_agree(name: str, how_many: int) -> None:
    text = workspace().need(uri(name)).source.text
    for before, token in positions(name, how_many):
        found = stand(text, token.start)
        assert found is not None, (name, token)
        plain = {word for word in accepted(before) if word in KEYWORDS} - JOINING
        unbroken = before[:-1] if before[-1].kind == NEWLINE else before
        joined = JOINING & accepted(unbroken)
        assert set(found.keywords) == plain | joined, (name, token, text[token.start - 40 : token.end])
        assert found.named == ("NAME" in accepted(before)), (name, token)
        if token.kind in KEYWORDS:
            assert token.kind in found.keywords


@pytest.mark.parametrize("name", NAMES)
def test_it_offers_every_keyword_that_lark_takes_and_no_other(name: str) -> None:
    keywords_agree(name, 6)


@pytest.mark.slow
@pytest.mark.parametrize("name", NAMES)
def test_it_offers_every_keyword_that_lark_takes_anywhere(name: str) -> None:
    keywords_agree(name, 120)


@pytest.mark.parametrize("name", ["iaia", "un", "iaea", "ilo", "fsb_opened", "ai_2026", "narrow_path"])
def test_what_is_offered_can_be_read_there(name: str) -> None:
    """Each name is one token and lark takes a NAME, or each keyword is one that lark takes."""
    ws, where = workspace(), uri(name)
    text = ws.need(where).source.text
    for before, token in positions(name, 6):
        taken = accepted(before) | accepted(before[:-1] if before[-1].kind == NEWLINE else before)
        for item in completion(ws, where, token.start):
            if item.snippet or item.label != item.text:
                continue
            first = lex(item.text).tokens[0]
            assert first.end == len(item.text) or before[-1].kind == "no", (item, text[token.start - 30 : token.start])
            assert first.kind in taken or "NAME" in taken, (item, token)


@pytest.mark.parametrize("name", ["iaia", "un", "iaea", "ilo", "imf", "ai_2026", "ai_labour_convention"])
def test_a_name_that_stands_somewhere_is_offered_there(name: str) -> None:
    """For names of the design sampled at their uses: the very name is among what completion offers in its place."""
    ws, where = workspace(), uri(name)
    reading = ws.reading(where)
    used = [u for u in names.uses(reading) if u.asked is not None and u.asked.text == u.target.name]
    for use in random.Random(name).sample(used, min(8, len(used))):
        offered = {item.text for item in completion(ws, where, use.place.start)}
        assert use.target.name in offered, (use, reading.document.source.text[use.place.start - 40 : use.place.end])


@pytest.mark.parametrize("word", sorted(SNIPPETS))
def test_a_snippet_reads_as_a_block_where_it_is_offered(word: str) -> None:
    import re

    body = re.sub(r"\$\{\d+:([^}]*)\}", r"\1", SNIPPETS[word]).replace("$0", "").replace("\t", "  ")
    frames = {
        "start": "charter 1\n{}\n",
        "institution": "charter 1\ninstitution I {{\n{}\n}}\n",
        "membership": "charter 1\ninstitution I {{\nmembership {{\n{}\n}}\n}}\n",
        "organ": "charter 1\ninstitution I {{\norgan O {{\n{}\n}}\n}}\n",
        "obligation": "charter 1\ninstitution I {{\nobligation o {{\n{}\n}}\n}}\n",
    }
    homes = [block for block in BEGINS[word] if block in frames]
    assert homes or word == "charter"
    for block in homes:
        assert parse(Source("s", frames[block].format(body))).problems == ()
    if word == "charter":
        assert parse(Source("s", body)).problems == ()


START = 'charter 1\n\nuse world\n\ngroup G = {{ USA, CHN }}\n\ninstitution I "I" {{\n  members are G\n{}}}\n'


def offered(clauses: str) -> set[str]:
    """What is offered at the `|` of some clauses of an institution."""
    text = START.format(clauses)
    at = text.index("|")
    ws = Workspace()
    ws.open("untitled:a", text.replace("|", ""))
    return {item.label for item in completion(ws, "untitled:a", at)}


def test_states_are_offered_by_code_and_by_name() -> None:
    found = offered("  organ A : council { seats 1 { 1 permanent { F| } } }\n")
    assert {"FRA", "France", "G"} <= found
    assert "decision" not in found


def test_only_organs_and_offices_are_offered_where_they_belong() -> None:
    found = offered("  organ A : council { plenary }\n  decision d : budget { step A }\n  fund F, run by |\n")
    assert "A" in found
    assert "USA" not in found


def test_a_block_that_is_not_closed_yet_is_completed() -> None:
    found = offered("  organ A : council {\n    plen|\n")
    assert {"plenary", "seats"} <= found
    assert "organ" not in found


def test_the_words_of_a_fixed_list_are_offered() -> None:
    assert {"council", "tribunal", "panel"} <= offered("  organ A : |{ }\n")
    assert {"council", "tribunal"} <= offered("  organ A : |\n")


def test_sources_are_offered_in_a_citation() -> None:
    found = offered('  source statute "S"\n  note "n" [st|]\n')
    assert found == {"statute"}


def test_nothing_is_offered_in_a_text_a_comment_or_a_number() -> None:
    assert offered('  note "USA|"\n') == set()
    assert offered("  # USA|\n") == set()
    assert offered("  organ A : council { seats 1| { } }\n") == set()


def test_designs_and_rules_are_offered() -> None:
    ws = Workspace()
    ws.open("untitled:a", "charter 1\nuse \nallow ")
    assert {"un", "iaea", "world"} <= {item.label for item in completion(ws, "untitled:a", 14)}
    assert "VOT101" in {item.label for item in completion(ws, "untitled:a", 21)}


def test_an_empty_text_begins_with_the_version() -> None:
    ws = Workspace()
    ws.open("untitled:a", "")
    assert [item.label for item in completion(ws, "untitled:a", 0)] == ["charter", "charter …"]
