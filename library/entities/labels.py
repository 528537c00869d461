"""One kind for one name within an article, however often a recogniser wavered."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from library.entities.places import place_named
from library.entities.spans import NAMES, Naming
from library.models import EntityKind

_FULL: Final = 2
"""Votes of a full name for its last part being a person; a name on its own has one for its kind."""


def settled(namings: Sequence[Naming], language: str | None) -> list[Naming]:
    """Return `namings` with the kind that most of their name have; of two as common the first.

    A name whose key is known keeps its kind. A surname that is a place's name too may be either.
    """
    votes: defaultdict[str, Counter[EntityKind]] = defaultdict(Counter)
    for naming in namings:
        if naming.key or naming.kind not in NAMES:
            continue
        votes[naming.name][naming.kind] += 1
        first, space, last = naming.name.rpartition(" ")
        if space and first and naming.kind is EntityKind.PERSON:
            votes[last][EntityKind.PERSON] += 0 if place_named(last, language) else _FULL
    return [
        replace(naming, kind=votes[naming.name].most_common(1)[0][0])
        if naming.name in votes and not naming.key and naming.kind in NAMES
        else naming
        for naming in namings
    ]
