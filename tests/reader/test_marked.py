"""Marked lines keep their columns, whatever stands in them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style

from library import Snippet
from reader.formats import shorten
from reader.widgets.marked import excerpt, marked, told_below

BASE, MARK = Style(dim=True), Style(underline=True)
LETTERS = "ab e\u0301日本👩\u200d🚀\ufe0f[/]ß"


def said(segments: list[Segment]) -> str:
    return "".join(segment.text for segment in segments)


def underlined(segments: list[Segment]) -> list[str]:
    return [s.text for s in segments if s.style is not None and s.style.underline]


@given(st.text(alphabet=LETTERS, max_size=40), st.data(), st.integers(-1, 30))
def test_a_marked_line_says_what_it_says_unmarked(
    text: str, data: st.DataObject, width: int
) -> None:
    edges = data.draw(st.lists(st.integers(0, len(text)), max_size=6).map(sorted))
    spans = list(zip(edges[::2], edges[1::2], strict=False))
    segments = marked(text, spans, width, BASE, MARK)
    assert said(segments) == shorten(text, width)
    assert sum(cell_len(segment.text) for segment in segments) == cell_len(shorten(text, width))
    assert sum(cell_len(segment.text) for segment in segments) <= max(0, width)


def test_marks_end_where_the_text_is_cut() -> None:
    segments = marked("eins zwei drei", [(0, 4), (5, 9), (10, 14)], 8, BASE, MARK)
    assert said(segments) == "eins zw…"
    assert underlined(segments) == ["eins", "zw"]


@pytest.mark.parametrize("text", ["日本語 Kohle", "👩\u200d🚀 Kohle", "e\u0301 Kohle", "[b] Kohle"])
def test_marks_stand_behind_wide_signs_as_behind_others(text: str) -> None:
    start = text.index("Kohle")
    assert underlined(marked(text, [(start, start + 5)], 40, BASE, MARK)) == ["Kohle"]


@given(st.integers(0, 60))
def test_the_first_hit_is_in_view(width: int) -> None:
    text = "was davor steht und zwar recht lange, Kohle und was danach kommt"
    start = text.index("Kohle")
    snippet = Snippet(text=text, hits=((start, start + 5),), is_cut=True)
    segments = excerpt(snippet, width, BASE, MARK)
    assert sum(cell_len(segment.text) for segment in segments) <= width
    if width >= 12:
        assert underlined(segments) == ["Kohle"]
        assert said(segments)[0] == "…"


def test_what_the_title_tells_is_not_told_again() -> None:
    title = "Kohle für alle"
    whole = Snippet(title=((0, 5),), is_all_in_title=True, text="Die Kohle", hits=((4, 9),))
    assert told_below(title, whole, 40) is None
    assert told_below(title, Snippet(), 40) is None
    part = Snippet(title=((0, 5),), text="Der Strom", hits=((4, 9),))
    assert told_below(title, part, 40) is part


def test_what_the_title_has_no_room_for_is_told_below() -> None:
    title = "Es gibt wieder Kohle"
    whole = Snippet(title=((15, 20),), is_all_in_title=True, text="Die Kohle", hits=((4, 9),))
    assert told_below(title, whole, 12) is whole
    only = Snippet(title=((15, 20),), is_all_in_title=True)
    below = told_below(title, only, 12)
    assert below is not None
    assert said(excerpt(below, 12, BASE, MARK)) == "…Kohle"
