"""What the editor asks of reading: every question about a name, texts that are not saved, and checks
that can be ended."""

from pathlib import Path

import pytest
from editor_helpers import NAMES

from charter.dsl.elaborate.names import Asked
from charter.dsl.load import again, load
from charter.dsl.overrides import AS_WRITTEN
from charter.dsl.syntax.source import Source
from charter.validators.check.engine import check


@pytest.mark.parametrize("name", NAMES)
def test_every_question_is_about_a_word_of_the_text(name: str) -> None:
    """The place of a question is that of its word, in whatever file; what stands there for several words is a topic."""
    asked: list[Asked] = []
    loaded = load(name, asked=asked)
    assert asked
    for each in asked:
        source = loaded.sources[each.span.file]
        assert each.span.line == each.span.end_line
        there = source.line(each.span.line)[each.span.column - 1 : each.span.end_column - 1]
        assert there == each.text or each.vocabulary == "topic", each


def test_each_of_two_sources_in_a_bracket_has_its_own_place() -> None:
    """`[statute 1; statue 2]`: the second is wrong, is marked there, and its correction puts `statute` there."""
    text = 'charter 1\n\ninstitution I "I" {\n  source statute "S"\n  note "n"  [statute 1; statue 2]\n}\n'
    (wrong,) = [f for f in load(Source("x", text)).findings if f.code == "LNG201"]
    line = text.splitlines()[4]
    assert (wrong.span.line, wrong.span.column) == (5, line.index("statue") + 1)
    assert line[wrong.span.column - 1 : wrong.span.end_column - 1] == "statue"
    assert wrong.edit is not None
    assert (wrong.edit.span, wrong.edit.replacement) == (wrong.span, "statute")


def test_a_text_that_is_not_saved_stands_for_its_file_also_when_read_again(tmp_path: Path) -> None:
    (tmp_path / "a.charter").write_text("charter 1\n\nlet n = 1\n")
    source = Source("b.charter", 'charter 1\n\nuse "a.charter"\n', tmp_path / "b.charter")
    unsaved = {(tmp_path / "a.charter").resolve(): "charter 1\n\nlet n = 2\n"}
    loaded = load(source, unsaved=unsaved)
    assert loaded.charter is not None
    assert [int(let.value) for let in loaded.charter.lets] == [2]  # type: ignore[arg-type]
    read = again(loaded, AS_WRITTEN)
    assert read.charter is not None
    assert [int(let.value) for let in read.charter.lets] == [2]  # type: ignore[arg-type]


def test_a_pulse_can_end_a_check() -> None:
    class End(BaseException):
        pass

    seen = []

    def pulse() -> None:
        seen.append(1)
        if len(seen) == 3:
            raise End

    with pytest.raises(End):
        check(load("isa"), pulse=pulse)
    assert len(seen) == 3
