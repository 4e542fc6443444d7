"""Who alone can stop a decision, in words, from its game."""

from __future__ import annotations

from attrs import frozen

from charter.dsl.model import Charter, Decision, Institution
from charter.render.drawing.text import clean
from charter.text.wording import listed, number

LISTED = 12


@frozen
class Blocking:
    """`able`: yes, depends, no, unknown; `words` say who, as a sentence."""

    able: str
    words: tuple[str, ...]


def blocking(charter: Charter, institution: Institution, decision: Decision | str) -> Blocking:
    """Who alone can stop the decision, over every lawful composition; what is missing where that is not known."""
    from charter.decisions.queries.game_queries import DecisionGame, decision_game
    from charter.errors import GameError, TooLarge

    game = decision_game(charter, institution, decision)
    if not isinstance(game, DecisionGame):
        return Blocking(
            "unknown", (f"Not known: {clean(game.sentence or f'the charter does not settle {game.missing}')}.",)
        )
    try:
        found = game.veto_members()
        least = None if found or game.anonymous else game.smallest_blocking().size
    except TooLarge as error:
        return Blocking("unknown", (f"Not known: {clean(str(error))}.",))
    except GameError:  # the seats could not be read
        return Blocking("unknown", ("Not known: the charter does not settle who votes.",))
    if not found and game.anonymous:
        return Blocking("unknown", ("Not known: the charter does not settle the members.",))
    words = []
    if found.each:
        words.append(f"{found.each[:1].upper()}{found.each[1:]}, alone.")
    if found.always and not (found.each or "").startswith(f"each of the {len(found.always)} members"):
        words.append(f"{_listed(found.always)},{' each' * (len(found.always) > 1)} alone.")
    if found.sometimes:
        words.append(f"It depends on who sits: {_listed(found.sometimes)}.")
    able = "yes" if found.each or found.always else "depends" if found.sometimes else "no"
    if not words:
        words.append("No single member." + (f" It takes {number(least, 'member')} to stop it." if least else ""))
    if game.assembled.bodies:
        words.append(f"It also needs {listed(clean(body.by) for body in game.assembled.bodies)}.")
    return Blocking(able, tuple(words))


def _listed(names: tuple[str, ...]) -> str:
    shown = [clean(name) for name in names[:LISTED]]
    more = len(names) - len(shown)
    return listed([*shown, f"{more} others"] if more else shown)
