"""What the tests of fetching start from: a real server, and what asks it."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from library.fetching import Fetcher, Limits
from tests.web import Site, site

PAGE = "<html><body><p>Der Fluss trat über die Ufer.</p></body></html>".encode()
QUICK = Limits(size=1_000_000, seconds=1.5, step=0.7)


@pytest.fixture(scope="module")
def server() -> Iterator[Site]:
    """Return a server on this machine."""
    with site() as running:
        yield running


@pytest.fixture
def fetcher() -> Iterator[Fetcher]:
    """Return what fetches from it, and has little patience."""
    with Fetcher(private=True, limits=QUICK) as made:
        yield made
