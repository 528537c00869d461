"""Everything can be read in every theme, and kinds of names are told apart with colours and without."""

from __future__ import annotations

from itertools import combinations

import pytest
from textual.color import Color
from textual.theme import BUILTIN_THEMES, Theme

from library import EntityKind
from reader import themes
from reader.themes import DARK, LEAST_CONTRAST, LIGHT, OWN, chosen, contrast, derived
from tests.reader.conftest import Start, settle

SHOWN = [*OWN, *BUILTIN_THEMES.values()]
COLOURED = [theme for theme in SHOWN if not theme.ansi]
NAMES = ("person", "place", "organisation", "date", "handle")
KINDS = (*NAMES, "ink")


def colours(theme: Theme) -> dict[str, Color]:
    """Return the colours that the style sheet of a theme has, by their names."""
    names = {**derived(theme), **theme.to_color_system().generate(), **theme.variables}
    hexes = {name: value for name, value in names.items() if value.startswith("#")}
    return {name: Color.parse(value.split()[0]) for name, value in hexes.items()}


def test_contrast_is_that_of_the_guidelines() -> None:
    black, white = Color(0, 0, 0), Color(255, 255, 255)
    assert contrast(black, white) == contrast(white, black) == pytest.approx(21)
    assert contrast(Color.parse("#777777"), white) == pytest.approx(4.48, abs=0.01)


@pytest.mark.parametrize("theme", COLOURED, ids=lambda theme: theme.name)
def test_all_text_can_be_read(theme: Theme) -> None:
    found = colours(theme)
    for text in (*KINDS, "quiet", "strong", "marked", "fresh"):
        for behind in ("background", "surface", "panel", "cursor", "resting"):
            if behind == "panel" and text in NAMES:
                continue  # the bars name nothing
            assert contrast(found[text], found[behind]) >= LEAST_CONTRAST - 0.05, (text, behind)
    for text, behind in (
        ("on-strong", "strong"),
        ("on-hit", "hit"),
        ("on-hit-current", "hit-current"),
        *((kind, "traced") for kind in KINDS),
    ):
        assert contrast(found[text], found[behind]) >= LEAST_CONTRAST - 0.05, (text, behind)


@pytest.mark.parametrize("theme", COLOURED, ids=lambda theme: theme.name)
def test_kinds_of_names_differ_by_their_colour(theme: Theme) -> None:
    found = colours(theme)
    for one, other in combinations(KINDS, 2):
        distance = sum((a - b) ** 2 for a, b in zip(found[one].rgb, found[other].rgb, strict=True))
        assert distance**0.5 >= 24, (one, other)


@pytest.mark.parametrize("theme", OWN, ids=lambda theme: theme.name)
def test_our_themes_differ_from_what_is_behind(theme: Theme) -> None:
    found = colours(theme)
    assert (found["background"].brightness > 0.5) is (not theme.dark)
    assert contrast(found["ink"], found["background"]) >= 10


@pytest.mark.parametrize(
    ("told", "name"),
    [
        ("", DARK.name),
        ("15;0", DARK.name),
        ("0;15", LIGHT.name),
        ("0;default;15", LIGHT.name),
        ("0;7", LIGHT.name),
        ("7;8", DARK.name),
        ("default;default", DARK.name),
        ("0;²", DARK.name),
        ("0;99999999999999999999", DARK.name),
        ("\x1b[31m", DARK.name),
    ],
)
def test_light_or_dark_is_as_the_terminal_says(told: str, name: str) -> None:
    assert chosen("auto", {"COLORFGBG": told}) == name
    assert chosen("nord", {"COLORFGBG": told}) == "nord"


@pytest.mark.parametrize(
    ("environment", "colourless"),
    [
        ({"TERM": "xterm-256color"}, False),
        ({"TERM": "xterm-256color", "NO_COLOR": "1"}, True),
        ({"TERM": "xterm-256color", "NO_COLOR": ""}, False),
        ({"TERM": "vt100"}, True),
        ({"TERM": "xterm-mono"}, True),
        ({"TERM": "a-terminal-that-nobody-has"}, False),
        ({}, False),
    ],
)
def test_where_there_are_no_colours(environment: dict[str, str], colourless: bool) -> None:
    assert themes.is_colourless(environment) is colourless


@pytest.mark.parametrize("theme", [one.name for one in SHOWN])
async def test_every_theme_can_be_shown_and_tells_kinds_apart_without_colours(
    start: Start, theme: str
) -> None:
    async with start() as (pilot, screen):
        pilot.app.theme = theme
        await settle(pilot)
        written = set()
        for kind in EntityKind:
            style = screen.view.mark_of(f"entity--{kind}")
            written.add((bool(style.bold), bool(style.italic), bool(style.underline)))
        assert len(written) == len(EntityKind)
        assert (False, False, False) not in written
