"""What was changed of articles, kept so that it can be put back exactly as it was. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from library.journal import Field, Value


@dataclass(frozen=True, slots=True)
class Altered:
    """One field of an article's status that was set to something else."""

    id: str
    """The article's id."""
    field: Field
    """What was changed."""
    before: Value
    """What it had until then; None for nothing."""
    after: Value
    """What it has had from then on."""


class PutBack(NamedTuple):
    """What came of putting something back."""

    done: tuple[Altered, ...]
    """What was changed by that; to put this back does again what was taken back."""
    left: int
    """How many fields were left as they are, for somebody else has changed them since."""
