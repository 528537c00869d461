"""Entities: what an article names, and where.

`recognise` marks one text, `recognise_article` a title and its blocks. A `Recogniser` finds the
mentions; `names.link` then tells which of them mean one entity. Nothing is read from disk before
the first text is recognised, so importing this package costs next to nothing.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from functools import cache
from typing import Final, Protocol

from library.entities.names import link
from library.entities.rules import RuleRecogniser
from library.models import TITLE_BLOCK, Block, Mention

__all__ = [
    "LINKING",
    "RULES",
    "Recogniser",
    "RuleRecogniser",
    "recognise",
    "recognise_article",
    "shipped",
]


class Recogniser(Protocol):
    """Finds the entities that texts name."""

    @property
    def name(self) -> str:
        """What it is and in which version: another name means that it may find something else."""
        ...

    def recognise(
        self, texts: Sequence[str], language: str | None = None, published: datetime | None = None
    ) -> tuple[Mention, ...]:
        """Return the mentions in the texts of one article, in reading order and not overlapping.

        Args:
            texts: Any strings; `block` of a mention is an index of them, and its offsets count code
                points of that text from 0.
            language: ISO 639-1 code of the texts, None when it is not known.
            published: When they were published (aware), for dates such as “yesterday”.
        """
        ...


LINKING: Final = "names-6"
"""Changes whenever mentions are found or linked otherwise, so that stored names are recognised anew."""

RULES: Final = RuleRecogniser()
"""Knows places, dates and handles; quick, and always there."""


@cache
def shipped() -> Recogniser:
    """Return the recogniser that comes with the package; its model is read on first use."""
    from library.entities.recogniser import ModelRecogniser

    return ModelRecogniser()


def recognise(text: str, language: str | None = None) -> tuple[Mention, ...]:
    """Return the mentions in `text`, ordered by start and not overlapping, all of block 0.

    Offsets count code points of `text` from 0. `language` is an ISO 639-1 code; None means that
    it is not known, and entities are then named as the text names them. No text makes it raise.

    Raises:
        ModelUnavailable: The model that knows names is missing or damaged.
    """
    return link([text], shipped().recognise([text], language), language)


def recognise_article(
    title: str,
    blocks: Sequence[Block],
    language: str | None,
    published: datetime | None = None,
    recogniser: Recogniser | None = None,
) -> tuple[Mention, ...]:
    """Return the mentions in an article, those of the title first (`TITLE_BLOCK`), then by block.

    Offsets count code points of each block's text from 0. What only the whole article can tell is
    settled here: mentions of one entity share it, by whichever name it goes.

    Args:
        title: Its headline.
        blocks: Its body.
        language: ISO 639-1 code, None when it is not known.
        published: When it was published (aware), for dates such as “yesterday”.
        recogniser: What finds the mentions; the one that is shipped unless told otherwise.
    """
    texts = [title, *(block.text for block in blocks)]
    found = (recogniser or shipped()).recognise(texts, language, published)
    return tuple(
        replace(mention, block=mention.block - 1 if mention.block else TITLE_BLOCK)
        for mention in link(texts, found, language)
    )
