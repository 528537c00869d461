"""Setting an article only as far as it is looked at, with the same lines as when all of it is set."""

from __future__ import annotations

from datetime import UTC, datetime

from hypothesis import given
from hypothesis import strategies as st

from library import TITLE_BLOCK, Article, Block, BlockKind, Place
from reader.article_layout import Layout

_TEXTS = st.text("ab \n漢-", max_size=60)
_BLOCKS = st.lists(
    st.builds(Block, st.sampled_from(BlockKind), _TEXTS, st.integers(0, 3)), max_size=12
)
_PLACES = st.builds(Place, st.integers(TITLE_BLOCK, 13), st.integers(0, 70))
_LINES = st.integers(0, 80)


def article(*blocks: Block) -> Article:
    return Article("0" * 16, "Title", blocks, None, None, None, None, None, datetime.now(UTC))


def long_article(paragraphs: int = 400) -> Article:
    return article(*[Block(BlockKind.PARAGRAPH, "wort " * 40)] * paragraphs)


@given(
    blocks=_BLOCKS,
    skimmed=st.booleans(),
    asked=st.lists(st.one_of(_PLACES, _LINES), max_size=6),
)
def test_what_is_asked_first_changes_no_answer(
    blocks: list[Block], skimmed: bool, asked: list[Place | int]
) -> None:
    made = article(*blocks)
    whole, lazy = (Layout(made, "meta", 12, skimmed=skimmed) for _ in range(2))
    all_lines = whole.lines
    for one in asked:
        if isinstance(one, Place):
            assert lazy.line_of(one) == whole.line_of(one)
            assert lazy.holds(one) == whole.holds(one)
        else:
            assert lazy.line(one) == (all_lines[one] if one < len(all_lines) else None)
            assert lazy.place_of(one) == whole.place_of(one)
            assert lazy.left(one) == whole.left(one)
    assert lazy.lines == all_lines
    assert lazy.likely_height == len(all_lines)


def test_no_more_is_set_than_is_asked_for() -> None:
    layout = Layout(long_article(), "meta", 40)
    layout.line(100)
    layout.left(90)
    layout.line_of(Place(3, 5))
    assert 100 < layout.known_height < 120
    assert not layout.is_whole


def test_how_long_it_is_likely_to_be_is_near_to_how_long_it_is() -> None:
    layout = Layout(long_article(), "meta", 40)
    layout.line(200)
    likely = layout.likely_height
    assert 0.95 < likely / len(layout.lines) < 1.05


def test_what_is_left_out_of_a_skim_is_left_out_of_what_is_likely() -> None:
    blocks = [Block(BlockKind.PREFORMATTED, "x" * 40)] * 50 + [Block(BlockKind.PARAGRAPH, "a b")]
    layout = Layout(article(*blocks), "meta", 40, skimmed=True)
    assert layout.likely_height >= layout.known_height
    assert len(layout.lines) == 5
