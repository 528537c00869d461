"""How the panes share the width of the screen: pure, in cells."""

from __future__ import annotations

from collections.abc import Set
from typing import Final

from reader.layout import Widths

LIST, ARTICLE, CONTENTS = range(3)
"""The panes, from left to right."""

LEAST: Final = {LIST: 20, ARTICLE: 30, CONTENTS: 18}
"""Cells below which a pane that stands beside another cannot be used."""

_LIST_SHARE: Final = 34
_LIST_MOST: Final = 48
_CONTENTS: Final = 28


def shared(total: int, shown: Set[int], wanted: Widths) -> dict[int, int]:
    """Return how many of `total` cells each of the panes that are `shown` gets.

    Their sum is `total`. What is wanted is kept to as far as every pane can still be used; of an
    article that stands alone with one of the others the rest is the article's.
    """
    if len(shown) == 1:
        return dict.fromkeys(shown, total)
    widths: dict[int, int] = {}
    left = total - LEAST[ARTICLE]
    if LIST in shown:
        usual = min(_LIST_MOST, total * _LIST_SHARE // 100)
        most = left - (LEAST[CONTENTS] if CONTENTS in shown else 0)
        widths[LIST] = _within(wanted.list or usual, LEAST[LIST], most)
        left -= widths[LIST]
    if CONTENTS in shown:
        widths[CONTENTS] = _within(wanted.contents or _CONTENTS, LEAST[CONTENTS], left)
    return {**widths, ARTICLE: total - sum(widths.values())}


def _within(wanted: int, least: int, most: int) -> int:
    """Return `wanted`, but at least the one and at most the other; where both fail, the latter."""
    return max(0, min(max(wanted, least), most))
