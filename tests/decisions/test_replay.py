"""The second evaluator: it agrees with votes counted by hand, and its disagreement is a fault and no verdict."""

from __future__ import annotations

from typing import Any

import pytest
from test_compositions import charter_of

from charter.decisions import replay
from charter.decisions.queries import game_queries as claims
from charter.decisions.queries.game_queries import DecisionGame, decision_game
from charter.dsl.load import load
from charter.dsl.syntax.source import Source
from charter.errors import ReplayFault
from charter.validators.check.engine import check

CLUB = """
institution Club {
  members are { FRA, DEU, ITA, LUX, MLT }
  organ Assembly {
    plenary
    chamber Small = { LUX, MLT }
    decides by 3 members and majority of chamber Small
  }
  organ Units {
    plenary
    constituency North = { FRA, DEU, LUX }
    constituency South = { ITA, MLT }
    cast as a unit
    decides by 3 members
  }
  decision adopt : standard { step Assembly }
  decision barred : standard { step Assembly by 2/3 of members, { LUX, MLT } barred }
  decision silent : standard { step Assembly unless 2 of { FRA, DEU, ITA } object within 30 days }
  decision units : standard { step Units }
}
"""

PLAYED = [
    # LUX says no: 4 of 5 members, 1 of the 2 of Small, which is no majority
    ("adopt", "LUX", True, False),
    # FRA and DEU say no: 3 members, both of Small
    ("adopt", "FRA DEU", True, True),
    # alone they are 3, and 2 of 2
    ("adopt", "FRA LUX MLT", False, True),
    # 2 of the 3 that may vote
    ("barred", "FRA DEU", False, True),
    # 2/3 of 3 is 2: one of three is not enough
    ("barred", "FRA LUX MLT", False, False),
    ("silent", "FRA DEU", True, False),
    ("silent", "FRA LUX", True, True),
    # FRA and DEU are 2 of the 3 of North, which says yes with all 3
    ("units", "FRA DEU", False, True),
    # 1 of 2 is no more than half: South says no, and DEU alone moves nothing
    ("units", "ITA DEU", False, False),
]


@pytest.mark.parametrize(("name", "who", "blocking", "passes"), PLAYED)
def test_votes_counted_by_hand(name: str, who: str, blocking: bool, passes: bool) -> None:
    charter = charter_of(CLUB)
    game = decision_game(charter, charter.institutions[0], name)
    assert isinstance(game, DecisionGame)
    (part,) = game.parts
    seated = part.hall.spaces.known
    assert seated is not None
    replay.confirm(charter, part, seated, who.split(), blocking, passes)
    with pytest.raises(ReplayFault, match="played out, it does not"):
        replay.confirm(charter, part, seated, who.split(), blocking, not passes)


TEXT = "charter 1\nuse world\n" + CLUB + "expect Club { { LUX } can block adopt }\n"


def test_a_witness_that_is_not_confirmed_is_a_fault_and_no_verdict(monkeypatch: pytest.MonkeyPatch) -> None:
    """The rules and the expectation that rest on the witness say nothing; the fault is LNG902, and the run exits
    with 2."""
    assert [v.verdict for v in check(load(Source("club.charter", TEXT))).verdicts] == ["proved"]

    def wrong(*args: Any, **kwargs: Any) -> None:
        raise ReplayFault("the search has it that LUX stops it; played out, it does not")

    monkeypatch.setattr(claims, "confirm", wrong)
    checked = check(load(Source("club.charter", TEXT)))
    faults = [f for f in checked.findings if f.code == "LNG902"]
    assert "the rule VOT101 single-member-veto failed on Club" in faults[0].message
    assert "played out, it does not" in faults[0].message
    assert not [f for f in checked.findings if f.code in ("VOT101", "LNG901")]
    assert "proved" not in [v.verdict for v in checked.verdicts]
    assert checked.faulty
    assert checked.exit_code("never") == 2
