"""The forms for machines and pull requests, with the findings of a charter, and with text that means harm."""

import json
from pathlib import Path
from xml.etree import ElementTree

import jsonschema
import pytest
from cli_helpers import Run, write
from flawed import EXPEL, FLAWED, REFUTED, STEP, VETO
from sarif_pydantic import Sarif

from charter.cli.check_result import CheckResult
from charter.cli.output.forms import FORMS, present
from charter.cli.terminal import Paint
from charter.designs import designs
from charter.dsl.findings import SEVERITIES, Finding
from charter.dsl.syntax.source import Span
from charter.validators.expectations.verdict import Verdict

SARIF = json.loads((Path(__file__).parent / "data" / "sarif-excerpt.json").read_text(encoding="utf-8"))
HOSTILE = "]]>\"'><script>alert(1)</script>|`@all`\x1b[31m\u202e::set-output,%0A\r\nline\\two"


@pytest.fixture
def club(folder: Path) -> Path:
    """The flawed charter with two rules switched on."""
    write(folder, 'select = ["VOT101", "VOT107"]\n', "charter.toml")
    return write(folder, FLAWED)


def hostile() -> CheckResult:
    """Every severity, twice of the same fingerprint, with text that would break out of each format."""
    span = Span('a b"<c>,\n.charter', 3, 2, 3, 9)
    found = [
        Finding(
            span, "VOT101", "single-member-veto", each, HOSTILE, entity=HOSTILE, help=HOSTILE, witness={"text": HOSTILE}
        )
        for each in (*SEVERITIES, "error")
    ]
    verdicts = [
        Verdict(span, HOSTILE, each, {"text": HOSTILE}, HOSTILE, "Club") for each in ("refuted", "depends", "unknown")
    ]
    return CheckResult(tuple(found), tuple(verdicts), charters=1)


def test_sarif(run: Run, club: Path) -> None:
    data = json.loads(run("check", "club.charter", "--format", "sarif").output)
    jsonschema.validate(data, SARIF)
    results = data["runs"][0]["results"]
    assert [(r["ruleId"], r["level"], region(r)) for r in results] == [
        ("VOT101", "error", (EXPEL, 12, EXPEL, 17)),
        ("VOT107", "warning", (STEP, 5, STEP, 18)),
        ("expectation", "error", (REFUTED, 3, REFUTED, 28)),
    ]
    assert results[0]["message"]["text"].startswith(VETO)
    assert results[0]["locations"][0]["logicalLocations"] == [{"fullyQualifiedName": "Club.expel"}]
    rules = data["runs"][0]["tool"]["driver"]["rules"]
    assert [rules[r["ruleIndex"]]["id"] for r in results] == [r["ruleId"] for r in results]


def region(result: dict) -> tuple[int, ...]:  # type: ignore[type-arg]
    """Where a result of SARIF is."""
    found = result["locations"][0]["physicalLocation"]["region"]
    return tuple(found[key] for key in ("startLine", "startColumn", "endLine", "endColumn"))


@pytest.mark.parametrize("name", sorted(designs()))
def test_sarif_and_markdown_of_every_design(run: Run, name: str) -> None:
    made = run("check", name, "--fail-on", "never", "--format", "sarif=o.sarif", "--format", "markdown")
    assert made.exit_code == 0, made.output
    data = json.loads(Path("o.sarif").read_text(encoding="utf-8"))
    jsonschema.validate(data, SARIF)
    read = Sarif.model_validate(data)  # the whole of SARIF 2.1.0, as somebody else reads it
    assert [r.rule_id for r in read.runs[0].results or []] == [r["ruleId"] for r in data["runs"][0]["results"]]
    rules = {r["ruleId"] for r in data["runs"][0]["results"]} - {"expectation"}
    assert all(f"**{code}**" in made.output for code in rules)


def test_github_annotations(run: Run, club: Path) -> None:
    lines = run("check", "club.charter", "--format", "github").output.splitlines()
    head = (
        f"::error file=club.charter,line={EXPEL},endLine={EXPEL},col=12,endColumn=17,title=VOT101 single-member-veto::"
    )
    assert lines[0].startswith(f"{head}{VETO}%0Awitness: ")
    assert lines[1].startswith(f"::warning file=club.charter,line={STEP},")
    assert lines[2].startswith(
        f"::error file=club.charter,line={REFUTED},endLine={REFUTED},col=3,endColumn=28,title=exp"
    )
    assert lines[3] == "1 error, 1 warning in 1 charter; of 2 expectations 1 proved, 1 refuted"


def test_gitlab_code_quality(run: Run, club: Path) -> None:
    issues = json.loads(run("check", "club.charter", "--format", "gitlab").output)
    assert [(i["check_name"], i["severity"], i["location"]["lines"]["begin"]) for i in issues] == [
        ("VOT101", "critical", EXPEL),
        ("VOT107", "major", STEP),
        ("expectation", "critical", REFUTED),
    ]
    assert issues[0]["description"] == VETO


def test_junit(run: Run, club: Path) -> None:
    root = ElementTree.fromstring(run("check", "club.charter", "--format", "junit").output)
    cases = {case.get("name"): case for case in root.iter("testcase")}
    assert list(cases) == [
        "VOT101 Club.expel",
        "VOT107 Club.expel",
        "no member can block admit",
        "no member can block expel",
    ]
    assert cases["no member can block admit"].find("failure") is None
    failure = cases["no member can block expel"].find("failure")
    assert failure is not None
    assert (failure.get("type"), cases["no member can block expel"].get("line")) == ("refuted", str(REFUTED))
    assert (root.get("tests"), root.get("failures")) == ("4", "3")


def test_junit_of_a_charter_without_findings(run: Run, club: Path) -> None:
    root = ElementTree.fromstring(run("check", "club.charter", "--select", "ENF", "--format", "junit").output)
    assert [c.get("name") for c in root.iter("testcase")][:1] == ["no member can block admit"]


def test_markdown_for_a_comment(run: Run, club: Path) -> None:
    lines = run("check", "club.charter", "--format", "markdown").output.splitlines()
    assert lines[2] == "1 error, 1 warning in 1 charter; of 2 expectations 1 proved, 1 refuted"
    assert f"| club.charter:{EXPEL} | ❌ error **VOT101** {VETO} |" in lines[6]
    assert any(line.startswith("| ❌ refuted | no member can block expel |") for line in lines)


@pytest.mark.parametrize("name", sorted(FORMS))
def test_hostile_text_stays_text(name: str) -> None:
    text = present(hostile(), name, Paint(False))
    assert "\x1b" not in text
    assert "\u202e" not in text
    if name == "sarif":
        jsonschema.validate(json.loads(text), SARIF)
    if name == "gitlab":
        marks = [issue["fingerprint"] for issue in json.loads(text)]
        assert len(set(marks)) == len(marks) == 8
    if name == "junit":
        assert len(list(ElementTree.fromstring(text).iter("testcase"))) == 8
    if name == "github":
        starts = [line.partition(" ")[0] for line in text.splitlines()]
        expected = ["::error", "::warning", "::notice", "::notice", "::error", "::error", "::notice", "::notice"]
        assert starts[:-1] == expected
        assert 'file=a b"<c>%2C%0A.charter' in text
    if name == "markdown":
        assert "<script>" not in text
        assert "@all" not in text
        assert all(line.count("|") - line.count("\\|") == 4 for line in text.splitlines() if line.startswith("|"))


def test_several_formats_at_once(run: Run, club: Path) -> None:
    result = run("check", "club.charter", "--format", "json=a.json", "--format", "concise", "--format", "junit=b.xml")
    assert result.exit_code == 1
    assert result.output.splitlines()[0] == f"club.charter:{EXPEL}:12: error[VOT101] {VETO}"
    assert json.loads(Path("a.json").read_text())["findings"][0]["code"] == "VOT101"
    assert ElementTree.parse("b.xml").getroot().get("tests") == "4"
    assert run("check", "club.charter", "--format", "json", "-o", "c.json").output == ""
    assert Path("c.json").read_text() == Path("a.json").read_text()


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (["--format", "xml"], "`xml` is no format; there are concise, full, github, gitlab"),
        (["--format", "json="], "`json=` names no file"),
        (["--format", "json", "--format", "full"], "two formats would go to the same place"),
        (["--format", "json=a", "--format", "sarif=./a"], "two formats would go to the same place"),
        (["--format", "json=a", "-o", "b"], "-o is for one format"),
        (["--format", "json=none/a.json"], "cannot write `none/a.json`: its folder does not exist"),
    ],
)
def test_formats_that_cannot_be_had(run: Run, club: Path, words: list[str], says: str) -> None:
    result = run("check", "club.charter", *words)
    assert result.exit_code == 2
    assert says in result.output
    assert not Path("a").exists()
