"""Journeys over the front door: what is added is stored once, in its order, and comes back whole."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from library import (
    EVERYTHING,
    TITLE_BLOCK,
    Counts,
    EntityKind,
    Library,
    NotFound,
    QueryError,
    Result,
    Source,
    find_sources,
    parse,
)
from tests import texts
from tests.library.listed import ids

PLACES = {"Hamburg", "Rotterdam", "London"}


def test_a_folder_is_stored_in_its_order_and_only_once(home: Path, paths: list[Path]) -> None:
    sources = list(find_sources([paths[0].parent]))
    with Library(home) as library:
        assert library.counts() == Counts(0, 0, 0)
        added = list(library.add(sources))
        assert [answer.result for answer in added] == [Result.STORED] * 3
        assert [answer.source for answer in added] == [str(path) for path in paths]
        assert ids(library) == [answer.id for answer in added]
        again = list(library.add([*sources, *sources]))
        assert [(answer.result, answer.id, answer.title) for answer in again] == [
            (Result.KNOWN, answer.id, answer.title) for answer in (*added, *added)
        ]
        assert library.counts() == Counts(3, 3, 0)


def test_copies_in_one_batch_are_one_article(home: Path) -> None:
    wrapped = texts.HARBOUR.replace(" ships", "\nships").replace("\n", "\r\n")
    sources = [Source("a.txt", texts.HARBOUR.encode()), Source("b.txt", wrapped.encode())]
    with Library(home) as library:
        first, second = library.add(sources)
        assert (first.result, second.result) == (Result.STORED, Result.KNOWN)
        assert first.id == second.id


def test_what_is_refused_is_named_and_hinders_nothing(home: Path, tmp_path: Path) -> None:
    (tmp_path / "leer.txt").write_text("\n")
    (tmp_path / "bild.txt").write_bytes(b"\x89PNG\r\n\x1a\n")
    names = ["leer.txt", "fehlt.txt", "bild.txt"]
    sources = [Source(str(tmp_path / name)) for name in names]
    sources.insert(1, Source("gut.txt", texts.BUDGET.encode()))
    with Library(home) as library:
        added = list(library.add(sources))
        assert [(Path(a.source).name, a.result.value, a.reason) for a in added] == [
            ("leer.txt", "refused", "is empty"),
            ("gut.txt", "stored", None),
            ("fehlt.txt", "refused", "cannot be read (No such file or directory)"),
            ("bild.txt", "refused", "is binary, not text"),
        ]
        assert library.counts().articles == 1


def test_more_than_a_batch_keeps_its_order(home: Path, tmp_path: Path) -> None:
    texts.write_many(tmp_path / "many", 450)
    with Library(home) as library:
        assert len(list(library.add(list(find_sources([tmp_path / "many"]))))) == 450
        numbers = [headline.title.split()[-1] for headline in library.search("")]
        assert numbers == [str(number) for number in range(450)]
        assert list(library.add([])) == []


def test_many_articles_of_one_day_are_all_stored(home: Path) -> None:
    times = ["2024-05-17"] * 150 + ["2024-05-17T00:01"] * 30
    sources = [
        Source(f"{n}.md", f"---\ntitle: T{n}\ndate: {time}\n---\n\nText {n}.\n".encode())
        for n, time in enumerate(times)
    ]
    with Library(home) as library:
        assert {added.result for added in library.add(sources)} == {Result.STORED}
        assert library.counts().articles == len(set(ids(library))) == 180


def test_a_file_whose_name_is_no_text_is_stored(home: Path, tmp_path: Path) -> None:
    path = tmp_path / "Stra\udcdfe.txt"
    path.write_text(texts.BUDGET)
    with Library(home) as library:
        (added,) = library.add(list(find_sources([path])))
        assert added.result is Result.STORED


def test_an_article_comes_back_as_it_was_read(library: Library, paths: list[Path]) -> None:
    for path, id_ in zip(paths, ids(library), strict=True):
        stored, read = library.article(id_), parse(path.read_bytes(), str(path))
        assert replace(stored, added=read.added) == read
        assert abs(datetime.now(UTC) - stored.added) < timedelta(minutes=5)


def test_mentions_stand_where_the_names_are(library: Library) -> None:
    article = library.article(ids(library)[1])
    found = set()
    for mention in library.register.mentions(article.id):
        title = mention.block == TITLE_BLOCK
        text = article.title if title else article.blocks[mention.block].text
        if mention.entity.kind is EntityKind.PLACE:
            found.add(mention.entity.name)
            assert text[mention.start : mention.end] == mention.entity.name
    assert found == PLACES


def test_entities_are_counted_over_what_is_found(library: Library) -> None:
    def counted(query: str) -> dict[str, tuple[int, int]]:
        return {
            known.entity.name: (known.articles, known.mentions)
            for known in library.register.known(query)
            if known.entity.kind is EntityKind.PLACE
        }

    everything = counted("")
    assert everything["Südkorea"] == (1, 6)
    assert counted("anchor") == dict.fromkeys(("Rotterdam", "London"), (1, 1)) | {"Hamburg": (1, 2)}
    assert counted("gibtesnicht") == {}
    often = [known.mentions for known in library.register.known()]
    assert often == sorted(often, reverse=True)
    with pytest.raises(QueryError):
        list(library.register.known("title:("))


def test_the_notices_of_a_series_are_no_versions_of_one(library: Library) -> None:
    notices = [f"Pegel am {day}. Mai\n{texts.FERRY[0]}" for day in (3, 10, 17)]
    added = list(library.add([Source(f"{n}.txt", t.encode()) for n, t in enumerate(notices)]))
    assert added[0].id is not None
    assert [headline.id for headline in library.versions(added[0].id)] == [added[0].id]


def test_versions_of_a_story_are_found_whenever_they_come(library: Library) -> None:
    first, second, third = (Source(f"{n}.txt", text.encode()) for n, text in enumerate(texts.FERRY))
    (one, two) = library.add([first, second])
    assert one.id is not None
    assert two.id is not None
    (three,) = library.add([third])
    assert {headline.id for headline in library.versions(one.id)} == {one.id, two.id, three.id}
    other = library.search("harbour")[0].id
    assert [headline.id for headline in library.versions(other)] == [other]
    assert library.counts().articles == 6
    listed = library.listing(library.find(EVERYTHING), folded=True)
    assert sorted(listed.versions(row) for row in range(len(listed))) == [1, 1, 1, 3]
    with pytest.raises(NotFound):
        library.versions("0" * 16)
