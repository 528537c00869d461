"""The layouts of an article that is read, and of one that may be read next."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final, NamedTuple

from rich.cells import cell_len

from library import Article
from reader.article_layout import Layout
from reader.formats import local_now, long_date, reading_time, shorten, tags_told
from reader.signs import sign

_LEAST_WHO: Final = 8
"""Cells in which it is still told who wrote an article."""
_MARGINS: Final = ((24, 2), (8, 1), (0, 0))
"""Cells on each side of the text, from so many cells of the pane on."""


def column(width: int, most: int) -> int:
    """Return the cells of the text column in a pane of this `width`, at least 1 and at `most` so many."""
    margin = next(margin for least, margin in _MARGINS if width >= least)
    return max(1, min(most, width - 2 * margin))


class Meta(NamedTuple):
    """The line below the title."""

    who: str
    """Source and author, which may be many."""
    rest: str
    """Day, reading time, the bookmark, and the tags."""

    def fitted(self, width: int) -> str:
        """Return the line in so many cells: where it is too long, of who it was less is told."""
        between = sign(" · ") if self.who and self.rest else ""
        left = width - cell_len(between + self.rest)
        who = shorten(self.who, left) if left >= _LEAST_WHO else self.who
        return shorten(who + between + self.rest, width)


def meta_line(article: Article, words: int, tags: Sequence[str], *, bookmarked: bool) -> Meta:
    """Return the line below the title of an article."""
    who = [article.source or "", article.author if article.author != article.source else ""]
    rest = [long_date(article.published, local_now())] if article.published is not None else []
    rest += [reading_time(words), sign("★") if bookmarked else "", tags_told(tags)]
    return Meta(*(sign(" · ").join(filter(None, parts)) for parts in (who, rest)))


class Layouts:
    """Keeps what has been set: an article that is skimmed is not set anew to go on reading it."""

    def __init__(self) -> None:
        """Keep nothing yet."""
        self._kept: dict[bool, Layout] = {}
        self._next: Layout | None = None

    def get(self, article: Article, meta: Meta, width: int, note: str, *, skimmed: bool) -> Layout:
        """Return the layout that is made of this; see `Layout`."""
        line = meta.fitted(width)
        for layout in (self._kept.get(skimmed), self._next):
            if layout is not None and layout.sets(article, line, width, note, skimmed=skimmed):
                break
        else:
            layout = Layout(article, line, width, note, skimmed=skimmed)
        self._kept[skimmed], self._next = layout, None
        return layout

    def set_ahead(
        self, lines: int, article: Article, meta: Meta, width: int, note: str, *, skimmed: bool
    ) -> None:
        """Set so many lines of an article that may be asked for next."""
        self._next = Layout(article, meta.fitted(width), width, note, skimmed=skimmed)
        self._next.line(lines)

    def clear(self) -> None:
        """Keep nothing any more."""
        self._kept.clear()
        self._next = None
