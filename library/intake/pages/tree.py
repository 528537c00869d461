"""A page as a tree, and the notes that are carried through an extraction.

An extractor keeps text and drops most of what stands around it. What has to survive (links, whom
a quote is from, which paragraph was a caption) is written down as a note, and the note's number
is put into the text as one character that no text has: a private character beyond the planes
that are in use. After the extraction the characters are taken out again, where they now stand.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final
from urllib.parse import urljoin, urlsplit

from library.clean import clean_line

if TYPE_CHECKING:
    from lxml.html import HtmlElement

FIRST_MARK: Final = 0xF0000
"""The character of the note number 0."""
MARKS: Final = re.compile("[\U000f0000-\U0010ffff]")
"""Matches the character of a note."""

_MAX_NOTES: Final = 50_000
_MAX_ELEMENTS: Final = 20_000
_MAX_DEPTH: Final = 255
_MAX_DEPTHS: Final = 600_000
"""The depths of all elements of a tree that is searched, taken together."""
_MAX_CHILDREN: Final = 1000
"""Elements directly in one that is no container."""
_BROAD: Final = frozenset(
    (
        "html",
        "head",
        "body",
        "div",
        "section",
        "article",
        "main",
        "ul",
        "ol",
        "table",
        "tbody",
        "form",
    )
)
_UNFIT: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_REFERENCE: Final = re.compile(
    r"&#(?:[xX]0*+([0-9a-fA-F]{0,6})(?![0-9a-fA-F])|0*+([0-9]{0,7})(?![0-9]));?"
)
INLINE: Final = frozenset(
    (
        *("abbr", "b", "bdi", "bdo", "cite", "code", "em", "font", "i", "ins", "kbd", "mark", "s"),
        *("small", "span", "strong", "sub", "sup", "u", "var", "wbr"),
    )
)
_TEXT_PART: Final = re.compile(
    r"article.{0,3}(?:body|content|text)|(?:body|story|post|entry).{0,3}(?:content|text)"
)
_MAX_ATTRIBUTION: Final = 200
_DASHES: Final = "–—-―~ \xa0\n\t"


@dataclass(frozen=True, slots=True)
class Note:
    """What an extraction would drop, and has to be known after it."""

    link: str | None = None
    """The address of a link; its text follows the note."""
    text: str = ""
    """The text of the link."""
    attribution: str | None = None
    """Whom the quote that begins here is from."""
    caption: bool = False
    """Whether the paragraph that begins here is a caption."""


def parse(page: str) -> HtmlElement | None:
    """Return the tree of a page, or None when there is nothing to make one of.

    What is nested more than 2048 deep is missing in it, and so may be all that follows.
    """
    from lxml import etree, html

    # A control character would end the text that it stands in, and a note's be taken for a note.
    safe = MARKS.sub("\ufffd", _UNFIT.sub(_shown, page))
    safe = _REFERENCE.sub(_plain_reference, safe)
    # Without `huge_tree` texts and attributes over 10 MB, such as pictures, end the tree.
    parser = html.HTMLParser(
        encoding="utf-8", huge_tree=True, remove_comments=True, remove_pis=True, collect_ids=False
    )
    try:
        tree = html.document_fromstring(safe.encode("utf-8", "replace"), parser=parser)
    except (etree.LxmlError, ValueError, AssertionError):
        return None
    return tree


def is_tame(tree: HtmlElement) -> bool:
    """Say whether a tree is such that an article can be looked for in it in good time.

    The extractor looks at all that is in an element again for each element that it is in, and
    at each child of a paragraph once for each other; articles are neither so deep nor so broad.
    """
    from lxml.etree import iterwalk

    elements = depth = depths = 0
    for event, element in iterwalk(tree, events=("start", "end")):
        if event == "end":
            depth -= 1
            continue
        elements, depth = elements + 1, depth + 1
        depths += depth
        if depth > _MAX_DEPTH or depths > _MAX_DEPTHS or elements > _MAX_ELEMENTS:
            return False
        if len(element) > _MAX_CHILDREN and element.tag not in _BROAD:
            return False
    return True


def annotate(tree: HtmlElement, address: str | None) -> list[Note]:
    """Mark in `tree` what an extraction drops, and return the notes to the marks.

    Args:
        tree: The page; it is changed.
        address: Where the page is from, against which relative links are resolved.
    """
    notes: list[Note] = []
    for pre in tree.iter("pre"):
        # This keeps it from being taken for a quote.
        pre.set("lang", "x-preformatted")
    for quote in tree.iter("q"):
        quote.tag = "span"
        quote.text = "“" + (quote.text or "")
        _append_text(quote, "”")
    _join_parts(tree)
    _mark_quotes(tree, notes)
    _mark_captions(tree, notes)
    _mark_links(tree, notes, address)
    return notes


def web_address(address: str | None, base: str | None) -> str | None:
    """Return `address` as a whole http(s) address, or None when it is not one."""
    cleaned = clean_line(address or "")
    try:
        whole = urljoin(base or "", cleaned)
        parts = urlsplit(whole)
    except ValueError:
        return None
    return whole if parts.scheme in ("http", "https") and parts.netloc else None


def _shown(control: re.Match[str]) -> str:
    """Return what is shown for a character that cannot be in a tree."""
    return chr(0x2400 + ord(control[0])) if control[0] < " " else "\ufffd"


def _plain_reference(reference: re.Match[str]) -> str:
    """Return a character reference, or what is shown for the character if it cannot be in a tree."""
    number = int(reference[1] or "0", 16) if reference[2] is None else int(reference[2] or "0")
    if number > 0x10FFFF:
        return "\ufffd"
    shown = MARKS.sub("\ufffd", _UNFIT.sub(_shown, chr(number)))
    return reference[0] if shown == chr(number) else shown


def _mark(note: Note, notes: list[Note]) -> str:
    """Return the character of `note`, which becomes the last of `notes`; nothing when they are too many."""
    if len(notes) >= _MAX_NOTES:
        return ""
    notes.append(note)
    return chr(FIRST_MARK + len(notes) - 1)


def _join_parts(tree: HtmlElement) -> None:
    """Put together what advertisements part: an extractor takes one container for the whole text."""
    firsts: dict[tuple[HtmlElement, str], HtmlElement] = {}
    for element in list(tree.iter("div", "section")):
        kind = element.get("class") or ""
        if not _TEXT_PART.search(kind):
            continue
        article = next(element.iterancestors("article"), None)
        if article is None or element.find("p") is None:
            continue
        first = firsts.setdefault((article, kind), element)
        if first is not element and first not in element.iterancestors():
            first.extend(list(element))


def _mark_quotes(tree: HtmlElement, notes: list[Note]) -> None:
    """Note whom quotes are from that say so in an element of their own."""
    for quote in tree.iter("blockquote"):
        named = list(quote.iter("cite", "footer", "figcaption"))[-1:]
        if not named:
            # `<figure><blockquote>…</blockquote><figcaption>…` is the other way to write it.
            named = list(_following_captions(quote))[:1]
        name = clean_line(" ".join(named[0].itertext())).strip(_DASHES) if named else ""
        if name and len(name) <= _MAX_ATTRIBUTION:
            quote.text = _mark(Note(attribution=name), notes) + (quote.text or "")
            named[0].drop_tree()


def _following_captions(quote: HtmlElement) -> Iterator[HtmlElement]:
    """Yield the caption of the figure that holds nothing but `quote`."""
    parent = quote.getparent()
    if parent is not None and parent.tag == "figure":
        yield from parent.iterchildren("figcaption")
        parent.tag = "div"


def _mark_captions(tree: HtmlElement, notes: list[Note]) -> None:
    """Put the caption of each figure as a paragraph behind it, because figures are dropped whole."""
    from lxml.etree import SubElement

    for figure in list(tree.iter("figure")):
        captions = [clean_line(" ".join(c.itertext())) for c in figure.iter("figcaption")]
        for text in filter(None, reversed(captions)):
            if mark := _mark(Note(caption=True), notes):
                paragraph = SubElement(figure, "p")
                paragraph.text = mark + text
                figure.addnext(paragraph)


def _mark_links(tree: HtmlElement, notes: list[Note], address: str | None) -> None:
    """Note the links that stand in running text."""
    for link in tree.iter("a"):
        target = web_address(link.get("href"), address)
        if not target or any(child.tag not in INLINE for child in link.iterdescendants()):
            continue
        text = clean_line("".join(link.itertext()))
        if text:
            link.text = _mark(Note(link=target, text=text), notes) + (link.text or "").lstrip()


def _append_text(element: HtmlElement, text: str) -> None:
    """Put `text` at the end of what `element` holds."""
    if len(element):
        element[-1].tail = (element[-1].tail or "") + text
    else:
        element.text = (element.text or "") + text
