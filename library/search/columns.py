"""Which part of an article a block belongs to, as a search knows them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final, Literal

from library.models import Block, BlockKind

Column = Literal["title", "heading", "lead", "body", "note"]
"""A part of an article; the title is no block, and the note is what the reader wrote on it."""

_LEAD_BLOCKS: Final = 2


def columns_of(blocks: Sequence[Block]) -> list[Column]:
    """Return the part that each block belongs to; the lead is the first two, as far as no heading comes."""
    columns: list[Column] = []
    lead = True
    for number, block in enumerate(blocks):
        heading = block.kind is BlockKind.HEADING
        lead = lead and not heading and number < _LEAD_BLOCKS
        columns.append("heading" if heading else "lead" if lead else "body")
    return columns
