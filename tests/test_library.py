"""The library that `import charter` offers: each documented call, its errors, and the page made from its docstrings."""

from __future__ import annotations

import doctest
import importlib.util
import json
import re
import subprocess
import sys
from fractions import Fraction
from pathlib import Path
from types import ModuleType

import pytest

import charter
from charter import errors, library

ROOT = Path(__file__).parents[1]
PAGE = (ROOT / "docs" / "api.md").read_text(encoding="utf-8")

CLUB = """\
charter 1
use world
institution Club "The Club" {
  members are { FRA, DEU, ITA }
  organ Board { plenary; votes one each; decides by 2/3 of members }
  decision admit "Admit a member" : admission { step Board by 2/3 of members }
}
expect Club {
  FRA cannot block admit
}
"""


def club() -> charter.CharterDocument:
    return charter.load(text=CLUB)


def maker() -> ModuleType:
    spec = importlib.util.spec_from_file_location("make_api", ROOT / "docs" / "reference" / "make.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_the_page_is_fresh_and_names_everything() -> None:
    make = maker()
    assert make.page() == PAGE
    assert {*make.ORDER, "__version__"} == set(charter.__all__)
    assert set(re.findall(r"^## `charter\.(\w+)`", PAGE, re.MULTILINE)) == set(make.ORDER)


def test_every_example_is_right() -> None:
    for module in (charter, library):
        found = doctest.testmod(module)
        assert found.attempted >= 2
        assert found.failed == 0


def test_importing_it_imports_nothing() -> None:
    code = "import sys, charter; print(sorted(m for m in sys.modules if m.startswith('charter.') or m == 'attrs'))"
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert run.stdout == "['charter._version']\n"
    assert set(charter.__all__) <= set(dir(charter))
    with pytest.raises(AttributeError, match="module 'charter' has no attribute 'lode'"):
        charter.lode  # noqa: B018


def test_a_text_is_checked() -> None:
    """Two of three carry the decision, so that one alone cannot stop it: 2 of 3 are left, and 2 are needed."""
    checked = club().check()
    assert [(v.verdict, v.text) for v in checked.verdicts] == [("proved", "FRA cannot block admit")]
    assert not any(f.severity == "error" for f in checked.findings)
    assert checked.exit_code("error") == 0
    assert [f.code for f in club().check(select=["VOT"], ignore=["VOT1"]).findings] == []
    with pytest.raises(charter.UnknownNameError, match="there is no fail level `fatal`; there are error, warning"):
        checked.exit_code("fatal")
    with pytest.raises(charter.CharterError):
        club().check(select=["XYZ9"])


def test_a_mistake_in_the_text_is_a_finding() -> None:
    document = charter.load(text="charter 1\ninstitution Club {\n  organ Board { plenery }\n}\n")
    found = document.check().findings
    assert [(f.severity, f.span.line) for f in found if f.code.startswith("LNG")][:1] == [("error", 3)]
    with pytest.raises(charter.CharterError):
        document.formatted()


def test_who_can_stop_a_decision() -> None:
    """Of three seats two are needed. One no leaves two: never. Two noes leave one: always. Two carry it: always."""
    decision = club().decision("admit")
    assert decision.name == "Club.admit"
    assert decision.can_block(["FRA"]).kind == "never"
    assert decision.can_block(["FRA", "DEU"]).kind == "always"
    assert decision.can_pass(["FRA", "DEU"]).kind == "always"
    assert decision.can_pass("ITA").kind == "never"
    assert decision.smallest_blocking().size == 2
    assert decision.smallest_passing().size == 2
    assert decision.veto_members().always == ()
    assert decision.game().veto_players == ()


def test_groups_of_the_world_and_states_without_a_vote() -> None:
    suspend = charter.load("un").decision("chapter_vii")
    assert suspend.can_block(["P5"]).kind == "always"
    assert suspend.can_block(["USA"]).kind == "always"
    assert set(suspend.veto_members().always) == {"CHN", "FRA", "GBR", "RUS", "USA"}


@pytest.mark.parametrize("wrong", ["USSR", "Usa", "A B", ""])
def test_a_name_of_nobody_is_never_answered(wrong: str) -> None:
    with pytest.raises(charter.UnknownNameError, match="there is no party or group"):
        club().decision("admit").can_block([wrong])


def test_power_is_exact() -> None:
    """Three equal players: a third each. Banzhaf: each swings in 2 of the 4 coalitions of the others, so 1/2."""
    found = club().power("admit", ["shapley-shubik", "banzhaf"])
    shapley, absolute = found.index("shapley-shubik"), found.index("banzhaf-absolute")
    assert shapley is not None
    assert absolute is not None
    assert shapley.values == dict.fromkeys(("DEU", "FRA", "ITA"), Fraction(1, 3))
    assert absolute.values == dict.fromkeys(("DEU", "FRA", "ITA"), Fraction(1, 2))
    assert found.exact
    with pytest.raises(charter.UnknownNameError, match="there is no index of power `bank`; there are banzhaf"):
        club().power("admit", ["bank"])


def test_a_decision_that_there_is_not() -> None:
    with pytest.raises(charter.UnknownNameError) as caught:
        club().decision("expel")
    assert str(caught.value) == "there is no decision `expel`; there are Club.admit"
    assert caught.value.known == ("Club.admit",)


def test_a_decision_of_which_too_little_is_said() -> None:
    document = charter.load(
        text="charter 1\ninstitution X {\n  organ O { plenary }\n  decision d : budget { step O }\n}\n"
    )
    with pytest.raises(charter.NotStatedError) as caught:
        document.decision("d").game()
    assert "not stated is" in str(caught.value)
    assert caught.value.missing


def test_pictures() -> None:
    drawn = club().diagram()
    assert drawn.title == "Structure of The Club"
    assert charter.draw(drawn, "svg").startswith(b"<svg")
    assert charter.draw(drawn, "dot").startswith(b"digraph")
    assert drawn._repr_svg_().startswith("<svg")
    assert "<svg" in club()._repr_html_()
    with pytest.raises(charter.WrongUseError, match="no diagram 'pie'"):
        club().diagram("pie")
    with pytest.raises(charter.WrongUseError, match="no format 'gif'"):
        charter.draw(drawn, "gif")
    with pytest.raises(charter.UnknownNameError, match="there is no institution `Guild`; there are Club"):
        club().diagram(institution="Guild")


def test_report_export_and_form() -> None:
    assert "<h1>The Club</h1>" in club().report().html()
    exported = json.loads(json.dumps(club().export()))
    assert exported["charter"]["institutions"][0]["name"] == "Club"
    assert charter.load(text=club().formatted()).charter.institutions[0].name == "Club"
    assert club().decisions == ("Club.admit",)


def test_findings_show_themselves_in_notebooks_and_run_nothing() -> None:
    hostile = CLUB.replace("The Club", "<script>alert(1)</script>").replace("FRA cannot", "FRA can")
    shown = charter.load(text=hostile).check()._repr_html_()
    assert "<table>" in shown
    assert "<td>refuted</td><td>FRA can block admit</td>" in shown
    assert "<script>" not in shown


@pytest.mark.parametrize("given", [{}, {"path": "iaea", "text": CLUB}])
def test_one_of_path_and_text(given: dict[str, str]) -> None:
    with pytest.raises(charter.CharterError, match="from a path or from a text, one of the two"):
        charter.load(**given)


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(charter.CharterError):
        charter.load(tmp_path / "none.charter")


def test_a_game_of_its_own() -> None:
    """Weights 2, 1, 1 and a quota of 3: the first must agree, and one of the others: 2/3, 1/6, 1/6 (Shapley 1953)."""
    game = charter.Game.weighted({"a": 2, "b": 1, "c": 1}, 3)
    assert game.veto_players == ("a",)
    assert game.power.shapley_shubik()["a"] == Fraction(2, 3)
    with pytest.raises(charter.GameError):
        game.wins(["z"])


def test_every_error_is_a_charter_error() -> None:
    from charter.decisions.play.power_bounds import Undecided
    from charter.dsl.format.formatter import NotFormattedError
    from charter.dsl.json.exchange import ExchangeError
    from charter.dsl.syntax.source import UnreadableError
    from charter.render.diagram import NothingToDrawError
    from charter.render.drawing.fonts import NoFontsError
    from charter.render.embed.fences import FenceError
    from charter.render.graph.placing import NotPlacedError
    from charter.validators.check.baseline import BaselineError
    from charter.validators.check.configuration import SettingsError
    from charter.validators.check.registry import UnknownCode
    from charter.validators.expectations.metric_list import UnknownMetric
    from charter.world import UnknownFact

    for each in (
        Undecided, NotFormattedError, ExchangeError, UnreadableError, NothingToDrawError, NoFontsError, FenceError,
        NotPlacedError, BaselineError, SettingsError, UnknownCode, UnknownMetric, UnknownFact,
        *(getattr(errors, name) for name in errors.__all__), charter.NotStatedError, charter.MissingExtraError,
    ):  # fmt: skip
        assert issubclass(each, charter.CharterError)


def test_a_report_of_a_text_with_mistakes_says_what_is_not_known() -> None:
    """The seats could not be read, so that nobody is known to vote: no answer, and no error."""
    text = CLUB.replace("plenary; votes one each;", "seats 3 { FRA; DEU; ITA }")
    page = charter.load(text=text).report().html()
    assert "Not known: line 5 was not understood." in page
