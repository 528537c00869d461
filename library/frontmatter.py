"""What the lines above an article say about it: header lines, fenced front matter, dates.

Header lines are `Key: value` with a key that is known in German or English, at the top of the
text or right below its title. A value that cannot be read stays in the text, so nothing is lost.
"""

from __future__ import annotations

import re
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import Final

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

_MONTHS: Final = {
    "jan": 1,
    "jän": 1,
    "feb": 2,
    "mar": 3,
    "mär": 3,
    "mrz": 3,
    "apr": 4,
    "may": 5,
    "mai": 5,
    "jun": 6,
    "jul": 7,
    "aug": 8,
    "sep": 9,
    "oct": 10,
    "okt": 10,
    "nov": 11,
    "dec": 12,
    "dez": 12,
}
_WEEKDAY: Final = r"(?:[^\W\d_]{2,10}\.?,\s+)?"
_TIME: Final = (
    r"(?:,?\s+(?:um\s+|at\s+|-\s+)?(?P<hour>\d{1,2})[:.](?P<minute>\d{2})(?::(?P<second>\d{2}))?(?:\s*Uhr)?"
    r"(?:\s+(?P<zone>[+-]\d{4}))?)?"
)
_DATES: Final = tuple(
    re.compile(_WEEKDAY + date + _TIME)
    for date in (
        r"(?P<day>\d{1,2})\.?\s+(?P<month>[^\W\d_]{3,9})\.?,?\s+(?P<year>\d{4})",
        r"(?P<month>[^\W\d_]{3,9})\.?\s+(?P<day>\d{1,2})(?:st|nd|rd|th)?,?\s+(?P<year>\d{4})",
        r"(?P<day>\d{1,2})\.\s?(?P<month>\d{1,2})\.\s?(?P<year>\d{4})",
    )
)
_MAX_DATE: Final = 60
_LEAST_KNOWN: Final = 2
"""Header lines of known kinds from which on all others in their block are header lines too."""
_HALF: Final = re.compile(
    r"\b(?P<hour>1[0-2]|0?[1-9])(?:[:.](?P<minute>\d{2})(?P<second>:\d{2})?)?\s*(?P<half>[ap])\.?\s?m\b\.?",
    re.IGNORECASE,
)
_ZONE: Final = re.compile(r"(?<=\d)(?: Uhr)?\s+\(?(?P<name>[A-Za-z]{2,5})\)?$")
_ZONES: Final = {
    "UTC": 0,
    "GMT": 0,
    "WET": 0,
    "BST": 1,
    "WEST": 1,
    "CET": 1,
    "MEZ": 1,
    "CEST": 2,
    "MESZ": 2,
    "EET": 2,
    "OEZ": 2,
    "EEST": 3,
    "OESZ": 3,
    "MSK": 3,
    "HKT": 8,
    "SGT": 8,
    "JST": 9,
    "KST": 9,
    "EST": -5,
    "EDT": -4,
    "CST": -6,
    "CDT": -5,
    "MST": -7,
    "MDT": -6,
    "PST": -8,
    "PDT": -7,
    "AEST": 10,
    "AEDT": 11,
    "NZST": 12,
    "NZDT": 13,
}
"""Hours by which the time of a zone is ahead of UTC; some names mean others elsewhere, but not in news."""


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


def parse_date(text: str) -> datetime | None:
    """Return the time (aware, UTC) that `text` gives, or None when it is no date we know.

    Known are ISO 8601, RFC 2822, `5. September 2023`, `5 Sep 2023`, `January 6, 2016` and
    `05.09.2023`, the last four also with a weekday before and a time after. A date without a
    time is midnight; a time without a zone, or with one that we do not know, is taken as UTC.
    """
    text = text.strip()
    if not text or len(text) > _MAX_DATE:
        return None
    text = _ZONE.sub(_offset, _HALF.sub(_of_whole_day, text))
    for read in (datetime.fromisoformat, _written_date, parsedate_to_datetime):
        try:
            date = read(text)
            zoned = date if date.tzinfo else date.replace(tzinfo=UTC)
            return zoned.astimezone(UTC)
        except (ValueError, TypeError, IndexError, OverflowError):
            continue
    return None


def _of_whole_day(time: re.Match[str]) -> str:
    """Return a time with a.m. or p.m. as one of 24 hours."""
    hour = int(time["hour"]) % 12 + 12 * (time["half"].lower() == "p")
    return f"{hour:02}:{time['minute'] or '00'}{time['second'] or ''}"


def _offset(zone: re.Match[str]) -> str:
    """Return the name of a zone as its distance from UTC; as it stands if we do not know it."""
    hours = _ZONES.get(zone["name"].upper())
    return zone[0] if hours is None else f" {hours:+03}00"


def _written_date(text: str) -> datetime:
    """Return the date that `text` spells out; raise ValueError when it is none."""
    for pattern in _DATES:
        if match := pattern.fullmatch(text):
            month = match["month"]
            number = int(month) if month.isdigit() else _MONTHS.get(month[:3].casefold(), 0)
            hour, minute, second = (int(match[part] or 0) for part in ("hour", "minute", "second"))
            zone = datetime.strptime(match["zone"], "%z").tzinfo if match["zone"] else UTC
            year, day = int(match["year"]), int(match["day"])
            return datetime(year, number, day, hour, minute, second, tzinfo=zone)
    raise ValueError(text)


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
    kept: list[str] = []
    number = first
    end = next((n for n in range(first, len(lines)) if not lines[n].strip()), len(lines))
    if all(_HEADER.fullmatch(line.strip()) for line in lines[first:end]):
        block = [_header(line) for line in lines[first:end]]
        if len(block) - block.count(None) >= _LEAST_KNOWN:
            for line, header in zip(lines[first:end], block, strict=True):
                if header is None or not _store(*header, found):
                    unread.append(line.strip())
            return [*title, *lines[end:]]
    while number < len(lines) and (header := _header(lines[number])):
        if not _store(*header, found):
            kept.append(lines[number])
        number += 1
    if not _is_header_block(lines, number, number - first, found):
        found.clear()
        return lines[start:]
    return [*title, *kept, *lines[number:]]


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
