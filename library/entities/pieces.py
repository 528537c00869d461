"""Pieces: what the model reads instead of words, some 64,000 parts of German and English words."""

from __future__ import annotations

import unicodedata
from typing import Final

_MOST: Final = 12
"""Pieces of a word that are read; the rest of a longer one tells nothing more."""
_REMEMBERED: Final = 200_000
_WORD_BEGINS: Final = "\u2581"
"""Stands before the first piece of a word that follows white space."""


class Pieces:
    """Splits words into pieces by a unigram model.

    Kudo and Richardson, SentencePiece (2018). Numbers of pieces count from 1; 0 is the unknown piece,
    and behind the last stand the two that begin and end a window.
    """

    def __init__(self, model: bytes) -> None:
        """Use the piece table `model`, a serialised SentencePiece model.

        Raises:
            RuntimeError: It is none.
        """
        # Imported here: only the processes that recognise names need it.
        from sentencepiece import SentencePieceProcessor

        if not model:
            raise RuntimeError("the piece table is empty")
        self._processor = SentencePieceProcessor(model_proto=model)
        self.begin = int(self._processor.vocab_size())
        self.end = self.begin + 1
        self._known: dict[tuple[str, bool], tuple[int, ...]] = {}

    def of(self, word: str, *, glued: bool) -> tuple[int, ...]:
        """Return the numbers of the pieces of `word`, one at least.

        `glued` says that no white space stands before it.
        """
        key = (word, glued)
        found = self._known.get(key)
        if found is None:
            if len(self._known) > _REMEMBERED:
                self._known.clear()
            plain = unicodedata.normalize("NFKC", word).encode("utf-8", "replace").decode()
            text = plain if glued else _WORD_BEGINS + plain
            found = tuple(self._processor.encode(text)[:_MOST]) or (0,)
            self._known[key] = found
        return found
