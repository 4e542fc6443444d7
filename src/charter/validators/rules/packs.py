"""What the rules of the two packs share: facts that satisfy a principle, and problems against a design."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from charter.dsl.findings import Finding, Label
from charter.dsl.syntax.source import Span
from charter.text.wording import listed
from charter.validators.rules.case import Case, Rule

SOURCE = "Ostrom 1990, Governing the Commons, pp. 90-102"
KLS = "Koremenos, Lipson and Snidal 2001, The Rational Design of International Institutions"


def uncovered(
    case: Case, rule: Rule, principle: str, facts: Iterable[object], looked_for: Iterable[str], help: str
) -> Iterator[Finding]:
    """A finding at the institution where no fact satisfies the principle; `looked_for` are the clauses that would."""
    if any(True for _ in facts):
        return
    wanted = list(looked_for)
    text = f"{case.institution.name} has no clause of these: {listed(wanted, 'or')}"
    yield case.finding(
        rule,
        case.institution.name_span,
        f"no clause shows {principle}",
        help=help,
        witness={"principle": principle, "looked_for": wanted, "text": text},
    )


def problems(case: Case, rule: Rule, *wanted: str) -> tuple[str, Span] | None:
    """The first of these problems that the institution declares, with its place."""
    return next(((p.value, p.span) for p in case.institution.problem if p.value in wanted), None)


def undeclared(case: Case, rule: Rule) -> Iterator[Finding]:
    """A gap where the institution does not say what kind of problem it is for."""
    if not case.institution.problem:
        yield case.gap(
            rule,
            case.institution.name_span,
            "the kind of problem",
            help="`problem enforcement`, `problem distribution`, `problem uncertainty_about_behaviour` …",
        )


def against(
    case: Case, rule: Rule, problem: tuple[str, Span], at: Span, message: str, conjecture: str, help: str
) -> Finding:
    """A design that goes against what a conjecture leads to expect of a declared problem."""
    name, where = problem
    return case.finding(
        rule,
        at,
        f"for a problem of {name.replace('_', ' ')}, {message}",
        labels=[Label(where, "the problem is declared here")] if where != at else (),
        help=help,
        witness={"problem": name, "conjecture": conjecture, "text": f"{conjecture}; but {message}"},
    )
