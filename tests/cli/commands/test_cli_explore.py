"""`charter explore`: what each combination gives, the best, tables that are resumed, spaces that are none."""

import csv
import hashlib
import io
import json
import re
from base64 import b64encode
from pathlib import Path

import pytest
from cli_helpers import Run, write

CHARTER = """charter 1
use world
let needed = 3/4
let wait = 6
let limit = 12 months
let places = 2
explore places in 1..3
institution Club {
  members are { FRA, DEU, ITA, ESP }
  organ Assembly { plenary ; votes one each }
  organ Board { seats { places elected by Assembly } ; votes one each }
  decision act : procedure { step Assembly by needed of members, within wait months }
  decision other : procedure { step Assembly by 2/3 of members }
}
expect Club {
  no member can block act
  no member can block other
  that clock(act) <= limit
}
"""
TIME = {"that clock(act) <= limit": "proved"}
OVER = ("--over", "needed=1/2,3/4,1")
ASK = ("--ask", "smallest_blocking(act)")


def explore(run: Run, *words: str, text: str = CHARTER):  # type: ignore[no-untyped-def]
    return run("explore", str(write(Path.cwd(), text)), *words)


def lines(run: Run, *words: str) -> list[dict[str, object]]:
    shown = explore(run, "--format", "json", *words)
    assert shown.exit_code == 0, shown.output
    return [json.loads(line) for line in shown.output.splitlines()]


def test_each_value_gives_what_can_be_counted_by_hand(run: Run) -> None:
    """Four members: at 1/2 two carry, so three stop it; at 3/4 three carry and two stop it; at all, one stops it."""
    found = lines(run, *OVER, *ASK)
    assert [(row["values"], row["answers"][0]["least"], row["answers"][0]["most"]) for row in found] == [  # type: ignore[index]
        ({"needed": "1/2"}, "3", "3"),
        ({"needed": "3/4"}, "2", "2"),
        ({"needed": "1"}, "1", "1"),
    ]
    assert [row["expectations"] for row in found] == [
        {"no member can block act": "proved", "no member can block other": "proved", **TIME},
        {"no member can block act": "proved", "no member can block other": "proved", **TIME},
        {"no member can block act": "refuted", "no member can block other": "proved", **TIME},
    ]


def test_combinations_come_in_order_the_last_value_quickest(run: Run) -> None:
    found = lines(run, "--over", "needed=3/4,1", "--over", "limit=30 days,6 months", "--no-expectations")
    assert [list(row["values"].values()) for row in found] == [  # type: ignore[attr-defined]
        ["3/4", "30 days"], ["3/4", "6 months"], ["1", "30 days"], ["1", "6 months"],
    ]  # fmt: skip


def test_the_text_says_what_to_explore_where_nothing_is_named(run: Run) -> None:
    found = lines(run, "--no-expectations", "--ask", "seats(Board)")
    assert [row["values"] for row in found] == [{"places": "1"}, {"places": "2"}, {"places": "3"}]
    same = lines(run, "--no-expectations", "--ask", "seats(Board)", "--over", "places")
    assert same == found


def test_a_time_is_varied_like_a_number(run: Run) -> None:
    """Six months are more than 30 days and not more than 6 months."""
    found = lines(run, "--over", "limit=30 days,6 months")
    assert [row["expectations"]["that clock(act) <= limit"] for row in found] == ["refuted", "proved"]  # type: ignore[index]


def test_what_must_be_met_and_what_is_best(run: Run) -> None:
    """The fewest who stop it are 3, 2, 1 and the fewest who carry it 2, 3, 4: more of both is a trade-off, and of the
    two that keep two members from stopping it alone only 1/2 does: 3 > 2."""
    bests = ("--best", "max smallest_blocking(act)", "--best", "max smallest_passing(act)")
    found = lines(run, *OVER, "--keep", "smallest_blocking(act) >= 2", *bests)
    assert [(row["kept"], row["best"]) for row in found] == [("yes", True), ("yes", True), ("no", False)]
    found = lines(run, *OVER, "--best", "max smallest_blocking(act)", "--best", "min smallest_passing(act)")
    assert [row["best"] for row in found] == [True, False, False]


def test_the_page_for_a_terminal(run: Run) -> None:
    shown = explore(run, *OVER, *ASK, "--keep", "no member can block act", "--best", "min smallest_blocking(act)")
    assert shown.output.splitlines() == [
        "Club: 3 designs",
        "  design  needed  A        B  C   holds  kept  best",
        "  0          1/2  3   proved  3  3 of 3   yes",
        "  1          3/4  2   proved  2  3 of 3   yes     *",
        "  2            1  1  refuted  1  2 of 3    no",
        "  A: smallest_blocking(act)",
        "  B: keep: no member can block act",
        "  C: min smallest_blocking(act)",
        "  2 of 3 designs meet what they must",
        "  *: on the Pareto front (1): no other is as good in every respect and better in one; of a range that end "
        "counts which is certain",
        "",
        "In how many designs each expectation is",
        "  expectation                proved  refuted  depends  unknown",
        "  no member can block act         2        1        0        0",
        "  no member can block other       3        0        0        0",
        "  that clock(act) <= limit        3        0        0        0",
        "  all hold in designs 0 and 1",
    ]


def test_a_combination_that_gives_no_charter_is_a_row_that_says_why(run: Run) -> None:
    found = lines(run, "--over", "places=1,3/2", "--no-expectations", "--ask", "seats(Board)")
    assert [row.get("why_not") for row in found] == [None, "`places` is 3/2, which is no number of seats"]
    shown = explore(run, "--over", "places=3/2", "--no-expectations")
    assert shown.exit_code == 1
    assert shown.stderr == "no combination gives a charter: `places` is 3/2, which is no number of seats\n"


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("--over", "need=1"), "`need` is no `let` of this charter; did you mean `needed`?"),
        (("--over", "other=1"), "`other` is no `let` of this charter; there are limit, needed, places, wait"),
        (("--over", "needed"), "the charter explores no `needed`: give its values, `--over needed=2..16:2`"),
        (("--over", "places=5..2"), "`places`: 5..2 has no value, since it ends below its beginning"),
        (("--over", "places=1..5:0"), "`places`: a step of 0 leads nowhere"),
        (("--over", "places=1,,2"), "`places=1,,2`: a value is empty; write `places=2,4` or `places=2..16:2`"),
        (("--over", "places=2,2"), "`places`: 2 is given twice"),
        (("--over", "places=x"), "`places`: `x` is neither a number (`8`, `2/3`, `60%`) nor a time (`12 months`)"),
        (("--over", "places=2 months"),
         "`places` is a number in the charter and needs a number, as `2/3`, not `2 months`"),
        (("--over", "limit=7"), "`limit` is 12 months in the charter and needs a time, as `12 months`, not `7`"),
        (("--over", "places=1", "--over", "places=2"), "`places` is explored twice: give its values in one place"),
        (("--over", "places=1..9", "--most", "8"), "the space has 9 designs, more than 8: name fewer values, raise "
         "--most, or look at some of it with --sample N"),
        (("--ask", ""), "a question is empty: ask for a number or a statement, as `power(LDC, adopt)`"),
        (("--ask", "smallest_blocking(acts)"),
         "`smallest_blocking(acts)` makes no sense here: `acts` is not known here; `act` is"),
        (("--ask", "1 } institution X {"), "`1 } institution X {` makes no sense here: "),
        (("--keep", "smallest_blocking(act)"), "`smallest_blocking(act)` is a number; what a design must meet is a "
         "statement, as `… >= 1/2`"),
        (("--best", "no member can block act"), "`no member can block act`: what is best begins with `max` or `min`, "
         "as `max share(LDC, seats in Council)`"),
        (("--best", "max no member can block act"), "`no member can block act` is a statement; best is the most or the "
         "least of a number"),
        (("--institution", "Clubs"), "this charter has no institution `Clubs`; it has Club"),
        (("--resume",), "--resume needs a table in a file: -o table.csv or -o table.jsonl"),
    ],
)  # fmt: skip
def test_what_cannot_be_meant_is_refused(run: Run, words: tuple[str, ...], told: str) -> None:
    shown = explore(run, *words)
    assert shown.exit_code == 2
    assert " ".join(shown.stderr.split("Error: ")[1].split()).startswith(told.strip())


def test_a_charter_that_explores_nothing_says_how(run: Run) -> None:
    shown = explore(run, text=CHARTER.replace("explore places in 1..3\n", ""))
    assert shown.exit_code == 2
    assert "there is nothing to explore: give --over NAME=VALUES, or write `explore NAME in 2..16`" in shown.stderr


def test_a_sample_says_that_it_is_one_and_is_the_same_for_a_seed(run: Run) -> None:
    words = ("--over", "places=1..100", "--no-expectations", "--sample", "5", "--seed", "7", "--most", "50")
    found = lines(run, *words)
    assert {row["sample"] for row in found} == {"5 of 100 designs drawn with seed 7"}
    assert len(found) == 5
    assert lines(run, *words) == found
    shown = explore(run, *words).output
    assert (
        "  a search, not the whole space: 5 of 100 designs drawn with seed 7; the best are the best of those looked"
        in shown
    )


@pytest.mark.parametrize("name", ["table.csv", "table.jsonl"])
def test_a_table_that_was_cut_off_is_resumed_and_comes_out_the_same(run: Run, name: str) -> None:
    words = (*OVER, *ASK, "--over", "places=1..3", "--best", "max smallest_blocking(act)", "--resume", "-o", name)
    assert explore(run, *words).exit_code == 0
    whole = Path(name).read_bytes()
    cut = whole[: len(whole) * 3 // 5]  # in the middle of a row
    Path(name).write_bytes(cut)
    shown = explore(run, *words, "-v")
    assert Path(name).read_bytes() == whole
    kept = cut.count(b"\n") - (name == "table.csv")
    assert 0 < kept < 9
    # each of the rows that are left asks at most three bundles: those of `act`, those of `other`, the seats
    asked = int(re.search(r"of (\d+) questions", shown.stderr).group(1))  # type: ignore[union-attr]
    assert asked == 2 * (9 - kept)


def test_rows_of_another_text_are_not_kept(run: Run) -> None:
    words = (*OVER, *ASK, "--resume", "-o", "table.csv")
    explore(run, *words)
    explore(run, *words, text=CHARTER.replace("ITA, ESP", "ITA, ESP, PRT, GRC"))
    rows = list(csv.DictReader(io.StringIO(Path("table.csv").read_text(encoding="utf-8"))))
    # of six, 1/2 needs three, so four stop it; 3/4 needs five (4.5), and two stop it; all, and one does
    assert [row["smallest_blocking(act) (least)"] for row in rows] == ["4", "2", "1"]


def test_a_larger_space_keeps_no_row_by_a_number_that_means_another_design(run: Run) -> None:
    explore(run, "--over", "needed=1/2,1", *ASK, "--resume", "-o", "table.csv")
    explore(run, "--over", "needed=1/2,3/4,1", *ASK, "--resume", "-o", "table.csv")
    rows = list(csv.DictReader(io.StringIO(Path("table.csv").read_text(encoding="utf-8"))))
    assert [(r["needed"], r["smallest_blocking(act) (least)"]) for r in rows] == [
        ("1/2", "3"),
        ("3/4", "2"),
        ("1", "1"),
    ]


def test_a_table_with_other_columns_is_not_written_over(run: Run) -> None:
    write(Path.cwd(), "a,b\n1,2\n", "table.csv")
    shown = explore(run, *OVER, "--resume", "-o", "table.csv")
    assert shown.exit_code == 2
    assert "`table.csv` has other columns than this asks for" in shown.stderr
    assert Path("table.csv").read_text(encoding="utf-8") == "a,b\n1,2\n"


def test_several_processes_give_the_same_bytes(run: Run) -> None:
    words = (*OVER, *ASK, "--over", "places=1..3", "--best", "max smallest_blocking(act)")
    explore(run, *words, "-o", "one.csv")
    assert explore(run, *words, "-o", "two.csv", "--jobs", "2").exit_code == 0
    assert Path("two.csv").read_bytes() == Path("one.csv").read_bytes()


def test_the_page_allows_its_own_script_alone_and_holds_no_markup_of_the_charter(run: Run) -> None:
    evil = CHARTER.replace("no member can block other", "no member can block other # </script><b>")
    shown = explore(run, *OVER, "--ask", "smallest_blocking(act)", "--format", "html", text=evil).output
    script = re.search(r"<script>(.*?)</script>", shown, re.DOTALL).group(1)  # type: ignore[union-attr]
    digest = b64encode(hashlib.sha256(script.encode()).digest()).decode()
    assert f"default-src 'none'; style-src 'unsafe-inline'; script-src 'sha256-{digest}'" in shown
    assert "http" not in script.replace("http://www.w3.org/2000/svg", "").replace("http-equiv", "")
    assert "innerHTML" not in script
    held = re.search(r'<script type="application/json" id="data">(.*?)</script>', shown, re.DOTALL).group(1)  # type: ignore[union-attr]
    data = json.loads(held)
    assert [row[:4] for row in data["rows"]] == [
        [["0", 0], ["1/2", 0.5], ["3", 3.0], "proved"],
        [["1", 1], ["3/4", 0.75], ["2", 2.0], "proved"],
        [["2", 2], ["1", 1.0], ["1", 1.0], "refuted"],
    ]
    assert "<" not in held


def test_markdown_is_a_table(run: Run) -> None:
    shown = explore(run, *OVER, *ASK, "--no-expectations", "--format", "markdown").output
    assert shown.splitlines()[2:6] == [
        "| design | needed | smallest\\_blocking(act) |",
        "|---|---:|---:|",
        "| 0 | 1/2 | 3 |",
        "| 1 | 3/4 | 2 |",
    ]
