"""Files and folders are found in order, and whatever cannot be read is refused by name."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from library.errors import Refused
from library.intake.files import MAX_BYTES, Source, find_sources


def names(*paths: Path) -> list[str]:
    return [Path(source.name).name for source in find_sources(paths)]


def test_a_folder_yields_its_files_in_the_order_of_names(tmp_path: Path) -> None:
    for name in ("b.txt", "a.md", "c/z.txt", "c/a/y.txt", "d.txt", ".hidden", ".git/config"):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(name)
    assert names(tmp_path) == ["a.md", "b.txt", "y.txt", "z.txt", "d.txt"]
    assert names(tmp_path / "d.txt", tmp_path / "c") == ["d.txt", "y.txt", "z.txt"]


def test_what_is_named_is_yielded_even_when_hidden_or_twice(tmp_path: Path) -> None:
    (tmp_path / ".eins.txt").write_text("a")
    (tmp_path / "zwei.txt").write_text("b")
    assert names(tmp_path / ".eins.txt", tmp_path, tmp_path) == [
        ".eins.txt",
        "zwei.txt",
        "zwei.txt",
    ]


def test_links_to_folders_are_not_followed_but_links_to_files_are(tmp_path: Path) -> None:
    (tmp_path / "folder").mkdir()
    (tmp_path / "folder" / "a.txt").write_text("a")
    (tmp_path / "folder" / "loop").symlink_to(tmp_path)
    (tmp_path / "folder" / "self").symlink_to("self")
    (tmp_path / "folder" / "link.txt").symlink_to("a.txt")
    assert names(tmp_path) == ["a.txt", "link.txt", "self"]
    assert Source(str(tmp_path / "folder" / "link.txt")).read() == b"a"
    with pytest.raises(Refused, match="cannot be read"):
        Source(str(tmp_path / "folder" / "self")).read()


def test_a_link_that_is_named_is_followed(tmp_path: Path) -> None:
    (tmp_path / "real").mkdir()
    (tmp_path / "real" / "a.txt").write_text("a")
    (tmp_path / "link").symlink_to("real")
    assert names(tmp_path / "link") == ["a.txt"]


def test_folders_may_be_nested_deeper_than_calls(tmp_path: Path) -> None:
    here, depth = os.open(tmp_path, os.O_RDONLY), 1200
    try:
        for _ in range(depth):
            os.mkdir("a", dir_fd=here)
            inner = os.open("a", os.O_RDONLY, dir_fd=here)
            os.close(here)
            here = inner
        os.close(os.open("b.txt", os.O_WRONLY | os.O_CREAT, dir_fd=here))
    finally:
        os.close(here)
    try:
        assert depth > sys.getrecursionlimit()
        assert names(tmp_path) == ["b.txt"]
    finally:  # what clears the folder away after the tests does call itself
        subprocess.run(["rm", "-rf", tmp_path / "a"], check=True)


@pytest.mark.parametrize(
    ("name", "reason"),
    [
        ("fehlt.txt", "cannot be read (No such file or directory)"),
        ("x" * 300, "cannot be read (File name too long)"),
        ("a\0b", "cannot be read (no file can have this name)"),
        ("datei.txt/darin", "cannot be read (Not a directory)"),
    ],
)
def test_what_is_not_there_is_refused(tmp_path: Path, name: str, reason: str) -> None:
    (tmp_path / "datei.txt").write_text("a")
    (source,) = find_sources([tmp_path / name])
    with pytest.raises(Refused) as refused:
        source.read()
    assert (refused.value.source, refused.value.reason) == (str(tmp_path / name), reason)


def test_a_pipe_is_refused_at_once(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    (source,) = find_sources([tmp_path])
    with pytest.raises(Refused, match="is not a file"):
        source.read()


def test_a_device_is_refused() -> None:
    with pytest.raises(Refused, match="is not a file"):
        Source("/dev/zero").read()


def test_a_file_that_is_too_large_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    limit = 1024 * 1024
    with path.open("wb") as file:
        file.truncate(limit)
    assert len(Source(str(path)).read(limit)) == limit
    with path.open("ab") as file:
        file.write(b"a")
    with pytest.raises(Refused, match="is larger than 1 MB"):
        Source(str(path)).read(limit)
    assert len(Source(str(path)).read()) == limit + 1
    assert len(Source("-", bytes(limit)).read(limit)) == limit
    with pytest.raises(Refused, match="is larger than 1 MB"):
        Source("-", bytes(limit + 1)).read(limit)
    with path.open("wb") as file:
        file.truncate(MAX_BYTES + 1)
    with pytest.raises(Refused, match="is larger than 20 MB"):
        Source(str(path)).read()


def test_a_folder_that_cannot_be_listed_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    locked = tmp_path / "b"
    locked.mkdir()
    (tmp_path / "a.txt").write_text("a")
    (tmp_path / "c.txt").write_text("c")
    listing = Path.iterdir

    # Permissions would not hinder the tests when root runs them.
    def iterdir(path: Path) -> object:
        if path == locked:
            raise PermissionError(13, "Permission denied")
        return listing(path)

    monkeypatch.setattr(Path, "iterdir", iterdir)
    sources = list(find_sources([tmp_path]))
    assert [Path(source.name).name for source in sources] == ["a.txt", "b", "c.txt"]
    with pytest.raises(Refused, match="is a folder that cannot be read"):
        sources[1].read()


def test_what_cannot_even_be_looked_at_does_not_stop_the_rest(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("a.txt", "b.txt"):
        (tmp_path / name).write_text(name)
    looking = Path.is_dir

    def is_dir(path: Path) -> bool:
        if path.name == "a.txt":
            raise PermissionError(13, "Permission denied")
        return looking(path)

    monkeypatch.setattr(Path, "is_dir", is_dir)
    assert names(tmp_path) == ["a.txt", "b.txt"]


def test_a_source_with_content_needs_no_file() -> None:
    assert Source("gibt es nicht", b"Inhalt").read() == b"Inhalt"
