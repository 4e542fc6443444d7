"""Examples for `--help` and the man page, a few for each command; a test runs each of them on the shipped designs."""

from __future__ import annotations

EXAMPLES: dict[str, tuple[tuple[str, str], ...]] = {
    "check": (
        ("charter check my.charter", "everything that is found, with witnesses and corrections"),
        ("charter check drafts/ --format concise", "a line a finding, for every charter of a folder"),
        ("charter check iaea --select VOT --fail-on never", "only the rules on voting, of a shipped design"),
        ("charter check my.charter --format sarif=out.sarif --format full", "a file and the terminal at once"),
    ),
    "baseline": (
        ("charter baseline drafts/", "write charter-baseline.json"),
        ("charter check drafts/ --baseline charter-baseline.json", "tell only what is new since"),
    ),
    "fmt": (
        ("charter fmt my.charter", "rewrite it in the one form"),
        ("charter fmt --check drafts/", "exit 1 where something would change"),
    ),
    "render": (
        ("charter render iaea", "iaea.svg: organs, ties and decisions"),
        ("charter render iaea suspend --diagram decision -o suspend.svg", "one decision"),
        ("charter render iaia --diagram all -o figures/", "every figure that there is something for"),
        ("charter render iaea -o iaea.mmd --format mermaid", "text for Markdown pages"),
    ),
    "landscape": (("charter landscape iaea ilo imf", "which functions they cover, and who is in none"),),
    "report": (
        ("charter report iaia", "iaia-report.html and iaia.svg"),
        ("charter report iaea -o iaea.md", "Markdown, its pictures beside it"),
        ("charter report ilo ilo_ai_labour -o both.html", "a reform beside its original"),
    ),
    "embed": (("charter embed proposal.md --check", "say which figures of a document have fallen behind"),),
    "rules": (
        ("charter rules", "every rule, its severity, and whether it is on here"),
        ("charter rules VOT", "those of a family"),
    ),
    "power": (
        ("charter power iaea.suspend", "indices of power, exactly"),
        ("charter power imf --format csv", "the decisions of a design"),
        ("charter power --weights 4,4,4,2,2,1 --quota 12", "a bare game"),
        ("charter power un.chapter_vii --by m49_region", "summed by region"),
    ),
    "coalitions": (
        ("charter coalitions iaea.suspend", "who can carry it, who can block it, which clauses matter"),
        ("charter coalitions un.chapter_vii --of P5", "what a group can do"),
        (
            "charter coalitions imf.set_charges --without-help-of USA",
            "the fewest others who can, a member against them",
        ),
    ),
    "vote": (
        (
            "charter vote un.chapter_vii --no RUS --abstain CHN --rest yes",
            "what each step needs and has, and what would turn it",
        ),
        (
            "charter vote ilo.adopt_convention --yes 288 --no 8 --abstain 139 --voters 594 --rest away",
            "by numbers of votes",
        ),
    ),
    "compare": (
        ("charter compare iaia isia narrow_path", "what each says, one family of clauses after another"),
        ('charter compare iaea iaia --ask "smallest_blocking(amend)"', "with the value of an expression"),
        ("charter compare hlab -o hlab.html", "the bodies of a landscape, as a page"),
    ),
    "explore": (
        (
            "charter explore iaia --over ranked_seats=4..8:2 --ask 'share(Developing, seats in Council)'",
            "try other numbers",
        ),
    ),
    "repair": (("charter repair icao", "changes that answer what was found, each verified"),),
    "brief": (
        ("charter brief KEN iaia", "what a design is to a state"),
        ("charter brief FrontierStates iaia isia waico", "designs side by side, for a group"),
        ("charter brief --all iaia --format markdown -o members.md", "a row to every member"),
    ),
    "diff": (
        ("charter diff ilo ilo_ai_labour", "what a reform changes, clause by clause"),
        ("charter diff --meaning un un_veto_of_two", "who gains and who loses by it"),
    ),
    "explain": (
        ("charter explain VOT101", "the page of a rule"),
        ("charter explain quorum", "a word of the language"),
        ("charter explain metrics", "what expectations can ask"),
    ),
    "designs": (
        ("charter designs", "all of them"),
        ('charter designs --function "sets standards"', "those with a function"),
    ),
    "new": (
        ('charter new "Compute Registry Agency"', "compute_registry_agency.charter"),
        ("charter new MyAgency --like iaea", "a copy without the history of the original"),
    ),
    "export": (
        ("charter export iaea -o iaea.json", "the model, by the published schema"),
        ("charter export --check iaea.json", "whether a file can be read back"),
    ),
    "lsp": (("charter lsp", "serve an editor on standard input and output"),),
    "world": (
        ("charter world KEN", "what is known of a state"),
        ("charter world G77", "a group"),
        ("charter world --tables", "each table with its source, date and licence"),
    ),
}
"""By command: what to type, and what that does."""


def epilog(command: str) -> str | None:
    """The examples as the end of a help text; click leaves paragraphs that begin with \\b as they are."""
    found = EXAMPLES.get(command, ())
    if not found:
        return None
    return "\b\nExamples:\n" + "\n".join(f"  {typed}\n      {does}" for typed, does in found)
