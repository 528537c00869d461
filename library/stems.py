"""Stems: what the inflected forms of a word have in common, by the Snowball stemmer of its language.

Stemmers: Porter, Snowball (2001), in the package PyStemmer. A stem is found for the word as it is written,
since folding takes letters that a stemmer goes by, and is folded afterwards.
"""

from __future__ import annotations

import threading
from typing import Final, Protocol

from library.words import fold

_STEMMERS: Final = {
    "da": "danish",
    "de": "german",
    "en": "english",
    "es": "spanish",
    "fi": "finnish",
    "fr": "french",
    "hu": "hungarian",
    "it": "italian",
    "nl": "dutch",
    "no": "norwegian",
    "pt": "portuguese",
    "ro": "romanian",
    "ru": "russian",
    "sv": "swedish",
    "tr": "turkish",
}

LANGUAGES: Final = tuple(_STEMMERS)
"""Languages that have a stemmer, as ISO 639-1 codes."""


class _Stemmer(Protocol):
    def stemWord(self, word: str) -> str: ...  # noqa: N802 - PyStemmer's own name


class _Known(threading.local):
    """The stemmers that a thread has made; one serves no two threads at once."""

    def __init__(self) -> None:
        self.stemmers: dict[str, _Stemmer] = {}


_known: Final = _Known()


def stem_of(word: str, language: str | None) -> str:
    """Return the folded stem of `word`, which may be written in any way; without a stemmer, itself folded."""
    if language not in _STEMMERS:
        return fold(word)
    stemmer = _known.stemmers.get(language)
    if stemmer is None:
        # Imported here: only those who store or search need it.
        from Stemmer import Stemmer

        stemmer = _known.stemmers[language] = Stemmer(_STEMMERS[language])
    return fold(stemmer.stemWord(word.lower()))
