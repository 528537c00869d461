"""What is written is on the disk, whatever the system wants for that, and a whole file is always there."""

from __future__ import annotations

import errno
import os
import sys
from pathlib import Path
from types import SimpleNamespace

import pytest

from library.durable import keep_as, replace_file, sync_file, write_file


def test_a_file_is_replaced_whole_and_the_one_before_is_kept(tmp_path: Path) -> None:
    path, backup = tmp_path / "file", tmp_path / "file.bak"
    for number in range(3):
        write_file(path, b"%d" % number, backup=backup)
        assert path.read_bytes() == b"%d" % number
        assert backup.exists() is bool(number)
        assert not number or backup.read_bytes() == b"%d" % (number - 1)
    assert path.stat().st_mode & 0o777 == 0o600
    assert {one.name for one in tmp_path.iterdir()} == {"file", "file.bak"}


def test_where_there_are_no_links_the_one_before_is_copied(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> None:
        raise OSError(errno.EPERM, "Operation not permitted")

    monkeypatch.setattr(os, "link", fail)
    path, backup = tmp_path / "file", tmp_path / "file.bak"
    write_file(path, b"1", backup=backup)
    write_file(path, b"2", backup=backup)
    assert (path.read_bytes(), backup.read_bytes()) == (b"2", b"1")
    assert keep_as(path, "kept").read_bytes() == b"2"
    assert {one.name for one in tmp_path.iterdir()} == {"file", "file.bak", "kept"}


def test_what_is_kept_takes_no_name_that_something_has(tmp_path: Path) -> None:
    path = tmp_path / "file"
    path.write_bytes(b"1")
    (tmp_path / "kept").write_bytes(b"other")
    names = [keep_as(path, "kept").name for _ in range(2)]
    assert names == ["kept-2", "kept-3"]
    assert (tmp_path / "kept").read_bytes() == b"other"


def test_a_mac_is_asked_for_more(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[tuple[int, int]] = []
    known = True

    def control(descriptor: int, what: int) -> None:
        asked.append((descriptor, what))
        if not known:
            raise OSError(errno.ENOTSUP, "not supported")

    monkeypatch.setattr(sys, "platform", "darwin")
    monkeypatch.setitem(sys.modules, "fcntl", SimpleNamespace(fcntl=control, F_FULLFSYNC=51))
    monkeypatch.setattr(os, "fsync", lambda descriptor: asked.append((descriptor, -1)))
    sync_file(7)
    assert asked == [(7, 51)]
    known = False  # as on a disk of the network
    sync_file(7)
    assert asked == [(7, 51), (7, 51), (7, -1)]


def test_on_windows_a_file_that_is_open_elsewhere_is_tried_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    source, target, tried = tmp_path / "new", tmp_path / "file", 0
    source.write_bytes(b"1")
    replace = Path.replace

    def busy(path: Path, other: Path) -> Path:
        nonlocal tried
        tried += 1
        if tried < 3:
            raise PermissionError(errno.EACCES, "in use")
        return replace(path, other)

    with monkeypatch.context() as patch:
        patch.setattr(Path, "replace", busy)
        with pytest.raises(PermissionError):
            replace_file(source, target)
        assert tried == 1
        patch.setattr("library.durable.IS_WINDOWS", True)
        replace_file(source, target)
        assert (tried, target.read_bytes()) == (3, b"1")
        tried = -1_000_000
        source.write_bytes(b"2")
        with pytest.raises(PermissionError):
            replace_file(source, target, patience=0.05)
    assert target.read_bytes() == b"1"
