"""Names within compounds: `US` in `US-Regierung`, `Putin` in `Putin-Besuch`, `Berlin` in `Berlin-based`."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import Final

from library.entities.addresses import without_addresses
from library.entities.known import look_up
from library.entities.persons import is_family_first
from library.entities.places import place_named
from library.entities.spans import Naming, in_order
from library.entities.spelling import listed
from library.models import EntityKind

_COMPOUND: Final = re.compile(r"(?<![\w@#./-])[^\W_]\w*(?:-[^\W\d_]\w*)+(?![\w@-])")
_PART: Final = re.compile(r"\w+")
_LONGEST: Final = 80
"""Code points of the longest compound that is looked into."""
_NAMED_AFTER: Final = re.compile(
    r"\w*(?:straße|strasse|platz|allee|weg|ufer|ring|brücke|park|haus|halle|stadion|schule|gymnasium|institut"
    r"|universität|akademie|stiftung|preis|museum|klinik|krankenhaus|kaserne|orchester|forum|center)s?",
    re.IGNORECASE,
)
"""What is called after somebody, who is not meant: `Goethe-Institut`, `Einstein-Gymnasium`."""
_ABOUT_SOMEBODY: Final = listed(
    """
    Anhänger Anhängern Anwalt Attentat Ära Berater Besuch Effekt Fan Fans Freund Freunde Freunden Gegner
    Gegnern Gesetz Interview Kabinett Kritiker Kritikern Lager Nachfolge Nachfolger Partei Plan Pläne Rede
    Regierung Regime Rivale Rivalen Sprecher Sprecherin Tochter Unterstützer Unterstützern Vertraute
    Vertrauter Vertrauten Vorgänger Wähler Wählern Zitat Biographie Biografie Biograf
    """
)
"""Ends of compounds that are about somebody and name nobody: `Mubarak-Gegner`."""
_AGAINST: Final = listed("anti pro ex post pre non Anti Pro Ex Post Nicht")
"""Beginnings after which the last part may be the name: `anti-Trump`."""


def without_compounds(namings: Sequence[Naming], language: str | None) -> list[Naming]:
    """Return `namings` without compounds that a recogniser took for persons: `Putin-Gegner`.

    They begin with the surname of somebody in the article, or of somebody famous. Double names do so
    too, but of those the article has a full name, `Lea Auer-Bach`.
    """
    full = [naming.name.split() for naming in namings if naming.kind is EntityKind.PERSON]
    words = {word for name in full if len(name) > 1 for word in name}
    surnames = {
        name[0] if is_family_first(name[0].lower()) else name[-1] for name in full if len(name) > 1
    }
    return [
        naming
        for naming in namings
        if naming.key
        or naming.kind is not EntityKind.PERSON
        or naming.name in words
        or not _names_nobody(naming.name, surnames, language)
    ]


def _names_nobody(name: str, surnames: Collection[str], language: str | None) -> bool:
    """Tell whether `name` is a compound about somebody, by its end or by the surname that it begins with."""
    first, hyphen, rest = name.partition("-")
    if not hyphen or " " in name:
        return False
    return (
        rest in _ABOUT_SOMEBODY
        or first in surnames
        or look_up(EntityKind.PERSON, first, language) is not None
    )


def within_compounds(
    texts: Sequence[str],
    namings: Sequence[Naming],
    singles: Mapping[str, Naming],
    language: str | None,
) -> list[Naming]:
    """Return `namings` and the names within compounds that are no names themselves.

    Args:
        texts: The texts of an article.
        namings: What is named in them, in reading order.
        singles: Surnames and acronyms of the article, and a mention of each.
        language: ISO 639-1 code of the texts, None when it is not known.
    """
    starts: defaultdict[int, list[int]] = defaultdict(list)
    ends: defaultdict[int, list[int]] = defaultdict(list)
    for naming in namings:
        starts[naming.block].append(naming.start)
        ends[naming.block].append(naming.end)
    names = {naming.name for naming in namings if "-" in naming.name}
    added: list[Naming] = []
    for block, text in enumerate(texts):
        for compound in _COMPOUND.finditer(without_addresses(text)) if "-" in text else ():
            before = bisect_right(starts[block], compound.end() - 1)
            free = not before or ends[block][before - 1] <= compound.start()
            if free and compound[0] not in names and len(compound[0]) <= _LONGEST:
                added += _parts(compound, block, singles, language)
    return in_order([*namings, *added]) if added else list(namings)


def _parts(
    compound: re.Match[str], block: int, singles: Mapping[str, Naming], language: str | None
) -> Iterator[Naming]:
    """Yield the names among the parts of `compound`, of which the last is what it is about."""
    parts = list(_PART.finditer(compound[0]))
    if not compound[0].isascii() and place_named(compound[0], language):
        return
    last = len(parts) if parts[0][0] in _AGAINST else len(parts) - 1
    named_after = _NAMED_AFTER.fullmatch(parts[-1][0]) is not None
    number = 0
    while number < last:
        taken = 1
        # New York-Reise has a space, New-York-Reise a hyphen.
        for count in range(min(3, last - number), 0, -1):
            start, end = parts[number].start(), parts[number + count - 1].end()
            offset = compound.start()
            part = compound[0][start:end]
            found = _named(part, singles, language) or (
                None if named_after else _famous(part, language)
            )
            if found:
                kind, name, key = found
                yield Naming(kind, block, offset + start, offset + end, name, key)
                taken = count
                break
        number += taken


def _named(
    part: str, singles: Mapping[str, Naming], language: str | None
) -> tuple[EntityKind, str, str] | None:
    """Return kind, name and key of what `part` names; the key may be empty."""
    if not part[0].isupper():
        return None
    single = singles.get(part)
    if single:
        return single.kind, single.name, single.key
    place = place_named(part, language) or place_named(part.replace("-", " "), language)
    if place:
        return EntityKind.PLACE, place.usual or part, place.key
    if part.isupper() and 1 < len(part) < 6:
        known = look_up(EntityKind.ORGANISATION, part, language)
        if known:
            return EntityKind.ORGANISATION, part, known.key
    return None


def _famous(part: str, language: str | None) -> tuple[EntityKind, str, str] | None:
    """Return the person who is known by the one name `part` wherever it stands: `Putin`."""
    known = look_up(EntityKind.PERSON, part, language) if part[0].isupper() else None
    return (EntityKind.PERSON, part, known.key) if known else None
