"""One article has one id, however its address or its text is written down."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from library.ids import ID_DIGITS, article_id, canonical_url

TEXT = "Köln baut eine Brücke.\n\nSie wird lang.\n"


@pytest.mark.parametrize(
    ("url", "canonical"),
    [
        ("HTTP://Example.ORG", "http://example.org/"),
        ("https://example.org:443/a", "https://example.org/a"),
        ("http://example.org:80/a", "http://example.org/a"),
        ("http://example.org:443/a", "http://example.org:443/a"),
        ("https://erika:geheim@example.org/a", "https://example.org/a"),
        ("https://example.org/a#kommentare", "https://example.org/a"),
        (" https://example.org/a\n", "https://example.org/a"),
        (
            "https://example.org/a?utm_source=x&id=7&UTM_medium=y&fbclid=z",
            "https://example.org/a?id=7",
        ),
        ("https://example.org/a?my_utm_source=x", "https://example.org/a?my_utm_source=x"),
        ("https://example.org/a?b=&a=1", "https://example.org/a?b=&a=1"),
        ("https://example.org/a?b=c,d e&%41=+", "https://example.org/a?b=c%2Cd+e&A=+"),
        ("https://example.org/a?q=%fc", "https://example.org/a?q=%FC"),
        ("https://example.org/a?q=%E4&&=x", "https://example.org/a?q=%E4&=x"),
        ("https://example.org/a?q=ü", "https://example.org/a?q=%C3%BC"),
        ("https://example.org/a?123", "https://example.org/a?123"),
        ("https://example.org/a?utm%5Fsource=x", "https://example.org/a"),
        ("https://example.org/A/b", "https://example.org/A/b"),
        ("https://[2001:DB8::1]:8080/a", "https://[2001:db8::1]:8080/a"),
        ("https://müller.example/ä", "https://müller.example/ä"),
    ],
)
def test_spellings_of_an_address_are_one(url: str, canonical: str) -> None:
    assert canonical_url(url) == canonical
    assert canonical_url(canonical) == canonical


@pytest.mark.parametrize(
    "url",
    [
        "",
        "example.org/a",
        "ftp://example.org/a",
        "javascript:alert(1)",
        "file:///etc/passwd",
        "mailto:erika@example.org",
        "https://",
        "https:///a",
        "https://example.org:99999/",
        "https://example.org:port/",
        "https://[::1/",
        "https://ex\u2100mple.org/",
    ],
)
def test_what_is_no_web_address_is_none(url: str) -> None:
    assert canonical_url(url) is None


@given(st.text() | st.text().map("https://example.org/".__add__) | st.text().map("http://".__add__))
def test_any_text_has_an_address_that_is_canonical_or_none(url: str) -> None:
    canonical = canonical_url(url)
    assert canonical is None or canonical_url(canonical) == canonical


def test_an_id_is_sixteen_hex_digits_and_always_the_same() -> None:
    assert article_id(None, TEXT) == "70ad429dbd901093"
    assert len(article_id("https://example.org/", "")) == ID_DIGITS == 16


@pytest.mark.parametrize(
    "copy",
    [
        "Köln baut eine Brücke. Sie wird lang.",
        "  Köln baut\r\neine\tBrücke.\u2028Sie wird\u00a0lang.",
        unicodedata.normalize("NFD", TEXT),
    ],
)
def test_a_copy_with_other_white_space_is_the_same_article(copy: str) -> None:
    assert article_id(None, copy) == article_id(None, TEXT)


@pytest.mark.parametrize("other", ["köln baut eine brücke. Sie wird lang.", TEXT + "!", ""])
def test_another_text_is_another_article(other: str) -> None:
    assert article_id(None, other) != article_id(None, TEXT)


def test_the_address_counts_more_than_the_text() -> None:
    url = "https://example.org/a"
    assert article_id(url, TEXT) == article_id(url, "Köln baut doch keine Brücke.")
    assert article_id(url, TEXT) != article_id(None, TEXT)


@given(st.text(st.characters()))
def test_any_text_has_an_id(text: str) -> None:
    assert article_id(None, text) == article_id(None, f" {text}\n")
