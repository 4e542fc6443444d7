"""What a designer is told of mistakes: each once, on its line, in words of the field, and nothing that only follows."""

from pathlib import Path

import pytest

from charter.dsl.syntax.messages import edits, listing, near, phrases
from charter.dsl.syntax.parser import ParseResult, parse
from charter.dsl.syntax.source import Source
from charter.dsl.syntax.tree import Token

DESIGNS = Path(__file__).parents[3] / "src/charter/designs"
OPEN = "charter 1\ninstitution I {\n"
"""The first two lines of many examples."""


def read(text: str) -> ParseResult:
    return parse(Source("x.charter", text))


def found(text: str) -> list[tuple[str, int]]:
    source = Source("x.charter", text)
    return [(problem.code, source.position(problem.start)[0]) for problem in parse(source).problems]


def said(text: str) -> tuple[str, str | None]:
    (problem,) = read(text).problems
    return problem.message, problem.help


MESSAGES = [
    (
        OPEN + " membership { withdrawal by notice, after 5 }\n}",
        "expected a unit of time (days, months, years) after `5`, but the clause ends here",
        None,
    ),
    (
        OPEN + " organ A {\n quorom 2/3 of seats\n }\n}",
        "`quorom` does not begin a clause of an organ",
        "did you mean `quorum`?",
    ),
    (
        OPEN + " quorum 2/3 of seats\n}",
        "`quorum` does not begin a clause of an institution",
        "`quorum` is a clause of an organ",
    ),
    ("charter 1\nplease do", "`please` does not begin a declaration", None),
    ("charter 1\ngruop A = B", "`gruop` does not begin a declaration", "did you mean `group`?"),
    ("charter 1\ngroup A = { B, C D }", "expected `,` or `}` after `C`, not `D`", None),
    ("charter 1\nexplore x in 1..", "expected a number after `..`, but the clause ends here", None),
    (
        OPEN + " funding { budget 100,000 USD }\n}",
        "expected `thousand`, `million` or `billion` or a name after `100`, not `,`",
        "write 100_000: a comma separates the parts of a clause",
    ),
    (OPEN + " organ A { quorum 10members }\n}", "`10members` is neither a number nor a word", "write `10 members`"),
    (
        OPEN + " organ A { quorum 3 membres }\n}",
        "expected what is counted (members, seats, votes …) or `of` after `3`, not `membres`",
        "did you mean `members`?",
    ),
    ("charter 1\ninstitution I { }\n}", "this `}` closes nothing", None),
    (
        OPEN + " organ A\n {\n plenary\n }\n}",
        "expected a quoted text, `:` or `{` after `A`, but the clause ends here",
        "put `{` at the end of the line",
    ),
]


@pytest.mark.parametrize(("text", "message", "help"), MESSAGES, ids=[m[1] for m in MESSAGES])
def test_messages(text: str, message: str, help: str | None) -> None:
    assert said(text) == (message, help)


BROKEN = {
    "three mistakes in three clauses": (
        OPEN
        + """  membership {
    withdrawal by notice, after 5
    suspension by suspend
    expulsion expel
  }
  organ A {
    plenary
    quorum 2/3 members
  }
}
""",
        [("LNG104", 4), ("LNG104", 6), ("LNG104", 10)],
    ),
    "one message for a clause with many": (OPEN + " organ A { quorum of of 5 5 } \n}", [("LNG104", 3)]),
    "a head without a name keeps the contents": (
        OPEN + '  organ "Council" {\n    plenary\n    quorum 2/3\n  }\n  organ B { plenary }\n}\n',
        [("LNG104", 3), ("LNG104", 5)],
    ),
    "a head without its kind keeps the contents": (
        OPEN + "  decision d {\n    step\n  }\n}\n",
        [("LNG104", 3), ("LNG104", 4)],
    ),
    "a misspelt head keeps the contents": (
        OPEN + '  orgn A "Council" {\n    plenary\n    quorum 2/3\n  }\n}\n',
        [("LNG104", 3), ("LNG104", 5)],
    ),
    "an unknown head loses the contents only": (
        OPEN + "  wharf A {\n    plenary {\n foo }\n  }\n  organ B { quorum x x x }\n}\n",
        [("LNG104", 3), ("LNG104", 7)],
    ),
    "a wrong word before the brace": (
        OPEN + "  organ A here {\n    quorum 2/3\n  }\n}\n",
        [("LNG104", 3), ("LNG104", 4)],
    ),
    "an organ that is not closed": (
        OPEN + "  organ A {\n    plenary\n  decision d : finding {\n    step A\n  }\n}\ninstitution J {\n}\n",
        [("LNG105", 3)],
    ),
    "a list of seats that is not closed": (
        OPEN + "  organ A {\n    seats {\n      3 elected by A\n    quorum 2/3 of seats\n  }\n}\n",
        [("LNG105", 4)],
    ),
    "a mandate that is not closed, though a function may have any name": (
        OPEN + "  mandate {\n    warns in safety\n  membership {\n    open to states\n  }\n}\n",
        [("LNG105", 3)],
    ),
    "two organs that are not closed": (
        OPEN + "  organ A {\n    plenary\n  organ B {\n    plenary\n  organ C {\n    plenary\n  }\n}\n",
        [("LNG105", 3), ("LNG105", 5)],
    ),
    "unclosed without indentation": (
        "charter 1\ninstitution I {\norgan A {\nplenary\norgan B {\nplenary\n}\n}\n",
        [("LNG105", 3)],
    ),
    "unclosed at the end": (OPEN + "  organ A {\n    plenary\n", [("LNG105", 3)]),
    "unclosed at the end, in a clause": (OPEN + "  organ A {\n    quorum 2/3 of", [("LNG105", 3), ("LNG104", 4)]),
    "the last brace is missing": (OPEN + "  organ A {\n    plenary\n  }\n", [("LNG105", 2)]),
    "a brace too many at the end": ("charter 1\ninstitution I {\n}\n}\n", [("LNG104", 4)]),
    "a brace too many in the middle": (
        OPEN + "  organ A {\n    plenary\n  }\n  }\n  organ B {\n    quorum x x\n  }\n}\n",
        [("LNG104", 6), ("LNG104", 8)],
    ),
    "a brace too many without indentation": (
        "charter 1\ninstitution I {\norgan A {\nplenary\n}\n}\norgan B {\nplenary\n}\n}\n",
        [("LNG104", 7)],
    ),
    "a brace that opens nothing": (
        OPEN + '  note "x" {\n  organ B {\n    plenary\n  }\n}\n',
        [("LNG104", 3)],
    ),
    "an opening brace is missing": (
        OPEN + "  organ A\n    plenary\n    quorum x x\n  }\n  decision d : finding\n    step A\n  }\n}\n",
        [("LNG104", 3), ("LNG104", 5), ("LNG104", 7)],
    ),
    "a set that is not closed": (
        "charter 1\ngroup A = { B, C\ngroup D = { E,, F }\nlet x = 3\n",
        [("LNG104", 2), ("LNG104", 3)],
    ),
    "a set over lines without commas": (
        "charter 1\ngroup A = {\n B\n C\n}\nlet x = = 3\n",
        [("LNG104", 3), ("LNG104", 6)],
    ),
    "a bracket that is not closed": (
        OPEN + "  organ A {\n    quorum (2/3 of members\n    plenary\n  }\n}\nlet x = = 2\n",
        [("LNG104", 4), ("LNG104", 8)],
    ),
    "a clause in the wrong block is not a missing brace": (
        OPEN + "  organ A {\n    members from x\n    plenary\n  }\n}\n",
        [("LNG104", 4)],
    ),
    "words after a block": (OPEN + "  organ A {\n    plenary\n  } [x]\n  organ B { plenary }\n}\n", [("LNG104", 5)]),
    "no unit": (OPEN + "  note “x”\n  language [\n  seat 5x\n  note 'x'\n}\n", [("LNG104", n) for n in (3, 4, 5, 6)]),
}


@pytest.mark.parametrize(("text", "expected"), BROKEN.values(), ids=BROKEN)
def test_broken_texts(text: str, expected: list[tuple[str, int]]) -> None:
    assert sorted(found(text)) == sorted(expected)


def test_a_missing_brace_is_told_with_its_block() -> None:
    (problem,) = read(BROKEN["an organ that is not closed"][0]).problems
    assert problem.message == "the block `organ A` of line 3 is not closed: `}` is missing before `decision` on line 5"
    assert [label for _, _, label in problem.labels] == ["noticed here"]


def test_a_missing_brace_is_sought_by_the_indentation() -> None:
    text = OPEN + '  membership {\n    open to states\n  note "x"\n}\n'
    (problem,) = read(text).problems
    assert Source("x", text).position(problem.start)[0] == 2
    assert problem.help == "the indentation says that the `}` for line 3 is missing"


def test_what_surrounds_an_error_is_kept() -> None:
    tree = read(BROKEN["a head without a name keeps the contents"][0]).tree
    institution = tree.first("institution")
    assert institution is not None
    organs = institution.all("organ")
    assert [organ.token("NAME").text for organ in organs] == ["?", "B"]  # type: ignore[union-attr]
    assert [organ.broken for organ in organs] == [True, False]
    assert organs[0].first("plenary") is not None
    assert institution.broken
    assert tree.broken


def test_clauses_outside_by_a_brace_too_many_go_back_to_their_institution() -> None:
    tree = read(BROKEN["a brace too many without indentation"][0]).tree
    assert [t.kind for t in tree.trees()] == ["institution"]
    assert [t.token("NAME").text for t in tree.trees()[0].all("organ")] == ["A", "B"]  # type: ignore[union-attr]


def test_names_of_skipped_clauses_are_known() -> None:
    result = read("charter 1\ngroup Developing = states whre ldc\nlet x = = y\ngroup B = Developing")
    assert {"Developing", "x", "ldc", "y"} <= result.lost_names
    assert "B" not in result.lost_names


def test_a_text_without_errors_has_lost_nothing() -> None:
    result = read("charter 1\ngroup A = B")
    assert result.lost_names == frozenset()
    assert not result.tree.broken


CUTS = {  # clauses, and a word each of them cannot do without
    "quorum 2/3 of seats": "of",
    "decides by majority of present and voting": "majority",
    "meets every 2 years": "years",
    "votes one each": "one",
    "at most 2 of one nationality": "most",
    "at least half from Developing": "from",
    "headed by Chair, elected by A for 2 years": "elected",
    "reports to Assembly": "to",
    "term 3 years": "3",
    "void unless 1/2 of members vote": "vote",
    "answers to Council": "to",
    "hears complaints from members": "complaints",
    "acts for Council": "for",
    "sits in 3": "in",
    "staff 200": "200",
    "constituencies by region": "by",
}


def test_a_word_lost_in_every_clause_gives_a_message_for_every_clause() -> None:
    clauses = ["    " + clause.replace(word, "", 1) for clause, word in CUTS.items()]
    text = OPEN + "  organ A {\n" + "\n    plenary\n".join(clauses) + "\n  }\n}\n"
    assert found(text) == [("LNG104", 4 + 2 * i) for i in range(len(CUTS))]
    whole = OPEN + "  organ A {\n" + "\n".join(CUTS) + "\n  }\n}\n"
    assert found(whole) == []


@pytest.mark.parametrize("path", sorted(DESIGNS.rglob("*.charter")), ids=lambda path: path.stem)
def test_a_word_lost_anywhere_is_told_on_its_line_and_once(path: Path) -> None:
    """Every fifth token of a shipped design is left out in turn; at most the next clause may suffer too."""
    text = path.read_text(encoding="utf-8")
    source = Source(path.name, text)
    tokens: list[Token] = [t for t in parse(source).tokens if t.kind not in ("_NL", "{", "}")]
    for token in tokens[7::5]:
        problems = found(text[: token.start] + text[token.end :])
        lines = [line for _, line in problems]
        assert len(lines) <= 2, token
        here = source.position(token.start)[0]
        assert all(here - 4 <= line <= here + 4 for line in lines), (token, lines)


@pytest.mark.parametrize("path", sorted(DESIGNS.rglob("*.charter")), ids=lambda path: path.stem)
def test_a_brace_lost_anywhere_is_told_at_most_twice(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    for token in [t for t in parse(Source(path.name, text)).tokens if t.kind in ("{", "}")]:
        problems = found(text[: token.start] + text[token.end :])
        assert 1 <= len(problems) <= 2, (token, token.start, problems)


def test_phrases_say_together_what_belongs_together() -> None:
    assert phrases(["hour", "hours", "day", "days", "week", "weeks", "month", "months", "year", "years"]) == [
        "a unit of time (days, months, years)"
    ]
    assert phrases(["NAME", "_NL", "}"]) == ["a name", "the end of the clause"]


def test_a_message_lists_six_alternatives_at_most() -> None:
    assert listing([str(n) for n in range(6)]).count(",") == 4
    assert listing([str(n) for n in range(40)]) == "0, 1, 2, 3, 4 or something else"


def test_near_words() -> None:
    assert near("quorom", ["quorum", "organ"]) == ["quorum"]
    assert near("orgna", ["organ", "orga"]) == ["orga", "organ"]
    assert near("xyz", ["quorum"]) == []
    assert near("x" * 1000, ["quorum"]) == []
    assert (edits("abc", "abc"), edits("abc", "acb"), edits("", "abc"), edits("kitten", "sitting")) == (0, 1, 3, 3)


def test_a_brace_lost_in_a_reform_is_told_once_and_the_changes_after_it_are_read() -> None:
    text = (
        "charter 1\nuse un\nreform R of UN {\n  change organ Council {\n    add quorum majority of seats\n"
        "  change decision act : standard {\n    change step Council by 2/3 of seats\n  }\n}\n"
    )
    assert found(text) == [("LNG105", 4)]


def test_a_change_whose_kind_is_lost_is_left_out_whole() -> None:
    text = (
        "charter 1\nuse un\nreform R of UN {\n  change Council {\n    add quorum majority of seats\n"
        "    remove decides\n  }\n  change decision act : standard {\n    change step Council by 2/3 of seats\n  }\n}\n"
    )
    assert found(text) == [("LNG104", 4)]
