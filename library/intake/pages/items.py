"""What an extraction leaves out of lists: items, though it kept the text around them, and their numbers."""

from __future__ import annotations

import re
from collections import defaultdict, deque
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Final

from library.intake.pages.letters import letters
from library.intake.pages.visible import Line
from library.models import Block, BlockKind
from library.numbered import is_numbered

_MAX_START: Final = 2_000
"""Code points of a line by which it is known again: texts may begin alike."""
_HEADING_TAG: Final = re.compile("h[1-6]")


def restore_items(blocks: Sequence[Block], lines: Sequence[Line]) -> list[Block]:
    """Return `blocks` with the runs of list items that stand right below text that was kept.

    A run counts as the article's when more kept text follows it, or nothing at all: what stands
    between the end of an article and the rest of a page is seldom a part of it.

    Args:
        blocks: What was found in the page.
        lines: What the page shows, in order.
    """
    places = {_start(block.text): number for number, block in reversed(list(enumerate(blocks)))}
    missing: dict[int, list[Block]] = {}
    for anchor, run, goes_on in _runs([line for line in lines if not line.beside], places):
        if goes_on and not any(_start(line.text) in places for line in run):
            items = [Block(BlockKind.LIST_ITEM, line.text, level=1) for line in run]
            missing.setdefault(anchor, []).extend(items)
    return [one for n, block in enumerate(blocks) for one in (block, *missing.get(n, ()))]


def number_items(blocks: Sequence[Block], lines: Sequence[Line]) -> list[Block]:
    """Return `blocks` with the numbers that the page shows before the items of its ordered lists.

    Args:
        blocks: What was found in the page.
        lines: What the page shows, in order.
    """
    numbers: defaultdict[str, deque[str]] = defaultdict(deque)
    for line in lines:
        if line.number:
            numbers[_start(line.text)].append(line.number)
    return [_numbered(block, numbers) for block in blocks] if numbers else list(blocks)


def _numbered(block: Block, numbers: dict[str, deque[str]]) -> Block:
    """Return `block` with the first of the `numbers` of its text, which is used up."""
    if block.kind is not BlockKind.LIST_ITEM:
        return block
    waiting = numbers.get(_start(block.text.partition("\n")[0]))
    if not waiting:
        return block
    number = f"{waiting.popleft()} "
    if is_numbered(block.text):
        return block
    moved = (
        replace(link, start=link.start + len(number), end=link.end + len(number))
        for link in block.links
    )
    return replace(block, text=number + block.text, links=tuple(moved))


def _runs(lines: Sequence[Line], places: dict[str, int]) -> Iterator[tuple[int, list[Line], bool]]:
    """Yield each run of items: the block that it stands below, its lines, and whether the text goes on."""
    anchor: int | None = None
    run: list[Line] = []
    for line in lines:
        if line.tag == "li" and line.linked * 2 < len(line.text):
            run.append(line)
            continue
        place = places.get(_start(line.text))
        is_heading = _HEADING_TAG.fullmatch(line.tag) is not None
        if run and anchor is not None:
            yield anchor, run, place is not None or is_heading
        if run or not is_heading:
            # A heading may part a text from the items below it; anything else that was not kept ends it.
            anchor = place
        if place is not None:
            anchor = place
        run = []
    if run and anchor is not None:
        yield anchor, run, True


def _start(text: str) -> str:
    """Return the letters by which a text is known again."""
    return letters(text[:_MAX_START])
