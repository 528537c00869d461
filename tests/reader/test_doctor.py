"""The doctor tells what is wrong in real folders, and changes nothing."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from library import Check, Library, Mark, check_library
from reader.cli import main


def told(home: Path, capsys: pytest.CaptureFixture[str], code: int) -> dict[str, Check]:
    assert main(["--home", str(home), "doctor", "--json"]) == code
    lines = capsys.readouterr().out.splitlines()
    checks = [Check(**json.loads(line)) for line in lines]
    assert all(check.ok or check.remedy for check in checks)
    return {check.check: check for check in checks}


def files(home: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in home.iterdir()}


@pytest.fixture
def marked(home: Path) -> Path:
    with Library(home) as library:
        library.mark([library.search("")[0].id], Mark.READ)
        library.fold()
    return home


def test_all_is_well(marked: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = files(marked)
    checks = told(marked, capsys, 0)
    assert list(checks) == [
        "terminal", "configuration", "folder", "library", "marks", "recognition",
    ]  # fmt: skip
    assert checks["library"].detail.startswith("3 articles")
    assert files(marked) == before


def test_before_the_first_start(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    told(tmp_path / "new", capsys, 0)
    assert not (tmp_path / "new").exists()


@pytest.mark.parametrize(("name", "check"), [("library.db", "library"), ("state.json", "marks")])
def test_damage(marked: Path, capsys: pytest.CaptureFixture[str], name: str, check: str) -> None:
    (marked / name).write_bytes(b"no such thing" * 500)
    before = files(marked)
    checks = told(marked, capsys, 1)
    assert [one.check for one in checks.values() if not one.ok] == [check]
    assert files(marked) == before


def test_an_engine_that_is_none(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (home / "config.toml").write_text('[entities]\nengine = "\\u001b[31mnone"\n')
    assert not told(home, capsys, 1)["recognition"].ok
    assert main(["--home", str(home), "doctor"]) == 1
    assert "\x1b" not in capsys.readouterr().out


def test_a_configuration_that_is_wrong(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (home / "config.toml").write_text("nonsense")
    assert not told(home, capsys, 1)["configuration"].ok


def test_a_folder_that_cannot_be_written(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    # Root may write anywhere, so the system's answer is put in its mouth.
    monkeypatch.setattr("os.access", lambda *_: False)
    assert not next(check_library(home)).ok


def test_a_file_in_place_of_the_folder(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "home").write_text("")
    assert not told(tmp_path / "home" / "in", capsys, 1)["folder"].ok
    assert shutil.disk_usage(tmp_path).free
