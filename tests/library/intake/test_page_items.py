"""Plain pages and mails keep their lists, headings and short lines."""

from __future__ import annotations

import pytest

from library.intake import mail
from library.intake.feeds.fragment import fragment_blocks
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
        "1. Kurz eins",
        "2. Kurz zwei",
    ]


def items_of(page: str) -> list[str]:
    """Return the list items in an article that holds `page`."""
    whole = f"<html><body><article><p>{LONG}</p>{page}<p>{MORE}</p></article></body></html>"
    return [block.text for block in read_page(whole).draft.blocks if block.kind is L]


@pytest.mark.parametrize(
    ("attributes", "number"),
    [
        ("", "1."),
        ("start=7", "7."),
        ('start="0"', "0."),
        ("start='-3'", "-3."),
        ("start=x", "1."),
        ("start=99999999999999", "1."),
        ("start=3 reversed", "3."),
        ("type=a", "a)"),
        ('type="A" start="28"', "AB)"),
        ("type=i start=1994", "mcmxciv)"),
        ("type=I start=9", "IX)"),
        ("type=i start=4000", "4000."),
        ("type=a start=0", "0."),
        ("type=circle", "1."),
    ],
)
def test_the_first_of_an_ordered_list_has_the_number_that_is_shown(
    attributes: str, number: str
) -> None:
    assert items_of(f"<ol {attributes}><li>Mehl kaufen</li></ol>") == [f"{number} Mehl kaufen"]


@pytest.mark.parametrize(
    ("page", "expected"),
    [
        (
            "<ol><li>Mehl<li value=5>Salz<li>Wasser</ol>",
            ["1. Mehl", "5. Salz", "6. Wasser"],
        ),
        ("<ol start=3 reversed><li>Mehl<li>Salz</ol>", ["3. Mehl", "2. Salz"]),
        ("<ol reversed><li>Mehl<li>Salz</ol>", ["Mehl", "Salz"]),
        (
            "<ol><li>Teig<ul><li>Mehl</li></ul></li><li>Ofen<ol type=a><li>Holz</li></ol></li></ol>",
            ["1. Teig", "Mehl", "2. Ofen", "a) Holz"],
        ),
        (
            "<ol><li><p>Erst kneten.</p><p>Lange.</p></li><li>Mehl</li></ol><ol><li>Mehl</li></ol>",
            ["1. Erst kneten.\nLange.", "2. Mehl", "1. Mehl"],
        ),
        # What begins with a short word is no number.
        (
            "<ol><li>Dr. Oetker nehmen</li><li>ca. 5 Minuten</li></ol>",
            ["1. Dr. Oetker nehmen", "2. ca. 5 Minuten"],
        ),
        ("<ol><li>1. Mehl</li><li>b) Salz</li></ol>", ["1. Mehl", "b) Salz"]),
        ('<ol style="list-style: none"><li>Mehl</li></ol>', ["Mehl"]),
        ("</ol></ul></li><ol><li></li><li>Mehl</li></ol>", ["2. Mehl"]),
    ],
)
def test_items_have_the_numbers_that_are_shown(page: str, expected: list[str]) -> None:
    assert items_of(page) == expected


def test_links_in_numbered_items_keep_their_place() -> None:
    page = f'<p>{LONG}</p><ol><li>Mehl von der <a href="https://example.org/m">Mühle</a></li></ol>'
    tree = read_page(f"<html><body><article>{page}<p>{MORE}</p></article></body></html>").draft
    (item,) = (block for block in tree.blocks if block.kind is L)
    assert [item.text[link.start : link.end] for link in item.links] == ["Mühle"]


def test_letters_and_feeds_have_the_numbers_too() -> None:
    source = f"<p>{LONG}</p><ol><li>Mehl</li><li>Salz</li></ol>"
    head = "From: a@example.org\nSubject: Brief\nContent-Type: text/html; charset=utf-8\n\n"
    for blocks in (
        mail.read((head + source).encode()).blocks,
        fragment_blocks(source, "a feed", None),
    ):
        assert [block.text for block in blocks if block.kind is L] == ["1. Mehl", "2. Salz"]


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
