"""What the authors of proposals say, source by source, and in which words of the charter it stands.

The forms are those of `articles.ARTICLES` and `articles.MISSING`. A proposal cites sections where they are known.
"""

from __future__ import annotations

_DRAFT_OF_A_RESOLUTION = ("pages Global Digital Compact", "agreed in the Digital Compact", "proposed 2024-09-22")

PROPOSED: dict[str, tuple[tuple[str, str, str], ...]] = {
    "commission_frontier_ai": (
        ("paper abstract", "it builds expert consensus", "builds_consensus in frontier_ai"),
        ("paper", "it evaluates capabilities and risks", "evaluates_systems in frontier_ai"),
        ("authors", "it is intergovernmental", "Intergovernmental"),
        ("authors", "consensus on management too", "how they may be managed"),
        ("paper", "three precedents", "the IPCC, IPBES and the scientific panel on ozone"),
    ),
    "advanced_ai_governance_organization": (
        ("authors", "it sets norms", "sets norms in advanced_ai"),
        ("paper abstract", "it sets standards", "sets standards in advanced_ai"),
        ("paper abstract", "it supports implementation", "supports_implementation in advanced_ai"),
        ("paper", "by regulation and capacity", "regulation at home, and by the capacity for it"),
        ("paper abstract", "perhaps it monitors", "Possibly it monitors"),
        ("authors", "of states or of many stakeholders", "Intergovernmental or multistakeholder"),
        ("paper", "five precedents", "ICAO, the IMO, the FATF, the ITU and the IAEA"),
    ),
    "frontier_ai_collaborative": (
        ("paper abstract", "it gives access", "gives access in cutting_edge_ai"),
        ("paper", "it develops or acquires", "develops or acquires AI and distributes it"),
        ("authors", "a partnership of public and private", "international public-private partnership"),
        ("paper", "three precedents", "Gavi, the Global Fund and the fuel bank of the IAEA"),
        ("paper", "dual use", "can do harm too"),
    ),
    "ai_safety_project": (
        ("paper abstract", "research into safety", "does research in ai_safety"),
        ("authors", "access to models", "gives access in frontier_models"),
        ("authors", "access to computing power", "gives access in computing_power"),
        ("paper", "large and joint", "large joint project"),
        ("paper", "two precedents", "CERN and ITER"),
        ("paper", "it may empty the laboratories", "draw safety researchers out of the laboratories"),
    ),
    "iaio": (
        ("paper abstract", "it certifies", "certifies in oversight"),
        ("paper abstract", "jurisdictions and not firms", 'excludes "firms and AI projects'),
        ("paper abstract", "it sets standards", "sets standards in oversight"),
        ("paper abstract", "a regime of three parts", "Standards, licences and liability"),
        ("paper abstract", "import bans", "non-parties face import_ban"),
        ("paper abstract", "export controls", "non-parties face export_ban"),
        ("paper abstract", "both as conditions", "Both bans could be a condition"),
        ("paper abstract", "three precedents", "ICAO, the IMO and the FATF"),
    ),
    "hlab": (
        ("report 1", "the panel", "assesses in artificial_intelligence"),
        ("report 1", "a report every year", "A report every year"),
        ("report 1", "who sits on it", "in their personal capacity"),
        ("report 2", "the dialogue", "convenes in ai_governance"),
        ("report 2", "twice a year", "meets 2 times every 1 year"),
        ("report 2", "of governments and others", "Intergovernmental and multi-stakeholder"),
        ("report 2", "it discusses the panel's reports", "refers to PolicyDialogue"),
        ("report 3", "the exchange of standards", "coordinates in ai_standards"),
        ("report 3", "the panel takes part in it", "cooperates with ScientificPanel"),
        ("report 4", "the network", "builds capacity in ai_capacity"),
        ("report 4", "expertise, computing power, data", "gives access in ai_resources"),
        ("report 5", "the fund", "finances in ai_divide"),
        ("report 6", "the framework for data", "sets norms in training_data"),
        ("report 6", "who draws it up", "an agency such as UNCITRAL"),
        ("report 7", "the office", "part of UN.Secretariat"),
        ("report 7", "under whom it is", "reports to UN.SecretaryGeneral"),
        ("report", "who is in all and in none", "7 countries are in all and 118 in none"),
        ("report", "an agency later", "An agency only if risks become more serious"),
    ),
    "cern_for_ai": (
        ("report", "money for three years", "budget 30 billion EUR over 3 years"),
        ("report", "the upper bound", "30 to 35 billion EUR"),
        ("blueprint", "core contributions", "core contributions of the EU, member countries and strategic private"),
        ("blueprint", "industry pays for programmes", "programme programmes"),
        ("blueprint", "licences", 'fees for "licences'),
        ("blueprint", "computing power is let", 'charges for "rental'),
        ("blueprint", "Europe and partners", "open to EEA | HorizonPartners"),
        ("blueprint", "the partners by name", "{ CAN, CHE, GBR }"),
        ("blueprint", "members control it", "Ultimate control remains with the member countries"),
        ("blueprint", "tiers", "Membership in tiers"),
        ("blueprint", "release in stages", "Models are open at first"),
        ("background", "who is in the EEA", "EU | { ISL, LIE, NOR }"),
    ),
    "un_ai_panel_zero_draft": (
        ("resolution", "20 by the Secretary-General", "experts 20 appointed by UN.SecretaryGeneral"),
        ("resolution", "40 by the General Assembly", "experts 40 elected by UN.GeneralAssembly"),
        ("resolution", "three years, twice at most", "for 3 years, at most 2 terms"),
        ("resolution", "five regions equally", "at least 8 from each area of Regions"),
        ("resolution", "an open call", "An open call; scientific criteria"),
        ("resolution", "who leads", "It leads all outputs"),
        ("resolution", "who contributes", "It contributes to the outputs"),
        ("resolution", "chairs of working groups", "headed by GroupChairs, appointed by ExpertCommittee"),
        ("resolution", "a report every year", "reports to Dialogue, every 1 year"),
        ("resolution", "the Dialogue is open", "Open to all Member States, observers and stakeholders"),
        ("resolution", "where", "New York, September 2025; Geneva, 2026"),
        _DRAFT_OF_A_RESOLUTION,
    ),
    "un_ai_panel_rev1": (
        ("resolution", "40 in the Panel", "experts 40 appointed by AppointmentCommittee for 3 years"),
        ("resolution", "ten by the Plenary", "10 elected by Plenary"),
        ("resolution", "ten by the Secretary-General", "10 appointed by UN.SecretaryGeneral"),
        ("resolution", "states nominate", "nominated by members"),
        ("resolution", "the Plenary meets twice a year", "meets 2 times every 1 year"),
        ("resolution", "it is of the General Assembly", "part of UN.GeneralAssembly"),
        ("resolution", "progress twice a year", "reports to Plenary, every 6 months"),
        ("resolution", "a summary every year", "One summary report a year"),
        ("resolution", "one of the Bureau from each region", "at least 1 from EasternEuropean"),
        ("resolution", "what comes of the Dialogue", "a resolution of the General Assembly in 2027"),
        ("resolution", "where", "Launch in New York, September 2025"),
        ("resolution", "what exists pays", "within existing resources"),
        ("resolution", "help to take part is voluntary", 'voluntary for "help to take part"'),
        _DRAFT_OF_A_RESOLUTION,
    ),
    "un_ai_panel_rev3": (
        ("resolution", "the Secretary-General recommends", "on recommendation of UN.SecretaryGeneral"),
        ("resolution", "the General Assembly appoints", "experts 40 appointed by UN.GeneralAssembly"),
        ("resolution", "two of one nationality", "at most 2 of one nationality"),
        ("resolution", "no staff of the UN", "Employees of the UN cannot sit"),
        ("resolution", "interests are disclosed", "discloses interests"),
        ("resolution", "no military uses", 'excludes "military uses of AI"'),
        ("resolution", "updates twice a year", "reports to UN.GeneralAssembly, every 6 months"),
        ("resolution", "working groups", "The Panel may form them"),
        ("resolution", "a co-chair of each kind of country", "at least 1 from DevelopingCountries"),
        ("resolution", "three vice-chairs at most", "Up to three vice-chairs"),
        ("resolution", "Geneva and New York in turn", "In turn in Geneva and in New York"),
        ("resolution", "a resolution in 2027", "By a resolution in 2027"),
        ("resolution", "travel is voluntary", 'voluntary for "travel'),
        ("background", "which list of countries", "the last M49 list stands in"),
        _DRAFT_OF_A_RESOLUTION,
    ),
}

UNSAID: dict[str, tuple[tuple[str, str, str], ...]] = {
    "commission_frontier_ai": (
        (
            "authors",
            "governments are its members",
            "no clause says of what kind members are without saying who they are",
        ),
        ("paper", "it is shaped after the IPCC", "no clause names a body as a precedent; a note does"),
    ),
    "advanced_ai_governance_organization": (
        (
            "paper abstract",
            "perhaps it monitors compliance",
            "a task is stated or not; no word says that it is possible",
        ),
    ),
    "frontier_ai_collaborative": (
        (
            "authors",
            "states and firms are partners",
            "no clause says of what kind members are without saying who they are",
        ),
    ),
    "ai_safety_project": (("authors", "access is for its researchers", "a task has no clause on whom it serves"),),
    "iaio": (
        ("paper abstract", "bans fall on who has no certificate", "the clause knows non-parties only; a note says it"),
        ("paper abstract", "states may adopt the bans", "the clause has no `may`; a comment says it"),
    ),
    "hlab": (
        ("report 6", "an agency such as UNCITRAL begins the process", "no relation says who draws a body up"),
        ("report 3", "who takes part in the exchange", "no clause seats kinds of bodies without a number of seats"),
    ),
    "cern_for_ai": (
        ("report", "30 to 35 billion", "a budget is one number; the least stands in the clause"),
        ("blueprint", "open, then under licence, then closed", "no clause says how what is made is released"),
    ),
    "un_ai_panel_rev1": (
        (
            "resolution",
            "the committee's members are experts",
            "experts are filled in one way only, so they are written as seats",
        ),
        ("resolution", "members nominate, the Plenary elects", "an election has no clause on who nominates"),
    ),
    "un_ai_panel_rev3": (
        ("resolution", "at most two updates a year", "a report has a time between reports, and no most"),
    ),
}
