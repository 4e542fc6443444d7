"""A charter with a few findings, each on a line that the tests name."""

FLAWED = """charter 1

use world

institution Club {
  members are { FRA, KEN, CHN }

  organ Assembly {
    plenary
    decides by unanimity
  }

  decision expel "Expel a member" : expulsion {
    step Assembly
  }

  decision admit "Admit a member" : admission {
    step Assembly by majority of members
  }
}

expect Club {
  no member can block admit
  no member can block expel
}
"""
EXPEL, STEP, REFUTED = 13, 14, 24
"""The lines of a decision that each member can stop, of its step, and of the expectation that fails."""

VETO = "Any of the 3 members can veto “Expel a member”"
BEFORE = FLAWED.replace("decides by unanimity", "decides by majority of members")
