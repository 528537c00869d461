"""An article keeps its own headings: those that an extraction lost are put back, others are dropped."""

from __future__ import annotations

import pytest

from library.intake.pages.headings import filter_headings, restore_headings
from library.intake.pages.visible import visible_lines
from library.models import Block, BlockKind

TITLE = "Der Markt zieht an den Hafen"
FIRST, SECOND, THIRD = (
    Block(BlockKind.PARAGRAPH, f"Der {number} Absatz des Artikels über den Markt am Hafen.")
    for number in ("erste", "zweite", "dritte")
)


def heading(text: str, level: int = 2) -> Block:
    return Block(BlockKind.HEADING, text, level=level)


def filtered(*texts: str) -> list[str]:
    """Return which of some headings are kept that all have text below."""
    blocks = [block for text in texts for block in (heading(text), SECOND)]
    kept = filter_headings([FIRST, *blocks], [TITLE, "Stadt: Markt bald am Hafen | Bote"])
    return [block.text for block in kept if block.kind is BlockKind.HEADING]


@pytest.mark.parametrize(
    "text",
    [
        TITLE,
        f"Stadt: {TITLE}",
        "Markt bald am Hafen",
        "___",
        "Article content",
        "Get the latest news straight to your inbox",
        "Weitere Videos",
        "Der Autor",
        "Join our commenting forum",
    ],
)
def test_headings_that_say_nothing_of_the_article_are_dropped(text: str) -> None:
    assert filtered("Die Folgen", text, "Die Kosten") == ["Die Folgen", "Die Kosten"]


def test_headings_like_those_are_kept() -> None:
    texts = ["Der Markt", "Neue Stände am Hafen", "Inhalt und Form", "Der Autor und sein Werk"]
    assert filtered(*texts) == texts


def test_a_lead_and_a_byline_are_no_headings() -> None:
    lead = heading(
        "Händler fürchten um ihre Kundschaft, während die Stadt von einer Chance für alle spricht"
    )
    kept = filter_headings([lead, FIRST, heading("Von Ida Feld", 5), SECOND, lead, THIRD], [TITLE])
    assert [block.kind for block in kept] == [
        *(BlockKind.PARAGRAPH,) * 4,
        BlockKind.HEADING,
        BlockKind.PARAGRAPH,
    ]


def restored(between: str) -> list[str]:
    """Return the headings that are put back into a text of three paragraphs."""
    lines = visible_lines(
        f"<h2>Oben</h2><p>{FIRST.text}</p>{between}<p>{SECOND.text}</p><p>{THIRD.text}</p><h2>Unten</h2>"
    )
    blocks = restore_headings([FIRST, SECOND, THIRD], lines)
    assert [block for block in blocks if block.kind is not BlockKind.HEADING] == [
        FIRST,
        SECOND,
        THIRD,
    ]
    return [block.text for block in blocks if block.kind is BlockKind.HEADING]


@pytest.mark.parametrize(
    ("between", "texts"),
    [
        ("<h2>Die Folgen</h2>", ["Die Folgen"]),
        ("<h2>Die Folgen</h2><h3>Für Händler</h3>", ["Die Folgen", "Für Händler"]),
        ("<h3>Ein anderer</h3><h3>Noch einer</h3>", []),  # teasers
        ("<h2><a href=x>Ein anderer Artikel</a></h2>", []),
        ("<aside><h2>Am Rand</h2></aside>", []),
        ("<h2>Werbung</h2><p>Ein Satz, der nicht zum Artikel gehört.</p>", []),
        ("", []),
    ],
)
def test_lost_headings_are_put_back(between: str, texts: list[str]) -> None:
    assert restored(between) == texts


def test_a_heading_that_is_there_is_not_put_back_again() -> None:
    blocks = [FIRST, heading("Die Folgen"), SECOND]
    lines = visible_lines(f"<p>{FIRST.text}</p><h2>Die Folgen</h2><p>{SECOND.text}</p>")
    assert restore_headings(blocks, lines) == blocks
