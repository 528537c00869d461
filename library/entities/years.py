"""Years, decades, centuries, quarters and seasons: what is written with the number of a year."""

from __future__ import annotations

import re
from typing import Final

from library.entities.calendar import Span

_YEAR: Final = r"[12][0-9]{3}\b"
_TO: Final = r"(?: (?:bis(?: zum)?|to|until|through) | ?[-–/] ?)"
_END: Final = r"(?![\w%]|[.,:/][0-9]|[-–]\w| ?%| (?:percent|per cent|Prozent)\b)"

_YEARS: Final = re.compile(rf"(?P<y1>{_YEAR})(?:{_TO}(?P<y2>{_YEAR}))?{_END}")
_BETWEEN: Final = re.compile(rf"(?P<y1>{_YEAR}) (?:and|und) (?P<y2>{_YEAR}){_END}")
_ANNOUNCED: Final = re.compile(
    r"\b(?:(?P<sure>Jahr(?:e|es|en)?|year|Anfang|Mitte|Ende|[Ee]arly|[Ll]ate|Frühjahr|Frühling"
    r"|Sommer|Herbst|Winter|[Ss]pring|[Ss]ummer|[Aa]utumn|[Ww]inter|[Ff]all of|[Ss]pring of"
    r"|[Ss]ummer of|[Aa]utumn of|[Ww]inter of|[Ee]nd of|[Bb]eginning of|[Ss]tart of)"
    r"|(?P<likely>[Ii]n|[Ss]eit|[Ss]ince|[Bb]is|[Bb]y|[Uu]ntil|[Aa]b|geboren|gegründet|founded)"
    r"|[Vv]on|[Ff]rom|(?P<between>[Bb]etween|[Zz]wischen)) $|\b[Mm]id-$"
)
_NOUN: Final = re.compile(r" [A-ZÄÖÜ€$]")
_IN_BRACKETS: Final = re.compile(rf"(?P<y1>{_YEAR})(?: ?[-–] ?(?P<y2>{_YEAR}))?\)")

_SEASON: Final = re.compile(r"([12][0-9]{3})[/–-]([0-9]{2})\b(?![./–-]?[0-9])")
_SEASON_AFTER: Final = re.compile(r" (?:season|campaign|school|academic|fiscal|financial|tax)\b")
_DECADE: Final = re.compile(
    r"(?:(?P<long>[12][0-9]{2})|(?P<short>[3-9]))0(?:er[ -]Jahren?|s)\b(?!-| and (?:older|over))"
)
_CENTURY: Final = re.compile(
    r"(?P<number>[0-9]{1,2})(?:\. (?:Jahrhunderts?|Jh\.)(?![\w-])|(?:st|nd|rd|th)[ -]century\b)"
    r"(?! (?:v\.|vor Chr|BC|before Chr))"
)
_PART: Final = re.compile(
    r"(?:\b(?P<which>ersten?|zweiten?|dritten?|vierten?|[1-4]\.|[Ff]irst|[Ss]econd|third|fourth)"
    r" (?P<unit>Quartals?|Halbjahr(?:e?s)?|quarter|half)(?: des Jahres| of)?|\bQ(?P<q>[1-4])) $"
)
_NUMBERS: Final = {"er": 1, "zw": 2, "dr": 3, "vi": 4, "fi": 1, "se": 2, "th": 3, "fo": 4}
"""What an ordinal means, by its first letters."""
_PART_SIGNS: Final = ("uart", "alb", "alf", "Q")


def years_at(text: str, start: int, window: int) -> Span | None:
    """Return what the year at `start` is part of; from `window` on is looked for what announces it."""
    return (
        _decade(text, start)
        or _century(text, start)
        or _season(text, start)
        or _part(text, start, window)
        or _years(text, start, window)
    )


def _decade(text: str, start: int) -> Span | None:
    """Return the decade at `start`: 1990er Jahre, the 1990s, the 90s, with an X for any year of it."""
    match = _DECADE.match(text, start)
    # `the 1900s` may be a whole century.
    if not match or (match["long"] and match["long"] != "200" and match["long"].endswith("0")):
        return None
    # `90s` alone and people `in their 90s` are no decades.
    if match["short"]:
        told = "Jahr" in match[0] or text.endswith(("the ", "The ", "the '", "the ’"), 0, start)
        return Span(start, match.end(), f"19{match['short']}X") if told else None
    return Span(start, match.end(), f"{match['long']}X")


def _century(text: str, start: int) -> Span | None:
    """Return the century at `start`: 19. Jahrhundert, the 19th century, with XX for its years."""
    match = _CENTURY.match(text, start)
    if not match or not 1 <= int(match["number"]) <= 21:
        return None
    return Span(start, match.end(), f"{int(match['number']) - 1:02}XX")


def _season(text: str, start: int) -> Span | None:
    """Return the year at `start` that goes on into the next: 2019/20, the 2018-19 season."""
    match = _SEASON.match(text, start)
    if not match or not "1900" <= match[1] < "2100":
        return None
    first, last = int(match[1]), int(match[2])
    # 2011-12 can be a December too, and 2010-11 a November.
    month = text[start + 4] != "/" and last <= 12
    if (first + 1) % 100 != last or (month and not _SEASON_AFTER.match(text, match.end())):
        return None
    return Span(start, match.end(), f"{first}/{first + 1}")


def _part(text: str, start: int, window: int) -> Span | None:
    """Return the quarter or half of the year at `start`, as its first and last month."""
    if not any(sign in text[window:start] for sign in _PART_SIGNS):
        return None
    match = _PART.search(text, window, start)
    year = _YEARS.match(text, start)
    if not match or not year or year["y2"]:
        return None
    unit = match["unit"] or "quarter"
    which = match["q"] or match["which"]
    number = int(which[0]) if which[0].isdigit() else _NUMBERS[which[:2].lower()]
    length = 3 if unit.lower().startswith("quart") else 6
    if number * length > 12:
        return None
    first = (number - 1) * length + 1
    value = f"{year['y1']}-{first:02}/{year['y1']}-{first + length - 1:02}"
    return Span(match.start(), year.end(), value)


def _years(text: str, start: int, window: int) -> Span | None:
    """Return the year at `start`, or the years from one to another, if what is around says so."""
    if text.startswith("(", start - 1) and start > 0:
        match = _IN_BRACKETS.match(text, start)
        if match:
            return _checked(start, match.end() - 1, match["y1"], match["y2"])
    announced = _ANNOUNCED.search(text, window, start)
    match = announced and (_BETWEEN if announced["between"] else _YEARS).match(text, start)
    if not announced or not match:
        return None
    first, last = match["y1"], match["y2"]
    if last:
        return _checked(start, match.end(), first, last)
    # `in 2000 cases`, `bis 1950 Euro`: numbers as well as years.
    likely = (
        "1900" < first < "2100" and not first.endswith("00") and not _NOUN.match(text, match.end())
    )
    sure = announced["sure"] or announced[0].endswith("-") or (announced["likely"] and likely)
    return Span(start, match.end(), first) if sure else None


def _checked(start: int, end: int, first: str, last: str | None) -> Span:
    """Return the span of a year or years, without a value if they are no likely ones."""
    if last is None:
        return Span(start, end, first if "1900" <= first < "2100" else "")
    return Span(start, end, f"{first}/{last}" if "1900" <= first < last < "2100" else "")
