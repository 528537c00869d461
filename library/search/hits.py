"""Where in an article a query matches."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from library.models import TITLE_BLOCK, Article, BlockKind, Hit
from library.search.query import And, Node, Or, Words
from library.words import Word, fold, words


def find_hits(node: Node, article: Article) -> tuple[Hit, ...]:
    """Return the places in `article` where the words of `node` stand, in reading order.

    What a query excludes and its conditions have no places. Places do not overlap: of two that
    begin at one word the longer stays.
    """
    wanted = tuple(_positive(node))
    if not wanted:
        return ()
    hits: list[Hit] = []
    texts = [(TITLE_BLOCK, "title", article.title)]
    texts += [(n, _column(block.kind), block.text) for n, block in enumerate(article.blocks)]
    for number, column, text in texts:
        sought = [phrase for phrase in wanted if phrase.column in {None, column}]
        hits += (Hit(article.id, number, start, end) for start, end in _spans(sought, text))
    return tuple(hits)


def _positive(node: Node) -> Iterator[Words]:
    """Yield the phrases that may occur in a match."""
    if isinstance(node, Words):
        yield node
    elif isinstance(node, And | Or):
        for inner in node.nodes:
            yield from _positive(inner)


def _column(kind: BlockKind) -> str:
    """Return the name of the part of the article that a block of `kind` belongs to."""
    return "heading" if kind is BlockKind.HEADING else "body"


def _spans(sought: Sequence[Words], text: str) -> Iterator[tuple[int, int]]:
    """Yield the places of any of the phrases `sought` in `text`, as start and end."""
    # Folding a whole text at once is quick and rules out nearly every block of a long article.
    folded = fold(text) if sought else ""
    sought = [phrase for phrase in sought if phrase.words[0] in folded]
    if not sought:
        return
    found = list(words(text))
    number = 0
    while number < len(found):
        lengths = [len(p.words) for p in sought if _stands_at(p, found, number)]
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
