"""What was done is given out and merged by the command line, as a person would do it between machines."""

from __future__ import annotations

import io
import json
import shutil
from pathlib import Path
from typing import Any

import pytest

from library import Library, Mark
from reader.cli import main


@pytest.fixture
def capture(capsys: pytest.CaptureFixture[str]) -> pytest.CaptureFixture[str]:
    return capsys


def run(
    capsys: pytest.CaptureFixture[str], home: Path, *words: str, code: int = 0
) -> tuple[str, str]:
    """Run a command on the library in `home`, and return what it printed."""
    assert main(["--home", str(home), *words]) == code
    printed = capsys.readouterr()
    return printed.out, printed.err


def exported(capsys: pytest.CaptureFixture[str], home: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in run(capsys, home, "state", "export")[0].splitlines()]


@pytest.fixture
def both(home: Path, tmp_path: Path) -> tuple[Path, Path]:
    """Return two copies of a library, in which other things were done."""
    other = Path(shutil.copytree(home, tmp_path / "other"))
    with Library(home) as library:
        first, second, third = [one.id for one in library.search("")]
        library.mark([first], Mark.READ)
        library.labels.tag([second], ["strom"])
        library.searches.add("Hier", "hier")
    with Library(other) as library:
        library.mark([first, third], Mark.BOOKMARK)
        library.labels.set_note(second, "eine\n\nNotiz")
        library.bin.delete([third])
        library.rules.add("source:werbung")
        library.fold()
    return home, other


def test_a_line_an_article(
    both: tuple[Path, Path], capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    here, other = both
    records = exported(capsys, here) + exported(capsys, other)
    keys = ["id", "read", "bookmarked", "place", "changed", "tags", "note", "deleted", "times"]
    assert [list(one) for one in records] == [keys] * 5
    (read,) = (one for one in records if one["read"])
    assert read["times"] == {"read": read["changed"]}
    assert [one["tags"] for one in records if one["tags"]] == [["strom"]]
    assert [one["note"] for one in records if one["note"]] == ["eine\n\nNotiz"]
    (tmp_path / "none").mkdir()
    assert run(capsys, tmp_path / "none", "state", "export", code=1) == ("", "")
    assert not (tmp_path / "none" / "state.json").exists()


@pytest.mark.parametrize("form", ["lines", "whole", "file"])
def test_both_machines_have_all_after_each_has_taken_what_the_other_gave(
    both: tuple[Path, Path], capsys: pytest.CaptureFixture[str], tmp_path: Path, form: str
) -> None:
    given = tmp_path / "given"
    for here, other in (both, both[::-1], both):
        words = ["state", "export", *(["--whole"] if form == "whole" else [])]
        if form == "file":
            with Library(other) as library:
                library.fold()
            given = other / "state.json"
        else:
            given.write_text(run(capsys, other, *words)[0])
        said, errors = run(capsys, here, "state", "import", str(given), "--merge")
        assert errors == ""
        again = run(capsys, here, "state", "import", str(given), "--merge", "--json")[0]
        assert json.loads(again) == {"articles": 0, "others": 0}
    assert said.startswith("0 articles changed, 0 changes")
    assert exported(capsys, both[0]) == exported(capsys, both[1])
    assert len(exported(capsys, both[0])) == 3
    for home in both:
        with Library(home) as library:
            assert (library.counts().articles, library.counts().bookmarked) == (2, 1)
            if form != "lines":
                assert [one.name for one in library.searches.all()] == ["Hier"]
                assert [one.query for one in library.rules.all()] == ["source:werbung"]


def test_what_is_damaged_is_refused_with_the_reason_and_nothing_is_taken(
    home: Path, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    whole = '{\n"schema": 1,\n"checksum": "x",\n"articles": {\n"a": {}\n}\n}\n'
    id_ = "7" * 16
    good = json.dumps({"id": id_, "read": "2024-05-17T12:00:00Z"})
    cases = {
        b"null": "something else",
        b"[1]": "something else",
        b"\xff\xfe\x00": "no text",
        b"\xff": "no text",
        b"\0" * 100: "no JSON",
        b"[" * 100_000: "no JSON",
        whole.encode(): "its checksum",
        whole.replace("1", "2", 1).encode(): "a later version",
        f"{good}\nnonsense\n".encode(): "line 2",
        f"{good}\n{good[:-9]}".encode(): "line 2",
        f'{good}\n\n{{"id": "../../x"}}\n'.encode(): "line 3",
        f'{{"id": "{id_}", "read": 7}}'.encode(): "line 1",
        f'{{"id": "{id_}", "tags": "x"}}'.encode(): "line 1",
        f'{{"id": "{id_}", "times": []}}'.encode(): "line 1",
        f'{{"id": "{id_}", "changed": "once"}}'.encode(): "line 1",
        f'{{"id": "{id_}", "note": "\\ud800"}}'.encode(): "",
        (f'{{"id": "{id_}", "note": {"9" * 5_000}}}').encode(): "line 1",
    }
    file = tmp_path / "given"
    for data, reason in cases.items():
        file.write_bytes(data)
        code = 3 if reason else 0
        said, errors = run(capsys, home, "state", "import", str(file), "--merge", code=code)
        assert reason in errors, data[:60]
        assert bool(said) is not bool(reason)
    assert run(capsys, home, "state", "import", str(tmp_path), "--merge", code=3)[1]
    assert [one["id"] for one in exported(capsys, home)] == [id_]
    assert run(capsys, home, "state", "import", str(file), code=2)[1].endswith("is replaced.\n")


def test_what_comes_from_elsewhere_is_cleaned(
    home: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    record = {
        "id": "7" * 16,
        "tags": ["\x1b[31mrot", "a,b", "\u202eoben"],
        "note": "\x1b]0;x\x07\u200b\n" + "é\u0301" * 3,
        "changed": "2024-05-17T12:00:00Z",
        "mood": {"unknown": True},
    }
    data = ("\ufeff" + json.dumps(record) + "\r\n\r\n").encode()
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(data)))
    run(capsys, home, "state", "import", "-", "--merge")
    (found,) = exported(capsys, home)
    assert not any(ord(letter) < 32 for tag in found["tags"] for letter in tag)
    assert {"a", "b"} < set(found["tags"])
    assert "\x1b" not in found["note"]
    assert found["times"] == {
        "tags": "2024-05-17T12:00:00.000Z",
        "note": "2024-05-17T12:00:00.000Z",
    }
    assert "\x1b" not in (home / "state.json").read_text()


def test_damage_is_mended_and_told_before_anything_is_given_out(
    both: tuple[Path, Path], capsys: pytest.CaptureFixture[str]
) -> None:
    _, other = both
    before = exported(capsys, other)
    with Library(other) as library:
        library.mark(["7" * 16], Mark.READ)
        library.fold()
    (other / "state.json").write_bytes(b"")
    output, errors = run(capsys, other, "state", "export")
    assert len(output.splitlines()) == len(before) + 1
    assert "was damaged" in errors
    assert run(capsys, other, "state", "export")[1] == ""
