"""Addresses are fetched from a real server, which is sometimes slow, broken or ill-meaning."""

from __future__ import annotations

import gc
import ssl
import sys
import threading
import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
import trustme

from library.errors import NotFetched
from library.fetching import Fetcher, fetched_sources
from tests.library.fetching.conftest import PAGE
from tests.web import Handler, Site, site


def test_a_page_is_fetched(server: Site, fetcher: Fetcher) -> None:
    address = server.say("/page", PAGE, Content_Type="text/html; charset=UTF-8", ETag='"1"')
    fetched = fetcher.fetch(address)
    assert (fetched.address, fetched.url, fetched.data) == (address, address, PAGE)
    assert (fetched.media_type, fetched.etag, fetched.moved) == ("text/html", '"1"', None)
    path, headers = server.asked[-1]
    assert path == "/page"
    assert headers["user-agent"].startswith("newsreader")
    assert not {"cookie", "authorization", "referer"} & set(headers)


def test_what_is_unchanged_is_not_sent_again(server: Site, fetcher: Fetcher) -> None:
    def answer(request: Handler) -> None:
        known = request.headers.get("If-None-Match") == '"7"'
        request.say(b"" if known else PAGE, 304 if known else 200, ETag='"7"')

    address = server.answer("/etag", answer)
    first = fetcher.fetch(address)
    again = fetcher.fetch(address, etag=first.etag, last_modified="Mon, 02 Jan 2023 10:00:00 GMT")
    assert not first.is_unchanged
    assert (again.is_unchanged, again.data, again.etag) == (True, b"", '"7"')
    assert server.asked[-1][1]["if-modified-since"] == "Mon, 02 Jan 2023 10:00:00 GMT"


def test_what_cannot_be_sent_back_is_not(server: Site, fetcher: Fetcher) -> None:
    address = server.say("/odd", PAGE, ETag="caf\xe9", Last_Modified="Mäntag")
    first = fetcher.fetch(address)
    again = fetcher.fetch(address, etag=first.etag, last_modified=first.last_modified)
    assert (again.is_unchanged, again.data) == (False, PAGE)
    assert not {"if-none-match", "if-modified-since"} & set(server.asked[-1][1])


@pytest.mark.parametrize(
    ("first", "second", "moved"),
    [(301, 308, "/there"), (301, 302, "/between"), (302, 301, None), (303, 307, None)],
)
def test_redirects_are_followed(
    server: Site, fetcher: Fetcher, first: int, second: int, moved: str | None
) -> None:
    server.say("/there", PAGE)
    server.say("/between", b"", second, Location="there#part")
    address = server.say("/from", b"", first, Location="/between")
    fetched = fetcher.fetch(address)
    assert (fetched.url, fetched.data) == (f"{server.address}/there", PAGE)
    assert fetched.moved == (moved and server.address + moved)


@pytest.mark.parametrize(
    "target",
    [
        *("file:///etc/passwd", "ftp://localhost/x", "javascript:alert(1)", "ssh://-oProxy/x"),
        *("http://", "//", "http://[::1", "http://user:secret@localhost/", "data:text/plain,x"),
    ],
)
def test_redirects_lead_to_the_web_alone(server: Site, fetcher: Fetcher, target: str) -> None:
    address = server.say("/away", b"", 302, Location=target)
    with pytest.raises(NotFetched):
        fetcher.fetch(address)


def test_redirects_in_a_circle_end(server: Site, fetcher: Fetcher) -> None:
    address = server.say("/circle", b"", 302, Location="/circle")
    with pytest.raises(NotFetched, match="without end"):
        fetcher.fetch(address)
    assert sum(path == "/circle" for path, _ in server.asked) == 11


def test_no_cookie_is_kept(server: Site, fetcher: Fetcher) -> None:
    address = server.say("/cookie", PAGE, Set_Cookie="seen=1; Path=/")
    fetcher.fetch(address)
    fetcher.fetch(address)
    assert "cookie" not in server.asked[-1][1]


@pytest.mark.parametrize("status", [401, 403, 404, 410, 429, 500, 503, 999])
def test_what_the_server_refuses_is_said(server: Site, fetcher: Fetcher, status: int) -> None:
    address = server.say("/no", b"", status, Retry_After="120")
    with pytest.raises(NotFetched, match=str(status)) as refused:
        fetcher.fetch(address)
    assert refused.value.status == status
    assert refused.value.retry_after is not None
    wait = refused.value.retry_after - datetime.now(UTC)
    assert timedelta(seconds=110) < wait <= timedelta(seconds=120)


@pytest.mark.parametrize(
    ("header", "expected"),
    [
        ("Wed, 21 Oct 2099 07:28:00 GMT", timedelta(days=30)),
        ("99999999999999999999", timedelta(days=30)),
        ("Fri, 31 Dec 9999 23:59:59 -0100", None),
        ("soon", None),
        ("-5", None),
        ("", None),
    ],
)
def test_odd_times_to_wait(
    server: Site, fetcher: Fetcher, header: str, expected: timedelta | None
) -> None:
    address = server.say("/later", b"", 503, Retry_After=header)
    with pytest.raises(NotFetched) as refused:
        fetcher.fetch(address)
    after = refused.value.retry_after
    assert (after is None) == (expected is None)
    if after is not None and expected is not None:
        assert abs(after - datetime.now(UTC) - expected) < timedelta(minutes=1)


def _cut(request: Handler) -> None:
    request.send_response(200)
    request.send_header("Content-Length", "1000")
    request.end_headers()
    request.wfile.write(b"half")
    request.close_connection = True


def _no_http(request: Handler) -> None:
    request.wfile.write(b"\x00\x01 what is this?\r\n\r\n")
    request.close_connection = True


def _endless_headers(request: Handler) -> None:
    request.wfile.write(b"HTTP/1.1 200 OK\r\n" + b"X: " + b"y" * 500_000)
    request.close_connection = True


@pytest.mark.parametrize("answer", [_cut, _no_http, _endless_headers])
def test_what_breaks_off_is_refused(server: Site, fetcher: Fetcher, answer: object) -> None:
    address = server.answer("/cut", answer)  # type: ignore[arg-type]
    with pytest.raises(NotFetched, match="broke off"):
        fetcher.fetch(address)


def _silent(request: Handler) -> None:
    time.sleep(3)
    request.close_connection = True


def _drip_body(request: Handler) -> None:
    request.send_response(200)
    request.send_header("Content-Length", "1000")
    request.end_headers()
    for _ in range(40):
        request.wfile.write(b"x")
        time.sleep(0.1)


def _drip_head(request: Handler) -> None:
    for letter in b"HTTP/1.1 200 OK and so on and so on and so on":
        request.wfile.write(bytes([letter]))
        time.sleep(0.1)


@pytest.mark.parametrize("answer", [_silent, _drip_body, _drip_head])
def test_what_takes_too_long_is_given_up(server: Site, fetcher: Fetcher, answer: object) -> None:
    address = server.answer("/slow", answer)  # type: ignore[arg-type]
    begun = time.monotonic()
    with pytest.raises(NotFetched, match="took too long"):
        fetcher.fetch(address)
    assert time.monotonic() - begun < 2.9
    assert fetcher.fetch(server.say("/page", PAGE)).data == PAGE  # the next has all its time


def test_nobody_there_is_said(fetcher: Fetcher) -> None:
    with site() as gone:
        address = gone.address
    with pytest.raises(NotFetched, match="cannot be reached"):
        fetcher.fetch(address)
    with pytest.raises(NotFetched, match="cannot be reached"):
        fetcher.fetch("http://nowhere.invalid/")


@pytest.mark.parametrize(
    ("header", "data", "expected"),
    [
        ("text/html; charset=iso-8859-1", "Fluß".encode("latin-1"), "Fluß"),
        ("text/html; charset=windows-1251", "Река".encode("cp1251"), "Река"),
        ('text/html; charset="KOI8-R"', "Река".encode("koi8-r"), "Река"),
        ("text/html; charset=utf-8", "Fluß".encode("cp1252"), None),
        ("text/html; charset=iso-8859-1", "Fluß".encode(), None),
        ("text/html; charset=rot13", b"Fluss", None),
        ("text/html; charset=\xff;;;=", b"Fluss", None),
        ("", b"Fluss", None),
    ],
)
def test_the_encoding_that_the_server_names_is_kept(
    server: Site, fetcher: Fetcher, header: str, data: bytes, expected: str | None
) -> None:
    address = server.say("/charset", data, Content_Type=header)
    fetched = fetcher.fetch(address).data
    assert fetched == data if expected is None else fetched.decode("utf-8-sig") == expected


@pytest.fixture
def secure(tmp_path: Path) -> Iterator[tuple[Site, Path]]:
    """Return a site over TLS, and the file of the authority that vouches for it."""
    authority = trustme.CA()
    authority.cert_pem.write_to_path(tmp_path / "ca.pem")
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    authority.issue_cert("localhost").configure_cert(context)
    with site(context) as running:
        yield running, tmp_path / "ca.pem"


def test_only_certificates_that_are_vouched_for_are_taken(
    secure: tuple[Site, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    server, authority = secure
    address = server.say("/page", PAGE)
    with Fetcher(private=True) as fetcher, pytest.raises(NotFetched, match="securely"):
        fetcher.fetch(address)
    monkeypatch.setenv("SSL_CERT_FILE", str(authority))
    with Fetcher(private=True) as fetcher:
        assert fetcher.fetch(address).data == PAGE
        other = address.replace("localhost", "127.0.0.1")  # which it is not made out to
        with pytest.raises(NotFetched, match="securely"):
            fetcher.fetch(other)


def test_several_are_fetched_at_once_and_given_in_order(server: Site) -> None:
    def slow(request: Handler) -> None:
        time.sleep(0.3)
        request.say(request.path.encode())

    addresses = [server.answer(f"/slow{number}", slow) for number in range(8)]
    addresses.insert(3, f"{server.address}/missing")
    begun = time.monotonic()
    sources = list(fetched_sources(addresses, private=True))
    assert time.monotonic() - begun < 1.8
    assert [source.name for source in sources] == addresses
    assert sources[0].read() == b"/slow0"
    with pytest.raises(NotFetched, match="404"):
        sources[3].read()


def test_giving_up_waits_for_nothing(server: Site) -> None:
    def slow(request: Handler) -> None:
        time.sleep(1)
        request.say(b"late")

    quick, address = server.say("/quick", PAGE), server.answer("/late", slow)
    found = fetched_sources([quick, *[address] * 20], private=True)
    begun = time.monotonic()
    assert next(found).read() == PAGE
    found.close()  # type: ignore[attr-defined]
    assert time.monotonic() - begun < 0.9


def test_giving_up_leaves_no_connection_open(server: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    def slow(request: Handler) -> None:
        time.sleep(0.3)
        request.say(b"late")

    left: list[str] = []
    monkeypatch.setattr(sys, "unraisablehook", lambda left_open: left.append(str(left_open)))
    quick, address = server.say("/quick", PAGE), server.answer("/late", slow)
    for _ in range(5):
        found = fetched_sources([quick, *[address] * 20], private=True)
        next(found)
        found.close()  # type: ignore[attr-defined]
    while any(thread.name.startswith("fetch") for thread in threading.enumerate()):
        time.sleep(0.05)
    gc.collect()
    assert left == []
