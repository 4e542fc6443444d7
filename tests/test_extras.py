"""The extras: what is missing is named in one way, wherever it is met, and the core needs none of them."""

from __future__ import annotations

import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from charter.errors import CharterError
from charter.extras import EXTRAS, MissingExtraError, need

ROOT = Path(__file__).parents[1]


def project() -> dict[str, dict[str, list[str]]]:
    with (ROOT / "pyproject.toml").open("rb") as file:
        found: dict[str, dict[str, list[str]]] = tomllib.load(file)["project"]
    return found


def hide(monkeypatch: pytest.MonkeyPatch, *modules: str) -> None:
    """As where these are not installed (a None in `sys.modules` stops an import)."""
    for module in modules:
        monkeypatch.setitem(sys.modules, module, None)


def test_the_extras_are_those_of_the_project() -> None:
    declared = project()["optional-dependencies"]
    for extra, (_, packages) in EXTRAS.items():
        assert sorted(line.split(">=")[0] for line in declared[extra]) == sorted(packages.values())


def test_what_is_installed_is_not_missed() -> None:
    need("pdf")


def test_the_error_says_what_for_and_what_to_type(monkeypatch: pytest.MonkeyPatch) -> None:
    hide(monkeypatch, "fpdf", "uharfbuzz")
    with pytest.raises(MissingExtraError) as caught:
        need("pdf")
    assert isinstance(caught.value, CharterError)
    assert (caught.value.extra, caught.value.packages) == ("pdf", ("fpdf2", "uharfbuzz"))
    assert str(caught.value) == (
        "PDF and PNG need the extra `pdf` of Charter, of which some packages are not installed: "
        "python -m pip install fpdf2 uharfbuzz"
    )


@pytest.mark.parametrize(
    ("words", "hidden", "what"),
    [
        (["report", "iaia", "-o", "x.pdf"], "fpdf", "PDF and PNG need the extra `pdf`"),
        (["report", "iaia", "--format", "pdf"], "pypdf", "PDF and PNG need the extra `pdf`"),
        (["render", "iaia", "-o", "x.png"], "pygraphviz", "PDF and PNG need the extra `pdf`"),
        (["render", "iaia", "-o", "x.pdf"], "fontTools", "PDF and PNG need the extra `pdf`"),
        (["lsp"], "pygls", "the language server needs the extra `editor`"),
    ],
)
def test_commands_name_the_extra_and_leave_nothing_behind(
    words: list[str],
    hidden: str,
    what: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    from charter.cli.main import cli

    hide(monkeypatch, hidden)
    monkeypatch.chdir(tmp_path)
    with pytest.raises(SystemExit) as caught:
        cli.main(words, prog_name="charter")
    error = capsys.readouterr().err
    assert caught.value.code == 2
    assert error.startswith(f"charter: {what}")
    assert error.endswith(f"python -m pip install {EXTRAS_BY_MODULE[hidden]}\n")
    assert list(tmp_path.iterdir()) == []


EXTRAS_BY_MODULE = {module: package for _, packages in EXTRAS.values() for module, package in packages.items()}


@pytest.mark.slow
def test_the_first_command_of_the_readme_needs_the_core_alone(tmp_path: Path) -> None:
    """`charter report iaia` where no package of an extra, and none of a developer's, can be imported."""
    hidden = [*EXTRAS_BY_MODULE, "rich", "lark", "matplotlib", "PIL"]
    code = (
        f"import sys; sys.modules.update(dict.fromkeys({hidden!r})); sys.argv = ['charter', 'report', 'iaia'];"
        "from charter.cli.main import main; main()"
    )
    run = subprocess.run([sys.executable, "-c", code], cwd=tmp_path, capture_output=True, text=True, timeout=120)
    assert (run.returncode, run.stderr) == (0, "")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["iaia-report.html", "iaia.svg"]
