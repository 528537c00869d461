"""From plain text to a title and blocks.

A text file says little about its structure: the title is its first line, a paragraph is a line or
what blank lines part, and headings, quotes, list items and embedded posts have no mark but how
they look. What can be told for sure (bullets, attributions, quotation marks) is told by rules
here; bare headings and list items are told by evidence, in `library.structuring`.
No character of the text is lost but bullets, `>` marks, hyphens that only broke a line, and the
keys of front matter.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Final

from library.frontmatter import front_matter
from library.language import detect_language
from library.layout import paragraphs
from library.models import Block, BlockKind, Draft
from library.posts import (
    attribution,
    ends_in_picture,
    is_posted,
    post_start,
    trailing_attribution,
)
from library.structuring.evidence import bare_kinds
from library.structuring.notices import NAMED, are_names, is_dateline
from library.structuring.weights import Weights

__all__ = ["front_matter", "structure", "structure_of_body"]

_SHIELD: Final = "title\n\nbody\n\n"
"""Two lines that are put above a body, so that none of it is taken for a title, its echo or a header."""
_MAX_TITLE: Final = 250
"""Code points beyond which a first line is no title."""
_MAX_SENTENCES_TITLE: Final = 160
"""The same for a first line of several whole sentences."""
_SENTENCE_BREAK: Final = re.compile(r"[^\W\d_][.!?][\"”“’»«)]?\s+[\"„“‘«»(]?[A-ZÄÖÜ]")

_LANGUAGE_SAMPLE: Final = 20
"""Paragraphs that tell the article's language."""

_HEADING_LEVEL: Final = 2
"""The title is level 1, and bare lines do not tell how headings nest."""

_BULLET: Final = re.compile(r"[-*•‣◦·▪●–](?:\s+)(?=\S)")
_NUMBERED: Final = re.compile(r"(?:\(?\d{1,3}\)|\d{1,2}\.|\(?[a-z]\))\s+\S")
_ORDINAL: Final = re.compile(
    r"\d{1,2}\.\s+(?:\d{1,2}\.|Jan|Jän|Feb|Mär|Apr|Mai|Jun|Jul|Aug|Sep|Okt|Nov|Dez|Jahrhundert"
    r"|FC\b|Bundesliga|Liga|Spieltag|Tag\b|\w+(?:tag|feier|jubiläum)s?\b|Platz|Runde|Etappe|Halbzeit|Weltkrieg|Mal\b|(?:und|bis)\b)"
)
"""German writes ordinals like the numbers of a list."""
_NO_POST: Final = frozenset((BlockKind.HEADING, BlockKind.CAPTION))
"""What belongs to no post that follows, unless it is written as only posts are."""
_QUOTE_MARK: Final = re.compile(r">\s?(?=.*\S)", re.DOTALL)

_MAX_CAPTION: Final = 400
_CAPTION: Final = re.compile(
    r"(?:Fotos?|Bild(?:er)?|Symbolbild|Grafik|Photos?|Image|Picture|Caption|Bildunterschrift)"
    r"\s?(?::|/\s|©|by\s|credit)",
    re.IGNORECASE,
)
_CREDIT: Final = re.compile(
    r"(?:[(\[](?:[^()\[\]]{0,60}(?:Getty Images|Reuters|Shutterstock|iStock|picture alliance)"
    r"|(?:Foto|Bild|Photo|Image|Credit)s?\s?:)[^()\[\]]{0,80}[)\]]"
    r"|(?:^|[.!?…\"”“»)\]|/]\s*)(?:Foto|Bild|Photo|Credit|Quelle)s?: ?[^.!?:]{2,50}"
    r"|\b(?:(?:Foto|Photo|Credit)s?: ?(?=[A-ZÄÖÜ])|(?:Foto|Bild|Quelle)s?: ?(?=dpa|afp|apa|imago))"
    r"[^.!?:]{2,50}"
    r"|©\s?[^.!?]{2,50})$"
)

_QUOTATION: Final = re.compile(
    r"(?P<quote>(?:„[^“”\"„]+[“”\"]|“[^“”]+”|\"[^\"]+\"|»[^»«]+«|«[^«»]+»)\.?)"
    r"(?:\s*(?:[–—-]|\()\s?(?P<name>[A-ZÄÖÜ][^.!?\"“”„»«]{1,80}?)\)?)?"
)
_SIGNATURE: Final = re.compile(
    r"[–—―-]{1,2}\s?(?P<name>[^\W\d_a-zß-öø-ÿ][^!?:;\"“”„»«]{1,59}(?<!\w{3}[.,]))"
)
"""A line below a quotation that says whose it is."""
_MIN_QUOTE: Final = 40
"""Shorter words in quotation marks are answers or titles, unless someone is named for them."""
_MAX_QUOTE: Final = 5_000

_BYLINE: Final = re.compile(rf"(?:Von|VON|By|BY)\s+(?P<names>{NAMED})")
_BYLINE_LINES: Final = 3
"""A byline stands among the first lines below the title."""


def structure(text: str, weights: Weights | None = None) -> Draft:
    """Return the draft of a plain `text` that `clean_text` has cleaned.

    The title is empty when the text starts with its body. `weights` are those that are shipped
    unless others are given, as benchmarks do. Never raises; takes time linear in the length of
    `text`.
    """
    draft, rest = front_matter(text)
    title, body = _titled(draft.title, paragraphs(rest.split("\n")))
    author, body = (draft.author, body) if draft.author else _without_byline(body)
    kinds = bare_kinds(title, body, weights)
    blocks = (*_blocks(body, kinds), *draft.blocks)
    return replace(draft, title=title, author=author, blocks=blocks)


def structure_of_body(text: str) -> tuple[Block, ...]:
    """Return the blocks of a plain `text` that `clean_text` has cleaned and that has no title or header."""
    return structure(_SHIELD + text).blocks[1:]


def _titled(known: str, texts: list[str]) -> tuple[str, list[str]]:
    """Return the title, which front matter may have made `known`, and the paragraphs below it."""
    if known or not texts:
        return known, _without_repeated(known, texts)
    first = texts[0]
    starts_with_body = (
        len(first) > _MAX_TITLE
        or (len(first) > _MAX_SENTENCES_TITLE and _SENTENCE_BREAK.search(first) is not None)
        or (len(texts) == 1 and first.endswith((".", "!", "?")))
        or _BULLET.match(first) is not None
        or is_dateline(first)
        or _byline(first) is not None
        or attribution(first) is not None
        or first.startswith(">")
    )
    return ("", texts) if starts_with_body else (first, _without_repeated(first, texts[1:]))


def _without_repeated(title: str, texts: list[str]) -> list[str]:
    """Return `texts` without the first if it only says the `title` again, as saved pages often do."""
    repeated = texts[:1] and texts[0].casefold() == title.casefold()
    return texts[1:] if repeated else texts


def _without_byline(texts: list[str]) -> tuple[str | None, list[str]]:
    """Return the author that a byline near the top names, and the other paragraphs."""
    for number, text in enumerate(texts[:_BYLINE_LINES]):
        if names := _byline(text):
            return names, texts[:number] + texts[number + 1 :]
    return None, texts


def _byline(text: str) -> str | None:
    """Return the names of the authors when `text` is a byline."""
    match = _BYLINE.fullmatch(text)
    return match["names"] if match and are_names(match["names"]) else None


def _blocks(texts: Sequence[str], kinds: Sequence[BlockKind]) -> Iterator[Block]:
    """Yield the blocks of the paragraphs `texts`, which are of `kinds` when nothing marks them."""
    pending: list[Block] = []
    language: str | None = None
    free = 0  # paragraphs before this one belong to no post that follows
    for number, text in enumerate(texts):
        if who := attribution(text):
            language = language or detect_language("\n".join(texts[:_LANGUAGE_SAMPLE]))
            start = post_start(texts, number, free, language)
            del pending[len(pending) - (number - start) :]
            free = number + 1
            whole = "\n".join(texts[start : number + 1])
            pending.append(Block(BlockKind.QUOTE, whole, attribution=who))
        elif number and pending and (who := _signed(texts[number - 1], text)):
            whole = f"{texts[number - 1]}\n{text}"
            pending[-1] = Block(BlockKind.QUOTE, whole, attribution=who)
            free = number + 1
        else:
            block = _block(text, kinds[number], texts[number - 1] if number else "")
            pending.append(block)
            if block.attribution or (block.kind in _NO_POST and not is_posted(text)):
                free = number + 1
    yield from pending


def _block(text: str, bare: BlockKind, above: str) -> Block:
    """Return the block of the paragraph `text` below `above`, a `bare` one when nothing marks it."""
    if marked := _marked(text):
        return marked
    if bare is BlockKind.HEADING:
        return Block(bare, text, level=_HEADING_LEVEL)
    if _NUMBERED.match(text) and not _ORDINAL.match(text):
        return Block(BlockKind.LIST_ITEM, text, level=1)
    # Reports are full of paragraphs that someone says from the first word to the last; only what a
    # colon introduces is set off from them.
    if bare is BlockKind.PARAGRAPH and above.endswith(":") and _quotation(text):
        return Block(BlockKind.QUOTE, text)
    return Block(bare, text, level=int(bare is BlockKind.LIST_ITEM))


def _signed(quotation: str, text: str) -> str | None:
    """Return whose a `quotation` is, when it is one as a whole and `text` below it says so."""
    match = _SIGNATURE.fullmatch(text)
    return match["name"] if match and _QUOTATION.fullmatch(quotation[:_MAX_QUOTE]) else None


def _marked(text: str) -> Block | None:
    """Return the block that `text` is by a mark of its own, whatever stands around it."""
    if mark := _QUOTE_MARK.match(text):
        return Block(BlockKind.QUOTE, text[mark.end() :])
    if mark := _BULLET.match(text):
        return Block(BlockKind.LIST_ITEM, text[mark.end() :], level=1)
    if who := trailing_attribution(text):
        return Block(BlockKind.QUOTE, text, attribution=who)
    if ends_in_picture(text):
        return Block(BlockKind.QUOTE, text)
    if _is_caption(text):
        return Block(BlockKind.CAPTION, text)
    match = _quotation(text)
    return (
        Block(BlockKind.QUOTE, text, attribution=match["name"]) if match and match["name"] else None
    )


def _is_caption(text: str) -> bool:
    """Say whether `text` describes a picture, or says whose it is."""
    if len(text) > _MAX_CAPTION:
        return False
    return _CAPTION.match(text) is not None or _CREDIT.search(text[-160:]) is not None


def _quotation(text: str) -> re.Match[str] | None:
    """Match `text` if it is one quotation as a whole, with or without the name of whose it is."""
    return _QUOTATION.fullmatch(text) if _MIN_QUOTE <= len(text) <= _MAX_QUOTE else None
