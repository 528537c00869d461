"""Outside text can neither act on a terminal nor hide in it, and what people write stays."""

from __future__ import annotations

import json
import re
import unicodedata

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from library.clean import MAX_MARKS, clean_line, clean_text, escape_json, is_safe

VISIBLE_FORMATS = {*range(0x600, 0x606), 0x6DD, 0x70F, 0x890, 0x891, 0x8E2, 0x110BD, 0x110CD}
"""Signs that Unicode counts among the format characters although they have a shape."""
NEWLINES = re.compile("\r\n|[\r\n\x0b\x0c\x85\u2028\u2029]")
FAMILY = "👩\u200d👩\u200d👧"
PIECES = [
    "a",
    "ä",
    "1",
    "#",
    "*",
    "☺",
    "❤",
    "👩",
    "🏽",
    "👧",
    "\u200d",
    "️",
    "︎",
    "⃣",
    "́",
    "ͅ",
    "\x1b",
    "[2J",
    "\x9b",
    "\x00",
    "\x7f",
    "\x85",
    "\t",
    "\r",
    "\n",
    "\u2028",
    "\u202e",
    "\u2069",
    "\u200b",
    "\ufeff",
    "\xad",
    "�",
    "\U000e0041",
    "ㅤ",
    "�",
    "क",
    "ि",
    "한",
]
MARKS = re.compile("[^\x00-\u02ff]{9,}")
TEXTS = st.text() | st.lists(st.sampled_from(PIECES), max_size=40).map("".join)


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("\x1b[31mrot\x1b[0m", "␛[31mrot␛[0m"),
        ("\x1b]8;;https://example.org\x07hier\x1b]8;;\x07", "␛]8;;https://example.org␇hier␛]8;;␇"),
        ("\x1b]52;c;ZXZpbA==\x1b\\", "␛]52;c;ZXZpbA==␛\\"),
        ("\x9b2J und \x9d0;x\x9c", "\ufffd2J und \ufffd0;x\ufffd"),
        ("a\x7fb\x00c\x08d", "a\ufffdb␀c␈d"),
        ("a\u202ecod.exe\u202c", "a\ufffdcod.exe\ufffd"),
        ("\u2066links\u2069 \u061crechts\u200f", "\ufffdlinks\ufffd \ufffdrechts\ufffd"),
        ("null\u200bbreit\u2060\u200c", "null\ufffdbreit\ufffd"),
        ("🏴\U000e0067\U000e0062\U000e007f", "🏴\ufffd"),
        ("halb \ud83d, halb \udc00", "halb \ufffd, halb \ufffd"),
        ("Zick\xadzack", "Zickzack"),
        ("\ufeffAnfang \ufeffMitte", "Anfang \ufffdMitte"),
        ("a\tb", "a    b"),
        ("\u3164\uffa0\u115f leer", "\ufffd leer"),
        ("A\u0301\u200dB\ufe0f", "A\u0301\ufffdB\ufffd"),
        ("Hieroglyphe\U00013430", "Hieroglyphe\ufffd"),
    ],
)
def test_what_a_terminal_would_obey_or_not_show_is_seen(text: str, shown: str) -> None:
    assert clean_text(text) == shown


@pytest.mark.parametrize(
    "text",
    [
        "Grüße aus Köln – „heißt es“, 5 € und 3 %",
        "❤️ ☺︎ 1️⃣ #️⃣ 👍🏽",
        FAMILY,
        "🏳️\u200d🌈",
        "Cafe\u0301 und n̈",
        "हिन्दी ภาษาไทย 한국어 日本語 עברית",
        "\u0644\u064e\u0651",
        "﷽ ☃ 𝔞",
        "zwei  Leerzeichen\u00a0und Zeilen\nuntereinander\n",
        "a" + "\u0301" * MAX_MARKS,
    ],
)
def test_what_people_write_stays(text: str) -> None:
    assert clean_text(text) == text


@pytest.mark.parametrize("base", ["a", "क", "☺", "\n"])
def test_floods_of_marks_are_dammed(base: str) -> None:
    flood = base + "\u0301\u0489\u0323" * 400 + "b"
    assert clean_text(flood) == flood[: 1 + MAX_MARKS] + "b"


@pytest.mark.parametrize("newline", ["\r\n", "\r", "\x0b", "\x0c", "\x85", "\u2028", "\u2029"])
def test_every_newline_is_one_newline(newline: str) -> None:
    assert clean_text(f"a{newline}b{newline}{newline}c") == "a\nb\n\nc"
    assert clean_line(f" a{newline}b{newline}{newline} c ") == "a b c"


def test_no_character_at_all_controls_or_hides() -> None:
    cleaned = set(clean_text("a".join(map(chr, range(0x110000)))))
    unwanted = {"Cc", "Cf", "Cs", "Zl", "Zp"}
    left = {c for c in cleaned if unicodedata.category(c) in unwanted and c != "\n"}
    assert {ord(character) for character in left} <= VISIBLE_FORMATS


@given(TEXTS)
@example("\x1f\U0001f3fb\ufe0e")
def test_cleaning_again_changes_nothing(text: str) -> None:
    assert clean_text(clean_text(text)) == clean_text(text)
    assert clean_line(clean_line(text)) == clean_line(text)


@given(TEXTS)
def test_nothing_unwanted_is_left_of_any_text(text: str) -> None:
    cleaned = clean_text(text)
    assert cleaned.count("\n") == len(NEWLINES.findall(text))
    for character in re.sub(r"[\u200d\ufe0e\ufe0f\n]", "", cleaned):
        category = unicodedata.category(character)
        assert category not in {"Cc", "Cs"}
        assert category != "Cf" or ord(character) in VISIBLE_FORMATS
    assert not re.search(
        "(?:^|[^\u2100-\u2bff\ufe0e\ufe0f🀀-\U0001faff©®‼⁉〰〽㊗㊙])\u200d", cleaned
    )


@given(TEXTS)
def test_a_line_is_one_line(text: str) -> None:
    line = clean_line(text)
    assert "\n" not in line
    assert line == " ".join(line.split())


@given(TEXTS)
@example("👩\u200d👩")
@example("a\u200d")
@example("Zick\xadzack")
def test_what_is_clean_is_safe_and_nothing_else(text: str) -> None:
    line = clean_text(text).replace("\n", " ")
    assert is_safe(line)
    if is_safe(text):
        assert len(clean_text(text)) == len(text) or MARKS.search(text)
        assert "\n" not in clean_text(text)


@given(TEXTS | st.text(st.sampled_from('\x7f\x9b\u2028\x85\xad\U000e0041\udc80👩\u200d\\"')))
def test_json_says_the_same_and_cannot_act(text: str) -> None:
    line = escape_json(json.dumps({text: [text]}, ensure_ascii=False))
    assert is_safe(line)
    # Half of a pair is escaped as well, so that it can be written at all.
    assert json.loads(line.encode()) == json.loads(json.dumps({text: [text]}))


def test_json_of_emoji_and_letters_stays_as_it_is() -> None:
    line = json.dumps(f"Grüße {FAMILY} 漢字 é 1️⃣", ensure_ascii=False)
    assert escape_json(line) == line
