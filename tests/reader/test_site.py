"""A site of articles is whole, leads nowhere else, and is right whatever the articles hold."""

from __future__ import annotations

import re
import time
from collections import Counter
from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, datetime
from html.parser import HTMLParser
from pathlib import Path
from posixpath import dirname, join, normpath

import pytest

from library import (
    TITLE_BLOCK,
    Article,
    Block,
    BlockKind,
    Entity,
    EntityKind,
    Library,
    Link,
    Mention,
    Source,
)
from reader.cli import main
from reader.site import Dossier, pages
from reader.speaking import use_language
from reader.writing import Document
from tests import texts
from tests.zones import ZONES, within

VOID = {"meta", "br", "link", "rect"}
UNWANTED = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u200b\u202a-\u202e\u2066-\u2069]")
RELATIVE = re.compile(r"(?:\.\./)?(?:[a-z]+/)?[a-z0-9.-]+(?:#[a-z0-9-]+)?|#[a-z0-9-]+")
URLS = ("javascript:x", "http://a.de/?'\"<", "https://b.de/", "file:///etc", "//c.de", "x")
UNSAFE = {"script", "style", "iframe", "img", "object", "embed", "form", "base", "audio", "video"}


class Page(HTMLParser):
    """Reads a page strictly: what is opened is closed, ids are there once, and links are kept."""

    def __init__(self, text: str) -> None:
        super().__init__(convert_charrefs=True)
        self.ids = Counter[str]()
        self.links: list[str] = []
        self.text = ""
        self._open: list[str] = []
        self.feed(text)
        self.close()
        assert not self._open, self._open

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = dict(attrs)
        assert len(found) == len(attrs)
        assert tag not in UNSAFE
        assert not any(name.startswith("on") or name in {"style", "src"} for name in found)
        assert tag != "a" or "a" not in self._open
        assert tag != "p" or "p" not in self._open
        self.links += [found["href"] or ""] if "href" in found else []
        self.ids.update([found["id"] or ""] if "id" in found else [])
        if tag not in VOID:
            self._open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag not in VOID:
            assert self._open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.text += data

    def handle_comment(self, data: str) -> None:
        raise AssertionError(data)


def checked(files: dict[str, str]) -> dict[str, Page]:
    """Return the pages of a site, of which every link leads to something that is there."""
    found = {path: Page(text) for path, text in files.items() if path.endswith(".html")}
    followed = 0
    for path, one in found.items():
        assert set(one.ids.values()) <= {1}, path
        for link in one.links:
            if re.match(r"https?://\S+$", link):
                continue
            assert RELATIVE.fullmatch(link), link
            name, _, anchor = link.partition("#")
            target = normpath(join(dirname(path), name)) if name else path
            assert target in files, (path, link)
            assert not anchor or anchor in found[target].ids, (path, link)
            followed += 1
    assert followed > len(found)
    return found


def article(number: int, title: str, blocks: Iterable[Block], **facts: object) -> Article:
    published = datetime(2024, 1 + number % 12, 3, 12, 0, tzinfo=UTC)
    made = Article(
        f"{number:016x}", title, tuple(blocks), None, None, None, published, "de", published
    )
    return replace(made, **facts)  # type: ignore[arg-type]


def hostile() -> list[Document]:
    """Return documents with hostile text in every field, and mentions that overlap and cross links."""
    texts_ = (*texts.HOSTILE, '"><script>x</script>', "</p>]]><!-- &amp; '", "javascript:x", "")
    documents = []
    for number, text in enumerate(texts_):
        blocks = [
            Block(kind, f"Wien {text} am Ende. Noch {text}", 1, text, (Link(0, 9, url),))
            for kind, url in zip(BlockKind, URLS, strict=True)
        ]
        entities = [Entity(kind, text or kind, f"{kind}/{text}") for kind in EntityKind]
        mentions = [
            Mention(entities[place % 6], block, start, start + 3 + place)
            for block in range(TITLE_BLOCK, len(blocks))
            for place, start in enumerate((0, 2, 7, 8, 12, 900))
        ]
        known = {"source": text, "author": text, "url": text, "language": text or None}
        made = article(number, text, blocks, **known)
        if not number % 3:
            made = replace(made, published=None)
        documents.append(Document(made, tuple(mentions), versions=("0" * 15 + "1",)))
    return documents


def test_whatever_articles_hold_all_pages_are_right_and_all_links_lead_somewhere() -> None:
    files = dict(pages(Dossier("<b>Titel</b> & mehr", hostile())))
    names = [path for path in files if path.startswith("names/")]
    assert len(names) > 50
    found = checked(files)
    for path, text in files.items():
        assert not UNWANTED.search(text), path
        assert re.fullmatch(r"(?:articles/|names/)?[a-z0-9-]+\.(?:html|css)", path)
        if path in found:
            assert "default-src 'none'" in text
            assert "<script" not in text
            assert "<b>" not in text
    told = found["index.html"].text
    assert "<b>Titel</b> & mehr" in told
    assert "[@click=app.quit]free[/] tickets" in told
    assert "url(" not in files["style.css"]
    assert "@import" not in files["style.css"]
    assert sum(len(one.links) for one in found.values()) > 1500


@pytest.mark.parametrize("zone", ZONES)
def test_each_month_stands_once_wherever_one_is(zone: str) -> None:
    vienna = Entity(EntityKind.PLACE, "Wien", "place/wien")
    moments = [datetime(2024, 4, 1, hour, tzinfo=UTC) for hour in (0, 3)]
    moments += [datetime(2024, 3, 31, 23, tzinfo=UTC), datetime(2024, 3, 30, 23, tzinfo=UTC)]
    documents = [
        Document(
            article(n, f"Tag {n}", [Block(BlockKind.PARAGRAPH, "Wien")], published=moment),
            mentions=(Mention(vienna, 0, 0, 4),),
        )
        for n, moment in enumerate(moments)
    ]
    with within(zone):
        found = checked(dict(pages(Dossier("", documents))))
    (named,) = (page for path, page in found.items() if path.startswith("names/place-"))
    listed = found["index.html"]
    assert named.ids.keys() & {"m2024-03", "m2024-04"} == listed.ids.keys() & {
        "m2024-03",
        "m2024-04",
    }


def test_sentences_with_names_take_time_in_proportion() -> None:
    berlin = Entity(EntityKind.PLACE, "Berlin", "place/berlin")

    def taken(number: int) -> float:
        sentence = "Berlin is big. "
        mentions = [
            Mention(berlin, 0, at * len(sentence), at * len(sentence) + 6) for at in range(number)
        ]
        block = Block(BlockKind.PARAGRAPH, sentence * number)
        dossier = Dossier("", [Document(article(1, "T", [block]), mentions=tuple(mentions))])
        began = time.process_time()
        assert len(dossier.said_of(dossier.names[0], 0)) == number
        return time.process_time() - began

    assert taken(8_000) < max(0.3, 8 * taken(2_000))  # with the square of the number it would be 16


def site_of(home: Path, folder: Path, *arguments: str, code: int = 0) -> dict[str, str]:
    """Write a site by the command line, and return its files."""
    given = ["--home", str(home), "export", "--site", str(folder), *arguments]
    assert main(given) == code
    return {
        one.relative_to(folder).as_posix(): one.read_text("utf-8")
        for one in folder.rglob("*")
        if one.is_file()
    }


def test_a_dossier_tells_its_articles_and_what_they_say_of_names(
    tmp_path: Path, towns: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with Library(towns) as library:
        (id_, *_) = [one.id for one in library.search("title:nur")]
        library.labels.set_note(id_, "Geheimnis")
        library.labels.tag([id_], ["versteckt"])
    files = site_of(towns, tmp_path / "a" / "site", "--title", "Zwei Städte")
    assert capsys.readouterr().out == f"{tmp_path / 'a' / 'site' / 'index.html'}\n"
    found = checked(files)
    index = found["index.html"].text
    assert re.search(r"Zwei Städte\s+3 articles · 1 May 2024 – 9 Jun 2024", index)
    assert re.search(r"June 2024.*Viel Rom.*Nur Wien.*May 2024.*Wien und Rom", index, re.DOTALL)
    assert "Rom ist weit. Nach Rom!" in index
    assert not any("Geheimnis" in text or "versteckt" in text for text in files.values())

    (path,) = [
        path
        for path in files
        if re.match(r"names/place-.*rom|names/place-geo", path) and "<title>Rom " in files[path]
    ]
    rome = files[path]
    assert "2 articles · 6 mentions" in rome
    said = re.findall(r'<li><a href="(\.\./articles/[^"]+#b\d+|[^"]+#title)">(.+?)</a></li>', rome)
    told = [re.sub("<.+?>", "", text) for _, text in said]
    assert told == [
        *("Viel Rom", "Rom ist weit.", "Nach Rom!", "Und zurück nach Rom."),
        *("Wien und Rom", "Wiens Antwort kommt aus Rom."),
    ]
    assert all(text.count("<mark") == 1 for _, text in said)
    (article_path,) = {href.partition("#")[0] for href, text in said if "weit" in text}
    page = files[normpath(join("names", article_path))]
    assert '<p id="b0">' in page
    assert re.search(r'rel="next" href="[^"]+">.*Nur Wien', page)
    assert 'rel="prev"' not in page
    (wien,) = [text for text in files.values() if "<title>Wien – " in text]
    assert re.search(r"Also written: .*Wiens", wien)
    assert re.search(r"Named together with.*>Rom</a> <span class=\"count\">1<", wien, re.DOTALL)
    assert re.search(r"Places.*Rom.*Wien", found["names/index.html"].text, re.DOTALL)


def test_sections_are_contents_and_the_site_speaks_the_language_of_the_interface(
    tmp_path: Path, parted: Path
) -> None:
    with Library(parted) as library:
        documents = [Document(library.article(one.id)) for one in library.search("")]
    use_language("de")
    files = dict(pages(Dossier("Teile", documents)))
    checked(files)
    (page,) = [text for path, text in files.items() if path.startswith("articles/")]
    assert '<html lang="de">' in page
    assert "<h2>Inhalt</h2>" in page
    assert re.findall(r'<a href="#(b\d+)">(Teil \d)</a>', page) == [
        (f"b{7 * part}", f"Teil {part}") for part in range(5)
    ]
    assert "1 Artikel" in files["index.html"]
    assert "<h2>Am häufigsten genannt</h2>" not in files["index.html"]


def test_a_folder_is_written_whole_and_what_it_holds_stays(
    tmp_path: Path, towns: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = tmp_path / "site"
    assert main(["--home", str(towns), "export", "--site", str(folder), "nichtsdergleichen"]) == 1
    assert not folder.exists()
    assert main(["--home", str(towns), "export", "--title", "x"]) == 2
    folder.mkdir()
    whole = site_of(towns, folder)
    assert site_of(towns, folder) == whole
    (folder / "mine.txt").write_text("mine")
    (folder / "names" / "mine.html").write_text("mine")
    capsys.readouterr()
    kept = site_of(towns, folder, "Kein", "Rom", "OR", "weit", code=3)
    assert kept == {**whole, "mine.txt": "mine", "names/mine.html": "mine"}
    told = capsys.readouterr()
    assert told.out == ""
    assert "--force overwrites it" in told.err
    smaller = site_of(towns, folder, "weit", "--force")
    assert checked(smaller | {"names/mine.html": '<p><a href="#a" id="a"></a></p>'})
    assert sum(path.startswith("articles/") for path in smaller) == 1
    assert smaller["mine.txt"] == smaller["names/mine.html"] == "mine"
    assert set(smaller) < set(kept)
    assert not list(tmp_path.rglob("*.tmp"))
    assert "to be recognised" not in capsys.readouterr().err
    with Library(tmp_path / "new") as library:
        list(library.add([Source("a.txt", texts.HARBOUR.encode())]))
    site_of(tmp_path / "new", tmp_path / "other")
    assert "Names in 1 article are still to be recognised" in capsys.readouterr().err
    (tmp_path / "file").write_text("mine")
    assert main(["--home", str(towns), "export", "--site", str(tmp_path / "file")]) == 2
    assert (tmp_path / "file").read_text() == "mine"
