"""The vocabulary: which words the articles hold, by language and stem."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Final

from library.search import Node, Selection, inflected, looked_up, selection, spelt_out
from library.stems import LANGUAGES, stem_of
from library.words import fold, surfaces, words

_LONGEST: Final = 40
"""Letters of the longest word that is entered; longer ones are addresses and the like."""
_REMEMBERED: Final = 200_000
_FORMS: Final = 64
"""Forms of a word that are looked for, at most; no stem has nearly as many in any language."""
_MOST_WORDS: Final = 500
"""Words that may stand for an open one in the index."""
_FETCHED: Final = 10_000
_NEAREST: Final = 8
_LONG: Final = 5
# Joined, for with IN SQLite reads all the vocabulary instead of looking each stem up.
_SAME_STEM: Final = (
    f"SELECT DISTINCT word FROM (VALUES {', '.join(['(?, ?)'] * len(LANGUAGES))}) AS wanted"  # noqa: S608
    " CROSS JOIN vocabulary ON language = wanted.column1 AND stem = wanted.column2"
    f" LIMIT {_FORMS}"
)


def without_removed(key: str) -> str:
    """Return the condition that the article whose rank is in the column `key` was not deleted."""
    return f"{key} NOT IN (SELECT rank FROM removed)"  # noqa: S608 - our own text


class Lines:
    """Makes the lines that stand for the words of texts; remembers them, for most words come again."""

    def __init__(self) -> None:
        self._known: dict[tuple[str | None, str], tuple[str, ...]] = {}

    def of(self, texts: Iterable[str], language: str | None) -> str:
        """Return a line `stem word` for each word of `texts`, which are in `language`."""
        lines: dict[str, None] = {}
        for surface in {surface: None for text in texts for surface in surfaces(text)}:
            key = (language, surface)
            found = self._known.get(key)
            if found is None:
                if len(self._known) >= _REMEMBERED:
                    self._known.clear()
                found = self._known[key] = tuple(_lines(surface, language))
            for line in found:
                lines[line] = None
        return "\n".join(lines)


def _lines(surface: str, language: str | None) -> Iterator[str]:
    """Yield the lines of a run of letters as it stands in a text."""
    folded = fold(surface)
    if folded.isalnum():
        if len(folded) <= _LONGEST:
            yield f"{stem_of(surface, language) or folded} {folded}"
        return
    for word in words(surface):  # letters that decompose into a letter and a sign
        if len(word.folded) <= _LONGEST:
            yield f"{word.folded} {word.folded}"


class Vocabulary:
    """The words that were met, in the database."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        """Use `connection`, which has the tables of `library.store.tables`."""
        self._connection = connection
        self.feeds: Callable[[], Mapping[str, str]] = dict
        """Returns the names of the feeds that are followed, by their ids; those who know them set it."""
        self._entered: dict[str | None, set[bytes]] = {}
        self._size = 0

    def add(self, language: str | None, lines: bytes) -> None:
        """Enter the words of a text, as `Lines.of` returns them. The caller is within a transaction."""
        entered = self._entered.setdefault(language, set())
        new = set(lines.split(b"\n")) - entered
        if not new:
            return
        rows = (line.decode().split(" ") for line in sorted(new) if line)
        self._connection.executemany(
            "INSERT OR IGNORE INTO vocabulary VALUES (?, ?, ?)",
            ((language or "", stem, word) for stem, word in rows),
        )
        entered |= new
        self._size += len(new)
        if self._size > _REMEMBERED:
            self.forget()

    def forget(self) -> None:
        """Forget what is entered already: the transaction that entered it was rolled back."""
        self._entered.clear()
        self._size = 0

    def selection(self, node: Node) -> Selection:
        """Return what selects the articles that match `node`, with its words in all their forms.

        Those that were deleted are not among them.
        """
        node = looked_up(node, self.feeds)
        chosen = selection(spelt_out(self.inflected(node), self._matching))
        if self._connection.execute("SELECT 1 FROM removed LIMIT 1").fetchone() is None:
            return chosen
        return chosen._replace(sql=f"{chosen.sql} AND {without_removed(chosen.key)}")

    def inflected(self, node: Node) -> Node:
        """Return `node` with each word in all its forms."""
        return inflected(node, self._forms)

    def _forms(self, word: str) -> list[str]:
        """Return the folded words that have the stem of `word` in a language in which they were met."""
        stems = [part for language in LANGUAGES for part in (language, stem_of(word, language))]
        return [found for (found,) in self._connection.execute(_SAME_STEM, stems)]

    def _matching(self, pattern: str) -> list[str] | None:
        """Return the folded words that match a pattern; None when they are too many for the index."""
        rows = self._connection.execute(
            "SELECT DISTINCT word FROM vocabulary WHERE word GLOB ? LIMIT ?",
            (pattern, _MOST_WORDS + 1),
        )
        found = [word for (word,) in rows]
        return found if len(found) <= _MOST_WORDS else None

    def has_inside(self, letters: str) -> bool:
        """Tell whether any word holds these folded letters."""
        sql = "SELECT 1 FROM vocabulary WHERE instr(word, ?) LIMIT 1"
        return self._connection.execute(sql, (letters,)).fetchone() is not None

    def nearest(self, word: str) -> list[tuple[str, int]]:
        """Return up to `_NEAREST` other words that are spelt nearly as the folded `word`, and how far they are.

        The distance is that of optimal string alignment: letters left out, put in, exchanged, or
        swapped with the next. A word of up to four letters may have one such slip, a longer one two.
        """
        # Imported here: only a search that finds nothing needs it.
        from rapidfuzz.distance import OSA
        from rapidfuzz.process import extract

        slips = 1 if len(word) < _LONG else 2
        found: dict[str, int] = {}
        for words_ in self._lengths(len(word) - slips, len(word) + slips):
            near = extract(word, words_, scorer=OSA.distance, score_cutoff=slips, limit=_NEAREST)
            found.update((other, int(distance)) for other, distance, _ in near if distance)
        ranked = sorted(found.items(), key=lambda item: (item[1], item[0][:1] != word[:1], item))
        return ranked[:_NEAREST]

    def _lengths(self, least: int, most: int) -> Iterator[Sequence[str]]:
        """Yield all folded words of so many letters, some thousands at a time."""
        rows = self._connection.execute(
            "SELECT word FROM vocabulary WHERE length(word) BETWEEN ? AND ?", (least, most)
        )
        while found := rows.fetchmany(_FETCHED):
            yield [word for (word,) in found]
