"""Which articles a command is for: those with the ids on the command line, or those that match a query."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator, Sequence
from typing import Final

from library import Library, NotFound
from reader.formats import complaint
from reader.output import complain

_ID: Final = re.compile(r"[0-9a-fA-F]{1,16}")


def are_ids(words: Sequence[str]) -> bool:
    """Tell whether words of the command line are ids or `-` for ids on stdin, and no query."""
    return all(word == "-" or _ID.fullmatch(word) for word in words)


class Chosen:
    """The articles that a command is for, in the order in which they are named or listed."""

    def __init__(self, library: Library, words: Sequence[str]) -> None:
        """Choose by the words of the command line: ids, `-` for ids on stdin, or else a query."""
        self._library = library
        self._words = words
        self.missed = False
        """Whether an id was of no article; that is told on stderr when it comes up."""

    @property
    def are_ids(self) -> bool:
        """Whether the words are ids, and no query."""
        return are_ids(self._words)

    def ids(self) -> Iterator[str]:
        """Yield the whole id of each article.

        Raises:
            QueryError: The words are no ids, and no query either.
        """
        if self.are_ids:
            yield from self._resolved()
        else:
            yield from (headline.id for headline in self._library.search(" ".join(self._words)))

    def _resolved(self) -> Iterator[str]:
        """Yield the ids that begin as the words say; what is not found hinders no other."""
        for prefix in self._prefixes():
            try:
                yield self._library.resolve(prefix)
            except NotFound as error:
                complain(complaint(error))
                self.missed = True

    def _prefixes(self) -> Iterator[str]:
        for word in self._words:
            if word == "-":
                yield from filter(None, (line.strip() for line in sys.stdin))
            else:
                yield word
