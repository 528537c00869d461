"""Names are recognised while one reads, and by the command line."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from library import EntityKind, Library, Source
from reader.background import Running
from reader.cli import main
from reader.config import Config
from reader.screens.main import MainScreen
from tests.reader.conftest import BY_RULES, Start, screen_text, settle

TEXT = b"Title: Besuch\nDate: 2024-05-10\n\nAngela Merkel kam mit Emmanuel Macron nach Rom.\n"


@pytest.fixture
def stored(tmp_path: Path) -> Path:
    """Return the folder of a library with one article in which names are yet to be recognised."""
    with Library(tmp_path / "own") as library:
        list(library.add([Source("a.txt", TEXT)]))
        assert library.register.unrecognised() == 1
    return tmp_path / "own"


def told(capsys: pytest.CaptureFixture[str]) -> list[dict[str, object]]:
    """Return the objects that were printed."""
    return [json.loads(line) for line in capsys.readouterr().out.splitlines()]


async def test_what_is_open_is_marked_when_it_is_recognised(start: Start, stored: Path) -> None:
    async with start(folder=stored, config=Config()) as (pilot, screen):
        await pilot.press("enter")
        await pilot.pause(0.6)
        await settle(pilot)
        people = {e.text for e in screen.panes.contents.entries if e.kind is EntityKind.PERSON}
        assert people == {"Angela Merkel", "Emmanuel Macron"}
        assert screen.hints.progress == ""
        assert "PEOPLE" in screen_text(screen)


async def test_an_engine_that_is_not_there_is_told_once(start: Start, stored: Path) -> None:
    async with start(folder=stored, config=Config(engine="nonsense")) as (pilot, screen):
        await pilot.pause(0.6)
        await settle(pilot)
        assert "No engine of recognition" in screen_text(screen)
        assert len(pilot.app._notifications) == 1
        for _ in range(2):
            await pilot.press("enter", "h")
            screen.recognise()
            await settle(pilot)
        assert len(pilot.app._notifications) == 1


@pytest.fixture
def recognised(stored: Path) -> Path:
    """Return that folder once all names in it have been recognised."""
    with Library(stored) as library:
        list(library.recognise(engine=BY_RULES.engine))
    return stored


def forget(screen: MainScreen) -> str:
    """Have all names recognised again, and return the id of the article."""
    with screen.library._connection as connection:
        connection.execute("INSERT INTO unrecognised SELECT rank FROM headlines")
    return screen.library.search("")[0].id


async def test_leaving_ends_it(start: Start, stored: Path) -> None:
    async with start(folder=stored, config=Config()) as (pilot, screen):
        # What the start had recognised has ended by then, so that it is not that which ends.
        await settle(pilot)
        forget(screen)
        screen.recognise()
        for _ in range(500):
            if screen._recogniser.process is not None:
                break
            await pilot.pause(0.02)
        running = screen._recogniser.process
        assert running is not None
        await pilot.press("q")
    assert running.is_stopped
    assert running._process.wait(timeout=20) is not None


async def test_that_it_was_killed_is_told(start: Start, recognised: Path) -> None:
    async with start(folder=recognised) as (pilot, screen):
        forget(screen)
        screen.recognise()
        await pilot.pause()
        assert screen._recogniser.process is not None
        screen._recogniser.process._process.kill()
        await settle(pilot)
        (told,) = pilot.app._notifications
        assert "“newsreader recognise” ended before it was done (SIGKILL)" in told.message
        assert screen.hints.progress == ""


async def test_what_is_opened_when_it_starts_does_not_wait(
    start: Start, recognised: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []
    monkeypatch.setattr(Running, "ask", lambda _, id_: asked.append(id_))
    async with start(folder=recognised) as (pilot, screen):
        id_ = forget(screen)
        screen.recognise()
        screen.recognise_first(id_)
        assert len([worker for worker in screen.workers if worker.group == "recognise"]) == 1
        await pilot.pause()
        assert asked == [id_]
        await settle(pilot)
        assert screen.library.register.unrecognised() == 0


APP = """
import asyncio, sys
from pathlib import Path
from library import Library
from reader.app import ReaderApp

async def main(library):
    app = ReaderApp(library)
    async with app.run_test() as pilot:
        await pilot.press("enter")
        await pilot.pause(0.7)
        await app.workers.wait_for_complete()
        assert "Angela Merkel" in {entry.text for entry in app.screen.panes.contents.entries}
    app.saver.close()

with Library(Path(sys.argv[1])) as library:
    asyncio.run(main(library))
assert not {"onnxruntime", "numpy", "sentencepiece", "library.entities.model"} & set(sys.modules)
"""


def test_nothing_of_the_model_is_loaded_by_the_app(stored: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-c", APP, str(stored)],
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert done.returncode == 0, done.stderr


def test_what_is_added_is_recognised_at_once(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "a.txt").write_bytes(TEXT)
    home = str(tmp_path / "home")
    assert main(["--home", home, "add", str(tmp_path / "a.txt")]) == 0
    capsys.readouterr()
    assert main(["--home", home, "entities", "--json"]) == 0
    names = {record["name"] for record in told(capsys)}
    assert {"Angela Merkel", "Emmanuel Macron", "Rom"} <= names
    assert main(["--home", home, "recognise"]) == 0
    assert capsys.readouterr().out == "0 recognised\n"


def test_it_can_be_left_for_later(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "a.txt").write_bytes(TEXT)
    home = str(tmp_path / "home")
    assert main(["--home", home, "add", "--later", str(tmp_path / "a.txt")]) == 0
    capsys.readouterr()
    assert main(["--home", home, "recognise", "--json"]) == 0
    (record,) = told(capsys)
    assert (record["title"], record["mentions"], record["result"]) == ("Besuch", 3, "recognised")


def test_what_is_shown_is_recognised_first(
    stored: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with Library(stored) as library:
        id_ = library.search("")[0].id
    assert main(["--home", str(stored), "show", "--json", id_[:8]]) == 0
    (record,) = told(capsys)
    mentions = record["mentions"]
    assert isinstance(mentions, list)
    assert {m["name"] for m in mentions} == {"Angela Merkel", "Emmanuel Macron", "Rom"}


def test_of_many_it_is_said_that_they_wait(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("reader.recognition.AT_ONCE", 0)
    monkeypatch.setattr("reader.filling.AT_ONCE", 0)
    (tmp_path / "a.txt").write_bytes(TEXT)
    assert main(["--home", str(tmp_path / "home"), "add", str(tmp_path / "a.txt")]) == 0
    said = capsys.readouterr()
    assert said.out == "1 stored\n"
    assert "newsreader recognise" in said.err


@pytest.mark.parametrize("command", [["recognise"], ["show"], ["add"]])
def test_an_engine_that_is_not_there_hinders_nothing_else(
    stored: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], command: list[str]
) -> None:
    (stored / "config.toml").write_text('[entities]\nengine = "nonsense"\n')
    (tmp_path / "b.txt").write_bytes(TEXT.replace(b"Besuch", b"Anderes"))
    with Library(stored) as library:
        argument = {"show": library.search("")[0].id, "add": str(tmp_path / "b.txt")}
    arguments = [*command, *filter(None, [argument.get(command[0])])]
    code = main(["--home", str(stored), *arguments])
    said = capsys.readouterr()
    assert code == (2 if command == ["recognise"] else 0)
    assert "No engine of recognition is called “nonsense”" in said.err
    assert bool(said.out) == (command != ["recognise"])
