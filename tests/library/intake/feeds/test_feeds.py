"""Feeds of every kind become items, and items documents that can be read again."""

from __future__ import annotations

import json
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from library.clean import clean_line
from library.documents import parse
from library.errors import Refused
from library.intake.feeds import Enclosure, Item, item_document, read_feed, read_item
from library.intake.pages.encoding import in_utf8
from library.models import BlockKind

ADDRESS = "https://www.herald.example/feed.xml"

RSS = """<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"
  xmlns:dc="http://purl.org/dc/elements/1.1/"><channel>
<title>Der Herold &amp;amp; Bote</title><link>https://www.herald.example/</link>
<language>de-DE</language>
<item><title>Brücke &lt;b&gt;gesperrt&lt;/b&gt;</title><link>/a?id=1</link>
<guid isPermaLink="false">tag:1</guid>
<dc:creator>Ada Berg</dc:creator><pubDate>Tue, 05 Sep 2023 08:30:00 +0200</pubDate>
<description>Kurz gesagt.</description>
<content:encoded><![CDATA[<p>Die Brücke über die Weser ist seit Montag gesperrt.</p>
<h2>Umleitung</h2><p>Der Verkehr wird über die Altstadt geführt.</p><ul><li>Linie 4</li><li>Linie 7</li></ul>]]>
</content:encoded><enclosure url="https://cdn.example/b%20c.mp3" type="audio/mpeg" length="1"/></item>
<item><title>Ohne Text</title><guid>https://www.herald.example/b</guid></item>
<item><description>Nur ein Satz steht hier &amp; sonst nichts.</description></item>
<item></item>
</channel></rss>"""

ATOM = """<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="en"><title>The Paper</title>
<link href="https://paper.example/"/><author><name>Desk</name></author>
<entry><id>urn:1</id><title type="html">Floods &lt;i&gt;rise&lt;/i&gt;</title>
<link href="https://paper.example/1"/>
<updated>2023-09-05T06:30:00Z</updated>
<content type="xhtml">
<div xmlns="http://www.w3.org/1999/xhtml"><p>The river rose by a metre.</p></div></content>
</entry></feed>"""

RDF = """<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/">
<channel rdf:about="https://old.example/"><title>Old</title><link>https://old.example/</link></channel>
<item rdf:about="https://old.example/1"><title>Still here</title><link>https://old.example/1</link>
<description>A sentence.</description></item></rdf:RDF>"""

JSON = {
    "version": "https://jsonfeed.org/version/1.1",
    "title": "Notes",
    "home_page_url": "https://notes.example/",
    "language": "de",
    "authors": [{"name": "Mia"}],
    "items": [
        {"id": 7, "url": "/7", "title": "Sieben", "content_text": "Ein Satz.\n\nNoch einer.",
         "date_published": "2023-09-05T08:30:00+02:00", "authors": [{"name": "Bo"}, {"name": "Cy"}],
         "attachments": [{"url": "https://n.example/a.mp3", "mime_type": "audio/mpeg"}]},
        {"id": "8", "content_html": "<p>Acht.</p>", "image": "pic.png"},
        {"id": "8", "content_html": "<p>Noch einmal acht.</p>"},
        "nonsense", {"title": 5, "authors": "x", "attachments": 3, "url": ["x"]}, None,
    ],
}  # fmt: skip


def test_rss() -> None:
    feed = read_feed(RSS.encode(), ADDRESS)
    assert (feed.title, feed.site) == ("Der Herold & Bote", "https://www.herald.example/")
    first, second, third = feed.items
    assert (first.key, first.title, first.author) == ("tag:1", "Brücke gesperrt", "Ada Berg")
    assert first.url == "https://www.herald.example/a?id=1"
    assert first.published == datetime(2023, 9, 5, 6, 30, tzinfo=UTC)
    assert (first.source, first.language) == ("Der Herold & Bote", "de")
    assert first.enclosures == (Enclosure("https://cdn.example/b%20c.mp3", "audio/mpeg"),)
    assert (second.url, second.html, second.text) == ("https://www.herald.example/b", "", "")
    assert "Nur ein Satz" in third.html
    assert third.key


def test_atom_and_rdf() -> None:
    (item,) = read_feed(ATOM.encode(), ADDRESS).items
    assert (item.title, item.author, item.language) == ("Floods rise", "Desk", "en")
    assert (item.url, item.published) == (
        "https://paper.example/1",
        datetime(2023, 9, 5, 6, 30, tzinfo=UTC),
    )
    (old,) = read_feed(RDF.encode(), ADDRESS).items
    assert (old.title, old.url, old.source) == ("Still here", "https://old.example/1", "Old")


def test_json_feed() -> None:
    feed = read_feed(json.dumps(JSON).encode(), ADDRESS)
    assert (feed.title, feed.site) == ("Notes", "https://notes.example/")
    seven, eight = feed.items
    assert (seven.key, seven.url, seven.author) == ("7", "https://notes.example/7", "Bo, Cy")
    assert seven.published == datetime(2023, 9, 5, 6, 30, tzinfo=UTC)
    assert seven.enclosures == (Enclosure("https://n.example/a.mp3", "audio/mpeg"),)
    assert (eight.author, eight.language, eight.html) == ("Mia", "de", "<p>Acht.</p>")
    assert eight.enclosures == (Enclosure("https://notes.example/pic.png", "image"),)


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"  \n",
        b"<html><body>no feed</body></html>",
        b"plain text",
        b"{}",
        b'{"items": []}',
        b'{"version": "https://jsonfeed.org/version/1", "items": 3}',
        b"[" * 100_000,
        b'{"items": ' + b"[" * 100_000,
        b"\x00\xff\xfe",
        b"http://localhost/feed",
        b"/etc/passwd",
        RDF.encode()[:20] + b"!\xa0" + RDF.encode()[22:],  # feedparser itself stumbles over it
    ],
)
def test_what_is_no_feed_is_refused(data: bytes) -> None:
    with pytest.raises(Refused):
        read_feed(data, ADDRESS)


@given(
    st.binary(max_size=300), st.sampled_from([RSS.encode(), ATOM.encode(), RDF.encode()]), st.data()
)
def test_a_damaged_feed_is_read_or_refused(noise: bytes, feed: bytes, data: st.DataObject) -> None:
    place = data.draw(st.integers(0, len(feed)))
    with suppress(Refused):
        read_feed(feed[:place] + noise + feed[place + len(noise) :], ADDRESS)


def test_an_item_is_an_article_with_its_structure() -> None:
    item = read_feed(RSS.encode(), ADDRESS).items[0]
    article = parse(item_document(item), "a feed")
    assert (article.title, article.url) == ("Brücke gesperrt", "https://www.herald.example/a?id=1")
    assert (article.source, article.author, article.language) == (
        "Der Herold & Bote",
        "Ada Berg",
        "de",
    )
    kinds = [block.kind for block in article.blocks]
    assert kinds == [
        BlockKind.PARAGRAPH,
        BlockKind.HEADING,
        BlockKind.PARAGRAPH,
        BlockKind.LIST_ITEM,
        BlockKind.LIST_ITEM,
        BlockKind.PARAGRAPH,
    ]
    last = article.blocks[-1]
    assert last.text == "b c.mp3 (audio/mpeg)"
    assert [link.url for link in last.links] == ["https://cdn.example/b%20c.mp3"]


def test_the_page_is_taken_where_it_has_more() -> None:
    paragraph = "<p>Der ganze Text des Artikels steht nur auf der Seite, und er ist länger.</p>"
    page = f"<html><body><article><h1>T</h1>{paragraph * 3}</article></body></html>"
    short = Item("1", title="T", html="<p>Anfang …</p>", page=page)
    assert len(read_item(item_document(short), "x").blocks[0].text) > 40
    assert read_item(item_document(Item("1", title="T", html="<p>Anfang …</p>")), "x").blocks


def test_the_headline_is_not_said_twice() -> None:
    item = Item("1", title="Die Lage", html="<h1>Die Lage</h1><p>Sie ist gut, heißt es.</p>")
    assert [b.text for b in read_item(item_document(item), "x").blocks] == [
        "Sie ist gut, heißt es."
    ]


@pytest.mark.parametrize(
    "data",
    [
        b'{"newsreader": "item", ',
        b'{"newsreader": "item", "key": 5, "title": []}',
        b'{"newsreader": "item", "key": "1", "title": "t", "published": "never"}',
        b'{"newsreader": "item", "key": "1", "title": "t", "enclosures": [{"x": 1}]}',
        b'{"newsreader": "item", "key": "1"}',
        b'{"newsreader": "item", ' + b"[" * 100_000,
    ],
)
def test_a_damaged_document_is_refused(data: bytes) -> None:
    with pytest.raises(Refused):
        read_item(data, "x")


_TEXTS = st.text(max_size=40)


@given(_TEXTS, _TEXTS, _TEXTS, st.datetimes(timezones=st.just(UTC)))
def test_the_document_of_an_item_says_all_that_it_is(
    key: str, title: str, text: str, moment: datetime
) -> None:
    item = Item(key or "k", title=f"t{title}", text=text, published=moment.replace(microsecond=0))
    assert item_document(item) == item_document(item)
    draft = read_item(item_document(item), "x")
    assert draft.title == clean_line(item.title.encode("utf-8", "replace").decode())
    assert draft.published == item.published


@pytest.mark.parametrize(
    "hostile", ["\x1b[31mrot", "a\u202eb", "[@click=app.quit]x[/]", "\x00\x07\x9b"]
)
def test_nothing_in_a_feed_is_control(hostile: str) -> None:
    record = {**JSON, "title": hostile, "items": [{"id": hostile, "title": hostile,
              "content_text": hostile, "authors": [{"name": hostile}]}]}  # fmt: skip
    feed = read_feed(json.dumps(record).encode(), ADDRESS)
    article = parse(item_document(feed.items[0]), hostile)
    for text in (
        feed.title,
        article.title,
        article.author or "",
        *(b.text for b in article.blocks),
    ):
        assert not {"\x1b", "\u202e", "\x00", "\x07", "\x9b"} & set(text)


def test_a_document_that_somebody_wrote_by_hand_is_cleaned_too() -> None:
    record = {
        "key": "k",
        "title": "a\x1b[2Jb",
        "source": "s\x1b]0;x\x07",
        "author": None,
        "language": "<b>",
        "url": "javascript:alert(1)",
        "text": "x",
        "enclosures": [
            {"url": "https://cdn.example/a.mp3", "title": "c\x07", "media_type": "d\x9b"},
            {"url": "file:///etc/passwd"},
        ],
    }
    draft = read_item(b'{"newsreader": "item", ' + json.dumps(record).encode()[1:], "x")
    assert (draft.url, draft.language, draft.author) == (None, None, None)
    (_text, file) = draft.blocks
    for text in (draft.title, draft.source or "", file.text):
        assert text == clean_line(text)
    assert file.links[0].url == "https://cdn.example/a.mp3"


@pytest.mark.parametrize(
    "wrong",
    [
        {"enclosures": [{"url": 5}]},
        {"enclosures": [7]},
        {"enclosures": 7},
        {"title": 7},
        {"text": ["x"]},
        {"published": 5},
        {"published": "never"},
    ],
)
def test_one_that_says_what_it_cannot_say_is_refused(wrong: dict[str, object]) -> None:
    data = json.dumps({"key": "k", "title": "t", "text": "x", **wrong}).encode()
    with pytest.raises(Refused):
        read_item(b'{"newsreader": "item", ' + data[1:], "x")


def test_empty_texts_and_an_address_that_is_none_are_as_if_they_were_not_there() -> None:
    for more in (b'"html": null, "text": null', b'"url": "http://[x/"'):
        draft = read_item(b'{"newsreader": "item", "key": "k", "title": "t", ' + more + b"}", "x")
        assert (draft.title, draft.url, draft.blocks) == ("t", None, ())


@pytest.mark.parametrize("html", ["<img src=x>", "<p></p>", " "])
def test_where_the_page_of_an_item_has_no_text_its_plain_text_is_read(html: str) -> None:
    item = Item("k", title="Titel", html=html, text="Hier steht der Text.")
    assert [b.text for b in read_item(item_document(item), "x").blocks] == ["Hier steht der Text."]


def test_what_looks_like_a_tag_stays_where_the_feed_says_that_it_is_none() -> None:
    said = "The <details> element, x<y and y>z"
    record = {**JSON, "title": said, "items": [{"id": "1", "title": said, "content_text": "x"}]}
    escaped = said.replace("<", "&lt;").replace(">", "&gt;")
    atom = ATOM.replace("The Paper", escaped).replace(
        '<title type="html">Floods &lt;i&gt;rise&lt;/i&gt;', f'<title type="text">{escaped}'
    )
    for data in (json.dumps(record), atom):
        feed = read_feed(data.encode(), ADDRESS)
        assert (feed.title, feed.items[0].title) == (said, said)


@pytest.mark.parametrize(
    "author",
    ["desk@paper.berlin (Max Muster)", "Max Muster &lt;desk@paper.online&gt;", "Max Muster"],
)
def test_authors_are_named_whatever_their_address_ends_in(author: str) -> None:
    data = RSS.replace("<dc:creator>Ada Berg</dc:creator>", f"<author>{author}</author>")
    assert read_feed(data.encode(), ADDRESS).items[0].author == "Max Muster"


def test_a_feed_opens_no_file(tmp_path: Path) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("geheim")
    evil = f"""<!DOCTYPE rss [<!ENTITY x SYSTEM "file://{secret}">]>
    <rss version="2.0"><channel><title>T</title><item><title>&x; a</title></item></channel></rss>"""
    try:
        feed = read_feed(evil.encode(), ADDRESS)
    except Refused:
        return
    assert "geheim" not in str(feed)


def test_what_is_said_of_the_encoding_may_be_wrong() -> None:
    said = [
        ("utf-8", "ISO-8859-1", "utf-8"),
        ("iso-8859-1", "UTF-8", "utf-8"),
        ("windows-1252", "UTF-8", "cp1252"),
        ("windows-1252", "", "cp1252"),
        ("", "UTF-8", "cp1252"),
        ("", "", "cp1252"),
        ("", "ISO-8859-1", "utf-8"),
        ("", "UTF-16", "utf-8"),
        ("", "UTF-16", "utf-16"),
        ("rot13", "nonsense", "utf-8"),
    ]
    for header, declared, codec in said:
        head = f'<?xml version="1.0" encoding="{declared}"?>' if declared else ""
        title = "Ärger für alle"
        item = "<item><title>x</title></item>"
        text = f'{head}<rss version="2.0"><channel><title>{title}</title>{item}</channel></rss>'
        data = in_utf8(text.encode(codec), header) if header else text.encode(codec)
        assert read_feed(data, "https://a.example/").title == title, (header, declared, codec)
