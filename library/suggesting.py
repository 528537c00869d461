"""What else may be meant by a search that finds nothing: a word spelt otherwise, or within others."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice
from typing import Final

from library.search import Node, Not, Words, all_of, find_hits, inner_nodes, parse
from library.store import Reader
from library.words import fold

_SHORTEST_INSIDE: Final = 4
"""Letters of the shortest word that is looked for within others."""
_MOST: Final = 3
"""Suggestions, at most."""
_ENOUGH: Final = 1000
"""Articles with a word beyond which it does not matter how many there are."""


class Suggesting:
    """Suggests searches for what is stored."""

    def __init__(self, reader: Reader) -> None:
        """Suggest what `reader` finds."""
        self._reader = reader

    def suggestions(self, query: str, view: Node) -> list[str]:
        """Return searches that are like `query` and find something in `view`, the likeliest first.

        Only words that nothing stored has are replaced, so that there are none where every word is
        known and only all of them together are not.

        Raises:
            QueryError: The query cannot be read.
        """
        unknown = [word for word in _words(parse(query)) if not self._finds(word)]
        choices = [(word, list(islice(self._replacements(word), _MOST))) for word in unknown]
        choices = [(word, replacements) for word, replacements in choices if replacements]
        if not choices:
            return []
        # From the end, so that the places of those before stay. All but the first in the likeliest way.
        for word, (likeliest, *_) in reversed(choices[1:]):
            query = _replaced(query, word, likeliest)
        first, replacements = choices[0]
        suggested = dict.fromkeys(_replaced(query, first, one) for one in replacements)
        return [one for one in suggested if self._finds(all_of(view, parse(one)))]

    def _finds(self, node: Node) -> bool:
        return bool(self._reader.ranks(node, None, 1))

    def _replacements(self, word: Words) -> Iterator[str]:
        """Yield what may stand in a query in the place of a word, the likeliest first."""
        (folded,) = word.words
        if len(folded) >= _SHORTEST_INSIDE and self._reader.vocabulary.has_inside(folded):
            yield f"*{word.surface}*"
        nearest = self._reader.vocabulary.nearest(folded)
        counted = [(distance, -self._articles(near), near) for near, distance in nearest]
        for _, count, near in sorted(counted):
            if count:
                yield self._as_written(near)

    def _articles(self, word: str) -> int:
        """Return how many articles have a folded word, or a thousand."""
        return len(self._reader.ranks(Words((word,)), None, _ENOUGH))

    def _as_written(self, word: str) -> str:
        """Return a folded word as the newest article that has it writes it."""
        node = Words((word,))
        article = self._reader.article(self._reader.ranks(node, None, 1)[0])
        for hit in find_hits(node, article):
            return article.text_of(hit.block)[hit.start : hit.end]
        return word


def _words(node: Node) -> Iterator[Words]:
    """Yield the single words that must or may occur, in the order of the query."""
    if isinstance(node, Words):
        if len(node.words) == 1 and node.surface and fold(node.surface) == node.words[0]:
            yield node
    elif not isinstance(node, Not):
        for inner in inner_nodes(node):
            yield from _words(inner)


def _replaced(query: str, word: Words, replacement: str) -> str:
    """Return `query` with a word of it replaced; its field stays."""
    token = query[word.start : word.end]
    before, _, after = token.rpartition(word.surface)
    return f"{query[: word.start]}{before}{replacement}{after}{query[word.end :]}"
