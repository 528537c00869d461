"""Texts in which names are tagged by hand, as a tagger would find them."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence

from library.entities.names import link
from library.models import Entity, EntityKind, Mention

KINDS = {
    "p": EntityKind.PERSON,
    "l": EntityKind.PLACE,
    "o": EntityKind.ORGANISATION,
    "x": EntityKind.OTHER,
}
TAGGED = re.compile(r"\[([^]|]+)\|(\w)]")


def read(*tagged: str) -> tuple[list[str], list[Mention]]:
    """Return texts, and the mentions that a tagger would give: `[Präsident Putin|p] reist.`."""
    texts, mentions = [], []
    for block, text in enumerate(tagged):
        plain, last = "", 0
        for match in TAGGED.finditer(text):
            plain += text[last : match.start()]
            entity = Entity(KINDS[match[2]], match[1], "")
            mentions.append(Mention(entity, block, len(plain), len(plain) + len(match[1])))
            plain += match[1]
            last = match.end()
        texts.append(plain + text[last:])
    return texts, mentions


def linked(*tagged: str, language: str | None = "de") -> list[tuple[str, Entity]]:
    """Return what is written, and what it means."""
    texts, mentions = read(*tagged)
    return [(texts[m.block][m.start : m.end], m.entity) for m in link(texts, mentions, language)]


def forms(found: Sequence[tuple[str, Entity]]) -> dict[tuple[str, str], list[str]]:
    """Return how each entity is written, by its kind and its name, in reading order."""
    result = defaultdict(list)
    for written, entity in found:
        result[entity.kind.value, entity.name].append(written)
    return dict(result)
