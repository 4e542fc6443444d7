"""Hover, hints, lenses, actions, formatting, structure, colours of meaning: values worked out by hand."""

from itertools import pairwise
from pathlib import Path

import pytest
from editor_helpers import NAMES, uri, workspace
from test_editor_navigation import applied

from charter.editor import actions, diagnostics, hover, layout, notes, structure, tokens
from charter.editor.actions import Action
from charter.editor.workspace import DocumentReading, Workspace, uri_of

TEXT = """charter 1

use world

group Pair "The two" = { USA, CHN }

institution I "I" {
  status proposed
  members are { USA, CHN, FRA, GBR, RUS }
  source statute "Statute"

  organ Board "The Board" : council {
    plenary
  }

  decision adopt "Adopt a rule" : standard {
    step Board by 2/3 of members  [statute 1]
  }

  decision stop : programme {
    step Board unless 1/3 of members object within 3 months
  }
}

expect I {
  no member can block adopt
  Pair can block adopt
}
"""


def read(text: str = TEXT) -> DocumentReading:
    ws = Workspace()
    ws.open("untitled:a", text)
    return ws.reading("untitled:a")


def said(text: str, at: str, skip: int = 0) -> str:
    """The hover at the first letter after `skip` of some words."""
    found = hover.hover(read(text), text.index(at) + skip)
    assert found is not None
    return found.markdown


def test_a_threshold_is_shown_as_a_count() -> None:
    """Two thirds of 5 members: 10/3, so 4. A third of 5 who object: 5/3, so 2 stop it."""
    found = notes.hints(read(), 0, len(TEXT))
    assert [(h.text, TEXT[: h.offset].rpartition("\n")[2].split("  ")[-1].strip()) for h in found] == [
        ("4 of 5", "step Board by 2/3 of members"),
        ("2 of 5", "step Board unless 1/3 of members"),
    ]
    assert found[1].tooltip == "2 of 5 members against"


def test_a_decision_is_shown_with_its_count_its_vetoes_and_power() -> None:
    """4 of 5: nobody alone can stop it, two can. Of 5 alike, two have 2/5 of the power."""
    markdown = said(TEXT, "adopt")
    assert "Adopt a rule" in markdown
    assert "Needs 4 of 5 members." in markdown
    assert "Who alone can stop it: No single member. It takes 2 members to stop it." in markdown
    assert "Power of the declared groups (Banzhaf): The two: 40%" in markdown


def test_a_group_is_shown_with_its_members() -> None:
    markdown = said(TEXT, "Pair")
    assert "2 members: China, United States" in markdown


def test_a_state_is_shown_with_its_figures_and_their_dates() -> None:
    markdown = said(TEXT, "USA")
    assert "United States of America" in markdown
    assert "| Population at the end of the year 2024 |" in markdown
    assert "| M49 region | Americas |" in markdown
    assert "Member of " in markdown


def test_a_keyword_is_shown_with_its_page() -> None:
    markdown = said(TEXT, "plenary")
    assert "A `plenary` seats every member, or those `of` a set." in markdown
    assert 'plenary: "plenary" of_set? CITE*' in markdown


def test_a_word_of_a_list_is_shown_with_the_others() -> None:
    assert "One of `proposed`, `draft`, `adopted`" in said(TEXT, "proposed")


def test_an_expectation_is_shown_with_its_verdict_and_witness() -> None:
    """Pair, 2 of 5, leave 3 for; 4 are needed, so they block: proved."""
    reading = read()
    checked = diagnostics.check(reading)
    found = hover.hover(reading, TEXT.index("can block adopt\n}"), checked)
    assert found is not None
    assert "proved" in found.markdown
    lenses = [lens.text for lens in notes.lenses(reading, checked)]
    assert [text.partition(":")[0] for text in lenses] == ["Veto", "Veto", "proved", "proved"]


def test_text_of_a_charter_is_no_markup_in_a_hover() -> None:
    text = TEXT.replace('"Adopt a rule"', '"<b>*x*</b> [a](javascript:1)"')
    markdown = said(text, "adopt")
    assert "\\<b\\>\\*x\\*" in markdown
    assert "\\[a\\](javascript" in markdown.partition("```charter")[0]


# ---- diagnostics ----------------------------------------------------------------------------------


def test_a_diagnostic_has_code_page_related_places_and_tags(tmp_path: Path) -> None:
    text = "charter 1\n\nuse world\n\ngroup A = { USA }\ngroup A = { CHN }\n"
    found = diagnostics.of_text(read(text))
    twice = next(each for each in found if each.code == "LNG202")
    assert text[twice.place.start : twice.place.end] == "A"
    assert twice.place.start == text.rindex("A =")
    assert [(p.start, t) for p, t in twice.related] == [(text.index("A ="), "first declared here")]
    assert twice.page.endswith("lng202_duplicate_name.py")
    unused = diagnostics.of_text(read('charter 1\n\ninstitution I "I" {\n  source s "S"\n}\n'))
    assert [(each.code, each.unused) for each in unused] == [("LNG203", True)]


def test_the_settings_of_the_project_hold(tmp_path: Path) -> None:
    (tmp_path / "charter.toml").write_text('ignore = ["ACC"]\n')
    ws = Workspace((tmp_path,))
    where = uri_of(tmp_path / "a.charter")
    ws.open(where, TEXT)
    reading = ws.reading(where)
    codes = {each.code for each in diagnostics.of_rules(reading, diagnostics.check(reading))}
    assert codes
    assert not any(code.startswith("ACC") for code in codes)


def test_a_table_that_changes_on_the_disk_is_read_anew(tmp_path: Path) -> None:
    text = 'charter 1\n\nuse world\n\ndata t from "t.csv" keyed by iso3 {\n  x in "u"\n}\n\ngroup G = top 1 by t.x\n'
    ws, where = Workspace((tmp_path,)), uri_of(tmp_path / "a.charter")
    ws.open(where, text)
    assert "LNG501" in {each.code for each in diagnostics.of_text(ws.reading(where))}
    (tmp_path / "t.csv").write_text("iso3,x\nUSA,1\nCHN,2\n")
    ws.touched()
    charter = ws.reading(where).loaded.charter
    assert charter is not None
    assert charter.groups[0].parties.members == ("CHN",)
    (tmp_path / "t.csv").write_text("iso3,x\nUSA,10\nCHN,2\n")
    charter = ws.reading(where).loaded.charter
    assert charter is not None
    assert charter.groups[0].parties.members == ("USA",)


# ---- actions --------------------------------------------------------------------------------------


def offered(reading: DocumentReading, code: str) -> list[Action]:
    checked = diagnostics.check(reading)
    end = len(reading.document.source.text)
    return [each for each in actions.actions(reading, 0, end, checked) if code in each.codes]


def test_a_correction_changes_that_word() -> None:
    text = TEXT.replace("step Board by", "step Bord by")
    reading = read(text)
    (action,) = offered(reading, "LNG201")
    assert action.title == "Change `Bord` to `Board`"
    ws = Workspace()
    ws.open("untitled:a", text)
    assert applied(ws, action.changes).need("untitled:a").source.text == TEXT


@pytest.mark.parametrize("name", ["iaia", "fsb", "fsb_opened", "ai_2026", "isia", "narrow_path"])
def test_allowing_a_finding_answers_it_and_nothing_else(name: str) -> None:
    """For the first finding of each rule: after the action the model has one allowance more, and the check has no
    finding more, and not that one at that place."""
    ws, where = workspace(), uri(name)
    reading = ws.reading(where)
    checked = diagnostics.check(reading)
    seen: set[str] = set()
    for action in actions.actions(reading, 0, len(reading.document.source.text), checked):
        code = action.codes[0]
        if not action.title.startswith("Allow") or code in seen or len(seen) == 3:
            continue
        seen.add(code)
        after = applied(ws, action.changes).reading(where)
        again = diagnostics.check(after)
        before = [(f.code, f.entity, f.message) for f in checked.findings]
        left = [(f.code, f.entity, f.message) for f in again.findings]
        assert not any(problem.code.startswith("LNG1") for problem in after.document.parsed.problems)
        assert set(left) < set(before), action
        assert {key[0] for key in set(before) - set(left)} == {code}
        assert [v.verdict for v in again.verdicts] == [v.verdict for v in checked.verdicts]


def test_an_allowance_that_answers_nothing_can_be_taken_out() -> None:
    text = TEXT.replace("    plenary\n", '    plenary\n    allow VOT101 because "x"\n')
    (action,) = offered(read(text), "LNG601")
    ws = Workspace()
    ws.open("untitled:a", text)
    assert applied(ws, action.changes).need("untitled:a").source.text == TEXT


# ---- layout and structure -------------------------------------------------------------------------


@pytest.mark.parametrize("name", NAMES)
def test_formatting_makes_the_one_form(name: str) -> None:
    """After the indentation is spoilt the edits lead back to the formatted text; a formatted text has none."""
    from charter.dsl.format.formatter import format_text

    text = workspace().need(uri(name)).source.text
    ws = Workspace()
    document = ws.open("untitled:a", text.replace("\n  ", "\n     "))
    changes = layout.formatted(document)
    assert applied(ws, changes).need("untitled:a").source.text == format_text(document.source)
    assert layout.formatted(ws.open("untitled:a", format_text(text))) == ()


def test_formatting_some_lines_leaves_the_others() -> None:
    ws = Workspace()
    text = "charter 1\n\ngroup A={B}\n\ngroup C={D}\n"
    document = ws.open("untitled:a", text)
    after = applied(ws, layout.formatted(document, 2, 2)).need("untitled:a").source.text
    assert after == "charter 1\n\ngroup A = { B }\n\ngroup C={D}\n"


def test_the_outline_is_the_text() -> None:
    found = structure.symbols(read().document)
    shape = [(s.name, s.kind, [c.name for c in s.children]) for s in found]
    assert shape == [
        ("Pair", "group", []),
        ("I", "institution", ["statute", "Board", "adopt", "stop"]),
        ("expect I", "block", []),
    ]
    assert found[0].detail == "The two"


def test_blocks_comments_and_uses_fold() -> None:
    head = "charter 1\n\nuse world\nuse un\nuse imf\n# a\n# b\n"
    found = structure.folds(read(head + 'institution I "I" {\n  organ O {\n    plenary\n  }\n}\n').document)
    assert found == ((2, 4, "imports"), (5, 6, "comment"), (7, 10, "region"), (8, 9, "region"))


def test_a_selection_grows_from_the_word_to_the_text() -> None:
    document = read().document
    found = [TEXT[p.start : p.end] for p in structure.selections(document, TEXT.index("2/3") + 1)]
    assert found[:3] == ["2/3", "2/3 of members", "step Board by 2/3 of members  [statute 1]"]
    assert found[-1] == TEXT
    assert all(inner in outer for inner, outer in pairwise(found))


def test_a_word_is_coloured_as_what_it_means() -> None:
    reading = read()
    shown = {(TEXT[t.start : t.end], t.type, t.modifiers) for t in tokens.tokens(reading)}
    assert {
        ("institution", "keyword", 0),
        ("Pair", "type", 1),
        ("Pair", "type", 0),
        ("USA", "type", 2),
        ("Board", "interface", 0),
        ("adopt", "function", 1),
        ("statute", "namespace", 0),
        ("council", "enumMember", 0),
        ("2/3", "number", 0),
    } <= shown


@pytest.mark.parametrize("name", NAMES)
def test_colours_of_meaning_do_not_overlap(name: str) -> None:
    reading = workspace().reading(uri(name))
    found = tokens.tokens(reading)
    assert all(one.end <= other.start for one, other in pairwise(found))
    assert all("\n" not in reading.document.source.text[t.start : t.end] for t in found)
