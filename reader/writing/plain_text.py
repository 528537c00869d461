"""Articles as plain text, with what is known of them above it, from which `newsreader add` reads them again."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Final

from library import Article, Block, BlockKind, clean_text, is_numbered
from reader.writing.document import Document, attribution_of, joined
from reader.writing.facts import facts

_LABELS: Final = {"url": "URL"}
_DASHED: Final = re.compile(r"[—–-] .+")
_RULE: Final = "\n" + "-" * 72 + "\n\n"
"""What parts several articles in one file."""


def write(documents: Iterable[Document]) -> Iterator[str]:
    """Yield each document, a rule between two."""
    for number, one in enumerate(documents):
        yield (_RULE if number else "") + plain_text(one.article)


def plain_text(article: Article) -> str:
    """Return an article as text: a line for each fact, then its blocks, parted by blank lines.

    A paragraph is one line, however long, unless it has line breaks of its own: whoever shows it
    breaks it as there is room, and `add` reads what it was.
    """
    lines = [f"{_LABELS.get(name, name.capitalize())}: {value}" for name, value in facts(article)]
    parts = ["\n".join(lines)] if lines else []
    return joined(parts, article.blocks, _block)


def _block(block: Block, depth: int) -> str:
    """Return a block; an item stands within `depth` others."""
    text = clean_text(block.text)
    match block.kind:
        case BlockKind.LIST_ITEM:
            indent = "  " * depth
            bullet = "" if is_numbered(text) else "- "
            return indent + bullet + text.replace("\n", f"\n{indent}{' ' * len(bullet)}")
        case BlockKind.QUOTE:
            if block.attribution and _DASHED.fullmatch(text):
                return text  # all that is left of a post is whose it was
            who = attribution_of(block)
            below = f"\n\n> — {clean_text(who)}" if who else ""
            return "\n".join(f"> {line}".rstrip() for line in text.split("\n")) + below
    return text
