"""What `isa` says, fact by fact, as the model has it."""

from __future__ import annotations

from designs_facts import decision, filled, institution, lines, organ, said, stated, steps


def test_isa_council_has_36_seats_in_five_groups_and_four_chambers() -> None:
    assert filled("isa", "Council") == [
        ("elected", 4, "A"),
        ("elected", 4, "B"),
        ("elected", 4, "C"),
        ("elected", 6, "Developing"),
        ("elected", 18, "Developing"),
    ]
    seats = organ("isa", "Council").seats
    assert seats is not None
    assert (seats.stated, seats.total) == (36, 36)
    exporters, special, regions = lines("isa", "Council")[2:]
    assert [(f.count, f.among.text if f.among else None) for f in exporters.floors] == [(2, "DevelopingStates")]
    assert special.filling.among is not None
    assert special.filling.among.text == "DevelopingStates"
    assert regions.chamber_for is not None
    assert regions.chamber_for.text == "DevelopingStates"
    assert [(f.count, f.areas) for f in regions.floors] == [(1, "GeographicalRegions")]
    assert all(line.distinct for line in lines("isa", "Council"))


def test_isa_rules() -> None:
    council = organ("isa", "Council")
    assert council.consensus_first is not None
    assert said(stated(council.decides)) == ">=2/3 of present & not opposed by >1/2 of any chamber"
    assert steps("isa", "approve_plan") == [
        ("LegalAndTechnicalCommission", "recommends", None),
        ("Council", None, "unless >=2/3 of present & >1/2 of each_chamber within 60 days"),
    ]
    (step,) = decision("isa", "decide_finance").steps
    assert step.recommendation == "FinanceCommittee"


def test_isa_dates() -> None:
    adoption = institution("isa").adoption
    assert adoption is not None
    assert [(m.what, m.when) for m in adoption.milestones] == [("adopted", "1982"), ("in_force", "1994-11-16")]
    assert [(b.kind, b.until) for b in adoption.bridges] == [("provisional_application", "1996-07-28")]
