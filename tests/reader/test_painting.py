"""What is marked in a line is marked at the right cells, whatever is in it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len
from rich.style import Style

from library import clean_text
from reader.typeset import Line, Role
from reader.widgets.painting import painted
from reader.wrapping import as_shown, wrap

BASE, BOLD, RED = Style(dim=True), Style(bold=True), Style(color="red")
WIDE = st.text("ab- 김漢👩🏽‍💻❤️é\u0301\u00ad", max_size=40).map(
    lambda text: "\u00ad".join(map(clean_text, text.split("\u00ad")))
)


def marked(text: str, spans: list[tuple[int, int, Style]]) -> list[tuple[str, Style]]:
    """Return what is drawn on one line in another style than the rest."""
    line = Line(Role.PARAGRAPH, 0, 0, len(text))
    return [
        (segment.text, segment.style)
        for segment in painted(text, line, spans, BASE)
        if segment.style is not None and segment.style != BASE
    ]


@pytest.mark.parametrize(
    ("text", "span", "expected"),
    [
        ("in Wien", (3, 7), "Wien"),
        ("漢字 Wien", (3, 7), "Wien"),
        ("ab 👩🏽‍💻 cd", (4, 5), "👩🏽‍💻"),
        ("Cafe\u0301s", (0, 4), "Cafe\u0301"),
        ("Zei\u00adtung", (0, 9), "Zeitung"),
    ],
)
def test_whole_signs_are_marked(text: str, span: tuple[int, int], expected: str) -> None:
    assert marked(text, [(*span, BOLD)]) == [(expected, BASE + BOLD)]


def test_of_two_marks_the_later_has_its_way_where_both_are() -> None:
    found = marked("abcdef", [(0, 4, BOLD), (2, 6, RED)])
    assert found == [("ab", BASE + BOLD), ("cd", BASE + BOLD + RED), ("ef", BASE + RED)]


def test_a_mark_that_goes_on_in_the_next_line_is_in_both() -> None:
    text = "aaa Neu York bbb"
    spans = [(4, 12, BOLD)]
    drawn = [
        [s.text for s in painted(text, Line(Role.PARAGRAPH, 0, a, b), spans, BASE)]
        for a, b in wrap(text, 8)
    ]
    assert drawn == [["aaa ", "Neu"], ["York", " bbb"]]


@given(
    text=WIDE,
    width=st.integers(2, 20),
    edges=st.lists(st.tuples(st.integers(0, 40), st.integers(0, 40)), max_size=4),
)
def test_no_mark_moves_a_column_or_loses_a_letter(
    text: str, width: int, edges: list[tuple[int, int]]
) -> None:
    spans = [(min(pair), max(pair), BOLD) for pair in edges]
    for start, end in wrap(text, width):
        line = Line(Role.PARAGRAPH, 0, start, end)
        parts = [segment.text for segment in painted(text, line, spans, BASE)]
        shown = as_shown(text[start:end], is_broken=end < len(text))
        assert "".join(parts) == shown
        assert sum(map(cell_len, parts)) == cell_len(shown)
