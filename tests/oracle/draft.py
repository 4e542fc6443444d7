"""Charters made up at random over the grammar of seats, votes, rules, bars, chambers and adoption.

Every charter has at most seven members, so that every way to vote can be played. `kinds` names what is in it, so that
a run can leave kinds out and a report can say what they have in common.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from random import Random

STATES = ("FRA", "DEU", "ITA", "LUX", "MLT", "KEN", "BRA")
TABLE = (
    'data w "Figures" from "w.csv" keyed by iso3 { v "votes" in "votes"; e "even" in "votes"; f "parts" in "votes"; '
)
TABLE += 'z "some none" in "votes"; q "not all known" in "votes" }'
SHARES = ("1/2", "2/3", "3/4", "60%", "1/3", "9/10")
ENFORCING = ("sanction", "finding", "suspension", "expulsion", "dispute")
OTHER = ("standard", "budget", "amendment", "admission", "procedure")


@dataclass
class Draft:
    """A charter's text without expectations, with what may be asked of it."""

    text: str
    members: tuple[str, ...]
    groups: dict[str, tuple[str, ...]]
    organs: tuple[str, ...]
    decisions: tuple[str, ...]
    scenarios: tuple[str, ...]
    kinds: frozenset[str]


@dataclass
class _Pen:
    rnd: Random
    without: frozenset[str]
    kinds: set[str] = field(default_factory=set)
    members: tuple[str, ...] = ()
    groups: dict[str, tuple[str, ...]] = field(default_factory=dict)
    chambered: dict[str, list[str]] = field(default_factory=dict)
    weighted: set[str] = field(default_factory=set)
    units: set[str] = field(default_factory=set)
    sizes: dict[str, int] = field(default_factory=dict)
    barred: bool = False

    def may(self, kind: str, chance: float) -> bool:
        """Whether a kind of clause is to be used here; it is then noted."""
        if kind in self.without or self.rnd.random() >= chance:
            return False
        self.kinds.add(kind)
        return True

    def of(self, *choices: str) -> str:
        return self.rnd.choice(choices)

    def group(self) -> str:
        return self.rnd.choice(list(self.groups))

    def some(self, most: int = 3, least: int = 1) -> str:
        count = self.rnd.randint(least, min(most, len(self.members)))
        return "{ " + ", ".join(self.rnd.sample(self.members, count)) + " }"


def draft(seed: int, without: frozenset[str] = frozenset()) -> Draft:
    """The charter of a seed, without the kinds that are named."""
    pen = _Pen(Random(seed), without)
    pen.members = tuple(pen.rnd.sample(STATES, pen.rnd.choice((3, 4, 4, 5, 5, 6, 7))))
    for name in ("Ga", "Gb", "Gc", "Gd")[: pen.rnd.randint(2, 4)]:
        pen.groups[name] = tuple(pen.rnd.sample(pen.members, pen.rnd.randint(1, len(pen.members) - 1)))
    if pen.may("empty group", 0.06):
        pen.groups["Gz"] = ("ESP",)
    organs = [_assembly(pen), *_councils(pen)]
    names = ("Assembly", *(n for n in pen.sizes if n != "Assembly"))
    decisions, bodies = _decisions(pen, names)
    blocks = [*organs, *decisions, *_rest(pen, bodies), *(_funding(pen, names))]
    pen.rnd.shuffle(blocks)
    scenarios = _scenarios(pen, names)
    lines = ["charter 1", "use world", TABLE, "domain ai_risk"]
    lines += [f"group {name} = {{ {', '.join(group)} }}" for name, group in pen.groups.items()]
    if "areas" in pen.kinds:
        lines.append(f"areas Regions = {', '.join(n for n in pen.groups if n != 'Gz')}")
    lines += ["institution Club {", "  status proposed", f"  members are {{ {', '.join(pen.members)} }}"]
    lines += [f"  {line}" for block in blocks for line in block]
    lines += ["}", *scenarios]
    taken = tuple(b[0].split()[1] for b in decisions)
    told = tuple(s.split()[1] for s in scenarios)
    return Draft("\n".join(lines) + "\n", pen.members, pen.groups, names, taken, told, frozenset(pen.kinds))


# ---- organs


def _assembly(pen: _Pen) -> list[str]:
    pen.sizes["Assembly"] = len(pen.members)
    lines = ["plenary"]
    lines += _votes(pen, "Assembly", 0.35)
    if pen.may("chambers", 0.25):
        pen.chambered["Assembly"] = ["Ca", "Cb"]
        lines += [f"chamber Ca = {pen.some(4)}", f"chamber Cb = {pen.some(4)}"]
    if pen.may("constituencies", 0.15):
        order = pen.rnd.sample(pen.members, len(pen.members))
        cut = pen.rnd.randint(1, len(order) - 1)
        lines += [f"constituency K{i} = {{ {', '.join(part)} }}" for i, part in enumerate((order[:cut], order[cut:]))]
        if pen.may("units", 0.7):
            pen.units.add("Assembly")
            lines.append("cast as a unit")
    lines += _quorum(pen, "Assembly")
    return _organ(pen, "Assembly", lines)


def _votes(pen: _Pen, organ: str, chance: float) -> list[str]:
    if not pen.may("weights", chance):
        return []
    pen.weighted.add(organ)
    column = pen.of("w.v", "w.v", "w.e", "w.f")
    if pen.may("weight of none", 0.1):
        column = "w.z"
    if pen.may("missing figure", 0.04):
        column = "w.q"
    form = pen.rnd.random()
    if form < 0.6:
        return [f"votes by {column}"]
    if form < 0.75:
        return [f"votes basic {pen.of('10%', '1/4')} of all votes equally and by {column}"]
    if form < 0.9:
        return [f"votes {pen.of('1', '2')} basic each and {pen.of('1', '2')} per {pen.of('1', '3')} of {column}"]
    return [f"votes {pen.of('1', '3')} basic each and by {column}"]


def _quorum(pen: _Pen, organ: str) -> list[str]:
    if not pen.may("quorum", 0.25):
        return []
    if organ in pen.weighted and pen.rnd.random() < 0.4:
        return [f"quorum {pen.of('1/2', '2/3')} of votes"]
    base = "members" if organ == "Assembly" else "seats"
    return [f"quorum {pen.of('majority', '1/2', '2/3')} of {base}"]


def _organ(pen: _Pen, name: str, lines: list[str]) -> list[str]:
    text = rule(pen, name, 1)
    lines.append(f"decides by {_bracketed(text) if text.startswith('unless') else text}" + _casting(pen))
    if "casting vote" in lines[-1]:
        lines.insert(1, f"headed by {name}Chair")
        lines[-1] = lines[-1].replace("of Chair", f"of {name}Chair")
    if pen.may("consensus first", 0.08):
        lines += ["consensus first for 30 days", f"otherwise by {rule(pen, name, 0)}"]
    return [f"organ {name} {{", *(f"  {line}" for line in lines), "}"]


def _casting(pen: _Pen) -> str:
    return ", casting vote of Chair" if pen.may("casting vote", 0.08) else ""


def _councils(pen: _Pen) -> list[list[str]]:
    found = []
    for name in ("Council", "Board")[: pen.rnd.choice((0, 1, 1, 1, 2))]:
        lines = _seat_lines(pen, name)
        if not lines:
            continue
        body = [f"seats {{ {' ; '.join(lines)} }}"]
        if pen.may("floor of an organ", 0.1):
            body.append(f"at least {pen.of('1', '1/2', 'half', '2')} from {pen.group()}")
        body += _votes(pen, name, 0.25)
        body += _quorum(pen, name)
        found.append(_organ(pen, name, body))
        if any("ex officio" in line for line in lines):
            found.append([f"organ {name}Staff : secretariat {{ headed by {name}Director, appointed by Assembly }}"])
    return found


def _seat_lines(pen: _Pen, organ: str) -> list[str]:
    free = len(pen.members)
    lines: list[str] = []
    total = 0
    makers: list[Callable[[_Pen, int], tuple[str, int]]] = [_permanent, _ranked, _elected, _other, _allocated, _each]
    for _ in range(pen.rnd.randint(1, 3)):
        room = free - total
        if room < 1 or total > 4:
            break
        line, count = pen.rnd.choices(makers, (3, 2, 6, 2, 2, 1))[0](pen, min(room, 3))
        if line.startswith("ranked") or count == 0:
            continue
        total += count
        lines.append(line + _seat_terms(pen, organ, line))
    if lines and pen.may("person without vote", 0.08):
        lines.append(f"1 ex officio {organ}Director, without vote")
    elif lines and pen.may("person with a vote", 0.05):
        lines.append(f"1 ex officio {organ}Director")
    elif lines and pen.may("appointed persons", 0.05):
        lines.append("1 appointed by Assembly for 3 years")
    if lines and "areas" in pen.kinds and pen.may("areas not among these", 0.5):
        lines.append("1 designated by Assembly for each area of Regions not among these")
    if lines:
        pen.sizes[organ] = total
    pen.rnd.shuffle(lines)
    return lines


def _permanent(pen: _Pen, room: int) -> tuple[str, int]:
    count = pen.rnd.randint(1, room)
    return f"{count} permanent {{ {', '.join(pen.rnd.sample(pen.members, count))} }}", count


def _ranked(pen: _Pen, room: int) -> tuple[str, int]:
    if not pen.may("ranked", 1):
        return "", 0
    column = "w.e" if pen.may("tie", 0.1) else pen.of("w.v", "w.f")
    count = pen.rnd.randint(1, min(room, 2))
    return f"{count} ranked by {column}", count


def _elected(pen: _Pen, room: int) -> tuple[str, int]:
    count = pen.rnd.randint(1, room)
    among = f" from {pen.group()}" if pen.rnd.random() < 0.7 else ""
    line = f"{count} elected by Assembly{among} for 2 years"
    if count > 1 and pen.may("floor of a line", 0.15):
        line += f", at least 1 from {pen.group()}"
    elif count > 1 and pen.may("cap of a line", 0.12):
        line += f", at most 1 from {pen.group()}"
    return line, count


def _other(pen: _Pen, room: int) -> tuple[str, int]:
    count = pen.rnd.randint(1, min(room, 2))
    group = pen.group()
    form = pen.rnd.randint(0, 3)
    if form == 0:
        return f"{count} chosen by {group}", count
    if form == 1:
        return f"{count} rotating among {group} for 1 year", count
    if form == 2:
        return f"{count} appointed by Assembly from {group} for 3 years", count
    return f"{count} designated by Assembly, most advanced in ai_risk", count


def _allocated(pen: _Pen, room: int) -> tuple[str, int]:
    if room < 2:
        return _elected(pen, room)
    pen.kinds.add("allocations")
    first, second = pen.group(), pen.group()
    either = f"{first} | {second}" if first != second else first
    return f"elected by Assembly for 2 years {{ 1 from {first} ; 1 from {either} }}", 2


def _each(pen: _Pen, room: int) -> tuple[str, int]:
    count = len([g for g in pen.groups if g != "Gz"])
    if room < count or not pen.may("areas", 1):
        return _elected(pen, room)
    return "1 designated by Assembly for each area of Regions", count


def _seat_terms(pen: _Pen, organ: str, line: str) -> str:
    found = ""
    if "{" in line and "permanent" not in line:
        return found
    if pen.may("veto seat", 0.08):
        found += ", with veto"
    elif pen.may("seat without vote", 0.06):
        found += ", without vote"
    if pen.may("seat chamber", 0.1):
        names = pen.chambered.setdefault(organ, [])
        name = pen.of("Ca", "Cb")
        found += f", chamber {name}"
        if name not in names:
            names.append(name)
        if pen.may("chamber for a group", 0.2):
            found += f" for {pen.group()}"
    return found


# ---- rules


def rule(pen: _Pen, organ: str, depth: int) -> str:
    """A rule of decision for an organ."""
    if depth and pen.rnd.random() < 0.35:
        pen.kinds.add("and or")
        left, right = rule(pen, organ, depth - 1), rule(pen, organ, depth - 1)
        word = pen.of("and", "or")
        return f"{_bracketed(left)} {word} {_bracketed(right)}"
    return _test(pen, organ)


def _bracketed(text: str) -> str:
    return f"({text})" if text.startswith("unless") or " and " in text.replace("present and voting", "") else text


def _test(pen: _Pen, organ: str) -> str:
    rnd, size = pen.rnd, pen.sizes.get(organ, len(pen.members))
    form = rnd.randint(0, 19)
    if form < 6:
        return f"{_portion(pen)} of {_base(pen, organ)}"
    if form < 9:
        base = pen.of("members", "seats", "votes") if organ != "members" else "members"
        most = size + (0 if base != "votes" or organ not in pen.weighted else 4)
        return f"{rnd.randint(1, max(1, most))} {base}"
    if form == 9:
        return f"all but {rnd.randint(1, max(1, size - 1))} of {pen.of('members', 'seats')}"
    if form == 10:
        return pen.of("consensus", "unanimity", "no negative vote")
    if form == 11:
        return f"consensus minus {rnd.randint(1, max(1, size - 1))}"
    if form == 12 and pen.may("reverse consensus", 0.5):
        return "reverse consensus"
    if form == 13:
        return (
            f"concurring votes of {pen.group()} and {_test(pen, organ)}"
            if rnd.random() < 0.5
            else (f"{_portion(pen)} of members and {_portion(pen)} of votes")
        )
    if form in (14, 15) and pen.may("objection", 0.8):
        verb = pen.of("object within 30 days", "say stop")
        return f"unless {_portion(pen)} of {_base(pen, organ)} {verb}"
    if form == 16 and organ in pen.chambered:
        return pen.of(f"{_portion(pen)} of each chamber", f"not opposed by {_portion(pen)} of any chamber")
    if form == 17:
        return f"{rnd.randint(1, 2)} of {pen.some(3, 2)}"
    return f"{_portion(pen)} of {_base(pen, organ)}"


def _portion(pen: _Pen) -> str:
    return pen.of("majority", "majority", "half", "all", "more than 55%", *SHARES, *SHARES)


def _base(pen: _Pen, organ: str) -> str:
    bases = ["members", "seats", "votes", "votes cast", "present and voting", pen.group(), "w.v"]
    if organ in pen.chambered:
        bases.append(f"chamber {pen.of(*pen.chambered[organ])}")
    base = pen.rnd.choice(bases)
    if base in ("members", "votes", "seats") and pen.may("from a group", 0.15):
        base += f" from {pen.group()}"
    return base


# ---- decisions and the rest


def _decisions(pen: _Pen, organs: tuple[str, ...]) -> tuple[list[list[str]], list[list[str]]]:
    found: list[list[str]] = []
    bodies: list[list[str]] = []
    for index in range(pen.rnd.randint(2, 3)):
        kind = pen.of(*ENFORCING) if pen.rnd.random() < 0.4 else pen.of(*OTHER)
        steps = []
        for _ in range(pen.rnd.choice((1, 1, 1, 2, 2, 3))):
            place = pen.of(*organs)
            if index and pen.may("step of a decision", 0.08):
                steps.append(f"step d{pen.rnd.randrange(index)}")
                continue
            if pen.may("members accept", 0.06):
                steps.append(f"step members accept by {_members_rule(pen)}")
                continue
            steps.append(_step(pen, place))
        if pen.may("body", 0.05):
            bodies = [["organ Office : secretariat { staff 3 }"]]
            steps.append("step Office")
        found.append([f"decision d{index} : {kind} {{", *(f"  {s}" for s in steps), "}"])
    return found, bodies


def _members_rule(pen: _Pen) -> str:
    return pen.of("2/3 of members", "majority of members", f"2 ratifications including 1 of {pen.group()}")


def _step(pen: _Pen, place: str) -> str:
    text = f"step {place}"
    if pen.rnd.random() < 0.6:
        found = rule(pen, place, 1)
        text += f" {found}" if found.startswith("unless") else f" by {found}"
    if pen.may("named barred", 0.1):
        text += f", {pen.some(2)} barred"
    if pen.may("accused barred", 0.12):
        text += f", {pen.of('accused', 'accused', 'disputants')} barred"
    elif pen.may("arrears barred", 0.03):
        text += ", those in arrears barred"
    return text


def _rest(pen: _Pen, bodies: list[list[str]]) -> list[list[str]]:
    found = list(bodies)
    if pen.may("obligation", 0.4):
        bound = pen.of("members", pen.group())
        lines = [f"binds {bound}", "breach found by d0", "answered by {", "  step warn : notice by d0, may",
                 "  step last : suspension by d1, may", "}"]  # fmt: skip
        found.append(["obligation duty {", *(f"  {line}" for line in lines), "}"])
    if pen.may("adoption", 0.5):
        lines = [f"in force on {_entry(pen)}"]
        if pen.may("amendment", 0.6):
            lines.append(pen.of("amended by d1", f"amended by {_members_rule_in(pen)} in Assembly"))
        found.append(["adoption {", *(f"  {line}" for line in lines), "}"])
    return found


def _members_rule_in(pen: _Pen) -> str:
    return pen.of("2/3 of members", "3/4 of members", "unanimity", "majority of votes")


def _entry(pen: _Pen) -> str:
    size = len(pen.members)
    tests = [f"{pen.rnd.randint(1, size)} ratifications", f"all of {pen.some(3)}", f"{_of_group(pen)}",
             f"{pen.of('2/3', 'majority', '3/4')} of ratifications"]  # fmt: skip
    picked = pen.rnd.sample(tests, pen.rnd.choice((1, 2, 2)))
    return f" {pen.of('and', 'including', 'or')} ".join(picked)


def _of_group(pen: _Pen) -> str:
    name = pen.rnd.choice([g for g in pen.groups if g != "Gz"])
    return f"{pen.rnd.randint(1, len(pen.groups[name]))} of {name}"


def _funding(pen: _Pen, organs: tuple[str, ...]) -> list[list[str]]:
    if not pen.may("arrears", 0.25):
        return []
    where = pen.of("", f" in {pen.of(*organs)}")
    return [["funding {", f"  arrears of 2 years lose vote{where}", "}"]]


def _scenarios(pen: _Pen, organs: tuple[str, ...]) -> list[str]:
    found = []
    if pen.may("bloc", 0.3):
        found.append(f"scenario bloc of Club {{ {pen.some(3, 2)} votes as one }}")
    if "arrears" in pen.kinds:
        found.append(f"scenario late of Club {{ {pen.some(2)} in arrears }}")
    if pen.may("without", 0.15) and len(pen.members) > 3:
        found.append(f"scenario less of Club {{ without {{ {pen.rnd.choice(pen.members)} }} }}")
    if len(organs) > 1 and pen.may("filled", 0.15):
        way = pen.of("best", "worst")
        found.append(f"scenario fill of Club {{ seats of {pen.of(*organs[1:])} filled {way} for {pen.group()} }}")
    return found
