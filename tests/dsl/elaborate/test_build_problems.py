"""What can go wrong in names, numbers, clauses and files: each with its code, on its line."""

from pathlib import Path

import pytest

from charter.dsl.load import load
from charter.dsl.syntax.source import Source

HEAD = "charter 1\nuse world\n"


def found(text: str) -> list[tuple[str, int]]:
    """Code and line of every finding, counting from the first line of `text`."""
    return [(f.code, f.span.line - 2) for f in load(Source("t.charter", HEAD + text)).findings]


NAMES = [
    ("group A = Developping\ninstitution I { members are A }", [("LNG201", 1)]),
    ("group A = B\ngroup B = A\ninstitution I { members are A | B }", [("LNG210", 2)]),
    ("group A = LDC\ngroup A = SIDS\ninstitution I { members are A }", [("LNG202", 2)]),
    ("institution I { members are LDC ; members are SIDS }", [("LNG401", 1)]),
    ("institution I {\n members are { USA, USA }\n}", [("LNG202", 2)]),
    ("institution I {\n members are LDC [statute 3]\n}", [("LNG201", 2)]),
    ('institution I {\n source s "S"\n members are LDC\n}', [("LNG203", 2)]),
    ("group members = LDC", [("LNG208", 1)]),
    ("group Spare = LDC\ninstitution I { members are SIDS }", [("LNG203", 1)]),
    ("let x = 3\ninstitution I { members are LDC }", [("LNG203", 1)]),
    ("institution I {\n decision x : findings\n}", [("LNG209", 2)]),
    ("institution I {\n decision x : finding {\n  step Foo by consensus\n }\n}", [("LNG201", 3)]),
    ("institution I {\n organ A : councill { plenary }\n}", [("LNG209", 2)]),
    ("institution I {\n no quorums\n}", [("LNG209", 2)]),
    ("group G = states where income_group is poor\ninstitution I { members are G }", [("LNG209", 1)]),
    ("group G = top 3 by populatoin\ninstitution I { members are G }", [("LNG201", 1)]),
    ("institution I {\n decision d : finding { step d }\n organ d { plenary }\n}", [("LNG202", 3)]),
    ("institution I {\n organ A { plenary of USAA }\n}", [("LNG201", 2)]),
    ("institution I {\n seat LDC\n}", [("LNG204", 2)]),
    ("expect Nowhere {\n no member can block x\n}", [("LNG201", 1)]),
    ("institution I {\n add members are LDC\n}", [("LNG403", 2)]),
    ("institution I { members are LDC }\nreform R of I {\n remove quorum\n}", [("LNG404", 3)]),
    ("institution I { members are LDC }\nreform R of I {\n change organ A { remove quorum }\n}", [("LNG404", 3)]),
    (
        "institution I {\n organ A { plenary }\n}\nreform R of I {\n"
        " change organ A {\n  remove plenary\n  quorum majority of members\n }\n}",
        [("LNG403", 7)],
    ),
]  # fmt: skip

NUMBERS = [
    ("institution I {\n organ C { decides by 0/0 of seats }\n}", [("LNG301", 2)]),
    ("institution I {\n organ C { decides by 0% of seats }\n}", [("LNG301", 2)]),
    ("institution I {\n organ C { decides by 101% of seats }\n}", [("LNG302", 2)]),
    ("institution I {\n organ C { decides by 5/4 of seats }\n}", [("LNG302", 2)]),
    ("institution I {\n organ C { decides by 9 of 8 seats }\n}", [("LNG302", 2)]),
    ("institution I {\n organ C { decides by 0 seats }\n}", [("LNG301", 2)]),
    ("institution I {\n organ C { decides by 4 of { USA, CHN } }\n}", [("LNG302", 2)]),
    ("institution I {\n organ C { seats 1" + "0" * 30 + " { 3 permanent { USA, CHN, FRA } } }\n}", [("LNG307", 2)]),
    ("institution I {\n organ C { seats 1" + "0" * 5000 + " { 3 permanent { USA, CHN, FRA } } }\n}", [("LNG307", 2)]),
    ("institution I {\n organ C { seats -3 { 3 permanent { USA, CHN, FRA } } }\n}", [("LNG104", 2)]),
    ("institution I {\n organ C { seats 2.5 { 3 permanent { USA, CHN, FRA } } }\n}", [("LNG301", 2)]),
    ("institution I {\n membership { withdrawal by notice, notice 12 }\n}", [("LNG104", 2)]),
    ("institution I {\n obligation o { threshold t 10^999 }\n}", [("LNG307", 2)]),
    ("institution I {\n adoption { opened 2024-02-31 }\n}", [("LNG311", 2)]),
    ("institution I {\n founded 12\n}", [("LNG311", 2)]),
    ("institution I {\n funding { budget 3 million usd a year }\n}", [("LNG209", 2)]),
    ("institution I {\n funding { assessed 170% by equal shares }\n}", [("LNG302", 2)]),
    ("institution I {\n adoption { review every 0 years }\n}", [("LNG301", 2)]),
]


@pytest.mark.parametrize(("text", "wanted"), NAMES + NUMBERS)
def test_code_and_line(text: str, wanted: list[tuple[str, int]]) -> None:
    assert [f for f in found(text) if f in wanted or f[0] != "LNG203"] == wanted


def test_unknown_names_get_at_most_three_near_ones() -> None:
    finding = load(Source("t", HEAD + "institution I { members from memberships.IAEAA }")).findings[0]
    assert finding.help is not None
    assert "`memberships.IAEA`" in finding.help
    assert finding.help.count("`") <= 6


def test_a_shipped_fact_without_use_world_says_so() -> None:
    finding = load(Source("t", "charter 1\ninstitution I { members are LDC }\n")).findings[0]
    assert (finding.code, finding.span.line, finding.help) == (
        "LNG201",
        2,
        "this is one of the shipped facts: add `use world` after the first line",
    )


def test_nothing_follows_from_a_clause_that_could_not_be_read() -> None:
    text = "group A == LDC\ninstitution I {\n members are A\n organ C { quorum 2/3 of A }\n}"
    assert found(text) == [("LNG104", 1)]


# -- files ------------------------------------------------------------------------------------------------


def in_folder(folder: Path, text: str, **files: str | bytes) -> list[tuple[str, int]]:
    """Findings (code, line) of main.charter in a project of these files."""
    root = folder / "project"
    root.mkdir()
    (root / "charter.toml").touch()
    for name, content in files.items():
        path = root / name.replace("__", ".")
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
    (root / "main.charter").write_text(text)
    return [(f.code, f.span.line) for f in load(root / "main.charter").findings if f.code != "LNG203"]


def test_import_of_a_missing_file(tmp_path: Path) -> None:
    assert in_folder(tmp_path, 'charter 1\nuse "un_.charter"\n', un__charter="charter 1\n") == [("LNG205", 2)]


def test_import_of_a_folder(tmp_path: Path) -> None:
    assert in_folder(tmp_path, 'charter 1\nuse "../project"\n') == [("LNG205", 2)]


def test_import_from_outside_the_root(tmp_path: Path) -> None:
    (tmp_path / "secret.charter").write_text("charter 1\n")
    assert in_folder(tmp_path, 'charter 1\n\nuse "../secret.charter"\n') == [("LNG206", 3)]
    assert load(tmp_path / "project" / "main.charter", allow_outside=True).findings == ()


def test_a_link_does_not_lead_out_of_the_root(tmp_path: Path) -> None:
    (tmp_path / "secret.charter").write_text("charter 1\n")
    (tmp_path / "project").mkdir()
    (tmp_path / "project" / "charter.toml").touch()
    (tmp_path / "project" / "link.charter").symlink_to(tmp_path / "secret.charter")
    (tmp_path / "project" / "main.charter").write_text('charter 1\nuse "link.charter"\n')
    assert [(f.code, f.span.line) for f in load(tmp_path / "project" / "main.charter").findings] == [("LNG206", 2)]


def test_a_circle_of_imports_is_shown_edge_by_edge(tmp_path: Path) -> None:
    root = tmp_path / "project"
    found = in_folder(
        tmp_path,
        'charter 1\nuse "a.charter"\n',
        a__charter='charter 1\nuse "b.charter"\n',
        b__charter='charter 1\n\nuse "main.charter"\n',
    )
    assert ("LNG207", 3) in found
    cycle = next(f for f in load(root / "main.charter").findings if f.code == "LNG207")
    assert [n.split("/")[-1] for n in cycle.notes] == ["a.charter", "b.charter", "main.charter"]


def test_an_import_with_errors_says_where(tmp_path: Path) -> None:
    assert in_folder(tmp_path, 'charter 1\nuse "b.charter"\n', b__charter="charter 1\nnonsense here\n") == [
        ("LNG205", 2)
    ]


DATA = (
    'charter 1\nuse world\ndata c from "c.csv" keyed by iso3 {\n share in "percent"\n}\n'
    "group G = top 1 by c.share\ninstitution I { members are G }\n"
)
TABLES: list[tuple[str | bytes | None, list[tuple[str, int]]]] = [
    ("iso3,share\nUSA,1\nCHN,2\n", []),
    ("\ufeffiso3,share\r\nUSA,1\r\nCHN,\r\n", []),
    (None, [("LNG501", 3)]),
    ("", [("LNG501", 3)]),
    (b"iso3,share\nUSA,\xff\n", [("LNG501", 3)]),
    ("iso3,share\nUSA,1,3\nCHN,1\n", [("LNG502", 3)]),
    ('iso3,share\nUSA,"1\nCHN,1\n', [("LNG502", 3)]),
    ("iso3,share\nUSA,1\nUSA,2\n", [("LNG503", 3)]),
    ("iso3,share\nUSA,1\nUSS,2\n", [("LNG504", 3)]),
    ("iso3,share\nUSA,many\nCHN,2\n", [("LNG505", 4)]),
    ("iso3,shares\nUSA,1\n", [("LNG506", 4)]),
    ("code,share\nUSA,1\n", [("LNG506", 3)]),
]


@pytest.mark.parametrize(("table", "wanted"), TABLES)
def test_tables(tmp_path: Path, table: str | bytes | None, wanted: list[tuple[str, int]]) -> None:
    files = {} if table is None else {"c__csv": table}
    assert [f for f in in_folder(tmp_path, DATA, **files) if f[0] != "LNG301"] == wanted


def test_unreadable_files_are_findings(tmp_path: Path) -> None:
    for name, content in {"binary": b"charter 1\n\0\1", "latin": b"charter 1\n# caf\xe9\n", "folder": None}.items():
        path = tmp_path / name
        path.write_bytes(content) if content is not None else path.mkdir()
        assert [(f.code, f.span.line) for f in load(path).findings] == [("LNG101", 1)]
    assert [f.code for f in load(tmp_path / "nowhere.charter").findings] == ["LNG101"]
