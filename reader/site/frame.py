"""What all pages of a site have in common: head, the bar at the top, the columns, and small parts."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from html import escape
from importlib.resources import files
from typing import Final

from library import TITLE_BLOCK, EntityKind, _, clean_line, language_in_use
from reader.formats import MONTH_NAMES, count, local_now, long_date, reading_time
from reader.output import PROGRAM
from reader.site.dossier import Dossier, Entry, Month, Name
from reader.writing.facts import written_date
from reader.writing.web_article import KINDS, attribute, escaped, mark

_BAR: Final = 64
"""Units of the longest bar that tells how many articles a month has."""
GENERATOR: Final = f'<meta name="generator" content="{PROGRAM}">'
"""A line of each page, by which it is known that it is one of a site."""

# A page of a file has no origin that could be “self”, so that both are named.
_PAGE: Final = f"""\
<!DOCTYPE html>
<html lang="{{language}}">
<head>
<meta charset="utf-8">
{GENERATOR}
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" \
content="default-src 'none'; style-src 'self' file:; base-uri 'none'; form-action 'none'">
<meta name="referrer" content="no-referrer">
<title>{{title}}</title>
<link rel="stylesheet" href="{{up}}style.css">
</head>
<body>
<nav class="bar"><a href="{{up}}index.html">{{dossier}}</a>\
<a href="{{up}}names/index.html">{{names}}</a></nav>
<main>
{{main}}</main>
</body>
</html>
"""


def style() -> str:
    """Return the stylesheet of all pages."""
    return (files(__package__ or "") / "style.css").read_text(encoding="utf-8")


def page_of(dossier: Dossier, path: str, title: str, parts: Iterable[str]) -> str:
    """Return a page with a title, which is safe to show; `parts` stand below one another in it."""
    is_titled = title and title != dossier.title
    return _PAGE.format(
        language=attribute(language_in_use()),
        title=escaped(f"{title} – {dossier.title}" if is_titled else dossier.title),
        up="../" * path.count("/"),
        dossier=escaped(dossier.title),
        names=escape(_("Names")),
        main="".join(parts),
    )


def header(title: str, *facts: str, attributes: str = "") -> str:
    """Return what stands at the top of a page; all is HTML already, and a fact may be empty."""
    lines = "".join(f'<p class="facts">{fact}</p>\n' for fact in facts if fact)
    return f"<header{attributes}>\n<h1>{title}</h1>\n{lines}</header>\n"


def side(*parts: str) -> str:
    """Return what stands beside the text, or above it where there is no room; empty if nothing does."""
    inner = "".join(parts)
    return f'<aside class="side">\n{inner}</aside>\n' if inner else ""


def heading(text: str) -> str:
    """Return a heading of ours."""
    return f"<h2>{escape(text)}</h2>\n"


def block_id(number: int) -> str:
    """Return the id of the element that has the block with this number."""
    return "title" if number == TITLE_BLOCK else f"b{number}"


def facts_of(entry: Entry) -> str:
    """Return publication, day and length of an article on one line."""
    article = entry.article
    parts = [escaped(clean_line(article.source))] if article.source else []
    if article.published:
        day = escaped(long_date(article.published, local_now()))
        parts.append(f'<time datetime="{written_date(article.published)}">{day}</time>')
    parts.append(escaped(reading_time(article.words)))
    return " · ".join(parts)


def title_of(entry: Entry) -> str:
    """Return the title of an article, or that it has none, as text that stands between tags."""
    return escaped(clean_line(entry.article.title)) or escape(_("Untitled"))


def name_link(name: Name, up: str, number: int | None = None) -> str:
    """Return a link to the page of a name, with a number beside it if there is one to tell."""
    called = escaped(clean_line(name.entity.name))
    told = f' <span class="count">{count(number)}</span>' if number is not None else ""
    return f'<a class="{name.entity.kind}" href="{up}{name.path}">{called}</a>{told}'


def name_list(names: Iterable[tuple[Name, int | None]], up: str) -> str:
    """Return a list of names, each with its number."""
    items = "".join(f"<li>{name_link(name, up, number)}</li>\n" for name, number in names)
    return f'<ul class="names">\n{items}</ul>\n' if items else ""


def number_told(number: int) -> int | None:
    """Return a number that is worth telling beside a name; None for one, which is usual."""
    return number if number > 1 else None


def month_name(month: Month | None) -> str:
    """Return what a month is called, safe to show."""
    if month is None:
        return _("No date")
    return _("{month} {year}").format(month=_(MONTH_NAMES[month[1] - 1]), year=month[0])


def month_id(month: Month | None) -> str:
    """Return the id of the heading of a month."""
    return "undated" if month is None else f"m{month[0]:04}-{month[1]:02}"


def month_heading(month: Month | None, *, is_only: bool) -> str:
    """Return the heading of a month; empty where no article has a date, which is nothing to tell."""
    if month is None and is_only:
        return ""
    return f'<h2 id="{month_id(month)}">{escape(month_name(month))}</h2>\n'


def month_list(numbers: Mapping[Month | None, int]) -> str:
    """Return links to the months with how many articles each has; empty where there is but one."""
    if len(numbers) < 2:
        return ""
    most = max(numbers.values())
    rows = "".join(
        f'<li><a href="#{month_id(month)}">{escape(month_name(month))}</a> '
        f'<svg width="{_BAR}" height="6" aria-hidden="true">'
        f'<rect width="{max(1, round(number / most * _BAR))}" height="6"/></svg> '
        f'<span class="count">{count(number)}</span></li>\n'
        for month, number in numbers.items()
    )
    return heading(_("By month")) + f'<ol class="months">\n{rows}</ol>\n'


def legend(kinds: Sequence[EntityKind]) -> str:
    """Return what tells which kinds of names look how; nothing where none is named."""
    shown = " · ".join(mark(kind, "", escape(_(KINDS[kind]))) for kind in kinds)
    return f'<footer class="facts">\n<p>{shown}</p>\n</footer>\n' if kinds else ""
