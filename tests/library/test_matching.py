"""What is typed is found in an article as searches find it, at the right code points."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from library import TITLE_BLOCK, Article, Block, BlockKind, Finder, Place
from library.words import fold, words

TEXTS = (
    "Straße",
    "Mueller",
    "Müller",
    "Ma\u0308rz",
    "İstanbul",
    "ae",
    "ﬁ",
    "박",
    "Zei\u00adtung",
    "é",
    " ",
)


def article(*texts: str, title: str = "Titel") -> Article:
    blocks = tuple(Block(BlockKind.PARAGRAPH, text) for text in texts)
    return Article("0" * 16, title, blocks, None, None, None, None, None, datetime.now(UTC))


def found(text: str, sought: str) -> list[str]:
    return [text[hit.start : hit.end] for hit in Finder(article(text)).find(sought)]


@pytest.mark.parametrize(
    ("text", "sought", "expected"),
    [
        ("Der Müller mahlt, sagt Mueller.", "muller", ["Müller", "Mueller"]),
        ("Der Müller mahlt, sagt Mueller.", "MUELLER", ["Müller", "Mueller"]),
        ("Der Müller mahlt, sagt Mueller.", "mü", ["Mü", "Mue"]),
        ("Straße und Strasse", "ss", ["ß", "ss"]),
        ("Straße und Strasse", "STRASSE", ["Straße", "Strasse"]),
        ("Café, cafe\u0301, CAFE", "café", ["Café", "cafe\u0301", "CAFE"]),
        ("Bauern, aktuell", "ern", ["ern"]),
        ("Bauern, aktuell", "tuell", ["tuell"]),
        ("Zei\u00adtung", "zeitung", ["Zei\u00adtung"]),
        ("neue\nZeile\u00a0da", "neue zeile da", ["neue\nZeile\u00a0da"]),
        ("a.b a+b", "a.b", ["a.b"]),
        ("ŁÓDŹ und Lodz", "łódź", ["ŁÓDŹ", "Lodz"]),
        ("aaaa", "aa", ["aa", "aa"]),
        ("Min-ho Park (박민호)", "민호", ["민호"]),
        ("nichts", "", []),
        ("nichts", "\u0301", []),
        ("nichts", "viel", []),
    ],
)
def test_what_is_typed_is_found_as_people_spell_it(
    text: str, sought: str, expected: list[str]
) -> None:
    assert found(text, sought) == expected


def test_title_and_blocks_are_searched_each_for_itself() -> None:
    hits = Finder(article("zwei", "eins zwei", title="Eins")).find("eins")
    assert [(hit.block, hit.start, hit.end) for hit in hits] == [(TITLE_BLOCK, 0, 4), (1, 0, 4)]
    assert not Finder(article("zwei", "eins")).find("zweieins")
    assert not Finder(article("zwei", "eins")).find("zwei eins")


def test_the_next_is_found_from_any_place() -> None:
    matches = Finder(article("Äaä", "b", "ä")).find("a")
    places = [Place(0, 0), Place(0, 1), Place(0, 3), Place(1, 0), Place(2, 0), Place(2, 1)]
    assert [matches.from_place(place) for place in places] == [0, 1, 3, 3, 3, 4]
    assert [hit.block for hit in matches[2:]] == [0, 2]


def test_those_of_a_line_are_told_with_their_numbers() -> None:
    matches = Finder(article("x", "Große Straße, straßab")).find("strass")
    assert [(n, h.start, h.end) for n, h in matches.within(1, 0, 8)] == [(0, 6, 11)]
    assert [(n, h.start, h.end) for n, h in matches.within(1, 10, 21)] == [(0, 6, 11), (1, 14, 19)]
    assert list(matches.within(0, 0, 1)) == []


@given(st.lists(st.sampled_from(TEXTS), max_size=8).map("".join))
def test_every_word_is_found_where_it_stands(text: str) -> None:
    finder = Finder(article(text))
    for word in words(text):
        hits = list(finder.find(text[word.start : word.end]))
        assert any(hit.start <= word.start and hit.end >= word.end for hit in hits), word


@given(st.text(max_size=30), st.text(max_size=3))
def test_what_is_found_is_what_was_sought(text: str, sought: str) -> None:
    matches = Finder(article(text)).find(sought)
    hits = list(matches)
    assert all(0 <= hit.start < hit.end <= len(text) or hit.block < 0 for hit in hits)
    assert [h for _, h in matches.within(0, 0, len(text))] == [h for h in hits if h.block == 0]
    if sought.isascii() and sought.isalnum():
        assert all(fold(sought) in fold(text[h.start : h.end]) for h in hits if h.block == 0)
