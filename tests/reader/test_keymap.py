"""The keys that a person sets are those that work, and those that are shown."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest

from reader.command_table import COMMANDS, Scope
from reader.key_settings import TOGETHER, clashes, read_keys
from reader.keys import key_name, key_names, keymap, single_commands, use_keys
from reader.settings import Wrong
from tests.reader.conftest import BY_RULES, Start, row, screen_text, settle, toasts


@pytest.fixture(autouse=True)
def _own_keys() -> Iterator[None]:
    """Have no key that is set here hold for other tests."""
    yield
    use_keys({})


def test_the_keys_that_commands_have_do_not_clash() -> None:
    assert not list(clashes({command.id: command.keys for command in COMMANDS}))


def test_every_scope_is_active_with_others() -> None:
    assert set().union(*TOGETHER) == {*Scope}


@pytest.mark.parametrize(
    ("written", "keys"),
    [
        ("j, down", "j,down"),
        ("?", "question_mark"),
        ("+", "plus"),
        ("ctrl+left", "ctrl+left"),
        ("ctrl+]", "ctrl+right_square_bracket"),
        ("ß", "ß"),
        ("Q,Q", "Q"),
        ("f12", "f12"),
        ("comma", "comma"),
        (" ", ""),
    ],
)
def test_keys_are_written_as_people_know_them(written: str, keys: str) -> None:
    assert read_keys(written) == keys


@pytest.mark.parametrize(
    "written", ["entr", "ctrl+", "crtl+a", "a,,b", "\x1b", "[@click=app.quit]x[/]"]
)
def test_other_keys_do_not_exist(written: str) -> None:
    with pytest.raises(Wrong, match="unknown key"):
        read_keys(written)


def test_of_commands_with_several_keys_each_is_set_by_its_place() -> None:
    use_keys({"view.saved": "f4,f5"})
    named = {one.id: key_names(one) for one in single_commands() if one.id.startswith("view.saved")}
    assert named["view.saved.4"] == ("F4",)
    assert named["view.saved.5"] == ("F5",)
    assert named["view.saved.6"] == ()
    assert keymap()["view.saved.5"] == "f5"


def test_keys_that_are_not_set_are_not_in_the_keymap() -> None:
    use_keys({})
    assert keymap() == {}
    use_keys({"bookmark": "s,m"})
    assert keymap() == {}


def test_names_of_keys() -> None:
    assert key_name("question_mark") == "?"
    assert key_name("ctrl+left") == "ctrl+←"
    assert key_name("at") == "@"
    assert key_name("f1") == "F1"


async def test_keys_that_are_set_work_and_the_old_ones_do_not(start: Start) -> None:
    config = replace(BY_RULES, keys={"bookmark": "B", "rows.down": "i", "read": "u", "unread": "r"})
    async with start(config=config) as (pilot, screen):
        first = row(screen)
        await pilot.press("s", "m", "j", "down")
        await settle(pilot)
        assert row(screen) == first
        assert screen.bar.views[2] == "★ 0"
        await pilot.press("B", "u", "i")
        await settle(pilot)
        assert row(screen) != first
        assert screen.bar.views[1:3] == ("Unread 2", "★ 1")
        await pilot.press("k", "r")
        await settle(pilot)
        assert screen.bar.views[1] == "Unread 3"


async def test_footer_help_palette_and_messages_show_the_keys_in_force(start: Start) -> None:
    config = replace(BY_RULES, keys={"bookmark": "f9", "help": "", "group": "f8", "search": ""})
    async with start(config=config) as (pilot, screen):
        foot = screen_text(screen).splitlines()[-1]
        assert "F9 bookmark" in foot
        assert "? help" not in foot
        assert "search" not in foot
        await pilot.press("question_mark")
        assert pilot.app.screen is screen
        await pilot.press("V")
        await settle(pilot)
        assert "F8 parts it." in toasts(pilot)
        await pilot.press("3")
        await settle(pilot)
        assert "F9 sets one" in screen_text(screen)
        await pilot.press("ctrl+p", *"bookmark")
        await settle(pilot)
        assert "F9" in drawn(pilot.app.screen)
        await pilot.press("escape", "colon", *"help", "enter")
        await settle(pilot)
        await pilot.press(*"f9")
        await settle(pilot)
        assert "F9            Set or remove the bookmark" in drawn(pilot.app.screen)


def drawn(screen: object) -> str:
    """Return what stands on any screen."""
    return screen_text(screen)  # type: ignore[arg-type]
