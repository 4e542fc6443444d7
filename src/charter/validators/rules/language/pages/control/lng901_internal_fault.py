"""A rule failed instead of answering: a mistake in Charter, not in the charter.

## What it checks

That every rule, and the evaluation of expectations, comes to its end. The finding names what failed and on which
institution; all other rules have run. It can be neither ignored nor allowed, and the run exits with 2.

## Why

One broken rule must hide no other finding, and must not pass for silence.

## Avoid

```test
check/test_engine.py::test_a_rule_that_raises_becomes_one_finding_and_hides_no_other
```

## Prefer

```charter good
charter 1
use world
institution Agency {
  members are WEOG
  organ Assembly { plenary }
}
```

## Settings

None.
"""

from charter.dsl.findings import ERROR
from charter.validators.rules.case import Rule

RULE = Rule("LNG901", "internal-fault", ERROR)
