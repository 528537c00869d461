"""A piece of HTML that is all article, as feeds have it: every line of it becomes a part of a block.

On a page the article has to be told from what stands around it; here nothing does, and nothing may be
left out. So the tree is gone through as it is, into the plain vocabulary that blocks are read from.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from library.errors import Refused
from library.intake import web
from library.intake.pages.blocks import read_blocks
from library.intake.pages.items import number_items
from library.intake.pages.tree import annotate, is_tame, parse
from library.intake.pages.visible import kept_share, visible_lines
from library.models import Block

if TYPE_CHECKING:
    from lxml.etree import _Element as Element
    from lxml.html import HtmlElement

_WHOLE: Final = 0.9
"""The share of the running text that has to be kept."""
_HEADINGS: Final = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))
_LISTS: Final = frozenset(("ul", "ol", "menu", "dir"))
_BLOCKS: Final = frozenset(
    (
        *(
            "address",
            "article",
            "aside",
            "blockquote",
            "body",
            "center",
            "dd",
            "details",
            "div",
            "dl",
        ),
        *("dt", "fieldset", "figcaption", "figure", "footer", "form", "header", "hr", "li", "main"),
        *("nav", "p", "pre", "section", "summary", "table", "tbody", "td", "tfoot", "th", "thead"),
        *("tr", *_HEADINGS, *_LISTS),
    )
)
_UNSHOWN: Final = frozenset(
    (
        *("script", "style", "template", "svg", "math", "iframe", "textarea", "title", "select"),
        *("object", "canvas", "video", "audio", "head", "noscript"),
    )
)


def fragment_blocks(source: str, name: str, address: str | None) -> tuple[Block, ...]:
    """Return the blocks of a piece of HTML.

    Args:
        source: The HTML.
        name: What it is called in messages.
        address: Where it is from, for relative links in it.
    """
    tree = parse(source)
    if tree is not None and is_tame(tree):
        from lxml.etree import Element

        notes = annotate(tree, address)
        # The notes hold a copy of each caption.
        for caption in [c for figure in tree.iter("figure") for c in figure.iter("figcaption")]:
            caption.drop_tree()
        body = Element("body")
        _flow(tree, body)
        lines, blocks = visible_lines(source), list(read_blocks(body, notes))
        if kept_share(lines, [block.text for block in blocks]) >= _WHOLE:
            return tuple(number_items(blocks, lines))
    try:
        # What is too deep or too broken for a tree is kept line by line.
        return web.read_page(source, name, address, share=_WHOLE, every_line=True).draft.blocks
    except Refused:
        return ()


def _flow(source: HtmlElement | Element, into: Element) -> None:
    """Put what stands in `source` into `into`: runs of text as paragraphs, everything else as what it is."""
    from lxml.etree import SubElement

    run: Element | None = None

    def running() -> Element:
        nonlocal run
        if run is None:
            run = SubElement(into, "p")
        return run

    if source.text and source.text.strip():
        _say(running(), source.text)
    for child in source:
        if isinstance(child.tag, str) and child.tag not in _UNSHOWN:
            if child.tag in _BLOCKS or _holds_blocks(child):
                run = None
                _block(child, into)
            else:
                _inline(child, running())
        if child.tail and (run is not None or child.tail.strip()):
            _say(running(), child.tail)


def _holds_blocks(element: HtmlElement | Element) -> bool:
    """Tell whether a block stands within an element that is none itself."""
    return any(inner.tag in _BLOCKS for inner in element.iterdescendants())


def _block(element: HtmlElement | Element, into: Element) -> None:
    """Put one block into `into`."""
    from lxml.etree import SubElement

    tag = element.tag
    if tag in _HEADINGS:
        heading = SubElement(into, "head", rend=str(tag))
        _inline(element, heading)
    elif tag in _LISTS:
        _list(element, SubElement(into, "list"))
    elif tag == "blockquote":
        _flow(element, SubElement(into, "quote"))
    elif tag == "pre":
        _inline(element, SubElement(into, "code"))
    elif tag == "table" and _is_data(element):
        _table(element, SubElement(into, "table"))
    elif tag != "hr":
        _flow(element, into)


def _list(element: HtmlElement | Element, into: Element) -> None:
    """Put the items of a list into `into`."""
    from lxml.etree import SubElement

    for child in element:
        if not isinstance(child.tag, str) or child.tag in _UNSHOWN:
            continue
        if child.tag in _LISTS:  # as many write it, though it should stand in an item
            _list(child, SubElement(into, "list"))
        else:
            _flow(child, SubElement(into, "item"))


def _is_data(table: HtmlElement | Element) -> bool:
    """Tell whether a table is one of data: mails and old pages arrange whole texts by them."""
    inner = {element.tag for element in table.iterdescendants()}
    return not inner & {"table", "p", "div", "blockquote", *_HEADINGS, *_LISTS}


def _table(element: HtmlElement | Element, into: Element) -> None:
    """Put the rows of a table into `into`."""
    from lxml.etree import SubElement

    for row in element.iter("tr"):
        made = SubElement(into, "row")
        for cell in row.iterchildren("td", "th"):
            _inline(cell, SubElement(made, "cell"))


def _inline(element: HtmlElement | Element, into: Element) -> None:
    """Put the text in an element into `into`, without the element itself."""
    from lxml.etree import SubElement

    if element.tag == "br":
        SubElement(into, "lb")
        return
    _say(into, element.text or "")
    for child in element:
        if isinstance(child.tag, str) and child.tag not in _UNSHOWN:
            _inline(child, into)
        _say(into, child.tail or "")


def _say(into: Element, text: str) -> None:
    """Put `text` at the end of `into`."""
    if len(into):
        into[-1].tail = (into[-1].tail or "") + text
    else:
        into.text = (into.text or "") + text
