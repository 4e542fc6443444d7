"""`charter diff`: a reform beside its original, and two texts of one institution, clause by clause."""

import json
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from cli_helpers import Run, write

from charter.cli.commands.diff import SIGNS
from charter.dsl.compare import compare
from charter.dsl.load import load
from charter.dsl.syntax.source import Source

SCHEMA = json.loads((Path(__file__).parents[3] / "docs" / "schema" / "diff-1.json").read_text(encoding="utf-8"))
LABOUR = [
    ("~", "status", 13),
    ("+", "source proposal", 14),
    ("+", "fund transition_fund", 16),
    ("+", "organ Inspectorate", 19),
    ("+", "organ LabourTribunal", 25),
    ("+", "organ GoverningBody / quorum", 34),
    ("+", "organ GoverningBody / decides", 35),
    ("~", "decision appoint_commission / step", 39),
    ("~", "decision recommend_action / step", 44),
    ("~", "decision recommend_action / step", 46),
    ("+", "decision find_breach", 49),
    ("+", "decision suspend_vote", 54),
    ("+", "decision restore_vote", 60),
    ("+", "obligation protect_displaced_work", 64),
    ("+", "obligation submit_conventions / monitored", 84),
    ("+", "obligation submit_conventions / breach", 85),
    ("+", "obligation submit_conventions / answered", 86),
    ("+", "obligation report_unratified / breach", 96),
    ("+", "obligation report_unratified / answered", 97),
    ("~", "obligation apply_conventions / answered / step communicate", 108),
    ("~", "obligation apply_conventions / answered / step publish", 109),
    ("~", "obligation apply_conventions / answered / step inquire", 110),
    ("~", "obligation apply_conventions / answered / step recommend", 111),
    ("~", "obligation apply_conventions / answered / step judge", 113),
    ("~", "obligation apply_conventions / answered / step action", 114),
    ("+", "obligation apply_conventions / answered / step vote_lost_apply", 115),
]


def data(run: Run, *words: str) -> dict[str, Any]:
    result = run("diff", *words, "--format", "json")
    assert (result.exit_code, result.stderr) == (0, "")
    found: dict[str, Any] = json.loads(result.stdout)
    jsonschema.validate(found, SCHEMA)
    return found


def test_the_labour_reform_line_by_line(run: Run) -> None:
    result = run("diff", "ilo", "ilo_ai_labour")
    assert result.exit_code == 0
    lines = result.stdout.splitlines()
    assert lines[0] == "ILO_AI_Labour, a reform of ILO: 16 added, 10 changed"
    heads = [line for line in lines[1:] if line and not line.startswith(" ")]
    assert heads == [f"{sign} {path}  reforms/ilo_ai_labour.charter:{line}" for sign, path, line in LABOUR]
    at = lines.index("~ obligation apply_conventions / answered / step action  reforms/ilo_ai_labour.charter:114")
    assert lines[at + 1 : at + 3] == [
        "    - step action : recommendation by recommend_action, may [constitution 33]",
        "    + step action : recommendation by recommend_action, shall, within 1 year [proposal]",
    ]
    at = lines.index("+ organ GoverningBody / quorum  reforms/ilo_ai_labour.charter:34")
    assert lines[at + 1 : at + 3] == ["    + quorum majority of seats [proposal]", ""]


def test_every_text_of_a_change_stands_in_the_two_charters(run: Run) -> None:
    from charter.designs import designs

    def text(name: str) -> str:
        lines = designs()[name].path.read_text(encoding="utf-8").splitlines()
        return " ".join(" ".join(line for line in lines if not line.lstrip().startswith("#")).split())

    found = data(run, "ilo", "ilo_ai_labour")
    assert [(SIGNS[c["verb"]][0], " / ".join(c["path"]), c["line"]) for c in found["changes"]] == [
        (sign.replace("≠", "~"), path, line) for sign, path, line in LABOUR
    ]
    for change in found["changes"]:
        assert (change["before"] is None) == (change["verb"] == "add")
        assert change["before"] is None or change["before"] in text("ilo")
        assert change["after"] in text("ilo_ai_labour")


@pytest.mark.parametrize(
    ("reform", "counts"),
    [
        ("aisi_network_charter", {"add": 24, "change": 2, "remove": 10}),
        ("fsb_opened", {"add": 9, "change": 2, "remove": 5}),
        ("iaea_1999", {"add": 3, "change": 2}),
        ("ibrd_voice", {"add": 1, "change": 5, "remove": 0}),
        ("un_veto_of_two", {"add": 1, "change": 4, "remove": 1}),
        ("ilo_1986", {"add": 10, "change": 1, "remove": 2}),
        ("imf_double_majority", {"add": 2, "change": 8, "remove": 0}),
        ("oecd_minimum_tax_open", {"add": 13, "change": 3, "remove": 1}),
    ],
)
def test_each_reform_is_compared_with_its_original(run: Run, reform: str, counts: dict[str, int]) -> None:
    from charter.dsl.load import load

    charter = load(reform).charter
    assert charter is not None
    of = charter.institutions[0].reform_of
    original = {"AISI_Network": "aisi_network"}.get(str(of), str(of).lower())
    found = data(run, original, reform)
    assert found["reform"] is True
    assert {verb: sum(c["verb"] == verb for c in found["changes"]) for verb in counts} == counts


def test_the_veto_of_the_fund_goes_in_seven_decisions(run: Run) -> None:
    changed = [c for c in data(run, "imf", "imf_double_majority")["changes"] if c["path"][-1] == "step"]
    assert [(c["path"][0], c["before"].rpartition(" [")[0], c["after"].rpartition(" [")[0]) for c in changed] == [
        *[
            (
                f"decision {name}",
                "step BoardOfGovernors by 85% of votes",
                "step BoardOfGovernors by 3/5 of members and 3/4 of votes",
            )
            for name in ("change_quotas", "set_board_size", "allocate_sdr", "establish_council")
        ],
        (
            "decision use_gold",
            "step ExecutiveBoard by 85% of votes",
            "step ExecutiveBoard by 3/5 of seats and 3/4 of votes",
        ),
        (
            "decision compel_withdrawal",
            "step BoardOfGovernors by majority of members and 85% of votes",
            "step BoardOfGovernors by 3/5 of members and 3/4 of votes, accused barred",
        ),
        (
            "decision amend",
            "step members accept by 3/5 of members and 85% of votes",
            "step members accept by 3/5 of members and 3/4 of votes",
        ),
    ]


BEFORE = """charter 1
use world
institution A "Agency" {
  members are { FRA, KEN }
  organ Hall { plenary ; quorum 2/3 of members ; note "one" ; note "two" }
  organ Board : council {
    seats 3 {
      2 permanent { FRA, KEN }
      1 elected by Hall for 2 years
    }
  }
  decision act : standard { step Hall by majority of members ; step Board by 2/3 of seats }
}
"""


def differences(before: str, after: str) -> list[tuple[str, str, str | None, str | None, int]]:
    one, other = load(Source("before", before)), load(Source("after", after))
    assert [f.message for f in (*one.findings, *other.findings)] == []
    found = compare(next(iter(one.parts.values())), next(iter(other.parts.values())))
    return [(c.verb, " / ".join(c.path), c.before, c.after, c.span.line) for c in found]


def test_layout_comments_and_order_are_no_difference() -> None:
    after = BEFORE.replace('note "one" ; note "two"', 'note "two"   # first\n\n    note "one"')
    board = after[after.index("  organ Board") : after.index("  decision")]
    after = after.replace(board, "")
    assert differences(BEFORE, after.rstrip()[:-1] + board + "}\n") == []


def test_two_texts_are_compared_by_kind_and_name_down_to_the_clause() -> None:
    after = BEFORE.replace("2/3 of members", "1/2 of members").replace('note "two"', 'note "three"')
    after = after.replace("organ Board : council", "organ Board : committee").replace("for 2 years", "for 3 years")
    after = after.replace("seats 3 {", "seats 4 {").replace("1 elected", "2 elected")
    after = after.replace("decision act : standard", "decision rule : standard").replace("members are", "members from")
    assert differences(BEFORE, after) == [
        ("change", "members", "members are { FRA, KEN }", "members from { FRA, KEN }", 4),
        ("change", "organ Hall / quorum", "quorum 2/3 of members", "quorum 1/2 of members", 5),
        ("remove", "organ Hall / note", 'note "two"', None, 5),
        ("add", "organ Hall / note", None, 'note "three"', 5),
        ("change", "organ Board", "organ Board : council", "organ Board : committee", 6),
        ("change", "organ Board / seats", "seats 3", "seats 4", 7),
        (
            "change",
            "organ Board / seats / seat line",
            "1 elected by Hall for 2 years",
            "2 elected by Hall for 3 years",
            9,
        ),
        (
            "remove",
            "decision act",
            "decision act : standard { step Hall by majority of members ; step Board by 2/3 of seats }",
            None,
            12,
        ),
        (
            "add",
            "decision rule",
            None,
            "decision rule : standard { step Hall by majority of members ; step Board by 2/3 of seats }",
            12,
        ),
    ]


def test_two_reforms_of_one_institution_are_compared_as_they_have_become() -> None:
    first = BEFORE + "reform B of A {\n  change organ Hall { change quorum 3/4 of members }\n}\n"
    one, other = load(Source("first", first)), load(Source("second", first.replace("3/4", "4/5")))
    found = compare(one.parts["B"], other.parts["B"])
    assert [(c.verb, c.path, c.before, c.after, c.span.file) for c in found] == [
        ("change", ("organ Hall", "quorum"), "quorum 3/4 of members", "quorum 4/5 of members", "second")
    ]


def test_a_patched_block_that_the_other_has_not_is_told_clause_by_clause() -> None:
    first = BEFORE + "reform B of A {\n  change organ Hall { change quorum 3/4 of members }\n}\n"
    other = BEFORE.replace("organ Hall", "organ Room").replace("Hall", "Room")
    one, two = load(Source("first", first)), load(Source("second", other))
    removed = [c for c in compare(one.parts["B"], two.parts["A"]) if c.verb == "remove"]
    assert [(c.path, c.before) for c in removed if c.path[0] == "organ Hall"] == [
        (("organ Hall", "plenary"), "plenary"),
        (("organ Hall", "quorum"), "quorum 3/4 of members"),
        (("organ Hall", "note"), 'note "one"'),
        (("organ Hall", "note"), 'note "two"'),
    ]


def test_the_same_institution_twice(run: Run) -> None:
    result = run("diff", "un", "un")
    assert (result.exit_code, result.stdout) == (0, "UN, beside UN: no clause differs\n")


def test_text_from_a_charter_cannot_steer_the_terminal(run: Run, folder: Path) -> None:
    write(folder, BEFORE, "a.charter")
    write(folder, BEFORE.replace('note "one"', 'note "\u202eone"'), "b.charter")
    result = run("diff", "a.charter", "b.charter")
    assert "\u202e" not in result.stdout
    assert "<U+202E>one" in result.stdout


@pytest.mark.parametrize(
    ("text", "code", "said"),
    [("charter 1\ninstitution {\n", 1, "nothing was compared"), ("charter 1\n", 2, "has no institution")],
)
def test_what_cannot_be_compared_is_refused(run: Run, folder: Path, text: str, code: int, said: str) -> None:
    write(folder, text, "a.charter")
    result = run("diff", "un", "a.charter")
    assert result.exit_code == code
    assert result.stdout == ""
    assert said in result.stderr


def test_two_versions_of_one_institution_are_told_by_their_files(run: Run, tmp_path: Path) -> None:
    for name, rule in (("old", "unanimity"), ("new", "2/3 of members")):
        text = f"charter 1\ninstitution Club {{\n  organ Assembly {{ plenary; decides by {rule} }}\n}}\n"
        (tmp_path / f"{name}.charter").write_text(text, encoding="utf-8")
    told = run("diff", str(tmp_path / "old.charter"), str(tmp_path / "new.charter")).stdout.splitlines()[0]
    assert told.startswith("Club in ")
    assert told.index("new.charter, beside ") < told.index("old.charter: 1 changed")
