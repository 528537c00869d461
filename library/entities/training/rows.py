"""What the network learns from in one epoch: windows of all sets as numbers, in batches."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final, NamedTuple

import torch
from torch import Tensor

from library.entities.pieces import Pieces
from library.entities.training.agency import Agency
from library.entities.training.compounds import Compounds
from library.entities.training.network import TAGS
from library.entities.training.sets import SETS, DataSet, Sentence
from library.entities.training.silver import Labelled
from library.entities.training.swaps import Swaps
from library.entities.training.windows import Window, batches, windows

_BATCH_PIECES: Final = 2000
_MOST_PIECES: Final = 250
_SILVER: Final = {"de": 9, "en": 10}
"""Numbers of the sets of labelled news, behind those of `SETS`."""
_AGENCY: Final = (("de", 0, 0), ("de", 1, 0), ("en", 0, 3), ("en", 4, 3), ("en", 5, 4))
"""Made-up lines: language, set that they say they are from, and whose `DataSet` they count with."""

Training = Sequence[tuple[DataSet, list[list[Sentence]]]]


@dataclass(frozen=True, slots=True)
class Mixture:
    """What an epoch is made of."""

    told: float
    """The share of the windows that say which set they are from."""
    part: float = 1
    """The share of the sets' windows that an epoch has."""
    swapped: float = 0
    """The share of the documents with other names."""
    agency: int = 0
    """Stretches of made-up lines."""
    silver: float = 0
    """Windows of labelled news, as a share of those of the sets."""
    mended: bool = False
    """Whether SmartData's compounds are no names in windows that say nothing."""


class Row(NamedTuple):
    """A window as numbers."""

    pieces: list[int]
    firsts: list[int]
    tags: list[int]
    source: int
    has_other: bool


class Batch(NamedTuple):
    """Windows as the network takes them; see `Network.forward` and `loss_of`."""

    pieces: Tensor
    mask: Tensor
    firsts: Tensor
    gold: Tensor
    source: Tensor
    has_other: Tensor


def encoded(window: Window, table: Pieces, source: int) -> Row:
    """Return a window's pieces, where each token's first stands, and its labels' numbers."""
    tags = [0] * len(window.words)
    for start, end, label in window.spans:
        tags[start:end] = [TAGS.index(f"I-{label}")] * (end - start)
        tags[start] = TAGS.index(f"B-{label}")
    return _row(window.words, tags, table, source, window.data.has_other)


def _row(
    words: Sequence[tuple[str, bool]], tags: list[int], table: Pieces, source: int, has_other: bool
) -> Row:
    pieces, firsts = [table.begin], []
    for word, glued in words:
        firsts.append(len(pieces))
        pieces += table.of(word, glued=glued)
    return Row([*pieces, table.end], firsts, tags, source, has_other)


def stacked(rows: Sequence[Row]) -> Batch:
    """Return windows as one batch."""
    length = max(len(row.pieces) for row in rows)
    width = max(len(row.firsts) for row in rows)
    pieces = torch.zeros(len(rows), length, dtype=torch.long)
    mask = torch.zeros(len(rows), length, dtype=torch.bool)
    firsts = torch.zeros(len(rows), width, dtype=torch.long)
    gold = torch.full((len(rows), width), -100)
    for number, row in enumerate(rows):
        pieces[number, : len(row.pieces)] = torch.tensor(row.pieces)
        mask[number, : len(row.pieces)] = True
        firsts[number, : len(row.firsts)] = torch.tensor(row.firsts)
        gold[number, : len(row.tags)] = torch.tensor(row.tags)
    source = torch.tensor([row.source for row in rows])
    return Batch(pieces, mask, firsts, gold, source, torch.tensor([row.has_other for row in rows]))


class Rows:
    """Draws the windows of epochs."""

    def __init__(
        self, training: Training, silver: Sequence[Labelled], table: Pieces, mixture: Mixture
    ) -> None:
        """Draw from the labelled sets and from labelled news."""
        self._training = training
        self._silver = silver
        self._table = table
        self._mixture = mixture
        self._swaps = Swaps(training)
        compounds = Compounds(training)
        self._mended = {
            data.file: [compounds.without(document) for document in documents]
            for data, documents in training
            if mixture.mended and "smartdata" in data.file
        }
        self._agencies = {language: Agency(language, training) for language in ("de", "en")}

    def epoch(self, rng: random.Random) -> Iterator[Batch]:
        """Yield the batches of one epoch."""
        rows = [
            row
            for number, (data, documents) in enumerate(self._training, 1)
            for row in self._of_set(number, data, documents, rng)
        ]
        rows = rng.sample(rows, int(self._mixture.part * len(rows)))
        rows += self._of_silver(len(rows), rng)
        for language, source, like in _AGENCY if self._mixture.agency else ():
            made = self._agencies[language].documents(self._mixture.agency // len(_AGENCY), rng)
            rows += self._encoded(made, SETS[like], source, rng)
        for batch in batches(rows, lambda row: len(row.pieces), _BATCH_PIECES, rng):
            yield stacked(batch)

    def _of_set(
        self, number: int, data: DataSet, documents: list[list[Sentence]], rng: random.Random
    ) -> Iterator[Row]:
        """Yield the windows of one set, as often as an epoch goes through it."""
        whole, part = divmod(data.repeats, 1)
        every = range(len(documents))
        for chosen in [rng.sample(every, int(part * len(every))), *[every] * int(whole)]:
            told = {place for place in chosen if rng.random() < self._mixture.told}
            silent = self._mended.get(data.file, documents)
            for source, places, found in (
                (number, told, documents),
                (0, set(chosen) - told, silent),
            ):
                drawn = [
                    self._swaps.of(found[place], data.language, rng)
                    if rng.random() < self._mixture.swapped
                    else found[place]
                    for place in sorted(places)
                ]
                yield from self._encoded(drawn, data, source, rng)

    def _of_silver(self, count: int, rng: random.Random) -> Iterator[Row]:
        """Yield windows of labelled news, in proportion to the `count` of the others."""
        wanted = min(len(self._silver), int(self._mixture.silver * count))
        for one in rng.sample(self._silver, wanted):
            source = _SILVER[one.language] if rng.random() < self._mixture.told else 0
            row = _row(one.words, one.tags, self._table, source, has_other=True)
            if len(row.pieces) <= _MOST_PIECES:
                yield row

    def _encoded(
        self, documents: Sequence[list[Sentence]], data: DataSet, source: int, rng: random.Random
    ) -> Iterator[Row]:
        for window in windows(documents, data, rng):
            row = encoded(window, self._table, source)
            if len(row.pieces) <= _MOST_PIECES:
                yield row
