"""What the tests of the command line share: how it is run, and a charter on which nothing is found."""

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

from click.testing import Result

Run = Callable[..., Result]
Process = Callable[..., "subprocess.CompletedProcess[bytes]"]

CLEAN = """charter 1

use world

institution Club {
  members are { FRA, KEN }

  organ Assembly {
    plenary
    decides by majority of members
  }
}
"""


def environment(**more: str) -> dict[str, str]:
    """The environment of a process: this one's, without what would change the output."""
    kept = {key: value for key, value in os.environ.items() if key not in ("NO_COLOR", "CHARTER_DEBUG")}
    return {**kept, "PYTHONUTF8": "1", **more}


def command(*words: str) -> list[str]:
    """The command line of a process."""
    return [sys.executable, "-m", "charter.cli.main", *words]


def write(folder: Path, text: str | bytes, name: str = "club.charter") -> Path:
    """Put a file into a folder, exactly as it is given."""
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(text.encode() if isinstance(text, str) else text)
    return path
