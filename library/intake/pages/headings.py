"""Which headings of an extracted body are the article's."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from library.models import Block, BlockKind

_JUNK: Final = re.compile(
    r"(?:related|recommended|suggested|similar|more|further|popular|top|latest|trending|other|recent)"
    r"(?: (?:articles?|stories|story|posts?|news|content|links?|topics?|reading|coverage|videos?))+"
    r"|related|recommended(?: for you)?|trending(?: now)?|more"
    r"|most (?:read|popular|viewed|shared)(?: (?:in|on) .{1,40})?|popular on .{1,40}"
    r"|tell us what you think"
    r"|more (?:from|on|in|about|like this)\b.{0,60}|you (?:may|might) also (?:like|be interested in)"
    r"|read (?:more|next|also|this next)|see also|up next|don't miss|editors?['’]?s? picks?"
    r"|share(?: this)?(?: (?:article|story|post|page|on .{1,20}))?|follow us.{0,40}"
    r"|(?:leave|post|write|add) a (?:comment|reply).{0,30}|(?:\d+ )?comments?|join the conversation.{0,30}"
    r"|about the authors?|author|tags|topics|categories|advertisements?|sponsored.{0,40}"
    r"|(?:sign up|subscribe)\b.{0,80}|.{0,40}\bnewsletters?\b.{0,40}"
    r"|mehr (?:zum thema|zu diesem thema|aus|von|über|zu|lesen|artikel|nachrichten)\b.{0,60}"
    r"|(?:lesen|sehen|hören) sie (?:auch|dazu|mehr|hier).{0,60}|lesen sie mehr.{0,60}"
    r"|auch interessant|das könnte (?:sie|dich|ihnen) auch.{0,30}|passend zum thema|zum thema"
    r"|weitere (?:artikel|themen|nachrichten|meldungen|beiträge|informationen|links).{0,40}"
    r"|(?:ähnliche|verwandte|empfohlene|beliebte|neueste|aktuelle)"
    r" (?:artikel|themen|beiträge|meldungen|nachrichten)"
    r"|meistgelesen.{0,30}|empfehlungen.{0,30}|anzeige|werbung|(?:artikel )?teilen|drucken"
    r"|(?:\d+ )?kommentare?(?: .{0,30})?|schreiben? sie einen kommentar|themen|schlagw[oö]rte?r?"
    r"|(?:über|zu[rm]) (?:den|die|der)? ?autor(?:in|en)?|folgen sie uns.{0,40}",
    re.IGNORECASE,
)
_LETTERS: Final = re.compile(r"\W+")
_MAX_SENTENCE: Final = 80
"""Code points of the longest heading that is a whole sentence; the lead of many pages is marked as one."""
_MIN_TITLE_PART: Final = 15


def filter_headings(blocks: Sequence[Block], title: str) -> list[Block]:
    """Return `blocks` without the headings that are not the article's.

    Dropped are repeats of the title, headings of boxes (more articles, newsletter, comments) with
    the links below them, and headings that have no text below.
    """
    kept = _without_boxes([_judged(block) for block in blocks if not _repeats(block, title)])
    result: list[Block] = []
    following = 0  # level of the heading that stands below; 0 where the text has ended
    has_text = False
    for block in reversed(kept):
        if block.kind is BlockKind.HEADING:
            if has_text or block.level < following:
                result.append(block)
                following, has_text = block.level, False
        else:
            result.append(block)
            has_text = True
    return result[::-1]


def _judged(block: Block) -> Block:
    """Return `block`, as a paragraph when it is a sentence that only was given a heading's looks."""
    if (
        block.kind is BlockKind.HEADING
        and len(block.text) > _MAX_SENTENCE
        and block.text[-1] == "."
    ):
        return replace(block, kind=BlockKind.PARAGRAPH, level=0)
    return block


def _repeats(block: Block, title: str) -> bool:
    """Say whether `block` is a heading that only says the title again."""
    if block.kind is not BlockKind.HEADING:
        return False
    said, wanted = _LETTERS.sub("", block.text.casefold()), _LETTERS.sub("", title.casefold())
    if not said:
        return True
    return said == wanted or (
        block.level == 1 and len(said) >= _MIN_TITLE_PART and (said in wanted or wanted in said)
    )


def _without_boxes(blocks: Sequence[Block]) -> list[Block]:
    """Return `blocks` without the headings of boxes, and without the bare links below them."""
    kept: list[Block] = []
    in_box = False
    for block in blocks:
        if block.kind is BlockKind.HEADING:
            in_box = _JUNK.fullmatch(block.text.strip(" :…»›→!.")) is not None
        elif in_box:
            in_box = _is_link(block)
        if not in_box:
            kept.append(block)
    return kept


def _is_link(block: Block) -> bool:
    """Say whether nearly all of `block` is links."""
    linked = sum(link.end - link.start for link in block.links)
    return linked * 10 >= len(block.text) * 8
