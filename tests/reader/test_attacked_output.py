"""Nothing that the command line prints or writes acts: whatever came in, by whatever way."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path

import pytest

from library import is_safe, read_list, write_list
from reader.cli import main
from tests.attacks import ATTACKS, CANARY, in_xml
from tests.conftest import Count
from tests.reader.attacked import LONG, atom, fill, json_feed, rss
from tests.web import site

NEWSBOAT = "exec:touch {made}\nfilter:cat:https://example.org/f\nquery:x:y\nfile:///etc/passwd\n"

Run = Callable[..., str]


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("attacked") / "home"
    assert fill(folder) > len(ATTACKS)
    return folder


@pytest.fixture
def attacked(tmp_path: Path, filled: Path) -> Path:
    return Path(shutil.copytree(filled, tmp_path / "home"))


@pytest.fixture
def run(attacked: Path, capfd: pytest.CaptureFixture[str]) -> Run:
    """Return what runs a command, looks at all that it prints, and returns that."""

    def done(*command: str | Path, home: Path = attacked) -> str:
        with suppress(SystemExit):  # the parser has said what is wrong
            main(["--home", str(home), *map(str, command)])
        out, err = capfd.readouterr()
        bad = [line for line in (out + err).split("\n") if not is_safe(line)]
        assert not bad, (command, bad)
        assert "Traceback" not in err
        if "--json" in command or command[1:] == ("--format", "json"):
            for line in out.splitlines():
                assert isinstance(json.loads(line), dict), (command, line)
        return out + err

    return done


def given() -> Iterator[str]:
    """Yield what is typed behind commands: all attacks at once, in a long run each alone as well."""
    # No command line has a null in it.
    texts = [text.replace("\0", "") for text in ATTACKS.values()]
    yield " ".join(texts)
    yield from texts if LONG else ()


def test_what_is_stored_is_printed_and_written_without_acting(run: Run, tmp_path: Path) -> None:
    seen = 0
    for command in (
        *(["list"], ["list", "--json"], ["list", "--sort", "title"], ["search", "berlin"]),
        *(["search", CANARY, "--json"], ["tag"], ["tag", "--json"], ["tag", CANARY]),
        *(["entities"], ["entities", "--json"], ["entities", "corrections"]),
        *(["entities", "corrections", "--json"], ["searches"], ["searches", "--json"]),
        *(["rules"], ["rules", "--json"], ["feeds"], ["feeds", "--json"], ["feeds", "export"]),
        *(["doctor"], ["doctor", "--json"], ["prune", "--dry-run", "--marked", CANARY]),
        *(["reindex"], ["remove", CANARY, "--yes"], ["restore"], ["restore", "--json"]),
        *(["remove", "--undo"], ["export"], ["export", "--format", "json"]),
        *(["export", "--format", "html"], ["export", "--format", "txt"]),
    ):
        seen += run(*command).count(CANARY)
    records = [json.loads(line) for line in run("list", "--json").splitlines()]
    ids = [record["id"] for record in records]
    for command in (["show"], ["show", "--plain"], ["show", "--json"]):
        seen += run(*command, *ids).count(CANARY)
    for id_ in ids if LONG else ids[::10]:
        run("note", id_)
    # What is printed only where it is clean was there at all.
    assert seen > 20 * len(ATTACKS)
    for form in ("md", "html", "txt", "json"):
        run("export", "--format", form, "--to", tmp_path / form)
        run("export", "--format", form, "--output", tmp_path / f"all.{form}")
    written = [path for path in tmp_path.glob("*/*") if path.suffix[1:] in {"md", "html", "txt"}]
    for path in (*written, *tmp_path.glob("all.*")):
        assert is_safe(path.name), path
        for line in path.read_text(encoding="utf-8").split("\n"):
            assert is_safe(line), (path, line)
    assert len(written) > 2 * len(ids)


def test_what_is_typed_behind_a_command_is_told_without_acting(run: Run, attacked: Path) -> None:
    (id_, *_rest) = (json.loads(line)["id"] for line in run("list", "--json").splitlines())
    for text in given():
        for command in (
            *(
                [text],
                ["add", text],
                ["add", "--json", text],
                ["add", f"https://{text}"],
                ["add", f"file:{text}"],
            ),
            *(["list", text], ["search", text], ["search", f"title:({text}"], ["show", text]),
            *(["mark", "read", text], ["mark", text, id_], ["tag", id_, "--add", text]),
            *(["tag", text, "--remove", text], ["note", id_, text], ["note", id_]),
            *(["remove", text], ["restore", text], ["prune", text], ["export", text]),
            *(["export", "--format", text], ["entities", text], ["entities", "hide", text]),
            *(["entities", "rename", "Wien", text], ["entities", "retype", "Wien", text]),
            *(["entities", "undo", text], ["searches", "add", text, "berlin"], ["searches", text]),
            *(["searches", "add", "x", text], ["searches", "remove", text], ["rules", "add", text]),
            *(["rules", "remove", text], ["feeds", "add", "--unchecked", text], ["feeds", text]),
            *(["feeds", "rename", text, "x"], ["feeds", "pages", text, "never"], ["update", text]),
            *(["feeds", "import", text], ["recognise", "--engine", text], ["list", f"--{text}"]),
            *(["list", "--limit", text], ["list", "--sort", text], ["config", text]),
        ):
            run(*command)
            run(*command, home=attacked / f"x{text[:40]}".replace("/", ":"))


def test_what_feeds_name_does_not_act(run: Run, tmp_path: Path) -> None:
    home = tmp_path / "feeds"
    with site() as server:
        for name, data in (("rss", rss()), ("json", json_feed()), ("atom", atom())):
            address = server.say(f"/{name}", data.encode())
            run("feeds", "add", "--unchecked", address, home=home)
            run("feeds", "pages", address, "never", home=home)
        away = f"https://[{CANARY}\x9b5;8;53m/".encode().decode("latin-1")
        moved = server.say("/moved", b"", 301, Location=away)
        run("feeds", "add", "--unchecked", moved, home=home)
        told = run("update", "--allow-private", "--later", "--json", home=home)
        stored = [json.loads(line)["stored"] for line in told.splitlines() if line[0] == "{"]
        assert sum(stored) > 2 * len(ATTACKS), told
        page = "".join(
            f'<link rel="alternate" type="application/rss+xml" title="{in_xml(text)}" href="/{n}">'
            for n, text in enumerate(ATTACKS.values())
        )
        added = run("feeds", "add", server.say("/", page.encode()), "--allow-private", home=home)
        assert added.count(CANARY) > 15
    for command in (["list"], ["list", "--json"], ["feeds"], ["feeds", "--json"], ["export"]):
        assert CANARY in run(*command, home=home)


def test_what_lists_of_feeds_name_does_not_act(run: Run, tmp_path: Path) -> None:
    home, made = tmp_path / "feeds", tmp_path / "made"
    outlines = (
        f'<outline text="{in_xml(text)}"><outline text="{in_xml(text)}" title="{in_xml(text)}" '
        f'xmlUrl="https://example.org/{number}"/></outline>'
        for number, text in enumerate(ATTACKS.values())
    )
    lines = (
        f'https://example.org/b{number} "~{text}" "{text}"\n'
        for number, text in enumerate(ATTACKS.values())
    )
    lists = {
        "list.opml": f'<opml version="2.0"><body>{"".join(outlines)}</body></opml>',
        "urls": NEWSBOAT.format(made=made) + "".join(lines),
    }
    for name, text in lists.items():
        listed, _passed_over = read_list(text.encode(), name)
        assert len(listed) > len(ATTACKS) - 5
        for one in listed:
            assert all(map(is_safe, (one.address, one.title, *one.folder))), one
            assert one.address.startswith("https://example.org/")
        (tmp_path / name).write_text(write_list(listed[::8], ""), encoding="utf-8")
        run("feeds", "import", tmp_path / name, home=home)
        run("feeds", "import", tmp_path / name, "--json", home=home)
    (tmp_path / "urls").write_text(NEWSBOAT.format(made=made))
    assert "names no feed" in run("feeds", "import", tmp_path / "urls", home=home)
    feeds = [json.loads(line) for line in run("feeds", "--json", home=home).splitlines()]
    assert len(feeds) > 10
    assert CANARY in run("feeds", "export", home=home)
    assert not made.exists()


def test_what_is_wrong_with_the_settings_is_told_without_acting(
    run: Run, tmp_path: Path, count: Count
) -> None:
    home, told = tmp_path / "settings", 0
    home.mkdir()
    for text in ATTACKS.values():
        value = json.dumps(text)
        for setting in (
            f"{value} = 1\n[look]\ntheme = {value}\ndates = {value}\n{value} = 1\n[{value}]\nx = 1\n"
            f"[keys]\nopen = {value}\n{value} = {value}\n[entities]\nengine = {value}",
            f'[entities]\nengine = {value}\n[look]\ndates = "%d"',
            f'[look]\ndates = {json.dumps("%d" + text)}\n[{value}]\nx = "{text}"',
        ):
            (home / "config.toml").write_text(setting, encoding="utf-8")
            told += bool(run("config", home=home))
            if LONG:
                run("doctor", home=home)
    assert told == 3 * len(ATTACKS)
    count(f"{told} hostile settings told, nothing that acts")
