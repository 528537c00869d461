"""Other names in the same sentences, so that a model learns what stands around names, and not the names."""

from __future__ import annotations

import random
from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Final

from library.entities.training.sets import DataSet, Sentence, Span

_EACH: Final = 0.7
"""The share of the names of a document that are exchanged."""

Words = tuple[str, ...]


class Swaps:
    """Exchanges names for others of their language and label."""

    def __init__(self, sets: Iterable[tuple[DataSet, list[list[Sentence]]]]) -> None:
        """Take the names from `sets` but for those of short messages, which are of another kind."""
        self._names: defaultdict[tuple[str, str], list[Words]] = defaultdict(list)
        for data, documents in sets:
            if "btc" in data.file or "wnut" in data.file:
                continue
            for document in documents:
                for sentence in document:
                    for start, end, label in sentence.spans:
                        words = sentence.tokens[start:end]
                        if label != "MISC" and not _is_marked(words):
                            self._names[data.language, label].append(words)

    def of(self, document: Sequence[Sentence], language: str, rng: random.Random) -> list[Sentence]:
        """Return a document with other names, each in the place of the same one throughout."""
        drawn: dict[tuple[str, Words], Words] = {}
        return [self._swapped(sentence, language, drawn, rng) for sentence in document]

    def _swapped(
        self,
        sentence: Sentence,
        language: str,
        drawn: dict[tuple[str, Words], Words],
        rng: random.Random,
    ) -> Sentence:
        tokens: list[str] = []
        spans: list[Span] = []
        place = 0
        for start, end, label in sentence.spans:
            tokens += sentence.tokens[place:start]
            words = sentence.tokens[start:end]
            names = self._names.get((language, label))
            if names and not _is_marked(words):
                if (label, words) not in drawn:
                    drawn[label, words] = rng.choice(names) if rng.random() < _EACH else words
                words = drawn[label, words]
            spans.append((len(tokens), len(tokens) + len(words), label))
            tokens += words
            place = end
        tokens += sentence.tokens[place:]
        return Sentence(tuple(tokens), tuple(spans))


def _is_marked(words: Words) -> bool:
    """Tell whether a hashtag or a handle is part of a name."""
    return any(word[0] in "#@" for word in words)
