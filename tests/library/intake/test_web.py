"""A page's article is found with its structure, and what it says about itself is read."""

from __future__ import annotations

import subprocess
import sys
from datetime import UTC, datetime

import pytest

import library
from library.errors import Refused
from library.intake.pages.encoding import declared_encoding
from library.intake.web import read
from library.models import Block, BlockKind
from tests.library.intake.pages import FIRST, SECOND, page

HEADING, PARAGRAPH, QUOTE = BlockKind.HEADING, BlockKind.PARAGRAPH, BlockKind.QUOTE
ITEM, CAPTION, CODE = BlockKind.LIST_ITEM, BlockKind.CAPTION, BlockKind.PREFORMATTED

ENGLISH = (
    "The council voted to keep the library open on Sundays, after a petition was signed by "
    "more than four thousand people in a single week."
)
PAGE = f"""<!DOCTYPE html>
<html lang="de-DE"><head><meta charset="utf-8"><title>Brücke gesperrt - Flussbote</title>
<meta property="og:site_name" content="Flussbote"><link rel="canonical" href="/stadt/bruecke.html">
<meta property="og:url" content="https://flussbote.example/stadt/bruecke.html?ref=og">
<meta property="og:title" content="Brücke gesperrt | Flussbote">
<meta name="author" content="Von Erika Muster">
<meta property="article:published_time" content="2024-05-17T10:00:00+02:00"></head>
<body><nav><ul><li><a href="/">Start</a></li><li><a href="/sport">Sport</a></li></ul></nav>
<article><h1>Brücke gesperrt</h1>
<p>{FIRST} Mehr dazu im <a href="/bericht">Bericht der Stadt</a>.</p>
<figure><img src="a.jpg"><figcaption>Die Brücke von Süden. Foto: Max Muster</figcaption></figure>
<h2>Umweg für Busse</h2><p>{SECOND}</p>
<ul><li>Linie 1 über die Autobahn<ul><li>nur werktags am Morgen</li></ul></li><li>Linie 2 entfällt</li></ul>
<blockquote><p>Wir haben keine andere Wahl, als die Brücke zu sperren.</p><cite>Eva Beispiel</cite></blockquote>
<h3>Zahlen</h3><table><tr><th>Jahr</th><th>Autos</th></tr><tr><td>2022</td><td>900</td></tr></table>
<pre>a = 1
  b = 2</pre>
<p>Sie sagte: <q>Es dauert</q> &amp; ging. <a href="javascript:alert(1)">Hier klicken</a> für mehr.</p>
<h2>Mehr zum Thema</h2><p><a href="/x">Ein anderer Artikel über etwas anderes</a></p>
</article><footer>Impressum</footer></body></html>"""


def kinds(text: str) -> list[tuple[BlockKind, str]]:
    return [(block.kind, block.text) for block in read(text).blocks]


def linked(block: Block) -> list[tuple[str, str]]:
    return [(block.text[link.start : link.end], link.url) for link in block.links]


def test_what_a_page_says_about_itself() -> None:
    draft = read(PAGE)
    assert (draft.title, draft.author, draft.source) == (
        "Brücke gesperrt",
        "Erika Muster",
        "Flussbote",
    )
    assert draft.url == "https://flussbote.example/stadt/bruecke.html"
    assert draft.published == datetime(2024, 5, 17, 8, 0, tzinfo=UTC)
    assert draft.language == "de"


def test_every_kind_of_block() -> None:
    draft = read(PAGE)
    assert [(block.kind, block.text) for block in draft.blocks] == [
        (PARAGRAPH, f"{FIRST} Mehr dazu im Bericht der Stadt."),
        (CAPTION, "Die Brücke von Süden. Foto: Max Muster"),
        (HEADING, "Umweg für Busse"),
        (PARAGRAPH, SECOND),
        (ITEM, "Linie 1 über die Autobahn"),
        (ITEM, "nur werktags am Morgen"),
        (ITEM, "Linie 2 entfällt"),
        (QUOTE, "Wir haben keine andere Wahl, als die Brücke zu sperren."),
        (HEADING, "Zahlen"),
        (CODE, "Jahr  Autos\n2022  900"),
        (CODE, "a = 1\n  b = 2"),
        (PARAGRAPH, "Sie sagte: “Es dauert” & ging. Hier klicken für mehr."),
    ]
    assert [block.level for block in draft.blocks] == [0, 0, 2, 0, 1, 2, 1, 0, 3, 0, 0, 0]
    assert draft.blocks[7].attribution == "Eva Beispiel"


def test_links_keep_their_places_and_only_the_web_is_linked() -> None:
    blocks = read(PAGE).blocks
    assert linked(blocks[0]) == [("Bericht der Stadt", "https://flussbote.example/bericht")]
    assert not any(block.links for block in blocks[1:])


def test_json_ld_with_graph_and_references() -> None:
    data = """{"@context": "https://schema.org", "@graph": [
        {"@type": "Organization", "@id": "#paper", "name": "The Daily Example"},
        {"@type": ["NewsArticle"], "headline": "Library stays open &amp; warm", "inLanguage": "en-GB",
         "datePublished": "2023-02-03T04:05:06Z", "publisher": {"@id": "#paper"},
         "author": [{"@type": "Person", "name": "Ann Writer"}, {"@id": "#bob"}],
         "mainEntityOfPage": {"@id": "https://daily.example/library"}},
        {"@type": "Person", "@id": "#bob", "name": "Bob Scribe", "url": "https://daily.example/bob"}, ]}"""
    head = f'<script type="application/ld+json">{data}</script><title>x</title>'
    draft = read(page(f"<p>{ENGLISH}</p><p>{ENGLISH} Again.</p>", head))
    assert draft.title == "Library stays open & warm"
    assert (draft.author, draft.source) == ("Ann Writer, Bob Scribe", "The Daily Example")
    assert (draft.url, draft.language) == ("https://daily.example/library", "en")
    assert draft.published == datetime(2023, 2, 3, 4, 5, 6, tzinfo=UTC)


@pytest.mark.parametrize(
    ("title", "site"),
    [
        ("Die Lage am Abend - DER BOTE", "Der Bote"),
        ("Die Lage am Abend | BOTE", ""),
        ("Der Bote: Die Lage am Abend", "none of it"),
        ("Die Lage am Abend – Politik – Bote", "Bote"),
    ],
)
def test_the_site_is_no_part_of_the_title(title: str, site: str) -> None:
    head = f'<title>{title}</title><meta property="og:site_name" content="{site}">'
    found = read(page(f"<p>{FIRST}</p><p>{SECOND}</p>", head)).title
    assert found.startswith("Die Lage am Abend") or site == "none of it"
    assert "| BOTE" not in found
    assert " - DER" not in found


def test_headings_that_are_not_the_articles() -> None:
    body = (
        f"<h1>Neue Brücke</h1><h2>Neue Brücke</h2><p>{FIRST}</p><h2>Newsletter bestellen</h2>"
        f"<h2>Leer</h2><h2>Die Folgen</h2><h3>Für Busse</h3><p>{SECOND}</p><h2>Das Ende</h2>"
    )
    found = [text for kind, text in kinds(page(body)) if kind is HEADING]
    assert found == ["Die Folgen", "Für Busse"]


@pytest.mark.parametrize("label", ["iso-8859-1", "windows-1252", "latin1"])
@pytest.mark.parametrize(
    "declaration", ['<meta charset="{}">', '<?xml version="1.0" encoding="{}"?>']
)
def test_declared_encodings(label: str, declaration: str) -> None:
    written = declaration.format(label)
    head = written if written.startswith("<meta") else ""
    start = "" if head else written
    data = (start + page(f"<p>„{FIRST}“</p><p>{SECOND}</p>", head)).encode("cp1252")
    assert library.parse(data, "a.html").blocks[0].text == f"„{FIRST}“"


def test_an_encoding_that_cannot_be_guessed_is_declared() -> None:
    data = page(
        "<p>привет</p>", '<meta http-equiv=Content-Type content="text/html; charset=koi8-r">'
    )
    assert library.parse(data.encode("koi8-r"), "a.htm").blocks[0].text == "привет"
    assert library.parse(codecs_page("utf-16"), "a.html").blocks[0].text == FIRST
    assert declared_encoding(b'<meta charset="rot13">') is None
    assert declared_encoding(b"<meta charset=utf-7>") is None


def codecs_page(encoding: str) -> bytes:
    return page(f"<p>{FIRST}</p><p>{SECOND}</p>", '<meta charset="utf-16">').encode(encoding)


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"%PDF-1.7\n", "is a PDF, which is not read yet"),
        (b"{\\rtf1\\ansi Text}", "is an RTF document, which is not read yet"),
        (
            b'<?xml version="1.0"?>\n<!-- made -->\n<rss version="2.0">',
            "is a feed, which “newsreader feeds add” follows",
        ),
        (
            b'\xef\xbb\xbf<feed xmlns="http://www.w3.org/2005/Atom">',
            "is a feed, which “newsreader feeds add” follows",
        ),
        (
            b"PK\x03\x04" + bytes(26) + b"word/document.xml",
            "is a Word document, which is not read yet",
        ),
    ],
)
def test_what_is_not_read_yet_is_named(data: bytes, reason: str) -> None:
    with pytest.raises(Refused) as refused:
        library.parse(data, "a.txt")
    assert refused.value.reason == reason


def test_the_content_tells_the_format() -> None:
    assert library.parse(PAGE.encode(), "a.txt").title == "Brücke gesperrt"
    assert library.parse(b"# <html> in Markdown\n\nText.\n", "a.md").title == "<html> in Markdown"
    assert (
        library.parse("Über <p> und <div>\n\nEin Text.".encode(), "a.txt").title
        == "Über <p> und <div>"
    )


def test_reading_pages_costs_the_start_nothing() -> None:
    late = ("lxml", "trafilatura", "htmldate", "email.parser")
    code = f"import library, sys; print([name for name in {late} if name in sys.modules])"
    result = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True
    )
    assert result.stdout.strip() == "[]"
