"""The one layout: spaces, citations in a column, blank lines, comments, long clauses."""

import pytest

from charter.dsl.format.formatter import NotFormattedError, format_text
from charter.dsl.syntax.source import Source


def inside(*clauses: str) -> str:
    return "charter 1\n\ninstitution I {\n" + "".join(f"  {clause}\n" if clause else "\n" for clause in clauses) + "}\n"


SPACES = [
    ("group A=B|C&D", "group A = B | C & D"),
    ("group A={B ,C}", "group A = { B, C }"),
    ("group A = {}", "group A = { }"),
    ("group A=(B|C)except D", "group A = (B | C) except D"),
    ("group A = states where gdp>=1_000 and not(ldc)", "group A = states where gdp >= 1_000 and not (ldc)"),
    ("explore x in 20 .. 48 step 2", "explore x in 20..48 step 2"),
    ('party X "Title":observer', 'party X "Title" : observer'),
    ("expect I { that -x+f(1 ,-2)-3 / 4>= 2/3 }", "expect I { that -x + f(1, -2) - 3 / 4 >= 2/3 }"),
    ("expect I { for every member m of G : seats(m)>0 }", "expect I { for every member m of G: seats(m) > 0 }"),
    ("expect I { in scenario s : USA can block d }", "expect I { in scenario s: USA can block d }"),
    ("institution I { assume members : states }", "institution I { assume members: states }"),
    ('institution I { decision d "D": finding,sanction }', 'institution I { decision d "D" : finding, sanction }'),
]


@pytest.mark.parametrize(("text", "expected"), SPACES, ids=[text for text, _ in SPACES])
def test_spaces(text: str, expected: str) -> None:
    assert format_text(f"charter 1\n{text}") == f"charter 1\n\n{expected}\n"


def test_a_clause_a_line() -> None:
    text = "charter 1\ninstitution I{organ A{plenary;quorum 2/3 of members}}"
    assert format_text(text) == inside("organ A {", "  plenary", "  quorum 2/3 of members", "}")


def test_a_block_of_one_clause_stays_on_its_line() -> None:
    assert format_text("charter 1\nscenario s of I {without USA}") == "charter 1\n\nscenario s of I { without USA }\n"
    assert (
        format_text("charter 1\nscenario s of I {\nwithout USA}")
        == "charter 1\n\nscenario s of I {\n  without USA\n}\n"
    )
    assert format_text("charter 1\ninstitution I { founded 1999 [x] }") == inside("founded 1999  [x]")


def test_an_empty_block() -> None:
    assert format_text("charter 1\ninstitution I {\n\n\n}") == "charter 1\n\ninstitution I { }\n"
    assert format_text("charter 1\ninstitution I {\n# none yet\n}") == inside("# none yet")


def test_citations_stand_in_a_column_within_a_run() -> None:
    text = inside("founded 1999 [a]", "seat AUT [b] [c]", "status open", "language en", "", "ended 2004 [d]")
    assert format_text(text) == inside(
        "founded 1999  [a]", "seat AUT      [b] [c]", "status open", "language en", "", "ended 2004  [d]"
    )


def test_a_citation_too_wide_for_the_column_stays_apart() -> None:
    long = "problem " + ", ".join(f"a_long_name_{n}" for n in range(5))
    wide = "[" + "x" * 60 + "]"
    text = inside(f"{long} [a]", f"seat AUT {wide}", "founded 1999 [b]")
    assert format_text(text) == inside(f"{long}  [a]", f"seat AUT      {wide}", "founded 1999  [b]")


def test_a_citation_of_a_block_stands_after_its_brace() -> None:
    assert format_text(inside("organ A {", "[x]", "plenary }")) == inside("organ A {  [x]", "  plenary", "}")


def test_blank_lines() -> None:
    text = "charter 1\nuse world\n\n\n\nlet x = 3\ninstitution I {\n\n\nseat A\n\n\nseat B\n\n}\nlet y = 3\n\n\n"
    assert format_text(text) == (
        "charter 1\n\nuse world\n\nlet x = 3\n\ninstitution I {\n  seat A\n\n  seat B\n}\n\nlet y = 3\n"
    )


def test_a_comment_goes_with_the_block_that_it_stands_above() -> None:
    text = "charter 1\n\nlet x = 3\n# about I\n# more\ninstitution I {\n}\n".replace("{\n}", "{\n  seat A\n}")
    assert format_text(text) == text.replace("3\n#", "3\n\n#")


COMMENTED = """# first
charter 1  # the version

# about the world
use world  # all of it

group A = { B,  # one
  # two
  C  # three
  # four
  }

institution I {  # open
  # before
  seat AUT  # a seat

  organ A {  [x]  # cited
    # inside
    quorum 2/3 of members  # said
      # of two things
      or consensus

    # last
  }  # end of A
  organ B {
    # nothing yet
  }
  # end of I
}

# end
"""


def test_every_comment_stays_in_its_place() -> None:
    assert format_text(COMMENTED) == COMMENTED
    squeezed = "\n".join(line.strip() for line in COMMENTED.replace("  #", "#").splitlines())
    assert format_text(squeezed) == COMMENTED


def test_long_clauses_are_broken_where_the_language_lets_them_go_on() -> None:
    clause = "headed by DirectorGeneral, appointed by Board with approval of GeneralConference, for 4 years"
    assert format_text(inside("organ S {", f"  {clause} [statute VII.A]", "}")) == inside(
        "organ S {",
        "  headed by DirectorGeneral, appointed by Board with approval of GeneralConference,",
        "    for 4 years  [statute VII.A]",
        "}",
    )
    rule = "quorum 2/3 of members and majority of present and voting and 1/2 of each chamber or all of x"
    assert format_text(inside("organ S {", f"  {rule} or consensus", "}")) == inside(
        "organ S {", f"  {rule}", "    or consensus", "}"
    )
    apart = "quorum 2/3 of members and majority of the_longest_name_of_a_chamber_there_is or 2/3 of present"
    assert format_text(inside("organ S {", f"  {apart} and voting", "}")) == inside(
        "organ S {", f"  {apart.removesuffix(' or 2/3 of present')}", "    or 2/3 of present and voting", "}"
    )


def test_lines_end_as_they_did() -> None:
    assert format_text(Source("x", "\ufeffcharter 1\r\nlet x=3\r\n")) == "charter 1\r\n\r\nlet x = 3\r\n"


def test_a_text_with_errors_is_left_alone() -> None:
    with pytest.raises(NotFormattedError) as caught:
        format_text("charter 1\nlet x = = 3\n")
    assert [problem.code for problem in caught.value.problems] == ["LNG104"]


def test_only_the_version() -> None:
    assert format_text("charter   1") == "charter 1\n"
    assert format_text("\n\n# a\n\n\n# b\ncharter 1") == "# a\n\n# b\ncharter 1\n"
