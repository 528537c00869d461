"""Recognition by rules alone: places by a table of names, dates and handles by their form."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Final

from library.entities.addresses import without_addresses
from library.entities.dates import find_dates
from library.entities.handles import find_handles
from library.entities.places import find_places
from library.models import Mention


class RuleRecogniser:
    """Recognises places, dates and handles. It needs no model, and reads its table on first use."""

    name: Final = "rules-1"
    """Changes whenever the rules find something else."""

    def recognise(
        self, texts: Sequence[str], language: str | None = None, published: datetime | None = None
    ) -> tuple[Mention, ...]:
        """Return the mentions in `texts`; see `Recogniser.recognise`. Time is linear in the texts."""
        return tuple(
            replace(mention, block=number)
            for number, text in enumerate(texts)
            for mention in without_overlaps(_found(text, language, published))
        )


def without_overlaps(found: list[Mention]) -> tuple[Mention, ...]:
    """Return `found`, of one text, by start; of two that overlap the earlier, then the longer, stays."""
    found.sort(key=lambda mention: (mention.start, -mention.end))
    kept: list[Mention] = []
    for mention in found:
        if not kept or mention.start >= kept[-1].end:
            kept.append(mention)
    return tuple(kept)


def _found(text: str, language: str | None, published: datetime | None) -> list[Mention]:
    """Return all that the rules find in `text`, as mentions of block 0."""
    return list(_all(without_addresses(text), language, published))


def _all(plain: str, language: str | None, published: datetime | None) -> Iterator[Mention]:
    yield from find_handles(plain)
    yield from find_dates(plain, language, published)
    yield from find_places(plain, language)
