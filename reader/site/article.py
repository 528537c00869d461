"""The page of an article: its sections as contents, its text with names that lead to their pages."""

from __future__ import annotations

from collections import Counter
from html import escape
from typing import Final

from library import EntityKind, Mention, _, clean_line
from reader.browsing import is_openable
from reader.formats import KINDS
from reader.site.dossier import Dossier, Entry, key_of
from reader.site.frame import (
    block_id,
    facts_of,
    header,
    heading,
    legend,
    name_list,
    number_told,
    page_of,
    side,
    title_of,
)
from reader.writing.web_article import Body, attribute, escaped, language_attribute, link, mark

_UP: Final = "../"


def page(dossier: Dossier, place: int) -> str:
    """Return the page of the article with this number."""
    entry = dossier.entries[place]
    article = entry.article

    def name(mention: Mention, text: str, is_linked: bool) -> str:
        entity = mention.entity
        if is_linked:
            return mark(entity.kind, clean_line(entity.name), text)
        title = attribute(entity.name)
        path = dossier.name(entity).path
        return f'<a class="{entity.kind}" href="{_UP}{path}" title="{title}">{text}</a>'

    body = Body(entry.document, name, block_id)
    language = f'lang="{language_attribute(article)}" dir="auto"'
    parts = [
        header(
            f'<span id="title" {language}>{body.title() or title_of(entry)}</span>',
            _facts(entry),
            _address(entry),
            _versions(dossier, entry),
        ),
        side(_contents(entry)),
        f'<div class="text">\n<article {language}>\n{"".join(body.blocks())}</article>\n',
        _names(dossier, entry),
        _neighbours(dossier, place),
        legend(
            [
                kind
                for kind in EntityKind
                if kind in {m.entity.kind for m in entry.document.mentions}
            ]
        ),
        "</div>\n",
    ]
    return page_of(dossier, entry.path, clean_line(article.title), parts)


def _facts(entry: Entry) -> str:
    """Return what is known of the article, its author included."""
    author = entry.article.author
    return facts_of(entry) + (f" · {escaped(clean_line(author))}" if author else "")


def _address(entry: Entry) -> str:
    """Return where the article is from, as a link; empty where that may not be opened."""
    url = entry.article.url
    return link(url, escaped(clean_line(url))) if url and is_openable(url) else ""


def _versions(dossier: Dossier, entry: Entry) -> str:
    """Return links to other versions of its story that are in the dossier."""
    found = [dossier.by_id[id_] for id_ in entry.document.versions if id_ in dossier.by_id]
    if not found:
        return ""
    links = ", ".join(f'<a href="{_UP}{one.path}">{title_of(one)}</a>' for one in found)
    return escape(_("Other versions:")) + f" {links}"


def _contents(entry: Entry) -> str:
    """Return links to the sections; empty where there is none but the lead."""
    headings = [one.heading for one in entry.article.sections if one.heading is not None]
    if not headings:
        return ""
    blocks = entry.article.blocks
    highest = min(blocks[number].level for number in headings)
    rows = "".join(
        f'<li class="level{min(blocks[number].level - highest, 3)}">'
        f'<a href="#{block_id(number)}">{escaped(clean_line(blocks[number].text))}</a></li>\n'
        for number in headings
    )
    language = f'lang="{language_attribute(entry.article)}" dir="auto"'
    above = heading(_("Contents"))
    return f'<nav>\n{above}<ol class="contents" {language}>\n{rows}</ol>\n</nav>\n'


def _names(dossier: Dossier, entry: Entry) -> str:
    """Return what the article names, by kind, what it names most often first."""
    found = Counter(key_of(mention.entity) for mention in entry.document.mentions)
    named = {key_of(one.entity): dossier.name(one.entity) for one in entry.document.mentions}
    parts = []
    for kind in EntityKind:
        often = found.most_common()
        names = [(named[key], number_told(number)) for key, number in often if key[0] is kind]
        if names:
            parts.append(f"<h2>{escape(_(KINDS[kind]))}</h2>\n{name_list(names, _UP)}")
    return f'<section class="named">\n{"".join(parts)}</section>\n' if parts else ""


def _neighbours(dossier: Dossier, place: int) -> str:
    """Return links to the article before and the one behind in the order of the index."""
    parts = []
    for other, relation, told in (
        (place - 1, "prev", _("Previous")),
        (place + 1, "next", _("Next")),
    ):
        if 0 <= other < len(dossier.entries):
            entry = dossier.entries[other]
            name = entry.path.rpartition("/")[2]
            parts.append(
                f'<a rel="{relation}" href="{name}"><span>{escape(told)}</span> '
                f'<span lang="{language_attribute(entry.article)}">{title_of(entry)}</span></a>\n'
            )
    return f'<nav class="neighbours">\n{"".join(parts)}</nav>\n' if parts else ""
