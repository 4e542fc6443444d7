"""What charts and figures say is what the text says: small charters, each with the right answer worked out by hand."""

from __future__ import annotations

from fractions import Fraction

from charter.dsl.load import load
from charter.dsl.model import Charter
from charter.dsl.syntax.source import Source
from charter.render.charts.compare import compared
from charter.render.charts.lorenz import curve_of
from charter.render.charts.power import played, shares_of
from charter.render.diagram import Diagram
from charter.render.diagrams import diagram
from charter.render.plotting.parties import groups_for
from charter.render.plotting.plot import percent
from charter.render.words.blocking import blocking

CLUB = """charter 1
use world
institution Club "The club" {
  members are { FRA, KEN, BRA }
  organ Conference {
    plenary
    delegates of each member { 2 government ; 1 employers ; 1 workers }
    decides by majority of votes cast
  }
  organ Council {
    seats 4 {
      2 elected by Conference for 2 years, chamber A
      2 elected by Conference for 2 years, chamber B
    }
    decides by 2/3 of present and voting and majority of each chamber
  }
  decision adopt : standard { step Conference ; binds members, those who accept }
  decision bind_all : standard { step Conference ; binds members }
  decision some : standard { step Conference ; binds { FRA, KEN }, those who accept }
  obligation keep "Keep the code" { binds members, those who accept ; force binding }
  adoption { proposed 1999 ; signed 2000-03-01 ; operating 2001-07-02 ; takes negotiation 12 months }
}
"""


def read(text: str, name: str = "club.charter") -> Charter:
    charter = load(Source(name, text)).charter
    assert charter is not None
    return charter


def drawn(kind: str, name: str | None = None, text: str = CLUB) -> Diagram:
    charter = read(text)
    return diagram(kind, charter.institutions[-1], charter, name)


def test_whom_a_duty_or_a_decision_binds_is_those_who_accept_where_the_text_says_so() -> None:
    duty = drawn("enforcement", "keep").scene.description
    assert "Binds those who accept" in duty
    assert "Binds members" not in duty
    assert "Binds those who accept" in drawn("decision", "adopt").scene.description
    assert "Binds members" in drawn("decision", "bind_all").scene.description
    assert "Binds those of FRA and KEN who accept" in drawn("decision", "some").scene.description


def test_a_plenary_of_delegates_is_drawn_by_their_kinds() -> None:
    """Three members send four delegates each: 12, of which 6, 3 and 3."""
    made = drawn("seats", "Conference")
    assert made.scene.description.startswith(
        "Delegates of Conference: 12 delegates. 6 government. 3 employers. 3 workers. Delegates: each of 3 members "
        "sends 2 for government, 1 for employers and 1 for workers, and each has a vote."
    )


def test_the_chamber_of_each_row_of_seats_is_said() -> None:
    said = drawn("seats", "Council").scene.description
    assert "2 elected by Conference, 2 years, chamber A. 2 elected by Conference, 2 years, chamber B." in said


def test_delegates_of_each_kind_are_groups_of_the_power_chart() -> None:
    """Employers have 3 of 12 votes, as workers; governments 6."""
    charter = read(CLUB)
    club = charter.institutions[0]
    votes = {row.label: row.votes for row in shares_of(played(club, charter, "adopt"), charter)}
    quarter = (Fraction(1, 4), Fraction(1, 4))
    assert votes["employers"] == votes["workers"] == quarter
    assert votes["government"] == (Fraction(1, 2), Fraction(1, 2))


def test_contributions_of_the_scale_of_the_united_nations_are_called_so() -> None:
    assert "contributions to the United Nations" in drawn("power", "adopt").scene.description
    own = CLUB.replace("  adoption {", "  funding { assessed 100% by gdp }\n  adoption {")
    said = drawn("power", "adopt", own).scene.description
    assert "contributions " in said
    assert "contributions to the United Nations" not in said


def test_data_of_others_are_named_with_their_source_and_date() -> None:
    """Population and the scale of the UN are not the charter's own, and the caption says whose and of when."""
    from charter.world import columns

    for kind, name, used in (("power", "adopt", ("population", "un_scale")), ("lorenz", "Conference", ("population",))):
        said = drawn(kind, name).scene.description
        for column in used:
            assert columns()[column].source in said
            assert columns()[column].date in said


def test_small_shares_are_never_powers_of_ten() -> None:
    assert [percent(Fraction(5, 10**n)) for n in (7, 8, 30)] == ["0.00005%", "0.000005%", "under 0.000000001%"]


def test_one_who_can_stop_it_is_alone_and_several_each_alone() -> None:
    text = """charter 1
use world
institution Club {
  members are { FRA, KEN, BRA }
  organ Assembly { plenary ; decides by majority of members }
  decision one : standard { step Assembly by majority of members including all of { FRA } }
  decision all : standard { step Assembly by majority of members including all of { FRA, KEN } }
}
"""
    charter = load(Source("club.charter", text)).charter
    assert charter is not None
    club = charter.institutions[0]
    assert blocking(charter, club, club.decisions[0]).words == ("FRA, alone.",)
    assert blocking(charter, club, club.decisions[1]).words == ("FRA and KEN, each alone.",)


def test_a_year_is_drawn_with_its_length() -> None:
    """1999 is the whole year; 1 March 2000 and 2 July 2001 are days."""
    from charter.render.figures.adoption import _dots

    adoption = read(CLUB).institutions[0].adoption
    assert adoption is not None
    spans = {dot.when: None if dot.until is None else round(dot.until - dot.at, 4) for dot in _dots(adoption)}
    assert spans == {"1999": 1, "2000-03-01": None, "2001-07-02": None}


def test_a_stage_without_a_length_takes_no_room() -> None:
    """Set-up and ratification are not stated: a question mark each, and no bar."""
    items = drawn("adoption").scene.items
    assert [item.text for item in items if getattr(item, "text", "") == "?"] == ["?", "?"]


def test_an_original_stands_once_beside_its_reform(tmp_path: object) -> None:
    ilo, reform = load("ilo").charter, load("ilo_ai_labour").charter
    assert ilo is not None
    assert reform is not None
    names = [each.name for each, _ in compared([ilo, reform])]
    assert len(names) == len(set(names))
    assert [each.name for each, _ in compared([reform])][-1] == reform.institutions[-1].name


def test_open_seats_give_no_gini_of_the_organ() -> None:
    iaea = load("iaea").charter
    assert iaea is not None
    found = curve_of(iaea.institutions[0], iaea, "Board")
    if found.example:
        said = diagram("lorenz", iaea.institutions[0], iaea, "Board").scene.description
        assert "Seats are open: drawn is one lawful composition of many" in said
    assert not curve_of(iaea.institutions[0], iaea, "GeneralConference").example


def test_groups_of_the_original_are_groups_of_the_reform(tmp_path) -> None:  # type: ignore[no-untyped-def]
    (tmp_path / "base.charter").write_text(
        """charter 1
use world
group Front "Frontier" = { USA, CHN }
institution Base "Base" {
  members are { USA, CHN, FRA, DEU }
  organ Assembly { plenary ; votes one each ; decides by majority of members }
  decision adopt : standard { step Assembly by majority of members }
}
"""
    )
    (tmp_path / "ref.charter").write_text(
        """charter 1
use world
use "base.charter"
reform R "Reformed" of Base {
  change decision adopt : standard { remove step ; add step Assembly by 3/4 of members }
}
"""
    )
    charter = load(tmp_path / "ref.charter").charter
    assert charter is not None
    labels = [each.label for each in groups_for(charter, frozenset({"USA", "CHN", "FRA", "DEU"}))]
    assert "Frontier" in labels
