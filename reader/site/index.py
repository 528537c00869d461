"""The first page of a site: the articles, newest first, month by month."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from typing import Final

from library import Article, BlockKind, EntityKind, _, clean_line, ngettext, sentences
from reader.formats import articles_told, count, local_now, long_date
from reader.site.dossier import Dossier, Entry, months
from reader.site.frame import (
    facts_of,
    header,
    heading,
    month_heading,
    month_list,
    name_list,
    page_of,
    side,
    title_of,
)
from reader.writing.web_article import escaped, language_attribute

PATH: Final = "index.html"
"""Where it is within the site."""

_MOST_NAMES: Final = 16
_LEAD: Final = 160
"""Code points of a lead after which no other sentence of it is shown."""
_LONGEST_LEAD: Final = 320
_SHOWN: Final = frozenset(EntityKind) - {EntityKind.DATE}


def page(dossier: Dossier) -> str:
    """Return the page."""
    by_month = months(dossier.entries)
    names = [(one, one.articles) for one in dossier.names if one.entity.kind in _SHOWN]
    often = name_list(names[:_MOST_NAMES], "")
    above = heading(_("Named most")) if often else ""
    parts = [
        header(escaped(dossier.title), escape(_summary(dossier))),
        side(month_list({month: len(some) for month, some in by_month.items()}), above + often),
        '<div class="text">\n',
        *(
            month_heading(month, is_only=len(by_month) == 1) + _list(some)
            for month, some in by_month.items()
        ),
        "</div>\n",
    ]
    return page_of(dossier, PATH, dossier.title, parts)


def _summary(dossier: Dossier) -> str:
    """Return how many articles there are, from when, and how many names."""
    told = [articles_told(len(dossier.entries))]
    dates = [one.article.published for one in dossier.entries if one.article.published]
    if dates:
        now = local_now()
        last, first = (long_date(one, now) for one in (dates[0], dates[-1]))
        told.append(first if first == last else f"{first} – {last}")
    number = len(dossier.names)
    told.append(ngettext("{count} name", "{count} names", number).format(count=count(number)))
    return " · ".join(told)


def _list(entries: Sequence[Entry]) -> str:
    """Return a list of articles, each with its lead."""
    rows = "".join(
        f'<li>\n<h3 lang="{language_attribute(entry.article)}" dir="auto">'
        f'<a href="{entry.path}">{title_of(entry)}</a></h3>\n'
        f'<p class="facts">{facts_of(entry)}</p>\n{_lead(entry.article)}</li>\n'
        for entry in entries
    )
    return f'<ol class="articles">\n{rows}</ol>\n'


def _lead(article: Article) -> str:
    """Return the first sentences of an article; empty where it has none."""
    first = next((one for one in article.blocks if one.kind is BlockKind.PARAGRAPH), None)
    if first is None:
        return ""
    end = 0
    for _start, end in sentences(first.text, article.language):
        if end >= _LEAD:
            break
    text = clean_line(first.text[:end])
    if len(text) > _LONGEST_LEAD:
        text = f"{text[:_LONGEST_LEAD].rpartition(' ')[0] or text[:_LONGEST_LEAD]} …"
    return f'<p lang="{language_attribute(article)}" dir="auto">{escaped(text)}</p>\n'
