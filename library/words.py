"""How text becomes searchable words: the one definition that the index, queries and hits share.

A word is a run of letters and digits. Folding makes spellings of one word equal: case and
diacritics go, ß is ss, and ä, ae and a are one letter (likewise ö and ü), because people type
what their keyboard has. The folded form is never shown.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from typing import Final, NamedTuple

_MARKS: Final = "\u0300-\u036f"
_WORD: Final = re.compile(rf"[^\W_](?:[^\W_]|[{_MARKS}])*")
_FOLDED_WORD: Final = re.compile(r"[^\W_]+")
_SPELT_UMLAUT: Final = re.compile("([aou])e+")
_DELETE_MARKS: Final = dict.fromkeys(range(0x300, 0x370))
_UNDECOMPOSED: Final = str.maketrans({"æ": "a", "œ": "o", "ø": "o", "ł": "l", "đ": "d", "ı": "i"})


class Word(NamedTuple):
    """A word of a text with its place."""

    folded: str
    """The form that is compared."""
    start: int
    """First code point in the text as it stands."""
    end: int
    """One past the last."""


def fold(text: str) -> str:
    """Return `text` with case, diacritics and spelling variants folded; its length may change."""
    text = fold_letters(text)
    shorter = _without_spelt_umlauts(text)
    if shorter != text and _without_spelt_umlauts(shorter) != shorter:
        # Europäer is Europaeer, which has an e that an umlaut's is followed by.
        return _SPELT_UMLAUT.sub(r"\1", shorter)
    return shorter


def fold_letters(text: str) -> str:
    """Return `text` with case and diacritics folded; umlauts that are spelt with an e stay as they are."""
    if text.isascii():
        return text.lower()
    # Marks go before case does: one of them (U+0345) has a letter for its lower case.
    text = unicodedata.normalize("NFD", text).translate(_DELETE_MARKS)
    return text.casefold().translate(_UNDECOMPOSED)


def folded_words(text: str) -> list[str]:
    """Return the folded words of `text` in order; the same as those of `words`, without places, faster."""
    return _FOLDED_WORD.findall(fold(text))


def surfaces(text: str) -> list[str]:
    """Return the runs of letters and digits in `text` as they stand there; most are one word."""
    return _WORD.findall(text)


def words(text: str) -> Iterator[Word]:
    """Yield the words of `text` with their places."""
    for match in _WORD.finditer(text):
        folded = fold(match[0])
        if folded.isalnum():
            yield Word(folded, match.start(), match.end())
        else:
            yield from _parted(match[0], match.start())


def _parted(run: str, offset: int) -> Iterator[Word]:
    """Yield the words of a `run` of letters some of which decompose into a letter and a sign.

    Such are Japanese, Indic, Arabic and Hebrew letters. Their signs are no part of words and end them.
    """
    start = 0
    for end, character in enumerate(run, 1):
        folded = fold(character)
        if end == len(run) or (folded and not folded.isalnum()):
            for word in folded_words(run[start:end]):
                yield Word(word, offset + start, offset + end)
            start = end


def _without_spelt_umlauts(text: str) -> str:
    return text.replace("ae", "a").replace("oe", "o").replace("ue", "u")
