"""When a page was published is what it declares or shows for itself, and no date that its text tells of."""

from __future__ import annotations

import time

import pytest

from library.intake.web import read
from tests.library.intake.test_page_metadata import FIRST, page

TOLD = (
    "<p>Sie war am 6. Januar 2016 zur Leiterin des Hafens gewählt worden, damals mit einer Stimme.</p>",
    "<p>Gewählt wurde sie am <b>6. Januar 2016</b> mit einer Stimme.</p>",
    "<p>Seit dem 06.01.2016 war Ruhe.</p>",
    "<p>Ein Vermerk vom 2016-01-06 liegt in den Akten der Stadt, wie sie auf Nachfrage einräumte.</p>",
    "<p>She was elected on January 6, 2016, by a majority of one, after three rounds of voting.</p>",
    "<blockquote><p>Der Hafen bleibt.</p><p>— Ada Muster (@ada) January 6, 2016</p></blockquote>",
    "<blockquote>6. Januar 2016</blockquote>",
    "<p>Gewählt wurde sie am <mark title='Datum: 2016-01-06'>6. Januar 2016</mark> von der Stadt.</p>",
    "<p>Die Messe von 2016 war die sechste ihrer Art.</p>",
    "<footer>© 2016 Hafenbote</footer>",
)
SHOWN = (
    "<p>6. Januar 2016</p>",
    "<p>Von Ada Muster, 6. Januar 2016, 12:30 Uhr</p>",
    "<div>Hafenbote <em>06.01.2016 11:35</em><p>Am Hafen</p></div>",
    "<div><a href='/archiv'>6.1.2016</a></div>",
    "<p>Published: January 6, 2016</p>",
    "<p>6.1.2016 – Der Umzug ist beschlossen, und die Stadt will im Herbst mit den Arbeiten beginnen.</p>",
    '<img src="/bilder/2016/01/06/hafen.jpg" alt="Der Hafen">',
    "<time datetime='2016-01-06'>am Mittwoch</time>",
    "<ul><li>Stand: 06.01.2016</li></ul>",
)


@pytest.mark.parametrize("text", TOLD)
def test_a_date_that_the_text_tells_of_is_not_that_of_the_page(text: str) -> None:
    assert read(page(below=text).encode(), "a.html").published is None
    assert read(page(below=f"<p>{FIRST}</p>{text}").encode(), "a.html").published is None


@pytest.mark.parametrize("text", SHOWN)
def test_a_date_that_stands_for_itself_is(text: str) -> None:
    published = read(page(below=text).encode(), "a.html").published
    assert published is not None
    assert f"{published:%Y-%m-%d}" == "2016-01-06"


def test_what_is_declared_counts_before_what_is_shown() -> None:
    head = '<meta property="article:published_time" content="2020-02-03T10:00:00Z">'
    published = read(page(head, below="".join(SHOWN)).encode(), "a.html").published
    assert f"{published:%Y-%m-%d}" == "2020-02-03"


@pytest.mark.parametrize(
    "text", ["<p>2016</p>", "<span>16", "<p>6. Januar 2016 und mehr, als es sind.</p>", "2016<br>"]
)
def test_many_dates_take_no_longer_than_others(text: str) -> None:
    data = page(below=text * 20_000).encode()
    begun = time.process_time()
    read(data, "a.html")
    assert time.process_time() - begun < 10
