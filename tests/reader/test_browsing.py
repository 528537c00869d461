"""Addresses are opened whole, by no shell, or it is said why not."""

from __future__ import annotations

import sys
import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from library import LibraryError
from reader.browsing import NotOpened, is_openable, obstacle, open_address, shown_address
from tests.attacks import ATTACKS
from tests.texts import HOSTILE

HARMLESS = "https://example.org/a;rm%20-rf?q='$(id)'&b=\"`x`|#top"


@pytest.fixture
def opened(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Have a browser that writes down what it is given, and return the file that it writes."""
    file = tmp_path / "opened"
    script = tmp_path / "browser.py"
    script.write_text(
        "import pathlib, sys\n"
        "print('a browser talks'); print('and complains', file=sys.stderr)\n"
        f"pathlib.Path({str(file)!r}).write_text('\\n'.join(sys.argv[1:]), encoding='utf-8')\n",
        encoding="utf-8",
    )
    monkeypatch.setenv("BROWSER", f"{sys.executable} {script} %s")
    return file


@pytest.mark.parametrize(
    "url",
    [
        "http://example.org",
        "https://example.org:8080/a/b?c=d#e",
        "HTTPS://EXAMPLE.ORG/",
        "https://münchen.example/straße",
        HARMLESS,
    ],
)
def test_pages_of_the_web_are_opened(url: str) -> None:
    assert is_openable(url)


@pytest.mark.parametrize(
    ("url", "reason"),
    [
        ("", "Only http"),
        ("-new-window", "Only http"),
        ("--help", "Only http"),
        ("file:///etc/passwd", "Only http"),
        ("javascript:alert(1)", "Only http"),
        ("mailto:ada@example.org", "Only http"),
        ("example.org/page", "Only http"),
        ("//example.org/page", "Only http"),
        ("http:///page", "names no host"),
        ("https://[::1", "no address"),
        ("https://example.org:no/", "no address"),
        ("https://example.org/a b", "blanks"),
        ("https://example.org/\n-x", "blanks"),
        ("https://example.org/\x1b[31m", "cannot be shown"),
        ("https://example.org/\u202egpj.exe", "cannot be shown"),
        ("https://exam\u200bple.org/", "cannot be shown"),
        ("https://exam\u00adple.org/", "cannot be shown"),
        ("https://example.org/\x7f\x9b", "cannot be shown"),
        ("https://example.org@evil.example/", "before its host, evil.example"),
        ("https://ada:secret@example.org/", "before its host, example.org"),
        ("https://example.org\\@evil.example/", "before its host, evil.example"),
        ("https://example.org／@evil.example/", "no address"),
        ("http://", "names no host"),
        ("https:example.org", "names no host"),
        ("\thttps://example.org/", "cannot be shown"),
        ("-https://example.org/", "Only http"),
        ("data:text/html,x", "Only http"),
        ("https://example.org/" + "a" * 8000, "too long"),
    ],
)
def test_all_else_is_not_and_it_is_said_why(opened: Path, url: str, reason: str) -> None:
    assert not is_openable(url)
    assert reason in obstacle(url)
    with pytest.raises(NotOpened, match=reason):
        open_address(url)
    assert not opened.exists()


@pytest.mark.parametrize(
    ("url", "shown"),
    [
        ("https://example.org/а", "https://example.org/а"),
        ("https://münchen.example/ß", "https://münchen.example/ß"),
        ("https://аррӏе.example/x", "https://аррӏе.example/x (xn--80ak6aa92e.example)"),
        ("https://example。org/", "https://example。org/ (example.org)"),
        ("https://exаmple.org/", "https://exаmple.org/ (xn--exmple-4nf.org)"),
        ("https://日本.example/", "https://日本.example/ (xn--wgv71a.example)"),
        ("https://[::1", "https://[::1"),
        (f"https://{'а' * 80}.example/", f"https://{'а' * 80}.example/"),
        ("https://a\x1b[31m.example/", "https://a␛[31m.example/"),
    ],
)
def test_a_host_that_may_look_like_another_is_shown_as_it_is_known(url: str, shown: str) -> None:
    assert shown_address(url) == shown


@pytest.mark.parametrize("text", [*HOSTILE, *ATTACKS.values()])
def test_hostile_texts_are_no_addresses(text: str) -> None:
    assert not is_openable(text)


@given(st.text())
def test_whatever_is_asked_is_answered(text: str) -> None:
    url = f"https://example.org/{text}"
    if is_openable(url):
        assert url.isprintable()
        assert not any(character.isspace() for character in url)


def test_the_browser_is_given_the_address_as_it_is(
    opened: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    open_address(HARMLESS)
    assert opened.read_text(encoding="utf-8") == HARMLESS
    assert capfd.readouterr() == ("", "")


def test_what_has_a_meaning_for_the_standard_library_has_none_in_an_address(opened: Path) -> None:
    open_address("https://example.org/%action/%s")
    assert opened.read_text(encoding="utf-8") == "https://example.org/%ACtion/%s"


def test_a_browser_that_fails_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BROWSER", f"{sys.executable} -c raise(SystemExit(1)) %s")
    monkeypatch.delenv("DISPLAY", raising=False)
    monkeypatch.delenv("WAYLAND_DISPLAY", raising=False)
    monkeypatch.setenv("PATH", "")
    with pytest.raises(LibraryError, match="No browser could be started") as caught:
        open_address("https://example.org/")
    assert "BROWSER" in caught.value.remedy


def test_a_browser_that_goes_on_is_not_waited_for(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    script = tmp_path / "slow.py"
    script.write_text("import time; time.sleep(3)\n", encoding="utf-8")
    monkeypatch.setenv("BROWSER", f"{sys.executable} {script} %s")
    monkeypatch.setattr("reader.browsing._SECONDS", 0.2)
    begun = time.monotonic()
    open_address("https://example.org/")
    assert time.monotonic() - begun < 2.5


@pytest.mark.parametrize("browser", ["w3m", "/usr/bin/lynx %s", "links2 -g %s:firefox"])
def test_a_browser_that_would_write_over_the_reader_is_not_started(
    monkeypatch: pytest.MonkeyPatch, browser: str
) -> None:
    monkeypatch.setenv("BROWSER", browser)
    with pytest.raises(NotOpened, match="needs the terminal for itself"):
        open_address("https://example.org/")
