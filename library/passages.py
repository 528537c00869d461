"""What an article says of something: the sentence around a name."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from library.models import Article, BlockKind
from library.splitting import sentences

_SHORT_KINDS: Final = frozenset((BlockKind.HEADING, BlockKind.CAPTION))
_MOST: Final = 400
"""Code points of a passage that is shown; what has no end is cut there."""


@dataclass(frozen=True, slots=True)
class Passage:
    """What an article says of an entity: one sentence, and where the entity stands in it."""

    text: str
    """The sentence."""
    start: int
    """First code point of the name in it."""
    end: int
    """One past its last."""
    block: int
    """Number of the block that it is from, or `TITLE_BLOCK`."""
    offset: int
    """Code point of the block at which the sentence begins."""


def passage_of(article: Article, spans: Sequence[tuple[int, int, int]]) -> Passage:
    """Return the first sentence with one of the names at `spans`: block, start and end of each.

    Headings and captions say little; they are taken where nothing else has a name.
    """
    block, start, end = next(
        (
            span
            for span in spans
            if span[0] >= 0 and article.blocks[span[0]].kind not in _SHORT_KINDS
        ),
        spans[0],
    )
    text = article.text_of(block)
    first, last = 0, len(text)
    for begin, stop in sentences(text, article.language):
        if begin <= start:
            first = begin
        if stop >= end:
            last = stop
            break
    if last - first > _MOST:
        first = max(first, start - _MOST // 2)
        last = min(last, max(end, first + _MOST))
    sentence = text[first:last].rstrip()
    return Passage(sentence, start - first, end - first, block, first)
