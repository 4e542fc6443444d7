"""Ten situations of real continuous integration, each in a repository of its own, with what must come of it."""

import json
import os
import subprocess
from pathlib import Path
from xml.etree import ElementTree

import pytest
from cli_helpers import Process, Run, write
from flawed import BEFORE, EXPEL, FLAWED, STEP, VETO
from repositories import commit, git
from runners import ACTION, GITLAB, HOOKS, action, shell

DEPENDS = """charter 1
use world
institution X {
  members are { FRA, DEU, ITA, KEN, GHA }
  organ A { plenary; decides by majority of members; publishes votes }
  organ B { seats 3 { 3 elected by A for 2 years }; decides by 2 seats }
  decision d : standard { step B }
}
expect X { G7 can pass d }
"""
RULES = 'select = ["VOT101", "VOT107"]\n'


@pytest.fixture
def repository(folder: Path) -> Path:
    """A repository with a flawed charter on `main` and on the branch that is checked out."""
    git(folder, "init", "-q", "-b", "main")
    write(folder, RULES, "charter.toml")
    write(folder, FLAWED)
    commit(folder)
    git(folder, "checkout", "-q", "-b", "change")
    return folder


def told(run: Run, *words: str) -> tuple[list[tuple[str, str, int]], list[tuple[str, str, str]]]:
    """Findings by file, code and line; expectations that are not proved by file, verdict and text."""
    data = json.loads(run("check", *words, "--format", "json").output)
    found = [(f["file"], f["code"], f["line"]) for f in data["findings"]]
    judged = [(e["file"], e["verdict"], e["text"]) for e in data["expectations"] if e["verdict"] != "proved"]
    return found, judged


def test_1_a_new_draft_beside_an_old_one_is_all_new(run: Run, repository: Path) -> None:
    """The new file says what the old one says, of an institution of the same name: nothing of it was there before."""
    write(repository, FLAWED, "draft2.charter")
    for state in ("untracked", "committed"):
        assert told(run, ".", "--diff-base", "main") == (
            [("draft2.charter", "VOT101", EXPEL), ("draft2.charter", "VOT107", STEP)],
            [("draft2.charter", "refuted", "no member can block expel")],
        ), state
        assert run("check", ".", "--diff-base", "main").exit_code == 1
        if state == "untracked":
            commit(repository)
    summary = run("check", ".", "--diff-base", "main", "--format", "concise").output.splitlines()[-1]
    assert summary.endswith("; 1 expectation refuted before")


@pytest.mark.parametrize("how", ["git mv", "mv", "mv and edit"])
def test_2_a_renamed_charter_brings_nothing_but_what_is_new_in_it(run: Run, repository: Path, how: str) -> None:
    if how == "git mv":
        git(repository, "mv", "club.charter", "society.charter")
    else:
        (repository / "club.charter").rename(repository / "society.charter")
    assert told(run, ".", "--diff-base", "main") == ([], [])
    if how == "mv and edit":
        more = FLAWED.replace(
            "  decision admit", "  decision expand : admission {\n    step Assembly\n  }\n\n  decision admit"
        )
        write(repository, more, "society.charter")
        found, _ = told(run, ".", "--diff-base", "main")
        assert found == [("society.charter", "VOT101", EXPEL + 4)]


def test_3_a_moved_import_is_followed_and_its_absence_is_told(run: Run, repository: Path) -> None:
    user = 'charter 1\nuse world\nuse "club.charter"\nscenario gone of Club { without KEN }\n'
    write(repository, user, "user.charter")
    commit(repository)
    git(repository, "branch", "-f", "main", "HEAD")
    git(repository, "mv", "club.charter", "base.charter")
    found, _ = told(run, ".", "--diff-base", "main")
    assert found[0] == ("user.charter", "LNG205", 3)
    write(repository, user.replace("club.charter", "base.charter"), "user.charter")
    assert told(run, ".", "--diff-base", "main") == ([], [])


def test_4_a_changed_table_or_import_rechecks_who_uses_it(repository: Path) -> None:
    """The hook is given only what changed: a table, an import, the settings."""
    write(repository, "iso3,share\nFRA,60\nKEN,40\n", "tables/t.csv")
    write(repository, 'charter 1\nuse world\ndata t from "tables/t.csv" keyed by iso3 { share "share" }\n', "a.charter")
    write(repository, 'charter 1\nuse "a.charter"\n', "b.charter")
    write(repository, "charter 1\n", "apart.charter")
    write(repository, "iso3,share\nFRA,sixty\nKEN,40\n", "tables/t.csv")
    entry = HOOKS["charter-check"]["entry"]
    done = shell(repository, f"{entry} tables/t.csv")
    assert done.returncode == 1
    assert "a.charter:3:44: error[LNG505]" in done.stdout
    assert "b.charter:2:5: error[LNG205] a.charter has errors of its own" in done.stdout
    assert done.stdout.splitlines()[-1].endswith("in 2 charters")
    (repository / "a.charter").unlink()
    assert "b.charter:2:5: error[LNG205] there is no file" in shell(repository, f"{entry} apart.charter").stdout
    assert shell(repository, f"{entry} charter.toml").stdout.splitlines()[-1].startswith("2 errors, 1 warning in 3")
    (repository / "b.charter").unlink()
    assert shell(repository, f"{entry} tables/t.csv").stdout == "no charter uses these files\n"


def test_5_a_shallow_clone_says_what_it_lacks(
    run: Run, repository: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    write(repository, FLAWED + "# more\n")
    commit(repository)
    clone = tmp_path_factory.mktemp("clone")
    subprocess.run(
        ["git", "clone", "-q", "--depth", "1", "-b", "change", f"file://{repository}", str(clone)], check=True
    )
    done = shell(clone, "charter check . --diff-base origin/main")
    assert done.returncode == 2
    assert (
        "there is no revision `origin/main` here (a shallow clone has only the newest: `fetch-depth: 0`" in done.stderr
    )


@pytest.mark.parametrize("form", ["sarif", "github", "gitlab", "junit"])
def test_6_a_subfolder_of_a_monorepo_names_files_from_the_top(
    run: Run, repository: Path, monkeypatch: pytest.MonkeyPatch, form: str
) -> None:
    write(repository, RULES, "law/charter.toml")
    write(repository, FLAWED, "law/drafts/club.charter")
    monkeypatch.chdir(repository / "law")
    output = run("check", "drafts", "--format", form).output
    where = "law/drafts/club.charter"
    if form == "sarif":
        results = json.loads(output)["runs"][0]["results"]
        named = {r["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] for r in results}
    elif form == "gitlab":
        named = {each["location"]["path"] for each in json.loads(output)}
    elif form == "junit":
        named = {case.get("file") for case in ElementTree.fromstring(output).iter("testcase")}
    else:
        lines = [line for line in output.splitlines() if line.startswith("::")]
        named = {line.partition("file=")[2].partition(",")[0] for line in lines}
    assert named == {where}
    assert "drafts/club.charter:13" in run("check", "drafts", "--format", "concise").output
    git(repository, "add", "-A")
    found, judged = told(run, "drafts", "--diff-base", "main")
    assert [each[1] for each in found] == ["VOT101", "VOT107"]
    assert len(judged) == 1


@pytest.mark.parametrize(
    "written", ["'my drafts' club.charter", "my drafts\nclub.charter", "my drafts\n club.charter \n"]
)
def test_7_names_with_spaces(repository: Path, written: str) -> None:
    write(repository, BEFORE.replace("Club", "Other"), "my drafts/new one.charter")
    script = ACTION["runs"]["steps"][-1]["run"]
    done = shell(repository, script, **action(targets=written))
    assert "of 4 expectations 3 proved, 1 refuted" in done.stdout, done.stdout + done.stderr
    job = "\n".join(GITLAB["charter"]["script"])
    variables = {**{key: str(value) for key, value in GITLAB["variables"].items()}, "CHARTER_TARGETS": written}
    assert "of 4 expectations 3 proved, 1 refuted" in shell(repository, job, **variables).stdout


def test_8_several_forms_at_once_with_a_summary_and_outputs(repository: Path) -> None:
    script = ACTION["runs"]["steps"][-1]["run"]
    places = {"GITHUB_STEP_SUMMARY": "summary.md", "GITHUB_OUTPUT": "outputs.txt"}
    done = shell(repository, script, **places, **action(sarif="out.sarif", comment="out.md"))
    assert done.returncode == 1
    assert done.stdout.startswith(f"::error file=club.charter,line={EXPEL},")
    results = json.loads((repository / "out.sarif").read_text())["runs"][0]["results"]
    assert [each["ruleId"] for each in results] == ["VOT101", "VOT107", "expectation"]
    assert (repository / "out.md").read_text() == (repository / "summary.md").read_text()
    assert VETO in (repository / "summary.md").read_text()
    outputs = dict(line.split("=") for line in (repository / "outputs.txt").read_text().splitlines())
    assert outputs == {"exit-code": "1", "errors": "1", "warnings": "1", "refuted": "1", "unproved": "0"}
    assert set(ACTION["outputs"]) == set(outputs)


def test_9_a_baseline_holds_one_draft_and_not_the_next(run: Run, repository: Path) -> None:
    (repository / "known").mkdir()
    run("baseline", "club.charter", "-o", "known/base.json")
    assert told(run, ".", "--baseline", "known/base.json")[0] == []
    write(repository, FLAWED, "draft2.charter")
    found, judged = told(run, ".", "--baseline", "known/base.json")
    assert found == [("draft2.charter", "VOT101", EXPEL), ("draft2.charter", "VOT107", STEP)]
    assert [file for file, _, _ in judged] == ["club.charter", "draft2.charter"]
    (repository / "draft2.charter").unlink()
    (repository / "club.charter").rename(repository / "renamed.charter")
    assert told(run, ".", "--baseline", "known/base.json")[0] == []
    old = [{"code": code, "entity": "Club.expel", "count": 1} for code in ("VOT101", "VOT107")]
    write(repository, json.dumps({"version": 1, "findings": old}), "old.json")
    assert told(run, ".", "--baseline", "old.json")[0] == []


def test_10_an_expectation_that_is_not_proved_fails_where_it_is_asked_to(
    run: Run, process: Process, repository: Path
) -> None:
    write(repository, 'select = ["VOT101"]\n', "charter.toml")
    write(repository, DEPENDS, "dep.charter")
    assert run("check", "dep.charter").exit_code == 0
    for words in (["--fail-on", "unproved"], ["--fail-on", "error", "--fail-on", "unproved"]):
        assert run("check", "dep.charter", *words).exit_code == 1
    for asked, element in ((False, "skipped"), (True, "failure")):
        more = ["--fail-on", "unproved"] if asked else []
        suites = ElementTree.fromstring(run("check", "dep.charter", "--format", "junit", *more).output)
        case = next(case for case in suites.iter("testcase") if case.get("name") == "G7 can pass d")
        assert [child.tag for child in case] == [element]
        assert (suites.get("failures"), suites.get("skipped")) == (("1", "0") if asked else ("0", "1"))
        said = case[0].get("message") or ""
        assert said.startswith("depends: G7 can pass d (with 3 of 3 in B they can pass")
    write(repository, 'select = ["VOT101"]\nfail-on = ["error", "unproved"]\n', "charter.toml")
    assert run("check", "dep.charter").exit_code == 1
    script = ACTION["runs"]["steps"][-1]["run"]
    write(repository, 'select = ["VOT101"]\n', "charter.toml")
    done = shell(repository, script, **action(targets="dep.charter"))
    assert done.returncode == 1
    assert done.stdout.startswith("::error file=dep.charter,line=9,")


def test_templates_install_nothing_that_is_not_ours(repository: Path) -> None:
    assert ACTION["runs"]["steps"][0]["run"] == 'python -m pip install --quiet "$GITHUB_ACTION_PATH"'
    (install,) = GITLAB["charter"]["before_script"]
    variables = {"CHARTER_REPOSITORY": "https://git.example/charter.git", "CHARTER_TAG": "v9"}
    told = shell(repository, install.replace("python -m pip", "echo"), **variables).stdout
    assert told == "install --quiet git+https://git.example/charter.git@v9\n"
    missing = shell(repository, install.replace("python -m pip", "echo"), CHARTER_REPOSITORY="", CHARTER_TAG="v9")
    assert missing.returncode != 0
    assert "set it to the address of the repository of Charter" in missing.stderr


def test_a_gitlab_job_runs_for_merge_requests_and_the_main_branch() -> None:
    rules = [rule["if"] for rule in GITLAB["charter"]["rules"]]
    assert '$CI_PIPELINE_SOURCE == "merge_request_event"' in rules
    assert "$CI_COMMIT_BRANCH == $CI_DEFAULT_BRANCH" in rules


def test_colour_in_a_log_is_asked_for(process: Process, repository: Path) -> None:
    shown = process("check", "club.charter", env={"FORCE_COLOR": "1"})
    assert b"\x1b[1;31merror[VOT101]\x1b[0m" in shown.stdout
    assert b"\x1b" not in process("check", "club.charter", env={"FORCE_COLOR": "1", "NO_COLOR": "1"}).stdout
    assert b"\x1b" not in process("check", "club.charter", env={"FORCE_COLOR": "0"}).stdout


def test_several_charters_at_a_time_say_the_same(process: Process, repository: Path) -> None:
    for number in range(4):
        write(repository, FLAWED.replace("Club", f"Club{number}"), f"c{number}.charter")
    one = process("check", ".", "--no-cache")
    assert one.returncode == 1
    for jobs in ("2", "0"):
        assert process("check", ".", "--no-cache", "--jobs", jobs).stdout == one.stdout


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (["chekc", "x"], "no command is called `chekc`; did you mean `charter check`?"),
        (["xyzzy"], "no command is called `xyzzy`; `charter --help` lists the commands"),
        (["check", "iaea", "--select", "VOT1O1"], "no rule is called `VOT1O1`; near: VOT101"),
        (["explain", "VOT1O1"], "VOT101"),
    ],
)
def test_near_commands_and_codes(run: Run, words: list[str], says: str) -> None:
    result = run(*words)
    assert result.exit_code == 2
    assert says in result.output
    assert os.linesep in result.output
