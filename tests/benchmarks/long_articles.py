"""Articles of 55,000 words in 100 sections, with 5,000 mentions of names."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Final

from library import Article, Block, BlockKind, Entity, EntityKind, Mention

TITLE: Final = "Langer Artikel"
"""What all of them are called, with a number behind it."""

FIRST_HEADING: Final = "Abschnitt Nummer 0"
"""What stands on the first screen of an article, and in no list."""

_SECTIONS, _PARAGRAPHS, _NAMES = 100, 10, 50
_SENTENCE = "{name} prüft in der Straße am 5. September größere Pläne. "


def long_article(number: int = 0) -> tuple[Article, tuple[Mention, ...]]:
    """Return a long article with the mentions in it; those with a higher number are older."""
    names = [Entity(EntityKind.PERSON, f"Person {name}", f"p/{name}") for name in range(_NAMES)]
    blocks, mentions = list[Block](), list[Mention]()
    for section in range(_SECTIONS):
        blocks.append(Block(BlockKind.HEADING, f"Abschnitt Nummer {section}", level=2))
        for paragraph in range(_PARAGRAPHS):
            text = ""
            for sentence in range(5):
                entity = names[(7 * section + 3 * paragraph + sentence) % _NAMES]
                start = len(text)
                mentions.append(Mention(entity, len(blocks), start, start + len(entity.name)))
                text += _SENTENCE.format(name=entity.name)
            blocks.append(Block(BlockKind.PARAGRAPH, text.strip()))
    at = datetime.now(UTC) - timedelta(minutes=number)
    title = f"{TITLE} {number}"
    article = Article(f"f{number:015x}", title, tuple(blocks), None, "Blatt", None, at, "de", at)
    return article, tuple(mentions)
