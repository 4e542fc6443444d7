"""The capital of a bank in words."""

from __future__ import annotations

from charter.dsl.model.money import Capital
from charter.render.words.clauses import money_words, set_words, share_words
from charter.render.words.names import called
from charter.text.wording import amount


def capital_words(capital: Capital) -> tuple[str, ...]:
    """Line by line: how much, in how many shares, what is paid in, who subscribes, who holds how much at least."""
    lines = [f"{money_words(capital.amount)} authorised"] if capital.amount is not None else []
    if capital.share is not None:
        count = f"{amount(capital.shares)} shares" if capital.shares is not None else "shares"
        lines.append(f"{count} of {money_words(capital.share)}")
    parts = ((capital.paid_in, "paid in"), (capital.callable, "callable"))
    lines += [f"{share_words(share)} {word}" for share, word in parts if share is not None]
    if capital.by is not None:
        lines.append(f"subscribed by {called(capital.by)}")
    lines += [f"at least {share_words(floor.share)} held by {set_words(floor.among)}" for floor in capital.floors]
    return tuple(lines)
