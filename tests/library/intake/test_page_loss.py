"""No text of a page is lost: what cannot be taken apart is kept whole, and the person is told."""

from __future__ import annotations

import pytest

from library.clean import clean_text
from library.errors import Refused
from library.intake import web
from library.intake.formats import read_document
from library.intake.pages.tree import parse
from library.intake.pages.visible import kept_share, visible_lines
from library.intake.web import read, read_page
from library.models import BlockKind
from tests.library.intake.pages import DEEP, FIRST, SECOND, page, words


@pytest.mark.parametrize(
    "body",
    [
        DEEP,
        f"<ul><li>{FIRST}" * 600 + f"<p>{SECOND}</p>",
        f"<p>{FIRST}</p><p class=x>" + "<a href=x>w</a> " * 5000 + f"</p><p>{SECOND}</p>",
    ],
    ids=["divs", "lists", "links"],
)
def test_what_cannot_be_taken_apart_is_kept_whole(body: str) -> None:
    found = read_page(page(body))
    assert found.notice is not None
    assert FIRST in words(found.draft)
    assert SECOND in words(found.draft)


def test_the_notice_reaches_the_reading() -> None:
    assert read_document(page(DEEP).encode(), "a.html").notice
    assert read_document(page(f"<p>{FIRST}</p><p>{SECOND}</p>").encode(), "a.html").notice is None


def test_large_texts_and_attributes_lose_nothing() -> None:
    long = ("Wort" * 20 + " ") * 130_000  # long words, for each takes time
    draft = read(
        page(f'<p>{FIRST}</p><img src="data:{"A" * 11_000_000}"><p>{long}</p><p>{SECOND}</p>')
    )
    assert [len(block.text) for block in draft.blocks] == [len(FIRST), len(long) - 1, len(SECOND)]


def test_a_page_of_nothing_but_navigation_is_kept_and_an_empty_one_refused() -> None:
    found = read("<html><body><nav><a href=/a>Start</a> <a href=/b>Sport</a></nav></body></html>")
    assert "Start" in words(found)
    for empty in (
        "<html></html>",
        "<html><script>x</script><p hidden> </p></html>",
        "<html><!-- x -->",
    ):
        with pytest.raises(Refused, match="has no text in it"):
            read(empty)


def test_control_characters_and_stray_notes_are_shown() -> None:
    body = f"<p>{FIRST} a\0b\x1b[31m &#27; &#x202e;c &#xF0000;d \U000f0001e</p><p>{SECOND}</p>"
    text = read(page(body)).blocks[0].text
    assert clean_text(text) == text
    assert "a␀b␛[31m" in text
    assert "\U000f0000" not in text
    assert "\U000f0001" not in text


def test_the_count_of_what_is_visible() -> None:
    lines = visible_lines(
        "<title>no</title><style>no</style><div hidden>no<div>no</div></div><p title='a > b'>yes &amp; <b>y"
        "</b>es<br>line<template>no</template><nav>beside</nav><a href=x>link</a>"
    )
    assert [line.text for line in lines] == ["yes & yes", "line", "beside", "link"]
    assert [line.beside for line in lines] == [False, False, True, False]


def test_what_a_script_will_show_is_visible_where_nothing_else_is() -> None:
    hidden = f"<div hidden><h2>Die Folgen</h2><p>{FIRST}</p></div>"
    assert [line.text for line in visible_lines(hidden)] == ["Die Folgen", FIRST]
    assert [line.text for line in visible_lines(f"<p>{SECOND}</p>{hidden}")] == [SECOND]
    assert FIRST in words(read(f"<html><body><p>Lädt …</p>{hidden}</body></html>"))


def test_a_form_around_the_page_hides_no_loss() -> None:
    deep = f"<html><body><form><div>{DEEP}</div></form></body></html>"
    found = read_page(deep)
    assert found.notice is not None
    assert FIRST in words(found.draft)


@pytest.mark.parametrize("lost", [0.4, 0.9])
def test_what_a_parser_drops_is_seen(lost: float, monkeypatch: pytest.MonkeyPatch) -> None:
    texts = [
        f"Im Absatz {n} " + " ".join(f"steht Wort {n}x{k}" for k in range(9)) for n in range(20)
    ]
    whole = page("".join(f"<p>{text}</p>" for text in texts))
    monkeypatch.setattr(web, "parse", lambda source: parse(source[: int(len(source) * (1 - lost))]))
    found = read_page(whole)
    assert (found.notice is not None) == (lost > 0.5)
    assert (texts[-1] in words(found.draft)) == (lost > 0.5)


def test_much_text_of_something_else_does_not_make_up_for_what_is_lost() -> None:
    lines = visible_lines(f"<div><p>{FIRST}</p><p>{SECOND}</p></div>")
    assert kept_share(lines, [FIRST, SECOND]) == 1.0
    assert kept_share(lines, [f"{FIRST} {SECOND}"]) == 1.0
    assert kept_share(lines, ["Etwas anderes, das auf der Seite steht. " * 50]) == 0.0


def test_what_is_kept_whole_has_headings_only_above_text() -> None:
    found = read_page(page(f"<h2>Die Folgen</h2>{DEEP}<h2>Links</h2><ul><li>Sport</ul>"))
    assert [b.text for b in found.draft.blocks if b.kind is BlockKind.HEADING] == ["Die Folgen"]
    assert "Links" in words(found.draft)
