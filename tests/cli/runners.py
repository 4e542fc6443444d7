"""What runs Charter in CI, as the files that the project ships say it: the action, the template and the hooks."""

import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import yaml
from cli_helpers import environment

HERE = Path(__file__).parents[2]
ACTION = yaml.safe_load((HERE / "action.yml").read_text(encoding="utf-8"))
GITLAB = yaml.safe_load((HERE / "templates" / "charter.gitlab-ci.yml").read_text(encoding="utf-8"))
HOOKS = {hook["id"]: hook for hook in yaml.safe_load((HERE / ".pre-commit-hooks.yaml").read_text(encoding="utf-8"))}


def shell(folder: Path, script: str, **variables: str) -> subprocess.CompletedProcess[str]:
    """Run a script as the runner does; `charter` and `python` are those of this environment."""
    places = folder.parent / "bin"
    places.mkdir(exist_ok=True)
    tool = places / "charter"
    tool.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m charter.cli.main "$@"\n', encoding="utf-8")
    tool.chmod(0o755)
    path = f"{places}{os.pathsep}{os.environ['PATH']}"
    command = ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", script]
    return subprocess.run(
        command, cwd=folder, env=environment(PATH=path, **variables), capture_output=True, text=True, check=False
    )


def action(**inputs: str) -> dict[str, str]:
    """The variables of the action's last step with inputs put in, as the runner puts them."""
    given = {name: inputs.get(name, each["default"]) for name, each in ACTION["inputs"].items()}
    step: dict[str, Any] = ACTION["runs"]["steps"][-1]
    found = {}
    for name, value in step["env"].items():
        wanted = value.removeprefix("${{ inputs.").removesuffix(" }}")
        assert value == "${{ inputs." + wanted + " }}"
        found[name] = given[wanted]
    return found
