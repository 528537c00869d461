"""How the library's types stand in rows and JSON."""

from __future__ import annotations

import json
import zlib
from datetime import UTC, datetime, timedelta
from typing import Any, Final

from library.models import Block, BlockKind, Link

_EPOCH: Final = datetime(1970, 1, 1, tzinfo=UTC)
_MILLISECOND: Final = timedelta(milliseconds=1)
_KINDS: Final = {str(kind): kind for kind in BlockKind}


def milliseconds(moment: datetime | None) -> int | None:
    """Return `moment` as whole milliseconds since 1970."""
    return None if moment is None else (moment - _EPOCH) // _MILLISECOND


def moment(milliseconds: int | None) -> datetime | None:
    """Return the moment so many milliseconds after 1970."""
    return None if milliseconds is None else _EPOCH + milliseconds * _MILLISECOND


def encode_blocks(blocks: tuple[Block, ...]) -> bytes:
    """Return `blocks` as compressed JSON; what a block has not is left out."""
    text = json.dumps([_block_row(block) for block in blocks], ensure_ascii=False)
    return zlib.compress(text.encode(), level=1)


def decode_blocks(data: bytes) -> tuple[Block, ...]:
    """Return the blocks that `encode_blocks` wrote."""
    return tuple(map(_block, json.loads(zlib.decompress(data))))


def _block(row: dict[str, Any]) -> Block:
    kind, text = _KINDS[row["kind"]], row["text"]
    if len(row) == len(("kind", "text")):  # as most are
        return Block(kind, text)
    links = tuple(Link(*link) for link in row.get("links", ()))
    return Block(kind, text, row.get("level", 0), row.get("attribution"), links)


def _block_row(block: Block) -> dict[str, Any]:
    row: dict[str, Any] = {"kind": block.kind, "text": block.text}
    if block.level:
        row["level"] = block.level
    if block.attribution is not None:
        row["attribution"] = block.attribution
    if block.links:
        row["links"] = [(link.start, link.end, link.url) for link in block.links]
    return row
