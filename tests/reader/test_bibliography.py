"""A bibliography is right BibTeX, whatever is in an article; its keys are those of earlier exports."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, datetime

from hypothesis import given, settings
from hypothesis import strategies as st

from library import Article, Block, BlockKind, Status, clean_line
from reader.writing import Document, named, write
from reader.writing.bibliography import authors
from tests import texts

ADDED = datetime(2024, 6, 1, 8, 0, tzinfo=UTC)
SIGNS = {
    r"\textbackslash{}": "\\",
    r"\textbraceleft{}": "{",
    r"\textbraceright{}": "}",
    r"\textasciitilde{}": "~",
    r"\textasciicircum{}": "^",
    **{f"\\{sign}": sign for sign in "$&#%_"},
}
ANY = st.text(st.sampled_from("ab äß\\{}$&#%_^~\"'@,=\n\u202e\x1b"), max_size=30)


def article(title: str, number: int = 0, **facts: str | datetime | None) -> Article:
    known: dict[str, object] = {
        "url": "https://example.org/a", "source": "Bote", "author": "Erika Muster",
        "published": datetime(2024, 5, 17, 12, 0, tzinfo=UTC), "language": "de", **facts,
    }  # fmt: skip
    blocks = (Block(BlockKind.PARAGRAPH, "Text."),)
    return Article(f"{number:016x}", title, blocks, added=ADDED, **known)  # type: ignore[arg-type]


def bibliography(*articles: Article, tags: tuple[str, ...] = ()) -> str:
    documents = [Document(one, status=Status(tags=tags)) for one in articles]
    return "".join(write(named("bibtex"), documents))


def entries(text: str) -> Iterator[tuple[str, str, dict[str, str]]]:
    """Yield kind, key and fields of each entry; read as BibTeX does, which counts all braces."""
    place = 0
    while entry := re.compile(r"\s*@(\w+)\{([^\s,{}]+),").match(text, place):
        place, fields = entry.end(), dict[str, str]()
        while field := re.compile(r"\s*(\w+) = \{").match(text, place):
            depth, place = 1, field.end()
            start = place
            while depth:
                depth += {"{": 1, "}": -1}.get(text[place], 0)
                place += 1
            fields[field[1]] = text[start : place - 1]
            assert text[place] == ","
            place += 1
        end = re.compile(r"\s*\}\n").match(text, place)
        assert end, text[place : place + 40]
        place = end.end()
        yield entry[1], entry[2], fields
    assert not text[place:].strip()


def plain(value: str) -> str:
    """Return what a value says; braces that only keep it together are no part of it."""
    found = re.sub(r"\\text\w+\{\}|\\[$&#%_]|[{}]", lambda sign: SIGNS.get(sign[0], ""), value)
    assert "\n" not in found
    return found


def test_an_entry_says_what_is_known() -> None:
    found = article("Der Haushalt & die Straße: 50 % mehr {sic}", language="de-AT")
    ((kind, key, fields),) = entries(bibliography(found, tags=("zu lesen", "a,b")))
    assert (kind, key) == ("online", "muster2024haushalt-strasse-mehr")
    assert plain(fields.pop("title")) == found.title
    assert fields == {
        "author": "Erika Muster",
        "organization": "Bote",
        "date": "2024-05-17",
        "url": "https://example.org/a",
        "urldate": "2024-06-01",
        "langid": "ngerman",
        "keywords": "zu lesen, a b",
    }
    bare = article("", url=None, source=None, author=None, published=None, language="xx")
    assert list(entries(bibliography(bare))) == [("misc", "article-0000", {"title": "{}"})]
    assert bibliography() == ""


def test_no_address_ends_an_entry_or_runs() -> None:
    odd = article("T", url="https://a.de/x_(1)?a=1&b=%20{c}#d\\e")
    ((_, _, fields),) = entries(bibliography(odd))
    assert fields["url"] == "https://a.de/x_(1)?a=1&b=%20%7Bc%7D#d%5Ce"
    ((kind, _, fields),) = entries(bibliography(article("T", url="javascript:alert(1)")))
    assert kind == "misc"
    assert not {"url", "urldate"} & fields.keys()


def test_bylines_are_parted_where_there_are_several_names() -> None:
    for byline, names in {
        "Erika Muster und Max Mann": ["Erika Muster", "Max Mann"],
        "Erika Muster, Max Mann": ["Erika Muster", "Max Mann"],
        "A B; C D / E F & G H and I J": ["A B", "C D", "E F", "G H", "I J"],
        "Muster, Erika": ["Muster, Erika"],
        "dpa": ["dpa"],
        "Sandra Anders": ["Sandra Anders"],
        " ,; ": [],
    }.items():
        assert authors(byline) == names
    ((_, key, fields),) = entries(
        bibliography(article("Titel", author="Muster, Erika, u, v; others"))
    )
    assert fields["author"] == "{Muster, Erika, u, v} and {others}"
    assert key == "muster2024titel"


def test_keys_are_kept_apart() -> None:
    same = [article("Ein Titel", number) for number in (1, 2, 2)]
    keys = [key for _, key, _ in entries(bibliography(*same))]
    assert keys[:2] == ["muster2024titel", "muster2024titel-0000"]
    assert len(set(keys)) == 3
    assert [key for _, key, _ in entries(bibliography(article("東京", author="李", number=3)))] == [
        "2024-0000"
    ]


@settings(max_examples=300, deadline=None)
@given(ANY | st.sampled_from(texts.HOSTILE), ANY, ANY, ANY)
def test_any_text_comes_back(title: str, author: str, source: str, tag: str) -> None:
    found = article(title, author=author, source=source)
    ((_, key, fields),) = entries(bibliography(found, found, tags=(tag,)).split("\n\n")[0] + "\n")
    assert plain(fields["title"]) == clean_line(title)
    assert plain(fields.get("organization", "")) == clean_line(source)
    assert re.fullmatch(r"[a-z0-9-]+", key)
    assert plain(fields.get("author", "")).split(" and ") == (authors(author) or [""])
