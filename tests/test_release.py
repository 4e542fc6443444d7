"""What a release needs: one version everywhere, every licence named, and workflows that run what is there."""

from __future__ import annotations

import importlib.util
import re
import tomllib
from pathlib import Path
from types import ModuleType
from typing import Any

import yaml

from charter import __version__

ROOT = Path(__file__).parents[1]
NOTICE = (ROOT / "NOTICE").read_text(encoding="utf-8")


def script(name: str) -> ModuleType:
    spec = importlib.util.spec_from_file_location(name, ROOT / "docs" / "reference" / f"{name}.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def read(name: str) -> Any:
    return yaml.safe_load((ROOT / name).read_text(encoding="utf-8"))


def project() -> dict[str, Any]:
    with (ROOT / "pyproject.toml").open("rb") as file:
        found: dict[str, Any] = tomllib.load(file)["project"]
    return found


def test_one_version_everywhere() -> None:
    """In the changelog with a date, the citation, the conda recipe, the man page, and every tag that is to be used."""
    changelog = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    newest = re.search(r"^## (\d+\.\d+\.\d+) - (\d{4}-\d\d-\d\d)$", changelog, re.MULTILINE)
    assert newest is not None
    citation = read("CITATION.cff")
    assert newest[1] == citation["version"] == __version__
    assert newest[2] == str(citation["date-released"])
    assert f'version: "{__version__}"' in (ROOT / "packaging" / "conda" / "meta.yaml").read_text(encoding="utf-8")
    assert f'"Charter {__version__}"' in (ROOT / "docs" / "man" / "charter.1").read_text(encoding="utf-8")
    for name in ("README.md", "docs/ci.md", "templates/charter.gitlab-ci.yml"):
        tags = re.findall(r"[@ ]v(\d+\.\d+\.\d+)", (ROOT / name).read_text(encoding="utf-8"))
        assert tags, name
        assert set(tags) == {__version__}, name


def test_the_notice_is_fresh_and_names_every_file_of_data() -> None:
    assert script("make_notice").page() == NOTICE
    files = [path.name for path in (ROOT / "src").rglob("*.csv")] + [
        path.name for path in (ROOT / "src").rglob("*.ttf")
    ]
    words = " ".join(NOTICE.split())
    for name in files:
        bare = name.removesuffix(".ttf").replace("DejaVuSans", "DejaVu Sans").replace("-", " ")
        assert name in words or bare in words, name
    tables = [path.name for path in (ROOT / "src" / "charter" / "world").rglob("*.csv")]
    for block in NOTICE.split("\n\n"):
        if block.partition(":")[0] in tables:
            assert "Licence: " in block
    assert "LICENSE_DEJAVU" in NOTICE


def test_every_column_in_the_notice_has_a_licence() -> None:
    from charter.world import tables

    for table in tables().values():
        for column in table.columns.values():
            assert column.licence, column.name


def test_the_workflow_runs_what_anyone_runs() -> None:
    jobs = read(".github/workflows/ci.yml")["jobs"]
    assert {"run": "bash .ci/run"} in jobs["ci"]["steps"]
    assert jobs["ci"]["strategy"]["matrix"]["python"][0] == project()["requires-python"].removeprefix(">=")
    packaged = [step.get("run", "") for step in jobs["package"]["steps"]]
    assert "python -m build && python -m twine check --strict dist/*" in packaged


def test_no_template_installs_a_package_by_a_bare_name() -> None:
    """The name `charter` on an index may be anyone's: templates install from a repository at a tag, or a folder."""
    for name in ("templates/charter.gitlab-ci.yml", "action.yml", "Dockerfile", ".github/workflows/ci.yml"):
        for line in (ROOT / name).read_text(encoding="utf-8").splitlines():
            if "pip install" in line and not line.lstrip().startswith("#"):
                words = line.partition("pip install")[2].split()
                assert not {"charter", "charter-cli", "charter-institutions"} & {each.strip("\"'") for each in words}, (
                    line
                )
    assert project()["name"] == "charter-institutions"
    assert project()["scripts"]["charter"] == "charter.cli.main:main"


def test_issue_forms_have_what_is_needed() -> None:
    forms = [path for path in (ROOT / ".github" / "ISSUE_TEMPLATE").glob("*.yml") if path.name != "config.yml"]
    assert len(forms) == 3
    for path in forms:
        form = yaml.safe_load(path.read_text(encoding="utf-8"))
        assert {"name", "description", "body"} <= set(form)
        assert all(part["attributes"]["label"] for part in form["body"])


def test_the_conda_recipe_asks_for_what_the_project_asks() -> None:
    recipe = (ROOT / "packaging" / "conda" / "meta.yaml").read_text(encoding="utf-8")
    renamed = {"graphviz": "python-graphviz", "wasmtime": "wasmtime-py"}
    for line in project()["dependencies"]:
        name = re.split(r"[<>=]", line)[0]
        assert f"- {renamed.get(name, name)} {line.removeprefix(name)}" in recipe, name
