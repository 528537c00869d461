"""What was packed for the way is unpacked, up to a limit: a little of it may stand for very much."""

from __future__ import annotations

import zlib
from collections.abc import Callable
from typing import Final

ACCEPTED: Final = "gzip, deflate, br"
"""The ways of packing that are understood, as the header of a request names them."""

_MOST: Final = 3
"""Ways of packing on top of each other; more than one is odd already."""
_PIECES: Final = 10_000
"""Pieces one behind the other, each of which takes its time however little is in it."""
_FIRST: Final = 1024
_NEXT: Final = 65_536
"""Bytes that are given to zlib at once: what of them belongs to the next piece is copied."""
_EITHER: Final = 32 + zlib.MAX_WBITS
"""Have zlib tell by the first bytes whether it is gzip or zlib."""


class TooLarge(Exception):
    """There is more in it than may be."""


class Broken(Exception):
    """It cannot be unpacked: it is damaged, cut off, or packed in a way that is not understood."""


def unpacked(data: bytes, encodings: str, limit: int) -> bytes:
    """Return what is packed in `data`.

    Args:
        data: What came.
        encodings: How it was packed, as the header `Content-Encoding` says: the last first to be undone.
        limit: Bytes that may come out.

    Raises:
        Broken: It cannot be unpacked.
        TooLarge: There is more in it than `limit`.
    """
    names = [name.strip().lower() for name in encodings.split(",") if name.strip()]
    names = [name for name in names if name != "identity"]
    if len(names) > _MOST:
        raise Broken
    for name in reversed(names):
        unpack = _WAYS.get(name)
        if unpack is None:
            raise Broken
        data = unpack(data, limit)
    return data


def _gzip(data: bytes, limit: int) -> bytes:
    """Unpack gzip or zlib, also several pieces one behind the other."""
    unpacked = bytearray()
    start = 0
    for number in range(_PIECES):
        if start == len(data):
            return bytes(unpacked)
        try:
            start = _gzip_piece(data, start, unpacked, limit)
        except zlib.error as error:
            if number and not data.startswith(b"\x1f\x8b", start):
                return bytes(unpacked)  # zeros or the like behind the end, as some servers send
            raise Broken from error
    raise Broken


def _gzip_piece(data: bytes, start: int, unpacked: bytearray, limit: int) -> int:
    """Put what is in the piece that begins at `start` behind what is `unpacked`; return where it ends.

    Raises:
        Broken: It does not end.
        TooLarge: There is more unpacked than `limit`.
        zlib.error: It is no such piece.
    """
    view, size = memoryview(data), _FIRST
    packer = zlib.decompressobj(_EITHER)
    while not packer.eof:
        if start == len(data):
            raise Broken
        given = view[start : start + size]
        unpacked += packer.decompress(given, limit + 1 - len(unpacked))
        if len(unpacked) > limit:
            raise TooLarge
        start += len(given) - len(packer.unused_data)
        size = _NEXT
    return start


def _deflate(data: bytes, limit: int) -> bytes:
    """Unpack deflate, which half of the servers take for zlib and the others for what is inside it."""
    try:
        return _gzip(data, limit)
    except Broken:
        packer = zlib.decompressobj(-zlib.MAX_WBITS)
        try:
            unpacked = packer.decompress(data, limit + 1)
        except zlib.error as error:
            raise Broken from error
        if len(unpacked) > limit:
            raise TooLarge from None
        if not packer.eof:
            raise Broken from None
        return unpacked


def _brotli(data: bytes, limit: int) -> bytes:
    """Unpack Brotli."""
    import brotli

    packer = brotli.Decompressor()
    unpacked = bytearray()
    try:
        while True:
            unpacked += packer.process(data, output_buffer_limit=limit + 1 - len(unpacked))
            data = b""
            if len(unpacked) > limit:
                raise TooLarge
            if packer.is_finished():
                return bytes(unpacked)
            if packer.can_accept_more_data():  # and there is none
                raise Broken
    except brotli.error as error:
        raise Broken from error


_WAYS: Final[dict[str, Callable[[bytes, int], bytes]]] = {
    "gzip": _gzip,
    "x-gzip": _gzip,
    "deflate": _deflate,
    "br": _brotli,
}
