"""One definition of a word and of its folded form, for the index, queries and hits."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from library.words import fold, folded_words, words

PIECES = [
    "a",
    "e",
    "ae",
    "Ä",
    "ä",
    "ö",
    "ue",
    "ü",
    "ß",
    "ẞ",
    "É",
    "é",
    "́",
    "ͅ",
    "ᾳ",
    "İ",
    "ı",
    "ŉ",
    "ﬁ",
    "æ",
    "Ł",
    "_",
    "-",
    "'",
    ".",
    "\xad",
    "\n",
    "1",
    "²",
    "½",
    "क़",
    "क",
    "़",
    "が",
    "か",
    "゙",
    "آ",
    "שׁ",
    "한",
    "한",
    "日本",
    "𝔞",
    "😀",
    "�",
    "\x00",
    "¶",
]
TEXTS = st.text() | st.lists(st.sampled_from(PIECES), max_size=30).map("".join)


@pytest.mark.parametrize(
    "spellings",
    [
        ("Bär", "Baer", "bar", "BÄR", "Ba\u0308r"),
        ("Straße", "Strasse", "STRASSE", "STRAẞE"),
        ("Köln", "Koeln", "Koln"),
        ("Müller", "Mueller", "MULLER"),
        ("Europäer", "Europaeer", "EUROPÄER"),
        ("Jubiläen", "Jubilaeen"),
        ("Café", "cafe", "CAFE\u0301"),
        ("Łódź", "lodz"),
        ("Ærø", "aero", "AERO"),
        ("İstanbul", "istanbul", "Istanbul"),
        ("ΑΘΉΝΑ", "αθηνα"),
        ("Йод", "Иод"),
    ],
)
def test_spellings_of_one_word_are_one(spellings: tuple[str, ...]) -> None:
    assert len({fold(spelling) for spelling in spellings}) == 1


@pytest.mark.parametrize(
    ("one", "other"), [("Haus", "Maus"), ("Bär", "Ber"), ("Masse", "Mase"), ("1", "²")]
)
def test_other_words_stay_other_words(one: str, other: str) -> None:
    assert fold(one) != fold(other)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("US-Regierung, heißt es.", ["us", "regierung", "heisst", "es"]),
        ("don't_stop", ["don", "t", "stop"]),
        ("20:15 Uhr, 3,5 %", ["20", "15", "uhr", "3", "5"]),
        ("(@Park_amtlich)", ["park", "amtlich"]),
        ("박민호 日本", [unicodedata.normalize("NFD", "박민호"), "日本"]),
        (" \n–…„“", []),
        ("", []),
    ],
)
def test_words_are_runs_of_letters_and_digits(text: str, found: list[str]) -> None:
    assert folded_words(text) == found


def test_places_are_those_of_the_text_as_it_stands() -> None:
    text = "»Ko\u0308ln« — Große STRASSE"
    assert [text[word.start : word.end] for word in words(text)] == [
        "Ko\u0308ln",
        "Große",
        "STRASSE",
    ]


@given(TEXTS)
def test_the_fast_way_and_the_way_with_places_agree(text: str) -> None:
    found = list(words(text))
    assert folded_words(text) == [word.folded for word in found]
    end = 0
    for word in found:
        assert end <= word.start < word.end <= len(text)
        assert folded_words(text[word.start : word.end]) == [word.folded]
        end = word.end


def test_they_agree_for_every_character_that_folding_changes() -> None:
    changed = [character for character in map(chr, range(0x110000)) if fold(character) != character]
    text = "\n".join(f"x{character}y {character}" for character in changed)
    assert folded_words(text) == [word.folded for word in words(text)]


@given(TEXTS, st.integers(0, 40))
def test_what_is_typed_so_far_is_a_prefix_of_the_word(text: str, length: int) -> None:
    for word in folded_words(text):
        assert fold(word) == word
        assert word.startswith(fold(word[:length]))
