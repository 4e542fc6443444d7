"""Text in PNG and PDF needs a font: the one that comes with the dependencies will do; without any, it is said."""

from pathlib import Path

import pytest

from charter.dsl.load import load
from charter.render import fonts, render
from charter.render.fonts import NoFontsError

TEXT_PIXELS = 20_000


@pytest.fixture
def bare(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """A machine on which no font is installed."""
    monkeypatch.setattr(fonts, "_FONT_PLACES", ())
    monkeypatch.setattr(Path, "home", lambda: tmp_path)
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))


def drawn(fmt: str) -> bytes:
    charter = load("un").charter
    assert charter is not None
    return render(charter.institutions[0], charter, fmt)


@pytest.mark.usefixtures("bare")
@pytest.mark.parametrize(("fmt", "start"), [("png", b"\x89PNG"), ("pdf", b"%PDF")])
def test_a_bare_machine_draws_with_the_font_of_the_dependencies(fmt: str, start: bytes) -> None:
    (place,) = fonts._font_places()
    assert place.name == "ttf"
    made = drawn(fmt)
    assert made.startswith(start)
    assert len(made) > TEXT_PIXELS


@pytest.mark.usefixtures("bare")
def test_without_any_font_only_svg_can_be_drawn(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fonts, "find_spec", lambda _: None)
    assert drawn("svg").startswith(b"<?xml") or drawn("svg").startswith(b"<svg")
    with pytest.raises(NoFontsError, match="no font is installed: draw SVG"):
        drawn("png")
