"""German nouns that names end in, and the adjectives before them: as they stand in the nominative."""

from __future__ import annotations

import re
from typing import Final

from library.entities.spelling import listed

_MASCULINE: Final = "bund|gerichtshof|gipfel|konzern|krieg|[^c]rat|senat|tag|verband|verein|vertrag"
_NEUTER: Final = "abkommen|amt|gericht|gesetz|institut|kabinett|ministerium|parlament|werk|zentrum"
_NOUN: Final = re.compile(
    rf"(?P<noun>.*(?:(?P<he>{_MASCULINE})|{_NEUTER}))(?P<genitive>e?s)?", re.IGNORECASE
)
_ADJECTIVE: Final = re.compile(
    r"^(.{2,}(?:al|är|ell|ig|isch|iv|lich|sch|st)|Alt|Dritt|Erst|Frei|Groß|Hoh|Kalt|Neu|Rot|Vereint|Zweit)"
    r"e[mnrs]?$"
)
"""An adjective that has an ending."""
_ARTICLES: Final = listed("der die das den dem des ein eine einen einem einer eines")
"""What an adjective has its weak ending behind: `der Oberste`."""


def nominative(word: str) -> str:
    """Return a noun without the ending of a genitive, where it is one that stands in names: Gerichtshofs."""
    found = _NOUN.fullmatch(word)
    return found["noun"] if found and found["genitive"] else word


def in_nominative(name: str) -> str:
    """Return a name that ends in such a noun as it stands alone: `Oberster Gerichtshof`."""
    *before, last = name.split(" ")
    found = _NOUN.fullmatch(last)
    if not found:
        return name
    ending = "er" if found["he"] else "es"
    if before and before[0].lower() not in _ARTICLES:
        before = [_ADJECTIVE.sub(rf"\1{ending}", one) for one in before]
    return " ".join((*before, found["noun"]))
