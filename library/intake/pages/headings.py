"""Which headings of an extracted body are the article's."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import replace
from typing import Final

from library.intake.pages.bylines import written_byline
from library.intake.pages.letters import letters
from library.intake.pages.visible import Line
from library.models import Block, BlockKind

_JUNK: Final = re.compile(
    r"(?:related|recommended|suggested|similar|more|further|popular|top|latest|trending|other|recent)"
    r"(?: (?:articles?|stories|story|posts?|news|content|links?|topics?|reading|coverage|videos?))+"
    r"|related|recommended(?: for you)?|trending(?: now)?|more"
    r"|most (?:read|popular|viewed|shared)(?: (?:in|on) .{1,40})?|popular on .{1,40}"
    r"|social sharing|read later|tell us what you think|popular"
    r"|(?:article|main) content|hauptinhalt|(?:artikel)?inhalt"
    r"|.{0,60}\b(?:your inbox|ihr postfach|dein postfach)|get (?:the|our|daily) .{0,40}\bnews\b.{0,40}"
    r"|join (?:our|the) .{0,20}(?:forum|discussion|community).{0,20}"
    r"|(?:der|die) autor(?:in|innen|en)?|about this (?:article|story)"
    r"|.{0,30}\bunabhängige[rn]? journalismus\b.{0,40}"
    r"|more (?:from|on|in|about|like this)\b.{0,60}|you (?:may|might) also (?:like|be interested in)"
    r"|read (?:more|next|also|this next)|see also|up next|don't miss|editors?['’]?s? picks?"
    r"|share(?: this)?(?: (?:article|story|post|page|on .{1,20}))?|follow us.{0,40}"
    r"|(?:leave|post|write|add) a (?:comment|reply).{0,30}|(?:\d+ )?comments?|join the conversation.{0,30}"
    r"|about the authors?|author|tags|topics|categories|advertisements?|sponsored.{0,40}"
    r"|(?:sign up|subscribe)\b.{0,80}|.{0,40}\bnewsletters?\b.{0,40}"
    r"|mehr (?:zum thema|zu diesem thema|aus|von|über|zu|lesen|artikel|nachrichten)\b.{0,60}"
    r"|(?:lesen|sehen|hören) sie (?:auch|dazu|mehr|hier).{0,60}|lesen sie mehr.{0,60}"
    r"|auch interessant|das könnte (?:sie|dich|ihnen) auch.{0,30}|passend zum thema|zum thema"
    r"|weitere (?:artikel|themen|nachrichten|meldungen|beiträge|informationen|links|videos).{0,40}"
    r"|(?:ähnliche|verwandte|empfohlene|beliebte|neueste|aktuelle)"
    r" (?:artikel|themen|beiträge|meldungen|nachrichten)"
    r"|meistgelesen.{0,30}|empfehlungen.{0,30}|anzeige|werbung|(?:artikel )?teilen|drucken"
    r"|(?:\d+ )?kommentare?(?: .{0,30})?|schreiben? sie einen kommentar|themen|schlagw[oö]rte?r?"
    r"|(?:über|zu[rm]) (?:den|die|der)? ?autor(?:in|en)?|folgen sie uns.{0,40}",
    re.IGNORECASE,
)
_MAX_SENTENCE: Final = 80
"""Code points of the longest heading that is a whole sentence; the lead of many pages is marked as one."""
_MIN_TITLE_PART: Final = 15
_MAX_TITLE: Final = 500
_MAX_START: Final = 150
"""Code points of a line by which it is known again."""
_HEADING_TAG: Final = re.compile("h[2-6]")


def filter_headings(blocks: Sequence[Block], titles: Sequence[str]) -> list[Block]:
    """Return `blocks` without the headings that are not the article's.

    Dropped are repeats of the title, headings of boxes (more articles, newsletter, comments) with
    the links below them, and headings that have no text below.

    Args:
        blocks: What was found in the page.
        titles: What the page is called: in its text, in search results, in posts that link to it.
    """
    called = [folded for title in titles if (folded := letters(title[:_MAX_TITLE]))]
    own = [block for block in blocks if not _repeats(block, called)]
    kept = _without_boxes([_judged(block, is_first=n == 0) for n, block in enumerate(own)])
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


def restore_headings(blocks: Sequence[Block], lines: Sequence[Line]) -> list[Block]:
    """Return `blocks` with the headings that an extraction left out, though it kept the text below.

    Args:
        blocks: What was found in the page.
        lines: What the page shows, where each heading stands right above its text.
    """
    places = {
        letters(block.text[:_MAX_START]): number
        for number, block in reversed(list(enumerate(blocks)))
        if block.kind is not BlockKind.HEADING
    }
    known = {letters(block.text) for block in blocks}
    missing: dict[int, list[Block]] = {}
    waiting: list[Block] = []
    below_title = False
    for line in lines:
        if line.tag == "h1":
            below_title = True
            continue
        if _HEADING_TAG.fullmatch(line.tag) and not line.beside:
            # A heading that is a link leads to another article.
            if len(line.text) <= _MAX_START and line.linked * 2 < len(line.text):
                waiting.append(Block(BlockKind.HEADING, line.text, level=int(line.tag[1])))
            continue
        place = places.get(letters(line.text[:_MAX_START]))
        # What stands above all text is a teaser of something else, unless the title is above it.
        if waiting and place is not None and (place or below_title):
            missing[place] = _nested(waiting, known)
        waiting, below_title = [], False
    return [one for n, block in enumerate(blocks) for one in (*missing.get(n, ()), block)]


def _nested(headings: Sequence[Block], known: Collection[str]) -> list[Block]:
    """Return those of `headings` side by side that are not `known`, none when they are a list of their own."""
    levels = [heading.level for heading in headings]
    if levels != sorted(set(levels)):
        return []
    return [heading for heading in headings if letters(heading.text) not in known]


def _judged(block: Block, *, is_first: bool) -> Block:
    """Return `block`, as a paragraph when it is a sentence that only was given a heading's looks."""
    if block.kind is not BlockKind.HEADING:
        return block
    is_sentence = len(block.text) > _MAX_SENTENCE and (is_first or block.text[-1] == ".")
    if is_sentence or written_byline(block.text):
        return replace(block, kind=BlockKind.PARAGRAPH, level=0)
    return block


def _repeats(block: Block, titles: Sequence[str]) -> bool:
    """Say whether `block` is a heading that only says one of the `titles` again, all just their letters."""
    if block.kind is not BlockKind.HEADING:
        return False
    said = letters(block.text)
    if not said or said in titles:
        return True
    if len(said) < _MIN_TITLE_PART:
        return False
    # A kicker may stand before it, in either of the two; the main heading may be shortened.
    return any(
        (len(title) >= _MIN_TITLE_PART and said.endswith(title))
        or said in title
        or (block.level == 1 and title in said)
        for title in titles
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
