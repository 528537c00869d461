"""What all commands have in common: help with examples, ids and queries, stdin, pipes, exit codes."""

from __future__ import annotations

import os
import pty
import re
import shlex
import subprocess
from collections.abc import Iterator
from itertools import groupby
from pathlib import Path

import pytest

from library import Library
from reader.declared import FEEDS, program
from reader.examples import EXAMPLES, examples_of
from reader.output import headline_line
from reader.parsing import command_line, with_command
from reader.speaking import use_language as speak
from reader.subcommands import ALL
from tests import texts
from tests.reader.inside import Ended, Inside, inside, records
from tests.reader.test_cli import SCRIPT

USUAL = {name: value for name, value in os.environ.items() if name != "PYTHONUNBUFFERED"}
"""An environment in which what is printed waits until it is passed on."""
TAKES_IDS = ("show", "mark read", "tag", "note", "remove", "export", "recognise", "locate")


@pytest.fixture
def run(home: Path) -> Inside:
    """Return what runs a command on the library of three articles."""
    (home / "config.toml").write_text('[entities]\nengine = "rules"\n')
    return inside(home)


@pytest.fixture
def ids(home: Path) -> list[str]:
    with Library(home) as library:
        return [one.id for one in library.search("")]


# Help


def typed(line: str) -> Iterator[list[str]]:
    """Yield the words of each call of the program in a line of a shell."""
    for inner in re.findall(r"\$\((newsreader [^)]*)\)", line):
        yield inner.split()
    words = shlex.shlex(line, posix=True, punctuation_chars="|>")
    words.whitespace_split = True
    for is_sign, some in groupby(words, lambda word: word in {"|", ">"}):
        if not is_sign and (called := list(some))[0] == "newsreader":
            yield called


@pytest.mark.parametrize("language", ["en", "de"])
def test_the_help_of_every_command_ends_with_examples_that_can_be_typed(language: str) -> None:
    speak(language)
    parser = command_line()
    for command in program().all():
        if not command.words:
            continue
        examples = examples_of(*command.words)
        assert examples, f"reader/examples.py has none of {' '.join(command.words)}"
        for one in examples:
            assert command.notes.count(f"  {one.line}\n") == 1
            for words in typed(one.line):
                done = parser.parse_args(with_command(words[1:]))
                assert done.command in {c.name for c in ALL}
    assert EXAMPLES.keys() == {command.name for command in ALL}


def test_an_option_is_called_and_written_the_same_everywhere() -> None:
    found: dict[str, set[tuple[bool, bool]]] = {}
    for command in program().all():
        for option in command.options:
            for name in option.names:
                found.setdefault(name, set()).add((option.value is not None, option.is_many))
    # A tag is taken off with it, and what was deleted is no option at all.
    assert {name for name, ways in found.items() if len(ways) > 1} == set()
    told = {
        c.name: {n for one in (p, *p.below) for o in one.options for n in o.names}
        for c, p in zip(ALL, program().below, strict=True)
    }
    for name in told.keys() - {"open", "completions", "man", "read"}:
        assert "--json" in told[name], name
    for one in told.values():
        assert {"--help", "--home"} <= one


def test_the_names_of_feeds_are_completed_behind_their_words() -> None:
    (feeds,) = (one for one in program().below if one.words == ("feeds",))
    named = {one.words[-1]: one.arguments for one in feeds.below}
    assert named["remove"][0].completed == FEEDS
    assert named["add"][0].completed == ""


# Ids, queries, stdin


def test_whatever_takes_ids_takes_queries_and_stdin(
    run: Inside, ids: list[str], home: Path
) -> None:
    def told(ended: Ended) -> list[str]:
        return [record["id"] for record in ended.records]

    with Library(home) as library:
        lines = [headline_line(one) for one in library.search("")]
    ways = {
        "\n".join(ids[:2]): ids[:2],
        "\n".join(lines[:2]): ids[:2],
        f'{{"title": "x", "id": "{ids[2]}"}}\n\n  {ids[0][:9]}  \n': [ids[2], ids[0]],
    }
    for command in TAKES_IDS:
        words = command.split()
        more = ["--yes"] if command == "remove" else []

        def again() -> None:
            run("restore", *ids)

        assert told(run(*words, ids[1][:7], "--json", *more)) == [ids[1]], command
        again()
        assert told(run(*words, "haushalt", "--json", *more)) == [ids[2]], command
        again()
        for stdin, named in ways.items():
            assert told(run(*words, "-", "--json", *more, stdin=stdin)) == named, command
            again()
        ended = run(*words, "-", "--json", *more, stdin=f"{ids[0]}\nffffffff\nno id\n{ids[1]}")
        if command != "show":  # to which this is a document
            assert (told(ended), ended.code) == (ids[:2], 1), command
            assert "ffffffff" in ended.errors
            assert "no id" in ended.errors
        again()
        ended = run(*words, "nichtsdergleichen", "--json", *more)
        assert (ended.out, ended.code) == ("", 1), command
        assert run(*words, "(a", "--json", *more).code == 2, command


def test_queries_may_be_several_words(run: Inside) -> None:
    for command in ("list", "search"):
        assert len(run(command, "kohle", "OR", "haushalt").out.splitlines()) == 2
    assert run("prune", "--dry-run", "title:haushalt", "straße").code == 0
    assert run("search").code == 2


def test_what_is_shown_may_come_from_stdin(run: Inside, ids: list[str], tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text(texts.FERRY[0], encoding="utf-8")
    ended = run("show", "--json", "-", stdin="Neu\n\nEs kommt aus Wien.")
    assert (ended.record["title"], ended.code) == ("Neu", 0)
    ended = run("show", "--json", ids[0], path, "haushalt")
    # With a word that is none, what is no file is a query, and this one finds nothing.
    assert ([one["title"][:5] for one in ended.records], ended.code) == (["Fähre"], 1)
    assert "there is no such file" in ended.errors
    ended = run("show", "--json", ids[0], path, "-", stdin=ids[1])
    assert [one["title"][:5] for one in ended.records] == ["Min H", "Fähre", "Harbo"]
    ended = run("show", "--json", "haushalt", path)
    assert [one["title"][:5] for one in ended.records] == ["Der H", "Fähre"]
    assert run("show", "x" * 5000).code == 1
    assert run("show", "-", stdin=b"\xff\xfe\x00").code == 3
    ended = run("show", "-", stdin=b"\0" * 21_000_000)
    assert (ended.code, "larger than 20 MB" in ended.errors) == (3, True)
    ended = run("show", "--json", "-", stdin=f"\n{ids[0]}\r\n\n{ids[1]}\n")
    assert [one["id"] for one in ended.records] == ids[:2]
    ended = run("show", "--json", "-", stdin=f"{ids[0]}\nEs kommt aus Wien.\n")
    assert [one["title"] for one in ended.records] == [ids[0]]


def test_notes_of_many_are_printed_and_replaced_only_when_told(run: Inside, ids: list[str]) -> None:
    run("note", ids[0], "eins\nzwei")
    assert run("note", ids[0][:9]).out == "eins\nzwei\n"
    assert run("note", "is:noted").out == f"{ids[0][:8]}  eins zwei\n"
    ended = run("note", "is:unread", "neu")
    assert (ended.code, ended.out) == (2, "")
    assert "Replace the notes on 3 articles?" in ended.errors
    assert [r["note"] for r in run("note", "is:unread", "neu", "--yes", "--json").records] == [
        "neu"
    ] * 3
    assert run("note", "-", "-", stdin="x").code == 2
    assert run("note", "-", stdin="\n".join(ids)).out.count("neu") == 3
    assert run("note", ids[1], "-", stdin="von stdin").out == "The note is saved.\n"
    assert run("note", ids[1]).out == "von stdin\n"


def test_what_one_command_deletes_comes_back_together(run: Inside, ids: list[str]) -> None:
    run("remove", ids[2])
    run("remove", "-", ids[0], stdin=ids[1])
    assert {record["id"] for record in run("remove", "--undo").records} == set(ids[:2])
    assert {record["id"] for record in run("remove", "--undo").records} == {ids[2]}
    run("remove", "--yes", "is:unread")
    assert {record["id"] for record in run("restore", "-", stdin="\n".join(ids)).records} == set(
        ids
    )


def test_a_config_is_told_with_what_differs(run: Inside, home: Path) -> None:
    differing = [r for r in run("config", "--json").records if r["value"] != r["default"]]
    assert [(r["table"], r["name"], r["value"]) for r in differing] == [
        ("entities", "engine", "rules")
    ]


def test_where_things_are_is_told(run: Inside, home: Path, ids: list[str], tmp_path: Path) -> None:
    kept = {record["what"]: record for record in run("locate", "--json").records}
    assert kept["library"]["path"] == str(home / "library.db")
    assert kept["library"]["bytes"] == (home / "library.db").stat().st_size
    assert kept["settings"]["exists"]
    assert not kept["backup"]["exists"]
    assert run("locate", "--folder").out == f"{home}\n"
    odd = f"{home}/a  b\xa0c"
    assert inside(Path(odd))("locate", "--folder").out == f"{odd}\n"
    assert inside(Path(odd))("config", "--path").out == f"{odd}/config.toml\n"
    assert len(run("locate").out.splitlines()) == len(kept)
    (origin,) = run("locate", ids[0][:8], "--json").records
    assert origin["path"] == origin["origin"]
    assert Path(origin["path"]).read_text(encoding="utf-8") == texts.SUMMIT
    assert run("locate", ids[0]).out == f"{ids[0][:8]}  {origin['origin']}\n"
    empty = tmp_path / "none"
    assert run("--home", empty, "locate").code == 0
    assert not empty.exists()


# Processes


def test_marks_are_acknowledged_line_by_line(home: Path, ids: list[str]) -> None:
    command = [str(SCRIPT), "--home", str(home), "mark", "read", "-"]
    pipe = subprocess.PIPE
    with subprocess.Popen(command, env=USUAL, stdin=pipe, stdout=pipe) as process:
        assert process.stdin is not None
        assert process.stdout is not None
        for id_ in ids:
            process.stdin.write(f"{id_}\n".encode())
            process.stdin.flush()
            # Only once it is told the next is sent: else this would wait for ever.
            (told,) = records(process.stdout.readline().decode())
            assert told == {"id": id_, "what": "read"}
            journal = (home / "state.journal").read_text(encoding="utf-8")
            assert id_ in journal
        process.stdin.close()
        assert process.wait(30) == 0


def test_a_pipe_that_is_closed_is_silent_in_every_command(home: Path, ids: list[str]) -> None:
    commands = (
        *("--help", "--version", "list", "search --json kohle", f"show {ids[0]}"),
        *("mark --help", "mark read is:unread", "config", "completions bash", "export"),
    )
    running = []
    for command in commands:
        read, write = os.pipe()
        os.close(read)
        words = [str(SCRIPT), "--home", str(home), *command.split()]
        running.append(subprocess.Popen(words, stdout=write, stderr=subprocess.PIPE, env=USUAL))
        os.close(write)
    for command, process in zip(commands, running, strict=True):
        _, errors = process.communicate(timeout=120)
        assert (command, process.returncode in (0, 1, 2)) == (command, True)
        assert b"Traceback" not in errors
        assert b"Broken" not in errors
        assert b"Exception ignored" not in errors


def test_what_changes_much_is_done_to_its_end_though_nobody_reads_the_answers(
    tmp_path: Path,
) -> None:
    folder, home = tmp_path / "in", tmp_path / "home"
    folder.mkdir()
    for number in range(300):
        (folder / f"{number}.txt").write_text(f"Nummer {number}\n\nKohle, Kohle {number}.\n")
    told: dict[str, int] = {}
    for command in (
        *(
            f"add --later --json {folder}",
            "mark read kohle",
            "tag kohle --add x",
            "remove --yes kohle",
        ),
        "restore -",
    ):
        with subprocess.Popen(
            [str(SCRIPT), "--home", str(home), *command.split()],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env=USUAL,
        ) as process:
            assert process.stdin is not None
            assert process.stdout is not None
            process.stdout.close()
            process.stdin.write("".join(f"{one}\n" for one in told).encode())
            process.stdin.close()
            assert (command, process.wait(60)) == (command, 0)
        with Library(home) as library:
            told = told or {one.id: 0 for one in library.search("")}
            counts, tagged = library.counts(), len(library.search("tag:x"))
            assert (command, counts.articles) == (command, 0 if "remove" in command else 300)
            assert counts.unread == (300 if command.startswith("add") else 0)
            assert tagged == (300 if command.startswith(("tag", "restore")) else 0)


def test_results_go_to_stdout_while_a_terminal_shows_progress(tmp_path: Path) -> None:
    texts.write_articles(tmp_path / "in")
    terminal, slave = pty.openpty()
    with (tmp_path / "out").open("wb") as out:
        words = [
            str(SCRIPT),
            "--home",
            str(tmp_path / "home"),
            "add",
            "--json",
            "--later",
            str(tmp_path / "in"),
        ]
        environment = {**os.environ, "NO_COLOR": "1", "TERM": "xterm-256color"}
        subprocess.run(words, stdout=out, stderr=slave, env=environment, timeout=60, check=True)
    os.close(slave)
    shown = os.read(terminal, 1_000_000).decode()
    os.close(terminal)
    assert [r["result"] for r in records((tmp_path / "out").read_text("utf-8"))] == ["stored"] * 3
    assert "3/3" in shown
    assert "stored" not in shown
    assert not re.search(r"\x1b\[[0-9;]*[34][0-7]m", shown)  # no colour
