"""One charter, and mistakes of people who write: what stands there rightly, and what they type in its place."""

from __future__ import annotations

BASE = """charter 1
use world

group Big = { CHN, USA, GBR, DEU, IND }
domain compute "Compute"

institution Agency "The Agency" {
  source statute "Statute of the Agency"
  status proposed
  founded 2031-07-01
  members are Big | { FRA, KEN, BRA } [statute II]

  mandate {
    sets standards in compute, binding [statute III]
  }

  membership {
    open to states
    admission by admit [statute IV]
    withdrawal by notice, notice 1 year
  }

  organ Assembly : assembly {
    plenary
    quorum majority of members
    decides by 2/3 of present and voting
    meets every 1 year
  }

  organ Council "The Council" : council {
    seats 5 {
      2 permanent { CHN, USA }
      3 elected by Assembly from Big, for 2 years
    }
    decides by 80% of votes
    quorum 4 seats
  }

  organ Secretariat : secretariat {
    headed by Director_General, appointed by Council, for 5 years
    staff 120
  }

  decision admit : admission {
    step Council by majority of members
    step Assembly by 2/3 of members
  }
  decision adopt "Adopt a standard" : standard {
    proposed by any member
    step Council by 3 seats, within 90 days
    step Assembly by majority of votes cast, else passes
    takes effect after 6 months
  }

  obligation report "Report runs" {
    binds members
    force binding
    threshold flops 10^26 "operations"
    monitored by Secretariat through self-report, every 1 year
    breach found by adopt
    answered by {
      step warn : notice by Secretariat, within 30 days
      appeal to Council within 60 days
    }
  }

  funding {
    budget 50_000_000 USD a year
    budget by adopt
    assessed 70% by un_scale, ceiling 22%
    voluntary 30%
  }

  adoption {
    in force on 5 ratifications
    amended by 2/3 of members in Assembly
    review every 5 years by Assembly
  }
}

expect Agency {
  no member can block adopt
  every obligation has a monitoring
}
"""

# what is right, what is typed in its place
TYPED: list[tuple[str, str]] = [
    ("80% of votes", "80 percent of votes"),
    ("80% of votes", "80 per cent of votes"),
    ("80% of votes", "80 % of votes"),
    ("80% of votes", "80pct of votes"),
    ("80% of votes", "eighty percent of votes"),
    ("80% of votes", "4/5ths of votes"),
    ("80% of votes", "80% of the votes"),
    ("80% of votes", "80% of all votes"),
    ("80% of votes", "at least 80% of votes"),
    ("80% of votes", ">= 80% of votes"),
    ("decides by 80%", "decides with 80%"),
    ("decides by 80%", "decide by 80%"),
    ("decides by 80%", "decides: by 80%"),
    ("decides by 80%", "decides = by 80%"),
    ("decides by 80%", "Decides by 80%"),
    ("2/3 of present and voting", "two thirds of present and voting"),
    ("2/3 of present and voting", "two-thirds of present and voting"),
    ("2/3 of present and voting", "a two-thirds majority of present and voting"),
    ("2/3 of present and voting", "2/3 majority of present and voting"),
    ("2/3 of present and voting", "2/3 of those present and voting"),
    ("2/3 of present and voting", "2/3 of members present and voting"),
    ("2/3 of present and voting", "2 / 3 of present and voting"),
    ("2/3 of present and voting", "2/3rds of present and voting"),
    ("2/3 of present and voting", "2:3 of present and voting"),
    ("2/3 of present and voting", "⅔ of present and voting"),
    ("2/3 of present and voting", "2/3 of voting and present"),
    ("2/3 of members\n  }", "two thirds of the members\n  }"),
    ("quorum majority of members", "quorum a majority of members"),
    ("quorum majority of members", "quorum majority of the members"),
    ("quorum majority of members", "quorum majority of member"),
    ("quorum majority of members", "quorum: majority of members"),
    ("quorum majority of members", "quorum is majority of members"),
    ("quorum majority of members", "quorom majority of members"),
    ("quorum majority of members", "quorum simple majority of members"),
    ("quorum majority of members", "quorum absolute majority of members"),
    ("quorum majority of members", "quorum majority members"),
    ("quorum 4 seats", "quorum 4 of seats"),
    ("quorum 4 seats", "quorum 4 of the seats"),
    ("quorum 4 seats", "quorum four seats"),
    ("quorum 4 seats", "quorum of 4 seats"),
    ("quorum 4 seats", "quorum at least 4 seats"),
    ("quorum 4 seats", "quorum 4 seat"),
    ("quorum 4 seats", "quorum = 4 seats"),
    ("meets every 1 year", "meets every year"),
    ("meets every 1 year", "meets yearly"),
    ("meets every 1 year", "meets annually"),
    ("meets every 1 year", "meets once a year"),
    ("meets every 1 year", "meets once every year"),
    ("meets every 1 year", "meet every 1 year"),
    ("meets every 1 year", "meets each year"),
    ("meets every 1 year", "meets every one year"),
    ("seats 5 {", "5 seats {"),
    ("seats 5 {", "seats: 5 {"),
    ("seats 5 {", "seats five {"),
    ("seats 5 {", "seats 5"),
    ("seats 5 {", "seats 5 ("),
    ("2 permanent { CHN, USA }", "2 permanent { China, USA }"),
    ("2 permanent { CHN, USA }", "2 permanent { CN, US }"),
    ("2 permanent { CHN, USA }", "2 permanent { CHN; USA }"),
    ("2 permanent { CHN, USA }", "2 permanent { CHN USA }"),
    ("2 permanent { CHN, USA }", "2 permanent { CHN and USA }"),
    ("2 permanent { CHN, USA }", "2 permanent { CHN, USA, }"),
    ("2 permanent { CHN, USA }", "2 permanent [CHN, USA]"),
    ("2 permanent { CHN, USA }", "2 permanent (CHN, USA)"),
    ("2 permanent { CHN, USA }", "2 permanent CHN, USA"),
    ("2 permanent { CHN, USA }", "2 permanent { chn, usa }"),
    ("2 permanent { CHN, USA }", "2 permanents { CHN, USA }"),
    ("2 permanent { CHN, USA }", "2 permanent: { CHN, USA }"),
    ("3 elected by Assembly", "3 elected by the Assembly"),
    ("3 elected by Assembly", "three elected by Assembly"),
    ("3 elected by Assembly", "3 elect by Assembly"),
    ("3 elected by Assembly", "3 elected by Assemby"),
    ("3 elected by Assembly", "3 elected by assembly"),
    ("from Big, for 2 years", "from Big for 2 years"),
    ("from Big, for 2 years", "from Big, term 2 years"),
    ("from Big, for 2 years", "from Big, for two years"),
    ("from Big, for 2 years", "from Big, for 2 yrs"),
    ("from Big, for 2 years", "from Big, 2 years"),
    ("from Big, for 2 years", "from Big, for 2-year"),
    ("from Big, for 2 years", "from Bigg, for 2 years"),
    ("CHN, USA, GBR, DEU, IND", "China, USA, GBR, DEU, IND"),
    ("CHN, USA, GBR, DEU, IND", "CHN, USA, GB, DEU, IND"),
    ("CHN, USA, GBR, DEU, IND", "CHN, USA, UK, DEU, IND"),
    ("CHN, USA, GBR, DEU, IND", "CHN, USA, GBR, Germany, IND"),
    ("CHN, USA, GBR, DEU, IND", "CHN, USA, GBR, GER, IND"),
    ("CHN, USA, GBR, DEU, IND", "CHN, USA, United Kingdom, DEU, IND"),
    ("CHN, USA, GBR, DEU, IND", 'CHN, USA, "GBR", DEU, IND'),
    ("group Big = {", "group Big {"),
    ("group Big = {", "group Big: {"),
    ("group Big = {", "group Big := {"),
    ("group Big = {", "group Big are {"),
    ("group Big = {", "grup Big = {"),
    ("group Big = {", "group Big = ["),
    ("use world", "use World"),
    ("use world", "use the world"),
    ("use world", "import world"),
    ("use world\n", "\n"),
    ("use world", "use world // facts"),
    ("use world", "use world -- facts"),
    ("use world", "/* facts */ use world"),
    ("charter 1", "charter 1.0"),
    ("charter 1", "charter v1"),
    ("charter 1\n", "\n"),
    ("status proposed", "status: proposed"),
    ("status proposed", "status = proposed"),
    ("status proposed", "status is proposed"),
    ("status proposed", "status propsed"),
    ("status proposed", "status Proposed"),
    ("status proposed", 'status "proposed"'),
    ("status proposed", "state proposed"),
    ("founded 2031-07-01", "founded 1 July 2031"),
    ("founded 2031-07-01", "founded July 1, 2031"),
    ("founded 2031-07-01", "founded 2031-7-1"),
    ("founded 2031-07-01", "founded 2031/07/01"),
    ("founded 2031-07-01", "founded 01.07.2031"),
    ("founded 2031-07-01", "founded in 2031-07-01"),
    ("founded 2031-07-01", "founded on 2031-07-01"),
    ("members are Big | { FRA, KEN, BRA } [statute II]", "members are Big and { FRA, KEN, BRA } [statute II]"),
    ("members are Big | { FRA, KEN, BRA } [statute II]", "members are Big + { FRA, KEN, BRA } [statute II]"),
    ("members are Big | { FRA, KEN, BRA } [statute II]", "members are Big, { FRA, KEN, BRA } [statute II]"),
    ("members are Big | { FRA, KEN, BRA } [statute II]", "members are Big or { FRA, KEN, BRA } [statute II]"),
    ("members are Big | { FRA, KEN, BRA } [statute II]", "members: Big | { FRA, KEN, BRA } [statute II]"),
    ("members are Big | { FRA, KEN, BRA } [statute II]", "members = Big | { FRA, KEN, BRA } [statute II]"),
    ("members are Big | { FRA, KEN, BRA } [statute II]", "member are Big | { FRA, KEN, BRA } [statute II]"),
    ("members are Big | { FRA, KEN, BRA } [statute II]", "members are Big | { FRA, KEN, BRA } [Statute II]"),
    ("members are Big | { FRA, KEN, BRA } [statute II]", "members are Big | { FRA, KEN, BRA } (statute II)"),
    ("members are Big | { FRA, KEN, BRA } [statute II]", "members are Big | { FRA, KEN, BRA } [statute II"),
    ("sets standards in compute, binding", "sets standards in compute binding"),
    ("sets standards in compute, binding", "set standards in compute, binding"),
    ("sets standards in compute, binding", "sets standards for compute, binding"),
    ("sets standards in compute, binding", "sets standard in compute, binding"),
    ("sets standards in compute, binding", "setting standards in compute, binding"),
    ("withdrawal by notice, notice 1 year", "withdrawal by notice of 1 year"),
    ("withdrawal by notice, notice 1 year", "withdrawal by notice, 1 year"),
    ("withdrawal by notice, notice 1 year", "withdrawal by notice, notice of 1 year"),
    ("withdrawal by notice, notice 1 year", "withdrawal by notice, notice 1year"),
    ("admission by admit", "admission by admitt"),
    ("admission by admit", "admission through admit"),
    ('organ Council "The Council" : council {', 'organ Council "The Council" : council'),
    ('organ Council "The Council" : council {', "organ Council “The Council” : council {"),
    ('organ Council "The Council" : council {', "organ Council 'The Council' : council {"),
    ('organ Council "The Council" : council {', 'organ Council "The Council" council {'),
    ('organ Council "The Council" : council {', 'organ Council "The Council" : counsil {'),
    ('organ Council "The Council" : council {', 'organ Council "The Council" : Council {'),
    ('organ Council "The Council" : council {', 'organ Council : "The Council" : council {'),
    ('organ Council "The Council" : council {', 'organ "The Council" : council {'),
    ('organ Council "The Council" : council {', 'Organ Council "The Council" : council {'),
    ('organ Council "The Council" : council {', 'body Council "The Council" : council {'),
    ("headed by Director_General, appointed by", "headed by Director General, appointed by"),
    ("headed by Director_General, appointed by", "headed by a Director_General, appointed by"),
    ("headed by Director_General, appointed by", "headed by Director_General appointed by"),
    ("headed by Director_General, appointed by", "head by Director_General, appointed by"),
    ("staff 120", "staff: 120"),
    ("staff 120", "staff of 120"),
    ("staff 120", "staff 120 people"),
    ("step Council by majority of members", "step Council: majority of members"),
    ("step Council by majority of members", "step Council majority of members"),
    ("step Council by majority of members", "step The Council by majority of members"),
    ("step Council by majority of members", 'step "The Council" by majority of members'),
    ("step Council by majority of members", "step by Council by majority of members"),
    ("step Council by majority of members", "steps Council by majority of members"),
    ("step Council by majority of members", "step Concil by majority of members"),
    ("step Council by majority of members", "step Council by majority of members;;"),
    ("step Council by majority of members", "step Council by majority of members."),
    ("step Council by majority of members", "step Council by majority of members,"),
    ("step Council by 3 seats, within 90 days", "step Council by 3 seats within 90 days"),
    ("step Council by 3 seats, within 90 days", "step Council by 3 seats, within 90days"),
    ("step Council by 3 seats, within 90 days", "step Council by 3 seats, in 90 days"),
    ("step Council by 3 seats, within 90 days", "step Council by three seats, within 90 days"),
    ("step Council by 3 seats, within 90 days", "step Council by 3 seats; within 90 days"),
    ("step Council by 3 seats, within 90 days", "step Council by 3 seats, within ninety days"),
    ("proposed by any member", "proposed by any members"),
    ("proposed by any member", "proposed by a member"),
    ("proposed by any member", "proposal by any member"),
    ("else passes", "otherwise passes"),
    ("else passes", "else pass"),
    ("takes effect after 6 months", "takes effect after six months"),
    ("takes effect after 6 months", "takes effect in 6 months"),
    ("takes effect after 6 months", "take effect after 6 months"),
    ("takes effect after 6 months", "takes effect 6 months"),
    ('decision adopt "Adopt a standard" : standard {', 'decision adopt "Adopt a standard" : standards {'),
    ('decision adopt "Adopt a standard" : standard {', "decision adopt Adopt a standard : standard {"),
    ("binds members", "binds all members"),
    ("binds members", "bind members"),
    ("binds members", "binds Members"),
    ("binds members", "binds the members"),
    ("force binding", "force: binding"),
    ("force binding", "force bindng"),
    ("force binding", "force mandatory"),
    ("10^26", "1e26"),
    ("10^26", "10**26"),
    ("10^26", "10^26.0"),
    ("through self-report, every 1 year", "through self report, every 1 year"),
    ("through self-report, every 1 year", "by self-report, every 1 year"),
    ("through self-report, every 1 year", "through self-report every 1 year"),
    ("breach found by adopt", "breach found by adpot"),
    ("breach found by adopt", "breach found by Adopt a standard"),
    ("appeal to Council within 60 days", "appeal to Council, within 60 days"),
    ("appeal to Council within 60 days", "appeals to Council within 60 days"),
    ("budget 50_000_000 USD a year", "budget 50,000,000 USD a year"),
    ("budget 50_000_000 USD a year", "budget 50.000.000 USD a year"),
    ("budget 50_000_000 USD a year", "budget 50 000 000 USD a year"),
    ("budget 50_000_000 USD a year", "budget USD 50_000_000 a year"),
    ("budget 50_000_000 USD a year", "budget $50_000_000 a year"),
    ("budget 50_000_000 USD a year", "budget 50_000_000 USD per year"),
    ("budget 50_000_000 USD a year", "budget 50_000_000 USD annually"),
    ("budget 50_000_000 USD a year", "budget 50m USD a year"),
    ("budget 50_000_000 USD a year", "budget 50_000_000 usd a year"),
    ("budget 50_000_000 USD a year", "budget 50_000_000 dollars a year"),
    ("assessed 70% by un_scale, ceiling 22%", "assessed 70% by un_scale ceiling 22%"),
    ("assessed 70% by un_scale, ceiling 22%", "assessed 70% by UN_scale, ceiling 22%"),
    ("assessed 70% by un_scale, ceiling 22%", "assessed 70% by un_scale, cap 22%"),
    ("assessed 70% by un_scale, ceiling 22%", "assessed 0,7 by un_scale, ceiling 22%"),
    ("in force on 5 ratifications", "in force after 5 ratifications"),
    ("in force on 5 ratifications", "enters into force on 5 ratifications"),
    ("in force on 5 ratifications", "in force on five ratifications"),
    ("in force on 5 ratifications", "in force on 5 ratification"),
    ("amended by 2/3 of members in Assembly", "amended by two thirds of members in Assembly"),
    ("amended by 2/3 of members in Assembly", "amendment by 2/3 of members in Assembly"),
    ("review every 5 years by Assembly", "reviewed every 5 years by Assembly"),
    ("review every 5 years by Assembly", "review every five years by Assembly"),
    ("no member can block adopt", "no member may block adopt"),
    ("no member can block adopt", "no one can block adopt"),
    ("no member can block adopt", "no members can block adopt"),
    ("every obligation has a monitoring", "every obligation has monitoring"),
    ("every obligation has a monitoring", "each obligation has a monitoring"),
    ("    staff 120\n  }\n", "    staff 120\n"),
    ('institution Agency "The Agency" {', 'institution Agency "The Agency"'),
    ('institution Agency "The Agency" {', 'institution Agency "The Agency {'),
    ('institution Agency "The Agency" {', 'Institution Agency "The Agency" {'),
    ('institution Agency "The Agency" {', 'organisation Agency "The Agency" {'),
]

# corrections that give another text than BASE: right, typed, what it becomes
SPECIAL: list[tuple[str, str, str]] = [
    ("10^26", "10e26", "10^27"),
    ("[statute II]", "[Art. 5]", "[statute Art. 5]"),
    ('institution Agency "The Agency" {', "institution The Agency {", "institution Agency {"),
    ("notice 1 year", "notice 12months", "notice 12 months"),
]

# what is typed and the whole sentence and help
SAID: list[tuple[str, str, str, str, str]] = [
    ("80% of votes", "80 percent of votes", "LNG104", "a percentage is written `80%`, not `80 percent`", "write `80%`"),
    (
        "2/3 of present and voting",
        "two thirds of present and voting",
        "LNG104",
        "a share is written `2/3`, not `two thirds`",
        "write `2/3`",
    ),
    (
        "quorum 4 seats",
        "quorum 4 of seats",
        "LNG201",
        "a number of them is written `4 seats`, not `4 of seats`",
        "write `4 seats`",
    ),
    ("CHN, USA, GBR, DEU, IND", "China, USA, GBR, DEU, IND", "LNG201", "the code of China is `CHN`", "write `CHN`"),
    (
        "CHN, USA, GBR, DEU, IND",
        "CHN, USA, GB, DEU, IND",
        "LNG201",
        "`GB` is United Kingdom, whose code is `GBR`",
        "write `GBR`",
    ),
    (
        "50_000_000 USD",
        "50,000,000 USD",
        "LNG104",
        "a long number is written `50_000_000`, not `50,000,000`",
        "write `50_000_000`",
    ),
    (
        "founded 2031-07-01",
        "founded 1 July 2031",
        "LNG104",
        "a date is written `2031-07-01`, not `1 July 2031`",
        "write `2031-07-01`",
    ),
    (
        "step Council by majority",
        "step The Council by majority",
        "LNG104",
        "The Council is called by its name, `Council`",
        "write `Council`",
    ),
    ("staff 120", "staff: 120", "LNG104", "`:` is not needed here", "take it out"),
    ("10^26", "1e26", "LNG104", "a power of ten is written `10^26`, not `1e26`", "write `10^26`"),
    (
        "charter 1\n",
        "charter 2\n",
        "LNG103",
        "this text is in version 2 of the language, this program reads version 1",
        "install a newer version of the program, or write `charter 1`",
    ),
    (
        "appeal to Council",
        "appeal to Counsil",
        "LNG201",
        "`Counsil` is not known here; `Council` is",
        "if that is meant, write `Council`",
    ),
    ("use world", "use world // facts", "LNG104", "a remark begins with `#`, not `// facts`", "write `# facts`"),
]

# what is typed, and what is said where no correction can be known
LEFT: list[tuple[str, str, str]] = [
    ("quorum majority of members", "quorum majority", "expected `of` after `majority`, but the clause ends here"),
    ("3 elected by Assembly", "3 elected from Assembly", "expected `by` after `elected`, not `from`"),
    (
        'decision adopt "Adopt a standard" : standard {',
        'decision adopt "Adopt a standard" {',
        'expected `:` after `"Adopt a standard"`, not `{`',
    ),
    ("appeal to Council", "appeal to Tribunal", "`Tribunal` is not declared; an organ belongs here"),
    ("50_000_000 USD a year", "50_000_000 a year", "expected `a` or `over` after `a`, not `year`"),
]
