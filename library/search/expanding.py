"""From a query as it was typed to one that can be answered: words in all their forms, feeds by their ids."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import Final

from library.search.nodes import And, Fed, Holding, Node, Not, Or, Wild, Words, leaves_of
from library.words import fold

_SHORTEST: Final = 3
"""Letters below which a word has no other forms: endings are as long."""

_MANY: Final = 10
"""Feeds from which on those that are meant may be most of what there is."""

Forms = Callable[[str], Sequence[str]]
"""Returns the folded words that are forms of a word as it was typed."""
Matching = Callable[[str], Sequence[str] | None]
"""Returns the folded words that match a pattern; None when they are too many."""


def inflected(node: Node, forms: Forms) -> Node:
    """Return `node` with each word that is not in quotation marks in all its forms."""
    return _replaced(node, lambda leaf: _in_forms(leaf, forms))


def spelt_out(node: Node, matching: Matching) -> Node:
    """Return `node` with each open word as the words that it stands for."""
    return _replaced(node, lambda leaf: _matching(leaf, matching))


def looked_up(node: Node, names: Callable[[], Mapping[str, str]]) -> Node:
    """Return `node` with the ids of the feeds that it means; `names` returns their names, by their ids.

    Whoever looks for none is not asked for the names. What came from most of many feeds would take long
    to be collected, and is soon found by asking of each article.
    """
    if not any(isinstance(leaf, Fed) for leaf in leaves_of(node)):
        return node
    folded = {id_: fold(name) for id_, name in names().items()}

    def found(leaf: Node) -> Node:
        if not isinstance(leaf, Fed):
            return leaf
        ids = tuple(id_ for id_, name in folded.items() if leaf.text in name)
        most = len(ids) >= _MANY and 2 * len(ids) > len(folded)
        return replace(leaf, feeds=ids, is_streamed=leaf.is_streamed or most)

    return _replaced(node, found)


def _replaced(node: Node, change: Callable[[Node], Node]) -> Node:
    """Return `node` with its leaves changed."""
    match node:
        case Not(inner):
            return Not(_replaced(inner, change))
        case And(nodes):
            return And(tuple(_replaced(inner, change) for inner in nodes))
        case Or(nodes):
            return Or(tuple(_replaced(inner, change) for inner in nodes))
        case _:
            return change(node)


def _in_forms(leaf: Node, forms: Forms) -> Node:
    if not isinstance(leaf, Words) or not leaf.surface:
        return leaf
    *before, last = leaf.words
    plain = Words(leaf.words, leaf.column, leaf.prefix)
    if len(last) < _SHORTEST:
        return plain
    others = [
        Words((*before, form), leaf.column)
        for form in forms(leaf.surface)
        if not (form.startswith(last) if leaf.prefix else form == last)
    ]
    return Or((plain, *others)) if others else plain


def _matching(leaf: Node, matching: Matching) -> Node:
    if not isinstance(leaf, Wild):
        return leaf
    found = matching(leaf.pattern)
    if found is None:
        return Holding(leaf)
    # Of no words at all: what matches nothing.
    return Or(tuple(Words((word,), leaf.column) for word in found))
