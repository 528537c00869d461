"""A disk that is full, and a folder that can only be read: nothing is lost, and all of it is said."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path
from typing import Any, Final

import pytest

from library import Library
from tests.conftest import Count
from tests.torture.running import Program

_APART: Final = ("unshare", "--map-root-user", "--mount")


def _can_mount() -> bool:
    """Tell whether disks can be mounted here, for one process and those that it starts."""
    if shutil.which("unshare") is None:
        return False
    command = [*_APART, "mount", "-t", "tmpfs", "tmpfs", "/mnt"]
    return subprocess.run(command, capture_output=True, timeout=20, check=False).returncode == 0


pytestmark = pytest.mark.skipif(
    not _can_mount(), reason="needs to mount disks, as unshare -rm does"
)


def told(folder: Path, what: str) -> Any:
    with Program("filling", folder, what, before=_APART) as program:
        return program.told(600)


def test_a_full_disk_loses_nothing_and_work_goes_on_when_there_is_room(
    tmp_path: Path, count: Count
) -> None:
    found = told(tmp_path, "full")
    became = ", ".join(f"{number} {name}" for name, number in sorted(found["became"].items()))
    count(f"changes on a disk that fills up: {became}; {len(found['wrong'])} lost or not explained")
    assert found["wrong"] == []
    assert found["became"]["refused, full"] > 40
    assert found["became"]["acknowledged, room"] == 40
    # Names that cannot be kept are no reason not to show what they are in.
    code, shown = found["shown"]
    assert code == 0
    assert "Kasachstan" in shown
    assert "the disk is full" in shown
    opened = found["opened"]
    assert "articles" in opened or ("the disk is full" in opened and "Make room" in opened)


@pytest.mark.skipif(
    not hasattr(Library, "is_read_only"), reason="such libraries cannot be read yet"
)
def test_a_folder_that_can_only_be_read_is_read_and_says_why_nothing_is_kept(
    tmp_path: Path,
) -> None:
    found = told(tmp_path, "read-only")
    assert (found["listed"], found["found"], found["marked"]) == (26, 1, 1)
    assert found["title"] == "Meldung Nummer 10"
    listed, searched, shown, doctor = found["commands"]
    assert listed[0] == searched[0] == shown[0] == 0
    assert len(listed[1].splitlines()) == 26
    assert "Min Ho Park" in searched[1]
    assert "Kasachstan" in shown[1]
    assert "cannot be written" in doctor[1]
    # What was asked for is refused, and each time it is said why.
    refused = found["refused"]
    assert set(refused) == {"read", "note", "tags", "place", "search", "feed", "added", "folded"}
    for reason in refused.values():
        assert "can only be read" in reason
        assert "permissions" in reason
    assert "Min Ho Park" in found["screen"]
    # That is said at the start and when something is asked for, and not with everything that is opened.
    opened, bookmarked = found["toasts"].split("\n--\n")
    assert opened.count("can only be read") == 1
    assert bookmarked.count("can only be read") == 2
