"""A file that is written has nothing in it that acts on whoever opens it: no control, script or odd link."""

from __future__ import annotations

import base64
import hashlib
import re
from html.parser import HTMLParser

import pytest
from markdown_it import MarkdownIt

from library import (
    TITLE_BLOCK,
    Article,
    Block,
    BlockKind,
    Entity,
    EntityKind,
    Link,
    Mention,
    is_safe,
    parse,
)
from reader.writing import FORMATS, Document, Format, named, write
from tests.attacks import ATTACKS, CANARY

LINES = (
    "</title><script>alert(1)</script>",
    "--><script>x</script><!--",
    "]]><svg onload=alert(1)>",
    "\"'><img src=x onerror=alert(1)>",
    "</style><style>@import 'https://example.org/x'",
    "# no heading\n- no list\n> no quote\n1. no number\n| a | b |\n|---|---|",
    "```\nno code\n```\n~~~\n    indented\n\ttab",
    "[x]: javascript:alert(1)\n[x] ![y](data:text/html,z) <javascript:alert(1)>",
    "<b onclick=alert(1)>b</b> &lt;script&gt; &#60;script&#62; <!-- c --> <?php ?> <![CDATA[x]]>",
    "---\ntitle: other\n---\n===\n***\n+++",
    "\\[a](javascript:x) \\\\<script> `</code><script>` ``x``",
)
URLS = (
    "javascript:alert(1)",
    "data:text/html,<script>",
    "file:///etc/passwd",
    "https://example.org/\"onmouseover='x'",
    "https://example.org/)](javascript:x)",
    "https://example.org/<script>",
    "https://example.org/ javascript:x",
    "https://user@example.org/",
    "-oProxyCommand=x",
    *(f"https://example.org/{text}" for text in ATTACKS.values()),
)
TEXTS = (*ATTACKS.values(), *LINES)
TAGS = {
    *("html", "head", "meta", "title", "style", "body", "main", "article", "header", "section"),
    *("footer", "h1", "h2", "h3", "h4", "h5", "h6", "p", "a", "ul", "li", "blockquote", "figure"),
    *("figcaption", "pre", "mark", "time", "br"),
}
FETCHING = re.compile(r"(?:^on|^src|^style$|^background$|^action$|^srcset$|^data$|^poster$)")


def documents() -> list[Document]:
    """Return an article for each text, which has it in every field and in every kind of block."""
    found = []
    for number, text in enumerate(TEXTS):
        link = Link(0, min(5, len(text)), URLS[number % len(URLS)])
        blocks = tuple(
            Block(kind, text, level=number % 8, attribution=text, links=(link,))
            for kind in BlockKind
        )
        mentions = tuple(
            Mention(Entity(kind, text, text), block, 2, 6)
            for block, kind in zip(range(TITLE_BLOCK, 5), EntityKind, strict=True)
        )
        article = Article(
            id=f"{number:016x}",
            title=text,
            blocks=blocks,
            url=URLS[number % len(URLS)],
            source=text,
            author=text,
            published=None,
            language=text,
            added=parse(b"x\n\ny z", "x.txt").added,
        )
        found.append(Document(article, mentions))
    return found


def written(form: Format) -> list[str]:
    return ["".join(write(form, [one])) for one in documents()]


@pytest.mark.parametrize("form", FORMATS, ids=lambda form: form.name)
def test_no_format_passes_anything_on(form: Format) -> None:
    texts = [*written(form), "".join(write(form, documents()))]
    for text in texts:
        for line in text.split("\n"):
            assert is_safe(line), line
    # A bibliography has the fewest fields.
    assert sum(text.count(CANARY) for text in texts) > 6 * len(ATTACKS)


class Page(HTMLParser):
    """Takes a page apart as a browser does, and holds against it what it should not have."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.policy, self.wrong, self.links = "", list[str](), list[str]()
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if given.get("http-equiv") == "Content-Security-Policy":
            self.policy = given["content"] or ""
        if tag not in TAGS or any(FETCHING.search(name) for name in given):
            self.wrong.append(f"<{tag} {given}>")
        if "href" in given:
            self.links.append(given["href"] or "")

    def handle_comment(self, data: str) -> None:
        self.wrong.append(f"<!--{data}")

    def handle_pi(self, data: str) -> None:
        self.wrong.append(f"<?{data}")

    def unknown_decl(self, data: str) -> None:
        self.wrong.append(f"<![{data}")


def test_a_page_runs_fetches_and_links_to_nothing_but_pages() -> None:
    links = 0
    for text in (*written(named("html")), "".join(write(named("html"), documents()))):
        page = Page(text)
        (style,) = re.findall("<style>(.*?)</style>", text, re.DOTALL)
        digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
        assert page.policy == (
            f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"
        )
        # What stands first is in force before anything that it is to keep from being done.
        assert text.index("Content-Security-Policy") < text.index("<title>")
        assert page.wrong == []
        assert all(re.match("https?://[^@]*$", link) and is_safe(link) for link in page.links)
        links += len(page.links)
    assert links > len(BlockKind)


def test_markdown_smuggles_neither_html_nor_other_links() -> None:
    reader = MarkdownIt("commonmark").enable(["table", "strikethrough"])
    links = 0
    for text in written(named("md")):
        head, _, body = text.removeprefix("---\n").partition("\n---\n")
        assert all(
            re.match("(title|source|author|language|url): ", line) for line in head.split("\n")
        )
        tokens = reader.parse(body)
        every = [*tokens, *(child for token in tokens for child in token.children or ())]
        assert not [
            token for token in every if token.type.startswith("html") or token.type == "image"
        ]
        targets = [str(token.attrs["href"]) for token in every if token.type == "link_open"]
        assert all(target.startswith(("http://", "https://")) for target in targets), targets
        assert len([token for token in tokens if token.type == "heading_open"]) <= 2, body
        assert not [token for token in tokens if token.type in {"hr", "table_open"}], body
        links += len(targets)
    assert links > len(BlockKind)
