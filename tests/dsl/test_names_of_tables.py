"""Names as tables have them, `members` as electors, and decisions changed without their kind."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path

import pytest
from rule_checking import agency

from charter.dsl.format.formatter import format_text
from charter.dsl.load import load
from charter.dsl.model.charter import Charter
from charter.dsl.syntax.source import Source

CLUB = """charter 1
use world
data w from "w.csv" keyed by KEY { "Share of GDP (%)" as share }
group Twenty = G-20
institution Club { members are { FRA, DEU }; organ Assembly { plenary of Twenty; votes by w.share } }
expect Club { that members-1 = 1 }
"""


def charter_of(path: Path) -> Charter:
    loaded = load(path)
    assert [(f.code, f.span.line, f.message) for f in loaded.findings if f.severity == "error"] == []
    assert loaded.charter is not None
    return loaded.charter


@pytest.mark.parametrize("key", ["alpha-3", '"alpha-3"'])
def test_a_table_is_read_by_the_headings_it_has(tmp_path: Path, key: str) -> None:
    (tmp_path / "w.csv").write_text("alpha-3,Share of GDP (%)\nFRA,2.5\nDEU,4\n")
    path = tmp_path / "a.charter"
    path.write_text(CLUB.replace("KEY", key))
    charter = charter_of(path)
    (column,) = charter.tables[0].columns
    assert (column.name, dict(column.values)) == ("share", {"FRA": Fraction(5, 2), "DEU": Fraction(4)})
    (group,) = charter.groups
    assert "FRA" in (group.parties.members or ())
    assert "group Twenty = G20" in format_text(path.read_text())


def test_a_heading_that_is_not_there_is_told_where_it_stands(tmp_path: Path) -> None:
    (tmp_path / "w.csv").write_text("alpha-3,Share of GDP\nFRA,2.5\nDEU,4\n")
    path = tmp_path / "a.charter"
    path.write_text(CLUB.replace("KEY", "alpha-3"))
    (found,) = [f for f in load(path).findings if f.code == "LNG506"]
    assert (found.span.line, found.message) == (3, "`w.csv` has no column `Share of GDP (%)`")
    assert found.help == "did you mean `Share of GDP`?"


def test_members_elect_designate_and_appoint() -> None:
    body = "  organ Board { seats 4 { 2 elected by members for 2 years; 2 designated by members } }\n"
    body += "  organ Bench : tribunal { experts 3 appointed by members for 6 years }"
    loaded = load(Source("a.charter", agency(body)))
    assert [f.message for f in loaded.findings if f.severity == "error"] == []
    assert loaded.charter is not None
    board, bench = loaded.charter.institutions[0].organs
    assert board.seats is not None
    assert bench.experts is not None
    fillings = [*(line.filling for line in board.seats.lines), bench.experts.filling]
    assert [(f.how, f.by.kind if f.by else None) for f in fillings] == [
        ("elected", "members"),
        ("designated", "members"),
        ("appointed", "members"),
    ]


REFORM = """charter 1
institution Club {
  organ Assembly { plenary; decides by majority of members }
  decision admit "Admit" : admission, waiver { step Assembly }
}
reform Club_2 of Club {
  change decision admit CHANGE
}
"""


@pytest.mark.parametrize(
    "change", ["{ step Assembly by 2/3 of members }", "{ change step Assembly by 2/3 of members }"]
)
def test_a_decision_is_changed_without_its_kind(change: str) -> None:
    loaded = load(Source("a.charter", REFORM.replace("CHANGE", change)))
    assert [(f.span.line, f.message) for f in loaded.findings if f.severity == "error"] == []
    assert loaded.charter is not None
    (decision,) = loaded.charter.institutions[1].decisions
    assert decision.kinds == ("admission", "waiver")
    rule = decision.steps[0].rule
    assert rule is not None
    assert getattr(rule, "quota", None) == Fraction(2, 3)


def test_a_new_decision_still_needs_its_kind() -> None:
    text = agency("  organ A { plenary }\n  decision d { step A }")
    (found,) = [f for f in load(Source("a.charter", text)).findings if f.code.startswith("LNG10")]
    assert found.span.line == 7
