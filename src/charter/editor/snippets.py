"""Whole blocks to begin with: for each keyword that heads one, a text with places to fill in, in the protocol's syntax.

`$0` is where the cursor ends up. Nothing is stated that the author has not: a block begins with what nearly every one
of its kind says, and its places are named after what belongs there.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

SNIPPETS: Mapping[str, str] = MappingProxyType(
    {
        "charter": "charter 1\n\nuse world\n\n$0",
        "institution": 'institution ${1:Name} "${2:Title}" {\n  status proposed\n\n  $0\n}',
        "reform": 'reform ${1:Name} "${2:Title}" of ${3:Original} {\n  $0\n}',
        "landscape": 'landscape ${1:Name} "${2:Title}" {\n  includes ${3:Institution}\n  $0\n}',
        "scenario": 'scenario ${1:Name} "${2:Title}" of ${3:Institution} {\n  without ${4:USA}\n}',
        "expect": "expect ${1:Institution} {\n  no member can block ${2:decision}\n}",
        "data": 'data ${1:table} from "${2:table.csv}" keyed by ${3:iso3} {\n  ${4:share} in "${5:percent}"\n}',
        "mandate": "mandate {\n  assesses in ${1:domain}\n  $0\n}",
        "membership": (
            "membership {\n  open to ${1:states}\n  admission by ${2:admit}\n"
            "  withdrawal by notice, notice ${3:1} year\n}"
        ),
        "organ": "organ ${1:Name} : ${2:council} {\n  $0\n}",
        "seats": "seats ${1:15} {\n  ${1:15} elected by ${2:Assembly} for ${3:2} years\n}",
        "decision": (
            "decision ${1:name} : ${2:standard} {\n  step ${3:Council} by ${4:majority} of ${5:present and voting}\n}"
        ),
        "obligation": "obligation ${1:name} {\n  binds ${2:members}\n  force ${3:binding}\n  $0\n}",
        "answered": (
            "answered by {\n  step ${1:warn} : ${2:notice} by ${3:Council}\n"
            "  step ${4:lose_vote} : ${5:loss_of_vote} by ${3:Council}\n}"
        ),
        "category": "category ${1:associate} {\n  rights ${2:speak}\n}",
        "funding": "funding {\n  assessed by ${1:un_scale}\n  budget by ${2:adopt_budget}\n}",
        "adoption": (
            "adoption {\n  in force on ${1:40} ratifications\n  amended by ${2:amend}\n  review every ${3:5} years\n}"
        ),
        "relations": "relations {\n  reports to ${1:UN}\n}",
    }
)
"""From a keyword to the text of its block."""
