"""An article as lines to be read out: what others see by how it is set, is told in words."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby
from typing import Final, NamedTuple

from library import Article, Block, BlockKind, _, is_numbered, ngettext, sentences
from reader.formats import count
from reader.writing.document import attribution_of

_LONG: Final = 1500
"""Code points of a paragraph from which on it is parted, so that a page is not without end."""

Numbered = tuple[int, Block]
"""A block and its number."""


class Part(NamedTuple):
    """Something to be read out at a time: a block, or sentences of a very long one."""

    block: int
    """Number of the block."""
    offset: int
    """Code point of its text with which it begins."""
    text: str
    """What is read out."""


def parts_of(article: Article) -> list[Part]:
    """Return the whole text of an article; the parts of a block follow one another."""
    sections = {one.heading: None for one in article.sections if one.heading is not None}
    numbers = {heading: number for number, heading in enumerate(sections, 1)}
    parts: list[Part] = []
    blocks = enumerate(article.blocks)
    for kind, group in groupby(blocks, lambda pair: pair[1].kind):
        if kind is BlockKind.LIST_ITEM:
            parts += _list(list(group))
            continue
        for number, block in group:
            if kind is BlockKind.HEADING:
                told = _("Section {number} of {count}: {heading}").format(
                    number=numbers[number], count=len(numbers), heading=_one_line(block.text)
                )
                parts.append(Part(number, 0, told))
            else:
                parts += _block(number, block, article.language)
    return parts


def _list(items: list[Numbered]) -> Iterator[Part]:
    """Yield the items of a list, how many there are before the first, and where it ends."""
    number = len(items)
    above = ngettext("List of {count} item:", "List of {count} items:", number)
    for place, (block_number, block) in enumerate(items, 1):
        lines = [above.format(count=count(number))] if place == 1 else []
        lines.append(_item(place, block))
        if place == number:
            lines.append(_("End of the list."))
        yield Part(block_number, 0, "\n".join(lines))


def _item(place: int, block: Block) -> str:
    """Return an item with its number, and its level if it is within another."""
    if is_numbered(block.text):
        return block.text
    if block.level > 1:
        told = _("Item {number}, level {level}: {text}")
        return told.format(number=place, level=block.level, text=block.text)
    return _("Item {number}: {text}").format(number=place, text=block.text)


def _block(number: int, block: Block, language: str | None) -> Iterator[Part]:
    """Yield a block that is neither heading nor item, with what it is in words."""
    before, after = _around(block)
    pieces = list(_pieces(block.text, language))
    for place, (start, end) in enumerate(pieces):
        first = before if not place else ""
        last = after if place == len(pieces) - 1 else ""
        yield Part(number, start, f"{first}{block.text[start:end]}{last}")


def _around(block: Block) -> tuple[str, str]:
    """Return what is said before a block, and what behind it."""
    match block.kind:
        case BlockKind.QUOTE:
            who = attribution_of(block)
            told = _("Quote, from {name}:").format(name=who) if who else _("Quote:")
            return f"{told} ", "\n" + _("End of the quote.")
        case BlockKind.CAPTION:
            return _("Caption:") + " ", ""
        case BlockKind.PREFORMATTED:
            lines = block.text.count("\n") + 1
            told = ngettext(
                "Preformatted text of {count} line:", "Preformatted text of {count} lines:", lines
            )
            above = told.format(count=count(lines)) + "\n"
            return above, "\n" + _("End of the preformatted text.")
    return "", ""


def _pieces(text: str, language: str | None) -> Iterator[tuple[int, int]]:
    """Yield spans of a text, of which only the last may be short; a text that is not long is one."""
    begin = 0
    if len(text) > _LONG:
        for _start, end in sentences(text, language):
            if end - begin >= _LONG:
                yield begin, end
                begin = end
    if text[begin:].strip() or not begin:
        yield begin, len(text)


def _one_line(text: str) -> str:
    return " ".join(text.split())
