"""The dialogue of lines says all in words, remembers all, and takes what pipes and people type."""

from __future__ import annotations

import io
import re
import signal
import subprocess
import sys
import time
from datetime import UTC, datetime
from pathlib import Path

import pytest

from library import Article, Block, BlockKind, Library, Place, Source
from reader.cli import main
from reader.dialogue import told
from reader.dialogue.pages import Reading
from reader.dialogue.spoken import parts_of
from reader.dialogue.words import COMMANDS, understood, words_of
from reader.speaking import use_language
from tests import texts
from tests.terminal import Terminal

SCRIPT = Path(sys.executable).with_name("newsreader")


class Saying:
    """Runs the dialogue on a library, with lines on stdin."""

    def __init__(
        self, home: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
    ) -> None:
        self.home, self._monkeypatch, self._capsys = home, monkeypatch, capsys

    def __call__(self, *lines: str | bytes, options: tuple[str, ...] = (), code: int = 0) -> str:
        """Say lines, and return the answers."""
        data = b"".join((s.encode() if isinstance(s, str) else s) + b"\n" for s in lines)
        self._monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(data), "utf-8"))
        assert main(["--home", str(self.home), "read", *options]) == code
        return self._capsys.readouterr().out


@pytest.fixture
def say(home: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Saying:
    """Return what has a dialogue on the library of three articles."""
    return Saying(home, monkeypatch, capsys)


def article(*blocks: Block) -> Article:
    day = datetime(2024, 5, 17, tzinfo=UTC)
    return Article("0" * 16, "Titel", blocks, None, None, None, day, "de", day)


def spoken(*blocks: Block) -> list[str]:
    return [part.text for part in parts_of(article(*blocks))]


def test_an_article_is_read_and_marked_and_all_of_it_is_kept(say: Saying, home: Path) -> None:
    lines = (
        *("", "bookmark", "tag a, b", "note Wer war das?", "t -a", "i", "z", "i"),
        *("n", "3", "4", "p", "p", "p", "list", "what", "u", "q", "n"),
    )
    answers = say(*lines, options=("kohle OR hamburg OR haushalt",))
    assert answers.startswith("3 articles. Enter reads, h is for help.\n1 of 3, unread: ")
    assert "\nBookmarked.\nTags: a, b.\nThe note is saved.\nTags: b.\n" in answers
    assert re.search(r"\n1 of 3, read, bookmarked: .*, 1 min, tags: b, with a note\n", answers)
    assert "Other tags again" in answers
    assert re.search(r"\n1 of 3, read, bookmarked: .*, tags: a, b, with a note\n", answers)
    assert re.search(r"\n2 of 3, unread: .*\n3 of 3, unread: .*\nThere are no more", answers)
    assert "There is nothing before the first article.\n1: " in answers
    assert "“what” is no command. h lists them.\nMarked as unread.\n" in answers
    assert answers.endswith("Marked as unread.\n")
    title = re.findall(r"1 of 3, unread: (.+?), 1 min\n", answers)[0]
    with Library(home) as library:
        (one,) = [one for one in library.search("") if title.startswith(one.title)]
        assert one.bookmarked
        assert one.read is None
        assert one.tags == ("a", "b")
        assert library.labels.note(one.id) == "Wer war das?"
        assert library.status(one.id).place is None


def test_reading_goes_on_where_it_stopped_and_the_end_of_the_input_is_a_good_end(
    parted: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    say = Saying(parted, monkeypatch, capsys)
    answers = say("]", "]", "c")
    assert answers.count(texts.PARAGRAPH) == 12
    assert "\nSection 1 of 5: Teil 0\n" in answers
    assert "\nSection 2 of 5: Teil 1\n" not in answers.partition("% read")[0]
    assert answers.endswith("1: Teil 0\n2: Teil 1\n3: Teil 2\n4: Teil 3\n5: Teil 4\n")
    with Library(parted) as library:
        (one,) = library.search("")
        assert one.read
        assert library.status(one.id).place == Place(14, 0)
    answers = say("", "[", "[", "c 5", "]", "g", "", "")
    assert "\nReading goes on after 40 %, in section 3: Teil 2.\nSection 3 of 5" in answers
    said = re.findall(r"Section (\d)", answers)
    assert said == ["3", "4", "5", "5", "4", "5", "5"]
    assert answers.endswith("There are no more articles.\n" * 2)
    with Library(parted) as library:
        assert library.status(one.id).place is None
    answers = say("names Wien", "e", "l", "/ (a", "/ nichtsdergleichen", "/", "/ is:read", "h")
    assert answers.count("In Wien prüfen sie am 5. September die Straße.\n") == 30
    assert re.search(r"\nPlaces: Wien, 30 times; Rom, 30 times\.\n", answers)
    assert "This article has no links and no address.\n" in answers
    assert re.search(r"bracket.*\nNothing was found\.\n1 article\.\n1 of 1, read: ", answers)
    assert answers.endswith(f"{list(told.help_lines())[-1]}\n")


def test_what_others_see_is_told_in_words() -> None:
    kinds = BlockKind
    assert spoken(
        Block(kinds.PARAGRAPH, "Der Anfang."),
        Block(kinds.HEADING, "Über\nschrift", 2),
        Block(kinds.QUOTE, "Gesagt.", attribution="Erika"),
        Block(kinds.QUOTE, "Ohne Namen."),
        Block(kinds.LIST_ITEM, "eins", 1),
        Block(kinds.LIST_ITEM, "darin", 2),
        Block(kinds.LIST_ITEM, "3. selbst gezählt", 1),
        Block(kinds.CAPTION, "Ein Bild."),
        Block(kinds.PREFORMATTED, "a\n  b"),
        Block(kinds.HEADING, "Noch eine", 3),
    ) == [
        "Der Anfang.",
        "Section 1 of 2: Über schrift",
        "Quote, from Erika: Gesagt.\nEnd of the quote.",
        "Quote: Ohne Namen.\nEnd of the quote.",
        "List of 3 items:\nItem 1: eins",
        "Item 2, level 2: darin",
        "3. selbst gezählt\nEnd of the list.",
        "Caption: Ein Bild.",
        "Preformatted text of 2 lines:\na\n  b\nEnd of the preformatted text.",
        "Section 2 of 2: Noch eine",
    ]


def test_pages_have_all_of_the_text_once_from_wherever_reading_goes_on() -> None:
    long = " ".join(f"Dies ist der Satz mit der Nummer {n} von vielen." for n in range(200))
    blocks = [
        Block(BlockKind.HEADING, f"Teil {n}", 2) if n % 7 == 3 else Block(BlockKind.PARAGRAPH, text)
        for n in range(40)
        for text in [long if n == 5 else f"Absatz {n}. " * (n % 9 + 1)]
    ]
    made = article(*blocks)
    whole, pages = [part.text for part in parts_of(made)], 0
    assert " ".join(whole).count("von vielen.") == 200
    reading, read = Reading(made, None), list[str]()
    while not reading.is_at_end:
        page = list(reading.page())
        assert not page[-1].startswith("Section") or reading.is_at_end
        read += page
        pages += 1
        again = Reading(made, reading.place)
        assert reading.is_at_end or read + list(again.rest()) == whole
        assert reading.is_at_end or (again.percent, again.is_at_end) == (100, True)
    assert (read, reading.place) == (whole, None)
    assert pages > 5
    # Without any text there is an end all the same.
    empty = Reading(article(), None)
    assert (list(empty.page()), empty.is_at_end, empty.percent) == ([], True, 100)
    assert empty.section_before == 0


@pytest.mark.parametrize("language", ["en", "de"])
def test_no_word_means_two_things(language: str) -> None:
    use_language(language)
    words = [word for one in COMMANDS for word in words_of(one)]
    assert len(words) == len(set(words)), sorted(words)
    for command in COMMANDS:
        for word in words_of(command):
            if word != "#":
                meant = understood(f"{word.upper()} x")
                assert meant
                assert (meant.id, meant.argument) == (command.id, "x")
    known = {"de": {"weiter": "next", "lesez": "bookmark", "Suche  a b": "search"}, "en": {}}
    for line, id_ in {"12": "go", "": "read_on", "/a": "search", "prev": "previous"}.items():
        assert understood(line) == understood(f" {line} ")
        assert getattr(understood(line), "id", "") == id_
    for line, id_ in known[language].items():
        assert getattr(understood(line), "id", "") == id_
    assert understood("re") is None  # read and repeat, rest
    assert understood("x") is None


def test_it_speaks_german(say: Saying, home: Path) -> None:
    (home / "config.toml").write_text('[look]\nlanguage = "de"\n', encoding="utf-8")
    answers = say("weiter", "voriger", "", "lesezeichen", "rückgängig", "hilfe", "next")
    assert re.match(r"3 Artikel\. .*\n1 von 3, ungelesen: .*\n2 von 3, ungelesen: ", answers)
    assert "\nLesezeichen gesetzt.\nKein Lesezeichen mehr: " in answers
    assert "\nq, ende, beenden, quit, exit: Beendet" in answers


def test_nothing_that_is_said_is_more_than_text(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    home = tmp_path / "home"
    home.mkdir()
    say = Saying(home, monkeypatch, capsys)
    assert say("q", code=1) == ""
    with Library(home) as library:
        for number, text in enumerate(texts.HOSTILE):
            made = f"Title: {text}\nSource: {text}\n\nEin Text {number} und {text} dazu.\n"
            list(library.add([Source("a.txt", made.encode())]))
        (first, *_) = [one.id for one in library.search("")]
        library.bin.delete([first])
    lines = [line for _ in texts.HOSTILE for line in ("", "note \x1b[2J", "note", "t \u202ex", "n")]
    answers = say(*lines, b"\xff\xfe\x1b]0;x\x07", b"x" * 100_000, "i", options=("--width", "40"))
    assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]", answers)
    assert "[@click=app.quit]free[/]\ntickets" in answers
    assert len(answers) < 100_000
    assert max(map(len, answers.split("\n"))) <= 40
    assert say("q", options=("0" * 16,), code=1) == ""


def test_ctrl_c_stops_what_is_said_and_not_the_dialogue(tmp_path: Path) -> None:
    home = tmp_path / "home"
    long = "\n\n".join(f"Absatz {n} " + "von vielen " * 40 for n in range(500))
    with Library(home) as library:
        list(library.add([Source("a.md", f"# Lang\n\n{long}".encode())]))
    argv = [str(SCRIPT), "--home", str(home), "read"]
    with subprocess.Popen(argv, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as process:
        assert process.stdin
        assert process.stdout
        process.stdin.write(b"a\nbookmark\n")
        process.stdin.flush()
        heard = b""
        while b"Absatz 9 " not in heard:
            heard += process.stdout.readline()
        process.send_signal(signal.SIGINT)
        time.sleep(0.2)
        process.stdin.write(b"i\n")
        process.stdin.close()
        said = (heard + process.stdout.read()).decode()
        assert process.wait(20) == 0
    assert "Absatz 499" not in said
    assert re.search(r"\nBookmarked\.\n1 of 1, read, bookmarked: Lang", said)
    with Library(home) as library:
        (one,) = library.search("")
        place = library.status(one.id).place
    # What was cut short is read again.
    last = int(re.findall(r"Absatz (\d+) ", said)[-1])
    assert place in {Place(last, 0), Place(last + 1, 0)}


def test_a_terminal_that_can_place_nothing_is_enough(home: Path) -> None:
    argv = [str(SCRIPT), "--home", str(home), "read"]
    with Terminal(argv, 80, 24, {"TERM": "dumb"}) as terminal:
        terminal.wait("^>")
        terminal.type("\n")
        terminal.wait("End of the article")
        terminal.wait(lambda one: one.output.count(b"\n> ") == 2)
        terminal.type("\x03")
        terminal.wait("Ctrl-C once more")
        terminal.type("s\n")
        terminal.wait("Bookmarked")
        terminal.wait(lambda one: one.output.count(b"\n> ") == 4)
        terminal.type("\x03")
        terminal.wait(lambda one: sum("once more" in line for line in one.lines) == 2)
        terminal.type("\x03")
        assert terminal.process.wait(20) == 130
        assert b"\x1b" not in terminal.output
        assert b"\r\n> " in terminal.output
    with Library(home) as library:
        assert library.counts().bookmarked == 1


def test_only_what_is_asked_for_is_opened(
    home: Path, tmp_path: Path, say: Saying, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened, script = tmp_path / "opened", tmp_path / "browser.py"
    script.write_text(
        f"import pathlib, sys\npathlib.Path({str(opened)!r}).write_text(sys.argv[1])\n", "utf-8"
    )
    monkeypatch.setenv("BROWSER", f"{sys.executable} {script} %s")
    text = "# Titel\n\nSiehe [hier](https://a.example/1) und [dort](https://a.example/2).\n"
    with Library(home) as library:
        list(library.add([Source("x.md", text.encode())]))
    answers = say("b", "b x", "b -1", "b 3", "q", options=("title:titel",))
    assert "This article has no address." in answers
    assert answers.count("No link has this number.") == 3
    assert not opened.exists()
    say("b 2", "q", options=("title:titel",))
    for _ in range(200):
        if opened.exists() and opened.read_text():
            break
        time.sleep(0.05)
    assert opened.read_text() == "https://a.example/2"


def test_dates_are_told_as_they_are_written(home: Path, say: Saying) -> None:
    text = "Title: Fest\nLanguage: de\n\nGefeiert wird vom 10. bis 13. September in Wien.\n"
    with Library(home) as library:
        list(library.add([Source("fest.txt", text.encode())]))
        list(library.recognise(engine="rules"))
    answers = say("e", "q", options=("title:fest",))
    assert "10. bis 13. September" in answers
    assert "--09" not in answers
