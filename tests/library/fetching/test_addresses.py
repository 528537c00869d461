"""Only the public network is asked, whatever a name, a number or a redirect says."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from library import is_address
from library.errors import NotFetched
from library.fetching import Fetcher, is_public
from tests.web import Site, site


@pytest.mark.parametrize(
    "host",
    [
        *("127.0.0.1", "127.8.8.8", "0.0.0.0", "10.1.2.3", "172.16.0.1", "192.168.1.1"),
        *(
            "169.254.169.254",
            "100.64.0.1",
            "224.0.0.1",
            "255.255.255.255",
            "240.0.0.1",
            "198.18.0.1",
        ),
        *(
            "::1",
            "::",
            "fe80::1",
            "fe80::1%eth0",
            "fc00::1",
            "fd12::1",
            "ff02::1",
            "::ffff:127.0.0.1",
        ),
        *("::ffff:10.0.0.1", "64:ff9b::7f00:1", "2002:7f00:1::", "2001:db8::1", "nonsense", ""),
    ],
)
def test_machines_that_are_not_public(host: str) -> None:
    assert not is_public(host)


@pytest.mark.parametrize(
    "host", ["8.8.8.8", "93.184.216.34", "2606:4700::1111", "::ffff:8.8.8.8", "64:ff9b::808:808"]
)
def test_machines_that_are_public(host: str) -> None:
    assert is_public(host)


@pytest.fixture(scope="module")
def server() -> Iterator[Site]:
    with site() as running:
        running.say("/", b"secret")
        yield running


@pytest.mark.parametrize(
    "host",
    ["localhost", "127.0.0.1", "127.1", "2130706433", "0x7f000001", "017700000001", "LOCALHOST."],
)
def test_this_machine_is_not_asked_without_consent(server: Site, host: str) -> None:
    before = len(server.asked)
    with Fetcher() as fetcher, pytest.raises(NotFetched):
        fetcher.fetch(f"http://{host}:{server.port}/")
    assert len(server.asked) == before


def test_it_is_said_that_a_machine_is_not_public(server: Site) -> None:
    with (
        Fetcher() as fetcher,
        pytest.raises(NotFetched, match=r"leads to \S+, which is no machine of"),
    ):
        fetcher.fetch(server.address)


@pytest.mark.parametrize(
    "address",
    [
        *(
            "",
            "heise.de",
            "file:///etc/passwd",
            "ftp://a.de/x",
            "gopher://a",
            "http://",
            "https:///x",
        ),
        *(
            "http://a b.de/",
            "http://a.de/\x1b[31m",
            "http://a.de/\u202e",
            "http://[::1",
            "http://a:x/",
        ),
        *(
            "http://user:secret@a.de/",
            "http://user@a.de/",
            "javascript:x",
            "http://a.de/" + "x" * 5000,
        ),
        *("-oProxyCommand=x", "http://a.de:99999/", "http://\0/"),
    ],
)
def test_what_is_no_address_is_not_asked_for(address: str) -> None:
    with Fetcher(private=True) as fetcher, pytest.raises(NotFetched):
        fetcher.fetch(address)


def test_what_is_meant_as_an_address() -> None:
    assert is_address("https://a.de")
    assert is_address("HTTP://a.de")
    assert not is_address("ftp://a.de")
    assert not is_address("folder/http://x")
