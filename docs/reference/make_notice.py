"""Writes NOTICE: the licence of every file that comes along and is not Charter's own. A test keeps it fresh."""

from __future__ import annotations

import textwrap
from pathlib import Path

from charter.world import tables

PAGE = Path(__file__).parents[2] / "NOTICE"
HEAD = """Charter
Copyright the Charter authors. Licensed under the Apache License, Version 2.0 (LICENSE).

Fonts

DejaVu Sans and DejaVu Sans Bold (src/charter/render/drawing/typefaces) are under the licences of Bitstream Vera and of
Arev, in LICENSE_DEJAVU beside them.

Facts about states (src/charter/world/tables)

Each column says where it is from and under what licence; `charter world --tables` shows the same. Charters of existing
institutions (src/charter/designs) restate clauses of public treaties in Charter's language, each with its article.
"""


DESIGNS = """Tables of designs (src/charter/designs/proposals)

frontier_compute.csv: known AI computing clusters by country
  Epoch AI, the same compilation as gpu.csv above. Licence: CC BY 4.0
hbm_supply.csv: makers of high-bandwidth memory by country, 2022
  TrendForce, press release of 20 April 2023: three shares, restated. Licence: facts
ai_labour_share.csv, iasc_permanent_members.csv: tables without figures, of what the authors do not state
  Charter's own. Licence: Apache-2.0
"""


def page() -> str:
    """The whole file."""
    parts = [HEAD]
    for table in tables().values():
        lines = [f"{table.file}: {table.title}"]
        grouped: dict[tuple[str, str], list[str]] = {}
        for info in table.columns.values():
            grouped.setdefault((info.source, info.licence), []).append(info.name)
        for (source, licence), names in grouped.items():
            said = f"{', '.join(names)}: {source}. Licence: {licence}"
            lines += textwrap.wrap(said, 110, initial_indent="  ", subsequent_indent="    ", break_on_hyphens=False)
        parts.append("\n".join(lines) + "\n")
    parts.append(DESIGNS)
    return "\n".join(parts)


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
