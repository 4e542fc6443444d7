"""`charter render`: which figure, of what, in which colours and format, and what is said where there is none."""

import xml.etree.ElementTree as ET
from pathlib import Path

import pytest
from cli_helpers import CLEAN, Run, write

from charter.render.drawing.palette import contrast

NS = "{http://www.w3.org/2000/svg}"


def titled(path: Path) -> str:
    """The title of an SVG."""
    return ET.parse(path).getroot().findtext(f"{NS}title") or ""


def test_every_kind_that_there_is_as_a_set(run: Run, folder: Path) -> None:
    out = folder / "pics"
    out.mkdir()
    done = run("render", "iaea", "--diagram", "all", "-o", "pics")
    assert done.exit_code == 0
    made = {path.stem: titled(path) for path in out.iterdir()}
    assert made["iaea-structure"] == "Structure of International Atomic Energy Agency"
    assert made["iaea-decision-suspend"].startswith("Suspend a member's rights")
    assert {"iaea-funding", "iaea-adoption", "iaea-enforcement-safeguards"} <= set(made)
    assert "skipped landscape: no landscape" in done.output
    assert "skipped reform: no reform" in done.output
    assert {"iaea-seats-Board", "iaea-strips-Board", "iaea-power-suspend", "iaea-lorenz-Board"} <= set(made)
    assert "iaea-tradeoff-amend" in made
    assert "skipped coverage: no landscape" in done.output
    assert "skipped compare: there is only one institution: name others with --with" in done.output


@pytest.mark.parametrize("there", [True, False])
def test_a_folder_takes_what_there_is_of_a_kind_and_is_made_where_it_is_missing(
    run: Run, folder: Path, there: bool
) -> None:
    if there:
        (folder / "pics").mkdir()
    done = run("render", "iaea", "--diagram", "seats", "-o", "pics" if there else "pics/deep/")
    assert done.exit_code == 0, done.output
    out = folder / "pics" if there else folder / "pics" / "deep"
    assert {"iaea-seats-Board.svg", "iaea-seats-GeneralConference.svg"} <= {path.name for path in out.iterdir()}


def test_a_folder_that_cannot_be_made_is_told(run: Run, folder: Path) -> None:
    (folder / "taken").write_text("a file")
    done = run("render", "iaea", "-o", "taken/deep/")
    assert (done.exit_code, done.output) == (2, "Error: cannot make the folder taken/deep: Not a directory\n")


def test_in_auto_an_svg_follows_its_reader_and_other_formats_are_as_by_default(run: Run, folder: Path) -> None:
    for theme in ("default", "auto"):
        for form in ("svg", "png"):
            assert run("render", "eu_council", "--theme", theme, "-o", f"{theme}.{form}").exit_code == 0
    svg, plain = ((folder / f"{theme}.svg").read_text() for theme in ("auto", "default"))
    style = svg[svg.index("<style>") : svg.index("</style>") + 9]
    assert svg.replace(style, "", 1).split() == plain.split()
    assert '[fill="#ffffff"] { fill: #12171d }' in style
    assert (folder / "auto.png").read_bytes() == (folder / "default.png").read_bytes()


def test_a_name_chooses_and_a_wrong_one_is_told(run: Run, folder: Path) -> None:
    assert run("render", "iaea", "suspend", "--diagram", "decision").output == "wrote iaea-decision-suspend.svg\n"
    done = run("render", "iaea", "expel", "--diagram", "decision", "-o", "x.svg")
    assert done.exit_code == 2
    assert "no `expel` to draw as decision; here are" in done.output
    done = run("render", "iaea", "suspend")
    assert done.exit_code == 2
    assert "leave the name out" in done.output
    done = run("render", "iaea", "--diagram", "decision", "-o", "x.svg")
    assert done.exit_code == 2
    assert "say which one to draw" in done.output
    assert not (folder / "x.svg").exists()


@pytest.mark.parametrize("theme", ["default", "print", "dark"])
def test_a_theme_changes_colours_and_no_word(run: Run, folder: Path, theme: str) -> None:
    plain = run("render", "un", "-o", "plain.svg")
    assert plain.exit_code == 0
    assert run("render", "un", "--theme", theme, "-o", "made.svg").exit_code == 0

    def words(name: str) -> list[str]:
        return [each.text or "" for each in ET.parse(folder / name).getroot().iter(f"{NS}text")]

    assert words("made.svg") == words("plain.svg")
    fills = [each.get("fill") or "" for each in ET.parse(folder / "made.svg").getroot().iter(f"{NS}rect")]
    assert (contrast(fills[0], "#000000") < 2) == (theme == "dark")
    if theme == "print":
        assert all(fill[1:3] == fill[3:5] == fill[5:7] for fill in fills if fill.startswith("#"))


def test_boxes_of_organs_and_decisions_lead_to_their_lines(run: Run, folder: Path) -> None:
    text = CLEAN.rstrip().removesuffix("}") + "\n  decision admit : admission { step Assembly }\n}\n"
    write(folder, text)
    lines = text.splitlines()
    organ = 1 + next(n for n, line in enumerate(lines) if "organ Assembly" in line)
    decision = 1 + next(n for n, line in enumerate(lines) if "decision admit" in line)
    done = run("render", "club.charter", "--links", "https://example.org/club.charter", "-o", "x.svg")
    assert done.exit_code == 0
    links = [each.get("href") for each in ET.parse(folder / "x.svg").getroot().iter(f"{NS}a")]
    assert sorted(filter(None, links)) == sorted(f"https://example.org/club.charter#L{n}" for n in (organ, decision))
    done = run("render", "club.charter", "--links", "javascript:alert(1)", "-o", "y.svg")
    assert done.exit_code == 2
    assert "is no address for links" in done.output
    assert not (folder / "y.svg").exists()


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (["--diagram", "movie"], "'movie' is not one of"),
        (["--theme", "pink"], "'pink' is not one of"),
        (["--diagram", "reform"], "there is nothing for a diagram of reform: the charter has no reform"),
        (["--diagram", "landscape"], "there is nothing for a diagram of landscape"),
        (["-o", "x.gif"], "does not end in"),
        (["--institution", "Other"], "this charter has no institution `Other`; it has IAEA"),
        (["--diagram", "all", "-o", "-"], "writes several files"),
    ],
)
def test_wrong_use_is_told(run: Run, words: list[str], message: str) -> None:
    done = run("render", "iaea", *words)
    assert done.exit_code == 2
    assert message in done.output


def test_what_cannot_be_drawn_is_skipped_where_others_can(run: Run, folder: Path) -> None:
    done = run("render", "ilo", "--diagram", "seats")
    assert done.exit_code == 0
    assert "wrote ilo-seats-Conference.svg" in done.output
    assert "wrote ilo-seats-GoverningBody.svg" in done.output
    assert "skipped CommissionOfInquiry: Commission of Inquiry: the number of seats is not stated" in done.output
    alone = run("render", "ilo", "CommissionOfInquiry", "--diagram", "seats")
    assert alone.exit_code == 2
    assert "the number of seats is not stated" in alone.output


def test_letters_that_no_font_has_are_named(run: Run, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from charter.render.drawing import fonts

    monkeypatch.setattr(fonts, "_font_places", lambda: [fonts.plain_font().parent])
    organ = "organ B : assembly {\n plenary\n }"
    text = f'charter 1\nuse world\ninstitution A "理事会" {{\n members are {{ KEN, DEU }}\n {organ}\n}}\n'
    (folder / "a.charter").write_text(text, encoding="utf-8")
    said = "Note: no font on this machine has 事 会 理: there are boxes in their place."
    assert said in run("render", "a.charter", "-o", "a.png").output
    assert said in run("report", "a.charter", "-o", "a.pdf").output
    assert "no font" not in run("render", "a.charter", "-o", "a.svg").output
    assert "no font" not in run("render", "iaea", "-o", "b.png").output
