"""Which body of the picture a name or an actor of the charter means."""

from __future__ import annotations

from attrs import define, field

from charter.dsl.model import Charter, Decision, Institution, Organ, Who
from charter.dsl.model.base import SIDES
from charter.render.drawing.text import bounded, titled
from charter.render.graph.structure_model import Node
from charter.render.words.clauses import who_words
from charter.render.words.joining import joining_words
from charter.render.words.names import spaced
from charter.render.words.steps import step_words
from charter.text.wording import number

MEMBERS = "members"


@define
class Bodies:
    """Resolves names to nodes, and collects the outside bodies that were named. Used while one picture is built."""

    institution: Institution
    charter: Charter
    outside: dict[str, Node] = field(factory=dict)

    def title(self, name: str) -> str:
        """The words for a name of the institution: an organ's or decision's title, otherwise the name spaced."""
        organ, decision = self.institution.organ(name), self.institution.decision(name)
        if organ is not None:
            return organ.title or spaced(name)
        if decision is not None:
            return decision.title or spaced(name)
        return spaced(name)

    def said(self, who: Who) -> str:
        """An actor in words: the title of a body or decision, otherwise as `who_words` says it."""
        if who.kind in ("members", "group", "delegates", "any_member", "any_number", *SIDES) or not who.name:
            return who_words(who)
        if self.institution.organ(who.name) is not None or who.kind == "office":
            return self.title(who.name)
        if self.institution.decision(who.name) is not None:
            return f"“{self.title(who.name)}”"
        head, _, tail = who.name.partition(".")
        other = self.charter.institution(head)
        if other is None or not tail:
            return self._outside_title(who.name)
        part = other.organ(tail) or other.decision(tail)
        title = (part.title or spaced(tail)) if part is not None else spaced(tail)
        return f"{title if other.decision(tail) is None else f'“{title}”'} ({spaced(head)})"

    def organ_of(self, who: Who) -> Organ | None:
        """The organ that an actor is, here or in another institution."""
        head, _, tail = (who.name or "").rpartition(".")
        owner = self.charter.institution(head) if head else self.institution
        return owner.organ(tail) if owner is not None and who.kind == "organ" else None

    def last_step_words(self, who: Who) -> str | None:
        """What the last step of a decision of another institution needs; None where the actor is no such decision."""
        other, decision = self.charter.decision(self.institution, who.name or "") or (self.institution, None)
        if other is self.institution or not isinstance(decision, Decision) or not decision.steps:
            return None
        last = decision.steps[-1]
        return step_words(last, other.organ(last.by.name or ""), decision)

    def of_who(self, who: Who) -> str | None:
        """The node that an actor means; None where it means nobody that can be drawn."""
        if who.kind == "delegates" and self.institution.organ((who.name or "").partition(".")[0]) is not None:
            return f"organ:{(who.name or '').partition('.')[0]}"
        if who.kind in ("members", "group", "delegates", "any_member", "each_member", "any_number", *SIDES):
            return MEMBERS
        return self.of_name(who.name) if who.name else None

    def of_name(self, name: str) -> str | None:
        """The node that a name means: an organ, the organ that an office heads, the last step of a decision,
        or a body outside (which is added to the picture)."""
        own = self.institution
        if name == own.name:
            return MEMBERS
        if own.organ(name) is not None:
            return f"organ:{name}"
        headed = next((o for o in own.organs if o.head is not None and o.head.name == name), None)
        if headed is not None:
            return f"organ:{headed.name}"
        decision = own.decision(name)
        if decision is not None:
            return self._last_body(decision)
        return self._outside(name)

    def _last_body(self, decision: Decision) -> str | None:
        bodies = [self.of_who(step.by) for step in decision.every_step if step.by.name != decision.name]
        return next((body for body in reversed(bodies) if body is not None), None)

    def _outside(self, name: str) -> str:
        head, _, tail = name.partition(".")
        other = self.charter.institution(head)
        if other is None or not tail:
            return self._add(name, self._outside_title(name))
        decision = other.decision(tail)
        if decision is None:
            organ = other.organ(tail)
            label = f"{organ.title or spaced(organ.name) if organ else spaced(tail)} ({spaced(head)})"
            return self._add(name, label)
        organ = next((other.organ(s.by.name) for s in reversed(decision.steps) if s.by.name), None)
        if organ is None:
            return self._add(head, self._outside_title(head))
        where = self._add(f"{head}.{organ.name}", f"{organ.title or spaced(organ.name)} ({spaced(head)})")
        self._note(where, _decision_line(decision, organ))
        return where

    def _outside_title(self, name: str) -> str:
        other = self.charter.institution(name)
        if other is not None:
            return other.title or spaced(name)
        stated = [o.title for o in self.charter.outsides if o.name == name and o.title]
        stated += [p.title for p in self.charter.parties if p.name == name and p.title]
        return stated[0] if stated else spaced(name)

    def _add(self, name: str, title: str) -> str:
        key = f"outside:{name}"
        if key not in self.outside:
            self.outside[key] = Node(key, name, titled(title), "outside")
        return key

    def _note(self, key: str, line: str) -> None:
        from attrs import evolve

        node = self.outside[key]
        if line not in node.lines:
            self.outside[key] = evolve(node, lines=(*node.lines, line))


def _decision_line(decision: Decision, organ: Organ) -> str:
    words = step_words(decision.steps[-1], organ, decision) if decision.steps else "steps not stated"
    return bounded(f"{decision.title or spaced(decision.name)}: {words}")


def members_node(institution: Institution) -> Node:
    """The members, with their number where it is known."""
    stated = institution.members.value.members if institution.members is not None else None
    title = "Members"
    if stated is not None:
        title = number(len(stated), "member")
        title += " (assumed)" if institution.assumed else ""
    lines = tuple(bounded(line) for line in joining_words(institution))
    return Node(MEMBERS, MEMBERS, title, "members", lines=lines, seats=len(stated) if stated is not None else None)
