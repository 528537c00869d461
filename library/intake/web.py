"""Web pages: the article on a page as a draft.

The blocks are found with trafilatura and checked against an independent count of what the page
shows; where most of that is missing, all that the page shows is stored instead, and a notice says so.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from library.clean import clean_line
from library.errors import Refused
from library.intake import text as plain_text
from library.intake.pages.blocks import read_blocks
from library.intake.pages.encoding import declared_encoding
from library.intake.pages.headings import filter_headings, restore_headings
from library.intake.pages.items import number_items, restore_items
from library.intake.pages.letters import letters
from library.intake.pages.metadata import read_metadata
from library.intake.pages.titles import given_titles
from library.intake.pages.tree import annotate, is_tame, parse
from library.intake.pages.visible import Line, kept_share, line_blocks, visible_lines
from library.models import Block, Draft
from library.translation import N_

if TYPE_CHECKING:
    from lxml.html import HtmlElement

NOTICE: Final = N_(
    "The article could not be told from the rest of the page; all the page's text was kept."
)
"""Said of a page whose visible text was stored as it is."""

_MAX_ELSE: Final = 60
"""Code points beyond its one paragraph that a page may show and still be little more than that."""

MIN_SHARE: Final = 0.5
"""Of the running text that a page shows, the share that an extraction has to keep."""


@dataclass(frozen=True, slots=True)
class Page:
    """A web page as it was read."""

    draft: Draft
    """Its article."""
    notice: str | None = None
    """What the reader should know about how it was read."""


def read(data: bytes | str, name: str = "the page", address: str | None = None) -> Draft:
    """Return the draft of the article on a page; see `read_page`."""
    return read_page(data, name, address).draft


def read_page(
    data: bytes | str,
    name: str = "the page",
    address: str | None = None,
    *,
    share: float = MIN_SHARE,
    every_line: bool = False,
) -> Page:
    """Return the article on a page.

    Args:
        data: The page, in bytes or decoded.
        name: What it is called in messages.
        address: Where it is from, for a page that does not say so and for its relative links.
        share: How much of the running text that it shows has to be kept, or else all its text is.
        every_line: Whether every line that is not beside the text has to be kept, the headline too, as
            in a letter, whose title is its subject.

    Raises:
        Refused: It is empty, binary, in no known encoding, or shows no text.
    """
    if isinstance(data, bytes):
        data = plain_text.decode(data, name, declared_encoding(data))
    lines = visible_lines(data)
    tree = parse(data)
    tame = tree is not None and is_tame(tree)
    about = Draft("", ()) if tree is None else _metadata(tree, lines, address, tame=tame)
    if not lines and not about.title:
        raise Refused(name, N_("has no text in it"))
    blocks: list[Block] = []
    if tree is not None and tame:
        with suppress(Exception):
            # The extractor is made for any page; what it cannot stand costs the structure, no text.
            blocks = _article(tree, lines, about)
    own = [line for line in lines if not line.beside]
    title = "" if every_line else about.title
    if _is_glued(blocks, own):
        # Of a page with little more than its article, the lines are the better paragraphs.
        linked = sum(line.linked for line in own) * 2 > sum(len(line.text) for line in own)
        blocks = [] if linked else list(_everything(own, title))
    if _holds(blocks, lines, share) and not (every_line and _misses_line(blocks, own)):
        return Page(replace(about, blocks=tuple(number_items(blocks, lines))))
    whole = list(_with_links(_everything(lines, title), blocks))
    return Page(replace(about, blocks=tuple(number_items(whole, lines))), NOTICE)


def _with_links(whole: Iterable[Block], found: Iterable[Block]) -> Iterator[Block]:
    """Yield the blocks of a page that is kept `whole`, with the links of those that were `found` in it."""
    links = {block.text: block.links for block in found if block.links}
    for block in whole:
        yield replace(block, links=links[block.text]) if block.text in links else block


def _metadata(tree: HtmlElement, lines: list[Line], address: str | None, *, tame: bool) -> Draft:
    """Return what the page says about itself, nothing when it is too tangled for that."""
    try:
        return read_metadata(tree, [line.text for line in lines], address, thorough=tame)
    except RecursionError:
        return Draft("", ())


def _article(tree: HtmlElement, lines: list[Line], about: Draft) -> list[Block]:
    """Return the blocks of the article in `tree`, which is used up."""
    import logging

    from trafilatura import bare_extraction

    # It logs what it finds odd about a page; the reader has a screen, and is told by the notice.
    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)
    titles = [about.title, *given_titles(tree)]
    notes = annotate(tree, about.url)
    found = bare_extraction(tree, fast=True, include_comments=False)
    body = getattr(found, "body", None)
    if body is None:
        return []
    found_blocks = restore_items(list(read_blocks(body, notes)), lines)
    return filter_headings(restore_headings(found_blocks, lines), titles)


def _is_glued(blocks: list[Block], own: list[Line]) -> bool:
    """Say whether all that a short page shows has become a single paragraph."""
    if len(blocks) != 1 or len(own) < 2:
        return False
    return sum(len(line.text) for line in own) <= len(blocks[0].text) + _MAX_ELSE


def _misses_line(blocks: list[Block], own: list[Line]) -> bool:
    """Say whether one of the lines `own` is not in `blocks`."""
    kept = letters("".join(block.text for block in blocks))
    return any(letters(line.text) not in kept for line in own)


def _holds(blocks: list[Block], lines: list[Line], share: float) -> bool:
    """Say whether `blocks` hold a `share` of the running text among the visible `lines`."""
    texts = [block.text for block in blocks]
    return any(texts) and kept_share(lines, texts) >= share


def _everything(lines: list[Line], title: str) -> tuple[Block, ...]:
    """Return a block for each line that a page shows, but for the one that is its title."""
    blocks = line_blocks(lines)
    first = next((n for n, line in enumerate(lines) if clean_line(line.text) == title), None)
    return tuple(block for n, block in enumerate(blocks) if n != first)
