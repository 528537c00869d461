"""What somebody might type who is no person: keys, pastes, clicks, bytes that are nothing, other windows."""

from __future__ import annotations

import random
from collections.abc import Iterator
from typing import Final

Size = tuple[int, int]
"""Columns and rows of a window."""

MOVES: Final = (
    *(b"j", b"k", b"g", b"G", b"l", b"h", b"\r", b"\r", b"\x1b", b"\t", b"\x1b[Z", b" ", b"b"),
    *(b"\x1b[A", b"\x1b[B", b"\x1b[C", b"\x1b[D", b"\x1b[5~", b"\x1b[6~", b"\x1b[H", b"\x1b[F"),
    *(b"]", b"[", b"}", b"{", b"n", b"p", b"N", b"J", b"K", b"t", b"z", b"e", b"x", b"S"),
)
RARE: Final = (
    *(b"\x1bOP", b"\x1b[15~", b"\x1b[1;2A", b"\x1b[1;2B", b"\x1b[1;5C", b"\x1b[1;5D", b"\x1b[3~"),
    *(b"\x1b[97;5u", b"\x1b[13;2u", b"\x1b[57399;1u", b"\x1b[I", b"\x1b[O", b"\x1b[?2026;2$y"),
    *(bytes([code]) for code in range(1, 32) if code not in {17, 27}),  # ctrl+q quits
)
NOTHING: Final = (
    *(b"\xff", b"\xc3", b"\xe2\x82", b"\xf5\x80", b"\x9b", b"\x00", b"\x1b\x1b", b"\x1b]0;x\x07"),
    *(b"\x1b[<0;", b"\x1b[M", b"\x1b[1114112u", b"\x1b[55555;5u", b"\x1b[" + b"9" * 60 + b"u"),
    *(b"\x1b[<0;99999999;99999999M", b"\x1b[<3;0;0m", b"\x1b[48;0;0;0;0t", b"\x1b[24;80R"),
)
PASTED: Final = (
    *("Kohle", "[@click=app.quit]frei[/]", "is:unread", '"offen', "((", "title:", "-", "tag:a b"),
    *(
        "ein\nzwei\r\ndrei",
        "\x1b[31mrot",
        "한국 🇩🇪 e\u0301",
        "\u202e",
        "a" * 3000,
        "",
        "view unread",
    ),
)
SIZES: Final = ((80, 24), (120, 40), (1, 1), (30, 8), (200, 50), (0, 0), (300, 5), (2, 60))
_LETTERS: Final = (
    "abcdefghijklmnoprstuvwxyzABCDEFGHIJKLMNOPRSTUVWXYZ0123456789 .:;,-+*?!\"'()[]{}<>|\\_#%&=ß한"
)
"""What keys write but `q` and `Q`, which quit; a `/` alone would be the folder of everything."""
_QUITS: Final = 0.0005
"""How often a key is one that quits."""


def inputs(seed: int, number: int) -> Iterator[bytes | Size]:
    """Yield so many things that happen, always the same of one seed."""
    chance = random.Random(seed)
    for _ in range(number):
        yield _one(chance)


def _one(chance: random.Random) -> bytes | Size:
    what = chance.random()
    if what < 0.50:
        return chance.choice(MOVES)
    if what < 0.78:
        return chance.choice(_LETTERS).encode()
    if what < 0.84:
        return chance.choice(RARE)
    if what < 0.86:
        return b"/" + "".join(chance.choices("aehnrst", k=3)).encode()
    if what < 0.90:
        return chance.choice(NOTHING)
    if what < 0.98:
        return _mouse(chance)
    if what < 0.99:
        return b"\x1b[200~" + chance.choice(PASTED).encode() + b"\x1b[201~"
    return chance.choice(SIZES) if what < 1 - _QUITS else chance.choice((b"q", b"Q"))


def _mouse(chance: random.Random) -> bytes:
    """Return a click, a wheel, or a move with or without a button."""
    button = chance.choice((0, 0, 1, 2, 32, 35, 64, 65, 66, 67, 4, 16))
    place = f"{button};{chance.randrange(1, 130)};{chance.randrange(1, 45)}"
    pressed = f"\x1b[<{place}M"
    return (pressed + f"\x1b[<{place}m" if button < 3 else pressed).encode()
