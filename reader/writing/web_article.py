"""An article as a part of a web page: its blocks in sections, with links and the names in it.

Whatever comes from an article is escaped, and only http(s) addresses are links. How a name is marked
is up to the page, so that it may lead somewhere.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterator, Sequence
from html import escape
from itertools import groupby, islice
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
    is_numbered,
)
from reader.browsing import is_openable
from reader.writing.document import Document, apart, attribution_of

KINDS: Final = {
    EntityKind.PERSON: N_("Person"),
    EntityKind.PLACE: N_("Place"),
    EntityKind.ORGANISATION: N_("Organisation"),
    EntityKind.OTHER: N_("Other name"),
    EntityKind.DATE: N_("Date"),
    EntityKind.HANDLE: N_("Handle"),
}
"""What a name of each kind is; to be translated where it is shown."""

Name = Callable[[Mention, str, bool], str]
"""Returns escaped text marked as the name that it is; it may be told to lead nowhere, being in a link."""

_LANGUAGE: Final = re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8})*")
_LAST_HEADING: Final = 6


def mark(kind: EntityKind, name: str, text: str) -> str:
    """Return `text`, which is escaped, marked as a name; nothing is said of whose if `name` is empty."""
    title = f' title="{escape(_(KINDS[kind]))}: {attribute(name)}"' if name else ""
    return f'<mark class="{kind}"{title}>{text}</mark>'


def link(url: str, text: str) -> str:
    """Return `text`, which is escaped, as a link to an address that may be opened."""
    return f'<a href="{attribute(url)}" rel="noopener noreferrer nofollow">{text}</a>'


def language_attribute(article: Article) -> str:
    """Return the article's language as an attribute; empty, which means unknown, where it is not told."""
    language = article.language or ""
    return language if _LANGUAGE.fullmatch(language) else ""


def attribute(text: str) -> str:
    """Return outside text as the value of an attribute, on one line."""
    return escape(clean_line(text), quote=True)


def escaped(text: str) -> str:
    """Return text that stands between tags."""
    return escape(text, quote=False)


def _marked(mention: Mention, text: str, _is_linked: bool) -> str:
    return mark(mention.entity.kind, clean_line(mention.entity.name), text)


class Body:
    """The title and the blocks of an article as HTML."""

    def __init__(
        self, one: Document, name: Name = _marked, id_of: Callable[[int], str] | None = None
    ) -> None:
        """Write a document.

        Args:
            one: What is written.
            name: Marks the names in it.
            id_of: Returns the id of the element of a block with this number; None for no ids.
        """
        self._article = one.article
        self._name = name
        self._id_of = id_of
        self._mentions: dict[int, list[Mention]] = {}
        for mention in one.mentions:
            self._mentions.setdefault(mention.block, []).append(mention)

    def title(self) -> str:
        """Return the title, with the names in it."""
        return self._text(TITLE_BLOCK, Block(BlockKind.HEADING, self._article.title))

    def blocks(self) -> Iterator[str]:
        """Yield the blocks; what stands below a heading is a section, within those above it."""
        levels: list[int] = []  # of the sections that are open
        blocks = enumerate(self._article.blocks)
        for is_list, group in groupby(blocks, lambda pair: pair[1].kind is BlockKind.LIST_ITEM):
            if is_list:
                yield from self._list(list(group))
                continue
            for number, block in group:
                if block.kind is BlockKind.HEADING:
                    while levels and levels[-1] >= block.level:
                        levels.pop()
                        yield "</section>\n"
                    levels.append(block.level)
                    yield "<section>\n"
                yield self._block(number, block)
        yield "</section>\n" * len(levels)

    def _list(self, items: Sequence[tuple[int, Block]]) -> Iterator[str]:
        """Yield items that follow one another, those of a lower level within the one above them."""
        levels: list[int] = []  # of the lists that are open
        for number, block in items:
            while len(levels) > 1 and levels[-1] > block.level:
                levels.pop()
                yield "</li>\n</ul>\n"
            if levels and block.level <= levels[-1]:
                yield "</li>\n"
            else:
                levels.append(block.level)
                yield "<ul>\n"
            numbered = ' class="numbered"' if is_numbered(block.text) else ""
            yield f"<li{numbered}{self._id(number)}>{self._text(number, block)}"
        yield "</li>\n</ul>\n" * len(levels)

    def _block(self, number: int, block: Block) -> str:
        """Return a block that is no list item."""
        text, id_ = self._text(number, block), self._id(number)
        match block.kind:
            case BlockKind.HEADING:
                # The title is the highest.
                tag = f"h{min(max(block.level, 2), _LAST_HEADING)}"
                return f"<{tag}{id_}>{text}</{tag}>\n"
            case BlockKind.QUOTE:
                quote = f"<blockquote{id_}>\n<p>{text}</p>\n</blockquote>\n"
                if who := attribution_of(block):
                    below = f"<figcaption>— {escaped(clean_line(who))}</figcaption>\n"
                    return f"<figure>\n{quote}{below}</figure>\n"
                return quote
            case BlockKind.CAPTION:
                return f"<figure{id_}>\n<figcaption>{text}</figcaption>\n</figure>\n"
            case BlockKind.PREFORMATTED:
                return f"<pre{id_}>\n{text}</pre>\n"  # the first line break is none
        return f"<p{id_}>{text}</p>\n"

    def _id(self, number: int) -> str:
        return f' id="{self._id_of(number)}"' if self._id_of is not None else ""

    def _text(self, number: int, block: Block) -> str:
        """Return the text of a block with its links and the names in it."""
        named = list(apart(self._mentions.get(number, ()), len(block.text)))
        ends = [mention.end for mention in named]
        parts, position = list[str](), 0
        for one in apart(block.links, len(block.text)):
            if not is_openable(one.url):
                continue
            parts.append(self._marked(block, (position, one.start), named, ends))
            linked = self._marked(block, (one.start, one.end), named, ends, is_linked=True)
            parts.append(link(one.url, linked))
            position = one.end
        parts.append(self._marked(block, (position, len(block.text)), named, ends))
        return "".join(parts)

    def _marked(
        self,
        block: Block,
        span: tuple[int, int],
        mentions: Sequence[Mention],
        ends: Sequence[int],
        *,
        is_linked: bool = False,
    ) -> str:
        """Return a part of a block's text with the names in it; one only half in it is marked there."""
        start, end = span
        parts, position = list[str](), start
        for mention in islice(mentions, bisect_right(ends, start), None):
            if mention.start >= end:
                break
            begin, stop = max(mention.start, start), min(mention.end, end)
            parts.append(_plain(block, position, begin))
            parts.append(self._name(mention, _plain(block, begin, stop), is_linked))
            position = stop
        parts.append(_plain(block, position, end))
        return "".join(parts)


def _plain(block: Block, start: int, end: int) -> str:
    """Return a part of a block's text in which nothing is marked."""
    text = escaped(clean_text(block.text[start:end]))
    match block.kind:
        case BlockKind.PREFORMATTED:
            return text
        case BlockKind.HEADING:
            return text.replace("\n", " ")
    return text.replace("\n", "<br>\n")
