"""An institution in a few words by families of clauses, so that several can stand side by side.

Each family is a row of a comparison. Its cell is a list of phrases in the charter's own words; none at all means that
the charter does not state it, and what it denies is said as such (`no expulsion`).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from charter.dsl.model import Charter, Decision, Institution, Obligation, Organ, Rule
from charter.dsl.model.base import Clock, Denial
from charter.dsl.model.decisions import Binding
from charter.dsl.model.money import Ruled
from charter.dsl.model.organs import Votes
from charter.record import record
from charter.render.drawing.text import clean
from charter.render.words.blocking import blocking
from charter.render.words.clauses import (
    clock_words,
    filling_words,
    money_words,
    rule_words,
    set_words,
    share_words,
    tie_words,
    who_words,
)
from charter.render.words.names import called, own_words, owned, spaced
from charter.render.words.steps import first_words, needed_words
from charter.text.wording import amount, listed

Phrases = tuple[str, ...]


@record
class ClauseFamily:
    """A family of clauses: its name, the question that it answers, and what an institution says of it."""

    name: str
    question: str
    tell: Callable[[Institution, Charter], Iterator[str]]


def phrases(family: ClauseFamily, institution: Institution, charter: Charter) -> Phrases:
    """What the institution says in that family, each phrase once; empty where nothing is stated."""
    with own_words(institution, charter):
        told = (" ".join(clean(phrase).split()) for phrase in family.tell(institution, charter))
        return tuple(dict.fromkeys(phrase for phrase in told if phrase))


def _none(denials: Sequence[Denial], *topics: str) -> Iterator[str]:
    """What the charter says that there is not."""
    for denial in denials:
        if not topics or denial.topic in topics:
            yield f"no {denial.topic.replace('_', ' ')}"


# ---- what it is and does -------------------------------------------------------------------------


def _standing(of: Institution, charter: Charter) -> Iterator[str]:
    if of.reform_of is not None:
        yield f"a reform of {spaced(of.reform_of)}"
    if of.status is not None:
        yield str(of.status.value).replace("_", " ")
    if of.founded is not None:
        yield f"founded {of.founded.value}"
    if of.ended is not None:
        yield f"ended {of.ended.value}"


def _mandate(of: Institution, charter: Charter) -> Iterator[str]:
    if of.mandate is None:
        return
    by: dict[tuple[str, str], list[str]] = {}
    for task in of.mandate.tasks:
        by.setdefault((task.function, task.force or ""), []).append(spaced(task.domain))
    for (function, force), domains in by.items():
        yield f"{function.replace('_', ' ')}{f' ({force})' if force else ''}: {listed(dict.fromkeys(domains))}"
    yield from (f"not {spaced(str(each.value))}" for each in of.mandate.excludes)
    yield from _none(of.mandate.denials)


def _members(of: Institution, charter: Charter) -> Iterator[str]:
    if of.members is not None:
        known = of.members.value.members
        assumed = " assumed" if of.assumed else ""
        text = set_words(of.members.value)
        yield f"{len(known)}{assumed}: {text}" if known is not None else text
    if of.membership is not None:
        for each in of.membership.open_to:
            yield f"open to {set_words(each.to)}"
        yield from (f"also {category.title or spaced(category.name)}" for category in of.membership.categories)
    if of.observers is not None:
        yield f"observers: {set_words(of.observers.value)}"


def _joining(of: Institution, charter: Charter) -> Iterator[str]:
    if of.membership is None:
        return
    for each in of.membership.admissions:
        by = f"by {_decided(of, each.decision)}" if each.decision else f"by {each.by}"
        yield f"{by}{f' for {set_words(each.of)}' if each.of is not None else ''}"
    yield from (each.words or f"membership of {spaced(each.member_of or '')}" for each in of.membership.requires)
    yield from _none(of.membership.denials, "admission")


def _leaving(of: Institution, charter: Charter) -> Iterator[str]:
    found = of.membership
    if found is None:
        return
    for each in found.withdrawal:
        time = f", notice {clock_words(each.notice)}" if each.notice is not None else ", at once" * each.at_once
        survives = each.duties_survive
        after = f", duties survive {clock_words(survives)}" if isinstance(survives, Clock) else ""
        after = ", duties survive" if survives is True else after
        yield f"withdrawal by {_decided(of, each.decision) if each.decision else each.by}{time}{after}"
    yield from (f"suspension by {_decided(of, each.decision)}" for each in found.suspension)
    yield from (f"expulsion by {_decided(of, each.decision)}" for each in found.expulsion)
    yield from _none(found.denials, "withdrawal", "suspension", "expulsion")


def _decided(of: Institution, name: str | None) -> str:
    """A decision by who takes it and how: "Council, 2/3 of seats"."""
    decision = of.decision(name or "")
    return owned(name or "a decision") if decision is None else _steps(of, decision)


# ---- who decides ---------------------------------------------------------------------------------


def _organs(of: Institution, charter: Charter) -> Iterator[str]:
    for organ in of.organs:
        who = list(_sits(organ))
        if who:
            yield f"{organ.label}: {', '.join(who)}"


def _sits(organ: Organ) -> Iterator[str]:
    if organ.plenary is not None:
        yield "all members" if organ.plenary.value is None else set_words(organ.plenary.value)
    if organ.seats is not None:
        total = organ.seats.total
        yield f"{total} seats" if total is not None else "seats"
        kinds: dict[str, int] = {}
        for line in organ.seats.lines:
            words = filling_words(line.filling, organ.name) + (" with veto" if line.veto else "")
            kinds[words] = kinds.get(words, 0) + (line.total or 0)
        yield from (f"{count or ''} {words}".strip() for words, count in kinds.items())
    if organ.experts is not None:
        yield f"{organ.experts.total or ''} experts".strip()
    if organ.head is not None and organ.head.filling is not None:
        yield f"head {filling_words(organ.head.filling)}"


def _rules(of: Institution, charter: Charter) -> Iterator[str]:
    for organ in of.organs:
        parts = [rule_words(organ.decides.value)] if organ.decides is not None else []
        parts.append(first_words(organ))
        if organ.votes is not None and not organ.votes.equal:
            parts.append(_votes(organ.votes))
        if organ.quorum is not None:
            parts.append(f"quorum {rule_words(organ.quorum.value)}")
        told = [part for part in parts if part]
        if told:
            yield f"{organ.label}: {', '.join(told)}"


def _votes(votes: Votes) -> str:
    if votes.none:
        return "no votes"
    parts = []
    for part in votes.parts:
        if part.column is not None:
            parts.append(called(part.column))
        elif part.basic_share is not None:
            parts.append(f"{share_words(part.basic_share)} dealt equally")
        elif part.basic is not None:
            parts.append(f"{amount(part.basic)} each")
    return f"votes by {listed(parts)}" if parts else ""


def _steps(of: Institution, decision: Decision) -> str:
    told = []
    for step in decision.steps:
        organ = of.organ(step.by.name or "")
        rule = needed_words(step, organ, decision)
        told.append(f"{organ.label if organ is not None else who_words(step.by)}{f', {rule}' if rule else ''}")
    return ", then ".join(told) or "a decision without stated steps"


def binding_decisions(of: Institution) -> tuple[Decision, ...]:
    """The decisions of which the charter says that they bind."""
    return tuple(d for d in of.decisions if d.binds is not None or (d.force is not None and d.force.value == "binding"))


def _binding(of: Institution, charter: Charter) -> Iterator[str]:
    for decision in binding_decisions(of):
        yield f"{decision.label}: {_steps(of, decision)}"


_SHORTER = {
    "No single member. It takes ": "at least ",
    " to stop it": "",
    "Not known: the charter does not settle ": "not known: ",
    "It also needs": "also needs",
}


def _stop(of: Institution, charter: Charter) -> Iterator[str]:
    by: dict[str, list[str]] = {}
    for decision in binding_decisions(of) or of.decisions[:3]:
        words = " ".join(blocking(charter, of, decision).words).rstrip(".")
        for long, short in _SHORTER.items():
            words = words.replace(long, short)
        by.setdefault(words, []).append(decision.label)
    for words, labels in by.items():
        yield f"{words} ({listed(labels)})" if len(by) > 1 else words


# ---- duties and what follows ---------------------------------------------------------------------


def _binds(of: Institution, charter: Charter) -> Iterator[str]:
    by: dict[str, list[str]] = {}
    for each in of.obligations:
        bound = bound_words(each.binds.value) if each.binds is not None else "whom is not stated"
        force = f", {each.force.value}" if each.force is not None else ""
        by.setdefault(f"{bound}{force}", []).append(f"{each.label}{_starts(each)}")
    for who, duties in by.items():
        yield f"{who}: {duties[0]}"
        yield from duties[1:]


def bound_words(binding: Binding) -> str:
    """Whom something binds: "firms in members", "parties to the Agreement"."""
    words = set_words(binding.parties) if binding.parties is not None else "members"
    if binding.kind == "actors":
        words = f"{spaced(binding.actors or 'actors')} in {words}"
    if binding.kind == "parties_to":
        words = f"parties to {spaced(binding.agreement or '')}"
    return f"{words} that accept" if binding.acceptors_only else words


def _starts(obligation: Obligation) -> str:
    starts = obligation.starts.value if obligation.starts is not None else None
    return f", after {clock_words(starts.after)}" if starts is not None and starts.after is not None else ""


def _watch(of: Institution, charter: Charter) -> Iterator[str]:
    for duty in of.obligations:
        for each in duty.monitoring:
            method = f", {each.method.replace('_', ' ')}" if each.method else ""
            scope = f" {each.scope.replace('_', ' ')}" if each.scope else ""
            yield f"{who_words(each.by)}{method}{scope}"
        yield from _none(duty.denials, "monitoring")


def _breach(of: Institution, charter: Charter) -> Iterator[str]:
    for duty in of.obligations:
        if duty.breach is not None:
            yield f"found by {_finder(of, str(duty.breach.value))}"
        if duty.ladder is not None:
            kinds = dict.fromkeys((rung.kind or rung.name).replace("_", " ") for rung in duty.ladder.rungs)
            yield ", ".join(kinds)
        yield from _none([d for d in duty.denials if d.topic != "monitoring"])


def _finder(of: Institution, name: str) -> str:
    decision = of.decision(name)
    return _steps(of, decision) if decision is not None else owned(name)


def _disputes(of: Institution, charter: Charter) -> Iterator[str]:
    for duty in of.obligations:
        if duty.ladder is not None and duty.ladder.appeal is not None:
            yield f"appeal to {who_words(duty.ladder.appeal.to)}"
    for organ in of.organs:
        if organ.hears:
            yield f"{organ.label} hears {listed(who_words(each.value) for each in organ.hears)}"
        elif organ.kind == "tribunal":
            yield organ.label
    yield from (f"{d.label}: {_steps(of, d)}" for d in of.decisions if "dispute" in d.kinds)


def _outside(of: Institution, charter: Charter) -> Iterator[str]:
    for each in of.non_parties:
        yield f"{each.face.replace('_', ' ')}{f' on {clean(each.on)}' if each.on else ''}"
    yield from (f"no {d.topic.replace('_', ' ')}" for d in of.denials if "non_parties" in d.topic)


# ---- money, beginning, change --------------------------------------------------------------------


def _money(of: Institution, charter: Charter) -> Iterator[str]:
    found = of.funding
    if found is None:
        return
    if found.budget is not None:
        yield f"budget {money_words(found.budget.value)}"
    for flow in found.flows:
        share = f"{share_words(flow.share)} " if flow.share is not None else ""
        scale = f" by {called(flow.scale.column)}" if flow.scale is not None and flow.scale.column else ""
        ceiling = f", at most {share_words(flow.ceiling)} each" if flow.ceiling is not None else ""
        yield f"{share}{flow.kind.replace('_', ' ')}{scale}{ceiling}"
    if found.budget_by is not None:
        yield f"budget by {_ruled(of, found.budget_by.value)}"
    for arrears in found.arrears:
        yield f"arrears of {clock_words(arrears.after)} lose {spaced(arrears.loses)}"
    yield from _none(found.denials)


def _ruled(of: Institution, ruled: Ruled) -> str:
    if ruled.decision is not None:
        return _decided(of, ruled.decision)
    organ = of.organ(ruled.organ or "")
    return ", ".join(part for part in (organ.label if organ else "", rule_words(ruled.rule)) if part)


def _begins(of: Institution, charter: Charter) -> Iterator[str]:
    found = of.adoption
    if found is None:
        return
    for entry in found.entries:
        when = f" before {entry.before}" if entry.before else f" from {entry.start}" if entry.start else ""
        yield f"in force on {rule_words(entry.rule)}{when}"
    yield from (f"created by {clean(str(each.value))}" for each in found.created_by)
    for milestone in found.milestones:
        yield f"{milestone.what.replace('_', ' ')} {milestone.when}"
    yield listed(f"{stage.what.replace('_', ' ')} {clock_words(stage.lasts)}" for stage in found.stages)
    if found.needed is not None:
        yield f"needed within {clock_words(found.needed.value)}"
    yield from (bridge.kind.replace("_", " ") for bridge in found.bridges)
    yield from (p for p in _none(found.denials) if not any(word in p for word in _OF_CHANGE))


_OF_CHANGE = ("amend", "review", "reserv", "sunset")


def _changes(of: Institution, charter: Charter) -> Iterator[str]:
    found = of.adoption
    if found is None:
        return
    for each in found.amendments:
        which = f"{listed(spaced(p) for p in each.provisions)}: " if each.provisions else ""
        how = _decided(of, each.decision) if each.decision else _written(of, each.organ, (each.rule, each.acceptance))
        yield f"{which}{how}"
    yield from (f"review every {clock_words(review.every)}" for review in found.reviews)
    if found.sunset is not None:
        yield f"ends after {clock_words(found.sunset.after)}"
    if found.reservations is not None:
        yield f"reservations {found.reservations.value}"
    yield from (p for p in _none(found.denials) if any(word in p for word in _OF_CHANGE))


def _written(of: Institution, organ: str | None, rules: tuple[Rule | None, ...]) -> str:
    own = of.organ(organ or "")
    words = [own.label if own is not None else owned(organ or "")]
    words += [rule_words(each) for each in rules if each is not None]
    return ", ".join(word for word in words if word)


def _ties(of: Institution, charter: Charter) -> Iterator[str]:
    if of.part_of is not None:
        yield f"part of {owned(str(of.part_of.value))}"
    if of.relations is not None:
        yield from (f"{tie_words(link.verb)} {who_words(link.to)}" for link in of.relations.links)
        yield from _none(of.relations.denials)


FAMILIES = (
    ClauseFamily("standing", "What is it?", _standing),
    ClauseFamily("mandate", "What does it do?", _mandate),
    ClauseFamily("members", "Who is in?", _members),
    ClauseFamily("joining", "How does one join?", _joining),
    ClauseFamily("leaving", "How does one leave?", _leaving),
    ClauseFamily("organs", "Who sits?", _organs),
    ClauseFamily("rules", "How is it decided?", _rules),
    ClauseFamily("binding", "Which decisions bind?", _binding),
    ClauseFamily("blocking", "Who can block them?", _stop),
    ClauseFamily("duties", "Who is bound to what?", _binds),
    ClauseFamily("verification", "Who watches?", _watch),
    ClauseFamily("breach", "What follows a breach?", _breach),
    ClauseFamily("disputes", "Who settles disputes?", _disputes),
    ClauseFamily("outsiders", "What do outsiders face?", _outside),
    ClauseFamily("money", "Who pays?", _money),
    ClauseFamily("start", "How does it start?", _begins),
    ClauseFamily("change", "How does it change?", _changes),
    ClauseFamily("ties", "To whom is it tied?", _ties),
)
"""The rows of a comparison, in order."""
