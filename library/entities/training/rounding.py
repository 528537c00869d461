"""Rounds weights: those of the table to four bits, those of the layers to seven.

Whole numbers are multiplied two and a half times as fast as others, so both sides of each product in
the layers are rounded: weights to seven bits (eight can overflow on processors without VNNI) with a
scale for each output, what they are multiplied with to eight bits. Left as it is, that costs points,
since a few channels and pieces are far larger than the rest. So each channel is divided first by a
number that its weights are multiplied with, which makes both about equally hard to round (Xiao et al.,
SmoothQuant, 2023), and each piece by its largest value, which the product is multiplied with.
"""

from __future__ import annotations

from typing import Final

import numpy as np
from numpy.typing import NDArray

_TABLE_BLOCK: Final = 32
_TOP: Final = 63
"""The largest number that stands for a weight of the layers."""

Floats = NDArray[np.float32]


def packed(table: Floats) -> NDArray[np.uint8]:
    """Return a table in four bits a weight: a scale of 16 bits and 16 bytes for each block of 32."""
    blocks = table.reshape(len(table), -1, _TABLE_BLOCK)
    extreme = np.take_along_axis(blocks, np.abs(blocks).argmax(-1)[..., None], -1)
    scales = (extreme / -8).astype(np.float16)
    divisors = np.where(scales == 0, 1, scales).astype(np.float32)
    numbers = (np.clip(np.rint(blocks / divisors), -8, 7) + 8).astype(np.uint8)
    half = _TABLE_BLOCK // 2
    nibbles = numbers[..., :half] | (numbers[..., half:] << 4)
    return np.concatenate([scales.view(np.uint8).reshape(*scales.shape[:2], 2), nibbles], -1)


def evening(peaks: Floats, weight: Floats) -> Floats:
    """Return what to divide each channel by, and to multiply its weights (outputs × channels) with."""
    large = np.sqrt(np.maximum(peaks, 1e-5))
    small = np.sqrt(np.maximum(np.abs(weight).max(0), 1e-5))
    factors = large / small
    made: Floats = (factors / np.exp(np.log(factors).mean())).astype(np.float32)
    return made


def rounded(weight: Floats) -> tuple[NDArray[np.int8], Floats]:
    """Return weights (channels × outputs) as whole numbers, and what to multiply each output with."""
    scales = np.abs(weight).max(0) / _TOP
    return np.rint(weight / scales).astype(np.int8), scales.astype(np.float32)
