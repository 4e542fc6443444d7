"""Results kept from earlier runs: they stand while nothing has changed, and never when something has."""

import json
import os
import random
from collections.abc import Callable
from pathlib import Path

import pytest
from cli_helpers import Run, write
from flawed import EXPEL, FLAWED, STEP

import charter.validators.check.engine as engine
from charter.cli import result_cache as kept
from charter.dsl.load import load

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


def test_a_thousand_damages_give_the_same_answer_or_none(run: Run, folder: Path, cache: Path) -> None:
    """Bytes turned, cut, doubled, added or put in another's place: what is read back is what was kept, or nothing."""
    write(folder, FLAWED)
    run("check", "club.charter")
    (place,) = cache.iterdir()
    whole = place.read_bytes()
    good = kept._read(place)
    assert good is not None
    dice = random.Random(21)
    for number in range(1000):
        at, length = dice.randrange(len(whole)), dice.randrange(1, 40)
        damaged = (
            whole[:at] + bytes([whole[at] ^ 1 << dice.randrange(8)]) + whole[at + 1 :],
            whole[:at],
            whole[:at] + whole[at + length :],
            whole[:at] + whole[at : at + length] + whole[at:],
            whole[:at] + dice.randbytes(length) + whole[at + length :],
        )[number % 5]
        place.write_bytes(damaged)
        found = kept._read(place)
        assert found is None or (damaged == whole and found.checked == good.checked), (number, at, length)
    for number in (0, 1, 2):
        place.write_bytes(whole.replace(b"VOT101", b"VOT10" + str(number + 2).encode()))
        assert "error[VOT101]" in run("check", "club.charter").output


def test_a_result_under_another_name_is_not_believed(run: Run, folder: Path, cache: Path, checks: Ran) -> None:
    write(folder, FLAWED)
    write(folder, FLAWED.replace("decides by unanimity", "decides by majority of members"), "mild.charter")
    run("check", "club.charter")
    (harsh,) = cache.iterdir()
    run("check", "mild.charter")
    (mild,) = set(cache.iterdir()) - {harsh}
    mild.write_bytes(harsh.read_bytes())
    assert "VOT101" not in run("check", "mild.charter").output


def test_a_link_that_leads_elsewhere_is_seen(run: Run, folder: Path, cache: Path, checks: Ran) -> None:
    """Neither the charter nor what it used before has changed; only the link between them has."""
    write(folder, FLAWED.replace("Club", "One"), "one.charter")
    write(folder, "charter 1\ninstitution Other { members are { FRA } }\n", "two.charter")
    (folder / "base.charter").symlink_to("one.charter")
    write(folder, 'charter 1\nuse world\nuse "base.charter"\nscenario gone of One { without KEN }\n', "top.charter")
    assert "LNG" not in run("check", "top.charter").output
    (folder / "base.charter").unlink()
    (folder / "base.charter").symlink_to("two.charter")
    assert "`One`" in run("check", "top.charter").output
    (folder / "link.charter").symlink_to("one.charter")
    assert "VOT101" in run("check", "link.charter").output
    (folder / "link.charter").unlink()
    (folder / "link.charter").symlink_to("two.charter")
    assert "VOT101" not in run("check", "link.charter").output


@pytest.mark.parametrize("saved", ["club.charter", "t.csv", "base.charter"])
def test_a_file_saved_during_a_check_is_not_taken_for_what_was_read(
    run: Run, folder: Path, cache: Path, monkeypatch: pytest.MonkeyPatch, saved: str
) -> None:
    """The answer rests on what was read before; once the files are as saved, the next run must look anew."""
    write(folder, "iso3,share\nFRA,60\nKEN,40\n", "t.csv")
    write(folder, "charter 1\n", "base.charter")
    head = 'charter 1\nuse world\nuse "base.charter"\ndata t from "t.csv" keyed by iso3 { share "share" }\n'
    write(folder, head + FLAWED.split("\n", 2)[2])
    broken = {"club.charter": "charter 1\n!\n", "t.csv": "iso3,share\nFRA,x\nKEN,1\n", "base.charter": "charter 1\n!\n"}
    check = engine.check

    def saving(*words: object, **named: object) -> engine.Checked:
        found = check(*words, **named)  # type: ignore[arg-type]
        write(folder, broken[saved], saved)
        return found

    monkeypatch.setattr(engine, "check", saving)
    assert "error[LNG" not in run("check", "club.charter").output
    monkeypatch.setattr(engine, "check", check)
    assert "error[LNG" in run("check", "club.charter").output


@pytest.mark.parametrize("package", ["numpy", "highspy"])
def test_another_version_of_what_counts_makes_results_anew(
    run: Run, folder: Path, cache: Path, checks: Ran, monkeypatch: pytest.MonkeyPatch, package: str
) -> None:
    write(folder, FLAWED)
    run("check", "club.charter")
    version = kept._version
    monkeypatch.setattr(kept, "_version", lambda name: "9.9" if name == package else version(name))
    checks()
    run("check", "club.charter")
    assert checks() == 1


def test_what_is_kept_is_had_back_to_the_last_field(run: Run, folder: Path, cache: Path) -> None:
    allowed = FLAWED.replace("charter 1\n", 'charter 1\nallow VOT107 because "agreed, memo 4"\n', 1)
    write(folder, allowed)
    first = run("check", "club.charter", "--format", "json")
    assert run("check", "club.charter", "--format", "json").output == first.output
    (place,) = cache.iterdir()
    part = kept._read(place)
    assert part is not None
    loaded = load(folder / "club.charter", name="club.charter")
    assert part.checked == engine.check(loaded)
    assert [(f.code, f.allowed.reason) for f in part.checked.suppressed if f.allowed] == [("VOT107", "agreed, memo 4")]


def test_a_pipe_in_the_place_of_a_kept_file_is_passed_over(run: Run, folder: Path, cache: Path) -> None:
    write(folder, FLAWED)
    first = run("check", "club.charter").output
    (place,) = cache.iterdir()
    place.unlink()
    os.mkfifo(place)
    assert run("check", "club.charter").output == first
