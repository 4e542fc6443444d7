"""What the tests of the diagrams share: every diagram of the shipped designs, and of charters made to strain one."""

from __future__ import annotations

from functools import cache

from attrs import frozen
from render_cases import charter_named, shipped, straining

from charter.dsl.load import load
from charter.dsl.model import Charter, Institution
from charter.dsl.syntax.source import Source
from charter.render import registry
from charter.render.diagram import Diagram
from charter.render.diagrams import diagram, subjects

FIGURES = tuple(each.name for each in registry.entries() if each.folder == "figures")
CHARTS = tuple(each.name for each in registry.entries() if each.folder == "charts")

REFORM = """charter 1
use ilo
reform ILO_2 "The ILO, reformed" of ILO {
  status proposed
  change organ GoverningBody {
    add quorum 2/3 of seats
    change seats { 60 elected by Conference }
  }
  add decision sanction_breach : sanction { step GoverningBody by 2/3 of seats, accused barred }
  remove decision adopt_budget
}
"""

LANDSCAPE = """charter 1
use iaea
use ilo
use fsb
use un
domain ai_safety "Safety of AI"
domain nuclear_ai "AI in nuclear plants" part of ai_safety
landscape safety "Who looks after AI" {
  source report "A report"
  includes IAEA, ILO, FSB, UN
  needs verifies in nuclear_ai, binding [report 3]
  needs assesses in ai_safety
}
"""

HARD = """charter 1
use world
institution Hard "A hard case" {
  status proposed
  members are { USA, CHN, GBR, FRA, RUS, KEN, IND, BRA }
  organ Assembly { plenary }
  organ Board {
    seats { 5 permanent { USA, CHN, GBR, FRA, RUS } }
    decides by unanimity
  }
  decision strike : sanction {
    step Board, within 30 days
    step Assembly by 2/3 of members
    consensus first for 90 days
    otherwise by 3/4 of members }
  decision endless : standard { }
  obligation obey "Obey" {
    binds members
    force binding
    monitored by members through self-report
    monitored by Board through inspection by consent
    monitored by Board through remote sensing
    monitored by Board through complaint by any member
    breach found by strike
    answered by {
      step warn : notice by Board, shall, forthwith
      step wait : report to members, may, after "a reasonable time"
      step hit : trade_ban by strike, may, within 10 days
      no appeal
      no way_back
    }
  }
  obligation silent "Say nothing" { }
  funding {
    budget 10 million USD a year
    assessed 30% by equal shares, ceiling 22%
    voluntary for "travel", earmarked
    contributor USA 90% in 2020
    hosted by CHE, pays "rent", for 5 years, renewable
  }
  adoption {
    in force on 40 ratifications
    takes negotiation 30 months, set-up 12 months
    needed within 36 months
    sunset after 10 years
  }
}
"""

MADE = {"reform": REFORM, "landscape": LANDSCAPE, "hard": HARD}


@frozen
class Shown:
    """A diagram and what it is of."""

    design: str
    kind: str
    name: str | None
    diagram: Diagram
    institution: Institution | None


def charter_of(design: str) -> Charter:
    """A shipped design, a straining charter or one of those above."""
    if design not in MADE:
        return charter_named(design)
    charter = load(Source(f"{design}.charter", MADE[design])).charter
    assert charter is not None
    return charter


@cache
def shown(design: str) -> tuple[Shown, ...]:
    """Every diagram of a design but its structure, which has tests of its own."""
    charter = charter_of(design)
    found = []
    for kind in (each for each in FIGURES if each != "structure"):
        owners: tuple[Institution | None, ...] = (None,) if kind == "landscape" else charter.institutions
        for each in owners:
            for name in subjects(kind, each, charter):
                found.append(Shown(design, kind, name, diagram(kind, each, charter, name), each))
    return tuple(found)


def all_designs() -> list[str]:
    """Everything that is drawn."""
    return [*shipped(), *MADE, *(name for name in straining() if name != "nothing")]
