"""Privileges held by name, whose holders can stop the amendment that would end them.

## What it checks

What is given to parties by name and not by a criterion: permanent seats, seats designated from a list, seats with a
veto, votes that must concur, and a number of a list that must agree (`5 of ChiefIndustrial`). For each such list: how
many of its parties, saying no together, stop an amendment while all others say yes. Groups that a condition, a ranking
or a classification of the shipped facts makes are criteria; regional seats and entry into force are no privileges.
Nothing on amendment is a gap.

## Why

Who was important when a text was written stays so by that text. Ten members of the International Labour Organization
sit in its Governing Body without election, and six of them can stop an amendment that ends it (article 36); each
permanent member of the Security Council can (Charter, article 108). The ten most advanced members of the Board of the
International Atomic Energy Agency are found anew each year.

## Avoid

```charter bad
charter 1
use world
institution Agency {
  members are states
  organ Assembly { plenary }
  organ Council {
    seats {
      permanent { CHN, USA, GBR }       # <-- CHG102
      12 elected by Assembly
    }
  }
  decision amend : amendment {
    step members accept by 2/3 of members including 2 of { CHN, USA, GBR }
  }
}
```

## Prefer

```charter good
charter 1
use world
institution Agency {
  members are states
  organ Assembly { plenary }
  organ Council {
    seats {
      3 ranked by gdp
      12 elected by Assembly
    }
  }
  decision amend : amendment {
    step members accept by 2/3 of members
  }
}
```

## Settings

None.
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from charter.analysis import amendments
from charter.analysis.seating import filled_how
from charter.analysis.stated_rules import parts, rules_of
from charter.decisions.elements import ZERO, VoteThreshold, alternatives
from charter.decisions.procedure import ElectorateSteps, Unknown
from charter.decisions.queries.game_queries import DecisionGame
from charter.dsl.findings import WARNING, Finding, Label
from charter.dsl.model.base import Citation, PartySet
from charter.dsl.model.charter import Charter
from charter.dsl.model.organs import Organ, SeatLine
from charter.dsl.model.rules import AllBut, Concurring, Count, Share
from charter.dsl.model.rules import Rule as VotingRule
from charter.dsl.syntax.source import Span
from charter.record import record
from charter.text.wording import listed, number, quoted, some
from charter.validators.rules.case import Case, Rule
from charter.validators.rules.gaps import amendment_gap
from charter.validators.rules.gaps import gap as unknown_gap

RULE = Rule(
    "CHG102",
    "self-protecting-privilege",
    WARNING,
    "ILO Constitution, articles 7 and 36; UN Charter, article 108",
    everywhere=True,
)

NOT_NAMES = ("where", "top", "bottom", "members", "memberships", "as")


@record
class Privilege:
    """What some parties have by name: which, where it stands, in words."""

    holders: tuple[str, ...]
    name: str
    text: str
    span: Span
    entity: str
    citations: tuple[Citation, ...]


def check(case: Case) -> Iterator[Finding]:
    """Privileges that those who have them can keep."""
    found: dict[frozenset[str], list[Privilege]] = {}
    for privilege in _privileges(case):
        found.setdefault(frozenset(privilege.holders), []).append(privilege)
    if not found:
        return
    general = [t for t in amendments.tiers(case) if not t.provisions] or list(amendments.tiers(case))
    if not general:
        yield from amendment_gap(case, RULE)
    for tier in general:
        game = amendments.game(case, tier)
        if isinstance(game, Unknown):
            yield from unknown_gap(case, RULE, game, tier.decision)
            continue
        for holders, privileges in found.items():
            few = _fewest(game, holders)
            if few is not None:
                yield _finding(case, tier, privileges, few)


def _privileges(case: Case) -> Iterator[Privilege]:
    for organ in case.institution.organs:
        for line in organ.seats.lines if organ.seats is not None else ():
            among = line.filling.among
            lasting = line.filling.how == "permanent" or line.veto
            if among is None or not (lasting or line.filling.how == "designated"):
                continue
            if _by_name(case, among, lasting):
                yield _seats(organ, line, among)
    for placed in rules_of(case.institution):
        if placed.role in ("entry", "quorum"):
            continue
        for part in parts(placed.rule):
            among, lasting = _of_rule(part), isinstance(part, Concurring)
            if among is not None and _by_name(case, among, lasting):
                text = f"{'the concurring votes' if lasting else 'a number'} of {among.text} in {placed.entity}"
                yield Privilege(
                    among.members or (), among.text, text, part.span, placed.entity, placed.citations
                )  # fmt: skip


def _seats(organ: Organ, line: SeatLine, among: PartySet) -> Privilege:
    count = line.total if line.total is not None else len(among.members or ())
    text = f"{number(count, 'seat')} {filled_how(line)} in {organ.label}" + (", with a veto" if line.veto else "")
    return Privilege(among.members or (), among.text, text, line.span, organ.name, line.citations)


def _of_rule(rule: VotingRule) -> PartySet | None:
    if isinstance(rule, Concurring):
        return rule.voters
    if isinstance(rule, Share | Count | AllBut):
        return rule.of.group or rule.of.among
    return None


def _by_name(case: Case, among: PartySet, lasting: bool) -> bool:
    """Whether a set is a list of names, and not everybody. What lasts (a permanent seat, a veto) makes a list even of
    a group of the shipped facts; elsewhere such a group is a classification by others."""
    if not among.members or (case.members is not None and set(among.members) >= set(case.members)):
        return False
    return _listed(case.charter, among.text, lasting, frozenset())


def _listed(charter: Charter, text: str, lasting: bool, seen: frozenset[str]) -> bool:
    words = text.replace("{", " { ").replace("}", " } ").replace("(", " ").replace(")", " ").replace(",", " ").split()
    if any(w.partition(".")[0] in NOT_NAMES for w in words):
        return False
    inside = False
    for word in words:
        if word in "{}":
            inside = word == "{"
            continue
        if inside or word in ("|", "&", "except"):
            continue
        own = next((g for g in charter.groups if g.name == word), None)
        if own is not None and word not in seen:
            if not _listed(charter, own.parties.text, lasting, seen | {word}):
                return False
        elif own is None and not lasting and not (len(word) == 3 and word.isupper()):
            return False
    return True


def _fewest(game: DecisionGame, holders: frozenset[str]) -> tuple[str, ...] | None:
    """The fewest of the holders who together stop an amendment, in one of its halls; None where all cannot."""
    best: tuple[str, ...] | None = None
    for part in game.parts:
        for way in alternatives(part.formula, False, bodies=True) or ():
            few = _of_way(part, way, holders)
            if few is not None and (best is None or len(few) < len(best)):
                best = few
    return best


def _of_way(part: ElectorateSteps, way: tuple[VoteThreshold, ...], holders: frozenset[str]) -> tuple[str, ...] | None:
    seats = part.hall.spaces.known
    if seats is None or len(way) != 1:
        return None
    atom = way[0]
    votes: dict[str, Fraction] = {}
    total = ZERO
    for seat in seats:
        here = atom.form.of(seat.holder, seat.post)
        total += here
        for key in seat.keys[:1]:
            party = next(iter(key))
            if len(key) == 1 and party in holders:
                votes[party] = votes.get(party, ZERO) + here
    against, chosen = ZERO, []
    for party in sorted(votes, key=lambda p: (-votes[p], p)):
        chosen.append(party)
        against += votes[party]
        if not atom.met(total - against - atom.share * total):
            return tuple(sorted(chosen))
    return None


def _finding(case: Case, tier: amendments.Tier, privileges: list[Privilege], few: tuple[str, ...]) -> Finding:
    first = privileges[0]
    have = listed(dict.fromkeys(p.text for p in privileges))
    can = f"{len(few)} of the {len(first.holders)} in {first.name}"
    return case.finding(
        RULE,
        first.span,
        f"{can} can block {quoted(tier.label)} and keep their privileges: {have}",
        entity=first.entity,
        label="held by name",
        labels=[*(Label(p.span, "and this") for p in privileges[1:]), Label(tier.span, "what they can block")],
        help="use a criterion, or bar the holders from that vote",
        citations=[*(c for p in privileges for c in p.citations), *tier.citations],
        witness={
            "holders": list(first.holders),
            "blockers": list(few),
            "amendment": tier.decision.name,
            "privileges": [p.text for p in privileges],
            "text": f"{some(few)} against and all others in favour block {tier.decision.name}; they hold {have}",
        },
    )
