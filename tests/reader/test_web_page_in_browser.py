"""A page that was exported, in a real browser: it asks for nothing, and can be read, light and dark."""

from __future__ import annotations

import os
from datetime import UTC, datetime
from pathlib import Path

import pytest

from library import Article, Block, BlockKind, Entity, EntityKind, Link, Mention
from reader.writing import Document, named, write
from tests import texts
from tests.chromium import Page, installed

LEAST_CONTRAST = 4.5
"""What text needs to be read by most people, as the guidelines of the web have it."""
SCALE = """
(() => {
    const parts = (colour) => colour.match(/[0-9.]+/g).map(Number);
    const light = (colour) => {
        const [r, g, b] = parts(colour).map((x) => x / 255)
            .map((x) => (x <= 0.03928 ? x / 12.92 : ((x + 0.055) / 1.055) ** 2.4));
        return 0.2126 * r + 0.7152 * g + 0.0722 * b;
    };
    const paper = light(getComputedStyle(document.body).backgroundColor);
    return [...document.querySelectorAll("p, li, h1, h2, mark, a, figcaption, pre, time")].map((one) => {
        const ink = light(getComputedStyle(one).color);
        const [high, low] = [Math.max(ink, paper), Math.min(ink, paper)];
        return [one.tagName + "." + one.className, (high + 0.05) / (low + 0.05)];
    });
})()
"""
MARKS = """
[...document.querySelectorAll("main mark")].map((one) => {
    const style = getComputedStyle(one), around = getComputedStyle(one.parentElement);
    const looks = (s) => [s.fontWeight, s.fontStyle, s.textDecorationLine, s.textDecorationStyle].join();
    return [one.className, looks(style) !== looks(around), looks(style)];
})
"""
WIDTHS = (
    "[document.documentElement.scrollWidth, innerWidth, document.querySelector('p').offsetWidth]"
)


def page() -> str:
    """Return a page of two articles with every kind of block and name, long words and hostile text."""
    name = "Name"
    text = " ".join(f"{name}{number}" for number in range(len(EntityKind))) + " und mehr davon."
    mentions = tuple(
        Mention(Entity(kind, name, "k"), 0, start, start + len(name) + 1)
        for kind, start in zip(EntityKind, range(0, 99, len(name) + 2), strict=False)
    )
    hostile = [Block(BlockKind.PARAGRAPH, one) for one in texts.HOSTILE]
    blocks = (
        Block(BlockKind.PARAGRAPH, text, links=(Link(text.index("mehr"), len(text), "https://a.de/?a=1&b=2"),)),
        *(Block(kind, f"{kind}: Ein Satz, der lang ist und umbrochen wird.", level=2) for kind in BlockKind),
        Block(BlockKind.PARAGRAPH, "lang" * 100),
        Block(BlockKind.PREFORMATTED, "x = 1  # " + "lang " * 100),
        Block(BlockKind.PARAGRAPH, '<script>document.title = "x"</script><img src="http://a.de/x.png">'),
        *hostile,
    )  # fmt: skip
    now = datetime(2024, 5, 17, 12, 0, tzinfo=UTC)
    facts = ("https://example.org/" + "a" * 200, "Bote", "Erika Muster", now, "de", now)
    found = Article("0" * 16, "Ein Titel, der nicht in eine Zeile passt, " * 3, blocks, *facts)
    other = Article("1" * 16, "T", blocks[:2], *facts)
    return "".join(write(named("html"), [Document(found, mentions), Document(other)]))


def test_a_page_asks_for_nothing_and_can_be_read(tmp_path: Path) -> None:
    program = installed()
    if program is None:
        pytest.skip("chromium is not installed")
    path = tmp_path / "page.html"
    path.write_text(page(), encoding="utf-8")
    with Page(program, tmp_path / "profile") as shown:
        for width, dark in ((1200, False), (400, False), (1200, True), (400, True)):
            shown.open(path, width=width, dark=dark)
            whole, room, column = shown.value(WIDTHS)
            assert room == width
            assert whole <= width  # nothing is to be scrolled sideways
            assert column <= 42 * 17
            assert column >= min(width, 672) - 60
            for what, contrast in shown.value(SCALE):
                assert contrast >= LEAST_CONTRAST, (what, contrast, dark)
            marks = shown.value(MARKS)
            assert [kind for kind, _, _ in marks] == [*EntityKind]
            assert all(stands_out for _, stands_out, _ in marks)
            assert len({looks for _, _, looks in marks}) == len(marks)  # told apart without colour
            assert shown.value("document.querySelectorAll('script, img, iframe').length") == 0
            assert shown.value("document.title") == "newsreader"
            assert shown.requests() == [path.as_uri()]
            assert shown.complaints() == []
            if folder := os.environ.get("NEWSREADER_PICTURES"):
                shown.shoot(Path(folder) / f"page-{width}-{'dark' if dark else 'light'}.png")
