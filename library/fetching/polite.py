"""Many threads that fetch, of which few ask the same machine at once."""

from __future__ import annotations

from threading import Lock, Semaphore
from typing import Final
from urllib.parse import urlsplit

from library.errors import NotFetched
from library.fetching.fetcher import Fetched, Fetcher

AT_ONE_HOST: Final = 4
"""Requests that one host gets at once."""


class Polite:
    """Fetches for many threads; those that want more of one host wait for the others."""

    def __init__(self, fetcher: Fetcher) -> None:
        """Fetch with `fetcher`."""
        self._fetcher = fetcher
        self._lock = Lock()
        self._hosts: dict[str, Semaphore] = {}

    def fetch(
        self, address: str, *, etag: str | None = None, last_modified: str | None = None
    ) -> Fetched | NotFetched:
        """Return what `address` names, or why it could not be had; see `Fetcher.fetch`."""
        with self._lock:
            turn = self._hosts.setdefault(urlsplit(address).netloc, Semaphore(AT_ONE_HOST))
        with turn:
            try:
                return self._fetcher.fetch(address, etag=etag, last_modified=last_modified)
            except NotFetched as error:
                return error
