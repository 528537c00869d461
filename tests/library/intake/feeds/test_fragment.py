"""All of a piece of HTML becomes blocks, each of its kind."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from library.intake.feeds.fragment import fragment_blocks
from library.models import BlockKind

P, H, Q, L, C, X = (
    BlockKind.PARAGRAPH,
    BlockKind.HEADING,
    BlockKind.QUOTE,
    BlockKind.LIST_ITEM,
    BlockKind.CAPTION,
    BlockKind.PREFORMATTED,
)


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("Bare words", [(P, "Bare words")]),
        ("One<br>line<br/><br>and another", [(P, "One\nline"), (P, "and another")]),
        ("<p>One</p>between<p>Two</p>", [(P, "One"), (P, "between"), (P, "Two")]),
        ("<div>One <b>bold</b><p>Two</p>end</div>", [(P, "One bold"), (P, "Two"), (P, "end")]),
        ("<h2>Head <i>line</i></h2><p>Text</p>", [(H, "Head line"), (P, "Text")]),
        ("<ul><li>a<li>b<ul><li>c</ul></ul>", [(L, "a"), (L, "b"), (L, "c")]),
        ("<ol><li><p>a</p><p>b</p></li></ol>", [(L, "1. a\nb")]),
        ("<blockquote><p>One</p><p>Two</p></blockquote>", [(Q, "One\nTwo")]),
        ("<pre>a\n  b</pre>", [(X, "a\n  b")]),
        ("<table><tr><td>a<td>b<tr><td>cc<td>d</table>", [(X, "a   b\ncc  d")]),
        ("<table><tr><td><p>One</p><p>Two</p></table>", [(P, "One"), (P, "Two")]),
        ("<figure><img src=x><figcaption>Shown</figcaption></figure>", [(C, "Shown")]),
        ("<a href='/x'><div>Block in a link</div></a>", [(P, "Block in a link")]),
        ("<p>kept</p><script>no()</script><style>x{}</style>", [(P, "kept")]),
        ("<p>5 &lt; 6 &amp; 7</p>", [(P, "5 < 6 & 7")]),
        ("", []),
        ("<p> </p><br>", []),
    ],
)
def test_blocks(source: str, expected: list[tuple[BlockKind, str]]) -> None:
    blocks = fragment_blocks(source, "x", None)
    assert [(block.kind, block.text) for block in blocks] == expected


def test_links_are_whole() -> None:
    (block,) = fragment_blocks("<p>See <a href='/b'>that</a>.</p>", "x", "https://a.example/c")
    assert [(link.start, link.end, link.url) for link in block.links] == [
        (4, 8, "https://a.example/b")
    ]


_WORDS = st.text("abcäß", min_size=1, max_size=6)
_INLINE = st.sampled_from(["{}", "<b>{}</b>", "<a href='/'>{}</a>", "{}<br>", "<span>{}</span>"])
_BLOCK = st.sampled_from(
    ["<p>{}</p>", "<div>{}</div>", "<ul><li>{}</li></ul>", "<blockquote>{}</blockquote>", "{}"]
)


@given(st.lists(st.tuples(_WORDS, _INLINE, _BLOCK, _BLOCK), max_size=8))
def test_no_word_is_lost(parts: list[tuple[str, str, str, str]]) -> None:
    source = " ".join(
        outer.format(inner.format(inline.format(word))) for word, inline, inner, outer in parts
    )
    text = " ".join(block.text for block in fragment_blocks(source, "x", None))
    assert re.findall(r"\w+", text) == [word for word, *_ in parts]


def test_what_is_nested_deeply_is_kept_too() -> None:
    deep = "<div>" * 3000 + "deep down" + "</div>" * 3000
    assert [block.text for block in fragment_blocks(deep, "x", None)] == ["deep down"]
