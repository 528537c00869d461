"""How two processes speak: frames of a few parts of bytes over a pipe.

A frame is the number of its parts (1 byte), the length of each (4 bytes, little-endian), and the
parts. Bytes stay bytes: no object is rebuilt from them, as pickle would do, so that a worker which
a document has got into its power can say something wrong, but not make its parent run anything.
"""

from __future__ import annotations

import struct
from collections.abc import Sequence
from typing import IO, Final

_LENGTH: Final = 4


def write_frame(stream: IO[bytes], parts: Sequence[bytes]) -> None:
    """Write a frame of up to 255 parts of less than 4 GB each, and flush.

    Raises:
        OSError: The other side is gone.
    """
    stream.write(struct.pack(f"<B{len(parts)}I", len(parts), *map(len, parts)))
    for part in parts:
        stream.write(part)
    stream.flush()


def read_frame(stream: IO[bytes], limit: int) -> tuple[bytes, ...] | None:
    """Return the parts of the next frame; None when the other side has closed the pipe before it.

    Raises:
        ValueError: It ends within, or has more than `limit` bytes.
    """
    count = stream.read(1)
    if not count:
        return None
    lengths = struct.unpack(f"<{count[0]}I", _exactly(stream, _LENGTH * count[0]))
    if sum(lengths) > limit:
        raise ValueError("a frame is too large")
    return tuple(_exactly(stream, length) for length in lengths)


def _exactly(stream: IO[bytes], length: int) -> bytes:
    data = stream.read(length)
    if len(data) != length:
        raise ValueError("a frame ends early")
    return data
