"""Nothing that came in reaches a real terminal as control, whichever screen shows it."""

from __future__ import annotations

import base64
import re
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Final

import pytest

from library import is_safe
from tests import texts
from tests.attacks import ATTACKS, CANARY, OBEYED
from tests.conftest import Count
from tests.controls import Part, parts_of
from tests.reader.attacked import LONG, fill
from tests.terminal import Terminal

SCRIPT = str(Path(sys.executable).with_name("newsreader"))

OWN = {
    *("\r", "\n", "H", "m", "K", "A", "?25h", "?25l", "?7h", "?7l", "?1049h", "?1049l"),
    *("?1000h", "?1000l", "?1003h", "?1003l", "?1004h", "?1004l", "?1006h", "?1006l"),
    *("?1015h", "?1015l", "?2004h", "?2004l", "?2026$p", "?2048$p", ">25u", "<u"),
    *("]22", "]52"),
}
"""All controls that the program has of its own: to place, colour and hide, to have keys and mouse told,
and to copy to the clipboard."""

ENTER, UP, PAGE_DOWN, TAB = "\r", "\x1b[A", "\x1b[6~", "\t"
ESCAPE = "\x1b[27u"
"""As terminals send it that leave no doubt where it ends."""
UNDO, REDO, PALETTE, SEARCH, NOTE = "\x1a", "\x19", "\x10", "\x06", "\x0e"
ALL = " ".join(ATTACKS.values())
SHORT = f"{CANARY} \x1b[5;8;53mnirgends"
SOME = "␛|\ufffd"
"""What is seen of an attack wherever it is: what stands for a control."""

QUIET = ""
"""Instead of a pattern: nothing is drawn any more."""

Step = tuple[str, str]
"""Keys, and a pattern of what is on the screen then."""


def pasted(text: str) -> str:
    """Return what a terminal sends when a text is pasted that says itself that it ends."""
    return f"\x1b[200~{text}\x1b[201~"


def typed_into(*opening: Step, then: str = ESCAPE, shows: str = "All ") -> Iterator[Step]:
    """Yield steps that open a field and paste attacks into it: all at once, in a long run each alone too."""
    for text in (ALL, *(ATTACKS.values() if LONG else ())):
        yield from opening
        yield pasted(text), QUIET if text != ALL else SOME
        yield then, shows


BACK: Final = (*((ESCAPE, "All "),) * 3, (ESCAPE, QUIET))
"""Steps that lead to the list of all articles, from wherever it is."""


def visited(raw: Path) -> Iterator[Step]:
    """Yield steps that lead to every screen; `raw` holds all attacks as they are."""
    yield from (("h", "Unread"), (PAGE_DOWN, CANARY), (PAGE_DOWN, CANARY))
    yield from _in_an_article()
    yield from _on_the_page_of_a_name()
    yield from _searched_for_and_kept()
    yield from _put_on_an_article()
    yield from _taken_elsewhere(raw)
    yield from _asked_and_taken_back()
    yield from _by_name()


def _in_an_article() -> Iterator[Step]:
    yield from ((SEARCH, "search"), ("title:alle", "2 found"), (ENTER, "2 found"))
    yield from ((ENTER, "%"), (PAGE_DOWN, CANARY), ("S", CANARY), ("S", CANARY), ("e", "marked"))
    yield ("}", SOME)
    yield from typed_into(("/", "find in the article"), then=ENTER, shows="nothing found")
    yield from ((ESCAPE, "%"), (";", "Links"), ("G", CANARY), ("y", "Copied"))
    yield from ((ENTER, "Opened|could be"), *BACK)


def _on_the_page_of_a_name() -> Iterator[Step]:
    yield from (
        ("/", "search"),
        ('"einer Mail aus" -skull', " found"),
        (ENTER, " found"),
        (ENTER, "%"),
    )
    yield from (("t", "Lead"), ("j", SOME), (ENTER, "named"), ("j", CANARY), (TAB, "WRITTEN"))
    yield (TAB, "named")
    for key, asked in (
        ("n", "should it be"),
        ("m", "Who or what"),
        ("w", "is not"),
        ("k", "What is"),
    ):
        yield from (("c", "What is wrong"), (key, asked), (pasted(ALL), asked), (ESCAPE, "named"))
    yield from (("f", "lists all"), ("f", "lists all"), ("q", "%"), *BACK)


def _searched_for_and_kept() -> Iterator[Step]:
    yield from typed_into(("/", "search"))
    yield from (("/", "search"), ("nosuch:x", "nosuch"), (pasted(ALL), SOME), *BACK)
    yield from (("/", "search"), (CANARY, " found"), (ENTER, " found"), ("f", "Save the search as"))
    yield from ((pasted(ALL), SOME), (ENTER, "no more than"), ("W", "searched already"), *BACK)
    yield from (("/", "search"), (UP, CANARY), *BACK, *((key, QUIET) for key in "4567891"))
    yield from (("F", "Saved searches"), ("j", SOME), ("n", "should it be called"))
    yield from ((pasted(ALL), SOME), (ESCAPE, "Saved searches"), ("x", "is removed"))
    yield from ((UNDO, "Taken back"), *BACK, ("H", "Rules that hide"), ("j", SOME))
    yield from (
        ("a", "Hide what a search finds"),
        (pasted(SHORT), SOME),
        (ENTER, "finds is hidden"),
    )
    yield from (("x", "shown again"), (UNDO, "Taken back"), *BACK)
    yield from (("\\", "Sort by"), ("s", "All "), *(("D", "All "),) * 2, ("V", SOME), ("V", SOME))
    yield from (*(("D", "All "),) * 3, ("\\", "Sort by"), ("d", "All "))


def _put_on_an_article() -> Iterator[Step]:
    yield from typed_into(("g", "All "), ("T", "Tags of this"), then=ENTER, shows="no more than")
    yield from (*BACK, ("T", "Tags of this"), (pasted("x\x1b[31m"), "x␛"), (ENTER, "#x␛"))
    yield from typed_into((NOTE, "Note:"), then=ESCAPE, shows="note is saved")
    yield from ((ENTER, "✎"), *BACK)


def _taken_elsewhere(raw: Path) -> Iterator[Step]:
    yield from typed_into(("w", "Save the article as"), then=ENTER, shows="cannot be written")
    yield from BACK
    yield from typed_into(
        ("|", "Give the article"), then=ENTER, shows="could be run|not closed|shell"
    )
    yield from (*BACK, ("|", "Give the article"), (f"cat {raw}", raw.name), (ENTER, "Exit code 0"))
    yield from (("G", SOME), *BACK, ("|", "Give the article"), (UP, "cat"), *BACK)
    yield from typed_into(("a", "Add articles"), then=ENTER, shows="refused|Nothing to store")
    yield from (("a", "The last time"), *BACK, ("U", "0 new articles"))


def _asked_and_taken_back() -> Iterator[Step]:
    yield from (
        ("d", "Delete it"),
        ("y", "Deleted"),
        (UNDO, "back"),
        (REDO, "again"),
        (UNDO, "back"),
    )
    yield from (
        ("R", "Mark "),
        ("n", "All "),
        ("R", "Mark "),
        ("y", "read now"),
        (UNDO, "unread|back"),
    )
    yield from (("v", "1 selected"), *BACK)


def _by_name() -> Iterator[Step]:
    yield from (("?", "type a key or a word"), (pasted(SHORT), "No key does that"), *BACK)
    yield from typed_into((PALETTE, "Commands"))
    yield from ((PALETTE, "Commands"), ("View", "View: "), *BACK)
    yield from typed_into((":", "view"), then=ENTER, shows="Unknown command")
    yield from (*BACK, (":", "view"), ("view ", SOME), (TAB, SOME), (ENTER, "All "), *BACK)


def test_no_screen_passes_anything_on(tmp_path: Path, count: Count) -> None:
    home, files = tmp_path / "home", tmp_path / "in"
    fill(home)
    (home / "config.toml").write_text('[entities]\nengine = "rules"\n')
    texts.write_articles(files)
    for number, text in enumerate(ATTACKS.values()):
        name = f"{number} {text}".translate({0: "", ord("/"): ":"}).encode()[:120]
        (files / name.decode(errors="ignore")).write_bytes(bytes(64))  # refused, by its name
    raw = tmp_path / "raw"
    raw.write_bytes("\n".join(ATTACKS.values()).encode() + b"\x9b31m\xff\n")
    # So large that a screen shows nearly all at once: each is drawn seldom.
    with Terminal(
        [SCRIPT, "--home", str(home), str(files)], columns=140, rows=60, env={"BROWSER": "true %s"}
    ) as terminal:
        terminal.wait("Präsident Südkoreas", timeout=60)
        steps = list(visited(raw))
        for keys, shown in steps:
            terminal.type(keys)
            if shown == QUIET:
                terminal.settle(0.2)
            else:
                terminal.wait(shown)
        terminal.type("Q")
        assert terminal.process.wait(20) == 3  # some files were refused
        written = bytes(terminal.output)
    parts = list(parts_of(written))
    assert [part for part in parts if not is_own(part)] == []
    kinds = Counter(part.kind for part in parts)
    seen = sum(part.whole.count(CANARY) for part in parts if part.kind == "text")
    told = f"{len(steps)} steps, {len(written)} bytes, {dict(kinds)}, {seen} times seen"
    assert kinds["csi"] > 10_000, told
    assert seen > 1_000, told
    assert "Traceback" not in written.decode(), told
    count(f"{len(ATTACKS)} attacks: {told}, nothing that acts")


def is_own(part: Part) -> bool:
    """Tell whether a part is text that does nothing, or control that is the program's own."""
    if part.kind == "text":
        return is_safe(part.whole)
    if part.name == "]52":
        encoded = part.whole.removeprefix("\x1b]52;c;").removesuffix("\x07")
        is_whole = re.fullmatch("[A-Za-z0-9+/]+=*", encoded) is not None
        copied = base64.b64decode(encoded).decode() if is_whole else ""
        return is_safe(copied) and copied.startswith("https://")
    return part.name in OWN and (part.kind == "control" or part.whole not in OBEYED)


@pytest.mark.parametrize("text", [t for t in ATTACKS.values() if not is_safe(t)])
def test_what_would_be_passed_on_is_found(text: str) -> None:
    written = f"\x1b[2;3H\x1b[1mTitle {text} and more\x1b[0m".encode()
    found = [part for part in parts_of(written) if not is_own(part)]
    assert found or set(re.sub(r"[^\x00-\x1f]", "", text)) <= {"\r", "\n"}
