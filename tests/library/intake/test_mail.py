"""Saved mails are read with their headers, in whatever state they are."""

from __future__ import annotations

import time
from datetime import UTC, datetime
from email.message import EmailMessage

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import library
from library.clean import clean_text
from library.errors import Refused
from library.intake.mail import read
from library.models import BlockKind

TEXT = (
    "Datum: heute\n\nGuten Morgen,\n\ndas sind die Nachrichten aus dem Landkreis vom Tage.\n\n"
    "> Das hat jemand gefragt.\n\n- erster Punkt\n- zweiter Punkt\n"
)
HTML = (
    "<html><body><p>Good morning, these are the news of the day from all over the county.</p>"
    '<p>More on <a href="https://example.org/more">our page</a> about what was decided.</p>'
    "<table><tr><td>Unsubscribe here</td></tr></table></body></html>"
)


LETTER = (
    "<html><body><h1>The new pier</h1>"
    '<p>Good morning, the council has told at last <a href="https://coast.example/cost">what it will'
    " cost</a>, and that is a good deal more than it was said to be a year ago.</p>"
    '<p>Who wants to look at it before may see <a href="https://coast.example/plan">the plan</a> at the'
    " town hall until the end of the month, every day but Sunday.</p>"
    "<table><tr><td>Unsubscribe here</td></tr></table></body></html>"
)


def mail(*, text: str | None = TEXT, html: str | None = None) -> EmailMessage:
    message = EmailMessage()
    message["From"] = "Müllers Rundbrief <brief@example.org>"
    message["To"] = "leser@example.org"
    message["Subject"] = "Grüße aus der Stadt"
    message["Date"] = "Fri, 17 May 2024 10:00:00 +0200 (CEST)"
    if text is not None:
        message.set_content(text, charset="iso-8859-1")
    if html is not None and text is not None:
        message.add_alternative(html, subtype="html")
    elif html is not None:
        message.set_content(html, subtype="html")
    return message


def test_headers_and_text() -> None:
    article = library.parse(mail().as_bytes(), "brief.txt")
    assert (article.title, article.author) == ("Grüße aus der Stadt", "Müllers Rundbrief")
    assert (article.source, article.url) == ("Müllers Rundbrief", None)
    assert article.published == datetime(2024, 5, 17, 8, 0, tzinfo=UTC)
    assert [block.text for block in article.blocks] == [
        "Datum: heute",
        "Guten Morgen,",
        "das sind die Nachrichten aus dem Landkreis vom Tage.",
        "Das hat jemand gefragt.",
        "erster Punkt",
        "zweiter Punkt",
    ]
    assert article.blocks[3].kind is BlockKind.QUOTE
    assert article.blocks[4].kind is BlockKind.LIST_ITEM


def test_the_page_in_a_mail_is_preferred_and_kept_whole() -> None:
    message = mail(html=HTML)
    message.add_attachment(b"not shown", maintype="text", subtype="plain", filename="a.txt")
    article = library.parse(message.as_bytes(), "a.eml")
    text = "\n".join(block.text for block in article.blocks)
    assert text.startswith("Good morning")
    assert "our page" in text
    assert "Guten Morgen" not in text
    assert "not shown" not in text


@pytest.mark.parametrize(
    "page", ["<p></p>", "<img src=x>", "<img src=x><p><a href=https://x.example>Online</a></p>"]
)
def test_a_page_of_pictures_does_not_hide_the_text(page: str) -> None:
    words = [block.text for block in read(mail(html=page).as_bytes()).blocks]
    assert "das sind die Nachrichten aus dem Landkreis vom Tage." in words


def test_of_what_says_the_same_a_text_is_read_rather_than_a_calendar() -> None:
    message = mail(text="Wir treffen uns am Montag im Rathaus.")
    message.add_alternative("BEGIN:VCALENDAR\nEND:VCALENDAR\n", subtype="calendar")
    assert [block.text for block in read(message.as_bytes()).blocks] == [
        "Wir treffen uns am Montag im Rathaus."
    ]


@pytest.mark.parametrize("start", ["", '; start="<root@x>"'])
def test_the_text_of_parts_that_belong_together_is_not_the_first(start: str) -> None:
    data = (
        f'Subject: S\nContent-Type: multipart/related; boundary="b"{start}\n\n'
        "--b\nContent-Type: text/css\n\nbody{color:red}\n"
        "--b\nContent-Type: text/html\nContent-ID: <root@x>\n\n<p>Der Brief an alle Leser.</p>\n--b--\n"
    )
    assert [block.text for block in read(data.encode()).blocks] == ["Der Brief an alle Leser."]


def test_a_letter_keeps_its_links_and_says_its_subject_once() -> None:
    message = mail(html=LETTER)
    del message["Subject"]
    message["Subject"] = "The new pier"
    draft = read(message.as_bytes())
    assert draft.title == "The new pier"
    first, second, last = draft.blocks
    assert (first.text[first.links[0].start : first.links[0].end]) == "what it will cost"
    assert [link.url for block in draft.blocks for link in block.links] == [
        "https://coast.example/cost",
        "https://coast.example/plan",
    ]
    assert second.kind is BlockKind.PARAGRAPH
    assert last.text == "Unsubscribe here"


def test_a_saved_page_says_its_title_once() -> None:
    message = mail(text=None, html=f"<head><title>Piers</title></head>{LETTER}")
    message["Snapshot-Content-Location"] = "https://coast.example/pier"
    del message["Subject"]
    message["Subject"] = "The new pier"
    draft = read(message.as_bytes())
    told = [draft.title, *(block.text for block in draft.blocks)]
    assert told.count("The new pier") == 1


def test_an_address_of_its_own_and_none_of_its_list() -> None:
    message = mail()
    message["List-Post"] = "<https://lists.example.org/news>"
    assert library.parse(message.as_bytes(), "a.eml").url is None
    message["Archived-At"] = "<https://lists.example.org/news/17>"
    assert library.parse(message.as_bytes(), "a.eml").url == "https://lists.example.org/news/17"


def test_a_page_that_a_browser_saved() -> None:
    data = (
        "From: <Saved by Blink>\r\nSnapshot-Content-Location: https://example.org/news/1\r\n"
        "Subject: News - Bote\r\nDate: Fri, 17 May 2024 08:00:00 -0000\r\nMIME-Version: 1.0\r\n"
        'Content-Type: multipart/related; type="text/html"; boundary="b"\r\n\r\n'
        "--b\r\nContent-Type: text/html\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n"
        f"<html lang=3D'en'><h1>News of today</h1>{HTML[12:].replace('=', '=3D')}\r\n"
        "--b\r\nContent-Type: text/css\r\n\r\nbody { color: red }\r\n--b--\r\n"
    )
    article = library.parse(data.encode(), "a.mhtml")
    assert (article.title, article.url) == ("News of today", "https://example.org/news/1")
    assert (article.language, article.source) == ("en", "example.org")
    assert "color" not in "".join(block.text for block in article.blocks)


HEADERS = "From: a@b.c\nSubject: Titel\nMIME-Version: 1.0\n"


@pytest.mark.parametrize(
    "data",
    [
        f"{HEADERS}Content-Type: text/plain; charset=nonsense\n\nWörter stehen hier.",
        f"{HEADERS}Content-Type: multipart/mixed\n\nWörter stehen hier.",
        f"{HEADERS}Content-Type: multipart/mixed; boundary=x\n\n--x\n\nWörter",
        f"{HEADERS}Content-Type: ///;;==\nContent-Transfer-Encoding: base64\n\n!!!!",
        f"{HEADERS}Content-Transfer-Encoding: base64\n\nV8O2cnRlcg",
        f'{HEADERS}Date: gestern\nFrom: "\n\nWörter',
        f"{HEADERS}Subject: =?utf-8?q?=FF?= =?x?y?z?=\n\nWörter",
        f"{HEADERS}To: " + "<a@b.c>, " * 50_000 + "\n\nWörter",
        HEADERS + "Content-Type: multipart/mixed; boundary=x\n\n" * 3000,
    ],
)
def test_broken_mails_are_read(data: str) -> None:
    assert library.parse(data.encode(), "a.eml").title == "Titel"


def test_nothing_to_read() -> None:
    with pytest.raises(Refused, match="has no text in it"):
        read(b"From: a@b.c\nTo: b@c.d\nMIME-Version: 1.0\n\n \n", "a.eml")


def test_what_only_looks_like_a_mail() -> None:
    article = library.parse(b"From: the editors\n\nDate: it is no date, but a text.", "a.txt")
    assert article.title == "From: the editors"


PIECES = st.lists(
    st.sampled_from(
        (
            *("From: a <b@c>", "Subject: x", "MIME-Version: 1.0", "Date: Fri, 17 May 2024", "\n"),
            *("Content-Type: multipart/alternative; boundary=b", "Content-Type: message/rfc822"),
            *("Content-Type: text/html; charset=utf-7", "Content-Disposition: attachment", "=FF="),
            *("Content-Transfer-Encoding: quoted-printable", "Subject: =?utf-8?b?/w==?=", "<p>é"),
            *("--b", "--b--", "\x1b[1m", "Wort"),
        )
    ),
    max_size=30,
)


@settings(max_examples=200, deadline=None)
@given(PIECES)
def test_any_mail_is_an_article_or_refused(pieces: list[str]) -> None:
    try:
        article = library.parse((HEADERS + "\n".join(pieces)).encode(), "a.eml")
    except Refused:
        return
    for block in article.blocks:
        assert clean_text(block.text) == block.text != ""


HEADERS = "From: Ida Feld <ida@hafen.example>\r\nSubject: Märkte\r\nDate: Fri, 17 May 2024 10:00:00 +0200\r\n"


@pytest.mark.parametrize("encoding", ["utf-8", "cp1252", "utf-8-sig", "utf-16", "utf-16-le"])
@pytest.mark.parametrize("name", ["a.eml", "a.txt", "a"])
def test_a_mail_is_told_by_its_headers_in_any_encoding(encoding: str, name: str) -> None:
    source = f"{HEADERS}MIME-Version: 1.0\r\n\r\nGuten Tag,\r\n\r\nder Markt öffnet.\r\n"
    article = library.parse(source.encode(encoding), name)
    assert (article.title, article.author) == ("Märkte", "Ida Feld")
    assert [block.text for block in article.blocks] == ["Guten Tag,", "der Markt öffnet."]


START = "From: Ida Feld <ida@hafen.example>\nTo: a@b.example\nMIME-Version: 1.0\nSubject: Markt\n"


@pytest.mark.parametrize("header", ["Content-Type", "Content-Disposition", "Date", "Sender", "Cc"])
@pytest.mark.parametrize("flood", ['"', "(", "<", "x; y=z; ", "a@b, ", "=?utf-8?q?x?= "])
def test_no_header_takes_long_or_too_many_calls(header: str, flood: str) -> None:
    source = f"{START}{header}: {flood * 30_000}\n\nDer Markt öffnet.\n"
    start = time.process_time()
    assert library.parse(source.encode(), "a.eml").title == "Markt"
    assert time.process_time() - start < 5


def test_mails_in_mails_without_end_are_text() -> None:
    inner = "Content-Type: message/rfc822\n\n" + START
    article = library.parse((START + inner * 3000 + "\nDer Markt öffnet.\n").encode(), "a.eml")
    assert article.title == "Markt"
    assert "Der Markt öffnet." in "\n".join(block.text for block in article.blocks)
