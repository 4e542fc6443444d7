"""The findings on every shipped design as they were last reviewed.

`python tests/designs/snapshots.py` writes them anew; the diff is what a change of a rule does to the library.
"""

from __future__ import annotations

import json
from pathlib import Path

from charter.cli.output.formats.json import plain
from charter.designs import designs
from charter.dsl.load import load
from charter.validators.check.engine import check

FOLDER = Path(__file__).parent / "snapshots"


def snapshot(name: str) -> str:
    """What is found on a design, and what comes of its expectations, as JSON text; places in the text are left out."""
    checked = check(load(name))
    findings = [
        {
            "code": f.code,
            "severity": f.severity,
            "entity": f.entity,
            "message": f.message,
            "witness": plain(f.witness),
        }
        for f in sorted(checked.findings, key=lambda f: (f.code, f.entity, f.message))
    ]
    verdicts = [
        {"text": v.text, "scenario": v.scenario, "verdict": v.verdict, "witness": plain(v.witness)}
        | ({"before": v.before[0]} if v.before else {})
        for v in checked.verdicts
    ]
    return json.dumps({"findings": findings, "expectations": verdicts}, indent=1, ensure_ascii=False) + "\n"


if __name__ == "__main__":
    FOLDER.mkdir(exist_ok=True)
    for design in designs():
        (FOLDER / f"{design}.json").write_text(snapshot(design), encoding="utf-8")
