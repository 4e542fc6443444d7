"""An institution of which the text settles less than three of five basic things.

## What it checks

Five flags: a charter (an act of creation, entry into force, amendment), a secretariat, a budget (money from
somebody), rules of voting, and a membership (who is in, or who may join). Each is there, denied (`no secretariat`),
or not stated. Reported with fewer than three where that many are denied, or where the institution is still a proposal
or a draft, for then the text is all there is. For an institution that exists, what is not stated is unknown, and one
gap names it.

## Why

Many bodies for AI are announced with a name and a declaration; of the five, some have one (Guey et al.). What has no
text cannot be held to it.

## Avoid

```charter bad
charter 1
use world
institution Alliance {          # <-- STR105
  status proposed
  members are WEOG
  no secretariat
  no budget
}
```

## Prefer

```charter good
charter 1
use world
institution Alliance {
  status proposed
  members are WEOG
  organ Assembly { plenary; decides by majority of members }
  organ Secretariat : secretariat { headed by Director, appointed by Assembly }
  funding { assessed by un_scale }
  adoption { in force on 10 ratifications }
}
```

## Settings

`defined_flags` (3): how many of the five flags an institution must have.
"""

from __future__ import annotations

from collections.abc import Iterator

from charter.analysis.stated_rules import rules_of
from charter.dsl.findings import WARNING, Finding
from charter.dsl.model.institution import Institution
from charter.text.wording import listed
from charter.validators.rules.case import Case, Rule

RULE = Rule(
    "STR105",
    "undefined-institution",
    WARNING,
    "Guey et al., definedness of institutions in five flags",
    everywhere=True,
)

OFFICES = ("secretariat", "office", "inspectorate")
TEXTS = ("adopted", "signed", "opened", "in_force")
FLAGS = {
    "a constituent instrument": (
        "charter",
        "`adoption { created by decision of … }`, or a condition of entry into force",
    ),
    "a secretariat": ("secretariat", "`organ Secretariat : secretariat { … }`"),
    "a budget": ("budget", "`funding { … }`: who pays, by which scale"),
    "rules of voting": ("voting_rules", "`decides by …` in an organ"),
    "a membership": ("members", "`members …`, or `membership { open to … }`"),
}


def check(case: Case) -> Iterator[Finding]:
    """One finding for an institution with too few of the five flags."""
    it = case.institution
    there = [name for name, yes in _flags(it).items() if yes and not _denied(it, name)]
    wanted = case.profile.defined_flags
    if len(there) >= wanted:
        return
    denied = [name for name in FLAGS if _denied(it, name)]
    silent = [name for name in FLAGS if name not in there and name not in denied]
    draft = it.status is not None and it.status.value in ("proposed", "draft")
    if draft or len(there) + len(silent) < wanted:
        yield _finding(case, there, denied, silent)
    elif it.status is not None:
        yield case.gap(RULE, it.name_span, f"{listed(silent, 'or')}")


def _flags(it: Institution) -> dict[str, bool]:
    adoption, funding, membership = it.adoption, it.funding, it.membership
    created = adoption is not None and bool(
        adoption.created_by
        or adoption.entries
        or adoption.amendments
        or adoption.provisions
        or any(m.what in TEXTS for m in adoption.milestones)
    )
    money = funding is not None and bool(
        funding.budget or funding.budget_by or funding.flows or funding.contributors or funding.contributions
        or (funding.host is not None and funding.host.pays)
    )  # fmt: skip
    joining = membership is not None and bool(
        membership.open_to or membership.requires or membership.admissions or any(c.of for c in membership.cascades)
    )
    return {
        "a constituent instrument": created,
        "a secretariat": any(o.kind in OFFICES or o.staff is not None for o in it.organs),
        "a budget": money or bool(it.funds) or any("budget" in d.kinds for d in it.decisions),
        "rules of voting": any(each.role == "rule" for each in rules_of(it)),
        "a membership": joining or (it.members is not None and it.members.value.members is not None),
    }


def _denied(it: Institution, name: str) -> bool:
    topic = FLAGS[name][0]
    funding = it.funding is not None and topic == "budget" and it.funding.denies("budget")
    return it.denies(topic) or funding


def _finding(case: Case, there: list[str], denied: list[str], silent: list[str]) -> Finding:
    parts = [f"the charter says no to {listed(denied, 'and')}"] if denied else []
    parts += [f"it is silent on {listed(silent, 'and')}"] if silent else []
    has = f"it has {listed(there)}; " if there else ""
    first = (silent or denied)[0]
    return case.finding(
        RULE,
        case.institution.name_span,
        f"The charter settles {len(there)} of 5 basics: {'; '.join(parts)}",
        label=f"{len(there)}/5",
        help=f"write down {first}: {FLAGS[first][1]}",
        witness={
            "score": len(there),
            "of": len(FLAGS),
            "there": there,
            "denied": denied,
            "not_stated": silent,
            "text": f"{has}{'; '.join(parts)}: {len(there)} of 5",
        },
    )
