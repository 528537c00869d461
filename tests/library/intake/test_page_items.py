"""Plain pages and mails keep their lists, headings and short lines."""

from __future__ import annotations

import pytest

from library.intake import mail
from library.intake.web import NOTICE, read_page
from library.models import BlockKind

LONG = (
    "Der Rat der Stadt hat am Donnerstag lange über den neuen Haushalt beraten, und nach einer Debatte"
    " von fünf Stunden stimmten die meisten seiner Mitglieder am späten Abend dafür."
)
MORE = (
    "Die Opposition nannte den Plan unseriös und kündigte an, ihn im Herbst von der Kammer prüfen zu"
    " lassen, deren Bericht freilich erst im Jahr darauf vorliegen wird."
)
BODY = (
    f"<h1>Haushalt beschlossen</h1><h2>Der Plan</h2><p>{LONG}</p><ul><li>Erster Punkt</li>"
    f"<li>Zweiter Punkt</li></ul><p>{MORE}</p><h2>Kritik</h2><p>Dagegen hieß es: {MORE}</p>"
    "<ol><li>Kurz eins</li><li>Kurz zwei</li></ol>"
)
H, P, L = BlockKind.HEADING, BlockKind.PARAGRAPH, BlockKind.LIST_ITEM


@pytest.mark.parametrize("wrapper", ["{}", "<div>{}</div>", "<article>{}</article>"])
def test_lists_and_headings_of_a_plain_page_are_kept(wrapper: str) -> None:
    page = (
        f"<html><head><title>Haushalt beschlossen</title></head><body>{wrapper.format(BODY)}</body>"
    )
    draft = read_page(page).draft
    assert [block.kind for block in draft.blocks] == [H, P, L, L, P, H, P, L, L]
    assert [block.text for block in draft.blocks if block.kind is L] == [
        "Erster Punkt",
        "Zweiter Punkt",
        "Kurz eins",
        "Kurz zwei",
    ]


def test_a_list_of_links_behind_the_text_is_not_put_back() -> None:
    links = "".join(f"<li><a href=/{n}>Noch ein anderer Artikel {n}</a></li>" for n in range(5))
    page = f"<html><body><p>{LONG}</p><p>{MORE}</p><ul>{links}</ul></body>"
    assert [block.kind for block in read_page(page).draft.blocks] == [P, P]


def test_the_paragraphs_of_a_short_page_stay_apart() -> None:
    page = (
        "<html><head><title>Kurzmeldung</title></head><body><nav><a href=/>Start</a></nav><article>"
        "<h1>Kurzmeldung</h1><p>In Graz ist heute ein Baum umgefallen.</p><p>Niemand wurde verletzt.</p>"
        "</article></body></html>"
    )
    read = read_page(page)
    assert [block.text for block in read.draft.blocks] == [
        "In Graz ist heute ein Baum umgefallen.",
        "Niemand wurde verletzt.",
    ]
    assert read.notice is None


def test_a_page_of_links_is_kept_whole_and_told() -> None:
    links = "".join(f"<li><a href=/{n}>Der Artikel Nummer {n}</a></li>" for n in range(40))
    read = read_page(f"<html><head><title>Index</title></head><body><ul>{links}</ul></body></html>")
    assert read.notice == NOTICE
    assert len(read.draft.blocks) == 40


def test_a_mail_loses_no_line() -> None:
    html = f"<h1>Guten Morgen</h1><p>{LONG}</p><h2>Sport</h2><p>{LONG}</p><ul><li>Tabelle</li></ul><p>Eva</p>"
    head = "From: a@example.org\nSubject: Brief\nContent-Type: text/html; charset=utf-8\n\n"
    draft = mail.read((head + html).encode())
    assert draft.title == "Brief"
    assert [block.text[:12] for block in draft.blocks] == [
        "Guten Morgen",
        LONG[:12],
        "Sport",
        LONG[:12],
        "Tabelle",
        "Eva",
    ]
