"""The parts of an article set into lines of a width: pure, and measured in terminal cells.

The lines hold no text, only where theirs is: block and code points. So an article of any length
is set in a few milliseconds, and only what is looked at is ever cut and styled.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from enum import StrEnum
from itertools import islice
from typing import Final, NamedTuple

from rich.cells import cell_len

from library import TITLE_BLOCK, Block, BlockKind, first_sentence, is_numbered
from reader.signs import sign
from reader.wrapping import as_shown, cells, is_narrow, is_right_to_left, wrap, wrap_whole

_ATTRIBUTION: Final = re.compile(r"\n[—–-] ?\S.*\Z")
_LEAST: Final = 4
"""Cells of text that are left at least beside a bar or a bullet; it is left out where there are none."""
_CUT: Final = " …"
UNSKIMMED: Final = frozenset((BlockKind.CAPTION, BlockKind.PREFORMATTED))
"""What is left out of an article that is skimmed."""
_NOTE_LINES: Final = 8
"""Lines of a note that stand above the article at most."""


class Role(StrEnum):
    """What a line is, and so how it looks."""

    TITLE = "title"
    META = "meta"
    NOTE = "note"
    BLANK = "blank"
    HEADING = "heading"
    PARAGRAPH = "paragraph"
    QUOTE = "quote"
    ATTRIBUTION = "attribution"
    LIST_ITEM = "list-item"
    CAPTION = "caption"
    PREFORMATTED = "preformatted"


class Line(NamedTuple):
    """One line of a set article; a tuple, because a long article has thousands."""

    role: Role
    """What it is."""
    block: int
    """The block that its text is from, or `TITLE_BLOCK`."""
    start: int = 0
    """First code point of its text in the block."""
    end: int = 0
    """One past the last."""
    prefix: str = ""
    """What stands before the text: a bar, a bullet, or the blanks below one."""
    text: str | None = None
    """What to show instead of a part of the block."""
    suffix: str = ""
    """What stands behind the text."""


def set_title(title: str, width: int) -> Iterator[Line]:
    """Yield the lines of a title."""
    for start, end in wrap(title, width):
        yield Line(Role.TITLE, TITLE_BLOCK, start, end)


def set_note(note: str, width: int) -> list[Line]:
    """Return the first lines of a note, behind a sign; the rest is behind an ellipsis."""
    first, other = sign("✎ "), sign("│ ")
    spans = islice(wrap(note, width - cell_len(first)), _NOTE_LINES + 1)
    texts = [note[start:end] for start, end in spans]
    if len(texts) > _NOTE_LINES:
        texts[_NOTE_LINES - 1 :] = [sign("…")]
    return [
        Line(Role.NOTE, TITLE_BLOCK, prefix=other if number else first, text=text)
        for number, text in enumerate(texts)
    ]


def gap(previous: Block, block: Block, *, skimmed: bool) -> int:
    """Return the number of blank lines between two blocks."""
    if skimmed:
        return int(BlockKind.HEADING in {previous.kind, block.kind})
    run = (BlockKind.LIST_ITEM, BlockKind.LIST_ITEM)
    return 0 if (previous.kind, block.kind) == run else 1


def skim_block(number: int, block: Block, width: int, language: str | None) -> list[Line] | None:
    """Return the lines of the first sentence of a block; None when all of it is to be set."""
    ending = _ending(block)
    body = len(block.text) if ending is None else ending
    if block.kind is BlockKind.HEADING or not body:
        return None
    end = min(first_sentence(block.text, language), body)
    if block.kind is BlockKind.QUOTE:
        signs = _bars()
    elif block.kind is BlockKind.LIST_ITEM:
        signs = _bullets(block)
    else:
        signs = (sign("· "), "  ")
    cut = sign(_CUT) if block.text[end:].strip() and width > _LEAST + cell_len(_CUT) else ""
    role = Role(block.kind.value.replace("_", "-"))
    lines = _set_text(role, number, block.text[:end], width - cell_len(cut), signs)
    if cut and lines:
        lines[-1] = lines[-1]._replace(suffix=cut)
    return lines


def set_block(number: int, block: Block, width: int) -> list[Line]:
    """Return the lines of one block."""
    match block.kind:
        case BlockKind.QUOTE:
            return _set_quote(number, block, width)
        case BlockKind.LIST_ITEM:
            return _set_text(Role.LIST_ITEM, number, block.text, width, _bullets(block))
        case BlockKind.PREFORMATTED:
            return _set_whole(number, block.text, width)
        case kind:
            return _set_text(Role(kind.value), number, block.text, width, ("", ""))


def _bars() -> tuple[str, str]:
    """Return what stands before the first line of a quote, and before those below it."""
    return (sign("▎ "),) * 2


def _bullets(block: Block) -> tuple[str, str]:
    """Return what stands before the first line of a list item, and before those below it."""
    indent = "  " * min(max(0, block.level - 1), 4)
    if is_numbered(block.text):
        return indent, f"{indent}   "  # below the text, for numbers are mostly of one digit
    return f"{indent}{sign('• ')}", f"{indent}  "


def _ending(block: Block) -> int | None:
    """Return where in a quote that says whom it is from this begins; None if its text does not say so."""
    found = _ATTRIBUTION.search("\n" + block.text) if block.attribution else None
    return None if found is None else max(0, found.start() - 1)


def _set_quote(number: int, block: Block, width: int) -> list[Line]:
    """Return the lines of a quote behind a bar, with whom it is from below it."""
    ending = _ending(block)
    body = len(block.text) if ending is None else ending
    lines = _set_text(Role.QUOTE, number, block.text[:body], width, _bars()) if body else []
    if ending is not None:
        first = ending + 1 if ending else 0
        for line in _set_text(Role.ATTRIBUTION, number, block.text[first:], width, _bars()):
            lines.append(line._replace(start=line.start + first, end=line.end + first))
    elif block.attribution:
        text, end = f"{sign('—')} {block.attribution}", len(block.text)
        for line in _set_text(Role.ATTRIBUTION, number, text, width, _bars()):
            said = as_shown(text[line.start : line.end], is_broken=line.end < len(text))
            lines.append(line._replace(start=end, end=end, text=said))
    return lines


def _set_whole(number: int, text: str, width: int) -> list[Line]:
    """Return the lines of a preformatted passage as they are; where one is too long it is seen to go on."""
    first, other = ("  ", sign("↪ ")) if width - 2 >= _LEAST else ("", "")
    return [
        Line(Role.PREFORMATTED, number, start, end, other if goes_on else first)
        for start, end, goes_on in wrap_whole(text, width - cell_len(first))
    ]


def _set_text(
    role: Role, number: int, text: str, width: int, prefixes: tuple[str, str]
) -> list[Line]:
    """Return the lines of `text`, the first behind the first of `prefixes`, all others behind the other.

    What is written from right to left ends at the right, and has its signs there.
    """
    widest = max(map(cell_len, prefixes))
    if width - widest < _LEAST:
        prefixes, widest = ("", ""), 0
    first, other = prefixes
    room = max(1, width - widest)
    narrow = is_narrow(text)
    spans = wrap(text, room, narrow=narrow)
    lines = [Line(role, number, start, end, other) for start, end in spans]
    if lines and first != other:
        lines[0] = lines[0]._replace(prefix=first)
    if narrow or not is_right_to_left(text):
        return lines
    return [_turned(line, text, room) for line in lines]


def _turned(line: Line, text: str, room: int) -> Line:
    """Return a line whose text ends after so many cells, and what stood before it behind it."""
    is_broken = line.end < len(text)
    shown = as_shown(text[line.start : line.end], is_broken=is_broken)
    return line._replace(prefix=" " * (room - cells(shown)), suffix=line.prefix[::-1])
