"""Articles as BibTeX, as biblatex and biber read it: a bibliography with an entry for each."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from itertools import count
from typing import Final

from library import Article, clean_line
from reader.browsing import is_openable
from reader.writing.document import Document

_LANGUAGES: Final = {
    "bg": "bulgarian",
    "ca": "catalan",
    "cs": "czech",
    "da": "danish",
    "de": "ngerman",
    "el": "greek",
    "en": "english",
    "es": "spanish",
    "et": "estonian",
    "fi": "finnish",
    "fr": "french",
    "hr": "croatian",
    "hu": "hungarian",
    "it": "italian",
    "lv": "latvian",
    "nb": "norwegian",
    "nl": "dutch",
    "nn": "nynorsk",
    "no": "norwegian",
    "pl": "polish",
    "pt": "portuguese",
    "ru": "russian",
    "sk": "slovak",
    "sl": "slovene",
    "sv": "swedish",
    "tr": "turkish",
    "uk": "ukrainian",
}
"""What biblatex calls the languages that it knows."""
_SPECIAL: Final = str.maketrans(
    {
        "\\": r"\textbackslash{}",
        # BibTeX counts braces, also those behind a backslash.
        "{": r"\textbraceleft{}",
        "}": r"\textbraceright{}",
        "~": r"\textasciitilde{}",
        "^": r"\textasciicircum{}",
        **{sign: f"\\{sign}" for sign in "$&#%_"},
    }
)
_IN_ADDRESS: Final = {sign: f"%{ord(sign):02X}" for sign in "\\{} "}
_BETWEEN: Final = re.compile(r"\s*;\s*|\s+(?:und|and|&|/)\s+", re.IGNORECASE)
_NO_KEY: Final = re.compile(r"[^a-z0-9]+")
_SHORT: Final = 3
"""Letters of words that say little of a title."""
_WORDS: Final = 3
_LONGEST: Final = 60
_DIGITS: Final = 4


def write(documents: Iterable[Document]) -> Iterator[str]:
    """Yield an entry for each document, a blank line between two.

    Keys are made of author, year and title alone, so that a later export gives an article the same,
    unless another one in it has that.
    """
    taken = set[str]()
    for one in documents:
        key = next(key for key in _keys(one.article) if key not in taken)
        yield ("\n" if taken else "") + _entry(key, one)
        taken.add(key)


def _entry(key: str, one: Document) -> str:
    """Return what a bibliography says of an article."""
    article = one.article
    url = article.url if article.url and is_openable(article.url) else ""
    fields = {
        "author": " and ".join(map(_person, authors(article.author or ""))),
        # The inner braces keep capitals as they are.
        "title": f"{{{_escaped(article.title)}}}",
        "organization": _escaped(article.source or ""),
        "date": article.published.date().isoformat() if article.published else "",
        "url": "".join(_IN_ADDRESS.get(sign, sign) for sign in clean_line(url)),
        "urldate": article.added.date().isoformat() if url else "",
        "langid": _LANGUAGES.get((article.language or "").partition("-")[0].lower(), ""),
        "keywords": ", ".join(_escaped(tag).replace(",", " ") for tag in one.status.tags),
    }
    lines = (f"  {name} = {{{value}}},\n" for name, value in fields.items() if value)
    return f"@{'online' if url else 'misc'}{{{key},\n{''.join(lines)}}}\n"


def authors(byline: str) -> list[str]:
    """Return the names in a byline; a comma parts two only where there is a whole name on either side."""
    names: list[str] = []
    for part in _BETWEEN.split(clean_line(byline)):
        pieces = [piece.strip() for piece in part.split(",")]
        whole = len(pieces) > 1 and all(" " in piece for piece in pieces)
        names += pieces if whole else [part.strip(" ,")]
    return [name for name in names if name]


def _person(name: str) -> str:
    """Return a name as BibTeX reads it; one that it would misread is kept together by braces."""
    escaped = _escaped(name)
    is_odd = name.count(",") > 1 or name.lower() == "others"
    return f"{{{escaped}}}" if is_odd else escaped


def _keys(article: Article) -> Iterator[str]:
    """Yield keys for an article, such as `muster2024haushalt`, and longer ones that no other has."""
    who = next(iter(authors(article.author or "")), "")
    family = who.split(",")[0] if "," in who else who.rpartition(" ")[2]
    year = str(article.published.year) if article.published else ""
    words = [_plain(word) for word in clean_line(article.title).split()]
    telling = [word for word in words if len(word) > _SHORT] or list(filter(None, words))
    about = "-".join(telling[:_WORDS])[:_LONGEST]
    key = f"{_plain(family)[:_LONGEST]}{year}{about}".strip("-")
    if key.strip("0123456789"):
        yield key
    for digits in (_DIGITS, len(article.id)):
        yield f"{key or 'article'}-{article.id[:digits]}"
    yield from (f"{key or 'article'}-{article.id}-{number}" for number in count(2))


def _plain(text: str) -> str:
    """Return `text` in small letters of ASCII, without its signs."""
    folded = unicodedata.normalize("NFKD", text.replace("ß", "ss")).lower()
    return _NO_KEY.sub("", folded.encode("ascii", "ignore").decode())


def _escaped(text: str) -> str:
    return clean_line(text).translate(_SPECIAL)
