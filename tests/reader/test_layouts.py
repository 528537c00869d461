"""The line below a title: what it tells, and what goes first where there is no room for all."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from library import Article
from reader.layouts import meta_line

AT = datetime(2024, 5, 3, 12, tzinfo=UTC)
ARTICLE = Article("0" * 16, "Title", (), None, "Bote", "Ida Feld, Jo Bach", AT, None, AT)
ALL = "Bote · Ida Feld, Jo Bach · 3 May 2024 · 2 min · ★"


@pytest.mark.parametrize(
    ("width", "line"),
    [
        (len(ALL), ALL),
        (len(ALL) - 1, "Bote · Ida Feld, Jo Ba… · 3 May 2024 · 2 min · ★"),
        (40, "Bote · Ida Fel… · 3 May 2024 · 2 min · ★"),
        (32, "Bote · Ida Feld, Jo Bach · 3 Ma…"),
        (1, "…"),
        (0, ""),
    ],
)
def test_of_who_it_was_less_is_told_before_the_day(width: int, line: str) -> None:
    assert meta_line(ARTICLE, 400, (), bookmarked=True).fitted(width) == line


def test_a_sender_is_told_once() -> None:
    mail = replace(ARTICLE, author="Bote", published=None)
    assert meta_line(mail, 400, (), bookmarked=False).fitted(80) == "Bote · 2 min"
