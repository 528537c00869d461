"""What files with articles are called: names that every system takes, and that lead nowhere else."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from typing import Final

from library import Article, clean_line

_NO_NAME: Final = re.compile(r"[^a-z0-9]+")
_LONGEST_TITLE: Final = 60
_MOST_BYTES: Final = 120
_ID_BEGINS: Final = 8
_UNSAFE: Final = re.compile(r"[^\w&'’,;.!()+=@#-]+")
"""Separators of paths, what shells and file systems mean something by, and white space."""
_RESERVED: Final = re.compile(r"(?:con|prn|aux|nul|com\d|lpt\d)(?:\..*)?", re.IGNORECASE)
"""Names that mean devices on Windows, whatever follows a dot."""
_UNTITLED: Final = "article"


def proposed_name(article: Article, suffix: str) -> str:
    """Return a name for the file of an article: day and title in its own letters, at most 120 bytes."""
    # Composed, as other systems write it; what is left of odd characters is no reason to have them.
    title = unicodedata.normalize("NFC", clean_line(article.title))
    title = _UNSAFE.sub(" ", title.replace("\ufffd", " ")).strip(" .-")
    day = f"{article.published:%Y-%m-%d}" if article.published else ""
    name = " ".join(filter(None, (day, title))) or _UNTITLED
    name = _within(name, _MOST_BYTES - len(suffix.encode()) - 1).strip(" .-") or _UNTITLED
    return f"_{name}{suffix}" if _RESERVED.fullmatch(name) else name + suffix


def file_names(article: Article, suffix: str) -> Iterator[str]:
    """Yield names for the file of an article among others: day, title, and more and more of its id."""
    day = f"{article.published:%Y-%m-%d}-" if article.published else ""
    title = plain_name(article.title)
    for digits in (_ID_BEGINS, len(article.id)):
        yield f"{day}{title or _UNTITLED}-{article.id[:digits]}{suffix}"


def plain_name(text: str) -> str:
    """Return what of a text can be in any name: small letters of ASCII, digits and dashes; may be empty."""
    plain = unicodedata.normalize("NFKD", text.replace("ß", "ss")).lower()
    return _NO_NAME.sub("-", plain.encode("ascii", "ignore").decode())[:_LONGEST_TITLE].strip("-")


def _within(name: str, size: int) -> str:
    """Return the beginning of `name` that has at most `size` bytes, ending with a word if it can."""
    if len(name.encode()) <= size:
        return name
    cut = name.encode()[:size].decode(errors="ignore")
    words = cut.rpartition(" ")[0]
    # The rest of a mark or of an emoji would be another one.
    return words if len(words) > len(cut) // 2 else cut.rstrip("\u200d\ufe0f")
