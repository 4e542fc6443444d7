"""Seats, line by line."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

from charter.dsl.elaborate.actors import filling_in, limit_in, name_of, re_election_in, set_after, term_in
from charter.dsl.elaborate.context import Context, text_of
from charter.dsl.elaborate.numbers import count_of, percent_in, token_value, whole
from charter.dsl.elaborate.rules import rule_in
from charter.dsl.elaborate.sets import at_date, column, set_in, the_set
from charter.dsl.model.base import PartySet
from charter.dsl.model.organs import Allocation, Cap, Filling, Floor, PanelList, PartOfMembers, SeatLine, Seats
from charter.dsl.syntax.tree import Token, Tree


def seats(c: Context, tree: Tree) -> Seats:
    """The `seats` block of an organ."""
    part = part_of_members(c, tree.first("part_of_members"))
    members = c.members.members if c.members is not None else None
    return Seats(
        c.span(tree),
        count_of(c, tree, "seats"),
        tuple(seat_line(c, t) for t in tree.all("seat_line")),
        denials=c.denials(tree),
        allows=c.allows(tree),
        citations=c.cites(tree),
        part=part,
    ).with_members(None if members is None else len(members))


def part_of_members(c: Context, tree: Tree | None) -> PartOfMembers | None:
    """`1/3 of members, rounded up, at least 11, at most 21`."""
    if tree is None:
        return None
    up, down = tree.first("rounded_up") is not None, tree.first("rounded_down") is not None
    least, most = (_bound(c, tree.first(kind)) for kind in ("part_floor", "part_ceiling"))
    share = percent_in(c, tree)
    assert share is not None
    if least is not None and most is not None and least > most:
        c.problem("LNG302", tree, f"no number is at least {least} and at most {most}")
        least = None
    return PartOfMembers(c.span(tree), share, "up" if up else "down" if down else None, least, most)


def _bound(c: Context, tree: Tree | None) -> int | None:
    return None if tree is None else count_of(c, tree, "seats")


def seat_line(c: Context, tree: Tree) -> SeatLine:
    """One line of seats, or the `experts` clause, which has the same parts."""
    filled = filling_in(c, tree)
    assert filled is not None
    block = tree.first("allocation")
    allocations = tuple(allocation(c, t) for t in block.all("allocated")) if block is not None else ()
    if filled.how == "permanent" and tree.first("count") is None and filled.among and filled.among.members:
        count: int | None = len(filled.among.members)
    else:
        count = count_of(c, tree, "seats")
    cites = c.cites(tree) + (c.cites(block) if block is not None else ())
    return SeatLine(
        c.span(tree), filled, count=count, allocations=allocations, citations=cites, **_terms(c, tree, filled)
    )


def _terms(c: Context, tree: Tree, filled: Filling) -> dict[str, Any]:
    advanced, practice = tree.first("most_advanced"), tree.first("in_practice")
    as_class, chamber = tree.first("seat_class"), tree.first("in_chamber")
    return {
        "term": term_in(c, tree),
        "advanced_in": name_of(c, advanced.need("NAME"), "domain") if advanced is not None else None,
        "largest_by": _largest(c, tree),
        "in_practice": whole(c, practice.need("NUMBER"), "seats", least=0) if practice is not None else None,
        "re_election": re_election_in(tree),
        "term_limit": limit_in(c, tree),
        "now": now_in(c, tree),
        "votes": tree.first("without_vote") is None,
        "veto": tree.first("with_veto") is not None,
        "as_class": as_class.need("NAME").text if as_class is not None else None,
        "chamber": chamber.need("NAME").text if chamber is not None else None,
        "chamber_for": set_after(c, chamber.first("for_group")) if chamber is not None else None,
        "floors": tuple(floor_term(c, t) for t in tree.trees() if t.kind in FLOORS),
        "panel_list": _panel_list(c, tree.first("from_list")),
        "caps": tuple(cap_term(c, t) for t in tree.all("line_cap")),
        "rule": rule_in(c, tree.first("elected_by_rule")),
        "staggered": tree.first("staggered") is not None,
        "distinct": tree.first("distinct") is not None or filled.outside_these,
    }


def _largest(c: Context, tree: Tree) -> str | None:
    node = tree.first("largest")
    if node is None:
        return None
    column(c, node.need("NAME"))
    return node.need("NAME").text


def now_in(c: Context, tree: Tree) -> PartySet | None:
    """The present holders, where the line names them."""
    node = tree.first("now")
    found = set_in(c, node) if node is not None else None
    return at_date(c, node, found) if node is not None and found is not None else None


def allocation(c: Context, tree: Tree) -> Allocation:
    """`5 from Africa` inside a line."""
    chamber = tree.first("in_chamber")
    return Allocation(
        c.span(tree),
        count_of(c, tree, "seats") or 0,
        set_after(c, tree.first("from_group")),
        chamber=chamber.need("NAME").text if chamber is not None else None,
        now=now_in(c, tree),
        citations=c.cites(tree),
    )


FLOORS = ("line_floor", "each_area_floor", "skilled_floor", "gender_floor")


def _panel_list(c: Context, tree: Tree | None) -> PanelList | None:
    if tree is None:
        return None
    size, keepers = tree.first("list_size"), tree.tokens("NAME")
    return PanelList(
        c.span(tree),
        whole(c, size.need("NUMBER"), "names on the list") if size is not None else None,
        name_of(c, keepers[0], "organ", "office", "outside", "institution") if keepers else None,
    )


def _personal_floor(c: Context, tree: Tree) -> Floor:
    """`at least 9 with "competence in law"`, `at least half women`."""
    count = count_of(c, tree, "seats")
    share = Fraction(1, 2) if tree.first("half") is not None else percent_in(c, tree)
    if tree.kind == "skilled_floor":
        return Floor(c.span(tree), count, share, skill=text_of(tree.need("STRING")))
    gender = next(word for word in ("women", "men", "each_gender") if tree.first(word) is not None)
    return Floor(c.span(tree), count, share, gender=gender.removesuffix("_gender"))


def floor_term(c: Context, tree: Tree) -> Floor:
    """`at least 2 from LDC`, `at least 1 from each area of Regions`."""
    if tree.kind in ("skilled_floor", "gender_floor"):
        return _personal_floor(c, tree)
    if tree.kind == "each_area_floor":
        areas = name_of(c, tree.need("NAME"), "areas")
        return Floor(c.span(tree), count_of(c, tree, "seats"), areas=areas)
    return Floor(c.span(tree), count_of(c, tree, "seats"), among=set_after(c, tree.first("from_group")))


def cap_term(c: Context, tree: Tree) -> Cap:
    """`at most 3 from WEOG`."""
    return Cap(c.span(tree), count_of(c, tree, "seats") or 0, among=set_after(c, tree.first("from_group")))


def organ_floor(c: Context, tree: Tree) -> Floor:
    """`at least half from Developing` of a whole organ."""
    among = the_set(c, tree)
    cites = c.cites(tree)
    if tree.first("count") is not None:
        return Floor(c.span(tree), count_of(c, tree, "seats"), among=among, citations=cites)
    if tree.first("half") is not None:
        return Floor(c.span(tree), share=Fraction(1, 2), among=among, citations=cites)
    node = tree.first("share")
    assert node is not None
    token = next(t for t in node.children if isinstance(t, Token))
    return Floor(c.span(tree), share=token_value(c, token), among=among, citations=cites)


def organ_cap(c: Context, tree: Tree) -> Cap:
    """`at most 2 of one nationality` of a whole organ."""
    trait = c.word(tree.tokens("NAME")[-1], "trait")
    return Cap(c.span(tree), count_of(c, tree, "seats") or 0, trait=trait, citations=c.cites(tree))
