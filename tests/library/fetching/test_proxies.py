"""What the environment names a proxy for goes through it, and a proxy that cannot be one is said."""

from __future__ import annotations

from base64 import b64encode

import pytest

from library.errors import ProxyError
from library.fetching import Fetcher
from tests.library.fetching.conftest import PAGE, QUICK
from tests.web import Site


def test_a_proxy_is_asked_with_its_name_and_password(
    server: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    server.say("http://news.example/page", PAGE)
    monkeypatch.delenv("no_proxy", raising=False)
    monkeypatch.setenv("http_proxy", f"http://ada:p%40ss%20ü@localhost:{server.port}")
    with Fetcher(limits=QUICK) as fetcher:
        assert fetcher.fetch("http://news.example/page").data == PAGE
    path, headers = server.asked[-1]
    assert path == "http://news.example/page"
    said = b64encode("ada:p@ss ü".encode()).decode()
    assert headers["proxy-authorization"] == f"Basic {said}"


def test_a_proxy_needs_no_scheme(server: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    server.say("http://news.example/other", PAGE)
    monkeypatch.delenv("no_proxy", raising=False)
    monkeypatch.setenv("http_proxy", f"localhost:{server.port}")
    with Fetcher(limits=QUICK) as fetcher:
        assert fetcher.fetch("http://news.example/other").data == PAGE


@pytest.mark.parametrize("variable", ["http_proxy", "https_proxy"])
@pytest.mark.parametrize(
    "address",
    [
        "socks5://127.0.0.1:9",
        "ftp://machine",
        "http://ada:secret@machine:port",
        "http://[::1",
        "http://",
        "://machine",
        "http://\x1b[31mred:99999999",
    ],
)
def test_what_is_no_proxy_is_said_without_its_password(
    variable: str, address: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(variable, address)
    with pytest.raises(ProxyError) as caught:
        Fetcher()
    assert str(caught.value) == f"{variable} names no proxy of http"
    assert "http://machine:port" in caught.value.remedy
