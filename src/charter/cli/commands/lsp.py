"""`charter lsp`: the language server for editors."""

from __future__ import annotations

import click

from charter.extras import need


@click.command("lsp")
@click.option("--stdio", is_flag=True, help="Speak on standard input and output, as without options.")
@click.option(
    "--ws", "port", type=click.IntRange(0, 65535), metavar="PORT", help="Speak on a WebSocket of the loopback address."
)
@click.option("--origin", "origins", multiple=True, metavar="URL", help="A page that may connect to --ws; repeatable.")
def command(stdio: bool, port: int | None, origins: tuple[str, ...]) -> None:
    """Serve an editor: what is wrong while one writes, completion, navigation, renaming, formatting.

    Needs the extra `editor`. Editors start it by themselves; docs/editors.md says how.
    """
    if stdio and port is not None:
        raise click.UsageError("--stdio and --ws exclude each other")
    need("editor")
    from charter.editor import server

    if port is not None:
        server.serve_websocket(port, origins)
    else:
        server.serve_input()
