"""What the shipped designs say, fact by fact, as the model has it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from fractions import Fraction
from functools import cache
from typing import Any

import attrs
import pytest

from charter.designs import designs
from charter.dsl.load import Loaded, load
from charter.dsl.model import (
    AllOf,
    Base,
    Charter,
    Citation,
    Concurring,
    Count,
    Decision,
    Institution,
    Organ,
    Rule,
    SeatLine,
    Share,
    Unless,
)

NAMES = tuple(designs())
EXISTING = ("iaea", "ilo", "un")
P5 = ("CHN", "FRA", "GBR", "RUS", "USA")
TEN = ("BRA", "CHN", "DEU", "FRA", "GBR", "IND", "ITA", "JPN", "RUS", "USA")


@cache
def loaded(name: str) -> Loaded:
    return load(name)


def charter(name: str) -> Charter:
    found = loaded(name).charter
    assert found is not None
    return found


def institution(name: str) -> Institution:
    return charter(name).institutions[0]


def organ(name: str, which: str) -> Organ:
    found = institution(name).organ(which)
    assert found is not None, which
    return found


def decision(name: str, which: str) -> Decision:
    found = institution(name).decision(which)
    assert found is not None, which
    return found


def lines(name: str, which: str) -> tuple[SeatLine, ...]:
    seats = organ(name, which).seats
    assert seats is not None
    return seats.lines


def base(of: Base) -> str:
    words = {"column": of.column, "group": of.group and of.group.text, "chamber": f"chamber {of.chamber}"}
    text = words.get(of.kind) or of.kind
    return f"{text} from {of.among.text}" if of.among else text


def said(rule: Rule | str | None) -> str | None:
    """A rule in short: `>=2/3 of present`, `>=9 of seats (15)`."""
    if isinstance(rule, Share):
        return f"{'>' if rule.strict else '>='}{rule.quota} of {base(rule.of)}"
    if isinstance(rule, Count):
        return f">={rule.number} of {base(rule.of)}" + (f" ({rule.out_of})" if rule.out_of else "")
    if isinstance(rule, Concurring):
        return f"concurring {rule.voters.text}"
    if isinstance(rule, Unless):
        return f"unless {said(rule.objection)} within {rule.within}"
    if isinstance(rule, AllOf):
        return " & ".join(str(said(part)) for part in rule.parts)
    return None if rule is None else repr(rule)


def steps(name: str, which: str) -> list[tuple[str, str | None, str | None]]:
    """Each step of a decision: by whom, with what verb, by what rule (None: the organ's own)."""
    return [(str(s.by), s.verb, said(s.rule)) for s in decision(name, which).steps]


def stated(of: Any) -> Any:
    assert of is not None
    return of.value


def within(record: Any) -> Iterator[Any]:
    """Every record below `record`, itself first."""
    yield record
    children: list[Any] = []
    if attrs.has(type(record)):
        children = [getattr(record, f.name) for f in attrs.fields(type(record))]
    elif isinstance(record, tuple):
        children = list(record)
    for child in children:
        if isinstance(child, tuple) or attrs.has(type(child)):
            yield from within(child)


# ---- of every design ------------------------------------------------------------------------------


@pytest.mark.parametrize("name", NAMES)
def test_it_reads_without_findings(name: str) -> None:
    assert [(f.code, f.span.line, f.message) for f in loaded(name).findings] == []


@pytest.mark.parametrize("name", NAMES)
def test_it_breaks_no_rule_of_the_language(name: str) -> None:
    from charter.validators.engine import check

    findings = check(loaded(name), select=["LNG"]).findings
    assert [(f.code, f.span.line, f.message) for f in findings] == []


@pytest.mark.parametrize("name", NAMES)
def test_it_formats_to_itself(name: str) -> None:
    from charter.dsl.formatter import format_text

    text = designs()[name].path.read_text(encoding="utf-8")
    assert format_text(text) == text


@pytest.mark.parametrize("name", NAMES)
def test_each_citation_is_of_a_declared_source_and_each_source_is_cited(name: str) -> None:
    for each in charter(name).institutions:
        cited = {record.source for record in within(each) if isinstance(record, Citation)}
        shared = {record.source for g in charter(name).groups for record in within(g) if isinstance(record, Citation)}
        parts = (charter(name).outsides, charter(name).areas)
        shared |= {record.source for record in within(parts) if isinstance(record, Citation)}
        assert cited | shared == {source.name for source in each.sources}


@pytest.mark.parametrize("name", EXISTING)
def test_what_is_only_recalled_is_cited_from_an_unverified_source(name: str) -> None:
    assert {s.name: s.unverified for s in institution(name).sources if s.unverified} == {"background": True}


@pytest.mark.parametrize("name", EXISTING)
def test_each_clause_that_decides_something_has_its_article(name: str) -> None:
    body = institution(name)
    bare = [f"{d.name}, step {i}" for d in body.decisions for i, s in enumerate(d.steps, 1) if not s.citations]
    for each in body.organs:
        clauses = (each.plenary, each.quorum, each.void_unless, each.decides, each.votes, each.head, each.meets)
        bare += [f"{each.name}: {c}" for c in clauses if c is not None and not c.citations]
        bare += [f"{each.name}: {line}" for line in (each.seats.lines if each.seats else ()) if not line.citations]
    for duty in body.obligations:
        bare += [
            f"{duty.name}: {c}" for c in (duty.binds, duty.force, duty.breach) if c is not None and not c.citations
        ]
        bare += [f"{duty.name}: {m}" for m in duty.monitoring if not m.citations]
        bare += [f"{duty.name}.{r.name}" for r in (duty.ladder.rungs if duty.ladder else ()) if not r.citations]
    if body.membership is not None:
        rights = body.membership
        parts = (rights.open_to, rights.admissions, rights.withdrawal, rights.suspension, rights.expulsion)
        bare += [str(c) for clauses_ in parts for c in clauses_ if not c.citations]
    if body.adoption is not None:
        change = body.adoption
        dated = (change.milestones, change.entries, change.amendments, change.bridges)
        bare += [str(c) for clauses_ in dated for c in clauses_ if not c.citations]
    assert bare == []


@pytest.mark.parametrize(("name", "members"), [("iaea", 181), ("ilo", 187), ("un", 193), ("iaia", 195)])
def test_how_many_members(name: str, members: int) -> None:
    assert len(stated(institution(name).members).members) == members
    assert institution(name).assumed is (name == "iaia")


# ---- IAEA -----------------------------------------------------------------------------------------


def test_iaea_board_has_13_designated_and_22_elected_seats() -> None:
    ten, areas, elected = lines("iaea", "Board")
    seats = organ("iaea", "Board").seats
    assert seats is not None
    assert (seats.stated, seats.total) == (35, 35)
    assert [(x.filling.how, str(x.filling.by), x.total) for x in (ten, areas, elected)] == [
        ("designated", "Board", 10),
        ("designated", "Board", 3),
        ("elected", "GeneralConference", 22),
    ]
    assert (ten.advanced_in, areas.advanced_in) == ("nuclear_technology", "nuclear_technology")
    assert (areas.filling.areas, areas.filling.outside_these, areas.count) == ("StatuteAreas", True, 1)
    assert [str(x.term) for x in (ten, areas, elected)] == ["1 year", "1 year", "2 years"]
    assert elected.re_election == "no_immediate"
    assert [(a.count, a.among.text if a.among else None) for a in elected.allocations] == [
        (5, "LatinAmericaArea"),
        (4, "WesternEuropeArea"),
        (3, "EasternEuropeArea"),
        (4, "AfricaArea"),
        (2, "MiddleEastSouthAsiaArea"),
        (1, "SouthEastAsiaPacificArea"),
        (1, "FarEastArea"),
        (1, "MiddleEastSouthAsiaArea | SouthEastAsiaPacificArea | FarEastArea"),
        (1, "AfricaArea | MiddleEastSouthAsiaArea | SouthEastAsiaPacificArea"),
    ]


def test_iaea_each_member_lies_in_exactly_one_of_eight_areas() -> None:
    (areas,) = charter("iaea").areas
    groups = {g.name: g.parties.members or () for g in charter("iaea").groups}
    held = Counter(p for name in areas.groups for p in groups[name])
    members = stated(institution("iaea").members).members
    assert len(areas.groups) == 8
    assert {p: held[p] for p in members if held[p] != 1} == {}


def test_iaea_quorum_and_majorities() -> None:
    board, conference = organ("iaea", "Board"), organ("iaea", "GeneralConference")
    assert said(stated(board.quorum)) == ">=2/3 of seats"
    assert -(-Fraction(2, 3) * 35 // 1) == 24
    assert said(stated(board.decides)) == said(stated(conference.decides)) == ">1/2 of present"
    assert said(stated(conference.quorum)) == ">1/2 of members"


def test_iaea_decisions() -> None:
    assert steps("iaea", "admit") == [("Board", "recommends", None), ("GeneralConference", "approves", None)]
    assert steps("iaea", "suspend") == [("Board", "recommends", None), ("GeneralConference", None, ">=2/3 of present")]
    assert steps("iaea", "adopt_budget") == [
        ("Board", None, ">=2/3 of present"),
        ("GeneralConference", None, ">=2/3 of present"),
    ]
    assert steps("iaea", "amend") == [
        ("GeneralConference", None, ">=2/3 of present"),
        ("members", "accepts", ">=2/3 of members"),
    ]
    finding = decision("iaea", "find_noncompliance")
    assert [str(w) for w in stated(finding.proposers)] == ["DirectorGeneral"]
    assert steps("iaea", "find_noncompliance") == [("Board", None, None)]
    assert (finding.barred, finding.steps[0].barred) == ((), ())


def test_iaea_ladder_ends_at_the_security_council() -> None:
    (duty,) = institution("iaea").obligations
    assert duty.ladder is not None
    rungs = duty.ladder.rungs
    assert [(r.name, r.kind, r.duty) for r in rungs] == [
        ("call_to_remedy", "remedy_order", "shall"),
        ("report", "report", "shall"),
        ("curtail_help", "loss_of_help", "may"),
        ("recall_materials", "loss_of_access", "may"),
        ("suspend_rights", "suspension", "may"),
        ("refer", "referral", "may"),
    ]
    assert [r.within for r in rungs] == [None] * 6
    assert (rungs[0].forthwith, str(rungs[2].after)) == (True, '"reasonable time"')
    assert [(w.kind, str(w)) for w in rungs[5].by] == [("decision", "UN.chapter_vii")]
    found = charter("iaea").decision(institution("iaea"), "UN.chapter_vii")
    assert found is not None
    assert found[0].name == "UN"
    (watch,) = duty.monitoring
    assert (watch.method, watch.scope, watch.after_consultation, watch.at_all_times) == (
        "inspection",
        "anywhere",
        True,
        True,
    )


def test_iaea_dates_and_entry_into_force() -> None:
    adoption = institution("iaea").adoption
    assert adoption is not None
    assert [(m.what, m.when) for m in adoption.milestones] == [
        ("proposed", "1953-12-08"),
        ("adopted", "1956-10-23"),
        ("opened", "1956-10-26"),
        ("in_force", "1957-07-29"),
    ]
    (entry,) = adoption.entries
    assert said(entry.rule) == ">=18 of ratifications & >=3 of { CAN, FRA, RUS, GBR, USA }"
    assert [b.kind for b in adoption.bridges] == ["preparatory_commission"]


def test_iaea_membership_and_money() -> None:
    body = institution("iaea")
    assert body.membership is not None
    assert body.funding is not None
    assert [(w.by, str(w.after_membership), w.conditions) for w in body.membership.withdrawal] == [
        ("notice", "5 years", ()),
        ("notice", "None", ("unwilling to accept an amendment",)),
    ]
    assert [(c.party, c.share) for c in body.funding.contributors] == [("USA", Fraction(1, 4))]
    assert [(str(a.after), a.loses, a.organs) for a in body.funding.arrears] == [("2 years", "vote", ())]


# ---- ILO ------------------------------------------------------------------------------------------


def test_ilo_governing_body_has_56_seats_in_three_groups() -> None:
    seats = organ("ilo", "GoverningBody").seats
    assert seats is not None
    assert (seats.stated, seats.total) == (56, 56)
    assert [(x.filling.how, str(x.filling.by), x.total, x.as_class) for x in seats.lines] == [
        ("designated", "GoverningBody", 10, "government"),
        ("elected", "Conference.government", 18, "government"),
        ("elected", "Conference.employers", 14, "employers"),
        ("elected", "Conference.workers", 14, "workers"),
    ]
    ten, rest = seats.lines[0].filling.among, seats.lines[1].filling.among
    assert ten is not None
    assert rest is not None
    assert ten.members == TEN
    assert len(rest.members or ()) == 187 - 10
    assert [str(x.term) for x in seats.lines[1:]] == ["3 years"] * 3


def test_ilo_conference_delegates_silence_one_another() -> None:
    conference = organ("ilo", "Conference")
    assert [(d.number, d.name, d.silent_without) for d in conference.delegates] == [
        (2, "government", None),
        (1, "employers", "workers"),
        (1, "workers", "employers"),
    ]
    assert said(stated(conference.void_unless)) == ">=1/2 of delegates"
    assert said(stated(conference.decides)) == ">1/2 of votes_cast"
    assert conference.quorum is None


def test_ilo_decisions() -> None:
    assert steps("ilo", "admit") == [("Conference", None, ">=2/3 of delegates & >=2/3 of chamber Governments")]
    for name in ("adopt_convention", "adopt_recommendation", "permit_vote", "keep_item", "refuse_credentials"):
        assert steps("ilo", name) == [("Conference", None, ">=2/3 of votes_cast")]
    assert steps("ilo", "adopt_budget") == [
        ("FinanceCommittee", "recommends", None),
        ("Conference", None, ">=2/3 of votes_cast"),
    ]
    assert steps("ilo", "amend") == [
        ("Conference", None, ">=2/3 of votes_cast"),
        ("members", "accepts", ">=2/3 of members & >=5 of ChiefIndustrial"),
    ]
    assert steps("ilo", "recommend_action") == [("GoverningBody", "recommends", None), ("Conference", None, None)]


def test_ilo_duties_bind_without_ratification_and_with() -> None:
    duties = {d.name: stated(d.binds) for d in institution("ilo").obligations}
    assert {n: (b.without_ratification, b.acceptors_only) for n, b in duties.items()} == {
        "submit_conventions": (True, False),
        "report_unratified": (True, False),
        "apply_conventions": (False, True),
    }


def test_ilo_ladder_has_one_clock() -> None:
    duty = institution("ilo").obligations[2]
    assert duty.ladder is not None
    assert [(r.name, r.kind, str(r.within)) for r in duty.ladder.rungs] == [
        ("communicate", "request", "None"),
        ("publish", "publication", "None"),
        ("inquire", "inquiry", "None"),
        ("recommend", "recommendation", "None"),
        ("accept_or_refer", "referral", "3 months"),
        ("judge", "adjudication", "None"),
        ("action", "recommendation", "None"),
    ]
    assert str(duty.ladder.rungs[1].after) == '"reasonable time"'
    assert duty.ladder.appeal is not None
    assert (str(duty.ladder.appeal.to), str(duty.ladder.appeal.within)) == ("ICJ", "3 months")
    assert str(stated(duty.ladder.way_back)) == "GoverningBody"


def test_ilo_has_no_expulsion_and_leaves_suspension_open() -> None:
    membership = institution("ilo").membership
    assert membership is not None
    assert membership.denies("expulsion")
    assert (membership.expulsion, membership.suspension, membership.denies("suspension")) == ((), (), False)
    (leave,) = membership.withdrawal
    assert (str(leave.notice), leave.duties_survive) == ("2 years", True)
    accept, decide = membership.admissions
    assert (accept.by, accept.of.text if accept.of else None) == ("acceptance", "memberships.UN")
    assert decide.decision == "admit"


def test_ilo_arrears() -> None:
    funding = institution("ilo").funding
    assert funding is not None
    assert [(str(a.after), a.loses, a.organs, a.waiver) for a in funding.arrears] == [
        ("2 years", "vote", ("Conference", "GoverningBody"), "permit_vote")
    ]


# ---- UN -------------------------------------------------------------------------------------------


def test_un_security_council_has_5_permanent_and_10_elected_seats() -> None:
    permanent, elected = lines("un", "SecurityCouncil")
    assert permanent.filling.among is not None
    assert (permanent.filling.how, permanent.count, permanent.filling.among.members) == ("permanent", 5, P5)
    assert (elected.filling.how, str(elected.filling.by), elected.total) == ("elected", "GeneralAssembly", 10)
    assert (str(elected.term), elected.re_election, said(elected.rule)) == (
        "2 years",
        "no_immediate",
        ">=2/3 of present",
    )
    assert [
        (a.count, a.among.text if a.among else None, a.now.members if a.now else None) for a in elected.allocations
    ] == [
        (5, "African | AsiaPacific", ("BHR", "COD", "LBR", "PAK", "SOM")),
        (1, "EasternEuropean", ("LVA",)),
        (2, "GRULAC", ("COL", "PAN")),
        (2, "WEOG", ("DNK", "GRC")),
    ]


def test_un_present_holders_are_those_of_the_shipped_facts() -> None:
    from charter import world

    permanent, elected = lines("un", "SecurityCouncil")
    assert permanent.filling.among is not None
    now = {p for a in elected.allocations if a.now is not None for p in a.now.members or ()}
    assert now | set(permanent.filling.among.members or ()) == world.group("UNSC2026")
    for each in elected.allocations:
        assert each.now is not None
        assert each.among is not None
        assert set(each.now.members or ()) <= set(each.among.members or ())


def test_un_rules_of_the_security_council() -> None:
    council = organ("un", "SecurityCouncil")
    assert said(stated(council.decides)) == ">=9 of seats (15) & concurring PermanentMembers"
    assert council.quorum is None
    assert steps("un", "procedural_matter") == [("SecurityCouncil", None, ">=9 of seats (15)")]
    assert [b.who for b in decision("un", "chapter_vi").steps[0].barred] == ["disputants"]
    chapter_vii = decision("un", "chapter_vii")
    assert (chapter_vii.kinds, chapter_vii.steps[0].barred, chapter_vii.barred) == (("finding", "sanction"), (), ())
    assert chapter_vii.denies("barred")


def test_un_rules_of_the_general_assembly() -> None:
    two_thirds = ("GeneralAssembly", None, ">=2/3 of present")
    for name in ("admit", "suspend", "expel"):
        assert steps("un", name) == [("SecurityCouncil", "recommends", None), two_thirds]
    for name in ("recommend_on_peace", "adopt_budget", "fix_scale"):
        assert steps("un", name) == [two_thirds]
    assert said(stated(organ("un", "GeneralAssembly").decides)) == ">1/2 of present"
    assert steps("un", "appoint_secretary_general") == [
        ("SecurityCouncil", "recommends", None),
        ("GeneralAssembly", None, None),
    ]


def test_un_amendment_and_entry_need_each_permanent_member() -> None:
    assert steps("un", "amend") == [
        ("GeneralAssembly", None, ">=2/3 of members"),
        ("members", "accepts", ">=2/3 of members & >=1 of PermanentMembers"),
    ]
    adoption = institution("un").adoption
    assert adoption is not None
    (entry,) = adoption.entries
    assert said(entry.rule) == ">=1 of PermanentMembers & >1/2 of OtherSignatories"
    assert isinstance(entry.rule, AllOf)
    others = entry.rule.parts[1]
    assert isinstance(others, Share)
    assert others.of.group is not None
    assert len(others.of.group.members or ()) == 51 - 5 - 2
    assert [(m.what, m.when) for m in adoption.milestones][1:] == [("signed", "1945-06-26"), ("in_force", "1945-10-24")]


def test_un_arrears() -> None:
    funding = institution("un").funding
    assert funding is not None
    assert [(str(a.after), a.loses, a.organs, a.waiver) for a in funding.arrears] == [
        ("2 years", "vote", ("GeneralAssembly",), "permit_vote")
    ]


# ---- IAIA -----------------------------------------------------------------------------------------


def test_iaia_council_has_30_seats_of_which_8_are_ranked() -> None:
    ranked, regions, small = lines("iaia", "Council")
    assert [(x.filling.how, x.total) for x in (ranked, regions, small)] == [
        ("ranked", 8),
        ("elected", 16),
        ("elected", 6),
    ]
    assert ranked.filling.column == "compute.share"
    assert [(f.count, f.among.text if f.among else None) for f in small.floors] == [(4, "LDC")]
    assert [(a.count, a.among.text if a.among else None) for a in regions.allocations] == [
        (5, "African"),
        (5, "AsiaPacific"),
        (3, "GRULAC"),
        (2, "EasternEuropean"),
        (1, "WEOG"),
    ]


def test_iaia_table_gives_the_published_shares() -> None:
    (table,) = charter("iaia").tables
    share, power = (dict(c.values) for c in table.columns)
    assert (share["USA"], share["CHN"], share["DEU"]) == (Fraction("79.527"), Fraction("6.943"), Fraction("1.656"))
    assert sum(share.values()) == Fraction("98.271")
    assert (len(share), power["USA"]) == (36, 1250987)
    groups = {g.name: g.parties.members for g in charter("iaia").groups}
    assert groups["FrontierStates"] == ("CHN", "DEU", "FRA", "JPN", "NOR", "USA")


def test_iaia_bars_the_accused_from_each_decision_against_it_and_gives_each_step_a_time() -> None:
    for name in ("find_breach", "suspend", "ban_exports", "restore"):
        (step,) = decision("iaia", name).steps
        assert [b.who for b in step.barred] == ["accused"]
        assert step.within is not None
    (duty,) = institution("iaia").obligations
    assert duty.ladder is not None
    assert [str(r.within) for r in duty.ladder.rungs] == ["30 days", "60 days", "180 days", "270 days"]


def test_iaia_adopts_a_standard_unless_a_third_of_the_members_object() -> None:
    assert steps("iaia", "adopt_standard") == [
        ("Council", None, ">=2/3 of seats & >1/2 of seats from Developing"),
        ("Assembly", None, "unless >=1/3 of members within 90 days"),
    ]


def test_iaia_no_payer_can_owe_more_than_15_percent() -> None:
    funding = institution("iaia").funding
    assert funding is not None
    most = [(f.share or 0) * (f.ceiling or f.donor_cap or 1) for f in funding.flows]
    assert [(f.kind, f.share) for f in funding.flows] == [
        ("assessed", Fraction(4, 5)),
        ("levy", Fraction(1, 10)),
        ("voluntary", Fraction(1, 10)),
    ]
    assert sum(most) == Fraction(15, 100)


def test_iaia_can_work_within_the_time_in_which_it_is_needed() -> None:
    adoption = institution("iaia").adoption
    assert adoption is not None
    lasts = [s.lasts.days or 0 for s in adoption.stages]
    needed = stated(adoption.needed).days
    assert sum(lasts) == needed * 45 / 48
