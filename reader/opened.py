"""What is read: an article with all that is marked in it."""

from __future__ import annotations

from dataclasses import dataclass

from library import Article, Hit, Mention


@dataclass(frozen=True, slots=True)
class Opened:
    """An article with what is to be marked in it."""

    article: Article
    """The article."""
    mentions: tuple[Mention, ...] = ()
    """The names in it, in reading order."""
    hits: tuple[Hit, ...] = ()
    """Where the present search matches, in reading order."""
    words: int | None = None
    """The number of its words, where that is known already."""

    is_whole: bool = True
    """Whether all names in it are there, and not only those that are seen first."""

    def count_words(self) -> int:
        """Return the number of its words."""
        return self.article.words if self.words is None else self.words
