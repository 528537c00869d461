"""A line of outside text with places marked in it, in no more cells than there are."""

from __future__ import annotations

from collections.abc import Iterable

from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style

from library import Snippet
from reader.formats import shorten
from reader.signs import sign

_CUT = "…"


def marked(
    text: str, spans: Iterable[tuple[int, int]], width: int, base: Style, mark: Style
) -> list[Segment]:
    """Return `text` in at most `width` cells, what is within `spans` in the style `mark` on `base`.

    The spans are in order and do not overlap.
    """
    shown = shorten(text, width)
    end = _kept(text, shown)
    segments, position = list[Segment](), 0
    for first, last in spans:
        first, last = min(first, end), min(last, end)
        if first < last:
            segments.append(Segment(shown[position:first], base))
            segments.append(Segment(shown[first:last], base + mark))
            position = last
    segments.append(Segment(shown[position:], base))
    if len(segments) > 1 and sum(cell_len(part.text) for part in segments) != cell_len(shown):
        # An edge parts what is one sign only together; the columns count for more than the mark.
        return [Segment(shown, base)]
    return segments


def told_below(title: str, snippet: Snippet, width: int) -> Snippet | None:
    """Return what is to be shown below a title of which `width` cells are seen; None if that tells all."""
    last = snippet.title[-1][1] if snippet.title else 0
    if snippet.is_all_in_title and last <= _kept(title, shorten(title, width)):
        return None
    if snippet.text:
        return snippet
    return Snippet(text=title, hits=snippet.title) if snippet.title else None


def _kept(text: str, shown: str) -> int:
    """Return how many code points of a text are shown, if it was shortened to `shown`."""
    return len(shown) if text.startswith(shown) else len(shown) - 1  # the last is an ellipsis


def excerpt(snippet: Snippet, width: int, base: Style, mark: Style) -> list[Segment]:
    """Return the text of a snippet in at most `width` cells, from where its first hit is in view."""
    text, begin, is_cut = snippet.text, 0, snippet.is_cut
    first = snippet.hits[0][0] if snippet.hits else 0
    while begin < first and cell_len(text[begin:first]) > width // 3:
        begin, is_cut = text.find(" ", begin, first) + 1 or first, True
    spans = ((start - begin, end - begin) for start, end in snippet.hits)
    if not is_cut or width < 1:
        return marked(text[begin:], spans, width, base, mark)
    return [Segment(sign(_CUT), base), *marked(text[begin:], spans, width - 1, base, mark)]
