"""Tokens: the words and signs of a text, as recognition counts them.

The same function cuts the training data and the texts that people read, so that no boundary is
known to one of them alone. A hyphenated compound is one token, a possessive `'s` is one of its own,
and a full stop belongs to a word only where it marks an abbreviation or a German ordinal.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final, NamedTuple

LONGEST: Final = 80
"""Code points of the longest token; what is longer, such as a text without blanks, is cut."""


class Token(NamedTuple):
    """A word or a sign of a text."""

    start: int
    """First code point."""
    end: int
    """One past the last code point."""
    glued: bool
    """Whether no white space stands before it."""


_TOKEN: Final = re.compile(
    r"""
      (?:https?://|www\.)[^\s<>"”“]+            # an address
    | @\w[\w.]*\w | [@\#]\w+                    # a handle, a hashtag
    | (?:[^\W\d_]\.){2,}(?:[^\W\d_](?!\w))?     # U.S., z.B., e.V.
    | \d{1,2}\.(?=\s+\w)                        # a German ordinal: 10. September, 1. FC Köln
    | \d+(?:[.,:]\d+)*(?![^\W\d_])              # a number, a time, a score
    | (?:[^\W_]|[\u0300-\u036f])+(?:(?:[-‐‑'’.&_+·]|&amp;|n[’']t(?!\w))?(?:[^\W_]|[\u0300-\u036f])+)*
    | \S                                        # any other sign by itself
    """,
    re.VERBOSE,
)
_POSSESSIVE: Final = re.compile(r"(?<=\w)['’][sS]$")
_CONTRACTION: Final = re.compile(r"(?<=\w)(?:n['’]t|['’](?:ll|re|ve|d|m))$", re.IGNORECASE)
_ABBREVIATIONS: Final = frozenset(
    [
        "Abb",
        "Abs",
        "Adm",
        "Apr",
        "Aug",
        "Ave",
        "Bd",
        "Blvd",
        "Bros",
        "Bsp",
        "Capt",
        "Chr",
        "Co",
        "Col",
        "Corp",
        "Cpl",
        "Cmdr",
        "Dez",
        "Dec",
        "Dept",
        "Dipl",
        "Dr",
        "Dres",
        "Est",
        "Feb",
        "Febr",
        "Fr",
        "Frl",
        "Gebr",
        "Gen",
        "Gov",
        "Hl",
        "Hon",
        "Hr",
        "Hrsg",
        "Inc",
        "Ing",
        "Jan",
        "Jr",
        "Jul",
        "Jun",
        "Kap",
        "Lt",
        "Ltd",
        "Maj",
        "Mag",
        "Mio",
        "Mr",
        "Mrs",
        "Ms",
        "Mrd",
        "Msgr",
        "Mt",
        "No",
        "Nov",
        "Nr",
        "Oct",
        "Okt",
        "Ph",
        "Pfc",
        "Prof",
        "Pvt",
        "Rep",
        "Rev",
        "Sen",
        "Sep",
        "Sept",
        "Sgt",
        "Sr",
        "St",
        "Ste",
        "Str",
        "Supt",
        "Tel",
        "Vgl",
        "bzw",
        "ca",
        "co",
        "dt",
        "ehem",
        "etc",
        "evtl",
        "geb",
        "gen",
        "ggf",
        "inkl",
        "jr",
        "med",
        "sog",
        "sr",
        "str",
        "tel",
        "u",
        "usw",
        "v",
        "vgl",
        "vs",
        "zzgl",
        "rer",
        "phil",
    ]
)
"""What a full stop belongs to, besides single letters."""


def tokens_of(text: str) -> Iterator[Token]:
    """Yield the tokens of `text` in order; offsets count its code points from 0. Time is linear."""
    end = 0
    for match in _TOKEN.finditer(text):
        for start, stop in _cut(text, match.start(), match.end()):
            if start < end:  # a full stop that an abbreviation took
                continue
            stop = _with_stop(text, start, stop)
            yield Token(start, stop, start > 0 and start == end and not text[start - 1].isspace())
            end = stop


def _cut(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Yield the parts of a match that are tokens: endings by themselves, nothing too long."""
    while end - start > LONGEST:
        yield start, start + LONGEST
        start += LONGEST
    word = text[start:end]
    ending = _POSSESSIVE.search(word) or _CONTRACTION.search(word)
    if ending:
        yield start, start + ending.start()
        yield start + ending.start(), end
    else:
        yield start, end


def _with_stop(text: str, start: int, end: int) -> int:
    """Return where the token ends if the full stop after it belongs to it, else `end`."""
    if not text.startswith(".", end) or text.startswith("..", end):
        return end
    word = text[start:end]
    single = end - start == 1 and word.isalpha() and word.isupper()
    return end + 1 if single or word in _ABBREVIATIONS else end
