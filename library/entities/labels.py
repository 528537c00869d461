"""One kind for one name within an article, however often a recogniser wavered."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from library.entities.places import place_named
from library.entities.spans import NAMES, Naming
from library.entities.spelling import folded, listed
from library.models import EntityKind

_FULL: Final = 2
"""Votes of a full name for its last part being a person; a name on its own has one for its kind."""

_OF_A_PLACE: Final = listed(
    """
    Afghan African Albanian Algerian American Arab Argentine Argentinian Armenian Asian Australian
    Austrian Azerbaijani Bahraini Bangladeshi Belarusian Belgian Bolivian Bosnian Brazilian British
    Bulgarian Burmese Cambodian Canadian Catalan Chechen Chilean Chinese Colombian Congolese Croatian
    Cuban Cypriot Czech Danish Dutch Egyptian English Estonian Ethiopian European Filipino Finnish
    Flemish French Georgian German Ghanaian Greek Haitian Hungarian Icelandic Indian Indonesian Iranian
    Iraqi Irish Israeli Italian Jamaican Japanese Jordanian Kazakh Kenyan Korean Kosovan Kurdish Kuwaiti
    Latvian Lebanese Libyan Lithuanian Macedonian Malaysian Maltese Mexican Moldovan Mongolian Moroccan
    Nepalese Nigerian Norwegian Pakistani Palestinian Peruvian Polish Portuguese Qatari Romanian Russian
    Rwandan Saudi Scottish Serbian Singaporean Slovak Slovenian Somali Spanish Sudanese Swedish Swiss
    Syrian Taiwanese Thai Tibetan Tunisian Turkish Ugandan Ukrainian Uzbek Venezuelan Vietnamese Welsh
    Yemeni Zimbabwean Americans Europeans Germans Iraqis Israelis Palestinians Russians Ukrainians
    """
)
"""English words for where something is from. Sets differ on what they are; places they are not."""


def settled(namings: Sequence[Naming], language: str | None) -> list[Naming]:
    """Return `namings` with the kind that most of their name have; of two as common the first.

    A name whose key is known keeps its kind. A surname that is a place's name too may be either.
    """
    votes: defaultdict[str, Counter[EntityKind]] = defaultdict(Counter)
    for naming in namings:
        if naming.key or naming.kind not in NAMES:
            continue
        votes[folded(naming.name)][naming.kind] += 1
        first, space, last = naming.name.rpartition(" ")
        if space and first and naming.kind is EntityKind.PERSON:
            votes[folded(last)][EntityKind.PERSON] += 0 if place_named(last, language) else _FULL
    return [
        replace(naming, kind=_kind(naming, votes[folded(naming.name)]))
        if folded(naming.name) in votes and not naming.key and naming.kind in NAMES
        else naming
        for naming in namings
    ]


def _kind(naming: Naming, votes: Counter[EntityKind]) -> EntityKind:
    """Return the kind that `naming` has by `votes`; what only describes a place is none."""
    kind = votes.most_common(1)[0][0]
    describes = kind is EntityKind.PLACE and naming.name in _OF_A_PLACE
    return EntityKind.OTHER if describes else kind
