"""Titles without kickers and sites, and the people who wrote an article, however a page says it."""

from __future__ import annotations

import json

import pytest

from library.intake.pages.bylines import clean_name, join_names, written_byline
from library.intake.web import read

FIRST = (
    "Der Wochenmarkt zieht im Herbst auf den Platz am Hafen, weil der alte Platz neu gepflastert "
    "wird und die Händler so lange keinen Strom hätten."
)
SECOND = (
    "Die Stadt rechnet damit, dass die Arbeiten bis zum Frühjahr dauern; die Händler fürchten um "
    "ihre Kundschaft aus den umliegenden Straßen."
)


def page(head: str = "", heading: str = "<h1>Der Markt zieht um</h1>", below: str = "") -> str:
    return (
        f"<!doctype html><html><head>{head}</head><body><article>{heading}{below}"
        f"<p>{FIRST}</p><p>{SECOND}</p></article></body></html>"
    )


def declared(author: object, site: str = "Hafenbote") -> str:
    data = {"@type": "NewsArticle", "author": author, "publisher": {"name": site}}
    return f'<script type="application/ld+json">{json.dumps(data)}</script>'


def named(title: str) -> str:
    return f'<meta property="og:title" content="{title}">'


@pytest.mark.parametrize(
    ("head", "heading", "title"),
    [
        # The class of a part says that it is a kicker; the page itself can say that it belongs.
        ("", '<h1><span class="kicker">Stadt</span> Der Markt zieht um</h1>', "Der Markt zieht um"),
        ("", '<h1><style>a{}</style><b class="dachzeile">Stadt</b>: Der Markt</h1>', "Der Markt"),
        (
            named("Stadt: Der Markt zieht um"),
            '<h1><span class="kicker">Stadt</span> : Der Markt zieht um</h1>',
            "Stadt: Der Markt zieht um",
        ),
        # No class, but the page calls itself by the lower part.
        (
            named("Der Markt zieht um"),
            "<h1>Am Hafen <b>Der Markt zieht um</b></h1>",
            "Der Markt zieht um",
        ),
        # What the page is called elsewhere may be written for a search engine.
        (
            named("Wochenmarkt: alles zum Umzug"),
            "<h1>Der Markt zieht um</h1>",
            "Der Markt zieht um",
        ),
        # A main heading can be the name of the site, with what it says in its own praise.
        (
            '<meta property="og:site_name" content="Hafenbote">' + named("Der Markt zieht um"),
            "<h1>Hafenbote, die Zeitung am Wasser</h1>",
            "Der Markt zieht um",
        ),
        (named("Der Markt zieht um｜ Bote"), "", "Der Markt zieht um"),
    ],
)
def test_titles(head: str, heading: str, title: str) -> None:
    assert read(page(head, heading)).title == title


@pytest.mark.parametrize(
    ("author", "byline"),
    [
        ([{"name": "Ida Feld"}, {"name": "Jo Bach"}], "Ida Feld, Jo Bach"),
        ("Von Ida Feld und Jo Bach", "Ida Feld und Jo Bach"),
        ([{"name": "Ida Feld"}, {"@type": "Organization", "name": "dpa"}], "Ida Feld, dpa"),
        ([{"name": "Ida Feld"}, {"@type": "Organization", "name": "Hafenbote"}], "Ida Feld"),
        ({"name": "Ida Feld, Hafenbote"}, "Ida Feld"),
        ({"name": "Ida Feld (ifd)"}, "Ida Feld"),
        ({"name": "Ida Feld. Hafenbote International"}, "Ida Feld"),
        ({"name": "Ida F. Hafenbote"}, "Ida F. Hafenbote"),
        ({"name": "Prof. Hafen Feld"}, "Prof. Hafen Feld"),
        ({"@type": "Organization", "name": "Hafenbote"}, "Hafenbote"),
        ({"name": "https://hafen.example/ida"}, None),
    ],
)
def test_declared_authors(author: object, byline: str | None) -> None:
    assert read(page(declared(author))).author == byline


PAPER = declared({"@type": "Organization", "name": "Hafenbote"})


@pytest.mark.parametrize(
    ("below", "byline"),
    [
        ('<p class="byline">Von Ida Feld</p>', "Ida Feld"),
        (
            '<div class="article-author"><span>Ida Feld</span> <span>Jo Bach</span></div>',
            "Ida Feld, Jo Bach",
        ),
        ('<div><a rel="author">Ida Feld</a><a rel="author">Jo Bach</a></div>', "Ida Feld, Jo Bach"),
        ('<div class="author"><b>Ida Feld</b> <i>Redaktion Stadt</i></div>', "Ida Feld"),
        (
            '<div itemprop="author"><span itemprop="name">Ida Feld</span>, Reporterin</div>',
            "Ida Feld",
        ),
        ("<p>Ein Beitrag von Ida Feld | 17.05.2024</p>", "Ida Feld"),
        ("<p>Von der Mole bis zum Platz sind es zehn Minuten.</p>", "Hafenbote"),
        ('<div class="comments"><p class="author">Max Laut</p></div>', "Hafenbote"),
        ("<aside><a rel=author>Max Laut</a></aside>", "Hafenbote"),
        ('<div class="author">Alle Artikel anzeigen</div>', "Hafenbote"),
        # A person goes before an agency, wherever each is shown.
        (
            '<p><a rel="author">Harbour Press</a></p><p class="byline">Von Ida Feld</p>',
            "Ida Feld",
        ),
        (
            '<div class="byline"><p>By Ida Feld, Jo Bach and Max Laut</p><p>Harbour Press</p></div>',
            "Ida Feld, Jo Bach and Max Laut",
        ),
    ],
)
def test_shown_authors_go_before_the_publication(below: str, byline: str) -> None:
    assert read(page(PAPER, below=below)).author == byline


@pytest.mark.parametrize(
    ("below", "byline"),
    [
        ("<p>Von Ida Feld und Jo Bach</p>", "Ida Feld und Jo Bach"),
        ("<p>Von Ida Feld, Reporterin</p>", "Ida Feld"),
        ("<p>Von Jo Bach</p>", "Ida Feld"),
    ],
)
def test_a_byline_may_name_more_than_is_declared(below: str, byline: str) -> None:
    assert read(page(declared({"name": "Ida Feld"}), below=below)).author == byline


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("View all posts by Ida Feld", "Ida Feld"),
        ("Zeige alle Beiträge von Ida Feld", "Ida Feld"),
        ("Autor: Ida Feld am 3. Mai 2024", "Ida Feld"),
        ("kurier von Ida Feld", "Ida Feld"),
        ("Ida Feld @idafeld", "Ida Feld"),
        ("Karl von Storch", "Karl von Storch"),
        ("Die Woche", "Die Woche"),
        ("Bote1.at", "Bote1.at"),
        ("wordpressadmin", ""),
        ("ida@hafen.example", ""),
        ("20 Mai", ""),
        # A month is a name as well, unless a number follows.
        ("Ida Feld May 5, 2024", "Ida Feld"),
        ("Ida Feld and Jo Bach Monday, November 18, 2024, 04:05 pm", "Ida Feld and Jo Bach"),
        ("Ida Feld on Monday, November 18th", "Ida Feld"),
        ("Ida Feld Montag, 18. November 2024", "Ida Feld"),
        ("Ida May", "Ida May"),
        ("Текст: Ида Полева", "Ида Полева"),
        ("Ida Feld , Jo Bach", "Ida Feld, Jo Bach"),
        # What someone is goes; who lent the article stays.
        ("IDA FELD, Bote Harbour Writer", "IDA FELD"),
        ("Ida Feld, MS, RDN", "Ida Feld"),
        ("Ida Feld and Jo Bach, Harbour Press", "Ida Feld and Jo Bach, Harbour Press"),
        ("Ida Feld, Jo Bach and Max Laut, Reporter", "Ida Feld, Jo Bach and Max Laut"),
        ("Die Redakteure, Ida Feld", "Die Redakteure, Ida Feld"),
        ("Max says", ""),
        ("x" * 300, ""),
    ],
)
def test_names_are_taken_out_of_what_stands_around_them(text: str, name: str) -> None:
    assert clean_name(text) == name


def test_the_name_of_a_user_is_the_last_resort() -> None:
    head = declared({"name": "ida-f"})
    assert read(page(head, below='<p class="byline">Von Ida Feld</p>')).author == "Ida Feld"
    assert read(page(head)).author == "ida-f"


def test_a_name_in_a_script_without_capitals_is_one() -> None:
    head = declared({"name": "渡辺洋介"})
    below = '<p class="byline">Von Ida Feld</p>'
    assert read(page(head, below=below)).author == "渡辺洋介"


def test_a_byline_that_only_adds_the_publication_says_no_more() -> None:
    below = "<p>By Ida Feld, Hafenbote Wirtschaft</p>"
    assert read(page(declared({"name": "Ida Feld"}), below=below)).author == "Ida Feld"


def test_only_what_says_so_is_a_byline() -> None:
    assert written_byline("By Ida Feld") == "Ida Feld"
    assert written_byline("Von Dr. Ida Feld, Wien") == "Dr. Ida Feld, Wien"
    assert written_byline("Ida Feld") == ""
    assert written_byline("By the way") == ""
    assert written_byline("Von " + "Ida Feld, " * 20) == ""
    assert join_names(["Ida Feld", "Profil von Ida Feld", "Ida Feld", "Name"]) == "Ida Feld"
