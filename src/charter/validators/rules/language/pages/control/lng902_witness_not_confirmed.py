"""A witness did not do what was said of it when it was played out: a mistake in Charter, not in the charter.

## What it checks

Every coalition and every composition that a search finds for a finding or a verdict goes through a second, simple
evaluator before anything is said of it: who sits, what each has, what each says, and the rules read out one after the
other (`charter.decisions.replay`). Where the vote does not come out as the search has it, there is no finding and no
verdict, but this. It can be neither ignored nor allowed, and the run exits with 2.

## Why

A false *proved* is worse than no answer. Cedar plays the counterexamples of its analyser against its evaluator in
its tests; Charter does it in every run.

## Avoid

```test
test_replay.py::test_a_witness_that_is_not_confirmed_is_a_fault_and_no_verdict
```

## Prefer

```charter good
charter 1
use world
institution Agency {
  members are WEOG
  organ Assembly { plenary; decides by 2/3 of members }
  decision adopt : standard { step Assembly }
}
expect Agency { no member can block adopt }
```

## Settings

None.
"""

from charter.dsl.findings import ERROR
from charter.validators.rules.case import Rule

RULE = Rule("LNG902", "witness-not-confirmed", ERROR)
