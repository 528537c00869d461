"""What the lines above an article say about it: header lines and fenced front matter.

Header lines are `Key: value` with a key that is known in German or English, at the top of the
text or right below its title. A value that cannot be read stays in the text, so nothing is lost.
"""

from __future__ import annotations

import re
from typing import Final

from library.datetext import parse_date
from library.language import language_code
from library.models import Block, BlockKind, Draft
from library.structuring.entries import entries

_FIELD_OF_KEY: Final = {
    **dict.fromkeys(("title", "titel", "headline", "überschrift"), "title"),
    **dict.fromkeys(("date", "datum", "published", "veröffentlicht", "pubdate"), "published"),
    **dict.fromkeys(("source", "quelle", "publication", "publisher"), "source"),
    **dict.fromkeys(("author", "authors", "autor", "autorin", "autoren", "byline"), "author"),
    **dict.fromkeys(("von", "by"), "author"),
    **dict.fromkeys(("url", "link", "canonical"), "url"),
    **dict.fromkeys(("language", "lang", "sprache"), "language"),
}
_HEADER: Final = re.compile(r"([^\W\d_]{2,15})\s?:\s+(\S.{0,499})", re.DOTALL)
_FENCES: Final = {"---": ("---", "..."), "+++": ("+++",)}
"""What may open front matter, in YAML and in TOML, and what then closes it."""
_MAX_FENCED_LINES: Final = 100
_SELF_EVIDENT: Final = frozenset(("title", "published", "url", "language"))
"""Fields whose header line is one even when it stands alone; `Source: …` may also open a headline."""

_URL: Final = re.compile(r"https?://\S+", re.IGNORECASE)
_LANGUAGE_NAMES: Final = {
    **dict.fromkeys(("deutsch", "german"), "de"),
    **dict.fromkeys(("englisch", "english"), "en"),
    **dict.fromkeys(("französisch", "french", "français"), "fr"),
    **dict.fromkeys(("spanisch", "spanish", "español"), "es"),
    **dict.fromkeys(("italienisch", "italian", "italiano"), "it"),
    **dict.fromkeys(("niederländisch", "dutch", "nederlands"), "nl"),
}
_LEAST_KNOWN: Final = 2
"""Header lines of known kinds from which on all others in their block are header lines too."""


def front_matter(text: str) -> tuple[Draft, str]:
    """Return what the top of `text` says about the article, and the rest of it.

    The draft's blocks are the entries of fenced front matter that are not understood, a paragraph each.
    """
    lines = text.split("\n")
    start = next((n for n, line in enumerate(lines) if line.strip()), len(lines))
    found: dict[str, str] = {}
    unread: list[str] = []
    if start < len(lines) and lines[start].rstrip() in _FENCES:
        rest = _read_fenced(lines, start, found, unread)
    else:
        rest = _read_headers(lines, start, found, unread)
    draft = Draft(
        title=found.get("title", ""),
        blocks=tuple(Block(BlockKind.PARAGRAPH, line) for line in unread),
        url=found.get("url"),
        source=found.get("source"),
        author=found.get("author"),
        published=parse_date(found.get("published", "")),
        language=found.get("language"),
    )
    return draft, "\n".join(rest)


def _read_headers(
    lines: list[str], start: int, found: dict[str, str], unread: list[str]
) -> list[str]:
    """Read header lines at `start` or below the title there into `found`; return the others.

    In a block of nothing but such lines those of an unknown kind are no text either, but `unread`.
    """
    title: list[str] = []
    first = start
    if start < len(lines) and _header(lines[start]) is None:
        title = [lines[start]]
        first = next((n for n in range(start + 1, len(lines)) if lines[n].strip()), len(lines))
    end = next((n for n in range(first, len(lines)) if not lines[n].strip()), len(lines))
    if _read_block(lines[first:end], found, unread):
        return [*title, *lines[end:]]
    kept: list[str] = []
    number = first
    while number < len(lines) and (header := _header(lines[number])):
        if not _store(*header, found):
            kept.append(lines[number])
        number += 1
    if not _is_header_block(lines, number, number - first, found):
        found.clear()
        return lines[start:]
    return [*title, *kept, *lines[number:]]


def _read_block(lines: list[str], found: dict[str, str], unread: list[str]) -> bool:
    """Read a block of nothing but header lines, of which some are of known kinds; tell whether it is one."""
    if not all(_HEADER.fullmatch(line.strip()) for line in lines):
        return False
    headers = [_header(line) for line in lines]
    if len(headers) - headers.count(None) < _LEAST_KNOWN:
        return False
    for line, header in zip(lines, headers, strict=True):
        if header is None or not _store(*header, found):
            unread.append(line.strip())
    return True


def _is_header_block(lines: list[str], end: int, count: int, found: dict[str, str]) -> bool:
    """Say whether `count` header lines that end before line `end` are more than a chance colon."""
    parted = end == len(lines) or not lines[end].strip()
    return count > 1 or parted or not _SELF_EVIDENT.isdisjoint(found)


def _header(line: str) -> tuple[str, str] | None:
    """Return the field that `line` is a header of, and its value; None when it is no header."""
    match = _HEADER.fullmatch(line.strip())
    field = _FIELD_OF_KEY.get(match[1].casefold()) if match else None
    return (field, match[2]) if match and field else None


def _read_fenced(
    lines: list[str], start: int, found: dict[str, str], unread: list[str]
) -> list[str]:
    """Read what is fenced at `start` into `found`, the rest of it into `unread`; return the text below."""
    ends = _FENCES[lines[start].rstrip()]
    fenced = range(start + 1, min(len(lines), start + _MAX_FENCED_LINES))
    end = next((n for n in fenced if lines[n].rstrip() in ends), None)
    if end is None:
        return lines[start:]
    for entry in entries(lines[start + 1 : end]):
        field = _FIELD_OF_KEY.get(entry.key.casefold())
        if field is None or not _store(field, entry.value, found):
            unread.append(entry.source)
    return lines[end + 1 :]


def _store(field: str, text: str, found: dict[str, str]) -> bool:
    """Put the value that `text` gives `field` into `found`; say whether that was possible."""
    value = _value(field, text)
    if not value or field in found:
        return False
    found[field] = value
    return True


def _value(field: str, text: str) -> str | None:
    """Return the value of `field` that `text` stands for, or None when it cannot be read."""
    match field:
        case "published":
            return text if parse_date(text) else None
        case "url":
            return text if _URL.fullmatch(text) else None
        case "language":
            return _LANGUAGE_NAMES.get(text.casefold()) or language_code(text)
        case _:
            return " ".join(text.split())
