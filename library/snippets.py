"""Why a search found an article: its hits in the title, and else the text around the first in the body."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import chain
from typing import Final

from library.models import TITLE_BLOCK, Article, Block, BlockKind, Mention
from library.search import Node, Or, find_hits
from library.search.columns import columns_of

Span = tuple[int, int]
"""First code point, and one past the last."""

_LEAD: Final = (Block(BlockKind.PARAGRAPH, ""),) * 2
_BEFORE: Final = 60
"""Code points before a hit that are shown at most; it begins with a whole word."""
_LENGTH: Final = 300
"""Code points that are shown at most: more than a row of any screen has room for."""


@dataclass(frozen=True, slots=True)
class Snippet:
    """What a row of a list can show of why an article was found."""

    title: tuple[Span, ...] = ()
    """The hits in the title."""
    is_all_in_title: bool = False
    """Whether all that was searched for is in the title."""
    text: str = ""
    """The text around the first hit in the body, on one line, if the title lacks anything around the first of
    that; empty when there is none."""
    hits: tuple[Span, ...] = ()
    """The hits in `text`."""
    is_cut: bool = False
    """Whether something stands before `text`."""


def snippet_of(
    sought: Sequence[Sequence[Node]], article: Article, mentions: Iterable[Mention] = ()
) -> Snippet:
    """Return why `article` matches: it is read no further than that takes.

    `sought` are the phrases and names that are looked for, each in all its forms, and `mentions` the
    names in the article.
    """
    named: dict[int, list[Mention]] = {}
    for mention in mentions:
        named.setdefault(mention.block, []).append(mention)
    heading, names = replace(article, blocks=()), named.get(TITLE_BLOCK, ())
    title = _spans(chain.from_iterable(sought), heading, names)
    missing = [forms for forms in sought if not (title and _spans(forms, heading, names))]
    snippet = _in_body(missing or sought, sought, article, named)
    return replace(snippet, title=tuple(title), is_all_in_title=bool(title) and not missing)


def _in_body(
    wanted: Sequence[Sequence[Node]],
    sought: Sequence[Sequence[Node]],
    article: Article,
    named: Mapping[int, Sequence[Mention]],
) -> Snippet:
    """Return the text around the first place where any of what is `wanted` stands."""
    first, every = (tuple(chain.from_iterable(forms)) for forms in (wanted, sought))
    if not first:
        return Snippet()
    columns = columns_of(article.blocks)
    for number, block in enumerate(article.blocks):
        # Alone it would be the lead, which only what is looked for there is found in.
        before = _LEAD if columns[number] == "body" else ()
        alone = replace(article, title="", blocks=(*before, block))
        mentions = [replace(mention, block=len(before)) for mention in named.get(number, ())]
        if hits := _spans(first, alone, mentions):
            return _around(hits[0], block.text, _spans(every, alone, mentions))
    return Snippet()


def _spans(parts: Iterable[Node], article: Article, mentions: Sequence[Mention]) -> list[Span]:
    """Return where any of `parts` stand in an article of one text."""
    return [(hit.start, hit.end) for hit in find_hits(Or(tuple(parts)), article, mentions)]


def _around(hit: Span, text: str, hits: Iterable[Span]) -> Snippet:
    """Return what stands around a hit in `text`, from the beginning of a word on."""
    begin = max(0, hit[0] - _BEFORE)
    if begin:
        begin = text.find(" ", begin, hit[0]) + 1 or hit[0]
    end = begin + _LENGTH
    # A line break is as good as a blank here, and as long.
    shown = text[begin:end].replace("\n", " ")
    inside = tuple((s - begin, e - begin) for s, e in hits if begin <= s and e <= end)
    return Snippet(text=shown, hits=inside, is_cut=begin > 0)
