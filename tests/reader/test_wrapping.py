"""Lines for scripts, hyphens and passages that plain breaking would spoil."""

from __future__ import annotations

import re
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from library import clean_text
from reader.wrapping import SOFT_HYPHEN, as_shown, is_right_to_left, wrap, wrap_whole

SOFT = "Zei\u00adtungs\u00adver\u00adlag und Zei\u00adtung"


def shown(text: str, width: int) -> list[str]:
    return [
        as_shown(text[start:end], is_broken=end < len(text)) for start, end in wrap(text, width)
    ]


def whole(text: str, width: int) -> list[tuple[str, bool]]:
    return [(text[start:end], goes_on) for start, end, goes_on in wrap_whole(text, width)]


@pytest.mark.parametrize(
    ("width", "expected"),
    [
        (40, ["Zeitungsverlag und Zeitung"]),
        (20, ["Zeitungsverlag und", "Zeitung"]),
        (10, ["Zeitungs-", "verlag und", "Zeitung"]),
        (7, ["Zei-", "tungs-", "verlag", "und", "Zeitung"]),
        (6, ["Zei-", "tungs-", "verlag", "und", "Zei-", "tung"]),
        (8, ["Zei-", "tungs-", "verlag", "und Zei-", "tung"]),
    ],
)
def test_soft_hyphens_are_seen_only_where_a_word_is_broken(width: int, expected: list[str]) -> None:
    assert shown(SOFT, width) == expected


@pytest.mark.parametrize("first", ["日本", "xxxx", "👍👍"])
def test_lines_break_after_hyphens_whatever_stands_beside_them(first: str) -> None:
    assert shown(f"{first} Kurz-Wort-Kette und -5", 10) == [
        f"{first} Kurz-", "Wort-Kette", "und -5",
    ]  # fmt: skip


@given(
    st.text(f"ab {SOFT_HYPHEN}ü漢", max_size=60),
    st.integers(2, 30),
)
def test_no_line_with_soft_hyphens_is_too_wide_and_nothing_is_lost(text: str, width: int) -> None:
    assert all(cell_len(line) <= width for line in shown(text, width))
    spans = list(wrap(text, width))
    assert all(one[1] <= other[0] for one, other in pairwise(spans))
    kept = "".join(text[start:end] for start, end in spans)
    assert re.sub(f"[ {SOFT_HYPHEN}]", "", kept) == re.sub(f"[ {SOFT_HYPHEN}]", "", text)


@pytest.mark.parametrize(
    ("text", "width", "expected"),
    [
        ("def f():\n    return 1", 40, [("def f():", False), ("    return 1", False)]),
        ("    abcdef", 6, [("    ab", False), ("cdef", True)]),
        ("a\n\nb", 3, [("a", False), ("", False), ("b", False)]),
        ("漢字漢字", 5, [("漢字", False), ("漢字", True)]),
        ("abc", 0, [("a", False), ("b", True), ("c", True)]),
        ("", 5, [("", False)]),
        ("a  b  c", 3, [("a  ", False), ("b  ", True), ("c", True)]),
    ],
)
def test_what_is_set_whole_keeps_every_blank(
    text: str, width: int, expected: list[tuple[str, bool]]
) -> None:
    assert whole(text, width) == expected


@given(st.text("ab \n漢👩🏽‍💻é\u0301", max_size=60).map(clean_text), st.integers(2, 20))
def test_nothing_of_what_is_set_whole_is_lost(text: str, width: int) -> None:
    lines = whole(text, width)
    assert all(cell_len(line) <= width for line, _ in lines)
    joined = "".join(line if goes_on else f"\n{line}" for line, goes_on in lines)
    assert joined == f"\n{text}"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("ראש הממשלה", True),
        ("أعلنت الحكومة", True),
        ("„12“ ראש", True),
        ("Der Name ראש steht hier", False),
        ("2024", False),
        ("", False),
    ],
)
def test_the_first_letter_tells_the_direction(text: str, expected: bool) -> None:
    assert is_right_to_left(text) is expected
