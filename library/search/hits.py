"""Where in an article a query matches."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from library.models import TITLE_BLOCK, Article, Hit, Mention
from library.search.columns import Column, columns_of
from library.search.nodes import Naming, Node, Wild, Words, parts_of
from library.words import Word, fold, words


def find_hits(node: Node, article: Article, mentions: Sequence[Mention] = ()) -> tuple[Hit, ...]:
    """Return the places in `article` where the words of `node` stand, in reading order.

    What a query excludes and its conditions have no places. Places do not overlap: of two that
    begin at one word the longer stays. `mentions` are the names in the article.
    """
    parts = tuple(parts_of(node))
    wanted = tuple(part for part in parts if isinstance(part, Words | Wild))
    namings = tuple(part for part in parts if isinstance(part, Naming))
    named = [
        Hit(article.id, mention.block, mention.start, mention.end)
        for mention in mentions
        if any(_names(naming, mention, article) for naming in namings)
    ]
    return _without_overlaps([*named, *_written(wanted, article)])


def _without_overlaps(hits: list[Hit]) -> tuple[Hit, ...]:
    """Return `hits` in reading order; of two that overlap the earlier, then the longer, stays."""
    hits.sort(key=lambda hit: (hit.block, hit.start, -hit.end))
    kept: list[Hit] = []
    for hit in hits:
        if not kept or hit.block != kept[-1].block or hit.start >= kept[-1].end:
            kept.append(hit)
    return tuple(kept)


def _names(naming: Naming, mention: Mention, article: Article) -> bool:
    """Tell whether `mention` is of what `naming` looks for."""
    entity = mention.entity
    if naming.kind not in {None, entity.kind}:
        return False
    if (entity.kind, entity.key) in naming.keys:
        return True
    text = article.text_of(mention.block)
    phrase = Words(naming.words, prefix=naming.prefix)
    texts = (text[mention.start : mention.end], entity.name)
    found = [list(words(one)) for one in texts]
    return any(_stands_at(phrase, one, number) for one in found for number in range(len(one)))


def _written(wanted: Sequence[Words | Wild], article: Article) -> list[Hit]:
    """Return where any of the phrases `wanted` stand."""
    if not wanted:
        return []
    hits: list[Hit] = []
    texts: list[tuple[int, Column, str]] = [(TITLE_BLOCK, "title", article.title)]
    columns = columns_of(article.blocks)
    texts += [(n, columns[n], block.text) for n, block in enumerate(article.blocks)]
    for number, column, text in texts:
        sought = [phrase for phrase in wanted if phrase.column in {None, column}]
        hits += (Hit(article.id, number, start, end) for start, end in _spans(sought, text))
    return hits


def _spans(sought: Sequence[Words | Wild], text: str) -> Iterator[tuple[int, int]]:
    """Yield the places of any of the phrases and open words `sought` in `text`, as start and end."""
    # Folding a whole text at once is quick and rules out nearly every block of a long article.
    folded = fold(text) if sought else ""
    phrases = [one for one in sought if isinstance(one, Words) and one.words[0] in folded]
    open_words = [one for one in sought if isinstance(one, Wild) and one.may_be_in(folded)]
    if not phrases and not open_words:
        return
    found = list(words(text))
    number = 0
    while number < len(found):
        lengths = [len(p.words) for p in phrases if _stands_at(p, found, number)]
        lengths += (1 for one in open_words if one.fits(found[number].folded))
        length = max(lengths, default=0)
        if length:
            yield found[number].start, found[number + length - 1].end
        number += length or 1


def _stands_at(phrase: Words, found: Sequence[Word], number: int) -> bool:
    """Tell whether `phrase` begins at the word with this number."""
    last = len(phrase.words) - 1
    if number + last >= len(found):
        return False
    for place, word in enumerate(phrase.words):
        folded = found[number + place].folded
        if folded != word and not (phrase.prefix and place == last and folded.startswith(word)):
            return False
    return True
