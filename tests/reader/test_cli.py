"""The command line through the installed script: results, messages, exit codes, contracts."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests import texts
from tests.reader.inside import records

SCRIPT = Path(sys.executable).with_name("newsreader")


def run(
    home: Path, *arguments: str | Path, stdin: bytes = b"", code: int = 0, **env: str
) -> tuple[str, str]:
    """Run the script on the library in `home`; return what it printed on stdout and stderr."""
    done = subprocess.run(
        [SCRIPT, *map(str, arguments)],
        input=stdin,
        capture_output=True,
        timeout=60,
        env={**os.environ, "NEWSREADER_HOME": str(home), **env},
        check=False,
    )
    assert done.returncode == code, done.stderr.decode()
    return done.stdout.decode(), done.stderr.decode()


def test_add_tells_what_became_of_each(tmp_path: Path) -> None:
    folder = tmp_path / "in"
    texts.write_articles(folder)
    (folder / "4.bin").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(64))
    (folder / "5.txt").write_text(" \n")
    output, errors = run(
        tmp_path / "home", "add", "--later", "--json", folder, folder / "gone.txt", code=3
    )
    told = records(output)
    assert [record["result"] for record in told] == ["stored"] * 3 + ["refused"] * 3
    assert told[0]["title"].startswith("Min Ho Park")
    assert len(told[0]["id"]) == 16
    assert [record["reason"] for record in told[3:]] == [
        "is binary, not text",
        "is empty",
        "cannot be read (No such file or directory)",
    ]
    assert "4.bin" in errors
    output, _ = run(tmp_path / "home", "add", "--later", folder / "0.txt")
    assert output == "1 known\n"


def test_add_takes_stdin(tmp_path: Path) -> None:
    run(tmp_path, "add", "-", stdin=texts.HARBOUR.encode())
    output, _ = run(tmp_path, "list")
    assert "Harbour of Hamburg" in output


def test_list_and_search(home: Path) -> None:
    output, _ = run(home, "list", "--json")
    assert [record["title"][:7] for record in records(output)] == ["Min Ho ", "Harbour", "Der Hau"]
    assert set(records(output)[0]) == {
        "id", "title", "source", "author", "published", "language", "url", "words", "read", "bookmarked",
        "tags", "note",
    }  # fmt: skip
    output, _ = run(home, "search", "--json", "strasse koeln")
    (found,) = records(output)
    assert [(hit["block"], hit["end"] - hit["start"]) for hit in found["hits"]] == [
        (-1, 6), (0, 4), (0, 6), (1, 6),
    ]  # fmt: skip
    run(home, "search", "unauffindbar", code=1)
    _, errors = run(home, "search", '"offen', code=2)
    assert "quotation mark" in errors
    assert len(run(home, "list", "--limit", "2")[0].splitlines()) == 2


def test_show_has_blocks_and_mentions_with_offsets(home: Path) -> None:
    id_ = records(run(home, "list", "--json")[0])[0]["id"]
    (article,) = records(run(home, "show", "--json", id_[:8])[0])
    kinds = [block["kind"] for block in article["blocks"]]
    assert kinds == [
        "paragraph",
        "paragraph",
        "quote",
        "paragraph",
        "heading",
        "paragraph",
        "paragraph",
    ]
    for mention in article["mentions"]:
        block = mention["block"]
        text = article["title"] if block < 0 else article["blocks"][block]["text"]
        assert text[mention["start"] : mention["end"]] == mention["text"]
    names = {mention["name"] for mention in article["mentions"]}
    assert {"Südkorea", "Kasachstan", "Almaty", "2017-03-09", "--10-03/--10-06"} <= names
    assert article["versions"] == []
    run(home, "show", "ffff", code=1)
    assert run(home, "show", id_)[0].startswith("Min Ho Park")


def test_show_reads_a_file_without_storing_it(home: Path, tmp_path: Path) -> None:
    path = tmp_path / "new.md"
    path.write_text("# Neu\n\nDer Zug aus Wien kommt heute nicht mehr an.\n")
    (article,) = records(run(home, "show", "--json", path)[0])
    assert article["title"] == "Neu"
    assert article["mentions"][0]["name"] == "Wien"
    assert len(run(home, "list")[0].splitlines()) == 3


def test_show_marks_names_without_colour_and_they_can_be_taken_out_again(home: Path) -> None:
    id_ = records(run(home, "list", "--json")[0])[0]["id"]
    bare, _ = run(home, "show", id_)
    marked, _ = run(home, "show", "--plain", id_)
    assert "der Präsident [LOC Südkoreas], bereitet" in marked
    assert "([HANDLE @Park_amtlich]) [DATE March 9, 2017]" in marked
    assert re.sub(r"\[(?:PER|LOC|ORG|MISC|DATE|HANDLE) (.*?)\]", r"\1", marked) == bare


def test_show_names_the_other_versions_of_a_story(tmp_path: Path) -> None:
    for number, text in enumerate(texts.FERRY):
        (tmp_path / f"{number}.txt").write_text(text)
    added = records(
        run(tmp_path / "home", "add", "--later", "--json", *sorted(tmp_path.glob("*.txt")))[0]
    )
    ids = [record["id"] for record in added]
    (article,) = records(run(tmp_path / "home", "show", "--json", ids[1])[0])
    assert set(article["versions"]) == {ids[0], ids[2]}


def test_show_refuses_a_file_and_goes_on_with_the_rest(home: Path, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(texts.BUDGET)
    (tmp_path / "b.bin").write_bytes(b"\x7fELF" + bytes(100))
    names = [tmp_path / "a.txt", tmp_path / "b.bin", tmp_path / "a.txt"]
    id_ = records(run(home, "list", "--json")[0])[1]["id"]
    output, errors = run(home, "show", "--json", *names, id_, code=3)
    assert [record["title"][:7] for record in records(output)] == ["Der Hau", "Der Hau", "Harbour"]
    assert "b.bin: is binary, not text" in errors


def test_mark_acknowledges_each_and_is_there_afterwards(home: Path) -> None:
    ids = [record["id"] for record in records(run(home, "list", "--json")[0])]
    output, _ = run(home, "mark", "read", "-", stdin="\n".join(ids[:2]).encode())
    assert records(output) == [{"id": id_, "what": "read"} for id_ in ids[:2]]
    run(home, "mark", "bookmark", ids[2])
    listed = records(run(home, "list", "--json")[0])
    assert [bool(record["read"]) for record in listed] == [True, True, False]
    assert [bool(record["bookmarked"]) for record in listed] == [False, False, True]
    assert records(run(home, "list", "--json", "is:unread")[0])[0]["id"] == ids[2]


def test_reindex_tells_what_became_of_each(home: Path) -> None:
    told = records(run(home, "reindex", "--json")[0])
    assert [record["result"] for record in told] == ["read"] * 3
    listed = records(run(home, "list", "--json")[0])
    assert {record["id"] for record in told} == {record["id"] for record in listed}
    assert run(home, "reindex")[0] == "3 read again\n"


def test_an_unknown_id_hinders_no_other(home: Path) -> None:
    ids = [record["id"] for record in records(run(home, "list", "--json")[0])]
    lines = "\n".join([ids[0], "0123456789abcdef", ids[1]])
    output, errors = run(home, "mark", "read", "-", stdin=lines.encode(), code=1)
    assert [record["id"] for record in records(output)] == ids[:2]
    assert "0123456789abcdef" in errors


def test_the_home_may_be_named_behind_the_command(home: Path, tmp_path: Path) -> None:
    output, _ = run(tmp_path / "elsewhere", "list", "--home", home)
    assert "Harbour" in output
    output, _ = run(tmp_path / "elsewhere", "--home", home, "list")
    assert "Harbour" in output


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a device that is full")
def test_results_that_cannot_be_written_are_told(home: Path) -> None:
    command = f"'{SCRIPT}' --home '{home}' list >/dev/full"
    done = subprocess.run(["sh", "-c", command], capture_output=True, timeout=60, check=False)
    assert done.returncode == 2
    assert (
        done.stderr == b"newsreader: The results could not be written (No space left on device).\n"
    )


def test_entities(home: Path) -> None:
    output, _ = run(home, "entities", "--json")
    first = records(output)[0]
    assert (first["kind"], first["name"]) == ("place", "Südkorea")
    assert first["aliases"] == ["Südkorea", "Südkoreas"]
    assert (first["articles"], first["mentions"]) == (1, 6)


def test_a_damaged_library_is_named_and_left_alone(home: Path) -> None:
    damaged = b"this was never a database" * 100
    (home / "library.db").write_bytes(damaged)
    for companion in ("library.db-wal", "library.db-shm"):
        (home / companion).unlink(missing_ok=True)
    _, errors = run(home, "list", code=2)
    assert "library.db" in errors
    assert (home / "library.db").read_bytes() == damaged


def test_damaged_marks_are_mended_and_that_is_told_once(home: Path) -> None:
    id_ = records(run(home, "list", "--json")[0])[0]["id"]
    run(home, "mark", "read", id_)
    run(home, "mark", "bookmark", id_)
    damaged = b"this was never JSON" * 100
    (home / "state.json").write_bytes(damaged)
    output, errors = run(home, "list", "is:read is:bookmarked", "--json")
    assert [one["id"] for one in records(output)] == [id_]
    assert "was damaged (it is no JSON" in errors
    assert "newsreader doctor" not in errors
    (kept,) = home.glob("state.json.damaged-*")
    assert kept.read_bytes() == damaged
    assert kept.name in errors
    assert run(home, "list")[1] == ""


def test_marks_of_a_later_version_are_left_alone(home: Path) -> None:
    newer = b'{"schema": 2, "checksum": "", "articles": {}}'
    (home / "state.json").write_bytes(newer)
    output, errors = run(home, "list", "--json")
    assert "a later version of newsreader wrote your marks" in errors
    id_ = records(output)[0]["id"]
    for command in (["mark", "read", id_], ["tag", id_, "--add", "x"], ["remove", id_]):
        output, errors = run(home, *command, code=2)
        assert output == ""
        assert "a later version" in errors
    assert (home / "state.json").read_bytes() == newer
    assert not (home / "state.journal").exists()


def test_without_a_terminal_the_reader_says_so_at_once(home: Path) -> None:
    _, errors = run(home, code=2)
    assert "no terminal" in errors


def test_an_unusable_home(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")
    _, errors = run(tmp_path / "file" / "home", "list", code=2)
    assert "cannot be used" in errors


def test_output_that_nobody_reads_is_no_error(home: Path) -> None:
    command = f"'{SCRIPT}' --home '{home}' list --json | true"
    done = subprocess.run(["sh", "-c", command], capture_output=True, timeout=60, check=True)
    assert done.stderr == b""


def test_hostile_names_do_not_reach_the_terminal_raw(tmp_path: Path) -> None:
    name = tmp_path / "evil\x1b[31m\x9b.txt"
    name.write_bytes(b"\x7fELF" + bytes(100))
    _, errors = run(tmp_path / "home", "add", name, code=3)
    assert "\x1b" not in errors
    assert "␛" in errors


@pytest.mark.parametrize("arguments", [["--help"], ["--version"], ["add", "--help"]])
def test_help_and_version(tmp_path: Path, arguments: list[str]) -> None:
    output, _ = run(tmp_path / "home", *arguments)
    assert "newsreader" in output
    assert not (tmp_path / "home").exists()


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["--home", "", "list"], "names nothing"),
        (["add", "--max-size", "0.5", "x"], "must be a whole number"),
        (["add", "--max-size", "9999", "x"], "must be between 1 and 500"),
        (["list", "--limit", "x"], "must be a whole number"),
        (["mark", "nonsense", "x"], "usage: newsreader mark"),
    ],
)
def test_what_is_asked_wrongly_is_said(tmp_path: Path, arguments: list[str], words: str) -> None:
    _, errors = run(tmp_path / "home", *arguments, code=2)
    assert words in errors
    assert "_size" not in errors
    assert not (tmp_path / "home").exists()


@pytest.mark.parametrize("zone", ["UTC+25", "Nowhere/Else", ":x", ""])
def test_a_zone_that_cannot_be_is_no_reason_to_fail(
    home: Path, zone: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TZ", zone)
    command = [str(SCRIPT), "--home", str(home), "list", "added:90y"]
    done = subprocess.run(command, capture_output=True, timeout=60, check=False)
    assert (done.returncode, done.stderr) == (0, b"")


def test_words_behind_two_dashes_are_paths(tmp_path: Path) -> None:
    file = tmp_path / "-x.txt"
    file.write_text("Am Fluss\n\nDer Fluss.\n")
    _, errors = run(tmp_path / "home", "--", file, code=2)  # without a terminal nothing is shown
    assert "invalid choice" not in errors


def test_the_folder_may_be_named_by_half_an_option(home: Path) -> None:
    for option in (("--hom", str(home)), (f"--ho={home}",)):
        done = subprocess.run(
            [SCRIPT, *option, "list"], capture_output=True, timeout=60, check=False
        )
        assert (done.returncode, done.stderr) == (0, b"")
        assert done.stdout


def test_a_number_of_many_digits_is_a_large_one(home: Path) -> None:
    output, _ = run(home, "list", "--limit", "9" * 6_000)
    assert len(output.splitlines()) == len(run(home, "list")[0].splitlines())
    assert run(home, "list", "--limit", "0" * 6_000, code=1)[0] == ""


def test_a_closed_output_is_no_bug(home: Path) -> None:
    command = f"'{SCRIPT}' --home '{home}' mark read ffff >&-"
    done = subprocess.run(["sh", "-c", command], capture_output=True, timeout=60, check=False)
    assert b"Traceback" not in done.stderr


def test_the_script_is_installed() -> None:
    assert shutil.which(SCRIPT)


def test_a_web_page_is_stored_as_its_article(tmp_path: Path) -> None:
    paragraph = (
        "<p>Der Zug aus Wien kommt heute nicht mehr an, sagte die Bahn am Abend in Linz.</p>"
    )
    page = f"""<!doctype html><html lang="de"><head><title>Zug fällt aus - Blatt</title>
    <meta property="og:site_name" content="Blatt"></head><body><nav><a href="/">Start</a></nav>
    <article><h1>Zug fällt aus</h1>{paragraph * 4}<h2>Was nun?</h2>{paragraph * 3}</article></body></html>"""
    (tmp_path / "page.html").write_text(page, encoding="utf-8")
    run(tmp_path / "home", "add", "--later", tmp_path / "page.html")
    (listed,) = records(run(tmp_path / "home", "list", "--json")[0])
    assert (listed["title"], listed["source"], listed["language"]) == (
        "Zug fällt aus",
        "Blatt",
        "de",
    )
