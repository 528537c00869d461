"""Reads stored articles for a word that is left open, where too many words of the vocabulary answer to it."""

from __future__ import annotations

import zlib
from functools import lru_cache

from library.search.columns import columns_of
from library.search.nodes import Wild
from library.store.rows import decode_blocks
from library.words import fold, folded_words


def holds(pattern: str, column: str, title: str, blocks: bytes) -> bool:
    """Tell whether an article has a word of `pattern`; one that is damaged has none."""
    wild = Wild(pattern)
    if column in ("", "title") and _stands_in(wild, title):
        return True
    if column == "title":
        return False
    try:
        found = decode_blocks(blocks)
    except (zlib.error, ValueError, KeyError, TypeError):
        return False
    for part, block in zip(columns_of(found), found, strict=True):
        if column in ("", part) and _stands_in(wild, block.text):
            return True
    return False


@lru_cache(4096)  # names of publications and authors are few, each of many articles
def has_part(text: str | None, part: str) -> bool:
    """Tell whether a folded `part` stands in a text, if there is one, once that is folded too."""
    return text is not None and part in fold(text)


def _stands_in(wild: Wild, text: str) -> bool:
    """Tell whether a text has a word that `wild` stands for."""
    return wild.may_be_in(fold(text)) and any(map(wild.fits, folded_words(text)))
