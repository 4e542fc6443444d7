"""Integer programs over compositions: for floors, caps and rules with several thresholds.

Variables count the parties of a class in each kind of open seat. Coefficients are whole numbers (rationals times
their common denominator), the solver is HiGHS, and every composition it gives is counted again in exact arithmetic
by those who ask. Sums beyond 10^9 are refused (`TooLarge`), since the solver works in floating point.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from fractions import Fraction
from math import lcm
from typing import Any

from charter.decisions.compositions.transport import Kind, kinds_of, seated
from charter.decisions.elements import ZERO, Composition, CompositionSpace, SeatKind
from charter.errors import TooLarge as Beyond
from charter.record import record

Value = Callable[[str, SeatKind], Fraction]
LARGEST = 10**9


class TooLarge(Beyond, ArithmeticError):
    """The numbers are too large for the solver to be exact."""

    def __init__(self, reason: str) -> None:
        ValueError.__init__(self, reason)
        self.question, self.seconds, self.octets = reason, float("inf"), float("inf")


@record
class CompositionCondition:
    """A condition on a composition: the sum of `value` over its seats is at least (or more than) `least`."""

    value: Value
    least: Fraction
    strict: bool = False


@record
class Program:
    """Rows of whole numbers over whole-number variables: `rows` are (coefficients by variable, low, high)."""

    upper: Sequence[int]
    rows: Sequence[tuple[dict[int, int], float, float]]
    cost: Sequence[int]


def solve(program: Program) -> list[int] | None:
    """The variables at the least cost; None if there is no solution."""
    import highspy

    solver: Any = highspy.Highs.__bases__[0]()  # the class below, whose constructor prints nothing
    solver.setOptionValue("output_flag", False)
    solver.setOptionValue("threads", 1)
    solver.setOptionValue("mip_rel_gap", 0.0)
    solver.setOptionValue("mip_abs_gap", 0.0)
    solver.setOptionValue("mip_feasibility_tolerance", 1e-9)
    solver.setOptionValue("primal_feasibility_tolerance", 1e-9)
    infinity = highspy.kHighsInf
    for index, most in enumerate(program.upper):
        solver.addVar(0.0, float(most))
        solver.changeColIntegrality(index, highspy.HighsVarType.kInteger)
        solver.changeColCost(index, float(program.cost[index]))
    for row, low, high in program.rows:
        places = sorted(row)
        lower = -infinity if low == float("-inf") else float(low)
        upper = infinity if high == float("inf") else float(high)
        solver.addRow(lower, upper, len(places), places, [float(row[i]) for i in places])
    solver.run()
    if solver.getModelStatus() != highspy.HighsModelStatus.kOptimal:
        return None
    return [round(v) for v in solver.getSolution().col_value]


def whole(values: Sequence[Fraction], *others: Fraction) -> tuple[list[int], list[int]]:
    """Rationals times their common denominator; raises `TooLarge` beyond 10^9."""
    scale = lcm(*(v.denominator for v in (*values, *others)), 1)
    found = [int(v * scale) for v in values]
    if any(abs(v) > LARGEST for v in found):
        raise TooLarge(f"a coefficient of {max(abs(v) for v in found)}")
    return found, [int(v * scale) for v in others]


@record
class _Variables:
    """Which variable counts which class in which open."""

    space: CompositionSpace
    kinds: tuple[Kind, ...]
    places: tuple[tuple[int, int], ...]

    def rows(self) -> list[tuple[dict[int, int], float, float]]:
        """Seats are filled, parties sit once, floors and caps hold."""
        found: list[tuple[dict[int, int], float, float]] = []
        for seat, each in enumerate(self.space.opens):
            row = {v: 1 for v, (_, s) in enumerate(self.places) if s == seat}
            found.append((row, float(each.count), float(each.count)))
        for index, kind in enumerate(self.kinds):
            row = {v: 1 for v, (k, _) in enumerate(self.places) if k == index}
            found.append((row, 0, len(kind.parties) * self.space.apiece))
        for side in self.space.sides:
            row = {
                v: 1
                for v, (k, s) in enumerate(self.places)
                if (side.opens is None or s in side.opens) and self.kinds[k].parties[0] in side.among
            }
            found.append((row, float(side.low), float("inf") if side.high is None else float(side.high)))
        return found

    def uppers(self) -> list[int]:
        """No more of a class in an open than there are parties and seats."""
        apiece = self.space.apiece
        return [min(len(self.kinds[k].parties) * apiece, self.space.opens[s].count) for k, s in self.places]

    def values(self, value: Value) -> list[Fraction]:
        """What a seat counts, by variable."""
        return [value(self.kinds[k].parties[0], self.space.opens[s].post) for k, s in self.places]

    def composition(self, solution: Sequence[int]) -> Composition:
        """The composition of a solution."""
        placed = [[0] * len(self.space.opens) for _ in self.kinds]
        for (kind, seat), count in zip(self.places, solution, strict=True):
            placed[kind][seat] = count
        return seated(self.space, self.kinds, placed)


def layout(space: CompositionSpace, values: Sequence[Value]) -> Any:
    """The variables for questions about these sums."""

    def key(party: str) -> Any:
        inside = tuple(party in side.among for side in space.sides)
        seats = [o.post for o in space.opens if party in o.eligible]
        return (inside, *(tuple(v(party, post) for post in seats) for v in values))

    kinds = tuple(kinds_of(space, key))
    places = tuple((k, s) for k, kind in enumerate(kinds) for s in range(len(space.opens)) if kind.mask >> s & 1)
    return _Variables(space, kinds, places)


def find(space: CompositionSpace, wanted: Sequence[CompositionCondition]) -> Composition | None:
    """A lawful composition that meets every condition; None if there is none."""
    plan = layout(space, [w.value for w in wanted])
    rows = plan.rows()
    for each in wanted:
        fixed = sum((each.value(s.holder, s.post) for s in space.fixed), ZERO)
        numbers, (least,) = whole(plan.values(each.value), each.least - fixed)
        low = least + 1 if each.strict else least
        rows.append(({v: n for v, n in enumerate(numbers) if n}, float(low), float("inf")))
    solution = solve(Program(plan.uppers(), rows, [0] * len(plan.places)))
    return None if solution is None else plan.composition(solution)


def best(space: CompositionSpace, value: Value, *, most: bool = True) -> tuple[Fraction, Composition] | None:
    """The largest (or least) sum of `value`, with a composition; None if none is lawful."""
    plan = layout(space, [value])
    numbers, _ = whole(plan.values(value))
    cost = [-n if most else n for n in numbers]
    solution = solve(Program(plan.uppers(), plan.rows(), cost))
    if solution is None:
        return None
    found = plan.composition(solution)
    return sum((value(s.holder, s.post) for s in found), ZERO), found
