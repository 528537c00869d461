"""Organisations that a table knows, where the model passes them over: `Nationaler Sicherheitsrat`."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from functools import cache
from itertools import pairwise
from typing import Final

from library.entities.known import Known, inflected, known_names, look_up
from library.entities.spelling import folded
from library.models import Entity, EntityKind, Mention

_WORD: Final = re.compile(r"[^\W\d_][\w&.-]*(?<=\w)")
_GAP: Final = re.compile(r"[ \xa0]")
_MOST_LETTERS: Final = 40
"""Letters of the longest word that is looked at."""


def find_organisations(text: str, language: str | None = None) -> Iterator[Mention]:
    """Yield the known organisations whose names have several words, in reading order, not overlapping.

    Names of one word are mostly words or surnames as well; of them only the context can tell. `block` of
    the mentions is 0, and offsets count code points of `text`. Time is linear in the text.
    """
    words = list(_WORD.finditer(text))
    lengths = _lengths()
    number = 0
    while number < len(words):
        step = 1
        for count in lengths.get(_first(words[number][0]), ()):
            known = _known(text, words[number : number + count], count, language)
            if known:
                start, end = words[number].start(), words[number + count - 1].end()
                name = known.usual(language) or text[start:end]
                entity = Entity(EntityKind.ORGANISATION, name, known.key)
                yield Mention(entity, 0, start, end)
                step = count
                break
        number += step


def _known(text: str, words: list[re.Match[str]], count: int, language: str | None) -> Known | None:
    """Return the organisation whose name `words` are, if they are so many and make one."""
    if len(words) < count or not words[-1][0][0].isupper():
        return None
    gaps = (text[a.end() : b.start()] for a, b in pairwise(words))
    if not all(map(_GAP.fullmatch, gaps)):
        return None
    return look_up(EntityKind.ORGANISATION, text[words[0].start() : words[-1].end()], language)


def _first(word: str) -> str:
    """Return what a name is listed under that begins with `word`; nothing begins in small letters."""
    if not word[0].isupper() or len(word) > _MOST_LETTERS:
        return ""
    # An adjective only loses its ending before another word.
    return inflected(f"{folded(word)} x").partition(" ")[0]


@cache
def _lengths() -> dict[str, tuple[int, ...]]:
    """Return the numbers of words, the largest first, of known names of several words, by their first."""
    found: defaultdict[str, set[int]] = defaultdict(set)
    for name in known_names(EntityKind.ORGANISATION):
        first, *rest = name.split()
        if rest:
            found[_first(first)].add(1 + len(rest))
    return {first: tuple(sorted(counts, reverse=True)) for first, counts in found.items() if first}
