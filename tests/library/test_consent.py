"""Consent to asking machines of the own network covers what was named, and nothing beside it."""

from __future__ import annotations

import pytest

from library import NotFetched, consent_to
from library.fetching import Fetcher
from tests.web import site


@pytest.mark.parametrize(
    ("named", "host", "number", "covered"),
    [
        ("nas.lan", "NAS.lan.", "192.168.1.7", True),
        ("Nas.Lan.", "nas.lan", "fd00::7", True),
        ("nas.lan", "evil.nas.lan", "192.168.1.7", False),
        ("müller.lan", "xn--mller-kva.lan", "10.0.0.1", True),
        ("192.168.1.0/24", "x.example", "192.168.1.255", True),
        ("192.168.1.7/24", "x.example", "192.168.1.255", True),
        ("192.168.1.0/24", "x.example", "192.168.2.1", False),
        ("192.168.1.7", "192.168.1.7", "192.168.1.7", True),
        ("192.168.1.7", "192.168.1.8", "192.168.1.8", False),
        ("10.0.0.0/8", "x.example", "::ffff:10.1.2.3", True),
        ("10.0.0.0/8", "x.example", "::1", False),
        ("[::1]", "::1", "::1", True),
        ("fe80::/10", "x.example", "fe80::1%eth0", True),
        ("10.0.0.0/8", "x.example", "999.1", False),
    ],
)
def test_what_is_covered(named: str, host: str, number: str, covered: bool) -> None:
    assert consent_to([named]).covers(host, number) is covered
    assert consent_to(["other.lan", named]).covers(host, number) is covered
    assert consent_to(True).covers(host, number)
    assert not consent_to(False).covers(host, number)


@pytest.mark.parametrize(
    "wrong", ["", "http://nas.lan", "nas.lan:80", "10.0.0.0/33", "a..b", "*", "a b", "x" * 300]
)
def test_what_is_neither_a_name_nor_a_network(wrong: str) -> None:
    with pytest.raises(ValueError):  # noqa: PT011
        consent_to([wrong])


def test_a_redirect_does_not_lead_beyond_it() -> None:
    with site() as server, Fetcher(private=consent_to(["localhost"])) as fetcher:
        assert fetcher.fetch(server.say("/a", b"here")).data == b"here"
        beyond = server.say("/b", b"", 302, Location=f"http://127.0.0.1:{server.port}/a")
        asked = len(server.asked)
        with pytest.raises(NotFetched, match="no machine of the public network"):
            fetcher.fetch(beyond)
        assert len(server.asked) == asked + 1
