"""Adoption and change out of the text."""

from __future__ import annotations

from charter.dsl.elaborate.actors import name_of
from charter.dsl.elaborate.context import Context, text_of
from charter.dsl.elaborate.decisions import ANYTHING_AMENDED, names_and_texts
from charter.dsl.elaborate.numbers import clock_in, date_or_year, date_text, the_clock, token_value
from charter.dsl.elaborate.organs import each_name, stated
from charter.dsl.elaborate.rules import rule_in, the_rule
from charter.dsl.model.adoption import (
    Adoption,
    Amendment,
    Bridge,
    Entry,
    Milestone,
    Provision,
    Reservation,
    Review,
    Stage,
    Sunset,
)
from charter.dsl.model.base import Clock, Stated, Who
from charter.dsl.syntax.tree import Tree
from charter.names import STAGES

MILESTONES = {
    "on_proposed": "proposed",
    "on_adopted": "adopted",
    "on_opened": "opened",
    "on_signed": "signed",
    "on_operating": "operating",
}


def adoption(c: Context, tree: Tree) -> Adoption:
    """The `adoption` block."""
    c = c.inside(f"{c.entity}.adoption")
    sunset = c.single(tree, "sunset")
    return Adoption(
        c.span(tree),
        milestones=tuple(_milestone(c, t) for t in tree.trees() if t.kind in ("milestone", "entered")),
        entries=tuple(_entry(c, t) for t in tree.all("entry")),
        created_by=each_name(c, tree.all("created"), "organ", "institution", "outside", "decision"),
        bridges=tuple(_bridge(c, t) for t in tree.trees() if t.kind in ("provisional", "preparatory")),
        stages=tuple(
            Stage(c.span(s), s.kind, the_clock(c, s)) for t in tree.all("takes") for s in t.trees() if s.kind in STAGES
        ),
        needed=stated(c, c.single(tree, "needed"), lambda t: the_clock(c, t)),
        amendments=tuple(_amendment(c, t) for t in tree.trees() if t.kind in ("amended", "provisions_amended")),
        provisions=tuple(
            Provision(c.span(t), t.need("NAME").text, text_of(t.need("STRING")), c.cites(t))
            for t in tree.all("provision")
        ),
        reviews=tuple(_review(c, t) for t in tree.all("review")),
        sunset=_sunset(c, sunset) if sunset is not None else None,
        moratorium=stated(c, c.single(tree, "moratorium"), lambda t: the_clock(c, t)),
        reservations=_reservations(c, tree),
        reservations_to=tuple(_reservation(c, t) for t in tree.all("reservations") if names_and_texts(t)[1:]),
        **c.common(tree),
    )


def _reservations(c: Context, tree: Tree) -> Stated[str] | None:
    """What holds for all provisions that no clause of their own names."""
    general = [t for t in tree.all("reservations") if not names_and_texts(t)[1:]]
    for other in general[1:]:
        c.again(other, general[0])
    return stated(c, general[0] if general else None, lambda t: c.word(t.need("NAME"), "rule on reservations"))


def _reservation(c: Context, tree: Tree) -> Reservation:
    rule, *named = names_and_texts(tree)
    provisions = tuple(text_of(t) if t.kind == "STRING" else name_of(c, t, *ANYTHING_AMENDED) for t in named)
    return Reservation(c.span(tree), c.word(rule, "rule on reservations"), provisions, c.cites(tree))


def _milestone(c: Context, tree: Tree) -> Milestone:
    what = next((MILESTONES[t.kind] for t in tree.trees() if t.kind in MILESTONES), "in_force")
    return Milestone(c.span(tree), what, date_or_year(c, tree), c.cites(tree))


def _date(c: Context, tree: Tree | None) -> str | None:
    return date_text(c, tree.need("DATE")) if tree is not None else None


def _entry(c: Context, tree: Tree) -> Entry:
    return Entry(
        c.span(tree),
        the_rule(c, tree),
        before=_date(c, tree.first("until_date")),
        start=_date(c, tree.first("from_date")),
        citations=c.cites(tree),
        after=clock_in(c, tree.first("after_time")),
        earliest=_date(c, tree.first("not_before")),
        day=_first_day(tree.first("first_day")),
        awaits=_awaited(c, tree.first("only_after")),
    )


def _first_day(tree: Tree | None) -> str | None:
    return None if tree is None else "month" if tree.first("of_month") is not None else "year"


def _awaited(c: Context, tree: Tree | None) -> Who | None:
    """What must be adopted or in force before the text enters into force."""
    if tree is None:
        return None
    token = tree.need("NAME")
    entry = c.resolve(token, ("decision", "institution", "outside"))
    return Who(c.span(token), entry.kind if entry is not None else "outside", token.text)


def _bridge(c: Context, tree: Tree) -> Bridge:
    kind = "provisional_application" if tree.kind == "provisional" else "preparatory_commission"
    return Bridge(c.span(tree), kind, _date(c, tree.first("from_date")), _date(c, tree.first("to_date")), c.cites(tree))


def _amendment(c: Context, tree: Tree) -> Amendment:
    body = next((t for t in tree.trees() if t.kind.startswith("amended_")), tree)
    decision, organ, acceptance = body.first("by_decision"), body.first("in_organ"), body.first("acceptance")
    provisions = tuple(
        text_of(t) if t.kind == "STRING" else name_of(c, t, *ANYTHING_AMENDED) for t in names_and_texts(tree)
    )
    return Amendment(
        c.span(tree),
        provisions,
        decision=name_of(c, decision.need("NAME"), "decision") if decision is not None else None,
        rule=rule_in(c, body),
        organ=name_of(c, organ.need("NAME"), "organ") if organ is not None else None,
        acceptance=rule_in(c, acceptance),
        by_supporters=acceptance is not None and acceptance.first("supporters") is not None,
        citations=c.cites(tree),
    )


def _review(c: Context, tree: Tree) -> Review:
    names = tree.tokens("NAME")
    by = name_of(c, names[0], "organ", "institution", "outside", "decision") if names else None
    times = tree.first("review_after")
    once = _times(c, times) if times is not None else ()
    if list(once) != sorted(once, key=lambda each: each.days or 0):
        c.problem("LNG301", tree, "the times of review do not stand in their order")
    return Review(c.span(tree), clock_in(c, tree), by, c.cites(tree), once)


def _times(c: Context, tree: Tree) -> tuple[Clock, ...]:
    """`after 5 and 10 years`: the unit of the last is that of all."""
    last = the_clock(c, tree)
    first = tuple(Clock(c.span(t), token_value(c, t), last.unit) for t in tree.tokens("NUMBER"))
    return (*first, last)


def _sunset(c: Context, tree: Tree) -> Sunset:
    unless = tree.first("unless_decision")
    return Sunset(
        c.span(tree),
        the_clock(c, tree),
        name_of(c, unless.need("NAME"), "decision") if unless is not None else None,
        c.cites(tree),
    )
