"""A command of the person's own gets the article on stdin, and nothing of the terminal."""

from __future__ import annotations

import asyncio
import os
import signal
import sys
import time
from pathlib import Path

import pytest

from reader.earlier import Earlier
from reader.piping import MOST_OUTPUT, Command, Ended, NotRun, Piping, command_of, told
from reader.writing import named

TEXT = named("txt")


def python(program: str) -> tuple[str, ...]:
    return sys.executable, "-c", program


async def said(words: tuple[str, ...], text: str = "") -> tuple[bytes, Ended]:
    parts = list[bytes]()
    how = await asyncio.wait_for(Piping(words, text, parts.append).ended(), 20)
    return b"".join(parts), how


@pytest.mark.parametrize(
    ("line", "words", "form"),
    [
        ("wc -w", ("wc", "-w"), "txt"),
        ("  md: wc", ("wc",), "md"),
        ("json:wc", ("wc",), "json"),
        ("html: cat 'a b' \"c'd\"", ("cat", "a b", "c'd"), "html"),
        ("cut -d'|' -f1", ("cut", "-d|", "-f1"), "txt"),
        ('sh -c "a | b; c > d"', ("sh", "-c", "a | b; c > d"), "txt"),
        (r"echo \> $HOME *", ("echo", ">", "$HOME", "*"), "txt"),
        ("tee ~/x", ("tee", str(Path.home() / "x")), "txt"),
    ],
)
def test_a_line_is_split_as_by_a_shell_that_does_nothing_else(
    line: str, words: tuple[str, ...], form: str
) -> None:
    assert command_of(line, TEXT) == Command(words, named(form))


@pytest.mark.parametrize(
    ("line", "complaint"),
    [
        ("", "Name a command"),
        ("  md: ", "Name a command"),
        ('""', "Name a command"),
        ("wc 'offen", "is not closed"),
        ("wc | sort", r"for \| write sh -c"),
        ("wc > a", "for > write sh -c"),
        ("wc; ls", "for ; write sh -c"),
        ("nosuchcommand -x", "no command “nosuchcommand”"),
        ("/etc/passwd", "no command “/etc/passwd”"),
        ("/", "no command “/”"),
        ("wc\0 -l", "no command"),
    ],
)
def test_what_cannot_be_run_is_told(line: str, complaint: str) -> None:
    with pytest.raises(NotRun, match=complaint):
        command_of(line, TEXT)


async def test_it_reads_the_article_and_says_both_outputs() -> None:
    program = "import sys; t = sys.stdin.read(); print(t[::-1]); print(len(t), file=sys.stderr); sys.exit(3)"
    output, how = await said(python(program), "Äpfel")
    assert sorted(output.decode().split()) == ["5", "lefpÄ"]
    assert how == Ended(3, is_cut=False)
    assert told(how, stopped=False) == "Exit code 3"


async def test_it_need_not_read_what_it_is_given() -> None:
    assert await said(("true",), "x" * 10_000_000) == (b"", Ended(0, is_cut=False))


async def test_it_has_no_terminal() -> None:
    program = (
        "import os\n"
        "print(*(os.isatty(n) for n in range(3)), os.getsid(0) == os.getpid())\n"
        "try: os.open('/dev/tty', os.O_RDWR)\n"
        "except OSError: print('none')"
    )
    output, _ = await said(python(program))
    assert output.decode().split() == ["False", "False", "False", "True", "none"]


async def test_what_it_says_is_kept_up_to_a_megabyte() -> None:
    output, how = await said(python(f"print('x' * {MOST_OUTPUT + 100_000})"))
    assert output == b"x" * MOST_OUTPUT
    assert how == Ended(0, is_cut=True)


async def test_a_program_that_goes_on_in_the_background_is_not_waited_for(tmp_path: Path) -> None:
    pid = tmp_path / "pid"
    begun = time.monotonic()
    output, how = await said(("sh", "-c", f"sleep 60 & echo $! > {pid}; echo da"), "x" * 1_000_000)
    assert time.monotonic() - begun < 10
    assert (output, how.code) == (b"da\n", 0)
    os.kill(int(pid.read_text()), signal.SIGKILL)  # it was left alone


@pytest.mark.parametrize("ignores", [False, True])
async def test_it_can_be_stopped_with_all_that_it_started(tmp_path: Path, ignores: bool) -> None:
    trap = "trap '' TERM; " if ignores else ""
    pid = tmp_path / "pid"
    script = f"{trap}sleep 60 & echo $! > {pid}; echo da; wait; sleep 60"
    come = asyncio.Event()
    piping = Piping(("sh", "-c", script), "", lambda _: come.set())
    await asyncio.wait_for(come.wait(), 20)
    piping.stop()
    piping.stop()
    how = await asyncio.wait_for(piping.ended(), 20)
    assert how.code == (-signal.SIGKILL if ignores else -signal.SIGTERM)
    assert told(how, stopped=False) == f"Killed by {'SIGKILL' if ignores else 'SIGTERM'}"
    assert told(how, stopped=piping.is_stopped) == "Stopped"
    started = int(pid.read_text())
    for _ in range(100):
        if not is_running(started):
            break
        await asyncio.sleep(0.05)
    assert not is_running(started)


async def test_one_that_is_no_longer_waited_for_is_stopped() -> None:
    piping = Piping(("sleep", "60"), "", lambda _: None)
    waiting = asyncio.ensure_future(piping.ended())
    await asyncio.sleep(0.05)
    waiting.cancel()
    await asyncio.gather(waiting, return_exceptions=True)
    assert piping.is_stopped
    assert piping._process.wait(10) == -signal.SIGTERM


async def test_what_cannot_be_started_is_told(tmp_path: Path) -> None:
    script = tmp_path / "script"
    script.write_bytes(b"\x7fELF nonsense")
    script.chmod(0o700)
    with pytest.raises(NotRun, match="could not be started: Exec format error"):
        Piping((str(script),), "", lambda _: None)


def is_running(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


def test_an_earlier_line_that_was_changed_is_not_lost() -> None:
    earlier = Earlier(("wc -w", "grep foo"))
    assert earlier.walk(1, "") == "grep foo"
    assert earlier.walk(1, "grep foo_bar") == "grep foo"
    assert earlier.walk(-1, "grep foo") == "grep foo_bar"
    assert earlier.walk(-1, "grep foo_bar") == "grep foo_bar"
    assert [earlier.walk(1, shown) for shown in ("grep foo_bar", "grep foo", "wc -w")] == [
        *("grep foo", "wc -w", "wc -w")
    ]
