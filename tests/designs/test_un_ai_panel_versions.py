"""Of the four versions of the UN panel on AI: what changed from each to the next, clause by clause."""

from __future__ import annotations

import pytest
from designs_facts import loaded

from charter.dsl.compare import compare

VERSIONS = ("un_ai_panel_zero_draft", "un_ai_panel_rev1", "un_ai_panel_rev3", "un_ai_panel")


def changes(before: str, after: str) -> list[tuple[str, str, str | None, str | None]]:
    """Each change but of sources and notes: verb, path, and the two texts without their articles."""
    found = compare(loaded(before).parts["UNAIPanel"], loaded(after).parts["UNAIPanel"])
    told = [(c.verb, " / ".join(c.path), bare(c.before), bare(c.after)) for c in found]
    return [t for t in told if not t[1].startswith("source") and not t[1].endswith("note")]


def bare(text: str | None) -> str | None:
    return text if text is None else text.split(" [")[0].split(" {")[0]


@pytest.mark.parametrize("name", VERSIONS)
def test_a_version_does_not_differ_from_itself(name: str) -> None:
    assert changes(name, name) == []


def test_from_the_zero_draft_to_the_first_revision() -> None:
    found = changes(*VERSIONS[:2])
    removed = [path for verb, path, _, _ in found if verb == "remove"]
    added = [path for verb, path, _, _ in found if verb == "add"]
    assert removed == ["organ ExpertCommittee", "organ AdvisoryCommittee", "organ WorkingGroups"]
    assert added == [
        "organ Panel / experts",
        "organ Panel / reports to",
        "organ Plenary",
        "organ AppointmentCommittee",
        "organ Bureau",
        "funding",
    ]
    assert [t for t in found if t[0] == "change"] == [
        (
            "change",
            "mandate / task",
            "assesses in artificial_intelligence, through ExpertCommittee",
            "assesses in artificial_intelligence, through Panel",
        ),
        (
            "change",
            "organ Panel / reports to",
            'reports to Dialogue, every 1 year, carries "a synthesis of research"',
            'reports to Plenary, every 6 months, carries "progress"',
        ),
    ]


def test_from_the_first_to_the_third_revision() -> None:
    found = changes(*VERSIONS[1:3])
    assert (
        "change",
        "organ Panel / experts",
        "experts 40 appointed by AppointmentCommittee for 3 years",
        "experts 40 appointed by UN.GeneralAssembly on recommendation of UN.SecretaryGeneral",
    ) in found
    assert {path for verb, path, _, _ in found if verb == "remove" and path.count("/") == 0} == {
        "organ Plenary",
        "organ AppointmentCommittee",
    }
    assert {path for verb, path, _, _ in found if verb == "add"} >= {
        "mandate / excludes",
        "organ Panel / cap",
        "organ Panel / discloses",
        "organ CoChairs",
        "organ WorkingGroups",
        "decision appoint_panel",
        "decision review",
    }


def test_from_the_third_revision_to_what_was_adopted() -> None:
    found = changes(*VERSIONS[2:])
    assert [t for t in found if t[1].startswith("organ Panel")] == [
        (
            "change",
            "organ Panel / experts",
            "experts 40 appointed by UN.GeneralAssembly on recommendation of UN.SecretaryGeneral",
            "experts 40 appointed by UN.GeneralAssembly on recommendation of UN.SecretaryGeneral for 3 years",
        ),
        ("add", "organ Panel / cap", None, "at most 2 of one affiliation"),
        (
            "add",
            "organ Panel / reports to",
            None,
            'reports to UN.GeneralAssembly, every 1 year, carries "the summary report"',
        ),
    ]
    assert ("change", "status", "status draft", "status operating") in found
    assert ("add", "organ Dialogue / none", None, "no negotiated outcome") in found
    assert not [t for t in found if t[0] == "remove"]
