"""Markdown: its own structure, read with markdown-it (CommonMark)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import takewhile
from typing import TYPE_CHECKING, Final

from library.clean import clean_line, clean_text
from library.frontmatter import front_matter
from library.intake.columns import in_columns
from library.models import Block, BlockKind, Draft, Link
from library.structure import structure

if TYPE_CHECKING:
    from markdown_it.token import Token

_MAX_NESTING: Final = 100
"""Depth of lists and quotes that is read; each level costs the parser's recursion four calls."""
_FLOOD: Final = re.compile(r"\[{20}")
_MAX_OPEN: Final = 2000
"""Opening brackets without a closing one; the parser looks far ahead for each, some 0.1 ms."""
_SIGNS: Final = (
    re.compile(r"^ {0,3}#{1,6} +\S", re.MULTILINE),
    re.compile(r"^\S.*\n(?:=+|-{3,}) *$", re.MULTILINE),
    re.compile(r"\]\((?:https?://|/|\./|#|mailto:)[^\s)]{0,500}(?: {1,9}\"[^\"\n]{0,200}\")?\)"),
    re.compile(r"!\[[^\]\n]{0,300}\]\([^)\n]{1,500}\)"),
    re.compile(r"^ {0,3}(?:```|~~~)", re.MULTILINE),
    re.compile(r"^\[[^\]\n]{1,300}\]: +\S+$", re.MULTILINE),
    re.compile(r"(?<!\S)(?:\*\*|__)(?! )[^*_\n]{1,80}(?<! )(?:\*\*|__)(?!\w)"),
    re.compile(r"^(?:[*+-]|\d\.) +\S.*\n(?:[*+-]|\d\.) +\S", re.MULTILINE),
    re.compile(r"^> +\S", re.MULTILINE),
)
"""What a text in Markdown has: headings of both kinds, links, pictures, code, emphasis, lists, quotes."""
_STRONG_SIGNS: Final = 4
"""The first of the signs, of which a text must have one: the others are also made by people who type."""
_CONTAINERS = {"blockquote_open": 1, "blockquote_close": -1}
_PREFORMATTED = frozenset({"fence", "code_block", "html_block"})
_LISTS_OPEN = frozenset({"bullet_list_open", "ordered_list_open"})
_LISTS_CLOSE = frozenset({"bullet_list_close", "ordered_list_close"})


def is_markdown(text: str) -> bool:
    """Say whether `text` is clearly Markdown by what stands in it: two signs, one of them strong."""
    shown = [sign.search(text) is not None for sign in _SIGNS]
    return sum(shown) > 1 and any(shown[:_STRONG_SIGNS])


def read(text: str) -> Draft:
    """Return the draft of a Markdown document.

    The title is the front matter's, else the first heading when nothing stands before it. Images
    become captions with their alternative text. Raw HTML is kept as the text it is.
    """
    # Imported here: it takes 30 ms, and the reader starts without it.
    from markdown_it import MarkdownIt

    cleaned = clean_text(text)
    if _FLOOD.search(cleaned) or cleaned.count("[") - cleaned.count("]") > _MAX_OPEN:
        # Nobody writes this, and it would take minutes.
        return structure(cleaned)
    draft, body = front_matter(cleaned)
    parser = MarkdownIt("commonmark", {"maxNesting": _MAX_NESTING}).enable("table")
    tokens = parser.parse(body)
    if any(token.level >= _MAX_NESTING - 1 for token in tokens):
        # What is nested deeper was left out by the parser; as plain text nothing is.
        return structure(cleaned)
    blocks = tuple(_blocks(tokens))
    title = draft.title
    if _is_headed(tokens, blocks) and title in ("", blocks[0].text):
        title, blocks = blocks[0].text, blocks[1:]
    return replace(draft, title=title, blocks=blocks + draft.blocks)


def _is_headed(tokens: Sequence[Token], blocks: Sequence[Block]) -> bool:
    """Tell whether the first block is a heading, and that of no item of a list."""
    begins = bool(tokens) and (tokens[0].type, tokens[0].level) == ("heading_open", 0)
    return begins and bool(blocks) and blocks[0].kind is BlockKind.HEADING


class _Lists:
    """The lists that are open, and the numbers that the next leaf begins with."""

    def __init__(self) -> None:
        self._next: list[int | None] = []  # of each list; None where its items have none
        self.numbers = ""
        """As they are shown: of an item that begins with a list of its own, both."""

    def __len__(self) -> int:
        return len(self._next)

    def see(self, token: Token) -> None:
        """Take notice of what a token opens or closes."""
        if token.type in _LISTS_OPEN:
            self._next.append(int(token.attrs.get("start", 1)) if token.tag == "ol" else None)
        elif token.type in _LISTS_CLOSE:
            self._next.pop()
        elif token.type == "list_item_open" and (number := self._next[-1]) is not None:
            self.numbers += f"{number}{token.markup} "
            self._next[-1] = number + 1
        elif token.type == "list_item_close":
            self.numbers = ""


def _blocks(tokens: Sequence[Token]) -> Iterator[Block]:
    """Yield a block for each leaf of the token stream."""
    quotes = heading = 0
    lists = _Lists()
    within = iter(tokens)
    for token in within:
        quotes += _CONTAINERS.get(token.type, 0)
        lists.see(token)
        if token.type == "heading_open":
            heading = int(token.tag[1:])
        elif token.type == "inline":
            yield from _leaf(token, heading, len(lists), quotes, lists.numbers)
            heading, lists.numbers = 0, ""
        elif token.type == "table_open":
            yield from _table(list(takewhile(lambda one: one.type != "table_close", within)))
        elif token.type in _PREFORMATTED and (content := clean_text(token.content).strip("\n")):
            yield Block(BlockKind.PREFORMATTED, content)


def _table(tokens: Sequence[Token]) -> Iterator[Block]:
    """Yield a table in columns when it is narrow enough, else a paragraph for each cell."""
    rows: list[list[str]] = []
    for token in tokens:
        if token.type == "tr_open":
            rows.append([])
        elif token.type == "inline":
            rows[-1].append(_inline(token.children or ())[0].replace("\n", " ").strip())
    if text := in_columns(rows):
        yield Block(BlockKind.PREFORMATTED, text)
    else:
        for token in tokens:
            if token.type == "inline":
                yield from _leaf(token)


def _leaf(
    token: Token, heading: int = 0, lists: int = 0, quotes: int = 0, number: str = ""
) -> Iterator[Block]:
    """Yield the block of one inline token, and a caption for each image in it.

    `number` is that of the item of a list which begins with it, as it is shown.
    """
    text, links, captions = _inline(token.children or ())
    if text.strip():
        if number:
            by = len(number)
            text = number + text
            links = tuple(replace(one, start=one.start + by, end=one.end + by) for one in links)
        if heading:
            # A heading is one line; link offsets survive because only white space is replaced one for one.
            yield Block(BlockKind.HEADING, text.replace("\n", " "), level=heading, links=links)
        elif quotes:
            yield Block(BlockKind.QUOTE, text, links=links)
        elif lists:
            yield Block(BlockKind.LIST_ITEM, text, level=lists, links=links)
        else:
            yield Block(BlockKind.PARAGRAPH, text, links=links)
    for caption in captions:
        yield Block(BlockKind.CAPTION, caption)


def _inline(tokens: Sequence[Token]) -> tuple[str, tuple[Link, ...], list[str]]:
    """Return the plain text of inline tokens, its links, and the texts of its images."""
    parts: list[str] = []
    links: list[Link] = []
    captions: list[str] = []
    length = 0
    opened: tuple[int, str] | None = None
    for token in tokens:
        piece = ""
        if token.type == "link_open":
            opened = (length, clean_line(str(token.attrs.get("href", ""))))
        elif token.type == "link_close" and opened is not None:
            if length > opened[0]:
                links.append(Link(opened[0], length, opened[1]))
            opened = None
        elif token.type == "image":
            captions.extend(filter(None, [clean_line(token.content)]))
        elif token.type == "softbreak":
            piece = " "
        elif token.type == "hardbreak":
            piece = "\n"
        else:
            # An entity such as &#27; becomes a character only now, so it is cleaned only now.
            piece = clean_text(token.content)
        parts.append(piece)
        length += len(piece)
    joined = "".join(parts)
    # Pieces that are clean can still make a flood of marks together; then links lose their place.
    text = clean_text(joined)
    return text, tuple(links) if text == joined else (), captions
