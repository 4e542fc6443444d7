"""The four formats: what they are, that they are the same each time, and that nothing is said on the side."""

from __future__ import annotations

import hashlib
import os
import struct
import subprocess
import sys
import xml.etree.ElementTree as ET
import zlib

import pytest
from render_cases import pictures_of

from charter.names import FIGURE_FORMATS as FORMATS
from charter.render.diagram import draw

PICTURE = pictures_of("iaea")[0]

HASHES = """
import hashlib, sys
from charter.dsl.load import load
from charter.names import FIGURE_FORMATS as FORMATS
from charter.render import render
charter = load("iaea").charter
for form in FORMATS:
    print(form, hashlib.sha256(render(charter.institutions[0], charter, form)).hexdigest())
"""


def test_png_has_the_size_of_the_figure_at_the_resolution_and_is_not_empty() -> None:
    root = ET.fromstring(draw(PICTURE, "svg"))
    wide, high = (float(n) for n in (root.get("viewBox") or "").split()[2:])
    for dpi in (72, 200):
        png = draw(PICTURE, "png", dpi=dpi)
        assert png[:8] == b"\x89PNG\r\n\x1a\n"
        size = struct.unpack(">II", png[16:24])
        assert abs(size[0] - wide * dpi / 72) <= 3
        assert abs(size[1] - high * dpi / 72) <= 3
        assert len(set(_rows(png))) > 100


def _rows(png: bytes) -> list[bytes]:
    """The rows of dots of a PNG, filtered as they are stored."""
    data, at = b"", 8
    high = struct.unpack(">I", png[20:24])[0]
    while at < len(png):
        length, kind = struct.unpack(">I4s", png[at : at + 8])
        data += png[at + 8 : at + 8 + length] if kind == b"IDAT" else b""
        at += 12 + length
    raw = zlib.decompress(data)
    row = len(raw) // high
    return [raw[n : n + row] for n in range(0, len(raw), row)]


def test_pdf_is_one_page_of_the_figure_with_fonts_and_no_date_of_its_making() -> None:
    pdf = draw(PICTURE, "pdf")
    root = ET.fromstring(draw(PICTURE, "svg"))
    wide, high = (float(n) for n in (root.get("viewBox") or "").split()[2:])
    assert pdf.startswith(b"%PDF-")
    assert pdf.rstrip().endswith(b"%%EOF")
    box = pdf[pdf.index(b"/MediaBox [") :].split(b"]")[0].split()[-4:]
    assert abs(float(box[2]) - wide) <= 2
    assert abs(float(box[3]) - high) <= 2
    assert b"/FontFile" in pdf
    assert b"CreationDate" not in pdf
    table = int(pdf[pdf.rindex(b"startxref") :].split()[1])
    assert pdf[table:].startswith(b"xref")
    for number, entry in enumerate(pdf[table:].split(b"\n")[3:10], 1):
        assert pdf[int(entry[:10]) :].startswith(b"%d 0 obj" % number)


def test_dot_names_everything_that_is_in_the_picture() -> None:
    import pygraphviz

    dot = draw(PICTURE, "dot").decode()
    graph = pygraphviz.AGraph(string=dot)
    assert len(graph.nodes()) == len(PICTURE.nodes) + len(PICTURE.paths)
    assert all(node.title in dot for node in PICTURE.nodes)
    assert "designates 13 seats" in dot
    assert "1. recommends: majority" in dot


def test_other_processes_draw_the_same_bytes_and_write_nothing_beside() -> None:
    here = {form: hashlib.sha256(draw(PICTURE, form)).hexdigest() for form in FORMATS}
    done = subprocess.run(
        [sys.executable, "-c", HASHES],
        capture_output=True,
        text=True,
        check=True,
        env=os.environ | {"PYTHONHASHSEED": "7", "TZ": "Asia/Tokyo"},
    )
    assert dict(line.split() for line in done.stdout.splitlines()) == here
    assert done.stderr == ""


def test_without_any_font_png_says_so_and_svg_is_drawn(monkeypatch: pytest.MonkeyPatch) -> None:
    from charter.render.drawing import fonts

    monkeypatch.delenv("FONTCONFIG_FILE", raising=False)
    monkeypatch.setattr(fonts, "_font_places", list)
    with pytest.raises(fonts.NoFontsError, match="draw SVG, or install one"):
        draw(PICTURE, "png")
    assert draw(PICTURE, "svg").startswith(b"<svg ")


@pytest.mark.parametrize("dpi", [0, -1, 17, 1201])
def test_a_resolution_out_of_range_is_refused(dpi: int) -> None:
    with pytest.raises(ValueError, match="between 18 and 1200"):
        draw(PICTURE, "png", dpi=dpi)


def test_an_unknown_format_is_refused_by_name() -> None:
    with pytest.raises(ValueError, match="no format 'gif': choose one of svg, png, pdf, dot"):
        draw(PICTURE, "gif")
