"""How long the existing institutions took from the first proposal until they were in force or at work."""

from __future__ import annotations

import datetime

import pytest
from designs_facts import institution


def day(when: str) -> datetime.date:
    return datetime.date.fromisoformat(when)


@pytest.mark.parametrize(
    ("name", "start", "end", "years"),
    [
        ("aisi_network", "proposed", "operating", 0.50),
        ("un_ai_panel", "proposed", "adopted", 0.93),
        ("un_ai_panel", "proposed", "operating", 1.39),
        ("iaea", "proposed", "adopted", 2.88),
        ("iaea", "proposed", "in_force", 3.64),
        ("cern", "signed", "in_force", 1.25),
        ("imf", "adopted", "in_force", 1.43),
        ("imf", "in_force", "operating", 1.17),
        ("ibrd", "adopted", "in_force", 1.43),
        ("montreal", "proposed", "adopted", 2.49),
        ("montreal", "adopted", "in_force", 1.29),
        ("oecd", "signed", "in_force", 0.79),
    ],
)
def test_years_between_two_dates(name: str, start: str, end: str, years: float) -> None:
    adoption = institution(name).adoption
    assert adoption is not None
    dates = {m.what: m.when for m in adoption.milestones}
    assert (day(dates[end]) - day(dates[start])).days / 365.25 == pytest.approx(years, abs=0.01)


@pytest.mark.parametrize(
    ("name", "stages"),
    [
        ("fsb", {"set_up": "6/25 years"}),
        ("global_fund", {"negotiation": "3/4 years", "set_up": "1/10 years"}),
        ("ipcc", {"negotiation": "7/5 years"}),
        ("imf", {"negotiation": "2 years"}),
        ("ibrd", {"negotiation": "2 years"}),
        ("cern", {"negotiation": "31/10 years", "ratification": "5/4 years"}),
        ("wto", {"negotiation": "38/5 years", "ratification": "71/100 years"}),
    ],
)
def test_stages_whose_dates_are_not_stated(name: str, stages: dict[str, str]) -> None:
    adoption = institution(name).adoption
    assert adoption is not None
    assert {s.what: str(s.lasts) for s in adoption.stages} == stages
