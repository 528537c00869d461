"""Names are recognised after storing: all once, newest first, whatever breaks off or fails meanwhile."""

from __future__ import annotations

import shutil
import subprocess
import sys
import zlib
from collections.abc import Iterator
from contextlib import suppress
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pytest

from library import (
    EngineError,
    EntityKind,
    Library,
    ModelUnavailable,
    NotFound,
    Source,
    Unavailable,
    recognising,
)
from library.entities.model import Model
from library.entities.recogniser import ModelRecogniser
from library.recognising import recognise_for_store
from library.workers.limits import Limits
from library.workers.pool import Reply
from tests import texts

RULES = "rules"


@pytest.fixture(scope="module")
def five(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the folder of a library with five articles, in which names are yet to be recognised."""
    sources = [
        Source(
            f"{day}.txt", f"Title: Tag {day}\nDate: 2024-05-0{day}\n\nIn Wien regnet es.\n".encode()
        )
        for day in range(1, 6)
    ]
    folder = tmp_path_factory.mktemp("five") / "home"
    with Library(folder) as library:
        list(library.add(sources))
    return folder


@pytest.fixture
def library(tmp_path: Path, five: Path) -> Iterator[Library]:
    """Return that library."""
    with Library(Path(shutil.copytree(five, tmp_path / "home"))) as library:
        yield library


def titles(library: Library, **options: object) -> list[str]:
    """Recognise what is to be recognised, and return the titles of that in its order."""
    return [answer.title for answer in library.recognise(engine=RULES, **options)]  # type: ignore[arg-type]


def test_all_are_recognised_once_the_newest_first(library: Library) -> None:
    assert library.register.unrecognised() == 5
    assert not library.all_recognised(RULES)
    assert titles(library) == ["Tag 5", "Tag 4", "Tag 3", "Tag 2", "Tag 1"]
    assert library.register.unrecognised() == 0
    assert library.all_recognised(RULES)
    assert titles(library) == []


def test_a_run_that_was_broken_off_is_gone_on_with(library: Library) -> None:
    asked = iter([False, False, True])
    first = titles(library, stopped=lambda: next(asked, True))
    assert 0 < len(first) < 5
    assert sorted(first + titles(library)) == [f"Tag {day}" for day in range(1, 6)]


def test_what_is_stored_meanwhile_is_recognised_too(library: Library) -> None:
    run = library.recognise(engine=RULES)
    next(run)
    with Library(library.folder) as other:
        list(other.add([Source("neu.txt", b"Title: Neu\nDate: 2025-01-01\n\nIn Rom.\n")]))
    assert "Neu" in [answer.title for answer in run]
    assert library.register.unrecognised() == 0


def test_what_is_asked_for_does_not_wait(library: Library) -> None:
    oldest = library.search("1")[0].id
    assert titles(library, wanted=lambda: [oldest, "unknown"])[0] == "Tag 1"


def test_of_two_that_recognise_one_does_it_all_and_the_other_what_is_asked_of_it(
    library: Library,
) -> None:
    first = library.recognise(engine=RULES)
    assert next(first).title == "Tag 5"
    oldest = library.search("1")[0].id
    ask = iter([[oldest]])
    with Library(library.folder) as other:
        polls = iter(range(8))
        second = other.recognise(
            engine=RULES,
            wanted=lambda: next(ask, []),
            stopped=lambda: next(polls, None) is None,
        )
        assert [answer.title for answer in second] == ["Tag 1"]
    assert {answer.title for answer in first} >= {"Tag 4", "Tag 3", "Tag 2"}
    assert library.all_recognised(RULES)


def test_single_articles_are_recognised_again(library: Library) -> None:
    titles(library)
    ids = [library.search("3")[0].id, library.search("2")[0].id]
    assert titles(library, ids=ids) == ["Tag 3", "Tag 2"]
    assert titles(library, ids=[ids[0], *ids, ids[0]]) == ["Tag 3", "Tag 2"]
    assert sorted(titles(library, ids=ids, wanted=lambda: [ids[1]])) == ["Tag 2", "Tag 3"]
    with pytest.raises(NotFound):
        titles(library, ids=["0" * 16])


def test_what_is_wanted_first_is_not_taken_a_second_time(library: Library) -> None:
    ids = [article.id for article in library.search("")]
    assert sorted(titles(library, ids=ids, wanted=lambda: [ids[-1]])) == [
        f"Tag {day}" for day in range(1, 6)
    ]


def test_another_recogniser_does_all_anew(
    library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    titles(library)
    monkeypatch.setattr(recognising, "asked_for", lambda engine: f"a later version, {engine}")
    assert not library.all_recognised(RULES)
    with library._connection:
        library._connection.execute("UPDATE meta SET value = 'rules-0' WHERE name = 'recogniser'")
    assert len(titles(library)) == 5
    assert titles(library) == []


def test_killed_at_any_moment_it_is_gone_on_with(library: Library) -> None:
    with library._connection:
        library._connection.execute("DELETE FROM unrecognised")
        library._connection.execute("INSERT INTO unrecognised SELECT rank FROM headlines")
    command = [sys.executable, "-m", "reader", "--home", str(library.folder)]
    command += ["recognise", "--engine", RULES, "--json"]
    for patience in (0.2, 0.4, 0.6):
        process = subprocess.Popen(command, stdout=subprocess.DEVNULL)
        with suppress(subprocess.TimeoutExpired):
            process.wait(patience)
        process.kill()
        process.wait()
    titles(library)
    assert library.register.unrecognised() == 0
    (vienna,) = library.register.find("wien")
    assert (vienna.articles, vienna.mentions) == (5, 5)


def test_a_lock_that_cannot_be_had_is_told(library: Library) -> None:
    (library.folder / "recognising.lock").mkdir()
    with pytest.raises(Unavailable, match=r"recognising\.lock: cannot be used"):
        titles(library)


@pytest.mark.parametrize("date", ["2024-05-05", "2999-01-01"])
def test_what_is_read_again_meanwhile_is_recognised_as_it_is_then(
    library: Library, date: str
) -> None:
    newest = library.search("")[0].id
    document = f"Title: Tag 5\nDate: {date}\n\nRom.\n".encode()
    calls = iter(range(1000))

    def wanted() -> list[str]:
        # By the second time the newest has been taken, and nothing has been stored.
        if next(calls) == 1:
            with Library(library.folder) as other:
                with other._connection:
                    other._connection.execute(
                        "UPDATE originals SET data = ? WHERE name = '5.txt'",
                        (zlib.compress(document),),
                    )
                list(other.reindex())
        return []

    titles(library, wanted=wanted)
    assert library.register.unrecognised() == 0
    article = library.article(newest)
    assert article.blocks[0].text == "Rom."
    (mention,) = library.register.mentions(newest)
    assert (mention.entity.name, mention.start, mention.end) == ("Rom", 0, 3)
    (vienna,) = library.register.find("wien")
    assert (vienna.articles, vienna.mentions) == (4, 4)


@pytest.mark.parametrize("engine", ["nonsense", "spacy:xx_not_there"])
def test_without_its_engine_nothing_is_changed(library: Library, engine: str) -> None:
    before = [library.register.mentions(headline.id) for headline in library.search("")]
    with pytest.raises(EngineError) as caught:
        list(library.recognise(engine=engine))
    assert caught.value.remedy
    assert [library.register.mentions(headline.id) for headline in library.search("")] == before
    assert library.register.unrecognised() == 5


def test_a_model_that_is_not_there_is_told_with_what_to_do(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    missing = ModelRecogniser(Model(tmp_path))
    monkeypatch.setattr(recognising, "_recogniser", lambda _: missing)
    with pytest.raises(ModelUnavailable) as caught:
        recognising._answer(Reply("", b"", tuple(recognise_for_store("", b""))))
    assert caught.value.path == tmp_path
    assert caught.value.remedy


def test_what_makes_its_recogniser_fail_costs_itself_alone(
    library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(recognising, "TARGET", "tests.library.bombs:recognise")
    monkeypatch.setattr(recognising, "LIMITS", Limits(seconds=3))
    list(library.add([Source("x.txt", b"Title: crash\nDate: 2024-06-01\n\nIn Ulm.\n")]))
    answers = {answer.title: answer.reason for answer in library.recognise(engine=RULES)}
    assert len(answers) == 6
    assert "crash" in (answers.pop("crash") or "")
    assert set(answers.values()) == {None}
    assert library.register.unrecognised() == 0


def test_a_damaged_article_hinders_no_other(library: Library) -> None:
    with library._connection:
        library._connection.execute(
            "UPDATE articles SET blocks = x'789c00' WHERE rank = (SELECT max(rank) FROM articles)"
        )
    answers = {answer.title: answer.reason for answer in library.recognise(engine=RULES)}
    assert answers.pop("Tag 5") == "is damaged in the library"
    assert list(answers.values()) == [None] * 4
    assert library.register.unrecognised() == 0


def test_where_all_fail_it_is_not_the_articles(
    library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(recognising, "TARGET", "tests.library.bombs:recognise")
    monkeypatch.setattr(recognising, "_MANY_FAILED", 3)
    monkeypatch.setattr(recognising, "_BATCH", 1)
    sources = [
        Source(f"x{n}.txt", f"Title: crash\nDate: 2024-06-0{n}\n\nUlm {n}.\n".encode())
        for n in range(1, 6)
    ]
    list(library.add(sources))
    with pytest.raises(EngineError, match="each of the last 3 articles"):
        titles(library)
    assert library.register.unrecognised() == 8


def test_places_found_by_rules_stay_until_then_and_dates_are_resolved(library: Library) -> None:
    (mention,) = library.register.mentions(library.search("1")[0].id)
    assert mention.entity.kind is EntityKind.PLACE
    source = b"Title: Gestern\nDate: 2024-05-10\n\nGestern kam Angela Merkel nach Rom.\n"
    (added,) = library.add([Source("g.txt", source)])
    assert added.id is not None
    (answer,) = library.recognise([added.id])
    assert answer.mentions == 4
    named = {(m.entity.kind, m.entity.name) for m in library.register.mentions(added.id)}
    assert named == {
        (EntityKind.DATE, "2024-05-09"),
        (EntityKind.PERSON, "Angela Merkel"),
        (EntityKind.PLACE, "Rom"),
    }


@pytest.mark.skipif(find_spec("spacy") is None, reason="spaCy is not installed")
@pytest.mark.filterwarnings("ignore")
def test_an_installed_pipeline_recognises_what_is_stored(library: Library, tmp_path: Path) -> None:
    import spacy

    pipeline = spacy.blank("de")
    ruler: Any = pipeline.add_pipe("entity_ruler")
    ruler.add_patterns([{"label": "ORG", "pattern": "Wien"}])
    pipeline.to_disk(tmp_path / "pipeline")
    assert len(list(library.recognise(engine=f"spacy:{tmp_path / 'pipeline'}"))) == 5
    assert [known.entity.kind for known in library.register.find("wien")] == ["organisation"]


def test_the_article_of_the_house(tmp_path: Path) -> None:
    with Library(tmp_path / "one") as library:
        (added,) = library.add([Source("a.txt", texts.SUMMIT.encode())])
        assert [answer.reason for answer in library.recognise()] == [None]
        park = library.register.entity("Min Ho Park")
        assert park.articles == 1
        assert {"Min Ho Park", "박민호"} <= set(park.aliases)
        assert [headline.id for headline in library.search("person:park")] == [added.id]
        assert not library.search("org:park")


def test_what_was_deleted_is_not_recognised_until_it_comes_back(library: Library) -> None:
    ids = [one.id for one in library.search("")]
    library.bin.delete(ids[:2])
    assert library.register.unrecognised() == 3
    assert titles(library) == ["Tag 3", "Tag 2", "Tag 1"]
    assert library.all_recognised(RULES)
    library.bin.restore(ids[:1])
    assert titles(library) == ["Tag 5"]
