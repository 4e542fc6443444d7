"""Ordered binary decision diagrams of monotone rules.

Built level by level without recursion. The diagram of one weighted threshold is built from both ends: the sums that
the first players can reach, and the intervals of remaining quota that the last players cannot tell apart, meet in
the level where there are fewest of either (after Bolus 2011, https://doi.org/10.1016/j.ejor.2010.09.020). Rules of
several thresholds are the product of their diagrams, where states differing only in clauses already settled are one.

Cost: one threshold over n players has at most min(2**i, 2**(n - i), number of distinct sums) nodes in level i; a
product has at most the product of its parts. Counting is linear in the nodes.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Mapping, Sequence
from fractions import Fraction

from charter.errors import TooLarge
from charter.games.counting.packed import Counts, free
from charter.games.formula import And, Part, Threshold

__all__ = ["NODE_LIMIT", "DecisionDiagram"]

NODE_LIMIT = 400_000
FALSE, TRUE = 0, 1


class DecisionDiagram:
    """Nodes 0 (no), 1 (yes) and 2, 3, ...: each has a level and two children of smaller number, ``lo`` and ``hi``."""

    def __init__(self, order: Sequence[str], limit: int = NODE_LIMIT) -> None:
        self.order = list(order)
        self.place = {name: level for level, name in enumerate(self.order)}
        self.level = [len(self.order)] * 2
        self.lo = [FALSE, TRUE]
        self.hi = [FALSE, TRUE]
        self.root = FALSE
        self.limit = limit
        self._known: dict[tuple[int, int, int], int] = {}

    @classmethod
    def of(cls, rule: Part, order: Sequence[str], limit: int = NODE_LIMIT) -> DecisionDiagram:
        """The diagram of a rule whose players are all in ``order``; TooLarge beyond ``limit`` nodes or states."""
        self = cls(order, limit)
        leaves: list[int] = []
        tree = self._leaves(rule, leaves)
        self.root = leaves[0] if tree == 0 else _Product(self, tree, leaves).root
        return self

    def __len__(self) -> int:
        return len(self.level)

    def node(self, level: int, lo: int, hi: int) -> int:
        """The node that asks the player at ``level``."""
        if lo == hi:
            return lo
        key = (level, lo, hi)
        found = self._known.get(key)
        if found is None:
            found = self._known[key] = len(self.level)
            if found > self.limit:
                raise TooLarge(f"a decision diagram of more than {self.limit:,} nodes")
            self.level.append(level)
            self.lo.append(lo)
            self.hi.append(hi)
        return found

    def _leaves(self, rule: Part, leaves: list[int]) -> Tree:
        """The rule above its player-only thresholds; those become diagrams, named by number."""
        if isinstance(rule, str):
            leaves.append(self.node(self.place[rule], FALSE, TRUE))
            return len(leaves) - 1
        if isinstance(rule, Threshold) and rule.flat:
            pairs = sorted(zip((self.place[str(p)] for p in rule.parts), rule.weights, strict=True))
            leaves.append(self._threshold([p for p, _ in pairs], [w for _, w in pairs], rule.quota))
            return len(leaves) - 1
        inner = tuple(self._leaves(part, leaves) for part in rule.parts)
        if isinstance(rule, Threshold):
            return (rule.quota, rule.weights, inner)
        return (len(inner) if isinstance(rule, And) else 1, (1,) * len(inner), inner)

    def _threshold(self, levels: list[int], weights: list[int], quota: int) -> int:
        n = len(levels)
        after = [0] * (n + 1)
        for k in range(n - 1, -1, -1):
            after[k] = after[k + 1] + weights[k]
        reached: list[list[int]] = [[quota]]  # remaining quota that the first players leave open
        starts: list[int] = [1]  # starts[j] is the least remaining quota of interval j; below it, sure to pass
        nodes: list[int] = [TRUE, FALSE]
        top, bottom = 0, n
        while top < bottom:
            if len(reached[top]) <= len(starts):
                reached.append(_advance(reached[top], weights[top], after[top + 1]))
                top += 1
            else:
                bottom -= 1
                starts, nodes = self._extend(levels[bottom], weights[bottom], starts, nodes)
            if len(starts) + len(reached[-1]) > self.limit:
                raise TooLarge(f"a decision diagram of more than {self.limit:,} nodes")
        current = {rest: nodes[bisect_right(starts, rest)] for rest in reached[top]}
        for k in range(top - 1, -1, -1):
            current = {rest: self._step(levels[k], weights[k], after[k + 1], rest, current) for rest in reached[k]}
        return current[quota]

    def _step(self, level: int, weight: int, after: int, rest: int, below: dict[int, int]) -> int:
        def child(left: int) -> int:
            return TRUE if left <= 0 else FALSE if left > after else below[left]

        return self.node(level, child(rest), child(rest - weight))

    def _extend(self, level: int, weight: int, starts: list[int], nodes: list[int]) -> tuple[list[int], list[int]]:
        """Intervals of remaining quota one level higher."""
        cuts = sorted({*starts, *(start + weight for start in starts)})
        new_starts: list[int] = []
        new_nodes = [TRUE]
        for cut in cuts:
            lo, hi = nodes[bisect_right(starts, cut)], nodes[bisect_right(starts, cut - weight)]
            found = self.node(level, lo, hi)
            if found != new_nodes[-1]:
                new_starts.append(cut)
                new_nodes.append(found)
        return new_starts, new_nodes

    def holds(self, coalition: set[str] | frozenset[str]) -> bool:
        """Whether the coalition satisfies the rule."""
        node = self.root
        while node > TRUE:
            node = self.hi[node] if self.order[self.level[node]] in coalition else self.lo[node]
        return node == TRUE

    def live(self) -> list[int]:
        """The inner nodes under the root, children first."""
        seen = {self.root}
        for node in range(self.root, TRUE, -1):
            if node in seen:
                seen.update((self.lo[node], self.hi[node]))
        return sorted(node for node in seen if node > TRUE)

    def counts(self, slot: int) -> Counts:
        """Winning coalitions and swings of the players in the order."""
        n = len(self.order)
        units = [(1, 1 << slot)] * n
        winning, swings = self.weighed(units, lambda a, b: free(b - a, slot))
        return Counts(winning, dict(zip(self.order, swings, strict=True)), slot)

    def weighed(self, ways: Sequence[tuple[int, int]], gap: Callable[[int, int], int]) -> tuple[int, list[int]]:
        """Coalitions and swings where the player at level k can say no in ways[k][0] ways and yes in ways[k][1].

        ``gap(a, b)`` is the product of the sums of ways at levels a to b - 1. Swings leave the player's own ways out.
        """
        live = self.live()
        value = {FALSE: 0, TRUE: 1}
        level, lo, hi = self.level, self.lo, self.hi
        full: dict[int, tuple[int, int]] = {}
        for node in live:
            down, (no, yes) = level[node] + 1, ways[level[node]]
            low = value[lo[node]] * gap(down, level[lo[node]])
            high = value[hi[node]] * gap(down, level[hi[node]])
            full[node] = (low, high)
            value[node] = no * low + yes * high
        above: dict[int, int] = {self.root: gap(0, level[self.root])}
        swings = [0] * len(self.order)
        for node in reversed(live):
            weight = above[node]
            low, high = full[node]
            at = level[node]
            swings[at] += weight * (high - low)
            for child, way in ((lo[node], ways[at][0]), (hi[node], ways[at][1])):
                if child > TRUE:
                    step = weight * way * gap(at + 1, level[child])
                    above[child] = above.get(child, 0) + step
        return value[self.root] * gap(0, level[self.root]), swings

    def cheapest(self, costs: Mapping[str, int | Fraction]) -> tuple[int | Fraction, list[str]] | None:
        """A satisfying coalition of least total cost; costs are not negative."""
        if self.root == FALSE:
            return None
        best: dict[int, int | Fraction] = {TRUE: 0}
        for node in self.live():
            price = costs[self.order[self.level[node]]]
            options = [best[self.lo[node]]] if self.lo[node] in best else []
            if self.hi[node] in best:
                options.append(best[self.hi[node]] + price)
            best[node] = min(options)
        node, chosen = self.root, []
        while node != TRUE:
            low = best.get(self.lo[node])
            if low is not None and low == best[node]:
                node = self.lo[node]
            else:
                chosen.append(self.order[self.level[node]])
                node = self.hi[node]
        return best[self.root], chosen

    def alike(self, first: str, second: str) -> bool:
        """Whether exchanging the two players changes no coalition."""
        a, b = self.place[first], self.place[second]
        return self._fixed({a: True, b: False}) == self._fixed({a: False, b: True})

    def _fixed(self, values: Mapping[int, bool]) -> int:
        image = {FALSE: FALSE, TRUE: TRUE}
        for node in self.live():
            at = self.level[node]
            lo, hi = image[self.lo[node]], image[self.hi[node]]
            if at in values:
                image[node] = hi if values[at] else lo
            else:
                image[node] = self.node(at, lo, hi)
        return image[self.root]


def _advance(open_rests: list[int], weight: int, after: int) -> list[int]:
    moved = {rest for old in open_rests for rest in (old, old - weight) if 0 < rest <= after}
    return sorted(moved)


Tree = int | tuple[int, tuple[int, ...], tuple["Tree", ...]]


class _Product:
    """The diagram of a tree over diagrams, by states: one node of each leaf, with settled clauses put at a constant."""

    def __init__(self, diagram: DecisionDiagram, tree: Tree, leaves: list[int]) -> None:
        self.diagram = diagram
        self.tree = tree
        self.spans: dict[int, list[int]] = {}
        start = self._settled(leaves)
        layers: list[set[tuple[int, ...] | int]] = [{start}]
        moves: list[dict[tuple[int, ...], tuple[tuple[int, ...] | int, tuple[int, ...] | int]]] = []
        states = 0
        for at in range(len(diagram.order)):
            step = {state: self._both(state, at) for state in layers[-1] if isinstance(state, tuple)}
            moves.append(step)
            layers.append({child for pair in step.values() for child in pair})
            states += len(step)
            if states > diagram.limit:
                raise TooLarge(f"a decision diagram of more than {diagram.limit:,} states")
        image: dict[tuple[int, ...], int] = {}
        for at in range(len(diagram.order) - 1, -1, -1):
            image = {
                state: diagram.node(at, _image(lo, image), _image(hi, image)) for state, (lo, hi) in moves[at].items()
            }
        self.root = _image(start, image)

    def _both(self, state: tuple[int, ...], at: int) -> tuple[tuple[int, ...] | int, tuple[int, ...] | int]:
        level, lo, hi = self.diagram.level, self.diagram.lo, self.diagram.hi
        if all(level[node] != at for node in state):
            return state, state
        low = [lo[node] if level[node] == at else node for node in state]
        high = [hi[node] if level[node] == at else node for node in state]
        return self._settled(low), self._settled(high)

    def _settled(self, state: list[int]) -> tuple[int, ...] | int:
        verdict = self._settle(self.tree, state)
        return tuple(state) if verdict is None else verdict

    def _settle(self, tree: Tree, state: list[int]) -> int | None:
        """TRUE, FALSE or open; the leaves of a settled clause are overwritten with its verdict."""
        if isinstance(tree, int):
            return state[tree] if state[tree] <= TRUE else None
        quota, weights, inner = tree
        sure = possible = 0
        for weight, part in zip(weights, inner, strict=True):
            verdict = self._settle(part, state)
            if verdict != FALSE:
                possible += weight
                if verdict == TRUE:
                    sure += weight
        if sure < quota <= possible:
            return None
        verdict = TRUE if sure >= quota else FALSE
        for leaf in self._span(tree):
            state[leaf] = verdict
        return verdict

    def _span(self, tree: Tree) -> list[int]:
        if isinstance(tree, int):
            return [tree]
        found = self.spans.get(id(tree))
        if found is None:
            found = self.spans[id(tree)] = [leaf for part in tree[2] for leaf in self._span(part)]
        return found


def _image(state: tuple[int, ...] | int, image: dict[tuple[int, ...], int]) -> int:
    return image[state] if isinstance(state, tuple) else state
