"""The parts of a line of text, each in its style: pure but for the styles."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import TypeVar

from rich.cells import split_graphemes
from rich.segment import Segment
from rich.style import Style

from library import Hit, Mention
from reader.typeset import Line
from reader.wrapping import as_shown, is_narrow

Span = tuple[int, int, Style]
"""First code point of something marked, one past its last, and how it looks."""

_Marked = TypeVar("_Marked", Mention, Hit)


def within(spans: Sequence[_Marked], line: Line) -> Sequence[_Marked]:
    """Return those of `spans`, which are in reading order and do not overlap, that touch a line."""
    first = bisect_right(spans, (line.block, line.start), key=lambda span: (span.block, span.end))
    last = bisect_left(spans, (line.block, line.end), key=lambda span: (span.block, span.start))
    return spans[first:last]


def painted(text: str, line: Line, spans: Sequence[Span], base: Style) -> Iterator[Segment]:
    """Yield the parts of a line of a block with this `text`, what is marked by `spans` in its style.

    Spans may overlap; of two that say different things the later has its way. They cover whole signs:
    where an edge would part what is drawn together, such as an emoji of several, it is moved out.
    """
    shown = text[line.start : line.end]
    if not is_narrow(shown):
        spans = _on_signs(shown, line.start, spans)
    position = line.start
    for start, end, style in _parted(line, spans):
        if start > position:
            yield _segment(text, line, position, start, base)
        yield _segment(text, line, start, end, base + style)
        position = end
    if position < line.end or position == line.start:
        yield _segment(text, line, position, line.end, base)


def _segment(text: str, line: Line, start: int, end: int, style: Style) -> Segment:
    is_broken = end == line.end < len(text)
    return Segment(as_shown(text[start:end], is_broken=is_broken), style)


def _parted(line: Line, spans: Sequence[Span]) -> Iterator[Span]:
    """Yield what is marked within a line, in order and not overlapping."""
    edges = sorted({edge for start, end, _ in spans for edge in (start, end)})
    for left, right in pairwise(edges):
        start, end = max(left, line.start), min(right, line.end)
        covering = [style for s, e, style in spans if s <= left and right <= e]
        if start < end and covering:
            yield start, end, Style.combine(covering)


def _on_signs(shown: str, offset: int, spans: Sequence[Span]) -> Sequence[Span]:
    """Return `spans` with their edges where signs of `shown`, which begins at `offset`, begin and end."""
    signs = [(offset + begin, offset + end) for begin, end, _ in split_graphemes(shown)[0]]
    moved = list[Span]()
    for start, end, style in spans:
        first = next((b for b, e in signs if b < start < e), start)
        last = next((e for b, e in signs if b < end < e), end)
        moved.append((first, last, style))
    return moved
