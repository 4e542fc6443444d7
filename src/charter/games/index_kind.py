"""What the module of an index of power says of itself."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TypeAlias

from attrs import frozen

Blocs: TypeAlias = Sequence[Sequence[str]]
"""Players who act together; those in none are alone."""


@frozen
class IndexKind:
    """`columns` are what the index fills, each with its heading, and `order` says where among the others. A `usual` one
    is measured where none is asked for; one `of_blocs` only where blocs are given. `share` is the column whose values
    sum to one over the players; `sampled` the estimate of `Power.estimate` that stands for it where no exact method
    fits, and the column that it fills."""

    columns: Mapping[str, str]
    order: int
    usual: bool = False
    of_blocs: bool = False
    share: str | None = None
    sampled: tuple[str, str] | None = None
