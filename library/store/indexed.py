"""What the index is given of an article, and what else only searching needs."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from library.models import Block
from library.search.columns import Column, columns_of
from library.search.starts import bits_of
from library.store.vocabulary import Lines
from library.words import folded_words

_PARTING: Final = " ¶ "
"""Stands between two blocks in the index: a token that no query can hold."""
_LINES: Final = Lines()


@dataclass(frozen=True, slots=True)
class Indexed:
    """An article as it is searched."""

    texts: tuple[bytes, bytes, bytes, bytes]
    """Title, headings, lead and the rest in folded words (UTF-8), for the index."""
    starts: tuple[int, ...]
    """With which of the commonest beginnings its words begin; see `library.search.starts`."""
    vocabulary: bytes
    """Its words and their stems (UTF-8); see `library.store.vocabulary`."""

    def words(self) -> Iterator[str]:
        """Yield its folded words one by one; few are held at once, for there may be millions."""
        for text in self.texts:
            for passage in text.decode().split(_PARTING):
                yield from passage.split()


def indexed(title: str, blocks: Sequence[Block], language: str | None) -> Indexed:
    """Return what is searched of an article; pure."""
    parts: dict[Column, list[str]] = {"title": [title], "heading": [], "lead": [], "body": []}
    for column, block in zip(columns_of(blocks), blocks, strict=True):
        parts[column].append(block.text)
    texts = [folded_lines(part) for part in parts.values()]
    distinct = {word for text in texts for word in text.split(" ")}
    lines = _LINES.of((title, *(block.text for block in blocks)), language)
    title_, heading, lead, body = (text.encode() for text in texts)
    return Indexed((title_, heading, lead, body), bits_of(distinct), lines.encode())


def folded_lines(texts: Iterable[str]) -> str:
    """Return the folded words of `texts`, parted so that no phrase reaches across two of them."""
    return _PARTING.join(" ".join(folded_words(text)) for text in texts)
