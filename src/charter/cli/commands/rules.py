"""`charter rules`: every rule with its severity here, and why it is on or off."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import click

from charter.cli.input import options
from charter.cli.input.targets import Target
from charter.cli.output.files import say
from charter.cli.run_check import CheckRequest, settings_of
from charter.cli.terminal import visible

ON, OFF = "on", "off"


@click.command("rules")
@click.argument("family", required=False, metavar="[FAMILY]", shell_complete=options.lazily("rules"))
@click.option("--profile", metavar="NAME", help="A profile of the settings file.")
@click.option("--format", "form", type=click.Choice(("table", "json")), default="table", show_default=True)
def command(family: str | None, profile: str | None, form: str) -> None:
    """List the rules of a FAMILY (VOT), or all, with the severity and state that the settings here give them."""
    from charter.validators.check import registry

    wanted = (family or "").strip().upper()
    if wanted and not any(code.startswith(wanted) for code in registry.codes()):
        families = ", ".join(registry.FAMILIES)
        raise click.UsageError(f"no family or rule begins with `{visible(family or '')}`; the families are {families}")
    rows = [row for row in listed(profile) if row["code"].startswith(wanted)]
    if form == "json":
        say(json.dumps({"version": 1, "rules": rows}, indent=1))
        return
    wide = max(len(row["name"]) for row in rows)
    for row in rows:
        state = "" if row["state"] == ON else f"  off: {row['why']}"
        changed = f"  (by default {row['default']})" if row["state"] == ON and row["severity"] != row["default"] else ""
        say(f"{row['code']}  {row['name']:<{wide}}  {row['severity']}{changed}{state}".rstrip())


def listed(profile: str | None) -> list[dict[str, Any]]:
    """Every rule: code, name, family, severity as set here and by default, state, why it is off, thresholds' page."""
    from charter.validators.check import registry
    from charter.validators.check.engine import Selection

    settings = settings_of(Target("-", None), CheckRequest(profile=profile))
    everything = Selection.of(None, None, settings.severity)
    chosen = Selection.of(settings.select, settings.ignore, settings.severity, settings.packs)
    found = []
    for entry in registry.entries():
        rule = entry.rule()
        severity = everything.severity_of(rule.code)
        why = None
        if not chosen.wants(rule.code):
            where = _place(settings.file)
            why = f"`severity` in {where}" if severity == OFF else f"`select` and `ignore` in {where}"
            if settings.select is None and entry.pack is not None and entry.pack not in settings.packs:
                why = f"the pack {entry.pack} is not on"
        found.append(
            {
                "code": rule.code,
                "name": rule.name,
                "family": entry.family,
                "severity": rule.severity if severity in (None, OFF) else severity,
                "default": rule.severity,
                "state": ON if why is None else OFF,
                "why": why,
                "source": rule.source,
            }
        )
    return found


def _place(file: Path | None) -> str:
    from charter.dsl.load import shown

    return shown(file, by_path=True) if file is not None else "the settings"
