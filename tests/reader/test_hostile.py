"""Outside text on every part of the screen is shown, never obeyed."""

from __future__ import annotations

import base64
import re
import unicodedata
from pathlib import Path

import pytest
from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.color import Color
from textual.pilot import Pilot

from library import Library, Refused, Source, is_safe
from reader.filters import Cleaned
from reader.messages import Failed
from reader.storing import completed
from reader.widgets.typed_area import TypedArea
from reader.widgets.typed_line import SafeInput
from tests.attacks import ATTACKS, CANARY
from tests.reader.conftest import Start, screen_text, settle, toasts
from tests.texts import HOSTILE

_UNWANTED = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u200b\u202a-\u202e\u2066-\u2069\U000e0000-\U000e007f]"
)


async def test_no_field_of_an_article_acts(start: Start, tmp_path: Path) -> None:
    folder = tmp_path / "hostile"
    with Library(folder) as library:
        for hostile in HOSTILE:
            line = hostile.replace("\n", " ")
            body = f"Title: {line}\nAuthor: {line}\nSource: {line}\n\n{line} und Berlin am 3. Mai 2024.\n\n"
            (added,) = library.add([Source(f"{line}.txt", body.encode("utf-8", "surrogatepass"))])
            assert added.id is not None
    async with start(folder=folder) as (pilot, screen):
        seen = ""
        for keys in (["enter"], ["t"], ["slash", *"berlin", "enter"], ["e"], ["s"], *[["J"]] * 8):
            await pilot.press(*keys)
            await settle(pilot)
            shown = screen_text(screen)
            assert not _UNWANTED.search(shown.replace("\n", ""))
            seen += shown
        assert pilot.app.is_running
        for hostile in HOSTILE:
            assert next(word for word in re.findall(r"\w{3,}", hostile) if word.isascii()) in seen


async def test_no_search_acts(start: Start) -> None:
    async with start() as (pilot, screen):
        await pilot.press("slash")
        for hostile in HOSTILE:
            screen.search_line.value = hostile
            await settle(pilot)
            screen.search_line.value = f"nofield:{hostile}"
            await settle(pilot)
            assert pilot.app.is_running


async def test_errors_are_shown_as_they_are(start: Start) -> None:
    async with start() as (pilot, screen):
        screen.post_message(Failed(Refused("[@click=app.quit]x[/].txt", "is [/] b\x1b[31minary")))
        await settle(pilot)
        shown = screen_text(screen)
        assert "[@click=app.quit]x[/].txt" in shown
        assert not _UNWANTED.search(shown.replace("\n", ""))


async def test_columns_stand_whatever_the_width_of_letters(start: Start, tmp_path: Path) -> None:
    text = (
        "김정은 und 👩🏽‍💻 und é\u0301 und 漢字\n"
        + "Wörter 김정은 漢字 👩🏽‍💻 mittendrin. " * 30
        + "\n"
    )
    folder = tmp_path / "wide"
    with Library(folder) as library:
        list(library.add([Source("wide.txt", unicodedata.normalize("NFC", text).encode())]))
    async with start(folder=folder) as (_, screen):
        for strip in screen._compositor.render_strips():
            assert strip.cell_length == 120


FIELDS = {
    "search": ("slash",),
    "find": ("enter", "slash"),
    "help": ("question_mark",),
    "palette": ("ctrl+p",),
    "command line": ("colon",),
    "tags": ("T",),
    "note": ("ctrl+n",),
    "add": ("a",),
    "save as": ("w",),
    "pipe": ("vertical_line",),
    "rule": ("H", "a"),
    "name of a search": ("slash", "k", "enter", "f"),
}
"""Keys that lead to each field into which something can be typed."""


async def test_no_field_takes_in_what_acts_or_hides(start: Start) -> None:
    every = " ".join(ATTACKS.values()).replace("\r", " ")
    looked_at = 0
    async with start() as (pilot, _screen):
        for keys in FIELDS.values():
            await pilot.press(*keys)
            await settle(pilot)
            field = pilot.app.focused
            assert isinstance(field, SafeInput | TypedArea), keys
            for text in (every, "z" + "\u0301" * 20, "👩\u200d👩", "Zick\xadzack"):
                field.post_message(events.Paste(text))
            await settle(pilot)
            if isinstance(field, TypedArea):
                held = field.text
            else:
                # However it gets in: typed, completed, or set.
                field.value = field.value
                field.insert_text_at_cursor("a\x9b31m\u202e")
                held, field._suggestion = field.value, f"{field.value}\x1b[31m.txt"
                assert field._suggestion == ""
                assert field.cursor_position <= len(held)
            assert all(map(is_safe, held.split("\n"))), keys
            assert all(map(is_safe, screen_text_of(pilot).split("\n"))), keys
            assert CANARY in held or keys == ("question_mark",)  # which takes no more than a line
            looked_at += 1
            await pilot.press("escape", "escape", "escape", "1")
            await settle(pilot)
    assert looked_at == len(FIELDS)


@pytest.mark.parametrize("emoji", ["I ❤\ufe0f", "1\ufe0f\u20e3", "👍🏽", "🏳\ufe0f!"])
@pytest.mark.parametrize("keys", [FIELDS["note"], FIELDS["pipe"]], ids=["note", "pipe"])
async def test_emoji_are_typed_code_point_by_code_point(
    start: Start, keys: tuple[str, ...], emoji: str
) -> None:
    async with start() as (pilot, _screen):
        await pilot.press(*keys)
        await settle(pilot)
        field = pilot.app.focused
        assert isinstance(field, SafeInput | TypedArea)
        for character in emoji:
            pilot.app.post_message(events.Key(character, character))
        await settle(pilot)
        assert (field.text if isinstance(field, TypedArea) else field.value) == emoji
        for _each in emoji:
            pilot.app.post_message(events.Key("backspace", None))
        await settle(pilot)
        assert (field.text if isinstance(field, TypedArea) else field.value) == ""


@pytest.mark.parametrize("keys", [FIELDS["note"], FIELDS["pipe"]], ids=["note", "pipe"])
async def test_what_is_left_of_an_emoji_goes_with_it(start: Start, keys: tuple[str, ...]) -> None:
    async with start() as (pilot, _screen):
        await pilot.press(*keys)
        await settle(pilot)
        field = pilot.app.focused
        assert isinstance(field, SafeInput | TypedArea)
        pilot.app.post_message(events.Paste("a❤\ufe0fb"))
        await settle(pilot)
        await pilot.press("home", "right", "delete")
        await settle(pilot)
        assert (field.text if isinstance(field, TypedArea) else field.value) == "ab"


def screen_text_of(pilot: Pilot[None]) -> str:
    """Return what stands on the screen, whichever it is."""
    strips = pilot.app.screen._compositor.render_strips()
    return "\n".join("".join(segment.text for segment in line) for line in strips)


async def test_what_is_told_or_copied_is_safe(start: Start, tmp_path: Path) -> None:
    async with start() as (pilot, screen):
        app, copied = pilot.app, list[str]()
        assert app._driver is not None
        app._driver.write = copied.append  # type: ignore[assignment,method-assign]
        for text in ATTACKS.values():
            screen.notify(text, title=text, markup=True)
            app.copy_to_clipboard(f"{text} \udc80")
            taken = base64.b64decode(copied[-1].removeprefix("\x1b]52;c;").removesuffix("\a"))
            assert all(map(is_safe, taken.decode().split("\n"))), text
            assert is_safe(app.clipboard.replace("\n", " "))
        assert len(copied) == len(ATTACKS)
        copied.clear()
        await settle(pilot)
        assert all(map(is_safe, toasts(pilot).split("\n")))
        assert toasts(pilot).count(CANARY) > 10


@pytest.mark.parametrize("text", [text for text in ATTACKS.values() if not is_safe(text)])
def test_what_a_widget_should_not_draw_is_seen_and_keeps_the_width(text: str) -> None:
    black, bold = Color(0, 0, 0), Style(bold=True)
    line = [Segment("Title: ", bold), Segment(text), Segment(" " * 400), Segment("│", bold)]
    drawn = Cleaned().apply(line, black)
    shown = "".join(part.text for part in drawn)
    assert is_safe(shown)
    assert Segment.get_line_length(drawn) == Segment.get_line_length(line)
    assert shown.startswith("Title: ")
    assert re.search("[\u2400-\u2421\ufffd]", shown) or re.search(
        "[\n\r\x0b\x0c\x85\u2028\xad]", text
    )
    clean = [Segment("Grüße, 漢字 👩\u200d", bold), Segment("👩 │")]
    assert Cleaned().apply(clean, black) is clean


def test_names_that_cannot_be_shown_are_not_completed(tmp_path: Path) -> None:
    (tmp_path / "a\x1b[31m.txt").touch()
    (tmp_path / "a\u202etxt").touch()
    assert completed(f"{tmp_path}/a") is None
    (tmp_path / "aber.txt").touch()
    assert completed(f"{tmp_path}/a") == f"{tmp_path}/aber.txt"
