"""When the article on a page was published: as the page declares it, or else as it shows it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from contextlib import suppress
from datetime import datetime
from itertools import islice
from typing import TYPE_CHECKING, Final

from library.clean import clean_line
from library.datetext import parse_date
from library.intake.pages.linked_data import LinkedData
from library.intake.pages.tree import INLINE

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_DATES: Final = (
    *("article:published_time", "og:published_time", "article:published"),
    *("og:article:published_time", "datepublished", "parsely-pub-date", "sailthru.date", "pubdate"),
    *("publishdate", "publish-date", "published_time", "date.issued", "dc.date.issued"),
    *("dcterms.created", "dcterms.date", "dc.date", "cxenseparse:recs:publishtime"),
    *("article.published", "last-published", "date"),
)
"""Names of meta tags with the date of publication, the most trusted first."""
_ISO_DATE: Final = re.compile(r"\d{4}-\d{2}-\d{2}(?:[T ]\d{2}:\d{2}(?::\d{2})?)?")
_FIRST_YEAR: Final = 1800
_MAX_SHOWN: Final = 300
"""Texts with the year of a date that are looked at."""
_WORDS: Final = frozenset({"title", "alt", "aria-label"})
"""Attributes that hold what people read."""
_LONG_VALUE: Final = 300
"""Code points of an attribute from which on it is no address and no date."""
_LINE: Final = 12
"""Words of a line that a date may stand in, which is not about something."""
_BARE: Final = 5
"""Words beside which a date stands by itself."""
_DATE: Final = 3
"""Words of a date."""
_PROSE: Final = frozenset({"p", "li", "dd", "td"})
"""Elements that hold sentences."""
_QUOTES: Final = frozenset({"blockquote", "q"})
_UNSHOWN: Final = frozenset({"script", "style"})
_WITHIN: Final = INLINE | {"a", "time"}
"""Elements that are a part of a line."""
_SENTENCE: Final = re.compile(r"[.!?…][\"'”’»)]*\Z")


def declared_date(tree: HtmlElement, data: LinkedData, metas: Mapping[str, str]) -> datetime | None:
    """Return when the page says that the article was published (aware, UTC)."""
    given = [data.text("datePublished"), *(metas.get(name, "") for name in _DATES)]
    given += _marked_dates(tree)
    given += [data.text("dateCreated", "uploadDate", "dateModified")]
    return next(filter(None, map(_date, given)), None)


def shown_date(tree: HtmlElement, url: str | None) -> datetime | None:
    """Return when the article was published (aware, UTC) as htmldate finds it by the look of the page.

    What may be any date on the page counts where it stands for itself: in a line of its own, at the
    beginning of a text, or in an address. Other dates are what a text, or a quotation, tells of.
    """
    date = _searched(tree, url, extensive=False)
    if date is not None and date.date().isoformat() not in "".join(tree.itertext()):
        return date  # by what nobody writes in a sentence
    date = date or _searched(tree, url, extensive=True)
    return date if date is not None and _stands_for_itself(tree, date) else None


def _searched(tree: HtmlElement, url: str | None, *, extensive: bool) -> datetime | None:
    """Return what htmldate finds, by what stands for dates on many sites or `extensive` by all texts."""
    from htmldate import find_date

    with suppress(Exception):
        # No fault of a page or of the search is worth losing the article.
        found = find_date(tree, url=url, original_date=True, extensive_search=extensive)
        return parse_date(found or "")
    return None


def _date(text: str) -> datetime | None:
    """Return the time that `text` gives, or the day when only that can be read."""
    match = _ISO_DATE.match(text.strip())
    date = parse_date(text) or (parse_date(match[0]) if match else None)
    # Templates give the first of days where they have no date.
    return date if date and date.year >= _FIRST_YEAR else None


def _marked_dates(tree: HtmlElement) -> Iterator[str]:
    """Yield the dates that the page marks as those of its publication."""
    for element in tree.iter("time", "span", "abbr", "div"):
        if "datePublished" in (element.get("itemprop") or "") or "pubdate" in element.attrib:
            yield element.get("datetime") or element.get("content") or ""
            yield clean_line(" ".join(element.itertext()))


def _stands_for_itself(tree: HtmlElement, date: datetime) -> bool:
    """Tell whether a date stands anywhere on a page as dates of publication do."""
    year, month, day = date.year, date.month, date.day
    coded = re.compile(
        rf"{year}[-/_.]?{month:02}[-/_.]?{day:02}|{day:02}[-/_.]?{month:02}[-/_.]?{year}"
    )
    told = re.compile(
        rf"(?<!\d)0?{day}(?!\d).*(?<!\d){year % 100:02}(?!\d)"
        rf"|(?<!\d)0?{day}(?!\d).*{year}|{year}.*(?<!\d)0?{day}(?!\d)"
    )
    for element in tree.iter():
        if not isinstance(element.tag, str):
            continue
        values = (text for name, text in element.attrib.items() if name not in _WORDS)
        if any(len(text) < _LONG_VALUE and coded.search(text) for text in values):
            return True
        if element.tag in _UNSHOWN and coded.search(element.text or ""):
            return True
    shown = islice(_with_year(tree, str(year)), _MAX_SHOWN)
    return any(_is_line_of(element, told) for element in shown)


def _with_year(tree: HtmlElement, year: str) -> Iterator[HtmlElement]:
    """Yield the elements that show a text with a year, which may be told in two digits."""
    for element in tree.iter():
        if not isinstance(element.tag, str) or element.tag in _UNSHOWN:
            continue
        if year[-2:] in (element.text or ""):
            yield element
        parent = element.getparent()
        if parent is not None and year[-2:] in (element.tail or ""):
            yield parent


def _is_line_of(element: HtmlElement, told: re.Pattern[str]) -> bool:
    """Tell whether `element`, or the line that it is in, is there for the date that `told` matches."""
    if any(above.tag in _QUOTES for above in (element, *element.iterancestors())):
        return False
    bare = _line(element, _BARE)
    while element.tag in _WITHIN and (parent := element.getparent()) is not None:
        element = parent
    if bare and element.tag not in _PROSE and told.search(bare):
        return True
    beginning = " ".join(clean_line("".join(islice(element.itertext(), 3))).split()[:3])
    if (match := told.search(beginning)) and not match.start():
        return True
    line = _line(element, _LINE)
    return told.search(line) is not None and (
        len(line.split()) <= _DATE or not _SENTENCE.search(line)
    )


def _line(element: HtmlElement, most: int) -> str:
    """Return the text of an element, if it has no more words than `most`."""
    found: list[str] = []
    for text in element.itertext():
        found += text.split()
        if len(found) > most:
            return ""
    return " ".join(found)
