"""Setting text into lines: widths in cells, nothing lost, nothing parted."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rich.cells import cell_len

from library import TITLE_BLOCK, Article, Block, BlockKind, Place, clean_text
from reader.article_layout import Layout
from reader.typeset import Role
from reader.wrapping import wrap

NARROW = st.text("ab-– äß„“…", max_size=120)
# As all text comes: cleaned, so that joiners stand only where emoji are joined.
WIDE = st.text("ab- 김漢👩🏽‍💻❤️é\u0301", max_size=80).map(clean_text)


def lines(text: str, width: int) -> list[str]:
    return [text[start:end] for start, end in wrap(text, width)]


def article(*blocks: Block) -> Article:
    return Article("0" * 16, "Title", blocks, None, None, None, None, None, datetime.now(UTC))


@pytest.mark.parametrize(
    ("text", "width", "expected"),
    [
        ("", 10, [""]),
        ("one two three", 7, ["one two", "three"]),
        ("one two three", 3, ["one", "two", "thr", "ee"]),
        ("Pazifikküstenstraße", 8, ["Pazifikk", "üstenstr", "aße"]),
        ("US-Behörden sagten", 8, ["US-", "Behörden", "sagten"]),
        ("1990-1995 war", 6, ["1990-1", "995", "war"]),
        ("eins\nzwei", 20, ["eins", "zwei"]),
        ("김정은 Kim", 4, ["김정", "은", "Kim"]),
        ("Kim 김정은", 5, ["Kim", "김정", "은"]),
        ("👩🏽‍💻👩🏽‍💻", 2, ["👩🏽‍💻", "👩🏽‍💻"]),
        ("日本、語」だ", 4, ["日", "本、", "語」", "だ"]),
        ("、、、", 2, ["、", "、", "、"]),
        (" aa漢", 3, [" aa", "漢"]),
        ("a b", 0, ["a", "b"]),
    ],
)
def test_lines_break_where_a_reader_expects(text: str, width: int, expected: list[str]) -> None:
    assert lines(text, width) == expected


@settings(max_examples=1000)
@given(text=NARROW | WIDE, width=st.integers(2, 40))
def test_no_line_is_too_wide_and_no_letter_is_lost(text: str, width: int) -> None:
    found = lines(text, width)
    assert all(cell_len(line) <= width for line in found)
    assert re.sub(r"\s", "", "".join(found)) == re.sub(r"\s", "", text)


@given(text=NARROW | WIDE, width=st.integers(1, 40))
def test_lines_come_in_order_and_do_not_overlap(text: str, width: int) -> None:
    spans = list(wrap(text, width))
    assert all(0 <= start <= end <= len(text) for start, end in spans)
    assert all(one[1] <= other[0] for one, other in pairwise(spans))


def test_a_long_word_takes_time_by_its_length() -> None:
    assert len(lines("x" * 1_000_000, 76)) == 13158


def test_a_post_shows_its_attribution_once() -> None:
    text = "So sieht es aus.\n— Ada (@ada) 3. Mai 2024"
    block = Block(BlockKind.QUOTE, text, attribution="Ada (@ada), 3. Mai 2024")
    layout = Layout(article(block), "", 40)
    shown = [(line.role, text[line.start : line.end]) for line in layout.lines if line.block == 0]
    assert shown == [
        (Role.QUOTE, "So sieht es aus."),
        (Role.ATTRIBUTION, "— Ada (@ada) 3. Mai 2024"),
    ]


def test_a_lone_attribution_is_a_quote_of_its_own() -> None:
    text = "— Ada (@ada) 3. Mai 2024"
    layout = Layout(article(Block(BlockKind.QUOTE, text, attribution="Ada")), "", 40)
    assert [line.role for line in layout.lines if line.block == 0] == [Role.ATTRIBUTION]


def test_an_attribution_that_the_text_lacks_is_added() -> None:
    layout = Layout(article(Block(BlockKind.QUOTE, "Ja.", attribution="Ada")), "", 40)
    assert [line.text for line in layout.lines if line.block == 0] == [None, "— Ada"]


def test_list_items_hang_and_stand_close() -> None:
    items = [
        Block(BlockKind.LIST_ITEM, "eins zwei", level=1),
        Block(BlockKind.LIST_ITEM, "b", level=2),
    ]
    layout = Layout(article(*items), "", 8)
    prefixes = [line.prefix for line in layout.lines if line.block >= 0]
    assert prefixes == ["• ", "  ", "  • "]


def test_places_and_lines_answer_each_other() -> None:
    blocks = [Block(BlockKind.PARAGRAPH, "wort " * 50), Block(BlockKind.HEADING, "Kopf", level=2)]
    layout = Layout(article(*blocks), "meta", 20)
    assert layout.line_of(Place(TITLE_BLOCK, 0)) == 0
    for number, line in enumerate(layout.lines):
        if line.role in {Role.PARAGRAPH, Role.HEADING}:
            assert layout.line_of(layout.place_of(number)) == number


LONG = "Dr. Ada Winter kam am 5. September an. Sie blieb lange. Niemand weiß, warum."


def skimmed(*blocks: Block, width: int = 60) -> list[tuple[Role, str, str, str]]:
    """Return role, prefix, text and suffix of the lines of an article that is skimmed."""
    layout = Layout(article(*blocks), "", width, skimmed=True)
    return [
        (line.role, line.prefix, blocks[line.block].text[line.start : line.end], line.suffix)
        for line in layout.lines
        if line.block >= 0 and line.role is not Role.BLANK
    ]


def test_who_skims_reads_headings_and_first_sentences() -> None:
    blocks = (
        Block(BlockKind.PARAGRAPH, LONG),
        Block(BlockKind.HEADING, "Was war. Was wird.", level=2),
        Block(BlockKind.CAPTION, "Ein Bild."),
        Block(BlockKind.PREFORMATTED, "x = 1"),
        Block(BlockKind.LIST_ITEM, "Eins. Zwei.", level=1),
        Block(BlockKind.QUOTE, "Ja. Nein.\n— Ada", attribution="Ada"),
        Block(BlockKind.PARAGRAPH, "Kurz."),
    )
    assert skimmed(*blocks) == [
        (Role.PARAGRAPH, "· ", "Dr. Ada Winter kam am 5. September an.", " …"),
        (Role.HEADING, "", "Was war. Was wird.", ""),
        (Role.LIST_ITEM, "• ", "Eins.", " …"),
        (Role.QUOTE, "▎ ", "Ja.", " …"),
        (Role.PARAGRAPH, "· ", "Kurz.", ""),
    ]


@given(width=st.integers(1, 60))
def test_nothing_that_is_skimmed_is_too_wide(width: int) -> None:
    blocks = [Block(kind, LONG, level=1) for kind in BlockKind]
    for line in Layout(article(*blocks), "", width, skimmed=True).lines:
        text = LONG[line.start : line.end] if line.block >= 0 else ""
        assert cell_len(line.prefix + text + line.suffix) <= width


def test_places_that_are_left_out_are_told_and_lead_to_what_is_shown() -> None:
    blocks = [Block(BlockKind.PARAGRAPH, LONG), Block(BlockKind.PARAGRAPH, LONG)]
    made = article(*blocks)
    layout = Layout(made, "", 60, skimmed=True)
    far = Place(0, LONG.index("Niemand"))
    assert not layout.holds(far)
    assert layout.holds(Place(0, 5))
    assert layout.holds(Place(TITLE_BLOCK, 3))
    assert layout.lines[layout.line_of(far)].block == 0
    assert Layout(made, "", 60).holds(far)


def test_code_points_below_a_line_are_counted() -> None:
    layout = Layout(article(Block(BlockKind.PARAGRAPH, "wort " * 40)), "", 20)
    left = [layout.left(number) for number in range(len(layout.lines) + 1)]
    # Four words a line, with the blanks behind them.
    assert left[0] == 10 * 20
    assert left[layout.line_of(Place(0, 20))] == 9 * 20
    assert left == sorted(left, reverse=True)
    assert left[-1] == layout.left(10_000) == 0


@pytest.mark.parametrize(
    "text", ["ראש הממשלה אמר היום כי הממשלה תדון", "أعلنت الحكومة اليوم عن خطة"]
)
@pytest.mark.parametrize("kind", [BlockKind.PARAGRAPH, BlockKind.QUOTE, BlockKind.LIST_ITEM])
def test_what_is_written_from_right_to_left_ends_at_the_right(kind: BlockKind, text: str) -> None:
    layout = Layout(article(Block(kind, text, level=1)), "", 20)
    lines = [line for line in layout.lines if line.block == 0]
    assert len(lines) > 1
    for line in lines:
        assert cell_len(line.prefix + text[line.start : line.end] + line.suffix) == 20
    assert kind is BlockKind.PARAGRAPH or lines[0].suffix in {" ▎", " •"}


def test_lines_of_code_stay_and_are_seen_to_go_on() -> None:
    text = "if x:\n    y = 'a long line of it'\n\nz"
    layout = Layout(article(Block(BlockKind.PREFORMATTED, text)), "", 20)
    lines = [(li.prefix, text[li.start : li.end]) for li in layout.lines if li.block == 0]
    assert lines == [
        ("  ", "if x:"),
        ("  ", "    y = 'a long li"),
        ("↪ ", "ne of it'"),
        ("  ", ""),
        ("  ", "z"),
    ]


@pytest.mark.parametrize("width", [1, 2, 3, 5, 1000])
def test_any_width_holds_text(width: int) -> None:
    blocks = [Block(kind, "eins zwei", level=1, attribution="Ada") for kind in BlockKind]
    for line in Layout(article(*blocks), "", width).lines:
        if line.text is None and line.block >= 0:
            shown = "eins zwei"[line.start : line.end]
            assert cell_len(line.prefix + shown + line.suffix) <= width
