"""Items of lists that have numbers: shown with them and no bullet, and read again from what is exported."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from library import Article, Block, BlockKind, is_numbered, parse
from reader.typeset import set_block
from reader.writing.markdown import markdown

ITEM = BlockKind.LIST_ITEM
BLOCKS = (
    Block(BlockKind.PARAGRAPH, "Wie es geht: 1. ist der Anfang."),
    Block(ITEM, "1. Mehl wiegen", level=1),
    Block(ITEM, "vom besten", level=2),
    Block(ITEM, "2. Wasser zugeben", level=1),
    Block(BlockKind.PARAGRAPH, "Und nun:"),
    Block(ITEM, "backen", level=1),
    Block(ITEM, "(3) essen", level=1),
)


def test_a_number_stands_where_else_the_bullet_is() -> None:
    bare, numbered = (set_block(0, block, 12) for block in (BLOCKS[5], BLOCKS[1]))
    assert [line.prefix for line in bare] == ["• "]
    assert [line.prefix for line in numbered] == ["", "   "]
    for line in numbered:
        assert len(line.prefix) + line.end - line.start <= 12


def test_they_are_read_again_as_they_were() -> None:
    at = datetime(2024, 5, 3, tzinfo=UTC)
    written = markdown(Article("0" * 16, "Brot", BLOCKS, None, None, None, None, None, at))
    assert parse(written.encode(), "a.md").blocks == BLOCKS


@pytest.mark.parametrize(
    "text", ["1. x", "-3. x", "120. x", "(2) x", "b) x", "B) x", "xiv) x", "IX) x"]
)
def test_what_is_a_number(text: str) -> None:
    assert is_numbered(text)


@pytest.mark.parametrize("text", ["1.", "1.5 x", "1984. x", "Wort) x", "abc) x", "- x", ""])
def test_what_is_none(text: str) -> None:
    assert not is_numbered(text)
