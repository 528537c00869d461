"""Help, palette and command line: what can be done is found by name, and done."""

from __future__ import annotations

import pytest
from textual.events import Key, MouseScrollUp
from textual.pilot import Pilot

from library import Library
from reader.command_table import COMMANDS
from reader.commands import WORDS
from reader.screens.command_line import CommandLineScreen
from reader.screens.entity import EntityScreen
from reader.screens.help import HelpScreen
from reader.screens.main import MainScreen
from reader.widgets.help_text import Entry, HelpText, matching, rows
from reader.widgets.panes import ARTICLE, LIST
from tests.reader.conftest import Start, screen_text, settle

HOSTILE = ["[@click=app.quit]x[/]", "\x1b[31m", "\u202eabc"]


def drawn(pilot: Pilot[None]) -> str:
    """Return what stands on the screen that is on top."""
    return screen_text(pilot.app.screen)


async def say(pilot: Pilot[None], text: str) -> None:
    """Type a command."""
    await pilot.press("colon", *("space" if one == " " else one for one in text), "enter")
    await pilot.pause()
    await settle(pilot)


# Help


def commands(typed: str) -> list[str]:
    return [e.command.id for block in matching(typed) for e in block if e.command is not None]


def test_the_help_has_every_command_once() -> None:
    assert sorted(commands("")) == sorted(command.id for command in COMMANDS)


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("ctrl+p", ["commands"]),
        ("group.close", ["group.close"]),
        ("close groups", ["group.close"]),
        ("MARKING unread", ["unread"]),
        ("zzzz", []),
        ("[@click=app.quit]x[/]", []),
    ],
)
def test_commands_are_found_by_key_name_and_words(typed: str, found: list[str]) -> None:
    assert commands(typed) == found


def test_a_key_finds_what_it_does() -> None:
    assert {"rules"} <= set(commands("H"))
    assert "search" in commands("/")


@pytest.mark.parametrize("width", [1, 20, 100, 300])
def test_two_columns_have_what_one_has(width: int) -> None:
    blocks = matching("")
    shown = rows(blocks, width)
    entries = [entry for line in shown for entry in line if entry != Entry()]
    assert sorted(map(repr, entries)) == sorted(repr(e) for block in blocks for e in block)
    assert all(len(line) == (2 if width == 300 else 1) for line in shown)


async def test_the_help_filters_scrolls_and_closes(start: Start) -> None:
    async with start(size=(80, 20)) as (pilot, _):
        await pilot.press("question_mark")
        await settle(pilot)
        text = pilot.app.screen.query_one(HelpText)
        await pilot.press("pagedown", "down")
        assert text.scroll_offset.y > 5
        await pilot.press(*"bookm")
        await settle(pilot)
        assert "Set or remove the bookmark" in drawn(pilot)
        assert "Next row" not in drawn(pilot)
        assert text.scroll_offset.y == 0
        await pilot.press("x", "x")
        await settle(pilot)
        assert "No key does that." in drawn(pilot)
        await pilot.press("escape")
        await settle(pilot)
        assert isinstance(pilot.app.screen, MainScreen)
        await pilot.press("question_mark", "question_mark")
        await settle(pilot)
        assert isinstance(pilot.app.screen, MainScreen)


async def test_a_click_in_the_help_does_it(start: Start) -> None:
    async with start() as (pilot, screen):
        await pilot.press("question_mark", *"bookmark.")
        await pilot.press(*["backspace"])
        await settle(pilot)
        assert isinstance(pilot.app.screen, HelpScreen)
        await pilot.click(HelpText, offset=(4, 1))
        await settle(pilot)
        assert isinstance(pilot.app.screen, MainScreen)
        assert screen.bar.views[2] == "★ 1"


# Palette


@pytest.mark.parametrize("typed", ["Theme: nord", "nord", "theme no"])
async def test_themes_are_in_the_palette_and_are_kept(start: Start, typed: str) -> None:
    async with start() as (pilot, _):
        await pilot.press("ctrl+p", *("space" if one == " " else one for one in typed), "enter")
        await settle(pilot)
        assert pilot.app.theme == "nord"
    async with start() as (pilot, _):
        assert pilot.app.theme == "nord"


@pytest.mark.parametrize("name", HOSTILE)
async def test_saved_searches_are_in_the_palette_and_are_never_markup(
    start: Start, library: Library, name: str
) -> None:
    library.searches.add(name, "harbour")
    library.fold()
    async with start() as (pilot, screen):
        await pilot.press("ctrl+p", *"view:")
        await settle(pilot)
        assert "x[/]" in drawn(pilot) or "@click" not in name
        assert "\x1b" not in drawn(pilot)
        assert "\u202e" not in drawn(pilot)
        await pilot.press("up", *["down"] * 3, "enter")
        await settle(pilot)
        assert screen.session.question.saved is not None


async def test_a_click_in_the_palette_does_it(start: Start) -> None:
    async with start() as (pilot, screen):
        await pilot.press("ctrl+p", *"set", "space", *"bookmark")
        await settle(pilot)
        await pilot.click("Choices", offset=(3, 0))
        await settle(pilot)
        assert screen.bar.views[2] == "★ 1"


# The command line


@pytest.mark.parametrize(
    ("text", "view"),
    [("view unread", 1), ("view Bookmarks", 2), ("view b", 2), ("view.unread", 1), ("view all", 0)],
)
async def test_views_are_reached_by_name(start: Start, text: str, view: int) -> None:
    async with start() as (pilot, screen):
        await say(pilot, text)
        assert screen.bar.current == view


async def test_words_take_what_stands_behind_them(start: Start) -> None:
    async with start() as (pilot, screen):
        await say(pilot, "sort title")
        assert screen.session.arrangement.order == "title"
        await say(pilot, "group source")
        assert screen.session.arrangement.grouping == "source"
        await say(pilot, "group none")
        await say(pilot, "theme gruvbox")
        assert pilot.app.theme == "gruvbox"
        await say(pilot, "search harbour")
        assert screen.session.question.query == "harbour"
        assert screen.session.listing.articles == 1
        assert "harbour" in screen_text(screen).splitlines()[0]
        await say(pilot, "bookmark")
        assert screen.bar.views[2] == "★ 1"
        await say(pilot, "help")
        assert isinstance(pilot.app.screen, HelpScreen)


@pytest.mark.parametrize("text", ["quit", "q"])
async def test_quitting_by_name(start: Start, text: str) -> None:
    async with start() as (pilot, _):
        await pilot.press("colon", *text, "enter")
        await pilot.pause()
        assert pilot.app.return_code == 0 or not pilot.app.is_running


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("bokmark", "Unknown command “bokmark”. Did you mean “bookmark”?"),
        ("veiw unread", "Unknown command “veiw”. Did you mean “view”?"),
        ("view unraed", "“view” does not know “unraed”. Did you mean “Unread”?"),
        ("view blah", "“view” does not know “blah”. It knows: All, Unread, Bookmarks."),
        ("view", "“view” needs something behind it. It knows: All, Unread, Bookmarks."),
        ("theme", "“theme” needs something behind it. It knows: "),
        ("bookmark now", "“bookmark” takes nothing behind it."),
        ("entity.correct", "“entity.correct” cannot be done here."),
        ("[@click=app.quit]x[/]", "Unknown command “[@click=app.quit]x[/]”."),
    ],
)
async def test_what_cannot_be_done_is_said_with_what_was_meant(
    start: Start, text: str, said: str
) -> None:
    async with start() as (pilot, _):
        await say(pilot, text)
        assert isinstance(pilot.app.screen, CommandLineScreen)
        assert said in drawn(pilot)
        await pilot.press("escape")
        await settle(pilot)
        assert isinstance(pilot.app.screen, MainScreen)


async def test_the_palette_says_that_nothing_is_called_so(start: Start) -> None:
    async with start() as (pilot, _):
        await pilot.press("ctrl+p", *"xqxq")
        await pilot.pause()
        assert "Nothing was found." in drawn(pilot)
        await pilot.press(*["backspace"] * 4)
        await pilot.pause()
        assert "Nothing was found." not in drawn(pilot)


async def test_tab_and_arrows_complete(start: Start) -> None:
    async with start() as (pilot, screen):
        await pilot.press("colon", *"the", "tab", "space", *"nor", "tab")
        await settle(pilot)
        line = pilot.app.screen.query_one("CommandInput")
        assert line.value == "theme nord"  # type: ignore[attr-defined]
        await pilot.press("enter")
        await settle(pilot)
        assert pilot.app.theme == "nord"
        await pilot.press("colon", *"view", "space", "down", "down")
        await settle(pilot)
        line = pilot.app.screen.query_one("CommandInput")
        assert line.value == "view Unread"  # type: ignore[attr-defined]
        await pilot.press("enter")
        await settle(pilot)
        assert screen.bar.current == 1


async def test_earlier_commands_come_back(start: Start) -> None:
    async with start() as (pilot, screen):
        await say(pilot, "view unread")
        await say(pilot, "view all")
        await pilot.press("colon", "up", "up", "enter")
        await settle(pilot)
        assert screen.bar.current == 1
        await pilot.press("colon", "up", "down", "enter")
        await settle(pilot)
        assert isinstance(pilot.app.screen, MainScreen)


async def test_keys_that_are_typed_at_once_are_done_in_their_order(start: Start) -> None:
    async with start() as (pilot, screen):
        typed = ("colon", *"view", " ", *"unread", "enter", "j", "s", "colon", "escape", "k")
        for key in typed:
            pilot.app.post_message(Key("space", " ") if key == " " else Key(key, None))
        await settle(pilot)
        await settle(pilot)
        assert screen.bar.current == 1
        assert screen.bar.views[2] == "★ 1"
        assert screen.list.cursor == 0
        assert isinstance(pilot.app.screen, MainScreen)


async def test_elsewhere_only_what_can_be_done_there_is_offered(start: Start) -> None:
    async with start() as (pilot, _):
        await pilot.press("enter", "t", *"jjj", "enter")
        await pilot.pause(0.2)  # the page of a name is waited for by a worker
        assert isinstance(pilot.app.screen, EntityScreen)
        await pilot.press("colon", *"view")
        await pilot.pause(0.2)
        assert "view.all" not in drawn(pilot)
        await pilot.press("escape")
        await say(pilot, "entity.back")
        assert isinstance(pilot.app.screen, MainScreen)


def test_words_are_not_names_of_others() -> None:
    assert len({word.name for word in WORDS}) == len(WORDS)


# The mouse


async def test_hints_at_the_foot_can_be_clicked(start: Start) -> None:
    async with start() as (pilot, screen):
        foot = screen_text(screen).splitlines()[-1]
        await pilot.click("KeyHints", offset=(foot.index("bookmark") + 1, 0))
        await settle(pilot)
        assert screen.bar.views[2] == "★ 1"
        await pilot.click("KeyHints", offset=(foot.index("Enter"), 0))
        await settle(pilot)
        assert screen.panes.active == ARTICLE
        await pilot.click("KeyHints", offset=(foot.index("back"), 0))
        await settle(pilot)
        assert screen.panes.active == LIST
        await pilot.click("KeyHints", offset=(foot.index("help"), 0))
        await settle(pilot)
        assert isinstance(pilot.app.screen, HelpScreen)


@pytest.mark.parametrize("width", [40, 60, 80, 120])
async def test_the_help_is_among_the_hints_however_few_there_are(start: Start, width: int) -> None:
    async with start(size=(width, 20)) as (pilot, screen):
        await pilot.press("enter")
        await settle(pilot)
        foot = screen_text(screen).splitlines()[-1]
        assert foot.count("? help") == 1
        assert " Enter open" in foot
        assert len(foot) <= width


async def test_everything_else_can_be_clicked_and_scrolled(start: Start) -> None:
    async with start(size=(120, 20)) as (pilot, screen):
        await pilot.click("Contents", offset=(4, 3))
        await pilot.click("Contents", offset=(4, 3))
        await settle(pilot)
        assert screen.panes.active == ARTICLE
        assert screen.view.scroll_offset.y > 0
        top = screen.view.scroll_offset.y
        await pilot._post_mouse_events([MouseScrollUp], "ArticleView", offset=(5, 5), button=0)
        await settle(pilot)
        assert screen.view.scroll_offset.y < top
        await pilot.press("h", "D")
        await settle(pilot)
        before = screen.list.row_count
        await pilot.click("ArticleList", offset=(5, 0))
        await settle(pilot)
        assert screen.list.row_count < before


async def test_hints_on_the_page_of_a_name_can_be_clicked(start: Start) -> None:
    async with start() as (pilot, _):
        await pilot.press("enter", "t", *"jjj", "enter")
        await pilot.pause(0.2)
        assert isinstance(pilot.app.screen, EntityScreen)
        foot = drawn(pilot).splitlines()[-1]
        assert "f follow" in foot
        await pilot.click("KeyHints", offset=(foot.index("back"), 0))
        await pilot.pause(0.1)
        await settle(pilot)
        assert isinstance(pilot.app.screen, MainScreen)
