"""`charter explain`: the page of a rule, a metric, a figure, an index of power or a keyword."""

from __future__ import annotations

import click

from charter.cli.input import options
from charter.cli.output.files import say
from charter.cli.terminal import visible


@click.command("explain")
@click.argument(
    "what", required=False, metavar="[CODE|METRIC|FIGURE|INDEX|KEYWORD]", shell_complete=options.lazily("codes")
)
def command(what: str | None) -> None:
    """Print the page of a rule by its code (VOT101) or name, of a metric, a kind of figure, an index, a keyword.

    Without an argument, list the rules; `metrics`, `figures`, `indices` and `keywords` list those.
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
        return LISTS[what]()
    try:
        return registry.explain(what)
    except registry.UnknownCode as unknown:
        near = unknown.near
    from charter.games import index_registry
    from charter.grammar import usage
    from charter.render import registry as figures

    metric, keyword = what.replace("-", "_"), what.lower()
    pages = []
    if metric in SIGNATURES:
        from charter.validators.expectations import metric_list

        pages.append(metric_list.explain(metric))
    pages += [_drawn(keyword)] if keyword in figures.names() else []
    pages += [_measured(index)] if (index := keyword.replace("_", "-")) in index_registry.names() else []
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


def _figures() -> str:
    from charter.render import registry

    return "\n".join(f"{each.name:<12} {first_line(each.page)}" for each in registry.entries())


def _indices() -> str:
    from charter.games import index_registry

    return "\n".join(f"{name:<15} {first_line(index_registry.page(name))}" for name in index_registry.ordered())


def first_line(page: str) -> str:
    """What a page says first, without the full stop."""
    return page.strip().partition("\n\n")[0].replace("\n", " ").rstrip(".")


def _drawn(name: str) -> str:
    from charter.render import registry

    entry = registry.entry(name)
    of = f" [{entry.kind.of.upper()}]" if entry.kind.named else ""
    return f"{name} ({entry.folder[:-1]}: charter render TARGET{of} --diagram {name})\n\n{entry.page.strip()}"


def _measured(name: str) -> str:
    from charter.games import index_registry

    return f"{name} (index: charter power TARGET --index {name})\n\n{index_registry.page(name).strip()}"


LISTS = {"metrics": _metrics, "keywords": _keywords, "figures": _figures, "indices": _indices}


def _nothing(asked: str, codes: tuple[str, ...]) -> str:
    """What to say of a name that nothing has: near codes, and near names of the other pages."""
    from charter.cli.run_check import no_rule
    from charter.dsl.metrics import SIGNATURES
    from charter.games import index_registry
    from charter.grammar.keywords import KEYWORDS
    from charter.render import registry
    from charter.world import near

    words = near(asked.lower(), sorted({*SIGNATURES, *KEYWORDS, *registry.names(), *index_registry.names()}))
    told = no_rule(asked, codes)
    if not words:
        return told
    listed = " or ".join(f"`{word}`" for word in words)
    return f"{told}; no metric, figure, index or keyword `{visible(asked)}` either, near: {listed}"
