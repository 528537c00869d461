"""What scripts rely on: the fields of `--json` and their types, over what each command really prints.

Fields may be added, and are never changed: what stands here is only ever added to.
"""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import pytest

from library import Library, Source
from reader.subcommands import ALL
from tests import texts
from tests.library.test_updating import rss
from tests.reader.conftest import BY_RULES
from tests.reader.inside import Ended, Inside, inside
from tests.web import Site, site

# A kind is a type, None, a set of values, a test, a list of the one kind of its items, a tuple of
# kinds of which one must fit, or a dict of the kinds of fields.
Kind = Any
NOTHING = type(None)


def matching(pattern: str) -> Callable[[object], bool]:
    compiled = re.compile(pattern)
    return lambda value: isinstance(value, str) and compiled.fullmatch(value) is not None


ID = matching(r"[0-9a-f]{16}")
ANY_ID = matching(r"[0-9a-f]{8,64}")
TIME = matching(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{3})?Z")
TEXT = (str, None)
WHEN = (TIME, None)
SPAN = {"block": int, "start": int, "end": int}
HEADLINE = {
    "id": ID, "title": str, "source": TEXT, "author": TEXT, "published": WHEN, "language": TEXT,
    "url": TEXT, "words": int, "read": WHEN, "bookmarked": WHEN, "tags": [str], "note": str,
}  # fmt: skip
BLOCK = {
    "kind": {"heading", "paragraph", "quote", "list_item", "caption", "preformatted"},
    "text": str, "level": int, "attribution": TEXT,
}  # fmt: skip
KINDS = {"person", "place", "organisation", "other", "date", "handle"}
MENTION = {**SPAN, "kind": KINDS, "name": str, "text": str}
ARTICLE = {**HEADLINE, "blocks": [BLOCK], "mentions": [MENTION], "versions": [ID]}
ENTITY = {
    "kind": KINDS, "name": str, "key": str, "aliases": [str], "articles": int, "mentions": int,
}  # fmt: skip
CORRECTION = {
    "id": ANY_ID, "action": {"merge", "split", "rename", "retype", "hide"}, "kind": KINDS, "name": str,
    "key": str, "into": (None, {"kind": KINDS, "name": TEXT, "key": TEXT}), "text": str, "at": TIME,
}  # fmt: skip
ADDED = {"source": str, "id": (ID, None), "title": TEXT, "result": {"stored", "known", "refused"}}
MARKED = {"id": ID, "what": str}
EDIT = {"id": ANY_ID, "what": str, "name": str, "query": str, "at": TIME}
FEED = {
    "id": ANY_ID, "name": str, "address": str, "pages": {"always", "short", "never"}, "articles": int,
    "unread": int, "checked": WHEN, "problem": TEXT,
}  # fmt: skip
UPDATED = {"id": ANY_ID, "feed": str, "address": str, "stored": int, "problem": TEXT}
VALUE = (str, int, bool, [str])
SETTING = {"table": str, "name": str, "value": VALUE, "default": VALUE}
CHECK = {"check": str, "ok": bool, "detail": str, "remedy": str}
KEPT = {"what": str, "path": str, "exists": bool, "bytes": (int, None)}
ORIGIN = {"id": ID, "title": str, "origin": str, "path": TEXT, "url": TEXT}
DONE = {
    "id": ID, "read": WHEN, "bookmarked": WHEN, "place": (None, {"block": int, "offset": int}),
    "changed": WHEN, "tags": [str], "note": str, "deleted": WHEN, "times": dict,
}  # fmt: skip
RESCUED = {"id": TEXT, "title": TEXT, "result": {"whole", "read again", "without document", "lost"}}
WITHOUT = {"open", "completions", "man", "read"}
"""Commands that have no results for scripts, or print a script themselves."""


def misfit(value: object, kind: Kind, where: str = "") -> str:
    """Return where a value is not of a kind; empty if it is."""
    if isinstance(kind, tuple):
        return "" if any(not misfit(value, one) for one in kind) else f"{where}: {value!r}"
    if isinstance(kind, dict):
        if not isinstance(value, dict) or kind.keys() - value.keys():
            return f"{where}: {value!r} lacks {kind.keys()}"
        told = (misfit(value[name], one, f"{where}.{name}") for name, one in kind.items())
        return next(filter(None, told), "")
    if isinstance(kind, list):
        if not isinstance(value, list):
            return f"{where}: {value!r} is no list"
        return next(filter(None, (misfit(one, kind[0], f"{where}[]") for one in value)), "")
    if isinstance(kind, set):
        fits = value in kind
    elif isinstance(kind, type):
        fits = type(value) is kind
    else:
        fits = value is None if kind is None else kind(value)
    return "" if fits else f"{where}: {value!r}"


@pytest.mark.parametrize(
    ("value", "kind", "fits"),
    [
        (True, int, False),
        (1.0, int, False),
        (None, TEXT, True),
        ({"a": 1, "b": 2}, {"a": int}, True),
        ({"a": 1}, {"a": int, "b": TEXT}, False),
        ({"a": ["x", 1]}, {"a": [str]}, False),
        ("2024-01-02T03:04:05Z", TIME, True),
        ("2024-01-02T03:04:05+00:00", TIME, False),
    ],
)
def test_what_does_not_fit_is_found(value: object, kind: Kind, fits: bool) -> None:
    assert (not misfit(value, kind)) is fits


class Contract:
    """Runs commands, and holds all that they print to what is said of it."""

    def __init__(self, run: Inside) -> None:
        self._run = run
        self.checked: dict[str, int] = {}

    def __call__(
        self, kind: Kind, *arguments: str | Path, stdin: str = "", codes: Iterable[int] = (0,)
    ) -> Ended:
        ended = self._run(*arguments, "--json", stdin=stdin)
        assert ended.code in codes, (arguments, ended)
        for record in ended.records:
            assert not misfit(record, kind, " ".join(map(str, arguments)))
        name = str(arguments[0])
        self.checked[name] = self.checked.get(name, 0) + len(ended.records)
        return ended


@pytest.fixture
def server() -> Iterable[Site]:
    with site() as running:
        yield running


@pytest.fixture(scope="session")
def odd_once(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a library of what is awkward: no date, no author, hostile signs, a line of 1 MB, no title."""
    folder = tmp_path_factory.mktemp("odd")
    texts.write_articles(folder / "in")
    long = f"Ein langer Satz aus Wien: {'x' * 1_000_000}"
    documents = {
        "hostile.txt": "\n\n".join(("\x1b[31mTitle \u202e{x}", *texts.HOSTILE, '"quotes" \\ </p>')),
        "long.txt": f"Eine Zeile\n\n{long}",
        "bare.txt": "Ein Satz.",
        "dated.txt": f"Title: T\nDate: 2024-05-01\nAuthor: A\nSource: S\nURL: https://a.de/x\n\n{texts.BUDGET}",
        "page.html": "<html><body><article><h1>T</h1><p>Ein Absatz aus Rom.</p><ul><li>x</li></ul></article>",
    }
    for name, text in documents.items():
        (folder / "in" / name).write_text(text, encoding="utf-8")
    with Library(folder / "home") as library:
        named = [Source(str(path)) for path in sorted((folder / "in").iterdir())]
        list(library.add(named))
        list(library.recognise(engine=BY_RULES.engine))
    (folder / "home" / "config.toml").write_text('[entities]\nengine = "rules"\n')
    return folder


@pytest.fixture
def odd(odd_once: Path, tmp_path: Path) -> Path:
    shutil.copytree(odd_once, tmp_path / "odd")
    return tmp_path / "odd"


def test_every_command_keeps_its_fields(
    odd: Path,
    server: Site,
) -> None:
    check = Contract(inside(odd / "home"))
    listed = check(HEADLINE, "list")
    ids = [record["id"] for record in listed.records]
    assert len(ids) == 8
    assert {record["published"] for record in listed.records} >= {None, "2024-05-01T00:00:00Z"}
    hits = check({**HEADLINE, "hits": [SPAN]}, "search", "wien OR straße OR title:zeile")
    assert any(hit["block"] == -1 for record in hits.records for hit in record["hits"])
    shown = check(ARTICLE, "show", *ids)
    assert any(len(block["text"]) > 1_000_000 for one in shown.records for block in one["blocks"])
    assert {m["block"] for one in shown.records for m in one["mentions"]} > {0}
    for one in shown.records:
        for mention in one["mentions"]:
            number = mention["block"]
            text = one["title"] if number < 0 else one["blocks"][number]["text"]
            assert text[mention["start"] : mention["end"]] == mention["text"]
    assert check(ARTICLE, "show", odd / "in" / "bare.txt", "-", stdin="# T\n\nAus Rom.").records
    assert check(ARTICLE, "export", "title:zeile OR haushalt").records
    check(ENTITY, "entities")
    check(ENTITY, "entities", "haushalt")
    check(CORRECTION, "entities", "hide", "Wien")
    check(CORRECTION, "entities", "corrections")
    check(CORRECTION, "entities", "undo")
    documents = check(ADDED, "add", odd / "in", odd / "none", "-", stdin="Neu\n\nText.", codes=(3,))
    assert {record["result"] for record in documents.records} == {"stored", "known", "refused"}
    assert all(("reason" in r) == (r["result"] == "refused") for r in documents.records)
    for mark in ("read", "bookmark", "unread", "unbookmark"):
        told = check(MARKED, "mark", mark, ids[0][:12], "-", stdin=ids[1]).records
        assert told == [{"id": id_, "what": mark} for id_ in ids[:2]]
    check({"id": ID, "tags": [str]}, "tag", ids[0], "--add", "to read")
    check({"tag": str, "articles": int}, "tag")
    check({"id": ID, "note": str}, "note", ids[0], "a\nb")
    check({"id": ID, "note": str}, "note", "is:noted")
    check(MARKED, "remove", ids[0])
    check({**HEADLINE, "deleted": TIME}, "restore")
    check(MARKED, "restore", ids[0])
    check(MARKED, "remove", "--yes", "title:zeile")
    check(MARKED, "remove", "--undo")
    check(HEADLINE, "prune", "--dry-run", "zeile")
    check(MARKED, "prune", "title:zeile")
    check({"forgotten": int}, "remove", "--purge")
    check(EDIT, "searches", "add", "Ukraine", "ukraine")
    check({"id": ANY_ID, "name": str, "query": str, "unread": (int, None)}, "searches", "list")
    check(EDIT, "rules", "add", "title:horoskop")
    check({"id": ANY_ID, "query": str, "hides": (int, None)}, "rules")
    address = server.say("/a.xml", rss("a1"))
    check(EDIT, "feeds", "add", address, "--unchecked")
    check(UPDATED, "update", "--allow-private", "--later")
    check(FEED, "feeds", "list")
    check(EDIT, "feeds", "undo")
    check({"id": ID, "title": str, "mentions": int, "result": {"recognised"}}, "recognise", ids[1])
    check({"source": str, "id": ID, "title": str, "result": {"read", "kept"}}, "reindex")
    done = check(DONE, "state", "export")
    assert check(
        {"articles": int, "others": int}, "state", "import", "--merge", "-", stdin=done.out
    )
    check(CHECK, "doctor", codes=(0, 1))
    check(RESCUED, "repair", "--force")
    check(SETTING, "config")
    check(KEPT, "locate")
    check(ORIGIN, "locate", "haushalt")
    assert check.checked.keys() == {command.name for command in ALL} - WITHOUT
    assert all(check.checked.values()), check.checked


def test_an_empty_library_has_nothing_to_print(tmp_path: Path) -> None:
    (tmp_path / "home").mkdir()
    run = inside(tmp_path / "home")
    for words in (
        ("list",),
        ("search", "x"),
        ("show", "abcd"),
        ("entities",),
        ("mark", "read", "is:unread"),
        ("tag",),
        ("tag", "x", "--add", "t"),
        ("note", "is:noted"),
        ("remove", "--yes", "x"),
        ("remove", "--undo"),
        ("restore",),
        ("prune", "x"),
        ("export",),
        ("feeds",),
        ("searches",),
        ("rules",),
        ("recognise", "x"),
        ("locate", "x"),
    ):
        ended = run(*words, "--json")
        assert (words, ended.code, ended.out) == (words, 1, "")
    for words in (("update",), ("reindex",), ("recognise",)):
        ended = run(*words, "--json")
        assert (words, ended.code, ended.out) == (words, 0, "")
