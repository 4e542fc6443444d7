"""What a report says of one institution, part by part, from the model and from its games."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction

from charter.dsl.model import Charter, Citation, Decision, Institution, Obligation, Organ
from charter.render.diagram import Diagram, NothingToDrawError
from charter.render.drawing.text import clean
from charter.render.report.parts import DocumentTable, Facts, Items, Part, Pictured, Section, Words, filled
from charter.render.words.blocking import blocking
from charter.render.words.clauses import (
    bar_words,
    clock_words,
    head_words,
    money_words,
    rule_words,
    seat_line_words,
    set_words,
    who_words,
)
from charter.render.words.joining import required_words
from charter.render.words.names import own_words, spaced
from charter.render.words.steps import first_words, step_words
from charter.text.wording import listed, number, odds, percent

POWER_TABLES, LARGE_TABLES, LARGE = 8, 2, 60
"""Decisions whose power is told in a report, fewer where more than so many vote; `charter power` tells the others."""
MOST_PLAYERS = 400
DASH = "–"


def sections_of(institution: Institution, charter: Charter, front: str = "") -> tuple[Section, ...]:
    """The sections on an institution; `front` begins their anchors, where a report has several institutions."""
    with own_words(institution, charter):
        return _sections(institution, charter, front)


def _sections(institution: Institution, charter: Charter, front: str) -> tuple[Section, ...]:
    def section(anchor: str, title: str, parts: Sequence[Part | None]) -> Section:
        return Section(f"{front}{anchor}", title, tuple(_lean(part) for part in parts if part is not None))

    return filled(
        [
            section("structure", "Structure", [_picture("structure", institution, charter)]),
            section("membership", "Membership", list(_membership(institution))),
            section("organs", "Organs", list(_organs(institution, charter))),
            section("decisions", "Decisions", [_decisions(institution, charter)]),
            section("power", "Power", list(_power(institution, charter))),
            section("enforcement", "Enforcement", list(_enforcement(institution, charter))),
            section("funding", "Funding", [_picture("funding", institution, charter)]),
            section("adoption", "Adoption and change", [_picture("adoption", institution, charter)]),
            section("changes", "What the reform changes", [_picture("reform", institution, charter)]),
        ]
    )


def _lean(part: Part) -> Part:
    """A table without the columns that have nothing in any row."""
    if not isinstance(part, DocumentTable):
        return part
    kept = [n for n in range(len(part.head)) if any(row[n] for row in part.rows)]
    rows = tuple(tuple(row[n] for n in kept) for row in part.rows)
    place = {n: k for k, n in enumerate(kept)}
    keys = {(row, place[n]): value for (row, n), value in part.keys.items() if n in place}
    numbers = frozenset(place[n] for n in part.numbers if n in place)
    return DocumentTable(part.caption, tuple(part.head[n] for n in kept), rows, numbers, keys)


def _picture(kind: str, institution: Institution, charter: Charter, name: str | None = None) -> Pictured | None:
    from charter.errors import TooLarge
    from charter.render.diagrams import diagram

    try:
        made: Diagram = diagram(kind, institution, charter, name)
    except (NothingToDrawError, TooLarge):
        return None
    return Pictured(made)


def cited(citations: Sequence[Citation]) -> str:
    """The articles of a clause."""
    return "; ".join(dict.fromkeys(str(each) for each in citations))


# ---- membership --------------------------------------------------------------------------------------


def _membership(institution: Institution) -> Iterator[Part]:
    clauses: list[tuple[str, str]] = []
    stated = institution.members
    if stated is not None and stated.value.members is not None:
        assumed = " (assumed for the analysis)" if institution.assumed else ""
        clauses.append(("Members", f"{len(stated.value.members):,}: {set_words(stated.value)}{assumed}"))
    if len(institution.parents) > 1:
        clauses.append(("Part of", listed(spaced(parent.value) for parent in institution.parents)))
    found = institution.membership
    if found is not None:
        clauses += [("Open to", _also(set_words(each.to), *each.conditions)) for each in found.open_to]
        clauses += [("Requires", required_words(each)) for each in found.requires]
        for joining in found.admissions:
            of = f" of {set_words(joining.of)}" if joining.of is not None else ""
            by = f"decision {spaced(joining.decision)}" if joining.decision else joining.by
            clauses.append(("Admission", _also(f"{of.strip()} by {by}".strip(), *joining.conditions)))
        for leaving in found.withdrawal:
            by = f"decision {spaced(leaving.decision)}" if leaving.decision else leaving.by
            notice = f"notice {clock_words(leaving.notice)}" if leaving.notice is not None else ""
            clauses.append(("Withdrawal", _also(f"by {by}", notice, leaving.effective or "", *leaving.conditions)))
        for what, removals in (("Suspension", found.suspension), ("Expulsion", found.expulsion)):
            clauses += [
                (what, f"by {spaced(r.decision)}" + (f" for “{clean(r.ground)}”" if r.ground else "")) for r in removals
            ]
        clauses += [(spaced(d.topic).capitalize(), "the charter says that there is none") for d in found.denials]
        for category in found.categories:
            rights = listed(spaced(right.value) for right in category.rights)
            clauses.append(("Category", _also(category.title or spaced(category.name), f"rights: {rights}")))
    if clauses:
        yield Facts(tuple(clauses))


def _also(*words: str) -> str:
    return ", ".join(clean(word) for word in words if word)


# ---- organs ------------------------------------------------------------------------------------------


def _organs(institution: Institution, charter: Charter) -> Iterator[Part]:
    if not institution.organs:
        return
    rows = tuple(_organ_row(organ) for organ in institution.organs)
    heads = ("Organ", "Seats", "Who sits", "Decides by", "Articles")
    yield DocumentTable("Organs, as the charter states them", heads, rows,
                frozenset({1}))  # fmt: skip
    seated = next((o for o in institution.organs if o.seats is not None and o.seats.lines), None)
    if seated is not None:
        for kind in ("seats", "strips"):
            made = _picture(kind, institution, charter, seated.name)
            if made is not None:
                yield made
    from charter.render import registry

    for name in registry.entry("lorenz").subjects(charter, institution)[:1]:
        made = _picture("lorenz", institution, charter, name)
        if made is not None:
            yield made


def _organ_row(organ: Organ) -> tuple[str, ...]:
    seats = str(organ.seats.total) if organ.seats is not None and organ.seats.total is not None else DASH
    who = []
    if organ.plenary is not None:
        who.append(f"all of {set_words(organ.plenary.value)}" if organ.plenary.value is not None else "all members")
    if organ.seats is not None:
        who += [seat_line_words(line, organ.name) for line in organ.seats.lines]
    if organ.experts is not None:
        who.append(f"experts: {seat_line_words(organ.experts, organ.name)}")
    if organ.head is not None:
        who.append(head_words(organ.head))
    rule = [rule_words(organ.decides.value)] if organ.decides is not None else []
    rule += [first_words(organ)]
    if organ.quorum is not None:
        rule.append(f"quorum {rule_words(organ.quorum.value)}")
    return (organ.label, seats, "; ".join(who) or "not stated", "; ".join(r for r in rule if r) or "not stated",
            cited(organ.citations))  # fmt: skip


# ---- decisions ---------------------------------------------------------------------------------------


def _decisions(institution: Institution, charter: Charter) -> Part | None:
    if not institution.decisions:
        return None
    rows = tuple(_decision_row(each, institution, charter) for each in institution.decisions)
    head = ("Decision", "Kind", "Steps", "Who can stop it", "Articles")
    return DocumentTable("Decisions, and who alone can stop each", head, rows)


def _decision_row(decision: Decision, institution: Institution, charter: Charter) -> tuple[str, ...]:
    organs = {each.name: each for each in institution.organs}
    steps = [
        f"{n}. {who_words(step.by)}: {step_words(step, organs.get(str(step.by)), decision)}"
        for n, step in enumerate(decision.every_step, 1)
    ]
    steps += [bar_words(bar) for bar in decision.barred]
    who = " ".join(blocking(charter, institution, decision).words)
    kinds = listed(spaced(kind) for kind in decision.kinds)
    return (decision.label, kinds or DASH, "; ".join(steps) or "not stated", who, cited(decision.citations))


# ---- power -------------------------------------------------------------------------------------------


def _power(institution: Institution, charter: Charter) -> Iterator[Part]:
    """Power in the first decisions whose games differ; groups are on a chart where their power is counted at once."""
    from charter.errors import GameError, TooLarge

    seen: set[object] = set()
    large = 0
    for decision in institution.decisions:
        if len(seen) >= POWER_TABLES or large >= LARGE_TABLES:
            yield Words(("Of the other decisions the command charter power tells who has how much say.",))
            return
        try:
            found = _power_table(institution, charter, decision, seen)
        except (NothingToDrawError, GameError, TooLarge):
            continue
        if found is not None:
            large += _players_of(found) > LARGE
            yield found


def _players_of(table: DocumentTable) -> int:
    """How many players a table of power has."""
    return sum(int(row[1]) for row in table.rows)


def _power_table(
    institution: Institution, charter: Charter, decision: Decision, seen: set[object]
) -> DocumentTable | None:
    from charter.games.account import account
    from charter.render.charts.power import played

    found = played(institution, charter, decision.name)
    rule = found.game.rule
    if rule in seen or len(found.game.players) > MOST_PLAYERS:
        return None
    counted = account(found.game, ("banzhaf", "coleman"))
    share, prevent = counted.index("banzhaf-normalized"), counted.index("coleman-prevent")
    if share is None or prevent is None or counted.to_act is None:
        return None
    seen.add(rule)
    votes = found.votes()
    alike: dict[tuple[Fraction, Fraction, Fraction], list[str]] = {}
    for player in found.game.players:
        key = (votes.get(player, Fraction(0)), Fraction(share.values[player]), Fraction(prevent.values[player]))
        alike.setdefault(key, []).append(player)
    rows: list[tuple[str, ...]] = []
    keys: dict[tuple[int, int], float] = {}
    for n, (like, players) in enumerate(sorted(alike.items(), key=lambda item: [-k for k in item[0][1:]])):
        rows.append((_players(players), str(len(players)), *_numbers(like)))
        keys |= {(n, 2 + k): float(value) for k, value in enumerate(like)}
    act = _percent(counted.to_act)
    caption = f"{decision.label}: power of each; share of coalitions that pass: {act}" + _basis(found.kind)
    head = ("Players alike", "How many", "Votes each", "Banzhaf share each", "Can prevent")
    return DocumentTable(caption, head, tuple(rows), frozenset({1, 2, 3, 4}), keys)


def _basis(kind: str) -> str:
    return {"seats": " (players are seats)", "now": " (those who sit now)",
            "example": " (one lawful composition, for example)"}.get(kind, "")  # fmt: skip


def _numbers(key: tuple[Fraction, ...]) -> tuple[str, str, str]:
    votes, share, prevent = key
    said = f"{votes.numerator:,}" if votes.denominator == 1 else f"{float(votes):,.2f}"
    return said, _percent(share), _percent(prevent)


def _percent(value: Fraction) -> str:
    return odds(value) if 0 < value < Fraction(1, 10**6) else percent(value)


def _players(players: list[str]) -> str:
    shown = players if len(players) <= 8 else [*players[:6], f"{len(players) - 6} others"]
    return listed(shown)


# ---- enforcement -------------------------------------------------------------------------------------


def _enforcement(institution: Institution, charter: Charter) -> Iterator[Part]:
    rows = tuple(_obligation_row(each) for each in institution.obligations)
    if rows:
        head = ("Obligation", "Watched by", "Breach found by", "Steps", "Appeal", "Articles")
        yield DocumentTable("Obligations and what answers a breach", head, rows)
    for each in [o for o in institution.obligations if o.ladder is not None][:2]:
        made = _picture("enforcement", institution, charter, each.name)
        if made is not None:
            yield made


def _obligation_row(obligation: Obligation) -> tuple[str, ...]:
    watched = [
        f"{who_words(m.by)} through {spaced(m.method)}" if m.method else who_words(m.by) for m in obligation.monitoring
    ]
    ladder = obligation.ladder
    steps = [f"{n}. {spaced(rung.name)}" + (f" within {clock_words(rung.within)}" if rung.within is not None else "")
             for n, rung in enumerate(ladder.rungs if ladder is not None else (), 1)]  # fmt: skip
    appeal = "not stated"
    if ladder is not None and ladder.appeal is not None:
        appeal = f"to {who_words(ladder.appeal.to)}"
    elif ladder is not None and ladder.denies("appeal"):
        appeal = "the charter says that there is none"
    breach = spaced(obligation.breach.value) if obligation.breach is not None else "not stated"
    return (obligation.label, "; ".join(watched) or "not stated", breach, "; ".join(steps) or "not stated", appeal,
            cited(obligation.citations))  # fmt: skip


# ---- head --------------------------------------------------------------------------------------------


def head_facts(institution: Institution) -> Facts:
    """Status, dates, members, size."""
    facts: list[tuple[str, str]] = []
    for label, stated in (("Status", institution.status), ("Founded", institution.founded), ("Seat", institution.seat)):
        if stated is not None:
            facts.append((label, stated.value))
    members = institution.members.value.members if institution.members is not None else None
    if members is not None:
        facts.append(("Members", f"{len(members):,}" + (" (assumed)" if institution.assumed else "")))
    if institution.funding is not None and institution.funding.budget is not None:
        facts.append(("Budget", money_words(institution.funding.budget.value)))
    sizes = (
        ("Organs", institution.organs),
        ("Decisions", institution.decisions),
        ("Obligations", institution.obligations),
    )
    facts += [(label, str(len(held))) for label, held in sizes]
    return Facts(tuple(facts))


def plain_words(institution: Institution, charter: Charter) -> tuple[str, ...]:
    """The institution in a few sentences."""
    members = institution.members.value.members if institution.members is not None else None
    size = number(len(members), "member") if members is not None else "members that the charter does not list"
    first = (
        f"{institution.label} has {size}, {number(len(institution.organs), 'organ')}, "
        f"{number(len(institution.decisions), 'kind')} of decision and "
        f"{number(len(institution.obligations), 'obligation')}."
    )
    able = [blocking(charter, institution, each).able for each in institution.decisions]
    told = []
    if able:
        alone, unknown = able.count("yes"), able.count("unknown")
        settled = len(able) - unknown
        of = f"Of the {settled} decisions" if settled != 1 else "Of the one decision"
        told.append(f"{of} whose rules it settles, one member alone can stop {alone or 'none'}.")
    return (first, *told)


def notes_of(institution: Institution) -> Items | None:
    """The remarks of the charter that reports repeat."""
    found = tuple(clean(note.text) for note in institution.notes)
    return Items(found) if found else None


def source_rows(institution: Institution) -> tuple[tuple[str, ...], ...]:
    """Each source with how many clauses of the institution cite it."""
    counts: dict[str, dict[str, None]] = {}
    for citation in _citations(institution):
        counts.setdefault(citation.source, {})[citation.place or ""] = None
    rows = []
    for source in institution.sources:
        articles = [a for a in counts.get(source.name, {}) if a]
        checked = "no" if source.unverified else "yes"
        rows.append((source.name, source.title or source.name, checked, ", ".join(articles) or DASH))
    return tuple(rows)


def _citations(institution: Institution) -> Iterator[Citation]:
    """Every citation in the institution, whatever holds it."""
    stack: list[object] = [institution]
    while stack:
        here = stack.pop()
        if isinstance(here, Citation):
            yield here
        elif isinstance(here, tuple | list):
            stack.extend(reversed(here))
        elif type(here).__name__ != "PartySet":
            names = [each.name for each in getattr(type(here), "__attrs_attrs__", ())]
            stack.extend(getattr(here, name) for name in reversed(names))
