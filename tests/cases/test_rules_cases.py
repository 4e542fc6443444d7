"""Small charters on which rules said too much, too little, or two things; each with the answer worked out by hand."""

from __future__ import annotations

from case_files import checked, gaps, of, verdicts, witness


def test_a_levy_without_a_ceiling_opens_the_upper_end() -> None:
    """Four members bear 60% equally, 15% each; all of the levy, 40%, may fall on one of them: 15% to 55%."""
    found = verdicts("levy")
    assert found["largest contributor pays at most 16%"] == "depends"
    assert found["that largest_payer <= 16%"] == "depends"
    assert found["that pays({ USA }) <= 16%"] == "depends"
    assert found["that pays({ USA }) <= largest_payer"] != "refuted"
    text = "one payer may pay at most 55% of the budget: 60% x 25% + 40% x 100%"
    assert witness("levy", "largest contributor pays at most 16%") == text


def test_forthwith_is_no_deadline_in_any_room() -> None:
    """The rule and the expectation name the same four obligations."""
    told = witness("deadline", "every obligation has a deadline")
    names = ("forthwith_only", "words_only", "nothing_only", "appeal_only")
    assert told == "; ".join(f"{name} has no deadline" for name in names)
    assert [f.entity for f in of("deadline", "ENF103")] == [f"A.{name}.a" for name in names]


def test_a_budget_over_open_seats_by_population_is_a_gap_not_a_fault() -> None:
    assert not checked("fnd").faulty
    text = "cannot tell whether those who pay least can carry the budget: too much to work out exactly"
    assert [f.message for f in gaps("fnd", "FND103")] == [text]
    missing = "cannot tell: no clause on the figure in `un_scale` for 1 of 194 members (PSE)"
    assert [f.message for f in gaps("fnd", "FND101")] == [missing]
