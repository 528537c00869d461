"""Which articles a command is for: those with the ids on the command line, or those that match a query."""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Iterator, Sequence
from itertools import islice
from pathlib import Path
from typing import Final

from library import (
    EVERYTHING,
    N_,
    Library,
    Limits,
    Node,
    NotFound,
    Source,
    _,
    clean_line,
    parse_query,
)
from reader.formats import complaint
from reader.gathering import STDIN
from reader.output import complain

_ID: Final = re.compile(r"[0-9a-fA-F]{1,16}")
_LISTED: Final = re.compile(r"([0-9a-f]{8}|[0-9a-f]{16})\s")
"""How a line of `newsreader list` begins."""
_LONGEST: Final = 100
"""Code points that are told of a line which is no id."""
_AT_ONCE: Final = 256
"""Articles of a query to which something is done by one write."""


def are_ids(words: Sequence[str]) -> bool:
    """Tell whether words of the command line are ids or `-` for ids on stdin, and no query.

    Who hands ids over means these: what stands beside them is no query that finds others.
    """
    return STDIN in words or all(_ID.fullmatch(word) for word in words)


def is_everything(node: Node) -> bool:
    """Tell whether a query finds everything, and complain of it then."""
    if node == EVERYTHING:
        complain(_("Say which articles: a query that finds everything is none."))
    return node == EVERYTHING


class Chosen:
    """The articles that a command is for, in the order in which they are named or listed."""

    NONE = N_("No article matches “{query}”.")
    """What is said where a query finds nothing."""

    def __init__(self, library: Library, words: Sequence[str]) -> None:
        """Choose by the words of the command line: ids, `-` for ids on stdin, or else a query."""
        self._library = library
        self._words = words
        self.missed = False
        """Whether an id is of no article, or a query finds none; that is told on stderr when it comes up."""

    @property
    def are_ids(self) -> bool:
        """Whether the words are ids, and no query."""
        return are_ids(self._words)

    def is_everything(self) -> bool:
        """Tell whether the words are a query that finds everything, and complain of it then.

        An empty word is what a script says that has lost what it wanted to name.
        """
        return not self.are_ids and is_everything(parse_query(" ".join(self._words)))

    def ids(self) -> Iterator[str]:
        """Yield the whole id of each article; what is not found hinders no other.

        Raises:
            QueryError: The words are no ids, and no query either.
        """
        if self.are_ids:
            yield from filter(None, map(self.resolved, named_ids(self._words)))
        else:
            query, is_found = " ".join(self._words), False
            for headline in self._library.search(query):
                is_found = True
                yield headline.id
            if not is_found and not self.missed:
                self.missed = True
                complain(f"{_(self.NONE).format(query=query)}{self._meant()}")

    def _meant(self) -> str:
        """Return a sentence for whoever meant ids, of which one is none; nothing where nobody did."""
        others = [word for word in self._words if not _ID.fullmatch(word)]
        if len(others) == len(self._words):
            return ""
        told = _("“{word}” is no id, so that all of it was taken for a query.")
        return " " + clean_line(told.format(word=others[0]))

    def portions(self) -> Iterator[list[str]]:
        """Yield the ids in portions to each of which something is done at once, before it is told.

        Ids come one by one, for whoever hands them over may wait for the answer to each. Of a query
        all are found first, because what is done may have articles match or no longer match.

        Raises:
            QueryError: The words are no ids, and no query either.
        """
        if self.are_ids:
            yield from ([id_] for id_ in self.ids())
            return
        waiting = iter(list(self.ids()))
        while some := list(islice(waiting, _AT_ONCE)):
            yield some

    def resolved(self, prefix: str) -> str | None:
        """Return the whole id that begins with `prefix`; None, which is told, where that is of no article."""
        try:
            return self._library.resolve(prefix)
        except NotFound as error:
            hint = ""
            if prefix.isalpha():
                told = _("In quotation marks it is searched for: {query}")
                hint = " " + told.format(query=f"'\"{prefix}\"'")
            complain(complaint(error) + hint)
            self.missed = True
            return None


class Shown(Chosen):
    """The same where documents are taken as well, which are read and not stored."""

    NONE = N_("No article matches “{query}”, and there is no such file.")

    def __init__(self, library: Library, words: Sequence[str]) -> None:
        """Choose by words: names of files, ids, `-` for either on stdin, and else a query."""
        self._items: list[Source | str] = []
        self._has_handed_over = False
        for word in words:
            if word == STDIN:
                handed_over = _from_stdin()
                self._items += handed_over
                self._has_handed_over |= any(isinstance(one, str) for one in handed_over)
            else:
                self._items.append(Source(word, is_named=True) if _is_file(word) else word)
        super().__init__(library, [item for item in self._items if isinstance(item, str)])
        self.query = "" if self.are_ids else " ".join(self._words)
        """The query among the words; empty where there is none."""

    @property
    def are_ids(self) -> bool:
        """Whether the words are ids, and no query."""
        return self._has_handed_over or super().are_ids

    def items(self) -> Iterator[Source | str]:
        """Yield each document, and the whole id of each article; those of a query where it begins.

        Raises:
            QueryError: What is neither file nor id is no query either.
        """
        is_found = False
        for item in self._items:
            if isinstance(item, Source):
                yield item
            elif not self.query:
                yield from filter(None, [self.resolved(item)])
            elif not is_found:
                is_found = True
                yield from self.ids()


def named_ids(words: Sequence[str]) -> Iterator[str]:
    """Yield what `words` name as ids; for `-` what each line of stdin does, as it comes.

    A line may be an id, a line that `newsreader list` prints, or an object of JSON with an id.
    """
    for word in words:
        if word == STDIN:
            yield from (
                _id_in(line) or line.strip()[:_LONGEST] for line in sys.stdin if line.strip()
            )
        else:
            yield word


def _id_in(line: str) -> str | None:
    """Return the id that a line names; None where it names none."""
    line = line.strip()
    if _ID.fullmatch(line):
        return line
    if found := _LISTED.match(line):
        return found[1]
    if line.startswith("{"):
        try:
            named = json.loads(line).get("id")
        except (ValueError, RecursionError):
            return None
        return named if isinstance(named, str) and _ID.fullmatch(named) else None
    return None


def _from_stdin() -> list[Source | str]:
    """Return what stdin holds: ids if all of its lines name one, else a document."""
    stdin, most = sys.stdin.buffer, Limits().size
    ids: list[Source | str] = []
    # Ids may be very many. More of a document is not held than tells that it is too much.
    data = bytearray()
    while piece := stdin.readline(most + 1):
        data += piece if len(data) <= most else b""
        for line in piece.decode(errors="replace").splitlines():
            id_ = _id_in(line) if line.strip() else ""
            if id_ is None:
                data += stdin.read(max(0, most + 1 - len(data)))
                return [Source("stdin", bytes(data), is_named=True)]
            if id_:
                ids.append(id_)
    return ids or [Source("stdin", bytes(data), is_named=True)]


def _is_file(word: str) -> bool:
    try:
        return Path(word).is_file()
    except OSError:  # such as a query that is longer than a name can be
        return False
