"""Reads stored articles for a word that is left open, where too many words of the vocabulary answer to it."""

from __future__ import annotations

import zlib
from functools import lru_cache

from library.search.columns import columns_of
from library.search.nodes import Wild, regex_of
from library.store.rows import decode_blocks
from library.words import folded_words

_regex = lru_cache(regex_of)


def holds(pattern: str, column: str, title: str, blocks: bytes) -> bool:
    """Tell whether an article has a word of `pattern`; one that is damaged has none."""
    match = _regex(Wild(pattern)).fullmatch
    if column in ("", "title") and any(map(match, folded_words(title))):
        return True
    if column == "title":
        return False
    try:
        found = decode_blocks(blocks)
    except (zlib.error, ValueError, KeyError, TypeError):
        return False
    for part, block in zip(columns_of(found), found, strict=True):
        if column in ("", part) and any(map(match, folded_words(block.text))):
            return True
    return False
