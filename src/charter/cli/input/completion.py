"""What a shell completes: designs, decisions, codes, names of the world. docs/completion.md says how to turn it on.

A shell asks while one types, so that nothing here prints or fails: where a charter cannot be read, nothing is offered.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import click
from click.shell_completion import CompletionItem


def targets(ctx: click.Context, param: click.Parameter, incomplete: str) -> list[CompletionItem]:
    """Designs by name; where none begins so, files."""
    return _designs(incomplete) or [CompletionItem(incomplete, type="file")]


def designs(ctx: click.Context, param: click.Parameter, incomplete: str) -> list[CompletionItem]:
    """Designs by name."""
    return _designs(incomplete)


def decisions(ctx: click.Context, param: click.Parameter, incomplete: str) -> list[CompletionItem]:
    """`iaea.suspend`: a design or a file, and after its dot its decisions."""
    from charter.cli.input.targets import split

    place, _ = split(incomplete)
    head = place.removesuffix(".")
    if "." in incomplete and head != incomplete:
        found = _beginning([f"{head}.{name}" for name in _decisions(head)], incomplete)
        if found:
            return found
    head = incomplete.rpartition(".")[0]
    found = _beginning([f"{head}.{name}" for name in _decisions(head)], incomplete) if head else []
    return found or targets(ctx, param, incomplete)


def parts(ctx: click.Context, param: click.Parameter, incomplete: str) -> list[CompletionItem]:
    """The decisions, obligations and organs of the TARGET that stands before."""
    target = ctx.params.get("target")
    return _beginning(_decisions(target, wide=ctx.command.name == "render"), incomplete) if target else []


def codes(ctx: click.Context, param: click.Parameter, incomplete: str) -> list[CompletionItem]:
    """Codes of rules, names of metrics, keywords of the language."""
    from charter.dsl.metrics import SIGNATURES
    from charter.grammar.keywords import KEYWORDS
    from charter.validators.check import registry

    upper = _beginning(registry.codes(), incomplete.upper())
    return upper or _beginning(sorted({*SIGNATURES, *KEYWORDS}), incomplete)


def rules(ctx: click.Context, param: click.Parameter, incomplete: str) -> list[CompletionItem]:
    """Families and codes of rules, the last of several parted by commas."""
    from charter.validators.check import registry

    before, comma, last = incomplete.rpartition(",")
    known = [*registry.FAMILIES, *registry.codes()]
    return [CompletionItem(f"{before}{comma}{each.value}") for each in _beginning(known, last.upper())]


def world(ctx: click.Context, param: click.Parameter, incomplete: str) -> list[CompletionItem]:
    """Parties, groups, columns, and institutions whose members are known."""
    from charter.world import columns, groups, memberships, parties

    return _beginning([*parties(), *groups(), *columns(), *memberships()], incomplete)


def _designs(incomplete: str) -> list[CompletionItem]:
    from charter.designs import designs as shipped

    return [CompletionItem(name, help=each.title) for name, each in shipped().items() if name.startswith(incomplete)]


def _beginning(words: Iterable[str], incomplete: str) -> list[CompletionItem]:
    return [CompletionItem(word) for word in dict.fromkeys(words) if word.startswith(incomplete)]


def _decisions(target: str, wide: bool = False) -> Iterator[str]:
    """The names of the decisions of a target; `wide`, of its obligations and organs too."""
    from charter.dsl.load import load

    try:
        charter = load(target).charter
    except Exception:  # a half-typed word may mean anything, a device or a folder among it
        return
    for institution in () if charter is None else charter.institutions:
        yield from (each.name for each in institution.decisions)
        if wide:
            yield from (each.name for each in institution.obligations)
            yield from (each.name for each in institution.organs)
