"""The interface in German: each kind of place that says something, on the screen and off it."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from textual.pilot import Pilot
from textual.widgets import Static

from library import Grouping
from reader.formats import (
    date_width,
    group_name,
    group_size,
    long_date,
    reading_time,
    short_date,
)
from reader.screens.command_line import CommandLineScreen
from reader.screens.entity import EntityScreen
from reader.screens.palette import PaletteScreen
from reader.speaking import use_language
from tests.reader import test_cli
from tests.reader.conftest import BY_RULES, Start, screen_text, settle, toasts
from tests.reader.test_cli import SCRIPT
from tests.reader.test_entity_page import choose
from tests.terminal import Terminal

GERMAN = replace(BY_RULES, language="de")
SPEAKING = {"LANG": "de_DE.UTF-8", "LC_ALL": "", "LC_MESSAGES": "", "LANGUAGE": ""}
"""The environment of a person who speaks German."""


def run(
    home: Path, *arguments: str, code: int = 0, env: Mapping[str, str] = SPEAKING
) -> tuple[str, str]:
    """Run the script as a person who speaks German does, or in another environment."""
    return test_cli.run(home, *arguments, code=code, **env)  # type: ignore[arg-type]


@pytest.fixture(autouse=True)
def german() -> Iterator[None]:
    """Speak German in this process, as a start with that setting does."""
    use_language("de")
    yield
    use_language("en")


def drawn(pilot: Pilot[None]) -> str:
    return screen_text(pilot.app.screen)


async def test_the_main_screen(start: Start) -> None:
    async with start(config=GERMAN) as (pilot, screen):
        assert screen.search_line.placeholder == "suchen"
        text = drawn(pilot)
        assert "Alle 3" in text
        assert "Ungelesen 3" in text
        assert "Enter öffnen" in text
        assert "q beenden" in text
        assert re.search(r"\d Min\.", text)
        await pilot.press("enter", "t")
        await settle(pilot)
        text = drawn(pilot)
        assert "INHALT" in text
        assert "Vorspann" in text
        assert "ORTE" in text
        await pilot.press("slash", "z", "z", "z", "z", "z", "z")
        await settle(pilot)
        assert "nichts gefunden" in drawn(pilot)
        assert screen.is_current


async def test_what_is_pressed_is_answered(start: Start) -> None:
    async with start(config=GERMAN) as (pilot, screen):
        await pilot.press("V")
        await settle(pilot)
        assert "Die Liste hat keine Gruppen. D gruppiert sie." in toasts(pilot)
        await pilot.press("s", "ctrl+z")
        await settle(pilot)
        assert "Kein Lesezeichen mehr: " in toasts(pilot)
        await pilot.press("D")
        await settle(pilot)
        assert "3 Artikel · 3 ungelesen" in drawn(pilot)
        await pilot.press("slash", *"Park")
        await settle(pilot)
        assert "gefunden" in str(screen.found.content)
        assert "found" not in str(screen.found.content)


async def test_help_palette_and_command_line(start: Start) -> None:
    async with start(config=GERMAN) as (pilot, _screen):
        await pilot.press("question_mark")
        await settle(pilot)
        text = drawn(pilot)
        assert "Tasten" in text
        assert "BEWEGEN" in text
        assert "Nächste Zeile" in text
        await pilot.press(*"lesezeichen")
        await settle(pilot)
        assert "Lesezeichen setzen oder entfernen" in drawn(pilot)
        await pilot.press("escape", "ctrl+p")
        await settle(pilot)
        assert isinstance(pilot.app.screen, PaletteScreen)
        assert "Befehle" in drawn(pilot)
        await pilot.press(*"ungelesen")
        await settle(pilot)
        assert "Ansicht: Ungelesen" in drawn(pilot)
        await pilot.press("escape", "colon")
        await settle(pilot)
        assert isinstance(pilot.app.screen, CommandLineScreen)
        assert "Eine Ansicht oder gespeicherte Suche zeigen" in drawn(pilot)
        await pilot.press(*"zzzz", "enter")
        await settle(pilot)
        assert "Unbekannter Befehl „zzzz“." in drawn(pilot)


async def test_the_names_of_views_are_understood(start: Start) -> None:
    async with start(config=GERMAN) as (pilot, screen):
        await pilot.press("colon", *"view", "space", *"ungelesen", "enter")
        await pilot.pause()
        await settle(pilot)
        assert screen.session.question.view == 1


@pytest.mark.parametrize(
    ("key", "title", "keys"),
    [
        ("backslash", "Sortieren nach", "Esc schließt"),
        ("F", "Gespeicherte Suchen", "Enter öffnet"),
        ("H", "Regeln, die ausblenden", "a fügt hinzu"),
        ("a", "Artikel hinzufügen", "Enter speichert"),
        ("T", "Schlagwörter dieses Artikels", "Enter behält sie"),
        ("ctrl+n", "Notiz: ", "speichert und schließt"),
        ("w", "Artikel speichern als", "Enter speichert"),
        ("vertical_line", "Artikel an einen Befehl geben", "Enter startet"),
    ],
)
@pytest.mark.parametrize("size", [(80, 24), (60, 20)])
async def test_dialogs(
    start: Start, key: str, title: str, keys: str, size: tuple[int, int]
) -> None:
    async with start(size, config=GERMAN) as (pilot, _screen):
        await pilot.press(key)
        await pilot.pause(0.2)  # not for the worker that waits for the answer
        assert title in drawn(pilot)
        assert keys in drawn(pilot)
        await pilot.press("escape")


async def test_the_page_of_a_name(start: Start, towns: Path) -> None:
    async with start(folder=towns, config=GERMAN) as (pilot, _screen):
        await pilot.press("j", "enter")
        await settle(pilot)
        await choose(pilot, "Wien")
        await pilot.press("enter")
        await pilot.pause(0.2)
        shown = pilot.app.screen
        assert isinstance(shown, EntityScreen)
        assert "Ort · 2 Artikel · 5 × genannt" in str(
            shown.query_one("#entity-head", Static).content
        )
        text = drawn(pilot)
        assert "SCHREIBWEISEN" in text
        assert "MIT ORTEN" in text
        assert "c berichtigen" in text
        await pilot.press("c")
        await pilot.pause(0.2)
        assert "Was ist an Wien falsch?" in drawn(pilot)
        assert "Es ist von anderer Art" in drawn(pilot)
        await pilot.press("x")
        for _ in range(200):  # the page closes, and with it what worked for it
            if said := toasts(pilot):
                break
            await pilot.pause(0.05)
        assert "Wien ist kein Name. ctrl+z" in said


def test_days_and_numbers() -> None:
    now = datetime(2024, 3, 9, 12, tzinfo=UTC)
    assert short_date(datetime(2024, 9, 5, tzinfo=UTC), now) == "5. Sep."
    assert short_date(datetime(2023, 9, 5, tzinfo=UTC), now) == "5. Sep. 2023"
    assert long_date(datetime(2024, 3, 15, tzinfo=UTC), now) == "15. März 2024"
    assert date_width() == len("15. März 2024")
    assert group_name(date(2024, 3, 8), Grouping.DAY, now.date()) == "Gestern"
    assert group_name(date(2024, 3, 5), Grouping.DAY, now.date()) == "Dienstag"
    assert group_name(date(2023, 5, 1), Grouping.DAY, now.date()) == "Montag, 1. Mai 2023"
    assert group_name(None, Grouping.SOURCE, now.date()) == "Ohne Quelle"
    assert group_name(None, Grouping.FEED, now.date()) == "Aus keinem Feed"
    assert group_name(None, Grouping.FOLDER, now.date()) == "In keinem Ordner"
    assert group_size(1234, 2) == "1.234 Artikel · 2 ungelesen"
    assert reading_time(450) == "2 Min."
    use_language("en")
    assert date_width() == len("15 Mar 2024")


def test_the_command_line_speaks_as_the_environment_asks(home: Path) -> None:
    out, _ = run(home, "--help")
    assert out.startswith("Aufruf: newsreader")
    assert "Gespeicherte Artikel auflisten, neueste zuerst" in out
    assert "diese Hilfe zeigen und enden" in out
    _, err = run(home, "show", code=2)
    assert "Fehler: diese Argumente fehlen: ID|FILE" in err
    _, err = run(home, "add", "--max-size", "x", "y", code=2)
    assert "muss eine ganze Zahl ab 0 sein" in err
    _, err = run(home, "search", "Parkk", code=1)
    assert "Meinten Sie „" in err
    out, _ = run(home, "rules", "add", "title:zzz")
    assert out.startswith("Was „title:zzz“ findet, ist ausgeblendet: 0 Artikel. Zurücknehmen: ")
    _, err = run(home, "show", "ffff", code=1)
    assert err.startswith("newsreader: Kein Artikel")


def test_the_setting_decides_even_over_the_help(home: Path) -> None:
    (home / "config.toml").write_text('[look]\nlanguage = "de"\n', encoding="utf-8")
    assert run(home, "list", "--help", env={"LANG": "en_GB.UTF-8", "LANGUAGE": ""})[0].startswith(
        "Aufruf: "
    )
    (home / "config.toml").write_text('[look]\nlanguage = "en"\n', encoding="utf-8")
    assert run(home, "list", "--help")[0].startswith("usage: ")
    other = home / "other"
    other.mkdir()
    (other / "config.toml").write_text('[look]\nlanguage = "de"\n', encoding="utf-8")
    for named in (["--home", str(other)], [f"--home={other}"]):
        assert run(home, "list", *named, "--help", env={})[0].startswith("Aufruf: ")


def test_what_programs_read_is_not_translated(home: Path) -> None:
    for command in (["list"], ["entities"], ["search", "Park"], ["config", "--path"]):
        options = [] if command[0] == "config" else ["--json"]
        assert run(home, *command, *options) == run(home, *command, *options, env={})
    checks = [json.loads(line) for line in run(home, "doctor", "--json")[0].splitlines()]
    assert [one["check"] for one in checks][:2] == ["terminal", "configuration"]


def test_the_reader_speaks_as_the_environment_asks(home: Path) -> None:
    with Terminal([str(SCRIPT), "--home", str(home)], 80, 24, SPEAKING) as terminal:
        terminal.wait("Ungelesen 3")
        terminal.type("?")
        terminal.wait("Nächste Zeile")
