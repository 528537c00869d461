"""`w` saves what is under the cursor where the person says, and loses nothing that is there."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from textual.pilot import Pilot
from textual.widgets import Button, Input, Static
from textual.widgets._toast import Toast

from library import Library, Source
from reader.screens.main import MainScreen
from reader.screens.save import OverwriteScreen, SaveScreen
from reader.widgets.format_bar import FormatBar
from tests.reader.conftest import Start, row, screen_text, settle, toasts
from tests.texts import HOSTILE


@pytest.fixture(autouse=True)
def _here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "here").mkdir()
    monkeypatch.chdir(tmp_path / "here")
    monkeypatch.setenv("HOME", str(tmp_path))


async def dialog(pilot: Pilot[None]) -> SaveScreen:
    """Open the dialog."""
    await pilot.press("w")
    await settle_dialog(pilot)
    assert isinstance(pilot.app.screen, SaveScreen)
    return pilot.app.screen


async def settle_dialog(pilot: Pilot[None]) -> None:
    """Wait until what was begun is done; the one who waits for the dialog goes on waiting."""
    for _ in range(3):
        await pilot.pause()
        screen = pilot.app.screen
        while isinstance(screen, SaveScreen) and screen._is_saving and screen.is_current:
            await pilot.pause(0.01)
    await pilot.pause()


async def enter(pilot: Pilot[None], text: str) -> None:
    """Type another path, and save."""
    pilot.app.screen.query_one(Input).value = text
    await pilot.pause()
    await pilot.press("enter")
    await settle_dialog(pilot)


def button(pilot: Pilot[None], text: str) -> Button:
    return next(one for one in pilot.app.screen.query(Button) if str(one.label) == text)


async def test_the_article_is_saved_under_the_name_that_is_proposed(
    start: Start, tmp_path: Path
) -> None:
    async with start() as (pilot, screen):
        await pilot.press("j")
        title = row(screen)
        await dialog(pilot)
        await pilot.press("enter")
        await settle_dialog(pilot)
        await settle(pilot)
        assert screen.is_current
        (path,) = (tmp_path / "here").iterdir()
        assert path.name == f"{title}.md"
        assert f"# {title}" in path.read_text()
        assert toasts(pilot) == f"Saved as {path}"


@pytest.mark.parametrize(
    ("keys", "suffix", "begins"),
    [
        ([], ".md", "---"),
        (["down"], ".html", "<!DOCTYPE html>"),
        (["down", "down"], ".txt", "Title:"),
        (["up"], ".opml", "<?xml"),
    ],
    ids=["md", "html", "txt", "opml"],
)
async def test_a_format_is_chosen_by_keys(
    start: Start, tmp_path: Path, keys: list[str], suffix: str, begins: str
) -> None:
    async with start() as (pilot, _):
        await dialog(pilot)
        await pilot.press(*keys, "enter")
        await settle_dialog(pilot)
        (path,) = (tmp_path / "here").iterdir()
        assert path.suffix == suffix
        assert path.read_text().startswith(begins)
        # The next one is proposed in the same format.
        await settle(pilot)
        again = await dialog(pilot)
        assert again._line.value == str(path)


async def test_another_format_leaves_the_cursor_where_it_is_and_folders_alone(
    start: Start, tmp_path: Path
) -> None:
    async with start() as (pilot, _):
        asked = await dialog(pilot)
        asked._line.value = str(tmp_path / "foo.html")
        asked._line.cursor_position = len(str(tmp_path)) + 2  # behind the f
        await pilot.pause()
        await pilot.press("up")
        assert asked._line.value == str(tmp_path / "foo.md")
        assert asked._line.cursor_position == len(str(tmp_path)) + 2
        asked._line.value = f"{tmp_path}/x.md/"
        await pilot.press("down")
        assert asked._line.value == f"{tmp_path}/x.md/"


async def test_everything_can_be_clicked(start: Start, tmp_path: Path) -> None:
    async with start() as (pilot, screen):
        asked = await dialog(pilot)
        await pilot.click(button(pilot, "Text"))
        assert asked._line.value.endswith(".txt")
        assert asked.focused is asked._line
        await pilot.click(button(pilot, "Save"))
        await settle_dialog(pilot)
        (path,) = (tmp_path / "here").iterdir()
        path.write_text("Notizen")
        await settle(pilot)
        await dialog(pilot)
        await pilot.click(button(pilot, "Save"))
        await settle_dialog(pilot)
        assert isinstance(pilot.app.screen, OverwriteScreen)
        await pilot.click(button(pilot, "Keep"))
        await settle_dialog(pilot)
        assert path.read_text() == "Notizen"
        await pilot.click(button(pilot, "Save"))
        await settle_dialog(pilot)
        await pilot.click(button(pilot, "Overwrite"))
        await settle_dialog(pilot)
        assert path.read_text().startswith("Title: ")
        await settle(pilot)
        await dialog(pilot)
        await pilot.click(button(pilot, "Close"))
        await settle(pilot)
        assert screen.is_current


async def test_the_ending_that_is_typed_chooses_the_format(start: Start, tmp_path: Path) -> None:
    async with start() as (pilot, screen):
        asked = await dialog(pilot)
        await enter(pilot, str(tmp_path / "a.HTM"))
        assert (tmp_path / "a.HTM").read_text().startswith("<!DOCTYPE html>")
        assert asked.form.name == "html"
        await settle(pilot)
        # Another ending tells nothing, so the format is that of the last time.
        asked = await dialog(pilot)
        assert asked._line.value.startswith(f"{tmp_path}/")
        await enter(pilot, "~/b.text.bak")
        assert (tmp_path / "b.text.bak").read_text().startswith("<!DOCTYPE html>")
        await settle(pilot)
        assert screen.is_current


async def test_a_folder_gets_a_file_of_the_proposed_name(start: Start, tmp_path: Path) -> None:
    (tmp_path / "there").mkdir()
    async with start() as (pilot, screen):
        title = row(screen)
        await dialog(pilot)
        await enter(pilot, "../there")
        await settle(pilot)
        assert [path.name for path in (tmp_path / "there").iterdir()] == [f"{title}.md"]
        await dialog(pilot)
        await enter(pilot, "gone/")
        assert isinstance(pilot.app.screen, SaveScreen)
        assert "there is no such folder" in screen_text_of(pilot)


def screen_text_of(pilot: Pilot[None]) -> str:
    """Return what the dialog says, on one line."""
    screen = pilot.app.screen
    strips = screen._compositor.render_strips()
    text = " ".join("".join(part.text for part in strip) for strip in strips)
    return re.sub(r"[\s│╭╮╰╯─┃]+", " ", text)


@pytest.mark.parametrize("name", ["gone/a.md", "file/a.md", "x" * 300, "", "a\udcffb/x.md"])
async def test_what_cannot_be_is_told_and_the_dialog_stays(
    start: Start, tmp_path: Path, name: str
) -> None:
    (tmp_path / "here" / "file").write_text("")
    async with start() as (pilot, screen):
        asked = await dialog(pilot)
        await enter(pilot, name)
        assert pilot.app.screen is asked
        assert asked._note.display
        assert str(asked._note.content)
        await pilot.press("escape")
        await settle(pilot)
        assert screen.is_current
    assert [path.name for path in (tmp_path / "here").iterdir()] == ["file"]


async def test_overwriting_asks(start: Start, tmp_path: Path) -> None:
    path = tmp_path / "[@click=app.quit]x[red].md"
    path.write_text("Notizen")
    async with start() as (pilot, screen):
        asked = await dialog(pilot)
        await enter(pilot, str(path))
        assert isinstance(pilot.app.screen, OverwriteScreen)
        assert str(pilot.app.screen.query_one(Static).content) == f"{path} is there already."
        await pilot.press("n")
        await settle_dialog(pilot)
        assert asked.is_current
        assert path.read_text() == "Notizen"
        await pilot.press("enter")
        await settle_dialog(pilot)
        await pilot.press("y")
        await settle_dialog(pilot)
        await settle(pilot)
        assert screen.is_current
        assert path.read_text().startswith("---\n")
        assert len(list(tmp_path.glob("*.md"))) == 1


async def test_tab_completes_up_to_the_cursor(start: Start, tmp_path: Path) -> None:
    (tmp_path / "Meine Artikel").mkdir()
    async with start() as (pilot, _):
        asked = await dialog(pilot)
        asked._line.value = "~/Mei.md"
        asked._line.cursor_position = len("~/Mei")
        await pilot.press("tab")
        while asked._line.value == "~/Mei.md":
            await pilot.pause(0.01)
        assert asked._line.value == "~/Meine Artikel/.md"
        assert asked._line.cursor_position == len("~/Meine Artikel/")


async def into_folder(pilot: Pilot[None], screen: MainScreen, *answers: str) -> str:
    """Save all articles into a new folder, give answers to what is asked, and return what is said."""
    screen.save_as([headline.id for headline in screen.library.search("")])
    await pilot.pause()
    assert "Save 3 articles into" in screen_text_of(pilot)
    await enter(pilot, "neu")
    for answer in answers:
        assert isinstance(pilot.app.screen, OverwriteScreen)
        await pilot.press(answer)
        await settle_dialog(pilot)
    await settle(pilot)
    assert screen.is_current
    return toasts(pilot).splitlines()[-1]


async def test_several_articles_are_saved_into_a_folder(start: Start, tmp_path: Path) -> None:
    folder = tmp_path / "here" / "neu"
    async with start() as (pilot, screen):
        assert await into_folder(pilot, screen) == f"3 articles are in {folder}"
        paths = sorted(folder.iterdir())
        assert [path.suffix for path in paths] == [".md"] * 3
        assert await into_folder(pilot, screen) == f"3 articles are in {folder}"
        paths[0].write_text("Notizen")
        assert await into_folder(pilot, screen, "escape") == f"2 articles are in {folder}"
        assert paths[0].read_text() == "Notizen"
        assert await into_folder(pilot, screen, "y") == f"3 articles are in {folder}"
        assert paths[0].read_text().startswith("---\n")
        assert sorted(folder.iterdir()) == paths


@pytest.mark.parametrize("hostile", HOSTILE)
async def test_no_title_acts_or_leads_elsewhere(start: Start, tmp_path: Path, hostile: str) -> None:
    folder = tmp_path / "hostile"
    with Library(folder) as library:
        body = f"Title: ../{hostile}\nURL: https://example.org/{hostile}\n\n{hostile} und mehr.\n"
        list(library.add([Source("a.txt", body.encode("utf-8", "surrogatepass"))]))
    async with start(folder=folder) as (pilot, screen):
        await dialog(pilot)
        await pilot.press("enter")
        await settle_dialog(pilot)
        await settle(pilot)
        assert isinstance(screen, MainScreen)
        assert screen.is_current
        assert pilot.app.is_running
        (path,) = (tmp_path / "here").iterdir()
        assert path.is_file()
        assert len(path.name.encode()) <= 120
        assert "\x1b" not in screen_text(screen)


async def test_nothing_is_saved_where_there_is_nothing(start: Start, tmp_path: Path) -> None:
    folder = tmp_path / "empty"
    with Library(folder):
        pass
    async with start(folder=folder) as (pilot, screen):
        for key in ("w", "vertical_line", "o", "y"):
            await pilot.press(key)
            await settle(pilot)
            assert screen.is_current
            assert toasts(pilot) == "No article here."
            await pilot.click(Toast)
            await pilot.pause(0.2)
            assert not toasts(pilot)


async def test_the_bar_goes_round(start: Start) -> None:
    async with start() as (pilot, _):
        asked = await dialog(pilot)
        bar = asked.query_one(FormatBar)
        seen = [bar.choose(1).name for _ in range(6)]
        assert seen == ["html", "txt", "json", "bibtex", "opml", "md"]
        assert [str(one.label) for one in bar.query(".-chosen").results(Button)] == ["Markdown"]
