"""From a query as it was typed to one that the index can answer: each word in all its forms."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Final

from library.search.nodes import And, Holding, Node, Not, Or, Wild, Words

_SHORTEST: Final = 3
"""Letters below which a word has no other forms: endings are as long."""

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
