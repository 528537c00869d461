"""A page's article is found with its structure, what it says about itself is read, and no text is lost."""

from __future__ import annotations

import subprocess
import sys
import time
from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import library
from library.clean import clean_text
from library.errors import Refused
from library.intake import web
from library.intake.formats import read_document
from library.intake.pages.encoding import declared_encoding
from library.intake.pages.tree import parse
from library.intake.pages.visible import kept_share, visible_lines
from library.intake.web import read, read_page
from library.models import Block, BlockKind, Draft

HEADING, PARAGRAPH, QUOTE = BlockKind.HEADING, BlockKind.PARAGRAPH, BlockKind.QUOTE
ITEM, CAPTION, CODE = BlockKind.LIST_ITEM, BlockKind.CAPTION, BlockKind.PREFORMATTED

FIRST = (
    "Die alte Brücke über den Fluss bleibt bis zum Herbst gesperrt, sagte die Bürgermeisterin "
    "am Montag, weil die Pfeiler neu gegründet werden müssen."
)
SECOND = (
    "Bis dahin fahren die Busse einen Umweg über die Autobahn, der im Berufsverkehr eine halbe "
    "Stunde länger dauert als bisher."
)
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


def page(body: str, head: str = "") -> str:
    return f"<!doctype html><html><head>{head}</head><body><article>{body}</article></body></html>"


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


def words(draft: Draft) -> str:
    return " ".join(block.text for block in draft.blocks)


DEEP = "<div>" * 3000 + f"<p>{FIRST}</p>" + "</div>" * 3000 + f"<p>{SECOND}</p>"


@pytest.mark.parametrize(
    "body",
    [
        DEEP,
        f"<ul><li>{FIRST}" * 600 + f"<p>{SECOND}</p>",
        f"<p>{FIRST}</p><p class=x>" + "<a href=x>w</a> " * 5000 + f"</p><p>{SECOND}</p>",
    ],
    ids=["divs", "lists", "links"],
)
def test_what_cannot_be_taken_apart_is_kept_whole(body: str) -> None:
    found = read_page(page(body))
    assert found.notice is not None
    assert FIRST in words(found.draft)
    assert SECOND in words(found.draft)


def test_the_notice_reaches_the_reading() -> None:
    assert read_document(page(DEEP).encode(), "a.html").notice
    assert read_document(PAGE.encode(), "a.html").notice is None


def test_large_texts_and_attributes_lose_nothing() -> None:
    long = "Wort und " * 1_300_000
    draft = read(
        page(f'<p>{FIRST}</p><img src="data:{"A" * 11_000_000}"><p>{long}</p><p>{SECOND}</p>')
    )
    assert [len(block.text) for block in draft.blocks] == [len(FIRST), len(long) - 1, len(SECOND)]


def test_a_page_of_nothing_but_navigation_is_kept_and_an_empty_one_refused() -> None:
    found = read("<html><body><nav><a href=/a>Start</a> <a href=/b>Sport</a></nav></body></html>")
    assert "Start" in words(found)
    for empty in (
        "<html></html>",
        "<html><script>x</script><p hidden> </p></html>",
        "<html><!-- x -->",
    ):
        with pytest.raises(Refused, match="has no text in it"):
            read(empty)


def test_control_characters_and_stray_notes_are_shown() -> None:
    body = f"<p>{FIRST} a\0b\x1b[31m &#27; &#x202e;c &#xF0000;d \U000f0001e</p><p>{SECOND}</p>"
    text = read(page(body)).blocks[0].text
    assert clean_text(text) == text
    assert "a␀b␛[31m" in text
    assert "\U000f0000" not in text
    assert "\U000f0001" not in text


HOSTILE = {
    "divs": "<div>" * 100_000 + "x",
    "comments": "<p>x" + "<!--" * 300_000,
    "tags": "<p>x" + "<a " * 300_000,
    "brackets": "<p>x" + "<" * 500_000,
    "quotes": "<p>x<a " + "\"'" * 500_000 + ">",
    "entities": "<p>x&amp;&#27;&#" + "9" * 500_000 + ";",
    "tables": "<table><tr><td>" * 1000 + "x",
    "figures": "<figure><figcaption>x" * 5000,
    "json": '<script type="application/ld+json">' + "[" * 200_000 + "</script>x",
    "bold": "<p>" + "<b>x</b>" * 15_000,
    "meta": '<meta name="author" content="x y">' * 30_000 + "x",
    "title": "<title>" + "x | " * 500_000 + "</title>x",
    "marks": "<p>a" + "\u0301" * 300_000,
    "titles": "<title>" + "Wort " * 100_000 + "</title>" + "<h2>Wort und Wort</h2><p>x</p>" * 5_000,
    "headings": "<h1>" * 3000 + "x",
    "authors": '<script type="application/ld+json">{"@type": "Article", "author": ['
    + '"Ida Feld",' * 100_000
    + '"x"]}</script>x',
    "bylines": "<div class=author>Von a " * 3000,
    "names": "<p class=byline>Von " + "Ida " * 200_000,
    "spaces": "<p>" + " \n\t" * 500_000 + "x",
}


@pytest.mark.parametrize("body", HOSTILE.values(), ids=HOSTILE.keys())
def test_hostile_pages_take_no_longer_than_others(body: str) -> None:
    start = time.monotonic()
    assert library.parse(("<html>" + body).encode(), "a.html").title
    assert time.monotonic() - start < 10


MARKUP = st.lists(
    st.sampled_from(
        (
            *(
                "<p>",
                "</p>",
                "<div>",
                "</div>",
                "<a href=http://x.y/z>",
                "</a>",
                "<h1>",
                "<h2>",
                "<q>",
            ),
            *("<ul><li>", "<table><tr><td>", "<pre>", "<blockquote>", "<cite>", "<br>", "<br><br>"),
            *(
                "<figure><figcaption>",
                "<!--",
                "-->",
                "<script>",
                "</script>",
                "<!DOCTYPE html>",
                "<body>",
            ),
            *(
                "&#27;",
                "&lt;",
                "&#0;",
                "&#x202e;",
                "&#xffff;",
                "\x1b",
                "\0",
                "Wort",
                "Ein Satz.",
                "😀",
            ),
            *(
                "\U000f0000",
                "&#xf0000;",
                "<",
                ">",
                '"',
                "'",
                "<title>",
                "</title>",
                "<svg>",
                "\u0301" * 9,
            ),
        )
    ),
    max_size=40,
).map(" ".join)


@settings(max_examples=150, deadline=None)
@given(MARKUP)
def test_any_markup_is_an_article_or_refused(body: str) -> None:
    try:
        article = library.parse(f"<html>{body}".encode(), "a.html")
    except Refused:
        return
    for block in article.blocks:
        assert clean_text(block.text) == block.text != ""
        for link in block.links:
            assert 0 <= link.start < link.end <= len(block.text)


def test_the_count_of_what_is_visible() -> None:
    lines = visible_lines(
        "<title>no</title><style>no</style><div hidden>no<div>no</div></div><p title='a > b'>yes &amp; <b>y"
        "</b>es<br>line<template>no</template><nav>beside</nav><a href=x>link</a>"
    )
    assert [line.text for line in lines] == ["yes & yes", "line", "beside", "link"]
    assert [line.beside for line in lines] == [False, False, True, False]


def test_what_a_script_will_show_is_visible_where_nothing_else_is() -> None:
    hidden = f"<div hidden><h2>Die Folgen</h2><p>{FIRST}</p></div>"
    assert [line.text for line in visible_lines(hidden)] == ["Die Folgen", FIRST]
    assert [line.text for line in visible_lines(f"<p>{SECOND}</p>{hidden}")] == [SECOND]
    assert FIRST in words(read(f"<html><body><p>Lädt …</p>{hidden}</body></html>"))


def test_a_form_around_the_page_hides_no_loss() -> None:
    deep = f"<html><body><form><div>{DEEP}</div></form></body></html>"
    found = read_page(deep)
    assert found.notice is not None
    assert FIRST in words(found.draft)


@pytest.mark.parametrize("lost", [0.4, 0.9])
def test_what_a_parser_drops_is_seen(lost: float, monkeypatch: pytest.MonkeyPatch) -> None:
    texts = [
        f"Im Absatz {n} " + " ".join(f"steht Wort {n}x{k}" for k in range(9)) for n in range(20)
    ]
    whole = page("".join(f"<p>{text}</p>" for text in texts))
    monkeypatch.setattr(web, "parse", lambda source: parse(source[: int(len(source) * (1 - lost))]))
    found = read_page(whole)
    assert (found.notice is not None) == (lost > 0.5)
    assert (texts[-1] in words(found.draft)) == (lost > 0.5)


def test_much_text_of_something_else_does_not_make_up_for_what_is_lost() -> None:
    lines = visible_lines(f"<div><p>{FIRST}</p><p>{SECOND}</p></div>")
    assert kept_share(lines, [FIRST, SECOND]) == 1.0
    assert kept_share(lines, [f"{FIRST} {SECOND}"]) == 1.0
    assert kept_share(lines, ["Etwas anderes, das auf der Seite steht. " * 50]) == 0.0


def test_what_is_kept_whole_has_headings_only_above_text() -> None:
    found = read_page(page(f"<h2>Die Folgen</h2>{DEEP}<h2>Links</h2><ul><li>Sport</ul>"))
    assert [b.text for b in found.draft.blocks if b.kind is HEADING] == ["Die Folgen"]
    assert "Links" in words(found.draft)


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"%PDF-1.7\n", "is a PDF, which is not read yet"),
        (b"{\\rtf1\\ansi Text}", "is an RTF document, which is not read yet"),
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
