"""The pages of names: for each all that is said of it, and the index of all."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from html import escape
from itertools import groupby
from typing import Final
from unicodedata import combining, normalize

from library import EntityKind, _, clean_line, clean_text, ngettext
from reader.formats import KIND_NAMES, KINDS, articles_told, count
from reader.site.dossier import Dossier, Entry, Name, Sentence
from reader.site.frame import (
    block_id,
    facts_of,
    header,
    heading,
    month_heading,
    month_list,
    name_list,
    number_told,
    page_of,
    side,
    title_of,
)
from reader.writing.web_article import attribute, escaped, language_attribute

PATH: Final = "names/index.html"
"""Where the index of names is within the site."""

_UP: Final = "../"
_TOGETHER: Final = 24
_FORMS: Final = 24
_LONGEST: Final = 600
"""Code points of a sentence that are shown at most; what has no end is cut there."""


def page(dossier: Dossier, name: Name) -> str:
    """Return the page of a name."""
    entity = name.entity
    called = clean_line(entity.name)
    entries = [(place, dossier.entries[place]) for place in name.mentions]
    by_month = [(month, list(some)) for month, some in groupby(entries, lambda pair: pair[1].month)]
    beside = name_list(dossier.beside(name, _TOGETHER), _UP)
    above = heading(_("Named together with")) if beside else ""
    parts = [
        header(f'<span class="{entity.kind}">{escaped(called)}</span>', _facts(name), _forms(name)),
        side(month_list({month: len(some) for month, some in by_month}), above + beside),
        '<div class="text">\n',
        *(
            month_heading(month, is_only=len(by_month) == 1) + "".join(_list(dossier, name, some))
            for month, some in by_month
        ),
        "</div>\n",
    ]
    return page_of(dossier, name.path, called, parts)


def _facts(name: Name) -> str:
    """Return what it is, in how many articles it is named, and how often."""
    number = name.forms.total()
    mentions = ngettext("{count} mention", "{count} mentions", number).format(count=count(number))
    parts = (_(KIND_NAMES[name.entity.kind]), articles_told(name.articles), mentions)
    return escape(" · ".join(parts))


def _forms(name: Name) -> str:
    """Return how else it is written, the commonest first; empty where it is always written so."""
    called = clean_line(name.entity.name)
    forms = [form for form, _number in name.forms.most_common() if form and form != called]
    if not forms:
        return ""
    told = ", ".join(forms[:_FORMS]) + (", …" if len(forms) > _FORMS else "")
    return escaped(_("Also written: {forms}").format(forms=told))


def _list(dossier: Dossier, name: Name, entries: Sequence[tuple[int, Entry]]) -> Iterator[str]:
    """Yield a list of articles, each with what it says of a name."""
    yield '<ol class="articles">\n'
    for place, entry in entries:
        language = f'lang="{language_attribute(entry.article)}" dir="auto"'
        path = f"{_UP}{entry.path}"
        yield f'<li>\n<h3 {language}><a href="{path}">{title_of(entry)}</a></h3>\n'
        yield f'<p class="facts">{facts_of(entry)}</p>\n<ul class="said" {language}>\n'
        for sentence in dossier.said_of(name, place):
            place_in = f"{path}#{block_id(sentence.block)}"
            yield f'<li><a href="{place_in}">{_said(sentence, name.entity.kind)}</a></li>\n'
        yield "</ul>\n</li>\n"
    yield "</ol>\n"


def _said(sentence: Sentence, kind: EntityKind) -> str:
    """Return a sentence with the name marked; what is very long is cut around the first."""
    text, begin = sentence.text, 0
    if len(text) > _LONGEST:
        begin = max(0, sentence.spans[0][0] - _LONGEST // 2)
        text = text[: begin + _LONGEST]
    parts, position = ["… " if begin else ""], begin
    for start, end in sentence.spans:
        if position <= start < end <= len(text):
            parts.append(escaped(clean_text(text[position:start])))
            parts.append(f'<mark class="{kind}">{escaped(clean_text(text[start:end]))}</mark>')
            position = end
    parts += [escaped(clean_text(text[position:])), " …" if len(text) < len(sentence.text) else ""]
    return "".join(parts)


def index_page(dossier: Dossier) -> str:
    """Return the index of all names by kind, each kind by the alphabet."""
    kinds = {kind: [n for n in dossier.names if n.entity.kind is kind] for kind in EntityKind}
    rows = "".join(
        f'<li><a href="#{kind}">{escape(_(KINDS[kind]))}</a> '
        f'<span class="count">{count(len(names))}</span></li>\n'
        for kind, names in kinds.items()
        if names
    )
    parts = [
        header(escape(_("Names"))),
        side(f'<nav>\n<ol class="contents">\n{rows}</ol>\n</nav>\n' if rows else ""),
        '<div class="text">\n',
        *(_kind(kind, names) for kind, names in kinds.items() if names),
        "</div>\n",
    ]
    return page_of(dossier, PATH, _("Names"), parts)


def _kind(kind: EntityKind, names: Sequence[Name]) -> str:
    """Return the names of a kind."""
    ordered = sorted(names, key=lambda one: (_sorted_by(one.entity.name), one.path))
    rows = name_list(((one, number_told(one.articles)) for one in ordered), _UP)
    above = f'<h2 id="{attribute(kind)}">{escape(_(KINDS[kind]))}</h2>\n'
    return f'<section class="all">\n{above}{rows}</section>\n'


def _sorted_by(name: str) -> str:
    """Return what a name stands by in the alphabet: its letters, whatever their case and marks."""
    plain = normalize("NFKD", clean_line(name))
    return "".join(letter for letter in plain if not combining(letter)).casefold()
