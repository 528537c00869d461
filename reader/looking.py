"""How the app looks: its theme, what the terminal can show, the layout that is kept, its messages."""

from __future__ import annotations

import asyncio
import os
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Final

from textual import work
from textual.filter import LineFilter, Monochrome, NoColor
from textual.notifications import Notify, SeverityLevel
from textual.scrollbar import ScrollBar

from library import clean_text
from reader import themes
from reader.config import Config
from reader.filters import Cleaned, Colourless, Encoded
from reader.layout import ScreenLayout, load_layout, save_layout
from reader.signs import charset_of, use_ascii, uses_ascii
from reader.toasts import Notice
from reader.typed_ahead import TypedAheadApp
from reader.widgets.panes import Panes
from reader.widgets.scrollbars import SignedScrollBar

_SECONDS: Final[dict[str, float]] = {"information": 4, "warning": 8, "error": 15}
"""How long a message stays: the more it matters the longer."""
_REST_SECONDS: Final = 0.3
"""Time after which a change of the layout is written; dragging makes many."""

_THEIRS: Final = frozenset((Monochrome, NoColor))
"""What Textual leaves colours out with."""


class LookingApp(TypedAheadApp):
    """Looks as the person has set it, and as the terminal allows."""

    def __init__(self, config: Config, layout_file: Path) -> None:
        """Look as `config` says, and as what is kept in `layout_file`, which need not exist."""
        self._derived: dict[str, dict[str, str]] = {}  # asked for often, and it takes 2 ms
        self._last_said: Notice | None = None
        super().__init__()
        self._look = config
        self._layout_file = layout_file
        self.layout_kept = load_layout(layout_file)
        """What the person changed on the screen, now and before."""
        self._layout_written = self.layout_kept
        self._use_terminal()
        self._use_theme()

    def _use_terminal(self) -> None:
        """Draw what the terminal can show: with or without colours, all signs or those of ASCII."""
        charset = charset_of(os.environ)
        wanted = self._look.ascii
        use_ascii(charset != "utf-8" if wanted is None else wanted)
        self.no_color = themes.is_colourless()
        self._last_filters: list[LineFilter] = [Cleaned()]
        if self.no_color:
            self._last_filters.append(Colourless())
        if charset != "utf-8" and wanted is not False:
            self._last_filters.append(Encoded(charset))
        self.set_class(self.no_color, "-colourless")
        self.set_class(uses_ascii(), "-ascii")
        ScrollBar.renderer = SignedScrollBar

    def _use_theme(self) -> None:
        """Show the theme that is set, else the one that was chosen here, else ours."""
        for theme in themes.OWN:
            self.register_theme(theme)
        name = self._look.theme
        if name == themes.AUTO and self.layout_kept.theme in self.available_themes:
            name = self.layout_kept.theme
        self.theme = themes.chosen(name)

    def get_line_filters(self) -> Sequence[LineFilter]:
        """Return what changes drawn lines: ours instead of the one of Textual, which leaves greys."""
        others = super().get_line_filters()
        # By their types: this is asked for every widget that is drawn.
        return [f for f in others if type(f) not in _THEIRS] + self._last_filters

    def get_theme_variable_defaults(self) -> dict[str, str]:
        """Return the colours that our style sheet names, for themes that do not have them."""
        if self.theme not in self._derived:
            self._derived[self.theme] = dict(themes.derived(self.current_theme))
        return self._derived[self.theme]

    def watch_theme(self) -> None:
        """Take notice of a theme that leaves the colours to the terminal; the style sheet adds marks."""
        self.set_class(self.current_theme.ansi, "-ansi-theme")

    def refresh_css(self, animate: bool = True) -> None:
        """Take the colours of a theme into the styles; before the first screen is there, only once.

        Textual parses them for the app alone then, and again with what the first screen brings.
        """
        if self.screen_stack:
            super().refresh_css(animate)
        else:
            self.stylesheet.set_variables(self.get_css_variables())
            self.stylesheet.parse()  # which, unlike what Textual does, keeps what it has parsed
            self.stylesheet.update(self, animate=animate)

    def choose_theme(self, name: str) -> None:
        """Show a theme, and again at the next start unless another one is set then."""
        self.theme = themes.chosen(name)
        self.keep_layout(replace(self.layout_kept, theme="" if name == themes.AUTO else name))

    def keep_layout(self, layout: ScreenLayout) -> None:
        """Keep for the next start how the screen is laid out."""
        if layout != self.layout_kept:
            self.layout_kept = layout
            self._save_layout()

    @work(group="layout", exclusive=True)
    async def _save_layout(self) -> None:
        """Write the layout, once nothing more is changed."""
        await asyncio.sleep(_REST_SECONDS)
        await asyncio.to_thread(self.write_layout)

    def write_layout(self) -> None:
        """Write the layout if it was changed."""
        layout = self.layout_kept
        if layout != self._layout_written:
            save_layout(self._layout_file, layout)
            self._layout_written = layout

    def on_panes_resized(self, event: Panes.Resized) -> None:
        """Keep the widths of the panes."""
        self.keep_layout(replace(self.layout_kept, widths=event.widths))

    def notify(
        self,
        message: str,
        *,
        title: str = "",
        severity: SeverityLevel = "information",
        timeout: float | None = None,
        markup: bool = False,  # noqa: ARG002 - widgets of Textual pass it
    ) -> None:
        """Say something, which is never taken as markup, the longer the more it matters.

        What was said last, and stands there for a while yet, is not said once more.
        """
        seconds = _SECONDS[severity] if timeout is None else timeout
        notice = Notice(clean_text(message), clean_text(title), severity, seconds)
        if not self._stands_already(notice):
            self._last_said = notice
            self.post_message(Notify(notice))

    def _stands_already(self, notice: Notice) -> bool:
        """Tell whether the same was said last, and stands there for a while yet or is about to."""
        last = self._last_said
        is_there = last is not None and (last in self._notifications or last.is_coming)
        return last is not None and is_there and notice.says_no_more_than(last)

    def copy_to_clipboard(self, text: str) -> None:
        """Copy a text, which may be pasted into a terminal, as it is safe to show."""
        super().copy_to_clipboard(clean_text(text))

    def theme_names(self) -> Sequence[str]:
        """Return the names of the themes that can be chosen."""
        return themes.names()
