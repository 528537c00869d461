"""Which articles are versions of one story: copies with sentences added, dropped or changed.

A text is represented by the smallest hashes of its shingles, which are a random sample of them: the
share that two samples have in common estimates the share that the texts have in common (Broder,
"On the resemblance and containment of documents", 1997; bottom-k sketches: Cohen and Kaplan 2007).
"""

from __future__ import annotations

import re
import struct
from collections.abc import Iterable, Sequence
from hashlib import blake2b
from itertools import islice
from typing import Final

SIGNATURE_SIZE: Final = 64
"""Hashes that represent a text; the error of an estimate is about 0.06 at the threshold."""

KEYS: Final = 16
"""The smallest hashes of a signature, by which candidates are found: texts that have 0.3 of their
shingles in common share none of these once in 300 times."""

_SHINGLE: Final = 2
"""Words of a shingle. Longer ones lose too many at the edges of what was dropped."""
_AT_ONCE: Final = 20_000
_LEAST: Final = 8
"""Shingles of the shortest text that can be a version of another: a line or two is the same by chance."""
_NUMBER: Final = re.compile(r"\d+")
_THRESHOLD: Final = 0.3
"""From this on texts are one story; other articles on the same events stay below."""
_SHORT_THRESHOLD: Final = 0.5
"""The same where both texts have fewer shingles than a signature has hashes: most of these may be a
notice that a site puts below everything."""


def signature(words: Iterable[str]) -> tuple[int, ...]:
    """Return up to `SIGNATURE_SIZE` hashes (63 bits, ascending) that represent a text of folded `words`."""
    said = filter(str.isalnum, words)
    smallest: list[bytes] = []
    before: list[str] = []
    # Some at a time: a long text has millions.
    while some := list(islice(said, _AT_ONCE)):
        run = [*before, *some]
        shingles = set(
            map(" ".join, zip(*(run[start:] for start in range(_SHINGLE)), strict=False))
        )
        smallest = sorted({*smallest, *map(_hash, shingles)})[:SIGNATURE_SIZE]
        before = run[1 - _SHINGLE :]
    if before and not smallest:
        smallest = [_hash(" ".join(before))]
    # SQLite's integers have no more than 63 bits.
    return tuple(sorted({int.from_bytes(digest) >> 1 for digest in smallest}))


def pack(hashes: Sequence[int]) -> bytes:
    """Return a signature as it is kept: eight bytes a hash, the lowest first."""
    return struct.pack(f">{len(hashes)}q", *hashes)


def unpack(data: bytes) -> tuple[int, ...]:
    """Return the signature that `pack` wrote.

    Raises:
        ValueError: It wrote none such.
    """
    if len(data) % 8 or len(data) > 8 * SIGNATURE_SIZE:
        raise ValueError("a signature has a wrong length")
    return struct.unpack(f">{len(data) // 8}q", data)


def resemblance(one: Sequence[int], other: Sequence[int]) -> float:
    """Return about which share of their shingles two texts have in common, from their signatures.

    That is Jaccard's coefficient, 0 to 1; exact where both texts have few shingles.
    """
    first, second = set(one), set(other)
    sample = sorted(first | second)[:SIGNATURE_SIZE]
    return len(first & second & set(sample)) / len(sample) if sample else 0.0


def is_same_story(one: Sequence[int], other: Sequence[int]) -> bool:
    """Say whether two texts, given by their signatures, are versions of one story."""
    if min(len(one), len(other)) < _LEAST:
        return False
    short = max(len(one), len(other)) < SIGNATURE_SIZE
    threshold = _SHORT_THRESHOLD if short else _THRESHOLD
    # Most candidates are none, and need no sample: all that they share would not be enough of it.
    shared = len(set(one).intersection(other))
    sample = min(SIGNATURE_SIZE, len(one) + len(other) - shared)
    return shared >= threshold * sample and resemblance(one, other) >= threshold


def are_of_a_series(one: str, other: str) -> bool:
    """Say whether two titles differ in nothing but numbers, as those of a daily or weekly notice do.

    Such notices have most of their text in common, and yet none is a version of another.
    """
    return one != other and _NUMBER.sub("0", one) == _NUMBER.sub("0", other)


def _hash(shingle: str) -> bytes:
    """Return 64 bits that are the same on every machine."""
    return blake2b(shingle.encode(), digest_size=8).digest()
