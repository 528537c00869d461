"""Entities: what an article names, and where.

`recognise` marks one text, `recognise_article` a title and its blocks. Behind both stands a
`Recogniser`; the one here works by rules and knows places, dates and handles. Nothing is read
from disk before the first text is recognised, so importing this package costs next to nothing.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Final, Protocol

from library.entities.addresses import without_addresses
from library.entities.dates import find_dates
from library.entities.handles import find_handles
from library.entities.places import find_places
from library.models import TITLE_BLOCK, Block, Entity, EntityKind, Mention

__all__ = ["Recogniser", "RuleRecogniser", "recognise", "recognise_article"]


class Recogniser(Protocol):
    """Finds the entities that a text names."""

    def recognise(self, text: str, language: str | None = None) -> tuple[Mention, ...]:
        """Return the mentions in `text`, ordered by start and not overlapping, all of block 0.

        Args:
            text: Any string; offsets of the mentions count its code points from 0.
            language: ISO 639-1 code of the text, None when it is not known.
        """
        ...


class RuleRecogniser:
    """Recognises places by a table of names, and dates and handles by their form."""

    def recognise(self, text: str, language: str | None = None) -> tuple[Mention, ...]:
        """Return the mentions in `text`; see `Recogniser.recognise`. Time is linear in `text`."""
        plain = without_addresses(text)
        found = [
            *find_handles(plain),
            *find_dates(plain, language),
            *find_places(plain, language),
        ]
        return _without_overlaps(found)


_RULES: Final = RuleRecogniser()


def recognise(text: str, language: str | None = None) -> tuple[Mention, ...]:
    """Return the mentions in `text`, ordered by start and not overlapping, all of block 0.

    Offsets count code points of `text` from 0. `language` is an ISO 639-1 code; None means that
    it is not known, and entities are then named as the text names them. Never raises.
    """
    return _RULES.recognise(text, language)


def recognise_article(
    title: str,
    blocks: Sequence[Block],
    language: str | None,
    recogniser: Recogniser = _RULES,
) -> tuple[Mention, ...]:
    """Return the mentions in an article, those of the title first (`TITLE_BLOCK`), then by block.

    Offsets count code points of each block's text from 0. What only the whole article can tell is
    settled here: mentions that share a kind and a key share one entity, named as it is first.
    """
    texts = [(TITLE_BLOCK, title)]
    texts += [(number, block.text) for number, block in enumerate(blocks)]
    first: dict[tuple[EntityKind, str], Entity] = {}
    mentions: list[Mention] = []
    for number, text in texts:
        for mention in recogniser.recognise(text, language):
            entity = mention.entity
            entity = first.setdefault((entity.kind, entity.key), entity)
            mentions.append(replace(mention, entity=entity, block=number))
    return tuple(mentions)


def _without_overlaps(found: list[Mention]) -> tuple[Mention, ...]:
    """Return `found` in order of start; of two that overlap the earlier, then the longer, stays."""
    found.sort(key=lambda mention: (mention.start, -mention.end))
    kept: list[Mention] = []
    for mention in found:
        if not kept or mention.start >= kept[-1].end:
            kept.append(mention)
    return tuple(kept)
