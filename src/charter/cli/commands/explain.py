"""`charter explain`: the page of a rule, a metric or a keyword."""

from __future__ import annotations

import click

from charter.cli.input import options
from charter.cli.output.files import say
from charter.cli.terminal import visible

LISTS = ("metrics", "keywords")


@click.command("explain")
@click.argument("what", required=False, metavar="[CODE|METRIC|KEYWORD]", shell_complete=options.lazily("codes"))
def command(what: str | None) -> None:
    """Print the page of a rule by its code (VOT101) or name, of a metric of expressions, or of a keyword.

    Without an argument, list the rules; `metrics` and `keywords` list those.
    """
    from charter.validators.check import registry

    if what is None:
        say("\n".join(f"{entry.code}  {entry.name}" for entry in registry.entries()))
        return
    say(page(what.strip()).rstrip())


def page(what: str) -> str:
    """The page, or the list, of that name; raises UsageError with near names."""
    from charter.dsl.metrics import SIGNATURES
    from charter.validators.check import registry

    if what in LISTS:
        return _metrics() if what == "metrics" else _keywords()
    try:
        return registry.explain(what)
    except registry.UnknownCode as unknown:
        near = unknown.near
    metric, keyword = what.replace("-", "_"), what.lower()
    pages = []
    if metric in SIGNATURES:
        from charter.validators.expectations import metric_list

        pages.append(metric_list.explain(metric))
    from charter.grammar import usage

    if keyword in usage.usages():
        pages.append(usage.explain(keyword))
    if not pages:
        raise click.UsageError(_nothing(what, near))
    return "\n\n".join(pages)


def _metrics() -> str:
    from charter.dsl.metrics import SIGNATURES
    from charter.validators.expectations import metric_list

    lines = []
    for names in metric_list.families().values():
        lines += [f"{name:<18} {metric_list.summary(name)}" for name in names]
    assert len(lines) == len(SIGNATURES)
    return "\n".join(lines)


def _keywords() -> str:
    from charter.grammar.keywords import KEYWORDS

    return "\n".join(sorted(KEYWORDS))


def _nothing(asked: str, codes: tuple[str, ...]) -> str:
    """What to say of a name that nothing has: near codes, and near metrics and keywords."""
    from charter.cli.run_check import no_rule
    from charter.dsl.metrics import SIGNATURES
    from charter.grammar.keywords import KEYWORDS
    from charter.world import near

    words = near(asked.lower(), sorted({*SIGNATURES, *KEYWORDS}))
    told = no_rule(asked, codes)
    if not words:
        return told
    listed = " or ".join(f"`{word}`" for word in words)
    return f"{told}; no metric or keyword `{visible(asked)}` either, near: {listed}"
