"""The gallery: fresh, with a picture for each design, and right in what it says is found and what is not."""

import importlib.util
import json
import re
from pathlib import Path
from types import ModuleType

import pytest

from charter.designs import designs
from charter.render import registry

DOCS = Path(__file__).parents[2] / "docs"
SNAPSHOTS = Path(__file__).parents[1] / "designs" / "snapshots"


def made() -> ModuleType:
    """The script that makes the page."""
    spec = importlib.util.spec_from_file_location("make_gallery", DOCS / "gallery" / "make.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


MAKE = made()
SAID = [(name, n) for name, statements in MAKE.said().items() for n in range(len(statements))]


def test_the_page_is_fresh() -> None:
    assert (DOCS / "gallery.md").read_text(encoding="utf-8") == MAKE.page()


def test_every_picture_that_it_shows_is_there_and_no_other() -> None:
    shown = re.findall(r"\]\(gallery/([\w.-]+\.svg)\)", (DOCS / "gallery.md").read_text(encoding="utf-8"))
    assert sorted(shown) == sorted(path.name for path in (DOCS / "gallery").glob("*.svg"))
    assert set(designs()) <= {name.removesuffix(".svg") for name in shown}


def test_every_kind_of_figure_is_shown() -> None:
    assert set(MAKE.SHOWN) == set(registry.names())


@pytest.mark.parametrize("name", ["iaea", "fsb_opened", "un_ai_panel", "hlab_sample"])
def test_pictures_are_those_of_the_charters(name: str) -> None:
    kind = "landscape" if designs()[name].kind == "landscapes" else "structure"
    drawn = MAKE._drawn(MAKE._charter(name), kind, None)
    assert (DOCS / "gallery" / f"{name}.svg").read_bytes() == drawn


@pytest.mark.parametrize(("name", "number"), SAID)
def test_what_is_said_to_be_found_is_found(name: str, number: int) -> None:
    statement = MAKE.said()[name][number]
    findings = json.loads((SNAPSHOTS / f"{name}.json").read_text(encoding="utf-8"))["findings"]
    found = {code for each in findings if each["severity"] != "gap" for code in MAKE.rules_of(each)}
    codes = set(statement.get("codes", ()))
    assert codes <= found
    assert bool(codes) != bool(statement.get("why"))
