"""The colours: two themes of our own, and what every other theme lacks, made from what it has.

Each colour that text is written in contrasts with each background that it may stand on by at least
4.5 : 1, as the Web Content Accessibility Guidelines 2.1 compute it. Kinds of names differ by their
hue, and besides by a way of writing.
"""

from __future__ import annotations

import math
import os
import sys
from collections.abc import Iterable, Mapping
from contextlib import suppress
from functools import lru_cache
from typing import Final

from textual.color import Color
from textual.theme import BUILTIN_THEMES, Theme

AUTO: Final = "auto"
"""The theme that is light or dark as the terminal is, as far as that can be known."""

LEAST_CONTRAST: Final = 4.5
"""The least contrast of text with what is behind it."""

DARK: Final = Theme(
    name="newsreader-dark",
    primary="#7aa2c8",
    secondary="#8fb996",
    accent="#d9a566",
    warning="#d9a566",
    error="#d07a7a",
    success="#8fb996",
    foreground="#d5d3cc",
    background="#16181c",
    surface="#1b1e23",
    panel="#262a31",
    dark=True,
    variables={"hit": "#5c4a30"},
)
"""Shown where the terminal is dark, or where that is not known."""

LIGHT: Final = Theme(
    name="newsreader-light",
    primary="#2f5f8f",
    secondary="#3f6b47",
    accent="#8a5310",
    warning="#8a5310",
    error="#a03030",
    success="#3f6b47",
    foreground="#26262a",
    background="#faf8f3",
    surface="#f3f0e8",
    panel="#e8e4d9",
    dark=False,
    variables={"hit": "#f5dfa8"},
)
"""Shown where the terminal is light."""

OWN: Final = (DARK, LIGHT)

_HUES: Final = {
    "person": (0.09, 0.60),
    "place": (0.36, 0.35),
    "organisation": (0.60, 0.60),
    "date": (0.80, 0.45),
    "handle": (0.48, 0.55),
}
"""Hue and saturation of each kind of name."""
_SHIFTS: Final = (0.0, 0.03, -0.03, 0.06, -0.06)
_APART: Final = 28

_ANSI: Final = {
    "quiet": "ansi_bright_black",
    "person": "ansi_yellow",
    "place": "ansi_green",
    "organisation": "ansi_blue",
    "date": "ansi_magenta",
    "handle": "ansi_cyan",
    "strong": "ansi_blue",
    "on-strong": "ansi_default",
    "marked": "ansi_yellow",
    "fresh": "ansi_green",
    "ink": "ansi_default",
    "cursor": "ansi_default",
    "resting": "ansi_default",
    "traced": "ansi_default",
    "hit": "ansi_default",
    "on-hit": "ansi_default",
    "hit-current": "ansi_default",
    "on-hit-current": "ansi_default",
}
"""What themes get that leave the colours to the terminal; the style sheet adds marks to them."""

_NO_COLOURS: Final = {"vt52", "vt100", "vt102", "vt220", "vt320", "vt420", "ansi-m", "linux-m"}


def names() -> tuple[str, ...]:
    """Return the names that can be set: of all themes, and what chooses between ours."""
    return (AUTO, *(theme.name for theme in OWN), *BUILTIN_THEMES)


def chosen(name: str, environment: Mapping[str, str] = os.environ) -> str:
    """Return the theme to show for the name that is set, which may leave the choice open."""
    if name != AUTO:
        return name
    return LIGHT.name if _is_light(environment.get("COLORFGBG", "")) else DARK.name


def _is_light(foreground_background: str) -> bool:
    """Tell whether a terminal that says its colours by number, as 0;15, is light."""
    number = foreground_background.rpartition(";")[2]
    # Of the sixteen colours these are the light ones: white, and all bright ones but grey.
    return number.isascii() and number.isdecimal() and int(number[:3]) in {7, *range(9, 16)}


def is_colourless(environment: Mapping[str, str] = os.environ) -> bool:
    """Tell whether no colours are wanted, or the terminal has none."""
    if environment.get("NO_COLOR"):
        return True
    term = environment.get("TERM", "").lower()
    if term in _NO_COLOURS or term.endswith(("-mono", "-m")):
        return True
    return _colours(term) == 0


def _colours(term: str) -> int | None:
    """Return how many colours the system's description of a terminal has; None where it has none."""
    if sys.platform == "win32" or not term:
        return None
    with suppress(Exception):  # not every system has the module, nor every terminal a description
        import curses

        curses.setupterm(term, sys.__stdout__.fileno() if sys.__stdout__ else 1)
        return max(0, curses.tigetnum("colors"))
    return None


def derived(theme: Theme) -> Mapping[str, str]:
    """Return the colours that the style sheet names beside those that every theme has, for one theme."""
    generated = theme.to_color_system().generate()
    if any(generated[one].startswith("ansi") for one in ("background", "foreground")):
        return _ANSI
    background, foreground = (Color.parse(generated[n]) for n in ("background", "foreground"))
    primary, accent = Color.parse(generated["primary"]), Color.parse(generated["accent"])
    bars = [Color.parse(generated[name]) for name in ("surface", "panel")]
    cursor, traced = background.blend(primary, 0.2), background.blend(primary, 0.3)
    resting = background.blend(foreground, 0.1)
    behind = [background, *bars, cursor, resting]
    rows = [background, bars[0], cursor, resting, traced]
    found = {
        "cursor": cursor,
        "resting": resting,
        "quiet": readable(foreground.blend(background, 0.35), behind),
        "strong": readable(primary, behind),
        "marked": readable(accent, behind),
        "fresh": readable(Color.parse(generated["secondary"]), behind),
        "ink": readable(foreground, [*behind, traced]),
    }
    told_apart = [found["ink"]]
    for kind, (hue, saturation) in _HUES.items():
        tones = (
            Color.from_hsl((hue + shift) % 1, saturation, 0.65 if theme.dark else 0.35)
            for shift in _SHIFTS
        )
        shown = [readable(tone.blend(foreground, 0.1), rows) for tone in tones]
        # The hue that the kind has in other themes, unless another colour of this one is like it.
        found[kind] = next(
            (one for one in shown if _distance(one, told_apart) >= _APART),
            max(shown, key=lambda one: _distance(one, told_apart)),
        )
        told_apart.append(found[kind])
    hit = Color.parse(theme.variables.get("hit", background.blend(accent, 0.3).hex))
    found |= {
        "traced": traced,
        "hit": hit,
        "on-hit": readable(foreground, [hit]),
        "hit-current": found["marked"],
        "on-hit-current": opposite(found["marked"]),
        "on-strong": opposite(found["strong"]),
    }
    return {name: colour.hex for name, colour in found.items()}


def readable(colour: Color, behind: Iterable[Color]) -> Color:
    """Return `colour`, made lighter or darker until it can be read on all that is `behind` it."""
    backgrounds = list(behind)
    best = colour
    for goal in (Color(255, 255, 255), Color(0, 0, 0)):
        for step in range(21):
            tried = colour.blend(goal, step / 20)
            least = min(contrast(tried, one) for one in backgrounds)
            if least >= LEAST_CONTRAST:
                return tried
            if least > min(contrast(best, one) for one in backgrounds):
                best = tried
    return best


def _distance(one: Color, others: Iterable[Color]) -> float:
    """Return how far a colour is from the nearest of some others, in steps of red, green and blue."""
    return min(math.dist(one.rgb, other.rgb) for other in others)


def opposite(colour: Color) -> Color:
    """Return what can be read best on `colour`: nearly black or nearly white."""
    return max((Color(16, 16, 16), Color(255, 255, 255)), key=lambda one: contrast(one, colour))


def contrast(one: Color, other: Color) -> float:
    """Return the contrast of two colours, from 1 to 21."""
    lighter, darker = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


@lru_cache(maxsize=4096)  # of a few hundred colours, each held against many
def _luminance(colour: Color) -> float:
    parts = [part / 255 for part in colour.rgb]
    red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
