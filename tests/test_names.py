"""The names that commands and libraries share: nothing is left out, and nothing stands in a second place."""

import ast
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import charter
from charter import designs, names
from charter.cli.output import check_forms
from charter.dsl.findings import SEVERITIES
from charter.grammar.keywords import KEYWORDS
from charter.render.drawing.scene import Scene
from charter.render.drawing.themes import DARK, themed
from charter.validators.check import registry

ROOT = Path(charter.__file__).parent
SOURCES = sorted(ROOT.rglob("*.py"))
MOST_MODULES = 24


def written_out(words: set[str]) -> Iterator[str]:
    """Where a module other than `names` writes out a tuple or list of exactly these words."""
    for path in SOURCES:
        if path.name == "names.py" and path.parent.name == "charter":
            continue
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Tuple | ast.List | ast.Set):
                held = {e.value for e in node.elts if isinstance(e, ast.Constant) and isinstance(e.value, str)}
                if held == words and len(node.elts) == len(words):
                    yield f"{path.name}:{node.lineno}"


def test_each_closed_set_stands_once() -> None:
    for name in names.__all__:
        value = getattr(names, name)
        if not isinstance(value, str):
            assert list(written_out(set(value))) == [], name


def test_fail_levels_are_the_severities_and_two_words() -> None:
    assert (*SEVERITIES, names.UNPROVED, names.NEVER) == names.FAIL_LEVELS


def test_each_pack_is_a_family_of_rules_that_is_there() -> None:
    assert set(names.PACKS.values()) <= set(registry.FAMILIES)
    assert {each.pack for each in registry.entries()} == {None, *names.PACKS}


def test_every_stage_is_a_word_of_the_language() -> None:
    assert {stage.replace("_", "-") for stage in names.STAGES} <= set(KEYWORDS)


def test_every_kind_of_design_has_its_folder_and_no_folder_is_left_out() -> None:
    folder = Path(designs.__file__).parent
    held = {path.name for path in folder.iterdir() if any(path.glob("*.charter"))}
    assert held == {f"{kind}s" for kind in names.DESIGN_KINDS} == set(designs.KINDS)


def test_every_theme_is_drawn() -> None:
    scene = Scene(10, 10, "", "", ())
    assert [themed(scene, theme).items for theme in names.THEMES] == [()] * len(names.THEMES)
    assert DARK


def test_every_form_of_check_has_the_function_that_writes_it() -> None:
    from importlib import import_module

    from charter.cli.output.forms import FORMS

    assert FORMS == ("concise", "full", "github", "gitlab", "json", "junit", "markdown", "sarif")
    for form in FORMS:
        assert callable(import_module(f"{check_forms.__name__}.{form}").written)


def test_no_class_has_the_name_of_another() -> None:
    places: dict[str, list[str]] = {}
    for path in SOURCES:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.ClassDef):
                places.setdefault(node.name, []).append(f"{path.relative_to(ROOT)}:{node.lineno}")
    assert {name: found for name, found in places.items() if len(found) > 1} == {}


def test_no_folder_holds_more_modules_than_one_reads_through() -> None:
    held = Counter(path.parent.relative_to(ROOT) for path in SOURCES)
    assert {str(folder): n for folder, n in held.items() if n > MOST_MODULES} == {}
