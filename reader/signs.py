"""The signs that are drawn around the text, and what stands for them where only ASCII can be shown.

Widgets ask `sign` for every sign that is no ASCII and is ours: bullets, bars, edges, separators. What
articles say is never changed by it; where the terminal cannot show that, `reader.filters.Encoded`
replaces it on its way out, cell by cell.
"""

from __future__ import annotations

import codecs
import unicodedata
from collections.abc import Mapping
from functools import lru_cache
from typing import Final

from rich.cells import cell_len

SIGNS: Final = {
    "●": "*",
    "★": "+",
    "✎": "&",
    "✓": "x",
    "▾": "v",
    "▸": ">",
    "└": "`",
    "│": "|",
    "┃": "#",
    "▎": "|",
    "•": "*",
    "▪": "*",
    "↪": ">",
    "·": "-",
    "—": "-",
    "–": "-",
    "…": "~",
    "×": "x",
    "↑": "^",
    "↓": "v",
    "←": "<",
    "→": ">",
    "▁": "_",
    "▂": ".",
    "▃": ":",
    "▄": ";",
    "▅": "+",
    "▆": "*",
    "▇": "%",
    "█": "#",
    "“": '"',
    "”": '"',
    "„": '"',
    "’": "'",
    "‘": "'",
}
"""Each sign with what stands for it; both take one cell."""

_LINES: Final = dict.fromkeys("╭╮╰╯┌┐└┘├┤┬┴┼╔╗╚╝", "+") | {"─": "-", "━": "=", "═": "="}
_TABLE: Final = str.maketrans(SIGNS)
_VARIABLES: Final = ("LC_ALL", "LC_CTYPE", "LANG")
_UTF8: Final = "utf-8"


class _Chosen:
    """Whether ASCII is to be used."""

    ascii: bool = False


def use_ascii(wanted: bool) -> None:
    """Draw signs of ASCII from now on, or all signs again."""
    _Chosen.ascii = wanted


def uses_ascii() -> bool:
    """Tell whether only signs of ASCII are drawn."""
    return _Chosen.ascii


def sign(text: str) -> str:
    """Return `text`, which is ours and no outside text, with signs that can be shown."""
    return text.translate(_TABLE) if _Chosen.ascii else text


def charset_of(environment: Mapping[str, str]) -> str:
    """Return the character set that the locale of an environment asks for.

    Where no locale is set nothing is asked for, and UTF-8 is what terminals take.
    """
    locale = next((found for name in _VARIABLES if (found := environment.get(name))), "")
    language, _, charset = locale.partition("@")[0].partition(".")
    if not charset:
        # A language without a character set is taken to be of this century.
        return "ascii" if language in {"C", "POSIX"} else _UTF8
    try:
        return codecs.lookup(charset).name
    except LookupError:
        return _UTF8


@lru_cache(4096)
def encoded(text: str, charset: str) -> str:
    """Return `text` with what `charset` lacks replaced, in as many cells."""
    shown = "".join(_encoded(character, charset) for character in text)
    cells = cell_len(text)
    # Several code points may share cells; what is put for each of them may not.
    return shown if cell_len(shown) == cells else shown[:cells].ljust(cells)


def _encoded(character: str, charset: str) -> str:
    try:
        character.encode(charset)
    except UnicodeEncodeError:
        pass
    else:
        return character
    if known := SIGNS.get(character) or _LINES.get(character):
        return known
    cells = cell_len(character)
    base = unicodedata.normalize("NFKD", character)[:1]
    return base if cells == 1 and base.isascii() and base.isprintable() else "?" * cells
