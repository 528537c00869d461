"""The settings that `config.toml` takes, each declared once: its table, its name, and what it may be."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Final

from library import N_, _, clean_line

NARROWEST: Final = 20
"""The fewest cells of the text column that can be set."""
WIDEST: Final = 500
"""The most."""
_LONGEST_DATE: Final = 24
_LONG: Final = 120
_SAMPLE: Final = date(2023, 12, 30)
_LANGUAGES: Final = ("", "de", "en")
_DATES: Final = ("short", "iso")


class Wrong(ValueError):
    """What is set cannot be; the message says what can."""


@dataclass(frozen=True, slots=True)
class Setting:
    """Something that can be set."""

    table: str
    """The table of the file in which it stands."""
    name: str
    """Its name there."""
    field: str
    """The field of `Config` that has it."""
    check: Callable[[object], object]
    """Returns what is meant by a value of the file, or raises `Wrong`."""
    about: str
    """What it is about, in a few words; to be translated where it is shown."""


def nearest(name: str, known: Iterable[str]) -> str:
    """Return the sentence that proposes the nearest known name; empty if none is near."""
    import difflib  # 3 ms that only a mistake needs

    near = difflib.get_close_matches(name, list(known), n=1, cutoff=0.5)
    return " " + _("Did you mean “{name}”?").format(name=near[0]) if near else ""


def _bool(value: object) -> object:
    if not isinstance(value, bool):
        raise Wrong(_("must be true or false"))
    return value


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise Wrong(_("must be a text in quotation marks"))
    return value


def _one_of(known: Iterable[str]) -> Callable[[object], object]:
    def check(value: object) -> object:
        text = _text(value)
        if text not in known:
            named = ", ".join(f"“{name}”" for name in known)
            near = nearest(text, known)
            if near and len(named) > _LONG:
                raise Wrong(_("must be one of those that exist.") + near)
            raise Wrong(_("must be one of {names}").format(names=named) + f".{near}")
        return text

    return check


def _between(least: int, most: int, *, or_none: bool = False) -> Callable[[object], object]:
    def check(value: object) -> object:
        number = -1 if isinstance(value, bool) or not isinstance(value, int) else value
        if least <= number <= most or (or_none and number == 0):
            return number
        raise Wrong(
            _("must be a whole number from {least} to {most}").format(least=least, most=most)
        )

    return check


def _theme(value: object) -> object:
    # Imported here: only a screen has themes, and most commands have no screen.
    from reader.themes import names

    return _one_of(names())(value)


def _ascii(value: object) -> object:
    if value == "auto":
        return None
    if not isinstance(value, bool):
        raise Wrong(_("must be true, false or “auto”"))
    return value


def _dates(value: object) -> object:
    text = _text(value)
    if text in _DATES:
        return text
    if "%" not in text:
        message = _("must be “short”, “iso” or a pattern such as “%d.%m.%Y”")
        raise Wrong(f"{message}.{nearest(text, _DATES)}")
    try:
        shown = _SAMPLE.strftime(text)
    except (ValueError, UnicodeError) as error:
        raise Wrong(_("is a pattern that cannot be used")) from error
    if "%" in shown and "%%" not in text:  # a code that there is none of
        raise Wrong(_("is a pattern that cannot be used"))
    if not 0 < len(shown) <= _LONGEST_DATE or shown != clean_line(shown):
        raise Wrong(_("must give from 1 to {most} letters").format(most=_LONGEST_DATE))
    return text


def _hosts(value: object) -> object:
    # Imported here: most people set nothing of it.
    from library import consent_to

    sample = '["nas.lan", "192.168.1.0/24"]'
    if not isinstance(value, list) or not all(isinstance(one, str) for one in value):
        raise Wrong(
            _("must be a list of names and networks, such as {sample}").format(sample=sample)
        )
    for one in value:
        try:
            consent_to([one])
        except ValueError as error:
            name = clean_line(one)[:_LONG]
            raise Wrong(
                _("has “{name}” in it, which is neither a name nor a network").format(name=name)
            ) from error
    return tuple(value)


SETTINGS: Final = (
    Setting("stories", "one_row", "one_row", _bool, N_("versions of one story stand in one row")),
    Setting(
        "stories",
        "share_read",
        "share_read",
        _bool,
        N_("what is marked on one of them as read or unread is for all"),
    ),
    Setting(
        "reading",
        "read",
        "read",
        _one_of(("open", "end", "manual")),
        N_("when an article is read: at “open”, at its “end”, or “manual”, by key alone"),
    ),
    Setting(
        "entities",
        "engine",
        "engine",
        _text,
        N_("what recognises names: “shipped”, “rules” or “spacy:” and a pipeline"),
    ),
    Setting(
        "look",
        "theme",
        "theme",
        _theme,
        N_("“auto” is light or dark as the terminal is; or a theme, which ctrl+p lists"),
    ),
    Setting(
        "look",
        "width",
        "width",
        _between(NARROWEST, WIDEST),
        N_("the most columns of an article's text"),
    ),
    Setting("look", "ascii", "ascii", _ascii, N_("only signs of ASCII; “auto” asks the locale")),
    Setting("look", "dates", "dates", _dates, N_("“short”, “iso” or a pattern such as “%d.%m.%Y”")),
    Setting(
        "look",
        "language",
        "language",
        _one_of(_LANGUAGES),
        N_("“de” or “en”; empty for that of the locale"),
    ),
    Setting(
        "panes",
        "list",
        "list_width",
        _between(16, 200, or_none=True),
        N_("columns of the list until you change them with a key or the mouse; 0 as it fits"),
    ),
    Setting(
        "panes",
        "contents",
        "contents_width",
        _between(16, 200, or_none=True),
        N_("columns of the contents, likewise"),
    ),
    Setting(
        "network",
        "allow_private",
        "allow_private",
        _hosts,
        N_("what of your own network may be asked, such as “nas.lan” or “192.168.1.0/24”"),
    ),
)
"""Every setting but the keys, in the order in which they are shown."""

KEYS_TABLE: Final = "keys"
"""The table in which ids of commands are set to keys."""
