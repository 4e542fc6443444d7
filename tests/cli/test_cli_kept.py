"""Results kept from earlier runs: they stand while nothing has changed, and never when something has."""

import json
import os
from collections.abc import Callable
from pathlib import Path

import pytest
from cli_helpers import Run, write
from flawed import EXPEL, FLAWED, STEP

import charter.validators.check.engine as engine
from charter.cli import result_cache as kept

Ran = Callable[[], int]


@pytest.fixture
def cache(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder in which results are kept."""
    folder = tmp_path_factory.mktemp("kept")
    monkeypatch.setenv(kept.FOLDER, str(folder))
    return folder


@pytest.fixture
def checks(monkeypatch: pytest.MonkeyPatch) -> Ran:
    """How often a charter has been checked anew since this was last asked."""
    counted = 0
    check = engine.check

    def counting(*words: object, **named: object) -> engine.Checked:
        nonlocal counted
        counted += 1
        return check(*words, **named)  # type: ignore[arg-type]

    def since() -> int:
        nonlocal counted
        found, counted = counted, 0
        return found

    monkeypatch.setattr(engine, "check", counting)
    return since


def test_a_second_run_says_the_same_in_every_form_without_checking(run: Run, cache: Path, checks: Ran) -> None:
    for form in ("full", "json", "sarif", "junit", "markdown"):
        for name in ("iaia", "aisi_network"):
            first = run("check", name, "--format", form)
            checks()
            again = run("check", name, "--format", form)
            assert checks() == 0
            assert (again.output, again.exit_code) == (first.output, first.exit_code)
            anew = run("check", name, "--format", form, "--no-cache")
            assert checks() == 1
            assert anew.output == first.output


def test_a_change_of_text_table_settings_or_option_is_seen(run: Run, folder: Path, cache: Path, checks: Ran) -> None:
    write(folder, "iso3,share\nFRA,60\nKEN,40\n", "t.csv")
    charter = 'charter 1\nuse world\ndata t from "t.csv" keyed by iso3 { share "share" }\n'
    write(folder, charter + FLAWED.split("\n", 2)[2])

    def ran(*words: str) -> tuple[int, list[str]]:
        data = json.loads(run("check", "club.charter", "--format", "json", *words).output)
        return checks(), [f["code"] for f in data["findings"]]

    first = ran()[1]
    assert first
    assert ran() == (0, first)
    write(folder, "iso3,share\nFRA,61\nKEN,39\n", "t.csv")
    assert ran() == (1, first)
    assert ran("--select", "VOT101") == (1, ["VOT101"])
    assert ran("--select", "VOT101") == (0, ["VOT101"])
    write(folder, 'ignore = ["VOT101"]\n', "charter.toml")
    without = [code for code in first if code != "VOT101"]
    assert ran() == (1, without)
    assert ran("--isolated") == (1, first)
    write(folder, charter + FLAWED.split("\n", 2)[2] + "\n# more\n")
    assert ran() == (1, without)


def test_findings_of_an_imported_file_change_with_it(run: Run, folder: Path, cache: Path, checks: Ran) -> None:
    write(folder, FLAWED, "base.charter")
    write(folder, 'charter 1\nuse "base.charter"\n', "top.charter")
    assert run("check", "top.charter").exit_code == 0
    assert run("check", "top.charter").exit_code == 0
    assert checks() == 1
    write(folder, "charter 1\ninstitution Club {\n", "base.charter")
    broken = run("check", "top.charter")
    assert checks() == 1
    assert "LNG205" in broken.output


def test_what_hangs_on_a_missing_file_is_never_kept(run: Run, folder: Path, cache: Path) -> None:
    write(folder, 'charter 1\nuse "base.charter"\n', "top.charter")
    for _ in range(2):
        assert "LNG205" in run("check", "top.charter").output
    assert list(cache.iterdir()) == []
    write(folder, "charter 1\n", "base.charter")
    assert "LNG205" not in run("check", "top.charter").output


@pytest.mark.parametrize(
    "content",
    [b"", b"{}", b"[]", b"\xff", b'{"files": {}, "sources": {}, "institutions": [], "checked": {"system": ["true"]}}'],
)
def test_a_kept_file_that_makes_no_sense_is_passed_over(
    run: Run, folder: Path, cache: Path, checks: Ran, content: bytes
) -> None:
    write(folder, FLAWED)
    first = run("check", "club.charter", "--format", "concise").output
    assert f":{EXPEL}:" in first
    assert f":{STEP}:" in first
    (place,) = cache.iterdir()
    place.write_bytes(content)
    checks()
    assert run("check", "club.charter", "--format", "concise").output == first
    assert checks() == 1
    assert json.loads(place.read_bytes().partition(b"\n")[2])["institutions"]


def test_a_folder_that_cannot_be_made_stops_nothing(run: Run, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(folder, FLAWED)
    write(folder, "a file", "taken")
    monkeypatch.setenv(kept.FOLDER, str(folder / "taken" / "deeper"))
    assert run("check", "club.charter").exit_code == 1
    assert (folder / "taken").read_text() == "a file"


def test_only_so_many_results_are_kept_and_the_oldest_go(
    run: Run, folder: Path, cache: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(kept, "MOST", 2)
    for n in range(3):
        write(folder, FLAWED, f"c{n}.charter")
        before = set(cache.iterdir())
        run("check", f"c{n}.charter")
        (new,) = set(cache.iterdir()) - before
        os.utime(new, (n, n))
        if n == 0:
            oldest = new
    assert len(list(cache.iterdir())) == 2
    assert not oldest.exists()


def test_where_results_are_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(kept.sys, "platform", "linux")
    assert kept.folder_of({"CHARTER_CACHE_DIR": ""}) is None
    assert kept.folder_of({"CHARTER_CACHE_DIR": "/c"}) == Path("/c")
    assert kept.folder_of({"XDG_CACHE_HOME": "/x"}) == Path("/x/charter")
    assert kept.folder_of({"XDG_CACHE_HOME": "relative"}) is None
    monkeypatch.setattr(kept.sys, "platform", "win32")
    assert kept.folder_of({"LOCALAPPDATA": "/l"}) == Path("/l/charter")
