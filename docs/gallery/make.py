"""Makes docs/gallery.md and its pictures: `python docs/gallery/make.py`. A test holds that the page is fresh."""

from __future__ import annotations

import json
import tomllib
from collections import Counter
from pathlib import Path
from typing import Any

from charter.designs import KINDS, Design, designs
from charter.dsl.load import load
from charter.dsl.model import Charter
from charter.render.diagram import draw
from charter.render.diagrams import diagram, subjects

HERE = Path(__file__).parent
SNAPSHOTS = HERE.parents[1] / "tests" / "designs" / "snapshots"
TITLES = {
    "institutions": "Institutions as they stand",
    "proposals": "Proposals",
    "reforms": "Reforms",
    "landscapes": "Landscapes",
}
SHOWN = {
    "structure": ("iaea", None, "organs, who fills and answers to whom, how decisions pass"),
    "decision": ("un", "chapter_vii", "the steps of a decision, who may propose it, who can stop it"),
    "enforcement": ("iaia", "declare_runs", "from a duty to its last sanction, with clocks"),
    "funding": ("ilo", None, "where the money comes from, and what arrears cost"),
    "adoption": ("iaia", None, "from negotiation to operation, against the window"),
    "reform": ("fsb_opened", None, "what a reform changes"),
    "landscape": ("ai_2026", None, "who does what, and what nobody does"),
    "seats": ("ilo", None, "the seats of an organ by how they are filled"),
    "strips": ("iaea", None, "seats by group, over every lawful composition"),
    "power": ("imf", "change_quotas", "power beside votes, people and contributions"),
    "lorenz": ("imf", None, "how far votes and people part"),
    "tradeoff": ("iaia", "find_breach", "what a threshold, or numbers of seats, do to the power to act and to block"),
    "coverage": ("ai_economy", None, "institutions by function and field"),
    "compare": ("fsb_opened", None, "a reform beside its original"),
}
HEAD = """<!-- made by `python docs/gallery/make.py` -->

# Gallery

Every design that comes with Charter, with its picture and what `charter check` finds in it; for the institutions also
what is said of them in the literature, and where the two differ. Findings rest on the articles alone: no
rule knows a name. Gaps are clauses that the text does not have. `charter explain CODE` says what a rule checks.
"""


def page() -> str:
    """The text of the page."""
    every = list(designs().values())
    parts = [HEAD, _contents(every), _kinds_of_figures()]
    for kind in KINDS:
        parts += [f"## {TITLES[kind]}", *(_design(each) for each in every if each.kind == kind)]
    return "\n\n".join(part.strip("\n") for part in parts) + "\n"


def said() -> dict[str, list[dict[str, object]]]:
    """What is said of each institution."""
    data = tomllib.loads((HERE / "said.toml").read_text(encoding="utf-8"))
    return {name: held["statements"] for name, held in data.items()}


def _contents(every: list[Design]) -> str:
    rows = []
    for kind in KINDS:
        links = ", ".join(f"[{each.name}](#{each.name})" for each in every if each.kind == kind)
        rows.append(f"{TITLES[kind]}: {links}.")
    return "\n\n".join(["[Every kind of figure](#every-kind-of-figure).", *rows])


def _kinds_of_figures() -> str:
    parts = ["## Every kind of figure"]
    for kind, (name, what, words) in SHOWN.items():
        asked = f"charter render {name}{f' {what}' if what else ''} --diagram {kind}"
        parts.append(f"`{asked}`: {words}.\n\n![{kind}: {words}](gallery/figure-{kind}.svg)")
    return "\n\n".join(parts)


def _design(design: Design) -> str:
    parts = [f"### {design.name}", f"{design.title}.", f"![{design.title}](gallery/{design.name}.svg)"]
    findings = json.loads((SNAPSHOTS / f"{design.name}.json").read_text(encoding="utf-8"))["findings"]
    counts = Counter(each["severity"] for each in findings)
    grave = [each for each in findings if each["severity"] in ("error", "warning")]
    if grave:
        rows = "\n".join(f"| {f['severity']} | {f['code']} | {_cell(f['message'])} |" for f in grave)
        parts.append(f"| | rule | what is found |\n|---|---|---|\n{rows}")
    rest = [f"{counts[s]} {s}{'s' if counts[s] != 1 else ''}" for s in ("note", "gap") if counts[s]]
    lead = "Beside these" if grave else "No error, no warning"
    parts.append(f"{lead}: {' and '.join(rest)}." if rest else "" if grave else "Nothing is found.")
    if design.name in said():
        parts.append(_differences(said()[design.name], findings))
    return "\n\n".join(part for part in parts if part)


def _differences(statements: list[dict[str, object]], findings: list[dict[str, Any]]) -> str:
    lines = []
    for each in statements:
        codes = [str(code) for code in each.get("codes", ())]  # type: ignore[attr-defined]
        found = f"Found: {', '.join(codes)}." if codes else f"*Not found.* {each['why']}"
        lines.append(f"| {each['says']} | {found} |")
    told = {code for each in statements for code in each.get("codes", ())}  # type: ignore[attr-defined]
    more = sorted({code for f in findings if f["severity"] != "gap" for code in rules_of(f)} - told)
    rest = f"\n\nFound and not among what is said here: {', '.join(more)}." if more else ""
    return "| the literature says | Charter finds |\n|---|---|\n" + "\n".join(lines) + rest


def rules_of(finding: dict[str, Any]) -> list[str]:
    """The rule of a finding, and those whose findings follow from it."""
    return [finding["code"], *(each["code"] for each in finding["witness"].get("consequences", ()))]


def _cell(text: str) -> str:
    return text.replace("|", "\\|").replace("<", "&lt;")


def pictures() -> dict[str, bytes]:
    """The pictures by the names of their files."""
    made = {}
    for design in designs().values():
        charter = _charter(design.name)
        kind = "landscape" if design.kind == "landscapes" else "structure"
        made[f"{design.name}.svg"] = _drawn(charter, kind, None)
    for kind, (name, what, _) in SHOWN.items():
        made[f"figure-{kind}.svg"] = _drawn(_charter(name), kind, what)
    return made


def _charter(name: str) -> Charter:
    found = load(name).charter
    assert found is not None
    return found


def _drawn(charter: Charter, kind: str, name: str | None) -> bytes:
    owner = charter.institutions[-1] if charter.institutions and kind != "landscape" else None
    if name is None and owner is not None:
        name = next(iter(subjects(kind, owner, charter)), None)
    return draw(diagram(kind, owner, charter, name), "svg")


if __name__ == "__main__":
    (HERE.parent / "gallery.md").write_text(page(), encoding="utf-8")
    for file, content in pictures().items():
        (HERE / file).write_bytes(content)
