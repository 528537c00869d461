"""Markdown keeps its structure, loses no text, and nothing in it acts."""

from __future__ import annotations

import re
import time
from datetime import UTC, datetime

import pytest

import library
from library.intake.markdown import is_markdown, read
from library.models import Block, BlockKind, Link

HEADING, PARAGRAPH, QUOTE = BlockKind.HEADING, BlockKind.PARAGRAPH, BlockKind.QUOTE
ITEM, CAPTION, CODE = BlockKind.LIST_ITEM, BlockKind.CAPTION, BlockKind.PREFORMATTED


def linked(block: Block) -> list[tuple[str, str]]:
    return [(block.text[link.start : link.end], link.url) for link in block.links]


def test_front_matter_says_what_the_article_is() -> None:
    draft = read(
        "---\ntitle: 'Brücke fertig'\ndate: 2024-05-17T10:00:00+02:00\nauthor: Erika Muster\n"
        "source: Kurier\nurl: https://example.org/a\nlang: de\n---\n\n# Überschrift\n\nText.\n"
    )
    assert (draft.title, draft.author, draft.source) == ("Brücke fertig", "Erika Muster", "Kurier")
    assert draft.published == datetime(2024, 5, 17, 8, 0, tzinfo=UTC)
    assert (draft.url, draft.language) == ("https://example.org/a", "de")
    assert draft.blocks == (Block(HEADING, "Überschrift", level=1), Block(PARAGRAPH, "Text."))


@pytest.mark.parametrize("heading", ["# Titel", "Titel\n=====", "## Titel ##", "\n\n# Titel"])
def test_the_first_heading_is_the_title(heading: str) -> None:
    draft = read(f"{heading}\n\nText.\n\n### Tiefer\n\nZweite\n------\n")
    assert draft.title == "Titel"
    assert draft.blocks == (
        Block(PARAGRAPH, "Text."),
        Block(HEADING, "Tiefer", level=3),
        Block(HEADING, "Zweite", level=2),
    )


def test_a_heading_below_text_is_no_title() -> None:
    draft = read("Erst Text.\n\n# Dann dies\n")
    assert draft.title == ""
    assert draft.blocks == (Block(PARAGRAPH, "Erst Text."), Block(HEADING, "Dann dies", level=1))


def test_lists_quotes_and_code() -> None:
    draft = read(
        "# T\n\n- eins\n  - zwei\n    1. drei\n- vier\n\n> Ein Zitat\n> geht weiter\n>\n> - Punkt\n\n"
        "```python\nprint('a')\n\n\tb\n```\n\n    eingerückt\n\nEnde  \nUmbruch\n"
    )
    assert [(block.kind, block.text, block.level) for block in draft.blocks] == [
        (ITEM, "eins", 1),
        (ITEM, "zwei", 2),
        (ITEM, "1. drei", 3),
        (ITEM, "vier", 1),
        (QUOTE, "Ein Zitat geht weiter", 0),
        (QUOTE, "Punkt", 0),
        (CODE, "print('a')\n\n    b", 0),
        (CODE, "eingerückt", 0),
        (PARAGRAPH, "Ende\nUmbruch", 0),
    ]


def test_links_know_their_places() -> None:
    (block,) = read(
        'Ein 😀 **fetter [Ver&shy;weis](https://example.org/a "Titel")**, ein\n[zweiter *hier*][x] '
        "und <https://example.org/c>.\n\n[x]: https://example.org/b\n"
    ).blocks
    assert block.text == "Ein 😀 fetter Verweis, ein zweiter hier und https://example.org/c."
    assert linked(block) == [
        ("Verweis", "https://example.org/a"),
        ("zweiter hier", "https://example.org/b"),
        ("https://example.org/c", "https://example.org/c"),
    ]


def test_links_in_headings_and_items_keep_their_places() -> None:
    heading, item = read(
        "Text\n\n## Siehe [hier](http://a.example)\n\n- und [da](http://b.example)\n"
    ).blocks[1:]
    assert heading == Block(HEADING, "Siehe hier", 2, links=(Link(6, 10, "http://a.example"),))
    assert item == Block(ITEM, "und da", 1, links=(Link(4, 6, "http://b.example"),))


@pytest.mark.parametrize(
    "scheme", ["javascript:alert(1)", "JaVaScRiPt:x", "data:text/html,x", "file:///etc"]
)
def test_addresses_that_could_act_are_text(scheme: str) -> None:
    (block,) = read(f"Ein [Verweis]({scheme}) hier.").blocks
    assert block == Block(PARAGRAPH, f"Ein [Verweis]({scheme}) hier.")


def test_pictures_become_captions() -> None:
    draft = read("# T\n\nVor ![Die Brücke\x1b im *Mai*](a.png) nach.\n\n![](leer.png)\n")
    assert draft.blocks == (
        Block(PARAGRAPH, "Vor  nach."),
        Block(CAPTION, "Die Brücke␛ im *Mai*"),
    )


def test_html_is_the_text_it_is() -> None:
    draft = read("# T\n\n<script>alert(1)</script>\n\nEin <b onclick='x'>fettes</b> Wort.\n")
    assert draft.blocks == (
        Block(CODE, "<script>alert(1)</script>"),
        Block(PARAGRAPH, "Ein <b onclick='x'>fettes</b> Wort."),
    )


@pytest.mark.parametrize(
    ("entity", "shown"),
    [
        ("&#27;c", "\ufffdc"),
        ("&#x9b;2J", "\ufffd2J"),
        ("&#8238;", "\ufffd"),
        ("&zwj;", "\ufffd"),
        ("&shy;", ""),
        ("&auml;", "ä"),
        ("&#0;", "\ufffd"),
        ("a" + "&#769;" * 50, "a" + "\u0301" * 8),
    ],
)
def test_character_references_are_cleaned(entity: str, shown: str) -> None:
    for template in ("Wort {} Wort", "# T\n\n- Wort {} Wort", "Wort [{} Wort](http://a.example)"):
        (block,) = read(template.format(entity)).blocks
        assert block.text.replace("Wort", "") == f" {shown} "


def test_marks_cannot_flood_over_the_edges_of_pieces() -> None:
    marks = "\u0301" * 8
    (block,) = read("a" + f"[{marks}](http://a.example)*{marks}*" * 20).blocks
    assert max(map(len, re.findall("\u0301+", block.text))) == 8
    assert all(link.end <= len(block.text) for link in block.links)


@pytest.mark.parametrize("depth", [3, 20, 60, 99, 150, 3000])
@pytest.mark.parametrize("mark", ["> ", "- "])
def test_no_depth_hides_text(depth: int, mark: str) -> None:
    draft = read("# T\n\nOben.\n\n" + mark * depth + "ganz unten\n\nDanach.\n")
    text = "\n".join([draft.title, *(block.text for block in draft.blocks)])
    for word in ("Oben.", "ganz unten", "Danach."):
        assert word in text


def test_tables_are_shown_in_columns() -> None:
    rows = ("| Stadt | Zahl |", "|---|---:|", "| [Köln](http://a.example) | **5** |", "| | 12 |")
    draft = read("\n".join(("# T", "", "Davor.", "", *rows, "", "Danach.")))
    table = Block(BlockKind.PREFORMATTED, "Stadt  Zahl\nKöln   5\n       12")
    assert draft.blocks == (Block(PARAGRAPH, "Davor."), table, Block(PARAGRAPH, "Danach."))


def test_a_table_that_is_too_wide_keeps_its_cells() -> None:
    wide = "wort " * 15 + "Ende"
    draft = read(f"# T\n\n| Stadt | Zahl |\n|---|---|\n| {wide} | {wide} |\n")
    assert [block.text for block in draft.blocks] == ["Stadt", "Zahl", wide, wide]


def test_items_keep_their_numbers() -> None:
    draft = read(
        "# T\n\n3. Mehl [wiegen](http://a.example)\n3. Wasser\n\n   Noch mehr.\n\n1) eins\n"
    )
    assert [block.text for block in draft.blocks] == [
        "3. Mehl wiegen",
        "4. Wasser",
        "Noch mehr.",
        "1) eins",
    ]
    (link,) = draft.blocks[0].links
    assert draft.blocks[0].text[link.start : link.end] == "wiegen"


@pytest.mark.parametrize(
    ("text", "read_as"),
    [
        ("1. - a\n   - b\n2. c", [("1. a", 2), ("b", 2), ("2. c", 1)]),
        ("1. 1. a\n   2. b\n2. c", [("1. 1. a", 2), ("2. b", 2), ("2. c", 1)]),
        ("1. # Foo\n\n   text\n2. c", [("1. Foo", 1), ("text", 1), ("2. c", 1)]),
        ("1.\n2. c", [("2. c", 1)]),
    ],
)
def test_an_item_that_begins_with_something_else_keeps_its_number(
    text: str, read_as: list[tuple[str, int]]
) -> None:
    draft = read(text)
    assert draft.title == ""
    assert [(block.text, block.level) for block in draft.blocks] == read_as


def test_a_title_that_is_said_twice_is_said_once() -> None:
    draft = read("---\ntitle: Der Markt\n---\n\n# Der Markt\n\nText.\n")
    assert (draft.title, draft.blocks) == ("Der Markt", (Block(PARAGRAPH, "Text."),))


@pytest.mark.parametrize(
    "text",
    [
        "# Titel\n\nEin [Verweis](http://a.example).\n",
        "Titel\n=====\n\n- eins\n- zwei\n",
        "Ein **fettes** Wort.\n\n![Bild](b.png)\n",
        "# Titel\n\n```\ncode\n```\n",
    ],
)
def test_clear_markdown_is_told_without_its_name(text: str) -> None:
    assert is_markdown(text)
    for name in ("a.txt", "a"):
        assert (
            library.parse(text.encode(), name).blocks == library.parse(text.encode(), "a.md").blocks
        )


@pytest.mark.parametrize(
    "text",
    [
        "# Titel\n\nText.\n",
        "Titel\n\n- eins\n- zwei\n\n> Zitat\n",
        "#hafen #markt\n\nText [1] (siehe unten).\n",
        "Titel\n\nDas ist **wichtig** und 2 * 3 * 4.\n",
        "Titel\n\na[i](x) und __init__\n",
    ],
)
def test_what_may_be_plain_text_is_plain_text(text: str) -> None:
    assert not is_markdown(text)


@pytest.mark.parametrize(
    "flood",
    ["[" * 200_000, "![" * 100_000, "[a\n" * 60_000, "[*a" * 60_000, "[" * 90_000 + "]" * 90_000],
    ids=lambda flood: flood[:3],
)
def test_floods_of_brackets_are_plain_text(flood: str) -> None:
    start = time.process_time()
    draft = read(f"# Titel\n\nOben.\n\n{flood}\n\nUnten.\n")
    assert time.process_time() - start < 5
    text = "\n".join([draft.title, *(block.text for block in draft.blocks)])
    assert "Oben." in text
    assert "Unten." in text
    assert text.count("[") == flood.count("[")
