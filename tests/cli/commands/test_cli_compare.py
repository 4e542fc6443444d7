"""`charter compare`: what designs say side by side, silence told, differences marked; nine fit two pages."""

import csv
import io
import json
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
from cli_helpers import Run, write

from charter.render.words.comparison import FAMILIES

NINE = (
    "advanced_ai_governance_organization", "ai_safety_project", "cern_for_ai", "commission_frontier_ai",
    "conditional_ai_safety_treaty", "frontier_ai_collaborative", "iaia", "isia", "magic",
)  # fmt: skip
COLUMNS, LINES = 163, 58
"""What an A4 page in landscape holds in 8 pt: 277 mm of 1.69 mm (4.8 pt) each, 190 mm of 3.25 mm (9.2 pt) each."""

FIRST = """charter 1
use world
institution One "The first" {
  status proposed
  members are { FRA, DEU, ITA }
  membership { open to states; admission by admit; withdrawal by notice, notice 12 months; no expulsion }
  organ Board { plenary; decides by 2/3 of members }
  decision admit : admission { step Board }
  decision order "Give an order" : standard { step Board by majority of members; binds members; force binding }
  obligation report "Report every year" { binds members; force binding; monitored by Board through self-report }
  funding { budget 3 million EUR a year }
  adoption { in force on 2 ratifications }
}
"""
SECOND = """charter 1
use world
institution Two {
  status proposed
  members are { FRA, DEU, ITA }
  organ Board { plenary; decides by consensus }
  decision admit : admission { step Board }
  adoption { in force on 3 ratifications }
}
"""


def data(run: Run, *words: str) -> dict[str, Any]:
    result = run("compare", *words, "--format", "json")
    assert (result.exit_code, result.stderr) == (0, "")
    found: dict[str, Any] = json.loads(result.stdout)
    return found


def families(found: dict[str, Any]) -> dict[str, list[list[str]]]:
    return {row["name"]: [cell["phrases"] for cell in row["cells"]] for row in found["families"]}


def test_each_family_says_what_the_charter_says(run: Run, folder: Path) -> None:
    write(folder, FIRST, "one.charter")
    write(folder, SECOND, "two.charter")
    found = data(run, "one.charter", "two.charter")
    assert found["designs"] == [
        {"name": "One", "title": "The first", "file": "one.charter"},
        {"name": "Two", "title": "Two", "file": "two.charter"},
    ]
    rows = families(found)
    assert list(rows) == [family.name for family in FAMILIES]
    assert rows["standing"] == [["proposed"], ["proposed"]]
    assert rows["members"][0] == ["3: FRA, DEU and ITA", "open to states"]
    assert rows["joining"] == [["by Board, 2/3 of members"], []]
    assert rows["leaving"] == [["withdrawal by notice, notice 12 months", "no expulsion"], []]
    assert rows["rules"] == [["Board: 2/3 of members"], ["Board: consensus"]]
    assert rows["binding"] == [["Give an order: Board, majority of members"], []]
    assert rows["blocking"] == [["at least 2 members"], ["Each of the 3 members, alone"]]
    assert rows["duties"] == [["members, binding: Report every year"], []]
    assert rows["verification"] == [["Board, self report"], []]
    assert rows["money"] == [["budget 3 million EUR a year"], []]
    assert rows["start"] == [["in force on 2 ratifications"], ["in force on 3 ratifications"]]
    differs = {row["name"] for row in found["families"] if row["differs"]}
    assert "standing" not in differs
    assert {"rules", "duties", "start"} <= differs


def test_text_says_what_is_not_stated_and_marks_what_differs(run: Run, folder: Path) -> None:
    write(folder, FIRST, "one.charter")
    write(folder, SECOND, "two.charter")
    words = ("compare", "one.charter", "two.charter", "--only", "standing,rules,duties", "--width", "100")
    assert run(*words).stdout.splitlines() == [
        "              One                                        Two",
        "standing =    proposed                                   proposed",
        "rules         Board: 2/3 of members                      ≠ Board: consensus",
        "duties        members, binding: Report every year        ≠ not stated",
        "",
        "≠ unlike what most say, or unlike the first where no two agree; = the same in all",
    ]
    assert "standing" not in run(*words, "--differences").stdout


def test_what_most_say_is_not_marked(run: Run, folder: Path) -> None:
    write(folder, FIRST, "one.charter")
    for n in (2, 3):
        write(folder, SECOND.replace("Two", f"N{n}"), f"{n}.charter")
    found = data(run, "one.charter", "2.charter", "3.charter", "--only", "rules")
    assert [cell["unlike"] for cell in found["families"][0]["cells"]] == [True, False, False]


def test_nine_proposals_fit_two_pages(run: Run) -> None:
    lines = run("compare", *NINE, "--width", str(COLUMNS)).stdout.splitlines()
    assert len(lines) <= 2 * LINES
    assert max(map(len, lines)) <= COLUMNS


def test_a_reader_can_say_from_it_who_binds_whom_and_how_it_starts(run: Run) -> None:
    rows = families(data(run, *NINE))
    at = NINE.index("iaia")
    assert rows["duties"][at][0].startswith("members, binding: Declare large training runs")
    assert rows["start"][at][0] == (
        "in force on 40 ratifications and 3 of Frontier States and 10% of “share of known AI compute”"
    )
    assert rows["duties"][NINE.index("magic")][0].startswith("states: Develop no artificial general intelligence")
    assert rows["duties"][0] == []


def test_an_expression_is_a_row(run: Run, folder: Path) -> None:
    """Two thirds of three are two, so two block; by consensus one does. A statement is answered by yes or no."""
    write(folder, FIRST, "one.charter")
    write(folder, SECOND, "two.charter")
    asks = ("--ask", "smallest_blocking(admit)", "--ask", "can_block({ FRA }, admit)", "--ask", "vetoes(order)")
    asked = data(run, "one.charter", "two.charter", *asks)["asked"]
    assert [row["expression"] for row in asked] == list(asks[1::2])
    assert [a["text"] for a in asked[0]["answers"]] == ["2", "1"]
    assert asked[0]["answers"][0] == {"text": "2", "least": "2", "most": "2"}
    assert [(a["text"], a["verdict"]) for a in asked[1]["answers"]] == [("no", "refuted"), ("yes", "proved")]
    assert asked[2]["answers"][0]["text"] == "0"
    assert "order" in asked[2]["answers"][1]["wrong"]


def test_a_landscape_compares_all_its_bodies(run: Run) -> None:
    found = data(run, "ai_2026", "--only", "mandate")
    assert [d["name"] for d in found["designs"]][:3] == ["OECDPrinciples", "HiroshimaProcess", "AIConvention"]
    assert len(found["designs"]) == len({d["name"] for d in found["designs"]}) >= 6


def test_several_institutions_of_one_charter_are_columns(run: Run) -> None:
    assert [d["name"] for d in data(run, "hlab")["designs"]][:2] == ["ScientificPanel", "PolicyDialogue"]


def test_two_of_one_name_are_told_apart_by_their_files(run: Run, folder: Path) -> None:
    write(folder, FIRST, "a.charter")
    write(folder, FIRST.replace("2/3", "3/4"), "b.charter")
    assert [d["name"] for d in data(run, "a.charter", "b.charter")["designs"]] == ["One (a)", "One (b)"]


def test_csv_has_every_phrase(run: Run, folder: Path) -> None:
    write(folder, FIRST, "one.charter")
    write(folder, SECOND, "two.charter")
    result = run("compare", "one.charter", "two.charter", "-o", "out.csv")
    assert (result.exit_code, result.output) == (0, "")
    rows = list(csv.reader(io.StringIO(Path("out.csv").read_text(encoding="utf-8"))))
    assert rows[0] == ["family", "One", "Two", "differs"]
    assert rows[1] == ["standing", "proposed", "proposed", "no"]
    assert ["leaving", "withdrawal by notice, notice 12 months; no expulsion", "", "yes"] in rows


class Cells(HTMLParser):
    """The text of each cell."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []
        self.tags: set[str] = set()

    def handle_starttag(self, tag: str, attrs: object) -> None:
        self.tags.add(tag)
        if tag == "td":
            self.found.append("")

    def handle_data(self, data: str) -> None:
        if self.found:
            self.found[-1] += data


HOSTILE = SECOND.replace("institution Two", 'institution Two "<script>alert(1)</script>|x"').replace(
    "decision admit :", 'decision admit "<img src=x onerror=y> | *b*" :'
)


def test_text_of_charters_stays_text_in_every_form(run: Run, folder: Path) -> None:
    write(folder, FIRST, "one.charter")
    write(folder, HOSTILE.replace("step Board }", "step Board; binds members }"), "two.charter")
    page = run("compare", "one.charter", "two.charter", "--format", "html").stdout
    cells = Cells()
    cells.feed(page)
    assert not {"script", "img"} & cells.tags
    assert any("<img src=x onerror=y>" in cell for cell in cells.found)
    table = run("compare", "one.charter", "two.charter", "--format", "md").stdout
    assert "<img" not in table
    assert {line.count(" | ") for line in table.splitlines() if line.startswith("| ")} == {2}


def test_cells_are_whole_with_full(run: Run) -> None:
    short = run("compare", *NINE, "--only", "leaving", "--format", "md").stdout
    whole = run("compare", *NINE, "--only", "leaving", "--format", "md", "--full").stdout
    assert "duties survive 24 … (+2)" in short
    assert "no expulsion" in whole
    assert "…" not in whole


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("iaia",), "there are no two institutions to compare; found 1"),
        (("iaia", "ilo", "--ask", "no_such(x)"), "--ask `no_such(x)`: `no_such` is no metric"),
        (("iaia", "ilo", "--only", "nothing"), "`nothing` is not a family of clauses; there are standing, mandate"),
        (("iaia", "nowhere.charter"), "there is no file `nowhere.charter`"),
        (("iaia", "ilo", "-o", "a.doc"), "`a.doc` does not end in .txt, .md, .html, .csv or .json"),
    ],
)
def test_bad_input_is_told(run: Run, words: tuple[str, ...], told: str) -> None:
    result = run("compare", *words)
    assert (result.exit_code, result.stdout) == (2, "")
    assert told in " ".join(result.stderr.split())


def test_a_charter_with_errors_is_shown_and_nothing_compared(run: Run, folder: Path) -> None:
    write(folder, "charter 1\ninstitution A { organ }\n")
    result = run("compare", "iaia", "club.charter")
    assert (result.exit_code, result.stdout) == (1, "")
    assert "nothing was compared" in result.stderr
