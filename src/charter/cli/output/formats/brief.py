"""The forms of `charter brief`: text, Markdown, JSON (docs/schema/brief-1.json); tables set ledgers side by side."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from fractions import Fraction
from typing import Any

from charter.analysis.parties.participation import Participation
from charter.analysis.parties.say import counted, outvoted_and_bound
from charter.cli.output.formats.cells import cell
from charter.cli.output.formats.plain import plain
from charter.cli.output.formats.sheets import Sheet
from charter.cli.output.formats.sheets import as_markdown as sheets_as_markdown
from charter.cli.output.formats.sheets import as_text as sheets_as_text
from charter.cli.terminal import Paint, visible
from charter.decisions.queries.game_queries import ALWAYS, UNKNOWN
from charter.render.report.parts import DocumentTable
from charter.render.words.brief import LedgerPage, ledger_page, party_words
from charter.render.words.ledger_lines import share_range

ROW_HEAD = ("party", "seats", "blocks alone", "outvoted, bound", "pays", "duties", "offered", "leverage", "capability",
            "starts without it")  # fmt: skip
"""The headings of a table with a row to each party."""
UNKNOWN_CELL = "?"


def as_text(pages: Sequence[LedgerPage], paint: Paint) -> str:
    """Each ledger for a terminal: the verdict, then the sides."""
    return "\n\n".join("\n".join(_text(page, paint)) for page in pages)


def _text(page: LedgerPage, paint: Paint) -> Iterator[str]:
    yield paint("strong", visible(f"{page.party} in the {page.institution}"))
    for sentence in page.verdict:
        yield f"  {visible(sentence)}"
    yield f"  standing: {visible(page.standing)}"
    for side in page.sides:
        yield paint("frame", side.name.capitalize())
        for line in side.lines:
            yield f"  {visible(line.label)}: {visible(line.text)}"


def as_markdown(pages: Sequence[LedgerPage]) -> str:
    """Each ledger as Markdown."""
    parts = []
    for page in pages:
        parts.append(f"## {cell(f'{page.party} in the {page.institution}')}")
        parts.append(" ".join(cell(sentence) for sentence in page.verdict))
        parts.append(f"Standing: {cell(page.standing)}.")
        for side in page.sides:
            parts.append(f"### {cell(side.name.capitalize())}")
            parts.append("\n".join(f"- {cell(line.label)}: {cell(line.text)}" for line in side.lines))
    return "\n\n".join(parts)


# ---- side by side -----------------------------------------------------------------------------------


def beside(pages: Sequence[LedgerPage]) -> tuple[tuple[str, ...], tuple[tuple[str, ...], ...]]:
    """Designs across, lines down: those lines that any of the ledgers has, in their order."""
    labels = dict.fromkeys(line.label for page in pages for side in page.sides for line in side.lines)
    shared = [label for label in labels if sum(_has(page, label) for page in pages) > 1 or _general(label)]
    head = ("", *(page.institution for page in pages))
    rows = [("standing", *(page.standing for page in pages))]
    rows += [(label, *(page.line(label) for page in pages)) for label in shared]
    return head, tuple(rows)


def _has(page: LedgerPage, label: str) -> bool:
    return any(line.label == label for side in page.sides for line in side.lines)


def _general(label: str) -> bool:
    return "“" not in label


def beside_text(pages: Sequence[LedgerPage], paint: Paint) -> str:
    """Several designs for a terminal: under each line, what each design says."""
    head, rows = beside(pages)
    told = [paint("strong", visible(f"{pages[0].party}: {', '.join(head[1:])}"))]
    for page in pages:
        told += [paint("frame", visible(page.institution)), *(f"  {visible(s)}" for s in page.verdict)]
    for label, *cells in rows:
        told.append(paint("frame", visible(label)))
        told += [f"  {visible(name)}: {visible(text)}" for name, text in zip(head[1:], cells, strict=True)]
    return "\n".join(told)


def beside_markdown(pages: Sequence[LedgerPage]) -> str:
    """The same as Markdown: the verdicts, then a table with designs across."""
    head, rows = beside(pages)
    title = Sheet(f"{pages[0].party}: {', '.join(head[1:])}", head, rows, main=True)
    verdicts = [f"**{cell(page.institution)}.** {' '.join(cell(s) for s in page.verdict)}" for page in pages]
    return "\n\n".join([*verdicts, sheets_as_markdown([title])])


def beside_table(pages: Sequence[LedgerPage]) -> DocumentTable:
    """The same as a table of a document."""
    head, rows = beside(pages)
    return DocumentTable("Designs side by side", head, rows)


# ---- a row a party ----------------------------------------------------------------------------------


def row(found: Participation) -> tuple[str, ...]:
    """A ledger in one line of a table."""
    known = [s for s in found.says if s.stops != UNKNOWN]
    seats = next((s.seats for s in reversed(found.seats) if s.seats is not None), None)
    pressed = [m.leverage for m in found.outside if m.leverage is not None]
    strong = found.absence.strength
    return (
        party_words(found),
        _seats(seats.least_held, seats.most_held, seats.of) if seats is not None else UNKNOWN_CELL,
        f"{len(counted(found.says, ALWAYS))} of {sum(len(s.labels) for s in known)}" if known else UNKNOWN_CELL,
        str(len(outvoted_and_bound(found.says))) if known else UNKNOWN_CELL,
        share_range(found.bill.least, found.bill.most) if found.bill is not None else UNKNOWN_CELL,
        str(sum(d.reach in ("bound", "partly") for d in found.duties)),
        str(len(found.gains)),
        share_range(max(pressed), max(pressed)) if pressed else UNKNOWN_CELL if found.outside else "-",
        share_range(strong.own, strong.own) if strong is not None and strong.own is not None else UNKNOWN_CELL,
        found.absence.enters,
    )


def _seats(low: Fraction, high: Fraction, of: Fraction) -> str:
    return f"{low if low == high else f'{low} to {high}'} of {of}"


def rows_sheet(title: str, found: Sequence[Participation]) -> Sheet:
    """A table with a row to each party."""
    return Sheet(title, ROW_HEAD, tuple(row(each) for each in found), main=True)


def rows_text(title: str, found: Sequence[Participation], paint: Paint) -> str:
    """The same for a terminal."""
    return sheets_as_text([rows_sheet(title, found)], paint)


def rows_markdown(title: str, found: Sequence[Participation]) -> str:
    """The same as Markdown."""
    return sheets_as_markdown([rows_sheet(title, found)])


def rows_table(title: str, found: Sequence[Participation]) -> DocumentTable:
    """The same as a table of a document."""
    return DocumentTable(title, ROW_HEAD, tuple(row(each) for each in found), frozenset(range(1, len(ROW_HEAD))))


# ---- data -------------------------------------------------------------------------------------------


def as_data(found: Participation) -> dict[str, Any]:
    """A ledger as plain data: exact numbers are strings such as `2/3`; the sentences stand beside the facts."""
    page = ledger_page(found)
    return {
        "institution": found.institution,
        "party": found.label,
        "parties": list(found.parties),
        "standing": found.standing,
        "verdict": list(page.verdict),
        "say": {"seats": plain(found.seats), "decisions": plain(found.says)},
        "bears": {
            "bill": plain(found.bill),
            "missing": found.bill_missing,
            "budget": {"amount": plain(found.budget.amount), "currency": found.budget.currency,
                       "years": plain(found.budget.years)} if found.budget is not None else None,
            "assessed": plain(found.assessed),
            "levies": list(found.streams),
            "duties": [_duty(d) for d in found.duties],
            "leaving": [_way_out(w) for w in found.exits],
        },
        "gets": list(found.gains),
        "receives": plain(found.receipts),
        "receives_missing": found.receipts_missing,
        "outside": plain(found.outside),
        "reaching": [_duty(d) for d in found.reaching],
        "absence": plain(found.absence),
        "lines": [{"side": s.name, "label": line.label, "text": line.text} for s in page.sides for line in s.lines],
    }  # fmt: skip


def _duty(duty: Any) -> dict[str, Any]:
    starts = duty.starts
    return {
        "obligation": duty.name,
        "title": duty.label,
        "reach": duty.reach,
        "actors": duty.actors,
        "agreement": duty.agreement,
        "force": duty.force,
        "depth": duty.depth,
        "starts": (str(starts.after) if starts.after is not None else starts.on or starts.words) if starts else None,
        "monitoring": [{"method": m.method, "by": str(m.by)} for m in duty.monitoring],
        "fund": duty.fund,
        "helped": duty.helped,
        "grace": str(duty.grace) if duty.grace is not None else None,
        "worst": plain(duty.worst),
    }


def _way_out(way: Any) -> dict[str, Any]:
    clause = way.withdrawal
    return {
        "by": clause.by,
        "decision": clause.decision,
        "at_once": clause.at_once,
        "notice": str(clause.notice) if clause.notice is not None else None,
        "days_bound": plain(way.days_bound),
    }


def as_json(found: Sequence[Participation]) -> str:
    """Ledgers by the published schema."""
    data = {"version": 1, "briefs": [as_data(each) for each in found]}
    return json.dumps(data, indent=1, ensure_ascii=False)
