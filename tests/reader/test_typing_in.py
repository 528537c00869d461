"""Bytes of a terminal become keys, pastes and clicks; no bytes make that fail."""

from __future__ import annotations

import random
import time
from collections.abc import Iterable

import pytest
from textual.events import Key, MouseDown, Paste
from textual.message import Message

from reader.typing_in import MOST_PASTED, TypedIn

PIECES = (
    *(b"a", "ä".encode(), "한".encode(), b"\x1b[A", b"\x1bOP", b"\x1bx", b"\r", b"\x7f", b"\x00"),
    *(b"\x1b[<0;10;5M", b"\x1b[<0;10;5m", b"\x1b[<64;1;1M", b"\x1b[I", b"\x1b[O", b"\x1b[97;5u"),
    *(b"\x1b[200~two\nlines\x1b[201~", b"\x1b[200~\x1b[201~", b"\x1b[200~\x1b[A\x1b[200\x1b[201~"),
    *(b"\x1b[" + b"9" * 80 + b"u", b"\x1b[?2026;2$y", b"\x1b[48;24;80;480;640t", b"\x1b[24;80R"),
)
"""What terminals send, and a sequence that none does."""

HOSTILE = (
    *(b"\xff", b"\xc3", b"\xe2\x82", b"\xf5\x80\x80\x80", b"\xed\xa0\x80", b"\x9b", b"\x80\x90"),
    *(
        b"\x1b[<0;",
        b"\x1b[<0;99999999;99999999M",
        b"\x1b[<0;-1;-1M",
        b"\x1b[M",
        b"\x1b[M\xff\xff\xff",
    ),
    *(b"\x1b[1114112u", b"\x1b[99999999999u", b"\x1b[55555;5u", b"\x1b[97;1:2:3;4u", b"\x1b[;;u"),
    *(b"\x1b[48;0;0;0;0t\x1b[<0;1;1M", b"\x1b[48;1;1;0;0t\x1b[<0;1;1M", b"\x1b[99999999999;5R"),
    *(b"\x1b]0;x\x07", b"\x1bP1$r\x1b\\", b"\x1b_x", b"\x1b" * 50, b"\x00" * 100, b"\x1b[200~"),
    *(b"\x1b[201~", b"\x1b[200~\xff\x1b[201~", b"\x1b[" + b";" * 5000, b"\x1b[\xff", b"\x1b[ "),
)
"""What no terminal should send."""


def told(messages: Iterable[Message]) -> list[tuple[object, ...]]:
    """Return of each message what tells it from others."""
    return [
        (
            type(one).__name__,
            getattr(one, "key", None),
            getattr(one, "character", None),
            getattr(one, "text", None),
            getattr(one, "x", None),
        )
        for one in messages
    ]


def keys(typed: TypedIn, data: bytes) -> list[str]:
    """Return the keys that are read of `data`."""
    return [one.key for one in (*typed.feed(data), *typed.rest()) if isinstance(one, Key)]


def test_a_letter_cut_in_two_by_reads_is_that_letter() -> None:
    typed = TypedIn("utf-8")
    assert not list(typed.feed(b"\xc3"))
    assert keys(typed, b"\xa4j") == ["ä", "j"]


def test_what_is_no_text_is_read_as_such_and_what_follows_as_ever() -> None:
    assert keys(TypedIn("utf-8"), b"\xff\xc3jk")[-2:] == ["j", "k"]
    assert keys(TypedIn("latin-1"), b"\xe4") == ["ä"]


def test_nothing_that_comes_makes_it_fail_nor_deaf(monkeypatch: pytest.MonkeyPatch) -> None:
    for hostile in HOSTILE:
        typed = TypedIn("utf-8")
        list(typed.feed(hostile))
        # Half a letter, or half a sequence, takes at most what follows at once along.
        monkeypatch.setattr("textual._parser.get_time", lambda: time.monotonic() + 1)
        list(typed.rest())
        monkeypatch.undo()
        end = b"" if hostile != b"\x1b[200~" else b"\x1b[201~"  # the end of a paste may be far
        assert keys(typed, end + b"jk")[-1] == "k", hostile


def test_it_does_not_matter_where_reads_cut_what_comes() -> None:
    for seed in range(300):
        chance = random.Random(seed)
        data = b"".join(chance.choices(PIECES, k=12)) + b"end"
        cuts = sorted(chance.choices(range(len(data)), k=chance.randrange(1, 20)))
        typed, whole = TypedIn("utf-8"), TypedIn("utf-8")
        parts = zip([0, *cuts], [*cuts, len(data)], strict=True)
        cut = [one for start, end in parts for one in typed.feed(data[start:end])]
        assert told(cut) == told(whole.feed(data)), f"seed {seed}"


def test_a_sequence_that_is_too_long_is_no_keys() -> None:
    assert keys(TypedIn("utf-8"), b"d\x1b[" + b"9" * 5000 + b"uj") == ["d", "j"]
    typed = TypedIn("utf-8")
    list(typed.feed(b"\x1b[" + b"9" * 20))
    assert keys(typed, b"9" * 5000 + b";1uj") == ["j"]
    clicked = list(typed.feed(b"\x1b[<0;3;4M"))
    assert isinstance(clicked[0], MouseDown)


def test_ten_megabytes_are_pasted_at_once_and_as_much_kept_as_can_be_used() -> None:
    typed = TypedIn("utf-8")
    data = b"\x1b[200~" + b"quit\n" * 2_000_000 + b"\x1b[201~j"
    messages = list[Message]()
    start = time.perf_counter()
    for place in range(0, len(data), 4096):
        messages += typed.feed(data[place : place + 4096])
    assert time.perf_counter() - start < 2
    pasted, key = messages
    assert isinstance(pasted, Paste)
    assert len(pasted.text) == MOST_PASTED
    assert isinstance(key, Key)
    assert key.key == "j"
