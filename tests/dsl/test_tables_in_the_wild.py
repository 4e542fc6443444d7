"""Tables as people keep them, rebuilt: each is read right or refused at its line with the reason, by `data … from` and
by `--weights` alike."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path

import pytest

from charter.cli.input.numbers import BareError
from charter.cli.input.votes_file import votes_in
from charter.dsl.load import load
from charter.dsl.tables.reader import LARGEST, TableError, read_sheet

CHARTER = """charter 1
use world
data t from "t.csv" keyed by {key} {{
  {column} in "{unit}"
}}
institution Fund {{
  members are {{ DEU, FRA, ITA }}
  organ Board {{ plenary; votes by t.{column}; decides by majority of votes }}
  decision adopt : standard {{ step Board }}
}}
"""
THREE = {"DEU": Fraction(3, 2), "FRA": Fraction(5, 2), "ITA": Fraction(3)}
WHOLE = {"DEU": Fraction(1500), "FRA": Fraction(2500), "ITA": Fraction(3000)}
NONE: dict[str, Fraction] = {}

# name, text, key, column, values, findings as (code, line of the charter, part of the sentence)
Row = tuple[str, str, str, str, dict[str, Fraction], list[tuple[str, int, str]]]
TABLES: list[Row] = [
    ("plain", "iso3,votes\nDEU,1.5\nFRA,2.5\nITA,3\n", "iso3", "votes", THREE, []),
    (
        "semicolons and decimal commas",
        "country;votes\nDEU;1,5\nFRA;2,5\nITA;3,0\n",
        "country",
        "votes",
        THREE,
        [
            ("LNG507", 3, "`t.csv` is read so: cells parted by semicolons"),
            ("LNG507", 4, "`t.csv`, column `votes`: read with decimal commas"),
        ],
    ),
    (
        "tabs, English names, thousands with commas",
        "State\tvotes\nGermany\t1,500.0\nFrance\t2,500.0\nItaly\t3,000.0\n",
        "State",
        "votes",
        WHOLE,
        [
            ("LNG507", 3, "cells parted by tabs; keys read as names of states"),
            ("LNG507", 4, "read with marks between thousands"),
        ],
    ),
    (
        "alpha-2 codes",
        "geo,votes\nDE,1.5\nFR,2.5\nIT,3\n",
        "geo",
        "votes",
        THREE,
        [("LNG507", 3, "keys read as ISO 3166 alpha-2 codes")],
    ),
    (
        "a title, a total and notes, as a ministry exports it",
        "Shares on 1 May;\nstate;votes\nDeutschland;1\nDEU;1,5\nFRA;2,5\nITA;3\nTotal;7\n* provisional;\n",
        "state",
        "votes",
        THREE,
        [("LNG504", 3, "`t.csv`, line 3: `Deutschland` is no party"), ("LNG507", 4, "decimal commas")],
    ),
    (
        "a total that adds up",
        "iso3,votes\nDEU,1.5\nFRA,2.5\nITA,3\nTotal,7\nSource: own numbers,\n",
        "iso3",
        "votes",
        THREE,
        [("LNG507", 3, "1 line of notes below the rows left out; the total on line 5 left out")],
    ),
    (
        "a total that does not add up",
        "iso3,votes\nDEU,1.5\nFRA,2.5\nITA,3\nTotal,9\n",
        "iso3",
        "votes",
        THREE,
        [
            ("LNG505", 4, "`t.csv`, line 5: the total is `9`, the rows above add up to 7"),
            ("LNG507", 3, "the total on line 5 left out"),
        ],
    ),
    (
        "rounded percentages under a total",
        "iso3,votes\nDEU,33.3%\nFRA,33.3%\nITA,33.3%\nTotal,100.0%\n",
        "iso3",
        "votes",
        dict.fromkeys(THREE, Fraction(333, 1000)),
        [("LNG507", 3, "the total on line 5 left out")],
    ),
    (
        "percentages with a space",
        "iso3;votes\nDEU;1,5 %\nFRA;2,5 %\nITA;3 %\n",
        "iso3",
        "votes",
        {p: v / 100 for p, v in THREE.items()},
        [("LNG507", 3, "semicolons"), ("LNG507", 4, "decimal commas")],
    ),
    (
        "thousands parted by no-break and thin spaces, a footnote mark",
        "iso3,votes\nDEU,1\u00a0500\nFRA,2\u202f500\nITA,3 000*\n",
        "iso3",
        "votes",
        WHOLE,
        [("LNG507", 4, "read with marks between thousands, footnote marks left out")],
    ),
    (
        "Swiss apostrophes",
        "iso3,votes\nDEU,1'500\nFRA,2’500\nITA,3000 [a]\n",
        "iso3",
        "votes",
        WHOLE,
        [("LNG507", 4, "read with marks between thousands, footnote marks left out")],
    ),
    (
        "a comma that may be either",
        'iso3,votes\nDEU,"1,500"\nFRA,"2,500"\nITA,"3,000"\n',
        "iso3",
        "votes",
        NONE,
        [("LNG505", 4, "`t.csv`, line 2: `1,500` may be 1.5 or 1500; so may 2 other cells of the column")],
    ),
    (
        "a point that may be either, among semicolons",
        "iso3;votes\nDEU;1.500\nFRA;2.500\nITA;900\n",
        "iso3",
        "votes",
        {"ITA": Fraction(900)},
        [("LNG505", 4, "line 2: `1.500` may be 1.5 or 1500"), ("LNG507", 3, "semicolons")],
    ),
    (
        "the other column tells what the comma is",
        "iso3;votes;share\nDEU;1.500;0,25\nFRA;2.500;0,3\nITA;3.000;0,45\n",
        "iso3",
        "votes",
        WHOLE,
        [("LNG507", 3, "semicolons"), ("LNG507", 4, "marks between thousands")],
    ),
    (
        "two notations in one column",
        'iso3,votes\nDEU,1.5\nFRA,2.5\nITA,"3,0"\n',
        "iso3",
        "votes",
        {"DEU": THREE["DEU"], "FRA": THREE["FRA"]},
        [("LNG505", 4, "line 4: `3,0` has a decimal comma where line 2, `1.5`, has a decimal point")],
    ),
    (
        "mixed units",
        "iso3,votes\nDEU,1.5%\nFRA,2.5%\nITA,3\n",
        "iso3",
        "votes",
        {"DEU": Fraction(3, 200), "FRA": Fraction(5, 200)},
        [("LNG505", 4, "line 4: `3` under `votes` has no `%` where other cells have it")],
    ),
    (
        "units in the cells",
        "iso3,votes\nDEU,1.5\nFRA,EUR 2.5\nITA,3\n",
        "iso3",
        "votes",
        {"DEU": THREE["DEU"], "ITA": THREE["ITA"]},
        [("LNG505", 4, "line 3: `EUR 2.5` is no number")],
    ),
    (
        "codes and names mixed",
        "iso3,votes\nDEU,1.5\nFrance,2.5\nITA,3\n",
        "iso3",
        "votes",
        {"DEU": THREE["DEU"], "ITA": THREE["ITA"]},
        [("LNG504", 3, "line 3: `France` is a name where the other keys are ISO 3166 alpha-3 codes")],
    ),
    (
        "rows of regions",
        "iso3,votes\nDEU,1.5\nFRA,2.5\nITA,3\nEuro area,7\nOECD members,70\n",
        "iso3",
        "votes",
        THREE,
        [("LNG504", 3, "`t.csv`: 2 rows name no party: `Euro area` (line 5), `OECD members` (line 6)")],
    ),
    (
        "a long table, a row for each year",
        "iso3,year,votes\nDEU,2019,1.5\nDEU,2020,9\nFRA,2019,2.5\nFRA,2020,9\nITA,2019,3\nITA,2020,9\n",
        "iso3",
        "votes",
        NONE,
        [("LNG503", 3, "line 3: `DEU` stands on line 2 already, as do keys of 3 rows in all: column `year` has years")],
    ),
    (
        "equal headings",
        "iso3,votes,votes\nDEU,1,2\nFRA,2,1\nITA,3,3\n",
        "iso3",
        "votes",
        NONE,
        [("LNG503", 3, "line 1, column 3: the heading `votes` is that of column 2 already")],
    ),
    (
        "a negative weight",
        "iso3,votes\nDEU,1.5\nFRA,2.5\nITA,-3\n",
        "iso3",
        "votes",
        {"DEU": THREE["DEU"], "FRA": THREE["FRA"], "ITA": Fraction(-3)},
        [],  # read as it stands; LNG320 reports it where the column gives votes
    ),
    (
        "a spreadsheet's empty columns, and its own first line",
        "sep=;\niso3;votes;;\nDEU;1,5;;\nFRA;2,5;;\nITA;3;;\n;;;\n",
        "iso3",
        "votes",
        THREE,
        [("LNG507", 3, "semicolons"), ("LNG507", 4, "decimal commas")],
    ),
    (
        "marks for figures that are not known",
        "iso3,votes\nDEU,1.5\nFRA,..\nITA,–\n",
        "iso3",
        "votes",
        {"DEU": THREE["DEU"]},
        [("LNG505", 4, "line 3: `..` is no number"), ("LNG505", 4, "line 4: `–` is no number")],
    ),
    (
        "raised marks and brackets",
        "iso3,votes\nDEU,1.5\nFRA,25²\nITA,(3)\n",
        "iso3",
        "votes",
        {"DEU": THREE["DEU"]},
        [("LNG505", 4, "line 3: `25²` is no number"), ("LNG505", 4, "line 4: `(3)` is no number")],
    ),
    (
        "figures in powers of ten",
        "iso3,votes\nDEU,1.5E+03\nFRA,2.5e3\nITA,3000\n",
        "iso3",
        "votes",
        WHOLE,
        [],
    ),
]


@pytest.mark.parametrize(
    ("text", "key", "column", "values", "wanted"), [t[1:] for t in TABLES], ids=[t[0] for t in TABLES]
)
def test_data(
    tmp_path: Path, text: str, key: str, column: str, values: dict[str, Fraction], wanted: list[tuple[str, int, str]]
) -> None:
    (tmp_path / "t.csv").write_text(text, encoding="utf-8")
    (tmp_path / "t.charter").write_text(CHARTER.format(key=key, column=column, unit="votes"), encoding="utf-8")
    loaded = load(tmp_path / "t.charter")
    found = sorted((f.code, f.span.line, f.message) for f in loaded.findings)
    assert [f[:2] for f in found] == sorted(w[:2] for w in wanted)
    for (*_, message), (*_, part) in zip(found, sorted(wanted), strict=True):
        assert part in message
    (table,) = loaded.charter.tables
    assert dict(table.columns[0].values) == values


def weights(folder: Path, text: str, column: str | None = None) -> dict[str, Fraction]:
    (folder / "v.csv").write_text(text, encoding="utf-8")
    return votes_in(folder / "v.csv", column)


def test_the_same_notations_as_weights(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The sum of 1.5, 2.5 and 3 is 7; the row of totals is no player, and the file's notation is told."""
    read = weights(tmp_path, "country;votes\nAlfa;1,5\nBravo;2,5\nCharlie;3,0\nTotal;7\n* provisional\n")
    assert read == {"Alfa": Fraction(3, 2), "Bravo": Fraction(5, 2), "Charlie": Fraction(3)}
    assert (
        "v.csv is read so: cells parted by semicolons; 1 line of notes below the rows left out; decimal commas; "
        "the total on line 5 left out" in capsys.readouterr().err
    )


def test_a_column_of_years_is_no_column_of_votes(tmp_path: Path) -> None:
    assert weights(tmp_path, "state,joined,amount\nA,1958,4\nB,1973,2\n") == {"A": Fraction(4), "B": Fraction(2)}
    wide = "state,2019,2020\nA,4,5\nB,2,2\n"
    assert weights(tmp_path, wide, "2020") == {"A": Fraction(5), "B": Fraction(2)}


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("country,votes\nA,12\nB,8\nTotal,25\n", "line 4: the total is `25`, the rows above add up to 20"),
        ('s,votes\nA,"1,234"\nB,2\n', "v.csv:2: `1,234` may be 1.234 or 1234"),
        ("s,votes\nA,10%\nB,20%\nC,5\n", "v.csv:4: `5` under `votes` has no `%` where other cells have it"),
        ("s,votes\nA,4\nB,-2\n", "v.csv:3: the weight of B is negative: -2"),
        ("s,votes,votes\nA,4,1\nB,2,1\n", "line 1, column 3: the heading `votes` is that of column 2 already"),
        ("s,year,votes\nA,2019,4\nA,2020,5\n", "v.csv:3: A is listed twice: `year` has years; keep one year"),
        (
            "s,votes\nA,4\nB,2 000 USD\n",
            "v.csv:3: the weight of B is `2 000 USD`, which is no number; write the number",
        ),
    ],
)
def test_weights_are_refused_at_their_line(tmp_path: Path, text: str, message: str) -> None:
    with pytest.raises(BareError) as refused:
        weights(tmp_path, text)
    assert message in refused.value.message


def test_a_table_has_a_size(tmp_path: Path) -> None:
    path = tmp_path / "big.csv"
    with path.open("wb") as file:
        file.truncate(LARGEST + 2**20)
    with pytest.raises(TableError) as refused:
        read_sheet(path, "big.csv")
    assert refused.value.fault.message == "`big.csv` has 65 MiB; a table has 64 MiB at most"
