"""No bytes make reading fail in any way but the one that callers are told of."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

import library
from library.clean import clean_text
from library.errors import LibraryError
from library.models import Article

PAGE = """<!doctype html><html lang="de"><head><meta charset="utf-8"><title>Markt – Bote</title>
<script type="application/ld+json">{"@type": "NewsArticle", "headline": "Markt", "author":
[{"@type": "Person", "name": "Ida Feld"}], "datePublished": "2024-05-17T10:00:00Z"}</script></head>
<body><article><h1>Der Markt zieht um</h1><p class="byline">Von Ida Feld</p><p>Der Wochenmarkt zieht
<a href="/plan">nach Plan</a> im Herbst auf den Platz am Hafen, weil der alte gepflastert wird.</p>
<h2>Die Stände</h2><ul><li>Käse<li>Brot</ul><blockquote>Schade.</blockquote><figure><figcaption>Bild
</figcaption></figure><table><tr><td>1<td>2</table><pre>x</pre>&#27;&amp;&#xfffff;</article></body></html>"""
MARKDOWN = """---
title: Der Markt
date: 2024-05-17
---

# Der Markt

Zieht *um*, [Plan](http://a.example).

## Stände

- Käse
  1. Brot

> Zitat

![Bild](b.png)

```
x
```

Unten
-----

| a | b |
|---|---|
"""
MAIL = """From: =?utf-8?q?Ida?= <ida@a.example>
Subject: =?iso-8859-1?q?M=E4rkte?=
Date: Fri, 17 May 2024 10:00:00 +0200
MIME-Version: 1.0
Content-Type: multipart/alternative; boundary="b"

--b
Content-Type: text/plain; charset=utf-8
Content-Transfer-Encoding: quoted-printable

Der M=C3=A4rkte
--b
Content-Type: text/html

<p>Der Markt</p>
--b--
""".replace("\n", "\r\n")
TEXT = (
    "Der Markt\n\nVon Ida Feld\n\nEr zieht um.\r\n\r\nStände\r\n\r\nKäse und Brot.\r"
    "Mehr – Ida (@ida) 5.5.2024\n"
)

DOCUMENTS = [
    document.encode(encoding, "replace")
    for document in (PAGE, MARKDOWN, MAIL, TEXT)
    for encoding in ("utf-8", "cp1252", "utf-16", "utf-16-le")
]
NAMES = st.sampled_from(["a.html", "a.md", "a.eml", "a.txt", "a", "\0\udcff.md"])
PIECES = st.one_of(
    st.binary(max_size=8),
    st.sampled_from(
        [
            *(
                b"\0",
                b"\xff\xfe",
                b"\xef\xbb\xbf",
                b"\r",
                b"\x85",
                b"\xed\xa0\x80",
                b"<!--",
                b"]]>",
                b"\x1b[",
            ),
            *(
                b"<script>",
                b"</div>",
                b"<table>",
                b"[",
                b"](",
                b"`",
                b"> ",
                b"---\n",
                b"&#x110000;",
                b"\n\n",
            ),
            *(
                b"charset=utf-7",
                b"--b\r\n",
                b"=?x?q?",
                b'{"@id":',
                b"<h1>",
                b"\xf0\x9f\x98\x80",
                b"\xcc\x81",
            ),
        ]
    ),
)


@st.composite
def damaged(draw: st.DrawFn) -> bytes:
    """A document that was cut off, had parts taken out or doubled, and other bytes put in."""
    data = draw(st.sampled_from(DOCUMENTS))
    for _ in range(draw(st.integers(0, 6))):
        start = draw(st.integers(0, len(data)))
        end = min(len(data), start + draw(st.integers(0, 40)))
        kept = data[start:end] * draw(st.sampled_from([0, 0, 1, 2]))
        data = data[:start] + draw(PIECES) + kept + data[end:]
    return data[: draw(st.integers(0, len(data)))] if draw(st.booleans()) else data


def assert_sound(article: Article) -> None:
    """Check that what was read can be shown as it is."""
    assert article.title == clean_text(article.title).strip() != ""
    for block in article.blocks:
        assert clean_text(block.text) == block.text != ""
        assert all(0 <= link.start < link.end <= len(block.text) for link in block.links)


@settings(max_examples=200, deadline=None)
@given(damaged(), NAMES)
def test_a_damaged_document_is_read_or_refused(data: bytes, name: str) -> None:
    try:
        article = library.parse(data, name)
    except LibraryError:
        return
    assert_sound(article)


@settings(max_examples=150, deadline=None)
@given(st.one_of(st.binary(max_size=300), st.lists(PIECES, max_size=30).map(b"".join)), NAMES)
def test_random_bytes_are_read_or_refused(data: bytes, name: str) -> None:
    try:
        article = library.parse(data, name)
    except LibraryError:
        return
    assert_sound(article)
