"""German compounds with the name of an organisation, on which the labelled sets differ.

SmartData counts “Nokia-Werkes” and “Audi-Fahrerin” as organisations, one in ten of its own; GermEval and
the others do not, and to a reader they are none. Windows that say that they are SmartData's keep them;
in the others they are no names, so that a model that is told nothing sides with the majority.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Final

from library.entities.spelling import listed
from library.entities.training.sets import DataSet, Sentence, Span

_NAMES: Final = listed(
    """Kommission Parlament Zeitung Museum Stiftung Gruppe Universität Partei Kliniken Verband
    Gewerkschaft Gymnasium Hochschule Institut Bank Online Bundesliga Liga Agentur Post Kurier Blatt Rat
    Front Club Verein Amt Akademie Theater Orchester Kirche Werft Airline Airlines League Regierung
    Gericht Consulting Plus"""
)
"""What ends compounds that are names: EU-Kommission."""


class Compounds:
    """Tells which organisations are only parts of compounds."""

    def __init__(self, sets: Iterable[tuple[DataSet, list[list[Sentence]]]]) -> None:
        """Learn from `sets` which names organisations have, and what SmartData joins to them."""
        found = list(sets)
        counts = Counter(text for data, documents in found for text in _organisations(documents))
        self._names = {
            text
            for text, count in counts.items()
            if len(text) > 1 and ("-" not in text or (text.count("-") == 1 and count > 2))
        }
        self._heads = {
            text.rpartition("-")[2]
            for data, documents in found
            if "smartdata" in data.file
            for text in _organisations(documents)
            if self._is_made_with_name(text.split(" ")[-1])
        } - _NAMES

    def without(self, document: Sequence[Sentence]) -> list[Sentence]:
        """Return a document in which such compounds are no names."""
        return [
            Sentence(
                sentence.tokens,
                tuple(span for span in sentence.spans if not self._is_part(sentence.tokens, span)),
            )
            for sentence in document
        ]

    def _is_part(self, tokens: Sequence[str], span: Span) -> bool:
        """Tell whether a span is an organisation only because one is part of its last word."""
        word = tokens[span[1] - 1]
        head = word.rpartition("-")[2]
        if span[2] != "ORG" or "-" not in word or head in _NAMES:
            return False
        return head in self._heads or self._is_made_with_name(word)

    def _is_made_with_name(self, word: str) -> bool:
        """Tell whether `word` is the name of an organisation and a common noun."""
        parts = word.split("-")
        if len(parts) < 2 or len(parts[-1]) < 3 or not parts[-1][1:].islower():
            return False
        beginnings = (parts[:count] for count in range(1, len(parts)))
        return any("-".join(b) in self._names or " ".join(b) in self._names for b in beginnings)


def _organisations(documents: Iterable[Sequence[Sentence]]) -> Iterable[str]:
    """Yield the names of organisations in some documents, as they stand."""
    for document in documents:
        for sentence in document:
            for start, end, label in sentence.spans:
                if label == "ORG":
                    yield " ".join(sentence.tokens[start:end])
