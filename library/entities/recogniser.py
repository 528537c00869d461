"""The recogniser that comes with the package: the model for names, rules for dates and handles."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Final

from library.entities.addresses import without_addresses
from library.entities.dates import find_dates
from library.entities.handles import find_handles
from library.entities.model import Model, Name
from library.entities.organisations import find_organisations
from library.entities.places import find_places
from library.entities.rules import without_overlaps
from library.models import Entity, EntityKind, Mention

MOST: Final = 80_000
"""Code points of an article that the model reads, some 11,000 words and five seconds; in the rest rules
find places."""


class ModelRecogniser:
    """Recognises persons, places, organisations, other names, dates and handles."""

    def __init__(self, model: Model | None = None) -> None:
        """Use `model`; the one in the package unless told otherwise. It is read on first use."""
        self._model = model or Model()

    @property
    def name(self) -> str:
        """The model's name and version.

        Raises:
            ModelUnavailable: It is not there, or damaged.
        """
        return self._model.name

    def recognise(
        self, texts: Sequence[str], language: str | None = None, published: datetime | None = None
    ) -> tuple[Mention, ...]:
        """Return the mentions in `texts`; see `Recogniser.recognise`. Time is linear in the texts.

        Raises:
            ModelUnavailable: The model is not there, or damaged.
        """
        plain = [without_addresses(text) for text in texts]
        read = _within(plain, MOST)
        names: list[list[Mention]] = [[] for _ in texts]
        for name in self._model.names(read):
            mention = _mention(name, plain[name.text])
            # German adjectives, “französisch”, are other names in some sets and none in others.
            if name.kind is not EntityKind.OTHER or not mention.entity.name.islower():
                names[name.text].append(mention)
        for number, text in enumerate(plain):
            if len(read[number]) < len(text):
                names[number] += _places(text, len(read[number]), language)
        found: list[Mention] = []
        for number, text in enumerate(plain):
            sure = without_overlaps(list(_by_form(text, language, published)))
            together = without_overlaps([*sure, *_apart(names[number], sure)])
            known = list(find_organisations(text, language))
            together = without_overlaps([*together, *_apart(known, together)])
            found += (replace(mention, block=number) for mention in together)
        return tuple(found)


def _within(texts: Sequence[str], most: int) -> list[str]:
    """Return the beginning of `texts`, up to so many code points; what is left out is empty or cut off."""
    kept: list[str] = []
    for text in texts:
        end = len(text) if len(text) <= most else max(text.rfind(" ", 0, most), 0) or most
        kept.append(text[:end])
        most -= end if end == len(text) else most
    return kept


def _places(text: str, start: int, language: str | None) -> list[Mention]:
    """Return what the rules take for places in the rest of `text`."""
    return [
        replace(mention, start=mention.start + start, end=mention.end + start)
        for mention in find_places(text[start:], language)
    ]


def _by_form(text: str, language: str | None, published: datetime | None) -> Iterator[Mention]:
    """Yield what its form alone tells."""
    yield from find_handles(text)
    yield from find_dates(text, language, published)


def _mention(name: Name, text: str) -> Mention:
    """Return a name as a mention of block 0 whose entity has no key yet."""
    surface = " ".join(text[name.start : name.end].split())
    return Mention(Entity(name.kind, surface, ""), 0, name.start, name.end)


def _apart(found: Sequence[Mention], sure: Sequence[Mention]) -> Iterator[Mention]:
    """Yield those of `found` that overlap none of `sure`; both are in order and without overlaps."""
    place = 0
    for mention in found:
        while place < len(sure) and sure[place].end <= mention.start:
            place += 1
        if place == len(sure) or mention.end <= sure[place].start:
            yield mention
