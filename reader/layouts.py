"""The layouts of an article that is read, and of one that may be read next."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from library import Article
from reader.article_layout import Layout
from reader.formats import local_now, long_date, reading_time, shorten, tags_told
from reader.signs import sign

_MARGINS: Final = ((24, 2), (8, 1), (0, 0))
"""Cells on each side of the text, from so many cells of the pane on."""


def column(width: int, most: int) -> int:
    """Return the cells of the text column in a pane of this `width`, at least 1 and at `most` so many."""
    margin = next(margin for least, margin in _MARGINS if width >= least)
    return max(1, min(most, width - 2 * margin))


def meta_line(article: Article, words: int, tags: Sequence[str], *, bookmarked: bool) -> str:
    """Return the line below the title: source, author, day, reading time, the bookmark, and the tags."""
    parts = [article.source or "", article.author or ""]
    if article.published is not None:
        parts.append(long_date(article.published, local_now()))
    star = sign("★") if bookmarked else ""
    parts += [reading_time(words), star, tags_told(tags)]
    return sign(" · ").join(filter(None, parts))


class Layouts:
    """Keeps what has been set: an article that is skimmed is not set anew to go on reading it."""

    def __init__(self) -> None:
        """Keep nothing yet."""
        self._kept: dict[bool, Layout] = {}
        self._next: Layout | None = None

    def get(self, article: Article, meta: str, width: int, note: str, *, skimmed: bool) -> Layout:
        """Return the layout that is made of this; see `Layout`."""
        meta = shorten(meta, width)
        for layout in (self._kept.get(skimmed), self._next):
            if layout is not None and layout.sets(article, meta, width, note, skimmed=skimmed):
                break
        else:
            layout = Layout(article, meta, width, note, skimmed=skimmed)
        self._kept[skimmed], self._next = layout, None
        return layout

    def set_ahead(
        self, lines: int, article: Article, meta: str, width: int, note: str, *, skimmed: bool
    ) -> None:
        """Set so many lines of an article that may be asked for next."""
        self._next = Layout(article, shorten(meta, width), width, note, skimmed=skimmed)
        self._next.line(lines)

    def clear(self) -> None:
        """Keep nothing any more."""
        self._kept.clear()
        self._next = None
