"""Text in PNG and PDF needs a font: the one that comes along will do; without any, it is said.

Each case has a process of its own, since a process keeps the fonts that it found first.
"""

import subprocess
import sys

BARE = """
import sys
from pathlib import Path
from charter.dsl.load import load
from charter.render import render
from charter.render.drawing import fonts
fonts._FONT_PLACES = ()
Path.home = classmethod(lambda cls: cls("no-such-folder"))
charter = load("un").charter
def drawn(fmt):
    return render(charter.institutions[0], charter, fmt)
"""


def said(code: str) -> str:
    """What a fresh process says in which no font is installed."""
    done = subprocess.run([sys.executable, "-c", BARE + code], capture_output=True, text=True, check=False)
    assert done.stderr == ""
    return done.stdout


def test_a_bare_machine_draws_with_the_font_that_comes_along() -> None:
    code = "png, pdf = drawn('png'), drawn('pdf')\nprint([p.name for p in fonts._font_places()], png[1:4], pdf[:4])"
    assert said(code) == "['typefaces'] b'PNG' b'%PDF'\n"


def test_the_pdf_carries_that_font() -> None:
    assert said("print(b'DejaVu' in drawn('pdf'))") == "True\n"


def test_without_any_font_only_svg_can_be_drawn() -> None:
    code = """
fonts.TYPEFACES = Path('no-such-folder')
print(b"<svg" in drawn("svg"))
try:
    drawn("png")
except fonts.NoFontsError as error:
    print(error)
"""
    assert said(code) == "True\nno font is installed: draw SVG, or install one (for example DejaVu Sans)\n"
