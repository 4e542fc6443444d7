"""Settings files: what they set, where they are found, and what is said of those that cannot be meant."""

import json
from pathlib import Path

import pytest
from cli_helpers import Run, write
from flawed import EXPEL, FLAWED, STEP

from charter.validators.check.configuration import SettingsError, exact, settings_for


def found(run: Run, *words: str) -> list[tuple[str, str, int]]:
    """Code, severity and line of what `charter check` finds; the exit code is in `run` by itself."""
    data = json.loads(run("check", "club.charter", "--format", "json", *words).output)
    return [(f["code"], f["severity"], f["line"]) for f in data["findings"]]


VOTING = [("VOT101", "error", EXPEL), ("VOT107", "warning", STEP)]


def test_select_and_ignore_hold_and_the_command_line_holds_over_them(run: Run, folder: Path) -> None:
    write(folder, FLAWED)
    write(folder, 'select = ["VOT101", "judge-in-own-case"]\n', "charter.toml")
    assert found(run) == VOTING
    assert found(run, "--select", "VOT107") == VOTING[1:]
    assert found(run, "--ignore", "VOT101") == VOTING[1:]
    write(folder, 'select = ["VOT101", "VOT107"]\nignore = ["VOT107"]\n', "charter.toml")
    assert found(run) == VOTING[:1]


def test_the_nearest_file_upwards_holds_and_pyproject_only_if_it_speaks_of_charter(run: Run, folder: Path) -> None:
    write(folder, 'select = ["VOT101"]\n', "charter.toml")
    inner = folder / "drafts" / "deep"
    write(inner, FLAWED)
    assert settings_for(inner / "club.charter").file == folder / "charter.toml"
    write(folder, "[tool.ruff]\nline-length = 100\n", "drafts/pyproject.toml")
    assert settings_for(inner / "club.charter").file == folder / "charter.toml"
    write(folder, '[tool.charter]\nselect = ["VOT107"]\n', "drafts/pyproject.toml")
    assert settings_for(inner / "club.charter").select == ("VOT107",)
    assert run("check", "drafts", "--format", "concise", "--isolated", "--select", "VOT101").output.count("VOT101") == 1


def test_severities_by_rule_family_and_off(run: Run, folder: Path) -> None:
    write(folder, FLAWED.partition("\nexpect")[0] + "\n")
    write(
        folder, 'select = ["VOT101", "VOT107"]\n[severity]\nVOT = "note"\njudge-in-own-case = "off"\n', "charter.toml"
    )
    assert found(run) == [("VOT101", "note", EXPEL)]
    assert run("check", "club.charter").exit_code == 0
    assert run("check", "club.charter", "--fail-on", "note").exit_code == 1


def test_fail_on_and_profiles(run: Run, folder: Path) -> None:
    write(folder, FLAWED.partition("\nexpect")[0] + "\n")
    write(
        folder,
        'select = ["VOT101"]\nfail-on = "never"\n[profiles.strict]\nfail-on = "warning"\nselect = ["VOT107"]\n',
        "charter.toml",
    )
    assert run("check", "club.charter").exit_code == 0
    assert run("check", "club.charter", "--profile", "strict").exit_code == 1
    assert found(run, "--profile", "strict") == VOTING[1:]
    none = run("check", "club.charter", "--profile", "strickt")
    assert none.exit_code == 2
    assert "charter.toml: there is no profile `strickt`; there are strict" in none.output


def test_of_several_fail_levels_the_strictest_holds(run: Run, folder: Path) -> None:
    text = FLAWED.partition("\nexpect")[0] + "\n"
    for name, level in (("a", "never"), ("b", "error")):
        write(folder, text.replace("Club", name.upper()), f"{name}/{name}.charter")
        write(folder, f'select = ["VOT101"]\nfail-on = "{level}"\n', f"{name}/charter.toml")
    assert run("check", "a").exit_code == 0
    assert run("check", "a", "b").exit_code == 1


def test_a_threshold_is_exact_and_its_reason_is_kept(folder: Path) -> None:
    text = '[thresholds]\ndominant_payer = 0.25\nunelected_share = { value = "40%", because = "memo 4" }\n'
    settings = settings_for(write(folder, text, "charter.toml"))
    assert (str(settings.profile.dominant_payer), str(settings.profile.unelected_share)) == ("1/4", "2/5")
    assert settings.reasons == {"unelected_share": "memo 4"}


def test_a_threshold_moves_a_finding(run: Run, folder: Path) -> None:
    write(folder, '[thresholds]\nunelected_share = "40%"\n', "charter.toml")
    assert "REP103" not in run("check", "ilo", "--select", "REP103").output
    write(folder, '[thresholds]\nunelected_share = "30%"\n', "charter.toml")
    assert "REP103" in run("check", "ilo", "--select", "REP103").output


@pytest.mark.parametrize(
    ("text", "line", "says"),
    [
        ("select = [", 1, "it is no TOML"),
        ("\n\nselekt = []", 3, "`selekt` is no setting; did you mean select?"),
        ('ignore = "VOT"', 1, "`ignore` must be a list of rules or families"),
        ('select = [\n "VOT",\n "VOT1O1"]', 3, "no rule is called `VOT1O1`; near: VOT101"),
        ('fail-on = "warn"', 1, "`fail-on` must be one of error, warning, note, gap, unproved, never, not `warn`"),
        ('[severity]\nVOT101 = "grave"', 2, "must be one of error, warning, note, gap, off, not `grave`"),
        ("[thresholds]\ndominant_payr = 1", 2, "`dominant_payr` is no threshold; did you mean dominant_payer?"),
        ('[thresholds]\ndominant_payer = "a fifth"', 2, "must be a number such as 1/4, 25% or 0.25, not `a fifth`"),
        ('[thresholds]\ndominant_payer = "1/0"', 2, "must be a number such as"),
        ("[thresholds]\ndominant_payer = -0.1", 2, "must be a number such as"),
        ("[thresholds]\ndominant_payer = true", 2, "must be a number such as"),
        ('[thresholds]\ndominant_payer = "120%"', 2, "`dominant_payer` must be a share between 0 and 1, not `120%`"),
        ("[thresholds]\ndominant_payer = { valu = 1 }", 2, "`dominant_payer` takes `value` and `because`"),
        ("thresholds = 3", 1, "thresholds must be a table of keys and values"),
        ("[profiles]\nstrict = 3", 2, "profiles.strict must be a table of keys and values"),
        ('[profiles.strict]\nfail-on = "x"', 2, "`fail-on` must be one of"),
        ("baseline = 7", 1, "`baseline` must be a text"),
    ],
)
def test_a_broken_setting_is_told_with_its_line(run: Run, folder: Path, text: str, line: int, says: str) -> None:
    write(folder, FLAWED)
    path = write(folder, text, "charter.toml")
    with pytest.raises(SettingsError) as raised:
        settings_for(path)
    assert (raised.value.file, raised.value.line) == (path, line)
    result = run("check", "club.charter")
    assert result.exit_code == 2
    assert result.output.startswith(f"Error: charter.toml:{line}: ")
    assert says in result.output


def test_settings_that_are_no_text(run: Run, folder: Path) -> None:
    write(folder, FLAWED)
    write(folder, b"\xff\xfe", "charter.toml")
    result = run("check", "club.charter")
    assert (result.exit_code, result.output) == (2, "Error: charter.toml: it is not UTF-8 text\n")
    assert run("check", "club.charter", "--isolated", "--select", "VOT101").exit_code == 1


def test_a_profile_needs_a_settings_file(run: Run, folder: Path) -> None:
    write(folder, FLAWED)
    result = run("check", "club.charter", "--profile", "strict")
    assert result.exit_code == 2
    assert "there is no profile `strict`: no charter.toml was found" in result.output


@pytest.mark.parametrize(
    ("value", "number"),
    [("2/3", "2/3"), ("66.7%", "667/1000"), (" 5 ", "5"), (7, "7"), ("0.10", "1/10"), ("1e3", None), (True, None)],
)
def test_numbers_are_read_exactly(value: object, number: str | None) -> None:
    assert (str(exact(value)) if exact(value) is not None else None) == number


def test_rules_are_listed_with_their_severity_and_state(run: Run, folder: Path) -> None:
    write(folder, 'ignore = ["FND"]\n[severity]\nVOT101 = "error"\nVOT107 = "off"\n', "charter.toml")
    rows = {line.split()[0]: line for line in run("rules").output.splitlines()}
    assert rows["VOT101"].endswith("error  (by default warning)")
    assert rows["VOT107"].endswith("off: `severity` in charter.toml")
    assert rows["FND101"].endswith("off: `select` and `ignore` in charter.toml")
    assert rows["REP103"].split() == ["REP103", "unelected-seats", "warning"]
    data = json.loads(run("rules", "VOT10", "--format", "json").output)
    assert {r["code"]: r["state"] for r in data["rules"]}["VOT107"] == "off"
    assert all(r["code"].startswith("VOT10") for r in data["rules"])
    wrong = run("rules", "XYZ")
    assert wrong.exit_code == 2
    assert "no family or rule begins with `XYZ`; the families are LNG, STR" in wrong.output


def test_packs_are_on_by_a_setting_or_by_an_option(run: Run, folder: Path) -> None:
    write(folder, "charter 1\ninstitution Club { organ Assembly { plenary } }\n")
    of_packs = [("KLS101", "gap", 2), ("OST101", "note", 2)]

    def told(*words: str) -> list[tuple[str, str, int]]:
        return [f for f in found(run, *words) if f in of_packs]

    assert told() == []
    assert told("--pack", "ostrom", "--pack", "rational-design") == of_packs
    listed = json.loads(run("rules", "OST", "--format", "json").stdout)["rules"]
    assert {(r["state"], r["why"]) for r in listed} == {("off", "the pack ostrom is not on")}
    write(folder, 'packs = ["ostrom"]\n', "charter.toml")
    assert told() == of_packs[1:]
    listed = json.loads(run("rules", "OST", "--format", "json").stdout)["rules"]
    assert {r["state"] for r in listed} == {"on"}


def test_a_pack_that_there_is_not_is_a_clear_message(run: Run, folder: Path) -> None:
    write(folder, FLAWED)
    write(folder, 'packs = ["ostrm"]\n', "charter.toml")
    done = run("check", "club.charter")
    assert done.exit_code == 2
    assert "charter.toml:1: `packs` must be one of ostrom, rational-design, not `ostrm`" in done.output
    assert run("check", "club.charter", "--pack", "nothing").exit_code == 2
