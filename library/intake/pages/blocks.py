"""From the body that an extraction found to blocks."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Final

from library.clean import clean_text
from library.intake.columns import in_columns
from library.intake.pages.tree import FIRST_MARK, MARKS, Note
from library.models import Block, BlockKind, Link
from library.posts import trailing_attribution

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

_SPACES: Final = re.compile(r"[^\S\n]+")
_AROUND_BREAK: Final = re.compile(r" ?\n ?")
_PARAGRAPH_BREAK: Final = re.compile(r"\n{2,}")
_MARKED_START: Final = re.compile(rf"^({MARKS.pattern}+)\s+")
_LINE_BREAK: Final = "\u2028"
"""Stands for `<br>` until the line breaks of the source are made spaces."""
_BREAKING: Final = frozenset(("p", "list", "item", "quote", "head", "table", "row", "code"))


def read_blocks(body: Element, notes: Sequence[Note]) -> Iterator[Block]:
    """Yield the blocks of an extracted `body`, in which the characters of `notes` stand."""
    for element in body:
        yield from _element(element, notes)
        yield from _paragraphs(_normal(element.tail or ""), notes)


def _element(element: Element, notes: Sequence[Note]) -> Iterator[Block]:
    """Yield the blocks of one element of the body."""
    match element.tag:
        case "head":
            if text := _text(element).replace("\n", " "):
                yield _block(BlockKind.HEADING, text, notes, _level(element))
        case "list":
            yield from _list(element, notes, 1)
        case "table":
            yield from _table(element, notes)
        case "quote":
            if text := _PARAGRAPH_BREAK.sub("\n", _text(element)):
                yield _quote(text, notes)
        case "code":
            text = "".join(_pieces(element)).replace(_LINE_BREAK, "\n").strip("\n")
            if text.strip():
                yield _block(BlockKind.PREFORMATTED, text, notes)
        case _:
            yield from _paragraphs(_text(element), notes)


def _level(heading: Element) -> int:
    """Return the level of a heading, 2 when nothing says it."""
    rank = str(heading.get("rend") or "h2")[1:]
    return int(rank) if rank in "123456" and rank else 2


def _list(element: Element, notes: Sequence[Note], level: int) -> Iterator[Block]:
    """Yield the items of a list and of the lists in it."""
    yield from _item(_normal(element.text or ""), notes, level)
    for child in element:
        if child.tag == "list":
            yield from _list(child, notes, level + 1)
        else:
            yield from _item(_text(child, without_lists=True), notes, level)
            for nested in child.iterchildren("list"):
                yield from _list(nested, notes, level + 1)
        yield from _item(_normal(child.tail or ""), notes, level)


def _item(text: str, notes: Sequence[Note], level: int) -> Iterator[Block]:
    """Yield the list item that is `text`."""
    if text := _PARAGRAPH_BREAK.sub("\n", text):
        yield _block(BlockKind.LIST_ITEM, text, notes, level)


def _table(element: Element, notes: Sequence[Note]) -> Iterator[Block]:
    """Yield a table in columns when it is one of data and narrow enough, else a paragraph for each cell."""
    rows = [[_text(cell).replace("\n", " ") for cell in row] for row in element.iter("row")]
    if (text := in_columns(rows)) is not None:
        if text:
            yield _block(BlockKind.PREFORMATTED, text, notes)
        return
    for row in rows:
        for cell in row:
            yield from _paragraphs(cell, notes)


def _quote(text: str, notes: Sequence[Note]) -> Block:
    """Return the quote that is `text`, with whom it is from."""
    block = _block(BlockKind.QUOTE, text, notes)
    if block.attribution or not (who := trailing_attribution(block.text)):
        return block
    return Block(block.kind, block.text, attribution=who, links=block.links)


def _paragraphs(text: str, notes: Sequence[Note]) -> Iterator[Block]:
    """Yield the paragraphs of `text`, which two line breaks part."""
    for part in _PARAGRAPH_BREAK.split(text):
        if part.strip():
            yield _block(BlockKind.PARAGRAPH, part, notes)


def _text(element: Element, *, without_lists: bool = False) -> str:
    """Return the text in `element`, line breaks where the page has them."""
    return _normal("".join(_pieces(element, without_lists=without_lists)))


def _pieces(element: Element, *, without_lists: bool = False) -> Iterator[str]:
    """Yield the texts in `element`, and a mark wherever a line breaks."""
    yield element.text or ""
    # A stack instead of recursion: a page may be nested deeper than Python's calls.
    waiting: list[tuple[Element, bool]] = [(child, False) for child in reversed(element)]
    while waiting:
        child, is_done = waiting.pop()
        breaks = _LINE_BREAK * 2 if child.tag in _BREAKING else ""
        if is_done:
            yield breaks + (child.tail or "")
            continue
        if child.tag == "list" and without_lists:
            yield child.tail or ""
            continue
        yield _LINE_BREAK if child.tag == "lb" else breaks
        yield child.text or ""
        waiting.append((child, True))
        waiting += ((grandchild, False) for grandchild in reversed(child))


def _normal(text: str) -> str:
    """Return `text` with single spaces, and newlines only for line breaks that are meant."""
    text = _SPACES.sub(" ", text.replace("\n", " ").replace(_LINE_BREAK, "\n"))
    return _MARKED_START.sub(r"\1", _AROUND_BREAK.sub("\n", text).strip())


def _block(kind: BlockKind, text: str, notes: Sequence[Note], level: int = 0) -> Block:
    """Return a block of `text`, its marks made what they stand for."""
    marked = clean_text(text)
    parts: list[str] = []
    links: list[Link] = []
    attribution: str | None = None
    length = start = 0
    for mark in MARKS.finditer(marked):
        parts.append(marked[start : mark.start()])
        length += len(parts[-1])
        start = mark.end()
        note = notes[ord(mark[0]) - FIRST_MARK]
        attribution = attribution or note.attribution
        if note.caption and kind is BlockKind.PARAGRAPH:
            kind = BlockKind.CAPTION
        if note.link and marked.startswith(note.text, start):
            links.append(Link(length, length + len(note.text), note.link))
    joined = "".join((*parts, marked[start:]))
    # A mark can have parted what makes a flood together; then links lose their place.
    final = clean_text(joined)
    kept = tuple(links) if final == joined else ()
    return Block(kind, final, level=level, attribution=attribution, links=kept)
