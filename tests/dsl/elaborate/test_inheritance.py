"""What a reform inherits: the groups, scenarios and expectations of its original, unless it says otherwise."""

from pathlib import Path

from charter.dsl.load import Loaded, load
from charter.validators.expectations.judging import evaluate

BASE = """charter 1
use world
group Front "Frontier" = { USA, CHN }
institution Base "Base" {
  members are { USA, CHN, FRA, DEU, KEN }
  organ Assembly { plenary ; votes one each ; decides by majority of members }
  decision adopt : standard { step Assembly }
  decision other : procedure { step Assembly by 4/5 of members }
}
scenario out of Base { without USA }
expect Base {
  no member can block adopt
  Front cannot block adopt
  in scenario out: no member can block other
}
"""
REFORM = """charter 1
use world
use "base.charter"
reform R of Base {
  change decision adopt : standard { change step Assembly by 4/5 of members }
}
"""


def read(folder: Path, reform: str = REFORM, base: str = BASE) -> Loaded:
    (folder / "base.charter").write_text(base, encoding="utf-8")
    (folder / "reform.charter").write_text(reform, encoding="utf-8")
    return load(folder / "reform.charter")


def verdicts(loaded: Loaded) -> list[tuple[str, str | None, str, str, str | None]]:
    assert loaded.charter is not None
    assert not [f.message for f in loaded.findings if f.severity == "error"]
    found = [v for v in evaluate(loaded.charter, loaded) if v.binding]
    return [
        (v.of, v.scenario, v.text.removeprefix(f"{v.of}: "), v.verdict, v.before[0] if v.before else None)
        for v in found
    ]


def test_a_reform_is_judged_by_what_was_wished_of_its_original(tmp_path: Path) -> None:
    """Of five, a majority is three: one no leaves four, two leave three. At 4/5 four are needed: one no leaves four,
    two leave three and block. Without the United States four members are left: 4/5 is 3.2, all four are needed."""
    assert verdicts(read(tmp_path)) == [
        ("R", None, "no member can block adopt", "proved", "proved"),
        ("R", None, "Front cannot block adopt", "refuted", "proved"),
        ("R", "out", "no member can block other", "refuted", "refuted"),
    ]


def test_what_the_reform_says_of_the_same_stands_in_its_place(tmp_path: Path) -> None:
    """Its own scenario `out` takes another member away, its own sentence turns the original's round."""
    own = REFORM + "scenario out of R { without USA, CHN }\n".replace("USA, CHN", "{ USA, CHN }")
    own += "expect R {\n  Front can block adopt\n}\n"
    found = read(tmp_path, own)
    assert verdicts(found) == [
        ("R", None, "no member can block adopt", "proved", "proved"),
        ("R", "out", "no member can block other", "refuted", "refuted"),
        ("R", None, "Front can block adopt", "proved", "refuted"),
    ]
    assert found.charter is not None
    (scenario,) = found.charter.scenarios
    assert scenario.of == "R"
    assert scenario.changes[0].parties is not None
    assert scenario.changes[0].parties.text == "{ USA, CHN }"


def test_a_bound_is_said_otherwise_by_the_same_sentence_with_another_number(tmp_path: Path) -> None:
    base = BASE.replace("Front cannot block adopt", "power of Front in adopt is at least 30%")
    own = REFORM + "expect R {\n  power of Front in adopt is at most 50%\n}\n"
    assert [v[2] for v in verdicts(read(tmp_path, own, base))] == [
        "no member can block adopt",
        "no member can block other",
        "power of Front in adopt is at most 50%",
    ]


def test_a_reform_of_a_reform_inherits_through_it(tmp_path: Path) -> None:
    own = REFORM + 'expect R {\n  Front can block adopt\n}\nreform Second of R { title "Second" }\n'
    own = own.replace(' { title "Second" }', " { remove decision other }")
    found = verdicts(read(tmp_path, own))
    # `other` is gone, so that nothing is known of what was wished of it
    assert [v for v in found if v[0] == "Second"] == [
        ("Second", None, "no member can block adopt", "proved", "proved"),
        ("Second", "out", "no member can block other", "unknown", "refuted"),
        ("Second", None, "Front can block adopt", "proved", "proved"),
    ]


def test_a_reform_in_the_same_file_inherits_too(tmp_path: Path) -> None:
    whole = BASE + REFORM.partition('use "base.charter"\n')[2]
    found = read(tmp_path, whole)
    assert [v[0] for v in verdicts(found)] == ["R", "R", "R", "Base", "Base", "Base"]


def test_a_scenario_of_a_table_finds_it_beside_the_text_that_names_it(tmp_path: Path) -> None:
    below = tmp_path / "below"
    below.mkdir()
    base = BASE.replace("organ Assembly { plenary ; votes one each", "organ Assembly { plenary ; votes by t.n")
    base = base.replace("group Front", 'data t "T" from "t.csv" keyed by iso3 { n "N" in "votes" }\ngroup Front')
    base = base.replace("by 4/5 of members", "by 4/5 of votes").replace("without USA }", 'data t from "u.csv" }')
    rows = "iso3,n\n" + "".join(f"{p},1\n" for p in ("USA", "CHN", "FRA", "DEU", "KEN"))
    (below / "t.csv").write_text(rows, encoding="utf-8")
    (below / "u.csv").write_text(rows.replace("KEN,1", "KEN,9"), encoding="utf-8")
    (tmp_path / "charter.toml").write_text("", encoding="utf-8")
    (below / "base.charter").write_text(base, encoding="utf-8")
    reform = REFORM.replace('"base.charter"', '"below/base.charter"')
    (tmp_path / "reform.charter").write_text(reform, encoding="utf-8")
    found = verdicts(load(tmp_path / "reform.charter"))
    # with nine votes of thirteen KEN alone withholds 4/5 (10.4) of them, with one of five it does not
    assert found[2][:4] == ("R", "out", "no member can block other", "refuted")


VARIANTS = """charter 1
use world
institution A {
  members are { USA, CHN, FRA }
  organ Assembly { plenary ; votes one each }
  decision adopt : standard { step Assembly by 2/3 of members }
}
reform B of A { change decision adopt : standard { change step Assembly by unanimity } }
variants drafts "The drafts" { A, B }
expect every variant of drafts {
  no member can block adopt
}
"""


def test_one_list_judges_every_variant(tmp_path: Path) -> None:
    """Of three two are enough at 2/3, so one no stops nothing; where all must agree each can stop it. What is said of
    B is not inherited from A a second time."""
    (tmp_path / "v.charter").write_text(VARIANTS, encoding="utf-8")
    loaded = load(tmp_path / "v.charter")
    assert loaded.charter is not None
    assert not loaded.findings
    assert [(each.name, each.title, each.of) for each in loaded.charter.variants] == [
        ("drafts", "The drafts", ("A", "B"))
    ]
    assert [(v.text, v.verdict) for v in evaluate(loaded.charter, loaded)] == [
        ("A: no member can block adopt", "proved"),
        ("B: no member can block adopt", "refuted"),
    ]


def test_variants_that_are_none_are_told(tmp_path: Path) -> None:
    for text, code, told in (
        (VARIANTS.replace("{ A, B }", "{ A, C }"), "LNG201", "`C` is not declared; an institution belongs here"),
        (VARIANTS.replace("of drafts {", "of draft {"), "LNG201", "`draft` is not known here; `drafts` is"),
        (VARIANTS.replace("of drafts {", "of A {"), "LNG204", "`A` is an institution, not a set of variants"),
    ):
        (tmp_path / "v.charter").write_text(text, encoding="utf-8")
        found = [(f.code, f.message) for f in load(tmp_path / "v.charter").findings if f.severity == "error"]
        assert (code, told) in found, found
