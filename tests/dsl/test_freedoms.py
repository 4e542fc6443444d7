"""Small freedoms of writing: read as the one form of the language, which the formatter writes."""

from __future__ import annotations

import pytest

from charter.dsl.format.formatter import format_text
from charter.dsl.load import load
from charter.dsl.syntax.source import Source

TEXT = """charter 1
use world
institution Club {
  members are { CHN, USA }
  organ Council {
    plenary
    meets every 1 year
    decides by majority of members
  }
  decision adopt : standard { step Council unless 1 members object within 30 days }
  funding {
    budget 5 million USD a year
  }
}
"""
FORMS = [
    ("{ CHN, USA }", "{ CHN, USA, }"),
    ("{ CHN, USA }", "{\n    CHN,\n    USA,\n  }"),
    ("every 1 year", "every year"),
    ("every 1 year", "once a year"),
    ("every 1 year", "once per year"),
    ("2 times every 1 year", "twice a year"),
    ("2 times every 1 year", "twice every year"),
    ("1 members object", "1 member objects"),
    ("1 members object", "any member objects"),
    ("1 members object", "1 member object"),
    ("USD a year", "USD per year"),
]


@pytest.mark.parametrize(("form", "written"), FORMS, ids=[written.replace("\n", " ") for _, written in FORMS])
def test_read_and_formatted_as_the_one_form(form: str, written: str) -> None:
    one = TEXT.replace("every 1 year", form) if form.startswith("2 times") else TEXT
    text = one.replace(form, written)
    assert text != one
    assert load(Source("t.charter", text)).findings == ()
    assert format_text(text) == format_text(one)


def test_names_that_look_like_it_stay() -> None:
    """`once` and `objects` are names elsewhere; a comma at the end of a clause still joins the next line."""
    text = TEXT.replace("organ Council {", "organ once {").replace("step Council", "step once")
    assert load(Source("t.charter", text)).findings == ()
