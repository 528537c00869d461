"""What the database shows of the state is mended after a crash, and made anew from the state alone."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from library import Mark, Unavailable
from library.corrections import Corrections
from library.state import State
from tests.library.naming import Naming, person
from tests.library.states import write

PUTIN, SHORT = person("Wladimir Putin"), person("Putin")


def filled(folder: Path) -> Naming:
    """Return a library of two articles in `folder`."""
    library = Naming(folder)
    library.store("eins", (PUTIN, "Wladimir Putin"))
    library.store("zwei", (SHORT, "Putin"))
    return library


def test_a_crash_between_journal_and_mirror_is_mended(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with filled(tmp_path) as library:
        with monkeypatch.context() as patch:
            patch.setattr(type(library._writer.naming), "correct", _crash)
            with pytest.raises(KeyboardInterrupt):
                library.corrections.merge(SHORT, PUTIN)
        assert set(library.known()) == {"Putin", "Wladimir Putin"}
        library.check()
    with Naming(tmp_path) as library:
        assert set(library.known()) == {"Wladimir Putin"}
        library.check()
        with monkeypatch.context() as patch:
            patch.setattr(type(library._writer.naming), "correct", _crash)
            with pytest.raises(KeyboardInterrupt):
                library.corrections.undo()
    with Naming(tmp_path) as library:
        assert set(library.known()) == {"Putin", "Wladimir Putin"}
        assert library.corrections.all() == ()
        library.check()


def _crash(*_: object) -> None:
    raise KeyboardInterrupt


def test_what_cannot_be_made_safe_is_not_shown(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(descriptor: int) -> None:
        raise OSError(28, "No space left on device")

    with filled(tmp_path) as library:
        with monkeypatch.context() as patch:
            patch.setattr(os, "fsync", fail)
            with pytest.raises(Unavailable, match="No space left"):
                library.corrections.merge(SHORT, PUTIN)
        assert set(library.known()) == {"Putin", "Wladimir Putin"}


def test_the_mirror_is_made_anew_from_the_state_alone(tmp_path: Path) -> None:
    with filled(tmp_path) as library:
        library.corrections.merge(SHORT, PUTIN)
        library.corrections.rename(PUTIN, "Herr Putin")
        library.fold()
        library.corrections.undo()
        holding = library.corrections.all()
        expected = library.known()
        library.forget_stamp()
        library._connection.execute("DELETE FROM meta WHERE name = 'corrections'")
    for part in tmp_path.glob("library.db*"):
        shutil.copy(part, tmp_path / f"kept-{part.name}")
        part.unlink()
    with filled(tmp_path) as library:
        assert library.corrections.all() == holding
        assert library.known() == expected
        library.check()
    with Naming(tmp_path) as library:
        assert library.known() == expected


def test_a_state_from_elsewhere_replaces_what_was_said_here(tmp_path: Path) -> None:
    with filled(tmp_path) as library:
        library.corrections.hide(PUTIN)
    (tmp_path / "state.journal").unlink()
    with Naming(tmp_path) as library:
        assert set(library.known()) == {"Putin", "Wladimir Putin"}
        library.corrections.merge(SHORT, PUTIN)
        library.check()
    write(tmp_path, {"articles": {}, "corrections": {}})
    (tmp_path / "state.journal").unlink()
    with Naming(tmp_path) as library:
        assert set(library.known()) == {"Putin", "Wladimir Putin"}
        library.check()


def test_two_windows_see_what_the_other_says(tmp_path: Path) -> None:
    with filled(tmp_path) as one, Naming(tmp_path) as other:
        one.corrections.merge(SHORT, PUTIN)
        assert set(other.known()) == {"Wladimir Putin"}
        other.corrections.rename(PUTIN, "Herr Putin")
        assert set(one.known()) == {"Herr Putin"}
        one.store("drei", (SHORT, "Putin"))
        assert other.known()["Herr Putin"][1] == 3
        other.check()
        one.corrections.undo()
        one.corrections.undo()
        other.store("vier", (SHORT, "Putin"))
        assert other.known()["Putin"][1] == 3
        other.check()
    assert list(State(tmp_path).corrections()) == list(Corrections())


def test_what_was_answered_outlives_a_kill(tmp_path: Path) -> None:
    filled(tmp_path).close()
    code = """
import sys
from pathlib import Path
from tests.library.naming import Naming, person
with Naming(Path(sys.argv[1])) as library:
    entity = person("Wladimir Putin")
    for number in range(10_000):
        library.corrections.rename(entity, f"Name {number}")
        print(number, flush=True)
        if number % 5 == 4:
            library.fold()
"""
    command = [sys.executable, "-c", code, str(tmp_path)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as running:
        assert running.stdout is not None
        said = [int(next(running.stdout)) for _ in range(23)]
        running.send_signal(signal.SIGKILL)
        said += [int(line) for line in running.stdout if line.endswith("\n")]
    with Naming(tmp_path) as library:
        kept = [one.text for one in library.corrections.all()]
        assert kept[: len(said)] == [f"Name {number}" for number in said]
        assert len(kept) <= len(said) + 1
        assert kept[-1] in library.known()
        library.check()


def test_marks_that_are_gone_from_the_state_are_gone_from_what_is_counted(tmp_path: Path) -> None:
    with filled(tmp_path) as library:
        ids = [library.store(f"Nummer {n}", (PUTIN, "Putin"), (SHORT, "P.")) for n in range(6)]
        library.read(*ids[:5])
        kept = {id_: {"read": "2024-05-17T12:00:00.000Z"} for id_ in (ids[1], ids[3], ids[5])}
        kept[ids[0]] = {}
    write(tmp_path, {"articles": kept})
    (tmp_path / "state.journal").unlink()
    with Naming(tmp_path) as library:
        library.check()
        assert library.counts().unread == 5
        assert {key for _, key in library.register.novel(ids[0])} == set()
    (tmp_path / "state.json").unlink()
    with Naming(tmp_path) as library:
        library.check()
        assert len(library.register.novel(ids[0])) == 2


def test_what_an_article_costs_that_is_unread_again_does_not_grow_with_those_that_name_the_same(
    tmp_path: Path,
) -> None:
    steps = []
    for many in (50, 400):
        with Naming(tmp_path / str(many)) as library:
            ids = [library.store(f"Nummer {number}", (PUTIN, "Putin")) for number in range(many)]
            library.read(*ids)
            counted = iter(range(1_000_000))
            library._connection.set_progress_handler(lambda: next(counted) < 0, 10)  # noqa: B023
            library.mark(ids[: many - 1], Mark.UNREAD)
            library._connection.set_progress_handler(None, 0)
            steps.append(next(counted) / many)
            library.check()
            # The last that is read is the only one that can say what is new in it.
            assert library.register.novel(ids[0]) == set()
            assert library.register.novel(ids[-1]) == {(PUTIN.kind, PUTIN.key)}
    assert steps[1] < 1.5 * steps[0]
