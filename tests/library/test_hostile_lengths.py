"""What somebody made to take long takes no longer than its length: each of these took minutes, or for ever."""

from __future__ import annotations

import re
import time
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from library.errors import Refused
from library.intake.feeds.naming import feeds_in
from library.intake.formats import read_document
from library.models import Article, Block, BlockKind
from library.search import find_hits, parse
from library.search.nodes import Wild
from library.splitting import first_sentence
from library.store.holding import holds
from library.store.rows import encode_blocks
from library.words import fold
from tests.library.making import article, heading, paragraph

_COMMENTS = b"<!---->" * 2_000
_LETTERS = "a" * 200_000
_PAGE = b"<!doctype html><title>Title</title><p>Some text.</p>"


def _sections() -> object:
    return article("Title", *(heading(f"{n}") for n in range(100_000))).sections


def _hits() -> object:
    found = article("Waffen", paragraph(_LETTERS), paragraph("Feuerwaffen"))
    return find_hits(parse("*waffen* *a*a*a*b"), found)


def _held() -> object:
    blocks = encode_blocks((paragraph(_LETTERS),))
    return holds("*a*a*a*b", "", "Titel", blocks)


@pytest.mark.parametrize(
    "do",
    [
        lambda: feeds_in(_COMMENTS + _PAGE, "https://example.org/"),
        lambda: read_document(_COMMENTS + _PAGE, "a.html"),
        lambda: fold(_LETTERS + "e" * 200_000),
        lambda: first_sentence("Dr. " * 100_000),
        lambda: first_sentence(" " * 100_000 + "Dr. " * 100_000),
        _sections,
        _hits,
        _held,
    ],
    ids=["feeds", "page", "folding", "titles", "blanks", "sections", "hits", "held"],
)
def test_it_takes_no_time_to_speak_of(do: Callable[[], object]) -> None:
    begun = time.process_time()
    do()
    assert time.process_time() - begun < 5


@pytest.mark.parametrize(
    ("top", "is_feed"),
    [
        (b"", True),
        (b'\xef\xbb\xbf \n<?xml version="1.0"?>\n<!-- one -- two --> <!--\n-->\n', True),
        (b"<!-- not closed ", False),
        (b"text ", False),
        (b"<!---->" * 100, True),
    ],
)
def test_what_stands_before_a_feed_does_not_matter(top: bytes, is_feed: bool) -> None:
    address = "https://example.org/feed"
    feed = top + b'<rss version="2.0"><channel></channel></rss>'
    assert feeds_in(feed, address) == ((address,) if is_feed else ())
    if is_feed:
        with pytest.raises(Refused, match="is a feed"):
            read_document(feed, "a.xml")


_AB = st.text("ab", max_size=9)


@given(st.text("ab*", min_size=1, max_size=8), _AB)
def test_open_words_stand_for_what_they_say(pattern: str, word: str) -> None:
    fits = re.fullmatch(pattern.replace("*", ".*"), word) is not None
    assert Wild(pattern).fits(word) == fits
    assert Wild(pattern).may_be_in(word) or not fits


@given(st.text("aeouüäbé ", max_size=12))
def test_no_spelt_umlaut_is_left(text: str) -> None:
    assert not re.search("[aou]e", fold(text))
    assert fold(fold(text)) == fold(text)


@given(st.lists(st.integers(0, 4), max_size=12))
def test_a_section_ends_where_the_next_of_its_level_or_above_begins(levels: list[int]) -> None:
    blocks = [
        Block(BlockKind.HEADING, "x", level=level) if level else paragraph("x") for level in levels
    ]
    made: Article = article("Title", *blocks)
    for section in made.sections:
        if section.heading is None:
            assert not any(levels[: section.end])
            continue
        level = levels[section.heading]
        assert section.start == section.heading
        assert all(not one or one > level for one in levels[section.start + 1 : section.end])
        assert section.end == len(levels) or 0 < levels[section.end] <= level
