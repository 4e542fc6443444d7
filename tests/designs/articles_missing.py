"""The articles that the sources at hand name, and what no clause can say of them, with the reason."""

from __future__ import annotations

NAMED: dict[str, str] = {
    "ilo constitution": "1.3 1.4 1.5 2(c) 3.1 3.9 4.1 4.2 7.1 7.2 7.3 7.4 8 13.2(c) 13.4 14 16 17.2 17.3 19.2 19.5(b)"
    " 19.5(e) 22 24 25 26 26.5 28 29 31 32 33 34 36",
    "iaea statute": "III.A.1 III.A.4 III.A.5 III.A.6 III.A.7 III.C IV.B V.C VI.A.1 VI.E VII.A XII.A.6 XII.C XIV.H"
    " XVIII.C XVIII.D XIX.A XIX.B XXI.E",
    "iaea": "annex",
    "ipcc principles": "4 5 10",
    "cern convention": "II.1 III.2(a) III.3 V.6 V.7 V.8 VII.1(b)(i) X XIII XVIII",
    "wto agreement": "IV.3 IV.4 VII.3 IX IX.1 X X.9 XII.2 XIII XV",
    "wto dsu": "2.4 6.1 16.4 17.2 17.14 21.3 22.2 22.6",
    "wto scm": "4",
    "oecd convention": "6.2 6.3 10 14.3 16 17",
    "imf articles": "III.2(c) III.2(d) XII.2(d) XII.3(h) XII.3(i) XII.4(a) XII.5(a) XII.5(b) XII.5(c) XXVI.1 XXVI.2"
    " XXVIII XXXI",
    "ibrd articles": "II.1 V.2(b) V.3 V.4(g) V.9 VI.2 VI.3 VIII",
    "un un_charter": "18.2 19 27.2 27.3 52.3 108 110.3",
    "eu_council teu": "16.4",
    "isa agreement": "s.3",
    "montreal protocol": "2.4 2.9(c) 2.9(d) 4 5 10 16.1 19",
    "icao convention": "38 52 53 84 86 87 88 90(a)",
}
"""The articles that the sources at hand name, by institution and source."""

MISSING: dict[str, tuple[tuple[str, str, str], ...]] = {
    "cern": (
        ("convention XVIII", "75% of the scale of 1953 as part of the rule", "the scale of 1953 is not at hand"),
        (
            "convention V.8",
            "arrears above those of two years",
            "arrears are said in time, not in money; a note says it",
        ),
    ),
    "imf": (
        ("articles XXXI", "65% of Schedule A as a rule", "Schedule A is not at hand; a note says the rule"),
        ("articles XII.5(b)", "votes that move", "no clause gives votes by transactions; a note says it"),
        (
            "articles",
            "all clauses at 70% and 85%",
            "which they are is not at hand; those that are named stand as decisions",
        ),
    ),
    "ibrd": (
        ("articles", "65% of Schedule A as a rule", "of Schedule A one subscription and the sum are at hand"),
        ("articles V.4(g)", "who votes with whom", "constituencies of the Bank are not at hand"),
        ("articles V.2(b)", "the list of powers", "its items are not at hand; the article is named"),
    ),
    "montreal": (
        ("protocol 16.1", "consumption as part of the rule", "consumption of 1986 by state is not at hand"),
        ("protocol 2.4", "consumption in the rule", "consumption by state is not at hand; a note says the rule"),
    ),
    "isa": (
        ("agreement s.3", "criteria of groups A to C", "figures by state are not at hand; notes say the criteria"),
        (
            "agreement s.3",
            "two economies sit if they wish",
            "no clause gives a seat at the holder's wish; a note says it",
        ),
    ),
    "wto": (
        (
            "agreement IV",
            "all other councils are plenary",
            "which they are is not at hand; those with a function stand",
        ),
    ),
    "itu": (
        (
            "constitution",
            "how many sit in the Council",
            "a bound by share of members cannot be said of seats; a note says it",
        ),
    ),
    "eu_council": (
        ("cvce", "the weights of each state until 2014", "the table is not among the facts; a note has the quotas"),
    ),
    "aisi_network": (
        ("pages", "the United Kingdom coordinates", "no clause names the holder of an office; a note says it"),
    ),
    "fsb": (
        (
            "pages",
            "the articles of the Charter and of the association",
            "their texts are not at hand: no clause cites an article of them",
        ),
    ),
    "ilo": (("constitution 16", "who objects", "a step begun by an objection cannot be said; the title says it"),),
}
