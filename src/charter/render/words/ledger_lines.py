"""The lines of a ledger: what is said of each fact on its five sides."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from fractions import Fraction

from attrs import frozen

from charter.analysis.enforcement.ladders import SCALE
from charter.analysis.money.bills import Borne
from charter.analysis.parties.absence import ENTERS, IN_FORCE, KEPT_OUT
from charter.analysis.parties.burdens import BOUND, EXEMPT, PARTLY, Duty, WayOut, WorstStep
from charter.analysis.parties.participation import OUTSIDE, OutsideMeasure, Participation
from charter.analysis.parties.say import IndexShare, counted, outvoted_and_bound
from charter.analysis.proportion.representation import GroupHolding
from charter.decisions.queries.game_queries import ALWAYS, DEPENDS, NEVER, UNKNOWN
from charter.dsl.model.base import Money
from charter.record import changed
from charter.render.drawing.text import clean
from charter.render.words.clauses import clock_words, money_words, who_words
from charter.text.wording import listed, percent, some

NOT_STATED = "not stated"


@frozen
class LedgerLine:
    """One line: what it is about, and what is said."""

    label: str
    text: str


# ---- numbers ----------------------------------------------------------------------------------------


def share_range(least: Fraction, most: Fraction) -> str:
    """`12% to 15%`, `25%`."""
    low, high = short_percent(least), short_percent(most)
    return low if low == high else f"{low} to {high}"


def short_percent(share: Fraction) -> str:
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


def held_words(held: GroupHolding) -> str:
    """`0 to 1 of 35`."""

    def told(value: Fraction) -> str:
        return str(value.numerator) if value.denominator == 1 else f"{float(value):.2f}"

    low, high = told(held.least_held), told(held.most_held)
    return f"{low if low == high else f'{low} to {high}'} of {told(held.of)}"


# ---- has a say --------------------------------------------------------------------------------------


def say_lines(found: Participation) -> Iterator[LedgerLine]:
    """What say it has."""
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
        yield f"{clean(each.label)}: {held_words(each.seats)}{votes}"


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
    return listed(f"“{clean(each)}”" for each in labels)


# ---- bears ------------------------------------------------------------------------------------------


def burden_lines(found: Participation) -> Iterator[LedgerLine]:
    """What it bears."""
    if found.standing == OUTSIDE:
        yield LedgerLine("bill", "none: it is no member")
        return
    yield LedgerLine("bill", bill_words(found))
    if found.streams:
        yield LedgerLine("levies and charges", f"{listed(clean(s) for s in found.streams)}: who pays is not settled")
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
        text += f"; {short_percent(found.assessed)} of what members are assessed"
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
    told.append(listed(dict.fromkeys(watched)) or "nobody monitors it")
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


def gain_lines(found: Participation) -> Iterator[LedgerLine]:
    """What it gets."""
    if found.gains:
        yield LedgerLine("the text offers", listed(clean(g) for g in found.gains))
    else:
        yield LedgerLine("the text offers", "nothing for being in")
    if found.receipts is not None:
        yield LedgerLine("receives from funds", receipts_words(found, found.receipts))
    elif found.receipts_missing is not None:
        yield LedgerLine("receives from funds", f"not stated: {clean(found.receipts_missing)}")
    helped = [d.label for d in found.duties if d.helped]
    if helped:
        yield LedgerLine("help and grace", _quoted(helped))


def receipts_words(found: Participation, receipts: Borne) -> str:
    """What funds pay it."""
    if not receipts.most:
        return "nothing"
    text = f"{share_range(receipts.least, receipts.most)} of the budget"
    if found.budget is not None:
        text += f", {sum_range(found.budget, receipts.least, receipts.most)}"
    return f"{text} = {receipts.how}"


def outside_lines(found: Participation) -> Iterator[LedgerLine]:
    """What it meets if it stays out."""
    if not found.outside:
        yield LedgerLine("measures", "none: nothing differs for those outside")
    for each in found.outside:
        yield LedgerLine(measure_words(each), _pressure(each))
    reached = [d.label for d in found.reaching if d.reach == BOUND]
    if reached:
        yield LedgerLine("reaches it anyway", _quoted(reached))


def measure_words(measure: OutsideMeasure) -> str:
    """`export ban on AI accelerators`."""
    return f"{measure.face.replace('_', ' ')}{f' on {clean(measure.on)}' if measure.on else ''}"


def _pressure(measure: OutsideMeasure) -> str:
    if not measure.withholds:
        return "withholds no goods; what it costs is not stated"
    if measure.leverage is None or measure.members is None:
        return f"leverage not known: the text does not say {clean(measure.missing or 'what it withholds')}"
    made = f"members then make {short_percent(measure.members)} of all"
    if not measure.lacks:
        return f"no leverage: by the figures it lacks none of it ({made})"
    return f"leverage {short_percent(measure.leverage)}: the share of what it lacks that members supply ({made})"


def absence_lines(found: Participation) -> Iterator[LedgerLine]:
    """What the institution is without it."""
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
            who = f"{short_percent(each.share)} of {absent.start.column} ({listed(each.parties)})"
            yield LedgerLine(f"weakest {clean(each.condition)}", who)
    strong = absent.strength
    if strong is not None and strong.own is not None:
        rest = f" of the {short_percent(strong.members)} that all members have" if strong.members is not None else ""
        yield LedgerLine("capability lost", f"{short_percent(strong.own)} of {strong.column}{rest}")
    elif strong is not None:
        yield LedgerLine("capability lost", f"not stated: {clean(strong.missing or '')}")
    if found.bill is not None and not (found.bill.least == 0 and found.bill.most == 1):
        yield LedgerLine("budget lost", f"{share_range(found.bill.least, found.bill.most)}")
    for good in absent.withheld:
        what = good.measure.replace("_", " ")
        share = f"{short_percent(good.share)} of what members make" if good.share is not None else "not stated"
        yield LedgerLine(f"withheld by the {what} lost", share)
    for change in absent.changes:
        yield LedgerLine(f"changes hands: {_quoted(change.labels)}", _change(change.gained, change.lost, change.fewest))


def start_words(found: Participation) -> str:
    """The least of the capability with which the text can begin, and whose it is."""
    start = found.absence.start
    assert start is not None
    who = some(start.having) if start.having else "nobody"
    return f"{short_percent(start.share)} of {start.column} ({who})"


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
