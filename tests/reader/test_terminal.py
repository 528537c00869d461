"""The installed program in a real terminal."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from tests import texts
from tests.terminal import Terminal

SCRIPT = str(Path(sys.executable).with_name("newsreader"))


def test_a_folder_is_stored_with_progress_and_its_first_article_opened(tmp_path: Path) -> None:
    texts.write_articles(tmp_path / "in")
    texts.write_many(tmp_path / "in" / "more", 300)
    argv = [SCRIPT, "--home", str(tmp_path / "home"), str(tmp_path / "in")]
    with Terminal(argv) as terminal:
        terminal.wait("All 303")
        terminal.wait("Präsident Südkoreas")
        assert b"Storing" in terminal.output
        terminal.wait("Unread 302")
        terminal.type("qq")
        assert terminal.process.wait(10) == 0
    # The terminal is given back: no alternate screen, cursor shown.
    assert b"\x1b[?1049l" in terminal.output
    assert b"\x1b[?25h" in terminal.output


def test_keys_typed_while_it_starts_are_not_lost(home: Path) -> None:
    with Terminal([SCRIPT, "--home", str(home)]) as terminal:
        terminal.type("js")
        terminal.wait("★ 1")
        terminal.type("Q")
        assert terminal.process.wait(10) == 0


def test_a_first_start_opens_the_welcome_library(tmp_path: Path) -> None:
    home = tmp_path / "home"
    with Terminal([SCRIPT, "--home", str(home)]) as terminal:
        terminal.wait("Welcome to newsreader")
        terminal.wait("Willkommen bei newsread")  # its row may be cut short
        terminal.type("q")
        assert terminal.process.wait(10) == 0
    texts.write_articles(tmp_path / "in")
    with Terminal([SCRIPT, "--home", str(home), str(tmp_path / "in")]) as terminal:
        terminal.wait("All 3")
        terminal.type("Q")
        assert terminal.process.wait(10) == 0


@pytest.mark.parametrize("term", ["dumb", ""])
def test_a_terminal_that_cannot_place_text_is_told_so(home: Path, term: str) -> None:
    with Terminal([SCRIPT, "--home", str(home)], env={"TERM": term}) as terminal:
        terminal.wait("cannot place text")
        assert terminal.process.wait(10) == 2


def test_messages_that_are_kept_in_a_file_do_not_take_the_screen_along(
    home: Path, tmp_path: Path
) -> None:
    kept = tmp_path / "kept.txt"
    argv = ["sh", "-c", f"exec '{SCRIPT}' --home '{home}' 2>'{kept}'"]
    with Terminal(argv) as terminal:
        terminal.wait("● Min Ho Park")
        terminal.type("Q")
        assert terminal.process.wait(10) == 0
    assert kept.read_bytes() == b""


def test_no_colour_is_still_readable(home: Path) -> None:
    with Terminal([SCRIPT, "--home", str(home)], env={"NO_COLOR": "1"}) as terminal:
        terminal.wait("● Min Ho Park")
        terminal.type("s")
        terminal.wait("★ 1")
        terminal.type("Q")
        assert terminal.process.wait(10) == 0
