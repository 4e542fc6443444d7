"""The rule catalogue of the documentation, made from the rules: `python -m charter.cli.catalogue docs/rules`.

One page a family and a list of all; beside the folder, `metrics.md` with the metrics of expressions; and, where the
language reference lies beside it too, what `charter explain KEYWORD` says, in `grammar/usage.json`. Tests hold that
what is checked in is what the rules, the metrics and the reference say.
"""

from __future__ import annotations

import re
import sys
from pathlib import Path

from charter.cli.catalogue_usage import written
from charter.cli.output.files import write_whole
from charter.dsl.metrics import SIGNATURES, UNITS
from charter.grammar import usage
from charter.validators.check import registry
from charter.validators.expectations.metric_list import FAMILIES, page_of, summary
from charter.validators.rules.profile import reasons

TITLES = {
    "LNG": "The language itself",
    "STR": "Structure",
    "MEM": "Membership",
    "REP": "Representation",
    "VOT": "Voting",
    "ENF": "Monitoring and enforcement",
    "FND": "Funding",
    "MAN": "Mandate",
    "ADP": "Adoption and entry into force",
    "CHG": "Change",
    "ACC": "Accountability",
    "LND": "Landscapes",
    "OST": "Pack: Ostrom's design principles",
    "KLS": "Pack: rational design",
}
MADE = "<!-- made from the rules by `python -m charter.cli.catalogue docs/rules` -->"


def pages() -> dict[str, str]:
    """The text of each page by its file's name."""
    made = {"README.md": _index()}
    for letters, family in registry.FAMILIES.items():
        found = [entry for entry in registry.entries() if entry.family == family]
        if found:
            title = TITLES.get(letters, family.replace("_", " ").capitalize())
            parts = [f"{MADE}\n\n# {letters}: {title}", *(_rule(entry) for entry in found)]
            made[f"{family}.md"] = "\n\n".join(parts) + "\n"
    return made


def _rule(entry: registry.RuleEntry) -> str:
    rule = entry.rule()
    page = re.sub(r"^## ", "### ", entry.page().strip(), flags=re.MULTILINE)
    page = re.sub(r"^```charter (good|bad)( bytes)?$", "```charter", page, flags=re.MULTILINE)
    page = re.sub(r"^```(file .*|test)$", "```text", page, flags=re.MULTILINE)
    source = f"\n\nSource: {rule.source}." if rule.source else ""
    pack = f", off unless the pack `{entry.pack}` is on" if entry.pack else ""
    return f"## {rule.code} {rule.name}\n\n*{rule.severity}*{pack}\n\n{page}{source}"


def _index() -> str:
    lines = [MADE, "", "# The rules", "", "`charter explain CODE` prints a page; `charter rules` lists what is on.", ""]
    lines += ["| code | name | severity | what it finds |", "|---|---|---|---|"]
    for entry in registry.entries():
        rule = entry.rule()
        first = entry.page().strip().partition("\n")[0].replace("|", "\\|")
        anchor = f"{entry.family}.md#{rule.code.lower()}-{rule.name}"
        severity = f"{rule.severity} (pack {entry.pack})" if entry.pack else rule.severity
        lines.append(f"| [{rule.code}]({anchor}) | {rule.name} | {severity} | {first} |")
    lines += ["", "## Thresholds", "", "Set them in `charter.toml` under `[thresholds]`.", ""]
    lines += ["| threshold | default | because |", "|---|---|---|"]
    lines += [f"| `{name}` | {default} | {reason} |" for name, (default, reason) in reasons().items()]
    return "\n".join(lines) + "\n"


def metrics() -> str:
    """The page on the metrics of expressions."""
    lines = [MADE.replace("the rules", "the metrics"), "", "# The metrics", ""]
    lines += ["What expectations may ask; how they are put together says [language.md](language.md#expressions)."]
    lines += ["`charter explain METRIC` prints one.", "", "| metric | answers in | what it is |", "|---|---|---|"]
    for names in FAMILIES.values():
        for name in names:
            usage = SIGNATURES[name].usage(name)
            lines.append(f"| {usage} | {UNITS[SIGNATURES[name].unit]} | {summary(name)} |")
    for family in FAMILIES:
        page = re.sub(r"^## ", "### ", page_of(family), flags=re.MULTILINE)
        title, _, rest = page.partition("\n")
        rest = re.sub(r"^```charter (good|bad)$", "```charter", rest.strip(), flags=re.MULTILINE)
        lines += ["", f"## {title.rstrip('.')}", "", rest]
    return "\n".join(lines) + "\n"


def main(folder: Path) -> None:
    """Write every page into a folder, and take out those of families that are gone; the metrics beside it."""
    write_whole(folder.parent / "metrics.md", metrics())
    reference = folder.parent / "language.md"
    if reference.exists():
        write_whole(usage.FILE, written(reference.read_text(encoding="utf-8")))
    folder.mkdir(parents=True, exist_ok=True)
    made = pages()
    for name, text in made.items():
        write_whole(folder / name, text)
    for old in folder.glob("*.md"):
        if old.name not in made:
            old.unlink()


if __name__ == "__main__":
    main(Path(sys.argv[1] if len(sys.argv) > 1 else "docs/rules"))
