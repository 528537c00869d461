"""What servers send packed is unpacked, and no more of it than there may be."""

from __future__ import annotations

import gzip
import zlib
from collections.abc import Callable, Mapping
from hashlib import sha256

import brotli
import pytest

from library.errors import NotFetched
from library.fetching import Fetcher
from tests.library.fetching.conftest import PAGE
from tests.web import Site


def _gzipped(data: bytes) -> bytes:
    # Without the time: all processes that run tests have to know them by the same names.
    return gzip.compress(data, mtime=0)


def _deflated(data: bytes) -> bytes:
    packer = zlib.compressobj(wbits=-zlib.MAX_WBITS)
    return packer.compress(data) + packer.flush()


PACKED = [
    ("gzip", _gzipped(PAGE)),
    ("GZIP", _gzipped(PAGE[:20]) + _gzipped(PAGE[20:])),
    ("gzip", _gzipped(PAGE) + b"\0\0\0"),
    ("x-gzip", _gzipped(PAGE)),
    ("deflate", zlib.compress(PAGE)),
    ("deflate", _deflated(PAGE)),
    ("br", brotli.compress(PAGE)),
    ("br, gzip", _gzipped(brotli.compress(PAGE))),
    ("identity", PAGE),
]


@pytest.mark.parametrize(("encoding", "data"), PACKED)
def test_what_is_packed_is_unpacked(
    server: Site, fetcher: Fetcher, encoding: str, data: bytes
) -> None:
    address = server.say("/packed", data, Content_Encoding=encoding)
    assert fetcher.fetch(address).data == PAGE


@pytest.mark.parametrize(
    ("encoding", "data"),
    [
        ("gzip", _gzipped(PAGE)[:-12]),
        ("gzip", PAGE),
        ("deflate", PAGE),
        ("deflate", _deflated(PAGE)[:-2]),
        ("br", brotli.compress(PAGE)[:-3]),
        ("br", b"\xff" * 50),
        ("zstd", PAGE),
        ("gzip, gzip, gzip, gzip", PAGE),
    ],
)
def test_what_cannot_be_unpacked_is_refused(
    server: Site, fetcher: Fetcher, encoding: str, data: bytes
) -> None:
    address = server.say("/broken", data, Content_Encoding=encoding)
    with pytest.raises(NotFetched, match="damaged or cut off"):
        fetcher.fetch(address)


PACKING: Mapping[str, Callable[[bytes], bytes]] = {
    "gzip": _gzipped,
    "deflate": _deflated,
    "br": brotli.compress,
    "gzip, gzip": lambda data: _gzipped(_gzipped(data)),
}


# Packed within the test: every process that runs some of the tests reads this file.
@pytest.mark.parametrize("encoding", PACKING)
def test_bombs_do_not_go_off(server: Site, fetcher: Fetcher, encoding: str) -> None:
    bomb = PACKING[encoding](bytes(50_000_000))
    address = server.say("/bomb", bomb, Content_Encoding=encoding)
    with pytest.raises(NotFetched, match="larger than 0 MB"):
        fetcher.fetch(address)


def test_many_pieces_are_put_together(server: Site, fetcher: Fetcher) -> None:
    pieces = [_gzipped(PAGE[number : number + 1]) for number in range(len(PAGE))]
    address = server.say("/pieces", b"".join(pieces), Content_Encoding="gzip")
    assert fetcher.fetch(address).data == PAGE


def test_large_pieces_are_put_together(server: Site, fetcher: Fetcher) -> None:
    data = b"".join(sha256(b"%d" % number).digest() for number in range(10_000))
    packed = _gzipped(data[:200_000]) + _gzipped(data[200_000:])
    address = server.say("/pieces", packed, Content_Encoding="gzip")
    assert fetcher.fetch(address).data == data


def test_damage_within_a_piece_is_no_end(server: Site, fetcher: Fetcher) -> None:
    data = b"".join(sha256(b"%d" % number).digest() for number in range(10_000))
    for packed in (bytearray(zlib.compress(data)), bytearray(_gzipped(data))):
        packed[200_000:200_100] = b"\xff" * 100
        address = server.say("/damaged", bytes(packed), Content_Encoding="gzip")
        with pytest.raises(NotFetched, match="damaged or cut off"):
            fetcher.fetch(address)


def test_no_number_of_empty_pieces_takes_long(server: Site, fetcher: Fetcher) -> None:
    address = server.say("/empty", _gzipped(b"") * 45_000, Content_Encoding="gzip")
    with pytest.raises(NotFetched, match="damaged or cut off"):
        fetcher.fetch(address)


def test_what_is_too_large_as_it_is_is_refused(server: Site, fetcher: Fetcher) -> None:
    address = server.say("/large", b"x" * 1_000_001)
    with pytest.raises(NotFetched, match="larger than 0 MB"):
        fetcher.fetch(address)
