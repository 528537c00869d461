"""Addresses as documents to be stored: several are fetched at once, and given in their order."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor, wait
from itertools import islice
from typing import Final

from library.consent import Consent
from library.errors import NotFetched
from library.fetching.fetcher import Fetcher, Limits
from library.intake.feeds.naming import feeds_in
from library.intake.files import MAX_BYTES, Source

_AT_ONCE: Final = 8
_ASKED_SECONDS: Final = 0.1


def fetched_sources(
    addresses: Iterable[str],
    *,
    private: bool | Consent = False,
    size: int = MAX_BYTES,
    stopped: Callable[[], bool] = bool,
) -> Iterator[Source]:
    """Yield a document for each address, in their order; reading one that was not fetched refuses it.

    Args:
        addresses: What to fetch; taken as it is needed.
        private: Whether this machine and its own network may be asked, or what of it.
        size: Bytes that a document may have.
        stopped: Asked several times a second; once it says yes, no more are yielded.
    """
    with Fetcher(private=private, limits=Limits(size)) as fetcher:
        pool = ThreadPoolExecutor(_AT_ONCE, "fetch")
        try:
            yield from _fetched(addresses, fetcher, pool, stopped)
        finally:
            pool.shutdown(wait=False, cancel_futures=True)


def _fetched(
    addresses: Iterable[str],
    fetcher: Fetcher,
    pool: ThreadPoolExecutor,
    stopped: Callable[[], bool],
) -> Iterator[Source]:
    """Yield what `pool` fetches, with some fetched ahead."""
    coming = deque[Future[Source]]()
    left = iter(addresses)
    while True:
        for address in islice(left, _AT_ONCE - len(coming)):
            coming.append(pool.submit(_source, fetcher, address))
        if not coming:
            return
        while not wait([coming[0]], _ASKED_SECONDS).done:
            if stopped():
                return
        yield coming.popleft().result()


def _source(fetcher: Fetcher, address: str) -> Source:
    """Return what an address names as a document, or what refuses it."""
    try:
        fetched = fetcher.fetch(address)
    except NotFetched as refusal:
        return Source(address, refusal=refusal)
    # It is known by where it came from, which may be another address than was asked for.
    return Source(fetched.url, fetched.data, feeds=feeds_in(fetched.data, fetched.url))
