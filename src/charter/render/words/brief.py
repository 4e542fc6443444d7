"""The ledger of a party in words: a verdict of three sentences, and lines on five sides."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from fractions import Fraction

from attrs import frozen

from charter.analysis.absence import ENTERS, IN_FORCE, KEPT_OUT
from charter.analysis.burdens import BOUND, EXEMPT, PARTLY, Duty, WayOut, WorstStep
from charter.analysis.ladders import SCALE
from charter.analysis.participation import ASSUMED, MAY_JOIN, MEMBER, OUTSIDE, OutsideMeasure, Participation
from charter.analysis.representation import Held
from charter.analysis.say import IndexShare, counted, outvoted_and_bound
from charter.decisions.queries.game_queries import ALWAYS, DEPENDS, NEVER, UNKNOWN
from charter.dsl.model.base import Money
from charter.record import changed
from charter.render.drawing.text import clean
from charter.render.words.clauses import and_list, clock_words, money_words, plural, who_words
from charter.text.wording import listed, percent, some

NOT_STATED = "not stated"
SAY, BEARS, GETS, OUT, ABSENCE = "has a say", "bears", "gets", "outside", "its absence"
_STANDING = {
    MEMBER: "a member",
    ASSUMED: "a member by assumption: the text does not name its members",
    MAY_JOIN: "no member; taken as if it had joined",
    OUTSIDE: "outside, and the text does not open membership to it",
}


@frozen
class LedgerLine:
    """One line: what it is about, and what is said."""

    label: str
    text: str


@frozen
class LedgerSide:
    """A side of the ledger with its lines."""

    name: str
    lines: tuple[LedgerLine, ...]


@frozen
class LedgerPage:
    """The ledger of one party in one institution, in words."""

    institution: str
    party: str
    standing: str
    verdict: tuple[str, str, str]
    sides: tuple[LedgerSide, ...]

    def line(self, label: str) -> str:
        """What is said under a label; not stated where there is no such line."""
        return next((each.text for side in self.sides for each in side.lines if each.label == label), NOT_STATED)


def ledger_page(found: Participation) -> LedgerPage:
    """The whole of it in words."""
    sides = (
        LedgerSide(SAY, tuple(_say(found))),
        LedgerSide(BEARS, tuple(_bears(found))),
        LedgerSide(GETS, tuple(_gets(found))),
        LedgerSide(OUT, tuple(_outside(found))),
        LedgerSide(ABSENCE, tuple(_absence(found))),
    )
    title = f"{clean(found.title)} ({found.institution})" if found.title else found.institution
    return LedgerPage(title, party_words(found), _standing(found), _verdict(found), sides)


def party_words(found: Participation) -> str:
    """`Kenya (KEN)`; a group by its name with the number of its parties."""
    from charter import world

    label = clean(found.label)
    if found.parties == (found.label,) or len(found.parties) == 1:
        code = found.parties[0] if found.parties else label
        return f"{world.name(code)} ({code})" if code in world.parties() else label
    name = world.name(label) if label in world.parties() else label
    return f"{name} ({plural(len(found.parties), 'party', 'parties')})"


def _standing(found: Participation) -> str:
    return _STANDING.get(found.standing, "not known: the text does not say who the members are")


# ---- numbers ----------------------------------------------------------------------------------------


def share_range(least: Fraction, most: Fraction) -> str:
    """`12% to 15%`, `25%`."""
    low, high = _percent(least), _percent(most)
    return low if low == high else f"{low} to {high}"


def _percent(share: Fraction) -> str:
    """A computed share in two digits at least: 1.7%, 0.66%, 12%."""
    hundredths = share * 100
    if hundredths and hundredths < 1:
        for places in range(2, 12):
            told = f"{float(hundredths):.{places}f}"
            if len(told.replace(".", "").lstrip("0")) >= 2:
                return f"{told.rstrip('0')}%"
    return percent(share)


def sum_range(budget: Money, least: Fraction, most: Fraction) -> str:
    """What shares of the budget come to in money."""
    low, high = (_money(budget, share) for share in (least, most))
    if low == high:
        return low
    period = next((p for p in (" a year",) if low.endswith(p) and high.endswith(p)), "")
    return f"{low.removesuffix(period)} to {high}"


def _money(budget: Money, share: Fraction) -> str:
    value = budget.amount * share
    for size in (10**9, 10**6):
        if value >= size:
            value = Fraction(round(value * 100 / size)) * size / 100
            break
    else:
        value = Fraction(round(value))
    return money_words(changed(budget, amount=value))


def _held(held: Held) -> str:
    def told(value: Fraction) -> str:
        return str(value.numerator) if value.denominator == 1 else f"{float(value):.2f}"

    low, high = told(held.least_held), told(held.most_held)
    return f"{low if low == high else f'{low} to {high}'} of {told(held.of)}"


# ---- has a say --------------------------------------------------------------------------------------


def _say(found: Participation) -> Iterator[LedgerLine]:
    if found.standing == OUTSIDE:
        yield LedgerLine("seats", "none: it is no member")
        return
    yield LedgerLine("seats", "; ".join(_seats(found)) or "no organ in which members sit is described")
    for label, kind in (("can block alone", ALWAYS), ("can block, depending on who sits", DEPENDS)):
        names = counted(found.says, kind)
        if names or (kind == ALWAYS and any(s.missing is None for s in found.says)):
            yield LedgerLine(label, _quoted(names) or "no decision")
    carries = [label for s in found.says if s.carries == ALWAYS for label in s.labels]
    if carries:
        yield LedgerLine("can carry alone", _quoted(carries))
    bound = outvoted_and_bound(found.says)
    if bound:
        yield LedgerLine("is bound, and can be outvoted on", _quoted(bound))
    others = [label for label in counted(found.says, NEVER) if label not in bound]
    if others:
        yield LedgerLine("can be outvoted on", _quoted(others))
    missing = [f"“{clean(n)}” ({s.missing})" for s in found.says if s.stops == UNKNOWN for n in s.labels]
    if missing:
        yield LedgerLine("cannot be told", listed(missing))
    for each in found.says:
        shown = [s for s in each.power if s.least is not None]
        if shown:
            yield LedgerLine(f"power in {_quoted(each.labels)}", _power(each.power))


def _seats(found: Participation) -> Iterator[str]:
    for each in found.seats:
        if each.seats is None:
            yield f"{clean(each.label)}: not stated: {clean(each.missing or '')}"
            continue
        votes = f", {share_range(each.votes.least, each.votes.most)} of votes" if each.votes is not None else ""
        yield f"{clean(each.label)}: {_held(each.seats)}{votes}"


def _power(power: Iterable[IndexShare]) -> str:
    names = {"banzhaf-normalized": "Banzhaf", "shapley-shubik": "Shapley-Shubik"}
    told = []
    for each in power:
        if each.least is not None and each.most is not None:
            told.append(f"{share_range(each.least, each.most)} ({names[each.index]})")
        else:
            told.append(f"{names[each.index]}: beyond what a brief may cost")
    return ", ".join(told)


def _quoted(labels: tuple[str, ...] | list[str]) -> str:
    return and_list(f"“{clean(each)}”" for each in labels)


# ---- bears ------------------------------------------------------------------------------------------


def _bears(found: Participation) -> Iterator[LedgerLine]:
    if found.standing == OUTSIDE:
        yield LedgerLine("bill", "none: it is no member")
        return
    yield LedgerLine("bill", bill_words(found))
    if found.streams:
        yield LedgerLine("levies and charges", f"{and_list(clean(s) for s in found.streams)}: who pays is not settled")
    if not found.duties:
        yield LedgerLine("duties", "none that the text states")
    for duty in found.duties:
        yield LedgerLine(f"duty “{clean(duty.label)}”", _duty(duty))
        if duty.worst:
            worst = "; ".join(_worst(w) for w in duty.worst)
            yield LedgerLine("worst for a breach", f"{SCALE[duty.worst[0].cost]}: {worst}")
    yield LedgerLine("leaving", "; ".join(_way_out(w) for w in found.exits) or "no way to leave is stated")


def bill_words(found: Participation) -> str:
    """What it pays of the budget."""
    if found.bill is None:
        return f"not stated: {found.bill_missing}"
    if found.bill.least == 0 and found.bill.most == 1:
        text = "from nothing to all of the budget: the text does not settle it"
    else:
        text = f"{share_range(found.bill.least, found.bill.most)} of the budget"
        if found.budget is not None:
            text += f", {sum_range(found.budget, found.bill.least, found.bill.most)}"
        text += f" = {found.bill.how}" if found.bill.how else ""
    if found.assessed is not None:
        text += f"; {_percent(found.assessed)} of what members are assessed"
    return text


def _duty(duty: Duty) -> str:
    whom = f"{duty.actors} in it" if duty.actors else "it"
    reach = {
        BOUND: f"binds {whom}",
        PARTLY: f"binds some of these{f' through their {duty.actors}' if duty.actors else ''}",
        EXEMPT: "does not bind it",
    }.get(duty.reach, f"binds it if it accepts {duty.agreement}" if duty.agreement else "whom it binds is not settled")
    told = [reach, duty.force or "force not stated"]
    if duty.depth is not None:
        told.append(f"depth {duty.depth} of 4")
    if duty.starts is not None:
        after = duty.starts.after
        when = f"{clock_words(after)} after entry into force" if after is not None else duty.starts.on
        told.append(f"from {when or clean(duty.starts.words or NOT_STATED)}")
    if duty.grace is not None:
        told.append(f"{clock_words(duty.grace)} of grace")
    if duty.helped:
        told.append(f"helped{f' from {duty.fund}' if duty.fund else ''}")
    watched = [f"{(m.method or 'monitoring').replace('_', ' ')} by {who_words(m.by)}" for m in duty.monitoring]
    told.append(and_list(dict.fromkeys(watched)) or "nobody monitors it")
    return ", ".join(told)


def _worst(worst: WorstStep) -> str:
    on = f" on {clean(worst.on)}" if worst.on else ""
    kind = (worst.kind or worst.step).replace("_", " ")
    after = f", by {_quoted(worst.decisions)}" if worst.decisions else ""
    stops = {
        ALWAYS: "it can stop it alone",
        NEVER: "it cannot stop it alone",
        DEPENDS: "whether it can stop it alone depends on who sits",
    }.get(worst.stops, "whether it can stop it is not known")
    return f"{kind}{on}{after} ({stops})"


def _way_out(way: WayOut) -> str:
    clause = way.withdrawal
    if clause.by != "notice":
        return f"by the decision {clause.decision}" if clause.decision else "by a decision"
    told = ["at once" if clause.at_once else f"by notice, {_notice(way)}"]
    if clause.after_membership is not None:
        told.append(f"after {clock_words(clause.after_membership)} of membership")
    told += [f"on condition “{clean(c)}”" for c in clause.conditions]
    if clause.duties_survive:
        survive = clause.duties_survive
        told.append(f"duties bind {'on' if survive is True else f'{clock_words(survive)} more'}")
    if way.days_bound:
        told.append(f"free after {round(way.days_bound):,} days")
    return ", ".join(told)


def _notice(way: WayOut) -> str:
    return clock_words(way.withdrawal.notice) if way.withdrawal.notice is not None else "of no stated length"


# ---- gets, outside, absence -------------------------------------------------------------------------


def _gets(found: Participation) -> Iterator[LedgerLine]:
    if found.gains:
        yield LedgerLine("the text offers", and_list(clean(g) for g in found.gains))
    else:
        yield LedgerLine("the text offers", "nothing for being in")
    helped = [d.label for d in found.duties if d.helped]
    if helped:
        yield LedgerLine("help and grace", _quoted(helped))


def _outside(found: Participation) -> Iterator[LedgerLine]:
    if not found.outside:
        yield LedgerLine("measures", "none: nothing differs for those outside")
    for each in found.outside:
        yield LedgerLine(measure_words(each), _pressure(each))
    reached = [d.label for d in found.duties if d.actors and d.reach == BOUND]
    if reached:
        yield LedgerLine("reaches it anyway", f"{_quoted(reached)}, where its private actors are in a member")


def measure_words(measure: OutsideMeasure) -> str:
    """`export ban on AI accelerators`."""
    return f"{measure.face.replace('_', ' ')}{f' on {clean(measure.on)}' if measure.on else ''}"


def _pressure(measure: OutsideMeasure) -> str:
    if not measure.withholds:
        return "withholds no goods; what it costs is not stated"
    if measure.leverage is None or measure.members is None:
        return f"leverage not known: the text does not say {clean(measure.missing or 'what it withholds')}"
    made = f"members then make {_percent(measure.members)} of all"
    if not measure.lacks:
        return f"no leverage: by the figures it lacks none of it ({made})"
    return f"leverage {_percent(measure.leverage)}: the share of what it lacks that members supply ({made})"


def _absence(found: Participation) -> Iterator[LedgerLine]:
    absent = found.absence
    enters = {
        IN_FORCE: "it is in force already",
        ENTERS: "the text can enter into force without it",
        KEPT_OUT: f"the text cannot enter into force without it: {clean(absent.why or '')}",
    }.get(absent.enters, f"not stated: {clean(absent.why or '')}")
    yield LedgerLine("entry into force", enters)
    if absent.start is not None:
        yield LedgerLine("least start without it", start_words(found))
        for each in absent.start.named:
            who = f"{_percent(each.share)} of {absent.start.column} ({listed(each.parties)})"
            yield LedgerLine(f"weakest {clean(each.condition)}", who)
    strong = absent.strength
    if strong is not None and strong.own is not None:
        rest = f" of the {_percent(strong.members)} that all members have" if strong.members is not None else ""
        yield LedgerLine("capability lost", f"{_percent(strong.own)} of {strong.column}{rest}")
    elif strong is not None:
        yield LedgerLine("capability lost", f"not stated: {clean(strong.missing or '')}")
    if found.bill is not None and not (found.bill.least == 0 and found.bill.most == 1):
        yield LedgerLine("budget lost", f"{share_range(found.bill.least, found.bill.most)}")
    for good in absent.withheld:
        what = good.measure.replace("_", " ")
        share = f"{_percent(good.share)} of what members make" if good.share is not None else "not stated"
        yield LedgerLine(f"withheld by the {what} lost", share)
    for change in absent.changes:
        yield LedgerLine(f"changes hands: {_quoted(change.labels)}", _change(change.gained, change.lost, change.fewest))


def start_words(found: Participation) -> str:
    """The least of the capability with which the text can begin, and whose it is."""
    start = found.absence.start
    assert start is not None
    who = some(start.having) if start.having else "nobody"
    return f"{_percent(start.share)} of {start.column} ({who})"


def _change(gained: tuple[str, ...], lost: tuple[str, ...], fewest: tuple[int | None, int | None]) -> str:
    told = []
    if gained:
        told.append(f"{listed(gained)} can then block alone")
    if lost:
        told.append(f"{listed(lost)} no longer can")
    if fewest[0] != fewest[1]:
        before, after = (str(n) if n is not None else "no number" for n in fewest)
        told.append(f"the fewest who can block are {after} instead of {before}")
    return "; ".join(told)


# ---- the verdict ------------------------------------------------------------------------------------


def _verdict(found: Participation) -> tuple[str, str, str]:
    name = party_words(found)
    return _first(found, name), _second(found), _third(found)


def _first(found: Participation, name: str) -> str:
    if found.standing == OUTSIDE:
        return f"{name} is not a member of {found.institution}, and its text does not open membership to it."
    known = [s for s in found.says if s.stops != UNKNOWN]
    if not known:
        return f"What say {name} has cannot be told: {_why_unknown(found)}."
    every = sum(len(s.labels) for s in known)
    alone, bound = len(counted(found.says, ALWAYS)), len(outvoted_and_bound(found.says))
    blocks = f"can block {alone} of {every} decisions alone" if alone else f"can block none of {every} decisions alone"
    last = next((s for s in reversed(found.seats) if s.seats is not None), None)
    seats = f"{_held(last.seats)} seats in the {clean(last.label)}" if last is not None and last.seats else "no seat"
    if not bound:
        return f"{name} has {seats}, and {blocks}."
    return f"{name} has {seats}, {blocks}, and can be outvoted on {bound} that would bind it."


def _why_unknown(found: Participation) -> str:
    missing = dict.fromkeys(s.missing for s in found.says if s.missing)
    return f"the text does not state {listed(missing)}" if missing else "the text describes no decision"


def _second(found: Participation) -> str:
    if found.standing == OUTSIDE:
        return "It pays nothing and is bound to nothing that the text asks of members."
    if found.bill is None:
        pays = "What it pays is not stated"
    elif found.bill.least == 0 and found.bill.most == 1:
        pays = "What it pays is not settled by the text"
    else:
        pays = f"It pays {share_range(found.bill.least, found.bill.most)} of the budget"
        if found.budget is not None:
            pays += f" ({sum_range(found.budget, found.bill.least, found.bill.most)})"
    binding = [d for d in found.duties if d.reach in (BOUND, PARTLY)]
    owes = f"bears {plural(len(binding), 'binding duty', 'binding duties')}" if binding else "bears no duty for certain"
    worst = max((w.cost for d in binding for w in d.worst), default=None)
    breach = f", a breach of which may cost {SCALE[worst]}" if worst is not None else ""
    gets = and_list(clean(g) for g in found.gains) or "nothing for being in"
    return f"{pays}; it {owes}{breach}; the text offers it {gets}."


def _third(found: Participation) -> str:
    named = [measure_words(m) for m in found.outside]
    if not named:
        out = "Outside it would meet no measure"
    else:
        pressed = [m for m in found.outside if m.leverage is not None]
        most = max((m.leverage or Fraction(0) for m in pressed), default=None)
        weight = (
            "" if most is None else f" with leverage of {_percent(most)}" if most else " that has no leverage on it"
        )
        unsaid = "" if pressed or not any(m.withholds for m in found.outside) else " of a weight that is not stated"
        out = f"Outside it would meet {and_list(f'the {n}' for n in named)}{weight}{unsaid}"
    absent = found.absence
    if absent.enters == ENTERS and absent.start is not None:
        rest = f"the text can start without it, with as little as {start_words(found)}"
    else:
        rest = {
            IN_FORCE: "the institution is in force with or without it",
            ENTERS: "the text can enter into force without it",
            KEPT_OUT: "the text cannot enter into force without it",
        }.get(absent.enters, "whether the text can enter into force without it is not known")
    return f"{out}; {rest}."
