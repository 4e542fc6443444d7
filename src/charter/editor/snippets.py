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
        "institution": 'institution ${1:Name} "${2:Title}" {\n\tstatus proposed\n\n\t$0\n}',
        "reform": 'reform ${1:Name} "${2:Title}" of ${3:Original} {\n\t$0\n}',
        "landscape": 'landscape ${1:Name} "${2:Title}" {\n\tincludes ${3:Institution}\n\t$0\n}',
        "scenario": 'scenario ${1:Name} "${2:Title}" of ${3:Institution} {\n\twithout ${4:USA}\n}',
        "expect": "expect ${1:Institution} {\n\tno member can block ${2:decision}\n}",
        "data": 'data ${1:table} from "${2:table.csv}" keyed by ${3:iso3} {\n\t${4:share} in "${5:percent}"\n}',
        "mandate": "mandate {\n\tassesses in ${1:domain}\n\t$0\n}",
        "membership": (
            "membership {\n\topen to ${1:states}\n\tadmission by ${2:admit}\n"
            "\twithdrawal by notice, notice ${3:1} year\n}"
        ),
        "organ": "organ ${1:Name} : ${2:council} {\n\t$0\n}",
        "seats": "seats ${1:15} {\n\t${1:15} elected by ${2:Assembly} for ${3:2} years\n}",
        "decision": (
            "decision ${1:name} : ${2:standard} {\n\tstep ${3:Council} by ${4:majority} of ${5:present and voting}\n}"
        ),
        "obligation": "obligation ${1:name} {\n\tbinds ${2:members}\n\tforce ${3:binding}\n\t$0\n}",
        "answered": (
            "answered by {\n\tstep ${1:warn} : ${2:notice} by ${3:Council}\n"
            "\tstep ${4:lose_vote} : ${5:loss_of_vote} by ${3:Council}\n}"
        ),
        "category": "category ${1:associate} {\n\trights ${2:speak}\n}",
        "funding": "funding {\n\tassessed by ${1:un_scale}\n\tbudget by ${2:adopt_budget}\n}",
        "adoption": (
            "adoption {\n\tin force on ${1:40} ratifications\n\tamended by ${2:amend}\n\treview every ${3:5} years\n}"
        ),
        "relations": "relations {\n\treports to ${1:UN}\n}",
    }
)
"""From a keyword to the text of its block."""
