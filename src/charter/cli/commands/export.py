"""`charter export`: the model of a charter as JSON, and whether such a file can be read back."""

from __future__ import annotations

from pathlib import Path

import click

from charter.cli.input import options
from charter.cli.input.targets import STDIN, TargetError, load_target, only_one, read_stdin
from charter.cli.output.files import say, write_whole
from charter.cli.output.refusal import whole
from charter.cli.terminal import visible


@click.command("export")
@options.target
@options.output("the JSON")
@click.option("--check", is_flag=True, help="TARGET is exported JSON: say whether it can be read back.")
@options.stdin_filename
@options.allow_outside
@click.pass_context
def command(
    ctx: click.Context,
    target: str,
    output: Path | None,
    check: bool,
    stdin_filename: str | None,
    allow_outside: bool,
) -> None:
    """Write the model of a charter as JSON, for other programs (docs/schema/charter-1.json is the schema)."""
    from charter.dsl.json.exchange import export_json

    if check:
        ctx.exit(_check(target))
    loaded = load_target(only_one((target,), stdin_filename, "export", allow_outside), allow_outside)
    text = export_json(whole(ctx, loaded, "nothing was exported"))
    if output is None or str(output) == STDIN:
        say(text, end="")
    else:
        write_whole(output, text)


def _check(file: str) -> int:
    from charter.dsl.json.exchange import ExchangeError, import_json
    from charter.dsl.syntax.source import UnreadableError, read_plain

    try:
        content = read_stdin() if file == STDIN else read_plain(Path(file))
        charter = import_json(content.decode("utf-8-sig"))
    except UnreadableError as error:
        raise TargetError(visible(str(error))) from error
    except (ExchangeError, UnicodeDecodeError) as error:
        click.echo(f"{visible(file)}: {visible(str(error))}", err=True)
        return 1
    names = ", ".join(visible(each.name) for each in charter.institutions) or "no institution"
    say(f"{visible(file)}: read back as {names}")
    return 0
