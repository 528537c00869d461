"""Articles as one web page that needs nothing else: no script, and nothing that is fetched.

Kinds of names differ by colour and by a way of writing that needs none, light or dark as the
person's system is. Whatever comes from an article is escaped, and only http(s) addresses are links.
"""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Iterable, Iterator
from hashlib import sha256
from html import escape
from itertools import chain, islice
from typing import Final

from library import Article, EntityKind, _, clean_line, language_in_use
from reader.browsing import is_openable
from reader.output import PROGRAM
from reader.writing.document import Document
from reader.writing.facts import written_date
from reader.writing.web_article import (
    KINDS,
    Body,
    attribute,
    escaped,
    language_attribute,
    link,
    mark,
)

_STYLE: Final = """\
:root { color-scheme: light dark; --ink: #22211f; --paper: #fdfcfa; --quiet: #66635d; --line: #dedad2;
  --person: #8a4b00; --place: #22662f; --organisation: #1f5288; --date: #5b4590; --handle: #136060; }
@media (prefers-color-scheme: dark) {
  :root { --ink: #d5d3cc; --paper: #16181c; --quiet: #9a978f; --line: #3a3f48;
    --person: #d9a566; --place: #8fb996; --organisation: #7aa2c8; --date: #a99bc4; --handle: #7fb5b5; }
}
body { margin: 0; background: var(--paper); color: var(--ink);
  font: 1.0625rem/1.6 Charter, Georgia, "Noto Serif", serif; }
main, footer { box-sizing: border-box; max-width: 42rem; margin: 0 auto; padding: 2rem 1.25rem;
  overflow-wrap: break-word; }
article + article { margin-top: 3rem; border-top: 1px solid var(--line); padding-top: 2rem; }
h1, h2, h3, h4, h5, h6 { line-height: 1.25; margin: 1.6em 0 .5em; text-wrap: balance; }
h1 { font-size: 1.8rem; margin-top: 0; } h2 { font-size: 1.35rem; } h3 { font-size: 1.15rem; }
h4, h5, h6 { font-size: 1rem; }
.facts, figcaption, footer { color: var(--quiet); font-size: .9rem; }
a { color: inherit; text-decoration-thickness: 1px; }
figure { margin: 1.2em 0; }
blockquote { margin: 1.2em 0; padding-inline-start: 1rem; border-inline-start: 3px solid var(--line); }
figure blockquote { margin-bottom: .3em; }
figure blockquote + figcaption { padding-inline-start: calc(1rem + 3px); }
ul { padding-inline-start: 1.4rem; } li.numbered { list-style: none; }
pre { padding: .8rem 1rem; border: 1px solid var(--line); overflow-x: auto; font-size: .85rem; }
mark { background: none; color: inherit; }
.person { color: var(--person); font-weight: bold; }
.place { color: var(--place); text-decoration: underline; }
.organisation { color: var(--organisation); font-weight: bold; text-decoration: underline double; }
.other { font-style: italic; }
.date { color: var(--date); text-decoration: underline dotted; }
.handle { color: var(--handle); text-decoration: underline dashed; }
@media print { body { background: none; color: #000; } }
"""
_HEAD: Final = """\
<!DOCTYPE html>
<html lang="{language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="{policy}">
<meta name="referrer" content="no-referrer">
{facts}<title>{title}</title>
<style>
{style}</style>
</head>
<body>
<main>
"""


# Neither of the last two is among what the default is for. Of styles ours alone are in force.
_POLICY: Final = (
    "default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"
)


def write(documents: Iterable[Document]) -> Iterator[str]:
    """Yield a page with all documents, one below the other."""
    waiting = iter(documents)
    first = list(islice(waiting, 2))
    if not first:
        return
    yield _head(first[0].article if len(first) == 1 else None)
    kinds = set[EntityKind]()
    for one in chain(first, waiting):
        kinds |= {mention.entity.kind for mention in one.mentions}
        yield _article(one)
    yield f"</main>\n{_legend(kinds)}</body>\n</html>\n"


def _head(article: Article | None) -> str:
    """Return what stands above the first article, with what is known of it if it is the only one."""
    if article is None:
        return _HEAD.format(
            language=attribute(language_in_use()),
            facts="",
            title=PROGRAM,
            style=_STYLE,
            policy=_policy(),
        )
    known = {
        'name="author"': article.author,
        'property="og:title"': article.title,
        'property="og:site_name"': article.source,
        'property="og:url"': article.url if article.url and is_openable(article.url) else None,
        'property="article:published_time"': article.published and written_date(article.published),
    }
    lines = (f'<meta {n} content="{attribute(value)}">\n' for n, value in known.items() if value)
    return _HEAD.format(
        language=language_attribute(article),
        facts="".join(lines),
        title=attribute(article.title) or PROGRAM,
        style=_STYLE,
        policy=_policy(),
    )


def _policy() -> str:
    """Return what a browser is to do with the page, whatever should ever get into it."""
    digest = b64encode(sha256(f"\n{_STYLE}".encode()).digest()).decode()
    return _POLICY.format(digest=digest)


def _legend(kinds: set[EntityKind]) -> str:
    """Return what tells which kinds of names look how; nothing where none is named."""
    if not kinds:
        return ""
    shown = (mark(kind, "", escape(_(KINDS[kind]))) for kind in EntityKind if kind in kinds)
    return (
        f'<footer lang="{attribute(language_in_use())}">\n<p>{" · ".join(shown)}</p>\n</footer>\n'
    )


def _article(one: Document) -> str:
    """Return an article."""
    article, body = one.article, Body(one)
    return (
        f'<article lang="{language_attribute(article)}" dir="auto">\n<header>\n'
        f"<h1>{body.title()}</h1>\n{_facts(article)}</header>\n"
        f"{''.join(body.blocks())}</article>\n"
    )


def _facts(article: Article) -> str:
    """Return the line below the title."""
    parts = [escaped(clean_line(one)) for one in (article.source, article.author) if one]
    if article.published:
        moment = written_date(article.published)
        day = article.published.date().isoformat()
        parts.append(f'<time datetime="{moment}">{day}</time>')
    line = f'<p class="facts">{" · ".join(parts)}</p>\n' if parts else ""
    if article.url and is_openable(article.url):
        line += f'<p class="facts">{link(article.url, escaped(clean_line(article.url)))}</p>\n'
    return line
