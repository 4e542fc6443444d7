"""What the tests of the editor share: the shipped designs, and workspaces over them."""

from functools import cache
from pathlib import Path

from charter import designs
from charter.editor.workspace import Workspace, uri_of

LIBRARY = Path(designs.__file__).resolve().parent
NAMES = tuple(designs.designs())


def uri(name: str) -> str:
    """The URI of a shipped design."""
    path = designs.find(name)
    assert path is not None
    return uri_of(path.resolve())


@cache
def workspace() -> Workspace:
    """A workspace whose root is the folder of the shipped designs; shared, so open nothing in it."""
    return Workspace(roots=(LIBRARY,))
