"""Which characters a name takes up: without titles, possessives and what a recogniser took along."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final
from unicodedata import category

from library.entities.known import look_up
from library.entities.places import place_named
from library.entities.spelling import LONGEST, listed
from library.entities.titles import ABBREVIATED, is_title, name_start
from library.models import EntityKind, Mention

NAMES: Final = frozenset(
    (EntityKind.PERSON, EntityKind.PLACE, EntityKind.ORGANISATION, EntityKind.OTHER)
)
"""Kinds of entities that have names."""

_AROUND: Final = " \t\n\r\xa0\"'`„“”‚‘’«»‹›()[]{},;:!?–—-…"
_SYMBOLS: Final = frozenset(("So", "Sk", "Cf"))
_PARTS_OF_SYMBOLS: Final = frozenset("\ufe0e\ufe0f\u20e3")
_POSSESSIVE: Final = re.compile(r"['’]s?$")
_ADJECTIVE: Final = re.compile(
    r"(?<=\w)-(?:backed|based|born|controlled|funded|led|listed|made|owned|run|style|trained|wide)$"
)
"""By what English makes an adjective of a name: `Moscow-based`."""
_NO_OFFICES: Final = listed("Parteitag Parteitags Parteitages Mitglied Mitglieder Mitgliedern")
"""What is no office, but does not belong to the name before it either: `SPD-Parteitag`."""
_NUMBERED: Final = re.compile(r"\d\.$")
_SAYS_SOMETHING: Final = re.compile(r"[^\W_].*[^\W_]")
"""Matches more than a sign such as € or a single letter."""
_WORD: Final = re.compile(r"[^\W\d_]+")


@dataclass(frozen=True, slots=True)
class Naming:
    """A mention whose entity is not settled yet."""

    kind: EntityKind
    """What kind of entity is named."""
    block: int
    """Index of the text."""
    start: int
    """First code point of the name in that text."""
    end: int
    """One past its last."""
    name: str
    """The name that is used, without German endings as far as that is known."""
    key: str = ""
    """Key of the entity where whoever found the mention knows it."""
    title: str = ""
    """The word that was cut off before the name."""


def tidied(texts: Sequence[str], mentions: Iterable[Mention], language: str | None) -> list[Naming]:
    """Return `mentions` in reading order, cut to their names; what is left over of none is dropped."""
    found = (_naming(texts, mention, language) for mention in mentions if _lies(mention, texts))
    return in_order(naming for naming in found if naming)


def in_order(namings: Iterable[Naming]) -> list[Naming]:
    """Return `namings` in reading order; of two that overlap the earlier, then the longer, stays."""
    kept: list[Naming] = []
    for naming in sorted(namings, key=lambda n: (n.block, n.start, -n.end)):
        if not kept or naming.block != kept[-1].block or naming.start >= kept[-1].end:
            kept.append(naming)
    return kept


def _lies(mention: Mention, texts: Sequence[str]) -> bool:
    """Tell whether `mention` lies within `texts`."""
    if not 0 <= mention.block < len(texts):
        return False
    return 0 <= mention.start < mention.end <= len(texts[mention.block])


def _naming(texts: Sequence[str], mention: Mention, language: str | None) -> Naming | None:
    """Return what `mention` names; None if nothing of it is a name."""
    text = texts[mention.block]
    entity, start, end = mention.entity, mention.start, mention.end
    if entity.key or entity.kind not in NAMES:
        return Naming(entity.kind, mention.block, start, end, entity.name, entity.key)
    start, end = _bounds(text, start, end)
    kind, title = entity.kind, ""
    if adjective := _ADJECTIVE.search(text, start, end):
        end = adjective.start()
        kind = EntityKind.PLACE if place_named(text[start:end], language) else kind
    if kind is EntityKind.PERSON:
        named = start + name_start(text[start : min(end, start + LONGEST)])
        title, start = text[start:named].strip().rpartition(" ")[2], named
    if kind is EntityKind.ORGANISATION:
        end = start + _office_start(text[start:end], language)
    name = text[start:end]
    if kind is EntityKind.OTHER and not _SAYS_SOMETHING.search(name):
        return None
    if not name or (kind is EntityKind.PERSON and name.rstrip(".") in ABBREVIATED):
        return None
    if kind is not EntityKind.ORGANISATION and _of_a_place(name, language):
        return None
    return Naming(kind, mention.block, start, end, name, title=title)


def _bounds(text: str, start: int, end: int) -> tuple[int, int]:
    """Return where a name begins and ends without the signs around it and the ending of a possessive."""
    while start < end and _is_around(text[start]):
        start += 1
    while start < end and _is_around(text[end - 1]):
        end -= 1
    if _NUMBERED.search(text, max(start, end - 2), end):
        end -= 1  # the full stop of a sentence, which belongs to names such as `Acme Corp.` alone
    possessive = _POSSESSIVE.search(text, max(start, end - 2), end)
    return start, possessive.start() if possessive and possessive.start() > start else end


def _is_around(character: str) -> bool:
    """Tell whether no name begins or ends with `character`: blanks, quotes, symbols and parts of emoji."""
    # An emoji may be several code points long: a name that began in its midst would tear it apart.
    return character in _AROUND or character in _PARTS_OF_SYMBOLS or category(character) in _SYMBOLS


def _office_start(name: str, language: str | None) -> int:
    """Return the offset at which the office behind an organisation begins: 3 in `SPD-Chefin`."""
    organisation, hyphen, rest = name.rpartition("-")
    is_office = bool(hyphen) and " " not in rest and (rest in _NO_OFFICES or is_title(rest))
    if not is_office or look_up(EntityKind.ORGANISATION, name, language):
        return len(name)
    return len(organisation)


def _of_a_place(name: str, language: str | None) -> bool:
    """Tell whether `name` is a compound such as `US-Regierung`, which is neither person nor place."""
    first, hyphen, rest = name.partition("-")
    return (
        bool(hyphen)
        and first.isupper()
        and _WORD.fullmatch(rest) is not None
        and rest[1:].islower()
        and place_named(first, language) is not None
        and place_named(name, language) is None
    )
