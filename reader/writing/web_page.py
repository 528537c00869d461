"""Articles as one web page that needs nothing else: no script, and nothing that is fetched.

Kinds of names differ by colour and by a way of writing that needs none, light or dark as the
person's system is. Whatever comes from an article is escaped, and only http(s) addresses are links.
"""

from __future__ import annotations

import re
from base64 import b64encode
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from hashlib import sha256
from html import escape
from itertools import chain, groupby, islice
from typing import Final

from library import (
    N_,
    TITLE_BLOCK,
    Article,
    Block,
    BlockKind,
    EntityKind,
    Mention,
    _,
    clean_line,
    clean_text,
    language_in_use,
)
from reader.browsing import is_openable
from reader.output import PROGRAM
from reader.writing.document import Document, apart, attribution_of
from reader.writing.facts import written_date
from reader.writing.plain_text import is_numbered

_LANGUAGE: Final = re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8})*")
_LAST_HEADING: Final = 6
_KINDS: Final = {
    EntityKind.PERSON: N_("Person"),
    EntityKind.PLACE: N_("Place"),
    EntityKind.ORGANISATION: N_("Organisation"),
    EntityKind.OTHER: N_("Other name"),
    EntityKind.DATE: N_("Date"),
    EntityKind.HANDLE: N_("Handle"),
}
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
        yield "".join(_article(one))
    yield f"</main>\n{_legend(kinds)}</body>\n</html>\n"


def _head(article: Article | None) -> str:
    """Return what stands above the first article, with what is known of it if it is the only one."""
    if article is None:
        return _HEAD.format(
            language=_attribute(language_in_use()),
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
    lines = (f'<meta {n} content="{_attribute(value)}">\n' for n, value in known.items() if value)
    return _HEAD.format(
        language=_language(article),
        facts="".join(lines),
        title=_attribute(article.title) or PROGRAM,
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
    shown = (_mark(kind, "", escape(_(_KINDS[kind]))) for kind in EntityKind if kind in kinds)
    return (
        f'<footer lang="{_attribute(language_in_use())}">\n<p>{" · ".join(shown)}</p>\n</footer>\n'
    )


def _article(one: Document) -> Iterator[str]:
    """Yield an article."""
    article = one.article
    mentions: dict[int, list[Mention]] = {}
    for mention in one.mentions:
        mentions.setdefault(mention.block, []).append(mention)
    title = Block(BlockKind.HEADING, article.title)
    yield f'<article lang="{_language(article)}" dir="auto">\n<header>\n'
    yield f"<h1>{_text(title, mentions.get(TITLE_BLOCK, ()))}</h1>\n{_facts(article)}</header>\n"
    levels: list[int] = []  # of the sections that are open
    blocks = enumerate(article.blocks)
    for is_list, group in groupby(blocks, lambda pair: pair[1].kind is BlockKind.LIST_ITEM):
        if is_list:
            yield from _list([(block, mentions.get(number, ())) for number, block in group])
            continue
        for number, block in group:
            if block.kind is BlockKind.HEADING:
                while levels and levels[-1] >= block.level:
                    levels.pop()
                    yield "</section>\n"
                levels.append(block.level)
                yield "<section>\n"
            yield _block(block, mentions.get(number, ()))
    yield "</section>\n" * len(levels) + "</article>\n"


def _facts(article: Article) -> str:
    """Return the line below the title."""
    parts = [_escaped(clean_line(one)) for one in (article.source, article.author) if one]
    if article.published:
        moment = written_date(article.published)
        day = article.published.date().isoformat()
        parts.append(f'<time datetime="{moment}">{day}</time>')
    line = f'<p class="facts">{" · ".join(parts)}</p>\n' if parts else ""
    if article.url and is_openable(article.url):
        line += f'<p class="facts">{_link(article.url, _escaped(clean_line(article.url)))}</p>\n'
    return line


def _list(items: Sequence[tuple[Block, Sequence[Mention]]]) -> Iterator[str]:
    """Yield items that follow one another, those of a lower level within the one above them."""
    levels: list[int] = []  # of the lists that are open
    for block, mentions in items:
        while len(levels) > 1 and levels[-1] > block.level:
            levels.pop()
            yield "</li>\n</ul>\n"
        if levels and block.level <= levels[-1]:
            yield "</li>\n"
        else:
            levels.append(block.level)
            yield "<ul>\n"
        numbered = ' class="numbered"' if is_numbered(block.text) else ""
        yield f"<li{numbered}>{_text(block, mentions)}"
    yield "</li>\n</ul>\n" * len(levels)


def _block(block: Block, mentions: Sequence[Mention]) -> str:
    """Return a block that is no list item."""
    text = _text(block, mentions)
    match block.kind:
        case BlockKind.HEADING:
            # The title is the highest.
            tag = f"h{min(max(block.level, 2), _LAST_HEADING)}"
            return f"<{tag}>{text}</{tag}>\n"
        case BlockKind.QUOTE:
            quote = f"<blockquote>\n<p>{text}</p>\n</blockquote>\n"
            if who := attribution_of(block):
                below = f"<figcaption>— {_escaped(clean_line(who))}</figcaption>\n"
                return f"<figure>\n{quote}{below}</figure>\n"
            return quote
        case BlockKind.CAPTION:
            return f"<figure>\n<figcaption>{text}</figcaption>\n</figure>\n"
        case BlockKind.PREFORMATTED:
            return f"<pre>\n{text}</pre>\n"  # the first line break is none
    return f"<p>{text}</p>\n"


def _text(block: Block, mentions: Sequence[Mention]) -> str:
    """Return the text of a block with its links and the names in it."""
    named = list(apart(mentions, len(block.text)))
    ends = [mention.end for mention in named]
    parts, position = list[str](), 0
    for link in apart(block.links, len(block.text)):
        if not is_openable(link.url):
            continue
        parts.append(_marked(block, position, link.start, named, ends))
        parts.append(_link(link.url, _marked(block, link.start, link.end, named, ends)))
        position = link.end
    parts.append(_marked(block, position, len(block.text), named, ends))
    return "".join(parts)


def _marked(
    block: Block, start: int, end: int, mentions: Sequence[Mention], ends: Sequence[int]
) -> str:
    """Return a part of a block's text with the names in it; one that is only half in it is marked there."""
    parts, position = list[str](), start
    for mention in islice(mentions, bisect_right(ends, start), None):
        if mention.start >= end:
            break
        begin, stop = max(mention.start, start), min(mention.end, end)
        parts.append(_plain(block, position, begin))
        entity = mention.entity
        parts.append(_mark(entity.kind, clean_line(entity.name), _plain(block, begin, stop)))
        position = stop
    parts.append(_plain(block, position, end))
    return "".join(parts)


def _plain(block: Block, start: int, end: int) -> str:
    """Return a part of a block's text in which nothing is marked."""
    text = _escaped(clean_text(block.text[start:end]))
    match block.kind:
        case BlockKind.PREFORMATTED:
            return text
        case BlockKind.HEADING:
            return text.replace("\n", " ")
    return text.replace("\n", "<br>\n")


def _mark(kind: EntityKind, name: str, text: str) -> str:
    """Return `text`, which is escaped, marked as a name; nothing is said of whose if `name` is empty."""
    title = f' title="{escape(_(_KINDS[kind]))}: {_attribute(name)}"' if name else ""
    return f'<mark class="{kind}"{title}>{text}</mark>'


def _link(url: str, text: str) -> str:
    """Return `text`, which is escaped, as a link to an address that may be opened."""
    return f'<a href="{_attribute(url)}" rel="noopener noreferrer nofollow">{text}</a>'


def _language(article: Article) -> str:
    """Return the article's language as an attribute; empty, which means unknown, where it is not told."""
    language = article.language or ""
    return language if _LANGUAGE.fullmatch(language) else ""


def _attribute(text: str) -> str:
    return escape(clean_line(text), quote=True)


def _escaped(text: str) -> str:
    return escape(text, quote=False)
