"""Each article that is known of an institution is cited by the clause that says it, or is missing for a reason."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from articles import ARTICLES
from articles_missing import MISSING, NAMED
from articles_proposals import PROPOSED, UNSAID
from designs_facts import charter, institution, within

from charter.designs import designs

KNOWN = {**ARTICLES, **PROPOSED}
ROWS = [(name, *row) for name, rows in KNOWN.items() for row in rows]
LEFT_OUT = [(name, *row) for name, rows in {**MISSING, **UNSAID}.items() for row in rows]


def clauses(name: str) -> Iterator[tuple[str, set[str]]]:
    """Each clause that cites something: its text in one line, without the articles, and the articles."""
    whole = charter(name)
    text = designs()[name].path.read_text(encoding="utf-8").splitlines()
    for record in within(whole):
        span = getattr(record, "span", None)
        if span is None or span.file != whole.file:
            continue
        lines = " ".join(text[span.line - 1 : span.end_line])
        brackets = re.findall(r"\[([^\[\]]*)\]", lines)
        cited = {str(c) for c in getattr(record, "citations", ())}
        if not cited and len(brackets) == 1:  # what the model keeps without its article
            cited = {each.strip() for each in brackets[0].split(";")}
        if cited:
            yield " ".join(re.sub(r"\[[^\[\]]*\]", " ", lines).split()), cited


def spread(cited: str) -> set[str]:
    """What a citation stands for: `statute 31-32` for two articles, `III.A.1-4` for four, any other for itself."""
    found = re.fullmatch(r"(.*?)(\d+)-(?:.*\.)?(\d+)", cited)
    if found is None:
        return {cited}
    return {cited} | {f"{found[1]}{n}" for n in range(int(found[2]), int(found[3]) + 1)}


@pytest.mark.parametrize(("name", "article", "fact", "words"), ROWS)
def test_the_article_is_cited_by_the_clause_that_says_it(name: str, article: str, fact: str, words: str) -> None:
    by_article = [text for text, cited in clauses(name) if any(article in spread(each) for each in cited)]
    assert by_article, f"{name}: no clause cites {article} ({fact})"
    assert [text for text in by_article if words in text], f"{fact}: {by_article}"


@pytest.mark.parametrize(("name", "article", "fact", "reason"), LEFT_OUT)
def test_what_is_missing_is_missing_for_a_reason(name: str, article: str, fact: str, reason: str) -> None:
    assert article.split(" ")[0] in {s.name for s in institution(name).sources}
    assert len(fact) > 10, fact
    assert len(reason) > 20, reason
    assert (article, fact) not in {row[:2] for row in KNOWN[name]}


@pytest.mark.parametrize("where", NAMED)
def test_each_article_that_is_named_is_paired_with_a_clause_or_missing_for_a_reason(where: str) -> None:
    name, _, source = where.partition(" ")
    known = {row[0] for row in (*ARTICLES[name], *MISSING.get(name, ()))}
    assert {f"{source} {article}".strip() for article in NAMED[where].split()} - known == set()


def test_every_existing_institution_has_its_articles() -> None:
    library = {d.name for d in designs().values() if d.kind == "institutions"}
    assert set(ARTICLES) == library
    assert set(MISSING) <= library


def test_what_is_paired_of_proposals_is_of_shipped_proposals() -> None:
    library = {d.name for d in designs().values() if d.kind == "proposals"}
    assert set(PROPOSED) <= library
    assert set(UNSAID) <= set(PROPOSED)


@pytest.mark.parametrize("name", KNOWN)
def test_no_fact_is_listed_twice(name: str) -> None:
    facts = [row[:2] for row in KNOWN[name]]
    assert len(facts) == len(set(facts))
