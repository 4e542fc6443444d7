"""`charter embed`: documents are filled, kept up with their charters, and never touched where something is wrong."""

import subprocess
import zipfile
from pathlib import Path
from shutil import which

import pytest
from cli_helpers import CLEAN, Run, write

CLUB = (
    CLEAN.replace("institution Club", 'institution Club "The club"').rstrip().removesuffix("}")
    + """
  decision admit "Admit a member" : admission { step Assembly }
}
"""
)
DOCUMENT = """# Proposal

<!-- charter: picture club.charter width=80% -->
<!-- /charter -->

<!-- charter: table club.charter power admit -->
<!-- /charter -->

<!-- charter: table club.charter decisions -->
<!-- /charter -->
"""


@pytest.fixture
def document(folder: Path) -> Path:
    """A document beside its charter."""
    write(folder, CLUB)
    return write(folder, DOCUMENT, "proposal.md")


def test_places_are_filled_and_then_stand(run: Run, document: Path) -> None:
    done = run("embed", "proposal.md")
    assert done.exit_code == 0
    assert done.output == "wrote figures/club-structure.svg\nproposal.md: 3 of 3 places filled anew\n"
    text = document.read_text()
    assert "\n![Structure of The club](figures/club-structure.svg){width=80%}\n" in text
    assert "| FRA, KEN (2, each) | 1 | 50% | 50% | 50% | 100% | 33.33% |" in text
    assert "| Admit a member | Assembly: majority of members | Each of the 2 members, alone. |" in text
    figure = document.parent / "figures" / "club-structure.svg"
    assert "The club" in figure.read_text()
    written = document.stat().st_mtime_ns, figure.stat().st_mtime_ns
    again = run("embed", "proposal.md")
    assert (again.exit_code, again.output) == (0, "proposal.md: 3 places, nothing to fill anew\n")
    assert (document.stat().st_mtime_ns, figure.stat().st_mtime_ns) == written
    assert document.read_text() == text


def test_check_tells_what_has_fallen_behind_and_writes_nothing(run: Run, document: Path, folder: Path) -> None:
    before = document.read_bytes()
    done = run("embed", "proposal.md", "--check")
    assert done.exit_code == 1
    assert done.output.splitlines() == [
        "proposal.md:3: this picture has fallen behind its charter",
        "proposal.md:6: this table has fallen behind its charter",
        "proposal.md:9: this table has fallen behind its charter",
        "`charter embed proposal.md` fills it anew",
    ]
    assert document.read_bytes() == before
    assert not (folder / "figures").exists()
    run("embed", "proposal.md")
    assert run("embed", "proposal.md", "--check").exit_code == 0
    write(folder, CLUB.replace("FRA, KEN", "FRA, KEN, USA"))
    changed = run("embed", "proposal.md", "--check")
    assert changed.exit_code == 1
    assert [line.split(": ")[0] for line in changed.output.splitlines()[:-1]] == [
        "proposal.md:3",
        "proposal.md:9",
        "proposal.md:17",
    ]


def test_check_sees_a_picture_that_is_gone_or_changed(run: Run, document: Path, folder: Path) -> None:
    run("embed", "proposal.md")
    figure = folder / "figures" / "club-structure.svg"
    figure.write_text("<svg/>")
    done = run("embed", "proposal.md", "--check")
    assert (done.exit_code, done.output.splitlines()[0]) == (
        1,
        "proposal.md:3: the picture figures/club-structure.svg has fallen behind its charter",
    )
    figure.unlink()
    assert run("embed", "proposal.md", "--check").exit_code == 1
    assert run("embed", "proposal.md").output.startswith("wrote figures/club-structure.svg\n")


@pytest.mark.parametrize(
    ("mark", "message"),
    [
        ("picture nowhere", "`nowhere` is no file, folder or design"),
        ("picture missing.charter", "there is no file `missing.charter`"),
        ("picture ../outside.charter", "`../outside.charter` lies outside the root of this project"),
        ("picture broken.charter", "`broken.charter` has 1 mistake; the first: broken.charter:"),
        ("picture club.charter movie", "no diagram 'movie'"),
        ("picture club.charter decision expel", "there is no decision `expel`"),
        ("picture club.charter funding", "funding"),
        ("picture club.charter format=gif", "`gif` is no format of a picture here"),
        ("picture club.charter width=wide", "a width is a share of the line"),
        ("picture club.charter colour=red", "`colour=` is no option of this picture"),
        ("picture club.charter theme=pink", "no theme 'pink'"),
        ("picture club.charter institution=Other", "`club.charter` has no institution `Other`; it has Club"),
        ("table club.charter", "say which table"),
        ("table club.charter people", "`people` is no table"),
        ("table club.charter power", "a table of power is of one decision"),
        ("value club.charter shre(FRA,members)", "`shre` is no metric"),
        ("value club.charter can_block(FRA,admit)", "this is a statement, not a number"),
        ("value club.charter share(FRA,admit)", "`share(FRA,admit)`: "),
        ("value club.charter pays(FRA)", "`pays(FRA)` is not known: "),
        ("value club.charter members digits=x", "`digits=x`: a number from 0 to 9"),
        ("value club.charter members as=mean", "`as=mean`: there are least, most, range"),
        ("value club.charter members unit=weekends", "`unit=weekends`: there are "),
        ("value club.charter", "say which number"),
        ("table club.charter power expel", "Club has no decision `expel`; it has admit"),
    ],
)
def test_a_mistake_is_told_by_its_line_and_nothing_is_written(
    run: Run, document: Path, folder: Path, mark: str, message: str
) -> None:
    write(folder.parent, CLUB, "outside.charter")
    write(folder, "charter 1\ninstitution Club {\n", "broken.charter")
    document.write_text(f"{DOCUMENT}\n<!-- charter: {mark} -->\n<!-- /charter -->\n")
    before = document.read_bytes()
    done = run("embed", "proposal.md")
    assert done.exit_code == 1
    first, last = done.output.splitlines()
    assert first.startswith("proposal.md:12: ")
    assert message in first
    assert last == "nothing was written"
    assert document.read_bytes() == before
    assert not (folder / "figures").exists()


def test_a_mistake_in_one_document_keeps_all_from_being_written(run: Run, document: Path, folder: Path) -> None:
    write(folder, "\n\n<!-- charter: picture club.charter -->\n", "other.md")
    before = document.read_bytes()
    done = run("embed", "proposal.md", "other.md")
    assert (done.exit_code, done.output.splitlines()[0]) == (
        1,
        "other.md:3: this place has no end: `<!-- /charter -->`",
    )
    assert document.read_bytes() == before


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (["notes.txt"], "is no Markdown, Quarto or LaTeX file"),
        (["missing.md"], "cannot read `missing.md`"),
        (["binary.md"], "zero bytes"),
        (["proposal.md", "--figures", "../up"], "beneath that of the document"),
        ([], "Missing argument"),
    ],
)
def test_wrong_use(run: Run, document: Path, folder: Path, words: list[str], message: str) -> None:
    write(folder, "x", "notes.txt")
    write(folder, b"a\0b", "binary.md")
    done = run("embed", *words)
    assert done.exit_code == 2
    assert message in done.output


def test_line_ends_and_a_byte_order_mark_stay(run: Run, document: Path) -> None:
    document.write_bytes(b"\xef\xbb\xbf" + DOCUMENT.replace("\n", "\r\n").encode())
    run("embed", "proposal.md")
    content = document.read_bytes()
    assert content.startswith(b"\xef\xbb\xbf# Proposal\r\n")
    assert content.count(b"\n") == content.count(b"\r\n")
    assert run("embed", "proposal.md", "--check").exit_code == 0


def test_latex_gets_pdf_and_its_own_escapes(run: Run, document: Path, folder: Path) -> None:
    write(folder, CLUB.replace('"The club"', '"50% & more_ of {it}"'))
    tex = write(folder, "\\begin{document}\n% charter: picture club.charter\n% /charter\n"
                "% charter: table club.charter decisions\n% /charter\n", "p.tex")  # fmt: skip
    assert run("embed", "p.tex").exit_code == 0
    text = tex.read_text()
    assert "\n\\includegraphics[width=\\linewidth]{figures/club-structure.pdf}\n% /charter" in text
    assert (folder / "figures" / "club-structure.pdf").read_bytes().startswith(b"%PDF")
    assert "Admit a member & Assembly: majority of members & Each of the 2 members, alone. \\\\" in text
    assert run("embed", "p.tex", "--check").exit_code == 0


def test_hostile_words_of_a_charter_stay_words(run: Run, document: Path, folder: Path) -> None:
    title = "<script>alert(1)</script> ](javascript:x) | `a` \\\\input{x} \u202e"
    write(folder, CLUB.replace('"Admit a member"', f'"{title}"').replace('"The club"', f'"{title}"'))
    assert run("embed", "proposal.md").exit_code == 0
    text = document.read_text()
    assert "<script" not in text
    assert "](javascript" not in text.replace("\\](javascript", "")
    assert "\u202e" not in text
    assert run("embed", "proposal.md", "--check").exit_code == 0


NUMBERS = {
    "members": "2",
    '"share({ FRA }, votes in Assembly)"': "50%",
    '"share({ FRA }, votes in Assembly) / 3" digits=2': "16.67%",
    "smallest_blocking(admit)": "1",
    '"30 months" unit=years digits=1': "2.5 years",
}


@pytest.mark.parametrize(("asked", "number"), list(NUMBERS.items()))
def test_a_number_stands_within_a_line(run: Run, folder: Path, asked: str, number: str) -> None:
    write(folder, CLUB)
    mark = f"<!-- charter: value club.charter {asked} -->"
    document = write(folder, f"a {mark}old<!-- /charter --> b\n", "n.md")
    assert run("embed", "n.md", "--check").exit_code == 1
    done = run("embed", "n.md")
    assert done.exit_code == 0, done.output
    assert document.read_text() == f"a {mark}{number}<!-- /charter --> b\n"
    assert run("embed", "n.md", "--check").exit_code == 0


def test_a_number_that_depends_on_who_sits_is_a_range_or_one_end(run: Run, folder: Path) -> None:
    asked = '"share(Developing, seats in Council)"'
    marks = [f"<!-- charter: value iaia {asked}{end} -->-<!-- /charter -->" for end in ("", " as=least", " as=most")]
    document = write(folder, "\n\n".join(marks), "n.md")
    assert run("embed", "n.md").exit_code == 0
    shown = [part.split("<")[0] for part in document.read_text().split("-->")[1::2]]
    assert shown == ["63.3% to 76.7%", "63.3%", "76.7%"]
    tex = write(folder, f"\\chartervalue{{iaia}}{{{asked[1:-1]}}}{{old}}\n", "n.tex")
    assert run("embed", "n.tex").exit_code == 0
    assert tex.read_text().endswith("{63.3\\% to 76.7\\%}\n")


@pytest.mark.skipif(which("pandoc") is None, reason="pandoc is not installed")
def test_a_proposal_with_five_places_goes_to_word_and_pdf(run: Run, folder: Path) -> None:
    kinds = ("structure", "decision find_breach", "enforcement declare_runs", "funding", "adoption")
    marks = "\n\n".join(f"<!-- charter: picture iaia {kind} format=png -->\n<!-- /charter -->" for kind in kinds)
    write(folder, f"# Proposal\n\n{marks}\n", "p.md")
    assert run("embed", "p.md").output.endswith("p.md: 5 of 5 places filled anew\n")
    subprocess.run(["pandoc", "p.md", "-o", "p.docx"], check=True, capture_output=True)
    with zipfile.ZipFile("p.docx") as word:
        media = [name for name in word.namelist() if name.startswith("word/media/")]
        body = word.read("word/document.xml").decode()
    assert len(media) == 5
    assert body.count("<pic:pic") == 5
    assert "charter:" not in body
    engines = (name for name in ("weasyprint", "tectonic", "xelatex", "pdflatex") if which(name))
    engine = next((e for e in engines if subprocess.run([e, "--version"], capture_output=True).returncode == 0), None)
    if engine is None:
        pytest.skip("pandoc has nothing to make PDF with")
    made = subprocess.run(
        ["pandoc", "p.md", "-o", "p.pdf", f"--pdf-engine={engine}"], check=False, capture_output=True, text=True
    )
    assert made.returncode == 0, made.stderr
    pdf = Path("p.pdf").read_bytes()
    assert pdf.startswith(b"%PDF")
    assert pdf.count(b"/Subtype /Image") + pdf.count(b"/Subtype/Image") >= 5
