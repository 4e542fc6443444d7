"""Each finding on each shipped design, with its witness, is the reviewed one."""

import json

import pytest
from snapshots import FOLDER, snapshot

from charter.designs import designs


@pytest.mark.parametrize("name", sorted(designs()))
def test_the_findings_are_those_last_reviewed(name: str) -> None:
    kept = json.loads((FOLDER / f"{name}.json").read_text(encoding="utf-8"))
    assert json.loads(snapshot(name)) == kept, "run `python tests/designs/snapshots.py` and review the diff"


def test_no_snapshot_is_left_over() -> None:
    assert {path.stem for path in FOLDER.glob("*.json")} == set(designs())
