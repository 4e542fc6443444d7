"""Charters that strain a layout: wide, deep, dense, empty, with long names and with names in other scripts."""

from __future__ import annotations

from functools import cache

from charter.dsl.load import load
from charter.dsl.model import Charter
from charter.dsl.syntax.source import Source

LONG = "Intergovernmental Commission for the Harmonisation of Telecommunication Interoperability Requirements"


def _organs(*lines: str, name: str = "Body", title: str = "A body") -> str:
    return f'charter 1\ninstitution {name} "{title}" {{\n' + "\n".join(lines) + "\n}\n"


def _many_plenaries() -> str:
    return _organs(*(f'organ C{n} "Committee on Subject {n}" {{ plenary }}' for n in range(12)))


def _many_under_one() -> str:
    below = (f'organ W{n} "Working Group {n}" {{ part of Plenary\n reports to Plenary }}' for n in range(15))
    return _organs("organ Plenary { plenary\n decides by consensus }", *below)


def _many_outside() -> str:
    bodies = "\n".join(f'outside O{n} "Outside body number {n}" : institution' for n in range(11))
    seats = "\n".join(f"1 appointed by O{n}" for n in range(11))
    return _organs(f"organ Board {{ seats {{ {seats} }} }}").replace("charter 1\n", f"charter 1\n{bodies}\n")


def _tower() -> str:
    chain = (
        f"organ S{n} {{ seats {{ 5 elected by S{n - 1} for 2 years }}\n reports to S{n - 1} }}" for n in range(1, 9)
    )
    return _organs("organ S0 { plenary }", *chain)


def _dense() -> str:
    names = [f"D{n}" for n in range(4)]
    organs = [
        f"organ {one} {{ seats {{ 3 elected by {names[n - 1]} }}\n"
        + "\n".join(f"reports to {other}" for other in names if other != one)
        + " }"
        for n, one in enumerate(names)
    ]
    return _organs(*organs)


def _long_names() -> str:
    return _organs(
        f'organ Assembly "{LONG}" {{ plenary }}',
        f'organ Council "{LONG} and of {LONG}" {{ seats {{ 9 elected by Assembly }} }}',
        f'decision d "Adopt what {LONG} has proposed" : standard {{ step Council\n step Assembly by 2/3 of members }}',
        title=LONG,
    )


def _other_scripts() -> str:
    return _organs(
        'organ Assembly "الجمعية العامة للدول الأعضاء" { plenary }',
        'organ Council "国际人工智能机构理事会" { seats { 9 elected by Assembly } }',
        'organ Court "Διεθνές Δικαστήριο" { experts 9 elected by Assembly }',
        'decision d "اعتماد معيار" : standard { step Council by 2/3 of seats }',
        title="الوكالة الدولية للذكاء الاصطناعي",
    )


def _many_steps() -> str:
    organs = [f"organ S{n} {{ plenary\n decides by majority of members }}" for n in range(8)]
    steps = "\n".join(f"step S{n}" for n in (0, 3, 1, 7, 2, 5, 4, 6, 0))
    return _organs(*organs, f'decision long "A long way" : standard {{ {steps} }}')


STRESS = {
    "many plenaries": _many_plenaries,
    "many under one": _many_under_one,
    "many outside": _many_outside,
    "tower": _tower,
    "dense": _dense,
    "long names": _long_names,
    "other scripts": _other_scripts,
    "many steps": _many_steps,
    "one organ": lambda: _organs("organ Meeting { plenary }"),
    "nothing": lambda: _organs("status proposed"),
}


@cache
def stressed(name: str) -> Charter:
    """The charter of that name."""
    charter = load(Source(f"{name}.charter", STRESS[name]())).charter
    assert charter is not None
    return charter
