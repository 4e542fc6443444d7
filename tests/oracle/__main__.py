"""`python -m tests.oracle --to 20000`: generated charters against the oracle, by every door, with what disagrees."""

from __future__ import annotations

import argparse
from collections import Counter

from .compare import HERE, compared, told
from .doors import asked_twice
from .draft import draft


def main() -> int:
    """Runs the seeds; exits with 1 where something disagrees."""
    parser = argparse.ArgumentParser(prog="python -m tests.oracle", description=__doc__)
    parser.add_argument("--from", dest="first", type=int, default=0, help="the first seed")
    parser.add_argument("--to", type=int, default=200, help="the seed after the last")
    parser.add_argument("--doors", action="store_true", help="ask by every door too")
    wanted = parser.parse_args()
    asked = wrong = 0
    unknown: Counter[str] = Counter()
    for seed in range(wanted.first, wanted.to):
        found = compared(seed)
        asked += len(found.sentences)
        unknown.update(sentence.about for sentence, _ in found.unknown)
        lines = told(found)
        if wanted.doors:
            lines += [f"seed {seed}: {w}" for w in asked_twice(draft(seed).text, HERE / "oracle.charter", HERE)]
        for line in lines:
            print(line, flush=True)
        wrong += len(lines)
    left = sum(unknown.values())
    share = 100 * left / asked if asked else 0
    print(f"{asked:,} questions, {wrong} disagreements, {left} unknown ({share:.2f}%)")
    for about, count in unknown.most_common():
        print(f"  unknown {about}: {count}")
    return int(wrong > 0)


if __name__ == "__main__":
    raise SystemExit(main())
