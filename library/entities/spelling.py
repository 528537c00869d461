"""How names are spelt: what may differ between two spellings of one name, and what may not.

`folded` keeps what tells names apart (`Meier` and `Maier`, `Müller` and `Muller`); `without_umlauts`
makes one of what English keyboards do to a German or Turkish name in full (`Thomas Muller`); `slavic`,
`eastern` and `greek` do not: they make one of all transliterations of a word from Cyrillic, from
Arabic, Persian or Hebrew, and from Greek script, into German and English. Those are for names that
are known to be such.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import Final

LONGEST: Final = 200
"""Code points of a name that are looked at; longer names do not exist, and are not compared further."""

_LETTERS: Final = {
    "ß": "ss",
    "ä": "ae",
    "ö": "oe",
    "ü": "ue",
    "æ": "ae",
    "œ": "oe",
    "ø": "o",
    "ł": "l",
    "đ": "dj",
    "ð": "d",
    "þ": "th",
    "ı": "i",
}
_LATIN: Final = (
    "a b v g g d e yo e zh z i i i i k l m n o p r s t u u f kh ts ch sh shch  y  e yu ya"
)
_CYRILLIC: Final = dict(
    zip("абвгґдеёєжзиіїйклмнопрстуўфхцчшщъыьэюя", _LATIN.split(" "), strict=True)
)
_SPELT: Final = str.maketrans(_LETTERS | _CYRILLIC | dict.fromkeys("'’‘ʼ`´ʿʾ", ""))
_DELETE_MARKS: Final = dict.fromkeys(range(0x300, 0x370))
_NO_WORD: Final = re.compile(r"[\W_]+")
_UMLAUT: Final = re.compile(r"(o|(?<![aeq])u)e(?!u)")


def listed(words: str) -> frozenset[str]:
    """Return the words of a list that is written as a text."""
    return frozenset(words.split())


@lru_cache(maxsize=8192)
def folded(name: str) -> str:
    """Return `name` in lower case, without diacritics and punctuation, its parts by single spaces.

    German umlauts become two letters, as they are spelt where a keyboard lacks them. Hyphens part
    words, apostrophes do not.
    """
    name = unicodedata.normalize("NFC", name[:LONGEST]).casefold().translate(_SPELT)
    if not name.isascii():
        name = unicodedata.normalize("NFD", name).translate(_DELETE_MARKS).translate(_SPELT)
    return _NO_WORD.sub(" ", name).strip()


def without_umlauts(word: str) -> str:
    """Return `word`, which is folded, with the letters of umlauts reduced to one: `Jürgen`, `Jurgen`.

    `Bauer`, `Neuer` and `Henrique` have no umlaut, and `Michael` is not `Michał`.
    """
    return _UMLAUT.sub(r"\1", word)


Rules = tuple[tuple[re.Pattern[str], str], ...]


def _rules(*pairs: tuple[str, str]) -> Rules:
    """Return replacements, to be made one after the other."""
    return tuple((re.compile(pattern), new) for pattern, new in pairs)


_DOUBLED: Final = (r"(.)\1+", r"\1")
_SLAVIC: Final = _rules(
    # German, English: щ is schtsch, shch; ч tsch, ch (or tch); ш sch, sh; ж sch, zh; х ch, kh. What
    # is ch in one is another letter in the other, so ч and х become one, and so do ш and ж.
    (r"schtsch|shch", "SX"),
    (r"tsch|tch", "X"),
    (r"sch|sh|zh", "S"),
    (r"ch|kh", "X"),
    (r"x", "ks"),
    (r"ck|c", "k"),
    (r"w", "v"),
    # з is s, z; ц is z, ts.
    (r"t?[sz]", "s"),
    # й, ы and the first half of я, ю, ё, е.
    (r"[jy]", "i"),
    (r"ph", "f"),
    (r"(?<=[oe])ff?$", "v"),
    _DOUBLED,
    (r"i[eo]", "e"),
    (r"iu", "u"),
    _DOUBLED,
    # ё after a sibilant: Gorbatschow, Gorbachev.
    (r"(?<=[SX])ev$", "ov"),
    (r"(?<=[SX])eva$", "ova"),
    (r"ander$", "andr"),
)
_EASTERN: Final = _rules(
    # German, English: ج is dsch, j; ي j, y; the English j is either.
    (r"dsch|dzh|dj", "i"),
    (r"tsch", "X"),
    (r"sch|sh", "S"),
    (r"ch|kh", "X"),
    (r"gh", "g"),
    (r"dh", "d"),
    (r"th", "t"),
    (r"[jy]", "i"),
    (r"w", "v"),
    (r"t?[sz]", "s"),
    (r"[qc]", "k"),
    # Turkish names have umlauts: Gül, Gul.
    (r"(?<![aeq])ue", "u"),
    # Short vowels are not written in these scripts, and are rendered as they are heard.
    (r"ou|oo|o", "u"),
    (r"ee", "i"),
    (r"e", "a"),
    _DOUBLED,
    (r"(?<=.)ah$", "a"),
    _DOUBLED,
)
_GREEK: Final = _rules(
    # German, English: τζ is ds, tz; Γι and Ι before a vowel gi, j, y; υ y, i; ου ou, u; β w, v.
    (r"t?[sz]", "s"),
    (r"ph", "f"),
    (r"ch|kh", "h"),
    (r"ou", "u"),
    (r"w", "v"),
    (r"c", "k"),
    (r"^gi?(?=[aeiouy]{2})|^gi(?=[ao])|^[jy](?=[aeou])", "i"),
    (r"[jy]", "i"),
    _DOUBLED,
)


def slavic(word: str) -> str:
    """Return what all transliterations of a folded Russian, Ukrainian … `word` have in common."""
    return _skeleton(word, _SLAVIC)


def eastern(word: str) -> str:
    """Return what all transliterations of a folded Arabic, Persian or Hebrew `word` have in common."""
    return _skeleton(word, _EASTERN)


def greek(word: str) -> str:
    """Return what all transliterations of a folded Greek `word` have in common."""
    return _skeleton(word, _GREEK)


@lru_cache(maxsize=8192)
def _skeleton(word: str, rules: Rules) -> str:
    """Return `word` after `rules`, with the letters that stand for two sounds written out."""
    for pattern, new in rules:
        word = pattern.sub(new, word)
    return word.replace("X", "kh").replace("S", "sh")
