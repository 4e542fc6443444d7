"""What runs in CI: the composite action, the GitLab template and the pre-commit hooks, each with its own commands."""

import json
import os
import subprocess
import sys
from pathlib import Path
from xml.etree import ElementTree

import pytest
from cli_helpers import environment, write
from flawed import BEFORE, EXPEL, FLAWED, VETO
from repositories import commit, git
from runners import ACTION, GITLAB, HERE, HOOKS, action, shell


@pytest.fixture
def request_of_change(folder: Path) -> Path:
    """A repository with a remote branch `main` without the veto, and the veto on the branch that is checked out."""
    git(folder, "init", "-q", "-b", "main")
    write(folder, 'select = ["VOT101", "VOT107"]\n', "charter.toml")
    write(folder, BEFORE)
    commit(folder)
    git(folder, "update-ref", "refs/remotes/origin/main", "HEAD")
    write(folder, FLAWED)
    commit(folder)
    return folder


def test_the_action_tells_what_the_pull_request_brings(request_of_change: Path) -> None:
    script = ACTION["runs"]["steps"][-1]["run"]
    done = shell(request_of_change, script, GITHUB_BASE_REF="main", **action(sarif="out.sarif", comment="out.md"))
    assert done.returncode == 1, done.stderr
    lines = done.stdout.splitlines()
    assert lines[0].startswith(f"::error file=club.charter,line={EXPEL},")
    assert "title=VOT101 single-member-veto::" + VETO in lines[0]
    assert not any("VOT107" in line for line in lines)
    results = json.loads((request_of_change / "out.sarif").read_text())["runs"][0]["results"]
    assert [r["ruleId"] for r in results] == ["VOT101", "expectation"]
    assert f"| club.charter:{EXPEL} | ❌ error **VOT101** {VETO} |" in (request_of_change / "out.md").read_text()


def test_the_action_tells_all_outside_a_pull_request(request_of_change: Path) -> None:
    script = ACTION["runs"]["steps"][-1]["run"]
    done = shell(request_of_change, script, **action(targets="club.charter", arguments="--fail-on never"))
    assert done.returncode == 0, done.stderr
    assert any("VOT107" in line for line in done.stdout.splitlines())
    quiet = shell(request_of_change, script, GITHUB_BASE_REF="main", **{**action(), "CHARTER_DIFF_BASE": "none"})
    assert "VOT107" in quiet.stdout


def test_inputs_of_the_action_are_not_run(request_of_change: Path) -> None:
    script = ACTION["runs"]["steps"][-1]["run"]
    shell(request_of_change, script, **action(targets="$(touch pwned); touch pwned"))
    assert not (request_of_change / "pwned").exists()


def test_the_gitlab_template(request_of_change: Path) -> None:
    job = GITLAB["charter"]
    variables = {key: str(value) for key, value in GITLAB["variables"].items()}
    script = "\n".join(job["script"])
    done = shell(request_of_change, script, CI_MERGE_REQUEST_DIFF_BASE_SHA="origin/main", **variables)
    assert done.returncode == 1, done.stderr
    assert f"club.charter:{EXPEL}:12: error[VOT101] {VETO}" in done.stdout
    reports = job["artifacts"]["reports"]
    issues = json.loads((request_of_change / reports["codequality"]).read_text())
    assert [(i["check_name"], i["location"]["lines"]["begin"]) for i in issues] == [
        ("VOT101", EXPEL),
        ("expectation", EXPEL + 11),
    ]
    suites = ElementTree.parse(request_of_change / reports["junit"]).getroot()
    assert (suites.get("tests"), suites.get("failures")) == ("2", "2")


@pytest.mark.parametrize(("hook", "code"), [("charter-check", 1), ("charter-fmt", 0)])
def test_the_hooks_run_on_the_files_that_they_are_given(request_of_change: Path, hook: str, code: int) -> None:
    done = shell(request_of_change, f"{HOOKS[hook]['entry']} club.charter")
    assert done.returncode == code, done.stdout + done.stderr
    assert (VETO in done.stdout) == (hook == "charter-check")


@pytest.mark.slow
def test_what_installs_charter_installs_it(folder: Path) -> None:
    assert subprocess.run([sys.executable, "-m", "venv", "own"], cwd=folder, check=False).returncode == 0
    path = f"{folder / 'own' / 'bin'}{os.pathsep}{os.environ['PATH']}"
    variables = environment(PATH=path, GITHUB_ACTION_PATH=str(HERE), CHARTER_FROM=str(HERE), CHARTER_TAG="v0.1.0")
    for script in (ACTION["runs"]["steps"][0]["run"], *GITLAB["charter"]["before_script"]):
        subprocess.run(["bash", "-ec", script], cwd=folder, env=variables, check=True, capture_output=True)
    done = subprocess.run(["charter", "--version"], cwd=folder, env=variables, check=True, capture_output=True)
    assert done.stdout.startswith(b"charter ")
